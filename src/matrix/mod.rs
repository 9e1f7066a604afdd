//! How what was said lines up: any two axes, cells and their summary, spreads, order, findings.

mod axis;
mod cell;
mod findings;
mod pivot;

pub use axis::{Axes, Axis, Key};
pub use cell::{Cell, Reading, step};
pub use findings::{Finding, findings};
pub use pivot::{Line, Matrix, RowOrder, Spread};
