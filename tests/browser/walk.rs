//! Every feature with keys alone, the focus always in sight and under nothing.

use serde_json::Value;
use thirtyfour::prelude::Key;

use super::counts::{Counts, text};
use super::engine::{Engine, skipped};
use super::helpers::{Visit, visit};

/// Why the focused element cannot be seen; nothing if it can, and a mark for the whole page. Of a
/// large element a part is enough (WCAG 2.4.11), and of an outline that it is there (2.4.7).
const HIDDEN: &str = "
    const one = document.activeElement;
    if (one === document.body || one === document.documentElement) return 'none';
    const name = `${one.tagName}.${one.getAttribute('class') ?? ''} ${one.textContent.trim().slice(0, 40)}`;
    const shown = document.querySelector('.facets li label:focus-within') ?? one;
    const style = getComputedStyle(one);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    // A window that has not the focus shows none: without a manager of windows, WebKit's once it is resized.
    if (document.hasFocus() && !outlined) return `${name}: no outline`;
    // What is larger than the screen is seen where it is on it.
    const onScreen = ({ left, right, top, bottom }) => ({
        left: Math.max(left, 0), right: Math.min(right, innerWidth), top: Math.max(top, 0), bottom: Math.min(bottom, innerHeight),
    });
    const boxes = [...shown.getClientRects()].map(onScreen).filter(box => box.left < box.right && box.top < box.bottom);
    const points = boxes.flatMap(({ left, right, top, bottom }) => [0.1, 0.5, 0.9].flatMap(x =>
        [0.1, 0.5, 0.9].map(y => [left + (right - left) * x, top + (bottom - top) * y])));
    const sees = ([x, y]) => {
        const at = document.elementFromPoint(x, y);
        return !!at && (shown.contains(at) || at.contains(one) && at.matches('label, summary, .drop'));
    };
    if (!points.some(sees)) return `${name}: covered or out of sight at ${JSON.stringify(shown.getBoundingClientRect())}`;
    return ''";

/// Fails unless what has the focus can be seen; whether anything has it.
async fn assert_seen(reader: &Visit, how: &str) -> bool {
    let why: String = reader.ask(HIDDEN, Value::Null).await;
    assert!(why.is_empty() || why == "none", "{how}: {why}");
    why.is_empty()
}

/// Tabs through a page, at most so far, and back.
async fn there_and_back(reader: &Visit, how: &str, most: usize) {
    let mut stops = 0;
    while stops < most {
        reader.press(Key::Tab).await;
        if !assert_seen(reader, how).await {
            break;
        }
        stops += 1;
    }
    assert!(stops >= 8, "{how}: {stops} tab stops");
    // Past the page's end the focus is Firefox' own, and back in the page it is not drawn.
    if stops < most && Engine::chosen() == Engine::Firefox {
        return;
    }
    for _ in 0..stops {
        reader.press_with_shift(Key::Tab).await;
        assert_seen(reader, how).await;
    }
}

fn walk(width: u32, height: u32) {
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    // On a small screen the panel is a sheet that the reader opened over the page.
    let beside = (width > 1000).then(|| (format!("#/matrix?open=row:{row}&role=reason"), 50));
    visit("", async |reader| {
        reader.resize(width, height).await;
        for (view, most) in [
            ("#/matrix".to_owned(), 40),
            ("#/matrix?table=plain".into(), 60),
            ("#/arguments?group=issue&role=reason".into(), 90),
            (format!("#/sources?at={source}"), 70),
            ("#/codebook".into(), 60),
        ]
        .into_iter()
        .chain(beside)
        {
            reader.open(&view).await;
            reader.wait_drawn().await;
            there_and_back(reader, &format!("{view} at {width}"), most).await;
        }
    });
}

#[test]
fn the_focus_is_never_out_of_sight() {
    walk(1280, 720);
}

#[test]
fn the_focus_is_never_out_of_sight_on_a_small_screen() {
    if skipped(&[Engine::Chromium, Engine::Firefox], "a window that keeps the focus when it is resized") {
        return;
    }
    walk(360, 640);
}

#[test]
fn what_a_sheet_covers_escape_uncovers() {
    visit("", async |reader| {
        reader.resize(360, 640).await;
        reader.focus("table.matrix td[data-row]:has(.number)").await;
        reader.press(Key::Enter).await;
        reader.wait_focus("#panel").await;
        reader.focus(".switch").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        assert!(reader.has_focus(".switch").await, "the focus stays");
        assert_seen(reader, "what was behind the sheet").await;
    });
}

#[test]
fn the_focus_in_the_grid_is_under_no_head() {
    for (width, height) in [(1280, 720), (640, 450), (320, 256)] {
        visit("", async |reader| {
            reader.resize(width, height).await;
            reader.focus("table.matrix [data-r='0'][data-c='0']").await;
            for (key, times) in [
                (Key::Down, 24),
                (Key::Right, 6),
                (Key::Up, 14),
                (Key::PageDown, 2),
                (Key::PageUp, 1),
                (Key::Home, 1),
                (Key::End, 1),
                (Key::Left, 2),
            ] {
                for _ in 0..times {
                    reader.press(key.clone()).await;
                    assert_seen(reader, &format!("{key:?} in the grid at {width}")).await;
                }
            }
        });
    }
}

/// Tabs until an element has the focus.
async fn tab_to(reader: &Visit, selector: &str) {
    for _ in 0..150 {
        if reader.has_focus(selector).await {
            assert_seen(reader, selector).await;
            return;
        }
        reader.press(Key::Tab).await;
    }
    panic!("Tab does not lead to {selector}");
}

async fn enter(reader: &Visit, selector: &str) {
    tab_to(reader, selector).await;
    reader.press(Key::Enter).await;
}

#[test]
fn the_matrix_can_be_read_and_changed_with_keys_alone() {
    visit("", async |reader| {
        // The rows, the order, the search.
        tab_to(reader, "select[name=rows]").await;
        reader.type_text("Hold").await;
        reader.wait_address("#/matrix?rows=holders&columns=sources").await;
        tab_to(reader, "select[name=order]").await;
        reader.press(Key::Down).await;
        reader.wait_address("#/matrix?rows=holders&columns=sources&order=coverage").await;
        reader.press('/').await;
        // A select takes letters for itself; from elsewhere the key leads to the search.
        tab_to(reader, "#search").await;
        reader.type_text("china").await;
        reader.wait_address("#/matrix?rows=holders&columns=sources&order=coverage&q=china").await;
        // The drawer, a tick, a chip.
        enter(reader, ".drawer-button").await;
        reader.wait_focus("#facets .close").await;
        tab_to(reader, "#facets input[name=role]").await;
        reader.press(Key::Space).await;
        reader.wait_for(".chips [data-what^='role:']").await;
        reader.press(Key::Escape).await;
        reader.wait_focus(".drawer-button").await;
        enter(reader, ".chips [data-what='all']").await;
        reader.wait_gone(".chips").await;
        // A finding, the grid, the panel, a card's relations, a citation.
        enter(reader, ".findings a").await;
        reader.wait_focus("#panel").await;
        enter(reader, "#panel .related summary").await;
        tab_to(reader, "#panel .related a").await;
        enter(reader, "#panel [data-do=cite]").await;
        reader.wait_for("dialog.citation[open]").await;
        enter(reader, "dialog.citation .close").await;
        reader.wait_focus("#panel [data-do=cite]").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        reader.wait_focus(".findings a").await;
        // The plain table, and back.
        enter(reader, ".switch").await;
        reader.wait_for("table.plain").await;
        enter(reader, ".plain tbody a").await;
        reader.wait_focus("#panel").await;
        reader.press(Key::Escape).await;
        reader.wait_focus(".plain tbody a").await;
    });
}

#[test]
fn sources_and_settings_can_be_used_with_keys_alone() {
    visit("", async |reader| {
        reader.press('3').await;
        reader.wait_focus("#main").await;
        enter(reader, ".source .actions a").await;
        reader.wait_for("[data-copy-of]").await;
        tab_to(reader, "[data-copy-of] textarea").await;
        reader.type_text("A text.").await;
        enter(reader, "[data-copy-of] [type=submit]").await;
        reader.wait_focus(".own-copy").await;
        enter(reader, "[data-do=close-copy]").await;
        reader.wait_focus(".own-copy").await;
        reader.press('4').await;
        reader.wait_focus("#main").await;
        enter(reader, ".issues a.number").await;
        reader.wait_for("main.arguments").await;
        tab_to(reader, "select[name=group]").await;
        reader.press(Key::Down).await;
        reader.wait_for(".group-head").await;
        // A select takes keys for itself.
        reader.focus(".brand").await;
        reader.press('1').await;
        reader.wait_for("main.matrix").await;
        reader.focus(".brand").await;
        enter(reader, "[data-do=theme]").await;
        reader.wait_for("[data-theme=light]").await;
        enter(reader, "[data-do=keys]").await;
        reader.wait_for("dialog.keys[open]").await;
        enter(reader, "dialog.keys .close").await;
        reader.wait_focus("[data-do=keys]").await;
    });
}
