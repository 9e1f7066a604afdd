//! The texts of what only the program for large corpora draws.

use super::map::All;
use crate::markup::words::{axis, axis_one, count, number, propositions};
use crate::matrix::{Matrix, Pair};

/// The name of the table of who agrees with whom.
pub const AGREEMENT: &str = "Who agrees with whom";
/// The pairs that agree most.
pub const CLOSEST: &str = "Closest";
/// The pairs that are most often on opposite sides.
pub const OPPOSED: &str = "Most opposed";
/// What stands where a line meets itself.
pub const ITSELF: &str = "—";
/// What stands where two share nothing.
pub const NOTHING: &str = "·";
/// Where nobody can be compared.
pub const NO_PAIR: &str = "Nobody can be compared: no two take a stance on the same proposition.";
/// How the numbers are read.
pub const READ: &str = "Of the propositions on which both take a stance, the share on which they stand on the same side, in percent; \
     below it, on how many both take a stance. Paler: fewer than five.";
/// Of sources of which some report what others hold.
pub const REPORTS_COUNT: &str = "What a source only reports counts as its stance here; with holders as columns everybody speaks for themselves.";
/// How the lines are ordered.
pub const METHOD: &str = "Those whose stances are near each other stand together (average linkage, Sokal & Michener 1958; \
     ends by Gruvaeus & Wainer 1972).";

/// Of a list of cards of which not all is in the page.
pub const FIND_CARDS: &str =
    "Your browser finds words only in the cards around you: the search above looks through all.";
/// Of a list of sources or issues of which not all is in the page.
pub const FIND_LINES: &str = "Your browser finds words only in what is around you: the filters of the page Arguments look through all \
     sources and propositions.";

/// Of a table of which not all is in the page.
pub const IN_PARTS: &str = "What is out of sight is not in the page, so it cannot be copied, printed or found by your browser: \
     narrow the table by the filters, or export the collection with the command-line tool.";

/// A share in whole percent.
pub fn percent(share: f64) -> u32 {
    (share * 100.0).round() as u32
}

/// How the lines are ordered where they are too many to be compared one by one.
pub fn unordered(most: usize, what: &str) -> String {
    format!("More than {} {what}: they stand in the order of the codebook.", number(most))
}

/// Who of too many is compared.
pub fn only_most(most: usize, all: usize, what: &str) -> String {
    format!("Of {} {what} the {} with the most statements are compared.", number(all), number(most))
}

/// Who is left out.
pub fn left_out(many: usize) -> String {
    let verb = if many == 1 { "is" } else { "are" };
    format!("{} {verb} left out: no proposition in common with anybody.", number(many))
}

/// From how many shared propositions on a pair stands among the closest or most opposed.
pub fn at_least(number: u32) -> String {
    format!("at least {} in common", propositions(number as usize))
}

/// How two stand to each other, as a sentence.
pub fn pair(one: &str, other: &str, pair: Pair) -> String {
    match pair.agreement() {
        None => format!("{one} and {other} take a stance on no proposition in common"),
        Some(share) => format!(
            "{one} and {other} agree on {} of {} ({}\u{a0}%)",
            pair.same,
            count(pair.shared as usize, "proposition", "propositions"),
            percent(share),
        ),
    }
}

/// How two oppose each other, as a sentence.
pub fn opponents(one: &str, other: &str, pair: Pair) -> String {
    format!(
        "{one} and {other} are on opposite sides on {} of {} ({}\u{a0}%)",
        pair.against,
        count(pair.shared as usize, "proposition", "propositions"),
        percent(pair.opposition().unwrap_or(0.0)),
    )
}

/// The name of the list of who changed position.
pub const CHANGES: &str = "Who changed position";
/// What stands over the earlier of two statements.
pub const BEFORE: &str = "Before";
/// What stands over the later one.
pub const AFTER: &str = "Later";
/// To one argument alone.
pub const ALONE: &str = "The argument alone";
/// Where nothing can be compared over time.
pub const NO_LATER: &str = "Nobody here takes a stance in two sources of different dates on the same proposition or on one worded \
     much like it. Sources without a date cannot be put in order.";
/// Of a change of which two sources tell.
pub const TWO_REPORTS: &str = "Two sources report this: what differs may be their reports, not the position.";
/// Where nobody moved.
pub const NO_CHANGE: &str = "Nobody's stance moved.";

/// How many statements have one before them, and what became of it.
pub fn changes(later: usize, changed: usize, crossed: usize) -> String {
    let noun = if later == 1 { "statement" } else { "statements" };
    format!(
        "{} later {noun} on the same or a similar proposition; {} changed, of these {} from one side to the other.",
        number(later),
        number(changed),
        number(crossed),
    )
}

/// How far a stance moved and where to: "3 steps towards affirmation".
pub fn moved(steps: i8) -> String {
    let towards = if steps > 0 { "affirmation" } else { "rejection" };
    format!("{} towards {towards}", count(usize::from(steps.unsigned_abs()), "step", "steps"))
}

/// How alike two wordings are.
pub fn likeness(likeness: f32) -> String {
    format!("likeness {}\u{a0}%", percent(f64::from(likeness)))
}

/// A change in short, for those who go from one to the next by ear.
pub fn change(holder: &str, before: &str, after: &str) -> String {
    format!("{holder}: first {before}, later {after}")
}

/// How to read the map.
const MAP_SIGNS: &str = "It is read like the marks above; a line alone is context without a stance.";
/// What to do on it.
const MAP_HINT: &str =
    "Point at a place to read it; click it, or use the arrow keys and Enter, to see it in full size.";

/// What stands above the map until a reader points at a place: how it is read, and where a drawn cell has
/// several rows and columns, what it is as high as.
pub fn map_hint((rows, columns): (usize, usize)) -> String {
    let together = match (rows, columns) {
        (1, 1) => String::new(),
        _ => format!(
            " Each place has {rows} by {columns} cells: a bar is as high as their share of those that speak."
        ),
    };
    format!("{MAP_SIGNS}{together} {MAP_HINT}")
}

/// What the map shows, for those who do not see it.
pub fn map(matrix: &Matrix, all: All) -> String {
    let (rows, columns) = (matrix.rows.len(), matrix.columns.len());
    let lines = |many: usize, of| {
        let name = if many == 1 { axis_one(of) } else { axis(of) };
        format!("{} {}", number(many), name.to_lowercase())
    };
    let share = |part: usize| percent(part as f64 / all.stated.max(1) as f64);
    format!(
        "Map of {} by {}: {} of {} cells take a stance; {}\u{a0}% of these affirm, {}\u{a0}% reject",
        lines(rows, matrix.axes.rows()),
        lines(columns, matrix.axes.columns()),
        number(all.stated),
        number(rows * columns),
        share(all.affirming),
        share(all.rejecting),
    )
}
