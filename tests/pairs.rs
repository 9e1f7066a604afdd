//! Guards what puts two and two together: who agrees with whom, who changed position, which
//! propositions are alike, each against a computation from the written corpus by name.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use common::{Drawn, cards, corpora, holder, load, number, said};
use proptest::prelude::*;
use standpoint::corpus::Corpus;
use standpoint::corpus::written::CorpusFile;
use standpoint::matrix::{Agreement, Axes, Axis, Layout, Matrix, RowOrder, changes};
use standpoint::query::search::{ALIKE, Index};
use standpoint::query::{Catalogue, Set};
use unicode_normalization::UnicodeNormalization;

fn all(catalogue: &Catalogue) -> Arc<Set> {
    let mut units = Set::with_capacity(catalogue.units.len());
    units.insert_range(..);
    Arc::new(units)
}

/// Every holder's mean stance on every proposition.
fn positions(file: &CorpusFile) -> BTreeMap<&str, BTreeMap<&str, f64>> {
    let mut values: BTreeMap<&str, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    for said in said(file) {
        let Some((proposition, value)) = said.stance else { continue };
        let of = values.entry(holder(&said.card)).or_default().entry(proposition).or_default();
        of.push(f64::from(value));
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let means = |of: BTreeMap<_, Vec<f64>>| of.into_iter().map(|(key, values)| (key, mean(values))).collect();
    values.into_iter().map(|(holder, of)| (holder, means(of))).collect()
}

fn sign(value: f64) -> i8 {
    if value > 1e-9 {
        1
    } else if value < -1e-9 {
        -1
    } else {
        0
    }
}

/// A word of a proposition, as often as it stands there.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn cosine(one: &[String], other: &[String], texts: &[Vec<String>]) -> f64 {
    let weight = |word: &String, of: &[String]| {
        let having = texts.iter().filter(|text| text.contains(word)).count();
        of.iter().filter(|other| *other == word).count() as f64 * (texts.len() as f64 / having as f64).ln()
    };
    let all: BTreeSet<&String> = one.iter().chain(other).collect();
    let sum =
        |a: &[String], b: &[String]| all.iter().map(|word| weight(word, a) * weight(word, b)).sum::<f64>();
    let length = (sum(one, one) * sum(other, other)).sqrt();
    if length > 0.0 { sum(one, other) / length } else { 0.0 }
}

/// The date of a source as ISO 8601 text, which sorts as dates do; none if it has none.
fn date_of<'a>(file: &'a CorpusFile, argument: &str) -> Option<&'a str> {
    let card = cards(file).into_iter().find(|card| card.row.id == argument)?;
    Some(card.source.date.as_str()).filter(|date| !date.is_empty())
}

fn index(corpus: &Corpus) -> Index {
    Index::new(corpus, |text| text.nfkd().collect())
}

/// Propositions of few words, so that some are alike.
fn reworded(mut file: CorpusFile, texts: &[Vec<usize>]) -> CorpusFile {
    const WORDS: [&str; 7] = ["tax", "road", "bridge", "school", "should", "be", "built"];
    for (row, text) in file.codebook.propositions.iter_mut().zip(texts) {
        row.text = text.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn agreement_is_what_is_counted_by_name(Drawn(file) in corpora()) {
        let corpus = load(&file);
        let catalogue = Catalogue::new(&corpus);
        let axes = Axes::new(Axis::Propositions, Axis::Holders).expect("two axes");
        let layout = Arc::new(Layout::new(&corpus, &catalogue, axes));
        let units = all(&catalogue);
        let matrix = Matrix::new(&corpus, &catalogue, &layout, RowOrder::Codebook, &units, false, |_| true);
        let agreement = Agreement::new(&corpus, &catalogue, &matrix);
        prop_assert_eq!(agreement.columns(), matrix.columns.len());
        let positions = positions(&file);
        let none = BTreeMap::new();
        for (at, one) in matrix.columns.iter().enumerate() {
            for (other_at, other) in matrix.columns.iter().enumerate().filter(|(other, _)| *other != at) {
                let of = |key: &standpoint::matrix::Key| {
                    positions.get(key.name(&corpus).as_str()).unwrap_or(&none)
                };
                let (one, other) = (of(one), of(other));
                let shared: Vec<(f64, f64)> =
                    one.iter().filter_map(|(key, mean)| Some((*mean, *other.get(key)?))).collect();
                let same = shared.iter().filter(|(a, b)| sign(*a) == sign(*b)).count();
                let near: f64 = shared.iter().map(|(a, b)| 1.0 - (a - b).abs() / 4.0).sum();
                let pair = agreement.of(at, other_at);
                prop_assert_eq!((pair.shared as usize, pair.same as usize), (shared.len(), same));
                prop_assert_eq!(pair.agreement().is_some(), !shared.is_empty());
                let count = shared.len() as f64;
                prop_assert!(pair.agreement().is_none_or(|share| (share - same as f64 / count).abs() < 1e-9));
                prop_assert!(pair.nearness().is_none_or(|share| (share - near / count).abs() < 1e-9));
            }
        }
    }

    #[test]
    fn alike_is_what_the_formula_says(
        Drawn(file) in corpora(),
        texts in proptest::collection::vec(proptest::collection::vec(0..7_usize, 1..6), 8),
    ) {
        let file = reworded(file, &texts);
        let corpus = load(&file);
        let found = index(&corpus).alike();
        let texts: Vec<Vec<String>> = file.codebook.propositions.iter().map(|row| words(&row.text)).collect();
        for one in 0..texts.len() {
            for other in (0..texts.len()).filter(|&other| other != one) {
                let expected = cosine(&texts[one], &texts[other], &texts);
                let found = found[one].iter().find(|(at, _)| *at as usize == other).map(|(_, likeness)| *likeness);
                // At the border either is right.
                if (expected - f64::from(ALIKE)).abs() > 1e-4 {
                    prop_assert_eq!(found.is_some(), expected > f64::from(ALIKE), "{:?} {:?} {}", &texts[one], &texts[other], expected);
                }
                prop_assert!(found.is_none_or(|found| (f64::from(found) - expected).abs() < 1e-4));
            }
        }
    }

    #[test]
    fn changes_are_what_is_found_by_looking_through_all(
        Drawn(file) in corpora(),
        texts in proptest::collection::vec(proptest::collection::vec(0..7_usize, 1..6), 8),
    ) {
        let file = reworded(file, &texts);
        let corpus = load(&file);
        let catalogue = Catalogue::new(&corpus);
        let alike = index(&corpus).alike();
        let likeness = |one: &str, other: &str| {
            let at = |name: &str| corpus.propositions.find(name).expect("a proposition").index();
            if one == other {
                return Some(1.0);
            }
            alike[at(one)].iter().find(|(other_at, _)| *other_at as usize == at(other)).map(|(_, likeness)| *likeness)
        };
        // By name: holder, argument and proposition after, date and likeness of what was before.
        let mut expected = BTreeMap::new();
        let all_said = said(&file);
        for after in &all_said {
            let Some((proposition, _)) = after.stance else { continue };
            let Some(date) = date_of(&file, &after.card.row.id) else { continue };
            let before = all_said.iter().filter(|before| holder(&before.card) == holder(&after.card));
            let before = before.filter_map(|before| {
                let (other, value) = before.stance?;
                let earlier = date_of(&file, &before.card.row.id)?;
                (earlier < date).then_some((earlier, likeness(proposition, other)?, value))
            });
            let best = before.map(|(date, likeness, _)| (date, likeness)).max_by(|a, b| a.partial_cmp(b).expect("numbers"));
            if let Some(best) = best {
                expected.insert((after.card.row.id.as_str(), proposition), best);
            }
        }
        let found = changes(&corpus, &catalogue, &all(&catalogue), &alike);
        let by_name: BTreeMap<(&str, &str), (&str, f32)> = found
            .iter()
            .map(|change| {
                let name = |at: usize| {
                    let row = &corpus.statements[at];
                    (corpus.arguments[row.argument].name.as_str(), corpus.propositions[row.proposition].name.as_str())
                };
                let before = date_of(&file, name(change.before).0).expect("a date");
                (name(change.after), (before, change.likeness))
            })
            .collect();
        prop_assert_eq!(by_name.len(), found.len(), "each once");
        // Dates of another precision are compared by what they begin with.
        prop_assert_eq!(by_name, expected);
        for change in &found {
            let value = |at: usize| number(corpus.statements[at].stance);
            prop_assert_eq!(change.steps(&corpus), value(change.after) - value(change.before));
        }
        let moves: Vec<i8> = found.iter().map(|change| change.steps(&corpus).abs()).collect();
        prop_assert!(moves.is_sorted_by(|a, b| a >= b), "{:?}", moves);
    }
}
