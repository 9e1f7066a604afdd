//! What the values of a column of stances mean.

use std::collections::HashMap;

use super::super::problem::OpenError;
use super::super::progress::{Stage, Steps, Tell};
use super::answers::{answer, plain_value};
use super::rows::each_row;
use super::{Answer, Mapping, Text};
use crate::corpus::Stance;

/// A value of the column of stances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// As it stands in the cells, without spaces around it.
    pub text: String,
    /// In how many rows.
    pub rows: usize,
    /// What it means; `None` where a reader has to say.
    pub answer: Option<Answer>,
}

/// Every value of the column of stances, in the order of the table.
///
/// # Errors
/// If cancelled.
pub fn values(table: &Text, mapping: &Mapping, mut tell: Tell) -> Result<Vec<Value>, OpenError> {
    let mut steps = Steps::begin(&mut tell, Stage::Reading, table.text.len() as u64)?;
    let found = find((&table.name, &table.text), mapping, &mut steps)?;
    steps.end()?;
    Ok(found)
}

/// As [`values`], as a part of other work.
pub(super) fn find(
    table: (&str, &str),
    mapping: &Mapping,
    steps: &mut Steps,
) -> Result<Vec<Value>, OpenError> {
    let Some(column) = mapping.columns.stance else { return Ok(Vec::new()) };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut found: Vec<(String, usize)> = Vec::new();
    each_row(table, mapping, steps, None, |rows, _| {
        let cell = rows.row().get(column).unwrap_or_default().trim();
        match places.get(cell) {
            Some(&place) => found[place].1 += 1,
            None => {
                places.insert(cell.to_owned(), found.len());
                found.push((cell.to_owned(), 1));
            }
        }
    })?;
    let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    let mut answers = meanings(&texts);
    let told: HashMap<String, Answer> =
        mapping.stances.iter().map(|(text, meant)| (plain_value(text), *meant)).collect();
    if !told.is_empty() {
        for (text, answer) in texts.iter().zip(&mut answers) {
            *answer = told.get(&plain_value(text)).copied().or(*answer);
        }
    }
    let value = |((text, rows), answer)| Value { text, rows, answer };
    Ok(found.into_iter().zip(answers).map(value).collect())
}

/// What the values of one column mean, as far as that is certain.
///
/// Words are. Numbers are only if the whole column goes from −2 to 2 and writes a sign: 1 to 5, 0
/// and 1, or percent can mean anything, and a guess that is wrong would turn the table upside down.
pub(super) fn meanings(texts: &[&str]) -> Vec<Option<Answer>> {
    let plain: Vec<String> = texts.iter().map(|text| plain_value(text)).collect();
    let numbers: Vec<Option<Number>> = plain.iter().map(|text| number(text)).collect();
    let known = || numbers.iter().flatten();
    let is_scale = known().all(|number| number.stance.is_some()) && known().any(|number| number.is_signed);
    let meaning = |(text, number): (&String, &Option<Number>)| match number {
        Some(number) => number.stance.filter(|_| is_scale).map(Answer::Stance),
        None => answer(text),
    };
    plain.iter().zip(&numbers).map(meaning).collect()
}

struct Number {
    stance: Option<Stance>,
    is_signed: bool,
}

/// A cell that is a number, percent included.
fn number(text: &str) -> Option<Number> {
    let digits = text.trim_end_matches('%').trim_end().replace(',', ".");
    let value: f64 = digits.parse().ok().filter(|value: &f64| value.is_finite())?;
    // Only whole steps: half a stance is none.
    let whole = [-2_i64, -1, 0, 1, 2].into_iter().find(|&step| step as f64 == value);
    let stance = whole.filter(|_| !text.ends_with('%')).and_then(|step| Stance::try_from(step).ok());
    Some(Number { stance, is_signed: digits.starts_with(['-', '+']) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[&str]) -> Vec<Option<i8>> {
        let value = |answer: Option<Answer>| match answer {
            Some(Answer::Stance(stance)) => Some(stance.value()),
            Some(Answer::Silent) => Some(9),
            Some(Answer::LeftOut) | None => None,
        };
        meanings(texts).into_iter().map(value).collect()
    }

    #[test]
    fn numbers_count_only_where_they_can_be_nothing_else() {
        assert_eq!(told(&["-2", "−1", "0", "+1", "2"]), [-2, -1, 0, 1, 2].map(Some));
        assert_eq!(told(&["+1", "0"]), [Some(1), Some(0)]);
        assert_eq!(told(&["-1.0", "1,0"]), [Some(-1), Some(1)]);
        for unclear in
            [&["1", "2", "3", "4", "5"][..], &["0", "1"], &["-3", "1"], &["-1%", "1%"], &["0.5", "-1"]]
        {
            assert_eq!(told(unclear), vec![None; unclear.len()], "{unclear:?}");
        }
    }

    #[test]
    fn words_count_in_any_case_and_spacing() {
        assert_eq!(
            told(&["  Stimme   NICHT zu.", "EHER_JA", "no", "N/A", "vielleicht"]),
            [Some(-2), Some(1), Some(-2), Some(9), None]
        );
    }
}
