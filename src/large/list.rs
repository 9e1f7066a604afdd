//! The part of a list that is in sight.

use crate::markup::extent::within;
use crate::markup::{Element, Lens, Node, el, words};

/// The lines in sight, between spaces that keep room for the rest; a feed in the sense of the ARIA
/// practices. `data-from`, `data-to` and `data-lines` say which part of it that is.
pub fn feed(
    class: &'static str,
    label: &str,
    number: usize,
    lens: &Lens,
    line: &dyn Fn(usize) -> Element,
) -> Vec<Node> {
    let drawn = within(&lens.rows, number);
    let space = |which: &'static str, lines: usize| -> Element {
        el("div").class("space").key(which).flag(which, true).number("data-lines", lines)
    };
    let rows = drawn.clone().map(|at| {
        let row = line(at);
        match row.tag {
            // A group's head is none of the things that are listed.
            "h2" => row.into(),
            _ => {
                let row = row.attr("tabindex", "-1");
                row.number("aria-posinset", at + 1).number("aria-setsize", number).into()
            }
        }
    });
    let feed = el("div")
        .class(class)
        .attr("role", "feed")
        .attr("aria-label", label)
        .number("data-from", drawn.start)
        .number("data-to", drawn.end)
        .number("data-lines", number)
        .with(space("data-before", drawn.start))
        .with_all(rows.collect())
        .with(space("data-after", number - drawn.end));
    let hint = (drawn.len() < number).then(|| el("p").class("hint").with(words::FIND_HINT).into());
    hint.into_iter().chain([feed.into()]).collect()
}
