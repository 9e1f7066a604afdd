//! Tables become corpora; rows that cannot be read are told and left out.

use standpoint::corpus::Stance;
use standpoint::opening::table::{Answer, Columns, Mapping};

use super::*;

const TOWN: &str = "\
Partei;These;Position;Begründung;Datum;Quelle;Thema
Eulen;Mehr Linden am Markt.;stimme zu;\"Linden duften;
und sie werden alt.\";2021-05-01;Eulen-Programm;Grün
Lerchen;Mehr Linden am Markt.;Eher nein;;02.05.2021;;Grün
Eulen;Hunde dürfen frei laufen.;Neutral;;;Eulen-Programm;Park
Spatzen;Hunde dürfen frei laufen.;;;;;Park
Lerchen;Der Markt öffnet sonntags.;ja;Sonntags ist Zeit.;02.05.2021;;
";

#[test]
fn rows_become_cards() {
    let opened = read_table("ordner/Stadt am Fluss.csv", TOWN).expect("it is sound");
    let corpus = checked(&opened);
    let card = |source: &str, holder: &str, proposition: &str, stance: i8, claim: &str| {
        (source.to_owned(), holder.to_owned(), proposition.to_owned(), Some(stance), claim.to_owned())
    };
    assert_eq!(
        cards(&corpus),
        [
            card(
                "Eulen-Programm",
                "Eulen",
                "Mehr Linden am Markt.",
                2,
                "Linden duften;\nund sie werden alt."
            ),
            card(
                "Eulen-Programm",
                "Eulen",
                "Hunde dürfen frei laufen.",
                0,
                "Neither affirms nor rejects: “Hunde dürfen frei laufen.” No reason is given."
            ),
            card(
                "Lerchen 02.05.2021",
                "Lerchen",
                "Mehr Linden am Markt.",
                -1,
                "Rejects with reservations: “Mehr Linden am Markt.” No reason is given."
            ),
            card("Lerchen 02.05.2021", "Lerchen", "Der Markt öffnet sonntags.", 2, "Sonntags ist Zeit."),
        ]
    );
    assert_eq!((opened.left_out.total, opened.remarks.total), (0, 0));
    let labels: Vec<&str> = corpus.issues.iter().map(|issue| issue.label.as_str()).collect();
    assert_eq!(labels, ["Grün", "Park", "Stadt am Fluss"], "what has no issue is in the file's");
    assert_eq!((corpus.name.as_str(), corpus.title.as_str()), ("stadt-am-fluss", "Stadt am Fluss"));
    let ids: Vec<&str> = corpus.propositions.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(ids, ["mehr-linden-am-markt", "hunde-duerfen-frei-laufen", "der-markt-oeffnet-sonntags"]);
    let ids: Vec<&str> = corpus.arguments.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(ids, ["eulen-programm-1", "eulen-programm-2", "lerchen-02-05-2021-1", "lerchen-02-05-2021-2"]);
    let dates: Vec<Option<String>> =
        corpus.sources.iter().map(|row| row.date.map(|date| date.to_string())).collect();
    assert_eq!(dates, [Some("2021-05-01".into()), Some("2021-05-02".into())]);
    assert!(corpus.arguments.ids().all(|id| !corpus.is_reported(id)), "the one holder is the author");
    assert_eq!(corpus.arguments.iter().filter(|row| row.time.is_some()).count(), 3);
}

/// Who speaks for several in one text reports them.
#[test]
fn a_source_with_several_holders_reports_them() {
    let text =
        "source,party,thesis,position\nTimes,Owls,Trees.,yes\nTimes,Larks,Trees.,no\nOwls,Owls,Trees.,yes\n";
    let corpus = checked(&read_table("t.csv", text).expect("it is sound"));
    let reported: Vec<bool> = corpus.arguments.ids().map(|id| corpus.is_reported(id)).collect();
    assert_eq!(reported, [true, true, false]);
    let mut ids: Vec<&str> = corpus.sources.iter().map(|row| row.name.as_str()).collect();
    ids.extend(corpus.actors.iter().map(|row| row.name.as_str()));
    assert_eq!(ids, ["times", "owls-answers", "owls", "larks"], "no source has an actor's id");
}

#[test]
fn claims_alone_are_enough_and_nothing_else_is() {
    let corpus =
        checked(&read_table("t.csv", "who,text\nOwls,Trees are old.\n,Trees are young.\n").expect("claims"));
    let told: Vec<_> = cards(&corpus).into_iter().map(|card| (card.0, card.3, card.4)).collect();
    assert_eq!(
        told,
        [
            ("Owls".to_owned(), None, "Trees are old.".to_owned()),
            ("t".to_owned(), None, "Trees are young.".to_owned())
        ]
    );
    let said = refused(read_table("t.csv", "party,thesis\nOwls,Trees.\n"));
    assert!(
        said[0].starts_with("t.csv: no column of propositions with one of stances, and none of claims; "),
        "{said:?}"
    );
    assert_eq!(refused(read_table("t.csv", "party,thesis,position\n")).len(), 1);
    let said = refused(read_table("t.csv", "party,thesis,position\n,,\n"));
    assert_eq!(said, ["t.csv: there is nothing in it but the head; bring a file with rows"]);
    let columns = Columns { proposition: Some(0), stance: Some(7), ..Columns::default() };
    let mapping = Mapping { delimiter: b',', quote: None, header: true, columns, stances: vec![] };
    assert_eq!(
        refused(read_as("a,b\nc,d\n", &mapping)),
        ["table.csv: no column 8; the table has 2, so choose another"]
    );
    assert_eq!(refused(read_as("", &mapping)).len(), 1);
}

#[test]
fn rows_that_cannot_be_read_are_told_with_their_lines() {
    let text = "party,thesis,position,date\r\n\
        Owls,\"Trees,\r\nmany of them.\",yes,2021\r\n\
        \r\n\
        Owls,Dogs.\r\n\
        Owls,Dogs.,yes,2021,more,,\r\n\
        Owls,Dogs.,yes,2021,,\r\n\
        Owls,Dogs.,perhaps,2021\r\n\
        Owls,,yes,2021\r\n\
        Larks,Dogs.,no,last year\r\n";
    let opened = read_table("t.csv", text).expect("some rows are sound");
    assert_eq!(
        left_out(&opened),
        [
            "t.csv: line 5: 2 cells, where the first row has 4; mend the row, or put cells that contain the delimiter in quotation marks",
            "t.csv: line 6: 7 cells, where the first row has 4; mend the row, or put cells that contain the delimiter in quotation marks",
            "t.csv: line 8: \"perhaps\" is no stance that is known; say which it is, or mend the cell",
            "t.csv: line 9: a stance without a proposition; name the proposition, or empty the stance",
        ]
    );
    assert_eq!(opened.left_out.total, 4);
    assert_eq!(
        remarks(&opened),
        [
            "t.csv: line 10: \"last year\" is no date, so there is none; write 2024, 2024-06, 2024-06-19 or 19.06.2024"
        ]
    );
    assert_eq!(cards(&checked(&opened)).len(), 3);
}

#[test]
fn the_first_twenty_problems_are_kept_and_all_counted() {
    let rows: String = (0..100)
        .map(|at| format!("Owls,Trees {at}.,{}\n", if at % 2 == 0 { "yes" } else { "what" }))
        .collect();
    let opened = read_table("t.csv", format!("party,thesis,position\n{rows}")).expect("half of it is sound");
    assert_eq!((opened.left_out.first.len(), opened.left_out.total), (20, 50));
    assert!(left_out(&opened)[19].starts_with("t.csv: line 41: "), "{:?}", left_out(&opened)[19]);
    assert_eq!(cards(&checked(&opened)).len(), 50);
    let said = refused(read_table("t.csv", "party,thesis,position\nOwls,Trees.,what\n"));
    assert!(said[0].starts_with("t.csv: line 2: \"what\" is no stance"), "{said:?}");
}

#[test]
fn a_table_that_was_cut_off_says_so() {
    let text = "party,thesis,position,reason\nOwls,Trees.,yes,\"They are old.\"\nOwls,Dogs.,no,\"They ba";
    let opened = read_table("t.csv", text).expect("one row is sound");
    assert_eq!(
        left_out(&opened),
        [
            "t.csv: line 3: a quotation mark opens here that nothing closes; close it, or double it if it is text"
        ]
    );
    let swallowing =
        "party,thesis,position,reason\nOwls,Trees.,yes,\"They are old.\nOwls,Dogs.,no,They bark.\n";
    let mapping = table::guess(
        &table::decode(&file("t", "party,thesis,position,reason\na,b,yes,\"c\nd\"\n")).expect("text"),
    )
    .mapping;
    assert!(refused(read_as(swallowing, &mapping))[0].contains("line 2: a quotation mark opens here"));
}

#[test]
fn a_reader_says_what_unknown_words_mean() {
    let text = "party,thesis,answer\nOwls,Trees.,1\nLarks,Trees.,5\nRooks,Trees.,3\nJays,Trees.,Weiß nicht\nCrows,Trees.,yes\n";
    let mut mapping = guessed(text).mapping;
    mapping.stances = vec![
        ("1".into(), Answer::Stance(Stance::Rejects)),
        ("5".into(), Answer::Stance(Stance::Affirms)),
        ("weiß  nicht.".into(), Answer::Silent),
        ("YES".into(), Answer::Stance(Stance::AffirmsQualified)),
    ];
    let opened = read_as(text, &mapping).expect("most is known");
    assert_eq!(
        left_out(&opened),
        ["table.csv: line 4: \"3\" is no stance that is known; say which it is, or mend the cell"]
    );
    let told: Vec<_> = cards(&checked(&opened)).into_iter().map(|card| (card.1, card.3)).collect();
    assert_eq!(told, [("Owls".into(), Some(-2)), ("Larks".into(), Some(2)), ("Crows".into(), Some(1))]);
}

#[test]
fn every_stance_that_is_written_is_understood() {
    let words = [
        (2, "agree yes pro for stimme_zu ja affirms dafür Strongly_agree"),
        (1, "rather_agree eher_ja affirms_with_reservations Somewhat_Agree stimme_eher_zu"),
        (0, "neutral ambivalent undecided mixed enthaltung unentschieden abstain"),
        (-1, "rather_disagree eher_nein rejects_with_reservations stimme_eher_nicht_zu"),
        (-2, "disagree no contra against stimme_nicht_zu nein rejects dagegen lehnt_ab"),
    ];
    for (stance, words) in words {
        for word in words.split(' ') {
            let word = word.replace('_', " ");
            for word in [word.clone(), word.to_uppercase(), format!("  {}. ", word.replace(' ', "   "))] {
                let opened = read_table("t.csv", format!("party,thesis,position\nOwls,Trees.,{word}\n"));
                let corpus = checked(&opened.expect("it is known"));
                assert_eq!(cards(&corpus)[0].3, Some(stance), "{word}");
            }
        }
    }
}

/// What a file holds, however odd, is text; nothing panics, and what is read is sound.
#[test]
fn hostile_tables_are_only_tables() {
    let head = "party,thesis,position,reason\n";
    let long = "x".repeat(300_000);
    for row in [
        "=cmd|' /C calc'!A0,<script>alert(1)</script>,yes,{{7*7}}".to_owned(),
        format!("{long},{long},yes,{long}"),
        format!("A,{},no,\u{202e}txet\u{200b}", "日本語".repeat(50)),
        "\u{7},\u{0}\u{1},yes,\u{feff}".to_owned(),
        "'','',yes,\"\"\"\"".to_owned(),
        "none,none,no,none".to_owned(),
        "../../etc,CON,yes,\\..\\".to_owned(),
        "ß,ẞ,ja,ǅ".to_owned(),
    ] {
        let opened = read_table("../<b>.csv", format!("{head}{row}\n")).expect("one row");
        assert_eq!(checked(&opened).arguments.len(), 1, "{row:.50}");
    }
    // Ids that would meet: each label has its own, the same every time.
    let rows: String =
        (0..300).map(|at| format!("{},{},yes,\n", "Ä".repeat(at % 7 + 1), "!".repeat(at + 1))).collect();
    let one = read_table("t.csv", format!("{head}{rows}")).expect("rows");
    let corpus = checked(&one);
    assert_eq!((corpus.arguments.len(), corpus.propositions.len(), corpus.actors.len()), (300, 300, 7));
    assert_eq!(one, read_table("t.csv", format!("{head}{rows}")).expect("rows"));
    for at in 0..2_000_u32 {
        let noise: Vec<u8> = (0..at % 97)
            .map(|byte| b",;\t\"'\n\rab yes\xff\0|"[((byte * 7 + at * 31) ^ at >> 3) as usize % 16])
            .collect();
        if let Ok(opened) = read_table("t.csv", [head.as_bytes(), &noise].concat()) {
            checked(&opened);
        }
        let _ = read_table("t.csv", noise);
    }
}

#[test]
fn remarks_on_the_encoding_stay_with_the_table() {
    let opened = read_table("t.csv", b"party,thesis,position\nGr\xfcne,Trees.,yes\n").expect("a row");
    assert_eq!(cards(&checked(&opened))[0].1, "Grüne");
    assert!(remarks(&opened)[0].starts_with("t.csv: line 2: this is no UTF-8"), "{:?}", remarks(&opened));
}
