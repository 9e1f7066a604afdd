//! What a reader does: clicks, choices and keys, heard in one place for all pages.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent};

use super::desk::Desk;
use super::{browser, grid, own_copy};
use crate::link::Page;
use crate::markup::{Citing, choose, turn_to, words};
use crate::query::Facet;

/// Begins to hear; the desk is made when something first happens.
pub fn listen(desk: impl Fn() -> Desk + Copy + 'static) {
    browser::on("click", move |event| click(desk(), event));
    browser::on("change", move |event| change(desk(), event));
    browser::on("input", move |event| input(desk(), event));
    browser::on_close(move || {
        let desk = desk();
        if desk.around(|around| around.citing != Citing::Nothing) {
            desk.cite(Citing::Nothing);
        }
    });
    // What the page's start script tells.
    browser::on("standpoint-offline", move |_| desk().mention(words::OFFLINE));
    browser::on("standpoint-failed", move |_| desk().say(words::NO_PROGRAM));
    browser::on("standpoint-update", move |_| desk().change(|around| around.update = true));
    browser::on("keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            key(desk(), event);
        }
    });
}

fn click(desk: Desk, event: &Event) {
    let plain = event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.button() == 0
            && !event.ctrl_key()
            && !event.meta_key()
            && !event.shift_key()
            && !event.alt_key()
    });
    if !plain || event.default_prevented() {
        return;
    }
    if let Some(place) = browser::closest(event, "[data-do]") {
        event.prevent_default();
        act(desk, &place);
    } else if let Some(place) = browser::closest(event, "[data-r]") {
        event.prevent_default();
        grid::focus_on(&place);
        grid::open(desk, &place);
    } else if let Some(link) = browser::closest(event, "a[href^='#/']") {
        event.prevent_default();
        desk.follow(&link.get_attribute("href").unwrap_or_default());
    } else if desk.around(|around| around.drawer)
        && browser::closest(event, ".facets, .drawer-button").is_none()
    {
        desk.set_drawer(false);
    }
}

/// Does what a button says.
fn act(desk: Desk, place: &Element) {
    let what = place.get_attribute("data-what").unwrap_or_default();
    match place.get_attribute("data-do").unwrap_or_default().as_str() {
        "skip" => browser::focus("#main"),
        "share" => desk.copy(desk.here(), words::LINK_COPIED),
        "copy-link" => desk.copy(browser::address_with(&what), words::LINK_COPIED),
        "cite-view" => desk.cite(Citing::View),
        "cite" => desk.cite(Citing::Source(what)),
        "copy-text" => desk.copy(what, words::CITATION_COPIED),
        "keys" => browser::show_dialog("keys"),
        "theme" => desk.next_theme(),
        "switch-keys" => desk.switch_keys(),
        "later" => desk.change(|around| around.update = false),
        "understood" => desk.change(|around| around.ignored.clear()),
        "drawer" => desk.set_drawer(!desk.around(|around| around.drawer)),
        "close" => desk.close(),
        "close-drawer" => {
            desk.set_drawer(false);
            browser::focus(".drawer-button");
        }
        "close-copy" => own_copy::close(desk, what),
        "drop" => give_up(desk, &what),
        _ => {}
    }
}

/// Gives up something that narrows: everything, the search, a facet, or one value of it.
fn give_up(desk: Desk, what: &str) {
    let facet = |name: &str| Facet::ALL.into_iter().find(|facet| facet.name() == name);
    desk.go(|view| match (what, what.split_once(':')) {
        ("all", _) => {
            view.search.clear();
            view.filters = Default::default();
        }
        ("search", _) => view.search.clear(),
        (_, Some((name, value))) => {
            if let Some(facet) = facet(name) {
                view.filters.remove(facet, value);
            }
        }
        (name, None) => {
            if let Some(facet) = facet(name) {
                view.filters.clear(facet);
            }
        }
    });
}

/// A facet's value was ticked, or something of the toolbar chosen.
fn change(desk: Desk, event: &Event) {
    let Some(target) = event.target() else { return };
    if browser::closest(event, "dialog.opening").is_some() {
        // Whoever opens what a reader brings hears it.
    } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
        desk.go(|view| choose(view, &select.name(), &select.value()));
    } else if let (Some(input), Some(_)) =
        (target.dyn_ref::<HtmlInputElement>(), browser::closest(event, ".facets"))
    {
        let name = input.name();
        if let Some(facet) = Facet::ALL.into_iter().find(|facet| facet.name() == name) {
            desk.go(|view| view.filters.toggle(facet, &input.value()));
        }
    }
}

/// Something was typed into the search.
fn input(desk: Desk, event: &Event) {
    let Some(field) = browser::closest(event, "#search, [data-wanted]") else { return };
    let Some(field) = field.dyn_ref::<HtmlInputElement>() else { return };
    let text: String = field.value().chars().take(200).collect();
    match field.get_attribute("data-wanted") {
        None => desk.adjust(|view| view.search = text),
        Some(facet) => desk.change(|around| {
            around.wanted.retain(|(name, _)| *name != facet);
            around.wanted.push((facet, text));
        }),
    }
}

fn key(desk: Desk, event: &KeyboardEvent) {
    // A dialog has its own Escape; other keys are not for what lies behind it.
    if event.default_prevented() || browser::element("dialog[open]").is_some() {
        return;
    }
    if browser::closest(event, "[data-r]").is_some() && grid::key(desk, event) {
        return event.prevent_default();
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let typing = browser::closest(event, "input:not([type=checkbox]), textarea, select").is_some();
    match event.key().as_str() {
        "Escape" => escape(desk, event),
        _ if typing || desk.around(|around| around.keys_off) => return,
        "/" => search(desk),
        "?" => browser::show_dialog("keys"),
        key => match key.parse::<usize>() {
            Ok(number @ 1..=4) => desk.go(|view| turn_to(view, Page::ALL[number - 1])),
            _ => return,
        },
    }
    event.prevent_default();
}

fn search(desk: Desk) {
    if browser::element("#search").is_none() {
        desk.go(|view| turn_to(view, Page::Arguments));
    }
    // The field may have to come first.
    request_animation_frame(|| browser::focus("#search"));
}

/// Closes the innermost thing that is open.
fn escape(desk: Desk, event: &KeyboardEvent) {
    let in_search = browser::closest(event, "#search").is_some();
    if desk.around(|around| around.drawer) {
        desk.set_drawer(false);
        browser::focus(".drawer-button");
    } else if in_search && desk.now(|view| !view.search.is_empty()) {
        desk.go(|view| view.search.clear());
    } else if desk.now(|view| view.open.is_some()) {
        desk.close();
    } else if let Some(element) = browser::focused() {
        element.blur().ok();
    }
}
