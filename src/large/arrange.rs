//! Rows and columns beside those most like them.

use crate::corpus::Corpus;
use crate::matrix::{Likeness, Matrix};
use crate::query::Catalogue;

/// Up to so many lines are compared each with each: what is kept of pairs grows with the square.
const COMPARED: usize = 1_500;
/// So many comparisons are made with the foremost of more lines, about: a second's worth.
const COMPARISONS: usize = 15_000_000;

/// Of each line, by position: where it crosses others, and the mean stance there.
type Lines = Vec<Vec<(usize, f64)>>;

/// Puts rows and columns beside those most like them.
///
/// Two lines are alike by the mean over the crossings on which both take a stance of 1 − |difference| / 4,
/// times n / (n + 2) for n such crossings, so that one in common does not make as much as many; those
/// without any are not alike. They are ordered by average linkage (Sokal, Michener 1958), the ends of groups
/// as by Gruvaeus and Wainer (1972).
///
/// Of more than 1,500 lines the foremost are ordered in that way, those that take the most stances, and
/// each of the others comes to stand behind the one of them that it is most like. In made-up archives of
/// 2,556 and 57,600 theses neighbours are so alike by 0.80 and 0.76; with all compared it is 0.81 for the
/// smaller one, and along the first principal component 0.60 and 0.65, because one line through all of
/// them tears the elections apart.
///
/// Parts of the matrix of which no row crosses a column of another are alike in nothing: they stand one
/// after the other, as their first rows stood before, so that their blocks lie along the diagonal. What
/// crosses nothing comes last.
pub fn arrange(corpus: &Corpus, catalogue: &Catalogue, matrix: &mut Matrix) {
    let rows: Lines = matrix.rows.iter().map(|line| matrix.means(corpus, catalogue, line)).collect();
    let mut columns: Lines = vec![Vec::new(); matrix.columns.len()];
    for (at, row) in rows.iter().enumerate() {
        for &(column, mean) in row {
            columns[column].push((at, mean));
        }
    }
    let (mut row_order, mut column_order) = (order(&rows, columns.len()), order(&columns, rows.len()));
    let (row_parts, column_parts) = parts(&rows, columns.len());
    row_order.sort_by_key(|&row| row_parts[row]);
    column_order.sort_by_key(|&column| column_parts[column]);
    matrix.permute(&row_order, &column_order);
}

/// Of each row and each column the part to which it belongs: the first row that can be reached from it
/// over crossings.
fn parts(rows: &Lines, columns: usize) -> (Vec<usize>, Vec<usize>) {
    let (mut of_row, mut of_column) = (vec![usize::MAX; rows.len()], vec![usize::MAX; columns]);
    // Where rows cross columns, turned: which rows cross each column.
    let mut crossing = vec![Vec::new(); columns];
    for (at, row) in rows.iter().enumerate() {
        row.iter().for_each(|&(column, _)| crossing[column].push(at));
    }
    for first in 0..rows.len() {
        let is_new = of_row[first] == usize::MAX && !rows[first].is_empty();
        let mut reached: Vec<usize> = is_new.then_some(first).into_iter().collect();
        while let Some(row) = reached.pop() {
            of_row[row] = first;
            for &(column, _) in &rows[row] {
                if of_column[column] == usize::MAX {
                    of_column[column] = first;
                    reached.extend(crossing[column].iter().filter(|&&row| of_row[row] == usize::MAX));
                }
            }
        }
    }
    (of_row, of_column)
}

/// The order of lines that cross so many others.
fn order(lines: &Lines, across: usize) -> Vec<usize> {
    if lines.len() <= COMPARED {
        return linked(&lines.iter().collect::<Vec<_>>(), across);
    }
    led(lines, across, (COMPARISONS / lines.len()).clamp(1, COMPARED))
}

/// How alike a line, by its means at every crossing, is to another one.
fn alike(means: &[f64], its: &[(usize, f64)]) -> f32 {
    let (mut near, mut shared) = (0.0, 0.0);
    for &(at, mean) in its.iter().filter(|(at, _)| !means[*at].is_nan()) {
        near += 1.0 - (means[at] - mean).abs() / 4.0;
        shared += 1.0;
    }
    (near / (shared + 2.0)) as f32
}

/// The means of one line after another by crossing, so that it is compared in one pass over the other.
struct Spread(Vec<f64>);

impl Spread {
    fn new(across: usize) -> Self {
        Spread(vec![f64::NAN; across])
    }

    fn with<T>(&mut self, line: &[(usize, f64)], act: impl FnOnce(&[f64]) -> T) -> T {
        line.iter().for_each(|&(at, mean)| self.0[at] = mean);
        let done = act(&self.0);
        line.iter().for_each(|&(at, _)| self.0[at] = f64::NAN);
        done
    }
}

/// The order of lines that are all compared with one another.
fn linked(lines: &[&Vec<(usize, f64)>], across: usize) -> Vec<usize> {
    let mut spread = Spread::new(across);
    let mut pairs = Vec::with_capacity(lines.len() * lines.len().saturating_sub(1) / 2);
    for (one, line) in lines.iter().enumerate() {
        spread.with(line, |means| pairs.extend(lines[..one].iter().map(|its| alike(means, its))));
    }
    let of = |one: usize, other: usize| {
        let (low, high) = (one.min(other), one.max(other));
        pairs[high * (high - 1) / 2 + low]
    };
    Likeness::new(lines.len(), of).order()
}

/// The order of lines of which so many lead the others; those that take no stance come last.
fn led(lines: &Lines, across: usize, leading: usize) -> Vec<usize> {
    let leaders = foremost(lines, leading);
    let leading: Vec<&Vec<(usize, f64)>> = leaders.iter().map(|&line| &lines[line]).collect();
    let mut behind: Vec<Vec<usize>> = leaders.iter().map(|&line| vec![line]).collect();
    let (mut spread, mut silent) = (Spread::new(across), Vec::new());
    for (at, line) in lines.iter().enumerate().filter(|(at, _)| leaders.binary_search(at).is_err()) {
        let most = spread.with(line, |means| {
            let alike = leading.iter().map(|its| alike(means, its)).enumerate();
            alike.reduce(|best, next| if next.1 > best.1 { next } else { best })
        });
        match most {
            Some((leader, _)) if !line.is_empty() => behind[leader].push(at),
            _ => silent.push(at),
        }
    }
    let led = linked(&leading, across).into_iter().flat_map(|leader| std::mem::take(&mut behind[leader]));
    led.chain(silent).collect()
}

/// The lines with the most stances, at most so many, in their order; of those with equally many some
/// from everywhere.
fn foremost(lines: &Lines, most: usize) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..lines.len()).filter(|&line| !lines[line].is_empty()).collect();
    if ranked.len() > most {
        ranked.sort_by_key(|&line| std::cmp::Reverse(lines[line].len()));
        let fewest = lines[ranked[most]].len();
        let mut equal = ranked.split_off(ranked.partition_point(|&line| lines[line].len() > fewest));
        equal.truncate(equal.partition_point(|&line| lines[line].len() == fewest));
        let left = most - ranked.len();
        ranked.extend((0..left).map(|at| equal[at * equal.len() / left]));
        ranked.sort_unstable();
    }
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of two camps by turns, which take the opposite stance on everything; each fifth says little,
    /// the fourth and the tenth nothing.
    fn camps(number: usize) -> Lines {
        let line = |line: usize| {
            let mean = if line.is_multiple_of(2) { 2.0 } else { -2.0 };
            let said = if [4, 10].contains(&line) { 0 } else { 12 };
            (0..said).filter(|at| !line.is_multiple_of(5) || *at < 3).map(|at| (at, mean)).collect()
        };
        (0..number).map(line).collect()
    }

    #[test]
    fn of_too_many_the_foremost_lead_the_others() {
        let lines = camps(40);
        for leading in [3, 7, 30, 33, 38] {
            let order = led(&lines, 12, leading);
            let mut all = order.clone();
            all.sort_unstable();
            assert_eq!(all, (0..40).collect::<Vec<_>>(), "each once");
            let (said, silent) = order.split_at(38);
            assert_eq!(silent, [4, 10]);
            let sides = said.windows(2).filter(|pair| pair[0] % 2 != pair[1] % 2).count();
            assert_eq!(sides, 1, "{leading}: {order:?}");
        }
        // With one leader all the others follow, whatever they say.
        assert_eq!(led(&lines, 12, 1).len(), 40);
        assert_eq!(led(&vec![Vec::new(); 3], 12, 1), [0, 1, 2]);
    }

    #[test]
    fn the_foremost_say_most_and_come_from_everywhere() {
        let lines = camps(40);
        let eight = foremost(&lines, 8);
        assert!(eight.iter().all(|&line| lines[line].len() == 12), "{eight:?}");
        assert_eq!(eight, [1, 6, 11, 16, 21, 26, 31, 36]);
        // Those that say little come after all that say more.
        let most = foremost(&lines, 33);
        assert_eq!(most.iter().filter(|&&line| lines[line].len() == 3).count(), 2, "{most:?}");
        assert_eq!(foremost(&lines, 40).len(), 38);
    }
}
