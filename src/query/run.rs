//! Filtering and counting, a property at a time.

use super::catalogue::Catalogue;
use std::sync::Arc;

use super::Set;
use super::column::{Column, NONE};
use super::facet::{Facet, Filters};
use crate::corpus::ArgumentId;

/// The units that each facet with something chosen lets pass; made of [`Filters`].
pub struct Chosen([Option<Set>; Facet::ALL.len()]);

impl Chosen {
    /// What the filters choose; names that no value has choose nothing, and a facet of which only
    /// such are chosen does not narrow.
    pub fn new(filters: &Filters, catalogue: &Catalogue) -> Self {
        let mut values = Facet::ALL.map(|_| None);
        for (facet, name) in filters.iter() {
            if let Some(at) = catalogue.find(facet, name) {
                let size = catalogue.values(facet).len();
                values[facet.index()].get_or_insert_with(|| vec![false; size])[at] = true;
            }
        }
        Chosen(Facet::ALL.map(|facet| {
            let chosen = values[facet.index()].as_ref()?;
            let column = catalogue.column(facet);
            let mut passing = Set::with_capacity(catalogue.units.len());
            for unit in 0..catalogue.units.len() {
                if column.of(unit).iter().any(|&value| chosen[value as usize]) {
                    passing.insert(unit);
                }
            }
            Some(passing)
        }))
    }

    /// The units that pass all facets but this one; all of them if it is none.
    fn all_but(&self, facet: Option<Facet>, all: &Set) -> Set {
        let mut passing = all.clone();
        for (other, chosen) in Facet::ALL.into_iter().zip(&self.0) {
            if let Some(chosen) = chosen
                && Some(other) != facet
            {
                passing.intersect_with(chosen);
            }
        }
        passing
    }

    /// The facets of which something is chosen.
    fn narrowing(&self) -> impl Iterator<Item = Facet> + '_ {
        Facet::ALL.into_iter().filter(|facet| self.0[facet.index()].is_some())
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
    pub units: Arc<Set>,
    /// How many arguments they are, each counted once.
    pub number: usize,
    /// For each facet and value, how many arguments it alone would give of its facet, under the
    /// search and what is chosen of the other facets.
    pub counts: [Vec<u32>; Facet::ALL.len()],
    /// For everything that narrows, how many arguments there would be without it.
    pub without: Vec<(Drop, u32)>,
}

impl Hits {
    /// The arguments of the units that pass, each once, in the order of the corpus.
    pub fn arguments<'a>(&'a self, catalogue: &'a Catalogue) -> impl Iterator<Item = ArgumentId> + 'a {
        let mut last = None;
        let units = self.units.ones().map(|unit| catalogue.units[unit].argument);
        units.filter(move |&argument| last.replace(argument) != Some(argument))
    }
}

/// Filters and counts. `found` has the arguments that the search finds; none if there is no search.
///
/// What a value would give is counted among the units that pass all *other* facets: only a choice
/// in its own facet keeps them out.
pub fn run(catalogue: &Catalogue, chosen: &Chosen, found: Option<&Set>) -> Hits {
    let all = match found {
        None => {
            let mut all = Set::with_capacity(catalogue.units.len());
            all.insert_range(..);
            all
        }
        Some(found) if catalogue.is_flat() => found.clone(),
        Some(found) => {
            let is_found = |unit: &usize| found.contains(catalogue.units[*unit].argument.index());
            let mut all = Set::with_capacity(catalogue.units.len());
            all.extend((0..catalogue.units.len()).filter(is_found));
            all
        }
    };
    let units = chosen.all_but(None, &all);
    let mut counting = Counting::new(catalogue, &units);
    let mut without = Vec::new();
    let mut counts = Facet::ALL.map(|_| Vec::new());
    for facet in Facet::ALL {
        let narrows = chosen.narrowing().any(|narrowing| narrowing == facet);
        counts[facet.index()] = if narrows {
            let others = chosen.all_but(Some(facet), &all);
            without.push((Drop::Facet(facet), count_arguments(catalogue, &others) as u32));
            Counting::new(catalogue, &others).counts(facet)
        } else {
            counting.counts(facet)
        };
    }
    if found.is_some() {
        let mut every = Set::with_capacity(catalogue.units.len());
        every.insert_range(..);
        let unsearched = chosen.all_but(None, &every);
        without.push((Drop::Search, count_arguments(catalogue, &unsearched) as u32));
    }
    Hits { number: count_arguments(catalogue, &units), units: Arc::new(units), counts, without }
}

/// How many arguments these units are of.
fn count_arguments(catalogue: &Catalogue, units: &Set) -> usize {
    if catalogue.is_flat() {
        return units.count_ones(..);
    }
    let mut last = None;
    let arguments = units.ones().map(|unit| catalogue.units[unit].argument);
    arguments.filter(|&argument| last.replace(argument) != Some(argument)).count()
}

/// How many arguments have each value among some units.
struct Counting<'a> {
    catalogue: &'a Catalogue,
    units: &'a Set,
    /// The units one after another: those of the set, or those that are not in it if they are fewer.
    listed: Vec<u32>,
    is_rest: bool,
    /// What was counted so far.
    known: [Option<Vec<u32>>; Facet::ALL.len()],
}

impl<'a> Counting<'a> {
    fn new(catalogue: &'a Catalogue, units: &'a Set) -> Self {
        let number = units.count_ones(..);
        let is_rest = number * 2 > units.len();
        let mut listed = Vec::with_capacity(number.min(units.len() - number));
        // Among several units of an argument one may pass and another not: they are not counted by
        // what does not.
        if catalogue.is_flat() && is_rest {
            listed.extend(units.zeroes().map(|unit| unit as u32));
        } else if catalogue.is_flat() {
            listed.extend(units.ones().map(|unit| unit as u32));
        }
        Counting { catalogue, units, listed, is_rest, known: Facet::ALL.map(|_| None) }
    }

    /// For each value of a facet, how many arguments have it: each counts once, in however many of
    /// its stances.
    fn counts(&mut self, facet: Facet) -> Vec<u32> {
        if let Some(known) = &self.known[facet.index()] {
            return known.clone();
        }
        let catalogue = self.catalogue;
        let following = catalogue.following(facet).filter(|following| {
            catalogue.is_flat() && self.listed.len() > catalogue.values(following.finer).len()
        });
        let Some(following) = following else { return self.count(facet) };
        let finer = match self.known[following.finer.index()].take() {
            Some(known) => known,
            None => self.count(following.finer),
        };
        let mut counts = vec![0; catalogue.values(facet).len()];
        for (&value, count) in following.values.iter().zip(&finer).filter(|(value, _)| **value != NONE) {
            counts[value as usize] += count;
        }
        self.known[following.finer.index()] = Some(finer);
        counts
    }

    /// The same, unit by unit.
    fn count(&self, facet: Facet) -> Vec<u32> {
        let mut counts = vec![0; self.catalogue.values(facet).len()];
        match self.catalogue.column(facet) {
            Column::One(values) if self.catalogue.is_flat() => {
                let listed = self.listed.iter().map(|&unit| values[unit as usize]);
                for value in listed.filter(|&value| value != NONE) {
                    counts[value as usize] += 1;
                }
                if self.is_rest {
                    for (count, total) in counts.iter_mut().zip(self.catalogue.totals(facet)) {
                        *count = total - *count;
                    }
                }
            }
            column => {
                let mut last = vec![NONE; counts.len()];
                for unit in self.units.ones() {
                    let argument = self.catalogue.units[unit].argument.index() as u32;
                    for &value in column.of(unit) {
                        if std::mem::replace(&mut last[value as usize], argument) != argument {
                            counts[value as usize] += 1;
                        }
                    }
                }
            }
        }
        counts
    }
}
