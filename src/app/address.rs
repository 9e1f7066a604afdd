//! The view in the address bar, both ways.
//!
//! Steps a person would call steps push an entry to the history; typing replaces the entry, and
//! only after a pause, because browsers throttle history calls.

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

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

/// Writes views to the address.
#[derive(Clone, Copy)]
pub struct Address {
    pending: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Address {
    /// Begins to listen: `moved` is called when the reader goes back, forward or edits the address.
    pub fn new(moved: impl Fn(String) + Clone + 'static) -> Self {
        let address = Address { pending: StoredValue::new_local(None) };
        for event in ["popstate", "hashchange"] {
            let moved = moved.clone();
            let listener = EventListener::new(&window(), event, move |_| {
                address.cancel();
                moved(fragment());
            });
            listener.forget();
        }
        address
    }

    fn cancel(self) {
        self.pending.update_value(|pending| drop(pending.take()));
    }

    /// Writes a view.
    pub fn write(self, view: &View, step: Step) {
        self.cancel();
        let link = view.to_string();
        match step {
            Step::New if link == fragment() => {}
            // A browser that refuses keeps the old address; the page goes on.
            Step::New => drop(history().push_state_with_url(&JsValue::NULL, "", Some(&link))),
            Step::Same => {
                let write = Timeout::new(PAUSE, move || replace(&link));
                self.pending.set_value(Some(write));
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
