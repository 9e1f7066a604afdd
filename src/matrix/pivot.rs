//! The matrix: units laid out along two axes.

use super::axis::{Axes, Axis, Key};
use super::cell::Cell;
use crate::corpus::order::{self, set};
use crate::corpus::{Corpus, IssueId};
use crate::query::Unit;

/// The order of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowOrder {
    /// As in the codebook, grouped by issue.
    #[default]
    Codebook,
    /// Those on which most columns take a stance first.
    Coverage,
    /// The most contested first: by the variance of a statement drawn from a column drawn at
    /// random, so that every column weighs the same and being torn counts.
    Contested,
    /// The most affirmed first: by the mean of the columns' means.
    Mean,
}

impl RowOrder {
    /// All, in the order in which they are offered.
    pub const ALL: [RowOrder; 4] =
        [RowOrder::Codebook, RowOrder::Coverage, RowOrder::Contested, RowOrder::Mean];

    /// Its name in links.
    pub const fn name(self) -> &'static str {
        match self {
            RowOrder::Codebook => "codebook",
            RowOrder::Coverage => "coverage",
            RowOrder::Contested => "contested",
            RowOrder::Mean => "mean",
        }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it stands for.
    pub key: Key,
    /// The issue it is grouped under: of propositions in the codebook's order.
    pub group: Option<IssueId>,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// How its columns differ; none if no column takes a stance.
    pub spread: Option<Spread>,
}

/// How the columns of a row differ, each by the mean of its cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// The lowest mean of a column, −2 to 2.
    pub lowest: f64,
    /// The highest mean of a column.
    pub highest: f64,
    /// The mean of the columns' means.
    pub mean: f64,
    /// The variance by which rows are ordered as contested.
    pub contest: f64,
    /// How many columns take a stance.
    pub columns: usize,
    /// How many sources take a stance.
    pub sources: usize,
}

/// Rows, columns and the cells where they cross.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// What rows and columns are.
    pub axes: Axes,
    /// The columns.
    pub columns: Vec<Key>,
    /// The rows, in order.
    pub rows: Vec<Line>,
    /// How many sources the units could come from.
    pub sources: usize,
}

/// Which lines are shown though nothing stands in them.
fn keeps_empty(axis: Axis, is_row: bool, narrowed: bool) -> bool {
    match axis {
        // That a source is silent is a finding; its column stays.
        Axis::Sources => !is_row || !narrowed,
        _ => !narrowed,
    }
}

impl Matrix {
    /// Lays the units out. `narrowed` tells whether a filter or a search is active: then rows in
    /// which nothing is left are not shown. Of the sources, those that `allows` are shown.
    pub fn new(
        corpus: &Corpus,
        axes: Axes,
        order: RowOrder,
        units: impl IntoIterator<Item = Unit>,
        narrowed: bool,
        allows: impl Fn(Key) -> bool,
    ) -> Self {
        let mut placed: Vec<(Key, Key, Unit)> = Vec::new();
        for unit in units {
            let columns = Key::of_unit(axes.columns(), corpus, unit);
            for row in Key::of_unit(axes.rows(), corpus, unit) {
                placed.extend(columns.iter().map(|&column| (row, column, unit)));
            }
        }
        let lines = |axis: Axis, is_row: bool, used: Vec<Key>| -> Vec<Key> {
            let named = Key::named(axis, corpus);
            let keep = keeps_empty(axis, is_row, narrowed);
            let is_used = |key: &Key| used.binary_search(key).is_ok();
            let mut lines: Vec<Key> =
                named.iter().copied().filter(|key| is_used(key) || keep && allows(*key)).collect();
            lines.extend(used.iter().filter(|key| !named.contains(key)));
            lines
        };
        let columns = lines(axes.columns(), false, set(placed.iter().map(|&(_, column, _)| column)));
        let keys = lines(axes.rows(), true, set(placed.iter().map(|&(row, ..)| row)));
        let mut cells = vec![vec![Cell::default(); columns.len()]; keys.len()];
        let mut speaking: Vec<Vec<usize>> = vec![Vec::new(); keys.len()];
        let (row_at, column_at) = (positions(&keys), positions(&columns));
        for (row, column, unit) in placed {
            let (row, column) = (at(&row_at, row), at(&column_at, column));
            cells[row][column].add(corpus, unit);
            if unit.statement.is_some() {
                speaking[row].push(corpus.arguments[unit.argument].source.index());
            }
        }
        let mut rows: Vec<Line> = keys
            .into_iter()
            .zip(cells.into_iter().zip(speaking))
            .map(|(key, (cells, sources))| {
                let group = match (order, key) {
                    (RowOrder::Codebook, Key::Proposition(id)) => Some(corpus.propositions[id].issue),
                    _ => None,
                };
                Line { key, group, spread: spread(&cells, set(sources).len()), cells }
            })
            .collect();
        sort(&mut rows, order);
        let sources = corpus.sources.ids().filter(|&source| allows(Key::Source(source))).count();
        Matrix { axes, columns, rows, sources }
    }

    /// The cell where two lines cross, if both are shown.
    pub fn cell(&self, row: Key, column: Key) -> Option<&Cell> {
        let at = self.columns.iter().position(|&key| key == column)?;
        self.rows.iter().find(|line| line.key == row).map(|line| &line.cells[at])
    }
}

/// The keys in order, each with its position.
fn positions(keys: &[Key]) -> Vec<(Key, usize)> {
    set(keys.iter().copied().zip(0..))
}

/// The position of a key that is there.
fn at(positions: &[(Key, usize)], key: Key) -> usize {
    let found = positions.partition_point(|(other, _)| *other < key);
    positions[found].1
}

/// To nine digits, so that values that are equal but were added up in another order stay equal;
/// and without a negative zero, which sorts before the positive.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9 + 0.0
}

fn spread(cells: &[Cell], sources: usize) -> Option<Spread> {
    let means: Vec<f64> = cells.iter().filter_map(Cell::mean).collect();
    let columns = means.len();
    let count = columns as f64;
    let mean = means.iter().sum::<f64>() / count;
    let between = means.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    let within = cells.iter().filter_map(Cell::variance).sum::<f64>() / count;
    (columns > 0).then(|| Spread {
        lowest: means.iter().copied().fold(f64::INFINITY, f64::min),
        highest: means.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        mean: rounded(mean),
        contest: rounded(between + within),
        columns,
        sources,
    })
}

/// Puts rows in order; those that are equal, and those without a stance, stay as they are, the
/// latter last.
fn sort(rows: &mut Vec<Line>, by_what: RowOrder) {
    let by = |line: &Line| -> f64 {
        line.spread.map_or(f64::INFINITY, |spread| match by_what {
            RowOrder::Codebook => 0.0,
            RowOrder::Coverage => -(spread.columns as f64),
            RowOrder::Contested => -spread.contest,
            RowOrder::Mean => -spread.mean,
        })
    };
    if by_what != RowOrder::Codebook {
        order::sort(rows, |a, b| by(a).total_cmp(&by(b)));
    }
}
