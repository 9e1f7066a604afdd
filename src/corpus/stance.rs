//! The stance of one argument on one proposition.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How an argument stands to a proposition: one of five steps from rejection to affirmation.
///
/// Silence is not among them: it is the absence of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i8")]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "i8", extend("minimum" = -2, "maximum" = 2)))]
pub enum Stance {
    /// −2: stated as false without reservation.
    Rejects,
    /// −1: stated as unlikely, overstated, or true only in part.
    RejectsQualified,
    /// 0: raised and left open, or argued both ways with equal weight.
    Ambivalent,
    /// +1: stated as likely, partial, conditional, or one side of a balance.
    AffirmsQualified,
    /// +2: stated as true without reservation.
    Affirms,
}

impl Stance {
    /// All five, from rejection to affirmation.
    pub const ALL: [Stance; 5] = [
        Stance::Rejects,
        Stance::RejectsQualified,
        Stance::Ambivalent,
        Stance::AffirmsQualified,
        Stance::Affirms,
    ];

    /// The stance as a number from −2 to +2.
    pub const fn value(self) -> i8 {
        self as i8 - 2
    }

    /// Its place in [`Stance::ALL`], 0 to 4.
    pub const fn index(self) -> usize {
        self as usize
    }
}

impl From<Stance> for i8 {
    fn from(stance: Stance) -> i8 {
        stance.value()
    }
}

/// The name in links for having no stance; no step of a scale may be called so.
pub const NO_STANCE: &str = "none";

/// A number that is not one of the five steps of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAStance(pub i64);

impl fmt::Display for NotAStance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is no stance; the scale goes from -2 to 2", self.0)
    }
}

impl std::error::Error for NotAStance {}

impl TryFrom<i64> for Stance {
    type Error = NotAStance;

    fn try_from(value: i64) -> Result<Self, NotAStance> {
        Stance::ALL.into_iter().find(|stance| i64::from(stance.value()) == value).ok_or(NotAStance(value))
    }
}
