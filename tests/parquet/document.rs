//! What the documentation says: the schema, the SQL and the filters.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::duckdb::{Job, ask};
use crate::exported::beside;

fn read(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn document() -> String {
    read("docs/scale.md")
}

/// A text of SQL by its name.
pub fn sql(name: &str) -> String {
    read(&format!("sql/{name}.sql"))
}

/// The cells of a line of a table.
fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// The documented condition for a facet, or for one value of it.
pub fn condition(facet: &str, value: Option<&str>) -> String {
    let facet = value.map_or(format!("`{facet}`"), |value| format!("`{facet}` *{value}*"));
    let document = document();
    let found = document.lines().map(cells).find(|cells| cells.len() == 2 && cells[0] == facet);
    found.unwrap_or_else(|| panic!("no condition for {facet}"))[1].trim_matches('`').to_owned()
}

/// The filter that is written out.
pub fn example_of_a_filter() -> String {
    let document = document();
    let start = document.find("`WHERE ").expect("an example of a filter") + 1;
    document[start..].split('`').next().unwrap_or_default().to_owned()
}

/// Columns by table, in order: name, type, whether there is always a value.
type Schema = BTreeMap<String, Vec<(String, String, bool)>>;

/// The documented schema.
fn documented() -> Schema {
    let mut schema = Schema::new();
    let mut table = String::new();
    for line in document().lines() {
        if let Some(heading) = line.strip_prefix("### `") {
            table = heading.split('`').next().unwrap_or_default().to_owned();
        } else if line.starts_with('#') {
            table.clear();
        }
        if let [name, kind, _] = cells(line)[..]
            && name.starts_with('`')
            && !table.is_empty()
        {
            let column = name.trim_end_matches(" ?").trim_matches('`');
            let row = (column.to_owned(), kind.trim_matches('`').to_owned(), !name.ends_with(" ?"));
            schema.entry(table.clone()).or_default().push(row);
        }
    }
    schema
}

#[test]
fn the_documented_schema_is_what_another_reader_sees() {
    let exported = beside("corpus");
    let bundled = exported.tables();
    let files = std::fs::read_dir(&bundled).expect("a folder").flatten().map(|entry| entry.path());
    let mut tables: Vec<String> =
        files.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    tables.sort();
    let optional = "SELECT name, repetition_type FROM parquet_schema(?) WHERE type IS NOT NULL";
    let queries = tables.iter().flat_map(|table| {
        let file = bundled.join(format!("{table}.parquet"));
        [(format!("DESCRIBE {table}"), vec![]), (optional.to_owned(), vec![json!(file)])]
    });
    let job = Job { folder: bundled.clone(), preparing: vec![], queries: queries.collect() };
    let answers = ask(&[job]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let columns = |answer: &[Value]| {
        let described = answer[0].as_array().expect("rows");
        let stored = answer[1].as_array().expect("rows");
        assert_eq!(described.len(), stored.len());
        let both = described.iter().zip(stored);
        both.map(|(row, stored)| {
            assert_eq!(row[0], stored[0]);
            (text(&row[0]), text(&row[1]), stored[1] == "REQUIRED")
        })
        .collect()
    };
    let seen: Schema = tables.into_iter().zip(answers.chunks(2).map(columns)).collect();
    assert_eq!(documented(), seen);
}

#[test]
fn the_documentation_shows_the_sql_that_is_run() {
    let document = document();
    for name in ["lines", "matrix"] {
        assert!(
            document.contains(&format!("```sql\n{}```", sql(name))),
            "docs/scale.md: sql/{name}.sql differs"
        );
    }
}
