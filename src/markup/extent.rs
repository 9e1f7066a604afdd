//! How much of a long list is drawn.

/// How much of a screen is drawn: what is long is drawn by and by, each time twice as much, so that
/// nothing that a reader does has to wait for what is out of sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent(u32);

impl Extent {
    /// What is drawn at once.
    pub const FIRST: Extent = Extent(0);
    /// Everything.
    pub const WHOLE: Extent = Extent(usize::BITS);

    /// Twice as much.
    pub fn more(self) -> Self {
        Extent((self.0 + 1).min(Self::WHOLE.0))
    }

    /// How many rows are drawn of a list whose first part has so many.
    pub(super) fn of(self, first: usize) -> usize {
        first.saturating_mul(1usize.checked_shl(self.0).unwrap_or(usize::MAX))
    }
}
