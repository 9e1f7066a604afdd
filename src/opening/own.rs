//! The own format: reading it, and leaving out what of it is faulty.

use std::collections::BTreeSet;

use super::Opened;
use super::problem::{Notes, OpenError};
use super::progress::{Stage, Steps, Tell};
use super::text;
use super::unpack::Brought;
use crate::corpus::written::{CorpusFile, SourceFile};
use crate::corpus::{self, Problem};

/// Reads a corpus that is one file, or a main file with its sources as files of their own.
///
/// Parsing one file is one step of work: it is told of before and after, not during.
///
/// # Errors
/// If a file is no UTF-8 or not of the corpus's shape; or if cancelled.
pub fn read(main: &Brought, sources: &[&Brought], mut tell: Tell) -> Result<Opened, OpenError> {
    let size = |file: &Brought| file.bytes.len() as u64;
    let total = size(main) + sources.iter().copied().map(size).sum::<u64>();
    let mut steps = Steps::begin(&mut tell, Stage::Reading, total)?;
    let mut written = corpus::read_written(&main.name, text::json(&main.name, &main.bytes)?)?;
    steps.advance(size(main))?;
    for file in sources {
        let source: SourceFile = corpus::read_part(&file.name, text::json(&file.name, &file.bytes)?)?;
        written.sources.push(source);
        steps.advance(size(file))?;
    }
    steps.end()?;
    Ok(Opened { corpus: written, left_out: Notes::default(), remarks: Notes::default() })
}

/// How much of a corpus was left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Sources, with all that was in them.
    pub sources: usize,
    /// Arguments of the sources that remain.
    pub arguments: usize,
    /// Relations.
    pub relations: usize,
}

/// Leaves out the sources, arguments and relations that these problems are about, then those that
/// are faulty without them, until nothing is or nothing can be left out.
///
/// What is wrong with the codebook or the head cannot be left out: whoever opens what remains hears
/// of it from [`Corpus::new`](crate::corpus::Corpus::new).
pub fn leave_out(mut written: CorpusFile, file: &str, problems: &[Problem]) -> (CorpusFile, Dropped) {
    let mut dropped = Dropped::default();
    let mut faulty = Faulty::of(problems);
    while !faulty.is_empty() {
        faulty.drop_from(&mut written, &mut dropped);
        faulty = Faulty::of(&corpus::check(&written, file, None));
    }
    (written, dropped)
}

/// What problems are about, by position.
#[derive(Default)]
struct Faulty {
    sources: BTreeSet<usize>,
    arguments: BTreeSet<(usize, usize)>,
    relations: BTreeSet<usize>,
}

impl Faulty {
    fn of(problems: &[Problem]) -> Self {
        let mut faulty = Faulty::default();
        for problem in problems.iter().filter(|problem| problem.fault.is_error()) {
            let pointer = problem.place.pointer.as_str();
            if let Some((source, rest)) = numbered(pointer, "sources[") {
                match numbered(rest, ".arguments[") {
                    Some((argument, _)) => _ = faulty.arguments.insert((source, argument)),
                    None => _ = faulty.sources.insert(source),
                }
            } else if let Some((relation, _)) = numbered(pointer, "relations[") {
                faulty.relations.insert(relation);
            }
        }
        faulty
    }

    fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.arguments.is_empty() && self.relations.is_empty()
    }

    fn drop_from(&self, written: &mut CorpusFile, dropped: &mut Dropped) {
        for (at, source) in written.sources.iter_mut().enumerate() {
            // An argument counts once: with its source, where that goes too.
            if !self.sources.contains(&at) {
                dropped.arguments +=
                    retain(&mut source.arguments, |argument| !self.arguments.contains(&(at, argument)));
            }
        }
        dropped.sources += retain(&mut written.sources, |at| !self.sources.contains(&at));
        dropped.relations += retain(&mut written.relations, |at| !self.relations.contains(&at));
    }
}

/// Keeps what is at these positions; how many are gone.
fn retain<T>(list: &mut Vec<T>, keeps: impl Fn(usize) -> bool) -> usize {
    let before = list.len();
    let mut positions = 0..;
    list.retain(|_| positions.next().is_some_and(&keeps));
    before - list.len()
}

/// `sources[3].short` after `sources[`: the number, and what follows the bracket.
fn numbered<'a>(pointer: &'a str, before: &str) -> Option<(usize, &'a str)> {
    let (number, rest) = pointer.strip_prefix(before)?.split_once(']')?;
    Some((number.parse().ok()?, rest))
}
