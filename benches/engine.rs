//! How fast the engine answers, without a browser: `cargo bench --bench engine -- 43614 1000000`.
//! The profile of benches hardly optimises; `CARGO_PROFILE_BENCH_OPT_LEVEL=3` before it does.
//!
//! The same number types the same keystrokes into the same collection, so the digest of the answers
//! tells whether another build answers otherwise.

#[path = "../src/bin/standpoint-tool/sample.rs"]
mod sample;

use std::sync::Arc;
use std::time::{Duration, Instant};

use standpoint::corpus::Corpus;
use standpoint::link::View;
use standpoint::markup::{Library, Shown};
use standpoint::matrix::Layout;
use standpoint::query::Facet;
use unicode_normalization::UnicodeNormalization;

/// Of so many words each beginning is typed.
const WORDS: usize = 60;

fn timed<T>(act: impl FnOnce() -> T) -> (T, Duration) {
    let began = Instant::now();
    let done = act();
    (done, began.elapsed())
}

fn step<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let (done, time) = timed(act);
    println!("{what}: {:.0} ms", time.as_secs_f64() * 1e3);
    done
}

/// Median, 95th percentile and most, in milliseconds.
fn told(times: &[Duration]) -> String {
    let mut times: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    format!("median {:.2}, 95th percentile {:.2}, slowest {:.2}", at(0.5), at(0.95), at(1.0))
}

/// Words of claims typed letter by letter, every third time two of them, every fourth with two
/// letters swapped, one left out or one doubled.
fn typed(claims: &[&str]) -> Vec<String> {
    let long = |claim: &str| -> Vec<String> {
        let words = claim.split(|letter: char| !letter.is_alphabetic());
        words.filter(|word| word.chars().count() > 3).map(str::to_lowercase).collect()
    };
    let claims = claims.iter().step_by((claims.len() / WORDS).max(1)).map(|claim| long(claim));
    let mut typed = Vec::new();
    for (turn, words) in claims.filter(|words| words.len() > 1).take(WORDS).enumerate() {
        let mut text: Vec<char> = words[turn % words.len()].chars().collect();
        let at = 1 + turn % (text.len() - 2);
        match turn % 12 {
            3 => text.swap(at, at + 1),
            7 => _ = text.remove(at),
            11 => text.insert(at, text[at]),
            _ => {}
        }
        if turn % 3 == 2 {
            text.push(' ');
            text.extend(words[(turn + 1) % words.len()].chars());
        }
        let ends = (1..=text.len()).filter(|&end| text[end - 1] != ' ');
        typed.extend(ends.map(|end| String::from_iter(&text[..end])));
    }
    typed
}

/// All that a keystroke answered, in one number.
fn digest(shown: &Shown) -> u64 {
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |number: u64| digest = (digest ^ number).wrapping_mul(0x0100_0000_01b3);
    if let Some(found) = &shown.found {
        found.found.ones().for_each(|argument| add(argument as u64));
        found.score.iter().for_each(|score| add(u64::from(score.to_bits())));
    }
    shown.hits.units.ones().for_each(|unit| add(unit as u64));
    for facet in Facet::ALL {
        shown.hits.counts[facet.index()].iter().for_each(|&count| add(u64::from(count)));
    }
    for line in &shown.matrix.rows {
        let spread = line.spread;
        add(spread.map_or(0, |spread| spread.contest.to_bits() ^ spread.mean.to_bits()));
        add(spread.map_or(0, |spread| (spread.columns + (spread.sources << 32)) as u64));
    }
    add(shown.matrix.columns.len() as u64);
    digest
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    for size in sizes {
        println!("{size} statements");
        let file = step("made up", || sample::sample(size));
        let corpus = step("checked", || Corpus::new("sample", file).expect("a corpus without errors"));
        let claims: Vec<&str> = corpus.arguments.iter().map(|row| row.claim.as_str()).collect();
        let keystrokes = typed(&claims);
        let library = step("catalogue", || Library::new(corpus, |text| text.nfkd().collect()));
        let index = step("index", || library.index());
        let layout = Layout::new(&library.corpus, &library.catalogue, View::default().axes);
        let layout = Arc::new(layout);
        let mut shown = Shown::new(&library, View::default());
        let (mut whole, mut searches, mut facets, mut matrices) = (vec![], vec![], vec![], vec![]);
        let mut slowest = (Duration::ZERO, "", 0);
        let mut answers = 0_u64;
        for text in &keystrokes {
            let view = View { search: text.clone(), ..View::default() };
            let ((), time) = timed(|| shown.turn(&library, view));
            whole.push(time);
            slowest = slowest.max((time, text, shown.hits.number));
            answers = answers.rotate_left(1) ^ digest(&shown);
        }
        for text in &keystrokes {
            let view = View { search: text.clone(), ..View::default() };
            let (found, time) = timed(|| index.search(text));
            searches.push(time);
            let (hits, time) = timed(|| library.hits(&view, found.as_ref()));
            facets.push(time);
            let (matrix, time) = timed(|| library.matrix(&layout, &view, found.is_some(), &hits));
            matrices.push(time);
            drop(matrix);
        }
        println!("{} keystrokes, ms: {}", keystrokes.len(), told(&whole));
        println!("slowest: {:?}, {} found", slowest.1, slowest.2);
        println!("search: {}", told(&searches));
        println!("facets: {}", told(&facets));
        println!("matrix: {}", told(&matrices));
        println!("digest of the answers: {answers:016x}");
    }
}
