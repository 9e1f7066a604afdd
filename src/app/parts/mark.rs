//! The mark of a stance: above or below a line, tall or short, then coloured.

use leptos::prelude::*;

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

/// The classes that draw a cell.
pub fn classes(cell: &Cell) -> String {
    let shape = match cell.reading() {
        Reading::Silent => "silent".to_owned(),
        Reading::Context => "context".to_owned(),
        Reading::One { step, .. } => class_of(step).to_owned(),
        Reading::Mixed { affirming, rejecting, .. } => {
            format!("mixed {} {}", class_of(step(affirming)), class_of(step(rejecting)))
        }
    };
    if cell.only_reported() { format!("mark {shape} reported") } else { format!("mark {shape}") }
}

/// The mark of one stance.
#[component]
pub fn StanceMark(stance: Stance, #[prop(optional)] reported: bool) -> impl IntoView {
    let class = format!("mark {}{}", class_of(stance), if reported { " reported" } else { "" });
    view! { <span class=class aria-hidden="true"></span> }
}

/// A row's lowest, highest and mean stance on a line from −2 to 2.
#[component]
pub fn SpreadMark(spread: Spread) -> impl IntoView {
    let x = |value: f64| format!("{:.1}", 36.0 + value * 16.0);
    view! {
        <svg class="spread" width="72" height="16" viewBox="0 0 72 16" aria-hidden="true">
            <line class="middle" x1="36" x2="36" y1="1" y2="15" />
            <line class="range" x1=x(spread.lowest) x2=x(spread.highest) y1="8" y2="8" />
            <circle cx=x(spread.mean) cy="8" r="3.2" />
        </svg>
    }
}

/// The legend of all marks.
#[component]
pub fn Legend() -> impl IntoView {
    let entry = |class: &'static str, text: &'static str| {
        view! { <li><span class=format!("mark {class}") aria-hidden="true"></span>{text}</li> }
    };
    view! {
        <ul class="legend" aria-label="What the marks mean">
            {entry("a2", "affirms")}
            {entry("a1", "with reservations")}
            {entry("z", "ambivalent")}
            {entry("r1", "with reservations")}
            {entry("r2", "rejects")}
            {entry("mixed a1 r1", "both ways")}
            {entry("a2 reported", "only reported")}
            {entry("silent", "silent")}
        </ul>
    }
}
