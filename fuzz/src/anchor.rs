//! Finding passages in a reader's copy.

use std::sync::Arc;
use std::sync::LazyLock;

use standpoint::corpus::anchor::{Copy, Found, anchor, fingerprint, normal_form};
use standpoint::corpus::written::BlockFile;
use standpoint::corpus::{Corpus, text};
use standpoint::link::{Page, View};
use standpoint::markup::{Around, Library, Shown, locate};

use crate::dice::Dice;
use crate::{FILE, nfkc, nfkd, page, quickly};

const TEXT: &str = include_str!("../seeds/anchor/x.txt");

/// The small corpus, the first source of which has a text.
static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let mut file = FILE.clone();
    let source = &mut file.sources[0];
    let blocks: Vec<&str> = text::blocks(TEXT).map(|range| &TEXT[range]).collect();
    let outline = |(row, block): (&BlockFile, &&str)| {
        let sentences = text::sentences(block).into_iter();
        let sentences = sentences.map(|range| fingerprint(&normal_form(&block[range], nfkc))).collect();
        BlockFile { sentences, ..row.clone() }
    };
    source.outline = source.outline.iter().zip(&blocks).map(outline).collect();
    for row in &mut source.arguments {
        let [first, last] = row.place.sentences.map(|at| at as usize);
        let block = blocks[row.place.block as usize - 1];
        row.anchor = anchor(block, first, last, nfkc).expect("the text has the passage");
    }
    Library::new(Corpus::new("river", file).expect("without errors"), nfkd)
});

/// Any text can be a copy: what is found in it is a part of it, and the page shows all of it.
pub fn check(data: &[u8]) {
    let copy = String::from_utf8_lossy(data).into_owned();
    let corpus = &LIBRARY.corpus;
    let source = corpus.sources.find("x").expect("it is there");
    let located = quickly("finding", || locate(corpus, source, copy.clone(), nfkc));
    assert_eq!((&located.text, located.found.len()), (&copy, corpus.arguments_of(source).count()));
    for (argument, found) in &located.found {
        match found {
            Found::Lost => {}
            Found::Drifted(range, share) => {
                assert!(!copy[range.clone()].trim().is_empty() && (0.4..=1.0).contains(share));
            }
            Found::Exact(range) => {
                let sentences = text::sentences(&copy[range.clone()]);
                let row = &corpus.arguments[*argument];
                assert!(!sentences.is_empty() && row.anchor.fingerprint.len() == 16);
            }
        }
    }
    let view = View { page: Page::Sources, source: Some("x".into()), ..View::default() };
    let shown = Shown::new(&LIBRARY, view);
    let copies = [Arc::new(located)];
    page::draw(&shown.scene(&LIBRARY), &Around::default(), &copies, &mut Dice::of(data));
    let mut dice = Dice::of(data);
    any_passage(&copy, &mut dice);
    // What is said over and over must not make finding quadratic.
    if dice.one_in(512) {
        let (from, most) = (dice.below(copy.chars().count()), [8, usize::MAX][dice.below(2)]);
        let part: String = copy.chars().skip(from).take(dice.below(most) + 1).collect();
        let long = part.repeat(200_000 / part.len().max(1));
        quickly("finding in a long copy", || locate(corpus, source, long, nfkc));
    }
}

/// A passage is found again, word for word, in the text that it was taken from.
fn any_passage(copy: &str, dice: &mut Dice) {
    let blocks: Vec<&str> = text::blocks(copy).map(|range| &copy[range]).collect();
    let Some(block) = dice.pick(&blocks) else { return };
    let sentences = text::sentences(block).len();
    let (first, last) = (dice.below(sentences + 2), dice.below(sentences + 2));
    let made = anchor(block, first, last, nfkc);
    assert_eq!(made.is_some(), 1 <= first && first <= last && last <= sentences, "{first} to {last}");
    let Some(made) = made else { return };
    assert!(block.contains(&made.start) && block.contains(&made.end));
    let found = Copy::new(copy, nfkc).find(&made, last + 1 - first);
    // By its words; without any there is nothing to look for.
    if !made.shingles.is_empty() {
        assert!(matches!(found, Found::Exact(_)), "{first} to {last} of {block:?}: {found:?}");
    }
}
