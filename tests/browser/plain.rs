//! The plain table: the same matrix in words, one click away.

use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

/// The cells of a source by row, as the table's text has them.
const CELLS: &str = "
    return [...document.querySelectorAll('table.plain tbody tr:not(.group)')].map(row =>
        [...row.children].map(cell => cell.textContent))";

async fn rows(reader: &Visit) -> Vec<Vec<String>> {
    reader.wait_for("table.plain").await;
    reader.ask(CELLS, Value::Null).await
}

/// What a cell must say, from the sentence of the same cell in the grid.
fn entry(sentence: &str, column: &str) -> String {
    let said = sentence.strip_prefix(column).expect("a sentence begins with its column").trim_start();
    let said = said.strip_prefix("is ").or(said.strip_prefix("takes ")).unwrap_or(said);
    said.replace(" arguments", "").replace(" argument", "")
}

#[test]
fn one_click_shows_the_same_in_words() {
    let counts = Counts::new();
    visit("", async |reader| {
        for view in [
            "#/matrix",
            "#/matrix?order=contested&q=china&role=reason",
            "#/matrix?rows=holders&columns=issues",
        ] {
            reader.open(view).await;
            let heads = reader.texts("table.matrix thead [data-column] b").await;
            let labels = reader.texts("table.matrix tbody th[data-row]").await;
            let sentences = reader.texts("table.matrix td[data-row] .hidden").await;
            reader.click(".switch").await;
            let shown = rows(reader).await;
            assert_eq!(shown.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), labels, "{view}: rows");
            let wanted: Vec<String> = sentences
                .iter()
                .enumerate()
                .map(|(at, sentence)| entry(sentence, &heads[at % heads.len()]))
                .collect();
            let cells: Vec<String> = shown.iter().flat_map(|row| row[1..row.len() - 1].to_vec()).collect();
            assert_eq!(cells, wanted, "{view}: cells");
            let caption = reader.text("table.plain caption").await;
            assert!(caption.contains(" by ") && caption.contains(" arguments. "), "{caption}");
            // And back.
            reader.click(".switch").await;
            reader.wait_for("table.matrix").await;
        }
        let groups = counts.book("issues").len();
        reader.open("#/matrix?table=plain").await;
        assert_eq!(reader.texts("table.plain th[scope=rowgroup]").await.len(), groups);
    });
}

#[test]
fn a_link_carries_it_and_its_links_open_beside_it() {
    let row = text(&Counts::new().book("propositions")[0], "id").to_owned();
    visit("#/matrix?order=mean&table=plain", async |reader| {
        reader.click(&format!(".plain a[href*='row:{row}']")).await;
        reader.wait_address(&format!("#/matrix?order=mean&table=plain&open=row:{row}")).await;
        reader.wait_for("#panel .sides").await;
        reader.wait_for("table.plain th.open[aria-current=true]").await;
        reader.back().await;
        reader.wait_address("#/matrix?order=mean&table=plain").await;
        // Another page and back: the table stays as it was chosen.
        reader.press('2').await;
        reader.press('1').await;
        reader.wait_for("table.plain").await;
    });
}

#[test]
fn it_is_an_ordinary_table() {
    visit("#/matrix?table=plain", async |reader| {
        reader.wait_for("table.plain").await;
        let odd = "const table = document.querySelector('table.plain');
            const odd = [...table.querySelectorAll('[role], [tabindex], [aria-hidden], [title], td *')];
            return odd.concat([...table.querySelectorAll('th:not([scope])')]).map(one => one.outerHTML.slice(0, 90))";
        let odd: Vec<String> = reader.ask(odd, Value::Null).await;
        assert!(odd.is_empty(), "{odd:#?}");
    });
}

#[test]
fn a_spreadsheet_takes_it_cell_by_cell() {
    visit("#/matrix?table=plain&order=mean", async |reader| {
        reader.wait_for("table.plain").await;
        let copied = "getSelection().selectAllChildren(document.querySelector('table.plain'));
            return getSelection().toString()";
        let copied: String = reader.ask(copied, json!(null)).await;
        let lines: Vec<Vec<&str>> = copied
            .lines()
            .filter(|line| line.contains('\t'))
            .map(|line| line.split('\t').collect())
            .collect();
        let columns = reader.texts("table.plain thead th").await.len();
        assert_eq!(lines.len(), Counts::new().book("propositions").len() + 1, "a line a row");
        for line in &lines {
            assert_eq!(line.len(), columns, "{line:?}");
            // A spreadsheet would take these for the begin of a formula.
            let formula = line.iter().any(|cell| cell.starts_with(['=', '+', '-', '@']));
            assert!(!formula, "{line:?}");
        }
    });
}

#[test]
fn it_is_printed_whole_without_the_way_back() {
    visit("#/matrix?table=plain", async |reader| {
        reader.resize(700, 900).await;
        reader.medium("print", "light").await;
        let shown = "return ['.switch', '.plain caption', '.plain td'].map(one => document.querySelector(one).checkVisibility())";
        assert_eq!(reader.ask::<[bool; 3]>(shown, Value::Null).await, [false, true, true]);
        let cut = "return [...document.querySelectorAll('.plain th, .plain td')]
            .filter(one => one.getBoundingClientRect().right > 700).map(one => one.outerHTML.slice(0, 90))";
        let cut: Vec<String> = reader.ask(cut, Value::Null).await;
        assert!(cut.is_empty(), "cut off: {cut:#?}");
    });
}
