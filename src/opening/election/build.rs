//! From elections to one corpus.

use std::collections::HashMap;

use super::super::problem::{Fault, OpenError, Problem};
use super::super::progress::Steps;
use super::super::scaffold::{self, Head, Lists, Said};
use super::super::slug::{Names, slug};
use super::Noted;
use super::files::{Category, Comment, Election, Heading, Party, Rows, Thesis, one_line};
use crate::corpus::Stance;
use crate::corpus::written::CorpusFile;

/// A corpus in the making.
pub(super) struct Builder {
    /// How many elections there are; only one has its theses grouped by category.
    elections: usize,
    lists: Lists,
    /// The actors' ids by the parties' names.
    parties: HashMap<String, String>,
    elections_ids: Names,
    issue_ids: Names,
    /// Actors and sources: either can be a holder, so no two have one id.
    holder_ids: Names,
    headings: Vec<(String, String)>,
    years: Vec<u16>,
}

impl Builder {
    pub fn new(elections: usize) -> Self {
        Builder {
            elections,
            lists: Lists::default(),
            parties: HashMap::new(),
            elections_ids: Names::default(),
            issue_ids: Names::default(),
            holder_ids: Names::default(),
            headings: Vec::new(),
            years: Vec::new(),
        }
    }

    /// Adds one election.
    pub fn add(
        &mut self,
        heading: &Heading,
        election: &Election,
        notes: &mut Noted,
        steps: &mut Steps,
    ) -> Result<(), OpenError> {
        if election.opinions.rows.is_empty() {
            notes.left_out.note(|| Problem::new(election.opinions.file, "", Fault::NoRows));
            return Ok(());
        }
        let id = self.elections_ids.id(&heading.slug, "election");
        self.headings.push((id.clone(), heading.label()));
        self.years.extend(heading.date.map(|date| date.year));
        let theses = self.theses(heading, &id, election, notes);
        let sources = self.sources(heading, &id, &election.parties, notes);
        self.answers(heading, election, (&theses, &sources), notes, steps)
    }

    /// The corpus, if there is an answer in it.
    pub fn finish(mut self) -> Option<CorpusFile> {
        self.lists.sources.retain(|source| !source.arguments.is_empty());
        let (first_id, first_label) = self.headings.first()?;
        if self.lists.sources.is_empty() {
            return None;
        }
        let several = self.headings.len() > 1;
        let years = (self.years.iter().min(), self.years.iter().max());
        let (id, title) = match years {
            _ if !several => (first_id.clone(), first_label.clone()),
            (Some(from), Some(to)) => {
                (format!("elections-{from}-{to}"), format!("{} elections, {from}–{to}", self.headings.len()))
            }
            _ => ("elections".to_owned(), format!("{} elections", self.headings.len())),
        };
        let method = "Opened from the answers that parties gave to the theses of the Wahl-O-Mat. A thesis is a \
                      proposition, a party's answers in one election are a source, the reason it gave is the \
                      claim in the party's own words; nothing was coded by hand.";
        let head = Head {
            id,
            title,
            question: "How do the parties answer the theses of the Wahl-O-Mat?".to_owned(),
            language: "de".to_owned(),
            method: vec![method.to_owned()],
        };
        Some(scaffold::corpus(head, self.lists))
    }

    /// Adds the theses as propositions, and finds them by their ids: position from 1, and id of the
    /// proposition.
    fn theses(&mut self, heading: &Heading, id: &str, election: &Election, notes: &mut Noted) -> Theses {
        let Rows { file, rows } = &election.theses;
        let mut issues = Issues::new(self, heading, id, election.categories.as_ref());
        let mut theses = Theses::new();
        for (at, thesis) in rows.iter().enumerate() {
            let Some(text) = sentence(thesis) else {
                notes
                    .left_out
                    .note(|| Problem::new(file, format!("[{at}].text"), Fault::Empty("the thesis")));
                continue;
            };
            if theses.contains_key(&thesis.id) {
                let fault = Fault::Second { kind: "statement", id: thesis.id };
                notes.left_out.note(|| Problem::new(file, format!("[{at}].id"), fault));
                continue;
            }
            let issue = issues.of(thesis).unwrap_or_else(|category| {
                let fault = Fault::Missing { kind: "category", id: category };
                notes.remarks.note(|| Problem::new(file, format!("[{at}].category"), fault));
                issues.rest()
            });
            let proposition = format!("{id}-{}", thesis.id);
            let known = (u32::try_from(at + 1).unwrap_or(u32::MAX), self.lists.propositions.len());
            self.lists.propositions.push(scaffold::proposition(proposition, issue, text));
            theses.insert(thesis.id, known);
        }
        let mut issues = issues.used;
        self.lists.issues.append(&mut issues);
        theses
    }

    /// Adds a source for each party, and finds them by the parties' ids.
    fn sources(
        &mut self,
        heading: &Heading,
        election: &str,
        parties: &Rows<Party>,
        notes: &mut Noted,
    ) -> HashMap<u64, usize> {
        let mut sources = HashMap::new();
        let names = names(&parties.rows);
        for (at, (party, name)) in parties.rows.iter().zip(names).enumerate() {
            if name.is_empty() {
                let fault = Fault::Empty("the party's name");
                notes.left_out.note(|| Problem::new(parties.file, format!("[{at}].name"), fault));
                continue;
            }
            if sources.contains_key(&party.id) {
                let fault = Fault::Second { kind: "party", id: party.id };
                notes.left_out.note(|| Problem::new(parties.file, format!("[{at}].id"), fault));
                continue;
            }
            let actor = self.actor(&name);
            let id = self.holder_ids.id(&format!("{election} {actor}"), "source");
            let date = heading.date.map_or_else(String::new, |date| date.to_string());
            let longname = party.longname.as_deref().map(one_line).filter(|long| !long.is_empty());
            let kind = if heading.url.is_some() { "webpage" } else { "dataset" };
            let title = format!("{name}: answers to the theses of the Wahl-O-Mat, {}", heading.label());
            let author = Some(longname.as_deref().unwrap_or(&name));
            let mut record = scaffold::record(&id, kind, title, author, &date);
            record.container_title = Some("Wahl-O-Mat".to_owned());
            record.publisher = Some("Bundeszentrale für politische Bildung".to_owned());
            record.url.clone_from(&heading.url);
            sources.insert(party.id, self.lists.sources.len());
            let short = self.short(&name, heading);
            self.lists.sources.push(scaffold::source(id, short, date, Some(actor), record));
        }
        sources
    }

    /// The actor of this name, a new one if no election had it.
    fn actor(&mut self, name: &str) -> String {
        if let Some(id) = self.parties.get(name) {
            return id.clone();
        }
        let id = self.holder_ids.id(name, "party");
        self.lists.actors.push(scaffold::actor(id.clone(), name.to_owned(), "organization"));
        self.parties.insert(name.to_owned(), id.clone());
        id
    }

    /// The head of a column: with several elections, also which. In one it would only repeat itself.
    fn short(&self, name: &str, heading: &Heading) -> String {
        const LONGEST: usize = 32;
        let mut short = match name.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("{}…", name[..end].trim_end()),
            None => name.to_owned(),
        };
        if self.elections > 1 {
            let year = heading.date.map_or_else(String::new, |date| format!("{:04}", date.year));
            for part in [&year, &heading.region].into_iter().filter(|part| !part.is_empty()) {
                short.push(' ');
                short.push_str(part);
            }
        }
        short
    }

    /// Adds the answers as arguments.
    fn answers(
        &mut self,
        heading: &Heading,
        election: &Election,
        (theses, sources): (&Theses, &HashMap<u64, usize>),
        notes: &mut Noted,
        steps: &mut Steps,
    ) -> Result<(), OpenError> {
        let messages = election.answers.rows.iter();
        let messages: HashMap<u64, &str> = messages.map(|row| (row.id, row.message.as_ref())).collect();
        let comments = by_id(election.comments.as_ref());
        let time = heading.date.map(|date| date.to_string());
        let Rows { file, rows } = &election.opinions;
        let mut answered = std::collections::HashSet::with_capacity(rows.len());
        for (at, opinion) in rows.iter().enumerate() {
            let fault = |field: &str, fault: Fault| Problem::new(file, format!("[{at}]{field}"), fault);
            let missing =
                |kind: &'static str, id: u64| fault(&format!(".{kind}"), Fault::Missing { kind, id });
            let Some(&source) = sources.get(&opinion.party) else {
                notes.left_out.note(|| missing("party", opinion.party));
                continue;
            };
            let Some(&(order, proposition)) = theses.get(&opinion.statement) else {
                notes.left_out.note(|| missing("statement", opinion.statement));
                continue;
            };
            let Some(&message) = messages.get(&opinion.answer) else {
                notes.left_out.note(|| missing("answer", opinion.answer));
                continue;
            };
            let Some(stance) = stance(message) else {
                notes.left_out.note(|| fault(".answer", Fault::UnknownAnswer(message.to_owned())));
                continue;
            };
            if !answered.insert((source, opinion.statement)) {
                let second =
                    Fault::Second { kind: "answer of this party to statement", id: opinion.statement };
                notes.left_out.note(|| fault("", second));
                continue;
            }
            // Without a list of comments there are none, whatever the opinions say.
            let comment = opinion.comment.filter(|_| election.comments.is_some());
            let reason = comment.and_then(|id| comments.get(&id));
            if let (Some(id), None) = (comment, reason) {
                notes.remarks.note(|| missing("comment", id));
            }
            let proposition = &self.lists.propositions[proposition];
            // Some have quotation marks with nothing in between.
            let says = |text: &String| text.contains(char::is_alphanumeric);
            let reason = reason.map(|text| one_line(text)).filter(says);
            let claim = reason.unwrap_or_else(|| scaffold::without_reason(stance, &proposition.text));
            steps.breathe(claim.len() as u64)?;
            let stance = Some((proposition.id.clone(), stance));
            let said = Said { claim, order, holder: None, stance, time: time.clone() };
            let source = &mut self.lists.sources[source];
            let id = format!("{}-{}", source.id, opinion.statement);
            source.arguments.push(scaffold::argument(id, said));
        }
        Ok(())
    }
}

/// By the theses' ids: position from 1, and position among all propositions.
type Theses = HashMap<u64, (u32, usize)>;

/// What an answer says. Its number does not tell: the middle answer has the highest.
fn stance(message: &str) -> Option<Stance> {
    match one_line(message).to_lowercase().as_str() {
        "stimme zu" => Some(Stance::Affirms),
        "stimme nicht zu" => Some(Stance::Rejects),
        "neutral" => Some(Stance::Ambivalent),
        _ => None,
    }
}

fn by_id<'a>(comments: Option<&'a Rows<Comment<'a>>>) -> HashMap<u64, &'a str> {
    let rows = comments.into_iter().flat_map(|comments| &comments.rows);
    rows.map(|row| (row.id, row.text.as_deref().unwrap_or_default())).collect()
}

/// A thesis as a sentence; its label before it, unless the sentence has it in it.
fn sentence(thesis: &Thesis) -> Option<String> {
    let [label, text] =
        [&thesis.label, &thesis.text].map(|part| part.as_deref().map(one_line).unwrap_or_default());
    match (label.is_empty(), text.is_empty()) {
        (true, true) => None,
        (false, true) => Some(label),
        (true, false) => Some(text),
        (false, false) if text.to_lowercase().contains(&label.to_lowercase()) => Some(text),
        (false, false) => Some(format!("{label}: {text}")),
    }
}

/// What the parties of one election are called: two that share a name go by their long names.
fn names(parties: &[Party]) -> Vec<String> {
    let line = |text: &Option<std::borrow::Cow<str>>| text.as_deref().map(one_line).unwrap_or_default();
    let mut number: HashMap<String, usize> = HashMap::new();
    for party in parties {
        *number.entry(line(&party.name)).or_default() += 1;
    }
    let name = |party: &Party| {
        let (name, long) = (line(&party.name), line(&party.longname));
        let shared = number.get(&name).is_some_and(|&number| number > 1);
        if (shared || name.is_empty()) && !long.is_empty() { long } else { name }
    };
    parties.iter().map(name).collect()
}

/// The issues of one election: its categories if it is the only one and has some, else itself.
struct Issues {
    by_category: HashMap<u64, String>,
    is_grouped: bool,
    own: (String, String),
    used: Vec<crate::corpus::written::LabelFile>,
}

impl Issues {
    fn new(builder: &mut Builder, heading: &Heading, id: &str, categories: Option<&Rows<Category>>) -> Self {
        let mut issues = Issues {
            by_category: HashMap::new(),
            is_grouped: false,
            own: (String::new(), heading.label()),
            used: Vec::new(),
        };
        let categories =
            categories.filter(|_| builder.elections == 1).into_iter().flat_map(|list| &list.rows);
        for category in categories {
            let label = category.label.as_deref().map(one_line).unwrap_or_default();
            if label.is_empty() || issues.by_category.contains_key(&category.id) {
                continue;
            }
            let name = builder.issue_ids.id(&label, "category");
            issues.by_category.insert(category.id, name.clone());
            issues.used.push(scaffold::label(name, label));
        }
        issues.is_grouped = !issues.used.is_empty();
        issues.own.0 = builder.issue_ids.id(&slug(id), "election");
        issues
    }

    /// The issue of a thesis, or the number of a category that there is not.
    fn of(&mut self, thesis: &Thesis) -> Result<String, u64> {
        match thesis.category.filter(|_| self.is_grouped) {
            Some(category) => self.by_category.get(&category).cloned().ok_or(category),
            None => Ok(self.rest()),
        }
    }

    /// The issue of all that has no category.
    fn rest(&mut self) -> String {
        let (id, label) = &self.own;
        if self.used.last().is_none_or(|last| last.id != *id) {
            self.used.push(scaffold::label(id.clone(), label.clone()));
        }
        id.clone()
    }
}
