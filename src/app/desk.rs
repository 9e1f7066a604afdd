//! The state of the screen: one view, and everything that follows from it.

use std::sync::Arc;

use leptos::prelude::*;

use super::address::{self, Address, Step};
use super::browser;
use crate::corpus::{ArgumentId, Corpus, SourceId};
use crate::link::{CardOrder, Ignored, Open, View, resolve};
use crate::matrix::{Cell, Key, Matrix};
use crate::query::search::{Found, Index};
use crate::query::{Catalogue, Chosen, Facet, Hits, run};

/// What is loaded once and never changes.
pub struct Library {
    /// What was said.
    pub corpus: Corpus,
    /// Every facet's values.
    pub catalogue: Catalogue,
    /// The words of all arguments.
    pub index: Index,
}

/// A reader's own copy of a source, on this device only.
#[derive(Clone, PartialEq)]
pub struct OwnCopy {
    /// The source it is a copy of.
    pub source: SourceId,
    /// Its text.
    pub text: Arc<str>,
}

/// What the screen is made from: components read its memos and send it changes.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The corpus and what was made of it; it lives as long as the page.
    pub library: &'static Library,
    /// The whole truth of the screen.
    view: RwSignal<View>,
    address: Address,
    /// What the search finds; none without a search.
    pub found: Memo<Option<Arc<Found>>>,
    /// What passes filters and search, with counts.
    pub hits: Memo<Arc<Hits>>,
    /// The matrix of what passes.
    pub matrix: Memo<Arc<Matrix>>,
    /// What of the link was ignored.
    pub ignored: RwSignal<Vec<Ignored>>,
    /// The copies a reader opened.
    pub copies: RwSignal<Vec<OwnCopy>>,
    /// A word to the reader that goes away by itself.
    pub toast: RwSignal<String>,
    /// Whether the facets are open where they are a drawer.
    pub drawer: RwSignal<bool>,
}

// Found has no order; two are the same if their search was.
impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        self.terms == other.terms && self.found == other.found
    }
}

impl Desk {
    /// The desk for a corpus, showing the view that the address names.
    pub fn new(corpus: Corpus) -> Self {
        let catalogue = Catalogue::new(&corpus);
        let index = Index::new(&corpus, browser::nfkd);
        // One corpus a page: it is needed until the page goes.
        let library: &'static Library = Box::leak(Box::new(Library { corpus, catalogue, index }));
        let (first, ignored) = Self::read(library, &address::fragment());
        address::replace(&first.to_string());
        let view = RwSignal::new(first);
        let ignored = RwSignal::new(ignored);
        let address = Address::new(move |fragment| {
            let (new, left_out) = Self::read(library, &fragment);
            address::replace(&new.to_string());
            if view.with_untracked(|old| *old != new) {
                view.set(new);
            }
            ignored.set(left_out);
        });
        let search = Memo::new(move |_| view.with(|view| view.search.clone()));
        let filters = Memo::new(move |_| view.with(|view| view.filters.clone()));
        let found = Memo::new(move |_| library.index.search(&search.get()).map(Arc::new));
        let hits = Memo::new(move |_| {
            let chosen = filters.with(|filters| Chosen::new(filters, &library.catalogue));
            found.with(|found| {
                let found = found.as_ref().map(|found| found.found.as_slice());
                Arc::new(run(&library.catalogue, &chosen, found))
            })
        });
        let layout = Memo::new(move |_| view.with(|view| (view.axes, view.order)));
        let matrix = Memo::new(move |_| {
            let (axes, order) = layout.get();
            let hits = hits.get();
            let narrowed = view.with_untracked(View::is_narrowed);
            filters.with(|filters| {
                let allows = |key: Key| match key {
                    Key::Source(id) if filters.count(Facet::Source) > 0 => {
                        filters.has(Facet::Source, &library.corpus.sources[id].name)
                    }
                    _ => true,
                };
                let units = hits.units.iter().map(|&at| library.catalogue.units[at]);
                Arc::new(Matrix::new(&library.corpus, axes, order, units, narrowed, allows))
            })
        });
        Desk {
            library,
            view,
            address,
            found,
            hits,
            matrix,
            ignored,
            copies: RwSignal::new(Vec::new()),
            toast: RwSignal::new(String::new()),
            drawer: RwSignal::new(false),
        }
    }

    fn read(library: &Library, fragment: &str) -> (View, Vec<Ignored>) {
        let (view, mut ignored) = View::read(fragment);
        let (view, unknown) = resolve(view, &library.corpus, &library.catalogue);
        ignored.extend(unknown);
        (view, ignored)
    }

    /// The corpus.
    pub fn corpus(self) -> &'static Corpus {
        &self.library.corpus
    }

    /// A part of the view, followed.
    pub fn of_view<T>(self, part: impl FnOnce(&View) -> T) -> T {
        self.view.with(part)
    }

    /// A part of the view as it is now, not followed.
    pub fn of_view_now<T>(self, part: impl FnOnce(&View) -> T) -> T {
        self.view.with_untracked(part)
    }

    /// Changes the view; back undoes it.
    pub fn go(self, change: impl FnOnce(&mut View)) {
        self.change(change, Step::New);
    }

    /// Changes the view as part of the step at hand.
    pub fn adjust(self, change: impl FnOnce(&mut View)) {
        self.change(change, Step::Same);
    }

    fn change(self, change: impl FnOnce(&mut View), step: Step) {
        let mut new = self.view.get_untracked();
        change(&mut new);
        if self.view.with_untracked(|old| *old == new) {
            return;
        }
        self.address.write(&new, step);
        self.ignored.update(Vec::clear);
        self.view.set(new);
    }

    /// The link of the view that a change would give; follows the view.
    pub fn link(self, change: impl FnOnce(&mut View)) -> String {
        let mut view = self.view.get();
        change(&mut view);
        view.to_string()
    }

    /// The link of a view of its own.
    pub fn link_to(self, change: impl FnOnce(&mut View)) -> String {
        let mut view = View::default();
        change(&mut view);
        view.to_string()
    }

    /// Closes what is open beside the page and gives the focus back to where it came from.
    pub fn close(self) {
        let Some(open) = self.of_view_now(|view| view.open.clone()) else { return };
        self.go(|view| view.open = None);
        let quoted = |name: &str| format!("{name:?}");
        match open {
            Open::Cell { row, column } => {
                browser::focus(&format!("[data-row={}][data-column={}]", quoted(&row), quoted(&column)));
            }
            Open::Row(row) => browser::focus(&format!("[data-row={}][data-head]", quoted(&row))),
            Open::Column(column) => browser::focus(&format!("[data-column={}][data-head]", quoted(&column))),
            Open::Argument(name) => browser::focus(&format!("[data-argument={}] a", quoted(&name))),
        }
    }

    /// The arguments that pass, in the order of the view.
    pub fn arguments(self) -> Vec<ArgumentId> {
        let mut arguments = self.hits.with(|hits| hits.arguments.clone());
        let corpus = self.corpus();
        match self.of_view(|view| view.sort) {
            CardOrder::Place => {}
            CardOrder::Date => {
                arguments.sort_by_key(|&id| {
                    let time = corpus.arguments[id].time;
                    (time.is_none(), time)
                });
            }
            CardOrder::Relevance => self.found.with(|found| {
                if let Some(found) = found {
                    let score = |id: &ArgumentId| found.score[id.index()];
                    arguments.sort_by(|a, b| score(b).total_cmp(&score(a)));
                }
            }),
        }
        arguments
    }

    /// A cell of the matrix as it is now.
    pub fn cell(self, row: Key, column: Key) -> Cell {
        self.matrix.with(|matrix| matrix.cell(row, column).cloned()).unwrap_or_default()
    }

    /// Copies a text and says so.
    pub fn copy(self, text: String, done: &'static str) {
        browser::copy(text, move |copied| {
            self.say(if copied { done } else { super::words::COPY_REFUSED });
        });
    }

    /// Says something for a few seconds.
    pub fn say(self, what: &str) {
        let what = what.to_owned();
        self.toast.set(what.clone());
        let clear = move || {
            if self.toast.get_untracked() == what {
                self.toast.set(String::new());
            }
        };
        gloo_timers::callback::Timeout::new(4_000, clear).forget();
    }
}

/// The desk of the component that asks.
pub fn desk() -> Desk {
    expect_context()
}
