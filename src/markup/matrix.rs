//! The stance matrix.

use std::ops::Range;

use super::around::Around;
use super::card::link;
use super::extent::Extent;
use super::facets::{chips, empty, facets};
use super::mark::{cell_mark, legend, spread_mark};
use super::node::{Element, Node, el};
use super::panel::{mark_open, panel};
use super::plain::plain_table;
use super::scene::Scene;
use super::words;
use crate::corpus::IssueId;
use crate::link::{Open, Table, View};
use crate::matrix::{Cell, Finding, Key, Line, findings};
use crate::query::Facet;

/// So many rows stand in the page before the app does: about what a screen shows. A browser spends
/// most of the time to an interactive page on laying the matrix out.
pub(super) const AT_ONCE: usize = 8;

/// The page below its toolbar, with so much of its matrix.
pub fn matrix_page(scene: &Scene, around: &Around, extent: &Extent) -> Vec<Node> {
    let mut field = el("div").class("field");
    if scene.hits.number == 0 {
        field = field.with(empty(scene));
    } else {
        let table = match scene.view.table {
            Table::Marks => vec![frame(table(scene, extent))],
            Table::Plain if extent.sight().is_none() => vec![frame(plain_table(scene))],
            _ => match (scene.library.more, extent.sight()) {
                (Some(more), Some(lens)) => (more.table)(scene, lens),
                _ => vec![el("p").class("waiting").with(words::LOADING).into()],
            },
        };
        // What stands above the stance matrix speaks of its rows.
        if matches!(scene.view.table, Table::Marks | Table::Plain) {
            field = field.with_some(answers(scene)).with(finding_strip(scene));
        }
        field = field.with(above(scene)).with_all(table);
    }
    let body = el("div")
        .class("body")
        .with_some(around.drawer.then(|| facets(scene, around, extent)))
        .with(field)
        .with_some(panel(scene));
    chips(scene).into_iter().chain([body]).map(Node::from).collect()
}

/// A table in the frame in which it scrolls.
pub fn frame(table: Element) -> Node {
    el("div").class("frame").with(table).into()
}

/// What the marks mean, and the way to the same in words; there, the way back.
fn above(scene: &Scene) -> Element {
    let marks = scene.view.table == Table::Marks;
    let (table, text) = if marks { (Table::Plain, words::AS_TABLE) } else { (Table::Marks, words::AS_MARKS) };
    let to = |table: Table| scene.link(&|view| view.table = table);
    let others = [
        (Table::Map, words::AS_MAP),
        (Table::Agreement, words::AS_AGREEMENT),
        (Table::Changes, words::AS_CHANGES),
    ];
    let other = |&(table, text): &(Table, &str)| {
        let is_here = (table == scene.view.table).then(|| "true".to_owned());
        link(to(table), text).maybe("aria-current", is_here).into()
    };
    let switches = el("p").class("switches").with(link(to(table), text).class("switch"));
    let switches = switches.with_all(others.iter().map(other).collect());
    let is_marked = matches!(scene.view.table, Table::Marks | Table::Map);
    el("div").class("above").with_some(is_marked.then(legend)).with(switches)
}

/// The propositions that answer the corpus's question, each with who says what.
fn answers(scene: &Scene) -> Option<Element> {
    let rows: Vec<Node> = scene
        .corpus()
        .answers
        .iter()
        .filter_map(|&id| scene.matrix.rows.iter().find(|line| line.key == Key::Proposition(id)))
        .map(|line| answer(scene, line).into())
        .collect();
    let plain = !scene.is_narrowed() && !rows.is_empty();
    plain.then(|| el("section").class("answers").attr("aria-label", words::ANSWERS).with_all(rows))
}

fn answer(scene: &Scene, line: &Line) -> Element {
    let corpus = scene.corpus();
    let row = line.key.name(corpus);
    let to = scene.link(&|view| view.open = Some(Open::Row(row.clone())));
    // Columns that read alike stand together: "Asan Institute, Sakhri: rejects with reservations".
    let cells = scene.cells(line);
    let mut readings: Vec<(String, &Cell, Vec<String>)> = Vec::new();
    for (column, cell) in scene.matrix.columns.iter().zip(&cells) {
        let reading = words::reading(corpus, cell);
        let label = column.label(corpus);
        match readings.iter_mut().find(|(text, ..)| *text == reading) {
            Some((_, _, names)) => names.push(label),
            None => readings.push((reading, cell, vec![label])),
        }
    }
    let rows = readings.into_iter().map(|(reading, cell, names)| {
        let text = el("span").with(el("b").with(words::list(&names))).with(": ").with(reading);
        el("li").with(cell_mark(cell)).with(text).into()
    });
    el("div")
        .class("answer")
        .with(el("h2").with(link(to, line.key.label(corpus)).attr("dir", "auto")))
        .with(el("ul").with_all(rows.collect()))
}

/// What stands out, each a link to its view.
fn finding_strip(scene: &Scene) -> Element {
    let corpus = scene.corpus();
    let rows = findings(scene.matrix, &|line| scene.cells(line)).into_iter().map(|finding| {
        let text = words::finding(corpus, &finding, scene.matrix.columns.len());
        let to = scene.link(&|view| show(view, &finding, scene));
        let kind = el("span").class("kind").with(words::finding_kind(&finding));
        let text = el("span").attr("dir", "auto").with(text);
        el("li").with(el("a").attr("href", to).with(kind).with(" ").with(text)).into()
    });
    el("ul").class("findings").attr("aria-label", words::FINDINGS).with_all(rows.collect())
}

/// Makes a view one that shows a finding.
fn show(view: &mut View, finding: &Finding, scene: &Scene) {
    let corpus = scene.corpus();
    match finding {
        Finding::Agreed { row, .. } | Finding::Contested { row, .. } => {
            view.open = Some(Open::Row(row.name(corpus)));
        }
        Finding::Unspoken { issue, .. } => {
            view.filters.clear(Facet::Issue);
            view.filters.add(Facet::Issue, &corpus.issues[*issue].name);
            view.open = None;
        }
        Finding::Silent { column, .. } => view.open = Some(Open::Column(column.name(corpus))),
    }
}

/// The table, a grid in the sense of the ARIA practices: one tab stop, arrows inside. `data-r`
/// and `data-c` are the place of a cell in it, headers included. So many propositions are drawn.
fn table(scene: &Scene, extent: &Extent) -> Element {
    let mut left = match (extent.sight(), scene.library.more) {
        (Some(lens), Some(more)) => return (more.grid)(scene, lens),
        _ => extent.of(AT_ONCE, usize::MAX).end,
    };
    let out = el("table").class("matrix").attr("role", "grid").attr("aria-label", words::MATRIX);
    let columns = Columns::all(scene);
    let mut out = out.with(head(scene, &columns));
    let mut r = 0;
    let mut next = || {
        r += 1;
        r
    };
    // A group is a body of its own: so its head is the head of its own rows alone.
    for lines in scene.matrix.rows.chunk_by(|one, other| one.group == other.group) {
        if left == 0 {
            break;
        }
        let mut body = el("tbody");
        let mut folded = false;
        if let Some(issue) = lines[0].group {
            let name = &scene.corpus().issues[issue].name;
            folded = scene.view.folded.contains(name);
            body = body.key(name.as_str()).with(group_row(scene, issue, folded, lines.len(), next()));
        }
        for line in lines.iter().filter(|_| !folded).take(left) {
            body = body.with(row(scene, line, next(), &columns));
        }
        left = left.saturating_sub(lines.len());
        out = out.with(body);
    }
    out
}

/// Puts a row's places of this tag between places for the columns that are not drawn.
pub type Spaces = fn(&'static str, &Columns, Vec<Node>) -> Vec<Node>;

/// Which columns are drawn, and whether they are all there are.
pub struct Columns {
    /// Which are drawn.
    pub drawn: Range<usize>,
    /// Where only those in sight are drawn, places for so many that are not.
    pub spaces: Option<Spaces>,
    /// How many there are.
    pub of: usize,
}

impl Columns {
    /// All of them.
    pub fn all(scene: &Scene) -> Self {
        let of = scene.matrix.columns.len();
        Columns { drawn: 0..of, spaces: None, of }
    }

    /// The position of a place in its row for those who hear the table, where not all are drawn.
    pub fn index(&self, c: usize) -> Option<String> {
        self.spaces.map(|_| (c + 1).to_string())
    }

    /// A row's places, with places for the columns before and after those in sight.
    pub fn around(&self, tag: &'static str, places: Vec<Node>) -> Vec<Node> {
        match self.spaces {
            Some(spaces) => spaces(tag, self, places),
            None => places,
        }
    }
}

/// A place of the grid. The first one is the grid's tab stop until another is focused.
pub fn at(place: Element, r: usize, c: usize, columns: &Columns) -> Element {
    let stop = if (r, c) == (0, 0) { "0" } else { "-1" };
    let place = place.attr("tabindex", stop).number("data-r", r).number("data-c", c);
    place.maybe("aria-colindex", columns.index(c))
}

/// The link in a place of the grid. The grid has the tab stop and the keys; the link is there to be
/// copied, opened in another tab, and followed where no script runs.
fn inside(scene: &Scene, opens: Open) -> Element {
    let to = scene.link(&|view| view.open = Some(opens.clone()));
    el("a").attr("href", to).attr("tabindex", "-1")
}

fn column_head(scene: &Scene, index: usize, column: Key, columns: &Columns) -> Element {
    let corpus = scene.corpus();
    let date = match column {
        Key::Source(source) => Some(el("small").with(words::source_date(&corpus.sources[source]))),
        _ => None,
    };
    let name = column.name(corpus);
    let this = Open::Column(name.clone());
    let head = at(el("th").attr("scope", "col").attr("role", "columnheader"), 0, index + 1, columns)
        .key(name.as_str());
    mark_open(head, scene, &this)
        .attr("data-head", "")
        .attr("data-column", name)
        .with(inside(scene, this).with(el("b").attr("dir", "auto").with(column.label(corpus))))
        .with_some(date)
}

/// The heads of the columns.
pub fn head(scene: &Scene, columns: &Columns) -> Element {
    let heads =
        columns.drawn.clone().map(|at| column_head(scene, at, scene.matrix.columns[at], columns).into());
    let fixed = |class: &str, c: usize, text: &str| {
        let head = el("th").attr("scope", "col").attr("role", "columnheader").class(class);
        at(head, 0, c, columns).with(text)
    };
    let row = el("tr")
        .with(fixed("corner", 0, words::axis_one(scene.matrix.axes.rows())))
        .with_all(columns.around("th", heads.collect()))
        .with(fixed("spread-head", scene.matrix.columns.len() + 1, words::SPREAD));
    let row = if columns.spaces.is_some() { row.attr("aria-rowindex", "1") } else { row };
    el("thead").with(row)
}

/// The head of an issue's rows, of which there are so many.
pub fn group_row(scene: &Scene, issue: IssueId, folded: bool, number: usize, r: usize) -> Element {
    let row = &scene.corpus().issues[issue];
    let head = el("th")
        .attr("scope", "rowgroup")
        .attr("role", "rowheader")
        .number("colspan", scene.matrix.columns.len() + 2)
        .attr("data-fold", row.name.as_str())
        .attr("aria-expanded", if folded { "false" } else { "true" });
    let head = at(head, r, 0, &Columns { drawn: 0..0, spaces: None, of: 0 })
        // One thing, so that none of it comes to lie over another when the table is scrolled sideways.
        .with(
            el("span")
                .with(el("span").attr("aria-hidden", "true").with(if folded { "▸ " } else { "▾ " }))
                .with(el("b").attr("dir", "auto").with(row.label.as_str()))
                .with(" ")
                .with(el("small").with(words::propositions(number))),
        );
    el("tr").class("group").key(format!("group {}", row.name)).with(head)
}

/// A row, the `r`-th of the grid.
pub fn row(scene: &Scene, line: &Line, r: usize, columns: &Columns) -> Element {
    let corpus = scene.corpus();
    let name = line.key.name(corpus);
    let this = Open::Row(name.clone());
    let head = at(el("th").attr("scope", "row").attr("role", "rowheader"), r, 0, columns);
    let head = mark_open(head, scene, &this)
        .attr("data-head", "")
        .attr("data-row", name.as_str())
        .with(inside(scene, this).with(scene.text("span", &line.key.label(corpus))));
    let cells = scene.cells(line);
    let boxes = columns.drawn.clone().map(|index| {
        let key = scene.matrix.columns[index];
        cell_box(scene, &name, key, &cells[index], (r, index + 1), columns).into()
    });
    el("tr")
        .key(format!("row {name}"))
        .with(head)
        .with_all(columns.around("td", boxes.collect()))
        .with(spread_box(scene, line, r, columns))
}

fn spread_box(scene: &Scene, line: &Line, r: usize, columns: &Columns) -> Element {
    let c = scene.matrix.columns.len() + 1;
    let text = match &line.spread {
        Some(spread) => words::spread(spread, scene.matrix.sources),
        None => words::NO_STANCE.into(),
    };
    let number = words::speaking(line.spread, scene.matrix.sources);
    let number = el("span").class("number").with(number);
    let spread = line.spread.as_ref().map(spread_mark);
    at(el("td").attr("role", "gridcell").class("spread-cell").key("spread"), r, c, columns)
        .with(el("span").class("hidden").with(text.as_str()))
        .with(drawn(&text).with_some(spread).with(number))
}

/// What is drawn for a sentence that stands beside it unseen: whoever points at it can read the
/// sentence, and whoever listens hears it once.
pub fn drawn(sentence: &str) -> Element {
    el("span").class("drawn").attr("aria-hidden", "true").attr("title", sentence)
}

fn cell_box(
    scene: &Scene,
    row: &str,
    column: Key,
    cell: &Cell,
    (r, c): (usize, usize),
    columns: &Columns,
) -> Element {
    let corpus = scene.corpus();
    let sentence = words::cell(corpus, column, cell);
    let number = cell.arguments.len();
    let column = column.name(corpus);
    let this = Open::Cell { row: row.to_owned(), column: column.clone() };
    let number = (number > 0).then(|| el("span").class("number").with(words::number(number)));
    mark_open(at(el("td").attr("role", "gridcell"), r, c, columns), scene, &this)
        // Where only some columns are drawn, a place stays what it is when others come.
        .key(column.as_str())
        .attr("data-row", row)
        .attr("data-column", column)
        .with(
            inside(scene, this)
                .with(el("span").class("hidden").with(sentence.as_str()))
                .with(drawn(&sentence).with(cell_mark(cell)).with_some(number)),
        )
}
