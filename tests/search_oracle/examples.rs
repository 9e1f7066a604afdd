//! Smallest cases of what would surprise a reader, each next to what it must not be mistaken for.

use serde_json::{Value, json};
use standpoint::corpus::written::CorpusFile;

use super::common::load;
use super::compare;
use super::searcher::Searcher;

/// A corpus of one source whose arguments claim this and rest on that.
fn corpus(arguments: &[(&str, &[&str])]) -> CorpusFile {
    let argument = |(at, (claim, evidence)): (usize, &(&str, &[&str]))| -> Value {
        let evidence: Vec<Value> =
            evidence.iter().map(|text| json!({"kind": "event", "text": text})).collect();
        json!({"id": format!("a{at}"), "claim": claim, "place": {"block": 1, "sentences": [1, 1]},
            "role": "r", "certainty": "c", "evidence": evidence})
    };
    let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
    serde_json::from_value(json!({
        "format": "standpoint/1", "id": "c", "title": "T", "question": "Q", "language": "en",
        "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": steps.map(|(id, value)| json!({"id": id, "value": value, "label": id})),
            "issues": [], "propositions": [], "actors": [],
            "roles": [{"id": "r", "label": "R"}], "certainties": [{"id": "c", "label": "C"}]},
        "sources": [{"id": "s", "short": "Brief", "record": {"id": "s", "author": [{"literal": "Bee"}]},
            "outline": [{"kind": "text", "sentences": ["1"]}],
            "arguments": arguments.iter().enumerate().map(argument).collect::<Vec<_>>()}],
    }))
    .expect("a corpus")
}

/// What a search finds by position; it is compared with brute force as well.
fn found(file: &CorpusFile, typed: &str) -> Vec<usize> {
    let corpus = load(file);
    let (index, searcher) = (super::index(&corpus), Searcher::new(file));
    compare(&searcher, &index, corpus.arguments.len(), typed).unwrap_or_else(|error| panic!("{error}"));
    index.search(typed).map_or_else(Vec::new, |result| result.found.ones().collect())
}

#[test]
fn a_phrase_does_not_go_over_the_border_of_two_texts() {
    let file = corpus(&[("One", &["north wind", "korea speaks"]), ("Two", &["north korea"])]);
    assert_eq!(found(&file, "\"north korea\""), [1]);
    assert_eq!(found(&file, "\"wind korea\""), [0; 0], "two texts of one argument");
    assert_eq!(found(&file, "\"brief bee\""), [0; 0], "a source's name and its author");
    assert_eq!(found(&file, "north speaks"), [0], "words may stand in either");
}

#[test]
fn a_quotation_of_characters_without_spaces_may_go_on_in_the_text() {
    let file = corpus(&[("北朝鮮的核", &[]), ("北朝鮮", &[]), ("朝鮮北", &[])]);
    assert_eq!(found(&file, "北朝鮮"), [0, 1]);
    assert_eq!(found(&file, "「北朝鮮」"), [0, 1]);
    assert_eq!(found(&file, "\"北朝鮮\""), [0, 1]);
    assert_eq!(found(&file, "\"北\""), [0, 1, 2]);
    assert_eq!(found(&file, "\"北朝"), [0, 1]);
}

#[test]
fn a_closing_apostrophe_is_no_letter_before_a_character_without_spaces() {
    let file = corpus(&[("‘NATO’扩张", &[]), ("NATO", &[]), ("U.北", &[])]);
    assert_eq!(found(&file, "\"nato\""), [0, 1]);
    assert_eq!(found(&file, "u"), [2]);
}

#[test]
fn initials_are_the_same_however_their_accents_are_written() {
    let file = corpus(&[("É.U.", &[]), ("E\u{301}.U.", &[]), ("U.E\u{301}lan", &[])]);
    assert_eq!(found(&file, "\"eu\""), [0, 1]);
    assert_eq!(found(&file, "\"elan\""), [2], "a word is no initial");
}

#[test]
fn a_letter_left_out_is_forgiven_in_the_beginning_of_a_longer_word_too() {
    let file = corpus(&[("Alliances", &[]), ("Other", &[])]);
    assert_eq!(found(&file, "allience"), [0], "a letter changed");
    assert_eq!(found(&file, "alliace"), [0], "a letter left out");
}

#[test]
fn quotation_marks_of_every_kind_quote() {
    let file = corpus(&[("north wind", &[]), ("wind north", &[])]);
    for (open, close) in [("\"", "\""), ("„", "“"), ("“", "”"), ("«", "»"), ("»", "«"), ("＂", "＂")]
    {
        assert_eq!(found(&file, &format!("{open}north wind{close}")), [0], "{open}{close}");
    }
    assert_eq!(found(&file, "\"north wind north wind north wind\""), [0; 0]);
    assert_eq!(found(&file, "\"north wi"), [0]);
    assert_eq!(found(&file, "\"north wi\""), [0; 0]);
    assert_eq!(found(&file, "north north"), [0, 1]);
}

#[test]
fn a_field_is_named_only_right_before_what_stands_in_it() {
    let file = corpus(&[("claim of brief", &["source"]), ("nothing", &["brief claim"])]);
    assert_eq!(found(&file, "claim:brief"), [0]);
    assert_eq!(found(&file, "CLAIM:\"of brief\""), [0]);
    // Otherwise it is a word like others.
    assert_eq!(found(&file, "claim: brief"), [0, 1]);
    assert_eq!(found(&file, "claim:"), [0, 1]);
    assert_eq!(found(&file, "unknown:brief"), [0; 0]);
}

#[test]
fn a_second_slip_is_forgiven_only_where_one_finds_nothing() {
    let file = corpus(&[("ammunition", &[]), ("ambitions", &[])]);
    assert_eq!(found(&file, "ammunition"), [0]);
    assert_eq!(found(&file, "amunition"), [0]);
    assert_eq!(found(&file, "amunitoin"), [0]);
    assert_eq!(found(&corpus(&[("ambitions", &[])]), "amunition"), [0]);
    // Too short for two.
    assert_eq!(found(&corpus(&[("harbour", &[])]), "habrur"), [0; 0]);
}

#[test]
fn a_word_of_two_hundred_letters_is_a_word() {
    let long = "ab".repeat(100);
    let file = corpus(&[(&long, &[]), ("ab", &[])]);
    assert_eq!(found(&file, &long), [0]);
    assert_eq!(found(&file, &long[1..]), [0], "a slip");
    assert_eq!(found(&file, &format!("{long}xyz")), [0; 0]);
    assert_eq!(found(&file, "ab"), [0, 1]);
}
