//! Guards the matrix: every cell, spread, order and finding, for every pair of axes, against a
//! computation from the written corpus by name and in exact fractions.

mod common;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use common::{
    Drawn, Mask, Said, corpora, holder, holders, issue_of, load, masks, quarters, said, sources, years,
};
use proptest::prelude::*;
use serde_json::json;
use standpoint::corpus::written::CorpusFile;
use standpoint::corpus::{Corpus, Stance};
use standpoint::matrix::{Axes, Axis, Cell, Finding, Key, Matrix, Reading, RowOrder, Spread, findings};
use standpoint::query::{Catalogue, Unit};

/// An exact number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fraction {
    over: i128,
    under: i128,
}

impl Fraction {
    const ZERO: Fraction = Fraction { over: 0, under: 1 };

    fn new(over: i128, under: i128) -> Self {
        let (mut a, mut b) = (over.abs(), under);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Fraction { over: over / a, under: under / a }
    }

    fn plus(self, other: Self) -> Self {
        Fraction::new(self.over * other.under + other.over * self.under, self.under * other.under)
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Fraction { over: -other.over, ..other })
    }

    fn times(self, other: Self) -> Self {
        Fraction::new(self.over * other.over, self.under * other.under)
    }

    fn mean(values: &[Fraction]) -> Option<Self> {
        let sum = values.iter().fold(Fraction::ZERO, |sum, value| sum.plus(*value));
        (!values.is_empty()).then(|| sum.times(Fraction::new(1, values.len() as i128)))
    }

    fn size(self) -> Self {
        Fraction { over: self.over.abs(), ..self }
    }

    fn float(self) -> f64 {
        self.over as f64 / self.under as f64
    }

    fn is(self, float: f64) -> bool {
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
struct Crossing {
    arguments: Vec<String>,
    reported: BTreeSet<String>,
    speaking: BTreeSet<String>,
    values: Vec<i8>,
}

impl Crossing {
    fn add(&mut self, said: &Said) {
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

    fn mean_where(&self, keep: impl Fn(i8) -> bool) -> Option<Fraction> {
        let kept: Vec<i128> =
            self.values.iter().copied().filter(|&value| keep(value)).map(i128::from).collect();
        (!kept.is_empty()).then(|| Fraction::new(kept.iter().sum(), kept.len() as i128))
    }

    fn mean(&self) -> Option<Fraction> {
        self.mean_where(|_| true)
    }

    fn mean_square(&self) -> Option<Fraction> {
        let sum = self.values.iter().map(|&value| i128::from(value).pow(2)).sum();
        (!self.values.is_empty()).then(|| Fraction::new(sum, self.values.len() as i128))
    }
}

/// What a row should be.
#[derive(Clone)]
struct Row {
    name: String,
    cells: Vec<Crossing>,
}

impl Row {
    fn means(&self) -> Vec<Fraction> {
        self.cells.iter().filter_map(Crossing::mean).collect()
    }

    fn mean(&self) -> Option<Fraction> {
        Fraction::mean(&self.means())
    }

    /// The variance of a statement drawn from a column drawn at random: the mean of the square
    /// less the square of the mean. By the law of total variance it is the population variance
    /// between columns plus the mean variance within them.
    fn contest(&self) -> Option<Fraction> {
        let squares: Vec<Fraction> = self.cells.iter().filter_map(Crossing::mean_square).collect();
        let mean = self.mean()?;
        Some(Fraction::mean(&squares)?.minus(mean.times(mean)))
    }

    fn speaking(&self) -> BTreeSet<&String> {
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
struct Layout<'a> {
    file: &'a CorpusFile,
    said: Vec<Said<'a>>,
    narrowed: bool,
    allowed: BTreeSet<String>,
}

impl Layout<'_> {
    /// Whether a line stays although nothing stands in it.
    fn keeps(&self, axis: Axis, is_row: bool, name: &str) -> bool {
        match axis {
            Axis::Holders | Axis::Years | Axis::Quarters => false,
            // A silent source keeps its column.
            Axis::Sources => self.allowed.contains(name) && !(is_row && self.narrowed),
            Axis::Propositions | Axis::Issues | Axis::Roles => !self.narrowed,
        }
    }

    /// The columns, and the rows in the order of the codebook.
    fn lay_out(&self, axes: Axes) -> (Vec<String>, Vec<Row>) {
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
fn ordered(rows: &[Row], order: RowOrder) -> Vec<Row> {
    let weight = |row: &Row| -> Option<Fraction> {
        match order {
            RowOrder::Codebook => None,
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

/// The name of a line, from the corpus's tables alone.
fn name_of(key: Key, corpus: &Corpus) -> String {
    match key {
        Key::Proposition(id) => corpus.propositions[id].name.clone(),
        Key::Issue(id) => corpus.issues[id].name.clone(),
        Key::Source(id) => corpus.sources[id].name.clone(),
        Key::Holder(standpoint::corpus::Holder::Author(id)) => corpus.sources[id].name.clone(),
        Key::Holder(standpoint::corpus::Holder::Actor(id)) => corpus.actors[id].name.clone(),
        Key::Year(10_000) | Key::Quarter(10_000, 0) => "undated".into(),
        Key::Year(year) | Key::Quarter(year, 0) => year.to_string(),
        Key::Quarter(year, quarter) => format!("{year}-q{quarter}"),
        Key::Role(id) => corpus.roles[id].name.clone(),
    }
}

fn names_of(keys: &[Key], corpus: &Corpus) -> Vec<String> {
    keys.iter().map(|&key| name_of(key, corpus)).collect()
}

fn compare_cell(cell: &Cell, expected: &Crossing, corpus: &Corpus) -> Result<(), TestCaseError> {
    let arguments: Vec<&String> = cell.arguments.iter().map(|&id| &corpus.arguments[id].name).collect();
    prop_assert_eq!(arguments, expected.arguments.iter().collect::<Vec<_>>());
    let tally =
        [-2, -1, 0, 1, 2].map(|value| expected.values.iter().filter(|&&at| at == value).count() as u32);
    prop_assert_eq!(cell.tally, tally);
    let own = expected.arguments.len() - expected.reported.len();
    prop_assert_eq!(cell.own as usize, own);
    prop_assert_eq!(cell.only_reported(), own == 0 && !expected.arguments.is_empty());
    prop_assert_eq!(cell.mean().is_some(), expected.mean().is_some());
    let same = |float: f64, fraction: Option<Fraction>| fraction.is_some_and(|fraction| fraction.is(float));
    prop_assert!(cell.mean().is_none_or(|mean| same(mean, expected.mean())));

    let affirming = expected.mean_where(|value| value > 0);
    let rejecting = expected.mean_where(|value| value < 0);
    let right = match cell.reading() {
        Reading::Silent => expected.arguments.is_empty(),
        Reading::Context => !expected.arguments.is_empty() && expected.values.is_empty(),
        Reading::Mixed { mean, affirming: up, rejecting: down } => {
            same(mean, expected.mean()) && same(up, affirming) && same(down, rejecting)
        }
        Reading::One { step, mean } => {
            same(mean, expected.mean())
                && (affirming.is_none() || rejecting.is_none())
                && expected.mean().map(step_of) == Some(step)
        }
    };
    prop_assert!(right, "{:?} for stances {:?}", cell.reading(), expected.values);
    Ok(())
}

/// The step nearest to a mean of one sign; zero only for zero, halves away from it.
fn step_of(mean: Fraction) -> Stance {
    let half = Fraction::new(3, 2);
    match (mean.over.cmp(&0), mean.size() >= half) {
        (Ordering::Equal, _) => Stance::Ambivalent,
        (Ordering::Greater, true) => Stance::Affirms,
        (Ordering::Greater, false) => Stance::AffirmsQualified,
        (Ordering::Less, true) => Stance::Rejects,
        (Ordering::Less, false) => Stance::RejectsQualified,
    }
}

fn compare_spread(spread: Option<Spread>, row: &Row) -> Result<(), TestCaseError> {
    let means = row.means();
    prop_assert_eq!(spread.is_some(), !means.is_empty());
    let Some(spread) = spread else { return Ok(()) };
    let is = |float: f64, fraction: Option<Fraction>| fraction.is_some_and(|fraction| fraction.is(float));
    prop_assert!(is(spread.lowest, means.iter().min().copied()), "lowest {} of {:?}", spread.lowest, means);
    prop_assert!(
        is(spread.highest, means.iter().max().copied()),
        "highest {} of {:?}",
        spread.highest,
        means
    );
    prop_assert!(is(spread.mean, row.mean()), "mean {} of {:?}", spread.mean, means);
    prop_assert!(is(spread.contest, row.contest()), "contest {} of {:?}", spread.contest, means);
    prop_assert_eq!(spread.columns, means.len());
    prop_assert_eq!(spread.sources, row.speaking().len());
    Ok(())
}

/// A corpus, which of what it says is laid out, whether that is by a filter, and which sources
/// are allowed.
fn layouts() -> impl Strategy<Value = (Drawn, Mask, bool, Mask)> {
    let chosen = prop_oneof![masks(120, 1.0), masks(120, 0.7)];
    let allowed = prop_oneof![masks(5, 1.0), masks(5, 0.5)];
    (corpora(), chosen, any::<bool>(), allowed)
}

/// The units of the code and what the oracle reads, in the same selection.
fn select<'a>(
    file: &'a CorpusFile,
    corpus: &Corpus,
    chosen: &[bool],
    narrowed: bool,
    allowed: &[bool],
) -> (Layout<'a>, Vec<Unit>) {
    let keep = |at: &usize| chosen[*at];
    let all = said(file);
    let units = Catalogue::new(corpus).units;
    assert_eq!(units.len(), all.len());
    let units = (0..units.len()).filter(keep).map(|at| units[at]).collect();
    let kept = (0..all.len()).filter(keep).map(|at| all[at]).collect();
    let sources = sources(file).into_iter().zip(allowed).filter(|(_, allowed)| **allowed);
    let allowed = sources.map(|(source, _)| source.id.clone()).collect();
    (Layout { file, said: kept, narrowed, allowed }, units)
}

fn matrix(layout: &Layout, corpus: &Corpus, axes: Axes, order: RowOrder, units: &[Unit]) -> Matrix {
    let allows = |key: Key| match key {
        Key::Source(id) => layout.allowed.contains(&corpus.sources[id].name),
        _ => true,
    };
    Matrix::new(corpus, axes, order, units.iter().copied(), layout.narrowed, allows)
}

fn compare_matrix(
    matrix: &Matrix,
    columns: &[String],
    rows: &[Row],
    order: RowOrder,
    layout: &Layout,
    corpus: &Corpus,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&names_of(&matrix.columns, corpus), columns);
    let keys: Vec<Key> = matrix.rows.iter().map(|line| line.key).collect();
    prop_assert_eq!(names_of(&keys, corpus), rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>());
    prop_assert_eq!(matrix.sources, layout.allowed.len());
    for (line, row) in matrix.rows.iter().zip(rows) {
        compare_spread(line.spread, row)?;
        prop_assert_eq!(line.cells.len(), columns.len());
        for ((cell, expected), &column) in line.cells.iter().zip(&row.cells).zip(&matrix.columns) {
            compare_cell(cell, expected, corpus)?;
            prop_assert_eq!(matrix.cell(line.key, column), Some(cell));
        }
        let group = line.group.map(|issue| corpus.issues[issue].name.as_str());
        let grouped = matrix.axes.rows() == Axis::Propositions && order == RowOrder::Codebook;
        prop_assert_eq!(group, grouped.then(|| issue_of(layout.file, &row.name)));
    }
    Ok(())
}

/// The findings of rows and columns, as text.
fn expected_findings(columns: &[String], rows: &[Row], file: &CorpusFile, grouped: bool) -> Vec<String> {
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

fn as_text(finding: &Finding, corpus: &Corpus) -> String {
    let names = |keys: &[Key]| names_of(keys, corpus);
    match finding {
        Finding::Agreed { row, affirmed, columns } => {
            format!("agreed {} {affirmed} {columns}", name_of(*row, corpus))
        }
        Finding::Contested { row, affirming, rejecting } => {
            let (up, down) = (names(affirming), names(rejecting));
            format!("contested {} {up:?} {down:?}", name_of(*row, corpus))
        }
        Finding::Unspoken { issue, speaking, silent } => {
            let (speaking, silent) = (names(speaking), names(silent));
            format!("unspoken {} {speaking:?} {silent:?}", corpus.issues[*issue].name)
        }
        Finding::Silent { column, rows } => format!("silent {} {rows}", name_of(*column, corpus)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_matrix_is_what_brute_force_gives((Drawn(file), Mask(chosen), narrowed, Mask(allowed)) in layouts()) {
        let corpus = load(&file);
        let (layout, units) = select(&file, &corpus, &chosen, narrowed, &allowed);
        for rows in Axis::ALL {
            for columns in Axis::ALL {
                let Some(axes) = Axes::new(rows, columns) else {
                    prop_assert_eq!(rows, columns);
                    continue;
                };
                let (columns, rows) = layout.lay_out(axes);
                for order in RowOrder::ALL {
                    let matrix = matrix(&layout, &corpus, axes, order, &units);
                    let compared =
                        compare_matrix(&matrix, &columns, &ordered(&rows, order), order, &layout, &corpus);
                    compared.map_err(|error| TestCaseError::fail(format!("{axes:?} {order:?}: {error}")))?;
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_are_what_brute_force_gives((Drawn(file), Mask(chosen), narrowed, Mask(allowed)) in layouts()) {
        let corpus = load(&file);
        let (layout, units) = select(&file, &corpus, &chosen, narrowed, &allowed);
        let (columns, rows) = layout.lay_out(Axes::default());
        for order in RowOrder::ALL {
            let found: Vec<String> = findings(&matrix(&layout, &corpus, Axes::default(), order, &units))
                .iter()
                .map(|finding| as_text(finding, &corpus))
                .collect();
            let rows = ordered(&rows, order);
            let expected = expected_findings(&columns, &rows, &file, order == RowOrder::Codebook);
            prop_assert_eq!(found, expected, "{:?}", order);
        }
    }

    #[test]
    fn lines_are_found_again_by_their_names(Drawn(file) in corpora()) {
        let corpus = load(&file);
        let units = Catalogue::new(&corpus).units;
        for axis in Axis::ALL {
            let axes = Axes::default().with_rows(axis);
            prop_assert_eq!(axes.rows(), axis);
            let matrix = Matrix::new(&corpus, axes, RowOrder::Codebook, units.iter().copied(), false, |_| true);
            for line in &matrix.rows {
                let name = name_of(line.key, &corpus);
                prop_assert_eq!(line.key.name(&corpus), name.clone());
                prop_assert_eq!(Key::find(axis, &corpus, &name), Some(line.key));
                // Under two names a line would be open that the page does not know as open.
                for other in [format!("0{name}"), format!("+{name}"), name.replace("-q", "-q0")] {
                    prop_assert!(other == name || Key::find(axis, &corpus, &other).is_none(), "{}", other);
                }
                prop_assert_eq!(line.key.axis(), axis);
            }
        }
    }
}

/// The codebook's own words: net is the mean, and both signs never look like silence.
#[test]
fn a_cell_reads_by_its_mean_and_its_signs() {
    let reading = |tally: [u32; 5]| Cell { tally, ..Cell::default() }.reading();
    let one = |step, mean| Reading::One { step, mean };
    for (tally, expected) in [
        ([0, 0, 0, 0, 3], one(Stance::Affirms, 2.0)),
        ([0, 0, 0, 1, 1], one(Stance::Affirms, 1.5)),
        ([0, 0, 0, 2, 1], one(Stance::AffirmsQualified, 4.0 / 3.0)),
        ([0, 0, 3, 1, 0], one(Stance::AffirmsQualified, 0.25)),
        ([0, 0, 3, 0, 0], one(Stance::Ambivalent, 0.0)),
        ([0, 1, 9, 0, 0], one(Stance::RejectsQualified, -0.1)),
        ([1, 1, 0, 0, 0], one(Stance::Rejects, -1.5)),
        ([1, 0, 0, 0, 1], Reading::Mixed { mean: 0.0, affirming: 2.0, rejecting: -2.0 }),
        ([1, 0, 2, 1, 0], Reading::Mixed { mean: -0.25, affirming: 1.0, rejecting: -2.0 }),
    ] {
        assert_eq!(reading(tally), expected, "{tally:?}");
    }
    assert_eq!(Cell::default().reading(), Reading::Silent);
}

/// Both rows have the variance 14/9, so the codebook's order decides, not the last bit of a sum.
#[test]
fn equally_contested_rows_stay_as_they_are() {
    let argument = |name: &str, stances: serde_json::Value| {
        json!({"id": name, "claim": "C", "place": {"block": 1, "sentences": [1, 1]}, "role": "reason",
            "certainty": "asserted", "stances": stances})
    };
    let on = |proposition: &str, value: i8| json!({"proposition": proposition, "value": value});
    let stances = [
        json!([on("second", 0)]),
        json!([on("first", -1), on("second", 2)]),
        json!([on("first", 1), on("second", -1)]),
        json!([on("first", 2)]),
    ];
    let sources: Vec<_> = stances
        .into_iter()
        .zip(["a", "b", "c", "d"])
        .map(|(stances, name)| {
            json!({"id": name, "short": name, "record": {"id": name},
                "outline": [{"kind": "text", "sentences": ["1"]}],
                "arguments": [argument(&format!("{name}-1"), stances)]})
        })
        .collect();
    let steps =
        [-2, -1, 0, 1, 2].map(|value| json!({"id": format!("s{}", value + 2), "value": value, "label": ""}));
    let file: CorpusFile = serde_json::from_value(json!({
        "format": "standpoint/1", "id": "c", "title": "T", "question": "Q", "language": "en", "version": "1",
        "licence": "CC0-1.0",
        "codebook": {
            "stances": steps,
            "issues": [{"id": "i", "label": "I"}],
            "propositions": [
                {"id": "first", "issue": "i", "text": "First."}, {"id": "second", "issue": "i", "text": "Second."}],
            "actors": [], "roles": [{"id": "reason", "label": "R"}],
            "certainties": [{"id": "asserted", "label": "A"}]},
        "sources": sources,
    }))
    .expect("a corpus");
    let corpus = load(&file);
    let units = Catalogue::new(&corpus).units;
    let matrix = Matrix::new(&corpus, Axes::default(), RowOrder::Contested, units, false, |_| true);
    let rows: Vec<Key> = matrix.rows.iter().map(|line| line.key).collect();
    assert_eq!(names_of(&rows, &corpus), ["first", "second"]);

    let units = Catalogue::new(&corpus).units;
    let matrix = Matrix::new(&corpus, Axes::default(), RowOrder::Codebook, units, false, |_| true);
    let found: Vec<String> = findings(&matrix).iter().map(|finding| as_text(finding, &corpus)).collect();
    assert_eq!(found[0], r#"contested first ["c", "d"] ["b"]"#);
}
