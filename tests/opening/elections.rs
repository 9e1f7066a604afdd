//! Elections in the layout of the Wahl-O-Mat's archive, with invented parties and theses.

use serde_json::{Value, json};
use standpoint::corpus::Corpus;
use standpoint::opening::{Kind, election, kind};

use super::*;

/// The files of one election, as JSON values that a test can change.
fn town(year: u16) -> Value {
    json!({
        "overview": {"title": "Stadtratswahl", "date": format!("{year}-09-26"), "slug": format!("stadtrat{year}"),
            "info": "https://example.org/info", "data_source": "https://example.org/thesen.pdf"},
        "party": [
            {"id": 0, "name": " Eulen ", "longname": "Die Eulen der Stadt"},
            {"id": 1, "name": "Lerchen", "longname": "Lerchenbund"},
        ],
        "statement": [
            {"id": 0, "category": null, "label": "Linden", "text": "Am Markt sollen Linden stehen."},
            {"id": 1, "category": null, "label": "Leinenpflicht", "text": "Hunde sollen frei laufen dürfen."},
        ],
        // The middle answer has the highest number, as in the archive; the others are turned round.
        "answer": [{"id": 1, "message": "Stimme zu"}, {"id": 0, "message": "Stimme nicht zu"}, {"id": 2, "message": "Neutral"}],
        "opinion": [
            {"id": 0, "party": 0, "statement": 0, "answer": 1, "comment": 0},
            {"id": 1, "party": 0, "statement": 1, "answer": 2, "comment": 1},
            {"id": 2, "party": 1, "statement": 1, "answer": 0, "comment": null},
            {"id": 3, "party": 1, "statement": 0, "answer": 0, "comment": 3},
        ],
        "comment": [
            {"id": 0, "text": "\"Linden  duften.\r\n<b>Sehr</b> &amp; lange.\""},
            {"id": 1, "text": "Das  kommt darauf an."},
            {"id": 3, "text": " \"\r\n\" "},
        ],
    })
}

fn files(folder: &str, election: &Value) -> Vec<Brought> {
    let parts = election.as_object().expect("an object").iter();
    parts.map(|(name, value)| file(&format!("{folder}{name}.json"), value.to_string())).collect()
}

fn read(files: &[Brought]) -> Result<Opened, OpenError> {
    match kind(files)? {
        Kind::Elections(folders) => election::read(files, &folders, &mut on),
        other => panic!("{other:?}"),
    }
}

fn one(election: &Value) -> Result<Opened, OpenError> {
    read(&files("", election))
}

fn told(corpus: &Corpus) -> Vec<(String, String, Option<i8>, String)> {
    cards(corpus)
        .into_iter()
        .map(|(source, _, thesis, stance, claim)| (source, thesis, stance, claim))
        .collect()
}

#[test]
fn answers_become_cards_by_their_words() {
    let opened = read(&files("data/2021/stadt/", &town(2021))).expect("it is sound");
    let corpus = checked(&opened);
    let card = |source: &str, thesis: &str, stance: i8, claim: &str| {
        (source.to_owned(), thesis.to_owned(), Some(stance), claim.to_owned())
    };
    let (trees, dogs) = ("Am Markt sollen Linden stehen.", "Leinenpflicht: Hunde sollen frei laufen dürfen.");
    assert_eq!(
        told(&corpus),
        [
            card("Eulen", trees, 2, "\"Linden duften. <b>Sehr</b> &amp; lange.\""),
            card("Eulen", dogs, 0, "Das kommt darauf an."),
            card("Lerchen", trees, -2, "Rejects: “Am Markt sollen Linden stehen.” No reason is given."),
            card(
                "Lerchen",
                dogs,
                -2,
                "Rejects: “Leinenpflicht: Hunde sollen frei laufen dürfen.” No reason is given."
            ),
        ]
    );
    assert_eq!((opened.left_out.total, opened.remarks.total), (0, 0));
    assert_eq!((corpus.name.as_str(), corpus.title.as_str()), ("stadtrat2021", "Stadtratswahl, 2021-09-26"));
    let ids = |names: Vec<&String>| names.into_iter().cloned().collect::<Vec<String>>();
    assert_eq!(
        ids(corpus.propositions.iter().map(|row| &row.name).collect()),
        ["stadtrat2021-0", "stadtrat2021-1"]
    );
    assert_eq!(
        ids(corpus.arguments.iter().map(|row| &row.name).collect()),
        ["stadtrat2021-eulen-0", "stadtrat2021-eulen-1", "stadtrat2021-lerchen-0", "stadtrat2021-lerchen-1"]
    );
    assert_eq!(ids(corpus.actors.iter().map(|row| &row.name).collect()), ["eulen", "lerchen"]);
    assert!(corpus.arguments.ids().all(|id| !corpus.is_reported(id)));
    assert!(corpus.arguments.iter().all(|row| row.time.is_some_and(|time| time.to_string() == "2021-09-26")));
    let record = serde_json::to_value(&opened.corpus.sources[0].record).expect("JSON");
    assert_eq!(record["URL"], "https://example.org/thesen.pdf");
    assert_eq!(record["author"], json!([{"literal": "Die Eulen der Stadt"}]));
    assert_eq!(record["issued"], json!({"date-parts": [[2021, 9, 26]]}));
    assert_eq!(record["type"], "webpage");
}

#[test]
fn a_party_is_one_actor_in_all_elections() {
    let mut later = town(2021);
    later["party"][0] = json!({"id": 0, "name": "Spatzen", "longname": "Spatzen"});
    later["party"][1] = json!({"id": 1, "name": "Eulen", "longname": "Eulen e. V."});
    let mut all = files("archiv/data/2021/stadt/", &later);
    let mut first = town(2017);
    first.as_object_mut().expect("an object").remove("overview");
    all.extend(files("archiv/data/2017/land/", &first));
    all.push(file(
        "archiv/election.json",
        json!([
            {"id": 0, "name": "Landtagswahl", "date": "2017-05-14", "path": "data/2017/land"},
            {"id": 1, "name": "Stadtratswahl", "date": "2021-09-26", "path": "data/2021/stadt"},
        ])
        .to_string(),
    ));
    let packed: Vec<(&str, &[u8])> = all.iter().map(|file| (file.name.as_str(), &file.bytes[..])).collect();
    let out = unpacked(vec![file("archiv.zip", zip(&packed))]).expect("it is sound");
    let opened = read(&out.files).expect("it is sound");
    let corpus = checked(&opened);
    assert_eq!((opened.left_out.total, opened.remarks.total), (0, 0));
    let shorts: Vec<&str> = corpus.sources.iter().map(|row| row.short.as_str()).collect();
    assert_eq!(shorts, ["Eulen 2017 Land", "Lerchen 2017 Land", "Spatzen 2021 Stadt", "Eulen 2021 Stadt"]);
    let actors: Vec<&str> = corpus.actors.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(actors, ["Eulen", "Lerchen", "Spatzen"]);
    assert_eq!(
        corpus.sources.iter().next().expect("one").author,
        corpus.sources.iter().last().expect("one").author
    );
    let issues: Vec<&str> = corpus.issues.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(issues, ["Landtagswahl, 2017-05-14", "Stadtratswahl, 2021-09-26"]);
    assert_eq!(corpus.name, "elections-2017-2021");
    assert_eq!(corpus.arguments.len(), 8);
}

#[test]
fn two_parties_of_one_name_go_by_their_long_names() {
    let mut election = town(2021);
    election["party"][1]["name"] = json!("Eulen");
    let corpus = checked(&one(&election).expect("it is sound"));
    let actors: Vec<&str> = corpus.actors.iter().map(|row| row.label.as_str()).collect();
    assert_eq!(actors, ["Die Eulen der Stadt", "Lerchenbund"]);
}

#[test]
fn categories_group_the_theses_of_one_election() {
    let mut election = town(2021);
    election["category"] = json!([{"id": 4, "label": "Grün"}, {"id": 7, "label": "Tiere"}]);
    election["statement"][0]["category"] = json!(4);
    let issues = |corpus: &Corpus| {
        corpus.propositions.iter().map(|row| corpus.issues[row.issue].label.clone()).collect::<Vec<_>>()
    };
    let opened = one(&election).expect("it is sound");
    assert_eq!(issues(&checked(&opened)), ["Grün", "Stadtratswahl, 2021-09-26"]);
    election["statement"][1]["category"] = json!(5);
    let opened = one(&election).expect("it is sound");
    assert_eq!(issues(&checked(&opened)), ["Grün", "Stadtratswahl, 2021-09-26"]);
    assert_eq!(remarks(&opened), ["statement.json: [1].category: no category 5; add it or mend the number"]);
}

#[test]
fn answers_that_name_what_is_not_there_are_left_out() {
    let mut election = town(2021);
    let opinions = election["opinion"].as_array_mut().expect("a list");
    let more = [[9, 0, 1, 0], [0, 9, 1, 0], [0, 0, 9, 0], [0, 0, 1, 0], [1, 0, 1, 9]];
    opinions.extend(more.map(|[party, statement, answer, comment]| {
        json!({"id": 9, "party": party, "statement": statement, "answer": answer, "comment": comment})
    }));
    opinions.remove(3);
    election["answer"][2]["message"] = json!("Weiß nicht");
    let opened = one(&election).expect("the rest is sound");
    assert_eq!(
        left_out(&opened),
        [
            "opinion.json: [1].answer: \"Weiß nicht\" is no answer that is known; it must say \"Stimme zu\", \"Stimme nicht zu\" or \"Neutral\"",
            "opinion.json: [3].party: no party 9; add it or mend the number",
            "opinion.json: [4].statement: no statement 9; add it or mend the number",
            "opinion.json: [5].answer: no answer 9; add it or mend the number",
            "opinion.json: [6]: a second answer of this party to statement 0; keep one of them",
        ]
    );
    assert_eq!(remarks(&opened), ["opinion.json: [7].comment: no comment 9; add it or mend the number"]);
    assert_eq!(checked(&opened).arguments.len(), 3, "an answer without its reason is kept");
}

#[test]
fn parties_and_theses_that_cannot_be_shown_are_told() {
    let mut election = town(2021);
    election["party"][0]["name"] = json!("  ");
    election["party"][0]["longname"] = Value::Null;
    election["statement"][1] = json!({"id": 1, "category": null, "label": "", "text": " "});
    let again = election["party"][1].clone();
    election["party"].as_array_mut().expect("a list").push(again);
    let opened = one(&election).expect("one answer remains");
    let said = left_out(&opened);
    assert_eq!(
        said[..3],
        [
            "statement.json: [1].text: the thesis is empty; it is shown to readers, so it needs a text",
            "party.json: [0].name: the party's name is empty; it is shown to readers, so it needs a text",
            "party.json: [2].id: a second party 1; keep one of them",
        ]
    );
    assert_eq!(opened.left_out.total, 6);
    assert_eq!(checked(&opened).arguments.len(), 1);
}

#[test]
fn an_election_without_comments_has_no_reasons() {
    let mut election = town(2021);
    election.as_object_mut().expect("an object").remove("comment");
    let opened = one(&election).expect("it is sound");
    assert_eq!((opened.left_out.total, opened.remarks.total), (0, 0));
    assert!(cards(&checked(&opened)).iter().all(|card| card.4.ends_with("No reason is given.")));
}

#[test]
fn an_election_that_cannot_be_read_is_left_out_and_the_others_not() {
    let mut all = files("data/2017/land/", &town(2017));
    let broken = all.iter().position(|file| file.name.ends_with("party.json")).expect("a file");
    all[broken].bytes = b"[{\"id\": 0,\n \"name\": 7}]".to_vec();
    let said = refused(read(&all));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("data/2017/land/party.json: line 2, column 10: invalid type: "), "{said:?}");
    all.extend(files("data/2021/stadt/", &town(2021)));
    let opened = read(&all).expect("one is sound");
    assert_eq!((left_out(&opened), opened.left_out.total), (said, 1));
    assert_eq!(checked(&opened).arguments.len(), 4);

    let mut election = town(2021);
    election.as_object_mut().expect("an object").remove("answer");
    assert_eq!(
        refused(read(&files("e/", &election))),
        ["e: the election lacks answer.json; bring its whole folder"]
    );
    let mut election = town(2021);
    election["opinion"] = json!([]);
    assert_eq!(
        refused(one(&election)),
        ["opinion.json: there is nothing in it but the head; bring a file with rows"]
    );
    let latin: Vec<Brought> = files("", &town(2021))
        .into_iter()
        .map(|mut file| {
            if file.name == "comment.json" {
                file.bytes = b"[\n{\"id\": 0, \"text\": \"gr\xfcn\"}]".to_vec();
            }
            file
        })
        .collect();
    assert_eq!(
        refused(read(&latin)),
        ["comment.json: line 2: byte 23 is no UTF-8, and JSON has no other encoding; save it as UTF-8"]
    );
}

#[test]
fn only_addresses_of_the_web_are_kept_and_bad_dates_told() {
    let mut election = town(2021);
    election["overview"]["data_source"] = json!("javascript:alert(1)");
    election["overview"]["info"] = json!(["mailto:x@example.org"]);
    election["overview"]["date"] = json!("im Herbst");
    let opened = one(&election).expect("it is sound");
    let corpus = checked(&opened);
    assert!(
        opened
            .corpus
            .sources
            .iter()
            .all(|source| source.record.url.is_none() && source.record.kind == "dataset")
    );
    assert!(corpus.sources.iter().all(|source| source.date.is_none()));
    assert!(
        remarks(&opened)[0].starts_with("overview.json: date: \"im Herbst\" is no date"),
        "{:?}",
        remarks(&opened)
    );
}
