//! The pages, a file each.

pub mod arguments;
pub mod codebook;
pub mod matrix;
mod own_copy;
pub mod sources;
