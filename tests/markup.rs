//! Guards the page as markup, where a corpus that the checker accepts is at its limits.

mod common;

use common::load;
use serde_json::json;
use standpoint::corpus::written::CorpusFile;
use standpoint::link::{Page, View};
use standpoint::markup::{Around, Extent, Library, Node, Shown, screen};

/// The corpus of the bundled codebook with one source.
fn with_source(source: serde_json::Value) -> CorpusFile {
    let mut file: CorpusFile = serde_json::from_str(include_str!("../corpus/corpus.json")).expect("a corpus");
    file.relations.clear();
    file.sources = vec![serde_json::from_value(source).expect("a source")];
    file
}

fn html(file: &CorpusFile, page: Page) -> String {
    let library = Library::new(load(file), str::to_owned);
    let shown = Shown::new(&library, View { page, ..View::default() });
    let nodes = screen(&shown.scene(&library), &Around::default(), &[], &Extent::WHOLE);
    nodes.iter().map(Node::to_html).collect()
}

/// However long a text says its blocks are, the strip of them is a thousand wide.
#[test]
fn the_strip_of_a_very_long_text_fits() {
    let codebook =
        with_source(json!({"id": "x", "short": "X", "record": {"id": "x"}, "outline": [], "arguments": []}));
    let of = |id: &Option<String>| id.clone().expect("the codebook has one");
    let first = |ids: &mut dyn Iterator<Item = &String>| ids.next().cloned();
    let book = &codebook.codebook;
    let role = of(&first(&mut book.roles.iter().map(|row| &row.id)));
    let certainty = of(&first(&mut book.certainties.iter().map(|row| &row.id)));
    let proposition = of(&first(&mut book.propositions.iter().map(|row| &row.id)));
    let block = json!({"kind": "text", "words": u32::MAX, "sentences": ["1"]});
    let file = with_source(json!({
        "id": "x", "short": "X", "record": {"id": "x"}, "outline": [block, block, block, block],
        "arguments": [{
            "id": "x-1", "claim": "It is long.", "place": {"block": 4, "sentences": [1, 1]}, "role": role,
            "certainty": certainty, "stances": [{"proposition": proposition, "value": 2}],
        }],
    }));
    let html = html(&file, Page::Sources);
    for x in [0, 250, 500, 750] {
        assert!(html.contains(&format!("<rect x=\"{x}\" y=\"0\" width=\"247\"")), "{x} in {html}");
    }
}
