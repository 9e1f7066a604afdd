//! What is shown, as structure and text: pure functions from the corpus and the view to markup.
//!
//! Nothing here knows a browser: the screen draws the markup, and the tool can write it as HTML.

mod arguments;
mod card;
mod codebook;
mod extent;
mod facets;
mod labels;
mod mark;
mod matrix;
mod node;
mod panel;
mod plain;
mod scene;
mod screen;
mod sources;
mod toolbar;
mod unscripted;
pub mod words;

pub use extent::Extent;
pub use node::{Element, Node, Parts, el};
pub use scene::{Library, Scene, Shown};
pub use screen::{Around, failure, is_whole, screen, turn_to};
pub use sources::{Located, locate};
pub use toolbar::choose;
pub use unscripted::unscripted;
