//! What stands out in a matrix.

use super::axis::{Axis, Key};
use super::cell::Cell;
use super::pivot::{Line, Matrix};
use crate::corpus::IssueId;

/// Something a reader would want to know first.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// The row on which most columns take a stance of one sign, and the strongest.
    Agreed {
        /// The row.
        row: Key,
        /// Whether they affirm it.
        affirmed: bool,
        /// How many columns take a stance on it.
        columns: usize,
    },
    /// The row on which columns differ most.
    Contested {
        /// The row.
        row: Key,
        /// The columns that on balance affirm it.
        affirming: Vec<Key>,
        /// The columns that on balance reject it.
        rejecting: Vec<Key>,
    },
    /// The group of rows on which the fewest columns speak.
    Unspoken {
        /// The group.
        issue: IssueId,
        /// The columns that speak.
        speaking: Vec<Key>,
        /// The columns that do not.
        silent: Vec<Key>,
    },
    /// The column that is silent on most rows, where no group of rows lacks a column.
    Silent {
        /// The column.
        column: Key,
        /// On how many rows it is silent.
        rows: usize,
    },
}

/// The findings of a matrix, the strongest of each kind; fewer if it has none of a kind. `cells` are
/// those of a row.
pub fn findings(matrix: &Matrix, cells: &dyn Fn(&Line) -> Vec<Cell>) -> Vec<Finding> {
    // Only a proposition can be agreed on or contested: a row of anything else mixes stances on
    // different propositions.
    let rows = matrix.axes.rows() == Axis::Propositions;
    let found = [
        rows.then(|| agreed(matrix)).flatten(),
        rows.then(|| contested(matrix, cells)).flatten(),
        unspoken(matrix).or_else(|| silent(matrix)),
    ];
    found.into_iter().flatten().collect()
}

fn agreed(matrix: &Matrix) -> Option<Finding> {
    let rows = matrix.rows.iter().filter_map(|line| line.spread.map(|spread| (line, spread)));
    let of_one_sign =
        rows.filter(|(_, spread)| spread.columns > 1 && (spread.lowest > 0.0 || spread.highest < 0.0));
    // The first of equals: `max_by` would give the last.
    let (line, spread) = of_one_sign.reduce(|best, next| {
        let rank = |spread: &super::Spread| (spread.columns, spread.mean.abs());
        if rank(&next.1) > rank(&best.1) { next } else { best }
    })?;
    Some(Finding::Agreed { row: line.key, affirmed: spread.mean > 0.0, columns: spread.columns })
}

fn contested(matrix: &Matrix, cells: &dyn Fn(&Line) -> Vec<Cell>) -> Option<Finding> {
    let rows = matrix.rows.iter().filter_map(|line| line.spread.map(|spread| (line, spread)));
    let of_both_signs = rows.filter(|(_, spread)| spread.lowest < 0.0 && spread.highest > 0.0);
    let (line, _) =
        of_both_signs.reduce(|best, next| if next.1.contest > best.1.contest { next } else { best })?;
    let cells = cells(line);
    // The columns by the sign of their mean.
    let signed = |wanted: fn(f64) -> bool| -> Vec<Key> {
        let columns = matrix.columns.iter().zip(&cells);
        columns.filter(|(_, cell)| cell.mean().is_some_and(wanted)).map(|(&key, _)| key).collect()
    };
    Some(Finding::Contested {
        row: line.key,
        affirming: signed(|mean| mean > 0.0),
        rejecting: signed(|mean| mean < 0.0),
    })
}

fn unspoken(matrix: &Matrix) -> Option<Finding> {
    let (issue, spoken) = matrix.unspoken.as_ref()?;
    let columns = |wanted: bool| -> Vec<Key> {
        let each = matrix.columns.iter().zip(spoken);
        each.filter(|&(_, &spoken)| spoken == wanted).map(|(&key, _)| key).collect()
    };
    let (speaking, silent) = (columns(true), columns(false));
    (!silent.is_empty()).then_some(Finding::Unspoken { issue: *issue, speaking, silent })
}

fn silent(matrix: &Matrix) -> Option<Finding> {
    let silences = matrix.columns.iter().zip(&matrix.silences);
    let (&column, &rows) = silences.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (rows > 0).then_some(Finding::Silent { column, rows: rows as usize })
}
