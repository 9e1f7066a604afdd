//! What stands around every page: head, navigation, notices, dialogs; and the page in it.

use std::sync::Arc;

use leptos::html::{Dialog, Div};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::canvas::Canvas;
use super::citation::CitationDialog;
use super::desk::{Desk, desk};
use super::toolbar::Toolbar;
use super::{browser, events, grid, own_copy};
use crate::link::{Open, Page, View};
use crate::markup::{AT_ONCE, Shown, arguments_page, codebook_page, matrix_page, sources_page, words};

/// The whole screen.
#[component]
pub fn Shell() -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    events::listen(desk);
    own_copy::listen(desk);
    let page = Memo::new(move |_| desk.view(|view| view.page));
    Effect::new(move |_| document().set_title(&words::title(page.get(), &corpus.title)));
    let links: Vec<AnyView> = Page::ALL.into_iter().map(|to| page_link(desk, page, to)).collect();
    let address = move || desk.here();
    let do_what = |does: &'static str, text: &'static str, title: &'static str| {
        view! { <button data-do=does title=title>{text}</button> }
    };
    view! {
        <a class="skip" href="#main" data-do="skip">{words::SKIP}</a>
        <header class="head">
            <a class="brand" href="#/matrix">{words::BRAND}</a>
            <h1 dir="auto">{corpus.question.as_str()}</h1>
        </header>
        <nav class="nav" aria-label=words::PAGES>
            {links}
            <span class="tools">
                {do_what("share", words::SHARE, words::SHARE_TITLE)}
                {do_what("cite-view", words::CITE, words::CITE_TITLE)}
                <ThemeButton />
                {do_what("keys", "?", words::KEYS_TITLE)}
            </span>
        </nav>
        <Notice />
        <main id="main" tabindex="-1" class=move || format!("page {}", page.get().name())>
            <Toolbar page />
            <Pages />
        </main>
        <footer class="foot">
            <p dir="auto">{words::colophon(&corpus.title, &corpus.version, &corpus.licence)}</p>
            <p class="address">{address}</p>
        </footer>
        <p class="toast" role="status" class:shown=move || desk.toast.with(|toast| !toast.is_empty())>{desk.toast}</p>
        <CitationDialog />
        <KeysDialog />
    }
}

/// The link to a page: what is filtered stays, what is open closes.
fn page_link(desk: Desk, page: Memo<Page>, to: Page) -> AnyView {
    let number = match to {
        Page::Arguments => desk.corpus().arguments.len().to_string(),
        Page::Sources => desk.corpus().sources.len().to_string(),
        Page::Matrix | Page::Codebook => String::new(),
    };
    let href = move || {
        let mut view = desk.view(View::clone);
        turn_to(&mut view, to);
        view.to_string()
    };
    let current = move || (page.get() == to).then_some("page");
    view! { <a href=href aria-current=current>{words::page(to)}" "<small>{number}</small></a> }.into_any()
}

/// Makes a view one of another page.
pub fn turn_to(view: &mut View, page: Page) {
    view.page = page;
    view.open = None;
    view.source = None;
}

/// The page at hand, drawn anew with every change of the view.
#[component]
fn Pages() -> impl IntoView {
    let desk = desk();
    let place = NodeRef::<Div>::new();
    let canvas: StoredValue<Option<Canvas>, LocalStorage> = StoredValue::new_local(None);
    Effect::new(move |before: Option<Option<Shown>>| {
        let before = before.flatten();
        let place = place.get()?;
        canvas.update_value(|canvas| {
            canvas.get_or_insert_with(|| Canvas::new(place.unchecked_into()));
        });
        let shown = desk.shown(Shown::clone);
        let copies = desk.copies.get();
        let draw = move |shown: &Shown, most: usize| {
            let scene = &shown.scene(desk.library);
            let nodes = match scene.view.page {
                Page::Matrix => matrix_page(scene),
                Page::Arguments => arguments_page(scene, most),
                Page::Sources => sources_page(scene, &copies),
                Page::Codebook => codebook_page(scene),
            };
            canvas.update_value(|canvas| {
                if let Some(canvas) = canvas {
                    canvas.draw(nodes);
                }
            });
        };
        let same_list = before.as_ref().is_some_and(|before| is_same_list(before, &shown));
        if same_list || shown.hits.arguments.len() <= AT_ONCE || !browser::is_at_top() {
            draw(&shown, usize::MAX);
        } else {
            draw(&shown, AT_ONCE);
            // The rest after the paint, unless another list came in between.
            let list = shown.clone();
            browser::after_paint(move || {
                let now = untrack(|| desk.shown(Shown::clone));
                if is_same_list(&list, &now) {
                    draw(&now, usize::MAX);
                }
            });
        }
        grid::keep_one_stop();
        if before.as_ref().is_none_or(|before| before.view.open != shown.view.open) {
            attend(&shown.view, before.is_none());
        }
        Some(shown)
    });
    Effect::new(move |_| {
        let open = desk.drawer.get();
        if let Some(facets) = browser::element("#facets") {
            facets.class_list().toggle_with_force("open", open).ok();
            if open {
                browser::focus("#facets .close");
            }
        }
    });
    view! { <div class="drawn" node_ref=place></div> }
}

/// Whether the same arguments pass and stand in the same order.
fn is_same_list(before: &Shown, now: &Shown) -> bool {
    let order = |shown: &Shown| (shown.view.page, shown.view.sort, shown.view.group);
    Arc::ptr_eq(&before.hits, &now.hits) && order(before) == order(now)
}

/// Leads the reader to what was opened: into the panel, or to the card in its source.
fn attend(view: &View, is_first: bool) {
    match &view.open {
        Some(Open::Argument(name)) if view.page == Page::Sources => {
            for place in [format!(".own-copy [data-passage={name:?}]"), format!(".reading [data-argument={name:?}]")] {
                if let Some(place) = browser::element(&place) {
                    browser::reveal(&place);
                    place.set_tab_index(-1);
                    place.focus().ok();
                }
            }
        }
        Some(_) if !is_first => browser::focus("#panel"),
        _ => {}
    }
}

/// What of a link was ignored.
#[component]
fn Notice() -> impl IntoView {
    let desk = desk();
    let rows = move || {
        desk.ignored.with(|ignored| {
            let text = |part: &crate::link::Ignored| view! { <li>{part.to_string()}</li> };
            ignored.iter().take(8).map(text).collect_view()
        })
    };
    let notice = move || {
        desk.ignored.with(|ignored| !ignored.is_empty()).then(|| {
            view! {
                <div class="notice">
                    <p>{words::IGNORED}</p>
                    <ul>{rows}</ul>
                    <button on:click=move |_| desk.ignored.set(Vec::new())>{words::UNDERSTOOD}</button>
                </div>
            }
        })
    };
    view! { <div role="status">{notice}</div> }
}

/// The list of keys.
#[component]
fn KeysDialog() -> impl IntoView {
    let desk = desk();
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let (Some(dialog), 1..) = (dialog.get(), desk.keys.get()) {
            // It throws if the dialog is open already, which then is as it should be.
            dialog.show_modal().ok();
        }
    });
    let row = |(key, does): &(&'static str, &'static str)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*does}</dd></div> };
    view! {
        <dialog class="keys" node_ref=dialog aria-label=words::KEYS_TITLE>
            <h2>{words::KEYS_TITLE}</h2>
            <dl>{words::KEYS.iter().map(row).collect_view()}</dl>
            <form method="dialog"><button class="close">{words::CLOSE}</button></form>
        </dialog>
    }
}

/// Where the choice of colours is kept.
const THEME: &str = "standpoint-theme";

/// Light, dark, or as the system; kept on the device.
#[component]
fn ThemeButton() -> impl IntoView {
    let stored = browser::stored(THEME).unwrap_or_default();
    let theme = RwSignal::new(words::THEMES.iter().position(|(name, _)| *name == stored).unwrap_or(0));
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            root.set_attribute("data-theme", words::THEMES[theme.get()].0).ok();
        }
    });
    let next = move |_| {
        theme.update(|theme| *theme = (*theme + 1) % words::THEMES.len());
        browser::store(THEME, words::THEMES[theme.get_untracked()].0);
    };
    view! {
        <button class="theme" on:click=next title=words::THEME_TITLE>
            <span aria-hidden="true">"◐ "</span><span class="theme-name">{move || words::THEMES[theme.get()].1}</span>
        </button>
    }
}
