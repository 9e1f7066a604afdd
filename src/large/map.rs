//! The whole matrix at once, as small as it must be.

use super::words;
use crate::corpus::IssueId;
use crate::markup::{Element, Lens, Node, Scene, el};
use crate::matrix::{Line, Tally};

/// A drawn cell is at least so wide and high, and at most, in CSS pixels.
const LEAST: (usize, usize) = (5, 7);
const MOST: (usize, usize) = (30, 22);
/// So many cells are drawn at most: on a very large screen they are larger instead.
const CELLS: usize = 25_000;
/// The room for the rows' names and for the columns', in CSS pixels; and for those of rows where few
/// columns leave more.
const MARGIN: (usize, usize) = (230, 110);
const WIDE: usize = 560;
/// A line of names needs so many CSS pixels.
const TEXT: usize = 14;
/// Groups of rows are set off if they are so many drawn cells high: lines closer than that would be a
/// pattern of their own.
const GROUP: usize = 3;
/// A letter of a name is about so wide, in tenths of a CSS pixel.
const LETTER: usize = 62;

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
        let free = lens.width.saturating_sub(columns * MOST.0).min(WIDE);
        let margin = (MARGIN.0.min(lens.width / 4).max(free), MARGIN.1.min(lens.height / 5));
        let room =
            (lens.width.saturating_sub(margin.0).max(40), lens.height.saturating_sub(margin.1).max(40));
        // Steps of whole pixels, so that every cell is drawn as sharp as any other.
        let fit = |lines: usize, room: usize, least: usize, most: usize| {
            let per = (lines * least).div_ceil(room).max(1);
            let cells = lines.div_ceil(per).max(1);
            (per, (room / cells).min(most.max(least)) * 10, cells)
        };
        let mut more = 0;
        loop {
            let (per_column, wide, across) = fit(columns, room.0, LEAST.0 + more, MOST.0);
            let (per_row, high, down) = fit(rows, room.1, LEAST.1 + more, MOST.1);
            if across * down <= CELLS {
                return Geometry {
                    lines: (rows, columns),
                    per: (per_row, per_column),
                    from: (margin.0 * 10, margin.1 * 10),
                    step: (wide, high),
                };
            }
            more += 1;
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

/// What stands in one drawn cell, over the cells of the matrix that it has.
#[derive(Clone, Copy, Default)]
struct Sum {
    /// Sum of the cells' shares of statements that affirm, those with reservations by half.
    up: f64,
    /// Sum of the shares that reject.
    down: f64,
    /// The statements that affirm, and the sum of their values.
    affirming: (u32, u32),
    /// The statements that reject, and the sum of their values without their sign.
    rejecting: (u32, u32),
    /// How many cells take a stance.
    stated: u32,
    /// How many cells have anything, if only context.
    speaking: u32,
}

impl Sum {
    fn add(&mut self, tally: Tally) {
        let [rejects, rejects_in_part, torn, affirms_in_part, affirms] = tally.0;
        let affirming = (affirms + affirms_in_part, 2 * affirms + affirms_in_part);
        let rejecting = (rejects + rejects_in_part, 2 * rejects + rejects_in_part);
        let number = affirming.0 + torn + rejecting.0;
        self.speaking += 1;
        if number > 0 {
            self.stated += 1;
            self.up += f64::from(affirming.1) / f64::from(2 * number);
            self.down += f64::from(rejecting.1) / f64::from(2 * number);
            self.affirming = (self.affirming.0 + affirming.0, self.affirming.1 + affirming.1);
            self.rejecting = (self.rejecting.0 + rejecting.0, self.rejecting.1 + rejecting.1);
        }
    }
}

/// Whether statements of one sign are without reservations on average, by their number and the sum of
/// their values: as a mark of the matrix would be drawn.
fn is_strong((number, values): (u32, u32)) -> bool {
    2 * values >= 3 * number
}

/// The kinds of shapes, each drawn as one path of all its rectangles.
#[derive(Default)]
struct Paths([String; 6]);

/// Their classes, as the marks of the matrix have them; and the cells' middle lines.
const CLASSES: [&str; 6] = ["a2", "a1", "r1", "r2", "z", "middle"];
/// The place of the middle lines among them: last, so that bars do not cover them.
const MIDDLE: usize = 5;

impl Paths {
    fn add(&mut self, class: usize, x: usize, y: usize, width: usize, height: usize) {
        self.0[class] += &format!("M{x} {y}h{width}v{height}h-{width}z");
    }

    /// Draws a cell: above its middle line what affirms, below it what rejects, as high as it is much.
    /// What takes a stance but no side is drawn across the line; context is the line alone.
    fn cell(&mut self, sum: Sum, (x, y): (usize, usize), (wide, high): (usize, usize)) {
        let (gap, half) = (wide / 8, (high - 10) / 2);
        let (x, wide, middle) = (x + gap, wide - 2 * gap, y + high / 2);
        let height = |part: f64| ((part / f64::from(sum.stated) * half as f64) as usize).max(high / 8);
        if sum.up > 0.0 {
            let height = height(sum.up);
            self.add(if is_strong(sum.affirming) { 0 } else { 1 }, x, middle - height, wide, height);
        }
        if sum.down > 0.0 {
            self.add(if is_strong(sum.rejecting) { 3 } else { 2 }, x, middle, wide, height(sum.down));
        }
        if sum.up + sum.down == 0.0 && sum.stated > 0 {
            let (thin, thick) = (wide / 5, (high * 2 / 5).max(24));
            self.add(4, x + thin, middle - thick / 2, wide - 2 * thin, thick);
        }
    }

    /// Draws the middle lines of a row of cells, one through all that speak side by side.
    fn middles(&mut self, sums: &[Sum], (from, y): (usize, usize), (wide, high): (usize, usize)) {
        let thick = (high / 20).clamp(4, 10);
        let mut column = 0;
        for run in sums.chunk_by(|one, other| (one.speaking > 0) == (other.speaking > 0)) {
            if run[0].speaking > 0 {
                self.add(MIDDLE, from + column * wide, y + (high - thick) / 2, run.len() * wide, thick);
            }
            column += run.len();
        }
    }
}

/// How many cells of the matrix take a stance, affirm, and reject, by their means.
#[derive(Clone, Copy, Default)]
pub(super) struct All {
    pub stated: usize,
    pub affirming: usize,
    pub rejecting: usize,
}

/// The map, and the words for where a reader points on it.
pub fn map(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let matrix = scene.matrix;
    let geometry = Geometry::new(lens, matrix.rows.len(), matrix.columns.len());
    let (mut paths, mut all) = (Paths::default(), All::default());
    for (at, rows) in matrix.rows.chunks(geometry.per.0).enumerate() {
        let sums = sums(scene, rows, &geometry, &mut all);
        let y = geometry.from.1 + at * geometry.step.1;
        for (column, &sum) in sums.iter().enumerate() {
            paths.cell(sum, (geometry.from.0 + column * geometry.step.0, y), geometry.step);
        }
        paths.middles(&sums, (geometry.from.0, y), geometry.step);
    }
    let groups = groups(scene);
    let (width, height) = geometry.size();
    let mut svg = el("svg")
        .class("map")
        .number("width", width.div_ceil(10))
        .number("height", height.div_ceil(10))
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("tabindex", "0")
        .attr("aria-label", words::map(matrix, all))
        .number("data-rows", geometry.lines.0)
        .number("data-columns", geometry.lines.1)
        .number("data-per-row", geometry.per.0)
        .number("data-per-column", geometry.per.1)
        .number("data-left", geometry.from.0)
        .number("data-top", geometry.from.1)
        .number("data-step-x", geometry.step.0)
        .number("data-step-y", geometry.step.1)
        .with_all(separators(&groups, &geometry))
        .with_all(names(scene, &groups, &geometry));
    for (class, path) in CLASSES.into_iter().zip(paths.0).filter(|(_, path)| !path.is_empty()) {
        svg = svg.with(el("path").class(class).attr("d", path));
    }
    let svg = svg.with(el("rect").class("cursor"));
    let word = el("p").class("map-word").attr("role", "status").with(words::map_hint(geometry.per));
    vec![word.into(), el("div").class("map-frame").with(svg).into()]
}

/// What the drawn cells of these rows have, from left to right.
fn sums(scene: &Scene, rows: &[Line], geometry: &Geometry, all: &mut All) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); geometry.cells().1];
    for line in rows {
        for (column, tally) in scene.matrix.tallies(scene.corpus(), &scene.library.catalogue, line) {
            sums[column / geometry.per.1].add(tally);
            if let Some(mean) = tally.mean() {
                all.stated += 1;
                all.affirming += usize::from(mean > 0.0);
                all.rejecting += usize::from(mean < 0.0);
            }
        }
    }
    sums
}

/// The groups that rows stand in, each with the position of its first row.
fn groups(scene: &Scene) -> Vec<(usize, IssueId)> {
    let mut row = 0;
    let mut out = Vec::new();
    for group in scene.matrix.rows.chunk_by(|one, other| one.group == other.group) {
        out.extend(group[0].group.map(|issue| (row, issue)));
        row += group.len();
    }
    out
}

/// Thin lines between the groups of rows, unless they are too many to be told apart.
fn separators(groups: &[(usize, IssueId)], geometry: &Geometry) -> Vec<Node> {
    let (width, _) = geometry.size();
    if geometry.cells().0 < GROUP * groups.len() {
        return Vec::new();
    }
    let line = |&(row, _): &(usize, IssueId)| {
        let y = geometry.from.1 + row.div_ceil(geometry.per.0) * geometry.step.1;
        el("path").class("between").attr("d", format!("M{} {y}H{width}", geometry.from.0)).into()
    };
    groups.iter().filter(|(row, _)| *row > 0).map(line).collect()
}

/// As many of the rows' and columns' names as there is room for. Where rows are too close to be named,
/// their groups are.
fn names(scene: &Scene, groups: &[(usize, IssueId)], geometry: &Geometry) -> Vec<Node> {
    let corpus = scene.corpus();
    let every = |step: usize| (TEXT * 10).div_ceil(step);
    let (rows, columns) = geometry.cells();
    let mut out = Vec::new();
    let mut row = |cell: usize, label: &str| {
        let y = geometry.from.1 + cell * geometry.step.1 + geometry.step.1 / 2 + 40;
        let text = name(label, geometry.from.0 - 60).number("x", geometry.from.0 - 60);
        out.push(text.number("y", y).attr("text-anchor", "end").into());
    };
    let apart = every(geometry.step.1);
    if groups.is_empty() || (apart == 1 && geometry.per.0 == 1) {
        for cell in (0..rows).step_by(apart) {
            row(cell, &scene.matrix.rows[cell * geometry.per.0].key.label(corpus));
        }
    } else {
        let mut free = 0;
        for &(first, issue) in groups {
            let cell = first.div_ceil(geometry.per.0);
            if (free..rows).contains(&cell) {
                row(cell, &corpus.issues[issue].label);
                free = cell + apart;
            }
        }
    }
    for cell in (0..columns).step_by(every(geometry.step.0)) {
        let label = scene.matrix.columns[cell * geometry.per.1].label(corpus);
        let x = geometry.from.0 + cell * geometry.step.0 + geometry.step.0 / 2 + 40;
        let y = geometry.from.1 - 60;
        let text = name(&label, geometry.from.1 - 60).number("x", x).number("y", y);
        out.push(text.attr("transform", format!("rotate(-90 {x} {y})")).into());
    }
    out
}

/// A name, cut to the room it has, in tenths of a pixel; what is cut is whole where a reader points at it.
fn name(label: &str, room: usize) -> Element {
    let text = el("text").attr("aria-hidden", "true").attr("dir", "auto");
    match cut(label, room / LETTER) {
        Some(end) => text.with(format!("{}…", &label[..end])).with(el("title").with(label)),
        None => text.with(label),
    }
}

/// Where a text is cut that is wider than so many letters.
fn cut(text: &str, letters: usize) -> Option<usize> {
    let room = 2 * letters;
    let (mut wide, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        // In halves: a capital is wider than a letter, and those of the far East twice as wide.
        wide += match letter {
            '\u{2e80}'.. => 4,
            'm' | 'w' => 3,
            letter if letter.is_uppercase() => 3,
            _ => 2,
        };
        if wide > room {
            return Some(end);
        }
        // The sign that it goes on needs the room of one.
        if wide + 2 <= room {
            end = at + letter.len_utf8();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_to_their_room() {
        let shown = |text: &str, letters| match cut(text, letters) {
            Some(end) => format!("{}…", &text[..end]),
            None => text.to_owned(),
        };
        assert_eq!(shown("Asan Institute", 15), "Asan Institute");
        assert_eq!(shown("Asan Institute", 14), "Asan Institu…");
        assert_eq!(shown("AfD und CDU", 14), "AfD und CDU");
        assert_eq!(shown("AfD und CDU", 13), "AfD und CD…");
        assert_eq!(shown("自由民主党", 10), "自由民主党");
        assert_eq!(shown("自由民主党", 9), "自由民主…");
        assert_eq!(shown("ab", 0), "…");
        assert_eq!(shown("", 0), "");
    }
}
