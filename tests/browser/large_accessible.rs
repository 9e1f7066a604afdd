//! What large collections bring, and the dialog that opens them: axe-core finds nothing, and the page's
//! policy lets all of it happen.

use serde_json::{Value, json};

use super::axe;
use super::collection::{Collection, give, open};
use super::helpers::{Visit, visit};

const LARGE: Collection = Collection::LARGE;

/// The views, each with what shows that it is there.
const VIEWS: [(&str, &str); 10] = [
    ("matrix?", "table.matrix[data-lines]"),
    ("matrix?open=cell:t7:s3&", "#panel"),
    ("matrix?open=row:t7&", "#panel"),
    ("matrix?table=plain&", "table.plain[data-lines]"),
    ("matrix?table=map&order=similar&", "svg.map"),
    ("matrix?table=agreement&", "table.pairs"),
    ("matrix?table=changes&", ".nobody, [role=feed]"),
    ("arguments?q=harbour&", "[role=feed] .card"),
    ("sources?", ".page.sources [data-source]"),
    ("codebook?", ".page.codebook h2"),
];

async fn look(reader: &Visit, what: &str, found: &mut Vec<String>) {
    // What moves is not yet what it will be.
    reader.wait("an end of all movement", "return document.getAnimations().length === 0").await;
    let faults = axe::faults(reader, false).await;
    found.extend(faults.into_iter().map(|fault| format!("{what}: {fault}")));
}

fn assert_views(scheme: &str, width: u32) {
    visit("", async |reader| {
        reader.medium("", scheme).await;
        reader.resize(width, 800).await;
        let mut found = Vec::new();
        reader.click("[data-do=open]").await;
        reader.wait_for("dialog.opening [type=file]").await;
        look(reader, "the dialog", &mut found).await;
        let small = Collection { parties: 4, theses: 6 };
        give(reader, "answers.csv", &small.to_csv()).await;
        reader.wait_for("dialog.opening select").await;
        look(reader, "a table's columns", &mut found).await;
        reader.click("dialog.opening .close").await;
        reader.wait_gone("dialog.opening[open]").await;
        reader.click("[data-do=open]").await;
        let wrong = small.to_json().replace("\"proposition\":\"t1\"", "\"proposition\":\"nobody\"");
        give(reader, "wrong.standpoint.json", &wrong).await;
        let refused =
            "return document.querySelector('dialog.opening .door')?.textContent.includes('nobody') === true";
        reader.wait("what is wrong", refused).await;
        look(reader, "a refused file", &mut found).await;
        reader.click("dialog.opening .close").await;
        reader.wait_gone("dialog.opening[open]").await;
        open(reader, "large.standpoint.json", &LARGE.to_json()).await;
        let corpus: String = reader.ask("return location.hash.match(/corpus=[^&]*/)[0]", Value::Null).await;
        for (view, there) in VIEWS {
            let go = "location.hash = arguments[0][0]; window.there = arguments[0][1]";
            reader.ask::<Value>(go, json!([format!("#/{view}{corpus}"), there])).await;
            reader.wait_for(there).await;
            // What was there before may look alike.
            let drawn = "return document.querySelector('.foot .address')?.textContent.endsWith(location.hash.slice(1)) ?? true";
            reader.wait(&format!("{view} drawn"), drawn).await;
            look(reader, view, &mut found).await;
        }
        assert!(found.is_empty(), "axe finds {} faults: {found:#?}", found.len());
    });
}

#[test]
fn nothing_is_found_in_light() {
    assert_views("light", 1280);
}

#[test]
fn nothing_is_found_on_a_phone_in_dark() {
    assert_views("dark", 360);
}
