//! What cannot be opened, or only in part, and what is said of it.

use super::*;

/// A table with so many sound rows and so many of which nobody knows what they mean.
fn partly(sound: usize, faulty: usize) -> String {
    let row = |at: usize, word: &str| format!("Owls,Thesis {at}.,{word}\n");
    let rows: String =
        (0..sound).map(|at| row(at, "yes")).chain((0..faulty).map(|at| row(at, "hm"))).collect();
    format!("party,thesis,position\n{rows}")
}

#[test]
fn a_refusal_names_the_file_the_place_and_the_remedy() {
    for (name, bytes, told) in [
        ("a.pdf", b"%PDF-1.7".to_vec(), "it is a PDF; bring a *.standpoint.json"),
        ("a.zip", b"PK\x03\x04 broken".to_vec(), "the archive ends before it is complete; download"),
        ("a.json", b"{\"a\": 1}".to_vec(), "JSON, but neither a corpus"),
        ("t.csv", b"\xff\xfea\0\x00\xd8b\0".to_vec(), "line 1 the text says it is UTF-16 and is not; save"),
        (
            "a.standpoint.json",
            b"{\n\"format\": \"standpoint/1\",\n oops}".to_vec(),
            "line 3, column 2 key must be a string; mend",
        ),
    ] {
        let reader = Reader::brings(vec![file(name, bytes)]);
        let dialog = reader.dialog();
        assert_eq!(dialog.heading(), "This cannot be opened");
        assert!(dialog.said("door-files").expect("the files").starts_with(name));
        assert!(dialog.buttons().is_empty(), "nothing can be done about it");
        let problems = dialog.problems();
        assert!(problems.len() == 1 && problems[0].starts_with(told), "{problems:?}");
    }
    let reader = Reader::brings(vec![]);
    assert!(reader.dialog().problems()[0].starts_with("nothing to open; bring a"));
}

/// A refusal is the end: no button and no field leads out of it.
#[test]
fn what_is_not_asked_is_no_answer() {
    let mut reader = Reader::brings(vec![file("a.pdf", "%PDF")]);
    let before = reader.dialog().html();
    for what in ["open", "agree", "leave-out", "back", "forget", "pick:0", ""] {
        let form = [("stance".to_owned(), "0".to_owned())];
        reader.next = reader.door.answer(what, &form, &mut on).expect("nobody cancels");
        assert_eq!(reader.dialog().html(), before, "{what}");
    }
    let mut reader = Reader::table(TOWN);
    let before = reader.dialog().html();
    for what in ["agree", "leave-out", "back", "pick:0", "pick:99", "nonsense"] {
        reader.next = reader.door.answer(what, &[], &mut on).expect("nobody cancels");
        assert_eq!(reader.dialog().html(), before, "{what}");
    }
}

#[test]
fn several_files_are_offered() {
    let files =
        || vec![file("a/one.csv", TOWN), file("two.csv", "party,text\nOwls,Trees.\n"), file("x.md", "#")];
    let mut reader = Reader::brings(files());
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "Which of these?");
    assert_eq!(
        dialog.buttons(),
        [("pick:0", "a/one.csv 229 bytes".to_owned()), ("pick:1", "two.csv 23 bytes".to_owned())]
    );
    reader.press("pick:1");
    assert_eq!(reader.dialog().heading(), "Open a table");
    let ready = reader.opened();
    assert_eq!((ready.fingerprint.name(), ready.corpus.arguments.len()), ("two.csv", 1));
    let mut reader = Reader::brings(files());
    reader.next = reader.door.answer("pick:2", &[], &mut on).expect("nobody cancels");
    assert_eq!(reader.dialog().heading(), "Which of these?");
    // Of very many some are named.
    let many = (0..30).map(|at| file(&format!("{at}.standpoint.json"), tea().to_string())).collect();
    let mut reader = Reader::brings(many);
    assert_eq!(reader.dialog().buttons().len(), 20);
    assert!(reader.dialog().text().contains("And 10 more"));
    reader.press("pick:19");
    assert_eq!(reader.ready().fingerprint.name(), "19.standpoint.json");
}

#[test]
fn a_faulty_corpus_opens_without_what_is_faulty() {
    let mut corpus = tea();
    corpus["sources"][0]["arguments"][0]["stances"][0]["proposition"] = json!("tee");
    corpus["sources"][0]["arguments"][1]["claim"] = json!("");
    let mut reader = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]);
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "Parts of this corpus are faulty");
    assert_eq!(
        dialog.problems(),
        [
            "sources[0].arguments[0].stances[0] no proposition \"tee\"; did you mean \"tea\"?",
            "sources[0].arguments[1].claim the claim is empty; it is shown to readers, so it needs a text",
        ]
    );
    // The relation rests on an argument that goes.
    assert_eq!(dialog.buttons(), [("leave-out", "Open without 2 arguments and 1 relation".to_owned())]);
    assert!(dialog.text().contains("2 sources, 1 proposition, 1 argument"), "{}", dialog.text());
    reader.press("leave-out");
    let ready = reader.ready();
    assert_eq!((ready.corpus.arguments.len(), ready.corpus.relations.len()), (1, 0));
    assert_eq!((ready.left_out.total, told(&ready.left_out).len()), (2, 2));
}

#[test]
fn a_corpus_that_cannot_be_mended_says_why() {
    for (pointer, value) in [("/title", json!("")), ("/codebook/issues/0/id", json!("No id"))] {
        let mut corpus = tea();
        *corpus.pointer_mut(pointer).expect("a place") = value;
        // It could be left out, but what is left would still be faulty.
        corpus["sources"][0]["arguments"][0]["claim"] = json!("");
        let reader = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]);
        assert_eq!(reader.dialog().heading(), "This cannot be opened", "{pointer}");
        assert!(reader.dialog().buttons().is_empty());
        let problems = reader.dialog().problems();
        assert!(problems.len() >= 2 && problems[0].contains("; "), "{problems:?}");
    }
    // Nor is there a point in opening what has nothing in it.
    let mut corpus = tea();
    corpus["sources"][0]["id"] = json!("No id");
    corpus["sources"][1]["arguments"][0]["role"] = json!("none such");
    let reader = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]);
    assert_eq!(reader.dialog().heading(), "This cannot be opened");
}

#[test]
fn of_many_problems_twenty_are_listed_and_all_counted() {
    let mut corpus = tea();
    let arguments: Vec<Value> = (0..1_234)
        .map(|at| {
            let mut argument = argument(&format!("z-{at}"));
            argument["role"] = json!("unknown");
            argument
        })
        .collect();
    corpus["sources"][1]["arguments"] = json!(arguments);
    corpus["sources"][0]["arguments"][1]["id"] = json!("y-1");
    let reader = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]);
    let dialog = reader.dialog();
    assert_eq!(dialog.problems().len(), 20);
    assert!(dialog.text().contains("1,234 problems, each with"), "{}", dialog.text());
    assert_eq!(dialog.said("door-more").as_deref(), Some("And 1,214 more."));
    assert_eq!(dialog.buttons()[0].1, "Open without 1,234 arguments");
    // A refusal that has as many.
    corpus["title"] = json!("");
    let reader = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]);
    assert_eq!(reader.dialog().problems().len(), 20);
    assert!(reader.dialog().text().contains("And 1,215 more."), "{}", reader.dialog().text());
    let reader = Reader::table(partly(3, 50));
    let mut reader = reader;
    reader.press("open");
    assert_eq!(reader.dialog().problems().len(), 20);
    assert_eq!(reader.dialog().said("door-more").as_deref(), Some("And 30 more."));
}

/// What is much, but sound, is no fault.
#[test]
fn a_large_corpus_is_no_faulty_one() {
    let mut corpus = tea();
    let arguments: Vec<Value> = (0..2_600).map(|at| argument(&format!("z-{at}"))).collect();
    corpus["sources"].as_array_mut().expect("a list").push(source("z", &[]));
    corpus["sources"][2]["arguments"] = json!(arguments);
    let ready = Reader::brings(vec![file("tea.standpoint.json", corpus.to_string())]).ready();
    assert_eq!(ready.corpus.arguments.len(), 2_603);
    assert_eq!((ready.left_out.total, ready.remarks.total), (0, 0));
}

#[test]
fn rows_that_cannot_be_read_are_agreed_to_first() {
    let mut reader = Reader::table(format!("{}Owls,Trees\n", partly(2, 2)));
    reader.press("open");
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "3 rows cannot be read");
    assert_eq!(
        dialog.problems(),
        [
            "line 4 \"hm\" is no stance that is known; say which it is, or mend the cell",
            "line 5 \"hm\" is no stance that is known; say which it is, or mend the cell",
            "line 6 2 cells, where the first row has 3; mend the row, or put cells that contain the delimiter in quotation marks",
        ]
    );
    assert_eq!(
        dialog.buttons(),
        [("agree", "Open without these 3 rows".to_owned()), ("back", "Back".to_owned())]
    );
    assert!(dialog.text().contains("1 source, 2 propositions, 2 arguments"), "{}", dialog.text());
    reader.press("back");
    assert_eq!(reader.dialog().heading(), "Open a table");
    reader.choose(&[("means-0", "rejects")]);
    reader.press("open");
    assert_eq!(reader.dialog().heading(), "One row cannot be read");
    assert_eq!(reader.dialog().buttons()[0].1, "Open without this row");
    reader.press("agree");
    let ready = reader.ready();
    assert_eq!((ready.corpus.arguments.len(), ready.left_out.total), (4, 1));
    assert!(ready.remember.is_some());
}

#[test]
fn a_table_of_which_nothing_can_be_read_leads_back() {
    let mut reader = Reader::table("party,thesis,position,reason\nOwls,,yes,Old.\nLarks,,no,Green.\n");
    reader.press("open");
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "This cannot be opened");
    assert!(dialog.problems()[0].starts_with("line 2 a stance without a proposition; "));
    assert_eq!(dialog.buttons(), [("back", "Back".to_owned())]);
    reader.press("back");
    reader.choose(&[("proposition", "none")]);
    assert_eq!(reader.opened().corpus.arguments.len(), 2);
}

fn json_of(rows: Value) -> Vec<u8> {
    rows.to_string().into_bytes()
}

/// Two parties on two theses in the layout of the Wahl-O-Mat, with so many answers to nothing.
fn election(folder: &str, lost: usize) -> Vec<Brought> {
    let answers = json!([{"id": 0, "message": "Stimme zu"}, {"id": 1, "message": "Stimme nicht zu"}, {"id": 2, "message": "Neutral"}]);
    let theses = json!([{"id": 0, "category": null, "label": "Bad", "text": "Ein Bad wird gebaut."},
        {"id": 1, "category": null, "label": "Markt", "text": "Der Markt bleibt."}]);
    let parties = json!([{"id": 0, "name": "Rot", "longname": "Die Roten"}, {"id": 1, "name": "Blau", "longname": "Die Blauen"}]);
    let opinion = |id: usize, party: usize, thesis: usize| json!({"id": id, "party": party, "statement": thesis, "answer": id % 3, "comment": id});
    let mut opinions: Vec<Value> = (0..4).map(|id| opinion(id, id / 2, id % 2)).collect();
    opinions.extend((0..lost).map(|at| opinion(4 + at, 0, 99)));
    let comments: Vec<Value> =
        (0..4).map(|id| json!({"id": id, "text": format!("Weil Grund {id}.")})).collect();
    let overview =
        json!({"title": format!("Wahl {folder}"), "date": "2021-09-26", "info": "", "data_source": ""});
    [
        ("overview", overview),
        ("answer", answers),
        ("statement", theses),
        ("party", parties),
        ("opinion", json!(opinions)),
        ("comment", json!(comments)),
    ]
    .map(|(name, rows)| file(&format!("data/{folder}/{name}.json"), json_of(rows)))
    .to_vec()
}

#[test]
fn elections_open_at_once_or_say_what_is_missing() {
    let both = [election("2021/land", 0), election("2019/stadt", 0)].concat();
    let ready = Reader::brings(both).ready();
    assert_eq!(ready.summary, "2 elections, 2 parties, 4 theses, 8 answers");
    assert_eq!((ready.fingerprint.name(), ready.remember), ("elections", None));
    let files = election("2021/land", 0);
    let packed: Vec<(&str, &[u8])> = files.iter().map(|file| (file.name.as_str(), &file.bytes[..])).collect();
    let ready = Reader::brings(vec![file("land.zip", zip(&packed))]).ready();
    assert_eq!(ready.summary, "1 election, 2 parties, 2 theses, 4 answers");
    assert_eq!(ready.fingerprint.name(), "land.zip");
    let mut reader = Reader::brings(election("2021/land", 25));
    let dialog = reader.dialog();
    assert_eq!(dialog.heading(), "Not all of this can be read");
    assert_eq!(dialog.problems().len(), 20);
    assert!(
        dialog.problems()[0].starts_with("data/2021/land/opinion.json [4].statement no statement 99; "),
        "{:?}",
        dialog.problems()
    );
    assert_eq!(dialog.buttons(), [("agree", "Open without these 25".to_owned())]);
    assert!(dialog.text().contains("1 election, 2 parties, 2 theses, 4 answers"), "{}", dialog.text());
    assert!(dialog.said("door-files").expect("files").contains("and 3 more files"));
    reader.press("agree");
    let ready = reader.ready();
    assert_eq!((ready.corpus.arguments.len(), ready.left_out.total), (4, 25));
}

/// A file of an archive that cannot be unpacked is told of before the rest opens, whatever that is.
#[test]
fn what_an_archive_does_not_give_is_told_of() {
    let inner = zip(&[("x.txt", b"x")]);
    let packed = zip(&[("tea.standpoint.json", tea().to_string().as_bytes()), ("more.zip", &inner)]);
    let mut reader = Reader::brings(vec![file("all.zip", &packed)]);
    assert_eq!(reader.dialog().heading(), "Not all of this can be read");
    assert_eq!(
        reader.dialog().problems(),
        ["all.zip: more.zip an archive in an archive; unpack it and bring what is in it"]
    );
    assert_eq!(reader.dialog().buttons(), [("agree", "Open without this one".to_owned())]);
    reader.press("agree");
    let ready = reader.ready();
    assert_eq!((ready.corpus.arguments.len(), ready.left_out.total), (3, 1));
    let mut reader =
        Reader::brings(vec![file("all.zip", zip(&[("t.csv", TOWN.as_bytes()), ("more.zip", &inner)]))]);
    reader.press("open");
    assert_eq!(reader.dialog().problems().len(), 1);
    reader.press("agree");
    assert_eq!(reader.ready().left_out.total, 1);
}

/// A corpus whose sources are files of their own names the files it is read from.
#[test]
fn a_folder_with_sources_is_one_corpus() {
    let mut main = tea();
    let sources = main["sources"].take();
    main.as_object_mut().expect("an object").remove("sources");
    let folder = |at: &str| {
        vec![
            file(&format!("{at}corpus.json"), main.to_string()),
            file(&format!("{at}sources/y.json"), sources[1].to_string()),
            file(&format!("{at}sources/x.json"), sources[0].to_string()),
        ]
    };
    let ready = Reader::brings(folder("tea/")).ready();
    assert_eq!((ready.corpus.sources.len(), ready.fingerprint.name()), (2, "corpus.json"));
    let other = Reader::brings(folder("elsewhere/tea/")).ready();
    assert_eq!(other.fingerprint, ready.fingerprint, "where the folder lies does not count");
}

#[test]
fn cancelling_ends_it() {
    let mut times = 0;
    let mut stop = |_: Progress| {
        times += 1;
        if times > 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let cancelled = Door::bring(vec![file("t.csv", TOWN)], &Limits::default(), "", &mut stop);
    assert!(matches!(cancelled.map(|_| ()), Err(standpoint::opening::OpenError::Cancelled)));
}
