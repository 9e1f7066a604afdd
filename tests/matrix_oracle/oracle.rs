//! What every matrix should hold, from the written corpus by name and in exact fractions.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use standpoint::corpus::written::CorpusFile;
use standpoint::matrix::{Axes, Axis, RowOrder};

use super::common::{Said, holder, holders, issue_of, quarters, said, sources, years};

/// An exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    pub over: i128,
    pub under: i128,
}

impl Fraction {
    const ZERO: Fraction = Fraction { over: 0, under: 1 };

    pub fn new(over: i128, under: i128) -> Self {
        let (mut a, mut b) = (over.abs(), under);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Fraction { over: over / a, under: under / a }
    }

    pub fn plus(self, other: Self) -> Self {
        Fraction::new(self.over * other.under + other.over * self.under, self.under * other.under)
    }

    pub fn minus(self, other: Self) -> Self {
        self.plus(Fraction { over: -other.over, ..other })
    }

    pub fn times(self, other: Self) -> Self {
        Fraction::new(self.over * other.over, self.under * other.under)
    }

    pub fn mean(values: &[Fraction]) -> Option<Self> {
        let sum = values.iter().fold(Fraction::ZERO, |sum, value| sum.plus(*value));
        (!values.is_empty()).then(|| sum.times(Fraction::new(1, values.len() as i128)))
    }

    pub fn size(self) -> Self {
        Fraction { over: self.over.abs(), ..self }
    }

    pub fn float(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    pub fn is(self, float: f64) -> bool {
        (self.float() - float).abs() < 1e-9
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        self.minus(*other).over.cmp(&0)
    }
}

/// What a cell should hold.
#[derive(Clone, Default)]
pub struct Crossing {
    pub arguments: Vec<String>,
    pub reported: BTreeSet<String>,
    pub speaking: BTreeSet<String>,
    pub values: Vec<i8>,
}

impl Crossing {
    pub fn add(&mut self, said: &Said) {
        let name = &said.card.row.id;
        if self.arguments.last() != Some(name) {
            self.arguments.push(name.clone());
        }
        if said.card.row.holder.is_some() {
            self.reported.insert(name.clone());
        }
        if let Some((_, value)) = said.stance {
            self.values.push(value);
            self.speaking.insert(said.card.source.id.clone());
        }
    }

    pub fn mean_where(&self, keep: impl Fn(i8) -> bool) -> Option<Fraction> {
        let kept: Vec<i128> =
            self.values.iter().copied().filter(|&value| keep(value)).map(i128::from).collect();
        (!kept.is_empty()).then(|| Fraction::new(kept.iter().sum(), kept.len() as i128))
    }

    pub fn mean(&self) -> Option<Fraction> {
        self.mean_where(|_| true)
    }

    pub fn mean_square(&self) -> Option<Fraction> {
        let sum = self.values.iter().map(|&value| i128::from(value).pow(2)).sum();
        (!self.values.is_empty()).then(|| Fraction::new(sum, self.values.len() as i128))
    }
}

/// What a row should be.
#[derive(Clone)]
pub struct Row {
    pub name: String,
    pub cells: Vec<Crossing>,
}

impl Row {
    pub fn means(&self) -> Vec<Fraction> {
        self.cells.iter().filter_map(Crossing::mean).collect()
    }

    pub fn mean(&self) -> Option<Fraction> {
        Fraction::mean(&self.means())
    }

    /// The variance of a statement drawn from a column drawn at random: the mean of the square
    /// less the square of the mean. By the law of total variance it is the population variance
    /// between columns plus the mean variance within them.
    pub fn contest(&self) -> Option<Fraction> {
        let squares: Vec<Fraction> = self.cells.iter().filter_map(Crossing::mean_square).collect();
        let mean = self.mean()?;
        Some(Fraction::mean(&squares)?.minus(mean.times(mean)))
    }

    pub fn speaking(&self) -> BTreeSet<&String> {
        self.cells.iter().flat_map(|cell| &cell.speaking).collect()
    }
}

/// The lines of an axis on which something said stands.
fn lines_of(axis: Axis, said: &Said, file: &CorpusFile) -> Vec<String> {
    let row = said.card.row;
    let time = row.time.as_deref();
    let undated = || vec!["undated".to_owned()];
    match axis {
        Axis::Propositions => said.stance.iter().map(|(name, _)| (*name).to_owned()).collect(),
        Axis::Issues => said.stance.iter().map(|(name, _)| issue_of(file, name).to_owned()).collect(),
        Axis::Sources => vec![said.card.source.id.clone()],
        Axis::Holders => vec![holder(&said.card).to_owned()],
        Axis::Years => time.map_or_else(undated, |time| years(time).iter().map(u32::to_string).collect()),
        Axis::Quarters => time.map_or_else(undated, quarters),
        Axis::Roles => vec![row.role.clone()],
    }
}

/// All lines that an axis can have, in order.
fn all_lines(axis: Axis, file: &CorpusFile) -> Vec<String> {
    let book = &file.codebook;
    let times = |axis: Axis| {
        let lines: BTreeSet<String> = said(file).iter().flat_map(|said| lines_of(axis, said, file)).collect();
        // A year sorts before its quarters, and "undated" after the digits, as text too.
        lines.into_iter().collect()
    };
    match axis {
        Axis::Propositions => {
            let of = |issue: &str| {
                let rows = book.propositions.iter().filter(|row| row.issue == issue);
                rows.map(|row| row.id.clone()).collect::<Vec<_>>()
            };
            book.issues.iter().flat_map(|issue| of(&issue.id)).collect()
        }
        Axis::Issues => book.issues.iter().map(|row| row.id.clone()).collect(),
        Axis::Sources => sources(file).iter().map(|row| row.id.clone()).collect(),
        Axis::Holders => holders(file),
        Axis::Years | Axis::Quarters => times(axis),
        Axis::Roles => book.roles.iter().map(|row| row.id.clone()).collect(),
    }
}

/// Which part of what is said is laid out, and how.
pub struct Layout<'a> {
    pub file: &'a CorpusFile,
    pub said: Vec<Said<'a>>,
    pub narrowed: bool,
    pub allowed: BTreeSet<String>,
}

impl Layout<'_> {
    /// Whether a line stays although nothing stands in it.
    pub fn keeps(&self, axis: Axis, is_row: bool, name: &str) -> bool {
        match axis {
            Axis::Holders | Axis::Years | Axis::Quarters => false,
            // A silent source keeps its column.
            Axis::Sources => self.allowed.contains(name) && !(is_row && self.narrowed),
            Axis::Propositions | Axis::Issues | Axis::Roles => !self.narrowed,
        }
    }

    /// The columns, and the rows in the order of the codebook.
    pub fn lay_out(&self, axes: Axes) -> (Vec<String>, Vec<Row>) {
        let mut crossings: BTreeMap<(String, String), Crossing> = BTreeMap::new();
        for said in &self.said {
            for row in lines_of(axes.rows(), said, self.file) {
                for column in lines_of(axes.columns(), said, self.file) {
                    crossings.entry((row.clone(), column)).or_default().add(said);
                }
            }
        }
        let is_used = |is_row: bool, name: &String| {
            crossings.keys().any(|(row, column)| if is_row { row == name } else { column == name })
        };
        let lines = |axis: Axis, is_row: bool| -> Vec<String> {
            let mut lines = all_lines(axis, self.file);
            lines.retain(|name| is_used(is_row, name) || self.keeps(axis, is_row, name));
            lines
        };
        let columns = lines(axes.columns(), false);
        let cell = |row: &String, column: &String| {
            crossings.get(&(row.clone(), column.clone())).cloned().unwrap_or_default()
        };
        let rows = lines(axes.rows(), true)
            .into_iter()
            .map(|name| Row { cells: columns.iter().map(|column| cell(&name, column)).collect(), name })
            .collect();
        (columns, rows)
    }
}

/// The rows in an order: equal ones as they are, those without a stance last.
pub fn ordered(rows: &[Row], order: RowOrder) -> Vec<Row> {
    let weight = |row: &Row| -> Option<Fraction> {
        match order {
            // Only the program for large corpora puts rows beside those like them: tests/large_map.rs.
            RowOrder::Codebook | RowOrder::Similar => None,
            RowOrder::Coverage => row.mean().map(|_| Fraction::new(row.means().len() as i128, 1)),
            RowOrder::Contested => row.contest(),
            RowOrder::Mean => row.mean(),
        }
    };
    let mut rows = rows.to_vec();
    // None is less than any number, and the greatest comes first.
    rows.sort_by_key(|row| std::cmp::Reverse(weight(row)));
    rows
}

/// The findings of rows and columns, as text.
pub fn expected_findings(columns: &[String], rows: &[Row], file: &CorpusFile, grouped: bool) -> Vec<String> {
    let silent_or_not = agreed(rows).into_iter().chain(contested(columns, rows));
    let unspoken = if grouped { unspoken(columns, rows, file) } else { None };
    silent_or_not.chain(unspoken.or_else(|| silent(columns, rows))).collect()
}

/// The first of the greatest.
fn greatest<T, K: Ord>(things: impl Iterator<Item = T>, by: impl Fn(&T) -> K) -> Option<T> {
    let mut things: Vec<T> = things.collect();
    things.sort_by_key(|thing| std::cmp::Reverse(by(thing)));
    things.into_iter().next()
}

fn agreed(rows: &[Row]) -> Option<String> {
    let one_sign = |row: &&Row| {
        let means = row.means();
        let all = |wanted: Ordering| means.iter().all(|mean| mean.over.cmp(&0) == wanted);
        means.len() > 1 && (all(Ordering::Greater) || all(Ordering::Less))
    };
    let strength = |row: &&Row| (row.means().len(), row.mean().map(Fraction::size));
    let row = greatest(rows.iter().filter(one_sign), strength)?;
    let affirmed = row.mean()? > Fraction::ZERO;
    Some(format!("agreed {} {affirmed} {}", row.name, row.means().len()))
}

fn contested(columns: &[String], rows: &[Row]) -> Option<String> {
    let with = |row: &Row, wanted: Ordering| -> Vec<String> {
        let cells = columns.iter().zip(&row.cells);
        let of_sign = |cell: &Crossing| cell.mean().is_some_and(|mean| mean.over.cmp(&0) == wanted);
        cells.filter(|(_, cell)| of_sign(cell)).map(|(name, _)| name.clone()).collect()
    };
    let both = |row: &&Row| !with(row, Ordering::Greater).is_empty() && !with(row, Ordering::Less).is_empty();
    let row = greatest(rows.iter().filter(both), |row| row.contest())?;
    let (up, down) = (with(row, Ordering::Greater), with(row, Ordering::Less));
    Some(format!("contested {} {up:?} {down:?}", row.name))
}

fn unspoken(columns: &[String], rows: &[Row], file: &CorpusFile) -> Option<String> {
    let issues = file.codebook.issues.iter().map(|row| row.id.as_str());
    let shown = issues.filter(|issue| rows.iter().any(|row| issue_of(file, &row.name) == *issue));
    let by_speech = |issue: &str| -> (Vec<&String>, Vec<&String>) {
        let rows: Vec<&Row> = rows.iter().filter(|row| issue_of(file, &row.name) == issue).collect();
        let speaks = |at: usize| rows.iter().any(|row| !row.cells[at].arguments.is_empty());
        let (speaking, silent): (Vec<usize>, Vec<usize>) = (0..columns.len()).partition(|&at| speaks(at));
        let names = |at: Vec<usize>| at.into_iter().map(|at| &columns[at]).collect();
        (names(speaking), names(silent))
    };
    let issue = greatest(shown, |issue| by_speech(issue).1.len())?;
    let (speaking, silent) = by_speech(issue);
    (!silent.is_empty()).then(|| format!("unspoken {issue} {speaking:?} {silent:?}"))
}

fn silent(columns: &[String], rows: &[Row]) -> Option<String> {
    let count = |at: usize| rows.iter().filter(|row| row.cells[at].arguments.is_empty()).count();
    let at = greatest(0..columns.len(), |&at| count(at)).filter(|&at| count(at) > 0)?;
    Some(format!("silent {} {}", columns[at], count(at)))
}
