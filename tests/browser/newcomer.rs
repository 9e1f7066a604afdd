//! The way of someone who comes for the first time.

use serde_json::Value;
use thirtyfour::prelude::Key;

use super::counts::{Counts, list, text};
use super::helpers::{Visit, visit};

/// A proposition and a source with several arguments, none of them in a cell of its own.
fn a_full_cell(counts: &Counts) -> (String, String, Vec<String>) {
    let all = counts.names("propositions").into_iter().flat_map(|proposition| {
        let of = |source: String| {
            let cell = counts.cell(("proposition", &proposition), ("source", &source), &[]);
            (proposition.clone(), source, cell.arguments())
        };
        counts.source_names().into_iter().map(of).collect::<Vec<_>>()
    });
    all.max_by_key(|(.., arguments)| arguments.len()).expect("a cell")
}

async fn cards(reader: &Visit, within: &str) -> Vec<String> {
    reader.attributes(&format!("{within} [data-argument]"), "data-argument").await
}

#[test]
fn the_question_its_answers_and_the_findings_are_there_at_once() {
    visit("", async |reader| {
        let counts = Counts::new();
        assert_eq!(reader.text("h1").await, text(&counts.file, "question"));
        let answers = reader.texts(".answers h2").await;
        let propositions = counts.book("propositions");
        let wanted: Vec<&str> = list(&counts.file["codebook"], "answers")
            .iter()
            .filter_map(|answer| propositions.iter().find(|row| row["id"] == *answer))
            .map(|row| text(row, "text"))
            .collect();
        assert_eq!(answers, wanted, "the propositions that answer the question");
        assert!(!reader.texts(".findings a").await.is_empty(), "no findings");
        let (bottom, height): (f64, f64) = reader
            .ask(
                "return [document.querySelector('.answers').getBoundingClientRect().bottom, innerHeight]",
                Value::Null,
            )
            .await;
        assert!(bottom <= height, "the answers end at {bottom}, below the first screen of {height}");
        // Each answer names every source.
        for answer in reader.texts(".answers .answer").await {
            for source in &counts.sources {
                assert!(
                    answer.contains(text(source, "short")),
                    "{} is not in: {answer}",
                    text(source, "short")
                );
            }
        }
    });
}

#[test]
fn every_finding_leads_to_its_view() {
    visit("", async |reader| {
        let links = reader.attributes(".findings a", "href").await;
        for (at, link) in links.iter().enumerate() {
            reader.open("").await;
            reader.click(&format!(".findings li:nth-child({}) a", at + 1)).await;
            reader.wait_address(link).await;
            assert!(reader.texts(".notice").await.is_empty(), "{link} is not understood");
        }
        assert_eq!(links.len(), 3, "agreed, contested, silent: {links:?}");
    });
}

#[test]
fn from_a_cell_to_the_source_and_back_to_the_cell() {
    visit("", async |reader| {
        let (row, column, arguments) = a_full_cell(&Counts::new());
        let cell = format!("table.matrix td[data-row='{row}'][data-column='{column}']");
        reader.click(&cell).await;
        reader.wait_for("#panel").await;
        assert_eq!(cards(reader, "#panel").await, arguments, "the cards of {row} × {column}");
        let first = &arguments[0];
        reader.click(&format!("#panel [data-argument='{first}'] .actions a")).await;
        let card = format!(".reading [data-argument='{first}']");
        reader.wait_for(&card).await;
        reader.wait_focus(&card).await;
        let in_view = "const box = document.activeElement.getBoundingClientRect();
            return box.top >= 0 && box.top < innerHeight && box.bottom > 0";
        reader.wait("the card in view", in_view).await;
        let opened = format!("#/matrix?open=cell%3A{row}%3A{column}");
        reader.back().await;
        reader.wait_for(&cell).await;
        reader.wait_for("#panel").await;
        let address = reader.address().await;
        assert_eq!(address.replace(':', "%3A"), opened, "back with the cell open");
        assert_eq!(cards(reader, "#panel").await, arguments, "the same cards after going back");
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        reader.wait_focus(&cell).await;
    });
}

#[test]
fn a_silent_cell_says_that_silence_is_no_doubt() {
    visit("", async |reader| {
        reader.click("table.matrix td:has(.mark.silent)").await;
        reader.wait_for("#panel .nothing").await;
        assert!(reader.text("#panel .nothing").await.contains("Silence is not doubt"));
        assert!(cards(reader, "#panel").await.is_empty());
    });
}

#[test]
fn a_proposition_shows_for_beside_against() {
    visit("", async |reader| {
        let counts = Counts::new();
        let proposition =
            String::new() + list(&counts.file["codebook"], "answers")[0].as_str().expect("an answer");
        reader.click(&format!("table.matrix th[data-row='{proposition}']")).await;
        reader.wait_for("#panel .sides").await;
        let side = |sign: i64| -> Vec<String> {
            let passing = counts.passing(&[("proposition", &proposition)]);
            let of_sign = passing.iter().filter(|one| one.value.map(i64::signum) == Some(sign));
            of_sign.map(|one| one.argument.clone()).collect()
        };
        assert_eq!(cards(reader, "#panel .sides .for").await, side(1), "for");
        assert_eq!(cards(reader, "#panel .sides .against").await, side(-1), "against");
    });
}
