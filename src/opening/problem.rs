//! What can be wrong with brought files: each problem says what, where, and what to do.

use std::fmt;

use crate::corpus::{self, ProblemPlace};

/// Something wrong with a brought file, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The file and the place in it, such as `line 12` or `[12].party`.
    pub place: ProblemPlace,
    /// What it is.
    pub fault: Fault,
}

impl Problem {
    /// A problem with a file, at a place in it; the place may be empty.
    pub fn new(file: &str, pointer: impl Into<String>, fault: Fault) -> Self {
        Problem { place: ProblemPlace { file: file.to_owned(), pointer: pointer.into() }, fault }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.place.file, &self.place.pointer].into_iter().filter(|part| !part.is_empty()) {
            write!(f, "{part}: ")?;
        }
        write!(f, "{}", self.fault)
    }
}

/// Why nothing could be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum OpenError {
    /// Whoever was told of the progress did not want more.
    Cancelled,
    /// At least one problem.
    Problems(Vec<Problem>),
}

impl OpenError {
    /// One problem that leaves nothing to open.
    pub(super) fn one(file: &str, pointer: impl Into<String>, fault: Fault) -> Self {
        OpenError::Problems(vec![Problem::new(file, pointer, fault)])
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Cancelled => write!(f, "cancelled"),
            OpenError::Problems(problems) => {
                for (at, problem) in problems.iter().enumerate() {
                    write!(f, "{}{problem}", if at > 0 { "\n" } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for OpenError {}

impl From<corpus::ReadError> for OpenError {
    fn from(error: corpus::ReadError) -> Self {
        OpenError::Problems(of_corpus(error))
    }
}

fn of_corpus(error: corpus::ReadError) -> Vec<Problem> {
    let own = |problem: corpus::Problem| {
        let fault = match problem.fault {
            // What the parser says is no remedy.
            corpus::Fault::Shape(told) => Fault::Json(told),
            fault => Fault::Corpus(fault),
        };
        Problem { place: problem.place, fault }
    };
    error.0.into_iter().map(own).collect()
}

impl From<corpus::ReadError> for Notes {
    fn from(error: corpus::ReadError) -> Self {
        Notes::of(of_corpus(error))
    }
}

/// The first few problems of many, and how many there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    /// The first, at most twenty.
    pub first: Vec<Problem>,
    /// How many there are.
    pub total: usize,
}

/// How many problems are kept: as many as somebody reads.
const KEPT: usize = 20;

impl Notes {
    /// Notes of these problems.
    pub fn of(problems: Vec<Problem>) -> Self {
        let total = problems.len();
        let mut first = problems;
        first.truncate(KEPT);
        Notes { first, total }
    }

    /// These notes, and after them others.
    #[must_use]
    pub fn and(mut self, others: Notes) -> Self {
        self.total += others.total;
        self.first.extend(others.first);
        self.first.truncate(KEPT);
        self
    }

    /// Notes one more; it is made only if it is kept.
    pub(super) fn note(&mut self, problem: impl FnOnce() -> Problem) {
        self.total += 1;
        if self.first.len() < KEPT {
            self.first.push(problem());
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// An archive that ends too early.
    CutOff,
    /// An archive that does not hold what it says; in its reader's words.
    Damaged(String),
    /// A file in an archive that asks for a password.
    Encrypted,
    /// A file in an archive, packed in a way that is not read here.
    Method(String),
    /// An archive in an archive.
    Nested,
    /// More than so many bytes, unpacked.
    TooLarge(u64),
    /// More files than so many.
    TooMany(usize),
    /// The memory does not hold it.
    NoMemory,
    /// Something that is no text: what it looks like.
    NotText(&'static str),
    /// Nothing to open.
    Nothing,
    /// JSON, but nothing that is known here.
    UnknownJson,
    /// Several things to open: their names.
    Several(Vec<String>),
    /// An election's folder lacks files: their names.
    Lacks(Vec<&'static str>),
    /// Not UTF-8; at this byte, counted from 0.
    NotUtf8 {
        /// The byte's place.
        byte: usize,
    },
    /// Text that was read as Windows-1252.
    Windows1252,
    /// UTF-16 with a part that is no letter.
    NotUtf16,
    /// Not JSON of the expected shape; in the parser's words.
    Json(String),
    /// The corpus itself.
    Corpus(corpus::Fault),
    /// Neither proposition with stance nor claim among the chosen columns.
    NoColumns,
    /// A chosen column that the table does not have.
    NoColumn {
        /// Which, from 1.
        column: usize,
        /// How many there are.
        of: usize,
    },
    /// A row with fewer or more cells than the first.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the first row has.
        expected: usize,
    },
    /// A quotation mark that nothing closes.
    Unclosed,
    /// A word that is no stance.
    NoStance(String),
    /// A word whose rows the reader chose to leave out.
    NotWanted(String),
    /// A row that takes a stance on nothing.
    NoProposition,
    /// Not a date.
    NoDate(String),
    /// A table without rows, an election without answers.
    NoRows,
    /// An answer that names something that is not there.
    Missing {
        /// What kind of thing.
        kind: &'static str,
        /// Its id.
        id: u64,
    },
    /// A second thing of one id.
    Second {
        /// What kind of thing.
        kind: &'static str,
        /// Its id.
        id: u64,
    },
    /// An answer whose words are no stance.
    UnknownAnswer(String),
    /// A part that needs a text and has none.
    Empty(&'static str),
    /// The browser gives no file, or not all of it.
    Unreadable,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::CutOff => write!(f, "the archive ends before it is complete; download or copy it again"),
            Fault::Damaged(told) => {
                write!(f, "the archive is damaged ({told}); download or copy it again, or pack it anew")
            }
            Fault::Encrypted => {
                write!(f, "it is encrypted; unpack it with its password and bring what was in it")
            }
            Fault::Method(method) => {
                write!(
                    f,
                    "it is packed with {method}; pack it anew as an ordinary zip (Deflate), or bring it unpacked"
                )
            }
            Fault::Nested => write!(f, "an archive in an archive; unpack it and bring what is in it"),
            Fault::TooLarge(limit) => write!(
                f,
                "more than {} MB once unpacked, which is more than is opened here; bring a part of it",
                limit / 1_000_000
            ),
            Fault::TooMany(limit) => {
                write!(f, "more than {limit} files, which is more than is opened here; bring a part of them")
            }
            Fault::NoMemory => {
                write!(f, "too large for the memory there is; bring a part of it, or close other pages")
            }
            Fault::NotText(looks) => write!(f, "it is {looks}; {}", instead(looks)),
            Fault::Nothing => write!(
                f,
                "nothing to open; bring a *.standpoint.json, a table as CSV, or the folder of an election, also as zip"
            ),
            Fault::UnknownJson => write!(
                f,
                "JSON, but neither a corpus (it has no \"format\": \"{}\") nor the folder of an election; bring one of these, or a table as CSV",
                corpus::FORMAT
            ),
            Fault::Several(names) => {
                write!(f, "{} files that could be opened: {}; bring one of them", names.len(), list(names))
            }
            Fault::Lacks(names) => {
                write!(f, "the election lacks {}; bring its whole folder", names.join(" and "))
            }
            Fault::NotUtf8 { byte } => {
                write!(f, "byte {byte} is no UTF-8, and JSON has no other encoding; save it as UTF-8")
            }
            Fault::Windows1252 => write!(
                f,
                "this is no UTF-8, so the table was read as Windows-1252; if letters look wrong, save it as UTF-8"
            ),
            Fault::NotUtf16 => write!(f, "the text says it is UTF-16 and is not; save it as UTF-8"),
            Fault::Json(told) => write!(f, "{told}; mend it there or take it anew from where it came"),
            Fault::Corpus(fault) => write!(f, "{fault}"),
            Fault::NoColumns => write!(
                f,
                "no column of propositions with one of stances, and none of claims; choose at least these two or that one"
            ),
            Fault::NoColumn { column, of } => {
                write!(f, "no column {column}; the table has {of}, so choose another")
            }
            Fault::Cells { found, expected } => write!(
                f,
                "{found} cells, where the first row has {expected}; mend the row, or put cells that contain the delimiter in quotation marks"
            ),
            Fault::Unclosed => {
                write!(
                    f,
                    "a quotation mark opens here that nothing closes; close it, or double it if it is text"
                )
            }
            Fault::NoStance(word) => {
                write!(f, "\"{}\" is no stance that is known; say which it is, or mend the cell", short(word))
            }
            Fault::NotWanted(word) => {
                write!(f, "\"{}\" is left out as chosen; say which stance it is to keep the row", short(word))
            }
            Fault::NoProposition => {
                write!(f, "a stance without a proposition; name the proposition, or empty the stance")
            }
            Fault::NoDate(text) => write!(
                f,
                "\"{}\" is no date, so there is none; write 2024, 2024-06, 2024-06-19 or 19.06.2024",
                short(text)
            ),
            Fault::NoRows => write!(f, "there is nothing in it but the head; bring a file with rows"),
            Fault::Missing { kind, id } => write!(f, "no {kind} {id}; add it or mend the number"),
            Fault::Second { kind, id } => write!(f, "a second {kind} {id}; keep one of them"),
            Fault::UnknownAnswer(message) => write!(
                f,
                "\"{}\" is no answer that is known; it must say \"Stimme zu\", \"Stimme nicht zu\" or \"Neutral\"",
                short(message)
            ),
            Fault::Unreadable => {
                write!(f, "the file cannot be read, or changes while it is; choose it anew")
            }
            Fault::Empty(what) => write!(f, "{what} is empty; it is shown to readers, so it needs a text"),
        }
    }
}

/// What to do with something that is no text.
fn instead(looks: &str) -> &'static str {
    if looks.contains("spreadsheet") {
        "save the sheet as CSV (UTF-8) and bring that"
    } else if looks.contains("archive") {
        "unpack it and bring what is in it, or pack that as zip"
    } else {
        "bring a *.standpoint.json, a table as CSV, or the folder of an election, also as zip"
    }
}

/// A few names, and how many more there are.
fn list(names: &[String]) -> String {
    let shown = names.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > 5 { format!("{shown} and {} more", names.len() - 5) } else { shown }
}

/// The beginning of a text that a message quotes: a cell can be as long as a book.
fn short(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
