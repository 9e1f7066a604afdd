//! What is typed into the search, as what is asked for.

use std::ops::Range;

use super::field::FieldName;
use super::words::{Nfkd, fold, pieces};
use crate::corpus::text;

/// A part of a search; what is found has all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The field it must stand in; none for all that are searched by themselves.
    pub field: Option<FieldName>,
    /// What must stand there.
    pub what: What,
}

/// What must stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word: itself, a longer one that begins with it, or one much like it.
    Word(String),
    /// Words in this order with nothing between them, each as it is; a single one too. While the
    /// quotation is still open, its last word may go on; a character without spaces always may.
    Phrase {
        /// The words, folded.
        words: Vec<String>,
        /// Whether the last one may be the beginning of a longer word.
        is_open: bool,
    },
}

const QUOTES: [char; 7] = ['"', '“', '”', '„', '«', '»', '＂'];

/// Reads a search: words, phrases in quotation marks, and before either the name of a field with a
/// colon. Whatever else is typed only parts words.
pub fn read(search: &str, nfkd: Nfkd) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut field = None;
    let mut at = 0;
    let mut is_quoted = false;
    loop {
        let quote = search[at..].find(QUOTES).map(|end| at + end);
        let part = at..quote.unwrap_or(search.len());
        if is_quoted {
            let folded = fold_all(&search[part.clone()], nfkd);
            let is_open = quote.is_none();
            // Characters without spaces may have a neighbour in the text: then they are in a pair.
            let last = search[part].chars().rfind(|letter| letter.is_alphanumeric());
            let goes_on = is_open || last.is_some_and(text::is_unspaced);
            let what = match folded.as_slice() {
                [] => None,
                [word] if is_open => Some(What::Word(word.clone())),
                _ => Some(What::Phrase { words: folded, is_open: goes_on }),
            };
            clauses.extend(what.map(|what| Clause { field: field.take(), what }));
        } else {
            add_words(search, part, &mut field, &mut clauses, nfkd);
        }
        let Some(end) = quote else { break };
        is_quoted = !is_quoted;
        at = end + search[end..].chars().next().map_or(1, char::len_utf8);
    }
    let mut once: Vec<Clause> = Vec::with_capacity(clauses.len());
    for clause in clauses {
        if !once.contains(&clause) {
            once.push(clause);
        }
    }
    once
}

/// Adds the words of a part of the search. `field` is the one that the next of them must stand in.
fn add_words(
    search: &str,
    part: Range<usize>,
    field: &mut Option<FieldName>,
    clauses: &mut Vec<Clause>,
    nfkd: Nfkd,
) {
    let words = text::words(&search[part.clone()]);
    let mut words =
        words.into_iter().map(|range| part.start + range.start..part.start + range.end).peekable();
    while let Some(mut word) = words.next() {
        let after = &search[word.end..];
        let names =
            after.strip_prefix(':').filter(|rest| rest.starts_with(|next: char| !next.is_whitespace()));
        if let (Some(_), Some(name)) = (names, FieldName::find(&fold(&search[word.clone()], nfkd))) {
            *field = Some(name);
            continue;
        }
        // Characters without spaces between them are one thing that is looked for.
        let is_run = search[word.clone()].starts_with(text::is_unspaced);
        while let Some(next) = words.next_if(|next| {
            is_run && next.start == word.end && search[next.clone()].starts_with(text::is_unspaced)
        }) {
            word.end = next.end;
        }
        let what = match fold_all(&search[word], nfkd).as_slice() {
            [] => continue,
            [word] => What::Word(word.clone()),
            // The last character alone is in the pair before it.
            [pairs @ .., _] if is_run && pairs.len() == 1 => What::Word(pairs[0].clone()),
            [pairs @ .., _] if is_run => What::Phrase { words: pairs.to_vec(), is_open: false },
            several => What::Phrase { words: several.to_vec(), is_open: false },
        };
        clauses.push(Clause { field: field.take(), what });
    }
}

fn fold_all(shown: &str, nfkd: Nfkd) -> Vec<String> {
    let folded = pieces(shown).into_iter().map(|range| fold(&shown[range], nfkd));
    folded.filter(|word| !word.is_empty()).collect()
}
