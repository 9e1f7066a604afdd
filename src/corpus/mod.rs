//! What was said: the types of a corpus, reading it, checking it, and finding its places again.

pub mod anchor;
mod check;
pub mod cite;
mod date;
mod model;
pub mod order;
pub mod packed;
mod problem;
mod read;
pub mod reliability;
mod stance;
mod table;
pub mod text;
pub mod written;

pub use check::check;
pub use date::{Date, Period};
pub use model::{
    Actor, ActorId, Argument, ArgumentId, Block, BlockKind, Certainty, CertaintyId, Corpus, Evidence, Holder,
    Issue, IssueId, Place, Proposition, PropositionId, ReferenceId, Relation, RelationKind, Role, RoleId,
    Source, SourceId, Statement, Step,
};
pub use problem::{Fault, Place as ProblemPlace, Problem};
pub use read::{ReadError, Unsound, foreign_format, read_one, read_part, read_written, unmarked};
pub use stance::{NO_STANCE, Stance};
pub use table::{Id, Named, Table};
pub use written::{FORMAT, NO_LICENCE};
