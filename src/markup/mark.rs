//! The mark of a stance: above or below a line, tall or short, then coloured.

use super::node::{Element, el};
use super::words;
use crate::corpus::Stance;
use crate::matrix::{Cell, Reading, Spread, step};

/// The class that draws one stance.
fn class_of(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "a2",
        Stance::AffirmsQualified => "a1",
        Stance::Ambivalent => "z",
        Stance::RejectsQualified => "r1",
        Stance::Rejects => "r2",
    }
}

fn mark(shape: &str, reported: bool) -> Element {
    let class = format!("mark {shape}{}", if reported { " reported" } else { "" });
    el("span").class(class).attr("aria-hidden", "true")
}

/// The mark of a cell.
pub fn cell_mark(cell: &Cell) -> Element {
    let shape = match cell.reading() {
        Reading::Silent => "silent".to_owned(),
        Reading::Context => "context".to_owned(),
        Reading::One { step, .. } => class_of(step).to_owned(),
        Reading::Mixed { affirming, rejecting, .. } => {
            format!("mixed {} {}", class_of(step(affirming)), class_of(step(rejecting)))
        }
    };
    mark(&shape, cell.only_reported())
}

/// The mark of one stance.
pub fn stance_mark(stance: Stance, reported: bool) -> Element {
    mark(class_of(stance), reported)
}

/// A row's lowest, highest and mean stance on a line from −2 to 2: one shape, because a matrix has
/// one in every row.
pub fn spread_mark(spread: &Spread) -> Element {
    // In tenths of a pixel, so that no number has to be written with a fraction.
    let x = |value: f64| (value * 160.0).round() as i32 + 360;
    let (lowest, highest, mean) = (x(spread.lowest), x(spread.highest), x(spread.mean));
    let range = format!("M{lowest} 70H{highest}V90H{lowest}Z");
    // Both turn the same way, so that where they lie over each other is filled.
    let dot = format!("M{} 80a32 32 0 1 1 64 0a32 32 0 1 1-64 0", mean - 32);
    el("svg")
        .class("spread")
        .attr("width", "72")
        .attr("height", "16")
        .attr("viewBox", "0 0 720 160")
        .attr("aria-hidden", "true")
        .with(el("path").attr("d", format!("{range}{dot}")))
}

/// A share, 0 to 1, as the length of a bar: one shape, because a table has one in every cell.
pub fn share_mark(share: f64) -> Element {
    let length = (share * 600.0).round() as u32;
    el("svg")
        .class("share")
        .attr("width", "60")
        .attr("height", "6")
        .attr("viewBox", "0 0 600 60")
        .attr("aria-hidden", "true")
        .with(el("path").attr("d", format!("M0 0H{length}V60H0Z")))
}

/// The legend of all marks.
pub fn legend() -> Element {
    let entry = |&(shape, text): &(&str, &str)| el("li").with(mark(shape, false)).with(text).into();
    let list = el("ul").class("legend").attr("aria-label", words::LEGEND);
    list.with_all(words::MARKS.iter().map(entry).collect())
}
