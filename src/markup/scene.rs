//! Everything a page is drawn from.

use std::cmp::Ordering;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::around::Around;
use super::lens::Lens;
use super::node::{Element, Node, el};
use crate::corpus::order::sort;
use crate::corpus::text::words;
use crate::corpus::{ArgumentId, Corpus};
use crate::link::{CardOrder, View};
use crate::matrix::{Axis, Camps, Cell, Change, Key, Layout, Line, Matrix, RowOrder};
use crate::query::search::{Found, Index, Nfkd, fold};
use crate::query::{Catalogue, Chosen, Facet, Hits, Set, run};

/// Draws the part of a list that is in sight: of what it is a list of, how many lines it has, and each of
/// them.
pub type Feed = fn(&str, usize, &Lens, &dyn Fn(usize) -> Element) -> Vec<Node>;

/// Where it is typed what is looked for among a facet's values, the positions of those that fit, and how
/// many more there are.
pub type LookedFor = (Element, Vec<usize>, usize);

/// What only the program for large corpora has: the one that is loaded first does not carry its code.
pub struct More {
    /// Puts a matrix's rows and columns beside those most like them.
    pub arrange: fn(&Corpus, &Catalogue, &mut Matrix),
    /// What stands in place of the stance matrix: the map, who agrees with whom, who changed position.
    pub table: fn(&Scene, &Lens) -> Vec<Node>,
    /// The part of the stance matrix that is in sight.
    pub grid: fn(&Scene, &Lens) -> Element,
    /// The part of a list of sources or issues that is in sight.
    pub feed: Feed,
    /// The part of the list of arguments that is in sight.
    pub list: fn(&Scene, &Lens) -> Vec<Node>,
    /// Of a facet's many values those that are looked for: where that is typed, their positions, and how
    /// many more there are.
    pub values: fn(&Scene, &Around, Facet) -> Option<LookedFor>,
}

/// What was last made of what passes. While the same passes it is not made again: what is in sight of a
/// table is painted anew at each step of scrolling.
pub(crate) struct Last<K, T>(Mutex<Kept<K, T>>);

type Kept<K, T> = Option<(Arc<Set>, K, Arc<T>)>;

impl<K, T> Default for Last<K, T> {
    fn default() -> Self {
        Last(Mutex::new(None))
    }
}

impl<K: PartialEq, T> Last<K, T> {
    /// What is made of these units. They are held as long as what was made of them, so that no others
    /// come to stand in their place.
    pub(crate) fn of(&self, units: &Arc<Set>, kind: K, make: impl FnOnce() -> T) -> Arc<T> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, its, made)) = &*last
            && Arc::ptr_eq(of, units)
            && *its == kind
        {
            return Arc::clone(made);
        }
        let made = Arc::new(make());
        *last = Some((Arc::clone(units), kind, Arc::clone(&made)));
        made
    }
}

/// What is loaded once and never changes.
pub struct Library {
    /// What was said.
    pub corpus: Corpus,
    /// Every facet's values.
    pub catalogue: Catalogue,
    nfkd: Nfkd,
    index: OnceLock<Index>,
    alike: OnceLock<Vec<Vec<(u32, f32)>>>,
    /// Who agrees with whom, as last asked for.
    pub(crate) camps: Last<Axis, Option<Camps>>,
    /// Who changed position, as last asked for.
    pub(crate) changes: Last<(), Vec<Change>>,
    /// What only the program for large corpora has.
    pub more: Option<&'static More>,
}

impl Library {
    /// The library of a corpus.
    pub fn new(corpus: Corpus, nfkd: Nfkd) -> Self {
        let catalogue = Catalogue::new(&corpus);
        Library {
            corpus,
            catalogue,
            nfkd,
            index: OnceLock::new(),
            alike: OnceLock::new(),
            camps: Last::default(),
            changes: Last::default(),
            more: None,
        }
    }

    /// The library with what only the program for large corpora has.
    pub fn with_more(corpus: Corpus, nfkd: Nfkd, more: &'static More) -> Self {
        Library { more: Some(more), ..Library::new(corpus, nfkd) }
    }

    /// The words of all arguments; made when first asked for, not before the first paint.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.corpus, self.nfkd))
    }

    /// For each proposition the others that are like it; found when first asked for.
    pub(crate) fn alike(&self) -> &[Vec<(u32, f32)>] {
        self.alike.get_or_init(|| self.index().alike())
    }

    /// What a search finds; none without a word to search for.
    fn search(&self, text: &str) -> Option<Arc<Found>> {
        if text.is_empty() { None } else { self.index().search(text).map(Arc::new) }
    }

    /// Whether a text has, for every word that is looked for, one that begins so.
    pub(crate) fn looks_for(&self, wanted: &str) -> impl Fn(&str) -> bool + use<> {
        let nfkd = self.nfkd;
        let words = move |text: &str| -> Vec<String> {
            words(text).into_iter().map(|range| fold(&text[range], nfkd)).collect()
        };
        let wanted = words(wanted);
        move |text: &str| {
            let words = if wanted.is_empty() { Vec::new() } else { words(text) };
            wanted.iter().all(|wanted| words.iter().any(|word| word.starts_with(wanted)))
        }
    }

    /// All units along the axes of a view.
    fn layout(&self, view: &View) -> Arc<Layout> {
        Arc::new(Layout::new(&self.corpus, &self.catalogue, view.axes))
    }

    /// What passes the filters and the search of a view.
    pub fn hits(&self, view: &View, found: Option<&Found>) -> Hits {
        let chosen = Chosen::new(&view.filters, &self.catalogue);
        run(&self.catalogue, &chosen, found.map(|found| &found.found))
    }

    /// The matrix of what passes; `searches` tells whether a search narrows it.
    pub fn matrix(&self, layout: &Arc<Layout>, view: &View, searches: bool, hits: &Hits) -> Matrix {
        let allows = |key: Key| match key {
            Key::Source(id) if view.filters.count(Facet::Source) > 0 => {
                view.filters.has(Facet::Source, &self.corpus.sources[id].name)
            }
            _ => true,
        };
        let narrowed = searches || !view.filters.is_empty();
        let mut matrix =
            Matrix::new(&self.corpus, &self.catalogue, layout, view.order, &hits.units, narrowed, allows);
        if let (RowOrder::Similar, Some(more)) = (view.order, self.more) {
            (more.arrange)(&self.corpus, &self.catalogue, &mut matrix);
        }
        matrix
    }
}

/// A view with everything that follows from it.
#[derive(Clone)]
pub struct Shown {
    /// What is shown.
    pub view: View,
    /// What the search finds; none without a search.
    pub found: Option<Arc<Found>>,
    /// What passes filters and search.
    pub hits: Arc<Hits>,
    /// All units along the view's axes.
    layout: Arc<Layout>,
    /// The matrix of what passes.
    pub matrix: Arc<Matrix>,
}

impl Shown {
    /// What follows from a view.
    pub fn new(library: &Library, view: View) -> Self {
        let found = library.search(&view.search);
        let hits = Arc::new(library.hits(&view, found.as_deref()));
        let layout = library.layout(&view);
        let matrix = Arc::new(library.matrix(&layout, &view, found.is_some(), &hits));
        Shown { view, found, hits, layout, matrix }
    }

    /// The same for another view; what that does not change is taken over.
    pub fn turn(&mut self, library: &Library, view: View) {
        let searched = view.search != self.view.search;
        let filtered = searched || view.filters != self.view.filters;
        let turned = view.axes != self.view.axes;
        let laid_out = filtered || (view.axes, view.order) != (self.view.axes, self.view.order);
        self.view = view;
        if searched {
            self.found = library.search(&self.view.search);
        }
        if filtered {
            self.hits = Arc::new(library.hits(&self.view, self.found.as_deref()));
        }
        if turned {
            self.layout = library.layout(&self.view);
        }
        if laid_out {
            self.matrix =
                Arc::new(library.matrix(&self.layout, &self.view, self.found.is_some(), &self.hits));
        }
    }

    /// What pages are drawn from.
    pub fn scene<'a>(&'a self, library: &'a Library) -> Scene<'a> {
        let found = self.found.as_deref();
        Scene { library, view: &self.view, found, hits: &self.hits, matrix: &self.matrix }
    }
}

/// What a page is drawn from.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// What is loaded.
    pub library: &'a Library,
    /// What is shown.
    pub view: &'a View,
    /// What the search finds; none without a search.
    pub found: Option<&'a Found>,
    /// What passes filters and search.
    pub hits: &'a Hits,
    /// The matrix of what passes.
    pub matrix: &'a Matrix,
}

/// Which of two arguments comes first.
type Order<'a> = Box<dyn Fn(&ArgumentId, &ArgumentId) -> Ordering + 'a>;

impl<'a> Scene<'a> {
    /// The corpus.
    pub fn corpus(&self) -> &'a Corpus {
        &self.library.corpus
    }

    /// The cells of a row of the matrix, one a column.
    pub fn cells(&self, line: &Line) -> Vec<Cell> {
        self.matrix.cells(self.corpus(), &self.library.catalogue, line)
    }

    /// Whether a filter or a search narrows what is shown.
    pub fn is_narrowed(&self) -> bool {
        self.found.is_some() || !self.view.filters.is_empty()
    }

    /// The link of this view with a change.
    pub fn link(&self, change: &dyn Fn(&mut View)) -> String {
        let mut view = self.view.clone();
        change(&mut view);
        view.to_string()
    }

    /// The link of another view of this corpus: only what is changed is not as usual.
    pub fn link_to(&self, change: &dyn Fn(&mut View)) -> String {
        let mut view = View { corpus: self.view.corpus.clone(), ..View::default() };
        change(&mut view);
        view.to_string()
    }

    /// A text of the corpus, in its own direction, with the words marked that the search found.
    pub fn text(&self, tag: &'static str, text: &str) -> Element {
        let out = el(tag).attr("dir", "auto");
        let Some(found) = self.found else { return out.with(text) };
        let mut children = Vec::new();
        let mut at = 0;
        for range in self.library.index().marks(found, text) {
            children.push(Node::from(&text[at..range.start]));
            children.push(el("mark").with(&text[range.clone()]).into());
            at = range.end;
        }
        children.push(Node::from(&text[at..]));
        out.with_all(children)
    }

    /// Which of two arguments the view puts first, if it does not leave them in the order of the
    /// corpus; equal ones stay in it.
    fn order(&self) -> Option<Order<'a>> {
        let corpus = self.corpus();
        match (self.view.sort, self.found) {
            (CardOrder::Place, _) | (CardOrder::Relevance, None) => None,
            (CardOrder::Date, _) => {
                let time = |&id: &ArgumentId| corpus.arguments[id].time;
                Some(Box::new(move |a, b| (time(a).is_none(), time(a)).cmp(&(time(b).is_none(), time(b)))))
            }
            (CardOrder::Relevance, Some(found)) => {
                let score = |id: &ArgumentId| found.score[id.index()];
                Some(Box::new(move |a, b| score(b).total_cmp(&score(a))))
            }
        }
    }

    /// The arguments that pass, in the order of the view.
    pub fn arguments(&self) -> Vec<ArgumentId> {
        let mut arguments: Vec<ArgumentId> = self.hits.arguments(&self.library.catalogue).collect();
        if let Some(order) = self.order() {
            sort(&mut arguments, order);
        }
        arguments
    }

    /// Those of [`Scene::arguments`] at these positions, as far as there are any: a list that shows a
    /// few of very many need not put the rest in order.
    pub fn best(&self, range: Range<usize>) -> Vec<ArgumentId> {
        let arguments = self.hits.arguments(&self.library.catalogue);
        let Some(order) = self.order() else {
            return arguments.skip(range.start).take(range.len()).collect();
        };
        let order = |a: &ArgumentId, b: &ArgumentId| order(a, b).then(a.cmp(b));
        let mut arguments: Vec<ArgumentId> = arguments.collect();
        if range.is_empty() || range.start >= arguments.len() {
            return Vec::new();
        }
        if range.end < arguments.len() {
            arguments.select_nth_unstable_by(range.end, order);
            arguments.truncate(range.end);
        }
        arguments.select_nth_unstable_by(range.start, order);
        arguments.drain(..range.start);
        sort(&mut arguments, order);
        arguments
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A corpus of arguments that say one of few things at one of few times, so that many are equal.
    fn library(arguments: &[(u8, Option<u8>)]) -> Library {
        let argument = |(at, (claim, time)): (usize, &(u8, Option<u8>))| -> Value {
            json!({"id": format!("a{at}"), "claim": format!("word{}", " more".repeat(usize::from(*claim))),
                "place": {"block": 1, "sentences": [1, 1]}, "role": "r", "certainty": "c",
                "time": time.map(|time| format!("202{time}"))})
        };
        let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
        let file = json!({
            "format": "standpoint/1", "id": "c", "title": "T", "question": "Q", "language": "en",
            "version": "1", "licence": "CC0-1.0",
            "codebook": {
                "stances": steps.map(|(id, value)| json!({"id": id, "value": value, "label": id})),
                "issues": [], "propositions": [], "actors": [],
                "roles": [{"id": "r", "label": "R"}], "certainties": [{"id": "c", "label": "C"}]},
            "sources": [{"id": "s", "short": "Brief", "record": {"id": "s"},
                "outline": [{"kind": "text", "sentences": ["1"]}],
                "arguments": arguments.iter().enumerate().map(argument).collect::<Vec<_>>()}],
        });
        let file = serde_json::from_value(file).expect("the written form of a corpus");
        Library::new(Corpus::new("c", file).expect("a corpus without errors"), str::to_owned)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_best_are_the_same_as_in_the_list_of_all(
            arguments in vec((0..4_u8, option::of(0..3_u8)), 0..40),
            search in 0..3_usize,
            (start, end) in (0..45_usize, 0..45_usize),
        ) {
            let library = library(&arguments);
            for sort in CardOrder::ALL {
                let search = ["", "word", "more"][search].to_owned();
                let shown = Shown::new(&library, View { search, sort, ..View::default() });
                let scene = shown.scene(&library);
                let all = scene.arguments();
                let expected = all.get(start.min(all.len())..end.min(all.len())).unwrap_or_default();
                prop_assert_eq!(scene.best(start..end), expected, "{:?}", sort);
            }
        }
    }
}
