//! The screen: Leptos components, a file a page, a folder for parts that pages share.

mod address;
mod browser;
mod desk;
mod pages;
mod panel;
mod parts;
mod shell;
mod words;

use gloo_net::http::Request;
use leptos::prelude::*;

use crate::corpus::{Corpus, read_one};
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
                let desk = Desk::new(corpus);
                provide_context(desk);
                view! { <shell::Shell /> }.into_any()
            }
            Err(message) => view! { <Failure message /> }.into_any(),
        });
        handle.forget();
    });
}

async fn load() -> Result<Corpus, String> {
    let response = Request::get(CORPUS).send().await.map_err(|error| error.to_string())?;
    if !response.ok() {
        return Err(format!("{CORPUS}: {} {}", response.status(), response.status_text()));
    }
    let text = response.text().await.map_err(|error| error.to_string())?;
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
