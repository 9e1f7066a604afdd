//! The search field, and texts with the matches marked.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::desk::{Desk, desk};
use crate::app::words;
use crate::query::search::Found;

/// The search field.
#[component]
pub fn SearchField() -> impl IntoView {
    let desk = desk();
    let hint = format!("{} of {}", words::SEARCH_HINT, words::count(desk.corpus().sources.len(), "source", "sources"));
    view! {
        <label class="search">
            <span class="hidden">{words::SEARCH_HINT}</span>
            <input
                type="search"
                id="search"
                maxlength="200"
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
                prop:value=move || desk.of_view(|view| view.search.clone())
                on:input=move |event| {
                    let text: String = event_target_value(&event).chars().take(200).collect();
                    desk.adjust(|view| view.search = text);
                }
            />
            <kbd aria-hidden="true">"/"</kbd>
        </label>
    }
}

/// A text of the corpus with the words marked that the search found.
pub fn marked(desk: Desk, text: &str, found: Option<&Arc<Found>>) -> AnyView {
    let Some(found) = found else { return text.to_owned().into_any() };
    let mut parts = Vec::new();
    let mut at = 0;
    for range in desk.library.index.marks(found, text) {
        parts.push(text[at..range.start].to_owned().into_any());
        parts.push(view! { <mark>{text[range.clone()].to_owned()}</mark> }.into_any());
        at = range.end;
    }
    parts.push(text[at..].to_owned().into_any());
    parts.into_any()
}
