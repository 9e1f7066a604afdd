//! Standpoint shows what several documents say on one contested question.
//!
//! Five rooms know what an argument is and nothing of a browser ([`corpus`], [`query`],
//! [`matrix`], [`link`], [`markup`]); two make a library of what a reader brings ([`opening`] reads
//! it, [`door`] asks about it); one room is the screen (`app`, for the browser only).

pub mod corpus;
pub mod door;
pub mod large;
pub mod link;
pub mod markup;
pub mod matrix;
pub mod opening;
pub mod query;

#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod app;
#[cfg(all(target_arch = "wasm32", feature = "screen"))]
pub mod worker;
