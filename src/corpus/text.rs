//! Text as the corpus counts it: blocks, sentences, words, and the distance between two words.
//!
//! A block is a non-blank line, trimmed, counted from 1. A sentence ends at `.`, `?`, `!` or `…`
//! with the quotes and footnote marks that follow it, before white space and something that can
//! begin a sentence; not after an abbreviation or a numeral that opens the block. Chinese and
//! Japanese full stops end a sentence wherever they stand.

use std::ops::Range;

/// The byte ranges of a text's blocks, trimmed.
pub fn blocks(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_inclusive(['\n', '\r'])
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
        .filter_map(|(start, line)| {
            trimmed(line, 0..line.len()).map(|range| start + range.start..start + range.end)
        })
}

/// The part of `text[range]` without white space at its ends, if anything is left of it.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    let end = start + part.trim().len();
    (start < end).then_some(start..end)
}

/// Abbreviations that end in a full stop and do not end a sentence, without their last stop.
const ABBREVIATIONS: &[&str] = &[
    "al", "apr", "aug", "b.a", "capt", "co", "col", "d.c", "dec", "dr", "e.g", "e.u", "ed", "eds", "etc",
    "feb", "fig", "ft", "gen", "gov", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "m.a", "mar",
    "mr", "mrs", "ms", "no", "nov", "oct", "p", "ph.d", "pp", "prof", "rep", "sen", "sep", "sept", "sr",
    "st", "tel", "u.k", "u.n", "u.s", "vol", "vs",
];

/// Words that, after an abbreviation with inner stops such as "U.S.", begin a new sentence.
const STARTERS: &[&str] = &[
    "Additionally",
    "After",
    "Although",
    "And",
    "As",
    "At",
    "Before",
    "But",
    "By",
    "Finally",
    "First",
    "For",
    "Furthermore",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "If",
    "In",
    "Indeed",
    "Instead",
    "It",
    "Its",
    "Meanwhile",
    "Moreover",
    "On",
    "Second",
    "She",
    "Since",
    "So",
    "Such",
    "That",
    "The",
    "Their",
    "There",
    "Therefore",
    "These",
    "They",
    "Third",
    "This",
    "Those",
    "Thus",
    "To",
    "Under",
    "We",
    "What",
    "When",
    "While",
    "Why",
    "With",
    "Yet",
];

const STOPS: [char; 4] = ['.', '?', '!', '…'];
const FULL_WIDTH_STOPS: [char; 3] = ['。', '！', '？'];

fn closes(letter: char) -> bool {
    "\"'”’»)]¹²³⁴⁵⁶⁷⁸⁹⁰".contains(letter)
}

fn opens(letter: char) -> bool {
    "\"'“‘«([*¿¡".contains(letter)
}

/// The byte ranges of the sentences of a block.
pub fn sentences(block: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(letter) = block[at..].chars().next() {
        let after = at + letter.len_utf8();
        let end = if FULL_WIDTH_STOPS.contains(&letter) {
            let closing = |letter: char| closes(letter) || "」』）".contains(letter);
            Some(after + prefix(&block[after..], closing))
        } else if STOPS.contains(&letter) {
            ends_here(block, start, at)
        } else {
            None
        };
        match end {
            Some(end) => {
                found.extend(trimmed(block, start..end));
                start = end;
                at = end;
            }
            None if STOPS.contains(&letter) => at += prefix(&block[at..], |letter| STOPS.contains(&letter)),
            None => at = after,
        }
    }
    found.extend(trimmed(block, start..block.len()));
    found
}

/// How many bytes at the start of a text are letters of this kind.
fn prefix(text: &str, kind: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !kind(letter)).unwrap_or(text.len())
}

/// If a sentence that began at `start` ends with the stop at `stop`: where, marks included.
fn ends_here(block: &str, start: usize, stop: usize) -> Option<usize> {
    let run = prefix(&block[stop..], |letter| STOPS.contains(&letter));
    let mut end = stop + run;
    loop {
        let more = prefix(&block[end..], closes) + footnote(&block[end..]);
        if more == 0 {
            break;
        }
        end += more;
    }
    let rest = &block[end..];
    let next = rest.trim_start();
    let first = next.chars().next()?;
    if rest.len() == next.len() {
        return None;
    }
    let can_begin = opens(first) || first.is_numeric() || first.is_alphabetic() && !first.is_lowercase();
    let single_stop = &block[stop..stop + run] == ".";
    (can_begin && !(single_stop && is_abbreviation(&block[start..stop], next))).then_some(end)
}

/// The length of a footnote mark such as `[12]` or `[iv]` at the start of a text.
fn footnote(text: &str) -> usize {
    text.strip_prefix('[')
        .and_then(|rest| rest.bytes().take(5).position(|byte| byte == b']').map(|end| &rest[..end]))
        .filter(|mark| !mark.is_empty())
        .filter(|mark| mark.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()))
        .map_or(0, |mark| mark.len() + 2)
}

/// Whether the stop after `before` belongs to an abbreviation or an opening numeral.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let mut words = before.split_whitespace();
    let Some(last) = words.next_back() else { return false };
    let word = last.trim_start_matches(opens).to_lowercase();
    let alone = words.next_back().is_none() && !last.starts_with(opens);
    let numeral = !word.is_empty()
        && (word.chars().all(|letter| letter.is_ascii_digit())
            || word.chars().all(|letter| "ivx".contains(letter)));
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    if alone && numeral {
        return true;
    }
    if !initial && !ABBREVIATIONS.contains(&word.as_str()) {
        return false;
    }
    let next = next.trim_start_matches(opens);
    let next = &next[..prefix(next, char::is_alphabetic)];
    !(word.contains('.') && STARTERS.contains(&next))
}

/// The byte ranges of a text's words: runs of letters and digits. Inside a word stand also
/// apostrophes, and stops between single letters ("U.S."). Every character of a script written
/// without spaces is a word.
pub fn words(text: &str) -> Vec<Range<usize>> {
    // About as many as there are: a list that grows is moved again and again.
    let mut found: Vec<Range<usize>> = Vec::with_capacity(text.len() / 7 + 1);
    let bytes = text.as_bytes();
    let mut start = 0;
    while let Some(letter) = text[start..].chars().next() {
        let mut end = start + letter.len_utf8();
        if is_unspaced(letter) {
            found.push(start..end);
        } else if letter.is_alphanumeric() {
            let mut since_stop = 1;
            loop {
                // Most letters are plain.
                while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
                    end += 1;
                    since_stop += 1;
                }
                let Some(letter) = text[end..].chars().next() else { break };
                let after = end + letter.len_utf8();
                let follows = || text[after..].chars().next();
                let inner = match letter {
                    '\'' | '’' => follows().is_some_and(|next| next.is_alphabetic() && !is_unspaced(next)),
                    '.' => since_stop == 1 && single_letter_follows(&text[after..]),
                    // Marks that combine with the letter before them.
                    '\u{300}'..='\u{36f}' => true,
                    // Latin letters, which are looked up nowhere.
                    'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => true,
                    _ => letter.is_alphanumeric() && !is_unspaced(letter),
                };
                if !inner {
                    break;
                }
                since_stop = match letter {
                    '.' => 0,
                    '\u{300}'..='\u{36f}' => since_stop,
                    _ => since_stop + 1,
                };
                end = after;
            }
            found.push(start..end);
        }
        start = end;
    }
    found
}

/// Whether a text begins with a letter that stands alone: the "S" of "U.S.".
fn single_letter_follows(text: &str) -> bool {
    let mut letters = text.chars();
    let goes_on = |letter: char| letter.is_alphanumeric() && !is_unspaced(letter);
    letters.next().is_some_and(|letter| letter.is_alphabetic() && goes_on(letter))
        && !letters.find(|letter| !('\u{300}'..='\u{36f}').contains(letter)).is_some_and(goes_on)
}

/// Chinese, Japanese and Korean characters, which are searched without word borders.
pub fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// The distance of two words in single-letter changes, insertions, deletions and swaps of
/// neighbours (optimal string alignment, Damerau 1964), or `None` if it is more than `most`.
pub fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    distances(a, b, most).map(|(whole, _)| whole).filter(|&distance| distance <= most)
}

/// The distances of a word to another and to the nearest beginning of it, or `None` if both are
/// more than `most`; the first may be `most + 1` where it is more.
pub fn distances(a: &str, b: &str, most: usize) -> Option<(usize, usize)> {
    let a: Vec<char> = a.chars().collect();
    let mut letters = b.chars();
    let b: Vec<char> = letters.by_ref().take(a.len() + most).collect();
    let is_longer = letters.next().is_some();
    if b.len() + most < a.len() {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &letter) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &other) in b.iter().enumerate() {
            let mut best = (above[j] + usize::from(letter != other)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && letter == b[j - 1] && a[i - 1] == other {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        if row.iter().min() > Some(&most) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    let whole = if is_longer { most + 1 } else { above[b.len()] };
    above.into_iter().min().filter(|&nearest| nearest <= most).map(|nearest| (whole, nearest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(block: &str) -> Vec<&str> {
        sentences(block).into_iter().map(|range| &block[range]).collect()
    }

    #[test]
    fn signs_between_letters_part_words() {
        let parts =
            |text: &'static str| -> Vec<&str> { words(text).into_iter().map(|range| &text[range]).collect() };
        assert_eq!(parts("a×b c÷d é×ö 3×4"), ["a", "b", "c", "d", "é", "ö", "3", "4"]);
        assert_eq!(parts("Éa-ÿƀɏx, Größe"), ["Éa", "ÿƀɏx", "Größe"]);
        // What is taken for a letter without being looked up is one.
        assert!(('À'..='ɏ').filter(|letter| !"×÷".contains(*letter)).all(char::is_alphanumeric));
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            split("One. Two? “Three.”¹ Four![12] Five…"),
            ["One.", "Two?", "“Three.”¹", "Four![12]", "Five…"]
        );
        assert_eq!(
            split("Talks with the U.S. Congress. Ph.D. work by Dr. A. Bee."),
            ["Talks with the U.S. Congress.", "Ph.D. work by Dr. A. Bee."]
        );
        assert_eq!(split("He blamed the U.S. It shrugged."), ["He blamed the U.S.", "It shrugged."]);
        assert_eq!(split("1. A heading with a number"), ["1. A heading with a number"]);
        assert_eq!(split("pi is 3.14 now. e.g. this stays"), ["pi is 3.14 now. e.g. this stays"]);
        assert_eq!(split("第一句。第二句！「三。」四"), ["第一句。", "第二句！", "「三。」", "四"]);
        assert!(split("   ").is_empty());
    }

    /// What a reader pastes may be one line of initials, or of brackets that nothing closes.
    #[test]
    fn long_blocks_are_cut_in_linear_time() {
        for (part, count) in [("É. ", 1), ("No. 1 ", 1), ("?[", 1), ("Why? ", 50_000)] {
            let start = std::time::Instant::now();
            assert_eq!(sentences(&part.repeat(50_000)).len(), count, "{part}");
            assert!(start.elapsed().as_secs() < 10, "{part}: {:?}", start.elapsed());
        }
    }

    #[test]
    fn words_keep_what_belongs_together() {
        let split =
            |text: &'static str| words(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(split("China’s U.S.-led 'bloc', 3.5%"), ["China’s", "U.S", "led", "bloc", "3", "5"]);
        assert_eq!(split("北朝鮮 ab"), ["北", "朝", "鮮", "ab"]);
    }

    #[test]
    fn distance_counts_slips_of_the_finger() {
        for (a, b, expected) in [
            ("alliance", "alliance", Some(0)),
            ("aliance", "alliance", Some(1)),
            ("allaince", "alliance", Some(1)),
            ("kitten", "sitting", None),
            ("", "ab", Some(2)),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
    }
}
