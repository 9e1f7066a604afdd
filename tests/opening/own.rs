//! The own format, and leaving out what of it is faulty.

use serde_json::{Value, json};
use standpoint::corpus::Corpus;
use standpoint::corpus::written::CorpusFile;
use standpoint::opening::own::{Dropped, leave_out, read};

use super::*;

fn argument(id: &str) -> Value {
    json!({"id": id, "claim": "It is hot.", "place": {"block": 1, "sentences": [1, 1]}, "role": "reason",
        "stances": [{"proposition": "tea", "value": 2}], "certainty": "sure"})
}

fn source(id: &str, arguments: &[&str]) -> Value {
    let arguments: Vec<Value> = arguments.iter().map(|id| argument(id)).collect();
    json!({"id": id, "short": id, "record": {"id": id}, "arguments": arguments})
}

fn sound() -> Value {
    let step = |value: i8, id: &str| json!({"value": value, "id": id, "label": id});
    json!({
        "format": "standpoint/1", "id": "tea", "title": "Tea", "question": "Tea?", "language": "en",
        "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": [step(-2, "a"), step(-1, "b"), step(0, "c"), step(1, "d"), step(2, "e")],
            "issues": [{"id": "drinks", "label": "Drinks"}],
            "propositions": [{"id": "tea", "issue": "drinks", "text": "Tea is good."}],
            "actors": [], "roles": [{"id": "reason", "label": "reason"}],
            "certainties": [{"id": "sure", "label": "sure"}],
        },
        "relations": [{"from": "x-1", "kind": "supports", "to": "y-1"}, {"from": "x-2", "kind": "attacks", "to": "y-1"}],
        "sources": [source("x", &["x-1", "x-2"]), source("y", &["y-1"])],
    })
}

#[test]
fn a_corpus_is_read_whole_or_with_its_sources_beside_it() {
    let whole = read(&file("tea.json", sound().to_string()), &[], &mut on).expect("it is sound");
    assert_eq!(checked(&whole).arguments.len(), 3);
    let mut main = sound();
    let sources = main["sources"].take();
    main.as_object_mut().expect("an object").remove("sources");
    let main = file("corpus.json", format!("\u{feff}{main}"));
    let sources: Vec<Brought> = [0, 1].map(|at| file("s.json", sources[at].to_string())).to_vec();
    let parts = read(&main, &sources.iter().collect::<Vec<_>>(), &mut on).expect("it is sound");
    assert_eq!(parts.corpus, whole.corpus);
}

#[test]
fn what_is_no_corpus_says_where() {
    for (bytes, told) in [
        (
            b"{\n \"format\": \"standpoint/1\",\n oops}".to_vec(),
            "t.json: line 3, column 2: key must be a string",
        ),
        (
            br#"{"format": "standpoint/2"}"#.to_vec(),
            "t.json: format: the format is \"standpoint/2\", and this",
        ),
        (
            b"{\n \"title\": \"Gr\xfcn\"}".to_vec(),
            "t.json: line 2: byte 15 is no UTF-8, and JSON has no other enc",
        ),
        (b"\xff\xfe{\0}\0".to_vec(), "t.json: line 1: byte 0 is no UTF-8"),
        (br#"{"format": "standpoint/1"}"#.to_vec(), "t.json: line 1, column 26: missing field `id`"),
    ] {
        let said = refused(read(&file("t.json", bytes), &[], &mut on));
        assert!(said.len() == 1 && said[0].starts_with(told), "{said:?}");
    }
    let bad = file("s/x.json", "{");
    let said = refused(read(&file("t.json", sound().to_string()), &[&bad], &mut on));
    assert!(said[0].starts_with("s/x.json: line 1, column 1: "), "{said:?}");
}

/// Leaves out what is wrong; what went, and what is still wrong.
fn mended(corpus: Value) -> (CorpusFile, Dropped, Vec<String>) {
    let written: CorpusFile = serde_json::from_value(corpus).expect("the shape");
    let problems = Corpus::new("t", written.clone()).map(|_| ()).expect_err("it is faulty").0;
    let (rest, dropped) = leave_out(written, "t", &problems);
    let still = Corpus::new("t", rest.clone()).map(|_| ()).map_err(|error| error.to_string());
    (rest, dropped, still.err().into_iter().collect())
}

#[test]
fn what_is_faulty_is_left_out_and_what_rests_on_it() {
    let mut corpus = sound();
    corpus["sources"][0]["arguments"][1]["stances"][0]["proposition"] = json!("coffee");
    let (rest, dropped, still) = mended(corpus);
    assert_eq!(dropped, Dropped { sources: 0, arguments: 1, relations: 1 });
    assert_eq!(still, [""; 0]);
    assert_eq!(rest.sources[0].arguments[0].id, "x-1", "the right one went");
    assert_eq!(rest.relations[0].from, "x-1");

    let mut corpus = sound();
    corpus["sources"][1]["date"] = json!("yesterday");
    corpus["sources"][1]["arguments"][0]["role"] = json!("none such");
    corpus["sources"][0]["arguments"][0]["claim"] = json!(" ");
    let (rest, dropped, still) = mended(corpus);
    assert_eq!(dropped, Dropped { sources: 1, arguments: 1, relations: 2 });
    assert_eq!((still, rest.sources.len(), rest.sources[0].arguments[0].id.as_str()), (vec![], 1, "x-2"));

    let mut corpus = sound();
    corpus["relations"][0]["to"] = json!("x-1");
    let (rest, dropped, _) = mended(corpus);
    assert_eq!(dropped, Dropped { sources: 0, arguments: 0, relations: 1 });
    assert_eq!(rest.relations[0].from, "x-2");
}

#[test]
fn what_cannot_be_left_out_is_still_told() {
    let mut corpus = sound();
    corpus["title"] = json!("");
    corpus["sources"][0]["id"] = json!("No id");
    let (rest, dropped, still) = mended(corpus);
    assert_eq!(dropped, Dropped { sources: 1, arguments: 0, relations: 2 });
    assert_eq!(rest.sources.len(), 1);
    assert_eq!(still.len(), 1);
    assert!(still[0].starts_with("t: title: "), "{still:?}");
}
