//! Printed, the matrix and the cards are a document with the address of the view.

use serde_json::Value;

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

async fn shown(reader: &Visit, selector: &str) -> bool {
    let script = "const one = document.querySelector(arguments[0]); return !!one && one.checkVisibility()";
    reader.ask(script, selector.into()).await
}

#[test]
fn what_only_a_screen_needs_is_not_printed() {
    visit("#/arguments?role=reason", async |reader| {
        reader.medium("print", "light").await;
        for gone in [".nav", ".toolbar", ".facets", ".skip", ".actions", ".toast"] {
            assert!(!shown(reader, gone).await, "{gone} is printed");
        }
        for kept in ["h1", ".chips", ".card .claim", ".card .place", ".foot .address"] {
            assert!(shown(reader, kept).await, "{kept} is not printed");
        }
        let address: String = reader.ask("return location.href", Value::Null).await;
        assert_eq!(reader.text(".foot .address").await, address);
    });
}

#[test]
fn the_references_stand_on_paper_only() {
    let counts = Counts::new();
    visit("", async |reader| {
        assert!(!shown(reader, ".on-paper").await, "on the screen they are a click away");
        reader.medium("print", "light").await;
        assert!(shown(reader, ".on-paper").await, "the references are not printed");
        let references = reader.text(".on-paper").await;
        for source in &counts.sources {
            if let Some(title) = source["record"]["title"].as_str() {
                assert!(references.contains(title), "{title} is not printed");
            }
        }
    });
}

#[test]
fn cards_and_rows_are_not_cut() {
    for view in ["#/arguments", "#/matrix"] {
        visit(view, async |reader| {
            reader.medium("print", "light").await;
            let cut: Vec<String> = reader
                .ask("return [...document.querySelectorAll('.card, table.matrix tr, .answer')]
                    .filter(one => getComputedStyle(one).breakInside !== 'avoid').map(one => one.outerHTML.slice(0, 80))", Value::Null)
                .await;
            assert!(cut.is_empty(), "may be cut: {cut:?}");
        });
    }
}

#[test]
fn the_panel_is_printed_whole() {
    let counts = Counts::new();
    let row = text(&counts.book("propositions")[0], "id").to_owned();
    visit(&format!("#/matrix?open=row:{row}"), async |reader| {
        reader.resize(700, 900).await;
        reader.medium("print", "light").await;
        let (position, hidden): (String, f64) = reader
            .ask(
                "const panel = document.querySelector('#panel');
                return [getComputedStyle(panel).position, panel.scrollHeight - panel.clientHeight]",
                Value::Null,
            )
            .await;
        assert_eq!((position.as_str(), hidden), ("static", 0.0), "the panel is cut or lies over the page");
    });
}

#[test]
fn from_a_dark_screen_ink_is_printed_on_paper() {
    visit("#/arguments?role=reason", async |reader| {
        // Auto, Light, Dark.
        reader.click("[data-do=theme]").await;
        reader.click("[data-do=theme]").await;
        reader.wait_for("[data-theme=dark]").await;
        reader.medium("print", "light").await;
        let colours: Vec<(String, String)> = reader
            .ask(
                "return ['.claim', 'h1', '.card .place', '.counted', 'body'].map(name => {
                    const [red] = getComputedStyle(document.querySelector(name)).color.match(/\\d+/g);
                    return red > 128 ? [name, getComputedStyle(document.querySelector(name)).color] : null;
                }).filter(one => one)",
                Value::Null,
            )
            .await;
        assert!(colours.is_empty(), "printed in a light colour: {colours:?}");
    });
}
