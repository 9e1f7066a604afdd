//! What stands out in a matrix.

use super::axis::{Axis, Key};
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

/// The findings of a matrix, the strongest of each kind; fewer if it has none of a kind.
pub fn findings(matrix: &Matrix) -> Vec<Finding> {
    // Only a proposition can be agreed on or contested: a row of anything else mixes stances on
    // different propositions.
    let rows = matrix.axes.rows() == Axis::Propositions;
    let found = [
        rows.then(|| agreed(matrix)).flatten(),
        rows.then(|| contested(matrix)).flatten(),
        unspoken(matrix).or_else(|| silent(matrix)),
    ];
    found.into_iter().flatten().collect()
}

/// The columns of a row by the sign of their mean.
fn signed(matrix: &Matrix, line: &Line, wanted: impl Fn(f64) -> bool) -> Vec<Key> {
    let cells = matrix.columns.iter().zip(&line.cells);
    cells.filter(|(_, cell)| cell.mean().is_some_and(&wanted)).map(|(&key, _)| key).collect()
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

fn contested(matrix: &Matrix) -> Option<Finding> {
    let rows = matrix.rows.iter().filter_map(|line| line.spread.map(|spread| (line, spread)));
    let of_both_signs = rows.filter(|(_, spread)| spread.lowest < 0.0 && spread.highest > 0.0);
    let (line, _) =
        of_both_signs.reduce(|best, next| if next.1.contest > best.1.contest { next } else { best })?;
    Some(Finding::Contested {
        row: line.key,
        affirming: signed(matrix, line, |mean| mean > 0.0),
        rejecting: signed(matrix, line, |mean| mean < 0.0),
    })
}

fn unspoken(matrix: &Matrix) -> Option<Finding> {
    let mut groups: Vec<(IssueId, Vec<bool>)> = Vec::new();
    for line in &matrix.rows {
        let speaks = line.cells.iter().map(|cell| !cell.arguments.is_empty());
        match groups.iter_mut().find(|(issue, _)| Some(*issue) == line.group) {
            Some((_, spoken)) => spoken.iter_mut().zip(speaks).for_each(|(spoken, speaks)| *spoken |= speaks),
            None => groups.push((line.group?, speaks.collect())),
        }
    }
    let silent = |spoken: &[bool]| spoken.iter().filter(|&&spoken| !spoken).count();
    let (issue, spoken) = groups
        .into_iter()
        .reduce(|best, next| if silent(&next.1) > silent(&best.1) { next } else { best })?;
    let columns = |wanted: bool| -> Vec<Key> {
        let each = matrix.columns.iter().zip(&spoken);
        each.filter(|&(_, &spoken)| spoken == wanted).map(|(&key, _)| key).collect()
    };
    let (speaking, silent) = (columns(true), columns(false));
    (!silent.is_empty()).then_some(Finding::Unspoken { issue, speaking, silent })
}

fn silent(matrix: &Matrix) -> Option<Finding> {
    let silences = matrix.columns.iter().enumerate().map(|(at, &column)| {
        (column, matrix.rows.iter().filter(|line| line.cells[at].arguments.is_empty()).count())
    });
    let (column, rows) = silences.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    (rows > 0).then_some(Finding::Silent { column, rows })
}
