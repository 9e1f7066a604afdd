//! The facets with their counts, the chips of what narrows, and what to do when nothing is left.

use super::around::Around;
use super::card::button;
use super::extent::Extent;
use super::node::{Element, Node, el};
use super::scene::{LookedFor, Scene};
use super::words;
use crate::query::{Drop, Facet};

/// Facets with more values than this show the first of them until the reader asks for all.
pub const SHOWN: usize = 8;

/// All facets, in a column or a drawer.
pub fn facets(scene: &Scene, around: &Around, extent: &Extent) -> Element {
    let open = around.drawer;
    let head = el("div")
        .class("facets-head")
        .with(el("h2").with(words::FILTERS))
        .with(button("close-drawer", "", words::DONE).class("quiet close"));
    let groups = Facet::ALL.into_iter().map(|facet| {
        let more = scene.library.more.filter(|_| extent.sight().is_some());
        let found = more.and_then(|more| (more.values)(scene, around, facet));
        group(scene, facet, found).into()
    });
    el("aside")
        .attr("id", "facets")
        .class(if open { "facets open" } else { "facets" })
        .attr("aria-label", words::FILTERS)
        .with(head)
        .with_all(groups.collect())
}

/// A facet; of many values those that are looked for.
fn group(scene: &Scene, facet: Facet, found: Option<LookedFor>) -> Element {
    let values = scene.library.catalogue.values(facet);
    let chosen = scene.view.filters.count(facet);
    let row = |at: usize| -> Node {
        let value = &values[at];
        let number = scene.hits.counts[facet.index()][at];
        let has = scene.view.filters.has(facet, &value.name);
        let input = el("input")
            .attr("type", "checkbox")
            .attr("name", facet.name())
            .attr("value", value.name.as_str())
            .flag("checked", has);
        let label = el("label")
            .with(input)
            .with(el("span").class("value").attr("dir", "auto").with(value.label.as_str()))
            .with(el("span").class("number").with(words::number(number as usize)));
        el("li").class(if number == 0 && !has { "nothing" } else { "" }).with(label).into()
    };
    let list = |places: &mut dyn Iterator<Item = usize>| el("ul").with_all(places.map(row).collect());
    let mut input = None;
    let (shown, more) = match found {
        Some((finder, places, rest)) => {
            input = Some(finder);
            let rest = (rest > 0).then(|| el("p").class("rest").with(words::more(rest)));
            (list(&mut places.into_iter()), rest)
        }
        None => {
            let shown = if values.len() <= SHOWN + 1 { values.len() } else { SHOWN };
            let more = (shown < values.len()).then(|| {
                let rest = values.len() - shown;
                el("details")
                    .class("more")
                    .with(el("summary").with(words::more(rest)))
                    .with(list(&mut (shown..values.len())))
            });
            (list(&mut (0..shown)), more)
        }
    };
    let badge = (chosen > 0).then(|| el("span").class("badge").with(chosen.to_string()));
    // The long list of propositions waits until it is wanted.
    el("details")
        .flag("open", facet != Facet::Proposition)
        .attr("data-facet", facet.name())
        .with(el("summary").with(words::facet(facet)).with(" ").with_some(badge))
        .with_some(input)
        .with(shown)
        .with_some(more)
}

/// A chip for the search and for every chosen value.
pub fn chips(scene: &Scene) -> Option<Element> {
    let chip = |what: String, facet: &str, value: &str| -> Node {
        let chip = button("drop", &what, "").class("chip").with_all(vec![
            el("span").class("facet").with(facet).into(),
            " ".into(),
            el("span").class("value").attr("dir", "auto").with(value).into(),
            el("span").attr("aria-hidden", "true").with(" ✕").into(),
            el("span").class("hidden").with(words::REMOVE).into(),
        ]);
        el("li").key(what).with(chip).into()
    };
    let mut rows = Vec::new();
    if !scene.view.search.is_empty() {
        rows.push(chip("search".into(), words::SEARCH, &format!("“{}”", scene.view.search)));
    }
    for (facet, name) in scene.view.filters.iter() {
        let values = scene.library.catalogue.values(facet);
        let label = values.iter().find(|value| value.name == name).map_or(name, |value| &value.label);
        rows.push(chip(format!("{}:{name}", facet.name()), words::facet(facet), label));
    }
    if rows.len() > 1 {
        rows.push(el("li").with(button("drop", "all", words::REMOVE_ALL).class("quiet")).into());
    }
    (!rows.is_empty())
        .then(|| el("ul").class("chips").attr("aria-label", words::ACTIVE_FILTERS).with_all(rows))
}

/// Why nothing is left: what emptied it, and what giving it up would bring.
pub fn empty(scene: &Scene) -> Element {
    let unmatched = scene.found.map_or(&[][..], |found| &found.unmatched);
    let offers: Vec<_> = scene.hits.without.iter().filter(|(_, number)| *number > 0).collect();
    let reason = match (unmatched, offers.as_slice()) {
        ([], []) => words::EMPTY_TOGETHER.to_owned(),
        ([], [(drop, _)]) => words::empties(&name(*drop)),
        ([], _) => words::EMPTY_EACH.to_owned(),
        (missing, _) => words::no_word(missing),
    };
    let mut buttons: Vec<Node> = offers
        .iter()
        .map(|(drop, number)| {
            let what = match drop {
                Drop::Facet(facet) => facet.name(),
                Drop::Search => "search",
            };
            button("drop", what, &words::without(&name(*drop), *number as usize)).into()
        })
        .collect();
    if scene.hits.without.len() > 1 {
        buttons.push(button("drop", "all", words::REMOVE_ALL).class("quiet").into());
    }
    el("div")
        .class("empty")
        .with(el("h2").with(words::EMPTY))
        .with(el("p").with(reason))
        .with(el("p").class("offers").with_all(buttons))
}

fn name(drop: Drop) -> String {
    match drop {
        Drop::Facet(facet) => words::the_filter(facet),
        Drop::Search => words::THE_SEARCH.into(),
    }
}
