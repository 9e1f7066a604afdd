//! The part of the stance matrix that is in sight.

use crate::corpus::IssueId;
use crate::markup::extent::within;
use crate::markup::matrix::{Columns, group_row, head, row};
use crate::markup::{Element, Lens, Node, Scene, el, words};
use crate::matrix::Line;

/// A line of the grid below its head.
enum GridLine<'a> {
    Group(IssueId, bool, usize),
    Row(&'a Line),
}

/// The rows and columns in sight, between spaces that keep room for the rest. It is the grid that the
/// first program draws whole: the same places, with row and column indexes. `data-from`, `data-to` and
/// `data-lines` say which rows it has of how many, `data-first`, `data-last` and `data-columns` which columns.
pub fn grid(scene: &Scene, lens: &Lens) -> Element {
    let matrix = scene.matrix;
    let mut lines = Vec::with_capacity(matrix.rows.len());
    for group in matrix.rows.chunk_by(|one, other| one.group == other.group) {
        let issue = group[0].group;
        let folded =
            issue.is_some_and(|issue| scene.view.folded.contains(&scene.corpus().issues[issue].name));
        lines.extend(issue.map(|issue| GridLine::Group(issue, folded, group.len())));
        if !folded {
            lines.extend(group.iter().map(GridLine::Row));
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
                GridLine::Group(issue, folded, number) => group_row(scene, *issue, *folded, *number, at + 1),
                GridLine::Row(line) => row(scene, line, at + 1, &columns),
            }
            .number("aria-rowindex", at + 2),
        );
    }
    el("table")
        .class("matrix sight")
        .attr("role", "grid")
        .attr("aria-label", words::MATRIX)
        .number("aria-rowcount", lines.len() + 1)
        .number("aria-colcount", number + 2)
        .number("data-lines", lines.len())
        .number("data-from", rows.start)
        .number("data-to", rows.end)
        .number("data-columns", number)
        .number("data-first", columns.drawn.start)
        .number("data-last", columns.drawn.end)
        .with(head(scene, &columns))
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
