//! How tables were read is remembered on the device.

use super::*;

/// A table whose stances are words that nobody knows.
fn letters(rows: &[(&str, &str)]) -> String {
    let rows: String =
        rows.iter().map(|(party, word)| format!("{party},Trees are old.,{word},x\n")).collect();
    format!("party,thesis,position,remark\n{rows}")
}

fn first() -> Reader {
    let mut reader = Reader::table(letters(&[("Owls", "A"), ("Larks", "B"), ("Rooks", "C")]));
    reader.choose(&[
        ("means-0", "affirms"),
        ("means-1", "rejects"),
        ("means-2", "silent"),
        ("claim", "3"),
        ("holder", "none"),
        ("source", "0"),
    ]);
    reader
}

#[test]
fn a_table_like_one_before_is_read_in_the_same_way() {
    let before = first().opened();
    let remember = before.remember.expect("it is remembered");
    assert!(
        !remember.contains("party") && !remember.contains("Owls"),
        "names stay with the reader: {remember}"
    );
    let mut reader = Reader::again(
        vec![file("other.csv", letters(&[("Jays", "b"), ("Crows", "A."), ("Gulls", "D")]))],
        &remember,
    );
    let dialog = reader.dialog();
    assert!(
        dialog.text().contains("A table with these columns was opened before, and is read in the same way.")
    );
    assert!(dialog.button("forget").is_some());
    let chosen = ["source", "holder", "claim", "proposition", "stance"].map(|name| dialog.chosen(name));
    assert_eq!(chosen, ["0", "none", "3", "1", "2"]);
    assert_eq!(
        dialog.rows("door-values").iter().map(|row| (row[0].as_str(), row[1].as_str())).collect::<Vec<_>>(),
        [("b", "1"), ("A.", "1"), ("D", "1")]
    );
    assert_eq!(
        ["means-0", "means-1", "means-2"].map(|name| dialog.chosen(name)),
        ["rejects", "affirms", "left-out"]
    );
    reader.press("open");
    reader.press("agree");
    let ready = reader.ready();
    let stances: Vec<_> = cards(&ready.corpus).into_iter().map(|card| (card.0, card.3)).collect();
    assert_eq!(stances, [("Jays".to_owned(), Some(-2)), ("Crows".to_owned(), Some(2))]);
}

#[test]
fn the_same_reading_has_the_same_fingerprint() {
    let before = first().opened();
    let remember = before.remember.expect("it is remembered");
    let again = Reader::again(
        vec![file("t.csv", letters(&[("Owls", "A"), ("Larks", "B"), ("Rooks", "C")]))],
        &remember,
    );
    let again = again.opened();
    assert_eq!(again.fingerprint, before.fingerprint);
    assert_eq!(again.remember.as_ref(), Some(&remember));
}

#[test]
fn what_is_forgotten_is_gone() {
    let remember = first().opened().remember.expect("it is remembered");
    let mut reader = Reader::again(vec![file("t.csv", letters(&[("Owls", "A")]))], &remember);
    reader.press("forget");
    let dialog = reader.dialog();
    assert!(!dialog.text().contains("was opened before") && dialog.button("forget").is_none());
    assert_eq!((dialog.chosen("holder"), dialog.chosen("means-0")), ("0".to_owned(), "left-out".to_owned()));
    assert!(!reader.door.remembered().contains("affirms"), "also if nothing is opened");
    let again = Reader::again(vec![file("t.csv", letters(&[("Owls", "A")]))], &reader.door.remembered());
    assert!(again.dialog().button("forget").is_none());
}

#[test]
fn other_columns_are_another_table() {
    let remember = first().opened().remember.expect("it is remembered");
    for text in [
        letters(&[("Owls", "A")]).replace("remark", "Remark"),
        letters(&[("Owls", "A")]).replace(',', ";"),
        letters(&[("Owls", "A")]).replace("party,thesis", "thesis,party"),
    ] {
        let reader = Reader::again(vec![file("t.csv", &text)], &remember);
        assert!(reader.dialog().button("forget").is_none(), "{text}");
    }
}

/// What is kept on a device can be cut off, be of another version, or be somebody's joke.
#[test]
fn what_is_damaged_is_ignored() {
    let remember = first().opened().remember.expect("it is remembered");
    let table = letters(&[("Owls", "A"), ("Larks", "B")]);
    let recalls = |remembered: &str| {
        let reader = Reader::again(vec![file("t.csv", &table)], remembered);
        let dialog = reader.dialog();
        assert_eq!(dialog.heading(), "Open a table", "{remembered}");
        dialog.button("forget").is_some()
    };
    assert!(recalls(&remember));
    for at in (0..remember.len()).filter(|&at| remember.is_char_boundary(at)) {
        assert!(!recalls(&remember[..at]), "cut at {at}");
    }
    let broken = |from: &str, to: &str| {
        assert!(remember.contains(from), "{from} in {remember}");
        assert!(!recalls(&remember.replace(from, to)), "{from} as {to}");
    };
    broken("\"version\":1", "\"version\":2");
    broken("[\"stance\",2]", "[\"stance\",99]");
    broken("[\"stance\",2]", "[\"stance\",-2]");
    broken("[\"stance\",2]", "[\"other\",2]");
    broken("\"affirms\"", "\"loves\"");
    broken("\"delimiter\":\",\"", "\"delimiter\":\"\\n\"");
    broken("\"delimiter\":\",\"", "\"delimiter\":\"ä\"");
    broken("\"delimiter\":\",\"", "\"delimiter\":\"\\\"\"");
    // One sign cannot stand between cells and around them, even where the columns would be there.
    let mut reader = Reader::table("text\nTrees are old.\nTrees are young.\n");
    reader.choose(&[("claim", "0"), ("proposition", "none"), ("stance", "none"), ("holder", "none")]);
    let claims = reader.opened().remember.expect("it is remembered");
    let recalls_claims = |remembered: &str| {
        let reader = Reader::again(vec![file("t.csv", "text\nTrees grow.\n")], remembered);
        reader.dialog().button("forget").is_some()
    };
    assert!(recalls_claims(&claims));
    assert!(!recalls_claims(&claims.replace("\"delimiter\":\",\"", "\"delimiter\":\"\\\"\"")));
    for nonsense in ["", "null", "[]", "{}", "\u{0}", "{\"version\":1}", "{\"version\":1,\"mappings\":[1]}"] {
        assert!(!recalls(nonsense), "{nonsense}");
    }
}

#[test]
fn the_last_twenty_tables_are_kept() {
    let table = |number: usize| format!("party,thesis {number},position\nOwls,Trees.,yes\n");
    let mut remember = String::new();
    for number in 0..23 {
        let reader = Reader::again(vec![file("t.csv", table(number))], &remember);
        assert!(reader.dialog().button("forget").is_none());
        remember = reader.opened().remember.expect("it is remembered");
        // Opened again, the first of those that stay is the latest.
        let again = Reader::again(vec![file("t.csv", table(5.min(number)))], &remember);
        remember = again.opened().remember.expect("it is remembered");
    }
    let kept: Value = serde_json::from_str(&remember).expect("JSON");
    assert_eq!(kept["mappings"].as_array().map(Vec::len), Some(20));
    let known: Vec<usize> = (0..23)
        .filter(|&number| {
            let reader = Reader::again(vec![file("t.csv", table(number))], &remember);
            reader.dialog().button("forget").is_some()
        })
        .collect();
    assert_eq!(known, (3..23).collect::<Vec<_>>(), "5 was opened after all others");
    assert!(remember.len() < 10_000, "{}", remember.len());
}

/// A table with very many words leaves few of them behind.
#[test]
fn what_is_kept_of_one_table_is_bounded() {
    let text: String = (0..500).map(|at| format!("Owls,Trees {at}.,word {at}\n")).collect();
    let long = "x".repeat(1_000);
    let mut reader = Reader::table(format!("party,thesis,position\nOwls,Trees.,{long}\n{text}"));
    let names: Vec<String> = (0..200).map(|at| format!("means-{at}")).collect();
    let mut form = reader.dialog().form();
    for (name, value) in &mut form {
        if names.contains(name) {
            *value = "affirms".to_owned();
        }
    }
    reader.next = Next::Ask(reader.door.change(&form));
    reader.press("open");
    reader.press("agree");
    let remember = reader.ready().remember.expect("it is remembered");
    assert!(remember.len() < 10_000 && !remember.contains(&long), "{}", remember.len());
}
