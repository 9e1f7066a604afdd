//! How tables were read before, kept on the reader's device: the next table with the same columns is
//! offered in the same way.

use serde::{Deserialize, Serialize};

use super::fingerprint::{digest, is_hash};
use super::mapping::MOST_VALUES;
use super::part::{Part, answer_name, answer_of};
use crate::opening::table::{self, Columns, Mapping, Text};

/// The version of the text that is kept; another one is as good as none.
const VERSION: u32 = 1;
/// How many tables are remembered.
const MOST: usize = 20;
/// How long a word may be to be remembered: more is no stance. How many there are is bounded by how
/// many are asked about.
const LONGEST_WORD: usize = 200;

/// How tables with certain columns were read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Memory {
    version: u32,
    /// The latest last.
    mappings: Vec<Kept>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    /// The digest of the columns' names: the names themselves are nobody's business.
    header: String,
    how: How,
}

/// A mapping as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct How {
    delimiter: char,
    quote: Option<char>,
    header: bool,
    /// What is in which column, from 0.
    columns: Vec<(String, usize)>,
    /// What words mean that mean something else, or nothing, to those who do not know the table.
    stances: Vec<(String, String)>,
}

impl Default for Memory {
    fn default() -> Self {
        Memory { version: VERSION, mappings: Vec::new() }
    }
}

impl Memory {
    /// What was kept; nothing, if the text is damaged or of another version.
    pub fn read(text: &str) -> Self {
        let memory: Option<Memory> = serde_json::from_str(text).ok();
        let mut memory = memory.filter(|memory| memory.version == VERSION).unwrap_or_default();
        memory.mappings.retain(|kept| is_hash(&kept.header));
        memory.forget_oldest();
        memory
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        // A list of texts and numbers: it can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// How a table with these columns was read, if it still can be read so.
    pub fn mapping(&self, key: &str, table: &Text) -> Option<Mapping> {
        let how = &self.mappings.iter().rfind(|kept| kept.header == key)?.how;
        how.mapping(table)
    }

    /// Remembers how a table was read.
    pub fn keep(&mut self, key: &str, mapping: &Mapping) {
        self.forget(key);
        self.mappings.push(Kept { header: key.to_owned(), how: How::of(mapping).bounded() });
        self.forget_oldest();
    }

    /// Forgets how tables with these columns were read.
    pub fn forget(&mut self, key: &str) {
        self.mappings.retain(|kept| kept.header != key);
    }

    fn forget_oldest(&mut self) {
        let many = self.mappings.len().saturating_sub(MOST);
        self.mappings.drain(..many);
    }
}

/// What tables of the same columns have in common: what stands between and around their cells, as it
/// is guessed, and the first row.
pub(super) fn key(table: &Text, delimiter: u8, quote: Option<u8>) -> String {
    let shape = [delimiter, quote.unwrap_or_default()];
    let row = table::first_row(table, delimiter, quote);
    digest(std::iter::once(&shape[..]).chain(row.iter().map(String::as_bytes)))
}

/// A mapping in a text that is the same for the same reading.
pub(super) fn canonical(mapping: &Mapping) -> String {
    serde_json::to_string(&How::of(mapping)).unwrap_or_default()
}

impl How {
    fn of(mapping: &Mapping) -> Self {
        let columns = Part::ALL.into_iter().filter_map(|part| {
            let column = part.of(&mapping.columns)?;
            Some((part.name().to_owned(), column))
        });
        let mut stances: Vec<(String, String)> = mapping
            .stances
            .iter()
            .map(|(word, answer)| (table::plain_value(word), answer_name(*answer).to_owned()))
            .collect();
        stances.sort_unstable();
        stances.dedup();
        How {
            delimiter: char::from(mapping.delimiter),
            quote: mapping.quote.map(char::from),
            header: mapping.header,
            columns: columns.collect(),
            stances,
        }
    }

    fn bounded(mut self) -> Self {
        self.stances.retain(|(word, _)| word.len() <= LONGEST_WORD);
        self
    }

    /// The mapping, if all of it makes sense for this table.
    fn mapping(&self, table: &Text) -> Option<Mapping> {
        let delimiter = sign(self.delimiter)?;
        let quote = match self.quote {
            Some(quote) => Some(sign(quote).filter(|quote| *quote != delimiter)?),
            None => None,
        };
        let of = table::first_row(table, delimiter, quote).len();
        let mut columns = Columns::default();
        for (name, column) in &self.columns {
            let part = Part::ALL.into_iter().find(|part| part.name() == name)?;
            part.set(&mut columns, Some(*column).filter(|column| *column < of));
            part.of(&columns)?;
        }
        let stances = self.stances.iter().map(|(word, name)| Some((word.clone(), answer_of(name)?)));
        let stances = stances.take(MOST_VALUES).collect::<Option<_>>()?;
        Some(Mapping { delimiter, quote, header: self.header, columns, stances })
    }
}

/// A sign that can stand between or around cells.
pub(super) fn sign(letter: char) -> Option<u8> {
    let is_sign = letter.is_ascii() && (letter == '\t' || !letter.is_ascii_control()) && letter != ' ';
    is_sign.then(|| u8::try_from(letter).ok()).flatten()
}
