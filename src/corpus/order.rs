//! Sorting and sets, for every type by the same code.
//!
//! The standard library's sorts and trees are compiled anew for every type, several KB of wasm
//! each. Here a list of positions is sorted, whatever it is of, and a set is a sorted list.

use std::cmp::Ordering;

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

/// These things in order, each once.
pub fn set<T: Ord>(things: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut things: Vec<T> = things.into_iter().collect();
    sort(&mut things, T::cmp);
    things.dedup();
    things
}
