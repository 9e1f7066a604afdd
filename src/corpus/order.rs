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

/// Names in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(name))
    }

    /// Whether this name is among them.
    pub fn contains(&self, name: &str) -> bool {
        self.place(name).is_ok()
    }

    /// Adds a name.
    pub fn insert(&mut self, name: String) {
        if let Err(at) = self.place(&name) {
            self.0.insert(at, name);
        }
    }

    /// Takes a name out; whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let place = self.place(name);
        if let Ok(at) = place {
            self.0.remove(at);
        }
        place.is_ok()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Keeps what passes.
    pub fn retain(&mut self, mut pass: impl FnMut(&str) -> bool) {
        self.0.retain(|name| pass(name));
    }
}

impl FromIterator<String> for Names {
    fn from_iter<T: IntoIterator<Item = String>>(names: T) -> Self {
        Names(set(names))
    }
}
