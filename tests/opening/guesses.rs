//! Guessing how a table is read.

use standpoint::opening::table::Columns;

use super::*;

/// The guess in letters: S source, H holder, P proposition, I issue, V stance, C claim, D date, with
/// the column of each.
fn letters(columns: Columns) -> String {
    let Columns { source, holder, proposition, issue, stance, claim, date } = columns;
    let all = [
        ('S', source),
        ('H', holder),
        ('P', proposition),
        ('I', issue),
        ('V', stance),
        ('C', claim),
        ('D', date),
    ];
    let mut found: Vec<(usize, char)> =
        all.into_iter().filter_map(|(letter, column)| Some((column?, letter))).collect();
    found.sort_unstable();
    found.into_iter().map(|(column, letter)| format!("{letter}{column}")).collect::<Vec<_>>().join(" ")
}

#[test]
fn columns_are_known_by_their_names() {
    for (header, told) in [
        ("party,thesis,position", "H0 P1 V2"),
        ("Partei;These;Antwort;Begründung", "H0 P1 V2 C3"),
        ("holder\tproposition\tstance\tclaim\tsource\tissue\tdate", "H0 P1 V2 C3 S4 I5 D6"),
        ("Datum|Akteur|Aussage|Haltung|Kommentar|Quelle|Thema", "D0 H1 P2 V3 C4 S5 I6"),
        ("Year,Actor,Statement,Answer,Reason,Document,Category", "D0 H1 P2 V3 C4 S5 I6"),
        ("ID,Speaker,Question,Response,Comment,Published", "H1 P2 V3 C4 D5"),
        ("party_name,thesis_text,party_position,party_comment", "H0 P1 V2 C3"),
        ("Parteiname;Thesentext;Position der Partei;Begründung der Partei", "H0 P1 V2 C3"),
        ("Jahr;Fraktion;Antrag;Votum", "D0 H1 P2 V3"),
        ("Kategorie,Frage,Befragte,Meinung,Anmerkung", "I0 P1 H2 V3 C4"),
        ("PARTY , TOPIC , VOTE", "H0 P1 V2"),
        ("\"Party\",\"The statement\",\"Stance (-2 to 2)\",\"Notes\"", "H0 P1 V2 C3"),
        ("country,motion,vote,date,url", "H0 P1 V2 D3 S4"),
        ("author,text,topic,source", "H0 C1 I2 S3"),
        ("heldBy,thesis,answerGiven,publishedOn", "P1 V2 D3"),
        (
            "Autorin;Vorschlag;Zustimmung;Erklärung;Veröffentlichungsdatum;Fundstelle;Politikfeld",
            "H0 P1 V2 C3 D4 S5 I6",
        ),
    ] {
        let guess = guessed(header);
        assert!(guess.mapping.header, "{header}");
        assert_eq!(letters(guess.mapping.columns), told, "{header}");
        assert!(guess.mapping.columns.suffices(), "{header}");
        assert!(guess.preview.is_empty());
    }
}

const SENTENCES: [&str; 3] = [
    "The town should plant more lime trees.",
    "Dogs may run free in the park.",
    "The market opens on Sundays.",
];

/// Two parties on three sentences, without a name of a column.
fn unnamed(header: &str, positions: [&str; 6]) -> String {
    let mut text = header.to_owned();
    for (at, position) in positions.into_iter().enumerate() {
        let reason = format!(
            "Our reason number {at} is that this is what the people of the town have told us again and again"
        );
        let topic = ["Green", "Green", "Trade"][at % 3];
        let party = ["Owls", "Larks"][at / 3];
        text += &format!(
            "{},{party},{topic},{},{position},{reason},2021-0{}-01\n",
            at + 1,
            SENTENCES[at % 3],
            at + 1
        );
    }
    text
}

#[test]
fn columns_without_names_are_known_by_their_content() {
    let words = ["agree", "disagree", "neutral", "agree", "agree", "disagree"];
    let numbers = ["-2", "1", "0", "2", "-1", "1"];
    let german = ["Stimme zu", "stimme nicht zu", "Neutral", "stimme zu", "eher ja", "Eher nein"];
    for positions in [words, numbers, german] {
        for (header, has) in [("", false), ("c1,c2,c3,c4,c5,c6,c7\n", true), ("A,B,,C,D,E,F\n", false)] {
            let guess = guessed(&unnamed(header, positions));
            let skipped = header.starts_with("A,B,,");
            assert_eq!(guess.mapping.header, has, "{header}");
            assert!(
                skipped || letters(guess.mapping.columns) == "H1 I2 P3 V4 C5 D6",
                "{header}: {:?}",
                guess.mapping.columns
            );
        }
    }
    let guess = guessed(&unnamed("c1,c2,c3,c4,c5,c6,c7\n", words));
    assert_eq!(guess.names, ["c1", "c2", "c3", "c4", "c5", "c6", "c7"]);
    assert_eq!(guess.preview[0][..5], ["1", "Owls", "Green", SENTENCES[0], "agree"]);
    let guess = guessed(&unnamed("", words));
    assert_eq!(guess.names, ["1", "2", "3", "4", "5", "6", "7"]);
    assert_eq!(guess.preview.len(), 6);
}

/// A rating of 1 to 5 is not taken for a stance because it is a number.
#[test]
fn what_is_unclear_is_not_guessed() {
    let guess = guessed(&unnamed("", ["1", "2", "3", "4", "5", "1"]));
    assert_eq!(guess.mapping.columns.stance, None);
    let guess = guessed(&unnamed("", ["10%", "20%", "0%", "1%", "2%", "100%"]));
    assert_eq!(guess.mapping.columns.stance, None);
    // Where a name says that it is the stance, what its values mean is still not guessed.
    let text = "party,thesis,answer\nOwls,More trees.,1\nLarks,More trees.,5\n";
    let file = file("t.csv", text);
    let table = table::decode(&file).expect("text");
    let mapping = table::guess(&table).mapping;
    assert_eq!(mapping.columns.stance, Some(2));
    let values = table::values(&table, &mapping, &mut on).expect("not cancelled");
    assert_eq!(
        values.iter().map(|value| (value.text.as_str(), value.rows, value.answer)).collect::<Vec<_>>(),
        [("1", 1, None), ("5", 1, None)]
    );
}

/// A column whose name promises a stance but which holds whole sentences is the claim.
#[test]
fn a_name_that_the_content_belies_does_not_count() {
    let long = "We have always been of the opinion that trees are what makes a town a town.";
    let guess = guessed(&format!(
        "party,thesis,position,vote\nOwls,More trees.,{long},yes\nLarks,More trees.,{long} Always.,no\n"
    ));
    assert_eq!(letters(guess.mapping.columns), "H0 P1 C2 V3");
}

#[test]
fn delimiters_and_quotes_are_known_by_their_rows() {
    let wide = "a;b,c";
    for (text, delimiter, quote) in [
        ("party,thesis\nOwls,\"Trees; hills, lakes; sun; rain\"\n".to_owned(), b',', Some(b'"')),
        ("party;thesis\nOwls;Trees, hills, lakes\nLarks;Rain, sun\n".to_owned(), b';', Some(b'"')),
        ("party\tthesis\nOwls\t5\" pipes, 6\" pipes\n".to_owned(), b'\t', Some(b'"')),
        ("party\tthesis\nOwls\t\"Trees\" are good\nLarks\t\"Hills\n".to_owned(), b'\t', None),
        (format!("'party','thesis'\n'Owls','{wide}'\n"), b',', Some(b'\'')),
        ("party|thesis\nOwls|a, b; c\n".to_owned(), b'|', Some(b'"')),
        ("sep=;\r\nparty;thesis\r\nOwls;a\r\n".to_owned(), b';', Some(b'"')),
        ("sep=:\nparty:thesis\nOwls:a,b\n".to_owned(), b':', Some(b'"')),
        ("party,thesis\nOwls,\"one\ntwo\nthree\"\n".to_owned(), b',', Some(b'"')),
    ] {
        let guess = guessed(&text);
        assert_eq!(
            (guess.mapping.delimiter as char, guess.mapping.quote),
            (delimiter as char, quote),
            "{text}"
        );
        assert_eq!(guess.names, ["party", "thesis"], "{text}");
    }
    for nothing in ["", "\n\n", "just a line", "\"", "\0", ",", ";;;;\n;;;;"] {
        let guess = guessed(nothing);
        assert!(!guess.mapping.columns.suffices(), "{nothing:?}");
    }
}
