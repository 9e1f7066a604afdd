//! Whatever statements are written as a table are read back as they were.

use proptest::prelude::*;
use standpoint::corpus::Corpus;

use super::*;

/// One statement: source, holder, proposition, issue, stance, claim, date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    cells: [String; 7],
}

const NAMES: [[&str; 7]; 2] = [
    ["source", "holder", "proposition", "issue", "stance", "claim", "date"],
    ["Quelle", "Partei", "These", "Thema", "Position", "Begründung", "Datum"],
];

/// Text with all that makes tables hard, but not white space at its ends.
fn text(most: usize) -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        8 => proptest::char::range('a', 'z'),
        1 => proptest::sample::select(vec![' ', ',', ';', '\t', '|', '"', '\'', '\n', 'ä', 'ß', '–', '日', '\u{301}', '<', '&', '\\']),
    ];
    let middle = proptest::collection::vec(letter, 0..most)
        .prop_map(|letters| letters.into_iter().collect::<String>());
    ("[a-zA-Z]", middle, "[a-z.!?]").prop_map(|(first, middle, last)| format!("{first}{middle}{last}"))
}

/// One of a few, so that sources and propositions come up again.
fn of_few(word: &'static str) -> impl Strategy<Value = String> {
    (text(12), 0..5_u8)
        .prop_map(move |(text, number)| if number == 0 { text } else { format!("{word} {number}") })
}

fn row() -> impl Strategy<Value = Row> {
    let stance = proptest::sample::select(vec!["-2", "-1", "0", "+1", "+2"]).prop_map(str::to_owned);
    let date = (1990..2030_u16, 1..=12_u8).prop_map(|(year, month)| format!("{year}-{month:02}"));
    (of_few("Source"), of_few("Party"), of_few("The sentence number"), stance, text(80), date).prop_map(
        |(source, holder, proposition, stance, claim, date)| {
            // A proposition has one issue, and a source one short name of up to 60 letters.
            let issue = format!("Issue {}", proposition.len() % 3);
            Row { cells: [source, holder, proposition, issue, stance, claim, date] }
        },
    )
}

fn cell(text: &str, (delimiter, quote, always): (char, char, bool)) -> String {
    let special = text.contains([delimiter, '"', '\'', '\n', '\r', ',', ';', '\t', '|']);
    if always || special {
        let doubled = text.replace(quote, &format!("{quote}{quote}"));
        format!("{quote}{doubled}{quote}")
    } else {
        text.to_owned()
    }
}

fn read_back(corpus: &Corpus) -> Vec<Row> {
    let mut rows: Vec<Row> = corpus
        .arguments
        .ids()
        .map(|id| {
            let argument = &corpus.arguments[id];
            let stance = corpus.stances_of(id)[0];
            let proposition = &corpus.propositions[stance.proposition];
            let value = stance.stance.value();
            let sign = if value > 0 { "+" } else { "" };
            let cells = [
                corpus.sources[argument.source].short.clone(),
                corpus.holder_label(argument.holder).to_owned(),
                proposition.text.clone(),
                corpus.issues[proposition.issue].label.clone(),
                format!("{sign}{value}"),
                argument.claim.clone(),
                argument.time.map(|time| time.to_string()).unwrap_or_default(),
            ];
            Row { cells }
        })
        .collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn statements_come_back_as_they_were_written(
        mut rows in proptest::collection::vec(row(), 1..30),
        order in Just([0, 1, 2, 3, 4, 5, 6]).prop_shuffle(),
        delimiter in proptest::sample::select(vec![',', ';', '\t', '|']),
        (quote, always) in proptest::sample::select(vec![('"', false), ('"', true), ('\'', true)]),
        (language, end, mark) in (0..2_usize, proptest::sample::select(vec!["\n", "\r\n"]), proptest::bool::ANY),
    ) {
        // Numbers are stances only where one of them has a sign.
        rows[0].cells[4] = "-2".to_owned();
        let style = (delimiter, quote, always);
        let line = |cells: &[&str]| -> String {
            let cells: Vec<String> = order.iter().map(|&at| cell(cells[at], style)).collect();
            cells.join(&delimiter.to_string()) + end
        };
        let mut written = if mark { "\u{feff}".to_owned() } else { String::new() };
        written += &line(&NAMES[language]);
        for row in &rows {
            written += &line(&row.cells.each_ref().map(String::as_str));
        }
        let opened = read_table("t.csv", &written).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(left_out(&opened), Vec::<String>::new());
        prop_assert_eq!(remarks(&opened), Vec::<String>::new());
        rows.sort();
        prop_assert_eq!(read_back(&checked(&opened)), rows);
    }
}
