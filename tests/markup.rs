//! Guards the page as markup, where a corpus that the checker accepts is at its limits.

mod common;

use common::load;
use serde_json::json;
use standpoint::corpus::written::CorpusFile;
use standpoint::link::{Page, View};
use standpoint::markup::words::number;
use standpoint::markup::{Around, Extent, Library, Node, Shown, screen};

/// The corpus of the bundled codebook with one source.
fn with_source(source: serde_json::Value) -> CorpusFile {
    let mut file: CorpusFile = serde_json::from_str(include_str!("../corpus/corpus.json")).expect("a corpus");
    file.relations.clear();
    file.sources = vec![serde_json::from_value(source).expect("a source")];
    file
}

fn page(page: Page) -> View {
    View { page, ..View::default() }
}

fn html(file: &CorpusFile, view: View) -> String {
    let library = Library::new(load(file), str::to_owned);
    let shown = Shown::new(&library, view);
    let nodes = screen(&shown.scene(&library), &Around::default(), &[], &Extent::WHOLE);
    nodes.iter().map(Node::to_html).collect()
}

/// A corpus of the bundled codebook with one argument in one source whose blocks have these words.
fn with_an_argument(words: &[u32]) -> CorpusFile {
    let codebook =
        with_source(json!({"id": "x", "short": "X", "record": {"id": "x"}, "outline": [], "arguments": []}));
    let book = &codebook.codebook;
    let (role, certainty) = (&book.roles[0].id, &book.certainties[0].id);
    let proposition = &book.propositions[0].id;
    let block = |words: &u32| json!({"kind": "text", "words": words, "sentences": ["1"]});
    with_source(json!({
        "id": "x", "short": "X", "record": {"id": "x"}, "outline": words.iter().map(block).collect::<Vec<_>>(),
        "arguments": [{
            "id": "x-1", "claim": "It is long.", "place": {"block": words.len(), "sentences": [1, 1]}, "role": role,
            "certainty": certainty, "stances": [{"proposition": proposition, "value": 2}],
        }],
    }))
}

/// However long a text says its blocks are, the strip of them is a thousand wide.
#[test]
fn the_strip_of_a_very_long_text_fits() {
    let html = html(&with_an_argument(&[u32::MAX; 4]), page(Page::Sources));
    for x in [0, 250, 500, 750] {
        assert!(html.contains(&format!("<rect x=\"{x}\" y=\"0\" width=\"247\"")), "{x} in {html}");
    }
}

/// What has no text is not said to have places, nor asked to be compared with a copy.
#[test]
fn what_has_no_text_has_no_places_in_it() {
    let promises = ["coders’ own words", "data-copy-of", "open your own copy", "class=\"strip\"", "block 1"];
    let mut file = with_an_argument(&[9]);
    // The source closed, and open.
    let source = |file: &CorpusFile| {
        let open = View { source: Some("x".into()), ..page(Page::Sources) };
        html(file, page(Page::Sources)) + &html(file, open)
    };
    let with_text = source(&file);
    assert!(promises.iter().all(|promise| with_text.contains(promise)), "{with_text}");
    file.sources[0].outline.clear();
    let without = source(&file);
    assert!(without.contains("It is long."), "{without}");
    let said = promises.into_iter().find(|promise| without.contains(promise));
    assert_eq!(said, None, "{without}");
}

/// SPDX's word for a licence that nobody has stated is none for a reader.
#[test]
fn a_licence_that_nobody_has_stated_is_not_named() {
    let mut file = with_an_argument(&[9]);
    let foot = |file: &CorpusFile| html(file, View::default());
    assert!(foot(&file).contains("Coding: CC-BY-4.0."), "{}", foot(&file));
    file.licence = "NOASSERTION".into();
    let foot = foot(&file);
    assert!(foot.contains("Coding: no licence stated.") && !foot.contains("NOASSERTION"), "{foot}");
}

/// A role or certainty that all have is not written on each card.
#[test]
fn what_is_the_same_on_every_card_is_left_out() {
    let mut file = with_an_argument(&[9]);
    let labels = |file: &CorpusFile| {
        let book = &file.codebook;
        [&book.roles[0], &book.certainties[0]].map(|row| format!(">{}</span>", row.label))
    };
    let tags = labels(&file);
    let head = |file: &CorpusFile| {
        let html = html(file, page(Page::Arguments));
        let (_, meta) = html.split_once("class=\"meta\"").expect("a card");
        meta.split("</p>").next().map(str::to_owned).expect("its head")
    };
    assert!(tags.iter().all(|tag| head(&file).contains(tag)), "{}", head(&file));
    file.codebook.roles.truncate(1);
    file.codebook.certainties.truncate(1);
    assert!(tags.iter().all(|tag| !head(&file).contains(tag)), "{}", head(&file));
}

/// Commas between thousands, and nowhere else.
#[test]
fn numbers_are_written_with_commas() {
    let written = [0, 7, 999, 1_000, 43_614, 999_999, 1_000_000, 12_345_678].map(number);
    assert_eq!(
        written,
        ["0", "7", "999", "1,000", "43,614", "999,999", "1,000,000", "12,345,678"].map(str::to_owned)
    );
}
