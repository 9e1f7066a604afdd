//! The collections that all engines get: as JSON for ours, as rows for the others, and what is typed.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use serde_json::json;
use standpoint::corpus::written::CorpusFile;
use standpoint::corpus::{Corpus, cite};
use standpoint::opening::{Brought, Kind, election, kind};
use standpoint::query::{Catalogue, Facet};

use crate::common::Fallible;
use crate::sample::sample;

/// The facets that are compared, in the order of a row's values.
const FACETS: [Facet; 8] = [
    Facet::Source,
    Facet::Issue,
    Facet::Proposition,
    Facet::Stance,
    Facet::Holder,
    Facet::Role,
    Facet::Certainty,
    Facet::Year,
];

/// Words shorter than this are not typed.
const SHORTEST: usize = 4;
/// How many keystrokes are typed before the measured ones.
const WARM: usize = 40;

/// A collection that lies in a folder for the page to fetch.
pub struct Collection {
    /// What it is called in the table.
    pub title: String,
    /// Its folder's name.
    pub name: String,
    pub statements: usize,
    /// Of the JSON.
    pub bytes: u64,
    pub keystrokes: Vec<String>,
    pub warm: Vec<String>,
}

/// A made-up collection of so many statements.
pub fn made_up(statements: usize, folder: &Path) -> Fallible<Collection> {
    let title = format!("made up, {}", grouped(statements));
    lay(&title, &statements.to_string(), sample(statements), folder)
}

/// All elections that lie in a folder, as one collection.
pub fn elections(from: &Path, folder: &Path) -> Fallible<Collection> {
    let mut files = Vec::new();
    gather(from, "", &mut files)?;
    files.sort_by(|a: &Brought, b| a.name.cmp(&b.name));
    let Kind::Elections(folders) = kind(&files)? else { return Err("these are no elections".into()) };
    let number = folders.len();
    let opened = election::read(&files, &folders, &mut |_| std::ops::ControlFlow::Continue(()))?;
    lay(&format!("{number} elections"), "elections", opened.corpus, folder)
}

fn gather(from: &Path, name: &str, files: &mut Vec<Brought>) -> Fallible<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = format!("{name}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            gather(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push(Brought { bytes: fs::read(entry.path())?, name });
        }
    }
    Ok(())
}

/// Writes what the page fetches of a collection.
fn lay(title: &str, name: &str, file: CorpusFile, folder: &Path) -> Fallible<Collection> {
    let place = folder.join(name);
    fs::create_dir_all(&place)?;
    let json = place.join("corpus.json");
    let mut out = BufWriter::new(File::create(&json)?);
    serde_json::to_writer(&mut out, &file)?;
    out.flush()?;
    let bytes = fs::metadata(&json)?.len();
    let corpus = Corpus::new(name, file)?;
    let catalogue = Catalogue::new(&corpus);
    rows(&corpus, &catalogue, &mut BufWriter::new(File::create(place.join("rows.ndjson"))?))?;
    let statements = corpus.statements.len();
    let number = if statements > 200_000 { 200 } else { 500 };
    let mut typed = typed(&corpus, number + WARM);
    let warm = typed.split_off(typed.len().min(number));
    Ok(Collection {
        title: title.to_owned(),
        name: name.to_owned(),
        statements,
        bytes,
        keystrokes: typed,
        warm,
    })
}

/// One line for what documents share, then one for each document: its claim, then by number its
/// value of each facet.
fn rows(corpus: &Corpus, catalogue: &Catalogue, out: &mut impl Write) -> Fallible<()> {
    let names = |facet: Facet| {
        let names: Vec<&str> = catalogue.values(facet).iter().map(|value| value.name.as_str()).collect();
        json!({ "facet": facet.name(), "names": names })
    };
    let labels = |facet: Facet| -> Vec<&str> {
        catalogue.values(facet).iter().map(|value| value.label.as_str()).collect()
    };
    let source = |row: &standpoint::corpus::Source| format!("{} {}", row.short, cite::authors(&row.record));
    let shared = json!({
        "facets": FACETS.map(names),
        "texts": {
            "proposition": labels(Facet::Proposition),
            "holder": labels(Facet::Holder),
            "source": corpus.sources.iter().map(source).collect::<Vec<_>>(),
        },
    });
    serde_json::to_writer(&mut *out, &shared)?;
    for (at, unit) in catalogue.units.iter().enumerate() {
        let argument = &corpus.arguments[unit.argument];
        let has_more = !(argument.evidence.is_empty() && argument.about.is_empty());
        if has_more
            || !corpus.section(unit.argument).is_empty()
            || catalogue.units.len() != corpus.statements.len()
        {
            return Err("the rows would not have all that is searched".into());
        }
        out.write_all(b"\n")?;
        let row: Vec<serde_json::Value> = [json!(argument.claim)]
            .into_iter()
            .chain(FACETS.map(|facet| json!(catalogue.of_unit(facet, at)[0])))
            .collect();
        serde_json::to_writer(&mut *out, &row)?;
    }
    out.flush()?;
    Ok(())
}

/// Numbers by chance (SplitMix64, Steele 2014), the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, number: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % number as u64) as usize
    }
}

/// Words of claims typed letter by letter, every third time two of them, every fourth with a slip;
/// then all keystrokes by chance, so that the first of them are a fair part of all.
fn typed(corpus: &Corpus, number: usize) -> Vec<String> {
    let mut chance = Chance(20_261_122);
    let mut typed = Vec::new();
    let mut words = 0;
    let claims: Vec<&str> = corpus.arguments.iter().map(|row| row.claim.as_str()).collect();
    while typed.len() < number {
        let claim = claims[chance.below(claims.len())].to_lowercase();
        let long: Vec<&str> = claim
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| word.chars().count() >= SHORTEST)
            .collect();
        if long.is_empty() {
            continue;
        }
        words += 1;
        let mut text: Vec<char> = long[chance.below(long.len())].chars().collect();
        if words % 4 == 0 {
            slip(&mut text, words / 4, &mut chance);
        }
        if words % 3 == 0 {
            text.push(' ');
            text.extend(long[chance.below(long.len())].chars());
        }
        for end in 1..=text.len() {
            if text[end - 1] != ' ' {
                typed.push(text[..end].iter().collect());
            }
        }
    }
    for at in (1..typed.len()).rev() {
        typed.swap(at, chance.below(at + 1));
    }
    typed.truncate(number);
    typed
}

/// Swaps two letters, leaves one out or doubles one; never the first.
fn slip(word: &mut Vec<char>, turn: usize, chance: &mut Chance) {
    let at = 1 + chance.below(word.len() - 2);
    match turn % 3 {
        0 => word.swap(at, at + 1),
        1 => _ = word.remove(at),
        _ => word.insert(at, word[at]),
    }
}

/// A number with its thousands apart.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
