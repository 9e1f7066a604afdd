//! Who stands near whom, and who far: all that are compared, in the order of their likeness.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::agreement::{Agreement, Pair};
use super::axis::{Axes, Axis, Key};
use super::layout::Layout;
use super::pivot::{Matrix, RowOrder};
use super::similarity::Likeness;
use crate::corpus::Corpus;
use crate::query::{Catalogue, Set};

/// Up to so many are compared: what is kept of pairs grows with the square.
const COMPARED: usize = 3_000;
/// So many propositions a pair must share to be named.
const ENOUGH: u32 = 10;
/// So many pairs are named as the closest, and as the most opposed.
const NAMED: usize = 5;

/// Two of those compared, by position in [`Camps::keys`], and how they stand to each other.
pub type Two = (usize, usize, Pair);

/// Who is compared, in the order of their likeness, and how each two stand to each other.
pub struct Camps {
    /// All that take a stance; at most the 3,000 with the most statements.
    pub keys: Vec<Key>,
    /// How each two of them stand to each other.
    pub agreement: Agreement,
    /// Those that share a proposition with somebody, by position: the most alike beside each other, or,
    /// if they are more than [`Camps::ORDERED`], as the axis has them.
    pub order: Vec<usize>,
    /// How many take a stance on a proposition.
    pub number: usize,
    /// Whether some of these stances are only reported, not in the own voice of the source.
    pub reports: bool,
    /// The pairs that agree most: at most five, the first the closest.
    pub closest: Vec<Two>,
    /// The pairs that contradict each other most: at most five, the first the most opposed.
    pub opposed: Vec<Two>,
    /// How many propositions the pairs of the two lists share at least.
    pub least: u32,
}

impl Camps {
    /// Up to so many are put in the order of their likeness: beyond, that takes longer than a reader
    /// waits.
    pub const ORDERED: usize = 1_500;

    /// Compares what stands on an axis by the units that pass, proposition by proposition. None if the
    /// axis is that of propositions.
    pub fn new(corpus: &Corpus, catalogue: &Catalogue, axis: Axis, units: &Arc<Set>) -> Option<Self> {
        let axes = Axes::new(Axis::Propositions, axis)?;
        let (units, number) = most_spoken(corpus, catalogue, axis, units);
        let is_reported = |unit: usize| {
            let unit = catalogue.units[unit];
            unit.statement.is_some() && corpus.is_reported(unit.argument)
        };
        let reports = units.ones().any(is_reported);
        let layout = Arc::new(Layout::new(corpus, catalogue, axes));
        let matrix = Matrix::new(corpus, catalogue, &layout, RowOrder::Codebook, &units, true, |_| false);
        let agreement = Agreement::new(corpus, catalogue, &matrix);
        let keys = matrix.columns;
        let shares =
            |&one: &usize| (0..keys.len()).any(|other| other != one && agreement.of(one, other).shared > 0);
        let mut order: Vec<usize> = (0..keys.len()).filter(shares).collect();
        if order.len() <= Self::ORDERED {
            let near = |one: usize, other: usize| {
                agreement.of(order[one], order[other]).nearness().unwrap_or(0.0) as f32
            };
            let alike = Likeness::new(order.len(), near).order();
            order = alike.into_iter().map(|at| order[at]).collect();
        }
        let pairs = || {
            let pairs = (0..keys.len()).flat_map(|other| (0..other).map(move |one| (one, other)));
            pairs.map(|(one, other)| (one, other, agreement.of(one, other)))
        };
        let most = pairs().map(|(.., pair)| pair.shared).max().unwrap_or(0);
        let least = most.clamp(1, ENOUGH);
        let enough = || pairs().filter(|(.., pair)| pair.shared >= least);
        // Who is torn on all neither agrees nor opposes.
        let closest = first(enough().filter(|(.., pair)| pair.same > pair.against), Pair::agreement);
        let opposed = first(enough().filter(|(.., pair)| pair.against > pair.same), Pair::opposition);
        Some(Camps { order, number, reports, closest, opposed, least, keys, agreement })
    }
}

/// Of the pairs those with the largest share; of equals those that share more propositions.
fn first(pairs: impl Iterator<Item = Two>, share: impl Fn(&Pair) -> Option<f64>) -> Vec<Two> {
    let rank = |(.., pair): &Two| (-share(pair).unwrap_or(0.0), -f64::from(pair.shared));
    let mut best: Vec<Two> = Vec::with_capacity(NAMED + 1);
    for pair in pairs {
        let after = best.partition_point(|other| rank(other) <= rank(&pair));
        if after < NAMED {
            best.insert(after, pair);
            best.truncate(NAMED);
        }
    }
    best
}

/// The units of those that can be compared, and how many take a stance at all: of too many those with
/// the most statements.
fn most_spoken(corpus: &Corpus, catalogue: &Catalogue, axis: Axis, units: &Arc<Set>) -> (Arc<Set>, usize) {
    let key = |unit: usize| {
        let unit = catalogue.units[unit];
        unit.statement.and_then(|_| Key::of_unit(axis, corpus, unit).first().copied())
    };
    let mut spoken: BTreeMap<Key, usize> = BTreeMap::new();
    units.ones().filter_map(key).for_each(|key| *spoken.entry(key).or_default() += 1);
    let number = spoken.len();
    if number <= COMPARED {
        return (Arc::clone(units), number);
    }
    let mut ranked: Vec<(Key, usize)> = spoken.into_iter().collect();
    ranked.sort_by_key(|&(_, statements)| Reverse(statements));
    ranked.truncate(COMPARED);
    let compared: BTreeMap<Key, usize> = ranked.into_iter().collect();
    let mut some = Set::with_capacity(catalogue.units.len());
    some.extend(units.ones().filter(|&unit| key(unit).is_some_and(|key| compared.contains_key(&key))));
    (Arc::new(some), number)
}
