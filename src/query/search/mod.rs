//! Search as you type: ranked, by beginnings of words, small typing errors forgiven.
//!
//! A search finds an argument if everything that is asked for stands in its texts. A word matches
//! exactly, or as the beginning of a longer word, or without a final s, or with an umlaut's own
//! letter; only if nothing searched matches it so, one slip of the finger is forgiven (from four letters
//! on), and only if that finds nothing either, two (from eight). A phrase matches its words in their order.
//!
//! The rank of an argument is the sum over what is asked for of its rarity times the best of its
//! matches: of all fields and words that match the one that weighs most (a disjunction maximum). A
//! match weighs by BM25 (Robertson, Zaragoza 2009) in its field, where the claim weighs most, and
//! less if it is inexact.

mod alike;
mod ask;
mod field;
mod terms;
mod words;

use std::ops::Range;

pub use alike::ALIKE;
pub use ask::{Clause, What};
pub use field::FieldName;
pub use words::{Nfkd, fold};

use super::Set;
use crate::corpus::Corpus;
use crate::corpus::order::set;
use field::{BY_ITSELF, Field};
use terms::{Gathering, Terms};

/// BM25's saturation of repeated words.
const K1: f32 = 1.2;

/// The words of all texts, and where they stand.
pub struct Index {
    terms: Terms,
    fields: [Field; FieldName::ALL.len()],
    /// How many arguments there are.
    number: usize,
    nfkd: Nfkd,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The arguments that are found.
    pub found: Set,
    /// For each argument, its rank; 0 if it is not found.
    pub score: Vec<f32>,
    /// Words of the search that match nothing, as they are compared.
    pub unmatched: Vec<String>,
    /// What matched, for the marks.
    matched: Vec<Matched>,
}

/// The words of the corpus that something asked for stands for.
#[derive(Clone, Debug)]
enum Matched {
    /// Any of these words, in order.
    Any(Vec<Range<u32>>),
    /// One of each, in this order, side by side.
    Row(Vec<Range<u32>>),
}

/// Words of the corpus, side by side in their order, and how well they match; of longer ones it
/// depends on their length.
struct Match {
    terms: Range<u32>,
    closeness: Closeness,
}

enum Closeness {
    /// The same for all.
    Is(f32),
    /// The more of the word is typed, the surer it is meant: so many bytes are.
    Typed(usize),
}

impl Match {
    fn one(term: u32, closeness: f32) -> Self {
        Match { terms: term..term + 1, closeness: Closeness::Is(closeness) }
    }

    fn closeness(&self, terms: &Terms, term: u32) -> f32 {
        match self.closeness {
            Closeness::Is(closeness) => closeness,
            Closeness::Typed(typed) if term == self.terms.start && terms.get(term).len() == typed => 1.0,
            Closeness::Typed(typed) => 0.5 + 0.4 * typed as f32 / terms.get(term).len() as f32,
        }
    }
}

impl Index {
    /// The index of a corpus.
    pub fn new(corpus: &Corpus, nfkd: Nfkd) -> Self {
        let mut words = Gathering::new(nfkd);
        let drafts = FieldName::ALL.map(|name| field::draft(name, corpus, &mut words));
        let (terms, places) = words.finish();
        let fields = drafts.map(|draft| draft.finish(&places));
        Index { terms, fields, number: corpus.arguments.len(), nfkd }
    }

    fn field(&self, name: FieldName) -> &Field {
        &self.fields[name as usize]
    }

    /// The words that stand in one of these fields and match a word of the search.
    fn matches(&self, word: &str, fields: u16) -> Vec<Match> {
        let is_there = |term: u32| self.terms.fields[term as usize] & fields != 0;
        let mut found = Vec::new();
        let begins = |typed: &str| {
            let terms = self.terms.beginning(typed);
            terms.clone().any(is_there).then_some(Match { terms, closeness: Closeness::Typed(typed.len()) })
        };
        found.extend(begins(word));
        if let Some(singular) = word.strip_suffix('s')
            && word.len() > 3
        {
            let term = self.terms.find(singular).filter(|&term| is_there(term));
            found.extend(term.map(|term| Match::one(term, 0.8)));
        }
        if let Some(other) = words::without_umlauts(word) {
            found.extend(begins(&other));
        }
        for most in 1..=words::forgiven(word) {
            if found.is_empty() {
                let slips = self.terms.slips(word, most).into_iter().filter(|&(term, _)| is_there(term));
                found.extend(slips.map(|(term, far)| Match::one(term, 0.6 / (1 + far) as f32)));
            }
        }
        found
    }

    /// Adds to each argument's best match those of a word in a field.
    fn match_word(&self, field: &Field, matches: &[Match], best: &mut [f32]) {
        // What belongs to many arguments is weighed once, then handed on to them.
        let mut texts = vec![0.0_f32; if field.is_own() { 0 } else { field.len() }];
        let weighed: &mut [f32] = if field.is_own() { &mut *best } else { &mut texts };
        for found in matches {
            for term in found.terms.clone() {
                if self.terms.fields[term as usize] & field.name.bit() == 0 {
                    continue;
                }
                let closeness = found.closeness(&self.terms, term);
                for (text, weight) in field.having(term) {
                    raise(&mut weighed[text as usize], closeness * weight / (K1 + weight));
                }
            }
        }
        for (text, weight) in texts.into_iter().enumerate().filter(|&(_, weight)| weight > 0.0) {
            field.each_argument(text as u32, |argument| raise(&mut best[argument], weight));
        }
    }

    /// The same for words in a row.
    fn match_row(&self, field: &Field, row: &[Range<u32>], best: &mut [f32]) {
        // Only texts that have the rarest of the words are looked at.
        let spread = |terms: &Range<u32>| terms.clone().map(|term| field.spread(term)).sum::<usize>();
        let Some(rarest) = row.iter().min_by_key(|terms| spread(terms)) else { return };
        let mut looked_at = Set::with_capacity(field.len());
        for term in rarest.clone() {
            for (text, _) in field.having(term) {
                if looked_at.put(text as usize) {
                    continue;
                }
                let often = rows(field.texts.get(text), row).count();
                if often > 0 {
                    let weight = field.weight(text, often);
                    let weight = weight / (K1 + weight);
                    field.each_argument(text, |argument| raise(&mut best[argument], weight));
                }
            }
        }
    }

    /// Each argument's best match of a part of the search; `best` is all zero before.
    fn match_clause(&self, clause: &Clause, best: &mut [f32]) -> Option<Matched> {
        let fields = clause.field.map_or(BY_ITSELF, FieldName::bit);
        let searched = self.fields.iter().filter(|field| fields & field.name.bit() != 0);
        match &clause.what {
            What::Word(word) => {
                let matches = self.matches(word, fields);
                searched.for_each(|field| self.match_word(field, &matches, best));
                let terms = set(matches.into_iter().map(|found| (found.terms.start, found.terms.end)));
                Some(Matched::Any(terms.into_iter().map(|(start, end)| start..end).collect()))
            }
            What::Phrase { words, is_open } => {
                let last = words.len() - 1;
                let row = words.iter().enumerate().map(|(at, word)| match *is_open && at == last {
                    true => Some(self.terms.beginning(word)),
                    false => self.terms.find(word).map(|term| term..term + 1),
                });
                let row: Vec<Range<u32>> = row.collect::<Option<_>>()?;
                searched.for_each(|field| self.match_row(field, &row, best));
                Some(Matched::Row(row))
            }
        }
    }

    /// Searches; `None` if the text has nothing to search for.
    pub fn search(&self, search: &str) -> Option<Found> {
        let clauses = ask::read(search, self.nfkd);
        let mut result = Found::default();
        let mut best = vec![0.0_f32; self.number];
        for (at, clause) in clauses.iter().enumerate() {
            best.fill(0.0);
            result.matched.extend(self.match_clause(clause, &mut best));
            let here = positive(&best);
            let number = here.count_ones(..) as f32;
            if number == 0.0 {
                result.unmatched.push(clause.what.to_string());
            }
            // As rare as all that matches it together: a rare longer word must not outrank the word
            // that was typed.
            let rarity = (1.0 + (self.number as f32 - number + 0.5) / (number + 0.5)).ln();
            if at == 0 {
                result.score = if clauses.len() == 1 { std::mem::take(&mut best) } else { best.clone() };
                result.score.iter_mut().for_each(|score| *score *= rarity);
                result.found = here;
            } else {
                for (score, weight) in result.score.iter_mut().zip(&best) {
                    *score += weight * rarity;
                }
                result.found.intersect_with(&here);
            }
        }
        if clauses.len() > 1 {
            keep(&mut result.score, &result.found);
        }
        (!clauses.is_empty()).then_some(result)
    }

    /// The parts of a text that matched a search, as byte ranges in order.
    pub fn marks(&self, found: &Found, shown: &str) -> Vec<Range<usize>> {
        let pieces = words::pieces(shown);
        let terms: Vec<u32> = pieces
            .iter()
            .map(|range| self.terms.find(&fold(&shown[range.clone()], self.nfkd)).unwrap_or(terms::NOTHING))
            .collect();
        let mut is_marked = vec![false; terms.len()];
        for matched in &found.matched {
            match matched {
                Matched::Any(any) => {
                    for (marked, term) in is_marked.iter_mut().zip(&terms) {
                        *marked |= any.iter().any(|terms| terms.contains(term));
                    }
                }
                Matched::Row(row) => {
                    for at in rows(&terms, row) {
                        is_marked[at..at + row.len()].fill(true);
                    }
                }
            }
        }
        let mut marks: Vec<Range<usize>> = Vec::new();
        for (range, _) in pieces.into_iter().zip(is_marked).filter(|(_, marked)| *marked) {
            match marks.last_mut() {
                // Pairs of characters lie over each other.
                Some(last) if last.end > range.start => last.end = range.end,
                _ => marks.push(range),
            }
        }
        marks
    }
}

/// Makes a weight another if that is more. Weights are not negative, so they are ordered as their bits are;
/// and of two whole numbers the greater is taken without a jump, which nothing could foretell here.
fn raise(weight: &mut f32, to: f32) {
    *weight = f32::from_bits(weight.to_bits().max(to.to_bits()));
}

/// So many positions are a block of a set.
const BLOCK: usize = usize::BITS as usize;

/// Where values are more than zero: made a block at a time, as there may be a million.
fn positive(values: &[f32]) -> Set {
    let bits = |block: &[f32]| {
        block.iter().enumerate().fold(0, |bits, (at, &value)| bits | usize::from(value > 0.0) << at)
    };
    Set::with_capacity_and_blocks(values.len(), values.chunks(BLOCK).map(bits))
}

/// Makes zero what is not in a set.
fn keep(values: &mut [f32], set: &Set) {
    for (values, &bits) in values.chunks_mut(BLOCK).zip(set.as_slice()) {
        for (at, value) in values.iter_mut().enumerate() {
            if bits >> at & 1 == 0 {
                *value = 0.0;
            }
        }
    }
}

/// Where in a text words stand in a row, one of each in this order.
fn rows<'a>(text: &'a [u32], row: &'a [Range<u32>]) -> impl Iterator<Item = usize> + 'a {
    let stands =
        move |(_, here): &(usize, &[u32])| here.iter().zip(row).all(|(term, terms)| terms.contains(term));
    text.windows(row.len()).enumerate().filter(stands).map(|(at, _)| at)
}

impl std::fmt::Display for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            What::Word(word) => f.write_str(word),
            What::Phrase { words, .. } => f.write_str(&words.join(" ")),
        }
    }
}
