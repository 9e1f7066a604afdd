//! Guards the bundled corpus: its extent, its anchors, the figures of its README, and that no
//! sentence of a source stands anywhere in the repository.
//!
//! The coded texts belong to their publishers and are not part of the repository. Where they lie
//! beside it, in `../shared/sources`, what needs them is checked; elsewhere the test says that it
//! was skipped.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn texts() -> Option<PathBuf> {
    let dir = root().join("../shared/sources");
    if dir.is_dir() {
        return Some(dir);
    }
    println!("skipped: the coded texts are not there ({})", dir.display());
    None
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("a file of the corpus");
    serde_json::from_str(&text).expect("JSON")
}

fn sources() -> Vec<Value> {
    let dir = std::fs::read_dir(root().join("corpus/sources")).expect("corpus/sources");
    dir.map(|entry| json(&entry.expect("an entry").path())).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn tool(arguments: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"))
        .args(arguments)
        .current_dir(root())
        .output()
        .expect("the tool runs");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.success(), text.into_owned())
}

#[test]
fn the_corpus_has_the_extent_that_was_asked_for() {
    let sources = sources();
    assert_eq!(sources.len(), 5);
    let arguments: Vec<&Value> = sources.iter().flat_map(|source| list(&source["arguments"])).collect();
    assert!((120..=160).contains(&arguments.len()), "{} arguments", arguments.len());
    let source_of = |id: &Value| {
        sources.iter().position(|source| list(&source["arguments"]).iter().any(|row| row["id"] == *id))
    };
    let corpus = json(&root().join("corpus/corpus.json"));
    let relations = list(&corpus["relations"]);
    let between = relations.iter().filter(|row| source_of(&row["from"]) != source_of(&row["to"])).count();
    assert!(relations.len() >= 60, "{} relations", relations.len());
    assert!(between * 3 >= relations.len(), "{between} of {} relations join sources", relations.len());
    let context = arguments.iter().filter(|row| row["role"] == "context").count();
    assert!(context * 6 <= arguments.len(), "there is little context: {context}");
    for row in arguments {
        let silent = list(&row["stances"]).is_empty();
        assert_eq!(silent, row["role"] == "context", "{}: only context takes no stance", row["id"]);
    }
}

#[test]
fn every_block_of_running_text_is_covered() {
    for source in sources() {
        let covered: BTreeSet<u64> =
            list(&source["arguments"]).iter().filter_map(|row| row["place"]["block"].as_u64()).collect();
        for (at, block) in list(&source["outline"]).iter().enumerate() {
            let number = at as u64 + 1;
            assert!(block["kind"] != "text" || covered.contains(&number), "{} block {number}", source["id"]);
        }
    }
}

#[test]
fn every_anchor_is_in_the_text() {
    let Some(dir) = texts() else { return };
    let (good, report) = tool(&["check", "corpus", "--texts", &dir.display().to_string()]);
    assert!(good && report.contains("anchors checked"), "{report}");
}

#[test]
fn a_changed_text_is_noticed() {
    let Some(dir) = texts() else { return };
    let copy = std::env::temp_dir().join(format!("standpoint-texts-{}", std::process::id()));
    std::fs::create_dir_all(&copy).expect("a folder");
    for source in sources() {
        let name = format!("{}.txt", source["id"].as_str().expect("an id"));
        let text = std::fs::read_to_string(dir.join(&name)).expect("a text");
        std::fs::write(copy.join(&name), text.replacen("military", "naval", 1)).expect("written");
    }
    let (good, report) = tool(&["check", "corpus", "--texts", &copy.display().to_string()]);
    std::fs::remove_dir_all(&copy).expect("removed");
    assert!(!good, "one word changed in every text must be noticed");
    for source in sources() {
        let file = format!("corpus/sources/{}.json: outline[", source["id"].as_str().expect("an id"));
        assert!(report.contains(&file), "{file} in {report}");
    }
}

#[test]
fn the_readme_has_the_figures_of_the_two_codings() {
    let (good, report) = tool(&["agree", "corpus/reliability/first.csv", "corpus/reliability/second.csv"]);
    assert!(good, "{report}");
    let readme = std::fs::read_to_string(root().join("corpus/README.md")).expect("corpus/README.md");
    for line in report.lines() {
        assert!(readme.contains(line), "corpus/README.md lacks: {line}");
    }
}

/// The words of a text in lower case.
fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn runs(text: &str) -> HashSet<String> {
    words(text).windows(9).map(|run| run.join(" ")).collect()
}

/// Every text in a bibliographic record.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![words(text).join(" ")],
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::Object(map) => map.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// What bibliographic records say: titles of works, names of institutions, addresses. These may
/// be told in full.
fn bibliography() -> String {
    let corpus = json(&root().join("corpus/corpus.json"));
    let records = sources().into_iter().map(|source| source["record"].clone());
    let records = records.chain(list(&corpus["references"]).to_vec());
    records.flat_map(|record| strings(&record)).collect::<Vec<_>>().join(" | ")
}

#[test]
fn no_nine_words_running_are_a_sources_own() {
    let Some(dir) = texts() else { return };
    let bibliography = bibliography();
    let mut theirs: HashSet<String> = HashSet::new();
    for source in sources() {
        let name = format!("{}.txt", source["id"].as_str().expect("an id"));
        theirs.extend(runs(&std::fs::read_to_string(dir.join(name)).expect("a text")));
    }
    theirs.retain(|run| !bibliography.contains(run.as_str()));
    assert!(theirs.len() > 1_000, "the texts are read");
    let output = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git");
    let files = String::from_utf8(output.stdout).expect("names");
    for file in files.split('\0').filter(|file| !file.is_empty()) {
        // What is no text has no sentences.
        let Ok(text) = std::fs::read_to_string(root().join(file)) else { continue };
        let found: Vec<String> = runs(&text).into_iter().filter(|run| theirs.contains(run)).collect();
        assert!(found.is_empty(), "{file}: {found:?}");
    }
}
