//! What of a long list or a large table is in sight: only that is in the page, between two spaces as
//! large as the rest.

use std::cell::Cell;
use std::ops::Range;

use gloo_events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, HtmlElement, KeyboardEvent};

use super::browser;
use super::desk::Desk;
use crate::markup::{Around, words};

/// The tallest that a space may be, in CSS pixels: browsers end before 17 million.
const TALLEST: f64 = 12e6;
/// How many lines more than are seen are drawn, before and after, at least.
const MARGIN: usize = 10;

/// Begins to look where the reader is, whenever something is scrolled or the window changes.
pub fn listen(desk: Desk) {
    let waits: &'static Cell<bool> = Box::leak(Box::default());
    let look = move || {
        if !waits.replace(true) {
            request_animation_frame(move || {
                waits.set(false);
                look(desk);
            });
        }
    };
    // Scrolling inside an element does not rise.
    let options = EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: true };
    EventListener::new_with_options(&document(), "scroll", options, move |_| look()).forget();
    EventListener::new(&window(), "resize", move |_| {
        measure(desk);
        look();
    })
    .forget();
    measure(desk);
    // A browser's own search sees only what is in the page: the first press of its keys leads to the
    // search that sees everything, the second to the browser's.
    browser::on("keydown", move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let finds = (event.ctrl_key() || event.meta_key()) && event.key() == "f";
        if finds && Long::find().is_some_and(|long| long.drawn.len() < long.lines) {
            let is_there = browser::focused().is_some_and(|one| one.id() == "search");
            if let (false, Some(search)) = (is_there, browser::element("#search")) {
                event.prevent_default();
                search.focus().ok();
                desk.say(words::FIND_HERE);
            }
        }
        walk(event);
    });
}

/// The keys of a feed in the sense of the ARIA practices: to the thing before or after.
fn walk(event: &KeyboardEvent) {
    let Some(here) = browser::closest(event, "[role=feed] > [aria-posinset]") else { return };
    let next = match event.key().as_str() {
        "PageDown" => here.next_element_sibling(),
        "PageUp" => here.previous_element_sibling(),
        _ => return,
    };
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        next.focus().ok();
    }
}

/// Tells how much room there is for a table.
fn measure(desk: Desk) {
    let size = |side: Result<JsValue, JsValue>| side.ok().and_then(|side| side.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window().inner_width()), size(window().inner_height()));
    desk.change(|Around { sight, .. }| {
        sight.width = (width as usize).saturating_sub(70).max(280);
        sight.height = (height as usize).saturating_sub(275).max(280);
    });
}

fn number(place: &Element, name: &str) -> usize {
    place.get_attribute(name).and_then(|text| text.parse().ok()).unwrap_or(0)
}

/// A long list or large table in the page.
struct Long {
    place: HtmlElement,
    /// What it scrolls in; none for the page.
    frame: Option<Element>,
    spaces: [HtmlElement; 2],
    drawn: Range<usize>,
    lines: usize,
}

impl Long {
    fn find() -> Option<Self> {
        let place = browser::element("[data-lines][data-from]")?;
        let space = |key: &str| -> Option<HtmlElement> {
            place.query_selector(&format!(".space[data-{key}]")).ok().flatten()?.dyn_into().ok()
        };
        Some(Long {
            frame: place.closest(".frame").ok().flatten(),
            spaces: [space("before")?, space("after")?],
            drawn: number(&place, "data-from")..number(&place, "data-to"),
            lines: number(&place, "data-lines"),
            place,
        })
    }

    /// Top and bottom of what can be seen of it, in the window.
    fn view(&self) -> (f64, f64) {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
        match self.frame.as_ref().map(Element::get_bounding_client_rect) {
            Some(frame) => (frame.top().max(0.0), frame.bottom().min(height)),
            None => (0.0, height),
        }
    }

    fn rects(&self) -> [DomRect; 2] {
        self.spaces.each_ref().map(|space| space.get_bounding_client_rect())
    }

    /// The line at a height in the window.
    fn line_at(&self, y: f64) -> usize {
        let [before, after] = self.rects();
        let part = |from: f64, to: f64, lines: &Range<usize>| {
            let share = ((y - from) / (to - from).max(1.0)).clamp(0.0, 1.0);
            lines.start + (share * lines.len() as f64) as usize
        };
        if y < before.bottom() {
            part(before.top(), before.bottom(), &(0..self.drawn.start))
        } else if y < after.top() {
            part(before.bottom(), after.top(), &self.drawn)
        } else {
            part(after.top(), after.bottom(), &(self.drawn.end..self.lines))
        }
    }

    /// The lines that can be seen.
    fn seen(&self) -> Range<usize> {
        let (top, bottom) = self.view();
        self.line_at(top)..(self.line_at(bottom) + 1).min(self.lines)
    }

    /// The columns that can be seen, of a table.
    fn columns(&self) -> Option<Range<usize>> {
        let frame = self.frame.as_ref()?;
        let width = column_width(&self.place);
        let from = f64::from(frame.scroll_left()).max(0.0) / width;
        let number = f64::from(frame.client_width()) / width;
        Some(from as usize..(from + number).ceil() as usize)
    }
}

/// How wide the columns of the large table are: each as wide as any other.
fn column_width(table: &HtmlElement) -> f64 {
    let head = table.query_selector("thead th:not(:first-child, .space)").ok().flatten();
    head.map_or(84.0, |head| head.get_bounding_client_rect().width()).max(1.0)
}

/// Asks for what is in sight, if that is not in the page.
pub fn look(desk: Desk) {
    let Some(long) = Long::find().filter(|_| COMING.get().is_none()) else { return };
    let seen = long.seen();
    let margin = MARGIN.max(seen.len());
    let near = seen.start.saturating_sub(margin / 3)..(seen.end + margin / 3).min(long.lines);
    let is_in =
        |part: &Range<usize>, whole: &Range<usize>| part.start >= whole.start && part.end <= whole.end;
    let drawn_columns = number(&long.place, "data-first")..number(&long.place, "data-last");
    let all_columns = number(&long.place, "data-columns");
    let columns = long.columns().map(|columns| columns.start..columns.end.min(all_columns));
    let columns_in = columns.as_ref().is_none_or(|columns| is_in(columns, &drawn_columns));
    if is_in(&near, &long.drawn) && columns_in {
        // Whoever painted may have led to a line of its own: whatever changes next must leave it there.
        return desk.change(|Around { sight, .. }| {
            if sight.rows.start != long.drawn.start || sight.rows.end.min(long.lines) != long.drawn.end {
                sight.rows = long.drawn.clone();
            }
        });
    }
    desk.change(|Around { sight: lens, .. }| {
        lens.rows = seen.start.saturating_sub(margin)..seen.end + margin;
        if let Some(columns) = columns {
            lens.columns = columns.start.saturating_sub(8)..columns.end + 8;
        }
    });
}

/// What must stay as it is when other lines come.
pub struct Held {
    /// A line that is in the page, and where it is in the window.
    line: Option<(Element, f64)>,
    /// What of the list has the focus.
    focused: Option<HtmlElement>,
}

/// Takes hold of the first line that can be seen, and of what has the focus.
pub fn hold() -> Held {
    let Some(long) = Long::find() else { return Held { line: None, focused: None } };
    let (top, _) = long.view();
    let lines = match &long.frame {
        Some(_) => long.place.query_selector_all("tbody:not([aria-hidden]) > tr"),
        None => long.place.query_selector_all(":scope > :not(.space)"),
    };
    let lines = lines.ok();
    let line = (0..lines.as_ref().map_or(0, web_sys::NodeList::length)).find_map(|at| {
        let line: Element = lines.as_ref()?.item(at)?.dyn_into().ok()?;
        let rect = line.get_bounding_client_rect();
        (rect.bottom() > top).then(|| (line, rect.top()))
    });
    let focused = browser::focused().filter(|one| long.place.contains(Some(one)));
    Held { line, focused }
}

/// Gives the spaces their size after something was drawn. Of the same list, the held line comes back
/// to its place; of another one, the reader is at its beginning.
pub fn settle(held: Held, is_same: bool) {
    let Some(long) = Long::find() else { return };
    // As large as a line was on average when the list was new: were it measured anew each time, whatever
    // lies before would move what is seen.
    let unit = UNIT.get().filter(|_| is_same).unwrap_or_else(|| {
        let [before, after] = long.rects();
        let unit = (after.top() - before.bottom()) / long.drawn.len().max(1) as f64;
        unit.min(TALLEST / long.lines.max(1) as f64)
    });
    UNIT.set(Some(unit));
    let left = [long.drawn.start, long.lines - long.drawn.end.min(long.lines)];
    for (space, lines) in long.spaces.iter().zip(left) {
        let cell = space.query_selector("td").ok().flatten().and_then(|cell| cell.dyn_into().ok());
        let height = format!("{}px", (lines as f64 * unit) as u32);
        cell.unwrap_or_else(|| space.clone()).style().set_property("height", &height).ok();
    }
    if long.frame.is_some() {
        let columns = number(&long.place, "data-columns").to_string();
        long.place.style().set_property("--count", &columns).ok();
    }
    if !is_same {
        if let Some(frame) = &long.frame {
            frame.set_scroll_top(0);
        }
        return;
    }
    if let Some((line, top)) = held.line
        && line.is_connected()
    {
        let moved = line.get_bounding_client_rect().top() - top;
        if moved.abs() >= 1.0 {
            match &long.frame {
                Some(frame) => frame.set_scroll_top(frame.scroll_top() + moved.round() as i32),
                None => window().scroll_by_with_x_and_y(0.0, moved),
            }
        }
    }
    if let Some(gone) = held.focused
        && browser::focused().is_none()
    {
        let at = gone.closest("[data-r]").ok().flatten();
        long.park(at.and_then(|at| at.dyn_into().ok()).map(|at| PLACE.map(|name| number(&at, name))));
    }
}

/// The attributes that tell a place of the grid.
const PLACE: [&str; 2] = ["data-r", "data-c"];

/// Focuses an element where it is, in sight or not.
fn focus_in_place(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    element.focus_with_options(&options).ok();
}

/// A place of the grid in the page, by its row and column.
fn place(row: usize, column: usize) -> Option<HtmlElement> {
    browser::element(&format!("table.matrix [data-r='{row}'][data-c='{column}']"))
}

impl Long {
    /// Takes the focus in the stead of a place of the grid that is not in the page: keys go on from
    /// there, and it has the focus once it is.
    fn park(&self, at: Option<[usize; 2]>) {
        for (name, at) in at.iter().flat_map(|at| PLACE.into_iter().zip(at)) {
            self.place.set_attribute(name, &at.to_string()).ok();
        }
        self.place.set_tab_index(-1);
        focus_in_place(&self.place);
    }

    /// Whether it is a table with such a place that is not in the page.
    fn lacks(&self, [row, column]: [usize; 2]) -> bool {
        let of = |name: &str| number(&self.place, name);
        // The heads are the first row and column.
        let is_drawn = |at: usize, drawn: Range<usize>| at == 0 || drawn.contains(&(at - 1));
        let (is_row, is_column) = (row <= self.lines, column < of("aria-colcount"));
        let drawn_columns = of("data-first")..of("data-last");
        let is_in = is_drawn(row, self.drawn.clone()) && is_drawn(column, drawn_columns);
        self.frame.is_some() && is_row && is_column && !is_in
    }
}

thread_local! {
    /// How large a line is that is not in the page, in CSS pixels.
    static UNIT: Cell<Option<f64>> = const { Cell::new(None) };
    /// A place of the grid, by row and column, to which the reader is led once it is in the page.
    static COMING: Cell<Option<[usize; 2]>> = const { Cell::new(None) };
}

/// Brings the place in a row and a column of the grid into the page, and leads the reader there; its
/// heads are the first row and column.
pub fn bring(desk: Desk, row: usize, column: usize) {
    COMING.set(Some([row, column]));
    if let Some(long) = Long::find() {
        long.park(Some([row, column]));
    }
    desk.change(|Around { sight, .. }| {
        let around = |at: usize, margin: usize| at.saturating_sub(margin)..at + margin;
        // The last column, of the spread, is always there.
        sight.rows = around(row.saturating_sub(1), 2 * MARGIN);
        sight.columns = around(column.saturating_sub(1), 2 * MARGIN);
    });
}

/// Focuses the place that was to come, or that had the focus before it was scrolled out of the page, if
/// it is there. Whoever went elsewhere in the meantime stays there.
pub fn reach() {
    let parked = browser::element("table.matrix[data-r]");
    let is_held = parked.is_some() && browser::focused() == parked;
    let coming = COMING.take().filter(|_| is_held || parked.is_none());
    let held = parked.as_ref().filter(|_| is_held).map(|parked| PLACE.map(|name| number(parked, name)));
    if let Some(at @ [row, column]) = coming.or(held) {
        // A row that names an issue has one place only.
        let head = || place(row, 0).filter(|head| head.has_attribute("data-fold"));
        let Some(to) = place(row, column).or_else(head) else {
            // Perhaps this was asked for before.
            let is_expected = Long::find().is_none_or(|long| long.lacks(at));
            return COMING.set(coming.filter(|_| is_expected));
        };
        if coming.is_some() {
            super::grid::focus_from(&to, column);
        } else {
            super::grid::stop_at(&to);
            focus_in_place(&to);
        }
    }
    for name in PLACE {
        parked.iter().for_each(|parked| _ = parked.remove_attribute(name));
    }
}
