//! The whole matrix at once, as small as it must be.

use crate::markup::{Element, Lens, Node, Scene, el, words};
use crate::matrix::Line;

/// A drawn cell is at least so wide and high, and at most, in CSS pixels.
const LEAST: (usize, usize) = (5, 7);
const MOST: (usize, usize) = (22, 22);
/// The room for the rows' names and for the columns', in CSS pixels.
const MARGIN: (usize, usize) = (230, 110);
/// A line of names needs so many CSS pixels.
const TEXT: usize = 14;
/// So many letters of a name are written in the margin, of 13 pixels each two.
const LETTERS: usize = 32;

const HINT: &str = "Point at a place to read it; click it, or move with the arrow keys and press Enter, \
     to see that part in full size.";

/// How the matrix is drawn: which rows and columns stand together in one drawn cell, and where. Numbers
/// of pixels are tenths, so that none is written with a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Geometry {
    /// How many rows and columns there are.
    pub lines: (usize, usize),
    /// How many rows and columns one drawn cell has.
    pub per: (usize, usize),
    /// Where the first drawn cell begins, from the left and the top.
    pub from: (usize, usize),
    /// How wide and high a drawn cell is.
    pub step: (usize, usize),
}

impl Geometry {
    /// The geometry of so many rows and columns in this room: everything fits in it.
    pub fn new(lens: &Lens, rows: usize, columns: usize) -> Self {
        // A phone has no room for names as long.
        let margin = (MARGIN.0.min(lens.width / 4), MARGIN.1.min(lens.height / 5));
        let room =
            (lens.width.saturating_sub(margin.0).max(40), lens.height.saturating_sub(margin.1).max(40));
        let fit = |lines: usize, room: usize, least: usize, most: usize| {
            let per = (lines * least).div_ceil(room).max(1);
            let cells = lines.div_ceil(per).max(1);
            (per, (room * 10 / cells).min(most * 10))
        };
        let (per_column, wide) = fit(columns, room.0, LEAST.0, MOST.0);
        let (per_row, high) = fit(rows, room.1, LEAST.1, MOST.1);
        Geometry {
            lines: (rows, columns),
            per: (per_row, per_column),
            from: (margin.0 * 10, margin.1 * 10),
            step: (wide, high),
        }
    }

    /// How many cells are drawn, down and across.
    pub fn cells(&self) -> (usize, usize) {
        (self.lines.0.div_ceil(self.per.0), self.lines.1.div_ceil(self.per.1))
    }

    /// The first row and column that are drawn at a point, in tenths of a pixel; none beside the cells.
    pub fn spot(&self, x: usize, y: usize) -> Option<(usize, usize)> {
        let row = y.checked_sub(self.from.1)? / self.step.1;
        let column = x.checked_sub(self.from.0)? / self.step.0;
        let (rows, columns) = self.cells();
        (row < rows && column < columns).then_some((row * self.per.0, column * self.per.1))
    }

    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.cells();
        (self.from.0 + columns * self.step.0, self.from.1 + rows * self.step.1)
    }
}

/// What stands in one drawn cell: how much of it affirms and rejects, each by its strength, what is torn,
/// and how many cells of the matrix speak.
#[derive(Clone, Copy, Default)]
struct Sum {
    affirms: f64,
    rejects: f64,
    torn: u32,
    speaking: u32,
    affirming: u32,
    rejecting: u32,
}

impl Sum {
    fn add(&mut self, mean: f64) {
        self.speaking += 1;
        if mean > 0.0 {
            self.affirms += mean / 2.0;
            self.affirming += 1;
        } else if mean < 0.0 {
            self.rejects -= mean / 2.0;
            self.rejecting += 1;
        } else {
            self.torn += 1;
        }
    }
}

/// The kinds of marks, each drawn as one path: a class, and its rectangles.
#[derive(Default)]
struct Paths([String; 5]);

/// Their classes, as the marks of the matrix have them.
const CLASSES: [&str; 5] = ["a2", "a1", "r1", "r2", "z"];

impl Paths {
    fn add(&mut self, class: usize, x: usize, y: usize, width: usize, height: usize) {
        self.0[class] += &format!("M{x} {y}h{width}v{height}h-{width}z");
    }

    /// Draws a cell: above its middle line what affirms, below it what rejects, as high as it is much.
    fn cell(&mut self, sum: Sum, (x, y): (usize, usize), (wide, high): (usize, usize)) {
        let (gap, half) = (wide / 8, high * 9 / 20);
        let (x, wide, middle) = (x + gap, wide - 2 * gap, y + high / 2);
        let share = |part: f64| part / f64::from(sum.speaking);
        let height = |part: f64| ((share(part) * half as f64) as usize).max(high / 8);
        if sum.affirms > 0.0 {
            let height = height(sum.affirms);
            self.add(usize::from(share(sum.affirms) <= 0.6), x, middle - height, wide, height);
        }
        if sum.rejects > 0.0 {
            self.add(if share(sum.rejects) <= 0.6 { 2 } else { 3 }, x, middle, wide, height(sum.rejects));
        }
        if sum.affirms + sum.rejects == 0.0 && sum.torn > 0 {
            let thick = (high / 5).max(8);
            self.add(4, x + wide / 4, middle - thick / 2, wide / 2, thick);
        }
    }
}

/// The map, and the words for where a reader points on it.
pub fn map(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let matrix = scene.matrix;
    let geometry = Geometry::new(lens, matrix.rows.len(), matrix.columns.len());
    let (mut paths, mut all) = (Paths::default(), Sum::default());
    for (at, rows) in matrix.rows.chunks(geometry.per.0).enumerate() {
        for (column, sum) in sums(scene, rows, &geometry, &mut all) {
            let place = (geometry.from.0 + column * geometry.step.0, geometry.from.1 + at * geometry.step.1);
            paths.cell(sum, place, geometry.step);
        }
    }
    let (width, height) = geometry.size();
    let mut svg = el("svg")
        .class("map")
        .number("width", width.div_ceil(10))
        .number("height", height.div_ceil(10))
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("tabindex", "0")
        .attr("aria-label", summary(scene, all))
        .number("data-rows", geometry.lines.0)
        .number("data-columns", geometry.lines.1)
        .number("data-per-row", geometry.per.0)
        .number("data-per-column", geometry.per.1)
        .number("data-left", geometry.from.0)
        .number("data-top", geometry.from.1)
        .number("data-step-x", geometry.step.0)
        .number("data-step-y", geometry.step.1)
        .with_all(separators(scene, &geometry))
        .with_all(names(scene, &geometry));
    for (class, path) in CLASSES.into_iter().zip(paths.0).filter(|(_, path)| !path.is_empty()) {
        svg = svg.with(el("path").class(class).attr("d", path));
    }
    let svg = svg.with(el("rect").class("cursor"));
    let together = match geometry.per {
        (1, 1) => String::new(),
        (rows, columns) => format!("Each bar stands for {rows} by {columns} cells. "),
    };
    let word = el("p").class("map-word").attr("role", "status").with(format!("{together}{HINT}"));
    vec![word.into(), el("div").class("map-frame").with(svg).into()]
}

/// What the drawn cells of these rows have, by their position across.
fn sums(scene: &Scene, rows: &[Line], geometry: &Geometry, all: &mut Sum) -> Vec<(usize, Sum)> {
    let mut sums = vec![Sum::default(); geometry.cells().1];
    for line in rows {
        for (column, mean) in scene.matrix.means(scene.corpus(), &scene.library.catalogue, line) {
            sums[column / geometry.per.1].add(mean);
            all.add(mean);
        }
    }
    sums.into_iter().enumerate().filter(|(_, sum)| sum.speaking > 0).collect()
}

fn summary(scene: &Scene, all: Sum) -> String {
    let matrix = scene.matrix;
    let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
    let share = |part: u32| 100 * part / all.speaking.max(1);
    format!(
        "Map of {rows} by {columns} ({} by {}): {} of {} cells take a stance; {} % of these affirm, {} % reject",
        words::axis_one(matrix.axes.rows()),
        words::axis_one(matrix.axes.columns()),
        all.speaking,
        rows * columns,
        share(all.affirming),
        share(all.rejecting)
    )
}

/// Thin lines between the groups of rows.
fn separators(scene: &Scene, geometry: &Geometry) -> Vec<Node> {
    let (width, _) = geometry.size();
    let mut row: usize = 0;
    let mut out = Vec::new();
    for group in scene.matrix.rows.chunk_by(|one, other| one.group == other.group) {
        let y = geometry.from.1 + row.div_ceil(geometry.per.0) * geometry.step.1;
        if row > 0 && group[0].group.is_some() {
            let line = el("path").class("between").attr("d", format!("M{} {y}H{width}", geometry.from.0));
            out.push(line.into());
        }
        row += group.len();
    }
    out
}

/// As many of the rows' and columns' names as there is room for.
fn names(scene: &Scene, geometry: &Geometry) -> Vec<Node> {
    let corpus = scene.corpus();
    let every = |step: usize| (TEXT * 10).div_ceil(step);
    let places = |cells: usize, step: usize| (0..cells).step_by(every(step));
    let (rows, columns) = geometry.cells();
    // About half a character's height is its width.
    let letters = |room: usize| (room / 65).min(LETTERS);
    let mut out = Vec::new();
    for cell in places(rows, geometry.step.1) {
        let label = scene.matrix.rows[cell * geometry.per.0].key.label(corpus);
        let y = geometry.from.1 + cell * geometry.step.1 + geometry.step.1 / 2 + 40;
        let text = name(&label, letters(geometry.from.0)).number("x", geometry.from.0 - 60).number("y", y);
        out.push(text.attr("text-anchor", "end").into());
    }
    for cell in places(columns, geometry.step.0) {
        let label = scene.matrix.columns[cell * geometry.per.1].label(corpus);
        let x = geometry.from.0 + cell * geometry.step.0 + geometry.step.0 / 2 + 40;
        let y = geometry.from.1 - 60;
        let text = name(&label, letters(geometry.from.1 * 9 / 10)).number("x", x).number("y", y);
        out.push(text.attr("transform", format!("rotate(-90 {x} {y})")).into());
    }
    out
}

/// A name, cut to so many letters; whole to who points at it.
fn name(label: &str, letters: usize) -> Element {
    let text = el("text").attr("aria-hidden", "true");
    match cut(label, letters) {
        Some(end) => text.with(format!("{}…", &label[..end])),
        None => text.with(label),
    }
}

/// Where a text of more letters than this is cut.
fn cut(text: &str, letters: usize) -> Option<usize> {
    let at = |number: usize| text.char_indices().nth(number).map(|(at, _)| at);
    at(letters).and_then(|_| at(letters.saturating_sub(1)))
}
