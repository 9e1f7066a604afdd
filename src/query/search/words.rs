//! Words as they are compared.

use std::ops::Range;

use crate::corpus::text;

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

/// A folded word as it is without an umlaut's own letter: "aerzte" as "arzte", which is what
/// "Ärzte" is folded to; none if there is nothing to change.
pub(super) fn without_umlauts(folded: &str) -> Option<String> {
    let other = folded.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    (other != folded).then_some(other)
}

/// How many slips of the finger a folded word may have at most.
pub(super) fn forgiven(folded: &str) -> usize {
    match folded.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The byte ranges of what of a text is searched: its words, and of Chinese, Japanese and Korean
/// every pair of neighbours; the last character of a run stands alone.
pub(super) fn pieces(shown: &str) -> Vec<Range<usize>> {
    let mut words = text::words(shown);
    for at in 1..words.len() {
        let is_run =
            |range: &Range<usize>| shown[range.clone()].chars().next().is_some_and(text::is_unspaced);
        if words[at - 1].end == words[at].start && is_run(&words[at - 1]) && is_run(&words[at]) {
            words[at - 1].end = words[at].end;
        }
    }
    words
}
