//! The screen: the page around the markup (Leptos), drawing the markup, and what a reader does.

mod address;
mod browser;
mod canvas;
mod desk;
mod events;
mod grid;
mod own_copy;
mod shell;

use std::cell::OnceCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::corpus::packed::unpack;
use crate::markup::{Library, words};
use desk::Desk;

/// Where the page has its corpus.
const CORPUS: &str = "#corpus";
/// Where the page has the default view as the build drew it.
const SCREEN: &str = "#app > .screen";

/// Takes the page over: from now on it answers.
pub fn mount() {
    std::panic::set_hook(Box::new(|panic| browser::leave_word(&panic.to_string())));
    // One corpus a page: what is made of it is needed until the page goes.
    let making: &'static Making = Box::leak(Box::default());
    events::listen(|| making.desk());
    if browser::is_shown() {
        browser::show();
        browser::when_idle(|| {
            making.library();
            browser::when_idle(|| {
                making.desk();
            });
        });
    } else {
        // The page has nothing to show yet.
        making.desk();
    }
}

/// What is made of the page's corpus: each part when it is first needed, for what a reader does;
/// or before, whenever the browser has nothing else to do.
#[derive(Default)]
struct Making {
    library: OnceCell<&'static Library>,
    desk: OnceCell<Desk>,
}

impl Making {
    fn library(&self) -> &'static Library {
        self.library.get_or_init(|| {
            let text = browser::element(CORPUS).and_then(|place| place.text_content()).unwrap_or_default();
            // A page with a damaged corpus shows what a page that stopped shows.
            let corpus = unpack(&text).expect(words::DAMAGED);
            Box::leak(Box::new(Library::new(corpus, browser::nfkd)))
        })
    }

    fn desk(&self) -> Desk {
        *self.desk.get_or_init(|| {
            let desk = Desk::new(self.library());
            let place = browser::element(SCREEN).expect("the page has a screen");
            let around = place.parent_element().and_then(|around| around.dyn_into().ok());
            let handle = leptos::mount::mount_to(around.expect("the screen stands in the app"), move || {
                view! { <shell::Shell place desk /> }
            });
            handle.forget();
            desk
        })
    }
}
