//! How a text is read: cut into words and folded, from the description alone. Letters are gathered
//! into parts first, and parts are joined over apostrophes and stops after that.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// What of a text is searched: where it stands, and as what it is compared.
#[derive(Clone, Debug)]
pub struct Piece {
    pub range: Range<usize>,
    pub folded: String,
    /// Whether it is of a script without spaces.
    pub is_unspaced: bool,
}

/// Letters with nothing between them, or one character of a script without spaces.
struct Part {
    range: Range<usize>,
    /// How many letters it has, combining marks not counted.
    letters: usize,
    begins_with_a_letter: bool,
    is_unspaced: bool,
}

/// Chinese, Japanese and Korean characters.
pub fn is_unspaced(letter: char) -> bool {
    let blocks = [
        '\u{3040}'..='\u{30ff}',
        '\u{3400}'..='\u{9fff}',
        '\u{ac00}'..='\u{d7af}',
        '\u{f900}'..='\u{faff}',
        '\u{20000}'..='\u{3134f}',
    ];
    blocks.iter().any(|block| block.contains(&letter))
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let goes_on = parts.last_mut().filter(|part| part.range.end == at && !part.is_unspaced);
        let is_unspaced = is_unspaced(letter);
        match goes_on {
            Some(part) if is_mark(letter) => part.range.end = end,
            _ if is_mark(letter) || !letter.is_alphanumeric() => {}
            Some(part) if !is_unspaced => {
                part.range.end = end;
                part.letters += 1;
            }
            _ => parts.push(Part {
                range: at..end,
                letters: 1,
                begins_with_a_letter: letter.is_alphabetic(),
                is_unspaced,
            }),
        }
    }
    parts
}

/// A word, and whether it is a character of a script without spaces.
type Word = (Range<usize>, bool);

/// A text's words.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    // How long what stands since the last stop in the last word is.
    let mut since_stop = 0;
    for part in parts(text) {
        let joined = words.last_mut().filter(|(word, is_unspaced)| {
            let between = &text[word.end..part.range.start];
            let is_apostrophe = matches!(between, "'" | "’");
            let is_stop = between == "." && since_stop == 1 && part.letters == 1;
            part.begins_with_a_letter && !is_unspaced && !part.is_unspaced && (is_apostrophe || is_stop)
        });
        match joined {
            Some((word, _)) => {
                let is_stop = &text[word.end..part.range.start] == ".";
                since_stop = if is_stop { 1 } else { since_stop + 1 + part.letters };
                word.end = part.range.end;
            }
            None => {
                since_stop = part.letters;
                words.push((part.range, part.is_unspaced));
            }
        }
    }
    words
}

/// A word as it is compared.
pub fn fold(word: &str) -> String {
    let decomposed: String = word.nfkd().collect();
    let mut folded = decomposed.to_lowercase();
    folded.retain(|letter| !is_mark(letter) && letter != '.');
    for (letter, plain) in
        [("’", "'"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("ł", "l"), ("đ", "d"), ("ı", "i")]
    {
        folded = folded.replace(letter, plain);
    }
    if folded.len() > 2 && folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded
}

/// A text's words, and of scripts without spaces every pair of neighbours; the last character of a
/// run stands alone.
pub fn pieces(text: &str) -> Vec<Piece> {
    let words = words(text);
    let with_next = words.iter().zip(words.iter().skip(1).map(Some).chain([None]));
    let piece = |((range, is_unspaced), next): (&Word, Option<&Word>)| {
        let neighbour = next.filter(|(next, also)| *is_unspaced && *also && next.start == range.end);
        let range = range.start..neighbour.map_or(range.end, |(next, _)| next.end);
        Piece { folded: fold(&text[range.clone()]), range, is_unspaced: *is_unspaced }
    };
    with_next.map(piece).collect()
}

/// Slips of the finger from one word to each beginning of another, by how long it is: letters
/// changed, left out, put in, or two neighbours swapped.
pub fn slips(typed: &[char], word: &[char]) -> Vec<usize> {
    let mut table = vec![vec![0; word.len() + 1]; typed.len() + 1];
    for i in 0..=typed.len() {
        for j in 0..=word.len() {
            let mut least = if i == 0 || j == 0 { i + j } else { usize::MAX };
            if i > 0 && j > 0 {
                let changed = table[i - 1][j - 1] + usize::from(typed[i - 1] != word[j - 1]);
                least = changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            }
            if i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table.swap_remove(typed.len())
}
