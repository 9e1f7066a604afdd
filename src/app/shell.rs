//! The screen in the browser: shows what was painted, and leads the reader to what opened.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::canvas::Canvas;
use super::desk::Desk;
use super::{browser, grid, own_copy};
use crate::link::{Open, Page, View};
use crate::markup::{Around, Citing, Told, words};

/// What stands in the page.
#[derive(Clone)]
pub struct Drawn {
    /// The view.
    pub view: View,
    /// Whether the facets are open where they are a drawer.
    pub drawer: bool,
    /// What whoever painted it tells of it.
    pub told: Told,
}

/// The place of the screen, and what was drawn there.
pub struct Screen {
    /// The place.
    pub canvas: Canvas,
    /// What stands there; none before anything was drawn.
    pub drawn: Option<Drawn>,
    /// Where the reader was when something was opened.
    opener: Option<HtmlElement>,
}

/// Where the screen is kept.
pub type Place = StoredValue<Screen, LocalStorage>;

/// The whole screen, in a place where another has drawn.
#[component]
pub fn Shell(place: HtmlElement, desk: Desk) -> impl IntoView {
    own_copy::listen(desk);
    let screen =
        StoredValue::new_local(Screen { canvas: Canvas::new(place.into()), drawn: None, opener: None });
    // It first runs at once: what a reader did to have it made is already a change.
    StoredValue::new_local(RenderEffect::new(move |_| {
        if !browser::is_retired() {
            desk.draw(screen);
        }
    }));
}

/// Shows what is painted, `draw` draws it, and leads the reader to what is new.
// Of every way to draw there would be a copy of it.
#[inline(never)]
pub fn present(desk: Desk, screen: Place, now: Drawn, around: &Around, draw: &mut dyn FnMut(&mut Canvas)) {
    let (held, stop) = (browser::focused(), grid::stop());
    let mut before = None;
    screen.update_value(|screen| {
        draw(&mut screen.canvas);
        before = screen.drawn.replace(now.clone());
    });
    dress(&now.told, around);
    grid::keep_one_stop(stop);
    match &before {
        None => {
            browser::show();
            lead_to_source(&now.view);
            attend(&now.view, true);
        }
        Some(before) if now.drawer && !before.drawer => browser::focus("#facets .close"),
        Some(before) => {
            if before.view.page != now.view.page {
                browser::focus("#main");
                lead_to_source(&now.view);
            }
            if before.view.open != now.view.open {
                attend(&now.view, false);
                // What stands in a panel that another takes the place of leads nowhere back.
                if now.view.open.is_some() && !is(&held, "#panel, #panel *") {
                    screen.update_value(|screen| screen.opener.clone_from(&held));
                }
            }
            if browser::focused().is_none() {
                let opener = screen.with_value(|screen| screen.opener.clone());
                lead_on(&before.view, &now.view, &held, opener);
            }
            if before.told.hits != now.told.hits {
                desk.tell_count(now.told.left);
            }
        }
    }
    // Whoever has gone on meanwhile hears of what they are at now.
    if !now.told.ignored.is_empty() && desk.now(|view| *view == now.view) {
        desk.settle(&now.told.link, now.told.ignored);
    }
}

/// What of the screen is not markup: the title, the colours, open dialogs.
fn dress(told: &Told, around: &Around) {
    if document().title() != told.title {
        document().set_title(&told.title);
    }
    if let (Some(root), Some((theme, _))) = (document().document_element(), words::THEMES.get(around.theme)) {
        // Setting it anew, even to the same, would restyle the whole page.
        if root.get_attribute("data-theme").as_deref() != Some(theme) {
            root.set_attribute("data-theme", theme).ok();
        }
    }
    if around.citing != Citing::Nothing {
        browser::show_dialog("citation");
    }
}

fn is(element: &Option<HtmlElement>, selector: &str) -> bool {
    element.as_ref().is_some_and(|one| one.matches(selector).unwrap_or(false))
}

/// Leads the reader on when what had the focus is gone: back to where something was opened from,
/// to the next of its kind, or else to the page.
fn lead_on(before: &View, now: &View, held: &Option<HtmlElement>, opener: Option<HtmlElement>) {
    let closed = before.open.as_ref().filter(|_| now.open.is_none());
    let back = closed.map(|open| match open {
        Open::Cell { row, column } => browser::by("data-row", row) + &browser::by("data-column", column),
        Open::Row(row) => browser::by("data-row", row) + "[data-head]",
        Open::Column(column) => browser::by("data-column", column) + "[data-head]",
        Open::Argument(name) => browser::by("data-argument", name) + " a",
    });
    if let (Some(opener), Some(_)) = (opener, &back) {
        opener.focus().ok();
    }
    let next = match held {
        held if is(held, "[data-do=drop]") => ".chips button",
        held if is(held, "[data-r]") => grid::STOP,
        held if is(held, "[data-do=close-copy]") => ".own-copy",
        _ => "#main",
    };
    // Whoever had the focus nowhere is led only back.
    let on = if held.is_some() { [next, "#main"] } else { [""; 2] };
    for place in back.iter().map(String::as_str).chain(on).filter(|place| !place.is_empty()) {
        if browser::focused().is_none() {
            browser::focus(place);
        }
    }
}

/// Brings the source at hand into sight, for who comes from elsewhere.
fn lead_to_source(view: &View) {
    if let (Page::Sources, Some(source)) = (view.page, &view.source)
        && let Some(place) = browser::element(&browser::by("data-source", source))
    {
        place.scroll_into_view();
    }
}

/// Leads the reader to what was opened: into the panel, or to the card in its source.
fn attend(view: &View, is_first: bool) {
    match &view.open {
        Some(Open::Argument(name)) if view.page == Page::Sources => {
            for place in [(".own-copy ", "data-passage"), (".reading ", "data-argument")] {
                if let Some(place) = browser::element(&(place.0.to_owned() + &browser::by(place.1, name))) {
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
