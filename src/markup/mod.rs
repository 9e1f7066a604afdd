//! What is shown, as structure and text: pure functions from the corpus and the view to markup.
//!
//! Nothing here knows a browser: the screen draws the markup, and the tool can write it as HTML.

mod arguments;
mod card;
mod codebook;
mod facets;
mod mark;
mod matrix;
mod node;
mod panel;
mod scene;
mod sources;
pub mod words;

pub use arguments::{AT_ONCE, arguments_page};
pub use codebook::codebook_page;
pub use matrix::matrix_page;
pub use node::{Element, Node, el};
pub use scene::{Library, Scene, Shown};
pub use sources::{Located, locate, sources_page};
