//! The part of the stance matrix that is in sight, as a grid and as an ordinary table.

use super::words as own_words;
use crate::corpus::IssueId;
use crate::markup::extent::within;
use crate::markup::matrix::{Columns, frame, group_row, head, row};
use crate::markup::plain::{self, plain_table};
use crate::markup::{Element, Lens, Node, Scene, el, words};
use crate::matrix::Line;

/// An ordinary table with so many cells stands whole in the page.
const WHOLE: usize = 4_000;

/// A line of a table below its head.
enum TableLine<'a> {
    Group(IssueId, bool, usize),
    Row(&'a Line),
}

/// What draws a table: its head; the head of an issue's so many rows, which may be folded; a row. Head
/// and row also have their position in the table.
struct Drawing<'a> {
    head: &'a dyn Fn(&Columns) -> Element,
    group: &'a dyn Fn(IssueId, bool, usize, usize) -> Element,
    row: &'a dyn Fn(&Line, usize, &Columns) -> Element,
}

/// The rows and columns of the grid that are in sight. It is the grid that the first program draws
/// whole: the same places, with row and column indexes.
pub fn grid(scene: &Scene, lens: &Lens) -> Element {
    let drawing = Drawing {
        head: &|columns| head(scene, columns),
        group: &|issue, folded, number, at| group_row(scene, issue, folded, number, at),
        row: &|line, at, columns| row(scene, line, at, columns),
    };
    let is_folded = |issue: IssueId| scene.view.folded.contains(&scene.corpus().issues[issue].name);
    table(scene, lens, &is_folded, &drawing)
        .class("matrix sight")
        .attr("role", "grid")
        .attr("aria-label", words::MATRIX)
}

/// The matrix as an ordinary table: whole if it is small, so that it can be copied and printed, else the
/// rows and columns in sight.
pub fn plain(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let matrix = scene.matrix;
    if matrix.rows.len() * matrix.columns.len() <= WHOLE {
        return vec![frame(plain_table(scene))];
    }
    let drawing = Drawing {
        head: &|columns| el("thead").with(plain::head(scene, columns).attr("aria-rowindex", "1")),
        group: &|issue, _, _, _| plain::group(scene, issue, matrix.columns.len()),
        row: &|line, _, columns| plain::row(scene, line, columns),
    };
    let table = table(scene, lens, &|_| false, &drawing).class("plain sight");
    let hint = el("p").class("hint").with(plain::caption(scene)).with(" ").with(own_words::IN_PARTS);
    vec![hint.into(), frame(table.attr("aria-label", words::MATRIX))]
}

/// The rows and columns of a table that are in sight, between spaces that keep room for the rest.
/// `data-from`, `data-to` and `data-lines` say which rows it has of how many, `data-first`, `data-last` and
/// `data-columns` which columns.
fn table(scene: &Scene, lens: &Lens, is_folded: &dyn Fn(IssueId) -> bool, drawing: &Drawing) -> Element {
    let matrix = scene.matrix;
    let mut lines = Vec::with_capacity(matrix.rows.len());
    for group in matrix.rows.chunk_by(|one, other| one.group == other.group) {
        let issue = group[0].group;
        let folded = issue.is_some_and(is_folded);
        lines.extend(issue.map(|issue| TableLine::Group(issue, folded, group.len())));
        if !folded {
            lines.extend(group.iter().map(TableLine::Row));
        }
    }
    let number = matrix.columns.len();
    let columns = columns(lens, number);
    let rows = within(&lens.rows, lines.len());
    let space = |which: &'static str, lines: usize| {
        let row = el("tr").with(el("td").number("colspan", number + 2));
        let space = el("tbody").class("space").key(which).flag(which, true).attr("aria-hidden", "true");
        space.number("data-lines", lines).with(row)
    };
    let mut body = el("tbody").key("rows");
    for at in rows.clone() {
        body = body.with(
            match &lines[at] {
                TableLine::Group(issue, folded, number) => (drawing.group)(*issue, *folded, *number, at + 1),
                TableLine::Row(line) => (drawing.row)(line, at + 1, &columns),
            }
            .number("aria-rowindex", at + 2),
        );
    }
    el("table")
        .number("aria-rowcount", lines.len() + 1)
        .number("aria-colcount", number + 2)
        .number("data-lines", lines.len())
        .number("data-from", rows.start)
        .number("data-to", rows.end)
        .number("data-columns", number)
        .number("data-first", columns.drawn.start)
        .number("data-last", columns.drawn.end)
        .with((drawing.head)(&columns))
        .with(space("data-before", rows.start))
        .with(body)
        .with(space("data-after", lines.len() - rows.end))
}

/// The columns in sight of so many.
pub fn columns(lens: &Lens, of: usize) -> Columns {
    Columns { drawn: within(&lens.columns, of), spaces: Some(spaced), of }
}

/// A row's places between those that stand for the columns out of sight.
fn spaced(tag: &'static str, columns: &Columns, places: Vec<Node>) -> Vec<Node> {
    // No cell can span more than a thousand columns.
    const MOST: usize = 1_000;
    let spaces = |which: &'static str, number: usize| {
        (0..number).step_by(MOST).map(move |at| {
            let space = el(tag).class("space").key(format!("{which} {at}")).attr("role", "presentation");
            Node::from(space.number("colspan", MOST.min(number - at)))
        })
    };
    let after = spaces("after", columns.of - columns.drawn.end);
    spaces("before", columns.drawn.start).chain(places).chain(after).collect()
}
