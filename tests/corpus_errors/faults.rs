//! A sound corpus, and what to break in it: each fault with the place and the words it is told in.

use serde_json::{Value, json};

/// A corpus in which nothing is wrong and nothing to remark.
pub fn sound() -> Value {
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
pub fn broken(pointer: &str, value: Value) -> Value {
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

pub const NAME: &str =
    "is no id; use 1 to 80 letters a to z, digits and the signs - _ . and begin with a letter or digit";
pub const DATE: &str =
    "is no date; write 2024, 2024-06, 2024-06-19, or two of them with a slash between, the earlier first";
pub const ADDRESS: &str = "is no address to open; it must begin with https://, http:// or mailto:";
pub const EMPTY: &str = "is empty; it is shown to readers, so it needs a text";
pub const ADD: &str = "add it or use one that exists";

/// A change that breaks the corpus, and everything the checker should say about it.
pub struct Break {
    pub at: &'static str,
    pub value: Value,
    pub told: Vec<String>,
}

pub fn one(at: &'static str, value: impl Into<Value>, told: impl Into<String>) -> Break {
    Break { at, value: value.into(), told: vec![told.into()] }
}

pub const CLAIM: &str = "/sources/0/arguments/0";

/// Faults that make a corpus unusable.
pub fn errors() -> Vec<Break> {
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
pub fn remarks() -> Vec<Break> {
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
pub fn no_faults() -> Vec<(&'static str, Value)> {
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
