//! What stands at one crossing, and how it reads.

use crate::corpus::{ArgumentId, Corpus, Stance};
use crate::query::Unit;

/// How many statements take each stance, by [`Stance::index`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally(pub [u32; 5]);

/// What stands where two lines cross.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its arguments, each once, in the order of the corpus.
    pub arguments: Vec<ArgumentId>,
    /// Its statements.
    pub tally: Tally,
    /// How many of its arguments are in the author's own voice.
    pub own: u32,
}

/// How a cell reads. Silent, ambivalent and mixed are three different things.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Nothing is said.
    Silent,
    /// Something is said, but without a stance: context alone.
    Context,
    /// A stance, and not both signs.
    One {
        /// The step nearest to the mean, zero only if the mean is zero.
        step: Stance,
        /// The mean over its statements, −2 to 2.
        mean: f64,
    },
    /// Statements of both signs.
    Mixed {
        /// The mean over its statements, −2 to 2.
        mean: f64,
        /// The mean of those that affirm, 1 to 2.
        affirming: f64,
        /// The mean of those that reject, −2 to −1.
        rejecting: f64,
    },
}

/// The step that a mean reads as: without reservation from 1.5 on, ambivalent only at zero.
pub fn step(mean: f64) -> Stance {
    if mean >= 1.5 {
        Stance::Affirms
    } else if mean > 0.0 {
        Stance::AffirmsQualified
    } else if mean == 0.0 {
        Stance::Ambivalent
    } else if mean > -1.5 {
        Stance::RejectsQualified
    } else {
        Stance::Rejects
    }
}

impl Tally {
    pub(super) fn add(&mut self, stance: Stance) {
        self.0[stance.index()] += 1;
    }

    fn mean_of(&self, stances: &[Stance]) -> Option<f64> {
        let count: u32 = stances.iter().map(|stance| self.0[stance.index()]).sum();
        let of = |stance: &Stance| f64::from(stance.value()) * f64::from(self.0[stance.index()]);
        let sum: f64 = stances.iter().map(of).sum();
        (count > 0).then(|| sum / f64::from(count))
    }

    /// The mean of the statements, if there are any.
    pub fn mean(&self) -> Option<f64> {
        self.mean_of(&Stance::ALL)
    }

    /// The mean and the population variance of the statements, if there are any.
    pub(super) fn moments(&self) -> Option<(f64, f64)> {
        let mean = self.mean()?;
        let count: u32 = self.0.iter().sum();
        // One does not vary, and most cells have one.
        if count == 1 {
            return Some((mean, 0.0));
        }
        let of =
            |stance: Stance| (f64::from(stance.value()) - mean).powi(2) * f64::from(self.0[stance.index()]);
        Some((mean, Stance::ALL.into_iter().map(of).sum::<f64>() / f64::from(count)))
    }
}

impl Cell {
    /// Adds a unit; units come in the order of the corpus.
    pub(super) fn add(&mut self, corpus: &Corpus, unit: Unit) {
        if let Some(at) = unit.statement {
            self.tally.add(corpus.statements[at].stance);
        }
        if self.arguments.last() != Some(&unit.argument) {
            self.arguments.push(unit.argument);
            self.own += u32::from(!corpus.is_reported(unit.argument));
        }
    }

    /// Whether every argument reports somebody else's position.
    pub fn only_reported(&self) -> bool {
        !self.arguments.is_empty() && self.own == 0
    }

    /// The mean over its statements (the codebook's net rule), if any takes a stance.
    pub fn mean(&self) -> Option<f64> {
        self.tally.mean()
    }

    /// How it reads.
    pub fn reading(&self) -> Reading {
        let affirming = self.tally.mean_of(&Stance::ALL[3..]);
        let rejecting = self.tally.mean_of(&Stance::ALL[..2]);
        match (self.mean(), affirming, rejecting) {
            (None, ..) if self.arguments.is_empty() => Reading::Silent,
            (None, ..) => Reading::Context,
            (Some(mean), Some(affirming), Some(rejecting)) => Reading::Mixed { mean, affirming, rejecting },
            (Some(mean), ..) => Reading::One { step: step(mean), mean },
        }
    }
}
