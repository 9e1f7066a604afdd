//! Dates as people write them in tables.

use crate::corpus::Date;

/// A date as ISO has it (with or without a time behind it), as in German (19.06.2024, 06.2024), or
/// with slashes if only one reading is possible; `None` for anything else.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if let Some((day, rest)) = text.split_at_checked(10)
        && rest.starts_with(['T', ' '])
        && let Ok(date) = day.parse()
    {
        return Some(date);
    }
    let parts = |mark: char| text.split(mark).map(number).collect::<Option<Vec<(u16, usize)>>>();
    match parts('.').or_else(|| parts('/'))?[..] {
        [(month, ..=2), (year, 4)] => iso(year, month, None),
        [(year, 4), (month, ..=2), (day, ..=2)] => iso(year, month, Some(day)),
        [(day, ..=2), (month, ..=2), (year, 4)] if text.contains('.') => iso(year, month, Some(day)),
        // 03/04/2024 is March in one country and April in another.
        [(first, ..=2), (second, ..=2), (year, 4)] => match (first > 12, second > 12) {
            (true, false) => iso(year, second, Some(first)),
            (false, true) => iso(year, first, Some(second)),
            _ if first == second => iso(year, first, Some(second)),
            _ => None,
        },
        _ => None,
    }
}

/// A number and how many digits it has.
fn number(text: &str) -> Option<(u16, usize)> {
    let text = text.trim();
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
        .map(|value| (value, text.len()))
}

fn iso(year: u16, month: u16, day: Option<u16>) -> Option<Date> {
    let day = day.map_or_else(String::new, |day| format!("-{day:02}"));
    format!("{year:04}-{month:02}{day}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_where_only_one_reading_is_possible() {
        for (text, told) in [
            ("2024", "2024"),
            (" 2024-06 ", "2024-06"),
            ("2024-06-19T10:00:00Z", "2024-06-19"),
            ("2024-06-19 10:00", "2024-06-19"),
            ("19.06.2024", "2024-06-19"),
            ("1.6.2024", "2024-06-01"),
            ("06.2024", "2024-06"),
            ("2024/06/19", "2024-06-19"),
            ("19/06/2024", "2024-06-19"),
            ("06/19/2024", "2024-06-19"),
            ("05/05/2024", "2024-05-05"),
        ] {
            assert_eq!(date(text).map(|date| date.to_string()).as_deref(), Some(told), "{text}");
        }
        for text in [
            "",
            "03/04/2024",
            "31.02.2024",
            "24",
            "19.6.24",
            "June",
            "1,5",
            "10.5",
            "2024.13.01",
            "ä".repeat(20).as_str(),
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
