//! A view as text, both ways.

mod read;
mod resolve;
mod view;
mod write;

pub use read::{Ignored, LONGEST};
pub use resolve::resolve;
pub use view::{CardOrder, Grouping, Open, Page, Table, View};
