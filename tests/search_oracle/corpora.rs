//! Random corpora of few words, so that what could be mistaken for another is there.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::common::Drawn;

/// Words that are near one another: by their beginnings, endings, spellings and slips.
const WORDS: [&str; 62] = [
    "alliance",
    "Alliances",
    "allied",
    "ally",
    "sanction",
    "sanctions",
    "sanctioned",
    "bear",
    "bears",
    "claim",
    "source",
    "issue",
    "issues",
    "Trump",
    "true",
    "treaty",
    "treat",
    "U.S.",
    "U.S",
    "us",
    "U.K.",
    "a",
    "the",
    "in",
    "China",
    "China’s",
    "China's",
    "don't",
    "O’Neill",
    "l’été",
    "Ärzte",
    "Aerzte",
    "Arzt",
    "Straße",
    "Strasse",
    "Größe",
    "Groesse",
    "GRÖSSE",
    "über",
    "ueber",
    "neue",
    "neu",
    "Öl",
    "Oel",
    "Bauer",
    "Élan",
    "elan",
    "E\u{301}lan",
    "façade",
    "É.U.",
    "E\u{301}.U.",
    "Ærø",
    "2024",
    "5G",
    "ﬁnal",
    "𝒜lly",
    "𐐀bcdef",
    "😀",
    "Москва",
    "’",
    "ＮＡＴＯ",
    "nato",
];

const UNSPACED: [char; 11] = ['北', '朝', '核', '鮮', 'か', 'が', 'ナ', '한', '국', '하', '𠀀'];

const BETWEEN: [&str; 20] =
    [" ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", " ", ", ", ". ", "-", "’", ".", "", "/", ": "];

/// A word: of the list, a run of characters, or a very long one.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        24 => (0..WORDS.len()).prop_map(|at| WORDS[at].to_owned()),
        8 => vec(0..UNSPACED.len(), 1..=6).prop_map(|run| run.into_iter().map(|at| UNSPACED[at]).collect()),
        1 => (0..3_usize).prop_map(|more| "ab".repeat(100 + more)),
    ]
}

/// A text in words of a corpus's own few.
type Wording = Vec<(u8, u8)>;

fn wording(most: usize) -> impl Strategy<Value = Wording> {
    vec((any::<u8>(), any::<u8>()), 1..=most)
}

/// The text; what has no letters would be an empty claim.
fn text(wording: &Wording, words: &[String]) -> String {
    let mut text = String::new();
    for (at, &(word, between)) in wording.iter().enumerate() {
        if at > 0 {
            text.push_str(BETWEEN[usize::from(between) % BETWEEN.len()]);
        }
        text.push_str(&words[usize::from(word) % words.len()]);
    }
    text
}

/// An argument whose names are still numbers.
#[derive(Clone, Debug)]
struct Draft {
    claim: Wording,
    evidence: Vec<(Wording, Option<u8>)>,
    stances: Vec<(u8, i8)>,
    about: Vec<u8>,
    holder: Option<u8>,
    /// Source, block, role, certainty.
    coded: [u8; 4],
    time: Option<(u32, u32, bool)>,
}

fn draft() -> impl Strategy<Value = Draft> {
    let evidence = vec((wording(3), option::weighted(0.3, any::<u8>())), 0..=2);
    let time = option::weighted(0.6, (0..3_u32, 0..5_u32, any::<bool>()));
    let names =
        (vec((any::<u8>(), -2..=2_i8), 0..=3), vec(any::<u8>(), 0..=2), option::weighted(0.4, any::<u8>()));
    (wording(5), evidence, names, any::<[u8; 4]>(), time).prop_map(
        |(claim, evidence, (stances, about, holder), coded, time)| Draft {
            claim,
            evidence,
            stances,
            about,
            holder,
            coded,
            time,
        },
    )
}

/// The name of a thing, in an order that is not the alphabet's.
fn name(kind: &str, at: usize) -> String {
    format!("{}-{kind}", ["q", "c", "x", "a", "m", "z", "e", "t", "b", "k", "d", "y", "f"][at])
}

fn pick(kind: &str, at: u8, of: usize) -> Option<String> {
    (of > 0).then(|| name(kind, usize::from(at) % of))
}

/// A corpus of 0 to 12 arguments, and the words that it is written in.
pub fn corpora() -> impl Strategy<Value = (Drawn, Vec<String>)> {
    let labels = |most: usize| vec(wording(2), 0..=most);
    let sections = vec(option::weighted(0.6, wording(2)), 2);
    let source = (
        wording(2),
        vec((wording(1), wording(1), any::<bool>()), 0..=2),
        option::of(any::<u8>()),
        sections,
        0..4_u32,
    );
    let book = (vec((any::<u8>(), wording(4)), 1..=4), vec(wording(2), 1..=2), labels(3), labels(2));
    (vec(word(), 2..=9), vec(draft(), 0..=12), vec(source, 1..=3), book).prop_map(
        |(words, drafts, sources, (propositions, issues, actors, references))| {
            let text = |wording: &Wording| text(wording, &words);
            let labels = |kind: &str, texts: &[Wording]| -> Vec<Value> {
                let rows = texts.iter().enumerate();
                rows.map(|(at, label)| json!({"id": name(kind, at), "label": text(label)})).collect()
            };
            let argument = |at: usize, draft: &Draft| -> Value {
                let mut stances: Vec<Value> = Vec::new();
                let mut taken = Vec::new();
                for &(proposition, value) in &draft.stances {
                    let proposition = pick("proposition", proposition, propositions.len());
                    if !taken.contains(&proposition) {
                        stances.push(json!({"proposition": proposition, "value": value}));
                        taken.push(proposition);
                    }
                }
                let evidence = draft.evidence.iter().map(|(wording, reference)| {
                    let reference = reference.and_then(|at| pick("work", at, references.len()));
                    json!({"kind": "event", "text": text(wording), "reference": reference})
                });
                let actor = |&at: &u8| pick("actor", at, actors.len());
                let time = draft.time.map(|(year, more, is_exact)| match (more, is_exact) {
                    (0, false) => format!("{}", 2021 + year),
                    (0, true) => format!("{}-0{}", 2021 + year, 1 + 3 * year),
                    _ => format!("{}-02/{}-0{more}", 2021 + year, 2022 + year),
                });
                json!({
                    "id": name("argument", at), "claim": text(&draft.claim),
                    "place": {"block": draft.coded[1] % 2 + 1, "sentences": [1, 1]},
                    "role": pick("role", draft.coded[2], 2), "certainty": pick("certainty", draft.coded[3], 2),
                    "holder": draft.holder.as_ref().and_then(actor),
                    "stances": stances, "evidence": evidence.collect::<Vec<_>>(), "time": time,
                    "about": draft.about.iter().filter_map(actor).collect::<Vec<_>>(),
                })
            };
            let source = |at: usize| -> Value {
                let (short, authors, author, sections, date) = &sources[at];
                let authors = authors.iter().map(|(family, given, is_literal)| match is_literal {
                    true => json!({"literal": text(family)}),
                    false => json!({"family": text(family), "given": text(given)}),
                });
                let block = |section: &Option<Wording>| {
                    let section = section.as_ref().map(text).unwrap_or_default();
                    json!({"kind": "text", "section": section, "sentences": ["1"]})
                };
                let here = drafts.iter().enumerate();
                let here = here.filter(|(_, draft)| usize::from(draft.coded[0]) % sources.len() == at);
                json!({
                    "id": name("source", at), "short": text(short),
                    "date": if *date == 0 { String::new() } else { format!("{}", 2020 + date) },
                    "author": author.and_then(|at| pick("actor", at, actors.len())),
                    "record": {"id": "r", "author": authors.collect::<Vec<_>>()},
                    "outline": sections.iter().map(block).collect::<Vec<_>>(),
                    "arguments": here.map(|(at, draft)| argument(at, draft)).collect::<Vec<_>>(),
                })
            };
            let propositions: Vec<Value> = propositions.iter().enumerate().map(|(at, (issue, wording))| {
                json!({"id": name("proposition", at), "issue": pick("issue", *issue, issues.len()), "text": text(wording)})
            }).collect();
            let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
            let two = |kind: &str| [0, 1].map(|at| json!({"id": name(kind, at), "label": kind}));
            let works = references.iter().enumerate();
            let file = json!({
                "format": "standpoint/1", "id": "random", "title": "T", "question": "Q", "language": "en",
                "version": "1", "licence": "CC0-1.0",
                "codebook": {
                    "stances": steps.map(|(id, value)| json!({"id": id, "value": value, "label": id})),
                    "issues": labels("issue", &issues), "propositions": propositions,
                    "actors": labels("actor", &actors), "roles": two("role"), "certainties": two("certainty"),
                },
                "references": works.map(|(at, title)| json!({"id": name("work", at), "title": text(title)})).collect::<Vec<_>>(),
                "sources": (0..sources.len()).map(source).collect::<Vec<_>>(),
            });
            let file = serde_json::from_value(file).expect("the written form of a corpus");
            (Drawn(file), words)
        },
    )
}
