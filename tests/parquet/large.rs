//! Measuring: a large corpus is written and its matrix computed. Run by hand, with the tool as it
//! is released: `cargo test --release --test parquet large -- --ignored --nocapture`.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use crate::document::sql;
use crate::duckdb::{Job, ask};
use crate::exported::{Folder, tool};

/// How many statements, unless `STANDPOINT_STATEMENTS` says another number.
const STATEMENTS: usize = 100_000;
const PROPOSITIONS: usize = 500;
/// Statements of each source, two an argument.
const OF_A_SOURCE: usize = 500;

fn labels(kind: &str, count: usize) -> Vec<Value> {
    (0..count).map(|at| json!({"id": format!("{kind}-{at}"), "label": format!("{kind} {at}")})).collect()
}

fn argument(at: usize) -> Value {
    let of = |kind: &str, of: usize, step: usize| format!("{kind}-{}", at * step % of);
    let stance = |step: usize| {
        let proposition = (at * 2 + step) * 7 % PROPOSITIONS;
        json!({"proposition": format!("proposition-{proposition}"), "value": (at * 3 + step) as i64 % 5 - 2})
    };
    let mut row = json!({
        "id": format!("a{at}"),
        "claim": format!("Claim {at}: what the {} of {} means for {}.", at * 31 % 997, at * 17 % 89, at % 61),
        "place": {"block": at % 40 + 1, "sentences": [1, 2]},
        "role": of("role", 6, 1), "certainty": of("certainty", 4, 3),
        "stances": [stance(0), stance(1)],
        "about": [of("actor", 300, 1), of("actor", 300, 13)],
        "evidence": [{"kind": "event", "text": format!("Event {}", at % 1_009)}],
    });
    if at.is_multiple_of(3) {
        row["holder"] = json!(of("actor", 300, 7));
    }
    if !at.is_multiple_of(4) {
        row["time"] = json!(format!("{}-02/{}-09", 2000 + at % 20, 2000 + at % 20 + at % 2));
    }
    row
}

fn large(statements: usize) -> Value {
    let propositions = (0..PROPOSITIONS).map(|at| {
        json!({"id": format!("proposition-{at}"), "issue": format!("issue-{}", at % 25), "text": format!("It is {at}.")})
    });
    let sources = (0..statements / OF_A_SOURCE).map(|at| {
        let arguments = at * OF_A_SOURCE / 2..(at + 1) * OF_A_SOURCE / 2;
        json!({"id": format!("source-{at}"), "short": format!("Source {at}"), "record": {"id": "r"},
            "date": format!("{}", 2000 + at % 25), "arguments": arguments.map(argument).collect::<Vec<_>>()})
    });
    let steps = ["no", "rather-no", "torn", "rather-yes", "yes"];
    json!({
        "format": "standpoint/1", "id": "large", "title": "T", "question": "Q", "language": "en",
        "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": steps.iter().zip(-2..).map(|(id, value): (_, i8)| json!({"id": id, "value": value, "label": id})).collect::<Vec<_>>(),
            "issues": labels("issue", 25), "propositions": propositions.collect::<Vec<_>>(),
            "actors": labels("actor", 300), "roles": labels("role", 6), "certainties": labels("certainty", 4)},
        "sources": sources.collect::<Vec<_>>(),
    })
}

#[test]
#[ignore = "measures, and guards nothing"]
fn large_corpora_are_written_and_counted() {
    let statements = std::env::var("STANDPOINT_STATEMENTS").ok().and_then(|text| text.parse().ok());
    let statements = statements.unwrap_or(STATEMENTS);
    let folder = Folder::new();
    let (corpus, tables) = (folder.0.join("corpus.json"), folder.0.join("tables"));
    std::fs::write(&corpus, large(statements).to_string()).expect("a writable folder");
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
    println!("{statements} statements, {} bytes of JSON", size(&corpus));
    let start = Instant::now();
    let (told, error, content) = tool(&[Path::new("parquet"), &corpus, Path::new("--out"), &tables]);
    assert!(content, "{error}");
    println!("written in {:.2} s: {told}", start.elapsed().as_secs_f64());
    let mut bytes = 0;
    for entry in std::fs::read_dir(&tables).expect("a folder").flatten() {
        bytes += size(&entry.path());
        println!("{:>12} {}", size(&entry.path()), entry.file_name().display());
    }
    println!("{bytes:>12} in all");
    for axes in [["propositions", "sources"], ["holders", "quarters"]] {
        let queries = vec![(sql("matrix"), axes.map(|axis| json!(axis)).to_vec())];
        let start = Instant::now();
        let cells = ask(&[Job { folder: tables.clone(), preparing: vec![sql("lines")], queries }]);
        let count = cells[0].as_array().map_or(0, Vec::len);
        println!("{axes:?}: {count} cells in {:.2} s with Python's start", start.elapsed().as_secs_f64());
    }
}
