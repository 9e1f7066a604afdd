//! A table as large as the whole archive of the Wahl-O-Mat is read while one waits.

use std::time::{Duration, Instant};

use super::*;

/// As many statements as the archive has: 1,167 sources on 2,553 propositions.
fn archive() -> String {
    let mut text = "source,party,thesis,position,reason,date\n".to_owned();
    for at in 0..43_614_usize {
        let (source, thesis) = (at % 1_167, at / 20);
        let reason =
            "Because it is so, and because it has always been so in our town and in the next. ".repeat(3);
        text += &format!(
            "Programme {source},Party {},\"Thesis, number {thesis}, is one that somebody has to answer.\",{},\"{reason}{at}\",2021-09-{:02}\n",
            source % 300,
            ["yes", "no", "neutral"][at % 3],
            source % 28 + 1
        );
    }
    text
}

#[test]
fn a_table_of_an_archives_size_is_read_quickly() {
    let table = archive();
    let start = Instant::now();
    let opened = read_table("archive.csv", &table).expect("it is sound");
    let took = start.elapsed();
    eprintln!("{} bytes, 43614 rows: {took:?}", table.len());
    assert_eq!(opened.corpus.sources.len(), 1_167);
    assert_eq!(opened.corpus.sources.iter().map(|source| source.arguments.len()).sum::<usize>(), 43_614);
    // Without optimisation and beside other work; a lookup that goes through a list takes minutes.
    assert!(took < Duration::from_secs(20), "{took:?}");
}
