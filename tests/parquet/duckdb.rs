//! Asking DuckDB: one process for all questions of a test.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::tool::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Queries on one folder of tables.
pub struct Job {
    pub folder: PathBuf,
    pub preparing: Vec<String>,
    pub queries: Vec<(String, Vec<Value>)>,
}

/// Where DuckDB's Python package lies: `make check` puts it into `.tools` and says where.
fn package() -> PathBuf {
    if let Some(named) = std::env::var_os("STANDPOINT_DUCKDB") {
        return named.into();
    }
    let tools = std::fs::read_dir(Path::new(ROOT).join(".tools")).into_iter().flatten().flatten();
    let is_it = |path: &PathBuf| path.join("duckdb").is_dir();
    let mut found: Vec<PathBuf> = tools.map(|entry| entry.path()).filter(is_it).collect();
    found.sort();
    found.pop().expect("DuckDB is missing, with which this test reads the tables: `make check` sets it up")
}

/// The rows of every query, in order.
pub fn ask(jobs: &[Job]) -> Vec<Value> {
    let folder = Folder::new();
    let asked = folder.0.join("questions.json");
    let list: Vec<Value> = jobs.iter().map(|job| json!([job.folder, job.preparing, job.queries])).collect();
    std::fs::write(&asked, json!(list).to_string()).expect("a writable folder");
    let output = Command::new("python3")
        .args([Path::new(ROOT).join("tests/parquet/query.py"), asked])
        .env("PYTHONPATH", package())
        .output()
        .expect("python3 is missing, in which DuckDB runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "DuckDB (set up by `make check`) did not answer:\n{told}");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<Value> =
        answers.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    assert_eq!(answers.len(), jobs.iter().map(|job| job.queries.len()).sum::<usize>());
    answers
}
