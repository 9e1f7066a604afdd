//! Which arguments are meant: facets, filters, exact counts, and search.

mod catalogue;
mod facet;
mod run;
pub mod search;

pub use catalogue::{Catalogue, FacetValue, Unit};
pub use facet::{Facet, Filters};
pub use run::{Chosen, Drop, Hits, run};
