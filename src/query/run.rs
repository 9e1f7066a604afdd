//! Filtering and counting in one pass.

use super::catalogue::Catalogue;
use super::facet::{Facet, Filters};
use crate::corpus::ArgumentId;

/// The chosen values of every facet, by position; made of [`Filters`].
pub struct Chosen([Option<Vec<bool>>; Facet::ALL.len()]);

impl Chosen {
    /// What the filters choose; names that no value has choose nothing, and a facet of which only
    /// such are chosen does not narrow.
    pub fn new(filters: &Filters, catalogue: &Catalogue) -> Self {
        let mut chosen = Facet::ALL.map(|_| None);
        for (facet, name) in filters.iter() {
            if let Some(at) = catalogue.find(facet, name) {
                let size = catalogue.values(facet).len();
                chosen[facet.index()].get_or_insert_with(|| vec![false; size])[at] = true;
            }
        }
        Chosen(chosen)
    }

    fn passes(&self, facet: Facet, values: &[u32]) -> bool {
        self.0[facet.index()].as_ref().is_none_or(|chosen| values.iter().any(|&value| chosen[value as usize]))
    }

    /// Whether anything of this facet is chosen.
    pub fn narrows(&self, facet: Facet) -> bool {
        self.0[facet.index()].is_some()
    }
}

/// Something that narrows and could be given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drop {
    /// Everything chosen of a facet.
    Facet(Facet),
    /// The search.
    Search,
}

/// What passes, and what other choices would give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hits {
    /// The units that pass, by position in [`Catalogue::units`].
    pub units: Vec<usize>,
    /// Their arguments, each once, in the order of the corpus.
    pub arguments: Vec<ArgumentId>,
    /// For each facet and value, how many arguments it alone would give of its facet, under the
    /// search and what is chosen of the other facets.
    pub counts: [Vec<u32>; Facet::ALL.len()],
    /// For everything that narrows, how many arguments there would be without it.
    pub without: Vec<(Drop, u32)>,
}

/// Filters and counts. `found` tells for each argument whether the search finds it; none if there
/// is no search.
///
/// One pass: a unit that passes every facet counts for all of them; one that fails exactly one
/// facet counts for that facet alone, because only a choice there would bring it in.
pub fn run(catalogue: &Catalogue, chosen: &Chosen, found: Option<&[bool]>) -> Hits {
    let mut hits = Hits {
        units: Vec::new(),
        arguments: Vec::new(),
        counts: Facet::ALL.map(|facet| vec![0; catalogue.values(facet).len()]),
        without: Vec::new(),
    };
    // The last argument counted for each value, so that its other stances do not count again.
    let mut counted = Facet::ALL.map(|facet| vec![None; catalogue.values(facet).len()]);
    let mut dropped = [(None, 0); Facet::ALL.len()];
    let mut without_search = (None, 0);
    for (at, unit) in catalogue.units.iter().enumerate() {
        let mut failing =
            Facet::ALL.into_iter().filter(|&facet| !chosen.passes(facet, catalogue.of_unit(facet, at)));
        let (first, second) = (failing.next(), failing.next());
        let once = |slot: &mut (Option<ArgumentId>, u32)| {
            if slot.0 != Some(unit.argument) {
                *slot = (Some(unit.argument), slot.1 + 1);
            }
        };
        if found.is_some_and(|found| !found[unit.argument.index()]) {
            if first.is_none() {
                once(&mut without_search);
            }
            continue;
        }
        if second.is_some() {
            continue;
        }
        for facet in Facet::ALL {
            if first.is_some_and(|failing| failing != facet) {
                continue;
            }
            once(&mut dropped[facet.index()]);
            for &value in catalogue.of_unit(facet, at) {
                let last = &mut counted[facet.index()][value as usize];
                if *last != Some(unit.argument) {
                    *last = Some(unit.argument);
                    hits.counts[facet.index()][value as usize] += 1;
                }
            }
        }
        if first.is_none() {
            hits.units.push(at);
            if hits.arguments.last() != Some(&unit.argument) {
                hits.arguments.push(unit.argument);
            }
        }
    }
    let facets = Facet::ALL.into_iter().filter(|&facet| chosen.narrows(facet));
    hits.without = facets.map(|facet| (Drop::Facet(facet), dropped[facet.index()].1)).collect();
    if found.is_some() {
        // Those found count too: they would still be there.
        let count = without_search.1 + hits.arguments.len() as u32;
        hits.without.push((Drop::Search, count));
    }
    hits
}
