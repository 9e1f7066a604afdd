//! Random searches in the words of a corpus: as they are, begun, misspelt, quoted, under fields.

use proptest::collection::vec;
use proptest::prelude::*;

use super::searcher::FIELDS;

/// One thing asked for, still in numbers: its kind, what it is made from, and what stands before it.
type Draft = (u8, [u8; 5], u8);

/// A search, still in numbers; the last says what parts the things asked for.
pub type Drafts = (Vec<Draft>, u8);

pub fn searches(most: usize) -> impl Strategy<Value = Vec<Drafts>> {
    vec((vec((0..17_u8, any::<[u8; 5]>(), any::<u8>()), 1..=3), any::<u8>()), 1..=most)
}

const QUOTES: [(&str, &str); 6] =
    [("\"", "\""), ("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ("＂", "＂")];

fn at<T>(list: &[T], number: u8) -> &T {
    &list[usize::from(number) % list.len()]
}

/// The search: `words` are those that the corpus is written in, `texts` its texts.
pub fn typed((drafts, between): &Drafts, words: &[String], texts: &[String]) -> String {
    let mut typed: Vec<String> = Vec::new();
    for (kind, numbers, before) in drafts {
        let thing = match kind {
            16 => typed.last().cloned().unwrap_or_default(),
            kind => prefix(*before) + &thing(*kind, *numbers, words, texts),
        };
        typed.push(thing);
    }
    typed.join(*at(&[" ", " ", " ", ", ", "  ", "\n", ""], *between))
}

/// Mostly nothing; the name of a field, of none, and signs that keep it from being one.
fn prefix(number: u8) -> String {
    let (field, _) = at(&FIELDS, number / 16);
    match number % 16 {
        0..=2 => format!("{field}:"),
        3 => format!("{}:", field.to_uppercase()),
        4 => format!("{field}: "),
        5 => format!("{field} :"),
        6 => "foo:".to_owned(),
        7 if number > 200 => format!("{field}:?!"),
        _ => String::new(),
    }
}

fn thing(kind: u8, numbers: [u8; 5], words: &[String], texts: &[String]) -> String {
    let [which, one, two, sign, letter] = numbers;
    let word = at(words, which);
    let text = at(texts, which);
    let (open, close) = at(&QUOTES, sign);
    let letters: Vec<char> = word.chars().collect();
    let row: Vec<&str> = text.split_whitespace().collect();
    // Some words of a text, one after another.
    let start = usize::from(one) % row.len().max(1);
    let end = (start + 1 + usize::from(two) % 3).min(row.len());
    let some = row.get(start..end).unwrap_or_default();
    match kind {
        0 | 1 => word.clone(),
        2 => letters[..1 + usize::from(one) % letters.len()].iter().collect(),
        3..=5 => {
            let once = slip(letters, one, two, letter);
            if kind == 5 { slip(once, two, one, letter / 2) } else { once }.into_iter().collect()
        }
        6 => format!("{word}s"),
        7 => spelled_out(word),
        8 => format!("{open}{}{close}", some.join(" ")),
        9 => {
            let mut wrong: Vec<&str> = some.to_vec();
            match letter % 3 {
                0 => wrong.reverse(),
                1 => drop((wrong.len() > 2).then(|| wrong.remove(1))),
                _ => wrong.push(at::<String>(words, letter)),
            }
            format!("{open}{}{close}", wrong.join(" "))
        }
        10 => {
            let row: Vec<char> = some.join(" ").chars().collect();
            let kept = row.len().saturating_sub(usize::from(letter) % 4);
            format!("{open}{}", row[..kept].iter().collect::<String>())
        }
        11 => format!("{open}{word}{close}"),
        // From the end of one text into the beginning of the next.
        12 => {
            let next = at(texts, which.wrapping_add(1));
            let last = row.last().copied().unwrap_or_default();
            format!("{open}{last} {}{close}", next.split_whitespace().next().unwrap_or_default())
        }
        13 | 14 => {
            let letters: Vec<char> = text.chars().collect();
            let start = usize::from(one) % letters.len().max(1);
            let end = (start + 1 + usize::from(two) % 5).min(letters.len());
            let cut: String = letters.get(start..end).unwrap_or_default().iter().collect();
            if kind == 13 { cut } else { format!("{open}{cut}{close}") }
        }
        _ => format!("{open}{text} {text} {text}{close}"),
    }
}

/// One slip of the finger.
fn slip(mut letters: Vec<char>, place: u8, kind: u8, letter: u8) -> Vec<char> {
    if letters.is_empty() {
        return letters;
    }
    let place = usize::from(place) % letters.len();
    let letter = char::from(b'a' + letter % 26);
    match kind % 4 {
        0 => letters.insert(place, letter),
        1 => drop(letters.remove(place)),
        2 => letters[place] = letter,
        _ if place > 0 => letters.swap(place, place - 1),
        _ => {}
    }
    letters
}

/// Without the letters that not every keyboard has.
fn spelled_out(word: &str) -> String {
    let pairs = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("ß", "ss"), ("é", "e")];
    pairs.iter().fold(word.to_owned(), |word, (letter, plain)| word.replace(letter, plain))
}
