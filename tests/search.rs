//! Guards the search on the bundled corpus: what a reader expects of typing into it, and every
//! result against a naive matcher that reads the written corpus on its own.

mod common;

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::LazyLock;

use common::{Card, cards, load};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index as Pick, select};
use standpoint::corpus::written::{CorpusFile, Csl};
use standpoint::corpus::{Corpus, cite};
use standpoint::query::search::{Found, Index};
use unicode_normalization::UnicodeNormalization;

/// The bundled corpus, what the naive matcher read of it, and the index under test.
struct Bundled {
    file: CorpusFile,
    corpus: Corpus,
    index: Index,
    /// The words of each card's claim and of all its fields, in the order of the corpus.
    claims: Vec<Vec<String>>,
    words: Vec<BTreeSet<String>>,
    /// All words of the corpus.
    all: BTreeSet<String>,
}

static BUNDLED: LazyLock<Bundled> = LazyLock::new(|| {
    let out = std::env::temp_dir().join(format!("standpoint-search-{}.json", std::process::id()));
    let tool = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"))
        .args(["pack", concat!(env!("CARGO_MANIFEST_DIR"), "/corpus"), "--out"])
        .arg(&out)
        .output()
        .expect("the tool runs");
    assert!(tool.status.success(), "{}", String::from_utf8_lossy(&tool.stderr));
    let json = std::fs::read_to_string(&out).expect("the packed corpus");
    drop(std::fs::remove_file(out));
    let file: CorpusFile = serde_json::from_str(&json).expect("the packed corpus");
    let corpus = load(&file);
    let index = Index::new(&corpus, |text| text.nfkd().collect());
    let claims = cards(&file).iter().map(|card| words(&card.row.claim)).collect();
    let words: Vec<BTreeSet<String>> = cards(&file).iter().map(|card| words_of(card, &file)).collect();
    let all = words.iter().flatten().cloned().collect();
    Bundled { corpus, index, claims, words, all, file }
});

/// The words of a text without case and accents. Dots stay inside "U.S.", apostrophes inside
/// "don't"; a possessive s goes.
fn words(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .collect();
    plain
        .split(|letter: char| !(letter.is_alphanumeric() || "'.".contains(letter)))
        .flat_map(without_dots)
        .flat_map(|word| without_apostrophes(&word))
        .collect()
}

/// "u.s." is one word, "end.next" two.
fn without_dots(part: &str) -> Vec<String> {
    let pieces: Vec<&str> = part.split('.').collect();
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for (at, piece) in pieces.iter().enumerate() {
        let is_initial = piece.chars().count() == 1 && piece.chars().all(char::is_alphabetic);
        let is_dotted = at + 1 < pieces.len();
        match words.last_mut() {
            Some(word) if joins && is_initial && is_dotted => word.push_str(piece),
            _ => words.push((*piece).to_owned()),
        }
        joins = is_initial;
    }
    words
}

fn without_apostrophes(word: &str) -> Vec<String> {
    let word = word.trim_matches('\'');
    let word = word.strip_suffix("'s").unwrap_or(word);
    // An apostrophe before a digit parts words.
    let starts_number = |rest: &str| rest.starts_with(|letter: char| letter.is_numeric());
    match word.split_once('\'') {
        Some((before, rest)) if starts_number(rest) => vec![before.to_owned(), rest.to_owned()],
        _ => vec![word.to_owned()],
    }
    .into_iter()
    .filter(|word| !word.is_empty())
    .collect()
}

/// The words of everything of a card that is searched.
fn words_of(card: &Card, file: &CorpusFile) -> BTreeSet<String> {
    let actor = |id: &String| {
        let row = file.codebook.actors.iter().find(|row| row.id == *id);
        row.expect("a known actor").label.clone()
    };
    let authors = |record: &Csl| {
        let names = record.author.iter().flat_map(|name| [&name.given, &name.family, &name.literal]);
        names.flatten().cloned().collect::<Vec<_>>().join(" ")
    };
    let mut texts = vec![card.row.claim.clone(), card.source.short.clone(), authors(&card.source.record)];
    for evidence in &card.row.evidence {
        texts.push(evidence.text.clone());
        let reference = file.references.iter().find(|row| Some(&row.id) == evidence.reference.as_ref());
        texts.extend(reference.map(cite::plain));
    }
    let propositions = file.codebook.propositions.iter();
    let spoken = |id: &str| card.row.stances.iter().any(|stance| stance.proposition == id);
    texts.extend(propositions.filter(|row| spoken(&row.id)).map(|row| row.text.clone()));
    texts.extend(card.row.about.iter().chain(&card.row.holder).map(actor));
    texts.push(card.source.outline[card.row.place.block as usize - 1].section.clone());
    texts.iter().flat_map(|text| words(text)).collect()
}

/// Slips of the finger between two words: letters changed, left out, put in, or swapped.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = match (i, j) {
                (0, _) | (_, 0) => i + j,
                _ => {
                    let changed = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                    changed.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1)
                }
            };
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                table[i][j] = table[i][j].min(table[i - 2][j - 2] + 1);
            }
        }
    }
    table[a.len()][b.len()]
}

/// The words of the corpus that a typed word means: the word, its longer forms, its singular;
/// failing that, words or beginnings of words one slip away; failing that too, from eight letters on, two.
fn meant(typed: &str) -> BTreeSet<String> {
    // Without an umlaut's letter some write "ae" for "ä".
    let folded = typed.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let is_close = |word: &&String| {
        word.starts_with(typed)
            || word.starts_with(&folded)
            || typed.len() > 3 && typed.strip_suffix('s') == Some(word.as_str())
    };
    let close: BTreeSet<String> = BUNDLED.all.iter().filter(is_close).cloned().collect();
    let letters = typed.chars().count();
    let most = [0, 1, 2][usize::from(letters >= 4) + usize::from(letters >= 8)];
    let slipped = (1..=most).map(|most| {
        let is_slipped = |word: &&String| {
            let mut begun = word.char_indices().map(|(end, _)| &word[..end]).chain([word.as_str()]);
            begun.any(|begun| slips(typed, begun) <= most)
        };
        BUNDLED.all.iter().filter(is_slipped).cloned().collect()
    });
    std::iter::once(close).chain(slipped).find(|meant| !meant.is_empty()).unwrap_or_default()
}

/// The cards that have a meant word for each word typed.
fn naive(search: &str) -> Vec<bool> {
    let meant: Vec<BTreeSet<String>> = words(search).iter().map(|word| meant(word)).collect();
    BUNDLED.words.iter().map(|card| meant.iter().all(|meant| !meant.is_disjoint(card))).collect()
}

fn search(text: &str) -> Found {
    BUNDLED.index.search(text).unwrap_or_else(|| panic!("{text:?} has words"))
}

/// The positions of the cards found.
fn found(text: &str) -> BTreeSet<usize> {
    search(text).found.ones().collect()
}

/// The cards that have this very word.
fn having(word: &str) -> BTreeSet<usize> {
    (0..BUNDLED.words.len()).filter(|&at| BUNDLED.words[at].contains(word)).collect()
}

/// The positions of the cards found, best first.
fn ranked(text: &str) -> Vec<usize> {
    let result = search(text);
    let mut order: Vec<usize> = result.found.ones().collect();
    order.sort_by(|&a, &b| result.score[b].total_cmp(&result.score[a]));
    order
}

/// Every n-th word of the corpus, of at least this many letters.
fn sample(every: usize, letters: usize) -> impl Iterator<Item = &'static String> {
    BUNDLED.all.iter().filter(move |word| word.chars().count() >= letters).step_by(every)
}

#[test]
fn the_naive_matcher_reads_words_as_a_reader_does() {
    assert_eq!(
        words("China’s U.S.-led ‘bloc’, Élan & 3.5% don't"),
        ["china", "us", "led", "bloc", "elan", "3", "5", "don't"]
    );
    assert_eq!([slips("bejing", "beijing"), slips("pyongyagn", "pyongyang"), slips("", "ab")], [1, 1, 2]);
}

#[test]
fn a_word_finds_every_card_that_has_it() {
    for word in ["beijing", "sanctions", "nato", "buffer", "kim"] {
        assert!(!having(word).is_empty(), "the corpus speaks of {word}");
    }
    for word in sample(3, 1) {
        assert!(found(word).is_superset(&having(word)), "{word}");
    }
}

#[test]
fn nothing_to_search_for_is_no_search() {
    for text in ["", "  ", "?!", "…—", "'", "."] {
        assert!(BUNDLED.index.search(text).is_none(), "{text:?}");
    }
}

#[test]
fn what_is_being_typed_finds_what_it_will_find() {
    for word in sample(17, 2) {
        let whole = having(word);
        for (end, _) in word.char_indices().skip(1) {
            assert!(found(&word[..end]).is_superset(&whole), "{:?} of {word:?}", &word[..end]);
        }
    }
}

#[test]
fn slips_of_the_finger_are_forgiven() {
    for (typed, word) in [
        ("Bejing", "beijing"),
        ("sanctoins", "sanctions"),
        ("Pyongyagn", "pyongyang"),
        ("Mosocw", "moscow"),
        ("allaince", "alliance"),
        ("NAOT", "nato"),
        ("coperatoin", "cooperation"),
        ("diplomaticc", "diplomatic"),
    ] {
        assert!(!having(word).is_empty(), "the corpus speaks of {word}");
        assert!(found(typed).is_superset(&having(word)), "{typed} for {word}");
        assert!(search(typed).unmatched.is_empty(), "{typed}");
    }
    // Too short, or too far off.
    for typed in ["kmi", "xx", "bxjxng", "mxsxow"] {
        assert_eq!((found(typed).len(), search(typed).unmatched), (0, vec![typed.to_owned()]));
    }
}

#[test]
fn a_word_spelt_right_is_not_taken_for_a_slip() {
    for word in sample(11, 4) {
        let result = search(word);
        let folded = word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
        let is_form = |term: &&String| {
            term.starts_with(word.as_str()) || term.starts_with(&folded) || *word == format!("{term}s")
        };
        for term in BUNDLED.all.iter().filter(|term| !is_form(term)) {
            assert!(BUNDLED.index.marks(&result, term).is_empty(), "{word} was taken for {term}");
        }
    }
}

#[test]
fn case_accents_and_dots_do_not_matter() {
    for (one, other) in [
        ("pyongyang", "PYONGYANG"),
        ("pyongyang", "Pyóngyàng"),
        ("pyongyang", "Pyo\u{301}ngyang"),
        ("nato", "ＮＡＴＯ"),
        ("china", "China’s"),
        ("china", "China's"),
        ("us", "U.S."),
        ("kim jong", "“Kim” (Jong)"),
        ("russia china", "china, Russia; china"),
    ] {
        assert_eq!(found(one), found(other), "{one} and {other}");
        assert!(!found(one).is_empty(), "{one}");
    }
}

#[test]
fn several_words_narrow() {
    for (one, other) in [("russia", "sanctions"), ("korea", "buffer"), ("beij", "mosco"), ("kim", "putin")] {
        let both: BTreeSet<usize> = found(one).intersection(&found(other)).copied().collect();
        assert_eq!(found(&format!("{one} {other}")), both);
        assert_eq!(found(&format!("{other} {one} {one}")), both);
    }
    assert!(found("russia sanctions").len() < found("sanctions").len().min(found("russia").len()));
}

#[test]
fn a_word_that_nothing_has_is_named() {
    for text in ["zzzzqx", "china zzzzqx", "zzzzqx China"] {
        let result = search(text);
        assert_eq!(result.unmatched, ["zzzzqx"], "{text}");
        assert!(result.found.is_clear(), "{text}");
        assert!(result.score.iter().all(|score| *score == 0.0), "{text}");
    }
}

/// Who types a word that is there wants it, not longer words that begin with it.
#[test]
fn exact_words_rank_first() {
    let mut wrong = Vec::new();
    for word in &BUNDLED.all {
        let is_beginning = BUNDLED.all.iter().any(|other| other != word && other.starts_with(word.as_str()));
        let in_a_claim = BUNDLED.claims.iter().any(|claim| claim.contains(word));
        if word.chars().count() < 4 || !is_beginning || !in_a_claim {
            continue;
        }
        let best = ranked(word)[0];
        if !BUNDLED.words[best].contains(word) {
            wrong.push(format!("{word}: {:?}", BUNDLED.claims[best].join(" ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "first comes a card without the word, for {} words:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A word of the claim says more of a card than one of its proposition or its source.
#[test]
fn a_claim_ranks_before_the_rest_of_a_card() {
    for word in ["buffer", "sanctions", "leverage"] {
        let best = ranked(word)[0];
        assert!(BUNDLED.claims[best].iter().any(|other| other == word), "{word}");
    }
}

#[test]
fn ranks_are_positive_for_what_is_found_and_only_for_that() {
    for text in ["china", "russia sanctions", "the", "bejing", "k"] {
        let result = search(text);
        for (at, score) in result.score.iter().enumerate() {
            let found = result.found.contains(at);
            assert!(score.is_finite() && found == (*score > 0.0), "{text}: {found} {score}");
        }
    }
}

#[test]
fn marks_are_the_matching_words() {
    for (typed, shown, marked) in [
        ("beijing", "Beijing’s aims: BEIJING, not Peking.", vec!["Beijing’s", "BEIJING"]),
        ("kore", "Korea: Koreans, and what is Korean.", vec!["Korea", "Korean"]),
        ("Bejing russia", "Russia and Beijing.", vec!["Russia", "Beijing"]),
        ("zzzzqx", "Nothing here.", vec![]),
        ("U.S.", "The U.S. and us.", vec!["U.S", "us"]),
        ("nato", "<mark>NATO</mark> & é nato", vec!["NATO", "nato"]),
    ] {
        let marks = BUNDLED.index.marks(&search(typed), shown);
        let marks: Vec<&str> = marks.into_iter().map(|range| &shown[range]).collect();
        assert_eq!(marks, marked, "{typed}");
    }
}

/// Something typed: words of the corpus, whole, begun, or with slips, and signs around them.
fn typed() -> impl Strategy<Value = String> {
    let slip = (any::<Pick>(), 0..9_usize, prop::char::range('a', 'z'));
    let word = (any::<Pick>(), any::<Pick>(), vec(slip, 0..=3), any::<bool>()).prop_map(
        |(word, end, slips, whole)| {
            let words: Vec<&String> = BUNDLED.all.iter().collect();
            let mut letters: Vec<char> = word.get(&words).chars().collect();
            if !whole {
                letters.truncate(end.index(letters.len()) + 1);
            }
            for (at, kind, letter) in slips {
                let at = at.index(letters.len());
                match kind {
                    0 => letters.insert(at, letter),
                    1 if letters.len() > 1 => drop(letters.remove(at)),
                    2 => letters[at] = letter,
                    3 if at > 0 => letters.swap(at, at - 1),
                    4 => letters.push('s'),
                    5 => letters[at] = letters[at].to_ascii_uppercase(),
                    _ => {}
                }
            }
            String::from_iter(letters)
        },
    );
    (vec(word, 1..=3), select(vec![" ", ", ", "  ", "/", "\n"]))
        .prop_map(|(words, between)| words.join(between))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_what_the_naive_matcher_finds(text in typed()) {
        let result = search(&text);
        let found: Vec<bool> = (0..BUNDLED.words.len()).map(|at| result.found.contains(at)).collect();
        prop_assert_eq!(&found, &naive(&text));
        let unmatched: BTreeSet<String> = words(&text).into_iter().filter(|word| meant(word).is_empty()).collect();
        prop_assert_eq!(result.unmatched.iter().cloned().collect::<BTreeSet<_>>(), unmatched);

        let meant: BTreeSet<String> = words(&text).iter().flat_map(|word| meant(word)).collect();
        for card in cards(&BUNDLED.file) {
            let claim = &card.row.claim;
            // The last dot of "U.S." is not marked, and without it these would be two words.
            let marks = BUNDLED.index.marks(&result, claim).into_iter();
            let marks: Vec<String> = marks.map(|range| words(&format!("{}.", &claim[range])).concat()).collect();
            let expected: Vec<String> = words(claim).into_iter().filter(|word| meant.contains(word)).collect();
            prop_assert_eq!(marks, expected);
        }
    }

    #[test]
    fn any_text_can_be_searched(text in any::<String>()) {
        if let Some(result) = BUNDLED.index.search(&text) {
            prop_assert_eq!(result.found.len(), BUNDLED.corpus.arguments.len());
            for range in BUNDLED.index.marks(&result, &text) {
                prop_assert!(!text[range].is_empty());
            }
        }
    }
}
