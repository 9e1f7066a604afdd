//! Sorting and sets, for every type by the same code.
//!
//! The standard library's sorts are compiled anew for every type, 5 to 7 KB of wasm each, and
//! collecting into a B-tree sorts too. Here a list of positions is sorted, whatever it is of.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The positions of `count` things in order; equal things stay as they are.
pub fn order(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// Sorts things; equal things stay as they are.
pub fn sort<T>(things: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(things.len(), &mut |a, b| compare(&things[a], &things[b]));
    let mut slots: Vec<Option<T>> = things.drain(..).map(Some).collect();
    things.extend(order.into_iter().filter_map(|at| slots[at].take()));
}

/// The set of these things.
pub fn set<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(things);
    set
}
