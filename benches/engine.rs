//! How fast the engine answers, without a browser: `cargo bench --bench engine -- 43614 1000000`.

#[path = "../src/bin/standpoint-tool/sample.rs"]
mod sample;

use std::sync::Arc;
use std::time::{Duration, Instant};

use standpoint::corpus::Corpus;
use standpoint::link::View;
use standpoint::markup::{Library, Shown};
use unicode_normalization::UnicodeNormalization;

fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = act();
    println!("{what}: {:.0} ms", began.elapsed().as_secs_f64() * 1e3);
    done
}

fn at(times: &[Duration], share: f64) -> f64 {
    times[((times.len() - 1) as f64 * share).round() as usize].as_secs_f64() * 1e3
}

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    for size in sizes {
        println!("{size} statements");
        let file = timed("made up", || sample::sample(size));
        let words: Vec<String> = file
            .sources
            .iter()
            .flat_map(|source| &source.arguments)
            .step_by(1 + size / 40)
            .flat_map(|row| row.claim.split(' ').filter(|word| word.len() > 3).take(2).map(str::to_owned))
            .collect();
        let corpus = timed("checked", || Corpus::new("sample", file).expect("a corpus without errors"));
        let library = timed("catalogue", || Library::new(corpus, |text| text.nfkd().collect()));
        timed("index", || library.index().search("x"));
        let mut shown = Shown::new(&library, View::default());
        let mut times: Vec<(Duration, String, usize)> = Vec::new();
        for pair in words.chunks(2) {
            let typed = pair.join(" ");
            for (end, _) in typed.char_indices().skip(1) {
                let view = View { search: typed[..end].to_owned(), ..View::default() };
                let began = Instant::now();
                shown.turn(&library, view);
                times.push((began.elapsed(), typed[..end].to_owned(), shown.hits.number));
            }
        }
        times.sort();
        let only: Vec<Duration> = times.iter().map(|(time, ..)| *time).collect();
        println!(
            "{} keystrokes: median {:.2} ms, 95th percentile {:.2} ms, slowest {:.2} ms ({:?}, {} found)",
            only.len(),
            at(&only, 0.5),
            at(&only, 0.95),
            at(&only, 1.0),
            times[times.len() - 1].1,
            times[times.len() - 1].2
        );
        drop(Arc::clone(&shown.hits));
    }
}
