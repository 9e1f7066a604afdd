//! Rows and columns beside those most like them.

use crate::corpus::Corpus;
use crate::matrix::Matrix;
use crate::query::Catalogue;

/// Puts rows and columns beside those most like them.
pub fn arrange(_corpus: &Corpus, _catalogue: &Catalogue, _matrix: &mut Matrix) {}
