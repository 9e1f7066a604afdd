//! Tables: statements as rows, as spreadsheets and survey tools write them.

mod answers;
mod columns;
mod dates;
mod read;
mod rows;
mod shape;
mod values;
mod words;

use std::borrow::Cow;

use super::problem::{Notes, OpenError};
use super::text;
use super::unpack::Brought;
use crate::corpus::Stance;

pub use answers::plain_value;
pub use columns::{first_row, guess, guess_as};
pub use dates::date;
pub use read::read;
pub use values::{Value, values};

/// A table's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text<'a> {
    /// The file's name.
    pub name: Cow<'a, str>,
    /// The text.
    pub text: Cow<'a, str>,
    /// How it was read, if not as UTF-8.
    pub remarks: Notes,
}

/// The text of a table: UTF-8, UTF-16 if it says so, otherwise Windows-1252 with a remark.
///
/// # Errors
/// If it says it is UTF-16 and is not.
pub fn decode(file: &Brought) -> Result<Text<'_>, OpenError> {
    let (text, remarks) = text::table(&file.name, &file.bytes)?;
    Ok(Text { name: Cow::Borrowed(&file.name), text: new_lines(text), remarks })
}

/// As [`decode`], of a file that is needed no more: UTF-8 stays where it is in memory.
///
/// # Errors
/// If it says it is UTF-16 and is not.
pub fn decode_all(file: Brought) -> Result<Text<'static>, OpenError> {
    let Brought { name, bytes } = file;
    let (text, remarks) = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            (text, Notes::default())
        }
        Err(error) => {
            let (text, remarks) = text::table(&name, error.as_bytes())?;
            (text.into_owned(), remarks)
        }
    };
    Ok(Text { name: Cow::Owned(name), text: new_lines(Cow::Owned(text)), remarks })
}

/// Lines of very old systems end in a bare carriage return.
fn new_lines(text: Cow<str>) -> Cow<str> {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n").into() } else { text }
}

/// Which column, from 0, is what. One column can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The document.
    pub source: Option<usize>,
    /// Whose position it is.
    pub holder: Option<usize>,
    /// The sentence that is affirmed or rejected.
    pub proposition: Option<usize>,
    /// The proposition's group.
    pub issue: Option<usize>,
    /// The stance.
    pub stance: Option<usize>,
    /// The reason, in words.
    pub claim: Option<usize>,
    /// When it was said.
    pub date: Option<usize>,
}

/// What a value of the column of stances means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// This stance.
    Stance(Stance),
    /// No answer was given.
    Silent,
    /// Whoever opens the table does not want its rows.
    LeftOut,
}

/// How a table is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// What stands between two cells.
    pub delimiter: u8,
    /// What stands around a cell that contains delimiters or lines, if anything does.
    pub quote: Option<u8>,
    /// Whether the first row names the columns.
    pub header: bool,
    /// Which column is what.
    pub columns: Columns,
    /// What values of the column of stances mean, by the words as they stand in a cell; for those
    /// not named here, the known words hold.
    pub stances: Vec<(String, Answer)>,
}

/// A guess at how a table is read, for a reader to confirm.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The guess.
    pub mapping: Mapping,
    /// The names of the columns; numbers where the table has none.
    pub names: Vec<String>,
    /// The first few rows, without that of the names.
    pub preview: Vec<Vec<String>>,
}
