//! The brute-force searcher: every text of every argument is read again for every search.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use standpoint::corpus::cite;
use standpoint::corpus::written::CorpusFile;

use super::common::{cards, issue_of, sources};
use super::counts::holder;
use super::reading::{Piece, fold, pieces, slips, words};

/// The fields by name, each with what a word in it weighs. The last is searched only when asked for.
pub const FIELDS: [(&str, f64); 8] = [
    ("claim", 3.0),
    ("evidence", 1.5),
    ("section", 1.0),
    ("proposition", 1.0),
    ("holder", 1.0),
    ("about", 1.0),
    ("source", 1.0),
    ("issue", 1.0),
];

/// How soon more of the same word stops to count, and how much a long text is held against it: the
/// constants of BM25.
const SATURATION: f64 = 1.2;
const LENGTH: f64 = 0.6;

/// A text of a field; what is shown in several parts is one text, but no phrase goes over the border.
pub struct Text {
    field: usize,
    pub parts: Vec<(String, Vec<Piece>)>,
    /// The arguments whose text it is, by position.
    of: Vec<usize>,
}

impl Text {
    fn words(&self) -> impl Iterator<Item = &String> {
        self.parts.iter().flat_map(|(_, pieces)| pieces).map(|piece| &piece.folded)
    }

    fn length(&self) -> f64 {
        self.words().count() as f64
    }
}

/// Everything that is searched.
pub struct Searcher {
    number: usize,
    pub texts: Vec<Text>,
}

/// A part of a search.
#[derive(Clone, Debug, PartialEq)]
struct Clause {
    field: Option<usize>,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Word(String),
    /// Words in a row; whether the last may go on.
    Row(Vec<String>, bool),
}

/// What a clause stands for.
enum Meant {
    /// These words, each as near as this.
    Words(BTreeMap<String, f64>),
    Row(Vec<String>, bool),
}

/// What a search should give.
pub struct Answer {
    pub found: Vec<bool>,
    pub score: Vec<f64>,
    pub unmatched: Vec<String>,
    meant: Vec<(Option<usize>, Meant)>,
}

impl Searcher {
    pub fn new(file: &CorpusFile) -> Self {
        let cards = cards(file);
        let mut texts = Vec::new();
        let mut add = |field: &str, parts: Vec<String>, of: Vec<usize>| {
            let field = FIELDS.iter().position(|(name, _)| *name == field).expect("a field");
            let parts = parts.into_iter().map(|part| (part.clone(), pieces(&part))).collect();
            texts.push(Text { field, parts, of });
        };
        let those = |has: &dyn Fn(usize) -> bool| (0..cards.len()).filter(|&at| has(at)).collect();
        for (at, card) in cards.iter().enumerate() {
            add("claim", vec![card.row.claim.clone()], vec![at]);
            let mut parts = Vec::new();
            for evidence in &card.row.evidence {
                parts.push(evidence.text.clone());
                let work = file.references.iter().find(|work| Some(&work.id) == evidence.reference.as_ref());
                parts.extend(work.map(cite::plain));
            }
            add("evidence", parts, vec![at]);
            let block = card.source.outline.get(card.row.place.block as usize - 1);
            add("section", vec![block.map(|block| block.section.clone()).unwrap_or_default()], vec![at]);
        }
        let speaks = |at: usize, to: &str| cards[at].row.stances.iter().any(|row| row.proposition == to);
        for row in &file.codebook.propositions {
            add("proposition", vec![row.text.clone()], those(&|at| speaks(at, &row.id)));
        }
        for row in &file.codebook.issues {
            let stances = |at: usize| cards[at].row.stances.iter();
            let concerns = |at: usize| stances(at).any(|said| issue_of(file, &said.proposition) == row.id);
            add("issue", vec![row.label.clone()], those(&concerns));
        }
        for row in sources(file) {
            let names: Vec<String> = row
                .record
                .author
                .iter()
                .map(|name| {
                    let parts = [&name.literal, &name.family, &name.given];
                    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
                })
                .collect();
            let stands = |at: usize| cards[at].source.id == row.id;
            add("source", vec![row.short.clone(), names.join("; ")], those(&stands));
            add("holder", vec![row.short.clone()], those(&|at| holder(&cards[at]) == row.id));
        }
        for row in &file.codebook.actors {
            add("holder", vec![row.label.clone()], those(&|at| holder(&cards[at]) == row.id));
            add("about", vec![row.label.clone()], those(&|at| cards[at].row.about.contains(&row.id)));
        }
        Searcher { number: cards.len(), texts }
    }

    fn searched(&self, field: Option<usize>) -> impl Iterator<Item = &Text> {
        let is_searched = move |text: &&Text| match field {
            Some(field) => text.field == field,
            None => FIELDS[text.field].0 != "issue",
        };
        self.texts.iter().filter(is_searched)
    }

    /// The words that are meant by a typed one in these texts.
    fn meant(&self, typed: &str, field: Option<usize>) -> BTreeMap<String, f64> {
        let there: BTreeSet<&String> = self.searched(field).flat_map(Text::words).collect();
        let mut meant: BTreeMap<String, f64> = BTreeMap::new();
        let mut add = |word: &str, near: f64| {
            let known = meant.entry(word.to_owned()).or_default();
            *known = known.max(near);
        };
        let mut forms = BTreeSet::from([typed.to_owned()]);
        forms.insert(typed.replace("ae", "a").replace("oe", "o").replace("ue", "u"));
        for word in &there {
            for form in forms.iter().filter(|form| word.starts_with(form.as_str())) {
                let share = form.len() as f64 / word.len() as f64;
                add(word, if form == *word { 1.0 } else { 0.5 + 0.4 * share });
            }
            if typed.len() > 3 && typed.strip_suffix('s') == Some(word.as_str()) {
                add(word, 0.8);
            }
        }
        let letters: Vec<char> = typed.chars().collect();
        let forgiven = [0, 1, 2][usize::from(letters.len() >= 4) + usize::from(letters.len() >= 8)];
        for forgiven in 1..=forgiven {
            if !meant.is_empty() {
                break;
            }
            for word in &there {
                let far = slips(&letters, &word.chars().take(letters.len() + 3).collect::<Vec<char>>());
                let is_whole = word.chars().count() < far.len();
                let whole = far.last().copied().filter(|_| is_whole).filter(|&far| far <= forgiven);
                // A beginning counts one more.
                let begun = far.iter().min().copied().filter(|&far| far <= forgiven).map(|far| far + 1);
                if let Some(far) = whole.or(begun) {
                    meant.insert(word.to_string(), 0.6 / (1 + far) as f64);
                }
            }
        }
        meant
    }

    /// What a text is worth to a clause, and 0 if nothing in it matches.
    fn worth(text: &Text, meant: &Meant, average: f64) -> f64 {
        let scale = FIELDS[text.field].1 / (1.0 - LENGTH + LENGTH * text.length() / average);
        let saturated = |often: usize| {
            let weight = often as f64 * scale;
            weight / (SATURATION + weight)
        };
        match meant {
            Meant::Words(meant) => {
                let often = |word: &str| text.words().filter(|other| *other == word).count();
                let worth = meant.iter().map(|(word, near)| near * saturated(often(word)));
                worth.fold(0.0, f64::max)
            }
            Meant::Row(row, is_open) => {
                let often = text.parts.iter().map(|(_, pieces)| standing(pieces, row, *is_open).len());
                saturated(often.sum())
            }
        }
    }

    pub fn search(&self, typed: &str) -> Option<Answer> {
        let clauses = read(typed);
        let (mut found, mut score) = (vec![true; self.number], vec![0.0; self.number]);
        let (mut unmatched, mut all_meant) = (Vec::new(), Vec::new());
        let mut averages = [1.0; FIELDS.len()];
        for (at, average) in averages.iter_mut().enumerate() {
            let lengths: Vec<f64> = self.searched(Some(at)).map(Text::length).collect();
            *average = (lengths.iter().sum::<f64>() / lengths.len().max(1) as f64).max(1.0);
        }
        for clause in &clauses {
            let meant = match &clause.what {
                What::Word(word) => Meant::Words(self.meant(word, clause.field)),
                What::Row(row, is_open) => Meant::Row(row.clone(), *is_open),
            };
            let mut best = vec![0.0_f64; self.number];
            for text in self.searched(clause.field) {
                let worth = Self::worth(text, &meant, averages[text.field]);
                text.of.iter().for_each(|&at| best[at] = best[at].max(worth));
            }
            let (all, having) = (self.number as f64, best.iter().filter(|best| **best > 0.0).count() as f64);
            let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
            for at in 0..self.number {
                found[at] &= best[at] > 0.0;
                score[at] += best[at] * rarity;
            }
            if having == 0.0 {
                unmatched.push(match &clause.what {
                    What::Word(word) => word.clone(),
                    What::Row(row, _) => row.join(" "),
                });
            }
            all_meant.push((clause.field, meant));
        }
        score.iter_mut().zip(&found).filter(|(_, found)| !**found).for_each(|(score, _)| *score = 0.0);
        (!clauses.is_empty()).then_some(Answer { found, score, unmatched, meant: all_meant })
    }
}

impl Answer {
    /// The bytes that are marked in each part of a text, if every clause was looked for there.
    pub fn marks(&self, text: &Text) -> Option<Vec<BTreeSet<usize>>> {
        let looks_here = |field: &Option<usize>| match field {
            Some(field) => *field == text.field,
            None => FIELDS[text.field].0 != "issue",
        };
        let is_sought = self.meant.iter().all(|(field, _)| looks_here(field));
        is_sought.then(|| text.parts.iter().map(|(_, pieces)| self.marked(pieces)).collect())
    }

    fn marked(&self, pieces: &[Piece]) -> BTreeSet<usize> {
        let of = |(_, meant): &(Option<usize>, Meant)| -> Vec<usize> {
            let marked: Vec<&Piece> = match meant {
                Meant::Words(meant) => {
                    pieces.iter().filter(|piece| meant.contains_key(&piece.folded)).collect()
                }
                Meant::Row(row, is_open) => {
                    let rows = standing(pieces, row, *is_open).into_iter();
                    rows.flat_map(|at| &pieces[at..at + row.len()]).collect()
                }
            };
            marked.into_iter().flat_map(|piece| piece.range.clone()).collect()
        };
        self.meant.iter().flat_map(of).collect()
    }
}

/// Where words stand in a row.
fn standing(pieces: &[Piece], row: &[String], is_open: bool) -> Vec<usize> {
    let fits = |at: &usize| {
        row.iter().enumerate().all(|(offset, word)| {
            let there = &pieces[at + offset].folded;
            if is_open && offset + 1 == row.len() { there.starts_with(word.as_str()) } else { there == word }
        })
    };
    (0..(pieces.len() + 1).saturating_sub(row.len())).filter(fits).collect()
}

const QUOTES: &str = "\"“”„«»＂";

/// What is asked for: quoted rows and words, each under the name of a field that stands before it.
fn read(typed: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut field = None;
    let mut add = |what: What, field: &mut Option<usize>| {
        let clause = Clause { field: field.take(), what };
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    };
    let parts: Vec<&str> = typed.split(|letter| QUOTES.contains(letter)).collect();
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        if at % 2 == 1 {
            let row = pieces(part);
            let words: Vec<String> = row.iter().map(|piece| piece.folded.clone()).collect();
            match words.as_slice() {
                [] => {}
                [word] if is_last => add(What::Word(word.clone()), &mut field),
                // The last character of a run may have a neighbour in the text.
                _ => add(What::Row(words, is_last || row[row.len() - 1].is_unspaced), &mut field),
            }
            continue;
        }
        for range in things(part) {
            let is_name = part[range.end..].starts_with(':')
                && match part[range.end + 1..].chars().next() {
                    Some(next) => !next.is_whitespace(),
                    // A quotation follows.
                    None => !is_last,
                };
            let name = fold(&part[range.clone()]);
            if let Some(named) = FIELDS.iter().position(|(known, _)| is_name && *known == name) {
                field = Some(named);
                continue;
            }
            let mut row: Vec<String> = pieces(&part[range]).into_iter().map(|piece| piece.folded).collect();
            // The last character is in the pair before it.
            row.truncate((row.len() - 1).max(1));
            match row.as_slice() {
                [word] => add(What::Word(word.clone()), &mut field),
                _ => add(What::Row(row, false), &mut field),
            }
        }
    }
    clauses
}

/// What is looked for as one: a word, or characters without spaces between them.
fn things(text: &str) -> Vec<Range<usize>> {
    let mut things: Vec<(Range<usize>, bool)> = Vec::new();
    for (word, is_unspaced) in words(text) {
        match things.last_mut() {
            Some((last, true)) if is_unspaced && last.end == word.start => last.end = word.end,
            _ => things.push((word, is_unspaced)),
        }
    }
    things.into_iter().map(|(range, _)| range).collect()
}
