//! Every page in every state: axe-core finds nothing, in light and dark, wide and narrow.

use serde_json::{Value, json};

use super::axe;
use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

/// What is done to a view after it is opened.
enum Then {
    Nothing,
    Click(&'static str, &'static str),
    Script(&'static str, &'static str),
}
use Then::{Click, Nothing, Script};

const UPDATE: &str = "document.dispatchEvent(new Event('standpoint-update'))";
/// A promise that the app leaves unkept, with its frames on the stack.
const FAIL: &str = "const fault = new Error('made for a test');
    fault.stack = 'at wasm-function';
    dispatchEvent(new ErrorEvent('error', { error: fault }))";
const PASTE: &str = "const field = document.querySelector('[data-copy-of] textarea');
    field.value = 'A text in which nothing is found.';
    field.form.requestSubmit()";
const UNFOLD: &str = "document.querySelectorAll('details').forEach(one => one.open = true)";

/// The states of the page, each with its view, how it is reached, and what shows that it is.
fn states(counts: &Counts) -> Vec<(String, Then)> {
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    let issue = counts.names("issues")[0].clone();
    let argument = &counts.statements[0].argument;
    let keys = Click("[data-do=keys]", "dialog.keys[open]");
    let cite = Click("[data-do=cite-view]", "dialog.citation[open] pre");
    let drawer = Click("[data-do=drawer]", "#facets.open");
    vec![
        ("#/matrix".into(), Nothing),
        ("#/matrix?table=plain".into(), Nothing),
        ("#/arguments".into(), Nothing),
        ("#/sources".into(), Nothing),
        ("#/codebook".into(), Nothing),
        (format!("#/matrix?open=cell:{row}:{source}"), Nothing),
        (format!("#/matrix?open=row:{row}"), Script(UNFOLD, "details[open]")),
        (format!("#/matrix?table=plain&open=column:{source}"), Nothing),
        (format!("#/arguments?open=argument:{argument}"), Nothing),
        (format!("#/matrix?fold={issue}&source={source}&q=china"), Nothing),
        ("#/matrix?rows=holders&columns=quarters&order=contested".into(), Nothing),
        ("#/matrix?rows=sources&columns=roles&table=plain".into(), Nothing),
        ("#/matrix?role=reason".into(), drawer),
        ("#/matrix?colour=red".into(), Script(UPDATE, "[data-do=renew]")),
        ("#/arguments?group=issue&sort=date".into(), Script(UNFOLD, "details.more[open]")),
        (format!("#/arguments?q=sanctions&role=reason&source={source}"), Nothing),
        ("#/arguments?q=qqxxzzvv".into(), Nothing),
        (format!("#/matrix?q=sanctions&issue={issue}&year=1950"), Nothing),
        (format!("#/sources?at={source}"), Nothing),
        (format!("#/sources?at={source}"), Script(PASTE, ".tally")),
        ("#/codebook".into(), keys),
        ("#/sources".into(), cite),
        ("#/matrix".into(), Script(FAIL, "dialog#failure[open]")),
    ]
}

async fn reach(reader: &Visit, view: &str, then: &Then) {
    reader.open(view).await;
    reader.wait_drawn().await;
    match then {
        Nothing => {}
        Click(selector, there) => {
            // The same button everywhere, though at some widths it is not shown.
            let seen = "return document.querySelector(arguments[0]).checkVisibility()";
            if reader.ask(seen, json!(selector)).await {
                reader.click(selector).await;
                reader.wait_for(there).await;
            }
        }
        Script(script, there) => {
            reader.ask::<Value>(script, Value::Null).await;
            reader.wait_for(there).await;
        }
    }
    // What moves is not yet what it will be.
    reader.wait("an end of all movement", "return document.getAnimations().length === 0").await;
}

fn assert_states(scheme: &str, width: u32) {
    visit("", async |reader| {
        reader.medium("", scheme).await;
        reader.resize(width, 800).await;
        let mut found = Vec::new();
        for (view, then) in states(&Counts::new()) {
            reach(reader, &view, &then).await;
            let faults = axe::faults(reader, false).await;
            found.extend(faults.into_iter().map(|fault| format!("{view}: {fault}")));
        }
        assert!(found.is_empty(), "axe finds {} faults: {found:#?}", found.len());
    });
}

#[test]
fn nothing_is_found_in_light() {
    assert_states("light", 1280);
}

#[test]
fn nothing_is_found_in_dark() {
    assert_states("dark", 1280);
}

#[test]
fn nothing_is_found_on_a_phone_in_light() {
    assert_states("light", 360);
}

#[test]
fn nothing_is_found_on_a_phone_in_dark() {
    assert_states("dark", 360);
}
