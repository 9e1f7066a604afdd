//! All words of a corpus, in order: found by what they are, by how they begin, by what is like them.

use std::collections::HashMap;
use std::ops::Range;

use super::words::{Nfkd, fold};
use crate::corpus::order::order;
use crate::corpus::text;

/// The words of all texts, folded, in order.
pub struct Terms {
    /// All of them, one after another.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Which letters each has: a bit for each class of letters.
    letters: Vec<u32>,
    /// In which fields each stands: a bit for each.
    pub fields: Vec<u16>,
}

/// Words as they come, numbered by when they came.
pub struct Gathering {
    nfkd: Nfkd,
    /// Words as they are written; most have been folded before.
    written: HashMap<String, u32>,
    folded: HashMap<String, u32>,
    fields: Vec<u16>,
}

/// The number of a word of which nothing is left when it is folded.
pub const NOTHING: u32 = u32::MAX;

impl Gathering {
    /// No words yet.
    pub fn new(nfkd: Nfkd) -> Self {
        Gathering { nfkd, written: HashMap::new(), folded: HashMap::new(), fields: Vec::new() }
    }

    /// The number of a word that stands in a field.
    pub fn number(&mut self, word: &str, field: u16) -> u32 {
        let number = match self.written.get(word) {
            Some(&number) => number,
            None => {
                let folded = fold(word, self.nfkd);
                let next = self.folded.len() as u32;
                let number =
                    if folded.is_empty() { NOTHING } else { *self.folded.entry(folded).or_insert(next) };
                if number == next {
                    self.fields.push(0);
                }
                self.written.insert(word.to_owned(), number);
                number
            }
        };
        if let Some(fields) = self.fields.get_mut(number as usize) {
            *fields |= field;
        }
        number
    }

    /// The words in order, and the place in it of each number.
    pub fn finish(self) -> (Terms, Vec<u32>) {
        let mut words: Vec<(String, u32)> = self.folded.into_iter().collect();
        let by_word = order(words.len(), &mut |a, b| words[a].0.cmp(&words[b].0));
        let mut places = vec![0; words.len()];
        let mut terms =
            Terms { text: String::new(), ends: Vec::new(), letters: Vec::new(), fields: Vec::new() };
        for (place, at) in by_word.into_iter().enumerate() {
            let (word, number) = std::mem::take(&mut words[at]);
            places[number as usize] = place as u32;
            terms.text.push_str(&word);
            terms.ends.push(terms.text.len() as u32);
            terms.letters.push(letters(&word));
            terms.fields.push(self.fields[number as usize]);
        }
        (terms, places)
    }
}

/// Which letters a word has, in 32 classes.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, letter| set | 1 << (letter as u32 % 32))
}

impl Terms {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word at a place.
    pub fn get(&self, place: u32) -> &str {
        let at = place as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// The first place whose word is not before this one.
    fn first(&self, is_before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The place of a word.
    pub fn find(&self, word: &str) -> Option<u32> {
        let place = self.first(|term| term < word);
        ((place as usize) < self.len() && self.get(place) == word).then_some(place)
    }

    /// The places of all words that begin so; the word itself is the first.
    pub fn beginning(&self, word: &str) -> Range<u32> {
        self.first(|term| term < word)..self.first(|term| term < word || term.starts_with(word))
    }

    /// The words that a slip of the finger makes of this one, or longer ones that begin so, with how
    /// many slips it took: one for a word of four letters, two from eight on; a beginning counts
    /// one more.
    pub fn slips(&self, word: &str) -> Vec<(u32, usize)> {
        let number = word.chars().count();
        let most = match number {
            0..4 => return Vec::new(),
            4..8 => 1,
            _ => 2,
        };
        let has = letters(word);
        let mut found = Vec::new();
        for place in 0..self.len() {
            // A slip can bring in one letter and take one away. Of a longer word only the beginning
            // counts, so what it has more says nothing.
            if (has & !self.letters[place]).count_ones() as usize > most {
                continue;
            }
            let term = self.get(place as u32);
            let whole = text::distance(word, term, most);
            let beginning = || {
                let end = term.char_indices().nth(number).map_or(term.len(), |(at, _)| at);
                let begins = (end < term.len()).then(|| text::distance(word, &term[..end], most)).flatten();
                begins.map(|far| far + 1)
            };
            found.extend(whole.or_else(beginning).map(|far| (place as u32, far)));
        }
        found
    }
}
