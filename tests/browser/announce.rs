//! What is said aloud: how much is left, once it has settled, and nothing twice.

use serde_json::{Value, json};

use super::counts::{Counts, arguments};
use super::helpers::{Visit, visit};

/// Notes every text that a live region takes on, as a screen reader would hear it. That the page is
/// kept for later is said once, whenever that is done.
const LISTEN: &str = "
    window.heard = [];
    const live = '[role=status], [role=alert], [role=log], [aria-live]';
    const said = new Map([...document.querySelectorAll(live)].map(one => [one, one.textContent.trim()]));
    new MutationObserver(changes => {
        const regions = new Set();
        for (const { target, addedNodes } of changes) {
            const around = (target.nodeType === 1 ? target : target.parentElement)?.closest(live);
            if (around) regions.add(around);
            for (const one of addedNodes) {
                if (one.nodeType !== 1) continue;
                if (one.matches(live)) regions.add(one);
                one.querySelectorAll(live).forEach(inner => regions.add(inner));
            }
        }
        for (const region of regions) {
            const text = region.textContent.trim();
            if (text && text !== said.get(region) && text !== 'Works offline now') heard.push(text);
            said.set(region, text);
        }
    }).observe(document, { subtree: true, childList: true, characterData: true })";

/// Types a text letter by letter, each a moment after the one before.
const TYPE: &str = "
    const field = document.querySelector('#search');
    const until = arguments[0];
    const step = () => {
        if (field.value === until) return;
        field.value = until.startsWith(field.value) ? until.slice(0, field.value.length + 1) : field.value.slice(0, -1);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        setTimeout(step, 40);
    };
    step()";

/// Waits until something is heard, and then whether anything follows.
async fn assert_heard(reader: &Visit, expected: &[&str], after: &str) {
    let as_many = "return heard.length >= arguments[0]";
    reader.wait_with(&format!("a word after {after}"), as_many, json!(expected.len())).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_300)).await;
    let heard: Vec<String> = reader.ask("return heard.splice(0)", Value::Null).await;
    assert_eq!(heard, expected, "heard after {after}");
}

#[test]
fn a_settled_search_is_told_once() {
    let all = Counts::new().arguments().len();
    let whole = format!("All {}", arguments(all));
    visit("", async |reader| {
        for page in ["#/arguments", "#/matrix"] {
            reader.open(page).await;
            reader.ask::<Value>(LISTEN, Value::Null).await;
            reader.ask::<Value>(TYPE, json!("sanctions")).await;
            reader.wait_address(&format!("{page}?q=sanctions")).await;
            let cards = "return document.querySelector('.counted')?.textContent ?? ''";
            let counted = reader.ask::<String>(cards, Value::Null).await;
            reader.wait("a count", "return heard.length > 0").await;
            let first: String = reader.ask("return heard[0]", Value::Null).await;
            assert!(first.ends_with(&format!(" of {}", arguments(all))), "{page}: {first}");
            assert!(counted.is_empty() || counted == first, "{counted} is shown, {first} is said");
            assert_heard(reader, &[&first], "a word").await;
            reader.ask::<Value>(TYPE, json!("qqxxzzvv")).await;
            reader.wait_for(".empty").await;
            assert_heard(reader, &["Nothing left to show"], "nonsense").await;
            reader.ask::<Value>(TYPE, json!("")).await;
            assert_heard(reader, &[&whole], "giving it up").await;
        }
    });
}

#[test]
fn a_filter_is_told_once_and_opening_not_at_all() {
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let (some, all) = (counts.of_facet("source", &[])[&source], counts.arguments().len());
    visit("#/arguments", async |reader| {
        reader.wait_drawn().await;
        reader.ask::<Value>(LISTEN, Value::Null).await;
        reader.click(&format!("#facets input[value='{source}']")).await;
        assert_heard(reader, &[&format!("{some} of {}", arguments(all))], "a tick").await;
        reader.click(".nav a[href^='#/matrix']").await;
        reader.choose("order", "mean").await;
        reader.click("table.matrix td[data-row]:has(.number)").await;
        reader.wait_for("#panel").await;
        assert_heard(reader, &[], "turning to a page, ordering and opening").await;
    });
}

#[test]
fn a_copied_link_is_told_once_and_loading_says_nothing() {
    visit("", async |reader| {
        reader.ask::<Value>(LISTEN, Value::Null).await;
        assert_heard(reader, &[], "loading").await;
        // Without the right to the clipboard, it says that.
        reader.click("[data-do=share]").await;
        reader.wait("a word", "return heard.length > 0").await;
        let said: String = reader.ask("return heard[0]", Value::Null).await;
        assert_heard(reader, &[&said], "sharing").await;
    });
}
