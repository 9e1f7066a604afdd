//! Writing a view as a link, in one canonical form: what is as usual is left out.

use std::fmt;

use super::view::{CardOrder, Choice, Grouping, Open, Table, View};
use crate::matrix::{Axes, RowOrder};
use crate::query::Facet;

/// Writes a text so that no sign of it has a meaning in a link: letters, digits and a few signs
/// stay as they are, a space becomes `+`, the rest its UTF-8 bytes as `%XX`.
struct Encoded<'a>(&'a str);

impl fmt::Display for Encoded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                    write!(f, "{}", char::from(byte))?;
                }
                b' ' => f.write_str("+")?,
                _ => write!(f, "%{byte:02X}")?,
            }
        }
        Ok(())
    }
}

/// Several texts, with commas between.
fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    texts.map(|text| Encoded(text).to_string()).collect::<Vec<_>>().join(",")
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#/{}", self.page.name())?;
        let mut first = true;
        let mut setting = |name: &str, value: String| {
            let sign = if std::mem::take(&mut first) { '?' } else { '&' };
            write!(f, "{sign}{name}={value}")
        };
        if let Some(corpus) = &self.corpus {
            setting("corpus", Encoded(corpus).to_string())?;
        }
        if self.axes != Axes::default() {
            setting("rows", self.axes.rows().name().to_owned())?;
            setting("columns", self.axes.columns().name().to_owned())?;
        }
        if self.order != RowOrder::default() {
            setting("order", self.order.name().to_owned())?;
        }
        if self.table != Table::default() {
            setting("table", Choice::name(self.table).to_owned())?;
        }
        if !self.folded.is_empty() {
            setting("fold", list(self.folded.iter()))?;
        }
        if !self.search.is_empty() {
            setting("q", Encoded(&self.search).to_string())?;
        }
        for facet in Facet::ALL {
            if self.filters.count(facet) > 0 {
                let chosen = self.filters.iter().filter(|(of, _)| *of == facet).map(|(_, value)| value);
                setting(facet.name(), list(chosen))?;
            }
        }
        if self.sort != CardOrder::default() {
            setting("sort", self.sort.name().to_owned())?;
        }
        if self.group != Grouping::default() {
            setting("group", Choice::name(self.group).to_owned())?;
        }
        if let Some(source) = &self.source {
            setting("at", Encoded(source).to_string())?;
        }
        match &self.open {
            None => Ok(()),
            Some(Open::Cell { row, column }) => {
                setting("open", format!("cell:{}:{}", Encoded(row), Encoded(column)))
            }
            Some(Open::Row(row)) => setting("open", format!("row:{}", Encoded(row))),
            Some(Open::Column(column)) => setting("open", format!("column:{}", Encoded(column))),
            Some(Open::Argument(name)) => setting("open", format!("argument:{}", Encoded(name))),
        }
    }
}
