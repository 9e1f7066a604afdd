//! From a view to the screen: the one who keeps a corpus, what follows from the view at hand, and
//! the copies of sources that a reader opened.

use std::sync::Arc;

use super::around::Around;
use super::extent::Extent;
use super::node::Node;
use super::scene::{Library, Scene, Shown};
use super::screen::{is_whole, screen};
use super::sources::{Located, locate};
use super::words;
use crate::corpus::SourceId;
use crate::corpus::anchor::Nfkc;
use crate::link::{Page, View, resolve};

/// What is to be painted.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The view, as a link.
    pub link: String,
    /// What else is on the screen.
    pub around: Around,
    /// How much of it.
    pub extent: Extent,
}

/// A painted screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Painted {
    /// The screen.
    pub nodes: Vec<Node>,
    /// What the page must know of it.
    pub told: Told,
}

/// What the page must know of a screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// The page's title.
    pub title: String,
    /// The view as far as this corpus has it, as a link.
    pub link: String,
    /// What of the view was left out, in words.
    pub ignored: Vec<String>,
    /// How much is left, in words.
    pub left: String,
    /// Another number for everything else that passes.
    pub hits: usize,
    /// Another number for every list of arguments in another order.
    pub list: usize,
    /// Whether nothing of the screen is left to draw.
    pub is_whole: bool,
}

/// Paints the views of one corpus.
pub struct Painter {
    library: Library,
    shown: Option<Shown>,
    ignored: Vec<String>,
    hits: usize,
    list: usize,
    /// The line that must be in sight: of the source that was turned to.
    line: Option<usize>,
    copies: Vec<Arc<Located>>,
    nfkc: Nfkc,
}

impl Painter {
    /// The painter of a library.
    pub fn new(library: Library, nfkc: Nfkc) -> Self {
        Painter {
            library,
            shown: None,
            ignored: Vec::new(),
            hits: 0,
            list: 0,
            line: None,
            copies: Vec::new(),
            nfkc,
        }
    }

    /// Brings what follows from a view up to it, as far as this corpus has it.
    pub fn turn(&mut self, view: View) {
        let (view, ignored) = resolve(view, &self.library.corpus, &self.library.catalogue);
        self.ignored = ignored.iter().map(ToString::to_string).collect();
        let before = self.shown.as_ref().and_then(|shown| shown.view.source.as_deref());
        let turned = view.source.as_deref().filter(|source| Some(*source) != before);
        self.line = turned.and_then(|source| Some(self.library.corpus.sources.find(source)?.index()));
        match &mut self.shown {
            None => self.shown = Some(Shown::new(&self.library, view)),
            Some(shown) => {
                let order = |view: &View| (view.page, view.sort, view.group);
                let (hits, before) = (Arc::clone(&shown.hits), order(&shown.view));
                shown.turn(&self.library, view);
                let is_same = Arc::ptr_eq(&hits, &shown.hits);
                self.hits += usize::from(!is_same);
                self.list += usize::from(!is_same || before != order(&shown.view));
            }
        }
        self.bring();
    }

    /// The number of the list of the view at hand.
    pub fn list(&self) -> usize {
        self.list
    }

    fn scene(&self) -> Option<Scene<'_>> {
        self.shown.as_ref().map(|shown| shown.scene(&self.library))
    }

    /// Paints the view at hand; nothing before there is one.
    pub fn paint(&self, around: &Around, extent: &Extent) -> Vec<Node> {
        let Some(scene) = self.scene() else { return Vec::new() };
        let mut extent = extent.clone();
        if let (Extent::Sight(lens), Some(line)) = (&mut extent, self.line)
            && !lens.rows.contains(&line)
        {
            lens.rows = line.saturating_sub(4)..line + 12;
        }
        let extent = &extent;
        if self.ignored.is_empty() {
            return screen(&scene, around, &self.copies, extent);
        }
        let ignored = around.ignored.iter().chain(&self.ignored).cloned().collect();
        screen(&scene, &Around { ignored, ..around.clone() }, &self.copies, extent)
    }

    /// What the page must know of the view at hand; nothing before there is one.
    pub fn told(&self, extent: &Extent) -> Option<Told> {
        let scene = self.scene()?;
        Some(Told {
            title: words::title(scene.view.page, &self.library.corpus.title),
            link: scene.view.to_string(),
            ignored: self.ignored.clone(),
            left: words::left(scene.hits.number, self.library.corpus.arguments.len()),
            hits: self.hits,
            list: self.list,
            is_whole: is_whole(&scene, extent),
        })
    }

    /// What the build drew in the page.
    pub fn built(&self) -> Vec<Node> {
        let shown = Shown::new(&self.library, View::default());
        screen(&shown.scene(&self.library), &Around::default(), &[], &Extent::FIRST)
    }

    /// What stands in the matrix where a row and a column cross, counted from 0, in a sentence, and in
    /// which row of the grid; nothing outside.
    pub fn spot(&self, row: usize, column: usize) -> Option<(String, usize)> {
        let scene = self.scene()?;
        let (line, &key) = (scene.matrix.rows.get(row)?, scene.matrix.columns.get(column)?);
        let corpus = scene.corpus();
        let cell = scene.matrix.cell(corpus, &scene.library.catalogue, line.key, key).unwrap_or_default();
        let said = format!("{}: {}", line.key.label(corpus), words::cell(corpus, key, &cell));
        let (mut grid_row, mut at) = (0, 0);
        for group in scene.matrix.rows.chunk_by(|one, other| one.group == other.group) {
            let issue = group[0].group.map(|issue| &corpus.issues[issue].name);
            let is_folded = issue.is_some_and(|issue| scene.view.folded.contains(issue));
            grid_row += usize::from(issue.is_some());
            if row < at + group.len() {
                grid_row += if is_folded { 0 } else { row - at + 1 };
                break;
            }
            grid_row += if is_folded { 0 } else { group.len() };
            at += group.len();
        }
        Some((said, grid_row))
    }

    /// Keeps a reader's copy of a source, in place of an earlier one; whether there is such a source.
    pub fn copy(&mut self, source: &str, text: String) -> bool {
        let found = self.library.corpus.sources.find(source);
        if let Some(source) = found {
            self.close(source);
            self.copies.push(Arc::new(locate(&self.library.corpus, source, text, self.nfkc)));
        }
        found.is_some()
    }

    /// Forgets the copy of a source.
    pub fn close_copy(&mut self, source: &str) {
        if let Some(source) = self.library.corpus.sources.find(source) {
            self.close(source);
        }
    }

    fn close(&mut self, source: SourceId) {
        self.copies.retain(|copy| copy.source != source);
    }

    /// Opens the text of a source that carries it, once the reader comes there.
    fn bring(&mut self) {
        let corpus = &self.library.corpus;
        let view = self.shown.as_ref().map(|shown| &shown.view).filter(|view| view.page == Page::Sources);
        let Some(source) = view.and_then(|view| corpus.sources.find(view.source.as_ref()?)) else { return };
        if let Some(text) = &corpus.sources[source].text
            && !self.copies.iter().any(|copy| copy.source == source)
        {
            self.copies.push(Arc::new(locate(corpus, source, text.clone(), self.nfkc)));
        }
    }
}
