//! The map of the whole matrix: pointing at a place of it, and going there.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use super::away::Away;
use super::desk::Desk;
use super::{browser, sight};
use crate::link::{Table, View};

/// The map.
const MAP: &str = "svg.map";

/// Where the reader points: by the drawn cells, each of one or more rows and columns.
#[derive(Clone, Copy, Default)]
struct At {
    row: usize,
    column: usize,
}

thread_local! {
    /// The column of the grid in which the reader goes where they point, once its row is known.
    static GOING: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Begins to hear what a reader does on the map.
pub fn listen(desk: Desk, away: Away) {
    let at: Rc<Cell<At>> = Rc::default();
    let point = {
        let at = Rc::clone(&at);
        move |map: &Element, to: At| {
            at.set(to);
            show(map, to);
            away.ask(&desk.now(View::clone), to.row * of(map, "per-row"), to.column * of(map, "per-column"));
        }
    };
    let go = {
        let point = point.clone();
        move |map: &Element, to: At| {
            // The matrix has a head before its first column.
            GOING.set(Some(to.column * of(map, "per-column") + 1));
            point(map, to);
        }
    };
    let gone = go.clone();
    let (moved, pressed) = (point.clone(), Rc::clone(&at));
    browser::on("pointermove", move |event| {
        if let Some((map, to)) = place(event) {
            moved(&map, to);
        }
    });
    browser::on("click", move |event| {
        if let Some((map, to)) = place(event) {
            go(&map, to);
        }
    });
    browser::on("keydown", move |event| {
        let (Some(map), Some(event)) = (browser::closest(event, MAP), event.dyn_ref::<KeyboardEvent>())
        else {
            return;
        };
        let At { row, column } = pressed.get();
        let (rows, columns) = cells(&map);
        let to = match event.key().as_str() {
            "ArrowUp" => At { row: row.saturating_sub(1), column },
            "ArrowDown" => At { row: row + 1, column },
            "ArrowLeft" => At { row, column: column.saturating_sub(1) },
            "ArrowRight" => At { row, column: column + 1 },
            "Home" => At { row, column: 0 },
            "End" => At { row, column: columns },
            "PageUp" => At { row: row.saturating_sub(10), column },
            "PageDown" => At { row: row + 10, column },
            "Enter" | " " => {
                event.prevent_default();
                return gone(&map, At { row, column });
            }
            _ => return,
        };
        event.prevent_default();
        point(&map, At { row: to.row.min(rows - 1), column: to.column.min(columns - 1) });
    });
}

/// Shows the words for where the reader points; or that part of the matrix in full size, if they go there.
pub fn tell(desk: Desk, said: &Array) {
    if let Some(place) = browser::element(".map-word") {
        place.set_text_content(said.get(1).as_string().as_deref());
    }
    if let (Some(column), Some(row)) = (GOING.take(), said.get(2).as_f64()) {
        desk.go(|view| view.table = Table::Marks);
        sight::bring(desk, row as usize, column);
    }
}

/// A number of the map's data.
fn of(map: &Element, name: &str) -> usize {
    map.get_attribute(&format!("data-{name}")).and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// How many cells are drawn, down and across.
fn cells(map: &Element) -> (usize, usize) {
    let number = |all: &str, per: &str| of(map, all).div_ceil(of(map, per).max(1)).max(1);
    (number("rows", "per-row"), number("columns", "per-column"))
}

/// The cell under the pointer.
fn place(event: &Event) -> Option<(Element, At)> {
    let map = browser::closest(event, MAP)?;
    let event = event.dyn_ref::<MouseEvent>()?;
    let rect = map.get_bounding_client_rect();
    // The map may be shown smaller than it is drawn; its numbers are tenths of a pixel.
    let width = map.get_attribute("width").and_then(|text| text.parse().ok()).unwrap_or(1.0);
    let scale = 10.0 * width / rect.width().max(1.0);
    let cell = |from: f64, at: i32, start: &str, step: &str| {
        let inside = (f64::from(at) - from) * scale - of(&map, start) as f64;
        (inside >= 0.0).then(|| (inside / of(&map, step) as f64) as usize)
    };
    let row = cell(rect.top(), event.client_y(), "top", "step-y")?;
    let column = cell(rect.left(), event.client_x(), "left", "step-x")?;
    let (rows, columns) = cells(&map);
    (row < rows && column < columns).then_some((map, At { row, column }))
}

/// Draws the frame around the cell.
fn show(map: &Element, at: At) {
    let Some(cursor) = map.query_selector(".cursor").ok().flatten() else { return };
    let numbers = [
        ("x", of(map, "left") + at.column * of(map, "step-x")),
        ("y", of(map, "top") + at.row * of(map, "step-y")),
        ("width", of(map, "step-x")),
        ("height", of(map, "step-y")),
    ];
    for (name, number) in numbers {
        cursor.set_attribute(name, &number.to_string()).ok();
    }
}
