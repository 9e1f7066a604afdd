//! Looking for some of a facet's many values.

use crate::corpus::order::sort;
use crate::markup::facets::SHOWN;
use crate::markup::scene::LookedFor;
use crate::markup::{Around, Element, Scene, el, words};
use crate::query::Facet;

/// Facets with more values than this are searched: nobody reads through them.
const MANY: usize = 24;
/// So many of the values that a reader looks for are shown.
const FOUND: usize = 50;

/// Of a facet's many values those that are chosen or looked for; none if they are few enough to be read.
pub fn values(scene: &Scene, around: &Around, facet: Facet) -> Option<LookedFor> {
    if scene.library.catalogue.values(facet).len() <= MANY {
        return None;
    }
    let wanted = around.wanted_of(facet.name());
    let (places, rest) = looked_for(scene, facet, wanted);
    Some((finder(facet, wanted), places, rest))
}

/// Where it is typed what is looked for among a facet's values.
fn finder(facet: Facet, wanted: &str) -> Element {
    let label = format!("{}: {}", words::WANTED, words::facet(facet));
    el("input")
        .class("finder")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("maxlength", "100")
        .attr("placeholder", words::WANTED)
        .attr("aria-label", label)
        .attr("data-wanted", facet.name())
        .attr("value", wanted)
}

/// Of a facet's values those that are chosen, then those with a word that begins with what is looked
/// for, most arguments first; and how many more there are.
fn looked_for(scene: &Scene, facet: Facet, wanted: &str) -> (Vec<usize>, usize) {
    let values = scene.library.catalogue.values(facet);
    let fits = scene.library.looks_for(wanted);
    let is_chosen = |at: usize| scene.view.filters.has(facet, &values[at].name);
    let (mut chosen, mut others) = (Vec::new(), Vec::new());
    for (at, value) in values.iter().enumerate() {
        if scene.view.filters.count(facet) > 0 && is_chosen(at) {
            chosen.push(at);
        } else if fits(&value.label) {
            others.push(at);
        }
    }
    let counts = &scene.hits.counts[facet.index()];
    sort(&mut others, |&a, &b| counts[b].cmp(&counts[a]));
    let rest = others.len();
    others.truncate(if wanted.is_empty() { SHOWN } else { FOUND });
    let rest = rest - others.len();
    chosen.append(&mut others);
    (chosen, rest)
}
