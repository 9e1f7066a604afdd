//! What rows and columns can be.

use crate::corpus::order::sort;
use crate::corpus::{Corpus, Holder, IssueId, PropositionId, RoleId, SourceId};
use crate::query::Unit;

/// One way of laying out what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// Sentences that can be affirmed or rejected.
    Propositions,
    /// Groups of propositions.
    Issues,
    /// Documents, oldest first.
    Sources,
    /// Whose position it is.
    Holders,
    /// Years of what is spoken of.
    Years,
    /// Quarters of what is spoken of.
    Quarters,
    /// What an argument does in its text.
    Roles,
}

impl Axis {
    /// All, in the order in which they are offered.
    pub const ALL: [Axis; 7] = [
        Axis::Propositions,
        Axis::Issues,
        Axis::Sources,
        Axis::Holders,
        Axis::Years,
        Axis::Quarters,
        Axis::Roles,
    ];

    /// Its name in links.
    pub const fn name(self) -> &'static str {
        match self {
            Axis::Propositions => "propositions",
            Axis::Issues => "issues",
            Axis::Sources => "sources",
            Axis::Holders => "holders",
            Axis::Years => "years",
            Axis::Quarters => "quarters",
            Axis::Roles => "roles",
        }
    }
}

/// Two different axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Axes {
    rows: Axis,
    columns: Axis,
}

impl Default for Axes {
    fn default() -> Self {
        Axes { rows: Axis::Propositions, columns: Axis::Sources }
    }
}

impl Axes {
    /// These two, if they are not the same.
    pub fn new(rows: Axis, columns: Axis) -> Option<Self> {
        (rows != columns).then_some(Axes { rows, columns })
    }

    /// What the rows are.
    pub const fn rows(self) -> Axis {
        self.rows
    }

    /// What the columns are.
    pub const fn columns(self) -> Axis {
        self.columns
    }

    /// The same with other rows; if the columns were that, the two change places.
    #[must_use]
    pub fn with_rows(self, rows: Axis) -> Self {
        let columns = if rows == self.columns { self.rows } else { self.columns };
        Axes { rows, columns }
    }

    /// The same with other columns; if the rows were that, the two change places.
    #[must_use]
    pub fn with_columns(self, columns: Axis) -> Self {
        self.swapped().with_rows(columns).swapped()
    }

    /// Rows for columns.
    #[must_use]
    pub const fn swapped(self) -> Self {
        Axes { rows: self.columns, columns: self.rows }
    }
}

/// What one row or column stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A proposition.
    Proposition(PropositionId),
    /// An issue.
    Issue(IssueId),
    /// A source.
    Source(SourceId),
    /// A holder.
    Holder(Holder),
    /// A year; 10,000 stands for "undated", after all years.
    Year(u16),
    /// A year and its quarter, 0 if only the year is known; (10,000, 0) for "undated".
    Quarter(u16, u8),
    /// A role.
    Role(RoleId),
}

/// The year of what has none; no date reaches it, and it sorts last.
pub(super) const UNDATED: u16 = 10_000;

impl Key {
    /// The lines of an axis that a unit belongs to.
    pub fn of_unit(axis: Axis, corpus: &Corpus, unit: Unit) -> Vec<Key> {
        let argument = &corpus.arguments[unit.argument];
        let proposition = unit.statement.map(|at| corpus.statements[at].proposition);
        match axis {
            Axis::Propositions => proposition.map(Key::Proposition).into_iter().collect(),
            Axis::Issues => {
                proposition.map(|id| Key::Issue(corpus.propositions[id].issue)).into_iter().collect()
            }
            Axis::Sources => vec![Key::Source(argument.source)],
            Axis::Holders => vec![Key::Holder(argument.holder)],
            Axis::Years => match argument.time {
                None => vec![Key::Year(UNDATED)],
                Some(time) => time.years().map(Key::Year).collect(),
            },
            Axis::Quarters => match argument.time {
                None => vec![Key::Quarter(UNDATED, 0)],
                Some(time) => {
                    time.quarters().into_iter().map(|(year, quarter)| Key::Quarter(year, quarter)).collect()
                }
            },
            Axis::Roles => vec![Key::Role(argument.role)],
        }
    }

    /// All lines of an axis that the codebook and the list of sources name; the others appear
    /// only where something stands in them.
    pub(super) fn named(axis: Axis, corpus: &Corpus) -> Vec<Key> {
        match axis {
            Axis::Propositions => {
                let mut ids: Vec<PropositionId> = corpus.propositions.ids().collect();
                // In the codebook's order within each issue.
                sort(&mut ids, |a, b| corpus.propositions[*a].issue.cmp(&corpus.propositions[*b].issue));
                ids.into_iter().map(Key::Proposition).collect()
            }
            Axis::Issues => corpus.issues.ids().map(Key::Issue).collect(),
            Axis::Sources => corpus.sources.ids().map(Key::Source).collect(),
            Axis::Roles => corpus.roles.ids().map(Key::Role).collect(),
            Axis::Holders | Axis::Years | Axis::Quarters => Vec::new(),
        }
    }

    /// The axis it belongs to.
    pub fn axis(self) -> Axis {
        match self {
            Key::Proposition(_) => Axis::Propositions,
            Key::Issue(_) => Axis::Issues,
            Key::Source(_) => Axis::Sources,
            Key::Holder(_) => Axis::Holders,
            Key::Year(_) => Axis::Years,
            Key::Quarter(..) => Axis::Quarters,
            Key::Role(_) => Axis::Roles,
        }
    }

    /// Its name in links.
    pub fn name(self, corpus: &Corpus) -> String {
        match self {
            Key::Proposition(id) => corpus.propositions[id].name.clone(),
            Key::Issue(id) => corpus.issues[id].name.clone(),
            Key::Source(id) => corpus.sources[id].name.clone(),
            Key::Holder(holder) => corpus.holder_name(holder).to_owned(),
            Key::Year(UNDATED) | Key::Quarter(UNDATED, _) => "undated".into(),
            Key::Year(year) | Key::Quarter(year, 0) => year.to_string(),
            Key::Quarter(year, quarter) => format!("{year}-q{quarter}"),
            Key::Role(id) => corpus.roles[id].name.clone(),
        }
    }

    /// What is shown.
    pub fn label(self, corpus: &Corpus) -> String {
        match self {
            Key::Proposition(id) => corpus.propositions[id].text.clone(),
            Key::Issue(id) => corpus.issues[id].label.clone(),
            Key::Source(id) => corpus.sources[id].short.clone(),
            Key::Holder(holder) => corpus.holder_label(holder).to_owned(),
            Key::Quarter(year, quarter @ 1..) => format!("{year} Q{quarter}"),
            Key::Role(id) => corpus.roles[id].label.clone(),
            Key::Year(_) | Key::Quarter(..) => self.name(corpus),
        }
    }

    /// The line of an axis that has this name in links.
    pub fn find(axis: Axis, corpus: &Corpus, name: &str) -> Option<Key> {
        let year = |text: &str| text.parse().ok().filter(|year| (1..UNDATED).contains(year));
        let found = match axis {
            Axis::Propositions => corpus.propositions.find(name).map(Key::Proposition),
            Axis::Issues => corpus.issues.find(name).map(Key::Issue),
            Axis::Sources => corpus.sources.find(name).map(Key::Source),
            Axis::Holders => corpus.find_holder(name).map(Key::Holder),
            Axis::Roles => corpus.roles.find(name).map(Key::Role),
            Axis::Years if name == "undated" => Some(Key::Year(UNDATED)),
            Axis::Quarters if name == "undated" => Some(Key::Quarter(UNDATED, 0)),
            Axis::Years => year(name).map(Key::Year),
            Axis::Quarters => match name.split_once("-q") {
                None => year(name).map(|year| Key::Quarter(year, 0)),
                Some((of, quarter)) => {
                    let quarter = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
                    year(of).map(|year| Key::Quarter(year, quarter))
                }
            },
        };
        // A number has other spellings: "02024", "+2024".
        found.filter(|key| key.name(corpus) == name)
    }
}
