//! Every facet's values and which of them each unit has: made once, asked at every change.

use super::facet::Facet;
use crate::corpus::order::set;
use crate::corpus::{ArgumentId, Corpus, Holder, NO_STANCE, Stance, Statement};

/// What is counted in and out: one stance of an argument, or an argument that takes none.
///
/// Issue, proposition and stance are properties of one stance, so "rejects" with a proposition
/// finds the cards that reject *that* proposition, not those that reject some other one too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The argument.
    pub argument: ArgumentId,
    /// Its stance, by position in [`Corpus::statements`]; none for context.
    pub statement: Option<usize>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// Its name in links.
    pub name: String,
    /// What is shown.
    pub label: String,
}

/// The values of all facets and the units that have them.
pub struct Catalogue {
    /// All units, in the order of the corpus's arguments.
    pub units: Vec<Unit>,
    values: [Vec<FacetValue>; Facet::ALL.len()],
    /// For each facet and unit, the positions of its values.
    of_unit: [Vec<Vec<u32>>; Facet::ALL.len()],
}

impl Catalogue {
    /// The catalogue of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let units: Vec<Unit> = corpus
            .arguments
            .entries()
            .flat_map(|(argument, row)| {
                let none = row.statements.is_empty().then_some(Unit { argument, statement: None });
                let each = row.statements.clone().map(move |at| Unit { argument, statement: Some(at) });
                each.chain(none)
            })
            .collect();
        let years: Vec<u16> = {
            let years = corpus.arguments.iter().filter_map(|row| row.time).flat_map(|time| time.years());
            set(years).into_iter().collect()
        };
        let holders: Vec<Holder> = {
            let held = set(corpus.arguments.iter().map(|row| row.holder));
            corpus.holders().filter(|holder| held.contains(holder)).collect()
        };
        let of_unit = Facet::ALL.map(|facet| {
            let of = |unit: &Unit| {
                let statement = unit.statement.map(|at| corpus.statements[at]);
                values_of(facet, unit.argument, statement, corpus, &holders, &years)
            };
            units.iter().map(of).collect()
        });
        let values = Facet::ALL.map(|facet| values(facet, corpus, &holders, &years));
        Catalogue { units, values, of_unit }
    }

    /// The values of a facet in the order in which they are shown.
    pub fn values(&self, facet: Facet) -> &[FacetValue] {
        &self.values[facet.index()]
    }

    /// The position of a value by its name.
    pub fn find(&self, facet: Facet, name: &str) -> Option<usize> {
        self.values(facet).iter().position(|value| value.name == name)
    }

    /// The positions of the values that a unit has of a facet.
    pub fn of_unit(&self, facet: Facet, unit: usize) -> &[u32] {
        &self.of_unit[facet.index()][unit]
    }
}

/// The name of the year facet's value for arguments without a time.
pub(super) const UNDATED: &str = "undated";

fn values(facet: Facet, corpus: &Corpus, holders: &[Holder], years: &[u16]) -> Vec<FacetValue> {
    let value = |name: &str, label: &str| FacetValue { name: name.to_owned(), label: label.to_owned() };
    match facet {
        Facet::Source => corpus.sources.iter().map(|row| value(&row.name, &row.short)).collect(),
        Facet::Issue => corpus.issues.iter().map(|row| value(&row.name, &row.label)).collect(),
        Facet::Proposition => corpus.propositions.iter().map(|row| value(&row.name, &row.text)).collect(),
        Facet::Stance => {
            let steps = corpus.scale.iter().rev().map(|step| value(&step.name, &step.label));
            steps.chain([value(NO_STANCE, "no stance")]).collect()
        }
        Facet::Voice => vec![value("author", "the author’s own"), value("reported", "reported")],
        Facet::Holder => {
            let of = |&holder: &Holder| value(corpus.holder_name(holder), corpus.holder_label(holder));
            holders.iter().map(of).collect()
        }
        Facet::Role => corpus.roles.iter().map(|row| value(&row.name, &row.label)).collect(),
        Facet::Certainty => corpus.certainties.iter().map(|row| value(&row.name, &row.label)).collect(),
        Facet::About => corpus.actors.iter().map(|row| value(&row.name, &row.label)).collect(),
        Facet::Year => {
            let years = years.iter().map(|year| value(&year.to_string(), &year.to_string()));
            years.chain([value(UNDATED, "undated")]).collect()
        }
    }
}

fn values_of(
    facet: Facet,
    id: ArgumentId,
    statement: Option<Statement>,
    corpus: &Corpus,
    holders: &[Holder],
    years: &[u16],
) -> Vec<u32> {
    let argument = &corpus.arguments[id];
    let one = |at: usize| vec![at as u32];
    match facet {
        Facet::Source => one(argument.source.index()),
        Facet::Issue => statement
            .map_or_else(Vec::new, |statement| one(corpus.propositions[statement.proposition].issue.index())),
        Facet::Proposition => statement.map_or_else(Vec::new, |statement| one(statement.proposition.index())),
        // Shown from affirmation to rejection, "no stance" last.
        Facet::Stance => {
            one(statement
                .map_or(Stance::ALL.len(), |statement| Stance::ALL.len() - 1 - statement.stance.index()))
        }
        Facet::Voice => one(usize::from(corpus.is_reported(id))),
        Facet::Holder => {
            holders.iter().position(|&holder| holder == argument.holder).map_or_else(Vec::new, one)
        }
        Facet::Role => one(argument.role.index()),
        Facet::Certainty => one(argument.certainty.index()),
        Facet::About => {
            let about = set(argument.about.iter().map(|actor| actor.index() as u32));
            about.into_iter().collect()
        }
        Facet::Year => match argument.time {
            None => one(years.len()),
            Some(time) => {
                time.years().filter_map(|year| years.binary_search(&year).ok()).map(|at| at as u32).collect()
            }
        },
    }
}
