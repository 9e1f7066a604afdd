//! An independent count of the packed corpus, from its JSON alone: what must stand on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use super::services;

/// The facets and axes that are counted, by their names in links.
pub const FACETS: [&str; 10] =
    ["source", "issue", "proposition", "stance", "voice", "holder", "role", "certainty", "about", "year"];

/// What is chosen: facets with their values.
pub type Choice<'a> = &'a [(&'a str, &'a str)];

/// One stance of an argument, or an argument without any.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The argument it belongs to.
    pub argument: String,
    /// −2 to 2.
    pub value: Option<i64>,
    /// The values it has of every facet.
    values: BTreeMap<&'static str, Vec<String>>,
}

impl Statement {
    /// Its values of a facet.
    pub fn values(&self, facet: &str) -> &[String] {
        &self.values[facet]
    }

    fn has(&self, facet: &str, value: &str) -> bool {
        self.values(facet).iter().any(|own| own == value)
    }

    /// Within a facet one value is enough, every facet must pass.
    fn passes(&self, choice: Choice, but: Option<&str>) -> bool {
        FACETS.into_iter().filter(|facet| Some(*facet) != but).all(|facet| {
            let mut chosen = choice.iter().filter(|(of, _)| *of == facet).peekable();
            chosen.peek().is_none() || chosen.any(|(_, value)| self.has(facet, value))
        })
    }
}

/// The corpus and its statements.
pub struct Counts {
    /// The packed file.
    pub file: Value,
    /// Sources, oldest first.
    pub sources: Vec<Value>,
    /// All statements, source by source in reading order.
    pub statements: Vec<Statement>,
}

/// A field's text.
pub fn text<'a>(of: &'a Value, field: &str) -> &'a str {
    of[field].as_str().unwrap_or_default()
}

/// A field's list.
pub fn list<'a>(of: &'a Value, field: &str) -> &'a [Value] {
    of[field].as_array().map_or(&[], Vec::as_slice)
}

fn texts(of: &Value, field: &str) -> Vec<String> {
    list(of, field).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The years that a time touches: "2022-02/2024" touches three.
fn years(time: &str) -> Vec<String> {
    let year = |text: &str| text.get(..4).and_then(|year| year.parse::<u16>().ok());
    let (from, to) = time.split_once('/').unwrap_or((time, time));
    match (year(from), year(to)) {
        (Some(from), Some(to)) => (from..=to).map(|year| year.to_string()).collect(),
        _ => vec!["undated".into()],
    }
}

impl Counts {
    /// The corpus of the built page.
    pub fn new() -> Self {
        Counts::of(&services::dist())
    }

    /// The corpus of a folder.
    pub fn of(folder: &Path) -> Self {
        let file = std::fs::read_to_string(folder.join("corpus.json")).expect("corpus.json");
        let file: Value = serde_json::from_str(&file).expect("corpus.json is JSON");
        let mut sources = list(&file, "sources").to_vec();
        sources.sort_by_key(|source| text(source, "date").to_owned());
        let mut counts = Counts { file, sources, statements: Vec::new() };
        let all = counts.sources.iter().flat_map(|source| counts.of_source(source)).collect();
        counts.statements = all;
        counts
    }

    /// A list of the codebook.
    pub fn book(&self, part: &str) -> &[Value] {
        list(&self.file["codebook"], part)
    }

    /// The names of a list of the codebook, in its order.
    pub fn names(&self, part: &str) -> Vec<String> {
        self.book(part).iter().map(|row| text(row, "id").to_owned()).collect()
    }

    /// The names of the sources, oldest first.
    pub fn source_names(&self) -> Vec<String> {
        self.sources.iter().map(|source| text(source, "id").to_owned()).collect()
    }

    /// All arguments with their sources, in reading order.
    pub fn arguments(&self) -> Vec<(&Value, &Value)> {
        self.sources
            .iter()
            .flat_map(|source| list(source, "arguments").iter().map(move |one| (source, one)))
            .collect()
    }

    fn issue_of(&self, proposition: &str) -> String {
        let found = self.book("propositions").iter().find(|row| text(row, "id") == proposition);
        text(found.expect("a known proposition"), "issue").to_owned()
    }

    fn of_source(&self, source: &Value) -> Vec<Statement> {
        let mut arguments = list(source, "arguments").to_vec();
        arguments.sort_by_key(|one| {
            let at = |index: usize| one["place"]["sentences"][index].as_u64();
            (one["place"]["block"].as_u64(), at(0), at(1))
        });
        arguments.iter().flat_map(|argument| self.of_argument(source, argument)).collect()
    }

    fn of_argument(&self, source: &Value, argument: &Value) -> Vec<Statement> {
        let stances = list(argument, "stances");
        match stances {
            [] => vec![self.statement(source, argument, None)],
            _ => stances.iter().map(|stance| self.statement(source, argument, Some(stance))).collect(),
        }
    }

    fn statement(&self, source: &Value, argument: &Value, stance: Option<&Value>) -> Statement {
        let one = |value: &str| vec![value.to_owned()];
        let proposition = stance.map(|stance| text(stance, "proposition"));
        let value = stance.and_then(|stance| stance["value"].as_i64());
        let step = self.book("stances").iter().find(|step| step["value"].as_i64() == value);
        let holder = argument["holder"].as_str();
        let values = BTreeMap::from([
            ("source", one(text(source, "id"))),
            ("issue", proposition.map(|name| self.issue_of(name)).into_iter().collect()),
            ("proposition", proposition.map(str::to_owned).into_iter().collect()),
            ("stance", one(step.map_or("none", |step| text(step, "id")))),
            ("voice", one(if holder.is_some() { "reported" } else { "author" })),
            ("holder", one(holder.unwrap_or(text(source, "id")))),
            ("role", one(text(argument, "role"))),
            ("certainty", one(text(argument, "certainty"))),
            ("about", texts(argument, "about")),
            ("year", years(text(argument, "time"))),
        ]);
        Statement { argument: text(argument, "id").to_owned(), value, values }
    }

    /// The statements that pass.
    pub fn passing(&self, choice: Choice) -> Vec<&Statement> {
        self.statements.iter().filter(|one| one.passes(choice, None)).collect()
    }

    /// The arguments that pass, each once, in the order of the corpus.
    pub fn passing_arguments(&self, choice: Choice) -> Vec<String> {
        once(self.passing(choice).iter().map(|one| one.argument.clone()))
    }

    /// How many arguments each value of a facet would give, under what is chosen of the others.
    pub fn of_facet(&self, facet: &'static str, choice: Choice) -> BTreeMap<String, usize> {
        let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for one in &self.statements {
            for value in one.values(facet) {
                let of_value = found.entry(value.clone()).or_default();
                if one.passes(choice, Some(facet)) {
                    of_value.insert(&one.argument);
                }
            }
        }
        found.into_iter().map(|(value, arguments)| (value, arguments.len())).collect()
    }

    /// The statements at a crossing.
    pub fn cell(&self, row: (&str, &str), column: (&str, &str), choice: Choice) -> Cell {
        let both = |one: &&&Statement| one.has(row.0, row.1) && one.has(column.0, column.1);
        let passing = self.passing(choice);
        Cell { statements: passing.iter().filter(both).map(|one| (*one).clone()).collect() }
    }

    /// The label of a step of the scale.
    pub fn step_label(&self, value: i64) -> &str {
        let step = self.book("stances").iter().find(|step| step["value"].as_i64() == Some(value));
        text(step.expect("a step"), "label")
    }
}

/// Each once, in order of appearance.
pub fn once(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    all.for_each(|one| {
        if !seen.contains(&one) {
            seen.push(one);
        }
    });
    seen
}

/// What stands at a crossing.
pub struct Cell {
    statements: Vec<Statement>,
}

/// The step of a mean, by the codebook's net rule.
fn step(mean: f64) -> i64 {
    match mean {
        mean if mean >= 1.5 => 2,
        mean if mean > 0.0 => 1,
        mean if mean <= -1.5 => -2,
        mean if mean < 0.0 => -1,
        _ => 0,
    }
}

fn class(step: i64) -> &'static str {
    ["r2", "r1", "z", "a1", "a2"][(step + 2) as usize]
}

impl Cell {
    /// Its arguments, each once.
    pub fn arguments(&self) -> Vec<String> {
        once(self.statements.iter().map(|one| one.argument.clone()))
    }

    fn mean(&self, of: impl Fn(i64) -> bool) -> Option<f64> {
        let values: Vec<i64> =
            self.statements.iter().filter_map(|one| one.value).filter(|value| of(*value)).collect();
        let sum: i64 = values.iter().sum();
        (!values.is_empty()).then(|| sum as f64 / values.len() as f64)
    }

    /// The mean over its statements.
    pub fn net(&self) -> Option<f64> {
        self.mean(|_| true)
    }

    fn only_reported(&self) -> bool {
        !self.statements.is_empty() && self.statements.iter().all(|one| one.has("voice", "reported"))
    }

    /// The classes of its mark, in alphabetical order.
    pub fn classes(&self) -> Vec<&'static str> {
        let mut classes = match (self.net(), self.mean(|value| value > 0), self.mean(|value| value < 0)) {
            (None, ..) if self.statements.is_empty() => vec!["silent"],
            (None, ..) => vec!["context"],
            (_, Some(up), Some(down)) => vec!["mixed", class(step(up)), class(step(down))],
            (Some(mean), ..) => vec![class(step(mean))],
        };
        classes.push("mark");
        if self.only_reported() {
            classes.push("reported");
        }
        classes.sort_unstable();
        classes
    }

    /// The sentence it reads as, for a column of this name.
    pub fn sentence(&self, name: &str, counts: &Counts) -> String {
        let mixed = self.classes().contains(&"mixed");
        let sentence = match self.net() {
            None if self.statements.is_empty() => return format!("{name} is silent"),
            None => format!("{name} takes no stance, context only"),
            Some(mean) if mixed && mean == 0.0 => format!("{name} is mixed, evenly for and against"),
            Some(mean) if mixed => {
                format!("{name} is mixed, on balance {}", counts.step_label(step(mean)))
            }
            Some(mean) if mean == 0.0 => format!("{name} is {}", counts.step_label(step(mean))),
            Some(mean) => format!("{name} {}", counts.step_label(step(mean))),
        };
        let reported = if self.only_reported() { ", only reported" } else { "" };
        format!("{sentence}, {}{reported}", arguments(self.arguments().len()))
    }
}

/// "1 argument", "3 arguments".
pub fn arguments(number: usize) -> String {
    format!("{number} argument{}", if number == 1 { "" } else { "s" })
}
