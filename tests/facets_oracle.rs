//! Guards facets: which arguments pass, and every count beside a value, against brute force on
//! random corpora, filters and searches. A count is what choosing that value alone of its facet
//! would give, so the oracle makes that choice and counts.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{
    Drawn, Mask, Said, cards, corpora, holder, holders, issue_of, load, masks, said, sources, years,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use standpoint::corpus::written::CorpusFile;
use standpoint::query::{Catalogue, Chosen, Drop, Facet, Filters, Set, run};

/// What is chosen of each facet, by name.
type Choice = BTreeMap<Facet, BTreeSet<String>>;

/// The values of a facet in the order in which they are shown.
fn values(facet: Facet, file: &CorpusFile) -> Vec<String> {
    let book = &file.codebook;
    match facet {
        Facet::Source => sources(file).iter().map(|row| row.id.clone()).collect(),
        Facet::Issue => book.issues.iter().map(|row| row.id.clone()).collect(),
        Facet::Proposition => book.propositions.iter().map(|row| row.id.clone()).collect(),
        Facet::Stance => ["yes", "rather-yes", "torn", "rather-no", "no", "none"].map(str::to_owned).to_vec(),
        Facet::Voice => ["author", "reported"].map(str::to_owned).to_vec(),
        Facet::Holder => holders(file),
        Facet::Role => book.roles.iter().map(|row| row.id.clone()).collect(),
        Facet::Certainty => book.certainties.iter().map(|row| row.id.clone()).collect(),
        Facet::About => book.actors.iter().map(|row| row.id.clone()).collect(),
        Facet::Year => {
            let cards = cards(file);
            let times = cards.iter().filter_map(|card| card.row.time.as_deref());
            let touched: BTreeSet<u32> = times.flat_map(years).collect();
            touched.iter().map(u32::to_string).chain(["undated".to_owned()]).collect()
        }
    }
}

/// The values that one stance of a card has of a facet.
fn values_of(facet: Facet, said: &Said, file: &CorpusFile) -> Vec<String> {
    let row = said.card.row;
    match facet {
        Facet::Source => vec![said.card.source.id.clone()],
        Facet::Issue => said.stance.iter().map(|(name, _)| issue_of(file, name).to_owned()).collect(),
        Facet::Proposition => said.stance.iter().map(|(name, _)| (*name).to_owned()).collect(),
        Facet::Stance => vec![
            match said.stance {
                None => "none",
                Some((_, 2)) => "yes",
                Some((_, 1)) => "rather-yes",
                Some((_, 0)) => "torn",
                Some((_, -1)) => "rather-no",
                Some(_) => "no",
            }
            .to_owned(),
        ],
        Facet::Voice => vec![if row.holder.is_some() { "reported" } else { "author" }.to_owned()],
        Facet::Holder => vec![holder(&said.card).to_owned()],
        Facet::Role => vec![row.role.clone()],
        Facet::Certainty => vec![row.certainty.clone()],
        Facet::About => row.about.clone(),
        Facet::Year => match &row.time {
            None => vec!["undated".to_owned()],
            Some(time) => years(time).iter().map(u32::to_string).collect(),
        },
    }
}

/// Everything said that passes; one and the same stance must pass every facet.
fn passing<'a>(file: &'a CorpusFile, choice: &Choice, found: Option<&BTreeSet<String>>) -> Vec<Said<'a>> {
    let passes = |said: &Said| {
        found.is_none_or(|found| found.contains(&said.card.row.id))
            && choice.iter().all(|(facet, chosen)| {
                values_of(*facet, said, file).iter().any(|value| chosen.contains(value))
            })
    };
    said(file).into_iter().filter(passes).collect()
}

/// The arguments that pass, each once, in the order of the corpus.
fn hits(file: &CorpusFile, choice: &Choice, found: Option<&BTreeSet<String>>) -> Vec<String> {
    let mut names: Vec<String> =
        passing(file, choice, found).iter().map(|said| said.card.row.id.clone()).collect();
    names.dedup();
    names
}

/// The choice with a facet's values replaced; given up if there are none.
fn with(choice: &Choice, facet: Facet, values: &[&str]) -> Choice {
    let mut choice = choice.clone();
    choice.remove(&facet);
    if !values.is_empty() {
        choice.insert(facet, values.iter().map(|&value| value.to_owned()).collect());
    }
    choice
}

/// A corpus, what is chosen (known names and one that nothing has), and what a search finds.
fn questions() -> impl Strategy<Value = (Drawn, Vec<(usize, Index)>, Option<Mask>)> {
    let choices = vec((0..Facet::ALL.len(), any::<Index>()), 0..=6);
    let found = proptest::option::of(masks(40, 0.7));
    (corpora(), choices, found)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hits_and_counts_are_what_brute_force_gives((Drawn(file), choices, found) in questions()) {
        let corpus = load(&file);
        let catalogue = Catalogue::new(&corpus);
        let mut filters = Filters::default();
        let mut choice = Choice::new();
        for (facet, index) in choices {
            let facet = Facet::ALL[facet];
            let mut names = values(facet, &file);
            names.push("nobody".into());
            let name = index.get(&names).clone();
            filters.add(facet, name.clone());
            // A name that nothing has chooses nothing.
            if name != "nobody" {
                choice.entry(facet).or_default().insert(name);
            }
        }
        let order = cards(&file);
        let found_names: Option<BTreeSet<String>> = found.as_ref().map(|found| {
            order.iter().zip(&found.0).filter(|(_, found)| **found).map(|(card, _)| card.row.id.clone()).collect()
        });
        let mask = found.map(|found| {
            let mut set = Set::with_capacity(order.len());
            set.extend((0..order.len()).filter(|&at| found.0[at]));
            set
        });

        let result = run(&catalogue, &Chosen::new(&filters, &catalogue), mask.as_ref());

        let names: Vec<String> =
            result.arguments(&catalogue).map(|id| corpus.arguments[id].name.clone()).collect();
        prop_assert_eq!(result.number, names.len());
        prop_assert_eq!(names, hits(&file, &choice, found_names.as_ref()));

        let units: Vec<(String, Option<String>)> = result
            .units
            .ones()
            .map(|at| catalogue.units[at])
            .map(|unit| {
                let of = |at: usize| corpus.propositions[corpus.statements[at].proposition].name.clone();
                (corpus.arguments[unit.argument].name.clone(), unit.statement.map(of))
            })
            .collect();
        let expected: Vec<(String, Option<String>)> = passing(&file, &choice, found_names.as_ref())
            .iter()
            .map(|said| (said.card.row.id.clone(), said.stance.map(|(name, _)| name.to_owned())))
            .collect();
        prop_assert_eq!(units, expected);

        for facet in Facet::ALL {
            let shown: Vec<(String, u32)> = catalogue
                .values(facet)
                .iter()
                .zip(&result.counts[facet.index()])
                .map(|(value, count)| (value.name.clone(), *count))
                .collect();
            let expected: Vec<(String, u32)> = values(facet, &file)
                .into_iter()
                .map(|value| {
                    let alone = with(&choice, facet, &[&value]);
                    let count = hits(&file, &alone, found_names.as_ref()).len() as u32;
                    (value, count)
                })
                .collect();
            prop_assert_eq!(shown, expected, "{:?}", facet);
        }

        let mut without: Vec<(Drop, u32)> = choice
            .keys()
            .map(|&facet| {
                let rest = with(&choice, facet, &[]);
                (Drop::Facet(facet), hits(&file, &rest, found_names.as_ref()).len() as u32)
            })
            .collect();
        if found_names.is_some() {
            without.push((Drop::Search, hits(&file, &choice, None).len() as u32));
        }
        prop_assert_eq!(result.without, without);
    }

    #[test]
    fn filters_are_a_set_of_names_for_each_facet(
        steps in vec((0..5_usize, 0..Facet::ALL.len(), 0..4_usize), 0..40),
    ) {
        let mut filters = Filters::default();
        let mut model: BTreeSet<(Facet, &str)> = BTreeSet::new();
        for (step, facet, name) in steps {
            let (facet, name) = (Facet::ALL[facet], ["b", "a", "é", "a b"][name]);
            match step {
                0 => {
                    filters.add(facet, name);
                    model.insert((facet, name));
                }
                1 => {
                    filters.remove(facet, name);
                    model.remove(&(facet, name));
                }
                2 => {
                    filters.toggle(facet, name);
                    if !model.insert((facet, name)) {
                        model.remove(&(facet, name));
                    }
                }
                3 => {
                    filters.clear(facet);
                    model.retain(|(other, _)| *other != facet);
                }
                _ => {
                    filters.retain(|other, value| other != facet || value != name);
                    model.remove(&(facet, name));
                }
            }
            prop_assert_eq!(filters.iter().collect::<Vec<_>>(), model.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(filters.is_empty(), model.is_empty());
            for facet in Facet::ALL {
                prop_assert_eq!(filters.count(facet), model.iter().filter(|(of, _)| *of == facet).count());
            }
            prop_assert_eq!(filters.has(facet, name), model.contains(&(facet, name)));
            let mut same = Filters::default();
            model.iter().for_each(|(facet, name)| same.add(*facet, *name));
            prop_assert!(same == filters, "the same choices are equal, however they came about");
        }
    }
}

/// "Rejects" with a proposition finds the cards that reject that proposition.
#[test]
fn issue_proposition_and_stance_are_of_one_stance() {
    let file: CorpusFile = serde_json::from_value(serde_json::json!({
        "format": "standpoint/1", "id": "c", "title": "T", "question": "Q", "language": "en",
        "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": [
                {"id": "no", "value": -2, "label": "rejects"}, {"id": "rather-no", "value": -1, "label": ""},
                {"id": "torn", "value": 0, "label": ""}, {"id": "rather-yes", "value": 1, "label": ""},
                {"id": "yes", "value": 2, "label": "affirms"}],
            "issues": [{"id": "i", "label": "I"}],
            "propositions": [
                {"id": "war", "issue": "i", "text": "War."}, {"id": "peace", "issue": "i", "text": "Peace."}],
            "actors": [], "roles": [{"id": "reason", "label": "R"}],
            "certainties": [{"id": "asserted", "label": "A"}]},
        "sources": [{"id": "s", "short": "S", "record": {"id": "s"},
            "outline": [{"kind": "text", "sentences": ["1"]}],
            "arguments": [
                {"id": "both", "claim": "C", "place": {"block": 1, "sentences": [1, 1]}, "role": "reason",
                 "certainty": "asserted",
                 "stances": [{"proposition": "war", "value": -2}, {"proposition": "peace", "value": 2}]},
                {"id": "one", "claim": "C", "place": {"block": 1, "sentences": [1, 1]}, "role": "reason",
                 "certainty": "asserted", "stances": [{"proposition": "peace", "value": -2}]}]}],
    }))
    .expect("a corpus");
    let corpus = load(&file);
    let catalogue = Catalogue::new(&corpus);
    let mut filters = Filters::default();
    filters.add(Facet::Stance, "no");
    filters.add(Facet::Proposition, "peace");
    let result = run(&catalogue, &Chosen::new(&filters, &catalogue), None);
    let names: Vec<&str> =
        result.arguments(&catalogue).map(|id| corpus.arguments[id].name.as_str()).collect();
    assert_eq!(names, ["one"]);
    assert_eq!(result.counts[Facet::Stance.index()], [1, 0, 0, 0, 1, 0]);
    assert_eq!(result.counts[Facet::Proposition.index()], [1, 1]);
    assert_eq!(result.without, [(Drop::Facet(Facet::Proposition), 2), (Drop::Facet(Facet::Stance), 2)]);
}
