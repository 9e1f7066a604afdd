//! Search as you type.

use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

async fn type_search(reader: &Visit, what: &str) {
    reader.press('/').await;
    reader.wait_focus("#search").await;
    reader.type_text(what).await;
    let there = "return document.querySelector('#search').value === arguments[0]";
    reader.wait_with("the typed text in the field", there, json!(what)).await;
}

async fn cards(reader: &Visit) -> Vec<String> {
    reader.wait_for(".counted").await;
    reader.wait_drawn().await;
    reader.attributes(".cards [data-argument]", "data-argument").await
}

/// The arguments in whose claim a word stands.
fn with_word(counts: &Counts, word: &str) -> Vec<String> {
    let has = |claim: &str| {
        claim.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).any(|one| one == word)
    };
    let all = counts.arguments().into_iter();
    all.filter(|(_, one)| has(text(one, "claim"))).map(|(_, one)| text(one, "id").to_owned()).collect()
}

#[test]
fn typing_narrows_marks_and_reaches_the_address() {
    visit("#/arguments", async |reader| {
        let counts = Counts::new();
        type_search(reader, "sanctions").await;
        reader.wait_address("#/arguments?q=sanctions").await;
        let found = cards(reader).await;
        let certain = with_word(&counts, "sanctions");
        assert!(!certain.is_empty() && found.len() < counts.arguments().len(), "{} found", found.len());
        certain.iter().for_each(|one| assert!(found.contains(one), "{one} has the word and is not found"));
        let marks = reader.texts(".cards mark").await;
        assert!(marks.len() >= certain.len(), "{} marks", marks.len());
        marks.iter().for_each(|mark| assert!(mark.to_lowercase().starts_with("sanction"), "marked: {mark}"));
        let best = reader.text(".cards .card:first-child .claim").await;
        assert!(best.to_lowercase().contains("sanction"), "best first: {best}");
        assert!(reader.has_focus("#search").await, "typing keeps the focus");
    });
}

#[test]
fn a_search_narrows_the_matrix_too() {
    visit("#/arguments?q=leverage", async |reader| {
        let found = cards(reader).await;
        let counts = Counts::new();
        let statements =
            counts.statements.iter().filter(|one| one.value.is_some() && found.contains(&one.argument));
        let mut expected: Vec<String> =
            statements.map(|one| format!("{} {}", one.values("proposition")[0], one.argument)).collect();
        expected.sort_unstable();
        expected.dedup();
        reader.click(".nav a[href^='#/matrix']").await;
        reader.wait_address("#/matrix?q=leverage").await;
        let total = "return [...document.querySelectorAll('table.matrix td[data-row] .number')]
            .reduce((sum, one) => sum + +one.textContent, 0)";
        let total: usize = reader.ask(total, Value::Null).await;
        assert_eq!(total, expected.len(), "the cells hold what the search found");
    });
}

#[test]
fn a_typing_error_still_finds() {
    visit("#/arguments", async |reader| {
        type_search(reader, "sanctoins").await;
        reader.wait_address("#/arguments?q=sanctoins").await;
        let found = cards(reader).await;
        let certain = with_word(&Counts::new(), "sanctions");
        certain.iter().for_each(|one| assert!(found.contains(one), "{one} is not found"));
    });
}

#[test]
fn nonsense_finds_nothing_names_the_search_and_offers_to_drop_it() {
    visit("#/arguments", async |reader| {
        type_search(reader, "qqxxzzvv").await;
        reader.wait_for(".empty").await;
        let said = reader.text(".empty").await;
        assert!(said.contains("qqxxzzvv"), "the empty result names the search: {said}");
        let all = Counts::new().arguments().len();
        assert!(
            said.contains(&format!("Remove the search ({all} arguments)")),
            "it offers to drop it: {said}"
        );
        reader.click(".empty [data-what=search]").await;
        reader.wait_address("#/arguments").await;
        assert_eq!(cards(reader).await.len(), all);
        assert_eq!(
            reader.ask::<String>("return document.querySelector('#search').value", Value::Null).await,
            ""
        );
    });
}

#[test]
fn typing_is_no_step_for_each_letter() {
    visit("#/matrix", async |reader| {
        reader.click(".nav a[href='#/arguments']").await;
        reader.wait_address("#/arguments").await;
        let before: i64 = reader.ask("return history.length", Value::Null).await;
        type_search(reader, "leverage o").await;
        reader.wait_address("#/arguments?q=leverage+o").await;
        let after: i64 = reader.ask("return history.length", Value::Null).await;
        assert!(after <= before + 1, "ten letters made {} steps", after - before);
        reader.back().await;
        reader.wait("the state before the typing", "return !location.hash.includes('q=')").await;
        reader.forward().await;
        reader.wait_address("#/arguments?q=leverage+o").await;
        reader
            .wait("the typed text", "return document.querySelector('#search').value === 'leverage o'")
            .await;
    });
}

#[test]
fn a_step_right_after_typing_keeps_what_was_typed() {
    visit("#/arguments", async |reader| {
        // Browsers pass over steps of pages that nobody has touched yet.
        reader.click("#search").await;
        // All before the pause after which typing reaches the address.
        let quick = "const field = document.querySelector('#search');
            for (const typed of ['s', 'sanctions']) {
                field.value = typed;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            document.querySelector('.facets input[name=voice][value=author]').click()";
        reader.ask::<Value>(quick, Value::Null).await;
        reader.wait_address("#/arguments?q=sanctions&voice=author").await;
        reader.back().await;
        reader.wait("back to the search without the filter", "return !location.hash.includes('voice')").await;
        assert_eq!(reader.address().await, "#/arguments?q=sanctions", "back undoes the tick alone");
    });
}

#[test]
fn escape_clears_the_search() {
    visit("#/arguments?q=leverage", async |reader| {
        reader.press('/').await;
        reader.wait_focus("#search").await;
        reader.press(thirtyfour::Key::Escape).await;
        reader.wait_address("#/arguments").await;
    });
}
