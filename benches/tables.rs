//! How long it takes to write a large collection as tables, and DuckDB to make the page's matrix of them.
//!
//! Run by `make bench`; words are sizes of made-up collections.

#[path = "../tests/parquet/duckdb.rs"]
mod duckdb;
#[path = "../src/bin/standpoint-tool/sample.rs"]
mod sample;
#[path = "../tests/parquet/tool.rs"]
mod tool;

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;
use std::time::Instant;

use serde_json::json;

use duckdb::{Job, ask};
use tool::{Folder, tool};

/// Sizes that are measured if no others are asked for.
const SIZES: [usize; 2] = [43_614, 1_000_000];

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    println!(
        "| statements | JSON, MB | tables, MB | written, s | read by DuckDB, s | with the matrix, s | cells |"
    );
    println!("|---|---|---|---|---|---|---|");
    for &size in if asked.is_empty() { &SIZES[..] } else { &asked } {
        println!("{}", measure(size));
    }
}

/// A row of the table.
fn measure(size: usize) -> String {
    let folder = Folder::new();
    let (corpus, tables) = (folder.0.join("corpus.json"), folder.0.join("tables"));
    let file = BufWriter::new(File::create(&corpus).expect("a writable folder"));
    serde_json::to_writer(file, &sample::sample(size)).expect("JSON");
    let start = Instant::now();
    let (_, told, content) = tool(&[Path::new("parquet"), &corpus, Path::new("--out"), &tables]);
    let written = start.elapsed();
    assert!(content, "{told}");
    let bytes = |path: &Path| fs::metadata(path).map_or(0, |file| file.len()) as f64 / 1e6;
    let files = fs::read_dir(&tables).expect("a folder").flatten();
    let all: f64 = files.map(|file| bytes(&file.path())).sum();
    // Whoever asks once pays for Python's start and for reading the tables too.
    let query = |query: String, values| {
        let start = Instant::now();
        let job =
            Job { folder: tables.clone(), preparing: vec![sql("lines")], queries: vec![(query, values)] };
        let answers = ask(&[job]);
        (answers[0][0][0].as_u64().unwrap_or_default(), start.elapsed())
    };
    let (_, reading) = query("SELECT 1".to_owned(), Vec::new());
    let matrix = format!("SELECT count(*) FROM ({})", sql("matrix").trim_end().trim_end_matches(';'));
    let (cells, whole) = query(matrix, vec![json!("propositions"), json!("sources")]);
    let [written, reading, whole] = [written, reading, whole].map(|time| time.as_secs_f64());
    let json = bytes(&corpus);
    format!("| {size} | {json:.1} | {all:.1} | {written:.2} | {reading:.2} | {whole:.2} | {cells} |")
}

/// A text of SQL by its name.
fn sql(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sql/{name}.sql"));
    fs::read_to_string(path).expect("the project's own SQL")
}
