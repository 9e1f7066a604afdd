//! From the rows of a table to a corpus.

use std::collections::HashMap;

use super::super::Opened;
use super::super::problem::{Fault, Notes, OpenError, Problem};
use super::super::progress::{Stage, Steps, Tell};
use super::super::scaffold::{self, Head, Lists, Said};
use super::super::slug::Names;
use super::dates::date;
use super::rows::{Rows, each_row};
use super::values::find;
use super::{Answer, Columns, Mapping, Text};
use crate::corpus::Date;

/// Reads a table. A row that cannot be read is left out; a row that says nothing (no stance, no
/// claim) is no argument, only its proposition is kept.
///
/// Where a row names no source, its source is its holder, at its date; where it names no issue, the
/// issue is the file. Who is the one holder of all that a source says is its author.
///
/// # Errors
/// If the columns do not suffice or are not there, if not one row remains, or if cancelled.
pub fn read(table: &Text, mapping: &Mapping, mut tell: Tell) -> Result<Opened, OpenError> {
    suffices(table, mapping)?;
    // The column of stances is read before the rest: what a number means depends on all of it.
    let work = table.text.len() as u64 * if mapping.columns.stance.is_some() { 2 } else { 1 };
    let mut steps = Steps::begin(&mut tell, Stage::Reading, work)?;
    let text = (&*table.name, &*table.text);
    let values = find(text, mapping, &mut steps)?;
    let answers = values.iter().map(|value| (value.text.as_str(), value.answer)).collect();
    let mut building = Building::new(table, mapping.columns, answers);
    let mut left_out = Notes::default();
    each_row(text, mapping, &mut steps, Some(&mut left_out), |rows, notes| {
        if let Err(fault) = building.row(rows)
            && let Some(left_out) = notes.as_deref_mut()
        {
            let line = rows.line();
            left_out.note(|| Problem::new(&table.name, format!("line {line}"), fault));
        }
    })?;
    steps.end()?;
    building.finish(left_out)
}

fn suffices(table: &Text, mapping: &Mapping) -> Result<(), OpenError> {
    let columns = mapping.columns;
    if !columns.suffices() {
        return Err(OpenError::one(&table.name, "", Fault::NoColumns));
    }
    let mut rows = Rows::new(&table.text, mapping.delimiter, mapping.quote);
    let of = rows.next().map_or(0, |row| row.len());
    let Columns { source, holder, proposition, issue, stance, claim, date } = columns;
    let chosen = [source, holder, proposition, issue, stance, claim, date].into_iter().flatten();
    match chosen.max() {
        _ if of == 0 => Err(OpenError::one(&table.name, "", Fault::NoRows)),
        Some(column) if column >= of => {
            Err(OpenError::one(&table.name, "", Fault::NoColumn { column: column + 1, of }))
        }
        _ => Ok(()),
    }
}

/// The cells of a row by what they are; empty where there is no such column.
struct Cells<'a> {
    source: &'a str,
    holder: &'a str,
    proposition: &'a str,
    issue: &'a str,
    stance: &'a str,
    claim: &'a str,
    date: &'a str,
}

impl<'a> Cells<'a> {
    fn of(rows: &'a Rows, columns: Columns) -> Self {
        let cell = |column: Option<usize>| {
            column.and_then(|column| rows.row().get(column)).unwrap_or_default().trim()
        };
        Cells {
            source: cell(columns.source),
            holder: cell(columns.holder),
            proposition: cell(columns.proposition),
            issue: cell(columns.issue),
            stance: cell(columns.stance),
            claim: cell(columns.claim),
            date: cell(columns.date),
        }
    }
}

/// What is known of a source while its rows are read.
struct Seen {
    /// The earliest date.
    date: Option<Date>,
    /// The one holder so far; `None` if there are several or a row that names none.
    holder: Option<usize>,
}

/// A corpus in the making.
struct Building<'a> {
    file: &'a str,
    columns: Columns,
    answers: HashMap<&'a str, Option<Answer>>,
    lists: Lists,
    seen: Vec<Seen>,
    /// Positions in the lists, by the texts in the cells.
    issues: HashMap<String, usize>,
    propositions: HashMap<String, usize>,
    actors: HashMap<String, usize>,
    sources: HashMap<String, usize>,
    issue_ids: Names,
    proposition_ids: Names,
    /// Actors and sources: either can be a holder, so no two have one id.
    holder_ids: Names,
    /// Room for a source's key, so that not every row asks for memory.
    key: String,
    remarks: Notes,
}

impl<'a> Building<'a> {
    fn new(table: &'a Text, columns: Columns, answers: HashMap<&'a str, Option<Answer>>) -> Self {
        Building {
            file: &table.name,
            columns,
            answers,
            lists: Lists::default(),
            seen: Vec::new(),
            issues: HashMap::new(),
            propositions: HashMap::new(),
            actors: HashMap::new(),
            sources: HashMap::new(),
            issue_ids: Names::default(),
            proposition_ids: Names::default(),
            holder_ids: Names::default(),
            key: String::new(),
            remarks: table.remarks.clone(),
        }
    }

    /// Adds a row, or says why it is left out.
    fn row(&mut self, rows: &mut Rows) -> Result<(), Fault> {
        let cells = Cells::of(rows, self.columns);
        let stance = match self.answers.get(cells.stance) {
            // Without propositions there is nothing to take a stance on.
            _ if self.columns.proposition.is_none() || self.columns.stance.is_none() => None,
            Some(Some(Answer::Stance(stance))) => Some(*stance),
            Some(Some(Answer::Silent)) => None,
            Some(Some(Answer::LeftOut)) => return Err(Fault::NotWanted(cells.stance.to_owned())),
            _ => return Err(Fault::NoStance(cells.stance.to_owned())),
        };
        if stance.is_some() && cells.proposition.is_empty() {
            return Err(Fault::NoProposition);
        }
        let proposition = (!cells.proposition.is_empty()).then(|| self.proposition(&cells));
        if stance.is_none() && cells.claim.is_empty() {
            return Ok(());
        }
        let claim = match (cells.claim, stance) {
            ("", Some(stance)) => scaffold::without_reason(stance, cells.proposition),
            (claim, _) => claim.to_owned(),
        };
        let said = date(cells.date);
        let holder = (!cells.holder.is_empty()).then(|| self.actor(cells.holder));
        let at = self.source(&cells, holder, said);
        let actors = &self.lists.actors;
        let holder = holder.map(|holder| actors[holder].id.clone());
        let stance = stance.zip(proposition);
        let stance = stance.map(|(stance, at)| (self.lists.propositions[at].id.clone(), stance));
        let source = &mut self.lists.sources[at];
        let order = u32::try_from(source.arguments.len() + 1).unwrap_or(u32::MAX);
        let time = said.map(|date| date.to_string());
        let id = format!("{}-{order}", source.id);
        source.arguments.push(scaffold::argument(id, Said { claim, order, holder, stance, time }));
        if said.is_none() && !cells.date.is_empty() {
            let written = cells.date.to_owned();
            let line = rows.line();
            self.remarks.note(|| Problem::new(self.file, format!("line {line}"), Fault::NoDate(written)));
        }
        Ok(())
    }

    fn issue(&mut self, label: &str) -> usize {
        if let Some(&at) = self.issues.get(label) {
            return at;
        }
        let at = self.lists.issues.len();
        let id = self.issue_ids.id(label, "issue");
        self.lists.issues.push(scaffold::label(id, label.to_owned()));
        self.issues.insert(label.to_owned(), at);
        at
    }

    /// A proposition belongs to the issue that the first row gives it.
    fn proposition(&mut self, cells: &Cells) -> usize {
        if let Some(&at) = self.propositions.get(cells.proposition) {
            return at;
        }
        let issue = match cells.issue {
            "" => self.issue(stem(self.file)),
            issue => self.issue(issue),
        };
        let at = self.lists.propositions.len();
        let id = self.proposition_ids.id(cells.proposition, "proposition");
        let issue = self.lists.issues[issue].id.clone();
        self.lists.propositions.push(scaffold::proposition(id, issue, cells.proposition.to_owned()));
        self.propositions.insert(cells.proposition.to_owned(), at);
        at
    }

    fn actor(&mut self, label: &str) -> usize {
        if let Some(&at) = self.actors.get(label) {
            return at;
        }
        let at = self.lists.actors.len();
        let id = self.holder_ids.id(label, "actor");
        self.lists.actors.push(scaffold::actor(id, label.to_owned(), ""));
        self.actors.insert(label.to_owned(), at);
        at
    }

    /// The source of a row: what it names, else its holder at its date, else the file.
    fn source(&mut self, cells: &Cells, holder: Option<usize>, said: Option<Date>) -> usize {
        self.key.clear();
        for part in
            if cells.source.is_empty() { ["\u{1}", cells.holder, cells.date] } else { ["", cells.source, ""] }
        {
            self.key.push_str(part);
            self.key.push('\0');
        }
        let known = self.sources.get(&self.key).copied();
        let at = known.unwrap_or_else(|| self.new_source(cells, holder));
        let seen = &mut self.seen[at];
        seen.date = [seen.date, said].into_iter().flatten().min();
        seen.holder = seen.holder.filter(|known| Some(*known) == holder);
        at
    }

    fn new_source(&mut self, cells: &Cells, holder: Option<usize>) -> usize {
        let label = match (cells.source, cells.holder) {
            ("", "") => [stem(self.file), cells.date].join(" "),
            ("", holder) => [holder, cells.date].join(" "),
            (source, _) => source.to_owned(),
        };
        let label = label.trim();
        let at = self.lists.sources.len();
        let own = self.actors.contains_key(label);
        let id =
            self.holder_ids.id(&if own { format!("{label} answers") } else { label.to_owned() }, "source");
        let record = scaffold::record(&id, "document", label.to_owned(), None, "");
        self.lists.sources.push(scaffold::source(id, short(label), String::new(), None, record));
        self.seen.push(Seen { date: None, holder });
        self.sources.insert(self.key.clone(), at);
        at
    }

    fn finish(mut self, mut left_out: Notes) -> Result<Opened, OpenError> {
        if self.lists.sources.is_empty() {
            if left_out.total == 0 {
                left_out.note(|| Problem::new(self.file, "", Fault::NoRows));
            }
            return Err(OpenError::Problems(left_out.first));
        }
        for (source, seen) in self.lists.sources.iter_mut().zip(&self.seen) {
            let date = seen.date.map_or_else(String::new, |date| date.to_string());
            let author = seen.holder.map(|holder| &self.lists.actors[holder]);
            let name = author.map(|author| author.label.as_str());
            let title = source.record.title.take().unwrap_or_default();
            source.record = scaffold::record(&source.id, "document", title, name, &date);
            source.date = date;
            source.author = author.map(|author| author.id.clone());
            if author.is_some() {
                source.arguments.iter_mut().for_each(|argument| argument.holder = None);
            }
        }
        let name = stem(self.file);
        let head = Head {
            id: Names::default().id(name, "table"),
            title: name.to_owned(),
            question: format!("Who says what in “{name}”?"),
            // What language a table is in, it does not say.
            language: "und".to_owned(),
            method: vec![format!("Opened from the rows of the table “{}”.", self.file)],
        };
        let corpus = scaffold::corpus(head, self.lists);
        Ok(Opened { corpus, left_out, remarks: self.remarks })
    }
}

/// A label short enough for the head of a column.
fn short(label: &str) -> String {
    const LONGEST: usize = 60;
    match label.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", label[..end].trim_end()),
        None => label.to_owned(),
    }
}

/// A file's name without folder and ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem).trim();
    if stem.is_empty() { "Table" } else { stem }
}
