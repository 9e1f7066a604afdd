//! Random small corpora that the checker accepts, and a reading of them that shares no code with
//! the rooms under test: everything is computed from the written types, by name.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod painted;

use std::collections::BTreeSet;
use std::fmt;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use standpoint::corpus::written::{ArgumentFile, CorpusFile, SourceFile};
use standpoint::corpus::{Corpus, Stance};

/// Names in an order that is not the alphabet's, so that sorting by name shows.
const LETTERS: [&str; 9] = ["q", "c", "x", "a", "m", "z", "e", "t", "b"];

/// The name of the n-th thing of a kind.
fn name(kind: &str, at: usize) -> String {
    format!("{}-{kind}", LETTERS[at])
}

/// The name of the n-th argument, of up to 41.
fn argument_name(at: usize) -> String {
    format!("a{:02}", at * 7 % 41)
}

/// A random corpus; shown as its JSON when a test fails.
#[derive(Clone)]
pub struct Drawn(pub CorpusFile);

impl fmt::Debug for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(&self.0).unwrap_or_default())
    }
}

/// Which of a list's things are chosen; shown as ones and zeros.
#[derive(Clone)]
pub struct Mask(pub Vec<bool>);

impl fmt::Debug for Mask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&chosen| f.write_str(if chosen { "1" } else { "0" }))
    }
}

/// Each thing of a list of this length chosen with this probability.
pub fn masks(length: usize, probability: f64) -> impl Strategy<Value = Mask> {
    vec(proptest::bool::weighted(probability), length).prop_map(Mask)
}

/// A date to the year, the month or the day.
fn date() -> impl Strategy<Value = String> {
    (2021..2026, 1..13, 1..29, 0..3).prop_map(|(year, month, day, precision)| match precision {
        0 => format!("{year}"),
        1 => format!("{year}-{month:02}"),
        _ => format!("{year}-{month:02}-{day:02}"),
    })
}

/// A date, or from one to another; the forms of ISO 8601 sort as text.
fn time() -> impl Strategy<Value = String> {
    let range = (date(), date()).prop_map(|(a, b)| format!("{}/{}", a.clone().min(b.clone()), a.max(b)));
    // From a month to the end of its year.
    let rest_of_year = date().prop_map(|date| format!("{date}/{}", &date[..4]));
    prop_oneof![3 => date(), 3 => range, 1 => rest_of_year]
}

/// An argument whose names are still positions.
#[derive(Clone, Debug)]
struct Draft {
    source: Index,
    block: u32,
    sentences: (u32, u32),
    role: Index,
    certainty: Index,
    holder: Option<Index>,
    stances: Vec<(Index, i8)>,
    about: Vec<Index>,
    time: Option<String>,
}

fn draft() -> impl Strategy<Value = Draft> {
    let place = (1..4_u32, 1..4_u32, 1..4_u32);
    let coded = (any::<Index>(), any::<Index>(), option::weighted(0.4, any::<Index>()));
    let stances = vec((any::<Index>(), -2..=2_i8), 0..=3);
    let rest = (vec(any::<Index>(), 0..=3), option::weighted(0.7, time()));
    (any::<Index>(), place, coded, stances, rest).prop_map(
        |(source, (block, a, b), (role, certainty, holder), stances, (about, time))| Draft {
            source,
            block,
            sentences: (a.min(b), a.max(b)),
            role,
            certainty,
            holder,
            stances,
            about,
            time,
        },
    )
}

fn argument(at: usize, draft: &Draft, size: &Size) -> Value {
    let actor = |index: &Index| (size.actors > 0).then(|| name("actor", index.index(size.actors)));
    let mut taken = BTreeSet::new();
    let stances: Vec<Value> = draft
        .stances
        .iter()
        .map(|(index, value)| (index.index(size.propositions), value))
        .filter(|(proposition, _)| taken.insert(*proposition))
        .map(|(proposition, value)| json!({"proposition": name("proposition", proposition), "value": value}))
        .collect();
    let mut row = json!({
        "id": argument_name(at),
        "claim": format!("Claim {at}."),
        "place": {"block": draft.block, "sentences": [draft.sentences.0, draft.sentences.1]},
        "role": name("role", draft.role.index(size.roles)),
        "certainty": name("certainty", draft.certainty.index(size.certainties)),
        "stances": stances,
        "about": draft.about.iter().filter_map(actor).collect::<Vec<_>>(),
    });
    if let Some(holder) = draft.holder.as_ref().and_then(actor) {
        row["holder"] = json!(holder);
    }
    if let Some(time) = &draft.time {
        row["time"] = json!(time);
    }
    row
}

/// How many things of each kind a corpus has.
#[derive(Clone, Debug)]
struct Size {
    issues: usize,
    propositions: usize,
    actors: usize,
    roles: usize,
    certainties: usize,
}

fn size() -> impl Strategy<Value = Size> {
    (1..=4_usize, 1..=8_usize, 0..=6_usize, 1..=4_usize, 1..=3_usize).prop_map(
        |(issues, propositions, actors, roles, certainties)| Size {
            issues,
            propositions,
            actors,
            roles,
            certainties,
        },
    )
}

fn labels(kind: &str, count: usize) -> Vec<Value> {
    (0..count).map(|at| json!({"id": name(kind, at), "label": format!("{kind} {at}")})).collect()
}

/// Corpora of 1 to 4 issues, 1 to 8 propositions, 1 to 5 sources, 0 to 6 actors, 0 to 40
/// arguments; the checker has no error to report in any of them.
pub fn corpora() -> impl Strategy<Value = Drawn> {
    let issue_of = vec(any::<Index>(), 8);
    let dates = vec(option::weighted(0.7, date()), 1..=5);
    let relations = vec((any::<Index>(), any::<Index>(), 0..4_usize), 0..=6);
    (size(), issue_of, dates, vec(draft(), 0..=40), relations).prop_map(
        |(size, issue_of, dates, drafts, relations)| {
            let propositions: Vec<Value> = (0..size.propositions)
                .map(|at| {
                    let issue = name("issue", issue_of[at].index(size.issues));
                    json!({"id": name("proposition", at), "issue": issue, "text": format!("It is {at}.")})
                })
                .collect();
            let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
            let sources: Vec<Value> = dates
                .iter()
                .enumerate()
                .map(|(at, date)| {
                    let block = json!({"kind": "text", "sentences": ["1", "2", "3"]});
                    let arguments = drafts.iter().enumerate();
                    let arguments = arguments.filter(|(_, draft)| draft.source.index(dates.len()) == at);
                    json!({
                        "id": name("source", at),
                        "short": format!("Source {at}"),
                        "date": date.clone().unwrap_or_default(),
                        "record": {"id": name("source", at)},
                        "outline": [block, block, block],
                        "arguments": arguments.map(|(at, draft)| argument(at, draft, &size)).collect::<Vec<_>>(),
                    })
                })
                .collect();
            let relations: Vec<Value> = relations
                .iter()
                .filter(|_| !drafts.is_empty())
                .map(|(from, to, kind)| (from.index(drafts.len()), to.index(drafts.len()), *kind))
                .filter(|(from, to, _)| from != to)
                .map(|(from, to, kind)| {
                    let kind = ["supports", "attacks", "qualifies", "restates"][kind];
                    json!({"from": argument_name(from), "kind": kind, "to": argument_name(to)})
                })
                .collect();
            let file = json!({
                "format": "standpoint/1",
                "id": "random",
                "title": "A random corpus",
                "question": "What is it?",
                "language": "en",
                "version": "1.0.0",
                "licence": "CC0-1.0",
                "codebook": {
                    "stances": steps
                        .map(|(id, value)| json!({"id": id, "value": value, "label": id})),
                    "issues": labels("issue", size.issues),
                    "propositions": propositions,
                    "actors": labels("actor", size.actors),
                    "roles": labels("role", size.roles),
                    "certainties": labels("certainty", size.certainties),
                },
                "relations": relations,
                "sources": sources,
            });
            Drawn(serde_json::from_value(file).expect("the written form of a corpus"))
        },
    )
}

/// The checked corpus of a file.
pub fn load(file: &CorpusFile) -> Corpus {
    Corpus::new("test", file.clone()).expect("a corpus without errors")
}

/// An argument with the source it stands in.
#[derive(Clone, Copy)]
pub struct Card<'a> {
    pub source: &'a SourceFile,
    pub row: &'a ArgumentFile,
}

/// One stance of a card, or that it takes none.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    pub card: Card<'a>,
    pub stance: Option<(&'a str, i8)>,
}

/// The sources, oldest first, those without a date last; equal ones as in the file.
pub fn sources(file: &CorpusFile) -> Vec<&SourceFile> {
    let mut sources: Vec<&SourceFile> = file.sources.iter().collect();
    sources.sort_by_key(|source| (source.date.is_empty(), source.date.clone()));
    sources
}

/// The arguments: source by source, in reading order.
pub fn cards(file: &CorpusFile) -> Vec<Card<'_>> {
    let mut cards = Vec::new();
    for source in sources(file) {
        let mut rows: Vec<&ArgumentFile> = source.arguments.iter().collect();
        rows.sort_by_key(|row| (row.place.block, row.place.sentences));
        cards.extend(rows.into_iter().map(|row| Card { source, row }));
    }
    cards
}

/// Everything said: each stance of each card; a card without a stance once.
pub fn said(file: &CorpusFile) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    for card in cards(file) {
        let stances = card.row.stances.iter();
        said.extend(
            stances.map(|stance| Said {
                card,
                stance: Some((stance.proposition.as_str(), number(stance.value))),
            }),
        );
        if card.row.stances.is_empty() {
            said.push(Said { card, stance: None });
        }
    }
    said
}

/// A stance as a number.
pub fn number(stance: Stance) -> i8 {
    match stance {
        Stance::Rejects => -2,
        Stance::RejectsQualified => -1,
        Stance::Ambivalent => 0,
        Stance::AffirmsQualified => 1,
        Stance::Affirms => 2,
    }
}

/// The issue of a proposition.
pub fn issue_of<'a>(file: &'a CorpusFile, proposition: &str) -> &'a str {
    let row = file.codebook.propositions.iter().find(|row| row.id == proposition);
    &row.expect("a proposition of the codebook").issue
}

/// The two ends of a time: year and, if told, month.
fn ends(time: &str) -> [(u32, Option<u32>); 2] {
    let end = |text: &str| {
        let mut parts = text.split('-').map(|part| part.parse().expect("digits"));
        (parts.next().expect("a year"), parts.next())
    };
    let mut parts = time.split('/');
    let from = parts.next().expect("a date");
    [end(from), end(parts.next().unwrap_or(from))]
}

/// The years that a time touches.
pub fn years(time: &str) -> Vec<u32> {
    let [(from, _), (to, _)] = ends(time);
    (from..=to).collect()
}

/// The quarters that a time touches: "2024-q1"; years if one end tells no month.
pub fn quarters(time: &str) -> Vec<String> {
    let [(first_year, first_month), (last_year, last_month)] = ends(time);
    let (Some(first_month), Some(last_month)) = (first_month, last_month) else {
        return years(time).iter().map(u32::to_string).collect();
    };
    let mut quarters: Vec<String> = (first_year * 12 + first_month - 1..=last_year * 12 + last_month - 1)
        .map(|month| format!("{}-q{}", month / 12, month % 12 / 3 + 1))
        .collect();
    quarters.dedup();
    quarters
}

/// Who holds a card: an actor, or the source for its author.
pub fn holder<'a>(card: &Card<'a>) -> &'a str {
    card.row.holder.as_deref().unwrap_or(&card.source.id)
}

/// All holders that a card has, authors first, then actors in the codebook's order.
pub fn holders(file: &CorpusFile) -> Vec<String> {
    let held: BTreeSet<&str> = cards(file).iter().map(holder).collect();
    let authors = sources(file).into_iter().map(|source| source.id.as_str());
    let actors = file.codebook.actors.iter().map(|actor| actor.id.as_str());
    authors.chain(actors).filter(|name| held.contains(name)).map(str::to_owned).collect()
}
