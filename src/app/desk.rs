//! The state of the screen: one view, and everything that follows from it.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::address::{self, Address, Step};
use super::browser;
use crate::corpus::Corpus;
use crate::corpus::written::{Csl, CslDate, CslName};
use crate::link::{Ignored, View, resolve};
use crate::markup::{Around, Library, Shown, words};

/// What is kept: one view and what a reader brought; what is not worth a link stands apart.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The corpus and what was made of it; it lives as long as the page.
    pub library: &'static Library,
    /// The whole truth of the screen, and what follows from it.
    shown: RwSignal<Shown>,
    address: Address,
    /// The clock that waits until what is left stays as it is.
    settling: StoredValue<Option<Timeout>, LocalStorage>,
    /// What is on the screen and not in the view.
    pub around: RwSignal<Around>,
}

/// Where the choice of colours is kept.
const THEME: &str = "standpoint-theme";
/// Where it is kept that the keys of one sign are off.
const KEYS_OFF: &str = "standpoint-keys-off";
/// How long nothing changes until it is said how much is left, in milliseconds.
const SETTLED: u32 = 900;
/// How long something said stands there, in milliseconds.
const SAID: u32 = 4_000;

impl Desk {
    /// The desk for a corpus, showing the view that the address names.
    pub fn new(library: &'static Library) -> Self {
        let (first, ignored) = read(library, &address::fragment());
        address::replace(&first.to_string());
        let shown = RwSignal::new(Shown::new(library, first));
        let theme = browser::stored(THEME).unwrap_or_default();
        let around = RwSignal::new(Around {
            ignored,
            theme: words::THEMES.iter().position(|(name, _)| *name == theme).unwrap_or(0),
            base: browser::address_with(""),
            keys_off: browser::stored(KEYS_OFF).is_some_and(|kept| !kept.is_empty()),
            ..Around::default()
        });
        let address = Address::new(move |fragment| {
            let (new, ignored) = read(library, &fragment);
            address::replace(&new.to_string());
            around.update(|around| around.ignored = ignored);
            if shown.with_untracked(|shown| shown.view != new) {
                shown.update(|shown| shown.turn(library, new));
            }
        });
        Desk { library, shown, address, settling: StoredValue::new_local(None), around }
    }

    /// The corpus.
    pub fn corpus(self) -> &'static Corpus {
        &self.library.corpus
    }

    /// The view with everything that follows from it, followed.
    pub fn shown<T>(self, part: impl FnOnce(&Shown) -> T) -> T {
        self.shown.with(part)
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
        // The first letter of a search is a step: back leads to the view without it.
        let begins = self.now(|old| old.search.is_empty() != new.search.is_empty());
        self.set(new, if begins { Step::New } else { Step::Same });
    }

    /// Shows the view of a link on this page; back undoes it.
    pub fn follow(self, link: &str) {
        let (new, ignored) = read(self.library, link);
        self.set(new, Step::New);
        self.around.update(|around| around.ignored = ignored);
    }

    fn set(self, new: View, step: Step) {
        let (same, same_page) = self.now(|old| (*old == new, old.page == new.page));
        if same {
            return;
        }
        self.address.write(&new, step);
        let mut around = self.around.get_untracked();
        around.ignored.clear();
        around.drawer &= same_page;
        if self.around.with_untracked(|old| *old != around) {
            self.around.set(around);
        }
        self.shown.update(|shown| shown.turn(self.library, new));
        if !same_page {
            browser::to_top();
        }
    }

    /// Closes what is open beside the page.
    pub fn close(self) {
        self.go(|view| view.open = None);
    }

    /// Says how much is left, once, after it has stayed so for a moment.
    pub fn tell_count(self) {
        let tell = move || {
            let count = self
                .shown
                .with_untracked(|shown| words::left(shown.hits.number, self.corpus().arguments.len()));
            self.around.update(|around| around.count = count);
        };
        self.settling.set_value(Some(Timeout::new(SETTLED, tell)));
    }

    /// Copies a text and says so.
    pub fn copy(self, text: String, done: &'static str) {
        browser::copy(text, move |copied| self.say(if copied { done } else { words::COPY_REFUSED }));
    }

    /// Says something for a few seconds.
    pub fn say(self, what: &str) {
        let what = what.to_owned();
        self.around.update(|around| around.toast.clone_from(&what));
        let clear = move || {
            if self.around.with_untracked(|around| around.toast == what) {
                self.around.update(|around| around.toast.clear());
            }
        };
        Timeout::new(SAID, clear).forget();
    }

    /// Says something that nobody asked for, once nothing else is said.
    pub fn mention(self, what: &'static str) {
        if self.around.with_untracked(|around| around.toast.is_empty()) {
            self.say(what);
        } else {
            Timeout::new(SAID, move || self.mention(what)).forget();
        }
    }

    /// Opens or closes the drawer of facets.
    pub fn set_drawer(self, open: bool) {
        if self.around.with_untracked(|around| around.drawer != open) {
            self.around.update(|around| around.drawer = open);
        }
    }

    /// The next choice of colours, kept on the device.
    pub fn next_theme(self) {
        self.around.update(|around| around.theme = (around.theme + 1) % words::THEMES.len());
        let theme = self.around.with_untracked(|around| around.theme);
        browser::store(THEME, words::THEMES[theme].0);
    }

    /// Switches the keys of one sign off or on, for this device.
    pub fn switch_keys(self) {
        self.around.update(|around| around.keys_off ^= true);
        let off = self.around.with_untracked(|around| around.keys_off);
        browser::store(KEYS_OFF, if off { "off" } else { "" });
    }

    /// The whole address of the view as it is now.
    pub fn here(self) -> String {
        browser::address_with(&self.now(View::to_string))
    }

    /// The record of the corpus as it is shown now.
    pub fn record(self) -> Csl {
        let corpus = self.corpus();
        let issued: Vec<u16> = corpus.issued.split('-').filter_map(|part| part.parse().ok()).collect();
        let date = |parts: Vec<u16>| Some(CslDate { date_parts: vec![parts], literal: None });
        let name = |name: &String| CslName { literal: Some(name.clone()), family: None, given: None };
        Csl {
            id: format!("{}-{}", corpus.name, corpus.version),
            kind: "dataset".into(),
            title: Some(format!("{} (version {})", corpus.title, corpus.version)),
            author: corpus.coders.iter().map(name).collect(),
            issued: if issued.is_empty() { None } else { date(issued) },
            accessed: date(browser::today().to_vec()),
            publisher: Some(words::BRAND.into()),
            url: Some(self.here()),
            ..Csl::default()
        }
    }
}

/// The view that a link names, as far as this corpus has it, and what was left out.
fn read(library: &Library, fragment: &str) -> (View, Vec<Ignored>) {
    let (view, mut ignored) = View::read(fragment);
    let (view, unknown) = resolve(view, &library.corpus, &library.catalogue);
    ignored.extend(unknown);
    (view, ignored)
}
