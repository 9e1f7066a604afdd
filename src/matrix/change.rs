//! Who changed position: what a holder says of a proposition, beside what the same holder said of it,
//! or of one much like it, in a source before.

use crate::corpus::order::sort;
use crate::corpus::{Corpus, Date, Holder};
use crate::query::{Catalogue, Set};

/// A holder's stance, and the one before it on the same question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Who.
    pub holder: Holder,
    /// The statement before, by position in [`Corpus::statements`].
    pub before: usize,
    /// The statement later.
    pub after: usize,
    /// How alike the two propositions are: 1 for the same one.
    pub likeness: f32,
}

impl Change {
    /// By how many steps of the scale the stance moved, −4 to 4: up is towards affirmation.
    pub fn steps(&self, corpus: &Corpus) -> i8 {
        let value = |at: usize| corpus.statements[at].stance.value();
        value(self.after) - value(self.before)
    }
}

/// For every statement among the units that pass, the one before it: of those that the same holder
/// made in sources of an earlier date on the same proposition, or on one that is `alike`, the latest;
/// of equals the one on the most similar proposition. Statements without one before, and those in
/// sources without a date, are left out. What moved furthest comes first; of equals, the latest.
///
/// `alike` has for each proposition the others that are like it and how much, 0 to 1.
pub fn changes(
    corpus: &Corpus,
    catalogue: &Catalogue,
    units: &Set,
    alike: &[Vec<(u32, f32)>],
) -> Vec<Change> {
    let mut made: Vec<Made> = units.ones().filter_map(|unit| Made::of(corpus, catalogue, unit)).collect();
    made.sort_by_key(|made| (made.holder, made.proposition, made.date));
    let mut found: Vec<Change> = made.iter().filter_map(|after| before(&made, after, alike)).collect();
    let date = |change: &Change| {
        let argument = corpus.statements[change.after].argument;
        corpus.sources[corpus.arguments[argument].source].date
    };
    let rank = |change: &Change| (change.steps(corpus).abs(), date(change));
    sort(&mut found, |one, other| rank(other).cmp(&rank(one)));
    found
}

/// A statement with what it is found by.
struct Made {
    holder: Holder,
    proposition: usize,
    date: Date,
    statement: usize,
}

impl Made {
    fn of(corpus: &Corpus, catalogue: &Catalogue, unit: usize) -> Option<Self> {
        let unit = catalogue.units[unit];
        let statement = unit.statement?;
        let argument = &corpus.arguments[unit.argument];
        Some(Made {
            holder: argument.holder,
            proposition: corpus.statements[statement].proposition.index(),
            date: corpus.sources[argument.source].date?,
            statement,
        })
    }
}

/// The statement before another one.
fn before(made: &[Made], after: &Made, alike: &[Vec<(u32, f32)>]) -> Option<Change> {
    let others = alike.get(after.proposition).into_iter().flatten().copied();
    let questions = [(after.proposition as u32, 1.0)].into_iter().chain(others);
    let latest = questions.filter_map(|(proposition, likeness)| {
        let key = (after.holder, proposition as usize, after.date);
        let end = made.partition_point(|made| (made.holder, made.proposition, made.date) < key);
        let before = made[..end].last()?;
        let is_same = (before.holder, before.proposition) == (key.0, key.1);
        is_same.then_some((before, likeness))
    });
    let (before, likeness) = latest.reduce(|best, next| {
        let rank = |(made, likeness): &(&Made, f32)| (made.date, *likeness);
        if rank(&next) > rank(&best) { next } else { best }
    })?;
    Some(Change { holder: after.holder, before: before.statement, after: after.statement, likeness })
}
