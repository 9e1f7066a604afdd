//! Elections in the layout of the Wahl-O-Mat's archive: every party answers every thesis.
//!
//! A thesis becomes a proposition, a party an actor, a party's answers in one election a source, an
//! answer an argument with one stance. The same party in several elections is one actor.

mod build;
mod files;

use std::collections::{BTreeMap, HashMap};

use super::Opened;
use super::kind::folder;
use super::problem::{Fault, Notes, OpenError, Problem};
use super::progress::{Stage, Steps, Tell};
use super::unpack::Brought;
use crate::corpus::Date;
use build::Builder;
use files::{Election, Heading, Listed};

/// The files of one election, by their positions among the brought ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folder {
    /// The folder's name without a slash at its end; empty if the files were brought without one.
    pub name: String,
    overview: Option<usize>,
    party: Option<usize>,
    statement: Option<usize>,
    category: Option<usize>,
    answer: Option<usize>,
    opinion: Option<usize>,
    comment: Option<usize>,
}

impl Folder {
    fn all(&self) -> impl Iterator<Item = usize> {
        let parts = [
            self.overview,
            self.party,
            self.statement,
            self.category,
            self.answer,
            self.opinion,
            self.comment,
        ];
        parts.into_iter().flatten()
    }

    /// What an election cannot be read without, and is not there.
    fn lacks(&self) -> Vec<&'static str> {
        let needed = [
            ("opinion.json", self.opinion),
            ("statement.json", self.statement),
            ("party.json", self.party),
            ("answer.json", self.answer),
        ];
        needed.into_iter().filter(|(_, file)| file.is_none()).map(|(name, _)| name).collect()
    }
}

/// The folders that hold an election: they have opinions, statements and parties.
pub(super) fn folders(files: &[Brought]) -> Vec<Folder> {
    let is_election =
        |folder: &Folder| [folder.opinion, folder.statement, folder.party].iter().all(Option::is_some);
    by_folder(files).filter(is_election).collect()
}

/// A folder that holds a part of an election, and the files it lacks.
pub(super) fn incomplete(files: &[Brought]) -> Option<(String, Vec<&'static str>)> {
    let tells =
        |folder: &Folder| folder.opinion.is_some() || folder.statement.is_some() && folder.party.is_some();
    let folder = by_folder(files).find(tells)?;
    let lacks = folder.lacks();
    Some((folder.name, lacks))
}

fn by_folder(files: &[Brought]) -> impl Iterator<Item = Folder> {
    let mut folders: BTreeMap<&str, Folder> = BTreeMap::new();
    for (at, file) in files.iter().enumerate() {
        let path = folder(&file.name);
        let part: fn(&mut Folder) -> &mut Option<usize> = match &file.name[path.len()..] {
            "overview.json" => |folder| &mut folder.overview,
            "party.json" => |folder| &mut folder.party,
            "statement.json" => |folder| &mut folder.statement,
            "category.json" => |folder| &mut folder.category,
            "answer.json" => |folder| &mut folder.answer,
            "opinion.json" => |folder| &mut folder.opinion,
            "comment.json" => |folder| &mut folder.comment,
            _ => continue,
        };
        *part(folders.entry(path).or_default()) = Some(at);
    }
    folders.into_iter().map(|(path, folder)| Folder { name: path.trim_end_matches('/').to_owned(), ..folder })
}

/// Reads elections. One that cannot be read is left out, as is an answer that names what is not
/// there.
///
/// # Errors
/// If not one answer remains; or if cancelled.
pub fn read(files: &[Brought], folders: &[Folder], mut tell: Tell) -> Result<Opened, OpenError> {
    let size = |at: usize| files[at].bytes.len() as u64;
    let total = folders.iter().flat_map(Folder::all).map(size).sum();
    let mut steps = Steps::begin(&mut tell, Stage::Reading, total)?;
    let mut notes = Noted::default();
    let listed = listed(files, &mut notes);
    let mut headed: Vec<(Heading, &Folder)> = folders
        .iter()
        .map(|folder| (Heading::read(files, folder, listed.get(folder.name.as_str()), &mut notes), folder))
        .collect();
    headed.sort_by(|(a, left), (b, right)| (a.order(), &left.name).cmp(&(b.order(), &right.name)));
    let mut builder = Builder::new(headed.len());
    for (heading, folder) in headed {
        match Election::read(files, folder, &mut steps) {
            Ok(election) => builder.add(&heading, &election, &mut notes, &mut steps)?,
            Err(OpenError::Cancelled) => return Err(OpenError::Cancelled),
            Err(OpenError::Problems(problems)) => {
                problems.into_iter().for_each(|problem| notes.left_out.note(|| problem));
            }
        }
    }
    steps.end()?;
    let Noted { mut left_out, remarks } = notes;
    match builder.finish() {
        Some(corpus) => Ok(Opened { corpus, left_out, remarks }),
        None => {
            if left_out.first.is_empty() {
                let name = folders.first().map_or("", |folder| folder.name.as_str());
                left_out.note(|| Problem::new(name, "", Fault::NoRows));
            }
            Err(OpenError::Problems(left_out.first))
        }
    }
}

/// What is noted on the way.
#[derive(Default)]
struct Noted {
    left_out: Notes,
    remarks: Notes,
}

/// What lists of elections say of each folder.
fn listed(files: &[Brought], notes: &mut Noted) -> HashMap<String, Listed> {
    let mut listed = HashMap::new();
    for file in files.iter().filter(|file| file.name[folder(&file.name).len()..] == *"election.json") {
        match files::parse::<Vec<Listed>>(file) {
            Ok(rows) => {
                let root = folder(&file.name);
                listed.extend(
                    rows.into_iter().map(|row| (format!("{root}{}", row.path.trim_matches('/')), row)),
                );
            }
            // A list is a help: what it says of an election, its folder says too.
            Err(OpenError::Problems(problems)) => {
                problems.into_iter().for_each(|problem| notes.remarks.note(|| problem));
            }
            Err(OpenError::Cancelled) => {}
        }
    }
    listed
}

impl Heading {
    /// The oldest first, those without a date last.
    fn order(&self) -> (bool, Option<Date>) {
        (self.date.is_none(), self.date)
    }
}
