//! Citations to copy: of a source, and of the view at hand.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::browser;
use super::desk::{Desk, desk};
use crate::corpus::cite;
use crate::corpus::written::{Csl, CslDate, CslName};
use crate::markup::words;

/// The record of the corpus as it is shown now.
pub fn of_view(desk: Desk) -> Csl {
    let corpus = desk.corpus();
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
        url: Some(untrack(|| desk.here())),
        ..Csl::default()
    }
}

/// The dialog with a citation in three forms.
#[component]
pub fn CitationDialog() -> impl IntoView {
    let desk = desk();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let (Some(dialog), true) = (dialog.get(), desk.citing.with(Option::is_some)) {
            // It throws if the dialog is open already, which then is as it should be.
            dialog.show_modal().ok();
        }
    });
    let form = move |name: &'static str, text: fn(&Csl) -> String| {
        let text = move || desk.citing.with(|citing| citing.as_ref().map(|(_, record)| text(record)).unwrap_or_default());
        view! {
            <h3>{name}</h3>
            <pre tabindex="0" dir="auto">{text}</pre>
            <button on:click=move |_| desk.copy(untrack(text), words::CITATION_COPIED)>
                {words::COPY_IT}<span class="hidden">" "{name}</span>
            </button>
        }
    };
    let what = move || desk.citing.with(|citing| citing.as_ref().map(|(what, _)| what.clone()));
    view! {
        <dialog class="citation" node_ref=dialog aria-label="Citation" on:close=move |_| desk.citing.set(None)>
            <h2>{words::CITE}" "{what}</h2>
            {form("Plain text", cite::plain)}
            {form("BibTeX", cite::bibtex)}
            {form("CSL-JSON", cite::csl_json)}
            <form method="dialog"><button class="close">{words::CLOSE}</button></form>
        </dialog>
    }
}
