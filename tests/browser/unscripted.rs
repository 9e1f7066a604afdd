//! Guards what the page is before and without scripts: the whole corpus in order, links that lead
//! somewhere, a first screen in the first bytes, and an app that takes over without a jump.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use super::counts::{Counts, list, text};
use super::engine::{Engine, skipped};
use super::helpers::{browse, visit};
use super::services;

fn page() -> String {
    fs::read_to_string(services::dist().join("index.html")).expect("the built page")
}

/// What a parser without scripts finds in a page: a document made by the browser outside of any
/// page has none, so a `noscript` is read as elements.
const PARSED: &str = "
    const page = new DOMParser().parseFromString(arguments[0], 'text/html');
    const ids = [...page.querySelectorAll('[id]')].map(one => one.id);
    const known = new Set(ids);
    const text = one => one.textContent.trim().replace(/\\s+/g, ' ');
    return {
        ids,
        dead: [...page.querySelectorAll('a[href^=\"#\"]')].map(one => one.getAttribute('href').slice(1))
            .filter(to => !known.has(to) && !known.has(decodeURIComponent(to))),
        claims: [...page.querySelectorAll('noscript article .claim')].map(text),
        references: [...page.querySelectorAll('noscript section > h3 + p')].map(text),
        wordless: [...page.querySelectorAll('table.matrix td[data-column]')].filter(one => !/[a-z]/.test(text(one))).length,
        cells: page.querySelectorAll('table.matrix td[data-column]').length,
        linked: page.getElementById('linked-data').textContent,
        title: page.title,
    }";

#[test]
fn without_scripts_the_whole_corpus_stands_there_and_every_link_leads_somewhere() {
    let counts = Counts::new();
    let propositions = counts.book("propositions").len();
    visit("#/matrix", async |reader| {
        // Outside of the page, whose policy lets nobody make markup from text.
        reader.open_empty().await;
        let found: Value = reader.ask(PARSED, json!(page())).await;
        assert_eq!(found["dead"], json!([]), "links that lead nowhere");
        let ids: Vec<&str> = list(&found, "ids").iter().filter_map(Value::as_str).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "ids that stand twice");
        let claims: Vec<&str> = counts
            .sources
            .iter()
            .flat_map(|source| {
                let mut arguments: Vec<&Value> = list(source, "arguments").iter().collect();
                let place = |row: &Value| {
                    (
                        row["place"]["block"].as_u64(),
                        row["place"]["sentences"][0].as_u64(),
                        row["place"]["sentences"][1].as_u64(),
                    )
                };
                arguments.sort_by_key(|row| place(row));
                arguments
            })
            .map(|argument| text(argument, "claim"))
            .collect();
        let shown: Vec<&str> = list(&found, "claims").iter().filter_map(Value::as_str).collect();
        assert_eq!(shown, claims, "every claim, source by source in reading order");
        assert_eq!(list(&found, "references").len(), counts.sources.len(), "a reference for every source");
        let cells = found["cells"].as_u64().unwrap_or_default() as usize;
        assert!(cells > 0 && cells <= propositions * counts.sources.len(), "{cells} cells");
        assert_eq!(found["wordless"], json!(0), "cells without a word");

        let linked: Value = serde_json::from_str(text(&found, "linked")).expect("linked data");
        assert_eq!(linked["@type"], "Dataset");
        let works: Vec<&Value> = list(&linked, "isBasedOn").iter().map(|work| &work["@id"]).collect();
        let said: Vec<&str> = list(&linked, "hasPart").iter().map(|claim| text(claim, "text")).collect();
        assert_eq!(said, claims, "a Claim for every argument");
        assert!(list(&linked, "hasPart").iter().all(|claim| works.contains(&&claim["appearance"]["@id"])));
        assert!(text(&found, "title").contains(text(&counts.file, "title")));
    });
}

#[test]
fn the_first_screen_is_in_the_first_14_kilobytes() {
    let mut packed = Vec::new();
    let html = page();
    brotli::CompressorReader::new(html.as_bytes(), 4096, 11, 22).read_to_end(&mut packed).expect("brotli");
    packed.truncate(14 * 1024);
    let mut begun = Vec::new();
    // It ends in the middle, which the reader says once it has given what it could.
    brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut begun).ok();
    let begun = String::from_utf8_lossy(&begun);
    for part in
        ["class=\"nav\"", "class=\"answers\"", "class=\"findings\"", "class=\"legend\"", "data-r=\"10\""]
    {
        assert!(begun.contains(part), "{part} is not in the first {} bytes of HTML", begun.len());
    }
}

/// What a reader would see jump: the shifts of the layout that no input caused, summed.
const SHIFT: &str = "
    const seen = new PerformanceObserver(() => {});
    seen.observe({ type: 'layout-shift', buffered: true });
    return seen.takeRecords().filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0)";

#[test]
fn the_app_takes_over_without_a_jump() {
    if skipped(&[Engine::Chromium], "shifts of the layout, which no other engine tells") {
        return;
    }
    for view in
        ["", "#/matrix", "#/arguments", "#/sources?at=asan-2024", "#/matrix?rows=issues&columns=holders"]
    {
        visit(view, async |reader| {
            reader.wait_drawn().await;
            let shift: f64 = reader.ask(SHIFT, Value::Null).await;
            assert!(shift == 0.0, "{view}: the layout shifts by {shift}");
        });
    }
}

#[test]
fn it_answers_before_anything_is_made_of_the_corpus() {
    if skipped(&[Engine::Chromium, Engine::Firefox], "scripts before the page's own") {
        return;
    }
    let server = services::serve(&services::dist());
    browse(&server.address, 1, async |readers| {
        let reader = &readers[0];
        // A browser that is never idle.
        reader.before_load("window.requestIdleCallback = () => 0").await;
        reader.open_alive("").await;
        assert!(reader.texts(".foot").await.is_empty(), "the rest is drawn");
        let cell = "table.matrix td[data-row][data-column]";
        let row = reader.attributes(cell, "data-row").await.remove(0);
        reader.click(cell).await;
        reader.wait_for("#panel").await;
        assert!(reader.has_focus("#panel").await, "the panel has not the focus");
        assert!(reader.address().await.contains(&format!("open=cell:{row}")), "{}", reader.address().await);
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        assert!(reader.has_focus(&format!("td[data-row={row:?}]")).await, "the focus is not back");
        // A key is heard as well, and the way back leads to where the reader came from.
        reader.open_alive("").await;
        reader.press('2').await;
        reader.wait_for("main.arguments [data-argument]").await;
    });
}

/// The screen as HTML, but for what the address and the device add.
const SCREEN: &str = "
    const [html, drawn] = arguments[0];
    const screen = (html ? new DOMParser().parseFromString(html, 'text/html') : document).querySelector('.screen').cloneNode(true);
    // The build draws the first rows and what stands above them; the app adds the rest.
    const rows = [...screen.querySelectorAll('table.matrix tr:has([data-row])')];
    const last = Number(rows[drawn - 1].querySelector('[data-r]').dataset.r);
    [...screen.querySelectorAll('table.matrix tbody tr')].filter(row => Number(row.querySelector('[data-r]').dataset.r) > last).forEach(row => row.remove());
    [...screen.querySelectorAll('tbody')].filter(body => !body.childElementCount).forEach(body => body.remove());
    screen.querySelectorAll('.foot, .toast, .theme-name').forEach(one => one.remove());
    return screen.outerHTML";

#[test]
fn the_app_draws_what_the_build_drew() {
    visit("#/matrix", async |reader| {
        // The app keeps what it finds, so it has to draw the page anew first.
        reader.click(".nav a[href^='#/codebook']").await;
        reader.wait_for("main.codebook").await;
        reader.click(".nav a[href='#/matrix']").await;
        reader.wait_for("main.matrix").await;
        let drawn =
            page().split("<noscript").next().map_or(0, |app| app.matches("<th scope=\"row\"").count());
        assert!(drawn > 4, "the build draws {drawn} rows");
        let live: String = reader.ask(SCREEN, json!([null, drawn])).await;
        reader.open_empty().await;
        let built: String = reader.ask(SCREEN, json!([page(), drawn])).await;
        assert!(live.starts_with(&built[..200]), "{}", &live[..200]);
        let differ = live.chars().zip(built.chars()).take_while(|(one, other)| one == other).count();
        assert!(
            live == built,
            "they part at: {:?}",
            built.chars().skip(differ.saturating_sub(40)).take(120).collect::<String>()
        );
    });
}
