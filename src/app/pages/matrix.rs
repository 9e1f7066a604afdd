//! The stance matrix.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::app::desk::{Desk, desk};
use crate::app::panel::Panel;
use crate::app::parts::chips::{Chips, DrawerButton, Empty};
use crate::app::parts::choice::Choice;
use crate::app::parts::facets::Facets;
use crate::app::parts::mark::{Legend, SpreadMark, classes};
use crate::app::parts::search::SearchField;
use crate::app::{browser, words};
use crate::corpus::IssueId;
use crate::link::{Open, View};
use crate::matrix::{Axis, Cell, Finding, Key, Line, Matrix, RowOrder, findings};
use crate::query::Facet;

/// The page.
#[component]
pub fn MatrixPage() -> impl IntoView {
    let desk = desk();
    let axes = || Axis::ALL.map(|axis| (axis.name(), words::axis(axis))).to_vec();
    let axis = |name: &str| Axis::ALL.into_iter().find(|axis| axis.name() == name);
    let choose_rows = move |name: String| {
        let Some(rows) = axis(&name) else { return };
        desk.go(|view| {
            view.axes = view.axes.with_rows(rows);
            view.open = None;
        });
    };
    let choose_columns = move |name: String| {
        let Some(columns) = axis(&name) else { return };
        desk.go(|view| {
            view.axes = view.axes.with_columns(columns);
            view.open = None;
        });
    };
    let choose_order = move |name: String| {
        let order = RowOrder::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default();
        desk.go(|view| view.order = order);
    };
    let empty = Memo::new(move |_| desk.hits.with(|hits| hits.units.is_empty()));
    view! {
        <div class="toolbar">
            <Choice label="Rows" name="rows" options=axes() chosen=move || desk.of_view(|view| view.axes.rows().name()) choose=choose_rows />
            <Choice label="Columns" name="columns" options=axes() chosen=move || desk.of_view(|view| view.axes.columns().name()) choose=choose_columns />
            <Choice
                label="Order" name="order"
                options=RowOrder::ALL.map(|order| (order.name(), words::row_order(order))).to_vec()
                chosen=move || desk.of_view(|view| view.order.name()) choose=choose_order
            />
            <SearchField />
            <DrawerButton />
        </div>
        <Chips />
        <div class="body">
            <Facets />
            <div class="field">
                <Answers />
                {move || if empty.get() {
                    view! { <Empty /> }.into_any()
                } else {
                    view! { <Findings /><Legend /><Table /> }.into_any()
                }}
            </div>
            <Panel />
        </div>
    }
}

/// The propositions that answer the corpus's question, with every column's mark, where the rows
/// are not in sight of a first look.
#[component]
fn Answers() -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let answers = move || {
        desk.matrix.with(|matrix| {
            let plain = desk.of_view(|view| !view.is_narrowed() && view.axes.rows() == Axis::Propositions);
            let lines = corpus.answers.iter().filter_map(|&id| {
                matrix.rows.iter().find(|line| line.key == Key::Proposition(id))
            });
            let rows = lines.map(|line| answer(desk, matrix, line)).collect_view();
            (plain && !corpus.answers.is_empty()).then(|| {
                view! { <section class="answers" aria-label="The question, in short">{rows}</section> }
            })
        })
    };
    answers
}

fn answer(desk: Desk, matrix: &Matrix, line: &Line) -> impl IntoView + use<> {
    let corpus = desk.corpus();
    let row = line.key.name(corpus);
    let to = desk.link(|view| view.open = Some(Open::Row(row.clone())));
    // Columns that read alike stand together: "Asan Institute, Sakhri reject with reservations".
    let mut readings: Vec<(String, String, Vec<String>)> = Vec::new();
    for (column, cell) in matrix.columns.iter().zip(&line.cells) {
        let reading = words::reading(corpus, cell);
        let label = column.label(corpus);
        match readings.iter_mut().find(|(text, ..)| *text == reading) {
            Some((_, _, names)) => names.push(label),
            None => readings.push((reading, classes(cell), vec![label])),
        }
    }
    let readings = readings
        .into_iter()
        .map(|(reading, class, names)| {
            view! { <li><span class=class aria-hidden="true"></span><span><b>{words::list(&names)}</b>": "{reading}</span></li> }
        })
        .collect_view();
    view! { <div class="answer"><h2><a href=to dir="auto">{line.key.label(corpus)}</a></h2><ul>{readings}</ul></div> }
}

/// What stands out, each a link to its view.
#[component]
fn Findings() -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    move || {
        let matrix = desk.matrix.get();
        let rows = findings(&matrix)
            .into_iter()
            .map(|finding| {
                let kind = words::finding_kind(&finding);
                let text = words::finding(corpus, &finding, matrix.columns.len());
                let to = desk.link(|view| show(view, &finding, desk));
                view! { <li><a href=to><span class="kind">{kind}</span>" "<span dir="auto">{text}</span></a></li> }
            })
            .collect_view();
        view! { <ul class="findings" aria-label="Findings">{rows}</ul> }
    }
}

/// Makes a view one that shows a finding.
fn show(view: &mut View, finding: &Finding, desk: Desk) {
    let corpus = desk.corpus();
    match finding {
        Finding::Agreed { row, .. } | Finding::Contested { row, .. } => view.open = Some(Open::Row(row.name(corpus))),
        Finding::Unspoken { issue, .. } => {
            view.filters.clear(Facet::Issue);
            view.filters.add(Facet::Issue, &corpus.issues[*issue].name);
            view.open = None;
        }
        Finding::Silent { column, .. } => view.open = Some(Open::Column(column.name(corpus))),
    }
}

/// The table, a grid in the sense of the ARIA practices: one tab stop, arrows inside.
#[component]
fn Table() -> impl IntoView {
    let desk = desk();
    let table = move || {
        let matrix = desk.matrix.get();
        let folded = desk.of_view(|view| view.folded.clone());
        let is_folded = |issue: IssueId| folded.contains(&desk.corpus().issues[issue].name);
        let mut rows: Vec<AnyView> = Vec::with_capacity(matrix.rows.len() + 8);
        let mut group = None;
        for line in &matrix.rows {
            if line.group != group {
                group = line.group;
                rows.extend(group.map(|issue| group_row(desk, &matrix, issue, is_folded(issue), rows.len() + 1)));
            }
            if !line.group.is_some_and(is_folded) {
                rows.push(row(desk, &matrix, line, rows.len() + 1));
            }
        }
        view! {
            {head(desk, &matrix)}
            <tbody>{rows}</tbody>
        }
    };
    view! {
        <div class="frame">
            <table class="matrix" role="grid" aria-label="Stance matrix" on:click=move |event| open_from(desk, &event) on:keydown=move |event| key(desk, &event)>
                {table}
            </table>
        </div>
    }
}

fn head(desk: Desk, matrix: &Arc<Matrix>) -> impl IntoView + use<> {
    let corpus = desk.corpus();
    let columns = matrix
        .columns
        .iter()
        .enumerate()
        .map(|(at, &column)| {
            let under = match column {
                Key::Source(source) => Some(words::source_date(&corpus.sources[source])),
                _ => None,
            };
            let number: usize = {
                let mut arguments: Vec<_> = matrix.rows.iter().flat_map(|line| &line.cells[at].arguments).collect();
                arguments.sort();
                arguments.dedup();
                arguments.len()
            };
            view! {
                <th scope="col" role="columnheader" tabindex="-1" data-r="0" data-c=at + 1 data-head="" data-column=column.name(corpus)>
                    <b dir="auto">{column.label(corpus)}</b>
                    {under.map(|text| view! { <small>{text}</small> })}
                    <small>{words::arguments(number)}</small>
                </th>
            }
        })
        .collect_view();
    view! {
        <thead><tr>
            <th scope="col" role="columnheader" class="corner" tabindex="0" data-r="0" data-c="0">{words::axis_one(matrix.axes.rows())}</th>
            {columns}
            <th scope="col" role="columnheader" class="spread-head" tabindex="-1" data-r="0" data-c=matrix.columns.len() + 1>"Spread"</th>
        </tr></thead>
    }
}

fn group_row(desk: Desk, matrix: &Arc<Matrix>, issue: IssueId, folded: bool, at: usize) -> AnyView {
    let row = &desk.corpus().issues[issue];
    let number = matrix.rows.iter().filter(|line| line.group == Some(issue)).count();
    view! {
        <tr class="group">
            <th
                scope="rowgroup" role="rowheader" colspan=matrix.columns.len() + 2 tabindex="-1"
                data-r=at data-c="0" data-fold=row.name.as_str() aria-expanded=(!folded).to_string()
            >
                <span class="twist" aria-hidden="true">{if folded { "▸" } else { "▾" }}</span>" "
                <b dir="auto">{row.label.as_str()}</b>" "<small>{words::count(number, "proposition", "propositions")}</small>
            </th>
        </tr>
    }
    .into_any()
}

fn row(desk: Desk, matrix: &Arc<Matrix>, line: &Line, at: usize) -> AnyView {
    let corpus = desk.corpus();
    let name = line.key.name(corpus);
    let cells = matrix
        .columns
        .iter()
        .zip(&line.cells)
        .enumerate()
        .map(|(index, (&column, cell))| cell_view(desk, &name, column, cell, at, index + 1))
        .collect_view();
    let spread = line.spread.map(|spread| view! { <SpreadMark spread /> });
    let spread_text = line.spread.map(|spread| words::spread(&spread, matrix.sources));
    let opened = is_open(desk, Open::Row(name.clone()));
    view! {
        <tr>
            <th scope="row" role="rowheader" tabindex="-1" data-r=at data-c="0" data-head="" data-row=name class:open=opened>
                <span dir="auto">{line.key.label(corpus)}</span>
            </th>
            {cells}
            <td role="gridcell" class="spread-cell" tabindex="-1" data-r=at data-c=matrix.columns.len() + 1
                aria-label=spread_text.clone().unwrap_or_else(|| "nobody takes a stance".into()) title=spread_text>
                {spread}<span class="number" aria-hidden="true">{words::speaking(line.spread, matrix.sources)}</span>
            </td>
        </tr>
    }
    .into_any()
}

fn cell_view(desk: Desk, row: &str, column: Key, cell: &Cell, r: usize, c: usize) -> impl IntoView + use<> {
    let corpus = desk.corpus();
    let sentence = words::cell(corpus, column, cell);
    let number = cell.arguments.len();
    let column = column.name(corpus);
    let opened = is_open(desk, Open::Cell { row: row.to_owned(), column: column.clone() });
    view! {
        <td role="gridcell" tabindex="-1" data-r=r data-c=c data-row=row.to_owned() data-column=column
            aria-label=sentence.clone() title=sentence class:open=opened>
            <span class=classes(cell)></span>
            {(number > 0).then(|| view! { <span class="number">{number}</span> })}
        </td>
    }
}

/// Whether just this is open, followed.
fn is_open(desk: Desk, what: Open) -> impl Fn() -> bool + Send + Sync + 'static {
    move || desk.of_view(|view| view.open.as_ref() == Some(&what))
}

/// Opens what was clicked.
fn open_from(desk: Desk, event: &web_sys::Event) {
    if let Some(place) = browser::closest(event, "[data-r]") {
        focus_on(&place);
        open(desk, &place);
    }
}

/// Opens what a place of the grid stands for.
fn open(desk: Desk, place: &web_sys::Element) {
    let (row, column) = (place.get_attribute("data-row"), place.get_attribute("data-column"));
    if let Some(issue) = place.get_attribute("data-fold") {
        desk.go(|view| {
            if !view.folded.remove(&issue) {
                view.folded.insert(issue.clone());
            }
        });
        // The table is made anew; the focus stays on the same group.
        request_animation_frame(move || {
            if let Some(place) = browser::element(&format!("[data-fold={issue:?}]")) {
                focus_on(&place);
            }
        });
        return;
    }
    let what = match (row, column) {
        (Some(row), Some(column)) => Open::Cell { row, column },
        (Some(row), None) => Open::Row(row),
        (None, Some(column)) => Open::Column(column),
        (None, None) => return,
    };
    desk.go(|view| view.open = if view.open.as_ref() == Some(&what) { None } else { Some(what) });
}

/// Makes a place the grid's one tab stop and focuses it.
fn focus_on(place: &web_sys::Element) {
    if let Some(before) = browser::element(".matrix [tabindex=\"0\"]") {
        before.set_tab_index(-1);
    }
    if let Some(place) = place.dyn_ref::<HtmlElement>() {
        place.set_tab_index(0);
        place.focus().ok();
        browser::reveal(place);
    }
}

/// How far Page Up and Page Down go.
const PAGE: isize = 10;

/// The keys of the grid.
fn key(desk: Desk, event: &KeyboardEvent) {
    let Some(place) = browser::closest(event, "[data-r]") else { return };
    let number = |name: &str| place.get_attribute(name).and_then(|text| text.parse::<isize>().ok()).unwrap_or(0);
    let (r, c) = (number("data-r"), number("data-c"));
    let (all, whole) = (isize::MAX / 2, event.ctrl_key());
    let (r, c) = match event.key().as_str() {
        "ArrowUp" => (r - 1, c),
        "ArrowDown" => (r + 1, c),
        "ArrowLeft" => (r, c - 1),
        "ArrowRight" => (r, c + 1),
        "Home" => (if whole { 0 } else { r }, 0),
        "End" => (if whole { all } else { r }, all),
        "PageUp" => (r - PAGE, c),
        "PageDown" => (r + PAGE, c),
        "Enter" | " " => {
            event.prevent_default();
            return open(desk, &place);
        }
        _ => return,
    };
    event.prevent_default();
    let matrix = desk.matrix.get_untracked();
    let last_column = matrix.columns.len() as isize + 1;
    let rows = document().query_selector_all(".matrix tr").map_or(1, |rows| rows.length()) as isize;
    let (r, c) = (r.clamp(0, rows - 1), c.clamp(0, last_column));
    // A group's row has one cell only.
    let to = browser::element(&format!(".matrix [data-r=\"{r}\"][data-c=\"{c}\"]"))
        .or_else(|| browser::element(&format!(".matrix [data-r=\"{r}\"][data-c=\"0\"]")));
    if let Some(to) = to {
        focus_on(&to);
    }
}
