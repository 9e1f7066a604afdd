//! The screen in the browser: draws it anew with every change, and leads the reader to what opened.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::canvas::Canvas;
use super::desk::Desk;
use super::{browser, grid, own_copy};
use crate::link::{Open, Page, View};
use crate::markup::{Around, Extent, Library, Node, Shown, is_whole, screen, words};

/// The whole screen, in a place where the build has drawn the default view.
#[component]
pub fn Shell(place: HtmlElement, desk: Desk) -> impl IntoView {
    own_copy::listen(desk);
    let canvas = StoredValue::new_local(Canvas::new(place.into()));
    let drawn = StoredValue::new_local(Extent::FIRST);
    let draw = move |shown: &Shown, around: &Around, extent: Extent| {
        let nodes = screen(&shown.scene(desk.library), around, extent);
        canvas.update_value(|canvas| canvas.draw(nodes, || built(desk.library)));
        drawn.set_value(extent);
    };
    // Where the reader was when something was opened.
    let opener = StoredValue::new_local(None::<HtmlElement>);
    // It first runs at once: what a reader did to have it made is already a change.
    let drawing = RenderEffect::new(move |before: Option<(Shown, bool)>| {
        let (held, stop) = (browser::focused(), grid::stop());
        let shown = desk.shown(Shown::clone);
        own_copy::bring(desk, &shown.view);
        let around = desk.around.get();
        let drawer = around.drawer;
        let in_parts = match &before {
            None => true,
            // Where the reader stands is asked last: it costs a layout.
            Some((before, _)) => {
                shown.view.page == Page::Arguments && !is_same_list(before, &shown) && browser::is_at_top()
            }
        };
        // What the build drew needs no drawing: the app answers at once.
        let stands = before.is_none() && shown.view == View::default() && around.is_as_built();
        if !stands {
            draw(&shown, &around, if in_parts { Extent::FIRST } else { Extent::WHOLE });
        }
        if in_parts {
            go_on(desk, draw, drawn, shown.clone());
        }
        dress(desk, &shown, &around);
        grid::keep_one_stop(stop);
        match &before {
            None => {
                browser::show();
                lead_to_source(&shown.view);
                attend(&shown.view, true);
            }
            Some((_, was_open)) if drawer && !was_open => browser::focus("#facets .close"),
            Some((before, _)) => {
                if before.view.page != shown.view.page {
                    browser::focus("#main");
                    lead_to_source(&shown.view);
                }
                if before.view.open != shown.view.open {
                    attend(&shown.view, false);
                    // What stands in a panel that another takes the place of leads nowhere back.
                    if shown.view.open.is_some() && !is(&held, "#panel, #panel *") {
                        opener.set_value(held.clone());
                    }
                }
                if browser::focused().is_none() {
                    lead_on(&before.view, &shown.view, &held, opener.get_value());
                }
                if !Arc::ptr_eq(&before.hits, &shown.hits) {
                    desk.tell_count();
                }
            }
        }
        (shown, drawer)
    });
    StoredValue::new_local(drawing);
}

/// Draws the rest of a list whenever the reader asks for nothing, a part at a time, unless another
/// list or all of this one was drawn in between.
fn go_on(
    desk: Desk,
    draw: impl Fn(&Shown, &Around, Extent) + Copy + 'static,
    drawn: StoredValue<Extent, LocalStorage>,
    list: Shown,
) {
    let extent = drawn.get_value();
    browser::when_idle(move || {
        let (now, around) = untrack(|| (desk.shown(Shown::clone), desk.around.get()));
        let is_here = is_same_list(&list, &now) && drawn.get_value() == extent;
        if is_here && !is_whole(&now.scene(desk.library), extent) {
            draw(&now, &around, extent.more());
            go_on(desk, draw, drawn, now.clone());
        }
    });
}

/// What the build drew in the page.
fn built(library: &Library) -> Vec<Node> {
    let shown = Shown::new(library, View::default());
    screen(&shown.scene(library), &Around::default(), Extent::FIRST)
}

/// Whether the same arguments pass and stand in the same order.
fn is_same_list(before: &Shown, now: &Shown) -> bool {
    let order = |shown: &Shown| (shown.view.page, shown.view.sort, shown.view.group);
    Arc::ptr_eq(&before.hits, &now.hits) && order(before) == order(now)
}

/// What of the screen is not markup: the title, the colours, open dialogs.
fn dress(desk: Desk, shown: &Shown, around: &Around) {
    let title = words::title(shown.view.page, &desk.corpus().title);
    if document().title() != title {
        document().set_title(&title);
    }
    if let (Some(root), Some((theme, _))) = (document().document_element(), words::THEMES.get(around.theme)) {
        // Setting it anew, even to the same, would restyle the whole page.
        if root.get_attribute("data-theme").as_deref() != Some(theme) {
            root.set_attribute("data-theme", theme).ok();
        }
    }
    if around.citing.is_some() {
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
        Open::Cell { row, column } => format!("[data-row={row:?}][data-column={column:?}]"),
        Open::Row(row) => format!("[data-row={row:?}][data-head]"),
        Open::Column(column) => format!("[data-column={column:?}][data-head]"),
        Open::Argument(name) => format!("[data-argument={name:?}] a"),
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
        && let Some(place) = browser::element(&format!("[data-source={source:?}]"))
    {
        place.scroll_into_view();
    }
}

/// Leads the reader to what was opened: into the panel, or to the card in its source.
fn attend(view: &View, is_first: bool) {
    match &view.open {
        Some(Open::Argument(name)) if view.page == Page::Sources => {
            for place in
                [format!(".own-copy [data-passage={name:?}]"), format!(".reading [data-argument={name:?}]")]
            {
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
