//! The shape of a table: what stands between cells and around them.

use super::rows::{Rows, first_line_mark};

/// How many rows are looked at.
const SAMPLE: usize = 200;

/// What stands between cells and what around them: with which the rows have the same number of
/// cells, and then the most.
pub(super) fn shape(text: &str) -> (u8, Option<u8>) {
    let quotes = match is_framed(text) {
        true => [Some(b'\''), Some(b'"'), None],
        false => [Some(b'"'), None, Some(b'\'')],
    };
    let delimiters = match first_line_mark(text) {
        (_, Some(mark)) => vec![mark],
        _ => vec![b',', b';', b'\t', b'|'],
    };
    let mut best = (0.0, (delimiters[0], quotes[0]));
    for quote in quotes {
        for &delimiter in &delimiters {
            let fit = fit(text, delimiter, quote);
            // The first that fits best: one has to be clearly better than those before.
            if fit > best.0 + 1e-9 {
                best = (fit, (delimiter, quote));
            }
        }
    }
    best.1
}

/// How well rows fall into cells: the share of rows that have as many cells as the first, a little
/// more the more there are.
fn fit(text: &str, delimiter: u8, quote: Option<u8>) -> f64 {
    let mut rows = Rows::new(text, delimiter, quote);
    let (mut first, mut same, mut all) = (0, 0_usize, 0_usize);
    while all < SAMPLE {
        let Some(row) = rows.next() else { break };
        let width = row.len();
        if rows.is_unclosed() {
            // A file that was cut off has whole cells before its end; a mark that is only text has none.
            let is_used = quote.is_some_and(|quote| closes_cells(text, delimiter, quote));
            if is_used { break } else { return 0.0 }
        }
        if all == 0 {
            first = width;
        }
        all += 1;
        same += usize::from(width == first);
    }
    if first < 2 || all == 0 {
        return 0.0;
    }
    let share = same as f64 / all as f64;
    share + share * (first.min(20) as f64) / 200.0
}

/// Whether a quotation mark stands before a delimiter or the end of a line.
fn closes_cells(text: &str, delimiter: u8, quote: u8) -> bool {
    text.as_bytes()
        .windows(2)
        .any(|pair| pair[0] == quote && (pair[1] == delimiter || b"\r\n".contains(&pair[1])))
}

/// Whether every cell of the first line stands between single quotation marks.
fn is_framed(text: &str) -> bool {
    let line = text[first_line_mark(text).0..].lines().next().unwrap_or_default();
    line.starts_with('\'') && line.ends_with('\'') && line.len() > 2
}
