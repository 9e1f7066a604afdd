//! The mark of a stance, in the measures of `style/marks.css`.

use standpoint::corpus::Stance;
use standpoint::matrix::{Cell, Reading, step};

use super::canvas::{Canvas, Path};
use super::tokens::Tokens;

/// The box of a mark, and the line in its middle.
pub const WIDTH: f64 = 26.0;
/// The height of that box.
pub const HEIGHT: f64 = 34.0;

/// The classes that style a cell's mark on the page.
pub fn classes(cell: &Cell) -> String {
    let class = |stance| match stance {
        Stance::Affirms => "a2",
        Stance::AffirmsQualified => "a1",
        Stance::Ambivalent => "z",
        Stance::RejectsQualified => "r1",
        Stance::Rejects => "r2",
    };
    let shape = match cell.reading() {
        Reading::Silent => "silent".to_owned(),
        Reading::Context => "context".to_owned(),
        Reading::One { step, .. } => class(step).to_owned(),
        Reading::Mixed { affirming, rejecting, .. } => {
            format!("mixed {} {}", class(step(affirming)), class(step(rejecting)))
        }
    };
    if cell.only_reported() { shape + " reported" } else { shape }
}

/// Draws the mark of these classes with its middle at a point.
pub fn draw(canvas: &mut Canvas, tokens: &Tokens, classes: &str, middle: (f64, f64), scale: f64) {
    let is = |class: &str| classes.split(' ').any(|word| word == class);
    // Whole pixels, so that every bar has the same sharp edges.
    let (x0, y0) = ((middle.0 - WIDTH / 2.0 * scale).round(), middle.1.round());
    let x = |at: f64| x0 + (at * scale).round();
    let y = |at: f64| y0 + (at * scale).round();
    let thin = scale.round().max(1.0);
    if is("silent") {
        let radius = (1.5 * scale).max(1.0);
        return canvas.rectangle(
            middle.0 - radius,
            middle.1 - radius,
            middle.0 + radius,
            middle.1 + radius,
            radius,
            tokens.line_strong,
        );
    }
    if is("context") {
        let mut ring = Path::default();
        let (outer, inner) = (5.0 * scale, 3.5 * scale);
        ring.rectangle(middle.0 - outer, middle.1 - outer, middle.0 + outer, middle.1 + outer, outer, false);
        ring.rectangle(middle.0 - inner, middle.1 - inner, middle.0 + inner, middle.1 + inner, inner, true);
        return canvas.fill(&ring, tokens.line_strong);
    }
    canvas.rectangle(x(0.0), y0, x(WIDTH), y0 + thin, 0.0, tokens.line_strong);
    let border = (2.0 * scale).round().max(1.0);
    if is("z") {
        let half = 6.0 * std::f64::consts::SQRT_2 * scale;
        let (mx, my) = ((x(0.0) + x(WIDTH)) / 2.0, y0 + thin / 2.0);
        let diamond =
            |half: f64| Path::polygon(&[(mx, my - half), (mx + half, my), (mx, my + half), (mx - half, my)]);
        canvas.fill(&diamond(half), tokens.zero);
        if is("reported") {
            canvas.fill(&diamond(half - border * std::f64::consts::SQRT_2), tokens.paper);
        }
    }
    let mut bar = |left: f64, right: f64, top: f64, bottom: f64, colour| {
        canvas.rectangle(left, top, right, bottom, 1.5 * scale, colour);
        if is("reported") {
            canvas.rectangle(left + border, top + border, right - border, bottom - border, 0.0, tokens.paper);
        }
    };
    let (left, right) = if is("mixed") { (x(12.0), x(14.0)) } else { (x(20.0), x(6.0)) };
    for (class, height, colour) in [("a2", 15.0, tokens.affirm), ("a1", 8.0, tokens.affirm_soft)] {
        if is(class) {
            bar(x(6.0), left, y(-height), y0 + thin, colour);
        }
    }
    for (class, height, colour) in [("r1", 8.0, tokens.reject_soft), ("r2", 15.0, tokens.reject)] {
        if is(class) {
            bar(right, x(20.0), y0, y(height) + thin, colour);
        }
    }
}
