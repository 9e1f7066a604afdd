//! The rows of a table, with the lines they begin in.

use csv::{ReaderBuilder, StringRecord};

use super::super::problem::{Fault, Notes, OpenError, Problem};
use super::super::progress::Steps;
use super::Mapping;

/// Goes through the rows of a table.
pub(super) struct Rows<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    record: StringRecord,
    delimiter: u8,
    quote: Option<u8>,
    /// Where the row began, and up to where lines were counted.
    at: usize,
    counted: (usize, usize),
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str, delimiter: u8, quote: Option<u8>) -> Self {
        let (skipped, _) = first_line_mark(text);
        let reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(quote.is_some())
            .quote(quote.unwrap_or(b'"'))
            .flexible(true)
            .has_headers(false)
            .from_reader(&text.as_bytes()[skipped..]);
        Rows { text, reader, record: StringRecord::new(), delimiter, quote, at: skipped, counted: (0, 1) }
    }

    /// The next row; empty lines are none.
    pub fn next(&mut self) -> Option<&StringRecord> {
        let skipped = first_line_mark(self.text).0;
        let before = skipped + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        // It reads from memory and takes rows of any length, and the text is UTF-8.
        if !self.reader.read_record(&mut self.record).unwrap_or(false) {
            return None;
        }
        let rest = self.text.get(before..).unwrap_or_default();
        self.at = before + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        Some(&self.record)
    }

    /// The row that [`Rows::next`] gave.
    pub fn row(&self) -> &StringRecord {
        &self.record
    }

    /// How many bytes the row has.
    pub fn size(&self) -> usize {
        self.end().saturating_sub(self.at)
    }

    /// The line in which the row begins, from 1. Counted only when asked for.
    pub fn line(&mut self) -> usize {
        let (from, lines) = self.counted;
        let more = self.text.as_bytes().get(from..self.at).unwrap_or_default();
        self.counted = (self.at, lines + more.iter().filter(|&&byte| byte == b'\n').count());
        self.counted.1
    }

    /// Whether the row runs to the end of the file because of a quotation mark that nothing closes,
    /// as in a file that was cut off.
    pub fn is_unclosed(&self) -> bool {
        let Some(quote) = self.quote.filter(|_| self.end() >= self.text.len()) else { return false };
        let row = self.text.as_bytes().get(self.at..).unwrap_or_default().trim_ascii_end();
        let opens = |pair: &[u8]| pair[0] == self.delimiter && pair[1] == quote;
        let is_odd = !row.iter().filter(|&&byte| byte == quote).count().is_multiple_of(2);
        is_odd && (row.contains(&b'\n') || row.first() == Some(&quote) || row.windows(2).any(opens))
    }

    fn end(&self) -> usize {
        let skipped = first_line_mark(self.text).0;
        (skipped + usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX)).min(self.text.len())
    }
}

/// The line `sep=;` with which spreadsheets begin some tables: its length, and what it names.
pub(super) fn first_line_mark(text: &str) -> (usize, Option<u8>) {
    let named = text.strip_prefix("sep=").and_then(|rest| rest.bytes().next());
    let rest = text.get(5..).unwrap_or_default();
    match named {
        Some(mark) if mark.is_ascii() && rest.starts_with("\r\n") => (7, Some(mark)),
        Some(mark) if mark.is_ascii() && rest.starts_with('\n') => (6, Some(mark)),
        _ => (0, None),
    }
}

/// Calls `each` for every row that holds something and has as many cells as the first. The others
/// are noted, if there is something to note them in.
pub(super) fn each_row(
    (name, text): (&str, &str),
    mapping: &Mapping,
    steps: &mut Steps,
    mut notes: Option<&mut Notes>,
    mut each: impl FnMut(&mut Rows, &mut Option<&mut Notes>),
) -> Result<(), OpenError> {
    let mut rows = Rows::new(text, mapping.delimiter, mapping.quote);
    let mut expected = None;
    while let Some(row) = rows.next() {
        let is_empty = row.iter().all(|cell| cell.trim().is_empty());
        let found = cells(row);
        let long = row.len();
        steps.advance(rows.size() as u64)?;
        if is_empty {
            continue;
        }
        let first = expected.is_none();
        let expected = *expected.get_or_insert(long);
        if rows.is_unclosed() {
            let line = rows.line();
            if let Some(notes) = notes.as_deref_mut() {
                notes.note(|| Problem::new(name, format!("line {line}"), Fault::Unclosed));
            }
            break;
        }
        if long < expected || found > expected {
            let line = rows.line();
            if let Some(notes) = notes.as_deref_mut() {
                let fault = Fault::Cells { found: long, expected };
                notes.note(|| Problem::new(name, format!("line {line}"), fault));
            }
            continue;
        }
        if !(first && mapping.header) {
            each(&mut rows, &mut notes);
        }
    }
    Ok(())
}

/// How many cells a row has without empty ones at its end, which spreadsheets like to add.
fn cells(row: &StringRecord) -> usize {
    row.len() - row.iter().rev().take_while(|cell| cell.trim().is_empty()).count()
}
