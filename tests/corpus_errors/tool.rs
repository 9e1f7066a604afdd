//! The tool names files and places in a corpus of several files, and checks it against its texts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::faults::*;
use super::*;

/// A corpus in files of its own, removed when it is no longer needed.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn of(corpus: &Value) -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let unique =
            format!("standpoint-errors-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(std::env::temp_dir().join(unique));
        let mut main = corpus.clone();
        let sources = main.as_object_mut().and_then(|fields| fields.remove("sources")).expect("sources");
        fs::create_dir_all(folder.0.join("sources")).expect("a writable folder");
        fs::write(folder.main(), main.to_string()).expect("a writable folder");
        for (name, source) in ["x", "y"].into_iter().zip(sources.as_array().expect("a list")) {
            fs::write(folder.source(name), source.to_string()).expect("a writable folder");
        }
        folder
    }

    pub fn main(&self) -> PathBuf {
        self.0.join("corpus.json")
    }

    fn source(&self, name: &str) -> PathBuf {
        self.0.join("sources").join(format!("{name}.json"))
    }

    /// What the tool says: results, errors, and whether it is content.
    pub fn check(&self, more: &[&str]) -> (String, String, bool) {
        tool(&[&["check", &self.0.display().to_string()], more].concat())
    }

    /// A line about one file of everything, as a line about the folder's files.
    fn line(&self, line: &str) -> String {
        for (at, name) in [(0, "x"), (1, "y")] {
            if let Some(rest) = line.strip_prefix(&format!("sources[{at}].")) {
                return format!("{}: {rest}", self.source(name).display());
            }
        }
        format!("{}: {line}", self.main().display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

pub fn tool(arguments: &[&str]) -> (String, String, bool) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_standpoint-tool")).args(arguments).output().expect("the tool runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.success())
}

#[test]
fn the_tool_names_the_file_of_every_fault() {
    for Break { at, value, told } in errors().into_iter().chain(remarks()) {
        let folder = Folder::of(&broken(at, value));
        let (remarks, errors): (Vec<&String>, Vec<&String>) = told.iter().partition(|line| is_remark(line));
        let mut expected: Vec<String> = errors.iter().map(|line| folder.line(line)).collect();
        let is_sound = expected.is_empty();
        if !is_sound {
            let plural = if expected.len() == 1 { "" } else { "s" };
            expected.push(format!("{} error{plural}", expected.len()));
        }
        let (out, err, content) = folder.check(&[]);
        assert_eq!(err.lines().collect::<Vec<_>>(), expected, "{at}");
        assert_eq!(content, is_sound, "{at}");
        let shown: Vec<&str> = out.lines().filter(|line| line.starts_with("remark: ")).collect();
        let expected: Vec<String> =
            remarks.iter().map(|line| format!("remark: {}", folder.line(line))).collect();
        assert_eq!(shown, expected, "{at}");
    }
}

#[test]
fn the_tool_counts_a_sound_corpus() {
    let (out, err, content) = Folder::of(&sound()).check(&[]);
    let counts = "river: 2 sources, 2 arguments, 3 stances, 1 relations, 1 of them between sources; \
        anchors not checked (no --texts)\n";
    assert_eq!((out.as_str(), err.as_str(), content), (counts, "", true));
}

#[test]
fn the_tool_points_into_files_of_the_wrong_shape() {
    let x = |change: &dyn Fn(&mut Value)| {
        let mut corpus = sound();
        change(&mut corpus["sources"][0]);
        corpus
    };
    let without = |field: &'static str| {
        x(&move |source| drop(source["arguments"][0].as_object_mut().and_then(|fields| fields.remove(field))))
    };
    for (corpus, pointer, what) in [
        (
            x(&|source| source["arguments"][0]["stances"][1]["value"] = json!(7)),
            "arguments[0].stances[1].value: ",
            "7 is no stance; the scale goes from -2 to 2",
        ),
        (
            x(&|source| source["arguments"][0]["stances"][0]["value"] = json!(1.5)),
            "arguments[0].stances[0].value: ",
            "floating point",
        ),
        (
            x(&|source| source["outline"][1]["kind"] = json!("prose")),
            "outline[1].kind: ",
            "unknown variant `prose`",
        ),
        (
            x(&|source| source["arguments"][0]["place"]["block"] = json!(-1)),
            "arguments[0].place.block: ",
            "-1",
        ),
        (
            x(&|source| source["arguments"][0]["claim"] = json!(1)),
            "arguments[0].claim: ",
            "expected a string",
        ),
        (without("claim"), "arguments[0]: ", "missing field `claim`"),
        (without("place"), "arguments[0]: ", "missing field `place`"),
    ] {
        let folder = Folder::of(&corpus);
        let (_, err, content) = folder.check(&[]);
        assert!(err.starts_with(&format!("{}: {pointer}", folder.source("x").display())), "{err}");
        assert!(err.contains(what) && err.lines().count() == 1 && !content, "{err}");
    }
    let folder = Folder::of(&sound());
    fs::write(folder.source("y"), "{\"id\": \"y\",}").expect("a writable folder");
    let (_, err, _) = folder.check(&[]);
    assert!(err.starts_with(&format!("{}: ", folder.source("y").display())), "{err}");
    assert!(err.contains("line 1 column 12"), "{err}");

    fs::remove_file(folder.main()).expect("it was there");
    let (_, err, content) = folder.check(&[]);
    assert!(err.starts_with(&format!("{}: ", folder.main().display())) && !content, "{err}");
}

#[test]
fn the_tool_checks_anchors_and_wording_against_texts() {
    let text =
        "The river\n\nOn Monday the gauge at the old bridge showed more than two metres. Nobody slept.\n";
    let mut corpus = sound();
    corpus["sources"][0]["outline"] = json!([{"kind": "heading"}, {"kind": "text"}]);
    let folder = Folder::of(&corpus);
    fs::write(folder.0.join("x.txt"), text).expect("a writable folder");
    let dir = folder.0.display().to_string();
    let (out, _, content) = tool(&["anchor", &dir, "--texts", &dir]);
    assert_eq!((out.as_str(), content), ("x: 1 anchors\ny: no text, left as it was\n", true));

    let (out, err, content) = folder.check(&["--texts", &dir]);
    assert_eq!((err.as_str(), content), ("", true));
    let no_text =
        format!("remark: {}: no text y.txt; its anchors were not checked", folder.source("y").display());
    assert!(out.lines().any(|line| line == no_text), "{out}");

    let copy = |source: &Path, from: &str, to: &str| {
        let changed = fs::read_to_string(source).expect("it is there").replace(from, to);
        fs::write(source, changed).expect("a writable folder");
    };
    copy(
        &folder.source("x"),
        "The gauge shows two metres.",
        "Observers say the gauge at the old bridge showed more than two metres.",
    );
    copy(&folder.0.join("x.txt"), "Nobody slept", "Nobody sang");
    fs::write(folder.0.join("y.txt"), "One.\n\nTwo.\n").expect("a writable folder");
    let (_, err, content) = folder.check(&["--texts", &dir]);
    let mend = "run the tool's `anchor` if the text is right, or mend the place";
    let (x, y) = (folder.source("x"), folder.source("y"));
    let expected = [
        format!("{}: outline[1]: the block's sentences differ; {mend}", x.display()),
        format!("{}: arguments[0].anchor: block 2 does not have this passage; {mend}", x.display()),
        format!(
            "{}: arguments[0]: 9 words running are the source's own: \"the gauge at the old bridge showed more than\"; say it in your own words",
            x.display()
        ),
        format!("{}: outline: 1 blocks, but the text has 2; {mend}", y.display()),
        format!("{}: outline[0]: the block's sentences differ; {mend}", y.display()),
        format!("{}: arguments[0].anchor: block 1 does not have this passage; {mend}", y.display()),
        "6 errors".to_owned(),
    ];
    assert_eq!(
        (err.lines().collect::<Vec<_>>(), content),
        (expected.iter().map(String::as_str).collect(), false)
    );
}

/// A passage that ends before it begins is told like any other fault, though there is a text.
#[test]
fn the_tool_looks_for_no_passage_that_ends_before_it_begins() {
    let folder = Folder::of(&broken("/sources/0/arguments/0/place/sentences", json!([2, 1])));
    fs::write(folder.0.join("x.txt"), "The river\n\nIt rose. It fell.\n").expect("a writable folder");
    let dir = folder.0.display().to_string();
    let (_, err, content) = folder.check(&["--texts", &dir]);
    let told = format!("{}: arguments[0].place.sentences: no sentences 2 to 1", folder.source("x").display());
    assert!(err.starts_with(&told) && !content, "{err}");
    let (_, err, content) = tool(&["anchor", &dir, "--texts", &dir]);
    assert_eq!(
        (err.lines().last(), content),
        (Some("x: arguments[0].place: the text has no such passage"), false)
    );
}
