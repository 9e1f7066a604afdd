//! One property of all units, side by side.

use super::catalogue::Unit;

/// One property of all units: a scan of it touches nothing else.
#[derive(Debug, PartialEq)]
pub enum Column {
    /// At most one value for each unit; [`NONE`] for none.
    One(Vec<u32>),
    /// Any number of values for each unit: those of unit `i` from `starts[i]` to `starts[i + 1]`.
    Many {
        /// Where each unit's values start; one more than there are units.
        starts: Vec<u32>,
        /// The values.
        values: Vec<u32>,
    },
}

/// The place of a value that is not there.
pub const NONE: u32 = u32::MAX;

impl Column {
    /// A column to which `add` adds the values of each unit; if none has several, one of single values.
    pub fn many(units: &[Unit], add: impl Fn(&Unit, &mut Vec<u32>)) -> Self {
        let (mut one, mut values) = (Vec::with_capacity(units.len()), Vec::new());
        for unit in units {
            values.clear();
            add(unit, &mut values);
            match values.as_slice() {
                [] => one.push(NONE),
                [value] => one.push(*value),
                _ => return Self::several(units, add),
            }
        }
        Column::One(one)
    }

    fn several(units: &[Unit], add: impl Fn(&Unit, &mut Vec<u32>)) -> Self {
        let (mut starts, mut values) = (Vec::with_capacity(units.len() + 1), Vec::new());
        starts.push(0);
        for unit in units {
            add(unit, &mut values);
            starts.push(values.len() as u32);
        }
        Column::Many { starts, values }
    }

    /// The values of a unit.
    pub fn of(&self, unit: usize) -> &[u32] {
        match self {
            Column::One(values) if values[unit] == NONE => &[],
            Column::One(values) => std::slice::from_ref(&values[unit]),
            Column::Many { starts, values } => &values[starts[unit] as usize..starts[unit + 1] as usize],
        }
    }
}
