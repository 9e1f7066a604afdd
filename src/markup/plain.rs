//! The matrix as an ordinary table: a sentence's worth of text in every cell, to be read in order,
//! printed, or copied into a spreadsheet.

use super::card::link;
use super::node::{Element, el};
use super::panel::mark_open;
use super::scene::Scene;
use super::words;
use crate::link::Open;
use crate::matrix::{Key, Line};

/// The table; what is folded in the grid stands here too.
pub fn plain_table(scene: &Scene) -> Element {
    let corpus = scene.corpus();
    let matrix = scene.matrix;
    let fixed = |text: &str| el("th").attr("scope", "col").with(text);
    let mut head = el("tr").with(fixed(words::axis_one(matrix.axes.rows())));
    for column in &matrix.columns {
        let this = Open::Column(column.name(corpus));
        head = head.with(line_head(scene, "col", *column, this));
    }
    let caption = words::caption(matrix.axes, scene.hits.number, corpus.arguments.len());
    let mut out = el("table")
        .class("plain")
        .with(el("caption").with(caption))
        .with(el("thead").with(head.with(fixed(words::SPREAD))));
    for lines in matrix.rows.chunk_by(|one, other| one.group == other.group) {
        let mut body = el("tbody");
        if let Some(issue) = lines[0].group {
            let issue = &corpus.issues[issue];
            let head = el("th")
                .attr("scope", "rowgroup")
                .number("colspan", matrix.columns.len() + 2)
                .attr("dir", "auto")
                .with(issue.label.as_str());
            body = body.key(issue.name.as_str()).with(el("tr").class("group").with(head));
        }
        out = out.with(lines.iter().fold(body, |body, line| body.with(row(scene, line))));
    }
    out
}

/// A row's or column's name; it opens what the line holds.
fn line_head(scene: &Scene, scope: &str, key: Key, opens: Open) -> Element {
    let to = scene.link(&|view| view.open = Some(opens.clone()));
    let text = scene.text("span", &key.label(scene.corpus()));
    mark_open(el("th").attr("scope", scope), scene, &opens).with(link(to, text))
}

fn row(scene: &Scene, line: &Line) -> Element {
    let corpus = scene.corpus();
    let name = line.key.name(corpus);
    let mut out = el("tr").key(name.as_str()).with(line_head(scene, "row", line.key, Open::Row(name)));
    for cell in &scene.cells(line) {
        let class = if cell.arguments.is_empty() { "nothing" } else { "" };
        out = out.with(el("td").class(class).with(words::entry(corpus, cell)));
    }
    out.with(el("td").with(words::range(line.spread, scene.matrix.sources)))
}
