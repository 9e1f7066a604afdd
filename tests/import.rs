//! Guards `standpoint-tool import`: a table and an election become corpora that `check` finds sound,
//! and whatever cannot be read is said with its place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("standpoint-import-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

fn tool(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_standpoint-tool")).args(words).output().expect("the tool runs")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// What is printed, line by line, and the corpus that was written.
fn imported(from: &Path, out: &Path, more: &[&str]) -> (Vec<String>, Value) {
    let output = tool(&[&["import", text(from), "--out", text(out)], more].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let checked = tool(&["check", text(out)]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    let said = String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect();
    (said, serde_json::from_slice(&fs::read(out).expect("a corpus")).expect("JSON"))
}

/// Why it was refused.
fn refused(words: &[&str]) -> String {
    let output = tool(words);
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const TABLE: &str = "Partei;These;Antwort;Begründung;Datum\n\
    Rot;Ein Bad wird gebaut;ja;Kinder lernen schwimmen;2024-05-01\n\
    Blau;Ein Bad wird gebaut;nein;Das Geld fehlt;2024-05-02\n\
    Blau;Ein Bad wird gebaut;vielleicht;Mal sehen;2024-05-02\n";

#[test]
fn a_table_becomes_a_corpus_and_what_is_left_out_is_said() {
    let folder = Folder::new("table");
    let (said, corpus) = imported(&folder.put("bad.csv", TABLE), &folder.0.join("bad.json"), &[]);
    assert_eq!(said[0], "table: holder=Partei,proposition=These,stance=Antwort,claim=Begründung,date=Datum");
    assert!(said[1].starts_with("left out: bad.csv: line 4: \"vielleicht\""), "{said:?}");
    assert!(said[2].ends_with("2 sources, 1 propositions, 2 arguments"), "{said:?}");
    let claims: Vec<&Value> = corpus["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .flat_map(|source| source["arguments"].as_array().expect("arguments"))
        .map(|argument| &argument["claim"])
        .collect();
    assert_eq!(claims, ["Kinder lernen schwimmen", "Das Geld fehlt"]);
}

#[test]
fn a_wrong_guess_is_corrected_by_name_or_number() {
    let folder = Folder::new("columns");
    let table = folder.put("bad.csv", TABLE);
    let out = folder.0.join("bad.json");
    let (said, corpus) = imported(&table, &out, &["--columns", "claim=2,date=,issue=Partei"]);
    assert_eq!(said[0], "table: holder=Partei,proposition=These,issue=Partei,stance=Antwort,claim=These");
    let issues: Vec<&Value> =
        corpus["codebook"]["issues"].as_array().expect("issues").iter().map(|row| &row["label"]).collect();
    // A proposition belongs to one issue: that of the row that names it first.
    assert_eq!(issues, ["Rot"]);
    for (columns, told) in [
        ("holder=Party", "no column “Party”; there are Partei, These, Antwort, Begründung, Datum"),
        ("holder=6", "no column “6”"),
        ("who=Partei", "no “who”; there are source, holder, proposition, issue, stance, claim, date"),
        ("Partei", "“Partei” is no name=column"),
        ("proposition=,claim=", "say which columns with --columns"),
    ] {
        let said = refused(&["import", text(&table), "--out", text(&out), "--columns", columns]);
        assert!(said.contains(told), "{columns}: {said}");
    }
}

/// An election of two parties, by hand.
fn election(folder: &Folder) -> PathBuf {
    let put = |name: &str, what: Value| folder.put(&format!("data/2030/bad/{name}"), what.to_string());
    put("overview.json", json!({"title": "Badewahl 2030", "date": "2030-03-03", "info": "", "slug": "bad"}));
    put(
        "party.json",
        json!([{"id": 0, "name": "Rot", "longname": "Die Roten"}, {"id": 1, "name": "Blau", "longname": "Die Blauen"}]),
    );
    put(
        "statement.json",
        json!([{"id": 0, "category": null, "label": "Bad", "text": "Das Bad soll kommen."}]),
    );
    // The middle value has the highest number, and only its message tells.
    put(
        "answer.json",
        json!([{"id": 0, "message": "Stimme nicht zu"}, {"id": 1, "message": "Stimme zu"}, {"id": 2, "message": "Neutral"}]),
    );
    put(
        "opinion.json",
        json!([{"id": 0, "party": 0, "statement": 0, "answer": 0, "comment": 0}, {"id": 1, "party": 1, "statement": 0, "answer": 1, "comment": null}]),
    );
    put("comment.json", json!([{"id": 0, "text": "Zu nass."}]));
    folder.0.join("data")
}

#[test]
fn an_election_becomes_a_corpus_by_the_messages_of_its_answers() {
    let folder = Folder::new("election");
    let (said, corpus) = imported(&election(&folder), &folder.0.join("bad.json"), &[]);
    assert_eq!(said[0], "answers of the Wahl-O-Mat: 1 elections");
    let stances: Vec<(&Value, &Value)> = corpus["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .map(|source| (&source["author"], &source["arguments"][0]["stances"][0]["value"]))
        .collect();
    let name = |id: &Value| {
        let actors = corpus["codebook"]["actors"].as_array().expect("actors");
        actors.iter().find(|row| row["id"] == *id).expect("an actor")["label"].clone()
    };
    let named: Vec<(Value, &Value)> = stances.into_iter().map(|(id, value)| (name(id), value)).collect();
    assert_eq!(named, [("Rot".into(), &json!(-2)), ("Blau".into(), &json!(2))]);
    let refusal = refused(&["import", text(&folder.0.join("data")), "--out", "x", "--columns", "holder=1"]);
    assert!(refusal.contains("--columns is for a table"), "{refusal}");
}

#[test]
fn what_is_no_collection_is_refused_with_what_it_is() {
    let folder = Folder::new("refused");
    let out = folder.0.join("out.json");
    for (name, bytes, told) in [
        ("paper.pdf", b"%PDF-1.7 x".as_slice(), "paper.pdf"),
        ("half.json", b"{\"format\": \"standpoint/1\", \"id\"".as_slice(), "half.json: line 1"),
        ("empty.csv", b"".as_slice(), "empty.csv"),
    ] {
        let said = refused(&["import", text(&folder.put(name, bytes)), "--out", text(&out)]);
        assert!(said.contains(told), "{name}: {said}");
        assert!(!out.exists(), "{name} left something behind");
    }
    let missing = folder.0.join("missing.csv");
    let said = refused(&["import", text(&missing), "--out", text(&out)]);
    assert!(said.contains("missing.csv"), "{said}");
}
