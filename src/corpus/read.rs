//! Reading a corpus: from text to written form to checked corpus.

use super::check::check;
use super::date::Date;
use super::model::{
    Actor, ActorId, Argument, Block, Corpus, Evidence, Holder, Place, Proposition, Relation, Source,
    Statement, Step,
};
use super::order::sort;
use super::problem::{Fault, Place as ProblemPlace, Problem};
use super::stance::Stance;
use super::table::{Id, Table};
use super::written::{ArgumentFile, CorpusFile, FORMAT, SourceFile};

/// Why a corpus could not be read: at least one problem that is an error.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadError(pub Vec<Problem>);

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            write!(f, "{}{problem}", if at > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

/// Reads a corpus that is one file, `file` being its name as the person knows it.
///
/// # Errors
/// Every problem that makes it unusable.
pub fn read_one(file: &str, json: &str) -> Result<Corpus, ReadError> {
    Corpus::new(file, read_written(file, json)?)
}

/// Reads a corpus as it is written, without checking it.
///
/// # Errors
/// If it is not JSON, not of this format, or not of its shape.
pub fn read_written(file: &str, json: &str) -> Result<CorpusFile, ReadError> {
    let json = unmarked(json);
    read_part(file, json).map_err(|error| match foreign_format(json) {
        Some(fault) => {
            let place = ProblemPlace { file: file.to_owned(), pointer: "format".into() };
            ReadError(vec![Problem { place, fault }])
        }
        None => error,
    })
}

/// Reads a part of a corpus that is a file of its own.
///
/// # Errors
/// If it is not JSON or not of the part's shape: the line and the column.
pub fn read_part<T: serde::de::DeserializeOwned>(file: &str, json: &str) -> Result<T, ReadError> {
    serde_json::from_str(unmarked(json)).map_err(|error| {
        let told = error.to_string();
        ReadError(vec![Problem {
            place: ProblemPlace {
                file: file.to_owned(),
                pointer: format!("line {}, column {}", error.line(), error.column()),
            },
            // The place, at the end, is told already; before it the file may be quoted.
            fault: Fault::Shape(told.rsplit_once(" at line ").map_or(&*told, |(what, _)| what).to_owned()),
        }])
    })
}

/// A file's text without the mark of its byte order, with which some editors begin it.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Whether a corpus is of a format that this version does not read: another format may have
/// another shape, and then it is the format that a person must hear of.
pub fn foreign_format(json: &str) -> Option<Fault> {
    #[derive(serde::Deserialize)]
    struct Head {
        format: String,
    }
    let head: Head = serde_json::from_str(json).ok()?;
    (head.format != FORMAT).then_some(Fault::Format(head.format))
}

/// A written corpus that cannot be used, as it was given.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsound {
    /// The corpus.
    pub written: CorpusFile,
    /// Every problem that makes it unusable.
    pub error: ReadError,
}

impl Corpus {
    /// The checked corpus of a written one, or every error in it.
    ///
    /// # Errors
    /// Every problem that makes it unusable; `file` names it in them.
    pub fn new(file: &str, written: CorpusFile) -> Result<Self, ReadError> {
        Self::or_back(file, written).map_err(|unsound| unsound.error)
    }

    /// As [`Corpus::new`], but a corpus that cannot be used is given back, to be mended.
    ///
    /// # Errors
    /// Every problem that makes it unusable, and the corpus.
    pub fn or_back(file: &str, written: CorpusFile) -> Result<Self, Box<Unsound>> {
        let mut problems = check(&written, file, None);
        problems.retain(|problem| problem.fault.is_error());
        if problems.is_empty() {
            Ok(build(written))
        } else {
            Err(Box::new(Unsound { written, error: ReadError(problems) }))
        }
    }
}

/// Resolves the names of a corpus without errors. A name that nothing has cannot occur any more;
/// should the checker miss one, what carries it is left out rather than the page broken.
fn build(file: CorpusFile) -> Corpus {
    let codebook = file.codebook;
    let issues = Table::new(codebook.issues.into_iter().map(Into::into).collect());
    let propositions = Table::new(
        codebook
            .propositions
            .into_iter()
            .filter_map(|row| {
                Some(Proposition { issue: issues.find(&row.issue)?, name: row.id, text: row.text })
            })
            .collect(),
    );
    let answers = codebook.answers.iter().filter_map(|name| propositions.find(name)).collect();
    let actors = codebook.actors.into_iter();
    let actors = actors.map(|row| Actor { name: row.id, label: row.label, kind: row.kind }).collect();
    let scale = Stance::ALL.map(|stance| {
        let step = codebook.stances.iter().find(|step| step.value == stance);
        let text =
            |part: fn(&super::written::StanceFile) -> &String| step.map(part).cloned().unwrap_or_default();
        Step { name: text(|step| &step.id), label: text(|step| &step.label), rule: text(|step| &step.rule) }
    });
    let mut corpus = Corpus {
        name: file.id,
        title: file.title,
        question: file.question,
        language: file.language,
        version: file.version,
        issued: file.issued,
        coders: file.coders,
        licence: file.licence,
        method: file.method,
        rules: codebook.rules,
        scale,
        issues,
        propositions,
        answers,
        actors: Table::new(actors),
        roles: Table::new(codebook.roles.into_iter().map(Into::into).collect()),
        certainties: Table::new(codebook.certainties.into_iter().map(Into::into).collect()),
        sources: Table::new(Vec::new()),
        arguments: Table::new(Vec::new()),
        statements: Vec::new(),
        relations: Vec::new(),
        references: Table::new(file.references),
    };
    add_sources(&mut corpus, file.sources);
    corpus.relations = file
        .relations
        .iter()
        .filter_map(|row| {
            let (from, to) = (corpus.arguments.find(&row.from)?, corpus.arguments.find(&row.to)?);
            Some(Relation { from, kind: row.kind, to })
        })
        .collect();
    corpus
}

/// Adds the sources, oldest first, those without a date last, with their arguments.
fn add_sources(corpus: &mut Corpus, mut files: Vec<SourceFile>) {
    let date = |file: &SourceFile| file.date.parse::<Date>().ok();
    sort(&mut files, |a, b| (date(a).is_none(), date(a)).cmp(&(date(b).is_none(), date(b))));
    let mut sources = Vec::new();
    let mut arguments = Vec::new();
    for (at, file) in files.into_iter().enumerate() {
        let start = arguments.len();
        let author = file.author.and_then(|name| corpus.actors.find(&name));
        let mut written = file.arguments;
        let place = |row: &ArgumentFile| (row.place.block, row.place.sentences);
        sort(&mut written, |a, b| place(a).cmp(&place(b)));
        for row in written {
            let id = Id::new(arguments.len());
            arguments.extend(argument(corpus, (Id::new(at), author), id, row));
        }
        sources.push(Source {
            date: file.date.parse().ok(),
            name: file.id,
            short: file.short,
            not_before: file.not_before,
            author,
            record: file.record,
            outline: file
                .outline
                .into_iter()
                .map(|block| Block { kind: block.kind, section: block.section, words: block.words })
                .collect(),
            arguments: start..arguments.len(),
            text: file.text,
        });
    }
    corpus.sources = Table::new(sources);
    corpus.arguments = Table::new(arguments);
}

fn argument(
    corpus: &mut Corpus,
    (source, author): (Id<Source>, Option<ActorId>),
    id: Id<Argument>,
    row: ArgumentFile,
) -> Option<Argument> {
    let holder = match &row.holder {
        None => author.map_or(Holder::Author(source), Holder::Actor),
        Some(name) => Holder::Actor(corpus.actors.find(name)?),
    };
    let (role, certainty) = (corpus.roles.find(&row.role)?, corpus.certainties.find(&row.certainty)?);
    let evidence = row.evidence.into_iter().map(|item| Evidence {
        reference: item.reference.and_then(|name| corpus.references.find(&name)),
        kind: item.kind,
        text: item.text,
    });
    let evidence = evidence.collect();
    let start = corpus.statements.len();
    let propositions = &corpus.propositions;
    corpus.statements.extend(row.stances.iter().filter_map(|stance| {
        Some(Statement {
            argument: id,
            proposition: propositions.find(&stance.proposition)?,
            stance: stance.value,
        })
    }));
    Some(Argument {
        claim: row.claim,
        source,
        place: Place { block: row.place.block, first: row.place.sentences[0], last: row.place.sentences[1] },
        anchor: row.anchor,
        role,
        holder,
        certainty,
        about: row.about.iter().filter_map(|name| corpus.actors.find(name)).collect(),
        evidence,
        time: row.time.and_then(|time| time.parse().ok()),
        statements: start..corpus.statements.len(),
        name: row.id,
    })
}
