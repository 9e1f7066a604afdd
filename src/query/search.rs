//! Search as you type: ranked, by beginnings of words, small typing errors forgiven.
//!
//! A search finds an argument if every word of it matches a word there. A word matches exactly,
//! or as the beginning of a longer word, or without a final s; only if nothing in the corpus
//! matches it so, it matches words at a distance of one slip (from four letters on) or two (from
//! eight). The rank is BM25F (Robertson, Zaragoza 2009) over three fields, where a word of the
//! claim weighs most, and an inexact match weighs less.

use std::ops::Range;

use crate::corpus::order::{set, sort};
use crate::corpus::{ArgumentId, Corpus, cite, text};

/// Unicode normalisation form KD; the browser and the tool each bring their own.
pub type Nfkd = fn(&str) -> String;

/// A word as it is compared: no case, no accents, no possessive, no inner stops.
pub fn fold(word: &str, nfkd: Nfkd) -> String {
    let lower = if word.is_ascii() { word.to_ascii_lowercase() } else { nfkd(word).to_lowercase() };
    let mut folded = String::with_capacity(lower.len());
    for letter in lower.chars() {
        match letter {
            '\u{300}'..='\u{36f}' | '.' => {}
            '’' => folded.push('\''),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            other => folded.push(other),
        }
    }
    match folded.strip_suffix("'s") {
        Some(stem) if !stem.is_empty() => stem.to_owned(),
        _ => folded,
    }
}

/// The fields of an argument, and what a word in them weighs.
const WEIGHTS: [f32; 3] = [3.0, 1.5, 1.0];
/// BM25's saturation of repeated words and its share of length normalisation.
const K1: f32 = 1.2;
const B: f32 = 0.6;

/// A word's occurrences in one argument, by field.
type Posting = (u32, [u16; WEIGHTS.len()]);

/// The words of all arguments.
pub struct Index {
    terms: Vec<(String, Vec<Posting>)>,
    /// Each argument's number of words by field, over the field's average.
    lengths: Vec<[f32; WEIGHTS.len()]>,
    nfkd: Nfkd,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// For each argument, whether it is found.
    pub found: Vec<bool>,
    /// For each argument, its rank; 0 if it is not found.
    pub score: Vec<f32>,
    /// The words of the corpus that matched, folded, in order.
    pub terms: Vec<String>,
    /// Words of the search that match nothing in the corpus.
    pub unmatched: Vec<String>,
}

/// How well a word of the corpus matches one of the search.
fn closeness(word: &str, term: &str) -> Option<f32> {
    if term == word {
        Some(1.0)
    } else if let Some(rest) = term.strip_prefix(word) {
        // The more of the word is typed, the surer it is meant.
        Some(0.5 + 0.4 * word.len() as f32 / (word.len() + rest.len()) as f32)
    } else if word.len() > 3 && word.strip_suffix('s') == Some(term) {
        Some(0.8)
    } else {
        None
    }
}

/// How well a word matches one of the search that matches nothing closely.
fn forgiven(word: &str, term: &str) -> Option<f32> {
    let letters = word.chars().count();
    let most = match letters {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    let whole = text::distance(word, term, most);
    let beginning = || {
        let end = term.char_indices().nth(letters).map_or(term.len(), |(at, _)| at);
        (end < term.len()).then(|| text::distance(word, &term[..end], most)).flatten().map(|far| far + 1)
    };
    whole.or_else(beginning).map(|far| 0.6 / (1 + far) as f32)
}

impl Index {
    /// The index of a corpus.
    pub fn new(corpus: &Corpus, nfkd: Nfkd) -> Self {
        let mut words: Vec<(String, u32, usize)> = Vec::new();
        let mut lengths: Vec<[f32; WEIGHTS.len()]> = Vec::with_capacity(corpus.arguments.len());
        for id in corpus.arguments.ids() {
            let mut counts = [0.0; WEIGHTS.len()];
            for (field, part) in fields(corpus, id) {
                for range in text::words(&part) {
                    counts[field] += 1.0;
                    words.push((fold(&part[range], nfkd), id.index() as u32, field));
                }
            }
            lengths.push(counts);
        }
        words.retain(|(word, ..)| !word.is_empty());
        sort(&mut words, Ord::cmp);
        let mut terms: Vec<(String, Vec<Posting>)> = Vec::new();
        for (word, at, field) in words {
            if terms.last().is_none_or(|(term, _)| *term != word) {
                terms.push((word, Vec::new()));
            }
            let Some((_, postings)) = terms.last_mut() else { continue };
            if postings.last().is_none_or(|posting| posting.0 != at) {
                postings.push((at, [0; WEIGHTS.len()]));
            }
            if let Some(posting) = postings.last_mut() {
                posting.1[field] = posting.1[field].saturating_add(1);
            }
        }
        for field in 0..WEIGHTS.len() {
            let total: f32 = lengths.iter().map(|counts| counts[field]).sum();
            let average = (total / lengths.len().max(1) as f32).max(1.0);
            for counts in &mut lengths {
                counts[field] /= average;
            }
        }
        Index { terms, lengths, nfkd }
    }

    /// The words of the corpus that match a word of the search, and how well.
    fn matches(&self, word: &str) -> Vec<(usize, f32)> {
        let close = |by: fn(&str, &str) -> Option<f32>| -> Vec<(usize, f32)> {
            let terms = self.terms.iter().enumerate();
            terms.filter_map(|(at, (term, _))| by(word, term).map(|weight| (at, weight))).collect()
        };
        let found = close(closeness);
        if found.is_empty() { close(forgiven) } else { found }
    }

    /// Searches; `None` if the text has no word to search for.
    pub fn search(&self, search: &str) -> Option<Found> {
        let words = text::words(search).into_iter().map(|range| fold(&search[range], self.nfkd));
        let words = set(words.filter(|word| !word.is_empty()));
        if words.is_empty() {
            return None;
        }
        let count = self.lengths.len();
        let mut result = Found { score: vec![0.0; count], ..Found::default() };
        let mut matched = vec![0; count];
        for word in &words {
            let mut best = vec![0.0_f32; count];
            let matches = self.matches(word);
            if matches.is_empty() {
                result.unmatched.push(word.clone());
            }
            // As rare as all that matches it together: a rare longer word must not outrank the word
            // that was typed.
            let holders =
                set(matches.iter().flat_map(|&(at, _)| self.terms[at].1.iter().map(|posting| posting.0)));
            let holders = holders.len() as f32;
            let rarity = (1.0 + (count as f32 - holders + 0.5) / (holders + 0.5)).ln();
            for (at, weight) in matches {
                let (term, postings) = &self.terms[at];
                result.terms.push(term.clone());
                for (document, counts) in postings {
                    let document = *document as usize;
                    let often: f32 = (0..WEIGHTS.len())
                        .map(|field| {
                            let length = 1.0 - B + B * self.lengths[document][field];
                            WEIGHTS[field] * f32::from(counts[field]) / length
                        })
                        .sum();
                    best[document] = best[document].max(weight * rarity * often / (K1 + often));
                }
            }
            for (document, score) in best.into_iter().enumerate() {
                if score > 0.0 {
                    matched[document] += 1;
                    result.score[document] += score;
                }
            }
        }
        result.terms = set(result.terms);
        result.found = matched.into_iter().map(|count| count == words.len()).collect();
        for (score, found) in result.score.iter_mut().zip(&result.found) {
            if !found {
                *score = 0.0;
            }
        }
        Some(result)
    }

    /// The words of a text that matched a search, as byte ranges.
    pub fn marks(&self, found: &Found, shown: &str) -> Vec<Range<usize>> {
        let mut ranges = text::words(shown);
        ranges.retain(|range| found.terms.binary_search(&fold(&shown[range.clone()], self.nfkd)).is_ok());
        ranges
    }
}

/// The searched texts of an argument with their fields: its claim; what it rests on and what it
/// speaks to; whose it is and where it stands.
fn fields(corpus: &Corpus, id: ArgumentId) -> Vec<(usize, String)> {
    let argument = &corpus.arguments[id];
    let source = &corpus.sources[argument.source];
    let mut fields = vec![(0, argument.claim.clone())];
    for evidence in &argument.evidence {
        fields.push((1, evidence.text.clone()));
        let reference = evidence.reference.map(|reference| &corpus.references[reference]);
        fields.extend(reference.map(|record| (2, cite::plain(record))));
    }
    let propositions =
        corpus.stances_of(id).iter().map(|statement| &corpus.propositions[statement.proposition]);
    fields.extend(propositions.map(|proposition| (2, proposition.text.clone())));
    let about = argument.about.iter().map(|&actor| (2, corpus.actors[actor].label.clone()));
    fields.extend(about);
    fields.push((2, corpus.holder_label(argument.holder).to_owned()));
    fields.push((2, source.short.clone()));
    fields.push((2, cite::authors(&source.record)));
    fields.push((2, corpus.section(id).to_owned()));
    fields
}
