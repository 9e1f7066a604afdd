//! How a table is to be read, as a question: which column is what, how the file is written, what the
//! stances mean, and what comes of it.

use super::faults::{Files, button, buttons, frame, listed};
use super::mapping::{Asking, MOST_ROWS, Value, field, sign_name};
use super::part::{ANSWERS, Part, answer_name};
use super::words;
use crate::markup::{Element, Node, el};
use crate::opening::table::{self, Answer};

/// How many columns of the table are shown; those that are read are always among them.
const MOST_COLUMNS: usize = 30;
/// How many columns there are to choose from.
const MOST_CHOICES: usize = 200;
/// How many letters of a cell and of a column's name are shown.
const LONGEST_CELL: usize = 80;
const LONGEST_NAME: usize = 48;

/// The whole question.
pub(super) fn question(asking: &Asking, files: &Files) -> Vec<Node> {
    let lacks = asking.lacks();
    let said = lacks.map_or("", words::lack);
    let remarks = &asking.text.remarks;
    let open = button("open", words::OPEN).class("door-main").flag("disabled", lacks.is_some());
    let all = frame("mapping", words::TABLE, files)
        .with_some(asking.recalled.then(recalled))
        .with_some((remarks.total > 0).then(|| listed(remarks, files)))
        .with(el("h3").with(words::COLUMNS))
        .with(columns(asking))
        .with(el("h3").with(words::PREVIEW))
        .with(preview(asking))
        .with_all(meanings(asking))
        .with(el("h3").with(words::SHAPE))
        .with(shape(asking))
        .with(el("p").class("door-lack").attr("role", "status").with(said))
        .with_some(buttons(vec![open]));
    vec![all.into()]
}

fn recalled() -> Element {
    el("p")
        .class("door-recalled")
        .key("recalled")
        .with(words::RECALLED)
        .with(" ")
        .with(button("forget", words::FORGET).class("quiet"))
}

/// One choice: what is chosen, and the others.
fn choice(
    name: &'static str,
    label: Element,
    options: impl Iterator<Item = (String, String)>,
    chosen: &str,
) -> Node {
    let option = |(value, text): (String, String)| {
        let chosen = value == chosen;
        el("option").attr("value", value).flag("selected", chosen).with(text).into()
    };
    let select = el("select").attr("name", name).with_all(options.map(option).collect());
    el("label").class("door-choice").key(name).with(label).with(select).into()
}

/// Which column is what.
fn columns(asking: &Asking) -> Element {
    let name = |at: usize| column_name(asking, at);
    let choices = Part::ALL.into_iter().map(|part| {
        let chosen = part.of(&asking.mapping.columns);
        let label =
            el("span").with(words::part(part)).with(" ").with(el("small").with(words::part_help(part)));
        // A table with thousands of columns is none that somebody would choose from.
        let beyond = chosen.filter(|&at| at >= MOST_CHOICES);
        let offered = (0..asking.names.len().min(MOST_CHOICES)).chain(beyond);
        let options = std::iter::once(("none".to_owned(), words::NONE.to_owned()))
            .chain(offered.map(|at| (at.to_string(), name(at))));
        let chosen = chosen.map_or_else(|| "none".to_owned(), |at| at.to_string());
        choice(part.name(), label, options, &chosen)
    });
    el("div").class("door-choices").with_all(choices.collect())
}

fn column_name(asking: &Asking, at: usize) -> String {
    let name = asking.names.get(at).map_or("", String::as_str);
    short(&words::column(at, name, asking.mapping.header), LONGEST_NAME)
}

/// How the file is written.
fn shape(asking: &Asking) -> Element {
    let mapping = &asking.mapping;
    let plain = |text: &str| el("span").with(text);
    let mut delimiters = vec![b',', b';', b'\t', b'|', b':'];
    if !delimiters.contains(&mapping.delimiter) {
        delimiters.push(mapping.delimiter);
    }
    let mut quotes = vec![b'"', b'\''];
    quotes.extend(mapping.quote.filter(|quote| !quotes.contains(quote)));
    let signs = |signs: Vec<u8>| signs.into_iter().map(|sign| (sign_name(sign), words::sign(sign)));
    let none = ("none".to_owned(), words::NO_QUOTE.to_owned());
    let quote = mapping.quote.map_or_else(|| "none".to_owned(), sign_name);
    let header = [("yes", words::HEADER_YES), ("no", words::HEADER_NO)];
    let header = header.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter();
    let choices = vec![
        choice("header", plain(words::HEADER), header, if mapping.header { "yes" } else { "no" }),
        choice("delimiter", plain(words::DELIMITER), signs(delimiters), &sign_name(mapping.delimiter)),
        choice("quote", plain(words::QUOTE), signs(quotes).chain([none]), &quote),
    ];
    el("div").class("door-choices").with_all(choices)
}

/// The first rows as they are read: each column with what it is.
fn preview(asking: &Asking) -> Element {
    if asking.preview.is_empty() {
        return el("p").class("door-none").with(words::NO_ROWS);
    }
    let parts =
        |at: usize| Part::ALL.into_iter().filter(move |part| part.of(&asking.mapping.columns) == Some(at));
    let is_read = |at: usize| parts(at).next().is_some();
    let read = (0..asking.names.len()).filter(|&at| is_read(at)).count();
    let mut room = MOST_COLUMNS.saturating_sub(read);
    let shown: Vec<usize> = (0..asking.names.len())
        .filter(|&at| {
            let fits = is_read(at) || room > 0;
            room = room.saturating_sub(usize::from(!is_read(at)));
            fits
        })
        .collect();
    let class = |at: usize| (!is_read(at)).then(|| "door-unread".to_owned());
    let head = shown.iter().map(|&at| {
        let tags: Vec<Node> =
            parts(at).map(|part| el("span").class("door-part").with(words::part(part)).into()).collect();
        let unread = tags.is_empty().then(|| el("small").with(words::UNREAD));
        el("th")
            .attr("scope", "col")
            .maybe("class", class(at))
            .with(el("bdi").with(column_name(asking, at)))
            .with(el("br"))
            .with_all(tags)
            .with_some(unread)
            .into()
    });
    let row = |row: &Vec<String>| {
        let cells = shown.iter().map(|&at| {
            let cell = row.get(at).map_or("", String::as_str);
            el("td")
                .maybe("class", class(at))
                .with(el("span").attr("dir", "auto").with(short(cell, LONGEST_CELL)))
                .with_all(parts(at).flat_map(|part| reading(asking, part, cell)).collect())
                .into()
        });
        el("tr").with_all(cells.collect()).into()
    };
    let table = el("table")
        .class("door-preview")
        .with(el("thead").with(el("tr").with_all(head.collect())))
        .with(el("tbody").with_all(asking.preview.iter().take(MOST_ROWS).map(row).collect()));
    let more = asking.names.len() - shown.len();
    scroll(words::PREVIEW)
        .with(table)
        .with_some((more > 0).then(|| el("p").class("door-more").with(words::more_columns(more))))
}

/// A box in which something wide or long scrolls by itself.
fn scroll(label: &str) -> Element {
    el("div").class("door-scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", label)
}

/// What is read in a cell, where that is not what stands there.
fn reading(asking: &Asking, part: Part, cell: &str) -> Vec<Node> {
    let note = |class: &'static str, text: &str| vec![" ".into(), el("small").class(class).with(text).into()];
    match part {
        Part::Stance if asking.takes_stances() => match asking.meaning_of(cell) {
            Some(Answer::LeftOut) | None => note("door-unknown", words::UNKNOWN),
            Some(answer) => note("door-read", words::answer(answer)),
        },
        Part::Date if cell.is_empty() => Vec::new(),
        Part::Date => match table::date(cell) {
            Some(date) => note("door-read", &date.to_string()),
            None => note("door-unknown", words::NO_DATE),
        },
        _ => Vec::new(),
    }
}

/// The values of the column of stances, and what each means.
fn meanings(asking: &Asking) -> Vec<Node> {
    if asking.values.shown.is_empty() {
        return Vec::new();
    }
    let unknown = asking.unknown_rows();
    let head = [words::VALUE, words::IN_ROWS, words::MEANS]
        .map(|text| el("th").attr("scope", "col").with(text).into());
    let rows = asking.values.shown.iter().enumerate().map(|(at, value)| meaning(asking, at, value).into());
    let table = el("table")
        .class("door-values")
        .with(el("thead").with(el("tr").with_all(head.into())))
        .with(el("tbody").with_all(rows.collect()));
    let more = asking.values.more;
    let said = (unknown > 0)
        .then(|| el("p").class("door-warning").key("unknown").with(words::unknown_rows(unknown)));
    let all = el("div")
        .key(format!("means {:?}", asking.mapping.columns.stance))
        .with_some(said)
        .with(scroll(words::MEANINGS).with(table))
        .with_some((more.0 > 0).then(|| el("p").class("door-more").with(words::more_values(more))));
    vec![el("h3").key("meanings").with(words::MEANINGS).into(), all.into()]
}

fn meaning(asking: &Asking, at: usize, value: &Value) -> Element {
    let means = asking.meaning(value).unwrap_or(Answer::LeftOut);
    let text =
        if value.text.is_empty() { words::EMPTY_CELL.to_owned() } else { short(&value.text, LONGEST_CELL) };
    let option = |answer: Answer| {
        el("option")
            .attr("value", answer_name(answer))
            .flag("selected", answer == means)
            .with(words::answer(answer))
            .into()
    };
    let select = el("select")
        .attr("name", field(at))
        .attr("aria-label", format!("{}: {text}", words::MEANS))
        .with_all(ANSWERS.map(option).into());
    el("tr")
        .key(field(at))
        .maybe("class", (means == Answer::LeftOut).then(|| "door-left-out".to_owned()))
        .with(el("td").attr("dir", "auto").with(text))
        .with(el("td").class("door-number").with(words::number(value.rows)))
        .with(el("td").with(select))
}

/// The beginning of a text that may be as long as a book.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
