//! Rows and columns beside those most like them.

use crate::corpus::Corpus;
use crate::matrix::{Likeness, Matrix};
use crate::query::Catalogue;

/// Up to so many lines are compared each with each: what is kept of pairs grows with the square.
const COMPARED: usize = 1_500;
/// Rounds of the power iteration: of a matrix with camps it has settled long before.
const ROUNDS: usize = 40;

/// Of each line, by position: where it crosses others, and the mean stance there.
type Lines = Vec<Vec<(usize, f64)>>;

/// Puts rows and columns beside those most like them.
///
/// Two lines are alike by the mean over the crossings on which both take a stance of 1 − |difference| / 4,
/// times n / (n + 2) for n such crossings, so that one in common does not make as much as many; those
/// without any are not alike. They are ordered by average linkage (Sokal, Michener 1958), the ends of groups
/// as by Gruvaeus and Wainer (1972). More than 1,500 lines are ordered by their place on the first principal
/// component of the means, each less its line's mean and 0 where there is none: by power iteration.
pub fn arrange(corpus: &Corpus, catalogue: &Catalogue, matrix: &mut Matrix) {
    let rows: Lines = matrix.rows.iter().map(|line| matrix.means(corpus, catalogue, line)).collect();
    let mut columns: Lines = vec![Vec::new(); matrix.columns.len()];
    for (at, row) in rows.iter().enumerate() {
        for &(column, mean) in row {
            columns[column].push((at, mean));
        }
    }
    let (row_order, column_order) = (order(&rows, columns.len()), order(&columns, rows.len()));
    matrix.permute(&row_order, &column_order);
}

/// The order of lines that cross so many others.
fn order(lines: &Lines, across: usize) -> Vec<usize> {
    if lines.len() > COMPARED {
        return by_component(lines, across);
    }
    // Of each line its means by crossing, so that two are compared in one pass over the shorter.
    let mut means = vec![f64::NAN; across];
    let mut alike = vec![0.0_f32; lines.len() * lines.len().saturating_sub(1) / 2];
    for (one, line) in lines.iter().enumerate() {
        line.iter().for_each(|&(at, mean)| means[at] = mean);
        for (other, its) in lines[..one].iter().enumerate() {
            let (mut near, mut shared) = (0.0, 0.0);
            for &(at, mean) in its.iter().filter(|(at, _)| !means[*at].is_nan()) {
                near += 1.0 - (means[at] - mean).abs() / 4.0;
                shared += 1.0;
            }
            if shared > 0.0 {
                alike[one * (one - 1) / 2 + other] = (near / (shared + 2.0)) as f32;
            }
        }
        line.iter().for_each(|&(at, _)| means[at] = f64::NAN);
    }
    let of = |one: usize, other: usize| {
        let (low, high) = (one.min(other), one.max(other));
        alike[high * (high - 1) / 2 + low]
    };
    Likeness::new(lines.len(), of).order()
}

/// The order by the first principal component.
fn by_component(lines: &Lines, across: usize) -> Vec<usize> {
    let middle =
        |line: &[(usize, f64)]| line.iter().map(|(_, mean)| mean).sum::<f64>() / line.len().max(1) as f64;
    let middles: Vec<f64> = lines.iter().map(|line| middle(line)).collect();
    // Any start that no component is at right angles to.
    let mut place: Vec<f64> =
        (0..lines.len()).map(|at| ((at * 7_919) % 1_009) as f64 / 1_009.0 - 0.5).collect();
    for _ in 0..ROUNDS {
        let mut crossing = vec![0.0; across];
        for ((line, middle), place) in lines.iter().zip(&middles).zip(&place) {
            for &(at, mean) in line {
                crossing[at] += (mean - middle) * place;
            }
        }
        for ((line, middle), place) in lines.iter().zip(&middles).zip(&mut place) {
            *place = line.iter().map(|&(at, mean)| (mean - middle) * crossing[at]).sum();
        }
        let length = place.iter().map(|place| place * place).sum::<f64>().sqrt();
        place.iter_mut().for_each(|place| *place /= length.max(f64::MIN_POSITIVE));
    }
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|&one, &other| place[one].total_cmp(&place[other]));
    order
}
