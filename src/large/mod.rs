//! What only the program for large corpora draws.

mod grid;
mod list;
mod values;

use crate::markup::More;

/// All of it.
pub static MORE: More = More { grid: grid::grid, list: list::list, values: values::values };
