//! Dates and periods.

use standpoint::corpus::{Date, Period};

/// A period reads back as it is written, and what it touches is in order and bounded.
pub fn check(text: &str) {
    if let Ok(date) = text.parse::<Date>() {
        assert_eq!(date.to_string(), text, "a date has one form");
        assert!(date.quarter().is_none_or(|quarter| (1..=4).contains(&quarter)));
        assert!(text.parse::<Period>().is_ok(), "a date is a period");
    }
    let Ok(period) = text.parse::<Period>() else { return };
    let written = period.to_string();
    assert_eq!(written.parse(), Ok(period));
    assert!(text == written || text == format!("{written}/{written}"), "{text} is written {written}");

    let years: Vec<u16> = period.years().collect();
    let quarters = period.quarters();
    assert!(years.is_sorted() && quarters.is_sorted());
    assert_eq!((years.first(), years.last()), (Some(&period.from.year), Some(&period.to.year)));
    assert!((1..=301).contains(&years.len()) && (1..=4 * 301).contains(&quarters.len()));
    let mut touched: Vec<u16> = quarters.iter().map(|&(year, _)| year).collect();
    touched.dedup();
    assert_eq!(touched, years, "a year is touched by year as by quarter");
}
