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

use crate::corpus::{Corpus, read_one};
use crate::markup::words;
use desk::Desk;

/// The corpus's file, beside the page.
const CORPUS: &str = "./corpus.json";

/// Loads the corpus and mounts the app in the page's `#app`, in place of what stands there.
pub fn mount() {
    wasm_bindgen_futures::spawn_local(async {
        let loaded = load().await;
        let Some(place) = browser::element("#app") else { return };
        place.set_text_content(None);
        place.set_attribute("aria-busy", "false").ok();
        let handle = leptos::mount::mount_to(place, move || match loaded {
            Ok(corpus) => {
                provide_context(Desk::new(corpus));
                view! { <shell::Shell /> }.into_any()
            }
            Err(message) => view! { <Failure message /> }.into_any(),
        });
        handle.forget();
    });
}

async fn load() -> Result<Corpus, String> {
    let text = browser::fetch(CORPUS).await?;
    read_one("corpus.json", &text).map_err(|error| error.to_string())
}

/// What is shown when there is no corpus to show.
#[component]
fn Failure(message: String) -> impl IntoView {
    view! {
        <main class="failure">
            <h1>{words::FAILED_TITLE}</h1>
            <p>{words::FAILED_HELP}</p>
            <pre>{message}</pre>
            <button on:click=|_| browser::reload()>{words::RELOAD}</button>
        </main>
    }
}
