//! Zoom to 200 % and 400 %, wider text spacing, and targets large enough for a finger.

use std::collections::BTreeSet;

use serde_json::Value;

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

fn views(counts: &Counts) -> Vec<String> {
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    [
        "#/matrix".into(),
        "#/matrix?table=plain".into(),
        format!("#/matrix?open=cell:{row}:{source}"),
        format!("#/matrix?open=row:{row}&q=china&role=reason"),
        "#/arguments?q=sanctions&group=issue".into(),
        "#/arguments?q=qqxxzzvv&role=reason".into(),
        format!("#/sources?at={source}"),
        "#/codebook".into(),
        "#/matrix?colour=red".into(),
    ]
    .into()
}

/// A window of 1280 by `height` at this zoom: a page is then laid out for a smaller screen.
async fn zoom(reader: &Visit, factor: u32, height: u32) {
    reader.resize(1280 / factor, height / factor).await;
}

/// Every text and every name of a control that is there to be seen, wherever it has to be scrolled
/// to; but the facets, which are a drawer where there is little room, and hints at keys.
const SEEN: &str = "
    const seen = new Set();
    for (const one of document.querySelectorAll('#app *')) {
        if (one.closest('.facets, .hidden, .skip, .nav small, .theme-name, kbd, .toast, [hidden]')) continue;
        if (one.matches('.drawer-button, .drawer-button *, .facets *')) continue;
        if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const own = [...one.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()).join(' ').trim();
        if (own) seen.add(own);
        if (one.matches('a, button, input, select, textarea')) seen.add(`${one.tagName} ${one.getAttribute('href') ?? one.name ?? ''}`);
    }
    return [...seen]";

async fn seen(reader: &Visit) -> BTreeSet<String> {
    reader.ask::<Vec<String>>(SEEN, Value::Null).await.into_iter().collect()
}

fn assert_zoom(factor: u32, height: u32) {
    visit("", async |reader| {
        for view in views(&Counts::new()) {
            zoom(reader, 1, height).await;
            reader.open(&view).await;
            reader.wait_drawn().await;
            let before = seen(reader).await;
            zoom(reader, factor, height).await;
            reader.assert_no_sideways(1280 / factor, &view).await;
            let lost: Vec<String> = before.difference(&seen(reader).await).cloned().collect();
            assert!(lost.is_empty(), "{view}: lost at {factor}00 %: {lost:#?}");
        }
        // The matrix keeps to its frame, which scrolls.
        for view in ["#/matrix", "#/matrix?table=plain"] {
            reader.open(view).await;
            let frame = "const frame = document.querySelector('.frame');
                frame.scrollLeft = 9999;
                const last = frame.querySelector('thead th:last-child').getBoundingClientRect();
                return [getComputedStyle(frame).overflowX, last.right <= innerWidth + 1]";
            let (overflow, reached): (String, bool) = reader.ask(frame, Value::Null).await;
            assert!(overflow == "auto" && reached, "{view}: the last column is out of reach");
            reader.assert_no_sideways(1280 / factor, view).await;
        }
    });
}

#[test]
fn at_200_percent_nothing_is_lost() {
    assert_zoom(2, 900);
}

#[test]
fn at_400_percent_the_page_flows_anew() {
    assert_zoom(4, 1024);
}

/// The spacing of WCAG 1.4.12, as a reader's own style sheet sets it.
const SPACE: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* {
        line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important;
    } p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet]";

/// What is cut off, and controls that lie over one another.
const CUT: &str = "
    const shown = one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const name = one => `${one.tagName}.${one.getAttribute('class') ?? ''}: ${one.textContent.trim().slice(0, 40)}`;
    const cut = [...document.querySelectorAll('#app *')].filter(one => {
        if (!shown(one) || one.closest('.hidden, .skip, .toast, svg, .theme-name') || !one.textContent.trim()) return false;
        const { overflowX, overflowY } = getComputedStyle(one);
        const hides = value => value === 'hidden' || value === 'clip';
        return hides(overflowX) && one.scrollWidth > one.clientWidth + 1
            || hides(overflowY) && one.scrollHeight > one.clientHeight + 1;
    }).map(name);
    const controls = [...document.querySelectorAll('.nav a, .nav button, .toolbar :is(select, input, button), .chips button')].filter(shown);
    const over = controls.filter((one, at) => {
        const a = one.getBoundingClientRect();
        return controls.slice(at + 1).some(other => {
            const b = other.getBoundingClientRect();
            return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        });
    }).map(name);
    return [cut.slice(0, 6), over]";

#[test]
fn with_wider_spacing_no_text_is_cut() {
    visit("", async |reader| {
        for width in [1280, 320] {
            reader.resize(width, 800).await;
            for view in views(&Counts::new()) {
                reader.open(&view).await;
                reader.wait_drawn().await;
                reader.ask::<Value>(SPACE, Value::Null).await;
                let (cut, over): (Vec<String>, Vec<String>) = reader.ask(CUT, Value::Null).await;
                assert!(cut.is_empty(), "{view} at {width}: cut off: {cut:#?}");
                assert!(over.is_empty(), "{view} at {width}: over one another: {over:#?}");
                reader.assert_no_sideways(width, &view).await;
            }
        }
    });
}

/// Controls smaller than 24 by 24. Links in running text may be; whether those leave room is what
/// axe-core looks at.
const SMALL: &str = "
    const targets = 'button, summary, select, input:not([type=checkbox]), textarea, label:has([type=checkbox]),'
        + '.nav a, .actions a, .findings a, .switch, [data-r]';
    return [...document.querySelectorAll(targets)]
        .filter(one => one.checkVisibility({ visibilityProperty: true }))
        .map(one => [one, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([one, box]) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${one.outerHTML.slice(0, 90)}`)
        .slice(0, 8)";

#[test]
fn targets_are_large_enough() {
    visit("", async |reader| {
        for width in [1280, 320] {
            reader.resize(width, 800).await;
            for view in views(&Counts::new()) {
                reader.open(&view).await;
                reader.wait_drawn().await;
                // Not under a sheet.
                let drawer = "return !document.querySelector('#panel')
                    && !!document.querySelector('.drawer-button')?.checkVisibility()";
                if reader.ask(drawer, Value::Null).await {
                    reader.click(".drawer-button").await;
                    reader.wait_for("#facets.open").await;
                }
                let small: Vec<String> = reader.ask(SMALL, Value::Null).await;
                assert!(small.is_empty(), "{view} at {width}: {small:#?}");
            }
        }
    });
}
