//! What passes filters and where it lines up, counted again from the written corpus, with authors
//! who are actors of the codebook.

use std::collections::{BTreeMap, BTreeSet};

use standpoint::corpus::written::CorpusFile;
use standpoint::matrix::Axis;
use standpoint::query::Facet;

use super::common::{Card, Said, cards, issue_of, quarters, said, sources, years};

/// What is chosen of each facet, by name.
pub type Choice = BTreeMap<Facet, BTreeSet<String>>;

/// Who holds a card: the one it names, else the source's author, by whose name if it has one.
pub fn holder<'a>(card: &Card<'a>) -> &'a str {
    let author = card.source.author.as_ref().unwrap_or(&card.source.id);
    card.row.holder.as_ref().unwrap_or(author)
}

/// Whether it is somebody else's position than the author's.
fn is_reported(card: &Card) -> bool {
    card.row.holder.is_some() && card.row.holder != card.source.author
}

/// The values of a facet.
pub fn values(facet: Facet, file: &CorpusFile) -> Vec<String> {
    let book = &file.codebook;
    let of_cards =
        |of: &dyn Fn(&Card) -> Vec<String>| -> BTreeSet<String> { cards(file).iter().flat_map(of).collect() };
    let is_held = |name: &String| cards(file).iter().any(|card| holder(card) == name);
    match facet {
        Facet::Source => sources(file).iter().map(|row| row.id.clone()).collect(),
        Facet::Issue => book.issues.iter().map(|row| row.id.clone()).collect(),
        Facet::Proposition => book.propositions.iter().map(|row| row.id.clone()).collect(),
        Facet::Stance => ["yes", "rather-yes", "torn", "rather-no", "no", "none"].map(str::to_owned).into(),
        Facet::Voice => ["author", "reported"].map(str::to_owned).into(),
        Facet::Holder => {
            let authors = sources(file).into_iter().map(|row| row.id.clone());
            authors.chain(book.actors.iter().map(|row| row.id.clone())).filter(is_held).collect()
        }
        Facet::Role => book.roles.iter().map(|row| row.id.clone()).collect(),
        Facet::Certainty => book.certainties.iter().map(|row| row.id.clone()).collect(),
        Facet::About => book.actors.iter().map(|row| row.id.clone()).collect(),
        Facet::Year => {
            let time = |card: &Card| card.row.time.as_deref().map(in_years).unwrap_or_default();
            of_cards(&time).into_iter().chain(["undated".to_owned()]).collect()
        }
    }
}

fn in_years(time: &str) -> Vec<String> {
    years(time).iter().map(u32::to_string).collect()
}

/// The values that one stance of a card has of a facet.
fn values_of(facet: Facet, said: &Said, file: &CorpusFile) -> Vec<String> {
    let row = said.card.row;
    let stance = || match said.stance.map(|(_, value)| value) {
        None => "none",
        Some(value) => ["no", "rather-no", "torn", "rather-yes", "yes"][(value + 2) as usize],
    };
    match facet {
        Facet::Stance => vec![stance().to_owned()],
        Facet::Voice => vec![if is_reported(&said.card) { "reported" } else { "author" }.to_owned()],
        Facet::Certainty => vec![row.certainty.clone()],
        Facet::About => row.about.clone(),
        Facet::Source => lines(Axis::Sources, said, file),
        Facet::Issue => lines(Axis::Issues, said, file),
        Facet::Proposition => lines(Axis::Propositions, said, file),
        Facet::Holder => lines(Axis::Holders, said, file),
        Facet::Role => lines(Axis::Roles, said, file),
        Facet::Year => lines(Axis::Years, said, file),
    }
}

/// The lines of an axis on which something said stands.
fn lines(axis: Axis, said: &Said, file: &CorpusFile) -> Vec<String> {
    let time = said.card.row.time.as_deref();
    let dated = |of: fn(&str) -> Vec<String>| time.map_or_else(|| vec!["undated".to_owned()], of);
    match axis {
        Axis::Propositions => said.stance.iter().map(|(name, _)| (*name).to_owned()).collect(),
        Axis::Issues => said.stance.iter().map(|(name, _)| issue_of(file, name).to_owned()).collect(),
        Axis::Sources => vec![said.card.source.id.clone()],
        Axis::Holders => vec![holder(&said.card).to_owned()],
        Axis::Years => dated(in_years),
        Axis::Quarters => dated(quarters),
        Axis::Roles => vec![said.card.row.role.clone()],
    }
}

/// Everything said that passes; one and the same stance must pass every facet.
pub fn passing<'a>(file: &'a CorpusFile, choice: &Choice, found: &BTreeSet<&str>) -> Vec<Said<'a>> {
    let mut all = said(file);
    all.retain(|said| {
        let has = |(facet, chosen): (&Facet, &BTreeSet<String>)| {
            values_of(*facet, said, file).iter().any(|value| chosen.contains(value))
        };
        found.contains(said.card.row.id.as_str()) && choice.iter().all(has)
    });
    all
}

/// How many arguments these are of.
pub fn arguments(said: &[Said]) -> u32 {
    said.iter().map(|said| &said.card.row.id).collect::<BTreeSet<_>>().len() as u32
}

/// How many arguments each value of a facet would give alone, under the rest of the choice.
pub fn counts(
    file: &CorpusFile,
    choice: &Choice,
    found: &BTreeSet<&str>,
    facet: Facet,
) -> Vec<(String, u32)> {
    let mut rest = choice.clone();
    rest.remove(&facet);
    let open = passing(file, &rest, found);
    let count = |value: String| {
        let having = open.iter().filter(|said| values_of(facet, said, file).contains(&value));
        let having: Vec<Said> = having.copied().collect();
        (value, arguments(&having))
    };
    values(facet, file).into_iter().map(count).collect()
}

/// What stands where two lines cross: arguments in order, stances from rejection to affirmation,
/// and how many arguments are in the author's own voice.
pub type Crossing = (Vec<String>, [u32; 5], u32);

/// Every crossing at which something stands.
pub fn crossings(
    file: &CorpusFile,
    said: &[Said],
    rows: Axis,
    columns: Axis,
) -> BTreeMap<(String, String), Crossing> {
    let mut crossings: BTreeMap<(String, String), Crossing> = BTreeMap::new();
    for said in said {
        for row in lines(rows, said, file) {
            for column in lines(columns, said, file) {
                let (arguments, tally, own) = crossings.entry((row.clone(), column)).or_default();
                if !arguments.contains(&said.card.row.id) {
                    arguments.push(said.card.row.id.clone());
                    *own += u32::from(!is_reported(&said.card));
                }
                if let Some((_, value)) = said.stance {
                    tally[(value + 2) as usize] += 1;
                }
            }
        }
    }
    crossings
}
