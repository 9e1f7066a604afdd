//! Parts that pages share.

pub mod card;
pub mod chips;
pub mod choice;
pub mod citation;
pub mod facets;
pub mod mark;
pub mod search;
