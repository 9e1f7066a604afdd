//! What a column can be, and what a value of the column of stances can mean, by the names that
//! forms and memories have for them.

use crate::corpus::Stance;
use crate::opening::table::{Answer, Columns};

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Source,
    Holder,
    Proposition,
    Issue,
    Stance,
    Claim,
    Date,
}

impl Part {
    /// In the order in which a reader is asked for them: first what a table cannot do without.
    pub const ALL: [Part; 7] =
        [Part::Proposition, Part::Stance, Part::Holder, Part::Claim, Part::Source, Part::Issue, Part::Date];

    /// Its name in forms and memories.
    pub fn name(self) -> &'static str {
        match self {
            Part::Source => "source",
            Part::Holder => "holder",
            Part::Proposition => "proposition",
            Part::Issue => "issue",
            Part::Stance => "stance",
            Part::Claim => "claim",
            Part::Date => "date",
        }
    }

    /// Its column.
    pub fn of(self, columns: &Columns) -> Option<usize> {
        match self {
            Part::Source => columns.source,
            Part::Holder => columns.holder,
            Part::Proposition => columns.proposition,
            Part::Issue => columns.issue,
            Part::Stance => columns.stance,
            Part::Claim => columns.claim,
            Part::Date => columns.date,
        }
    }

    /// Makes a column this.
    pub fn set(self, columns: &mut Columns, column: Option<usize>) {
        *match self {
            Part::Source => &mut columns.source,
            Part::Holder => &mut columns.holder,
            Part::Proposition => &mut columns.proposition,
            Part::Issue => &mut columns.issue,
            Part::Stance => &mut columns.stance,
            Part::Claim => &mut columns.claim,
            Part::Date => &mut columns.date,
        } = column;
    }
}

/// All that a value can mean, in the order in which it is offered.
pub(super) const ANSWERS: [Answer; 7] = [
    Answer::Stance(Stance::Affirms),
    Answer::Stance(Stance::AffirmsQualified),
    Answer::Stance(Stance::Ambivalent),
    Answer::Stance(Stance::RejectsQualified),
    Answer::Stance(Stance::Rejects),
    Answer::Silent,
    Answer::LeftOut,
];

/// The name of a meaning in forms and memories.
pub(super) fn answer_name(answer: Answer) -> &'static str {
    match answer {
        Answer::Stance(Stance::Affirms) => "affirms",
        Answer::Stance(Stance::AffirmsQualified) => "affirms-qualified",
        Answer::Stance(Stance::Ambivalent) => "ambivalent",
        Answer::Stance(Stance::RejectsQualified) => "rejects-qualified",
        Answer::Stance(Stance::Rejects) => "rejects",
        Answer::Silent => "silent",
        Answer::LeftOut => "left-out",
    }
}

/// The meaning of this name.
pub(super) fn answer_of(name: &str) -> Option<Answer> {
    ANSWERS.into_iter().find(|answer| answer_name(*answer) == name)
}
