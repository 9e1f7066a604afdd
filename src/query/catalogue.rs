//! Every facet's values and which of them each unit has: made once, asked at every change.

use super::column::{Column, NONE};
use super::facet::Facet;
use crate::corpus::order::{order, set};
use crate::corpus::{ArgumentId, Corpus, Holder, NO_STANCE, Stance};

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
    /// Whether every argument is one unit: then units are counted as arguments are.
    is_flat: bool,
    values: [Vec<FacetValue>; Facet::ALL.len()],
    /// The positions of each facet's values, by name.
    by_name: [Vec<u32>; Facet::ALL.len()],
    columns: [Column; Facet::ALL.len()],
    /// How many units have each value; nothing for a facet of which a unit may have several.
    totals: [Vec<u32>; Facet::ALL.len()],
    /// The facets whose value follows from that of a finer one.
    following: [Option<Following>; Facet::ALL.len()],
    holders: Vec<Holder>,
    years: Vec<u16>,
}

/// That a facet's value follows from another's, as the issue does from the proposition: then what is
/// counted of the other need not be counted again.
pub(super) struct Following {
    /// The finer facet.
    pub finer: Facet,
    /// For each of its values the value that goes with it, or [`NONE`].
    pub values: Vec<u32>,
}

impl Catalogue {
    /// The catalogue of a corpus.
    pub fn new(corpus: &Corpus) -> Self {
        let mut units = Vec::with_capacity(corpus.arguments.len().max(corpus.statements.len()));
        for (argument, row) in corpus.arguments.entries() {
            units.extend(row.statements.clone().map(|at| Unit { argument, statement: Some(at) }));
            if row.statements.is_empty() {
                units.push(Unit { argument, statement: None });
            }
        }
        let years: Vec<u16> = years(corpus);
        let holders = holders(corpus);
        let values = Facet::ALL.map(|facet| values(facet, corpus, &holders, &years));
        let by_name = Facet::ALL.map(|facet| {
            let values = &values[facet.index()];
            let order = order(values.len(), &mut |a, b| values[a].name.cmp(&values[b].name));
            order.into_iter().map(|at| at as u32).collect()
        });
        let columns = Facet::ALL.map(|facet| column(facet, corpus, &units, &holders, &years));
        let totals = Facet::ALL.map(|facet| match &columns[facet.index()] {
            Column::One(column) => {
                let mut totals = vec![0; values[facet.index()].len()];
                for &value in column.iter().filter(|&&value| value != NONE) {
                    totals[value as usize] += 1;
                }
                totals
            }
            Column::Many { .. } => Vec::new(),
        });
        let following = following(&columns, &values);
        Catalogue {
            totals,
            following,
            is_flat: units.len() == corpus.arguments.len(),
            units,
            values,
            by_name,
            columns,
            holders: holders.all,
            years,
        }
    }

    /// The values of a facet in the order in which they are shown.
    pub fn values(&self, facet: Facet) -> &[FacetValue] {
        &self.values[facet.index()]
    }

    /// The position of a value by its name.
    pub fn find(&self, facet: Facet, name: &str) -> Option<usize> {
        let (values, by_name) = (self.values(facet), &self.by_name[facet.index()]);
        let at = by_name.binary_search_by(|&at| values[at as usize].name.as_str().cmp(name)).ok()?;
        Some(by_name[at] as usize)
    }

    /// The positions of the values that a unit has of a facet.
    pub fn of_unit(&self, facet: Facet, unit: usize) -> &[u32] {
        self.column(facet).of(unit)
    }

    pub(crate) fn column(&self, facet: Facet) -> &Column {
        &self.columns[facet.index()]
    }

    /// How many units have each value of a facet of which a unit has one at most.
    pub(super) fn totals(&self, facet: Facet) -> &[u32] {
        &self.totals[facet.index()]
    }

    /// What a facet's value follows from, if there is anything.
    pub(super) fn following(&self, facet: Facet) -> Option<&Following> {
        self.following[facet.index()].as_ref()
    }

    pub(super) fn is_flat(&self) -> bool {
        self.is_flat
    }

    /// Whoever holds an argument, in the order of the facet.
    pub(crate) fn holders(&self) -> &[Holder] {
        &self.holders
    }

    /// The years that are spoken of, in the order of the facet.
    pub(crate) fn years(&self) -> &[u16] {
        &self.years
    }
}

/// Which facets' values follow from those of finer ones, whatever it is that makes them: the issue
/// from the proposition in every corpus, in many the holder from the source.
fn following(
    columns: &[Column; Facet::ALL.len()],
    values: &[Vec<FacetValue>; Facet::ALL.len()],
) -> [Option<Following>; Facet::ALL.len()] {
    let mut following = Facet::ALL.map(|_| None);
    let number = |facet: Facet| values[facet.index()].len();
    let mut finest: Vec<Facet> = Vec::new();
    let finer_first = order(Facet::ALL.len(), &mut |a, b| number(Facet::ALL[b]).cmp(&number(Facet::ALL[a])));
    for facet in finer_first.into_iter().map(|at| Facet::ALL[at]) {
        let found = finest.iter().find_map(|&finer| {
            let values = goes_with(&columns[finer.index()], &columns[facet.index()], number(finer))?;
            Some(Following { finer, values })
        });
        match found {
            Some(found) => following[facet.index()] = Some(found),
            None => finest.push(facet),
        }
    }
    following
}

/// The one value of a column that goes with each of the `number` values of a finer one.
fn goes_with(finer: &Column, column: &Column, number: usize) -> Option<Vec<u32>> {
    let (Column::One(finer), Column::One(column)) = (finer, column) else { return None };
    // Not met so far; no facet has so many values.
    const OPEN: u32 = NONE - 1;
    let mut with = vec![OPEN; number];
    for (&value, &other) in finer.iter().zip(column) {
        // What has no value of the finer facet has none of the other.
        let known = with.get_mut(value as usize);
        let is_alike = match known {
            Some(known) if *known == OPEN => {
                *known = other;
                true
            }
            Some(known) => *known == other,
            None => other == NONE,
        };
        if !is_alike {
            return None;
        }
    }
    with.iter_mut().filter(|value| **value == OPEN).for_each(|value| *value = NONE);
    Some(with)
}

/// The name of the year facet's value for arguments without a time.
pub(super) const UNDATED: &str = "undated";

/// The years that arguments speak of, in order.
fn years(corpus: &Corpus) -> Vec<u16> {
    // As many as there can be; a list of all that are spoken of would be as long as the corpus.
    let mut spoken = vec![false; 1 << 16];
    for time in corpus.arguments.iter().filter_map(|row| row.time) {
        time.years().for_each(|year| spoken[usize::from(year)] = true);
    }
    (0..=u16::MAX).filter(|&year| spoken[usize::from(year)]).collect()
}

/// Who holds an argument: in the order of the corpus, and everybody's place in it by author and by
/// actor.
struct Holders {
    all: Vec<Holder>,
    authors: Vec<u32>,
    actors: Vec<u32>,
}

impl Holders {
    fn place(&self, holder: Holder) -> u32 {
        match holder {
            Holder::Author(id) => self.authors[id.index()],
            Holder::Actor(id) => self.actors[id.index()],
        }
    }
}

fn holders(corpus: &Corpus) -> Holders {
    let mut holders = Holders {
        all: Vec::new(),
        authors: vec![NONE; corpus.sources.len()],
        actors: vec![NONE; corpus.actors.len()],
    };
    for row in corpus.arguments.iter() {
        match row.holder {
            Holder::Author(id) => holders.authors[id.index()] = 0,
            Holder::Actor(id) => holders.actors[id.index()] = 0,
        }
    }
    for holder in corpus.holders() {
        if holders.place(holder) == NONE {
            continue;
        }
        let place = holders.all.len() as u32;
        match holder {
            Holder::Author(id) => holders.authors[id.index()] = place,
            Holder::Actor(id) => holders.actors[id.index()] = place,
        }
        holders.all.push(holder);
    }
    holders
}

fn values(facet: Facet, corpus: &Corpus, holders: &Holders, years: &[u16]) -> Vec<FacetValue> {
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
            holders.all.iter().map(of).collect()
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

fn column(facet: Facet, corpus: &Corpus, units: &[Unit], holders: &Holders, years: &[u16]) -> Column {
    let argument = |unit: &Unit| &corpus.arguments[unit.argument];
    let one = |of: &dyn Fn(&Unit) -> u32| Column::One(units.iter().map(of).collect());
    let stated = |of: &dyn Fn(usize) -> u32| one(&|unit| unit.statement.map_or(NONE, of));
    let proposition = |at: usize| corpus.statements[at].proposition;
    match facet {
        Facet::Source => one(&|unit| argument(unit).source.index() as u32),
        Facet::Issue => stated(&|at| corpus.propositions[proposition(at)].issue.index() as u32),
        Facet::Proposition => stated(&|at| proposition(at).index() as u32),
        // Shown from affirmation to rejection, "no stance" last.
        Facet::Stance => one(&|unit| {
            let last = Stance::ALL.len();
            unit.statement.map_or(last, |at| last - 1 - corpus.statements[at].stance.index()) as u32
        }),
        Facet::Voice => one(&|unit| u32::from(corpus.is_reported(unit.argument))),
        Facet::Holder => one(&|unit| holders.place(argument(unit).holder)),
        Facet::Role => one(&|unit| argument(unit).role.index() as u32),
        Facet::Certainty => one(&|unit| argument(unit).certainty.index() as u32),
        Facet::About => Column::many(units, |unit, values| match argument(unit).about.as_slice() {
            [] => {}
            [actor] => values.push(actor.index() as u32),
            several => values.extend(set(several.iter().map(|actor| actor.index() as u32))),
        }),
        Facet::Year => Column::many(units, |unit, values| match argument(unit).time {
            None => values.push(years.len() as u32),
            Some(time) => {
                let place = |year: u16| years.binary_search(&year).ok().map(|at| at as u32);
                values.extend(time.years().filter_map(place));
            }
        }),
    }
}
