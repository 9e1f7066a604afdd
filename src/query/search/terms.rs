//! All words of a corpus, in order: found by what they are, by how they begin, by what is like them.

use std::ops::Range;

use super::words::{Nfkd, fold};
use crate::corpus::order::order;

/// The words of all texts, folded, in order.
pub struct Terms {
    /// All of them, one after another.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// Which letters each has: a bit for each class of letters.
    letters: Vec<u32>,
    /// How many first letters each has in common with the one before it; 255 if it is more.
    shared: Vec<u8>,
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
        let mut terms = Terms {
            text: String::new(),
            ends: Vec::with_capacity(words.len()),
            letters: Vec::with_capacity(words.len()),
            shared: Vec::with_capacity(words.len()),
            fields: Vec::with_capacity(words.len()),
        };
        let mut before = "";
        for (place, number) in
            order(words.len(), &mut |a, b| words.get(a).cmp(words.get(b))).into_iter().enumerate()
        {
            let word = words.get(number);
            places[number] = place as u32;
            terms.text.push_str(word);
            terms.ends.push(terms.text.len() as u32);
            terms.letters.push(letters(word));
            let shared = before.chars().zip(word.chars()).take_while(|(one, other)| one == other).count();
            terms.shared.push(shared.min(255) as u8);
            before = word;
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
    /// Digests and numbers, open addressing; as many places as a power of two, a half of them free. A
    /// word is looked at only where its digest stands: it lies far away.
    slots: Vec<(u32, u32)>,
}

const FREE: (u32, u32) = (0, NOTHING);

impl Numbered {
    fn new() -> Self {
        Numbered { text: String::new(), ends: Vec::new(), slots: vec![FREE; 64] }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, number: usize) -> &str {
        let start = if number == 0 { 0 } else { self.ends[number - 1] };
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// The first slot for a digest that is free or passes.
    fn slot(&self, digest: u32, passes: impl Fn(u32) -> bool) -> usize {
        let last = self.slots.len() - 1;
        let mut slot = digest as usize & last;
        loop {
            let (its, number) = self.slots[slot];
            if number == NOTHING || its == digest && passes(number) {
                return slot;
            }
            slot = (slot + 1) & last;
        }
    }

    /// The number of a word; the next one if it is new.
    fn number(&mut self, word: &str) -> usize {
        // FNV-1a (Fowler, Noll, Vo), mixed once more, as mostly low bits are used.
        let digest = word
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let digest = digest ^ digest >> 15;
        let slot = self.slot(digest, |number| self.get(number as usize) == word);
        let (_, number) = self.slots[slot];
        if number != NOTHING {
            return number as usize;
        }
        let number = self.len();
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        self.slots[slot] = (digest, number as u32);
        if self.len() * 2 > self.slots.len() {
            let twice = vec![FREE; self.slots.len() * 2];
            for (digest, number) in std::mem::replace(&mut self.slots, twice) {
                if number != NOTHING {
                    let slot = self.slot(digest, |_| false);
                    self.slots[slot] = (digest, number);
                }
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

    /// The words that at most so many slips of the finger, 1 or 2, make of this one, or longer ones
    /// that begin so, with how many slips it took; a beginning counts one more.
    pub fn slips(&self, word: &str, most: usize) -> Vec<(u32, usize)> {
        let has = letters(word);
        let mut table = Table::new(word, most);
        let mut found = Vec::new();
        // How many first letters the term at hand has in common with the one in the table.
        let mut shared = 0;
        for place in 0..self.len() {
            shared = shared.min(usize::from(self.shared[place]));
            if shared < table.depth() || !table.is_decided() {
                // A slip can bring in one letter and take one away. Of a longer word only the
                // beginning counts, so what it has more says nothing.
                if (has & !self.letters[place]).count_ones() as usize > most {
                    continue;
                }
                table.turn(self.get(place as u32), shared);
                shared = usize::MAX;
            }
            found.extend(table.far().map(|far| (place as u32, far)));
        }
        found
    }
}

/// How far what was typed may be from a letter's place in a term, either way.
const BAND: usize = 2;

/// Further than anything that is forgiven.
const FAR: u8 = BAND as u8 + 1;

/// How far the beginnings of a term are from those of what was typed: letters changed, put in, left
/// out, and neighbours swapped (optimal string alignment, Damerau 1964; as in
/// [`crate::corpus::text::distances`]). Terms come in order, so what one has in common with the one
/// before it stays in the table, and where a beginning is too far from everything, all that begin so
/// are decided.
struct Table {
    typed: Vec<char>,
    most: u8,
    /// The letters of the term that were looked at.
    letters: Vec<char>,
    /// For each of them, and before the first.
    rows: Vec<Row>,
    /// Whether the term has no more letters than these.
    is_whole: bool,
}

/// A beginning of a term.
#[derive(Clone, Copy)]
struct Row {
    /// How far it is from the beginnings of what was typed that are at most [`BAND`] letters shorter
    /// or longer, the shortest first; [`FAR`] where there is none. All others are further than that.
    far: [u8; 2 * BAND + 1],
    /// How far it, or the nearest shorter one, is from all that was typed.
    begun: u8,
}

impl Table {
    fn new(word: &str, most: usize) -> Self {
        let typed: Vec<char> = word.chars().collect();
        let far = std::array::from_fn(|at| if at < BAND { FAR } else { (at - BAND) as u8 });
        let rows = vec![Row { far, begun: FAR }];
        Table { typed, most: most as u8, letters: Vec::new(), rows, is_whole: false }
    }

    /// How many letters were looked at.
    fn depth(&self) -> usize {
        self.letters.len()
    }

    /// Whether more letters would change nothing.
    fn is_decided(&self) -> bool {
        self.rows[self.depth()].far.iter().all(|&far| far > self.most)
    }

    /// Goes over to a term that has so many letters in common with the one at hand.
    fn turn(&mut self, term: &str, shared: usize) {
        let shared = shared.min(self.depth());
        self.letters.truncate(shared);
        self.rows.truncate(shared + 1);
        let mut letters = term.chars().skip(shared);
        self.is_whole = loop {
            if self.is_decided() {
                break false;
            }
            let Some(letter) = letters.next() else { break true };
            self.add(letter);
        };
    }

    fn add(&mut self, letter: char) {
        let depth = self.depth() + 1;
        let above = self.rows[depth - 1];
        let mut far = [FAR; 2 * BAND + 1];
        for at in 0..far.len() {
            // The beginning of what was typed that has so many letters.
            let Some(number) = (depth + at).checked_sub(BAND).filter(|&number| number <= self.typed.len())
            else {
                continue;
            };
            if number == 0 {
                far[at] = depth as u8;
                continue;
            }
            let other = self.typed[number - 1];
            let mut best = above.far[at] + u8::from(letter != other);
            if at + 1 < far.len() {
                best = best.min(above.far[at + 1] + 1);
            }
            if at > 0 {
                best = best.min(far[at - 1] + 1);
            }
            if depth > 1 && number > 1 && letter == self.typed[number - 2] && self.letters[depth - 2] == other
            {
                best = best.min(self.rows[depth - 2].far[at] + 1);
            }
            far[at] = best.min(FAR);
        }
        let whole = (self.typed.len() + BAND).checked_sub(depth).and_then(|at| far.get(at));
        let begun = whole.map_or(above.begun, |&whole| whole.min(above.begun));
        self.letters.push(letter);
        self.rows.push(Row { far, begun });
    }

    /// How far the term is, if it is forgiven: a longer one that begins so counts one more.
    fn far(&self) -> Option<usize> {
        let depth = self.depth();
        let row = &self.rows[depth];
        let whole = (self.typed.len() + BAND).checked_sub(depth).and_then(|at| row.far.get(at));
        let whole = whole.copied().filter(|&far| self.is_whole && far <= self.most);
        let begun = || (row.begun <= self.most).then_some(row.begun + 1);
        whole.or_else(begun).map(usize::from)
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::text::distances;

    #[test]
    fn words_of_one_digest_are_two_words() {
        let mut words = Numbered::new();
        // Published collisions of FNV-1a of 32 bits.
        for (one, other) in [("costarring", "liquid"), ("declinate", "macallums"), ("altarage", "zinke")] {
            let numbers = [one, other, one, other].map(|word| words.number(word));
            assert!(
                numbers[0] != numbers[1] && numbers[..2] == numbers[2..],
                "{one} and {other}: {numbers:?}"
            );
            assert_eq!(numbers.map(|number| words.get(number)), [one, other, one, other]);
        }
        // They keep their places when the table grows.
        for number in 6..400 {
            assert_eq!(words.number(&format!("word {number}")), number);
        }
        assert_eq!((words.number("costarring"), words.number("liquid")), (0, 1));
    }

    /// Words of few letters, so that many are near one another; some of more than a byte, some long.
    fn word() -> impl Strategy<Value = String> {
        let letter = prop_oneof![8 => prop::char::range('a', 'd'), 1 => Just('é'), 1 => Just('東')];
        let short = vec(letter, 1..12).prop_map(String::from_iter);
        prop_oneof![20 => short, 1 => (120..130_usize).prop_map(|more| "ab".repeat(more) + "c")]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn slips_are_those_of_a_table_for_each_word(words in vec(word(), 1..60), typed in word(), most in 1..=2_usize) {
            let mut gathering = Gathering::new(|word| word.to_owned());
            for word in &words {
                gathering.number(word, 1);
            }
            let (terms, _) = gathering.finish();
            let far = |place: u32| {
                let (whole, begun) = distances(&typed, terms.get(place), most)?;
                Some((place, if whole <= most { whole } else { begun + 1 }))
            };
            let expected: Vec<(u32, usize)> = (0..terms.len() as u32).filter_map(far).collect();
            prop_assert_eq!(terms.slips(&typed, most), expected);
        }
    }
}
