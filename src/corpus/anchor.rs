//! Finding a coded passage again, in the coder's text or in a reader's own copy, without keeping
//! its wording.
//!
//! - The *normal form* of a text: Unicode NFKC, quotes and dashes folded to ASCII, lower case,
//!   runs of white space to one space, trimmed.
//! - A *fingerprint*: SHA-256 of the normal form, the first 16 hex digits.
//! - *Shingles*: hashes of runs of three words, winnowed (Schleimer, Wilkerson, Aiken 2003) with
//!   a window of four, of which the smallest eight are kept; 6 hex digits each. The share of them
//!   found in another passage estimates how much of the first one stands there.

use std::ops::Range;

use sha2::{Digest, Sha256};

use super::order::set;
use super::text;
use super::written::AnchorFile;

/// Unicode normalisation form KC; the browser and the tool each bring their own.
pub type Nfkc = fn(&str) -> String;

/// The normal form of a passage.
pub fn normal_form(passage: &str, nfkc: Nfkc) -> String {
    let lower = if passage.is_ascii() { passage.to_lowercase() } else { nfkc(passage).to_lowercase() };
    let mut normal = String::with_capacity(lower.len());
    for word in lower.split_whitespace() {
        if !normal.is_empty() {
            normal.push(' ');
        }
        normal.extend(word.chars().map(|letter| match letter {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            other => other,
        }));
    }
    normal
}

/// The fingerprint of a text that is in normal form: 16 hex digits.
pub fn fingerprint(normal: &str) -> String {
    hex(&Sha256::digest(normal.as_bytes())[..8])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

const SHINGLE_WORDS: usize = 3;
const WINDOW: usize = 4;
const KEPT: usize = 8;

fn words(normal: &str) -> impl Iterator<Item = &str> {
    text::words(normal).into_iter().map(|range| &normal[range])
}

/// The hash of a run of words.
fn shingle(words: &[&str]) -> String {
    hex(&Sha256::digest(words.join(" ").as_bytes())[..3])
}

/// The hash of every run of three words of a text in normal form, in order; of the whole text if
/// it is shorter.
fn shingle_hashes(normal: &str) -> Vec<String> {
    let words: Vec<&str> = words(normal).collect();
    if words.len() < SHINGLE_WORDS {
        return if words.is_empty() { Vec::new() } else { vec![shingle(&words)] };
    }
    words.windows(SHINGLE_WORDS).map(shingle).collect()
}

/// The few shingles by which a changed passage is known, smallest first.
pub fn shingles(normal: &str) -> Vec<String> {
    let hashes = shingle_hashes(normal);
    let window = WINDOW.min(hashes.len().max(1));
    let chosen = set(hashes.windows(window).filter_map(|window| window.iter().min()));
    chosen.into_iter().take(KEPT).cloned().collect()
}

/// How a passage was found in a copy.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// Word for word, at these bytes of the copy.
    Exact(Range<usize>),
    /// Changed, at these bytes; the share of its shingles that stand there, 0.4 to 1.
    Drifted(Range<usize>, f32),
    /// Not in the copy.
    Lost,
}

/// The share of a passage's shingles that must stand in a copy's passage to call it the same one.
const ENOUGH: f32 = 0.4;

/// A reader's own copy of a text, cut into sentences and hashed.
///
/// A copy may be wrapped at every line or run together, so it is cut twice: line by line, and
/// across lines within a paragraph. A passage may stand in either.
pub struct Copy {
    runs: Vec<Run>,
    /// Where each shingle stands: run and sentence. In order.
    shingles: Vec<(String, (usize, usize))>,
    nfkc: Nfkc,
}

/// Consecutive sentences of a copy.
struct Run {
    sentences: Vec<Range<usize>>,
    normal: Vec<String>,
}

impl Run {
    /// The shingles that a passage of whole sentences can have, each with the sentence it begins
    /// in: every run of three words, also over the end of a sentence, and fewer words that are
    /// whole sentences.
    fn shingles(&self) -> Vec<(String, usize)> {
        let sentences = self.normal.iter().enumerate();
        let (at, words): (Vec<usize>, Vec<&str>) =
            sentences.flat_map(|(at, normal)| words(normal).map(move |word| (at, word))).unzip();
        let parts = |word: usize| word == 0 || word == words.len() || at[word - 1] != at[word];
        let mut found = Vec::new();
        for start in 0..words.len() {
            for end in start + 1..=words.len().min(start + SHINGLE_WORDS) {
                if end == start + SHINGLE_WORDS || parts(start) && parts(end) {
                    found.push((shingle(&words[start..end]), at[start]));
                }
            }
        }
        found
    }
}

impl Copy {
    /// Cuts and hashes a copy.
    pub fn new(copy: &str, nfkc: Nfkc) -> Self {
        let by_line = text::blocks(copy);
        let by_paragraph = paragraphs(copy);
        let runs: Vec<Run> = by_line
            .chain(by_paragraph)
            .map(|block| {
                let sentences: Vec<Range<usize>> = text::sentences(&copy[block.clone()])
                    .into_iter()
                    .map(|range| block.start + range.start..block.start + range.end)
                    .collect();
                let normal = sentences.iter().map(|range| normal_form(&copy[range.clone()], nfkc)).collect();
                Run { sentences, normal }
            })
            .collect();
        let mut shingles = Vec::new();
        for (at, run) in runs.iter().enumerate() {
            for (shingle, sentence) in run.shingles() {
                shingles.push((shingle, (at, sentence)));
            }
        }
        Copy { runs, shingles: set(shingles), nfkc }
    }

    /// How it normalises; the copy's passages must be compared in the same form.
    pub fn nfkc(&self) -> Nfkc {
        self.nfkc
    }

    /// Finds a passage of so many sentences by its anchor.
    pub fn find(&self, anchor: &AnchorFile, length: usize) -> Found {
        let length = length.max(1);
        // The sentences that share a shingle are the only ones worth reading closely.
        let starts = set(anchor.shingles.iter().flat_map(|shingle| {
            let from = self.shingles.partition_point(|(hash, _)| hash < shingle);
            let places = self.shingles[from..].iter().take_while(move |(hash, _)| hash == shingle);
            places.flat_map(|&(_, (run, sentence))| {
                (sentence.saturating_sub(length - 1)..=sentence).map(move |start| (run, start))
            })
        }));
        let mut best: Option<(f32, Range<usize>)> = None;
        for (run, start) in starts {
            let sentences = &self.runs[run].sentences;
            let end = (start + length).min(sentences.len());
            let range = sentences[start].start..sentences[end - 1].end;
            let normal = self.runs[run].normal[start..end].join(" ");
            if fingerprint(&normal) == anchor.fingerprint {
                return Found::Exact(range);
            }
            let here = set(shingle_hashes(&normal));
            let hits = anchor.shingles.iter().filter(|shingle| here.binary_search(shingle).is_ok()).count();
            let share = hits as f32 / anchor.shingles.len() as f32;
            if best.as_ref().is_none_or(|(most, _)| share > *most) {
                best = Some((share, range));
            }
        }
        match best {
            Some((share, range)) if share >= ENOUGH => Found::Drifted(range, share),
            _ => Found::Lost,
        }
    }
}

/// The byte ranges of a text's paragraphs: what stands between blank lines.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for line in text::blocks(text) {
        match found.last_mut() {
            Some(last) if text[last.end..line.start].matches('\n').count() <= 1 => last.end = line.end,
            _ => found.push(line),
        }
    }
    found
}

/// The anchor of a passage: of these sentences (from 1, both included) of a block.
pub fn anchor(block: &str, first: usize, last: usize, nfkc: Nfkc) -> Option<AnchorFile> {
    let sentences = text::sentences(block);
    let passage = sentences.get(first.checked_sub(1)?..last).filter(|passage| !passage.is_empty())?;
    let normal: Vec<String> = passage.iter().map(|range| normal_form(&block[range.clone()], nfkc)).collect();
    let normal = normal.join(" ");
    let words: Vec<Range<usize>> = text::words(block)
        .into_iter()
        .filter(|word| word.start >= passage[0].start && word.end <= passage[passage.len() - 1].end)
        .collect();
    // At most three words from each end, and never the whole of a short passage.
    let ends = (words.len() / 3).clamp(1, 3).min(words.len());
    let quote = |words: &[Range<usize>]| match (words.first(), words.last()) {
        (Some(first), Some(last)) => block[first.start..last.end].to_owned(),
        _ => String::new(),
    };
    Some(AnchorFile {
        fingerprint: fingerprint(&normal),
        shingles: shingles(&normal),
        start: quote(&words[..ends]),
        end: quote(&words[words.len() - ends..]),
        #[cfg(not(target_arch = "wasm32"))]
        extra: Default::default(),
    })
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn nfkc(text: &str) -> String {
        text.nfkc().collect()
    }

    const TEXT: &str = "A heading\n\nThe river rose two metres in one night. Farmers on the left bank moved \
        their cattle to the church hill before dawn. Nobody was hurt.\n";

    #[test]
    fn the_normal_form_folds_what_printers_vary() {
        assert_eq!(
            normal_form("  “Peak\u{a0}China” —\tthe\nＦＩne ‘thing’ ", nfkc),
            "\"peak china\" - the fine 'thing'"
        );
        // Independent value: printf 'a b' | sha256sum | cut -c1-16
        assert_eq!(fingerprint("a b"), "c8687a08aa5d6ed2");
    }

    #[test]
    fn a_passage_is_found_exactly_drifted_or_not_at_all() {
        let block = TEXT.lines().nth(2).unwrap_or_default();
        let anchor = anchor(block, 2, 2, nfkc).expect("the second sentence");
        assert_eq!((anchor.start.as_str(), anchor.end.as_str()), ("Farmers on the", "hill before dawn"));
        let find = |copy: &str| match Copy::new(copy, nfkc).find(&anchor, 1) {
            Found::Exact(range) => format!("exact: {}", &copy[range]),
            Found::Drifted(range, _) => format!("drifted: {}", &copy[range]),
            Found::Lost => "lost".into(),
        };
        assert!(find(TEXT).starts_with("exact: Farmers"), "{}", find(TEXT));
        let wrapped = TEXT.replace(" moved", "\nmoved").replace(" church", "\nchurch");
        assert!(find(&wrapped).starts_with("exact: Farmers"), "{}", find(&wrapped));
        let changed = TEXT.replace("church hill", "old mill");
        assert!(find(&changed).starts_with("drifted: Farmers"), "{}", find(&changed));
        assert_eq!(find("The river fell. Farmers on strike met elsewhere."), "lost");
        assert_eq!(find(""), "lost");
    }

    /// What is remembered of sentences so short may be a run of words over their ends alone.
    #[test]
    fn a_passage_of_short_sentences_is_found() {
        for (text, count) in [
            ("It rose. Fast. Why? No one knew. Nobody.", 5),
            ("Yes! Never. Why? It fell. Ah.", 5),
            ("第一句。第二句！三。四五。", 4),
        ] {
            for first in 1..=count {
                for last in first..=count {
                    let anchor = anchor(text, first, last, nfkc).expect("so many sentences");
                    let found = Copy::new(text, nfkc).find(&anchor, last + 1 - first);
                    assert!(matches!(found, Found::Exact(_)), "{first} to {last} of {text}: {found:?}");
                }
            }
        }
    }
}
