//! The state of the screen: one view, and everything that follows from it.

use std::sync::Arc;

use leptos::prelude::*;

use super::address::{self, Address, Step};
use super::browser;
use crate::corpus::Corpus;
use crate::corpus::written::Csl;
use crate::link::{Ignored, Open, View, resolve};
use crate::markup::{Library, Located, Shown, words};

/// What is kept: one view and what a reader brought; what is not worth a link stands apart.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The corpus and what was made of it; it lives as long as the page.
    pub library: &'static Library,
    /// The whole truth of the screen, and what follows from it.
    shown: RwSignal<Shown>,
    address: Address,
    /// What of the link was ignored.
    pub ignored: RwSignal<Vec<Ignored>>,
    /// The copies of sources a reader opened, on this device only.
    pub copies: RwSignal<Arc<Vec<Located>>>,
    /// A word to the reader that goes away by itself.
    pub toast: RwSignal<String>,
    /// Whether the facets are open where they are a drawer.
    pub drawer: RwSignal<bool>,
    /// What the citation dialog cites, with its name; none while it is closed.
    pub citing: RwSignal<Option<(String, Csl)>>,
    /// Counts how often the reader asked for the list of keys.
    pub keys: RwSignal<u32>,
}

impl Desk {
    /// The desk for a corpus, showing the view that the address names.
    pub fn new(corpus: Corpus) -> Self {
        // One corpus a page: it is needed until the page goes.
        let library: &'static Library = Box::leak(Box::new(Library::new(corpus, browser::nfkd)));
        let (first, ignored) = read(library, &address::fragment());
        address::replace(&first.to_string());
        let shown = RwSignal::new(Shown::new(library, first));
        let ignored = RwSignal::new(ignored);
        let address = Address::new(move |fragment| {
            let (new, left_out) = read(library, &fragment);
            address::replace(&new.to_string());
            ignored.set(left_out);
            if shown.with_untracked(|shown| shown.view != new) {
                shown.update(|shown| shown.turn(library, new));
            }
        });
        Desk {
            library,
            shown,
            address,
            ignored,
            copies: RwSignal::default(),
            toast: RwSignal::default(),
            drawer: RwSignal::new(false),
            citing: RwSignal::new(None),
            keys: RwSignal::new(0),
        }
    }

    /// The corpus.
    pub fn corpus(self) -> &'static Corpus {
        &self.library.corpus
    }

    /// The view with everything that follows from it, followed.
    pub fn shown<T>(self, part: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with(part)
    }

    /// A part of the view, followed.
    pub fn view<T>(self, part: impl FnOnce(&View) -> T) -> T {
        self.shown.with(|shown| part(&shown.view))
    }

    /// A part of the view as it is now, not followed.
    pub fn now<T>(self, part: impl FnOnce(&View) -> T) -> T {
        self.shown.with_untracked(|shown| part(&shown.view))
    }

    /// Changes the view; back undoes it.
    pub fn go(self, change: impl FnOnce(&mut View)) {
        let mut new = self.now(View::clone);
        change(&mut new);
        self.set(new, Step::New);
    }

    /// Changes the view as part of the step at hand.
    pub fn adjust(self, change: impl FnOnce(&mut View)) {
        let mut new = self.now(View::clone);
        change(&mut new);
        self.set(new, Step::Same);
    }

    /// Shows the view of a link on this page; back undoes it.
    pub fn follow(self, link: &str) {
        let (new, left_out) = read(self.library, link);
        self.set(new, Step::New);
        self.ignored.set(left_out);
    }

    fn set(self, new: View, step: Step) {
        let (same, same_page) = self.now(|old| (*old == new, old.page == new.page));
        if same {
            return;
        }
        self.address.write(&new, step);
        if self.ignored.with_untracked(|ignored| !ignored.is_empty()) {
            self.ignored.set(Vec::new());
        }
        self.shown.update(|shown| shown.turn(self.library, new));
        if !same_page {
            self.drawer.set(false);
            browser::to_top();
        }
    }

    /// Closes what is open beside the page and gives the focus back to where it came from.
    pub fn close(self) {
        let Some(open) = self.now(|view| view.open.clone()) else { return };
        self.go(|view| view.open = None);
        let from = match open {
            Open::Cell { row, column } => format!("[data-row={row:?}][data-column={column:?}]"),
            Open::Row(row) => format!("[data-row={row:?}][data-head]"),
            Open::Column(column) => format!("[data-column={column:?}][data-head]"),
            Open::Argument(name) => format!("[data-argument={name:?}] a"),
        };
        request_animation_frame(move || browser::focus(&from));
    }

    /// Copies a text and says so.
    pub fn copy(self, text: String, done: &'static str) {
        browser::copy(text, move |copied| self.say(if copied { done } else { words::COPY_REFUSED }));
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

    /// The whole address of the view, followed.
    pub fn here(self) -> String {
        browser::address_with(&self.view(View::to_string))
    }
}

/// The view that a link names, as far as this corpus has it, and what was left out.
fn read(library: &Library, fragment: &str) -> (View, Vec<Ignored>) {
    let (view, mut ignored) = View::read(fragment);
    let (view, unknown) = resolve(view, &library.corpus, &library.catalogue);
    ignored.extend(unknown);
    (view, ignored)
}

/// The desk of the component that asks.
pub fn desk() -> Desk {
    expect_context()
}
