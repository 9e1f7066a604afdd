//! What stands around every page: head, navigation, notices, dialogs, and the keys.

use gloo_events::EventListener;
use leptos::html::Dialog;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::desk::{Desk, desk};
use super::pages::{arguments::ArgumentsPage, codebook::CodebookPage, matrix::MatrixPage, sources::SourcesPage};
use super::parts::citation::{CitationDialog, Citing, of_view};
use super::{browser, words};
use crate::link::Page;

/// The whole screen.
#[component]
pub fn Shell() -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let citing = Citing::new();
    provide_context(citing);
    let keys = NodeRef::<Dialog>::new();
    listen(desk, keys);
    let page = Memo::new(move |_| desk.of_view(|view| view.page));
    Effect::new(move |_| {
        document().set_title(&format!("{} · {}", words::page(page.get()), corpus.title));
    });
    let link = |to: Page| {
        let number = match to {
            Page::Arguments => Some(corpus.arguments.len()),
            Page::Sources => Some(corpus.sources.len()),
            Page::Matrix | Page::Codebook => None,
        };
        let current = move || (page.get() == to).then_some("page");
        let href = move || {
            desk.link(|view| {
                view.page = to;
                view.open = None;
                view.source = None;
            })
        };
        view! {
            <a href=href aria-current=current>{words::page(to)}
                {number.map(|number| view! { " "<small>{number}</small> })}</a>
        }
    };
    let share = move |_| {
        let link = browser::address_with(&desk.of_view_now(ToString::to_string));
        desk.copy(link, words::LINK_COPIED);
    };
    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); browser::focus("#main"); }>"Skip to the page"</a>
        <header class="head">
            <a class="brand" href="#/matrix">{words::BRAND}</a>
            <h1 dir="auto">{corpus.question.as_str()}</h1>
        </header>
        <nav class="nav" aria-label="Pages">
            {Page::ALL.map(link).collect_view()}
            <span class="tools">
                <button on:click=share title="Copy a link to exactly this view">"Share"</button>
                <button on:click=move |_| citing.open("this view", of_view(desk)) title="Cite this view">"Cite"</button>
                <ThemeButton />
                <button on:click=move |_| show(keys) title="The keys" aria-label="Keys">"?"</button>
            </span>
        </nav>
        <Notice />
        <main id="main" tabindex="-1" class=move || format!("page {}", page.get().name())>
            {move || match page.get() {
                Page::Matrix => view! { <MatrixPage /> }.into_any(),
                Page::Arguments => view! { <ArgumentsPage /> }.into_any(),
                Page::Sources => view! { <SourcesPage /> }.into_any(),
                Page::Codebook => view! { <CodebookPage /> }.into_any(),
            }}
        </main>
        <footer class="foot">
            <p dir="auto">{corpus.title.as_str()}", version "{corpus.version.as_str()}". Coding: "{corpus.licence.as_str()}"."</p>
            <p class="address">{move || browser::address_with(&desk.of_view(ToString::to_string))}</p>
        </footer>
        <p class="toast" role="status" class:shown=move || desk.toast.with(|toast| !toast.is_empty())>{desk.toast}</p>
        <CitationDialog citing />
        <dialog class="keys" node_ref=keys aria-label="Keys">
            <h2>"Keys"</h2>
            <dl>{words::KEYS.iter().map(|(key, does)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> }).collect_view()}</dl>
            <form method="dialog"><button class="close">"Close"</button></form>
        </dialog>
    }
}

fn show(dialog: NodeRef<Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        // It throws if the dialog is open already, which then is as it should be.
        dialog.show_modal().ok();
    }
}

/// What of a link was ignored.
#[component]
fn Notice() -> impl IntoView {
    let desk = desk();
    let notice = move || {
        desk.ignored.with(|ignored| {
            let rows = ignored.iter().take(8).map(|part| view! { <li>{part.to_string()}</li> }).collect_view();
            let more = ignored.len().saturating_sub(8);
            (!ignored.is_empty()).then(|| {
                view! {
                    <div class="notice">
                        <p>"The link names something that this page does not have. The rest is shown; ignored was:"</p>
                        <ul>{rows}{(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}</ul>
                        <button on:click=move |_| desk.ignored.update(Vec::clear)>"Understood"</button>
                    </div>
                }
            })
        })
    };
    view! { <div role="status">{notice}</div> }
}

const THEMES: [(&str, &str); 3] = [("system", "As the system"), ("light", "Light"), ("dark", "Dark")];

/// Light, dark, or as the system; kept on the device.
#[component]
fn ThemeButton() -> impl IntoView {
    let stored = browser::stored("standpoint-theme").unwrap_or_default();
    let theme = RwSignal::new(THEMES.iter().position(|(name, _)| *name == stored).unwrap_or(0));
    Effect::new(move |_| {
        let (name, _) = THEMES[theme.get()];
        if let Some(root) = document().document_element() {
            root.set_attribute("data-theme", name).ok();
        }
    });
    let next = move |_| {
        theme.update(|theme| *theme = (*theme + 1) % THEMES.len());
        browser::store("standpoint-theme", THEMES[theme.get_untracked()].0);
    };
    let text = move || THEMES[theme.get()].1;
    view! {
        <button class="theme" on:click=next title="Colours: light, dark, or as the system">
            <span aria-hidden="true">"◐"</span>" "<span class="theme-name">{text}</span>
        </button>
    }
}

/// The keys that work everywhere.
fn listen(desk: Desk, keys: NodeRef<Dialog>) {
    let listener = EventListener::new_with_options(
        &document(),
        "keydown",
        gloo_events::EventListenerOptions::enable_prevent_default(),
        move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            // A dialog has its own Escape; other keys are not for what lies behind it.
            if browser::element("dialog[open]").is_some() {
                return;
            }
            let typing = browser::closest(event, "input:not([type=checkbox]), textarea, select").is_some();
            match event.key().as_str() {
                "Escape" => escape(desk, event),
                _ if typing => return,
                "/" => search(desk),
                "?" => show(keys),
                key => match key.parse::<usize>() {
                    Ok(number @ 1..=4) => {
                        desk.go(|view| {
                            view.page = Page::ALL[number - 1];
                            view.open = None;
                            view.source = None;
                        });
                        browser::focus("#main");
                    }
                    _ => return,
                },
            }
            event.prevent_default();
        },
    );
    listener.forget();
}

fn search(desk: Desk) {
    if browser::element("#search").is_none() {
        desk.go(|view| {
            view.page = Page::Arguments;
            view.open = None;
        });
    }
    // The field may have to come first.
    request_animation_frame(|| browser::focus("#search"));
}

/// Closes the innermost thing that is open.
fn escape(desk: Desk, event: &KeyboardEvent) {
    let in_search = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let in_search = in_search.is_some_and(|element| element.id() == "search");
    if desk.drawer.get_untracked() {
        desk.drawer.set(false);
        browser::focus(".drawer-button");
    } else if in_search && desk.of_view_now(|view| !view.search.is_empty()) {
        desk.go(|view| view.search.clear());
    } else if desk.of_view_now(|view| view.open.is_some()) {
        desk.close();
    } else if let Some(element) = browser::focused() {
        element.blur().ok();
    }
}
