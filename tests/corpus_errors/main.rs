//! Guards what a coder is told: for every fault of a corpus the exact message and place, from the
//! checker, from reading one file, and from the tool on a folder of files; and that fields this
//! version does not know survive being read and written.

mod faults;
mod tool;
mod unknown_fields;

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use standpoint::corpus::written::CorpusFile;
use standpoint::corpus::{Corpus, check, read_one};

use faults::*;
use tool::Folder;

fn in_one_file(lines: &[String]) -> Vec<String> {
    lines.iter().map(|line| format!("mine.standpoint.json: {line}")).collect()
}

fn said_by_check(corpus: &Value) -> Vec<String> {
    let written: CorpusFile = serde_json::from_value(corpus.clone()).expect("the shape is right");
    check(&written, "mine.standpoint.json", None).iter().map(ToString::to_string).collect()
}

fn said_by_reading(corpus: &Value) -> Vec<String> {
    match read_one("mine.standpoint.json", &corpus.to_string()) {
        Ok(_) => Vec::new(),
        Err(error) => error.to_string().lines().map(str::to_owned).collect(),
    }
}

fn is_remark(line: &str) -> bool {
    line.contains(": no argument speaks to ") || line.contains(": no argument covers block ")
}

#[test]
fn the_sound_corpus_is_sound() {
    assert_eq!(said_by_check(&sound()), [""; 0]);
    for (at, value) in no_faults() {
        let corpus = broken(at, value);
        let errors: Vec<String> =
            said_by_check(&corpus).into_iter().filter(|line| !is_remark(line)).collect();
        assert_eq!(errors, [""; 0], "{at}");
        assert_eq!(said_by_reading(&corpus), [""; 0], "{at}");
    }
}

#[test]
fn every_error_says_what_and_where() {
    for Break { at, value, told } in errors() {
        let corpus = broken(at, value);
        let mut expected = in_one_file(&told);
        assert_eq!(said_by_check(&corpus), expected, "{at}");
        expected.retain(|line| !is_remark(line));
        assert_eq!(said_by_reading(&corpus), expected, "{at}");
        let written = serde_json::from_value(corpus).expect("the shape is right");
        let refused = Corpus::new("mine.standpoint.json", written).map(|corpus| corpus.name);
        assert_eq!(refused.map_err(|error| error.to_string()), Err(expected.join("\n")), "{at}");
    }
}

#[test]
fn remarks_do_not_make_a_corpus_unusable() {
    for Break { at, value, told } in remarks() {
        let corpus = broken(at, value);
        assert_eq!(said_by_check(&corpus), in_one_file(&told), "{at}");
        assert_eq!(said_by_reading(&corpus), [""; 0], "{at}");
    }
}

#[test]
fn a_corpus_too_large_to_answer_at_once_is_usable_and_remarked_on() {
    let arguments = |number: usize| -> Value {
        let one = &sound()["sources"][0]["arguments"][0];
        (0..number)
            .map(|at| {
                let mut one = one.clone();
                one["id"] = json!(format!("copy-{at}"));
                one
            })
            .collect()
    };
    // The sound corpus has others besides, and relations between arguments.
    let besides = sound()["sources"].as_array().map_or(0, |sources| {
        sources.iter().skip(1).filter_map(|source| source["arguments"].as_array()).map(Vec::len).sum()
    });
    for (number, told) in [(2_500, None), (2_501, Some("sources: 2501 arguments; "))] {
        let mut corpus = sound();
        corpus["relations"] = json!([]);
        corpus["sources"][0]["arguments"] = arguments(number - besides);
        let said = said_by_check(&corpus);
        let remark = said.iter().find(|line| line.contains(" arguments; "));
        assert_eq!(remark.is_some(), told.is_some(), "{said:?}");
        assert!(remark.is_none_or(|line| told.is_some_and(|told| line.contains(told))), "{said:?}");
        assert_eq!(said_by_reading(&corpus), [""; 0]);
    }
}

#[test]
fn several_errors_come_in_the_order_of_the_file() {
    let mut corpus = broken("/title", json!(""));
    corpus["sources"][1]["short"] = json!("");
    corpus["sources"][0]["arguments"][0]["claim"] = json!("");
    corpus["relations"][0]["to"] = json!("z-1");
    let told = [
        format!("title: the title {EMPTY}"),
        format!("sources[0].arguments[0].claim: the claim {EMPTY}"),
        format!("sources[1].short: the short name {EMPTY}"),
        "relations[0].to: no argument \"z-1\"; did you mean \"x-1\"?".to_owned(),
    ];
    assert_eq!(said_by_reading(&corpus), in_one_file(&told));
}

#[test]
fn one_file_of_the_wrong_shape_is_refused_with_its_place() {
    for (json, place, what) in [
        ("", "line 1, column 0", "EOF while parsing a value"),
        ("{\"format\": \"standpoint/1\",\n  oops}", "line 2, column 3", "key must be a string"),
        ("[]", "line 1, column", ""),
        (
            &sound().to_string().replace("\"value\":-2", "\"value\":7"),
            "line 1, column",
            "7 is no stance; the scale goes from -2 to 2",
        ),
        (&sound().to_string().replace("\"claim\":", "\"klaim\":"), "line 1, column", "missing field `claim`"),
    ] {
        let message = read_one("mine.standpoint.json", json)
            .map(|corpus| corpus.name)
            .map_err(|error| error.to_string());
        let message = message.expect_err("it is refused");
        assert!(message.starts_with(&format!("mine.standpoint.json: {place}")), "{message}");
        assert!(message.contains(what), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

/// Looking for the name that is meant must not take longer than a person waits.
#[test]
fn a_corpus_of_unknown_names_is_refused_at_once() {
    for (letters, actors, unknown) in
        [("a", 10_000, 30_000), (&"a".repeat(74), 4_000, 4_000), (&"a".repeat(300_000), 1, 1)]
    {
        let mut corpus = sound();
        let actor = |at: usize| json!({"id": format!("{letters}{at:05}"), "label": ""});
        corpus["codebook"]["actors"].as_array_mut().expect("a list").extend((0..actors).map(actor));
        let about = |at: usize| format!("{letters}{at:05}x");
        corpus["sources"][0]["arguments"][0]["about"] = json!((0..unknown).map(about).collect::<Vec<_>>());
        let start = Instant::now();
        let told = said_by_reading(&corpus);
        assert!(start.elapsed() < Duration::from_secs(30), "{letters:.80}: {:?}", start.elapsed());
        let unknown_told = told.iter().filter(|line| line.contains("].about[")).count();
        assert_eq!(unknown_told, unknown, "each is told");
        let nearest = format!("did you mean \"{letters}00000\"?");
        assert_eq!(told.iter().any(|line| line.ends_with(&nearest)), letters.len() < 80, "{letters:.80}");
    }
}

/// The parser says its place at the end of its message; what the file itself says is kept.
#[test]
fn a_file_that_speaks_of_lines_is_quoted_whole() {
    let mut corpus = sound();
    corpus["codebook"] = json!("see the book at line 3");
    let refused = read_one("mine.standpoint.json", &corpus.to_string()).map(|corpus| corpus.name);
    let message = refused.expect_err("it is refused").to_string();
    assert!(message.contains("\"see the book at line 3\", expected "), "{message}");
    assert!(!message.contains(" at line 1 "), "the place is told once: {message}");
}

/// A later format may have another shape; its reader must hear of the format, not of a field.
#[test]
fn a_later_format_of_another_shape_is_refused_as_such() {
    let later = json!({"format": "standpoint/2", "id": "river", "codebook": "elsewhere"}).to_string();
    let refused = read_one("mine.standpoint.json", &later).map(|corpus| corpus.name);
    let message = refused.expect_err("it is refused").to_string();
    assert!(message.contains("the format is \"standpoint/2\""), "{message}");

    let folder = Folder::of(&sound());
    fs::write(folder.main(), &later).expect("a writable folder");
    let (_, errors, _) = folder.check(&[]);
    assert!(errors.contains("the format is \"standpoint/2\""), "{errors}");
}

/// The facet for cards without a stance is called "none" in links, so no step can be.
#[test]
fn no_step_of_the_scale_has_the_name_for_no_stance() {
    let told = said_by_check(&broken("/codebook/stances/2/id", json!("none")));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("mine.standpoint.json: codebook.stances[2].id: "), "{told:?}");
}

/// From a day to the end of its month is from the earlier to the later.
#[test]
fn a_period_may_end_less_precisely_than_it_begins() {
    for time in ["2025-06-19/2025", "2025-06/2025", "2025-06-19/2025-06"] {
        assert_eq!(said_by_check(&broken("/sources/0/arguments/0/time", json!(time))), [""; 0], "{time}");
    }
}
