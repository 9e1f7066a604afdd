//! Who agrees with whom.

use crate::markup::{Lens, Node, Scene};

/// Who agrees with whom.
pub fn agreement(_scene: &Scene, _lens: &Lens) -> Vec<Node> {
    Vec::new()
}
