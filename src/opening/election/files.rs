//! An election's files as they are written.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::super::kind::folder;
use super::super::problem::{Fault, OpenError, Problem};
use super::super::progress::Steps;
use super::super::text;
use super::super::unpack::Brought;
use super::{Folder, Noted};
use crate::corpus::Date;
use crate::corpus::cite;

/// An election in the list of all.
#[derive(Deserialize)]
pub(super) struct Listed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    date: String,
    pub path: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Overview {
    title: Option<String>,
    date: Option<String>,
    slug: Option<String>,
    // Addresses, but not in every election a text.
    info: Value,
    data_source: Value,
}

/// What an election is called.
pub(super) struct Heading {
    pub title: String,
    pub date: Option<Date>,
    /// Of what ids are made.
    pub slug: String,
    /// The last folder, where the folder above it is a year; else empty.
    pub region: String,
    /// Where its answers are published.
    pub url: Option<String>,
}

impl Heading {
    /// What the overview says, else the list of elections, else the folder's name.
    pub fn read(files: &[Brought], at: &Folder, listed: Option<&Listed>, notes: &mut Noted) -> Self {
        let overview = at.overview.map(|overview| parse::<Overview>(&files[overview]));
        let overview = overview.unwrap_or_else(|| Ok(Overview::default())).unwrap_or_else(|error| {
            if let OpenError::Problems(problems) = error {
                problems.into_iter().for_each(|problem| notes.remarks.note(|| problem));
            }
            Overview::default()
        });
        let path = folder(&at.name).trim_end_matches('/');
        let last = &at.name[folder(&at.name).len()..];
        let above = &path[folder(path).len()..];
        let year = above.parse::<Date>().ok();
        let filled = |text: Option<String>| text.map(|text| one_line(&text)).filter(|text| !text.is_empty());
        let written_date = filled(overview.date).or_else(|| filled(listed.map(|row| row.date.clone())));
        let date = written_date.as_deref().and_then(|date| date.parse::<Date>().ok());
        if let (Some(written), None) = (&written_date, date) {
            let file = at.overview.map_or(at.name.as_str(), |overview| files[overview].name.as_str());
            notes.remarks.note(|| Problem::new(file, "date", Fault::NoDate(written.clone())));
        }
        let region = if year.is_some() { capitalised(last) } else { String::new() };
        let named = if last.is_empty() { "Election".to_owned() } else { capitalised(last) };
        let address = |value: &Value| value.as_str().filter(|text| is_web(text)).map(str::to_owned);
        Heading {
            title: filled(overview.title)
                .or_else(|| filled(listed.map(|row| row.name.clone())))
                .unwrap_or(named),
            date: date.or(year),
            slug: filled(overview.slug).unwrap_or_else(|| format!("{above} {last}")),
            region,
            url: address(&overview.data_source).or_else(|| address(&overview.info)),
        }
    }

    /// Title and date.
    pub fn label(&self) -> String {
        self.date.map_or_else(|| self.title.clone(), |date| format!("{}, {date}", self.title))
    }
}

fn is_web(address: &str) -> bool {
    let http =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    cite::opens(address) && (http("https://") || http("http://"))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text with single spaces for all its white space.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[derive(Deserialize)]
pub(super) struct Party<'a> {
    pub id: u64,
    #[serde(borrow, default)]
    pub name: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub longname: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct Thesis<'a> {
    pub id: u64,
    #[serde(default)]
    pub category: Option<u64>,
    #[serde(borrow, default)]
    pub label: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    pub text: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct Category<'a> {
    pub id: u64,
    #[serde(borrow, default)]
    pub label: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub(super) struct Answer<'a> {
    pub id: u64,
    #[serde(borrow)]
    pub message: Cow<'a, str>,
}

#[derive(Deserialize)]
pub(super) struct Opinion {
    pub party: u64,
    pub statement: u64,
    pub answer: u64,
    #[serde(default)]
    pub comment: Option<u64>,
}

#[derive(Deserialize)]
pub(super) struct Comment<'a> {
    pub id: u64,
    #[serde(borrow, default)]
    pub text: Option<Cow<'a, str>>,
}

/// A file's rows, with the file's name for what is wrong with them.
pub(super) struct Rows<'a, T> {
    pub file: &'a str,
    pub rows: Vec<T>,
}

/// One election, read.
pub(super) struct Election<'a> {
    pub parties: Rows<'a, Party<'a>>,
    pub theses: Rows<'a, Thesis<'a>>,
    pub answers: Rows<'a, Answer<'a>>,
    pub opinions: Rows<'a, Opinion>,
    pub categories: Option<Rows<'a, Category<'a>>>,
    pub comments: Option<Rows<'a, Comment<'a>>>,
}

impl<'a> Election<'a> {
    pub fn read(files: &'a [Brought], folder: &Folder, steps: &mut Steps) -> Result<Self, OpenError> {
        let (Some(party), Some(statement), Some(answer), Some(opinion)) =
            (folder.party, folder.statement, folder.answer, folder.opinion)
        else {
            return Err(OpenError::one(&folder.name, "", Fault::Lacks(folder.lacks())));
        };
        Ok(Election {
            parties: rows(&files[party], steps)?,
            theses: rows(&files[statement], steps)?,
            answers: rows(&files[answer], steps)?,
            opinions: rows(&files[opinion], steps)?,
            categories: folder.category.map(|file| rows(&files[file], steps)).transpose()?,
            comments: folder.comment.map(|file| rows(&files[file], steps)).transpose()?,
        })
    }
}

fn rows<'a, T: Deserialize<'a>>(file: &'a Brought, steps: &mut Steps) -> Result<Rows<'a, T>, OpenError> {
    let rows = parse(file)?;
    steps.advance(file.bytes.len() as u64)?;
    Ok(Rows { file: &file.name, rows })
}

/// A file's content.
pub(super) fn parse<'a, T: Deserialize<'a>>(file: &'a Brought) -> Result<T, OpenError> {
    serde_json::from_str(text::json(&file.name, &file.bytes)?).map_err(|error| {
        let told = error.to_string();
        let what = told.rsplit_once(" at line ").map_or(&*told, |(what, _)| what).to_owned();
        let place = format!("line {}, column {}", error.line(), error.column());
        OpenError::one(&file.name, place, Fault::Json(what))
    })
}
