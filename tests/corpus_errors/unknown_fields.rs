//! Fields that this version does not know are kept.

use std::fs;

use serde_json::{Value, json};
use standpoint::corpus::written::{CorpusFile, SourceFile};

use super::faults::*;
use super::said_by_check;
use super::tool::*;

/// Every object of a JSON value gets fields that no version knows.
fn with_unknown_fields(value: &mut Value, count: &mut usize) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(|value| with_unknown_fields(value, count)),
        Value::Object(fields) => {
            fields.values_mut().for_each(|value| with_unknown_fields(value, count));
            *count += 1;
            fields.insert("x-later".into(), json!({"n": *count, "list": [null, true, -1.5, "ü"]}));
            fields.insert("memo".into(), Value::Null);
        }
        _ => {}
    }
}

/// Every field of the format, so that each is seen on its way through.
fn full() -> Value {
    let mut corpus = sound();
    corpus["coders"] = json!(["A", "B"]);
    corpus["method"] = json!(["Twice."]);
    corpus["codebook"]["rules"] = json!([{"id": "net", "label": "Net", "rule": "The mean."}]);
    for stance in corpus["codebook"]["stances"].as_array_mut().expect("a list") {
        stance["rule"] = json!("where it fits");
    }
    for actor in corpus["codebook"]["actors"].as_array_mut().expect("a list") {
        actor["kind"] = json!("group");
    }
    let record = json!({
        "id": "x", "type": "report", "title": "On the river",
        "author": [{"family": "Bee", "given": "A."}, {"literal": "The Institute"}],
        "issued": {"date-parts": [[2025, 6, 19], [2025, 7]]},
        "accessed": {"literal": "in June"},
        "container-title": "C", "publisher": "P", "collection-title": "S", "number": "3(S)",
        "URL": "https://example.org", "note": "N",
    });
    corpus["references"][0] = record.clone();
    corpus["references"][0]["id"] = json!("gauge");
    let anchor =
        json!({"fingerprint": "0123456789abcdef", "shingles": ["012345"], "start": "The", "end": "end"});
    for source in corpus["sources"].as_array_mut().expect("a list") {
        let id = source["id"].clone();
        source["record"] = record.clone();
        source["record"]["id"] = id;
        source["date"] = json!("2025-06");
        source["not_before"] = json!(true);
        source["text"] = json!("The whole text.");
        for block in source["outline"].as_array_mut().expect("a list") {
            let sentences = block.get("sentences").cloned().unwrap_or_else(|| json!([]));
            *block = json!({"kind": block["kind"], "section": "S", "words": 3, "sentences": sentences});
        }
        for argument in source["arguments"].as_array_mut().expect("a list") {
            argument["anchor"] = anchor.clone();
            argument["about"] = json!(["farmers"]);
        }
    }
    corpus
}

#[test]
fn nothing_is_lost_between_reading_and_writing() {
    let mut corpus = full();
    let mut count = 0;
    with_unknown_fields(&mut corpus, &mut count);
    assert!(count > 40, "{count} objects");
    let written: CorpusFile = serde_json::from_value(corpus.clone()).expect("unknown fields are no fault");
    assert_eq!(said_by_check(&corpus), [""; 0]);
    assert_eq!(serde_json::to_value(&written).expect("JSON"), corpus);
    // The same through text, as the tool does it.
    let again: CorpusFile = serde_json::from_str(&corpus.to_string()).expect("JSON");
    assert_eq!(again, written);
    let source: SourceFile = serde_json::from_value(corpus["sources"][0].clone()).expect("a source alone");
    assert_eq!(serde_json::to_value(source).expect("JSON"), corpus["sources"][0]);
}

#[test]
fn packing_keeps_unknown_fields() {
    let mut corpus = full();
    with_unknown_fields(&mut corpus, &mut 0);
    let folder = Folder::of(&corpus);
    let out = folder.0.join("packed.standpoint.json");
    let (_, err, content) =
        tool(&["pack", &folder.0.display().to_string(), "--out", &out.display().to_string()]);
    assert_eq!((err.as_str(), content), ("", true));
    let packed: Value = serde_json::from_str(&fs::read_to_string(out).expect("a file")).expect("JSON");
    assert_eq!(packed, corpus);
}
