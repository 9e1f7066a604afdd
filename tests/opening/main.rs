//! Guards the way from the files that a reader brings to a corpus: archives and their limits,
//! encodings, what a file is taken for, tables and elections, and what is said of all that is
//! wrong with them.

mod archives;
mod elections;
mod guesses;
mod kinds;
mod own;
mod progress;
mod real;
mod round_trip;
mod speed;
mod tables;

use std::io::Write;
use std::ops::ControlFlow;

use standpoint::corpus::Corpus;
use standpoint::opening::table::{self, Guess, Mapping};
use standpoint::opening::{Brought, Limits, OpenError, Opened, Progress, Unpacked, unpack};

/// Listens to the progress and lets it go on.
fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn file(name: &str, bytes: impl AsRef<[u8]>) -> Brought {
    Brought { name: name.to_owned(), bytes: bytes.as_ref().to_vec() }
}

fn unpacked(files: Vec<Brought>) -> Result<Unpacked, OpenError> {
    unpack(files, &Limits::default(), &mut on)
}

/// The names of what was unpacked.
fn names(unpacked: &Unpacked) -> Vec<&str> {
    unpacked.files.iter().map(|file| file.name.as_str()).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("a new name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// What is said when something is refused, a problem a line.
fn refused<T: std::fmt::Debug>(result: Result<T, OpenError>) -> Vec<String> {
    result.expect_err("it is refused").to_string().lines().map(str::to_owned).collect()
}

/// The guess for a table.
fn guessed(text: &str) -> Guess {
    table::guess(&table::decode(&file("table.csv", text)).expect("text"))
}

/// A table read as it is guessed.
fn read_table(name: &str, bytes: impl AsRef<[u8]>) -> Result<Opened, OpenError> {
    let file = file(name, bytes);
    let text = table::decode(&file)?;
    let mapping = table::guess(&text).mapping;
    table::read(&text, &mapping, &mut on)
}

/// A table read in a given way.
fn read_as(bytes: &str, mapping: &Mapping) -> Result<Opened, OpenError> {
    let file = file("table.csv", bytes);
    table::read(&table::decode(&file)?, mapping, &mut on)
}

/// What was left out, in words.
fn left_out(opened: &Opened) -> Vec<String> {
    opened.left_out.first.iter().map(ToString::to_string).collect()
}

/// What was remarked, in words.
fn remarks(opened: &Opened) -> Vec<String> {
    opened.remarks.first.iter().map(ToString::to_string).collect()
}

/// The checked corpus: whatever is opened here is sound.
fn checked(opened: &Opened) -> Corpus {
    match Corpus::new("opened", opened.corpus.clone()) {
        Ok(corpus) => corpus,
        Err(error) => panic!("{error}"),
    }
}

/// Each argument as (source, holder, proposition, stance, claim), in the order of the corpus.
fn cards(corpus: &Corpus) -> Vec<(String, String, String, Option<i8>, String)> {
    let card = |id| {
        let argument = &corpus.arguments[id];
        let stance = corpus.stances_of(id).first();
        (
            corpus.sources[argument.source].short.clone(),
            corpus.holder_label(argument.holder).to_owned(),
            stance.map_or_else(String::new, |stance| corpus.propositions[stance.proposition].text.clone()),
            stance.map(|stance| stance.stance.value()),
            argument.claim.clone(),
        )
    };
    corpus.arguments.ids().map(card).collect()
}
