//! All units in the order of a matrix's cells: made once for two axes, used at every change.

use super::axis::{Axes, Axis, Key};
use crate::corpus::order::set;
use crate::corpus::{Corpus, Stance};
use crate::query::column::{Column, NONE};
use crate::query::{Catalogue, Facet, Set};

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
    /// All places.
    places: Vec<Place>,
    /// The positions of each unit's places in `places`.
    of_units: Column,
}

/// Where a unit stands, with what of it a pass over all places needs: looked up in the corpus that
/// would lie scattered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The unit.
    pub unit: u32,
    /// Its column, by position in [`Layout::columns`].
    pub column: u32,
    /// Its stance in the lowest three bits, its source above them.
    said: u32,
}

/// What stands for the stance of a unit that takes none.
const NO_STANCE: usize = Stance::ALL.len();

impl Place {
    fn new(unit: u32, column: u32, corpus: &Corpus, catalogue: &Catalogue) -> Self {
        let of = catalogue.units[unit as usize];
        let stance = of.statement.map_or(NO_STANCE, |at| corpus.statements[at].stance.index());
        let source = corpus.arguments[of.argument].source.index();
        Place { unit, column, said: (source << 3 | stance) as u32 }
    }

    /// The unit's stance, if it takes one.
    pub fn stance(self) -> Option<Stance> {
        Stance::ALL.get(self.said as usize & 7).copied()
    }

    /// The source the unit stands in, by position.
    pub fn source(self) -> usize {
        self.said as usize >> 3
    }
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
        let place = |((unit, column), _)| Place::new(unit, column, corpus, catalogue);
        let places: Vec<Place> = by_row.places.into_iter().map(place).collect();
        let of_units = of_units(&places, catalogue.units.len());
        Layout { axes, rows, columns, starts: by_row.starts, places, of_units }
    }

    /// The places of a row.
    pub(super) fn row(&self, at: usize) -> &[Place] {
        &self.places[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// The places where units of a set stand, in their order, each with its position.
    pub(super) fn passing(&self, units: &Set) -> impl Iterator<Item = (u32, Place)> + '_ {
        let mut passing = Set::with_capacity(self.places.len());
        if units.is_full() {
            passing.insert_range(..);
        } else {
            for unit in units.ones() {
                self.of_units.of(unit).iter().for_each(|&at| passing.insert(at as usize));
            }
        }
        passing.into_ones().map(|at| (at as u32, self.places[at]))
    }
}

/// The positions of each unit's places.
fn of_units(places: &[Place], units: usize) -> Column {
    let mut one = vec![NONE; units];
    for (at, place) in places.iter().enumerate() {
        if std::mem::replace(&mut one[place.unit as usize], at as u32) != NONE {
            let all = 0..places.len() as u32;
            let sorted = Sorted::new(units, all, |&at| std::slice::from_ref(&places[at as usize].unit));
            let values = sorted.places.into_iter().map(|(at, _)| at).collect();
            return Column::Many { starts: sorted.starts, values };
        }
    }
    Column::One(one)
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
    Same(&'a Column),
    /// A column made for the axis.
    Own(Column),
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
            let mut place = vec![NONE; corpus.propositions.len()];
            for (at, key) in keys.iter().enumerate() {
                if let Key::Proposition(id) = key {
                    place[id.index()] = at as u32;
                }
            }
            let of = |unit: usize| catalogue.of_unit(Facet::Proposition, unit).first().copied();
            let places =
                (0..catalogue.units.len()).map(|unit| of(unit).map_or(NONE, |at| place[at as usize]));
            (keys, Lines::Own(Column::One(places.collect())))
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
            let column = Column::many(&catalogue.units, |unit, values| {
                let places = of(unit).into_iter().filter_map(|key| keys.binary_search(&key).ok());
                values.extend(places.map(|at| at as u32));
            });
            (keys, Lines::Own(column))
        }
    }
}
