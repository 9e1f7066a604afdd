//! The engine by itself in a browser: a collection goes in as JSON, keystrokes go in as text, and
//! what comes out can be compared with what another engine says. The clock is the page's.

use std::sync::Arc;

use standpoint::corpus::written::CorpusFile;
use standpoint::corpus::{Corpus, read_written};
use standpoint::link::View;
use standpoint::markup::{Library, Shown};
use standpoint::matrix::{Layout, Matrix};
use standpoint::query::search::Found;
use standpoint::query::{Facet, Hits};
use wasm_bindgen::prelude::wasm_bindgen;

/// The facets that are compared; the engine counts two more.
const COMPARED: [Facet; 8] = [
    Facet::Source,
    Facet::Issue,
    Facet::Proposition,
    Facet::Stance,
    Facet::Holder,
    Facet::Role,
    Facet::Certainty,
    Facet::Year,
];

/// How many results are shown.
const BEST: usize = 20;

fn nfkd(text: &str) -> String {
    standpoint::large::nfkd(text, |text| js_sys::JsString::from(text).normalize("NFKD").into())
}

/// A collection on its way from JSON to answers. What a step needs of the step before it takes.
#[wasm_bindgen]
#[derive(Default)]
pub struct Engine {
    text: Vec<u8>,
    written: Option<CorpusFile>,
    corpus: Option<Corpus>,
    library: Option<Library>,
    shown: Option<Shown>,
    // What the parts of a keystroke, asked for one by one, hand on to each other.
    view: View,
    layout: Option<Arc<Layout>>,
    found: Option<Found>,
    hits: Option<Hits>,
    matrix: Option<Matrix>,
}

#[wasm_bindgen]
impl Engine {
    /// An engine that waits for so many bytes.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: usize) -> Engine {
        Engine { text: Vec::with_capacity(bytes), ..Engine::default() }
    }

    /// The next part of the JSON.
    pub fn add(&mut self, part: &[u8]) {
        self.text.extend_from_slice(part);
    }

    /// Reads the JSON, and drops it.
    pub fn read(&mut self) {
        let text = String::from_utf8(std::mem::take(&mut self.text)).expect("UTF-8");
        self.written = read_written("collection", &text).ok();
    }

    /// Checks what was read; how many statements it has.
    pub fn check(&mut self) -> usize {
        let written = self.written.take().expect("a collection that was read");
        let corpus = Corpus::new("collection", written).expect("a collection without errors");
        self.corpus.insert(corpus).statements.len()
    }

    /// The catalogue of facets.
    pub fn catalogue(&mut self) {
        self.library = self.corpus.take().map(|corpus| Library::new(corpus, nfkd));
    }

    /// The index of words.
    pub fn index(&mut self) {
        self.library().index();
    }

    /// The first view, of everything.
    pub fn show(&mut self) {
        let shown = Shown::new(self.library(), View::default());
        let layout = Layout::new(&self.library().corpus, &self.library().catalogue, self.view.axes);
        self.layout = Some(Arc::new(layout));
        self.shown = Some(shown);
    }

    fn library(&self) -> &Library {
        self.library.as_ref().expect("a library")
    }

    fn shown(&self) -> &Shown {
        self.shown.as_ref().expect("a first view")
    }

    /// A keystroke: the search, the facets' counts and the matrix.
    pub fn turn(&mut self, text: &str) {
        let view = View { search: text.to_owned(), ..View::default() };
        let library = self.library.as_ref().expect("a library");
        self.shown.as_mut().expect("a first view").turn(library, view);
    }

    /// The best of what the last keystroke found, by position: one pass.
    pub fn best(&self) -> Vec<u32> {
        let shown = self.shown();
        match &shown.found {
            Some(found) => best(found),
            None => (0..BEST as u32).collect(),
        }
    }

    /// The same as the page of arguments has it: everything that was found, in order.
    pub fn all_in_order(&self) -> usize {
        self.shown().scene(self.library()).arguments().len()
    }

    /// How many the last keystroke found, then for each compared facet how many values have any.
    pub fn counts(&self) -> Vec<u32> {
        let hits = &self.shown().hits;
        let used = |facet: Facet| hits.counts[facet.index()].iter().filter(|&&count| count > 0).count();
        let used = COMPARED.into_iter().map(|facet| used(facet) as u32);
        [hits.number as u32].into_iter().chain(used).collect()
    }

    /// The first part of a keystroke.
    pub fn part_search(&mut self, text: &str) {
        self.view = View { search: text.to_owned(), ..View::default() };
        self.found = self.library().index().search(text);
    }

    /// The second part.
    pub fn part_facets(&mut self) {
        self.hits = Some(self.library().hits(&self.view, self.found.as_ref()));
    }

    /// The third part.
    pub fn part_matrix(&mut self) {
        let (layout, hits) = (self.layout.as_ref().expect("a layout"), self.hits.as_ref().expect("hits"));
        self.matrix = Some(self.library().matrix(layout, &self.view, self.found.is_some(), hits));
    }
}

/// The best results of a search, the first of equals first.
fn best(found: &Found) -> Vec<u32> {
    let mut best: Vec<(f32, u32)> = Vec::with_capacity(BEST + 1);
    let mut least = 0.0;
    for at in found.found.ones() {
        let score = found.score[at];
        if best.len() == BEST && score <= least {
            continue;
        }
        let place = best.partition_point(|&(other, _)| other >= score);
        best.insert(place, (score, at as u32));
        best.truncate(BEST);
        least = best[best.len() - 1].0;
    }
    best.into_iter().map(|(_, at)| at).collect()
}
