//! The properties by which arguments are filtered, and what is chosen of each.

use crate::corpus::order::Names;

/// A property of an argument or of one of its stances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// The source it stands in.
    Source,
    /// The issue of a proposition it speaks to.
    Issue,
    /// A proposition it speaks to.
    Proposition,
    /// The stance it takes; "none" for context.
    Stance,
    /// Whether the author speaks or reports.
    Voice,
    /// Whose position it is.
    Holder,
    /// What it does in its text.
    Role,
    /// How sure it is stated.
    Certainty,
    /// An actor concerned.
    About,
    /// A year of what it speaks of; "undated" if the text tells none.
    Year,
}

impl Facet {
    /// All, in the order in which they are shown and written in links.
    pub const ALL: [Facet; 10] = [
        Facet::Source,
        Facet::Issue,
        Facet::Proposition,
        Facet::Stance,
        Facet::Voice,
        Facet::Holder,
        Facet::Role,
        Facet::Certainty,
        Facet::About,
        Facet::Year,
    ];

    /// Its name in links.
    pub const fn name(self) -> &'static str {
        match self {
            Facet::Source => "source",
            Facet::Issue => "issue",
            Facet::Proposition => "proposition",
            Facet::Stance => "stance",
            Facet::Voice => "voice",
            Facet::Holder => "holder",
            Facet::Role => "role",
            Facet::Certainty => "certainty",
            Facet::About => "about",
            Facet::Year => "year",
        }
    }

    /// Its place in [`Facet::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// What is chosen: within a facet values add up, between facets they narrow. A facet of which
/// nothing is chosen does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters([Names; Facet::ALL.len()]);

impl Filters {
    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Names::is_empty)
    }

    /// Whether this value is chosen.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        self.0[facet.index()].contains(value)
    }

    /// How many values of a facet are chosen.
    pub fn count(&self, facet: Facet) -> usize {
        self.0[facet.index()].len()
    }

    /// Chooses a value.
    pub fn add(&mut self, facet: Facet, value: impl Into<String>) {
        self.0[facet.index()].insert(value.into());
    }

    /// Gives a value up.
    pub fn remove(&mut self, facet: Facet, value: &str) {
        self.0[facet.index()].remove(value);
    }

    /// Chooses a value that is not chosen, gives up one that is.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        if !self.0[facet.index()].remove(value) {
            self.add(facet, value);
        }
    }

    /// Gives up everything chosen of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.0[facet.index()] = Names::default();
    }

    /// Everything chosen, in the order of facets and names.
    pub fn iter(&self) -> impl Iterator<Item = (Facet, &str)> {
        let each = Facet::ALL.into_iter().zip(&self.0);
        each.flat_map(|(facet, values)| values.iter().map(move |value| (facet, value)))
    }

    /// Keeps what passes.
    pub fn retain(&mut self, mut pass: impl FnMut(Facet, &str) -> bool) {
        for (facet, values) in Facet::ALL.into_iter().zip(&mut self.0) {
            values.retain(|value| pass(facet, value));
        }
    }
}
