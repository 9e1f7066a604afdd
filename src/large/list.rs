//! The part of the list of arguments that is in sight.

use crate::link::Page;
use crate::markup::arguments::{Line, draw, lines};
use crate::markup::extent::within;
use crate::markup::{Element, Lens, Node, Scene, el, words};

/// The lines in sight, between spaces that keep room for the rest; a feed in the sense of the ARIA
/// practices. `data-from`, `data-to` and `data-lines` say which part of it that is.
pub fn list(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let lines = lines(scene);
    let number = lines.len();
    let drawn = within(&lens.rows, number);
    let space = |which: &'static str, lines: usize| -> Element {
        el("div").class("space").key(which).flag(which, true).number("data-lines", lines)
    };
    let rows = drawn.clone().map(|at| {
        let row = draw(scene, &lines[at]);
        match &lines[at] {
            Line::Card(..) => {
                let row = row.attr("tabindex", "-1");
                row.number("aria-posinset", at + 1).number("aria-setsize", number).into()
            }
            Line::Group(..) => row.into(),
        }
    });
    let feed = el("div")
        .class("cards")
        .attr("role", "feed")
        .attr("aria-label", words::page(Page::Arguments))
        .number("data-from", drawn.start)
        .number("data-to", drawn.end)
        .number("data-lines", number)
        .with(space("data-before", drawn.start))
        .with_all(rows.collect())
        .with(space("data-after", number - drawn.end));
    let hint = (drawn.len() < number).then(|| el("p").class("hint").with(words::FIND_HINT).into());
    hint.into_iter().chain([feed.into()]).collect()
}
