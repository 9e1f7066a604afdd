//! Every text of the app that a person reads, in one place, ready to be translated.
#![allow(missing_docs)]

use crate::corpus::{Corpus, Holder, RelationKind, Source, Stance};
use crate::link::{CardOrder, Grouping, Page};
use crate::matrix::{Axis, Cell, Finding, Key, Reading, RowOrder, Spread};
use crate::query::Facet;

pub const BRAND: &str = "Standpoint";
pub const FAILED_TITLE: &str = "The corpus could not be opened";
pub const FAILED_HELP: &str = "The page is here, but what it should show is not. Load it again; if that does not help, tell whoever \
     published it what stands below.";
pub const RELOAD: &str = "Load again";
pub const COPY_REFUSED: &str = "The browser did not allow copying. Select the text and copy it by hand.";
pub const LINK_COPIED: &str = "Link copied";
pub const CITATION_COPIED: &str = "Citation copied";
pub const SEARCH_HINT: &str = "Search arguments";
pub const SILENT_RULE: &str = "silent";

/// A count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// "3 arguments".
pub fn arguments(number: usize) -> String {
    count(number, "argument", "arguments")
}

/// Several names in one sentence.
pub fn list(names: &[String]) -> String {
    match names {
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
pub fn reported(corpus: &Corpus, holder: Holder) -> Option<String> {
    match holder {
        Holder::Author(_) => None,
        Holder::Actor(actor) => Some(format!("reported: {}", corpus.actors[actor].label)),
    }
}

/// The keys and what they do.
pub const KEYS: &[(&str, &str)] = &[
    ("/", "search"),
    ("↑ ↓ ← →", "move over the matrix"),
    ("Home End", "first, last cell of a row; with Ctrl of the matrix"),
    ("Page Up, Page Down", "ten rows up or down"),
    ("Enter", "open a cell, a proposition or a source; fold an issue"),
    ("Escape", "close what is open and go back to where it came from"),
    ("1 2 3 4", "matrix, arguments, sources, codebook"),
    ("?", "this list"),
];

/// A count with what it counts: "12 related".
pub fn related(number: usize) -> String {
    format!("{number} related")
}

pub fn more(number: usize) -> String {
    format!("{number} more")
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
        format!("{number} of {}", arguments(total))
    }
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
    format!("No word like “{}” stands in any argument.", missing.join("”, “"))
}

pub fn without(what: &str, number: usize) -> String {
    format!("Remove {what} ({})", arguments(number))
}

/// The legend: the shape of each mark and what it means.
pub const MARKS: &[(&str, &str)] = &[
    ("a2", "affirms"),
    ("a1", "with reservations"),
    ("z", "ambivalent"),
    ("r1", "with reservations"),
    ("r2", "rejects"),
    ("mixed a1 r1", "both ways"),
    ("a2 reported", "only reported"),
    ("silent", "silent"),
];

pub const LEGEND: &str = "What the marks mean";
pub const MATRIX: &str = "Stance matrix";
pub const ANSWERS: &str = "The question, in short";
pub const FINDINGS: &str = "Findings";
pub const SPREAD: &str = "Spread";
pub const NO_STANCE: &str = "nobody takes a stance";
pub const FILTERS: &str = "Filters";
pub const DONE: &str = "Done";
pub const SEARCH: &str = "Search";
pub const REMOVE: &str = ", remove";
pub const REMOVE_ALL: &str = "Remove all";
pub const ACTIVE_FILTERS: &str = "Active filters";
pub const EMPTY: &str = "Nothing left to show";
pub const EMPTY_TOGETHER: &str = "Several filters together leave nothing; no single one does.";
pub const EMPTY_EACH: &str = "Together these leave nothing. Without one of them there would be:";
pub const THE_SEARCH: &str = "the search";
pub const FIND_IN_SOURCE: &str = "Find in source";
pub const ON_PAGE: &str = "On the publisher’s page";
pub const COPY_LINK: &str = "Copy link";
pub const CITE: &str = "Cite";
pub const CLOSE: &str = "Close";
pub const PANEL: &str = "What is open";
pub const ARGUMENT: &str = "Argument";
pub const ONLY_FILTERED: &str = "Only what passes the filters is shown.";
pub const NOTHING_HERE: &str = "Nothing was coded here.";
pub const WHOLE_ROW: &str = "All on this row";
pub const FOR: &str = "For";
pub const AGAINST: &str = "Against";
pub const TORN: &str = "Left open";
pub const NOBODY: &str = "Nobody.";
pub const TO_SOURCE: &str = "Open the source’s page";
pub const TO_LIST: &str = "In the list of arguments";
pub const WITHOUT_STANCE: &str = "Without a stance";
pub const READ: &str = "Read the arguments in order, open your own copy";
pub const PUBLISHED: &str = "The publisher’s page";
pub const STRIP: &str = "Which part of the text speaks to which issue";
pub const TO_CARD: &str = "To the card";
pub const ISSUES: &str = "Issues and propositions";
pub const SCALE: &str = "The stance scale";
pub const RULES: &str = "Rules";
pub const ROLES: &str = "Roles";
pub const CERTAINTY: &str = "Certainty";
pub const ACTORS: &str = "Actors";
pub const METHOD: &str = "How the corpus was coded";
pub const CONCERNED_IN: &str = " concerned in ";
pub const HOLDS: &str = ", holds ";
pub const COPY: &str = "Open your own copy";
pub const COPY_PASTE: &str = "Paste the text";
pub const COPY_FILE: &str = "or choose a text file ";
pub const COPY_FIND: &str = "Find the arguments in it";
pub const COPY_CLOSE: &str = "Close the copy";
pub const COPY_REGION: &str = "Your own copy";
pub const YOUR_COPY: &str = "Your copy";
pub const FOUND_EXACTLY: &str = " found exactly, ";
pub const FOUND_DRIFTED: &str = " drifted, ";
pub const FOUND_LOST: &str = " lost. ";
pub const LOST: &str = "Lost";
pub const SOURCES_LEAD: &str = "Claims are in the coders’ own words; each card names its place in the source. With the text at hand, open it \
     under a source: every argument’s passage is found in it by fingerprint and marked.";
pub const COPY_LEAD: &str = "Drop or paste the text you have: each argument’s passage is looked for and marked. Nothing leaves this device.";
pub const COPY_EMPTY: &str =
    "There is no text in it. Paste the text of the source, or drop a text file here.";
pub const COPY_IS_PDF: &str =
    "This is a PDF. Open it in its viewer, select all, copy, and paste the text here.";
pub const COPY_IS_ARCHIVE: &str = "This is a packed file (such as a Word document). Open it in its program, select all, copy, and paste the text here.";
pub const COPY_IS_BINARY: &str =
    "This file is not text. Open it in its program, copy the text, and paste it here.";
pub const COPY_TOO_LARGE: &str =
    "This file is larger than 8 MB, more than a thousand pages. Paste the part you need.";
pub const COPY_UNREADABLE: &str = "The browser could not read this file. Try again, or paste the text.";

pub fn title(of: Page, title: &str) -> String {
    format!("{} · {title}", page(of))
}

pub fn colophon(title: &str, version: &str, licence: &str) -> String {
    format!("{title}, version {version}. Coding: {licence}.")
}

pub fn search_hint(number: usize) -> String {
    format!("Search {}", arguments(number))
}

pub const THEMES: [(&str, &str); 3] = [("system", "Auto"), ("light", "Light"), ("dark", "Dark")];
pub const THEME_TITLE: &str = "Colours: as the system, light, or dark";
pub const SKIP: &str = "Skip to the page";
pub const PAGES: &str = "Pages";
pub const SHARE: &str = "Share";
pub const SHARE_TITLE: &str = "Copy a link to exactly this view";
pub const CITE_TITLE: &str = "Cite this view";
pub const THIS_VIEW: &str = "this view";
pub const KEYS_TITLE: &str = "Keys";
pub const COPY_IT: &str = "Copy";
pub const IGNORED: &str =
    "The link names something that this page does not have. The rest is shown; ignored was:";
pub const UNDERSTOOD: &str = "Understood";
pub const ROWS: &str = "Rows";
pub const COLUMNS: &str = "Columns";
pub const ORDER: &str = "Order";
pub const GROUP: &str = "Group by";
pub const CITATION: &str = "Citation";
