//! Guards who agrees with whom and who changed position as pages: what stands there against what is
//! counted by name in the written corpus, and that only what is in sight is drawn.

mod agreement;
mod changes;
#[path = "../common/mod.rs"]
mod common;

use std::ops::Range;

use common::painted::{is_of, large, texts};
use common::{Said, cards, number, said};
use standpoint::corpus::written::CorpusFile;
use standpoint::link::{Table, View};
use standpoint::markup::{Around, Extent, Lens, Library, Node, Shown, screen};
use standpoint::matrix::{Axes, Axis};

fn view(table: Table, columns: Axis) -> View {
    let axes = Axes::new(Axis::Propositions, columns).expect("two axes");
    View { table, axes, ..View::default() }
}

fn paint(library: &Library, view: &View, rows: Range<usize>, columns: Range<usize>) -> Vec<Node> {
    let shown = Shown::new(library, view.clone());
    let sight = Extent::Sight(Lens { rows, columns, ..Lens::default() });
    screen(&shown.scene(library), &Around::default(), &[], &sight)
}

fn whole(library: &Library, view: &View) -> Vec<Node> {
    paint(library, view, 0..1_000, 0..1_000)
}

/// Whether a source reports what somebody else holds.
fn is_report(said: &Said) -> bool {
    said.card.row.holder.is_some() && said.card.row.holder != said.card.source.author
}

/// What somebody is called: a document, or who speaks in it.
fn label(file: &CorpusFile, name: &str) -> String {
    let actor = file.codebook.actors.iter().find(|row| row.id == name).map(|row| row.label.clone());
    actor.unwrap_or_else(|| file.sources.iter().find(|row| row.id == name).expect("a source").short.clone())
}

/// What a window has of a list of this length.
fn window(range: &Range<usize>, number: usize) -> Range<usize> {
    range.start.min(number)..range.end.min(number).max(range.start.min(number))
}

/// Two sources of one author, who says the opposite later, and another who says the same.
fn hostile(evil: &str) -> CorpusFile {
    let source = |at: usize, date: &str, values: [i8; 2]| {
        let argument = |who: usize| {
            serde_json::json!({
                "id": format!("a{at}-{who}"), "claim": evil, "place": {"block": 1, "sentences": [1, 1]},
                "role": "role", "certainty": "sure", "holder": format!("h{who}"),
                "stances": [{"proposition": "p", "value": values[who]}],
            })
        };
        serde_json::json!({
            "id": format!("s{at}"), "short": evil, "date": date, "record": {"id": format!("s{at}")},
            "outline": [{"kind": "text", "sentences": ["1"]}], "arguments": [argument(0), argument(1)],
        })
    };
    let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
    let named = |id: &str| serde_json::json!([{"id": id, "label": evil}]);
    let file = serde_json::json!({
        "format": "standpoint/1", "id": "hostile", "title": evil, "question": evil, "language": "en",
        "version": "1.0.0", "licence": "CC0-1.0",
        "codebook": {
            "stances": steps.map(|(id, value)| serde_json::json!({"id": id, "value": value, "label": evil})),
            "issues": named("issue"), "roles": named("role"), "certainties": named("sure"),
            "propositions": [{"id": "p", "issue": "issue", "text": evil}],
            "actors": [{"id": "h0", "label": evil}, {"id": "h1", "label": evil}],
        },
        "relations": [], "sources": [source(0, "2021", [2, 1]), source(1, "2024", [-2, 1])],
    });
    serde_json::from_value(file).expect("the written form of a corpus")
}

/// Whatever a corpus calls its holders, or says: it is text.
#[test]
fn hostile_text_stays_text() {
    const EVIL: &str = "</td></script><img src=x onerror=alert(1)>\" onclick=\"alert(2)";
    let library = large(&hostile(EVIL));
    assert_eq!(cards(&hostile(EVIL)).len(), 4);
    for table in [Table::Agreement, Table::Changes] {
        let nodes = whole(&library, &view(table, Axis::Holders));
        let html: String = nodes.iter().map(Node::to_html).collect();
        assert!(
            !html.contains("<img") && !html.contains("<script") && !html.contains("\" onclick"),
            "{html}"
        );
        let marker = if table == Table::Agreement { "class=\"drawn\"" } else { "change card" };
        assert!(html.contains(marker) && html.contains("&lt;img src=x"), "{html}");
        assert!(!html.contains(" style"), "no style in the markup");
    }
}

/// Where nobody can be compared, that is said.
#[test]
fn where_there_is_nothing_that_is_said() {
    let mut file = hostile("It is.");
    file.sources.truncate(1);
    file.sources[0].arguments.truncate(1);
    assert_eq!(
        said(&file).iter().filter_map(|said| said.stance).map(|(_, value)| value).collect::<Vec<_>>(),
        [2]
    );
    let library = large(&file);
    for (table, expected) in
        [(Table::Agreement, "Nobody can be compared"), (Table::Changes, "Nobody here takes")]
    {
        let said = texts(&whole(&library, &view(table, Axis::Holders)), &|element| is_of(element, "nobody"));
        assert!(said.concat().starts_with(expected), "{said:?}");
    }
    assert_eq!(number(file.sources[0].arguments[0].stances[0].value), 2);
}
