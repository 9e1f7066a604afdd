//! The view in the address bar, both ways.
//!
//! Steps a person would call steps push an entry to the history; typing replaces the entry, and
//! only after a pause, because browsers throttle history calls.

use gloo_events::EventListenerOptions;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::browser;
use crate::link::View;

/// The pause after which typing reaches the address, in milliseconds.
const PAUSE: u32 = 200;

/// Whether a change of view is a step of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Opening, switching, choosing: back undoes it.
    New,
    /// Typing: part of the step at hand.
    Same,
}

/// The fragment in the address bar, `#` included.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// A view that waits to reach the address: the clock, and its link.
type Waiting = (Timeout, String);

/// Writes views to the address.
#[derive(Clone, Copy)]
pub struct Address {
    waiting: StoredValue<Option<Waiting>, LocalStorage>,
}

impl Address {
    /// Begins to listen: `moved` is called when the reader goes back, forward or edits the address.
    pub fn new(moved: impl Fn(String) + Clone + 'static) -> Self {
        let address = Address { waiting: StoredValue::new_local(None) };
        // An edited address is told twice, the second time after it was brought into its one form.
        let heard = StoredValue::new_local(None);
        for event in ["popstate", "hashchange"] {
            let moved = moved.clone();
            browser::hear(&window(), event, EventListenerOptions::default(), move |_| {
                address.waiting.set_value(None);
                if event == "popstate" || heard.with_value(|heard| *heard != Some(fragment())) {
                    moved(fragment());
                    heard.set_value(Some(fragment()));
                }
            });
        }
        address
    }

    /// Writes a view.
    pub fn write(self, view: &View, step: Step) {
        let mut before = None;
        self.waiting.update_value(|waiting| before = waiting.take());
        let link = view.to_string();
        match step {
            Step::New => {
                // What was typed before belongs to the step that is left.
                if let Some((_, typed)) = before {
                    replace(&typed);
                }
                if link != fragment() {
                    // A browser that refuses keeps the old address; the page goes on.
                    history().push_state_with_url(&JsValue::NULL, "", Some(&link)).ok();
                }
            }
            Step::Same => {
                let later = link.clone();
                let clock = Timeout::new(PAUSE, move || replace(&later));
                self.waiting.set_value(Some((clock, link)));
            }
        }
    }
}

/// Replaces the fragment without a step.
pub fn replace(link: &str) {
    if link != fragment() {
        history().replace_state_with_url(&JsValue::NULL, "", Some(link)).ok();
    }
}

fn history() -> web_sys::History {
    window().history().expect("a window has a history")
}
