//! Whatever table is brought, the door reads it as the tool does that imports it.

use proptest::prelude::*;
use standpoint::opening::table;

use super::*;

/// A cell of a table, easy or hard.
fn cell() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(vec![
        "yes",
        "no",
        "neutral",
        "perhaps",
        "stimme zu",
        "-2",
        "1",
        "",
        "Owls",
        "Larks",
        "Trees are old.",
        "Dogs, and cats",
        "a \"quoted\" word",
        "two\nlines",
        "2021-05-01",
        "01.05.2021",
        "<b>&",
        "日本",
        "ß;ẞ",
    ]);
    prop_oneof![8 => word.prop_map(str::to_owned), 1 => "[a-z ,;\"]{0,12}"]
}

fn written(rows: &[Vec<String>], delimiter: char) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&delimiter.to_string());
    rows.iter().map(|row| line(row) + "\n").collect()
}

fn tables() -> impl Strategy<Value = String> {
    let head = proptest::sample::subsequence(
        vec!["source", "party", "thesis", "topic", "position", "reason", "date"],
        2..=7,
    );
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 7), 0..12);
    let delimiter = proptest::sample::select(vec![',', ';', '\t', '|']);
    (head, rows, delimiter).prop_map(|(head, rows, delimiter)| {
        let many = head.len();
        let head = head.into_iter().map(str::to_owned).collect();
        // Some rows are short.
        let rows = rows.into_iter().map(|row| {
            let short = usize::from(row[0] == "1");
            row[..many - short].to_vec()
        });
        written(&std::iter::once(head).chain(rows).collect::<Vec<_>>(), delimiter)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_door_reads_what_the_tool_imports(text in tables()) {
        let bytes = file("t.csv", &text);
        let decoded = table::decode(&bytes).expect("UTF-8");
        let imported = table::read(&decoded, &table::guess(&decoded).mapping, &mut on);
        let mut reader = Reader::table(&text);
        let shut = has(reader.dialog().button("open").expect("a button"), "disabled");
        let Ok(imported) = imported else {
            if !shut {
                reader.press("open");
                prop_assert_eq!(reader.dialog().heading(), "This cannot be opened");
            }
            return Ok(());
        };
        prop_assert!(!shut, "{}", reader.dialog().text());
        reader.press("open");
        if imported.left_out.total > 0 {
            prop_assert!(reader.dialog().button("agree").is_some(), "{}", reader.dialog().text());
            reader.press("agree");
        }
        let ready = reader.ready();
        prop_assert_eq!(&ready.left_out, &imported.left_out);
        prop_assert_eq!(&ready.remarks, &imported.remarks);
        let corpus = Corpus::new("t", imported.corpus).expect("it is sound");
        prop_assert_eq!(format!("{:?}", ready.corpus), format!("{corpus:?}"));
    }
}
