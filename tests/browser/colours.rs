//! Dark and light: contrast by the formula of WCAG, and the reader's own choice.

use serde::Deserialize;
use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::helpers::{Visit, visit};

/// A colour on its ground, with an example of where.
#[derive(Debug, Deserialize)]
struct Pair {
    colour: String,
    ground: String,
    example: String,
}

const GROUND: &str = "
    const clear = colour => colour === 'transparent' || / 0\\)$/.test(colour.replace(',', ' ')) || /, 0\\)$/.test(colour);
    const ground = one => {
        while (one) {
            const colour = getComputedStyle(one).backgroundColor;
            if (!clear(colour)) return colour;
            one = one.parentElement;
        }
        return 'rgb(255, 255, 255)';
    };
    const found = new Map();
    const add = (colour, ground, example) => found.set(colour + ground, { colour, ground, example });
    const name = one => one.tagName + '.' + (one.getAttribute('class') ?? '') + ' in ' + (one.parentElement.getAttribute('class') ?? '');";

/// Every pair of colours in which text stands on the page.
const TEXT: &str = "
    for (const one of document.querySelectorAll('body *')) {
        const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
        if (!own || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.closest('.hidden, .skip, [aria-hidden], svg')) continue;
        add(getComputedStyle(one).color, ground(one), name(one) + ': ' + one.textContent.trim().slice(0, 30));
    }
    return [...found.values()]";

/// Every pair of colours in which a mark is drawn.
const MARKS: &str = r"
    for (const one of document.querySelectorAll('.mark')) {
        if (!one.checkVisibility()) continue;
        // The diamond is a box of its own, all other shapes are pictures in the mark's ground.
        const box = getComputedStyle(one, '::before');
        const border = parseFloat(box.borderTopWidth) > 0 ? box.borderTopColor : box.backgroundColor;
        const grounds = getComputedStyle(one).backgroundImage.match(/rgba?[(][^)]*[)]/g) ?? [];
        // An outline is its colour around the ground's own.
        const own = getComputedStyle(document.body).backgroundColor;
        const drawn = [...grounds.filter(colour => colour !== own), ...(box.content === 'none' ? [] : [border])];
        for (const colour of drawn) if (!clear(colour)) add(colour, ground(one), name(one));
    }
    return [...found.values()]";

async fn pairs(reader: &Visit, which: &str) -> Vec<Pair> {
    reader.ask(&format!("{GROUND}{which}"), Value::Null).await
}

/// Red, green and blue, 0 to 1.
fn channels(colour: &str) -> [f64; 3] {
    let inside = colour.split_once('(').map_or("", |(_, rest)| rest.trim_end_matches(')'));
    let numbers: Vec<f64> = inside.split([',', ' ']).filter_map(|part| part.parse().ok()).collect();
    assert!(colour.starts_with("rgb") && numbers.len() == 3, "a colour of another kind: {colour}");
    [numbers[0] / 255.0, numbers[1] / 255.0, numbers[2] / 255.0]
}

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let linear =
        |value: f64| if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) };
    let [red, green, blue] = channels(colour).map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn too_weak(pairs: &[Pair], least: f64) -> Vec<String> {
    let weak = pairs.iter().filter(|pair| contrast(&pair.colour, &pair.ground) < least);
    weak.map(|pair| {
        format!(
            "{:.2}: {} on {}, {}",
            contrast(&pair.colour, &pair.ground),
            pair.colour,
            pair.ground,
            pair.example
        )
    })
    .collect()
}

fn views() -> Vec<String> {
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    vec![
        format!("#/matrix?open=cell:{row}:{source}"),
        format!("#/matrix?open=row:{row}&q=china"),
        "#/matrix?rows=sources&columns=roles".into(),
        "#/arguments?q=sanctions&role=reason".into(),
        "#/arguments?role=nothing".into(),
        "#/arguments?q=qqxxzz".into(),
        format!("#/sources?at={source}"),
        "#/codebook".into(),
    ]
}

/// Looks at every view in a scheme; collects what is too weak.
async fn assert_contrast(reader: &Visit, scheme: &str, which: &str, least: f64) {
    reader.medium("", scheme).await;
    let mut weak = Vec::new();
    for view in views() {
        reader.open(&view).await;
        reader.wait_drawn().await;
        weak.extend(
            too_weak(&pairs(reader, which).await, least).into_iter().map(|one| format!("{view}: {one}")),
        );
    }
    assert!(weak.is_empty(), "{scheme}: contrast below {least}: {weak:#?}");
}

#[test]
fn the_formula_is_that_of_wcag() {
    assert_eq!(contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)"), 21.0);
    assert!((contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") - 4.54).abs() < 0.01);
}

#[test]
fn text_can_be_read_in_light() {
    visit("", async |reader| assert_contrast(reader, "light", TEXT, 4.5).await);
}

#[test]
fn text_can_be_read_in_dark() {
    visit("", async |reader| assert_contrast(reader, "dark", TEXT, 4.5).await);
}

#[test]
fn marks_can_be_seen_in_light() {
    visit("", async |reader| assert_contrast(reader, "light", MARKS, 3.0).await);
}

#[test]
fn marks_can_be_seen_in_dark() {
    visit("", async |reader| assert_contrast(reader, "dark", MARKS, 3.0).await);
}

async fn wait_paper(reader: &Visit, dark: bool) {
    let script = "const [red] = getComputedStyle(document.body).backgroundColor.match(/\\d+/g);
        return (red < 64) === arguments[0]";
    reader.wait_with(if dark { "dark paper" } else { "light paper" }, script, json!(dark)).await;
}

#[test]
fn the_page_follows_the_system() {
    visit("", async |reader| {
        for scheme in ["dark", "light", "dark"] {
            reader.medium("", scheme).await;
            wait_paper(reader, scheme == "dark").await;
        }
    });
}

#[test]
fn the_readers_choice_overrides_the_system_and_survives_a_reload() {
    visit("", async |reader| {
        for (system, clicks) in [("dark", 1), ("light", 1)] {
            // From Auto to Light, from Light to Dark: each time against the system.
            reader.medium("", system).await;
            for _ in 0..clicks {
                reader.click("[data-do=theme]").await;
            }
            wait_paper(reader, system == "light").await;
            reader.reload().await;
            wait_paper(reader, system == "light").await;
        }
        reader.click("[data-do=theme]").await;
        wait_paper(reader, false).await;
        reader.medium("", "dark").await;
        wait_paper(reader, true).await;
    });
}
