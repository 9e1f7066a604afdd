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

/// A row's lowest, highest and mean stance on a line from −2 to 2.
pub fn spread_mark(spread: &Spread) -> Element {
    // In tenths, so that no number has to be written with a fraction.
    let x = |value: f64| ((value * 160.0).round() as i32 + 360).to_string();
    let line = |class: &str| el("line").class(class);
    el("svg")
        .class("spread")
        .attr("width", "72")
        .attr("height", "16")
        .attr("viewBox", "0 0 720 160")
        .attr("aria-hidden", "true")
        .with(line("middle").attr("x1", "360").attr("x2", "360").attr("y1", "10").attr("y2", "150"))
        .with(
            line("range")
                .attr("x1", x(spread.lowest))
                .attr("x2", x(spread.highest))
                .attr("y1", "80")
                .attr("y2", "80"),
        )
        .with(el("circle").attr("cx", x(spread.mean)).attr("cy", "80").attr("r", "32"))
}

/// The legend of all marks.
pub fn legend() -> Element {
    let entry = |&(shape, text): &(&str, &str)| el("li").with(mark(shape, false)).with(text).into();
    let list = el("ul").class("legend").attr("aria-label", words::LEGEND);
    list.with_all(words::MARKS.iter().map(entry).collect())
}
