//! Guessing which column is what: by the names of the columns, and where these say nothing, by what
//! is in them.

use std::collections::{HashMap, HashSet};

use super::answers::{answer, plain_value};
use super::dates::date;
use super::rows::Rows;
use super::shape::shape;
use super::values::meanings;
use super::words::Part;
use super::{Answer, Columns, Guess, Mapping, Text};

/// How many rows are looked at, and how many are shown.
const SAMPLE: usize = 500;
const SHOWN: usize = 8;

/// Guesses how a table is read. The guess may lack what it needs ([`Columns::suffices`]): then a
/// reader has to say.
pub fn guess(table: &Text) -> Guess {
    guess_as(table, None, None)
}

/// As [`guess`], where it is known what stands between and around the cells, or whether the first
/// row names the columns.
pub fn guess_as(table: &Text, known: Option<(u8, Option<u8>)>, header: Option<bool>) -> Guess {
    let (delimiter, quote) = known.unwrap_or_else(|| shape(&table.text));
    let mut rows = Rows::new(&table.text, delimiter, quote);
    let mut sample: Vec<Vec<String>> = Vec::new();
    while sample.len() <= SAMPLE {
        let Some(row) = rows.next() else { break };
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            sample.push(row.iter().map(|cell| cell.trim().to_owned()).collect());
        }
    }
    let header = header.unwrap_or_else(|| has_header(&sample));
    let (names, body) = match sample.split_first() {
        Some((first, rest)) if header => (first.clone(), rest),
        Some((first, _)) => ((1..=first.len()).map(|number| number.to_string()).collect(), &sample[..]),
        None => (Vec::new(), &sample[..]),
    };
    let stats: Vec<Stats> = (0..names.len()).map(|column| Stats::of(body, column)).collect();
    let mut columns = if header { named(&names, &stats) } else { Columns::default() };
    by_content(&mut columns, &stats, body);
    if columns.proposition.is_none() && columns.stance.is_some() {
        // Whoever takes a stance on a topic takes it on a proposition.
        columns.proposition = columns.issue.take();
    }
    let mapping = Mapping { delimiter, quote, header, columns, stances: Vec::new() };
    Guess { mapping, names, preview: body.iter().take(SHOWN).cloned().collect() }
}

/// The cells of the first row that has any, whether they are names or not.
pub fn first_row(table: &Text, delimiter: u8, quote: Option<u8>) -> Vec<String> {
    let mut rows = Rows::new(&table.text, delimiter, quote);
    while let Some(row) = rows.next() {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            return row.iter().map(|cell| cell.trim().to_owned()).collect();
        }
    }
    Vec::new()
}

impl Columns {
    /// Whether a table can be read with these: it needs propositions with stances, or claims.
    pub fn suffices(&self) -> bool {
        self.claim.is_some() || self.proposition.is_some() && self.stance.is_some()
    }

    fn part(&mut self, part: Part) -> &mut Option<usize> {
        match part {
            Part::Source => &mut self.source,
            Part::Holder => &mut self.holder,
            Part::Proposition => &mut self.proposition,
            Part::Issue => &mut self.issue,
            Part::Stance => &mut self.stance,
            Part::Claim => &mut self.claim,
            Part::Date => &mut self.date,
        }
    }

    fn has(&self, column: usize) -> bool {
        let all =
            [self.source, self.holder, self.proposition, self.issue, self.stance, self.claim, self.date];
        all.contains(&Some(column))
    }
}

/// Whether the first row names the columns.
fn has_header(sample: &[Vec<String>]) -> bool {
    let Some((first, rest)) = sample.split_first() else { return false };
    if rest.is_empty() {
        return first.iter().any(|cell| names_something(cell));
    }
    let is_value = |cell: &String| date(cell).is_some() || says_stance(cell);
    if first.iter().any(is_value) {
        return false;
    }
    if first.iter().any(|cell| names_something(cell)) {
        return true;
    }
    // Names stand once in their column and are short; what they name often stands there again.
    let stands_again =
        |(column, cell): (usize, &String)| rest.iter().any(|row| row.get(column) == Some(cell));
    first.iter().all(|cell| !cell.is_empty() && cell.chars().count() <= 40)
        && !first.iter().enumerate().any(stands_again)
}

fn says_stance(cell: &str) -> bool {
    matches!(answer(&plain_value(cell)), Some(Answer::Stance(_))) && !names_something(cell)
}

/// Whether a cell is the name of a column: a few words with a known one.
fn names_something(cell: &str) -> bool {
    let is_short = cell.chars().count() <= 40 && cell.split_whitespace().count() <= 4;
    is_short && Part::ALL.iter().any(|part| part.named_by(cell) >= 500)
}

/// What is in a column.
struct Stats {
    /// How many cells have something in them.
    filled: usize,
    /// How many different texts there are.
    distinct: usize,
    /// The mean number of letters.
    length: f64,
    /// The share of dates, of stances and of numbers.
    dates: f64,
    stances: f64,
    numbers: f64,
}

impl Stats {
    fn of(rows: &[Vec<String>], column: usize) -> Stats {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        let cells: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        let mut number: HashMap<&str, usize> = HashMap::new();
        for cell in &cells {
            *number.entry(cell).or_default() += 1;
        }
        let filled = cells.len();
        let share = |count: usize| count as f64 / filled.max(1) as f64;
        let texts: Vec<&str> = number.keys().copied().collect();
        let known = meanings(&texts);
        let stances = texts.iter().zip(&known).filter(|(_, meaning)| meaning.is_some());
        Stats {
            filled,
            distinct: number.len(),
            length: share(cells.iter().map(|cell| cell.chars().count()).sum()),
            dates: share(cells.iter().filter(|cell| date(cell).is_some()).count()),
            stances: share(stances.map(|(text, _)| number[text]).sum()),
            numbers: share(cells.iter().filter(|cell| cell.replace(',', ".").parse::<f64>().is_ok()).count()),
        }
    }

    /// Whether it can be what a name says it is. An empty column can be anything.
    fn can_be(&self, part: Part) -> bool {
        self.filled == 0
            || match part {
                Part::Stance => self.length <= 40.0,
                Part::Date => self.dates >= 0.5,
                Part::Claim | Part::Proposition => self.numbers < 0.5,
                _ => true,
            }
    }
}

/// Which column is what by the names: the best name first, each column and each part once.
fn named(names: &[String], stats: &[Stats]) -> Columns {
    let mut named: Vec<(u32, usize, Part)> = Vec::new();
    for (column, name) in names.iter().enumerate() {
        for part in Part::ALL {
            let score = part.named_by(name);
            if score > 0 && stats[column].can_be(part) {
                // Of two columns that could be the stance, the one that can be read.
                let readable =
                    part == Part::Stance && stats[column].filled > 0 && stats[column].stances >= 0.8;
                named.push((score + if readable { 200 } else { 0 }, column, part));
            }
        }
    }
    named.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut columns = Columns::default();
    for (_, column, part) in named {
        if !columns.has(column) && columns.part(part).is_none() {
            *columns.part(part) = Some(column);
        }
    }
    columns
}

/// Which of the other columns is what by their content.
fn by_content(columns: &mut Columns, stats: &[Stats], rows: &[Vec<String>]) {
    let free = |columns: &Columns| {
        let free = (0..stats.len()).filter(|&at| !columns.has(at) && stats[at].filled > 0);
        free.collect::<Vec<usize>>()
    };
    if columns.stance.is_none() {
        let readable = |&at: &usize| stats[at].stances >= 0.8 && stats[at].distinct <= 15;
        columns.stance = free(columns).into_iter().find(readable);
    }
    if columns.date.is_none() {
        columns.date = free(columns).into_iter().find(|&at| stats[at].dates >= 0.8);
    }
    let mut texts: Vec<usize> = free(columns).into_iter().filter(|&at| stats[at].numbers < 0.5).collect();
    let longest =
        |texts: &[usize]| texts.iter().copied().max_by(|&a, &b| stats[a].length.total_cmp(&stats[b].length));
    if columns.claim.is_none()
        && let Some(at) = longest(&texts)
        // A reason is long, and every row has its own.
        && stats[at].length >= 30.0
        && stats[at].distinct * 10 >= stats[at].filled * 7
        && (columns.stance.is_none() || columns.proposition.is_some() || texts.len() > 1)
    {
        columns.claim = Some(at);
        texts.retain(|&other| other != at);
    }
    if columns.proposition.is_none() && columns.stance.is_some() {
        columns.proposition = longest(&texts);
        texts.retain(|&other| columns.proposition != Some(other));
    }
    if columns.issue.is_none()
        && let Some(proposition) = columns.proposition
        && let Some(at) = texts.iter().copied().find(|&at| groups(rows, at, proposition))
    {
        columns.issue = Some(at);
        texts.retain(|&other| other != at);
    }
    if columns.holder.is_none() {
        // Holders say several things each; what differs in every row is a number or a remark.
        let repeats = |&at: &usize| stats[at].distinct < stats[at].filled && stats[at].length <= 60.0;
        columns.holder = texts.into_iter().filter(repeats).max_by_key(|&at| stats[at].distinct);
    }
}

/// Whether a column groups the propositions: each proposition has one value of it, and there are
/// fewer values than propositions.
fn groups(rows: &[Vec<String>], column: usize, proposition: usize) -> bool {
    let mut group: HashMap<&str, &str> = HashMap::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for row in rows {
        let (Some(value), Some(text)) = (row.get(column), row.get(proposition)) else { continue };
        seen.insert(value);
        if *group.entry(text).or_insert(value) != value {
            return false;
        }
    }
    seen.len() > 1 && seen.len() < group.len() && group.len() < rows.len()
}
