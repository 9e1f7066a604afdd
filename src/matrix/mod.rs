//! How what was said lines up: any two axes, cells and their summary, spreads, order, findings.

mod axis;
mod cell;
mod findings;
mod layout;
mod pivot;

pub use axis::{Axes, Axis, Key};
pub use cell::{Cell, Reading, Tally, step};
pub use findings::{Finding, findings};
pub use layout::Layout;
pub use pivot::{Line, Matrix, RowOrder, Spread};
