//! Standpoint shows what several documents say on one contested question.
//!
//! Five rooms know what an argument is and nothing of a browser ([`corpus`], [`query`],
//! [`matrix`], [`link`], [`markup`]); two make a library of what a reader brings ([`opening`] reads
//! it, [`door`] asks about it); one draws what only large collections need ([`large`]). Two are for the
//! browser alone: `app` is the screen, `worker` serves it in the background.
//!
//! Of these, two programs are made. The first (`main.rs`) is what a visit loads: one small corpus, painted
//! where the reader is. The second (`engine.rs`) comes when something is opened: it takes the page over,
//! and runs once more in a worker for each corpus, which it has read there and paints there.

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
