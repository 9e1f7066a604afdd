//! The question of how a table is read.

use super::*;

#[test]
fn the_guess_is_offered_and_shown_as_it_would_be_read() {
    let reader = Reader::brings(vec![file("Stadt/t.csv", TOWN)]);
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "Open a table");
    assert_eq!(dialog.said("door-files").as_deref(), Some("Stadt/t.csv 229 bytes"));
    assert_eq!(
        dialog.form().into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>(),
        [
            "proposition=1",
            "stance=2",
            "holder=0",
            "claim=3",
            "source=none",
            "issue=none",
            "date=4",
            "means-0=affirms",
            "means-1=rejects-qualified",
            "means-2=ambivalent",
            "header=yes",
            "delimiter=;",
            "quote=\"",
        ]
    );
    assert_eq!(dialog.options("claim").len(), 6);
    assert_eq!(dialog.options("claim")[0], ("none".to_owned(), "none".to_owned()));
    assert_eq!(dialog.options("claim")[4], ("3".to_owned(), "4. Begründung".to_owned()));
    let heads: Vec<String> =
        dialog.all("th").into_iter().map(|head| Node::Element(head.clone()).text()).collect();
    assert_eq!(
        heads[..5],
        ["1. ParteiHolder", "2. TheseProposition", "3. PositionStance", "4. BegründungClaim", "5. DatumDate"]
    );
    assert_eq!(
        dialog.rows("door-preview"),
        [
            [
                "Eulen",
                "Mehr Linden am Markt.",
                "stimme zu affirms",
                "Linden duften.",
                "2021-05-01 2021-05-01"
            ],
            [
                "Lerchen",
                "Mehr Linden am Markt.",
                "Eher nein rejects with reservations",
                "Sie machen Schatten.",
                "02.05.2021 2021-05-02"
            ],
            ["Eulen", "Hunde dürfen frei laufen.", "Neutral ambivalent", "", "2021-05-01 2021-05-01"],
        ]
    );
    assert_eq!(dialog.buttons(), [("open", "Open".to_owned())]);
}

#[test]
fn what_is_missing_is_said_and_keeps_it_shut() {
    let mut reader = Reader::table("party,thesis,position,reason\nOwls,Trees.,yes,They are old.\n");
    let shut = |reader: &Reader| {
        let dialog = reader.dialog();
        let is_shut = has(dialog.button("open").expect("a button"), "disabled");
        let said = dialog.said("door-lack").expect("a place for it");
        assert_eq!(is_shut, !said.is_empty(), "{said}");
        said
    };
    assert_eq!(shut(&reader), "");
    for (choices, told) in [
        (&[("claim", "none")][..], ""),
        (&[("stance", "none")], "To open it, choose also the column that says how each row stands"),
        (&[("proposition", "none")], "To open it, choose the columns of the propositions and of the stances"),
        (&[("stance", "2")], "To open it, choose also the column of the propositions"),
        (&[("claim", "3")], ""),
        (&[("claim", "none"), ("proposition", "1")], ""),
        (&[("means-0", "left-out")], "To open it, say of at least one value which stance it means."),
        (&[("means-0", "silent")], "To open it, say of at least one value which stance it means."),
        (&[("claim", "3")], ""),
        (&[("means-0", "left-out")], "To open it, say of at least one value which stance it means."),
    ] {
        reader.choose(choices);
        let said = shut(&reader);
        assert!(said.starts_with(told) && said.is_empty() == told.is_empty(), "{choices:?}: {said}");
    }
    // Whoever sends it nevertheless is asked again.
    let form = reader.dialog().form();
    reader.next = reader.door.answer("open", &form, &mut on).expect("nobody cancels");
    assert_eq!(reader.dialog().heading(), "Open a table");
    reader.choose(&[("means-0", "rejects")]);
    assert_eq!(cards(&reader.opened().corpus)[0].3, Some(-2));
}

#[test]
fn values_are_counted_and_the_unknown_come_first() {
    let mut reader = Reader::table(
        "party,thesis,position\nA,T.,yes\nB,T.,YES.\nC,T.,so-so\nD,T.,no\nE,T.,\nF,T.,So-So\nG,T.,yes\nH,T.,k.A.\nI,T.,never\n",
    );
    let dialog = reader.dialog();
    let rows: Vec<(String, String, String)> = dialog
        .rows("door-values")
        .into_iter()
        .enumerate()
        .map(|(at, row)| (row[0].clone(), row[1].clone(), dialog.chosen(&format!("means-{at}"))))
        .collect();
    let row = |value: &str, rows: &str, means: &str| (value.to_owned(), rows.to_owned(), means.to_owned());
    assert_eq!(
        rows,
        [
            row("so-so", "2", "left-out"),
            row("never", "1", "left-out"),
            row("yes", "3", "affirms"),
            row("no", "1", "rejects"),
            row("(empty)", "1", "silent"),
            row("k.A.", "1", "silent"),
        ]
    );
    assert_eq!(
        dialog.said("door-warning").as_deref(),
        Some("3 rows have a value that is not known. They are left out unless you say what it means.")
    );
    assert_eq!(dialog.options("means-0").len(), 7);
    let before = dialog.rows("door-values");
    reader.choose(&[("means-0", "ambivalent"), ("means-3", "left-out"), ("means-5", "affirms-qualified")]);
    let dialog = reader.dialog();
    assert_eq!(dialog.rows("door-values"), before, "nothing slips away under the pointer");
    assert!(dialog.said("door-warning").expect("two rows").starts_with("2 rows have"));
    assert!(dialog.rows("door-preview")[2][2].ends_with("so-so ambivalent"));
    reader.press("open");
    assert_eq!(
        reader.dialog().problems(),
        [
            "line 5 \"no\" is left out as chosen; say which stance it is to keep the row",
            "line 10 \"never\" is no stance that is known; say which it is, or mend the cell",
        ]
    );
    reader.press("agree");
    let told: Vec<_> = cards(&reader.ready().corpus).into_iter().map(|card| (card.1, card.3)).collect();
    let card = |who: &str, stance: i8| (who.to_owned(), Some(stance));
    assert_eq!(told, [card("A", 2), card("B", 2), card("C", 0), card("F", 0), card("G", 2), card("H", 1)]);
}

#[test]
fn another_column_of_stances_has_other_values() {
    let text = "party,thesis,position,vote\nA,T.,yes,x\nB,T.,no,z\nC,T.,no,x\n";
    let mut reader = Reader::table(text);
    assert_eq!(reader.dialog().rows("door-values").len(), 2);
    reader.choose(&[("means-0", "ambivalent"), ("stance", "3")]);
    let dialog = reader.dialog();
    let values: Vec<String> = dialog.rows("door-values").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(values, ["x", "z"]);
    assert_eq!(["means-0", "means-1"].map(|name| dialog.chosen(name)), ["left-out", "left-out"]);
    // What was said of the words of the other column is still known.
    reader.choose(&[("stance", "2")]);
    assert_eq!(reader.dialog().chosen("means-0"), "ambivalent");
    reader.choose(&[("proposition", "none")]);
    assert!(reader.dialog().all("table").len() == 1, "without propositions there are no stances");
}

#[test]
fn the_shape_of_the_file_can_be_said() {
    let mut reader = Reader::table("party,thesis,position\nOwls,Trees.,yes\nLarks,Trees.,no\n");
    reader.choose(&[("header", "no")]);
    let dialog = reader.dialog();
    assert_eq!(dialog.options("holder")[1].1, "column 1");
    assert_eq!(dialog.rows("door-preview")[0][0], "party");
    assert_eq!(dialog.rows("door-values")[0][..2], ["position", "1"], "its name is a value now");
    assert_eq!(dialog.chosen("stance"), "2", "the columns stay");
    reader.choose(&[("header", "yes")]);
    assert_eq!(reader.dialog().rows("door-preview")[0][0], "Owls");
    reader.choose(&[("delimiter", ";")]);
    let dialog = reader.dialog();
    assert_eq!(dialog.options("holder").len(), 2, "all is one cell now");
    assert!(has(dialog.button("open").expect("a button"), "disabled"));
    reader.choose(&[("delimiter", ",")]);
    assert_eq!(reader.dialog().chosen("stance"), "2", "guessed anew");
    let mut reader = Reader::table("party\tthesis\tposition\nOwls\t'a\tb'\tyes\n");
    assert_eq!(reader.dialog().chosen("delimiter"), "tab");
    reader.choose(&[("quote", "'")]);
    assert_eq!(reader.dialog().rows("door-preview")[0][1], "a\tb");
    reader.choose(&[("quote", "none")]);
    assert_eq!(reader.dialog().rows("door-preview")[0][1], "'a");
    // A sign that a spreadsheet names is offered too.
    let reader = Reader::table("sep=~\nparty~thesis~position\nOwls~T.~yes\n");
    assert_eq!(reader.dialog().chosen("delimiter"), "~");
    assert_eq!(reader.opened().corpus.arguments.len(), 1);
}

/// What a form says that was never offered changes nothing.
#[test]
fn a_form_that_lies_is_not_believed() {
    let mut reader = Reader::table(TOWN);
    let before = reader.dialog().html();
    for (name, value) in [
        ("stance", "5"),
        ("stance", "-1"),
        ("stance", "none such"),
        ("stance", ""),
        ("header", "perhaps"),
        ("delimiter", ""),
        ("delimiter", "ab"),
        ("delimiter", "ä"),
        ("delimiter", "\n"),
        ("delimiter", "\""),
        ("quote", ";"),
        ("quote", "long"),
        ("means-0", "loves"),
        ("means-99", "affirms"),
        ("means-", "affirms"),
        ("other", "affirms"),
    ] {
        let form = [(name.to_owned(), value.to_owned())];
        reader.next = Next::Ask(reader.door.change(&form));
        assert_eq!(reader.dialog().html(), before, "{name}={value}");
    }
}

/// Tables of thousands of columns, values and letters are asked about in a dialog.
#[test]
fn a_dialog_stays_a_dialog() {
    let names: String = (0..3_000).map(|at| format!("column {at},")).collect();
    let row: String = (0..3_000).map(|at| format!("cell {at},")).collect();
    let reader = Reader::table(format!("{names}party,thesis,position\n{row}Owls,T.,yes\n"));
    let dialog = reader.dialog();
    let heads = dialog.all("th").len();
    assert!((20..=40).contains(&heads), "{heads}");
    assert!(dialog.options("claim").len() <= 202);
    assert_eq!(dialog.chosen("stance"), "3002");
    assert_eq!(dialog.rows("door-preview")[0].last().map(String::as_str), Some("yes affirms"));
    assert!(dialog.text().contains("2,973 more columns not shown, not read"), "{}", dialog.text());

    let rows: String = (0..1_000).map(|at| format!("Owls,T.,word {}\n", at % 500)).collect();
    let long = "lang ".repeat(100_000);
    let reader = Reader::table(format!("party,thesis,position\nOwls,{long},yes\n{rows}"));
    let dialog = reader.dialog();
    assert_eq!(dialog.rows("door-values").len(), 200);
    assert_eq!(dialog.rows("door-preview").len(), 5);
    assert!(dialog.text().contains("And 301 more values in 601 rows."), "{}", dialog.text());
    assert!(dialog.html().len() < 200_000, "{}", dialog.html().len());
    assert!(!has(dialog.button("open").expect("a button"), "disabled"), "the one that is known is beyond");
}

#[test]
fn a_table_without_rows_says_so() {
    let reader = Reader::table("party,thesis,position\n");
    assert!(reader.dialog().text().contains("There is no row below the names of the columns."));
    assert!(has(reader.dialog().button("open").expect("a button"), "disabled"));
}

#[test]
fn an_old_encoding_is_told_where_it_can_be_seen() {
    let reader = Reader::table(b"party,thesis,position\nGr\xfcne,Trees.,yes\n");
    assert!(reader.dialog().problems()[0].starts_with("line 2 this is no UTF-8, so the table was read as"));
    assert_eq!(reader.dialog().rows("door-preview")[0][0], "Grüne");
    let ready = reader.opened();
    assert_eq!((ready.remarks.total, ready.left_out.total), (1, 0));
}

#[test]
fn whatever_a_file_holds_is_text() {
    let evil = "<script>alert(1)</script>&\"'<img src=x onerror=alert(1)>\u{202e}";
    let cell = format!("\"{}\"", evil.replace('"', "\"\""));
    let text = format!("party,{cell},thesis,position\n{cell},{cell},{cell},{cell}\nOwls,x,T.,yes\n");
    let mut reader = Reader::brings(vec![file(&format!("{}.csv", evil.replace('/', "")), text)]);
    let check = |reader: &Reader| {
        let html = reader.dialog().html();
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.contains("&lt;script&gt;"));
        let names = ["style", "onclick", "href", "src"];
        assert!(
            reader.dialog().elements().iter().all(|element| names.iter().all(|name| !has(element, name)))
        );
    };
    check(&reader);
    reader.press("open");
    check(&reader);
}

/// What follows a heading is labelled, reachable and closed by nobody but the page.
#[test]
fn every_field_and_every_box_has_a_name() {
    let mut reader = Reader::table("party,thesis,position\nOwls,T.,yes\nOwls,T.,hm\n");
    for _ in 0..2 {
        let dialog = reader.dialog();
        let labels = dialog.all("label").len();
        let labelled = dialog.all("select").iter().filter(|select| has(select, "aria-label")).count();
        assert_eq!(labels + labelled, dialog.all("select").len());
        let is_box = |element: &&Element| attribute(element, "class") == Some("door-scroll");
        for element in dialog.elements().into_iter().filter(is_box) {
            assert!(has(element, "aria-label") && attribute(element, "tabindex") == Some("0"));
        }
        assert!(dialog.all("form").is_empty() && !dialog.text().contains("Cancel"));
        let [Node::Element(whole)] = dialog.nodes else { panic!("one element") };
        assert_eq!(attribute(whole, "class"), Some("door"));
        if dialog.button("open").is_some() {
            reader.press("open");
        }
    }
}
