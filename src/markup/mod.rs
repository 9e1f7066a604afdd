//! What is shown, as structure and text: pure functions from the corpus and the view to markup.
//!
//! Nothing here knows a browser: the screen draws the markup, and the tool can write it as HTML.

pub(crate) mod arguments;
mod around;
pub(crate) mod card;
mod codebook;
pub(crate) mod extent;
pub(crate) mod facets;
mod labels;
mod lens;
pub(crate) mod mark;
pub(crate) mod matrix;
mod node;
mod painter;
mod panel;
pub(crate) mod plain;
pub(crate) mod scene;
mod screen;
mod sent;
mod sources;
mod toolbar;
mod unscripted;
pub mod words;

pub use around::{Around, Citing};
pub use extent::Extent;
pub use lens::Lens;
pub use node::{Element, Node, Parts, el};
pub use painter::{Asked, Painted, Painter, Told};
pub use scene::{Library, More, Scene, Shown};
pub use screen::{failure, is_whole, opening, screen, turn_to};
pub use sent::Sent;
pub use sources::{Located, locate};
pub use toolbar::choose;
pub use unscripted::unscripted;
