//! The screen: the page around the markup (Leptos), drawing the markup, and what a reader does.

mod address;
mod browser;
mod canvas;
mod desk;
mod events;
mod grid;
mod own_copy;
mod shell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::corpus::packed::unpack;
use crate::markup::words;
use desk::Desk;

/// Where the page has its corpus.
const CORPUS: &str = "#corpus";
/// Where the page has the default view as the build drew it.
const SCREEN: &str = "#app > .screen";

/// Takes the page over.
pub fn mount() {
    std::panic::set_hook(Box::new(|panic| browser::leave_word(&panic.to_string())));
    let text = browser::element(CORPUS).and_then(|place| place.text_content()).unwrap_or_default();
    // A page with a damaged corpus shows what a page that stopped shows.
    let corpus = unpack(&text).expect(words::DAMAGED);
    let place = browser::element(SCREEN).expect("the page has a screen");
    let around = place.parent_element().and_then(|around| around.dyn_into().ok());
    let handle = leptos::mount::mount_to(around.expect("the screen stands in the app"), move || {
        provide_context(Desk::new(corpus));
        view! { <shell::Shell place /> }
    });
    handle.forget();
}
