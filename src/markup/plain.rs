//! The matrix as an ordinary table: a sentence's worth of text in every cell, to be read in order,
//! printed, or copied into a spreadsheet.

use super::card::link;
use super::matrix::Columns;
use super::node::{Element, el};
use super::panel::mark_open;
use super::scene::Scene;
use super::words;
use crate::corpus::IssueId;
use crate::link::Open;
use crate::matrix::{Key, Line};

/// The table; what is folded in the grid stands here too.
pub fn plain_table(scene: &Scene) -> Element {
    let columns = Columns::all(scene);
    let mut out = el("table")
        .class("plain")
        .with(el("caption").with(caption(scene)))
        .with(el("thead").with(head(scene, &columns)));
    for lines in scene.matrix.rows.chunk_by(|one, other| one.group == other.group) {
        let mut body = el("tbody");
        if let Some(issue) = lines[0].group {
            body = body.key(scene.corpus().issues[issue].name.as_str()).with(group(scene, issue, columns.of));
        }
        out = out.with(lines.iter().fold(body, |body, line| body.with(row(scene, line, &columns))));
    }
    out
}

/// What the table shows.
pub fn caption(scene: &Scene) -> String {
    words::caption(scene.matrix.axes, scene.hits.number, scene.corpus().arguments.len())
}

/// The row of the heads.
pub fn head(scene: &Scene, columns: &Columns) -> Element {
    let fixed = |c: usize, text: &str| {
        el("th").attr("scope", "col").maybe("aria-colindex", columns.index(c)).with(text)
    };
    let heads = columns.drawn.clone().map(|at| {
        let column = scene.matrix.columns[at];
        let this = Open::Column(column.name(scene.corpus()));
        line_head(scene, "col", column, this).maybe("aria-colindex", columns.index(at + 1)).into()
    });
    el("tr")
        .with(fixed(0, words::axis_one(scene.matrix.axes.rows())))
        .with_all(columns.around("th", heads.collect()))
        .with(fixed(columns.of + 1, words::SPREAD))
}

/// The row of an issue's head, above rows with so many columns.
pub fn group(scene: &Scene, issue: IssueId, columns: usize) -> Element {
    let head = el("th")
        .attr("scope", "rowgroup")
        .number("colspan", columns + 2)
        .attr("dir", "auto")
        .with(scene.corpus().issues[issue].label.as_str());
    el("tr").class("group").with(head)
}

/// A row's or column's name; it opens what the line holds.
fn line_head(scene: &Scene, scope: &str, key: Key, opens: Open) -> Element {
    let to = scene.link(&|view| view.open = Some(opens.clone()));
    let text = scene.text("span", &key.label(scene.corpus()));
    mark_open(el("th").attr("scope", scope), scene, &opens).with(link(to, text))
}

/// A row.
pub fn row(scene: &Scene, line: &Line, columns: &Columns) -> Element {
    let corpus = scene.corpus();
    let name = line.key.name(corpus);
    let cells = scene.cells(line);
    let entries = columns.drawn.clone().map(|at| {
        let cell = &cells[at];
        let class = if cell.arguments.is_empty() { "nothing" } else { "" };
        let entry = el("td").class(class).maybe("aria-colindex", columns.index(at + 1));
        entry.with(words::entry(corpus, cell)).into()
    });
    el("tr")
        .key(name.as_str())
        .with(line_head(scene, "row", line.key, Open::Row(name)).maybe("aria-colindex", columns.index(0)))
        .with_all(columns.around("td", entries.collect()))
        .with(
            el("td")
                .maybe("aria-colindex", columns.index(columns.of + 1))
                .with(words::range(line.spread, scene.matrix.sources)),
        )
}
