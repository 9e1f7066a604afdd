//! Checking a written corpus: structure, references, ids, places, reachability.

use std::collections::BTreeSet;
use std::fmt::Arguments;

use super::date::{Date, Period};
use super::problem::{Fault, Place, Problem};
use super::stance::{NO_STANCE, Stance};
use super::text::distance;
use super::written::{ArgumentFile, BlockKind, CorpusFile, Csl, FORMAT, SourceFile};

/// Everything wrong with a corpus, in the order of its files.
///
/// `file` is the name of the corpus's file; if its sources are files of their own, `sources` has
/// their names in the same order as [`CorpusFile::sources`].
pub fn check(corpus: &CorpusFile, file: &str, sources: Option<&[String]>) -> Vec<Problem> {
    let mut checker =
        Checker { file: file.to_owned(), prefix: String::new(), problems: Vec::new(), compared: 0 };
    let names = checker.codebook(corpus);
    let mut arguments = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for (at, source) in corpus.sources.iter().enumerate() {
        match sources.and_then(|files| files.get(at)) {
            Some(name) => (checker.file, checker.prefix) = (name.clone(), String::new()),
            None => checker.prefix = format!("sources[{at}]."),
        }
        if names.actors.contains(source.id.as_str()) || !seen.insert(source.id.as_str()) {
            let kind = "source or actor";
            checker.fault(format_args!("id"), Fault::Duplicate { kind, name: source.id.clone() });
        }
        checker.source(source, &names, &mut arguments);
    }
    (checker.file, checker.prefix) = (file.to_owned(), String::new());
    for (at, relation) in corpus.relations.iter().enumerate() {
        for (end, name) in [("from", &relation.from), ("to", &relation.to)] {
            checker.known(format_args!("relations[{at}].{end}"), "argument", name, &arguments);
        }
        if relation.from == relation.to {
            checker.fault(format_args!("relations[{at}]"), Fault::ToItself(relation.to.clone()));
        }
    }
    // Most are spoken to early, and then there is little left to look through.
    let mut unspoken = names.propositions.clone();
    for argument in corpus.sources.iter().flat_map(|source| &source.arguments) {
        for stance in &argument.stances {
            unspoken.remove(stance.proposition.as_str());
        }
    }
    for (at, proposition) in corpus.codebook.propositions.iter().enumerate() {
        if unspoken.contains(proposition.id.as_str()) {
            checker
                .fault(format_args!("codebook.propositions[{at}]"), Fault::Unspoken(proposition.id.clone()));
        }
    }
    let number = corpus.sources.iter().map(|source| source.arguments.len()).sum();
    let cells = corpus.sources.len() * corpus.codebook.propositions.len();
    for (what, number, quick) in
        [("arguments", number, QUICK_ARGUMENTS), ("cells of propositions by sources", cells, QUICK_CELLS)]
    {
        if number > quick {
            checker.fault(format_args!("sources"), Fault::Large { what, number, quick });
        }
    }
    checker.problems
}

/// With four times as many (copies of the bundled corpus) a step took one to five seconds.
const QUICK_ARGUMENTS: usize = 2_500;
/// As many as a browser lays out in about a second.
const QUICK_CELLS: usize = 10_000;

/// The names a source may use.
struct Names<'a> {
    propositions: BTreeSet<&'a str>,
    actors: BTreeSet<&'a str>,
    roles: BTreeSet<&'a str>,
    certainties: BTreeSet<&'a str>,
    references: BTreeSet<&'a str>,
}

/// The longest id, in bytes.
const LONGEST_ID: usize = 80;
/// How many pairs of letters are compared to find what unknown names mean: enough for every slip of
/// the finger, few enough that a corpus in which nothing fits is refused at once.
const COMPARED: usize = 20_000_000;

struct Checker {
    file: String,
    prefix: String,
    problems: Vec<Problem>,
    compared: usize,
}

impl Checker {
    /// Notes a fault. Its pointer is written only here: of most places nothing is said.
    fn fault(&mut self, pointer: Arguments, fault: Fault) {
        let place = Place { file: self.file.clone(), pointer: format!("{}{pointer}", self.prefix) };
        self.problems.push(Problem { place, fault });
    }

    /// Ids of one list: well formed, each once.
    fn names<'a>(
        &mut self,
        list: &str,
        kind: &'static str,
        ids: impl Iterator<Item = &'a str>,
    ) -> BTreeSet<&'a str> {
        let mut names = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            self.name(format_args!("{list}[{at}].id"), id);
            if !names.insert(id) {
                self.fault(format_args!("{list}[{at}].id"), Fault::Duplicate { kind, name: id.to_owned() });
            }
        }
        names
    }

    fn name(&mut self, pointer: Arguments, id: &str) {
        let good = (1..=LONGEST_ID).contains(&id.len())
            && id.starts_with(|letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte));
        if !good {
            self.fault(pointer, Fault::BadName(id.to_owned()));
        }
    }

    fn known(&mut self, pointer: Arguments, kind: &'static str, name: &str, names: &BTreeSet<&str>) {
        if !names.contains(name) {
            let nearest = self.nearest(name, names);
            self.fault(pointer, Fault::Unknown { kind, name: name.to_owned(), nearest });
        }
    }

    /// The name that is probably meant.
    fn nearest(&mut self, name: &str, names: &BTreeSet<&str>) -> Option<String> {
        if name.len() > LONGEST_ID || self.compared > COMPARED {
            return None;
        }
        // Names differ by a slip of the finger or by an ending; more than that is no likeness.
        let most = (name.chars().count() / 3).clamp(1, 3);
        let mut far = |known: &str| {
            self.compared += name.len() * known.len();
            distance(name, known, most)
        };
        let known = names.iter().filter(|known| known.len() <= LONGEST_ID);
        known.filter_map(|known| Some((far(known)?, *known))).min().map(|(_, known)| known.to_owned())
    }

    fn filled(&mut self, pointer: Arguments, field: &'static str, text: &str) {
        if text.trim().is_empty() {
            self.fault(pointer, Fault::Empty(field));
        }
    }

    fn codebook<'a>(&mut self, corpus: &'a CorpusFile) -> Names<'a> {
        if corpus.format != FORMAT {
            self.fault(format_args!("format"), Fault::Format(corpus.format.clone()));
        }
        self.name(format_args!("id"), &corpus.id);
        self.filled(format_args!("title"), "the title", &corpus.title);
        self.filled(format_args!("question"), "the question", &corpus.question);
        if !corpus.issued.is_empty() && corpus.issued.parse::<Date>().is_err() {
            self.fault(format_args!("issued"), Fault::BadDate(corpus.issued.clone()));
        }
        let book = &corpus.codebook;
        for stance in Stance::ALL {
            if book.stances.iter().filter(|step| step.value == stance).count() != 1 {
                self.fault(format_args!("codebook.stances"), Fault::Scale(stance.value()));
            }
        }
        for (at, step) in book.stances.iter().enumerate().filter(|(_, step)| step.id == NO_STANCE) {
            self.fault(format_args!("codebook.stances[{at}].id"), Fault::Reserved(step.id.clone()));
        }
        let ids = book.stances.iter().map(|row| row.id.as_str());
        self.names("codebook.stances", "stance", ids);
        let issues = self.names("codebook.issues", "issue", book.issues.iter().map(|row| row.id.as_str()));
        let propositions = book.propositions.iter().map(|row| row.id.as_str());
        let propositions = self.names("codebook.propositions", "proposition", propositions);
        for (at, row) in book.propositions.iter().enumerate() {
            self.known(format_args!("codebook.propositions[{at}].issue"), "issue", &row.issue, &issues);
            self.filled(format_args!("codebook.propositions[{at}].text"), "the proposition", &row.text);
        }
        for (at, name) in book.answers.iter().enumerate() {
            self.known(format_args!("codebook.answers[{at}]"), "proposition", name, &propositions);
        }
        for (at, item) in corpus.references.iter().enumerate() {
            self.address(format_args!("references[{at}].URL"), item);
        }
        Names {
            propositions,
            actors: self.names("codebook.actors", "actor", book.actors.iter().map(|row| row.id.as_str())),
            roles: self.names("codebook.roles", "role", book.roles.iter().map(|row| row.id.as_str())),
            certainties: self.names(
                "codebook.certainties",
                "certainty",
                book.certainties.iter().map(|row| row.id.as_str()),
            ),
            references: self.names(
                "references",
                "reference",
                corpus.references.iter().map(|row| row.id.as_str()),
            ),
        }
    }

    fn address(&mut self, pointer: Arguments, record: &Csl) {
        if let Some(url) = &record.url
            && !super::cite::opens(url)
        {
            self.fault(pointer, Fault::BadAddress(url.clone()));
        }
    }

    fn source<'a>(&mut self, source: &'a SourceFile, names: &Names, seen: &mut BTreeSet<&'a str>) {
        self.name(format_args!("id"), &source.id);
        self.filled(format_args!("short"), "the short name", &source.short);
        if !source.date.is_empty() && source.date.parse::<Date>().is_err() {
            self.fault(format_args!("date"), Fault::BadDate(source.date.clone()));
        }
        self.address(format_args!("record.URL"), &source.record);
        if let Some(author) = &source.author {
            self.known(format_args!("author"), "actor", author, &names.actors);
        }
        let mut covered = vec![false; source.outline.len()];
        for (at, argument) in source.arguments.iter().enumerate() {
            let pointer = format_args!("arguments[{at}]");
            self.name(format_args!("{pointer}.id"), &argument.id);
            if !seen.insert(&argument.id) {
                let name = argument.id.clone();
                self.fault(format_args!("{pointer}.id"), Fault::Duplicate { kind: "argument", name });
            }
            self.place(pointer, argument, source);
            self.argument(pointer, argument, names);
            if let Some(covered) = covered.get_mut((argument.place.block as usize).wrapping_sub(1)) {
                *covered = true;
            }
        }
        for (at, block) in source.outline.iter().enumerate() {
            if block.kind == BlockKind::Text && !covered[at] {
                self.fault(format_args!("outline[{at}]"), Fault::Uncovered(at + 1));
            }
        }
    }

    fn place(&mut self, pointer: Arguments, argument: &ArgumentFile, source: &SourceFile) {
        let (block, sentences) = (argument.place.block, argument.place.sentences);
        // Whoever brings no text has no outline to hold a place against.
        let is_order = source.outline.is_empty() && block > 0 && (1..=sentences[1]).contains(&sentences[0]);
        if is_order {
            return;
        }
        let Some(outline) = (block as usize).checked_sub(1).and_then(|at| source.outline.get(at)) else {
            self.fault(
                format_args!("{pointer}.place.block"),
                Fault::NoBlock { block, of: source.outline.len() },
            );
            return;
        };
        let of = outline.sentences.len();
        if sentences[0] < 1 || sentences[0] > sentences[1] || sentences[1] as usize > of {
            self.fault(format_args!("{pointer}.place.sentences"), Fault::NoSentences { sentences, of });
        }
    }

    fn argument(&mut self, pointer: Arguments, argument: &ArgumentFile, names: &Names) {
        self.filled(format_args!("{pointer}.claim"), "the claim", &argument.claim);
        self.known(format_args!("{pointer}.role"), "role", &argument.role, &names.roles);
        self.known(format_args!("{pointer}.certainty"), "certainty", &argument.certainty, &names.certainties);
        if let Some(holder) = &argument.holder {
            self.known(format_args!("{pointer}.holder"), "actor", holder, &names.actors);
        }
        let mut taken = BTreeSet::new();
        for (at, stance) in argument.stances.iter().enumerate() {
            let pointer = format_args!("{pointer}.stances[{at}]");
            self.known(pointer, "proposition", &stance.proposition, &names.propositions);
            if !taken.insert(stance.proposition.as_str()) {
                self.fault(pointer, Fault::TwoStances(stance.proposition.clone()));
            }
        }
        for (at, actor) in argument.about.iter().enumerate() {
            self.known(format_args!("{pointer}.about[{at}]"), "actor", actor, &names.actors);
        }
        for (at, evidence) in argument.evidence.iter().enumerate() {
            if let Some(reference) = &evidence.reference {
                self.known(
                    format_args!("{pointer}.evidence[{at}].reference"),
                    "reference",
                    reference,
                    &names.references,
                );
            }
        }
        if let Some(time) = &argument.time
            && time.parse::<Period>().is_err()
        {
            self.fault(format_args!("{pointer}.time"), Fault::BadDate(time.clone()));
        }
    }
}
