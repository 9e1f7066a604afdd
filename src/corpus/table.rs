//! Rows with small integer ids and stable names: names are looked up at the edge, ids used inside.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

use super::order::order;

/// The position of a row in its [`Table`].
pub struct Id<T> {
    at: u32,
    row: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the row at this position.
    ///
    /// # Panics
    /// If a table has more than 2³² rows; no text of that size fits a browser's memory.
    pub fn new(at: usize) -> Self {
        Id { at: u32::try_from(at).expect("fewer than 2^32 rows"), row: PhantomData }
    }

    /// The position, from 0.
    pub const fn index(self) -> usize {
        self.at as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.at.cmp(&other.at)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.at.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.at)
    }
}

/// A row that has a name of its own, unique in its table and stable for ever.
pub trait Named {
    /// The name.
    fn name(&self) -> &str;
}

/// Rows in a fixed order, found by id or by name.
#[derive(Clone, Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    by_name: Vec<Id<T>>,
}

impl<T: Named> Table<T> {
    /// A table of these rows in this order. Of two rows with one name the first is found by it;
    /// the checker reports the second.
    pub fn new(rows: Vec<T>) -> Self {
        let order = order(rows.len(), &mut |a, b| rows[a].name().cmp(rows[b].name()));
        let mut by_name: Vec<Id<T>> = Vec::with_capacity(order.len());
        for at in order {
            let same = |last: &Id<T>| rows[last.index()].name() == rows[at].name();
            if !by_name.last().is_some_and(same) {
                by_name.push(Id::new(at));
            }
        }
        Table { rows, by_name }
    }

    /// The row of this name.
    pub fn find(&self, name: &str) -> Option<Id<T>> {
        self.by_name
            .binary_search_by(|id| self.rows[id.index()].name().cmp(name))
            .ok()
            .map(|at| self.by_name[at])
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<T>> + use<T> {
        (0..self.rows.len()).map(Id::new)
    }

    /// All rows in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.rows.iter()
    }

    /// All ids with their rows, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (Id<T>, &T)> {
        self.rows.iter().enumerate().map(|(at, row)| (Id::new(at), row))
    }
}

impl<T> Index<Id<T>> for Table<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.rows[id.index()]
    }
}
