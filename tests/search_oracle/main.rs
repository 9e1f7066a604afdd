//! Guards the search on random corpora against brute force: what is found, what is not, how it is
//! ranked and marked; and the facets' counts and the matrix's cells under the same search. The
//! searcher it is compared with is written from the description, reads the written corpus by name,
//! and has no index.

mod asked;
#[path = "../common/mod.rs"]
mod common;
mod corpora;
mod counts;
mod examples;
mod reading;
mod searcher;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use asked::{Drafts, searches, typed};
use common::{Drawn, cards, load};
use corpora::corpora;
use counts::{Choice, Crossing, arguments, counts as recount, crossings, passing, values};
use proptest::collection::vec;
use proptest::prelude::*;
use searcher::Searcher;
use standpoint::corpus::Corpus;
use standpoint::corpus::written::CorpusFile;
use standpoint::matrix::{Axes, Axis, Layout, Matrix, RowOrder};
use standpoint::query::search::Index;
use standpoint::query::{Catalogue, Chosen, Drop, Facet, Filters, run};
use unicode_normalization::UnicodeNormalization;

fn index(corpus: &Corpus) -> Index {
    Index::new(corpus, |text| text.nfkd().collect())
}

fn shown(searcher: &Searcher) -> Vec<String> {
    searcher.texts.iter().flat_map(|text| &text.parts).map(|(text, _)| text.clone()).collect()
}

/// Compares a search with brute force.
fn compare(searcher: &Searcher, index: &Index, number: usize, typed: &str) -> Result<(), TestCaseError> {
    let (result, expected) = (index.search(typed), searcher.search(typed));
    prop_assert_eq!(result.is_some(), expected.is_some(), "whether {:?} asks for anything", typed);
    let (Some(result), Some(expected)) = (result, expected) else { return Ok(()) };
    let found: Vec<bool> = (0..number).map(|at| result.found.contains(at)).collect();
    prop_assert_eq!(&found, &expected.found, "found by {:?}", typed);
    prop_assert_eq!(&result.unmatched, &expected.unmatched, "unmatched of {:?}", typed);
    prop_assert_eq!(result.score.len(), number);
    for (at, (&score, expected)) in result.score.iter().zip(&expected.score).enumerate() {
        prop_assert!(score.is_finite() && (score > 0.0) == found[at], "{:?}: {} of {}", typed, score, at);
        // Ranks that agree to a ten-thousandth are in the same order, ties apart.
        let is_near = (f64::from(score) - expected).abs() <= expected * 1e-4;
        prop_assert!(is_near, "{:?} ranks {} with {}, not {}", typed, at, score, expected);
    }
    for text in &searcher.texts {
        for ((shown, _), expected) in text.parts.iter().zip(expected.marks(text).into_iter().flatten()) {
            let marks = index.marks(&result, shown);
            prop_assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start), "{:?}", marks);
            let marked: BTreeSet<usize> = marks.into_iter().flatten().collect();
            prop_assert_eq!(marked, expected, "marks of {:?} in {:?}", typed, shown);
        }
    }
    Ok(())
}

/// The names of what a search finds: everything if there is nothing to search for.
fn found_names<'a>(file: &'a CorpusFile, searcher: &Searcher, typed: &str) -> (BTreeSet<&'a str>, bool) {
    let answer = searcher.search(typed);
    let is_found = |at: usize| answer.as_ref().is_none_or(|answer| answer.found[at]);
    let names = cards(file).into_iter().enumerate().filter(|(at, _)| is_found(*at));
    (names.map(|(_, card)| card.row.id.as_str()).collect(), answer.is_some())
}

/// Chosen values: of every facet known names and one that nothing has.
fn chosen(drafts: &[(u8, u8)], file: &CorpusFile) -> (Filters, Choice) {
    let (mut filters, mut choice) = (Filters::default(), Choice::new());
    for &(facet, at) in drafts {
        let facet = Facet::ALL[usize::from(facet) % Facet::ALL.len()];
        let mut names = values(facet, file);
        names.push("nobody".into());
        let name = names.swap_remove(usize::from(at) % names.len());
        filters.add(facet, name.clone());
        // A name that nothing has chooses nothing.
        if name != "nobody" {
            choice.entry(facet).or_default().insert(name);
        }
    }
    (filters, choice)
}

/// A corpus and its words, a search, and what is chosen of the facets.
type Question = ((Drawn, Vec<String>), Vec<Drafts>, Vec<(u8, u8)>);

fn questions() -> impl Strategy<Value = Question> {
    (corpora(), searches(1), vec(any::<(u8, u8)>(), 0..=3))
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(6000))]

    #[test]
    fn a_search_gives_what_brute_force_gives(((Drawn(file), words), drafts) in (corpora(), searches(3))) {
        let corpus = load(&file);
        let (searcher, index) = (Searcher::new(&file), index(&corpus));
        let texts = shown(&searcher);
        for drafts in &drafts {
            compare(&searcher, &index, corpus.arguments.len(), &typed(drafts, &words, &texts))?;
        }
    }
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn facets_count_what_a_search_finds(((Drawn(file), words), drafts, choices) in questions()) {
        let corpus = load(&file);
        let (searcher, catalogue) = (Searcher::new(&file), Catalogue::new(&corpus));
        let typed = typed(&drafts[0], &words, &shown(&searcher));
        let (filters, choice) = chosen(&choices, &file);
        let result = index(&corpus).search(&typed);
        let hits = run(&catalogue, &Chosen::new(&filters, &catalogue), result.as_ref().map(|result| &result.found));

        let (found, is_search) = found_names(&file, &searcher, &typed);
        prop_assert_eq!(hits.number as u32, arguments(&passing(&file, &choice, &found)), "{:?}", &typed);
        for facet in Facet::ALL {
            let names = catalogue.values(facet).iter().map(|value| value.name.clone());
            let counts: Vec<(String, u32)> = names.zip(hits.counts[facet.index()].iter().copied()).collect();
            prop_assert_eq!(counts, recount(&file, &choice, &found, facet), "{:?} of {:?}", facet, &typed);
        }
        let mut without: Vec<(Drop, u32)> = Vec::new();
        for facet in choice.keys() {
            let mut rest = choice.clone();
            rest.remove(facet);
            without.push((Drop::Facet(*facet), arguments(&passing(&file, &rest, &found))));
        }
        if is_search {
            let all = found_names(&file, &searcher, "").0;
            without.push((Drop::Search, arguments(&passing(&file, &choice, &all))));
        }
        prop_assert_eq!(hits.without, without, "{:?}", &typed);
    }

    #[test]
    fn the_matrix_lays_out_what_a_search_finds(
        ((Drawn(file), words), drafts, choices) in questions(),
        (row, shift) in (0..Axis::ALL.len(), 1..Axis::ALL.len()),
    ) {
        let corpus = load(&file);
        let (searcher, catalogue) = (Searcher::new(&file), Catalogue::new(&corpus));
        let typed = typed(&drafts[0], &words, &shown(&searcher));
        let (filters, choice) = chosen(&choices, &file);
        let result = index(&corpus).search(&typed);
        let hits = run(&catalogue, &Chosen::new(&filters, &catalogue), result.as_ref().map(|result| &result.found));
        let (rows, columns) = (Axis::ALL[row], Axis::ALL[(row + shift) % Axis::ALL.len()]);
        let axes = Axes::new(rows, columns).expect("two axes");
        let layout = Arc::new(Layout::new(&corpus, &catalogue, axes));
        let narrowed = result.is_some() || !choice.is_empty();
        let matrix =
            Matrix::new(&corpus, &catalogue, &layout, RowOrder::Codebook, &hits.units, narrowed, |_| true);

        let mut laid_out: BTreeMap<(String, String), Crossing> = BTreeMap::new();
        for line in &matrix.rows {
            let cells = matrix.cells(&corpus, &catalogue, line);
            for (cell, column) in cells.into_iter().zip(&matrix.columns).filter(|(cell, _)| !cell.arguments.is_empty()) {
                let names = cell.arguments.iter().map(|&id| corpus.arguments[id].name.clone()).collect();
                let crossing = (line.key.name(&corpus), column.name(&corpus));
                prop_assert!(laid_out.insert(crossing, (names, cell.tally.0, cell.own)).is_none());
            }
        }
        let (found, _) = found_names(&file, &searcher, &typed);
        let expected = crossings(&file, &passing(&file, &choice, &found), rows, columns);
        prop_assert_eq!(laid_out, expected, "{:?} by {:?} of {:?}", rows, columns, &typed);
    }
}
