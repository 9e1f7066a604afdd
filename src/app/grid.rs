//! The matrix as a grid in the sense of the ARIA practices: one tab stop, arrows inside.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::browser;
use super::desk::Desk;
use crate::link::Open;

/// The grid's tab stop.
pub const STOP: &str = "table.matrix [tabindex='0']";

/// How many rows Page Up and Page Down go.
const PAGE: isize = 10;

/// What finds the grid's tab stop again when it was drawn anew.
pub fn stop() -> Option<String> {
    let stop = browser::element(STOP)?;
    let part = |name| stop.get_attribute(name).map(|value| browser::by(name, &value)).unwrap_or_default();
    let parts = ["data-row", "data-column", "data-fold"].map(part).concat();
    Some(format!("table.matrix {}{parts}", stop.tag_name()))
}

/// Gives the grid a tab stop if what had it is gone: the same place drawn anew, or the corner.
pub fn keep_one_stop(before: Option<String>) {
    if browser::element(STOP).is_none()
        && let Some(place) = before
            .and_then(|before| browser::element(&before))
            .or_else(|| browser::element("table.matrix th"))
    {
        place.set_tab_index(0);
    }
}

/// Makes a place the grid's one tab stop.
pub fn stop_at(place: &HtmlElement) {
    if let Some(before) = browser::element(STOP) {
        before.set_tab_index(-1);
    }
    place.set_tab_index(0);
}

/// Makes a place the grid's one tab stop and focuses it.
pub fn focus_on(place: &Element) {
    if let Some(place) = place.dyn_ref::<HtmlElement>() {
        stop_at(place);
        place.focus().ok();
        browser::reveal(place);
    }
}

/// Focuses a place for who comes from a column. The row of an issue has one place only, which keeps the
/// column for the way on, up or down.
pub fn focus_from(place: &Element, column: impl ToString) {
    if place.has_attribute("data-fold") {
        place.set_attribute("data-column-kept", &column.to_string()).ok();
    }
    focus_on(place);
}

/// Opens what a place of the grid stands for; closes it if it is open.
pub fn open(desk: Desk, place: &Element) {
    if let Some(issue) = place.get_attribute("data-fold") {
        return desk.go(|view| {
            if !view.folded.remove(&issue) {
                view.folded.insert(issue);
            }
        });
    }
    if let Some(link) = place.get_attribute("data-go") {
        return desk.follow(&link);
    }
    let what = match (place.get_attribute("data-row"), place.get_attribute("data-column")) {
        (Some(row), Some(column)) => Open::Cell { row, column },
        (Some(row), None) => Open::Row(row),
        (None, Some(column)) => Open::Column(column),
        (None, None) => return,
    };
    desk.go(|view| view.open = if view.open.as_ref() == Some(&what) { None } else { Some(what) });
}

/// The keys of the grid; whether this is one of them.
pub fn key(desk: Desk, event: &KeyboardEvent) -> bool {
    let Some(place) = browser::closest(event, "[data-r]") else { return false };
    if event.meta_key() || event.alt_key() {
        return false;
    }
    let number =
        |name: &str| place.get_attribute(name).and_then(|text| text.parse::<isize>().ok()).unwrap_or(0);
    let (r, c, whole) = (number("data-r"), number("data-c"), event.ctrl_key());
    // More than any matrix has; bounded below.
    let all = isize::MAX / 2;
    let kept = if place.has_attribute("data-column-kept") { number("data-column-kept") } else { c };
    place.remove_attribute("data-column-kept").ok();
    let (r, c) = match event.key().as_str() {
        "ArrowUp" => (r - 1, kept),
        "ArrowDown" => (r + 1, kept),
        "ArrowLeft" => (r, c - 1),
        "ArrowRight" => (r, c + 1),
        "Home" => (if whole { 0 } else { r }, 0),
        "End" => (if whole { all } else { r }, all),
        "PageUp" => (r - PAGE, kept),
        "PageDown" => (r + PAGE, kept),
        "Enter" | " " => {
            open(desk, &place);
            return true;
        }
        _ => return false,
    };
    // A large one says how many there are; of another all are in the page.
    let count = |said: &str, selector: &str| {
        let table = place.closest("table").ok().flatten();
        let said = table.and_then(|table| table.get_attribute(said)?.parse().ok());
        said.unwrap_or_else(|| {
            document().query_selector_all(selector).map_or(1, |list| list.length()) as isize
        })
    };
    let rows = count("aria-rowcount", "table.matrix tr");
    let columns = count("aria-colcount", "table.matrix thead th");
    let (r, c) = (r.clamp(0, rows - 1), c.clamp(0, columns - 1));
    // Heads that stay in sight bring nothing with them.
    if whole
        && r == 0
        && let Ok(Some(frame)) = place.closest(".frame")
    {
        frame.set_scroll_top(0);
        frame.set_scroll_left(0);
    }
    let at = |c: isize| browser::element(&format!("table.matrix [data-r='{r}'][data-c='{c}']"));
    if let Some(to) = at(c) {
        focus_on(&to);
    } else if let Some(bring) = desk.brings()
        && at(0).is_none_or(|head| !head.has_attribute("data-fold"))
    {
        bring(desk, r as usize, c as usize);
    } else if let Some(head) = at(0)
        && *head != place
    {
        focus_from(&head, c);
    }
    true
}
