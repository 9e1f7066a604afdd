//! The matrix as assistive technology has it: a grid with one tab stop, whose cells have a sentence
//! and their heads.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::counts::{Counts, text};
use super::engine::{Engine, skipped};
use super::helpers::{Visit, visit};

/// One node of the accessibility tree.
#[derive(Debug)]
struct Heard {
    role: String,
    name: String,
    description: String,
    children: Vec<String>,
}

/// The accessibility tree without what it ignores: a node's children are the next that count.
async fn heard(reader: &Visit) -> BTreeMap<String, Heard> {
    let tree = reader.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("an accessibility tree");
    let by_id: BTreeMap<&str, &Value> = nodes.iter().map(|node| (text(node, "nodeId"), node)).collect();
    fn counting<'a>(by_id: &BTreeMap<&str, &'a Value>, node: &'a Value) -> Vec<String> {
        let children = node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str);
        let children = children.filter_map(|id| by_id.get(id));
        children
            .flat_map(|child| match child["ignored"].as_bool() {
                Some(true) => counting(by_id, child),
                _ => vec![text(child, "nodeId").to_owned()],
            })
            .collect()
    }
    let heard = nodes.iter().filter(|node| node["ignored"] != true).map(|node| {
        let value = |field: &str| text(&node[field], "value").to_owned();
        let children = counting(&by_id, node);
        let heard =
            Heard { role: value("role"), name: value("name"), description: value("description"), children };
        (text(node, "nodeId").to_owned(), heard)
    });
    heard.collect()
}

fn of_role<'a>(tree: &'a BTreeMap<String, Heard>, node: &'a Heard, role: &str) -> Vec<&'a Heard> {
    let children = node.children.iter().filter_map(|id| tree.get(id));
    children
        .flat_map(|child| if child.role == role { vec![child] } else { of_role(tree, child, role) })
        .collect()
}

#[test]
fn the_accessibility_tree_has_a_grid_of_rows_with_heads_and_sentences() {
    if skipped(&[Engine::Chromium], "the accessibility tree, which no other driver gives") {
        return;
    }
    visit("", async |reader| {
        let tree = heard(reader).await;
        let grids: Vec<&Heard> = tree.values().filter(|node| node.role == "grid").collect();
        let [grid] = grids[..] else { panic!("{} grids", grids.len()) };
        assert_eq!(grid.name, "Stance matrix");
        let rows = of_role(&tree, grid, "row");
        let columns = of_role(&tree, rows[0], "columnheader");
        let sentences = reader.texts("table.matrix td .hidden").await;
        let mut said = Vec::new();
        for row in &rows[1..] {
            let heads = of_role(&tree, row, "rowheader");
            assert!(heads.len() == 1 && !heads[0].name.is_empty(), "the heads of a row: {heads:?}");
            let cells = of_role(&tree, row, "gridcell");
            // A group's row is its head alone.
            assert!(cells.is_empty() || cells.len() + 1 == columns.len(), "{} cells", cells.len());
            said.extend(cells.iter().map(|cell| cell.name.clone()));
        }
        assert_eq!(said, sentences, "a cell's name is its sentence, once");
        assert!(columns.iter().all(|head| !head.name.is_empty()), "{columns:?}");
    });
}

#[test]
fn nothing_is_said_twice() {
    if skipped(&[Engine::Chromium], "the accessibility tree") {
        return;
    }
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    visit("", async |reader| {
        for view in [
            "#/matrix?source=nobody&role=reason".to_owned(),
            format!("#/matrix?open=cell:{row}:{source}"),
            "#/arguments?q=china&role=reason".into(),
            format!("#/sources?at={source}"),
        ] {
            reader.open(&view).await;
            reader.wait_drawn().await;
            let tree = heard(reader).await;
            let plain = |text: &str| text.trim().to_lowercase();
            let twice: Vec<&Heard> = tree
                .values()
                .filter(|node| !node.description.is_empty())
                .filter(|node| plain(&node.name).contains(&plain(&node.description)))
                .collect();
            assert!(twice.is_empty(), "{view}: described as they are named: {twice:#?}");
            // What is only pointed at must not be read out beside what it repeats.
            let titles = "return [...document.querySelectorAll('[title]')].filter(one => !one.closest('[aria-hidden=true]')
                && one.textContent.includes(one.title)).map(one => one.outerHTML.slice(0, 120))";
            let titles: Vec<String> = reader.ask(titles, Value::Null).await;
            assert!(titles.is_empty(), "{view}: titles that repeat the text: {titles:#?}");
        }
    });
}

/// Every cell that has not exactly one head of each kind (by HTML's own rules, as far as these
/// tables need them), and the number of cells.
const HEADS: &str = "
    const wrong = [];
    const cells = [...document.querySelectorAll('.frame td')];
    for (const cell of cells) {
        const row = cell.parentElement, body = row.parentElement, table = body.parentElement;
        const before = [...row.children].slice(0, [...row.children].indexOf(cell));
        const at = before.reduce((sum, one) => sum + one.colSpan, 0);
        const column = table.querySelectorAll('thead th[scope=col]')[at];
        const heads = [...row.querySelectorAll('th[scope=row]')];
        const groups = [...body.querySelectorAll('th[scope=rowgroup]')];
        const grouped = !!table.querySelector('th[scope=rowgroup]');
        const fine = column?.textContent.trim() && heads.length === 1 && heads[0].textContent.trim()
            && groups.length === (grouped ? 1 : 0);
        if (!fine) wrong.push(`${column?.textContent} / ${heads.length} / ${groups.length}: ${cell.textContent}`);
    }
    return [cells.length, wrong.slice(0, 5)]";

#[test]
fn every_cell_has_a_column_head_a_row_head_and_one_group() {
    visit("", async |reader| {
        for view in [
            "#/matrix",
            "#/matrix?table=plain",
            "#/matrix?order=mean",
            "#/matrix?rows=holders&columns=quarters",
            "#/matrix?rows=holders&columns=quarters&table=plain",
        ] {
            reader.open(view).await;
            let (cells, wrong): (usize, Vec<String>) = reader.ask(HEADS, Value::Null).await;
            assert!(cells > 0 && wrong.is_empty(), "{view}: of {cells} cells: {wrong:#?}");
        }
    });
}

const STOPS: &str = "return document.querySelectorAll('table.matrix [tabindex=\"0\"]').length";

async fn focus_cell(reader: &Visit, r: usize, c: usize) {
    let focus = "const [r, c] = arguments[0];
        document.querySelector('table.matrix [data-r=\"0\"][data-c=\"0\"]').focus();
        return [r, c]";
    reader.ask::<Value>(focus, json!([r, c])).await;
    for _ in 0..r {
        reader.press(Key::Down).await;
    }
    for _ in 0..c {
        reader.press(Key::Right).await;
    }
    reader.wait_focus(&format!("table.matrix [data-r='{r}'][data-c='{c}']")).await;
}

#[test]
fn a_filter_that_removes_the_focused_row_leaves_the_focus_in_the_grid() {
    let counts = Counts::new();
    let last = counts.names("propositions").pop().expect("a proposition");
    visit("", async |reader| {
        focus_cell(reader, 3, 2).await;
        let gone = reader.ask::<String>("return document.activeElement.dataset.row", Value::Null).await;
        reader
            .ask::<Value>("location.hash = arguments[0]", json!(format!("#/matrix?proposition={last}")))
            .await;
        reader.wait_gone(&format!("table.matrix [data-row='{gone}']")).await;
        reader.wait_focus("table.matrix [tabindex='0']").await;
        assert_eq!(reader.ask::<usize>(STOPS, Value::Null).await, 1);
        reader.back().await;
        reader.wait_for(&format!("table.matrix [data-row='{gone}']")).await;
        assert_eq!(reader.ask::<usize>(STOPS, Value::Null).await, 1);
        // The grid goes on from where it was left.
        reader.press(Key::Down).await;
        reader.wait_focus("table.matrix [data-r='1']").await;
    });
}

#[test]
fn the_tab_stop_survives_redraws_that_keep_its_row() {
    visit("", async |reader| {
        focus_cell(reader, 3, 2).await;
        let row = reader.ask::<String>("return document.activeElement.dataset.row", Value::Null).await;
        for order in ["contested", "codebook"] {
            reader.choose("order", order).await;
            reader.wait_for(&format!("table.matrix [data-row='{row}'][data-c='2'][tabindex='0']")).await;
            assert_eq!(reader.ask::<usize>(STOPS, Value::Null).await, 1, "order {order}");
        }
    });
}

#[test]
fn space_and_enter_open_heads_and_a_click_moves_the_focus() {
    visit("", async |reader| {
        for (key, r, c, kind) in [
            (Key::Enter, 0, 1, "column"),
            (Key::Space, 0, 2, "column"),
            (Key::Enter, 2, 0, "row"),
            (Key::Space, 2, 0, "row"),
            (Key::Space, 2, 1, "cell"),
        ] {
            focus_cell(reader, r, c).await;
            reader.press(key.clone()).await;
            reader.wait_focus("#panel").await;
            let address = reader.address().await;
            assert!(address.contains(&format!("open={kind}:")), "{key:?} at {r}, {c}: {address}");
            // What is open is told, not only drawn.
            reader.wait_for(&format!("table.matrix [data-r='{r}'][data-c='{c}'][aria-current=true]")).await;
            reader.press(Key::Escape).await;
            reader.wait_focus(&format!("table.matrix [data-r='{r}'][data-c='{c}']")).await;
        }
        // The last head opens nothing.
        reader.press_with_control(Key::Home).await;
        reader.press(Key::End).await;
        reader.press(Key::Enter).await;
        assert!(reader.has_focus("table.matrix .spread-head").await);
        reader.click("table.matrix td[data-r='5'][data-c='1']").await;
        reader.wait_focus("#panel").await;
        reader.wait_for("table.matrix td[data-r='5'][data-c='1'][tabindex='0']").await;
        assert_eq!(reader.ask::<usize>(STOPS, Value::Null).await, 1);
    });
}

#[test]
fn folded_groups_keep_the_grid_whole() {
    let counts = Counts::new();
    let issues = counts.names("issues");
    visit(&format!("#/matrix?fold={},{}", issues[0], issues[1]), async |reader| {
        // Two folded heads stand one after the other; the column is kept across both.
        focus_cell(reader, 0, 2).await;
        for place in ["[data-r='1'][data-fold]", "[data-r='2'][data-fold]", "[data-r='3'][data-fold]"] {
            reader.press(Key::Down).await;
            reader.wait_focus(place).await;
        }
        reader.press(Key::Down).await;
        reader.wait_focus("[data-r='4'][data-c='2']").await;
        reader.press(Key::PageUp).await;
        reader.wait_focus("[data-r='0'][data-c='2']").await;
        let places = "const rows = [...document.querySelectorAll('table.matrix tr')];
            return rows.every((row, at) => [...row.children].every(one => +one.dataset.r === at))";
        assert!(reader.ask::<bool>(places, Value::Null).await, "every place has its row's number");
    });
}
