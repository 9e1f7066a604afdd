//! How much of a long list is drawn.

use std::ops::Range;

use super::lens::Lens;

/// How much of a screen is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// From the beginning, by and by, each time twice as much, so that nothing that a reader does has
    /// to wait for what is out of sight.
    Parts(u32),
    /// Of what is too long to be drawn ever, what is in sight.
    Sight(Lens),
}

impl Extent {
    /// What is drawn at once.
    pub const FIRST: Extent = Extent::Parts(0);
    /// Everything.
    pub const WHOLE: Extent = Extent::Parts(usize::BITS);

    /// Twice as much; of what is in sight as much as before.
    pub fn more(&self) -> Self {
        match self {
            Extent::Parts(parts) => Extent::Parts((parts + 1).min(usize::BITS)),
            Extent::Sight(_) => self.clone(),
        }
    }

    /// How many times twice as much as at once is drawn.
    pub fn parts(&self) -> u32 {
        match self {
            Extent::Parts(parts) => *parts,
            Extent::Sight(_) => usize::BITS,
        }
    }

    /// What is in sight, if that is what is drawn.
    pub fn sight(&self) -> Option<&Lens> {
        match self {
            Extent::Parts(_) => None,
            Extent::Sight(lens) => Some(lens),
        }
    }

    /// Which lines are drawn of a list of so many, whose first part has so many.
    pub(super) fn of(&self, first: usize, number: usize) -> Range<usize> {
        match self {
            Extent::Parts(parts) => {
                let most = first.saturating_mul(1usize.checked_shl(*parts).unwrap_or(usize::MAX));
                0..most.min(number)
            }
            Extent::Sight(lens) => within(&lens.rows, number),
        }
    }
}

/// The part of a range that a list of so many lines has.
pub(crate) fn within(range: &Range<usize>, number: usize) -> Range<usize> {
    let end = range.end.min(number);
    range.start.min(end)..end
}
