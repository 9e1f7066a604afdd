//! Ids from labels: readable, allowed in links, each once, and the same every time.

use std::collections::HashMap;

/// The longest id that is made of a label, so that a number fits behind it: ids have 80 bytes.
const LONGEST: usize = 56;

/// A label in lower-case ASCII letters, digits and hyphens; empty if it has none of these.
pub(super) fn slug(label: &str) -> String {
    let mut slug = String::with_capacity(label.len().min(LONGEST + 1));
    for letter in label.chars() {
        let plain = plain(letter);
        match plain {
            "" if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            // An apostrophe is inside a word, not between two.
            "" if matches!(letter, '\'' | '’') => {}
            "" if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            plain => slug.push_str(plain),
        }
        if slug.len() > LONGEST {
            break;
        }
    }
    if slug.len() > LONGEST {
        // Whole words, unless the word is all there is.
        let end = slug[..=LONGEST].rfind('-').filter(|&end| end > LONGEST / 2).unwrap_or(LONGEST);
        slug.truncate(end);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What stands for a letter that is not ASCII; empty if nothing does.
fn plain(letter: char) -> &'static str {
    match letter {
        'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
        'ö' | 'Ö' | 'œ' | 'Œ' => "oe",
        'ü' | 'Ü' => "ue",
        'ß' | 'ẞ' => "ss",
        'á' | 'à' | 'â' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' | 'Á' | 'À' | 'Â' | 'Ã' | 'Å' | 'Ā' | 'Ă' | 'Ą' => {
            "a"
        }
        'ç' | 'ć' | 'č' | 'Ç' | 'Ć' | 'Č' => "c",
        'ď' | 'đ' | 'ð' | 'Ď' | 'Đ' | 'Ð' => "d",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' | 'É' | 'È' | 'Ê' | 'Ë' | 'Ē' | 'Ę' | 'Ě' | 'Ė' => {
            "e"
        }
        'ğ' | 'Ğ' => "g",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' | 'Í' | 'Ì' | 'Î' | 'Ï' | 'Ī' | 'İ' => "i",
        'ł' | 'Ł' => "l",
        'ñ' | 'ń' | 'ň' | 'Ñ' | 'Ń' | 'Ň' => "n",
        'ó' | 'ò' | 'ô' | 'õ' | 'ø' | 'ō' | 'ő' | 'Ó' | 'Ò' | 'Ô' | 'Õ' | 'Ø' | 'Ō' | 'Ő' => {
            "o"
        }
        'ř' | 'Ř' => "r",
        'ś' | 'š' | 'ş' | 'Ś' | 'Š' | 'Ş' => "s",
        'ť' | 'ţ' | 'Ť' | 'Ţ' => "t",
        'ú' | 'ù' | 'û' | 'ū' | 'ů' | 'ű' | 'Ú' | 'Ù' | 'Û' | 'Ū' | 'Ů' | 'Ű' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'ź' | 'ž' | 'ż' | 'Ź' | 'Ž' | 'Ż' => "z",
        _ => "",
    }
}

/// Ids of one kind, each given once.
#[derive(Default)]
pub(super) struct Names {
    /// The next number behind an id that was asked for before.
    taken: HashMap<String, usize>,
}

impl Names {
    /// An id made of this label, or of the other word if no letter of it can be in an id.
    pub fn id(&mut self, label: &str, otherwise: &str) -> String {
        let mut id = slug(label);
        if id.is_empty() {
            id.push_str(otherwise);
        }
        let Some(mut number) = self.taken.get(&id).copied() else {
            self.taken.insert(id.clone(), 2);
            return id;
        };
        let free = loop {
            let candidate = format!("{id}-{number}");
            number += 1;
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        self.taken.insert(id, number);
        self.taken.insert(free.clone(), 2);
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_readable_and_each_once() {
        assert_eq!(slug("Über Straßen & Plätze – Café d'Or!"), "ueber-strassen-plaetze-cafe-dor");
        assert_eq!(slug("日本"), "");
        assert_eq!(slug("--- 2021"), "2021");
        let long = slug(&"immer weiter ".repeat(20));
        let is_whole = |word: &str| ["immer", "weiter"].contains(&word);
        assert!(long.len() <= LONGEST && long.split('-').all(is_whole), "{long}");
        assert_eq!(slug(&"ä".repeat(200)).len(), LONGEST);
        let mut names = Names::default();
        let made: Vec<String> =
            ["A", "a", "a-2", "a", "日", "本"].iter().map(|label| names.id(label, "x")).collect();
        assert_eq!(made, ["a", "a-2", "a-2-2", "a-3", "x", "x-2"]);
    }
}
