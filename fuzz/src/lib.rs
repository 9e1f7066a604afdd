//! Noise and half-right input for Standpoint's rooms, led by coverage: what must hold of each.
//!
//! A target in `fuzz_targets` hands its input to the module of its name; whatever does not hold
//! panics there.

pub mod anchor;
pub mod corpus;
pub mod date;
pub mod dice;
pub mod link;
pub mod mutate;
pub mod packed;
pub mod page;
pub mod query;

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use cpu_time::ThreadTime;
use standpoint::corpus::read_one;
use standpoint::corpus::written::CorpusFile;
use standpoint::markup::Library;
use unicode_normalization::UnicodeNormalization;

const RIVER: &str = include_str!("../seeds/corpus/river.json");

/// A small corpus as it is written.
pub static FILE: LazyLock<CorpusFile> =
    LazyLock::new(|| serde_json::from_str(RIVER).expect("the shape is right"));

/// A small corpus.
pub static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::new(read_one("river", RIVER).expect("without errors"), nfkd));

/// Unicode normalisation form KC.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Unicode normalisation form KD.
pub fn nfkd(text: &str) -> String {
    text.nfkd().collect()
}

/// Does something that must not take longer than a second, whatever else the machine is doing.
pub fn quickly<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = ThreadTime::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(1), "{what} takes {:?}", start.elapsed());
    result
}

/// What became of the cases, told now and then, so that a run that never gets past the parser
/// shows.
pub struct Tally<const KINDS: usize> {
    every: u64,
    names: [&'static str; KINDS],
    counts: [AtomicU64; KINDS],
}

impl<const KINDS: usize> Tally<KINDS> {
    /// A tally of so many kinds of cases, told every so many.
    pub const fn new(every: u64, names: [&'static str; KINDS]) -> Self {
        Tally { every, names, counts: [const { AtomicU64::new(0) }; KINDS] }
    }

    /// Counts a case.
    pub fn count(&self, kind: usize) {
        self.counts[kind].fetch_add(1, Ordering::Relaxed);
        let counts = self.counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        if counts.iter().sum::<u64>().is_multiple_of(self.every) {
            let told = self.names.iter().zip(counts).map(|(name, count)| format!("{name} {count}"));
            eprintln!("tally: {}", told.collect::<Vec<_>>().join(", "));
        }
    }
}
