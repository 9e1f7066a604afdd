//! All words of a corpus, in order: found by what they are, by how they begin, by what is like them.

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
    written: Numbered,
    /// What each of these is, folded: its number in `folded`, or [`NOTHING`].
    numbers: Vec<u32>,
    folded: Numbered,
    fields: Vec<u16>,
}

/// The number of a word of which nothing is left when it is folded.
pub const NOTHING: u32 = u32::MAX;

impl Gathering {
    /// No words yet.
    pub fn new(nfkd: Nfkd) -> Self {
        let (written, folded) = (Numbered::new(), Numbered::new());
        Gathering { nfkd, written, numbers: Vec::new(), folded, fields: Vec::new() }
    }

    /// The number of a word that stands in a field.
    pub fn number(&mut self, word: &str, field: u16) -> u32 {
        let written = self.written.number(word);
        if written == self.numbers.len() {
            let folded = fold(word, self.nfkd);
            self.numbers.push(match folded.as_str() {
                "" => NOTHING,
                folded => self.folded.number(folded) as u32,
            });
            self.fields.resize(self.folded.len(), 0);
        }
        let number = self.numbers[written];
        if let Some(fields) = self.fields.get_mut(number as usize) {
            *fields |= field;
        }
        number
    }

    /// The words in order, and the place in it of each number.
    pub fn finish(self) -> (Terms, Vec<u32>) {
        let words = self.folded;
        let mut places = vec![0; words.len()];
        let mut terms =
            Terms { text: String::new(), ends: Vec::new(), letters: Vec::new(), fields: Vec::new() };
        for (place, number) in
            order(words.len(), &mut |a, b| words.get(a).cmp(words.get(b))).into_iter().enumerate()
        {
            let word = words.get(number);
            places[number] = place as u32;
            terms.text.push_str(word);
            terms.ends.push(terms.text.len() as u32);
            terms.letters.push(letters(word));
            terms.fields.push(self.fields[number]);
        }
        (terms, places)
    }
}

/// Different words, numbered from 0; found again through their digests. The standard library's map
/// would be a tenth of what the page may grow by.
struct Numbered {
    text: String,
    ends: Vec<u32>,
    /// Numbers by digest, open addressing; as many places as a power of two, a half of them free.
    slots: Vec<u32>,
}

impl Numbered {
    fn new() -> Self {
        Numbered { text: String::new(), ends: Vec::new(), slots: vec![NOTHING; 64] }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// The slot that has a word, or the free one where it belongs.
    fn slot(&self, word: &str) -> usize {
        // FNV-1a (Fowler, Noll, Vo), mixed once more, as only low bits are used.
        let digest = word
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let last = self.slots.len() - 1;
        let mut slot = (digest ^ digest >> 15) as usize & last;
        while self.slots[slot] != NOTHING && self.get(self.slots[slot] as usize) != word {
            slot = (slot + 1) & last;
        }
        slot
    }

    /// The number of a word; the next one if it is new.
    fn number(&mut self, word: &str) -> usize {
        let slot = self.slot(word);
        if self.slots[slot] != NOTHING {
            return self.slots[slot] as usize;
        }
        let number = self.len();
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.slots[slot] = number as u32;
        if self.len() * 2 > self.slots.len() {
            self.slots = vec![NOTHING; self.slots.len() * 2];
            for number in 0..self.len() {
                let slot = self.slot(self.get(number));
                self.slots[slot] = number as u32;
            }
        }
        number
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
            let far = text::distances(word, self.get(place as u32), most);
            let far = far.map(|(whole, begun)| if whole <= most { whole } else { begun + 1 });
            found.extend(far.map(|far| (place as u32, far)));
        }
        found
    }
}
