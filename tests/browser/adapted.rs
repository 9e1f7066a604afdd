//! What a reader's system asks for: forced colours, more contrast, less motion.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::axe;
use super::counts::{Counts, text};
use super::engine::{Engine, skipped};
use super::helpers::visit;

/// What is drawn of one mark: the shape and colour of its parts, and the ground.
#[derive(Debug, Deserialize)]
struct Drawn {
    /// The mark's classes.
    mark: String,
    /// What it is drawn with, and where: of one colour, only the shapes differ.
    shape: String,
    /// Whether anything differs from the ground.
    seen: bool,
}

const MARKS: &str = r"
    const canvas = getComputedStyle(document.body).backgroundColor;
    const marks = new Map();
    for (const one of document.querySelectorAll('.mark')) {
        const { backgroundImage, backgroundPosition, backgroundSize } = getComputedStyle(one);
        const box = getComputedStyle(one, '::before');
        const diamond = box.content === 'none' ? '' : `${box.borderTopWidth} ${box.borderTopColor} ${box.backgroundColor}`;
        const colours = `${backgroundImage} ${diamond}`.match(/rgba?[(][^)]*[)]/g) ?? [];
        const seen = colours.some(colour => colour !== canvas && !/^rgba.*, 0[)]$/.test(colour));
        const mark = one.className;
        marks.set(mark, { mark, shape: [backgroundImage, backgroundPosition, backgroundSize, diamond].join(' / '), seen });
    }
    return [...marks.values()]";

#[test]
fn marks_keep_their_shapes_where_colours_are_forced() {
    if skipped(&[Engine::Chromium, Engine::Firefox], "forced colours, which WebKit has not") {
        return;
    }
    visit("", async |reader| {
        for scheme in ["light", "dark"] {
            reader.prefer("", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]).await;
            // The second view has what is only reported.
            let mut shapes: BTreeMap<String, String> = BTreeMap::new();
            for view in
                ["#/matrix", "#/matrix?rows=holders&columns=issues", "#/matrix?rows=sources&columns=roles"]
            {
                reader.open(view).await;
                for drawn in reader.ask::<Vec<Drawn>>(MARKS, Value::Null).await {
                    assert!(drawn.seen, "{scheme}: nothing is seen of {drawn:?}");
                    let other = shapes.insert(drawn.shape.clone(), drawn.mark.clone());
                    let other = other.filter(|other| *other != drawn.mark);
                    assert!(
                        other.is_none(),
                        "{scheme}: {} looks like {other:?}: {}",
                        drawn.mark,
                        drawn.shape
                    );
                }
            }
            assert!(shapes.len() >= 10, "{scheme}: {} marks", shapes.len());
        }
    });
}

#[test]
fn where_colours_are_forced_what_is_chosen_and_focused_can_be_seen() {
    if skipped(&[Engine::Chromium, Engine::Firefox], "forced colours, which WebKit has not") {
        return;
    }
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    visit("", async |reader| {
        reader.prefer("", &[("forced-colors", "active")]).await;
        reader.open(&format!("#/matrix?open=cell:{row}:{source}")).await;
        let outlined = "const style = getComputedStyle(document.querySelector(arguments[0]));
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2";
        assert!(reader.ask::<bool>(outlined, json!("table.matrix .open")).await, "the open cell");
        for place in ["#panel", "#main", "table.matrix [tabindex='0']", ".nav a", "#search"] {
            // The focus as a key gives it.
            let focus = "document.querySelector(arguments[0]).focus({ focusVisible: true })";
            reader.ask::<Value>(focus, json!(place)).await;
            assert!(reader.ask::<bool>(outlined, json!(place)).await, "the focus on {place}");
        }
        let borders = "const colour = one => getComputedStyle(one).borderBottomColor;
            const here = colour(document.querySelector('.nav a[aria-current]'));
            return [...document.querySelectorAll('.nav a:not([aria-current])')].every(one => colour(one) !== here)";
        assert!(reader.ask::<bool>(borders, Value::Null).await, "the page at hand stands out");
        // The spread and the strip are pictures, which nothing forces.
        let stroke = "return getComputedStyle(document.querySelector('.spread path')).fill
            !== getComputedStyle(document.body).backgroundColor";
        assert!(reader.ask::<bool>(stroke, Value::Null).await, "the spread can be seen");
        reader.open("#/sources").await;
        let filled = "const fill = selector => getComputedStyle(document.querySelector(selector)).fill;
            const ground = getComputedStyle(document.body).backgroundColor;
            return new Set([fill('.strip rect.filled'), fill('.strip rect:not(.filled)'), ground]).size === 3";
        assert!(reader.ask::<bool>(filled, Value::Null).await, "the strip tells blocks apart");
    });
}

/// With the rule of AAA: text on its ground at least 7.
#[test]
fn whoever_asks_for_more_contrast_gets_it() {
    // Firefox asks nobody, WebKit's desktop has more contrast in light alone.
    if skipped(&[Engine::Chromium], "a wish for more contrast, in light and dark") {
        return;
    }
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    visit("", async |reader| {
        for scheme in ["light", "dark"] {
            reader.prefer("", &[("prefers-contrast", "more"), ("prefers-color-scheme", scheme)]).await;
            for view in [
                format!("#/matrix?open=cell:{row}:{source}&q=china"),
                "#/matrix?table=plain".into(),
                "#/arguments?q=sanctions&role=reason".into(),
                format!("#/sources?at={source}"),
                "#/codebook".into(),
            ] {
                reader.open(&view).await;
                reader.wait_drawn().await;
                let found = axe::faults(reader, true).await;
                assert!(found.is_empty(), "{scheme}: {view}: {found:#?}");
            }
        }
    });
}

/// Elements that would move or fade.
const MOVING: &str = "
    const moves = (one, part) => {
        const style = getComputedStyle(one, part);
        const times = style.transitionDuration + ',' + (style.animationName === 'none' ? '0s' : style.animationDuration);
        return times.split(',').some(time => parseFloat(time) > 0) || style.scrollBehavior === 'smooth';
    };
    return [...document.querySelectorAll('*')]
        .filter(one => [null, '::before', '::after', '::backdrop'].some(part => moves(one, part)))
        .map(one => one.className)";

#[test]
fn whoever_asks_for_less_motion_gets_none() {
    visit("", async |reader| {
        reader.resize(360, 740).await;
        for (wish, still) in [("no-preference", false), ("reduce", true)] {
            let wish_it = async || reader.prefer("", &[("prefers-reduced-motion", wish)]).await;
            wish_it().await;
            reader.open("#/arguments").await;
            reader.wait_drawn().await;
            // Of a page that is loaded anew Firefox may forget it.
            wish_it().await;
            let moving: Vec<String> = reader.ask(MOVING, Value::Null).await;
            assert_eq!(moving.is_empty(), still, "{wish}: {moving:?}");
            // The drawer moves, or is there at once.
            let open = "document.querySelector('.drawer-button').click();
                return new Promise(done => requestAnimationFrame(() => done(document.getAnimations().length)))";
            let animations: usize = reader.ask(open, Value::Null).await;
            assert_eq!(animations == 0, still, "{wish}: the drawer");
        }
    });
}
