//! Guards what a coder is told: for every fault of a corpus the exact message and place, from the
//! checker, from reading one file, and from the tool on a folder of files; and that fields this
//! version does not know survive being read and written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};
use standpoint::corpus::written::{CorpusFile, SourceFile};
use standpoint::corpus::{Corpus, check, read_one};

/// A corpus in which nothing is wrong and nothing to remark.
fn sound() -> Value {
    json!({
        "format": "standpoint/1",
        "id": "river",
        "title": "The river",
        "question": "Will it rise?",
        "language": "en",
        "version": "1.0.0",
        "issued": "2026-01-31",
        "licence": "CC-BY-4.0",
        "codebook": {
            "stances": [
                {"value": 2, "id": "affirms", "label": "affirms"},
                {"value": 1, "id": "affirms-qualified", "label": "affirms with reservations"},
                {"value": 0, "id": "ambivalent", "label": "ambivalent"},
                {"value": -1, "id": "rejects-qualified", "label": "rejects with reservations"},
                {"value": -2, "id": "rejects", "label": "rejects"},
            ],
            "issues": [{"id": "water", "label": "Water"}, {"id": "people", "label": "People"}],
            "propositions": [
                {"id": "rises", "issue": "water", "text": "It rises."},
                {"id": "harms", "issue": "people", "text": "It does harm."},
            ],
            "answers": ["rises"],
            "actors": [{"id": "farmers", "label": "Farmers"}, {"id": "mayor", "label": "The mayor"}],
            "roles": [{"id": "reason", "label": "reason"}, {"id": "evidence", "label": "evidence"}],
            "certainties": [{"id": "asserted", "label": "asserted"}, {"id": "likely", "label": "likely"}],
        },
        "references": [{"id": "gauge", "type": "report", "URL": "https://example.org/gauge"}],
        "relations": [{"from": "x-1", "kind": "supports", "to": "y-1"}],
        "sources": [
            {
                "id": "x",
                "short": "X",
                "date": "2025-06",
                "record": {"id": "x", "type": "report", "URL": "http://example.org/x"},
                "outline": [{"kind": "heading"}, {"kind": "text", "sentences": ["a", "b"]}],
                "arguments": [
                    {
                        "id": "x-1",
                        "claim": "The gauge shows two metres.",
                        "place": {"block": 2, "sentences": [1, 2]},
                        "role": "evidence",
                        "holder": "mayor",
                        "stances": [{"proposition": "rises", "value": 2}, {"proposition": "harms", "value": -1}],
                        "certainty": "asserted",
                        "about": ["farmers"],
                        "evidence": [{"kind": "figure", "text": "two metres", "reference": "gauge"}],
                        "time": "2025-05/2025-06-01",
                    },
                ],
            },
            {
                "id": "y",
                "short": "Y",
                "record": {"id": "y"},
                "outline": [{"kind": "text", "sentences": ["c"]}],
                "arguments": [
                    {
                        "id": "y-1",
                        "claim": "Nobody was hurt.",
                        "place": {"block": 1, "sentences": [1, 1]},
                        "role": "reason",
                        "stances": [{"proposition": "harms", "value": -2}],
                        "certainty": "likely",
                    },
                ],
            },
        ],
    })
}

/// The sound corpus with another value at one place, an RFC 6901 pointer; `-` appends to a list.
fn broken(pointer: &str, value: Value) -> Value {
    let mut corpus = sound();
    let (parent, last) = pointer.rsplit_once('/').expect("a pointer");
    match corpus.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Value::Array(list) if last == "-" => list.push(value),
        Value::Array(list) => list[last.parse::<usize>().expect("a position")] = value,
        Value::Object(fields) => drop(fields.insert(last.to_owned(), value)),
        _ => panic!("{parent} has no parts"),
    }
    corpus
}

const NAME: &str =
    "is no id; use 1 to 80 letters a to z, digits and the signs - _ . and begin with a letter or digit";
const DATE: &str =
    "is no date; write 2024, 2024-06, 2024-06-19, or two of them with a slash between, the earlier first";
const ADDRESS: &str = "is no address to open; it must begin with https://, http:// or mailto:";
const EMPTY: &str = "is empty; it is shown to readers, so it needs a text";
const ADD: &str = "add it or use one that exists";

/// A change that breaks the corpus, and everything the checker should say about it.
struct Break {
    at: &'static str,
    value: Value,
    told: Vec<String>,
}

fn one(at: &'static str, value: impl Into<Value>, told: impl Into<String>) -> Break {
    Break { at, value: value.into(), told: vec![told.into()] }
}

const CLAIM: &str = "/sources/0/arguments/0";

/// Faults that make a corpus unusable.
fn errors() -> Vec<Break> {
    let long = "a".repeat(81);
    let step = |value: i8, id: &str| json!({"value": value, "id": id, "label": ""});
    let again = |pointer: &str| sound().pointer(pointer).expect("it is there").clone();
    let mut table = vec![
        one(
            "/format",
            "standpoint/2",
            "format: the format is \"standpoint/2\", and this version reads \"standpoint/1\"; open it with the version of Standpoint that wrote it",
        ),
        one(
            "/format",
            "",
            "format: the format is \"\", and this version reads \"standpoint/1\"; open it with the version of Standpoint that wrote it",
        ),
        one("/title", " \n", format!("title: the title {EMPTY}")),
        one("/question", "", format!("question: the question {EMPTY}")),
        one("/issued", "yesterday", format!("issued: \"yesterday\" {DATE}")),
        one("/issued", "2026-02-29", format!("issued: \"2026-02-29\" {DATE}")),
        one("/id", "River", format!("id: \"River\" {NAME}")),
        one("/id", "", format!("id: \"\" {NAME}")),
        one(
            "/codebook/issues/-",
            json!({"id": "a b", "label": ""}),
            format!("codebook.issues[2].id: \"a b\" {NAME}"),
        ),
        one(
            "/codebook/actors/-",
            json!({"id": "-a", "label": ""}),
            format!("codebook.actors[2].id: \"-a\" {NAME}"),
        ),
        one(
            "/codebook/roles/-",
            json!({"id": "é", "label": ""}),
            format!("codebook.roles[2].id: \"é\" {NAME}"),
        ),
        one(
            "/codebook/certainties/-",
            json!({"id": long, "label": ""}),
            format!("codebook.certainties[2].id: \"{long}\" {NAME}"),
        ),
        one("/codebook/stances/0/id", "a,b", format!("codebook.stances[0].id: \"a,b\" {NAME}")),
        one("/references/-", json!({"id": "a:b"}), format!("references[1].id: \"a:b\" {NAME}")),
        one("/sources/1/id", "Y", format!("sources[1].id: \"Y\" {NAME}")),
        one(
            "/codebook/issues/-",
            again("/codebook/issues/0"),
            "codebook.issues[2].id: a second issue \"water\"; give it an id of its own",
        ),
        one(
            "/codebook/propositions/-",
            again("/codebook/propositions/0"),
            "codebook.propositions[2].id: a second proposition \"rises\"; give it an id of its own",
        ),
        one(
            "/codebook/actors/-",
            again("/codebook/actors/1"),
            "codebook.actors[2].id: a second actor \"mayor\"; give it an id of its own",
        ),
        one(
            "/codebook/roles/-",
            again("/codebook/roles/0"),
            "codebook.roles[2].id: a second role \"reason\"; give it an id of its own",
        ),
        one(
            "/codebook/certainties/-",
            again("/codebook/certainties/0"),
            "codebook.certainties[2].id: a second certainty \"asserted\"; give it an id of its own",
        ),
        one(
            "/codebook/stances/1/id",
            "affirms",
            "codebook.stances[1].id: a second stance \"affirms\"; give it an id of its own",
        ),
        one(
            "/references/-",
            again("/references/0"),
            "references[1].id: a second reference \"gauge\"; give it an id of its own",
        ),
        one("/sources/1/id", "x", "sources[1].id: a second source or actor \"x\"; give it an id of its own"),
        one(
            "/codebook/actors/-",
            json!({"id": "y", "label": "Y"}),
            "sources[1].id: a second source or actor \"y\"; give it an id of its own",
        ),
        one(
            "/sources/0/arguments/-",
            again("/sources/0/arguments/0"),
            "sources[0].arguments[1].id: a second argument \"x-1\"; give it an id of its own",
        ),
        Break {
            at: "/sources/1/arguments/0/id",
            value: json!("x-1"),
            told: vec![
                "sources[1].arguments[0].id: a second argument \"x-1\"; give it an id of its own".into(),
                "relations[0].to: no argument \"y-1\"; did you mean \"x-1\"?".into(),
            ],
        },
        one(
            "/codebook/stances/-",
            step(2, "yes"),
            "codebook.stances: the scale must have the step 2 exactly once",
        ),
        Break {
            at: "/codebook/stances/4",
            value: step(0, "rejects"),
            told: [-2, 0]
                .map(|step| format!("codebook.stances: the scale must have the step {step} exactly once"))
                .into(),
        },
        one(
            "/codebook/propositions/0/issue",
            "watr",
            "codebook.propositions[0].issue: no issue \"watr\"; did you mean \"water\"?",
        ),
        one(
            "/codebook/propositions/0/text",
            "",
            format!("codebook.propositions[0].text: the proposition {EMPTY}"),
        ),
        one(
            "/codebook/answers/-",
            "raises",
            "codebook.answers[1]: no proposition \"raises\"; did you mean \"rises\"?",
        ),
        one(
            "/references/0/URL",
            "www.example.org",
            format!("references[0].URL: \"www.example.org\" {ADDRESS}"),
        ),
        one(
            "/sources/0/record/URL",
            "javascript:alert(1)",
            format!("sources[0].record.URL: \"javascript:alert(1)\" {ADDRESS}"),
        ),
        one(
            "/sources/0/record/URL",
            " https://example.org",
            format!("sources[0].record.URL: \" https://example.org\" {ADDRESS}"),
        ),
        one("/sources/1/short", "\t", format!("sources[1].short: the short name {EMPTY}")),
        one("/sources/1/date", "2025/2026", format!("sources[1].date: \"2025/2026\" {DATE}")),
        one("/relations/0/from", "x-2", "relations[0].from: no argument \"x-2\"; did you mean \"x-1\"?"),
        one("/relations/0/to", "elsewhere", format!("relations[0].to: no argument \"elsewhere\"; {ADD}")),
        one("/relations/0/to", "x-1", "relations[0]: \"x-1\" is related to itself; name two arguments"),
    ];
    for (field, value, pointer, told) in [
        ("id", json!("X 1"), "id", format!("\"X 1\" {NAME}")),
        ("claim", json!(""), "claim", format!("the claim {EMPTY}")),
        ("role", json!("reson"), "role", "no role \"reson\"; did you mean \"reason\"?".into()),
        ("role", json!("forecast"), "role", format!("no role \"forecast\"; {ADD}")),
        ("certainty", json!("likly"), "certainty", "no certainty \"likly\"; did you mean \"likely\"?".into()),
        ("holder", json!("mayors"), "holder", "no actor \"mayors\"; did you mean \"mayor\"?".into()),
        // A source is no actor.
        ("holder", json!("y"), "holder", format!("no actor \"y\"; {ADD}")),
        (
            "about",
            json!(["mayor", "famers"]),
            "about[1]",
            "no actor \"famers\"; did you mean \"farmers\"?".into(),
        ),
        ("time", json!("2025-13"), "time", format!("\"2025-13\" {DATE}")),
        ("time", json!("2025/2024"), "time", format!("\"2025/2024\" {DATE}")),
        ("time", json!(""), "time", format!("\"\" {DATE}")),
        ("place/block", json!(3), "place.block", "no block 3; the outline has 2, counted from 1".into()),
        ("place/block", json!(0), "place.block", "no block 0; the outline has 2, counted from 1".into()),
        (
            "place/sentences",
            json!([0, 1]),
            "place.sentences",
            "no sentences 0 to 1; the block has 2, counted from 1".into(),
        ),
        (
            "place/sentences",
            json!([2, 1]),
            "place.sentences",
            "no sentences 2 to 1; the block has 2, counted from 1".into(),
        ),
        (
            "place/sentences",
            json!([1, 3]),
            "place.sentences",
            "no sentences 1 to 3; the block has 2, counted from 1".into(),
        ),
        (
            "stances/0/proposition",
            json!("riss"),
            "stances[0]",
            "no proposition \"riss\"; did you mean \"rises\"?".into(),
        ),
        (
            "stances/1/proposition",
            json!("rises"),
            "stances[1]",
            "a second stance on \"rises\"; one argument takes one stance on a proposition".into(),
        ),
        (
            "evidence/0/reference",
            json!("guage"),
            "evidence[0].reference",
            "no reference \"guage\"; did you mean \"gauge\"?".into(),
        ),
    ] {
        let at: &'static str = format!("{CLAIM}/{field}").leak();
        let mut told = vec![format!("sources[0].arguments[0].{pointer}: {told}")];
        // Consequences of the same change.
        match (field, value.as_str()) {
            ("id", _) => told.push("relations[0].from: no argument \"x-1\"; did you mean \"y-1\"?".into()),
            ("stances/0/proposition", _) => {
                told.push("codebook.propositions[0]: no argument speaks to \"rises\"".into());
            }
            ("place/block", _) => told.push("sources[0].outline[1]: no argument covers block 2".into()),
            _ => {}
        }
        table.push(Break { at, value, told });
    }
    table
}

/// Remarks, with which the corpus is usable.
fn remarks() -> Vec<Break> {
    vec![
        one(
            "/codebook/propositions/-",
            json!({"id": "ebbs", "issue": "water", "text": "It ebbs."}),
            "codebook.propositions[2]: no argument speaks to \"ebbs\"",
        ),
        one(
            "/sources/1/outline/-",
            json!({"kind": "text", "sentences": ["d"]}),
            "sources[1].outline[1]: no argument covers block 2",
        ),
    ]
}

/// Neither of these is a fault.
fn no_faults() -> Vec<(&'static str, Value)> {
    vec![
        ("/issued", json!("")),
        ("/sources/1/date", json!("2024-02-29")),
        ("/sources/1/outline/-", json!({"kind": "heading"})),
        ("/sources/1/outline/-", json!({"kind": "boilerplate"})),
        ("/id", json!("0.a_b-c")),
        ("/references/0/URL", json!("MAILTO:a@example.org")),
        ("/sources/0/arguments/0/stances", json!([{"proposition": "rises", "value": 0}])),
        ("/sources/0/arguments/0/time", json!("2024/2024-06")),
        ("/relations/0/kind", json!("restates")),
        // A source, an argument and an issue may share a name: they are named in different places.
        ("/codebook/issues/-", json!({"id": "x-1", "label": "X"})),
    ]
}

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

/// A corpus in files of its own, removed when it is no longer needed.
struct Folder(PathBuf);

impl Folder {
    fn of(corpus: &Value) -> Folder {
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

    fn main(&self) -> PathBuf {
        self.0.join("corpus.json")
    }

    fn source(&self, name: &str) -> PathBuf {
        self.0.join("sources").join(format!("{name}.json"))
    }

    /// What the tool says: results, errors, and whether it is content.
    fn check(&self, more: &[&str]) -> (String, String, bool) {
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

fn tool(arguments: &[&str]) -> (String, String, bool) {
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
