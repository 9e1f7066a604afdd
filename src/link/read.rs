//! Reading a link. A broken one gives what can be shown and a list of what was ignored.

use std::fmt;
use std::str::FromStr;

use super::view::{CardOrder, Choice, Grouping, Open, Page, Table, View};
use crate::matrix::{Axes, Axis, RowOrder};
use crate::query::Facet;

/// The longest link that is read, in bytes. Browsers cut fragments at about this length, and a
/// view written by this app stays far below.
pub const LONGEST: usize = 64 * 1024;
/// The longest name or search, in characters.
const LONGEST_TEXT: usize = 200;
/// The most values of one list.
const MOST_VALUES: usize = 500;
/// The most settings of a link; no view has half as many.
const MOST_SETTINGS: usize = 64;

/// A part of a link that says nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// The link, or that of its view, is longer than [`LONGEST`]; the length in bytes.
    TooLong(usize),
    /// There is no such page.
    Page(String),
    /// There is no such setting.
    Setting(String),
    /// The setting has no such value.
    Value {
        /// The setting.
        setting: String,
        /// The value.
        value: String,
    },
    /// A setting that stands a second time.
    Twice(String),
    /// More values than are read.
    TooMany {
        /// The setting.
        setting: String,
        /// How many were left out.
        rest: usize,
    },
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Ignored::TooLong(bytes) => {
                write!(f, "the whole link: it has {bytes} bytes, and {LONGEST} are read")
            }
            Ignored::Page(name) => write!(f, "the page “{}”: there is none of that name", short(name)),
            Ignored::Setting(name) => write!(f, "“{}”: no setting has that name", short(name)),
            Ignored::Value { setting, value } => {
                write!(f, "{} “{}”: there is none of that name", setting, short(value))
            }
            Ignored::Twice(setting) => write!(f, "the second “{}”", short(setting)),
            Ignored::TooMany { setting, rest } => write!(f, "{rest} more values of “{setting}”"),
        }
    }
}

/// The beginning of a text that may be very long.
fn short(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(40).collect();
    if letters.next().is_some() { format!("{start}…") } else { start }
}

/// A text as it was before [`super::write`] encoded it. A percent sign without two hex digits
/// stands for itself; bytes that are no UTF-8 become replacement characters.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let hex = |at: usize| bytes.get(at).and_then(|&byte| char::from(byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 2;
            }
            (b'+', ..) => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The beginning of a part of a link that is only named to the reader: more letters than
/// [`short`] shows, of at most twelve bytes each.
fn beginning(part: &str) -> String {
    decoded(&part[..part.floor_char_boundary(512)])
}

/// Reads one link; collects what it ignores.
struct Reader {
    view: View,
    ignored: Vec<Ignored>,
}

impl Reader {
    fn value(&mut self, setting: &str, value: &str) {
        let value = Ignored::Value { setting: setting.to_owned(), value: beginning(value) };
        self.ignored.push(value);
    }

    /// A text of bounded length; none, and ignored, if it is empty or too long.
    fn text(&mut self, setting: &str, value: &str) -> Option<String> {
        // Encoding makes a text at most twelve times as long; what is longer need not be decoded.
        let text = (value.len() <= 12 * LONGEST_TEXT).then(|| decoded(value));
        let text = text.filter(|text| (1..=LONGEST_TEXT).contains(&text.chars().count()));
        if text.is_none() {
            self.value(setting, value);
        }
        text
    }

    fn list(&mut self, setting: &str, value: &str) -> Vec<String> {
        let rest = value.split(',').count().saturating_sub(MOST_VALUES);
        if rest > 0 {
            self.ignored.push(Ignored::TooMany { setting: setting.to_owned(), rest });
        }
        value.split(',').take(MOST_VALUES).filter_map(|part| self.text(setting, part)).collect()
    }

    fn choice<T: Choice>(&mut self, setting: &str, value: &str) -> Option<T> {
        let found = T::find(value);
        if found.is_none() {
            self.value(setting, value);
        }
        found
    }

    fn axis(&mut self, setting: &str, value: Option<&str>) -> Option<Axis> {
        let value = value?;
        let axis = Axis::ALL.into_iter().find(|axis| axis.name() == value);
        if axis.is_none() {
            self.value(setting, value);
        }
        axis
    }

    fn axes(&mut self, rows: Option<&str>, columns: Option<&str>) {
        let (rows, columns) = (self.axis("rows", rows), self.axis("columns", columns));
        let axes = self.view.axes;
        self.view.axes = match (rows, columns) {
            (Some(rows), Some(columns)) => match Axes::new(rows, columns) {
                Some(axes) => axes,
                None => {
                    self.value("columns", columns.name());
                    axes.with_rows(rows)
                }
            },
            (Some(rows), None) => axes.with_rows(rows),
            (None, Some(columns)) => axes.with_columns(columns),
            (None, None) => axes,
        };
    }

    fn open(&mut self, value: &str) {
        let open = match value.split(':').collect::<Vec<_>>()[..] {
            ["cell", row, column] => {
                let row = self.text("open", row);
                let column = self.text("open", column);
                row.zip(column).map(|(row, column)| Open::Cell { row, column })
            }
            ["row", name] => self.text("open", name).map(Open::Row),
            ["column", name] => self.text("open", name).map(Open::Column),
            ["argument", name] => self.text("open", name).map(Open::Argument),
            _ => {
                self.value("open", value);
                None
            }
        };
        self.view.open = open;
    }

    fn setting(&mut self, name: &str, value: &str) {
        match name {
            "order" => match RowOrder::ALL.into_iter().find(|order| order.name() == value) {
                Some(order) => self.view.order = order,
                None => self.value(name, value),
            },
            "table" => self.view.table = self.choice::<Table>(name, value).unwrap_or_default(),
            "fold" => {
                for issue in self.list(name, value) {
                    self.view.folded.insert(issue);
                }
            }
            "q" => self.view.search = self.text(name, value).unwrap_or_default(),
            "sort" => self.view.sort = self.choice::<CardOrder>(name, value).unwrap_or_default(),
            "group" => self.view.group = self.choice::<Grouping>(name, value).unwrap_or_default(),
            "corpus" => self.view.corpus = self.text(name, value),
            "at" => self.view.source = self.text(name, value),
            "open" => self.open(value),
            _ => match Facet::ALL.into_iter().find(|facet| facet.name() == name) {
                Some(facet) => {
                    for chosen in self.list(name, value) {
                        self.view.filters.add(facet, chosen);
                    }
                }
                None => self.ignored.push(Ignored::Setting(beginning(name))),
            },
        }
    }
}

impl View {
    /// Reads a link, with or without its `#`. Never fails: what says nothing is left out and
    /// named.
    pub fn read(link: &str) -> (View, Vec<Ignored>) {
        let mut reader = Reader { view: View::default(), ignored: Vec::new() };
        if link.len() > LONGEST {
            return (reader.view, vec![Ignored::TooLong(link.len())]);
        }
        let link = link.trim_start_matches('#').trim_start_matches('/');
        let (page, settings) = link.split_once('?').unwrap_or((link, ""));
        match Page::find(page.trim_end_matches('/')) {
            Some(page) => reader.view.page = page,
            None if page.is_empty() => {}
            None => reader.ignored.push(Ignored::Page(beginning(page))),
        }
        let (mut rows, mut columns) = (None, None);
        let mut seen: Vec<&str> = Vec::new();
        let mut parts = settings.split('&').filter(|part| !part.is_empty());
        for part in parts.by_ref().take(MOST_SETTINGS) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            if seen.contains(&name) {
                reader.ignored.push(Ignored::Twice(beginning(name)));
                continue;
            }
            seen.push(name);
            match name {
                "rows" => rows = Some(value),
                "columns" => columns = Some(value),
                _ => reader.setting(name, value),
            }
        }
        let rest = parts.count();
        if rest > 0 {
            reader.ignored.push(Ignored::TooMany { setting: "settings".into(), rest });
        }
        reader.axes(rows, columns);
        // A letter may be written as six bytes and more; a view must not have a link that is refused.
        let written = reader.view.to_string().len();
        if written > LONGEST {
            return (View::default(), vec![Ignored::TooLong(written)]);
        }
        (reader.view, reader.ignored)
    }
}

impl FromStr for View {
    type Err = Vec<Ignored>;

    /// Reads a link of which nothing may be ignored.
    fn from_str(link: &str) -> Result<Self, Vec<Ignored>> {
        match View::read(link) {
            (view, ignored) if ignored.is_empty() => Ok(view),
            (_, ignored) => Err(ignored),
        }
    }
}
