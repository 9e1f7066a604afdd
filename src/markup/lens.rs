//! What of a large table or list is in sight.

use std::ops::Range;

/// The room that the page has for a table, and which rows and columns of it are in sight: only these
/// are drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The width of the room in CSS pixels.
    pub width: usize,
    /// Its height in CSS pixels.
    pub height: usize,
    /// The rows in sight; of a list its lines. It may reach over the end.
    pub rows: Range<usize>,
    /// The columns in sight.
    pub columns: Range<usize>,
}

impl Default for Lens {
    /// About what a screen shows, so that the first picture is soon there; what is around it follows.
    fn default() -> Self {
        Lens { width: 1200, height: 800, rows: 0..16, columns: 0..16 }
    }
}
