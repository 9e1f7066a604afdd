//! The part of a list that is in sight.

use super::words::{FIND_CARDS, FIND_LINES};
use crate::link::{Grouping, Page};
use crate::markup::arguments::{Line, draw, lines};
use crate::markup::extent::within;
use crate::markup::{Element, Lens, Node, Scene, el, words};

/// The part of the list of arguments that is in sight.
pub fn list(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let label = words::page(Page::Arguments);
    if scene.view.group != Grouping::None {
        let lines = lines(scene);
        return windowed(CARDS, label, lines.len(), lens, &|at| draw(scene, &lines[at]));
    }
    // Of a plain list only what is drawn is put in order.
    let drawn = within(&lens.rows, scene.hits.number);
    let best = scene.best(drawn.clone());
    let card = |at: usize| draw(scene, &Line::Card(best[at - drawn.start], 0));
    windowed(CARDS, label, scene.hits.number, lens, &card)
}

/// The part of a list of sources or issues that is in sight.
pub fn feed(label: &str, number: usize, lens: &Lens, line: &dyn Fn(usize) -> Element) -> Vec<Node> {
    windowed(["", FIND_LINES], label, number, lens, line)
}

/// The class of a list of cards, and where to look for what is out of sight.
pub const CARDS: [&str; 2] = ["cards", FIND_CARDS];

/// The lines in sight, between spaces that keep room for the rest; a feed in the sense of the ARIA
/// practices. `data-from`, `data-to` and `data-lines` say which part of it that is.
pub fn windowed(
    [class, instead]: [&'static str; 2],
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
                // What a feed has are articles.
                let mut row = row.attr("tabindex", "-1");
                row.parts().tag = "article";
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
    let hint = (drawn.len() < number).then(|| el("p").class("hint").with(instead).into());
    hint.into_iter().chain([feed.into()]).collect()
}
