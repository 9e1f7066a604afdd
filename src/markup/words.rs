//! Every text of the app that a person reads, in one place, ready to be translated.
#![allow(missing_docs)]

use crate::corpus::{ArgumentId, Corpus, NO_LICENCE, RelationKind, Source, Stance};
use crate::link::{CardOrder, Grouping, Page};
use crate::matrix::{Axes, Axis, Cell, Finding, Key, Reading, RowOrder, Spread};
use crate::query::Facet;

pub use super::labels::*;

/// A number with commas between thousands.
pub fn number(number: usize) -> String {
    let mut text = number.to_string();
    let mut at = text.len();
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
    text
}

/// A count with its noun.
pub fn count(many: usize, one: &str, several: &str) -> String {
    format!("{} {}", number(many), if many == 1 { one } else { several })
}

/// "3 arguments".
pub fn arguments(number: usize) -> String {
    count(number, "argument", "arguments")
}

/// Several names in one sentence; of very many the first.
pub fn list(names: &[String]) -> String {
    const MOST: usize = 4;
    match names {
        [_, ..] if names.len() > MOST + 1 => {
            format!("{} and {} others", names[..MOST].join(", "), names.len() - MOST)
        }
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

pub fn page(page: Page) -> &'static str {
    match page {
        Page::Matrix => "Matrix",
        Page::Arguments => "Arguments",
        Page::Sources => "Sources",
        Page::Codebook => "Codebook",
    }
}

pub fn axis(axis: Axis) -> &'static str {
    match axis {
        Axis::Propositions => "Propositions",
        Axis::Issues => "Issues",
        Axis::Sources => "Sources",
        Axis::Holders => "Holders",
        Axis::Years => "Years",
        Axis::Quarters => "Quarters",
        Axis::Roles => "Roles",
    }
}

/// One line of an axis.
pub fn axis_one(axis: Axis) -> &'static str {
    match axis {
        Axis::Propositions => "Proposition",
        Axis::Issues => "Issue",
        Axis::Sources => "Source",
        Axis::Holders => "Holder",
        Axis::Years => "Year",
        Axis::Quarters => "Quarter",
        Axis::Roles => "Role",
    }
}

pub fn row_order(order: RowOrder) -> &'static str {
    match order {
        RowOrder::Codebook => "Codebook",
        RowOrder::Coverage => "Most covered",
        RowOrder::Contested => "Most contested",
        RowOrder::Mean => "Most affirmed",
        RowOrder::Similar => "By likeness",
    }
}

pub fn card_order(order: CardOrder) -> &'static str {
    match order {
        CardOrder::Relevance => "Best match",
        CardOrder::Place => "Place in the source",
        CardOrder::Date => "Time spoken of",
    }
}

pub fn grouping(group: Grouping) -> &'static str {
    match group {
        Grouping::None => "Nothing",
        Grouping::Source => "Source",
        Grouping::Issue => "Issue",
        Grouping::Proposition => "Proposition",
    }
}

pub fn facet(facet: Facet) -> &'static str {
    match facet {
        Facet::Source => "Source",
        Facet::Issue => "Issue",
        Facet::Proposition => "Proposition",
        Facet::Stance => "Stance",
        Facet::Voice => "Voice",
        Facet::Holder => "Holder",
        Facet::Role => "Role",
        Facet::Certainty => "Certainty",
        Facet::About => "Actor concerned",
        Facet::Year => "Year spoken of",
    }
}

/// What a relation does, seen from the end it starts at or from the other.
pub fn relation(kind: RelationKind, from_here: bool) -> &'static str {
    match (kind, from_here) {
        (RelationKind::Supports, true) => "supports",
        (RelationKind::Supports, false) => "supported by",
        (RelationKind::Attacks, true) => "attacks",
        (RelationKind::Attacks, false) => "attacked by",
        (RelationKind::Qualifies, true) => "qualifies",
        (RelationKind::Qualifies, false) => "qualified by",
        (RelationKind::Restates, true) => "restates",
        (RelationKind::Restates, false) => "restated by",
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A source's date as short as a column's head needs it.
pub fn source_date(source: &Source) -> String {
    let Some(date) = source.date else { return "no date".into() };
    let month = date.month.map(|month| MONTHS[usize::from(month) - 1]);
    // Of the earliest possible day the month says enough.
    let day = date.day.filter(|_| !source.not_before);
    let text = match (month, day) {
        (Some(month), Some(day)) => format!("{day} {month} {}", date.year),
        (Some(month), None) => format!("{month} {}", date.year),
        (None, _) => date.year.to_string(),
    };
    if source.not_before { format!("{text} or later") } else { text }
}

/// What a cell says, without its name and count: "affirms with reservations".
pub fn reading(corpus: &Corpus, cell: &Cell) -> String {
    let label = |stance: Stance| corpus.scale[stance.index()].label.as_str();
    match cell.reading() {
        Reading::Silent => SILENT_RULE.into(),
        Reading::Context => "no stance, context only".into(),
        Reading::One { step, .. } => label(step).into(),
        Reading::Mixed { mean, .. } => {
            let balance = crate::matrix::step(mean);
            match balance {
                Stance::Ambivalent => "mixed, evenly for and against".into(),
                other => format!("mixed, on balance {}", label(other)),
            }
        }
    }
}

/// A cell as a sentence: "East Asia Institute affirms with reservations, 3 arguments".
pub fn cell(corpus: &Corpus, column: Key, cell: &Cell) -> String {
    let name = column.label(corpus);
    let reading = reading(corpus, cell);
    let sentence = match cell.reading() {
        Reading::Silent => return format!("{name} is {reading}"),
        Reading::Context => format!("{name} takes {reading}"),
        Reading::Mixed { .. } | Reading::One { step: Stance::Ambivalent, .. } => {
            format!("{name} is {reading}")
        }
        Reading::One { .. } => format!("{name} {reading}"),
    };
    let reported = if cell.only_reported() { ", only reported" } else { "" };
    format!("{sentence}, {}{reported}", arguments(cell.arguments.len()))
}

/// A cell of the plain table: "affirms with reservations, 3".
pub fn entry(corpus: &Corpus, cell: &Cell) -> String {
    let reading = reading(corpus, cell);
    match cell.arguments.len() {
        0 => reading,
        number if cell.only_reported() => format!("{reading}, {number}, only reported"),
        number => format!("{reading}, {number}"),
    }
}

/// What the plain table shows, and how its cells read.
pub fn caption(axes: Axes, number: usize, total: usize) -> String {
    let columns = axis(axes.columns()).to_lowercase();
    format!("{} by {columns}. {}. {ENTRIES}", axis(axes.rows()), counted(number, total))
}

/// A spread in the plain table. It begins with a letter: a spreadsheet takes a sign for a formula.
pub fn range(spread: Option<Spread>, sources: usize) -> String {
    let Some(spread) = spread else { return NO_STANCE.into() };
    let (lowest, highest) = (signed(spread.lowest), signed(spread.highest));
    let range = if lowest == highest { String::new() } else { format!("from {lowest} to {highest}, ") };
    format!("{range}mean {}, {} of {sources}", signed(spread.mean), spread.sources)
}

/// A number from −2 to 2 with its sign.
pub fn signed(value: f64) -> String {
    // In tenths, so that no number has to be written with a fraction.
    let tenths = (value * 10.0).round() as i32;
    let sign = match tenths {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    match (tenths.abs() / 10, tenths.abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// How many sources speak.
pub fn speaking(spread: Option<Spread>, sources: usize) -> String {
    format!("{} of {sources}", spread.map_or(0, |spread| spread.sources))
}

/// A spread as a sentence.
pub fn spread(spread: &Spread, sources: usize) -> String {
    format!(
        "lowest {}, highest {}, mean {}; {} of {} take a stance",
        signed(spread.lowest),
        signed(spread.highest),
        signed(spread.mean),
        spread.sources,
        count(sources, "source", "sources"),
    )
}

/// What kind of finding it is.
pub fn finding_kind(finding: &Finding) -> &'static str {
    match finding {
        Finding::Agreed { .. } => "Most agreed",
        Finding::Contested { .. } => "Most contested",
        Finding::Unspoken { .. } | Finding::Silent { .. } => "Most silent",
    }
}

/// A finding as a sentence.
pub fn finding(corpus: &Corpus, finding: &Finding, columns: usize) -> String {
    let names = |keys: &[Key]| list(&keys.iter().map(|key| key.label(corpus)).collect::<Vec<_>>());
    let verb =
        |keys: &[Key], one: &str, many: &str| if keys.len() == 1 { one.to_owned() } else { many.to_owned() };
    match finding {
        Finding::Agreed { row, affirmed, columns: speaking } => {
            let who = if *speaking == columns {
                format!("All {columns}")
            } else {
                format!("All {speaking} that speak")
            };
            format!("{who} {}: {}", if *affirmed { "affirm" } else { "reject" }, row.label(corpus))
        }
        Finding::Contested { row, affirming, rejecting } => format!(
            "{} {}, {} {}: {}",
            names(affirming),
            verb(affirming, "affirms", "affirm"),
            names(rejecting),
            verb(rejecting, "rejects", "reject"),
            row.label(corpus),
        ),
        Finding::Unspoken { issue, speaking, silent } => {
            let issue = &corpus.issues[*issue].label;
            match speaking.len() {
                0 => format!("Nobody speaks on “{issue}”"),
                number if number <= silent.len() => {
                    format!("Only {} {} on “{issue}”", names(speaking), verb(speaking, "speaks", "speak"))
                }
                _ => format!("{} {} nothing on “{issue}”", names(silent), verb(silent, "says", "say")),
            }
        }
        Finding::Silent { column, rows } => {
            format!("{}: silent in {}", column.label(corpus), count(*rows, "row", "rows"))
        }
    }
}

/// Where an argument stands: "block 13, sentences 2–3".
pub fn place(block: u32, first: u32, last: u32) -> String {
    if first == last {
        format!("block {block}, sentence {first}")
    } else {
        format!("block {block}, sentences {first}–{last}")
    }
}

/// Whose position an argument states, if it only reports it.
pub fn reported(corpus: &Corpus, argument: ArgumentId) -> Option<String> {
    let holder = corpus.holder_label(corpus.arguments[argument].holder);
    corpus.is_reported(argument).then(|| format!("reported: {holder}"))
}

/// A count with what it counts: "12 related".
pub fn related(number: usize) -> String {
    format!("{number} related")
}

pub fn more(number: usize) -> String {
    format!("{} more", self::number(number))
}

pub fn propositions(number: usize) -> String {
    count(number, "proposition", "propositions")
}

/// The words a passage begins and ends with, to find it on the page.
pub fn ends(start: &str, end: &str) -> String {
    format!(": from “{start}” to “{end}”")
}

pub fn counted(number: usize, total: usize) -> String {
    if number == total {
        format!("All {}", arguments(total))
    } else {
        format!("{} of {}", self::number(number), arguments(total))
    }
}

/// What is said aloud when it stays so for a moment.
pub fn left(number: usize, total: usize) -> String {
    if number == 0 { EMPTY.into() } else { counted(number, total) }
}

pub fn in_order(number: usize) -> String {
    format!("{}, in reading order", arguments(number))
}

/// What an empty cell means.
pub fn silence(source: &str) -> String {
    format!("{source} does not speak to this proposition. Silence is not doubt.")
}

pub fn block(block: usize, number: usize) -> String {
    format!("Block {block}: {}", arguments(number))
}

pub fn the_filter(of: Facet) -> String {
    format!("the filter “{}”", facet(of))
}

pub fn empties(what: &str) -> String {
    format!("What empties it: {what}.")
}

pub fn no_word(missing: &[String]) -> String {
    format!("Nothing like “{}” stands in any argument.", missing.join("”, “"))
}

pub fn without(what: &str, number: usize) -> String {
    format!("Remove {what} ({})", arguments(number))
}

pub fn title(of: Page, title: &str) -> String {
    format!("{} · {title}", page(of))
}

pub fn colophon(title: &str, version: &str, licence: &str) -> String {
    let licence = if licence == NO_LICENCE { "no licence stated" } else { licence };
    format!("{title}, version {version}. Coding: {licence}.")
}

pub fn search_hint(number: usize) -> String {
    format!("Search {}", arguments(number))
}

/// The corpus in a sentence or two, for search engines and shared links.
pub fn description(corpus: &Corpus) -> String {
    format!(
        "{} What {} say on it, argument by argument: {} on {}, each with its place in its source.",
        corpus.question,
        count(corpus.sources.len(), "document", "documents"),
        arguments(corpus.arguments.len()),
        propositions(corpus.propositions.len()),
    )
}

/// What the picture of the matrix shows, for those who do not see it.
pub fn card_alt(corpus: &Corpus) -> String {
    format!(
        "Stance matrix: {} by {}",
        propositions(corpus.propositions.len()),
        count(corpus.sources.len(), "source", "sources"),
    )
}
