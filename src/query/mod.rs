//! Which arguments are meant: facets, filters, exact counts, and search.

mod catalogue;
pub(crate) mod column;
mod facet;
mod run;
pub mod search;

pub use catalogue::{Catalogue, FacetValue, Unit};
pub use facet::{Facet, Filters};
/// Members of a corpus by their position.
pub use fixedbitset::FixedBitSet as Set;
pub use run::{Chosen, Drop, Hits, run};
