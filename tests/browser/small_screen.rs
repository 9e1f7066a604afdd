//! On a phone: nothing scrolls the page sideways, the matrix scrolls in its frame, the panel is a
//! sheet, the facets are a drawer.

use serde_json::Value;
use thirtyfour::prelude::Key;

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

const SIZES: [(u32, u32); 2] = [(320, 640), (360, 740)];

/// The four pages, and each with something open.
fn views(counts: &Counts) -> Vec<String> {
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    let argument = &counts.statements[0].argument;
    [
        "#/matrix".into(),
        format!("#/matrix?open=cell:{row}:{source}"),
        format!("#/matrix?open=row:{row}"),
        format!("#/matrix?open=column:{source}"),
        "#/matrix?rows=holders&columns=quarters".into(),
        "#/matrix?q=leverage&role=reason".into(),
        "#/arguments".into(),
        "#/arguments?group=proposition".into(),
        format!("#/arguments?open=argument:{argument}"),
        format!("#/arguments?q={}", "x".repeat(180)),
        "#/sources".into(),
        format!("#/sources?at={source}"),
        "#/codebook".into(),
        format!("#/{}", "n".repeat(180)),
    ]
    .into()
}

#[test]
fn nothing_scrolls_the_page_sideways() {
    let counts = Counts::new();
    visit("", async |reader| {
        for (width, height) in SIZES {
            reader.resize(width, height).await;
            for view in views(&counts) {
                reader.open(&view).await;
                reader.wait_drawn().await;
                reader.assert_no_sideways(width, &view).await;
            }
        }
    });
}

#[test]
fn opened_dialogs_fit_the_screen() {
    visit("#/sources", async |reader| {
        reader.resize(320, 640).await;
        for (button, dialog) in [("[data-do=cite]", "citation"), ("[data-do=keys]", "keys")] {
            reader.click(button).await;
            reader.wait_for(&format!("dialog.{dialog}[open]")).await;
            reader.assert_no_sideways(320, dialog).await;
            let fits: bool = reader
                .ask("const box = document.querySelector('dialog[open]').getBoundingClientRect();
                    return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight", Value::Null)
                .await;
            assert!(fits, "the dialog {dialog} is larger than the screen");
            reader.click("dialog[open] .close").await;
            reader.wait_gone("dialog[open]").await;
        }
    });
}

#[test]
fn the_matrix_scrolls_in_its_frame_with_its_first_column_in_sight() {
    visit("", async |reader| {
        for (width, height) in SIZES {
            reader.resize(width, height).await;
            let (scrolled, frame, head, over, parts): (f64, f64, f64, f64, Vec<(f64, f64)>) = reader
                .ask("const frame = document.querySelector('.frame');
                    frame.scrollLeft = 150;
                    const head = document.querySelector('table.matrix tbody th[scope=row]');
                    const left = one => one.getBoundingClientRect().left;
                    const parts = [...document.querySelectorAll('.group :is(b, small, [aria-hidden])')]
                        .map(part => [part.getBoundingClientRect().left, part.getBoundingClientRect().right]);
                    return [frame.scrollLeft, left(frame), left(head), frame.scrollWidth - frame.clientWidth, parts]", Value::Null)
                .await;
            assert!(over > 0.0 && scrolled > 0.0, "at {width} the frame does not scroll");
            assert!(
                (head - frame).abs() <= 2.0,
                "at {width} the first column is at {head}, the frame at {frame}"
            );
            // The head of a group stays too: its sign, its name, how many it has, side by side.
            assert!(!parts.is_empty(), "there are groups");
            for parts in parts.chunks(3) {
                let is_apart = parts.windows(2).all(|pair| pair[0].1 <= pair[1].0 + 1.0);
                assert!(
                    parts.len() == 3 && is_apart && parts[0].0 >= frame,
                    "at {width}: {parts:?} in {frame}"
                );
            }
            reader.assert_no_sideways(width, "the scrolled matrix").await;
        }
    });
}

#[test]
fn the_panel_is_a_sheet_at_the_bottom() {
    visit("", async |reader| {
        for (width, height) in SIZES {
            reader.resize(width, height).await;
            reader.open("").await;
            reader.click("table.matrix td[data-row]:has(.number)").await;
            reader.wait_for("#panel").await;
            let (position, bottom, top, wide): (String, f64, f64, f64) = reader
                .ask(
                    "const panel = document.querySelector('#panel');
                    const box = panel.getBoundingClientRect();
                    return [getComputedStyle(panel).position, box.bottom, box.top, document.documentElement.clientWidth - box.width]",
                    Value::Null,
                )
                .await;
            assert_eq!(position, "fixed");
            // Engines round to parts of a pixel.
            let rounded = (bottom.round(), wide.round());
            assert_eq!(rounded, (f64::from(height), 0.0), "at the bottom, as wide as the screen");
            assert!(top > 40.0, "the sheet leaves something of the page in sight, its top is at {top}");
            reader.click("#panel > .close").await;
            reader.wait_gone("#panel").await;
        }
    });
}

const DRAWER: &str = "
    const drawer = document.querySelector('#facets');
    // On the matrix's page it is there only while it is open.
    const box = drawer?.getBoundingClientRect();
    const open = drawer && getComputedStyle(drawer).visibility === 'visible' && box.left >= 0 && box.right <= innerWidth;
    const shut = !drawer || getComputedStyle(drawer).visibility === 'hidden';";

async fn wait_drawer(reader: &Visit, open: bool) {
    let (what, state) = if open { ("the drawer to open", "open") } else { ("the drawer to close", "shut") };
    reader.wait(what, &format!("{DRAWER} return {state}")).await;
}

#[test]
fn the_filters_are_a_drawer_that_opens_applies_and_closes() {
    let counts = Counts::new();
    let source = counts.source_names()[1].clone();
    for view in ["#/arguments", "#/matrix"] {
        visit(view, async |reader| {
            reader.resize(360, 740).await;
            wait_drawer(reader, false).await;
            reader.click(".drawer-button").await;
            wait_drawer(reader, true).await;
            reader.wait_focus("#facets .close").await;
            reader.click(&format!("#facets input[value='{source}']")).await;
            reader.wait_address(&format!("{view}?source={source}")).await;
            wait_drawer(reader, true).await;
            reader.assert_no_sideways(360, "the open drawer").await;
            reader.click("#facets .close").await;
            wait_drawer(reader, false).await;
            reader.wait_focus(".drawer-button").await;
            assert_eq!(reader.text(".drawer-button .badge").await, "1");
            let number = counts.of_facet("source", &[])[&source];
            let cells = "return [...document.querySelectorAll('table.matrix td[data-row]')].length > 0
                || document.querySelectorAll('.cards [data-argument]').length === arguments[0]";
            reader.wait_with("the narrowed page", cells, number.into()).await;
        });
    }
}

#[test]
fn escape_and_a_click_beside_close_the_drawer() {
    visit("#/arguments", async |reader| {
        reader.resize(360, 740).await;
        reader.click(".drawer-button").await;
        wait_drawer(reader, true).await;
        reader.press(Key::Escape).await;
        wait_drawer(reader, false).await;
        reader.wait_focus(".drawer-button").await;
        reader.click(".drawer-button").await;
        wait_drawer(reader, true).await;
        // Beside the drawer, on the page.
        reader.click_at(332, 500).await;
        wait_drawer(reader, false).await;
    });
}
