//! Dates as precise as a text gives them, and periods between two of them.

use std::fmt;
use std::str::FromStr;

/// A calendar date to the year, the month or the day, in the form of ISO 8601.
///
/// The order is by beginning; a year sorts before its months, a month before its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12, if the text is that precise.
    pub month: Option<u8>,
    /// 1 to 31, if the text is that precise; only with a month.
    pub day: Option<u8>,
}

/// From one date to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first date.
    pub from: Date,
    /// The last date, not before the first.
    pub to: Date,
}

/// A text that is no date or period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotADate;

/// The longest period that is taken at its word, in years; a longer one is a slip of the pen, and
/// every year of it would become a column.
const LONGEST: u16 = 300;

impl Date {
    /// The quarter of the year, 1 to 4, if the month is known.
    pub fn quarter(self) -> Option<u8> {
        self.month.map(|month| (month - 1) / 3 + 1)
    }
}

impl Period {
    /// Every year it touches, oldest first.
    pub fn years(self) -> impl Iterator<Item = u16> {
        self.from.year..=self.to.year
    }

    /// Every quarter it touches as (year, quarter), oldest first; quarter 0 stands for a year
    /// whose months the text does not tell.
    pub fn quarters(self) -> Vec<(u16, u8)> {
        match (self.from.quarter(), self.to.quarter()) {
            (Some(first), Some(last)) => self
                .years()
                .flat_map(|year| (1..=4).map(move |quarter| (year, quarter)))
                .filter(|&at| at >= (self.from.year, first) && at <= (self.to.year, last))
                .collect(),
            _ => self.years().map(|year| (year, 0)).collect(),
        }
    }
}

/// Two digits, neither more nor less, within a range.
fn two_digits(text: &str, range: std::ops::RangeInclusive<u8>) -> Result<u8, NotADate> {
    let value = digits(text, 2)?;
    u8::try_from(value).ok().filter(|value| range.contains(value)).ok_or(NotADate)
}

fn digits(text: &str, count: usize) -> Result<u16, NotADate> {
    if text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| NotADate)
    } else {
        Err(NotADate)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) => 29,
        2 => 28,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let mut parts = text.split('-');
        let year = digits(parts.next().unwrap_or_default(), 4)?;
        let month = parts.next().map(|part| two_digits(part, 1..=12)).transpose()?;
        let day = match (parts.next(), month) {
            (Some(part), Some(month)) => Some(two_digits(part, 1..=days_in(year, month))?),
            _ => None,
        };
        if parts.next().is_some() || year == 0 {
            return Err(NotADate);
        }
        Ok(Date { year, month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

impl FromStr for Period {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (from, to) = text.split_once('/').unwrap_or((text, text));
        let (from, to): (Date, Date) = (from.parse()?, to.parse()?);
        // A date without a month or day begins with the first and ends with the last.
        let begins = (from.year, from.month.unwrap_or(1), from.day.unwrap_or(1));
        let ends = (to.year, to.month.unwrap_or(12), to.day.unwrap_or(31));
        if begins > ends || to.year - from.year > LONGEST {
            return Err(NotADate);
        }
        Ok(Period { from, to })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.from)?;
        if self.to != self.from {
            write!(f, "/{}", self.to)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_precisely_as_written() {
        for text in ["2024", "2024-02", "2024-02-29", "2021/2024", "2023-09-13/2024-05"] {
            assert_eq!(text.parse::<Period>().map(|period| period.to_string()), Ok(text.into()));
        }
        for text in
            ["", "24", "2024-13", "2023-02-29", "2024-1", "2024-01-01-01", "2025/2024", "1000/9000", "+024"]
        {
            assert_eq!(text.parse::<Period>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn quarters_cover_a_period() {
        let quarters = |text: &str| text.parse::<Period>().map(Period::quarters);
        assert_eq!(quarters("2023-11/2024-04"), Ok(vec![(2023, 4), (2024, 1), (2024, 2)]));
        assert_eq!(quarters("2023/2024"), Ok(vec![(2023, 0), (2024, 0)]));
    }
}
