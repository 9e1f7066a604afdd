//! How what was said lines up: any two axes, cells and their summary, spreads, order, findings.

mod agreement;
mod axis;
mod camps;
mod cell;
mod change;
mod findings;
mod layout;
mod pivot;
mod similarity;

pub use agreement::{Agreement, Pair};
pub use axis::{Axes, Axis, Key};
pub use camps::{Camps, Two};
pub use cell::{Cell, Reading, Tally, step};
pub use change::{Change, changes};
pub use findings::{Finding, findings};
pub use layout::Layout;
pub use pivot::{Line, Matrix, RowOrder, Spread};
pub use similarity::Likeness;
