//! The matrix: units laid out along two axes.

use std::sync::Arc;

use super::axis::{Axes, Axis, Key};
use super::cell::{Cell, Tally};
use super::layout::{Layout, Place};
use crate::corpus::order;
use crate::corpus::{ArgumentId, Corpus, IssueId};
use crate::query::column::NONE;
use crate::query::{Catalogue, Facet, Set};

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
    /// Rows, and columns too, beside those most like them.
    Similar,
}

impl RowOrder {
    /// All, in the order in which they are offered.
    pub const ALL: [RowOrder; 5] =
        [RowOrder::Codebook, RowOrder::Coverage, RowOrder::Contested, RowOrder::Mean, RowOrder::Similar];

    /// Its name in links.
    pub const fn name(self) -> &'static str {
        match self {
            RowOrder::Codebook => "codebook",
            RowOrder::Coverage => "coverage",
            RowOrder::Contested => "contested",
            RowOrder::Mean => "mean",
            RowOrder::Similar => "similar",
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
    /// How its columns differ; none if no column takes a stance.
    pub spread: Option<Spread>,
    /// Its position in the layout.
    at: u32,
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

/// Rows and columns, and where their units stand. Cells are made of these when they are asked for:
/// a large matrix has more of them than are ever seen.
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
    /// For each column, on how many rows it is silent.
    pub(super) silences: Vec<u32>,
    /// The group of rows on which the fewest columns speak, the first of equals, and which do.
    pub(super) unspoken: Option<(IssueId, Vec<bool>)>,
    layout: Arc<Layout>,
    units: Arc<Set>,
    /// The position of each of the layout's columns among those shown; [`NONE`] if it is not.
    column_at: Vec<u32>,
}

/// Which lines are shown though nothing stands in them.
fn keeps_empty(axis: Axis, is_row: bool, narrowed: bool) -> bool {
    match axis {
        // That a source is silent is a finding; its column stays.
        Axis::Sources => !is_row || !narrowed,
        // Nobody has named these before something stood in them.
        Axis::Holders | Axis::Years | Axis::Quarters => false,
        _ => !narrowed,
    }
}

impl Matrix {
    /// Lays the units out. `narrowed` tells whether a filter or a search is active: then rows in
    /// which nothing is left are not shown. Of the sources, those that `allows` are shown.
    pub fn new(
        corpus: &Corpus,
        catalogue: &Catalogue,
        layout: &Arc<Layout>,
        order: RowOrder,
        units: &Arc<Set>,
        narrowed: bool,
        allows: impl Fn(Key) -> bool,
    ) -> Self {
        let axes = layout.axes;
        let keeps = |axis: Axis, is_row: bool, key: Key| keeps_empty(axis, is_row, narrowed) && allows(key);
        let mut pass = Pass::new(catalogue, layout, layout.passing(units));
        let mut rows: Vec<Line> = Vec::new();
        // Of each group of rows, its first row, and how many columns speak on it.
        let mut groups: Vec<(usize, usize)> = Vec::new();
        for (at, &key) in layout.rows.iter().enumerate() {
            let group = match (order, key) {
                (RowOrder::Codebook, Key::Proposition(id)) => Some(corpus.propositions[id].issue),
                _ => None,
            };
            let is_first = rows.last().is_none_or(|last| last.group != group);
            let row = pass.row(at, groups.len() + usize::from(is_first));
            if row.is_used || keeps(axes.rows(), true, key) {
                if is_first {
                    groups.push((rows.len(), 0));
                }
                if let Some((_, speaking)) = groups.last_mut() {
                    *speaking += row.new_in_group;
                }
                rows.push(Line { key, group, spread: row.spread, at: at as u32 });
            }
        }
        let mut columns = Vec::new();
        let mut silences = Vec::new();
        let mut column_at = vec![NONE; layout.columns.len()];
        for (at, &key) in layout.columns.iter().enumerate() {
            let spoken = pass.spoken[at];
            if spoken > 0 || keeps(axes.columns(), false, key) {
                column_at[at] = columns.len() as u32;
                columns.push(key);
                silences.push(rows.len() as u32 - spoken);
            }
        }
        // The group on which the fewest columns speak; rows in another order have no groups.
        let least = groups.iter().enumerate().min_by_key(|(_, (_, speaking))| *speaking);
        let least = least.map(|(at, (start, _))| {
            let end = groups.get(at + 1).map_or(rows.len(), |(next, _)| *next);
            *start..end
        });
        sort(&mut rows, order);
        let sources = corpus.sources.ids().filter(|&source| allows(Key::Source(source))).count();
        let (layout, units) = (Arc::clone(layout), Arc::clone(units));
        let mut matrix =
            Matrix { axes, columns, rows, sources, silences, unspoken: None, layout, units, column_at };
        matrix.unspoken = least.and_then(|lines| matrix.spoken_on(&matrix.rows[lines]));
        matrix
    }

    /// Puts rows and columns in another order: each by its position in the order that they have.
    pub fn permute(&mut self, rows: &[usize], columns: &[usize]) {
        self.rows = rows.iter().map(|&at| self.rows[at].clone()).collect();
        self.silences = columns.iter().map(|&at| self.silences[at]).collect();
        if let Some((_, spoken)) = &mut self.unspoken {
            *spoken = columns.iter().map(|&at| spoken[at]).collect();
        }
        self.columns = columns.iter().map(|&at| self.columns[at]).collect();
        let mut now = vec![0; columns.len()];
        for (to, &from) in columns.iter().enumerate() {
            now[from] = to as u32;
        }
        for at in self.column_at.iter_mut().filter(|at| **at != NONE) {
            *at = now[*at as usize];
        }
    }

    /// The places of a row that pass: unit and column.
    fn places(&self, line: &Line) -> impl Iterator<Item = (usize, usize)> + '_ {
        let places = self.layout.row(line.at as usize).iter();
        let passing = places.filter(|place| self.units.contains(place.unit as usize));
        passing.map(|place| (place.unit as usize, self.column_at[place.column as usize] as usize))
    }

    /// The cells of a row, one a column.
    pub fn cells(&self, corpus: &Corpus, catalogue: &Catalogue, line: &Line) -> Vec<Cell> {
        let mut cells = vec![Cell::default(); self.columns.len()];
        for (unit, column) in self.places(line) {
            cells[column].add(corpus, catalogue.units[unit]);
        }
        cells
    }

    /// The statements of a row by column: the columns in which anything stands, by position, each once.
    pub fn tallies(&self, corpus: &Corpus, catalogue: &Catalogue, line: &Line) -> Vec<(usize, Tally)> {
        let mut tallies: Vec<(usize, Tally)> = Vec::new();
        // A row's places stand column by column.
        for (unit, column) in self.places(line) {
            if tallies.last().is_none_or(|&(last, _)| last != column) {
                tallies.push((column, Tally::default()));
            }
            if let (Some(statement), Some((_, tally))) = (catalogue.units[unit].statement, tallies.last_mut())
            {
                tally.add(corpus.statements[statement].stance);
            }
        }
        tallies
    }

    /// The columns that take a stance on a row, from the first to the last, each with the mean of its cell.
    pub fn means(&self, corpus: &Corpus, catalogue: &Catalogue, line: &Line) -> Vec<(usize, f64)> {
        let tallies = self.tallies(corpus, catalogue, line).into_iter();
        let mut means: Vec<(usize, f64)> =
            tallies.filter_map(|(column, tally)| Some((column, tally.mean()?))).collect();
        // Columns that were put in another order do not stand as their places do.
        means.sort_unstable_by_key(|&(column, _)| column);
        means
    }

    /// The cell where two lines cross, if both are shown.
    pub fn cell(&self, corpus: &Corpus, catalogue: &Catalogue, row: Key, column: Key) -> Option<Cell> {
        let at = self.columns.iter().position(|&key| key == column)?;
        let line = self.rows.iter().find(|line| line.key == row)?;
        let mut cell = Cell::default();
        for (unit, _) in self.places(line).filter(|&(_, column)| column == at) {
            cell.add(corpus, catalogue.units[unit]);
        }
        Some(cell)
    }

    /// The arguments of a row or column, each once, in the order of the corpus.
    pub fn arguments(&self, catalogue: &Catalogue, key: Key) -> Vec<ArgumentId> {
        let is_row = key.axis() == self.axes.rows();
        let column = self.columns.iter().position(|&column| column == key);
        let lines = self.rows.iter().filter(|line| !is_row || line.key == key);
        let places = lines.flat_map(|line| self.places(line));
        let here = places.filter(|&(_, at)| is_row || Some(at) == column);
        order::set(here.map(|(unit, _)| catalogue.units[unit].argument))
    }

    /// The group that these rows are, and which columns speak on them.
    fn spoken_on(&self, lines: &[Line]) -> Option<(IssueId, Vec<bool>)> {
        let group = lines.first()?.group?;
        let mut spoken = vec![false; self.columns.len()];
        for (_, column) in lines.iter().flat_map(|line| self.places(line)) {
            spoken[column] = true;
        }
        Some((group, spoken))
    }
}

/// One pass over the places that pass: what of each row and column is needed though its cells are
/// not.
struct Pass<'a, Places> {
    layout: &'a Layout,
    /// The places that pass and were not looked at yet, each with its position.
    places: Places,
    /// The first of them.
    next: Option<(u32, Place)>,
    /// On how many rows each column speaks.
    spoken: Vec<u32>,
    /// The last group of rows that each column was counted for.
    grouped: Vec<u32>,
    /// The last row that each source was counted for.
    counted: Vec<u32>,
    /// The cells of the row at hand that take a stance: mean and variance.
    stated: Vec<(f64, f64)>,
}

/// What a pass finds of a row.
#[derive(Default)]
struct Row {
    /// Whether anything stands in it.
    is_used: bool,
    /// How its columns differ.
    spread: Option<Spread>,
    /// How many columns speak on it that spoke on no row of its group before it.
    new_in_group: usize,
}

impl<'a, Places: Iterator<Item = (u32, Place)>> Pass<'a, Places> {
    fn new(catalogue: &Catalogue, layout: &'a Layout, mut places: Places) -> Self {
        let next = places.next();
        Pass {
            layout,
            places,
            next,
            spoken: vec![0; layout.columns.len()],
            grouped: vec![NONE; layout.columns.len()],
            counted: vec![NONE; catalogue.values(Facet::Source).len()],
            stated: Vec::new(),
        }
    }

    /// The next row, which is of a group.
    fn row(&mut self, at: usize, group: usize) -> Row {
        let mut row = Row::default();
        let end = self.layout.starts[at + 1];
        self.stated.clear();
        let (mut tally, mut column, mut sources) = (Tally::default(), NONE, 0);
        while let Some((_, place)) = self.next.filter(|&(position, _)| position < end) {
            self.next = self.places.next();
            if place.column != column {
                self.stated.extend(tally.moments());
                (tally, column) = (Tally::default(), place.column);
                row.is_used = true;
                self.spoken[column as usize] += 1;
                if std::mem::replace(&mut self.grouped[column as usize], group as u32) != group as u32 {
                    row.new_in_group += 1;
                }
            }
            if let Some(stance) = place.stance() {
                tally.add(stance);
                if std::mem::replace(&mut self.counted[place.source()], at as u32) != at as u32 {
                    sources += 1;
                }
            }
        }
        self.stated.extend(tally.moments());
        row.spread = spread(&self.stated, sources);
        row
    }
}

/// To nine digits, so that values that are equal but were added up in another order stay equal;
/// and without a negative zero, which sorts before the positive.
fn rounded(value: f64) -> f64 {
    (value * 1e9).round() / 1e9 + 0.0
}

fn spread(stated: &[(f64, f64)], sources: usize) -> Option<Spread> {
    if stated.is_empty() {
        return None;
    }
    let means = || stated.iter().map(|&(mean, _)| mean);
    let columns = stated.len();
    let count = columns as f64;
    let mean = means().sum::<f64>() / count;
    let between = means().map(|value| (value - mean).powi(2)).sum::<f64>() / count;
    let within = stated.iter().map(|&(_, variance)| variance).sum::<f64>() / count;
    Some(Spread {
        lowest: means().fold(f64::INFINITY, f64::min),
        highest: means().fold(f64::NEG_INFINITY, f64::max),
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
            RowOrder::Codebook | RowOrder::Similar => 0.0,
            RowOrder::Coverage => -(spread.columns as f64),
            RowOrder::Contested => -spread.contest,
            RowOrder::Mean => -spread.mean,
        })
    };
    if !matches!(by_what, RowOrder::Codebook | RowOrder::Similar) {
        order::sort(rows, |a, b| by(a).total_cmp(&by(b)));
    }
}
