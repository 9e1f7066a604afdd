//! Citations to copy: of a source, and of the view at hand.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::app::desk::{Desk, desk};
use crate::app::{browser, words};
use crate::corpus::cite;
use crate::corpus::written::{Csl, CslDate, CslName};

/// What the dialog cites; none while it is closed.
#[derive(Clone, Copy)]
pub struct Citing(RwSignal<Option<(String, Csl)>>);

impl Citing {
    /// Nothing yet.
    pub fn new() -> Self {
        Citing(RwSignal::new(None))
    }

    /// Opens the dialog for a record; `what` names it.
    pub fn open(self, what: &str, record: Csl) {
        self.0.set(Some((what.to_owned(), record)));
    }
}

/// The record of the corpus as it is shown now.
pub fn of_view(desk: Desk) -> Csl {
    let corpus = desk.corpus();
    let link = browser::address_with(&desk.of_view_now(ToString::to_string));
    let issued: Vec<u16> = corpus.issued.split('-').filter_map(|part| part.parse().ok()).collect();
    let date = |parts: Vec<u16>| Some(CslDate { date_parts: vec![parts], literal: None });
    Csl {
        id: format!("{}-{}", corpus.name, corpus.version),
        kind: "dataset".into(),
        title: Some(format!("{} (version {})", corpus.title, corpus.version)),
        author: corpus
            .coders
            .iter()
            .map(|name| CslName { literal: Some(name.clone()), family: None, given: None })
            .collect(),
        issued: if issued.is_empty() { None } else { date(issued) },
        accessed: date(browser::today().to_vec()),
        publisher: Some(words::BRAND.into()),
        url: Some(link),
        ..Csl::default()
    }
}

/// The dialog with a citation in three forms.
#[component]
pub fn CitationDialog(citing: Citing) -> impl IntoView {
    let desk = desk();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let (Some(dialog), true) = (dialog.get(), citing.0.with(Option::is_some)) {
            // It throws if the dialog is open already, which then is as it should be.
            dialog.show_modal().ok();
        }
    });
    let forms = move || {
        citing.0.get().map(|(what, record)| {
            let form = |name: &'static str, text: String| {
                let copied = text.clone();
                view! {
                    <section>
                        <h3>{name}</h3>
                        <pre tabindex="0" dir="auto">{text}</pre>
                        <button on:click=move |_| desk.copy(copied.clone(), words::CITATION_COPIED)>
                            "Copy"<span class="hidden">" "{name}</span>
                        </button>
                    </section>
                }
            };
            view! {
                <h2>"Cite "{what}</h2>
                {form("Plain text", cite::plain(&record))}
                {form("BibTeX", cite::bibtex(&record))}
                {form("CSL-JSON", cite::csl_json(&record))}
            }
        })
    };
    view! {
        <dialog class="citation" node_ref=dialog aria-label="Citation" on:close=move |_| citing.0.set(None)>
            {forms}
            <form method="dialog"><button class="close">"Close"</button></form>
        </dialog>
    }
}
