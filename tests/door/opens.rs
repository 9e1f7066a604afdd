//! What opens without much ado.

use super::*;

#[test]
fn the_own_format_opens_at_once() {
    for (name, bytes) in [
        ("tea.standpoint.json", tea().to_string().into_bytes()),
        ("tea.standpoint.json.gz", gzip(tea().to_string().as_bytes())),
        ("tea.zip", zip(&[("in/tea.standpoint.json", tea().to_string().as_bytes())])),
    ] {
        let ready = Reader::brings(vec![file(name, bytes)]).ready();
        assert_eq!(ready.corpus.arguments.len(), 3, "{name}");
        assert_eq!(ready.fingerprint.name(), "tea.standpoint.json", "{name}");
        assert_eq!((ready.left_out.total, ready.remarks.total, ready.remember), (0, 0, None), "{name}");
        assert_eq!(ready.summary, "2 sources, 1 proposition, 3 arguments");
    }
}

#[test]
fn a_table_opens_as_it_is_guessed() {
    let ready = Reader::table(TOWN).opened();
    assert_eq!(
        cards(&ready.corpus).into_iter().map(|card| (card.1, card.3)).collect::<Vec<_>>(),
        [("Eulen".to_owned(), Some(2)), ("Eulen".to_owned(), Some(0)), ("Lerchen".to_owned(), Some(-1))]
    );
    assert!(ready.remember.is_some());
}
