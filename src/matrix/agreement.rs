//! Who agrees with whom: two lines of the matrix by what both speak to.

use super::pivot::Matrix;
use crate::corpus::Corpus;
use crate::query::Catalogue;

/// How two columns stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pair {
    /// On how many rows both take a stance.
    pub shared: u32,
    /// On how many of these their means have the same sign: both affirm, both reject, or both are torn.
    pub same: u32,
    /// On how many of these one affirms and the other rejects.
    pub against: u32,
    /// Sum over the shared rows of how near their means are: 1 where they are the same, 0 at opposite
    /// ends of the scale.
    near: f64,
}

impl Pair {
    /// The share of common positions, 0 to 1; none if they share no row.
    pub fn agreement(&self) -> Option<f64> {
        (self.shared > 0).then(|| f64::from(self.same) / f64::from(self.shared))
    }

    /// The share of opposite positions, 0 to 1; none if they share no row.
    pub fn opposition(&self) -> Option<f64> {
        (self.shared > 0).then(|| f64::from(self.against) / f64::from(self.shared))
    }

    /// How near they are on average, 0 to 1: for answers of agreement, rejection and neutrality this
    /// is how the Wahl-O-Mat counts (two points for the same answer, one beside neutral, none for
    /// the opposite, of two possible ones). None if they share no row.
    pub fn nearness(&self) -> Option<f64> {
        (self.shared > 0).then(|| self.near / f64::from(self.shared))
    }
}

/// Every two columns of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    columns: usize,
    /// Of every column with each before it.
    pairs: Vec<Pair>,
}

impl Agreement {
    /// The agreement of a matrix's columns over its rows. Time grows with the square of the columns
    /// that speak on a row, memory with the square of all columns.
    pub fn new(corpus: &Corpus, catalogue: &Catalogue, matrix: &Matrix) -> Self {
        let columns = matrix.columns.len();
        let mut pairs = vec![Pair::default(); columns * columns.saturating_sub(1) / 2];
        for line in &matrix.rows {
            let means = matrix.means(corpus, catalogue, line);
            for (at, &(one, mean)) in means.iter().enumerate() {
                // Columns ascend, so each of these is before it.
                for &(other, its) in &means[..at] {
                    let pair = &mut pairs[one * (one - 1) / 2 + other];
                    pair.shared += 1;
                    pair.same += u32::from(sign(mean) == sign(its));
                    pair.against += u32::from(sign(mean) * sign(its) < 0);
                    pair.near += 1.0 - (mean - its).abs() / 4.0;
                }
            }
        }
        Agreement { columns, pairs }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Two different columns, by position.
    pub fn of(&self, one: usize, other: usize) -> Pair {
        let (low, high) = (one.min(other), one.max(other));
        self.pairs[high * (high - 1) / 2 + low]
    }
}

/// Affirms, rejects, or neither.
fn sign(mean: f64) -> i8 {
    i8::from(mean > 0.0) - i8::from(mean < 0.0)
}
