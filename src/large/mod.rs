//! What only the program for large corpora draws.

mod agreement;
mod arrange;
mod changes;
mod grid;
mod list;
pub mod map;
mod values;
mod words;

use crate::link::Table;
use crate::markup::{Lens, More, Node, Scene};
use crate::query::search::Nfkd;

/// All of it.
pub static MORE: More = More {
    arrange: arrange::arrange,
    table,
    grid: grid::grid,
    feed: list::feed,
    list: list::list,
    values: values::values,
};

/// Unicode normalisation form KD. German words are answered here; for others `whole` is asked, the browser,
/// to which every question takes as long as indexing ten words.
pub fn nfkd(text: &str, whole: Nfkd) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    for letter in text.chars() {
        let base = match letter {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            'Ä' => 'A',
            'Ö' => 'O',
            'Ü' => 'U',
            'ß' | '\0'..='\x7f' => {
                out.push(letter);
                continue;
            }
            _ => return whole(text),
        };
        out.extend([base, '\u{308}']);
    }
    out
}

fn table(scene: &Scene, lens: &Lens) -> Vec<Node> {
    match scene.view.table {
        Table::Marks => Vec::new(),
        Table::Plain => grid::plain(scene, lens),
        Table::Map => map::map(scene, lens),
        Table::Agreement => agreement::agreement(scene, lens),
        Table::Changes => changes::changes(scene, lens),
    }
}

#[cfg(test)]
mod tests {
    use super::nfkd;
    use unicode_normalization::UnicodeNormalization;

    fn whole(text: &str) -> String {
        text.nfkd().collect()
    }

    #[test]
    fn what_is_answered_here_is_what_unicode_says() {
        let never = |text: &str| -> String { panic!("{text:?} was asked for") };
        for text in ["", "Straße", "Übergröße", "ÄÖÜäöüß", "a-b, c. 1"] {
            assert_eq!(nfkd(text, never), whole(text), "{text}");
        }
        // Letter by letter, beside others.
        for letter in (0..0x3000).filter_map(char::from_u32) {
            let text = format!("a{letter}\u{308}ü");
            assert_eq!(nfkd(&text, whole), whole(&text), "{letter:?}");
        }
    }
}
