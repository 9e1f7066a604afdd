//! Who changed position.

use crate::markup::{Lens, Node, Scene};

/// Who changed position.
pub fn changes(_scene: &Scene, _lens: &Lens) -> Vec<Node> {
    Vec::new()
}
