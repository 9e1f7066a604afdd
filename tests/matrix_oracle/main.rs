//! Guards the matrix: every cell, spread, order and finding, for every pair of axes, against a
//! computation from the written corpus by name and in exact fractions.

#[path = "../common/mod.rs"]
mod common;
mod oracle;

use std::cmp::Ordering;
use std::sync::Arc;

use common::{Drawn, Mask, corpora, issue_of, load, masks, said, sources};
use proptest::prelude::*;
use serde_json::json;
use standpoint::corpus::written::CorpusFile;
use standpoint::corpus::{Corpus, Stance};
use standpoint::matrix::{
    Axes, Axis, Cell, Finding, Key, Layout as Laid, Line, Matrix, Reading, RowOrder, Spread, Tally, findings,
};
use standpoint::query::{Catalogue, Set};

use oracle::{Crossing, Fraction, Layout, Row, expected_findings, ordered};

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
    prop_assert_eq!(cell.tally, Tally(tally));
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
) -> (Layout<'a>, Selected) {
    let keep = |at: &usize| chosen[*at];
    let all = said(file);
    let catalogue = Catalogue::new(corpus);
    assert_eq!(catalogue.units.len(), all.len());
    let mut units = Set::with_capacity(all.len());
    units.extend((0..all.len()).filter(keep));
    let kept = (0..all.len()).filter(keep).map(|at| all[at]).collect();
    let sources = sources(file).into_iter().zip(allowed).filter(|(_, allowed)| **allowed);
    let allowed = sources.map(|(source, _)| source.id.clone()).collect();
    (Layout { file, said: kept, narrowed, allowed }, Selected { catalogue, units: Arc::new(units) })
}

/// Units of a corpus.
struct Selected {
    catalogue: Catalogue,
    units: Arc<Set>,
}

/// All units of a corpus.
fn everything(corpus: &Corpus) -> Selected {
    let catalogue = Catalogue::new(corpus);
    let mut units = Set::with_capacity(catalogue.units.len());
    units.insert_range(..);
    Selected { catalogue, units: Arc::new(units) }
}

impl Selected {
    fn matrix(
        &self,
        corpus: &Corpus,
        axes: Axes,
        order: RowOrder,
        narrowed: bool,
        allows: impl Fn(Key) -> bool,
    ) -> Matrix {
        let layout = Arc::new(Laid::new(corpus, &self.catalogue, axes));
        Matrix::new(corpus, &self.catalogue, &layout, order, &self.units, narrowed, allows)
    }

    fn findings(&self, corpus: &Corpus, matrix: &Matrix) -> Vec<String> {
        let cells = |line: &Line| matrix.cells(corpus, &self.catalogue, line);
        findings(matrix, &cells).iter().map(|finding| as_text(finding, corpus)).collect()
    }
}

fn matrix(layout: &Layout, corpus: &Corpus, axes: Axes, order: RowOrder, units: &Selected) -> Matrix {
    let allows = |key: Key| match key {
        Key::Source(id) => layout.allowed.contains(&corpus.sources[id].name),
        _ => true,
    };
    units.matrix(corpus, axes, order, layout.narrowed, allows)
}

fn compare_matrix(
    matrix: &Matrix,
    columns: &[String],
    rows: &[Row],
    order: RowOrder,
    layout: &Layout,
    corpus: &Corpus,
    units: &Selected,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(&names_of(&matrix.columns, corpus), columns);
    let keys: Vec<Key> = matrix.rows.iter().map(|line| line.key).collect();
    prop_assert_eq!(names_of(&keys, corpus), rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>());
    prop_assert_eq!(matrix.sources, layout.allowed.len());
    for (line, row) in matrix.rows.iter().zip(rows) {
        compare_spread(line.spread, row)?;
        let cells = matrix.cells(corpus, &units.catalogue, line);
        prop_assert_eq!(cells.len(), columns.len());
        for ((cell, expected), &column) in cells.iter().zip(&row.cells).zip(&matrix.columns) {
            compare_cell(cell, expected, corpus)?;
            prop_assert_eq!(matrix.cell(corpus, &units.catalogue, line.key, column), Some(cell.clone()));
        }
        let group = line.group.map(|issue| corpus.issues[issue].name.as_str());
        let grouped = matrix.axes.rows() == Axis::Propositions && order == RowOrder::Codebook;
        prop_assert_eq!(group, grouped.then(|| issue_of(layout.file, &row.name)));
    }
    Ok(())
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
    #![proptest_config(ProptestConfig { cases: 50, failure_persistence: None, ..ProptestConfig::default() })]

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
                        compare_matrix(&matrix, &columns, &ordered(&rows, order), order, &layout, &corpus, &units);
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
            let found = units.findings(&corpus, &matrix(&layout, &corpus, Axes::default(), order, &units));
            let rows = ordered(&rows, order);
            let expected = expected_findings(&columns, &rows, &file, order == RowOrder::Codebook);
            prop_assert_eq!(found, expected, "{:?}", order);
        }
    }

    #[test]
    fn lines_are_found_again_by_their_names(Drawn(file) in corpora()) {
        let corpus = load(&file);
        let units = everything(&corpus);
        for axis in Axis::ALL {
            let axes = Axes::default().with_rows(axis);
            prop_assert_eq!(axes.rows(), axis);
            let matrix = units.matrix(&corpus, axes, RowOrder::Codebook, false, |_| true);
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
    let reading = |tally: [u32; 5]| Cell { tally: Tally(tally), ..Cell::default() }.reading();
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
    let units = everything(&corpus);
    let matrix = units.matrix(&corpus, Axes::default(), RowOrder::Contested, false, |_| true);
    let rows: Vec<Key> = matrix.rows.iter().map(|line| line.key).collect();
    assert_eq!(names_of(&rows, &corpus), ["first", "second"]);

    let matrix = units.matrix(&corpus, Axes::default(), RowOrder::Codebook, false, |_| true);
    let found = units.findings(&corpus, &matrix);
    assert_eq!(found[0], r#"contested first ["c", "d"] ["b"]"#);
}
