//! Every text of the opening that a person reads, but for what is wrong with files: that the
//! opening says itself.
#![allow(missing_docs)]

use super::mapping::Lack;
use super::part::Part;
use crate::corpus::Stance;
pub use crate::markup::words::{count, number};
use crate::opening::Stage;
use crate::opening::own::Dropped;
use crate::opening::table::Answer;

pub const ASKING: &str = "Open a collection of your own";
pub const ASKING_LEAD: &str =
    "Drop it anywhere on this page, or choose it here. It is read on this device and sent nowhere.";
pub const NEEDED: &str = "This link leads into a collection that is not in this page: ";
pub const NEEDED_END: &str = ". Drop that file here, or choose it.";
pub const CHOOSE_FILES: &str = "Files";
pub const CHOOSE_FOLDER: &str = "A folder";
/// What can be opened.
pub const KINDS: &[(&str, &str)] = &[
    (
        "A table",
        "CSV or TSV with a row for every statement: who, on what, which stance, and why. You say which column is what.",
    ),
    ("A corpus", "a *.standpoint.json as this page has one, also as gzip."),
    (
        "Wahl-O-Mat answers",
        "the folder of one or more elections with their theses, parties and answers, also as zip.",
    ),
];
pub const OPENING: &str = "Opening";

pub fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Unpacking => "Reading the files",
        Stage::Reading => "Making sense of them",
    }
}

pub const REFUSED: &str = "This cannot be opened";
pub const WHICH: &str = "Which of these?";
pub const WHICH_LEAD: &str = "There is more than one file that can be opened. Choose one.";
pub const TABLE: &str = "Open a table";
pub const RECALLED: &str = "A table with these columns was opened before, and is read in the same way.";
pub const FORGET: &str = "Forget it";
pub const COLUMNS: &str = "Which column is what?";
pub const NONE: &str = "none";
pub const SHAPE: &str = "How the file is written";
pub const DELIMITER: &str = "Between cells";
pub const QUOTE: &str = "Around cells";
pub const HEADER: &str = "First row";
pub const HEADER_YES: &str = "names the columns";
pub const HEADER_NO: &str = "is a row like the others";
pub const NO_QUOTE: &str = "nothing";
pub const PREVIEW: &str = "The first rows, as they are read";
pub const NO_ROWS: &str = "There is no row below the names of the columns.";
pub const UNREAD: &str = "not read";
pub const NO_DATE: &str = "no date";
pub const MEANINGS: &str = "What the stances mean";
pub const VALUE: &str = "In the table";
pub const IN_ROWS: &str = "Rows";
pub const MEANS: &str = "Means";
pub const EMPTY_CELL: &str = "(empty)";
pub const OPEN: &str = "Open";
pub const BACK: &str = "Back";
pub const NOT_ALL: &str = "Not all of this can be read";
pub const FAULTY: &str = "Parts of this corpus are faulty";
pub const REST: &str = "The rest can be opened without them.";

/// How large a file is.
pub fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => count(usize::try_from(bytes).unwrap_or_default(), "byte", "bytes"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

pub fn more_files(number: usize) -> String {
    format!("and {}", count(number, "more file", "more files"))
}

/// What is asked for in the question for a column.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Proposition => "Proposition",
        Part::Stance => "Stance",
        Part::Holder => "Holder",
        Part::Claim => "Claim",
        Part::Source => "Source",
        Part::Issue => "Issue",
        Part::Date => "Date",
    }
}

/// What it is, for who does not know the word.
pub fn part_help(part: Part) -> &'static str {
    match part {
        Part::Proposition => "the sentence that is affirmed or rejected",
        Part::Stance => "affirms, rejects, …",
        Part::Holder => "whose position it is",
        Part::Claim => "the reason, in words",
        Part::Source => "the document; without it, the holder",
        Part::Issue => "the proposition’s group",
        Part::Date => "when it was said",
    }
}

pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Stance(Stance::Affirms) => "affirms",
        Answer::Stance(Stance::AffirmsQualified) => "affirms with reservations",
        Answer::Stance(Stance::Ambivalent) => "ambivalent",
        Answer::Stance(Stance::RejectsQualified) => "rejects with reservations",
        Answer::Stance(Stance::Rejects) => "rejects",
        Answer::Silent => "no answer",
        Answer::LeftOut => "unknown: leave out",
    }
}

/// What becomes of a value that nobody knows.
pub const UNKNOWN: &str = "unknown";

/// A sign between or around cells.
pub fn sign(sign: u8) -> String {
    let name = match sign {
        b',' => "comma",
        b';' => "semicolon",
        b'\t' => return "tab".to_owned(),
        b'|' => "bar",
        b':' => "colon",
        b'"' => "double quotes",
        b'\'' => "single quotes",
        other => return char::from(other).to_string(),
    };
    format!("{name} {}", char::from(sign))
}

/// A column's name with its number, as several may have one name, or none.
pub fn column(at: usize, name: &str, has_names: bool) -> String {
    if has_names && !name.is_empty() { format!("{}. {name}", at + 1) } else { format!("column {}", at + 1) }
}

pub fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::All => {
            "To open it, choose the columns of the propositions and of the stances, or the column of the claims."
        }
        Lack::Proposition => {
            "To open it, choose also the column of the propositions that the stances are about, or that of the claims."
        }
        Lack::Stance => {
            "To open it, choose also the column that says how each row stands to its proposition, or that of the claims."
        }
        Lack::Meaning => "To open it, say of at least one value which stance it means.",
    }
}

pub fn unknown_rows(rows: usize) -> String {
    match rows {
        1 => "1 row has a value that is not known. It is left out unless you say what it means.".to_owned(),
        rows => format!(
            "{} rows have a value that is not known. They are left out unless you say what it means.",
            number(rows)
        ),
    }
}

pub fn more_values((values, rows): (usize, usize)) -> String {
    format!(
        "And {} in {}. A column of stances has few values: is it the right one?",
        count(values, "more value", "more values"),
        count(rows, "row", "rows")
    )
}

pub fn more_columns(columns: usize) -> String {
    format!("{} not shown, not read", count(columns, "more column", "more columns"))
}

pub fn more_faults(number: usize) -> String {
    format!("And {} more.", self::number(number))
}

pub fn more_candidates(number: usize) -> String {
    format!("And {}: bring it alone to open it.", count(number, "more", "more"))
}

/// How many problems there are.
pub fn problems(number: usize) -> String {
    count(number, "problem", "problems")
}

pub fn without_rows(rows: usize) -> String {
    match rows {
        1 => "Open without this row".to_owned(),
        rows => format!("Open without these {} rows", number(rows)),
    }
}

pub fn without_these(many: usize) -> String {
    match many {
        1 => "Open without this one".to_owned(),
        many => format!("Open without these {}", number(many)),
    }
}

/// What is left out of a corpus of the own format: "1 source and 3 arguments".
pub fn dropped(dropped: Dropped) -> String {
    let parts = [
        (dropped.sources, "source", "sources"),
        (dropped.arguments, "argument", "arguments"),
        (dropped.relations, "relation", "relations"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(many, ..)| *many > 0)
        .map(|(many, one, several)| count(many, one, several))
        .collect();
    match &parts[..] {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        parts => parts.concat(),
    }
}

pub fn without(what: &str) -> String {
    format!("Open without {what}")
}

pub fn mend_lead(what: &str) -> String {
    format!("It can be opened without {what}: what is faulty, and what rests on it.")
}

/// What a table becomes.
pub fn collection(sources: usize, propositions: usize, arguments: usize) -> String {
    format!(
        "{}, {}, {}",
        count(sources, "source", "sources"),
        count(propositions, "proposition", "propositions"),
        count(arguments, "argument", "arguments")
    )
}

/// What elections become.
pub fn elections(elections: usize, parties: usize, theses: usize, answers: usize) -> String {
    format!(
        "{}, {}, {}, {}",
        count(elections, "election", "elections"),
        count(parties, "party", "parties"),
        count(theses, "thesis", "theses"),
        count(answers, "answer", "answers")
    )
}

/// How many problems are listed below.
pub fn found(many: usize) -> String {
    match many {
        1 => "One problem, with its place and what to do about it:".to_owned(),
        many => format!("{} problems, each with its place and what to do about it:", number(many)),
    }
}

pub fn rows_unread(rows: usize) -> String {
    match rows {
        1 => "One row cannot be read".to_owned(),
        rows => format!("{} rows cannot be read", number(rows)),
    }
}

/// What there is without what is left out.
pub fn rest(summary: &str) -> String {
    format!("It has {summary}.")
}
