//! All cards, with facets.

use super::around::Around;
use super::card::card;
use super::extent::Extent;
use super::facets::{chips, empty, facets};
use super::node::{Element, Node, el};
use super::panel::panel;
use super::scene::Scene;
use super::words;
use crate::corpus::ArgumentId;
use crate::link::Grouping;
use crate::query::Facet;

/// So many lines of a list are drawn at once; the screen draws the rest after it has painted these,
/// so that typing never waits for cards out of sight.
pub(super) const AT_ONCE: usize = 24;

/// The page below its toolbar, with so much of its list.
pub fn arguments_page(scene: &Scene, around: &Around, extent: &Extent) -> Vec<Node> {
    let (number, total) = (scene.hits.number, scene.corpus().arguments.len());
    let counted = el("p").class("counted").with(words::counted(number, total));
    let mut field = el("div").class("field").with(counted);
    if number == 0 {
        field = field.with(empty(scene));
    } else {
        field = match (extent.sight(), scene.library.more) {
            (Some(lens), Some(more)) => field.with_all((more.list)(scene, lens)),
            _ => {
                let lines = lines(scene);
                let drawn = extent.of(AT_ONCE, lines.len());
                let rows = lines[drawn].iter().map(|line| draw(scene, line).into());
                field.with(el("div").class("cards").with_all(rows.collect()))
            }
        };
    }
    let body =
        el("div").class("body").with(facets(scene, around, extent)).with(field).with_some(panel(scene));
    chips(scene).into_iter().chain([body]).map(Node::from).collect()
}

/// How many lines the list has.
pub(super) fn length(scene: &Scene) -> usize {
    lines(scene).len()
}

/// A line of the list: a group's head or a card in a group.
pub enum Line {
    /// A group's label, and how many cards it has.
    Group(String, usize),
    /// A card, and the position of its group.
    Card(ArgumentId, usize),
}

/// A line.
pub fn draw(scene: &Scene, line: &Line) -> Element {
    match line {
        Line::Group(label, number) => el("h2")
            .class("group-head")
            .key(format!("group {label}"))
            .with(el("span").attr("dir", "auto").with(label.as_str()))
            .with(" ")
            .with(el("small").with(words::number(*number))),
        Line::Card(argument, group) => {
            let card = card(scene, *argument);
            let key = format!("{group} {}", card.key);
            card.key(key)
        }
    }
}

/// The list: groups in their order, each with its cards; a card that speaks to several issues or
/// propositions stands under each of them.
pub fn lines(scene: &Scene) -> Vec<Line> {
    let arguments = scene.arguments();
    let facet = match scene.view.group {
        Grouping::None => return arguments.into_iter().map(|argument| Line::Card(argument, 0)).collect(),
        Grouping::Source => Facet::Source,
        Grouping::Issue => Facet::Issue,
        Grouping::Proposition => Facet::Proposition,
    };
    let catalogue = &scene.library.catalogue;
    let values = catalogue.values(facet);
    // The groups of every argument by what passes: of its issues only those that are meant.
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); scene.corpus().arguments.len()];
    for unit in scene.hits.units.ones() {
        let at = &mut places[catalogue.units[unit].argument.index()];
        for &value in catalogue.of_unit(facet, unit) {
            if !at.contains(&(value as usize)) {
                at.push(value as usize);
            }
        }
    }
    let mut groups: Vec<Vec<ArgumentId>> = vec![Vec::new(); values.len() + 1];
    for argument in arguments {
        let at = &mut places[argument.index()];
        if at.is_empty() {
            at.push(values.len());
        }
        for &group in at.iter() {
            groups[group].push(argument);
        }
    }
    let mut lines = Vec::new();
    for (at, cards) in groups.into_iter().enumerate().filter(|(_, cards)| !cards.is_empty()) {
        let label = values.get(at).map_or(words::WITHOUT_STANCE, |value| &value.label);
        lines.push(Line::Group(label.to_owned(), cards.len()));
        lines.extend(cards.into_iter().map(|argument| Line::Card(argument, at)));
    }
    lines
}
