//! All units in the order of a matrix's cells: made once for two axes, used at every change.

use super::axis::{Axes, Axis, Key};
use crate::corpus::Corpus;
use crate::corpus::order::set;
use crate::query::{Catalogue, Facet, column};

/// Every unit at every crossing it belongs to: row by row, in a row column by column, and where two
/// lines cross in the order of the corpus. What passes a filter is laid out by leaving out the rest.
#[derive(Debug, PartialEq)]
pub struct Layout {
    /// What rows and columns are.
    pub axes: Axes,
    /// Everything that can be a row, in order.
    pub(super) rows: Vec<Key>,
    /// Everything that can be a column, in order.
    pub(super) columns: Vec<Key>,
    /// Where each row's places start; one more than there are rows.
    pub(super) starts: Vec<u32>,
    /// The places: the unit, and its column by position in `columns`.
    pub(super) places: Vec<(u32, u32)>,
}

impl Layout {
    /// The layout of a corpus along two axes.
    pub fn new(corpus: &Corpus, catalogue: &Catalogue, axes: Axes) -> Self {
        let (rows, row_of) = lines(axes.rows(), corpus, catalogue);
        let (columns, column_of) = lines(axes.columns(), corpus, catalogue);
        // Twice a sort by counting, which keeps the order of equals: by column, then by row.
        let all = 0..catalogue.units.len() as u32;
        let by_column = Sorted::new(columns.len(), all, |&unit| column_of.of(unit as usize));
        let in_columns = by_column.places.iter().copied();
        let by_row = Sorted::new(rows.len(), in_columns, |&(unit, _)| row_of.of(unit as usize));
        Layout {
            axes,
            rows,
            columns,
            starts: by_row.starts,
            places: by_row.places.into_iter().map(|(place, _)| place).collect(),
        }
    }

    /// The places of a row.
    pub(super) fn row(&self, at: usize) -> &[(u32, u32)] {
        &self.places[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// Things in the order of their lines, each once for each of its lines.
struct Sorted<T> {
    starts: Vec<u32>,
    places: Vec<(T, u32)>,
}

impl<T: Copy + Default> Sorted<T> {
    fn new<'a>(lines: usize, things: impl Iterator<Item = T> + Clone, of: impl Fn(&T) -> &'a [u32]) -> Self {
        let mut starts = vec![0; lines + 1];
        for thing in things.clone() {
            for &line in of(&thing) {
                starts[line as usize + 1] += 1;
            }
        }
        for line in 0..lines {
            starts[line + 1] += starts[line];
        }
        let mut next = starts.clone();
        let mut places = vec![(T::default(), 0); starts[lines] as usize];
        for thing in things {
            for &line in of(&thing) {
                let at = &mut next[line as usize];
                places[*at as usize] = (thing, line);
                *at += 1;
            }
        }
        Sorted { starts, places }
    }
}

/// The lines of an axis of each unit.
enum Lines<'a> {
    /// A facet's column as it is.
    Same(&'a column::Column),
    /// A column made for the axis.
    Own(column::Column),
}

impl Lines<'_> {
    fn of(&self, unit: usize) -> &[u32] {
        match self {
            Lines::Same(column) => column.of(unit),
            Lines::Own(column) => column.of(unit),
        }
    }
}

/// Everything that can be a line of an axis, in order, and which of it each unit belongs to.
fn lines<'a>(axis: Axis, corpus: &Corpus, catalogue: &'a Catalogue) -> (Vec<Key>, Lines<'a>) {
    let same = |facet: Facet| Lines::Same(catalogue.column(facet));
    match axis {
        Axis::Propositions => {
            let keys = Key::named(axis, corpus);
            let mut place = vec![column::NONE; corpus.propositions.len()];
            for (at, key) in keys.iter().enumerate() {
                if let Key::Proposition(id) = key {
                    place[id.index()] = at as u32;
                }
            }
            let of = |unit: usize| catalogue.of_unit(Facet::Proposition, unit).first().copied();
            let places =
                (0..catalogue.units.len()).map(|unit| of(unit).map_or(column::NONE, |at| place[at as usize]));
            (keys, Lines::Own(column::Column::One(places.collect())))
        }
        Axis::Issues => (Key::named(axis, corpus), same(Facet::Issue)),
        Axis::Sources => (Key::named(axis, corpus), same(Facet::Source)),
        Axis::Roles => (Key::named(axis, corpus), same(Facet::Role)),
        Axis::Holders => {
            let holders = catalogue.holders().iter();
            (holders.map(|&holder| Key::Holder(holder)).collect(), same(Facet::Holder))
        }
        Axis::Years => {
            let years = catalogue.years().iter().map(|&year| Key::Year(year));
            (years.chain([Key::Year(super::axis::UNDATED)]).collect(), same(Facet::Year))
        }
        Axis::Quarters => {
            let of = |unit: &crate::query::Unit| Key::of_unit(axis, corpus, *unit);
            let keys = set(catalogue.units.iter().flat_map(of));
            let column = column::Column::many(&catalogue.units, |unit, values| {
                let places = of(unit).into_iter().filter_map(|key| keys.binary_search(&key).ok());
                values.extend(places.map(|at| at as u32));
            });
            (keys, Lines::Own(column))
        }
    }
}
