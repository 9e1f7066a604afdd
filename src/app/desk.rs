//! The state of the screen: one view, and what is on the screen beside it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::address::{self, Address, Step};
use super::browser;
use super::shell::Place;
use crate::link::View;
use crate::markup::{Around, Citing, words};

/// What is kept: one view and what a reader brought; what is not worth a link stands apart.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The whole truth of the screen.
    state: RwSignal<State>,
    address: Address,
    /// The clock that waits until what is left stays as it is.
    settling: StoredValue<Option<Timeout>, LocalStorage>,
    easel: StoredValue<Rc<dyn Easel>, LocalStorage>,
}

/// The screen as a value.
#[derive(Clone)]
pub struct State {
    /// The view.
    pub view: View,
    /// What is on the screen and not in the view.
    pub around: Around,
}

/// Who paints the views.
pub trait Easel {
    /// Has a view painted and presented.
    fn draw(&self, desk: Desk, place: Place, state: State);
    /// Takes a reader's copy of a source, or takes it away.
    fn copy(&self, view: &View, source: String, text: Option<String>);
    /// Brings a place of the grid into the page and focuses it, where only what is in sight is there.
    fn brings(&self) -> Option<Bring> {
        None
    }
}

/// Brings the place in a row and a column of the grid into the page, and focuses it.
pub type Bring = fn(Desk, usize, usize);

/// Where the choice of colours is kept.
const THEME: &str = "standpoint-theme";
/// Where it is kept that the keys of one sign are off.
const KEYS_OFF: &str = "standpoint-keys-off";
/// How long nothing changes until it is said how much is left, in milliseconds.
const SETTLED: u32 = 900;
/// How long something said stands there, in milliseconds.
const SAID: u32 = 4_000;

impl Desk {
    /// The desk of one who paints, showing the view that the address names.
    pub fn new(easel: Rc<dyn Easel>) -> Self {
        let (view, ignored) = read(&address::fragment());
        address::replace(&view.to_string());
        let theme = browser::stored(THEME).unwrap_or_default();
        let around = Around {
            ignored,
            theme: words::THEMES.iter().position(|(name, _)| *name == theme).unwrap_or(0),
            base: browser::address_with(""),
            keys_off: browser::stored(KEYS_OFF).is_some_and(|kept| !kept.is_empty()),
            ..Around::default()
        };
        let state = RwSignal::new(State { view, around });
        let address = Address::new(move |fragment| {
            let (new, ignored) = read(&fragment);
            address::replace(&new.to_string());
            state.update(|state| {
                state.around.ignored = ignored;
                state.view = new;
            });
        });
        let easel = StoredValue::new_local(easel);
        Desk { state, address, settling: StoredValue::new_local(None), easel }
    }

    /// How a place of the grid that is not in the page comes there.
    pub fn brings(self) -> Option<Bring> {
        self.easel.with_value(|easel| easel.brings())
    }

    /// Has the screen painted, now and with every change.
    pub fn draw(self, place: Place) {
        let state = self.state.get();
        self.easel.get_value().draw(self, place, state);
    }

    /// Has the screen painted anew, though nothing of it has changed.
    pub fn redraw(self) {
        self.state.update(|_| ());
    }

    /// A part of the view as it is now, not followed.
    pub fn now<T>(self, part: impl FnOnce(&View) -> T) -> T {
        self.state.with_untracked(|state| part(&state.view))
    }

    /// A part of what is around the view, not followed.
    pub fn around<T>(self, part: impl FnOnce(&Around) -> T) -> T {
        self.state.with_untracked(|state| part(&state.around))
    }

    /// Changes what is around the view.
    pub fn change(self, change: impl FnOnce(&mut Around)) {
        let mut around = self.around(Around::clone);
        change(&mut around);
        if self.around(|before| *before != around) {
            self.state.update(|state| state.around = around);
        }
    }

    /// Takes a reader's copy of a source, or takes it away.
    pub fn keep_copy(self, source: String, text: Option<String>) {
        let view = self.now(View::clone);
        self.easel.get_value().copy(&view, source, text);
        self.redraw();
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
        let (new, ignored) = read(link);
        self.set(new, Step::New);
        self.change(|around| around.ignored = ignored);
    }

    /// Keeps of the view at hand what its corpus has, and tells what it has not.
    pub fn settle(self, link: &str, ignored: Vec<String>) {
        address::replace(link);
        self.state.update(|state| {
            state.around.ignored.extend(ignored);
            state.view = read(link).0;
        });
    }

    fn set(self, new: View, step: Step) {
        let (same, same_page) = self.now(|old| (*old == new, old.page == new.page));
        if same {
            return;
        }
        self.address.write(&new, step);
        self.state.update(|state| {
            state.view = new;
            state.around.ignored.clear();
            state.around.drawer &= same_page;
        });
        if !same_page {
            browser::to_top();
        }
    }

    /// Closes what is open beside the page.
    pub fn close(self) {
        self.go(|view| view.open = None);
    }

    /// Says how much is left, once, after it has stayed so for a moment.
    pub fn tell_count(self, left: String) {
        let tell = move || self.change(|around| around.count.clone_from(&left));
        self.settling.set_value(Some(Timeout::new(SETTLED, tell)));
    }

    /// Copies a text and says so.
    pub fn copy(self, text: String, done: &'static str) {
        browser::copy(text, move |copied| self.say(if copied { done } else { words::COPY_REFUSED }));
    }

    /// Says something for a few seconds.
    pub fn say(self, what: &str) {
        let what = what.to_owned();
        self.change(|around| around.toast.clone_from(&what));
        let clear = move || {
            self.change(|around| {
                if around.toast == what {
                    around.toast.clear();
                }
            });
        };
        Timeout::new(SAID, clear).forget();
    }

    /// Says something that nobody asked for, once nothing else is said.
    pub fn mention(self, what: &'static str) {
        if self.around(|around| around.toast.is_empty()) {
            self.say(what);
        } else {
            Timeout::new(SAID, move || self.mention(what)).forget();
        }
    }

    /// Opens the dialog of citations, or closes it.
    pub fn cite(self, citing: Citing) {
        self.change(|around| {
            around.citing = citing;
            around.today = browser::today().to_vec();
        });
    }

    /// Opens or closes the drawer of facets.
    pub fn set_drawer(self, open: bool) {
        self.change(|around| around.drawer = open);
    }

    /// The next choice of colours, kept on the device.
    pub fn next_theme(self) {
        self.change(|around| around.theme = (around.theme + 1) % words::THEMES.len());
        let theme = self.around(|around| around.theme);
        browser::store(THEME, words::THEMES[theme].0);
    }

    /// Switches the keys of one sign off or on, for this device.
    pub fn switch_keys(self) {
        self.change(|around| around.keys_off ^= true);
        let off = self.around(|around| around.keys_off);
        browser::store(KEYS_OFF, if off { "off" } else { "" });
    }

    /// The whole address of the view as it is now.
    pub fn here(self) -> String {
        browser::address_with(&self.now(View::to_string))
    }
}

/// The view that a link names, and what of it says nothing anywhere.
fn read(fragment: &str) -> (View, Vec<String>) {
    let (view, ignored) = View::read(fragment);
    (view, ignored.iter().map(ToString::to_string).collect())
}
