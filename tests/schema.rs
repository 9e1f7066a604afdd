//! Guards the committed JSON Schema: editors complete and check corpus files by it, so it must say
//! what the types say.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

const MEND: &str =
    "stale or missing: run `cargo run --bin standpoint-tool -- schema > corpus/corpus.schema.json`";

fn printed() -> String {
    let tool = Command::new(env!("CARGO_BIN_EXE_standpoint-tool")).arg("schema").output();
    let output = tool.expect("the tool runs");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("a schema in UTF-8")
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/corpus.schema.json");
    let committed: Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap_or_default()).unwrap_or_default();
    // Compared as JSON: a crate that only the tests use makes serde_json keep the fields' order,
    // so the tool built for the tests prints the same schema in another order.
    let current: Value = serde_json::from_str(&printed()).expect("JSON");
    assert!(committed == current, "corpus/corpus.schema.json is {MEND}");
}

/// What an editor needs to know, from the format's description.
#[test]
fn the_schema_knows_scale_kinds_and_what_must_be_there() {
    let schema: Value = serde_json::from_str(&printed()).expect("JSON");
    let at = |pointer: &str| schema.pointer(pointer).unwrap_or_else(|| panic!("{pointer}"));
    assert_eq!((at("/$defs/Stance/minimum"), at("/$defs/Stance/maximum")), (&(-2).into(), &2.into()));
    let required = |pointer: &str| -> Vec<&str> {
        let fields = at(pointer).as_array().expect("a list");
        fields.iter().filter_map(Value::as_str).collect()
    };
    for field in ["format", "id", "title", "question", "language", "version", "licence", "codebook"] {
        assert!(required("/required").contains(&field), "{field}");
    }
    assert!(!required("/required").contains(&"sources"), "in a folder they are files of their own");
    for field in ["id", "claim", "place", "role", "certainty"] {
        assert!(required("/$defs/ArgumentFile/required").contains(&field), "{field}");
    }
    let kinds = serde_json::to_string(at("/$defs/RelationKind")).expect("JSON");
    for kind in ["supports", "attacks", "qualifies", "restates"] {
        assert!(kinds.contains(&format!("\"{kind}\"")), "{kind} in {kinds}");
    }
}
