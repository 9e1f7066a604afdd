//! Everything with keys alone.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::helpers::{Visit, visit};

/// What has the focus, or why its focus cannot be seen.
const INDICATOR: &str = "
    const one = document.activeElement;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const name = one.tagName + '.' + (one.getAttribute('class') ?? '') + ' ' + one.textContent.trim().slice(0, 30);
    return [outlined || style.boxShadow !== 'none', name, one === document.body]";

/// Fails unless the focus can be seen; gives a name of what has it, none of the whole page.
async fn assert_visible_focus(reader: &Visit, how: &str) -> Option<String> {
    let (visible, name, body): (bool, String, bool) = reader.ask(INDICATOR, Value::Null).await;
    assert!(visible || body, "{how}: the focus on {name} cannot be seen");
    (!body).then_some(name)
}

/// Tabs to the grid.
async fn to_grid(reader: &Visit) {
    reader.wait_for("table.matrix").await;
    for _ in 0..40 {
        reader.press(Key::Tab).await;
        assert_visible_focus(reader, "Tab").await;
        if reader.has_focus("table.matrix [data-r]").await {
            return;
        }
    }
    panic!("forty Tabs do not lead to the grid");
}

/// The place of the focus in the grid, with the number of the grid's tab stops.
async fn place(reader: &Visit) -> (usize, usize) {
    let (r, c, stops): (usize, usize, usize) = reader
        .ask(
            "const { r, c } = document.activeElement.dataset;
            return [+r, +c, document.querySelectorAll('table.matrix [tabindex=\"0\"]').length]",
            Value::Null,
        )
        .await;
    assert_eq!(stops, 1, "the grid has one tab stop");
    (r, c)
}

/// The last row and column of the grid.
async fn size(reader: &Visit) -> (usize, usize) {
    reader
        .ask("const all = [...document.querySelectorAll('table.matrix [data-r]')];
            return [Math.max(...all.map(one => +one.dataset.r)), Math.max(...all.map(one => +one.dataset.c))]", Value::Null)
        .await
}

#[test]
fn the_grid_is_walked_as_the_pattern_says() {
    visit("", async |reader| {
        to_grid(reader).await;
        let (last_row, last_column) = size(reader).await;
        assert_eq!(place(reader).await, (0, 0), "the grid is entered at its corner");
        for (key, to, what) in [
            (Key::Up, (0, 0), "no row above the first"),
            (Key::Left, (0, 0), "no column before the first"),
            (Key::Down, (1, 0), "down"),
            (Key::Right, (1, 0), "the row of a group has one place"),
            (Key::Down, (2, 0), "down"),
            (Key::Right, (2, 1), "right"),
            (Key::Right, (2, 2), "right"),
            (Key::Up, (1, 0), "the row of a group"),
            (Key::Down, (2, 2), "past a group in the same column"),
            (Key::Down, (3, 2), "down in a column"),
            (Key::Left, (3, 1), "left"),
            (Key::Up, (2, 1), "up in a column"),
            (Key::End, (2, last_column), "the end of the row"),
            (Key::Right, (2, last_column), "no column after the last"),
            (Key::Home, (2, 0), "the start of the row"),
            (Key::PageDown, (12, 0), "ten rows down"),
            (Key::PageUp, (2, 0), "ten rows up"),
            (Key::PageUp, (0, 0), "no further than the first row"),
        ] {
            reader.press(key).await;
            assert_eq!(place(reader).await, to, "{what}");
            assert_visible_focus(reader, what).await;
        }
        reader.press_with_control(Key::End).await;
        assert_eq!(place(reader).await, (last_row, last_column), "the last place of all");
        assert_visible_focus(reader, "Ctrl+End").await;
        reader.press(Key::Down).await;
        assert_eq!(place(reader).await, (last_row, last_column), "no row after the last");
        reader.press_with_control(Key::Home).await;
        assert_eq!(place(reader).await, (0, 0), "the first place of all");
    });
}

#[test]
fn the_focused_place_is_in_view() {
    visit("", async |reader| {
        to_grid(reader).await;
        for _ in 0..4 {
            reader.press(Key::PageDown).await;
            let seen: bool = reader
                .ask("const box = document.activeElement.getBoundingClientRect();
                    const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return box.top >= 0 && box.bottom <= innerHeight && document.activeElement.contains(above)", Value::Null)
                .await;
            assert!(seen, "{:?} is out of sight or covered", place(reader).await);
        }
        for _ in 0..4 {
            reader.press(Key::PageUp).await;
            let covered: bool = reader
                .ask(
                    "const box = document.activeElement.getBoundingClientRect();
                    const above = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                    return !document.activeElement.contains(above)",
                    Value::Null,
                )
                .await;
            assert!(!covered, "{:?} is covered", place(reader).await);
        }
    });
}

#[test]
fn enter_opens_a_cell_and_escape_returns_to_it() {
    visit("", async |reader| {
        to_grid(reader).await;
        for key in [Key::Down, Key::Down, Key::Right] {
            reader.press(key).await;
        }
        reader.press(Key::Enter).await;
        reader.wait_for("#panel").await;
        reader.wait_focus("#panel, #panel *").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        reader.wait_focus("table.matrix td[data-r='2'][data-c='1']").await;
        assert_eq!(place(reader).await, (2, 1));
        reader.press(Key::Left).await;
        reader.press(Key::Enter).await;
        reader.wait_for("#panel .sides").await;
        reader.press(Key::Escape).await;
        reader.wait_focus("table.matrix th[data-r='2'][data-c='0']").await;
    });
}

#[test]
fn the_focus_in_an_opened_panel_can_be_seen() {
    visit("", async |reader| {
        to_grid(reader).await;
        for key in [Key::Down, Key::Down, Key::Right, Key::Enter] {
            reader.press(key).await;
        }
        reader.wait_focus("#panel, #panel *").await;
        assert_visible_focus(reader, "a cell opened with Enter").await;
        for _ in 0..6 {
            reader.press(Key::Tab).await;
            assert_visible_focus(reader, "Tab in the panel").await;
            assert!(reader.has_focus("#panel *").await, "Tab leads through the panel");
        }
    });
}

#[test]
fn enter_on_a_group_folds_it_and_the_focus_stays() {
    visit("", async |reader| {
        to_grid(reader).await;
        reader.press(Key::Down).await;
        let rows = reader.texts("table.matrix tbody tr").await.len();
        let expanded = "return document.activeElement.getAttribute('aria-expanded') === arguments[0]";
        for (state, more) in [("false", false), ("true", true)] {
            reader.press(Key::Enter).await;
            reader.wait_with(&format!("aria-expanded={state} at the focus"), expanded, json!(state)).await;
            assert_eq!(place(reader).await, (1, 0), "the focus stays");
            assert_eq!(reader.texts("table.matrix tbody tr").await.len() == rows, more, "rows while {state}");
            assert_visible_focus(reader, "folded").await;
        }
        // What follows a folded group is the next group.
        reader.press(Key::Enter).await;
        reader.press(Key::Down).await;
        assert_eq!(place(reader).await, (2, 0));
        assert!(reader.has_focus("[data-fold]").await, "the next group");
    });
}

#[test]
fn a_fold_that_hides_the_tab_stop_leaves_the_grid_one() {
    visit("", async |reader| {
        reader.click("table.matrix td[data-r='3'][data-c='2']").await;
        reader.press(Key::Escape).await;
        let address = reader.address().await;
        reader.ask::<Value>("location.hash = arguments[0] + '?fold=' + document.querySelector('[data-fold]').dataset.fold", json!(address)).await;
        reader.wait_for("[data-fold][aria-expanded=false]").await;
        let stops = "return document.querySelectorAll('table.matrix [tabindex=\"0\"]').length === 1";
        reader.wait("one tab stop in the grid", stops).await;
    });
}

#[test]
fn slash_searches_and_question_mark_lists_the_keys() {
    visit("", async |reader| {
        reader.press('/').await;
        reader.wait_focus("#search").await;
        assert_visible_focus(reader, "/").await;
        reader.press('?').await;
        let typed = "return document.querySelector('#search').value === '?' && !document.querySelector('dialog[open]')";
        reader.wait("a question mark in the field", typed).await;
        reader.press(Key::Escape).await;
        reader.press(Key::Escape).await;
        reader.wait("the search left", "return document.activeElement === document.body").await;
        reader.press('?').await;
        reader.wait_for("dialog.keys[open]").await;
        let keys = reader.texts("dialog.keys dt").await.join(" ");
        ["/", "Enter", "Escape", "?"].iter().for_each(|key| assert!(keys.contains(key), "{key} in {keys}"));
        reader.press('3').await;
        reader.press(Key::Escape).await;
        reader.wait_gone("dialog[open]").await;
        assert_eq!(reader.address().await, "#/matrix", "keys are not for what lies behind a dialog");
    });
}

#[test]
fn slash_leads_to_a_search_from_every_page() {
    visit("#/codebook", async |reader| {
        reader.press('/').await;
        reader.wait_focus("#search").await;
        reader.type_text("war/peace 12").await;
        reader
            .wait("typed as text", "return document.querySelector('#search').value === 'war/peace 12'")
            .await;
    });
}

#[test]
fn digits_switch_pages() {
    visit("", async |reader| {
        for (digit, page) in [('2', "arguments"), ('3', "sources"), ('4', "codebook"), ('1', "matrix")] {
            reader.press(digit).await;
            reader.wait_address(&format!("#/{page}")).await;
            reader.wait_for(&format!("main.{page}")).await;
            reader.wait_focus("#main").await;
            let current = reader.texts(".nav [aria-current=page]").await.join("");
            assert!(current.to_lowercase().contains(page), "the current page is {current}");
        }
    });
}

/// Tabs through a page once; every stop can be seen.
async fn assert_tabs(reader: &Visit, view: &str, least: usize) {
    reader.open(view).await;
    reader.wait_drawn().await;
    let mut stops = 0;
    while stops < 60 {
        reader.press(Key::Tab).await;
        if assert_visible_focus(reader, view).await.is_none() {
            break;
        }
        stops += 1;
    }
    assert!(stops >= least, "{view} has {stops} tab stops");
}

#[test]
fn every_tab_stop_can_be_seen() {
    visit("", async |reader| {
        for (view, least) in [("#/matrix", 12), ("#/arguments", 40), ("#/sources", 20), ("#/codebook", 40)] {
            assert_tabs(reader, view, least).await;
        }
    });
}

#[test]
fn the_first_tab_offers_to_skip_to_the_page() {
    visit("", async |reader| {
        reader.press(Key::Tab).await;
        assert!(reader.has_focus(".skip").await, "the first stop is the skip link");
        let left: f64 =
            reader.ask("return document.activeElement.getBoundingClientRect().left", Value::Null).await;
        assert!(left >= 0.0, "the skip link is in sight while it has the focus");
        reader.press(Key::Enter).await;
        reader.wait_focus("#main").await;
        assert_eq!(reader.address().await, "#/matrix", "skipping is no change of view");
    });
}
