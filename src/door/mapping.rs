//! How a table is to be read, as far as the reader has said.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;

use super::memory::{self, Memory, sign};
use super::part::{Part, answer_of};
use crate::opening::table::{self, Answer, Guess, Mapping, Text};
use crate::opening::{OpenError, Tell};

/// How many values of the column of stances are asked about.
pub(super) const MOST_VALUES: usize = 200;
/// How many rows are shown as they would be read.
pub(super) const MOST_ROWS: usize = 5;

/// A table on its way: its text, and what is known of how to read it.
pub(super) struct Asking {
    pub text: Text<'static>,
    /// By what its mapping is remembered.
    key: String,
    /// Whether the mapping is a remembered one.
    pub recalled: bool,
    /// Without stances: these are in `told`.
    pub mapping: Mapping,
    /// The columns' names; numbers where the table has none.
    pub names: Vec<String>,
    /// The first rows.
    pub preview: Vec<Vec<String>>,
    pub values: Values,
    /// What the reader said that words mean, here or when a table like this was opened before.
    told: BTreeMap<String, Answer>,
}

/// The values of the column of stances.
#[derive(Default)]
pub(super) struct Values {
    /// Those that are asked about: first those that nobody knows, then those of most rows.
    pub shown: Vec<Value>,
    /// How many more there are, and in how many rows.
    pub more: (usize, usize),
    /// Whether one of the others is known as a stance, or as none.
    others: (bool, bool),
}

/// A value of the column of stances, in whatever case and spacing.
pub(super) struct Value {
    /// As it first stands in a cell.
    pub text: String,
    plain: String,
    /// In how many rows.
    pub rows: usize,
    /// What it means to anyone.
    pub known: Option<Answer>,
}

/// What a table still lacks to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    /// Neither a column of stances and propositions nor one of claims.
    All,
    /// The column of propositions, where that of stances is there.
    Proposition,
    /// The column of stances, where that of propositions is there.
    Stance,
    /// A value of the column of stances that means a stance.
    Meaning,
}

impl Asking {
    /// A table as it was read before, or as it is guessed.
    pub fn new(text: Text<'static>, memory: &Memory, tell: Tell) -> Result<Self, OpenError> {
        let guess = table::guess(&text);
        let key = memory::key(&text, guess.mapping.delimiter, guess.mapping.quote);
        let mut asking = Asking {
            text,
            key,
            recalled: false,
            mapping: guess.mapping,
            names: guess.names,
            preview: guess.preview,
            values: Values::default(),
            told: BTreeMap::new(),
        };
        if let Some(mut known) = memory.mapping(&asking.key, &asking.text) {
            asking.recalled = true;
            asking.told = std::mem::take(&mut known.stances).into_iter().collect();
            asking.mapping = known;
            asking.look_again();
        }
        asking.values = asking.find(tell)?;
        Ok(asking)
    }

    /// The columns' names and the first rows, read with the shape that the mapping has.
    fn look_again(&mut self) -> Guess {
        let Mapping { delimiter, quote, header, .. } = self.mapping;
        let guess = table::guess_as(&self.text, Some((delimiter, quote)), Some(header));
        self.names.clone_from(&guess.names);
        self.preview.clone_from(&guess.preview);
        guess
    }

    fn find(&self, tell: Tell) -> Result<Values, OpenError> {
        if !self.takes_stances() {
            return Ok(Values::default());
        }
        Ok(Values::of(table::values(&self.text, &self.mapping, tell)?))
    }

    /// Whether stances are read: without propositions there is nothing to take one on.
    pub fn takes_stances(&self) -> bool {
        self.mapping.columns.proposition.is_some() && self.mapping.columns.stance.is_some()
    }

    /// What a value means, as far as somebody said.
    pub fn meaning(&self, value: &Value) -> Option<Answer> {
        self.told.get(&value.plain).copied().or(value.known)
    }

    /// What a cell of the column of stances means; `None` for what nobody knows.
    pub fn meaning_of(&self, cell: &str) -> Option<Answer> {
        let plain = table::plain_value(cell);
        let known = || self.values.shown.iter().find(|value| value.plain == plain)?.known;
        self.told.get(&plain).copied().or_else(known)
    }

    /// In how many rows stands a value without a meaning.
    pub fn unknown_rows(&self) -> usize {
        let is_unknown = |value: &&Value| matches!(self.meaning(value), None | Some(Answer::LeftOut));
        self.values.shown.iter().filter(is_unknown).map(|value| value.rows).sum()
    }

    /// What is missing; nothing, if the table can be opened.
    pub fn lacks(&self) -> Option<Lack> {
        let columns = &self.mapping.columns;
        match (columns.proposition, columns.stance, columns.claim) {
            (Some(_), Some(_), _) => {}
            (_, _, Some(_)) => return None,
            (None, Some(_), None) => return Some(Lack::Proposition),
            (Some(_), None, None) => return Some(Lack::Stance),
            (None, None, None) => return Some(Lack::All),
        }
        let means = |wanted: fn(Answer) -> bool| {
            self.values.shown.iter().filter_map(|value| self.meaning(value)).any(wanted)
        };
        let stance = self.values.others.0 || means(|answer| matches!(answer, Answer::Stance(_)));
        let silent = self.values.others.1 || means(|answer| answer == Answer::Silent);
        let suffices = stance || silent && columns.claim.is_some();
        (!suffices).then_some(Lack::Meaning)
    }

    /// The mapping with which the table is read.
    pub fn whole(&self) -> Mapping {
        let told = |value: &Value| {
            let told = *self.told.get(&value.plain)?;
            Some((value.text.clone(), told))
        };
        let stances = self.values.shown.iter().filter_map(told).collect();
        Mapping { stances, ..self.mapping.clone() }
    }

    /// Remembers how the table is read.
    pub fn keep(&self, memory: &mut Memory) {
        memory.keep(&self.key, &self.whole());
    }

    /// Forgets how a table like this was read, and reads it as it is guessed.
    pub fn forget(&mut self, memory: &mut Memory, tell: Tell) -> Result<(), OpenError> {
        memory.forget(&self.key);
        let guess = table::guess(&self.text);
        self.recalled = false;
        self.told.clear();
        (self.mapping, self.names, self.preview) = (guess.mapping, guess.names, guess.preview);
        self.values = self.find(tell)?;
        Ok(())
    }

    /// Takes over what a form says; what it does not name, or names in another way than it was
    /// offered, stays.
    pub fn fill_in(&mut self, form: &[(String, String)], tell: Tell) -> Result<(), OpenError> {
        let form: HashMap<&str, &str> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        // What the values mean is said of the values that were shown, so it comes before the columns.
        self.take_meanings(&form);
        let before = (self.mapping.clone(), self.takes_stances());
        let delimiter =
            form.get("delimiter").and_then(|name| sign_of(name)).unwrap_or(self.mapping.delimiter);
        let quote = match form.get("quote") {
            Some(&"none") => None,
            Some(name) => sign_of(name).or(self.mapping.quote),
            None => self.mapping.quote,
        };
        if quote != Some(delimiter) && (delimiter, quote) != (self.mapping.delimiter, self.mapping.quote) {
            // Other cells are other columns: what was said of the columns says nothing of these.
            let guess = table::guess_as(&self.text, Some((delimiter, quote)), None);
            (self.mapping, self.names, self.preview) = (guess.mapping, guess.names, guess.preview);
        } else {
            for part in Part::ALL {
                self.take_column(part, form.get(part.name()).copied());
            }
            match form.get("header") {
                Some(&"yes") => self.mapping.header = true,
                Some(&"no") => self.mapping.header = false,
                _ => {}
            }
            if self.mapping.header != before.0.header {
                self.look_again();
            }
        }
        let (mapping, took) = before;
        let same_values = self.mapping.columns.stance == mapping.columns.stance
            && (self.mapping.delimiter, self.mapping.quote, self.mapping.header)
                == (mapping.delimiter, mapping.quote, mapping.header)
            && self.takes_stances() == took;
        if !same_values {
            self.values = self.find(tell)?;
        }
        Ok(())
    }

    fn take_column(&mut self, part: Part, said: Option<&str>) {
        match said.map(|said| (said, said.parse::<usize>())) {
            Some((_, Ok(column))) if column < self.names.len() => {
                part.set(&mut self.mapping.columns, Some(column));
            }
            Some(("none", _)) => part.set(&mut self.mapping.columns, None),
            _ => {}
        }
    }

    fn take_meanings(&mut self, form: &HashMap<&str, &str>) {
        for (at, value) in self.values.shown.iter().enumerate() {
            let said = form.get(field(at).as_str()).and_then(|name| answer_of(name));
            match said {
                None => {}
                Some(answer) if answer == value.known.unwrap_or(Answer::LeftOut) => {
                    self.told.remove(&value.plain);
                }
                Some(answer) => {
                    self.told.insert(value.plain.clone(), answer);
                }
            }
        }
    }
}

impl Values {
    fn of(found: Vec<table::Value>) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut values: Vec<Value> = Vec::new();
        for table::Value { text, rows, answer } in found {
            let plain = table::plain_value(&text);
            match places.get(&plain) {
                Some(&place) => values[place].rows += rows,
                None => {
                    places.insert(plain.clone(), values.len());
                    values.push(Value { text, plain, rows, known: answer });
                }
            }
        }
        // What the reader says does not move a value: it would slip away under the pointer.
        values.sort_by_key(|value| (value.known.is_some(), std::cmp::Reverse(value.rows)));
        let others = values.split_off(values.len().min(MOST_VALUES));
        let known = |wanted: fn(Answer) -> bool| others.iter().filter_map(|value| value.known).any(wanted);
        Values {
            more: (others.len(), others.iter().map(|value| value.rows).sum()),
            others: (
                known(|answer| matches!(answer, Answer::Stance(_))),
                known(|answer| answer == Answer::Silent),
            ),
            shown: values,
        }
    }
}

/// The name of the field in which is said what a value means.
pub(super) fn field(at: usize) -> String {
    format!("means-{at}")
}

/// The sign of this name, as forms have it.
fn sign_of(name: &str) -> Option<u8> {
    if name == "tab" {
        return Some(b'\t');
    }
    let mut letters = name.chars();
    letters.next().filter(|_| letters.as_str().is_empty()).and_then(sign)
}

/// The name of a sign in forms.
pub(super) fn sign_name(sign: u8) -> String {
    if sign == b'\t' { "tab".to_owned() } else { char::from(sign).to_string() }
}

/// Work that nobody follows, because it is short.
pub(super) fn unheard(_: crate::opening::Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
