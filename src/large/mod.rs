//! What only the program for large corpora draws.

mod agreement;
mod arrange;
mod changes;
mod grid;
mod list;
pub mod map;
mod values;
mod words;

pub(crate) use agreement::Camps;

use crate::link::Table;
use crate::markup::{Lens, More, Node, Scene};

/// All of it.
pub static MORE: More = More {
    arrange: arrange::arrange,
    table,
    grid: grid::grid,
    feed: list::feed,
    list: list::list,
    values: values::values,
};

fn table(scene: &Scene, lens: &Lens) -> Vec<Node> {
    match scene.view.table {
        Table::Marks => Vec::new(),
        Table::Plain => grid::plain(scene, lens),
        Table::Map => map::map(scene, lens),
        Table::Agreement => agreement::agreement(scene, lens),
        Table::Changes => changes::changes(scene, lens),
    }
}
