//! From files that a reader brought to a written corpus: unpacking, telling what they are, reading.
//!
//! The way is [`unpack()`], then [`kind()`], then the reader of that kind: [`own::read`] for a
//! corpus of this program's own format, [`table::decode`], [`table::guess`] and [`table::read`] for
//! a table, [`election::read`] for answers of the Wahl-O-Mat. What they give is written;
//! [`Corpus::new`](crate::corpus::Corpus::new) checks it.

mod archive;
pub mod election;
mod kind;
pub mod own;
mod problem;
mod progress;
mod scaffold;
mod slug;
pub mod table;
mod text;
mod unpack;

pub use kind::{Kind, kind, kinds};
pub use problem::{Fault, Notes, OpenError, Problem};
pub use progress::{Progress, Stage, Tell};
pub use unpack::{Brought, Limits, Unpacked, unpack};

use crate::corpus::written::CorpusFile;

/// What was read, and what of it was not.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The corpus as written; not yet checked.
    pub corpus: CorpusFile,
    /// What had to be left out: each a row, an answer, a file.
    pub left_out: Notes,
    /// What was read otherwise than it stands there, or with a part missing.
    pub remarks: Notes,
}
