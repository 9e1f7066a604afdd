//! What every corpus needs that a table or an election does not say: scale, role, certainty.

use crate::corpus::written::{
    ActorFile, AnchorFile, ArgumentFile, CodebookFile, CorpusFile, Csl, CslDate, CslName, FORMAT, LabelFile,
    PlaceFile, PropositionFile, SourceFile, StanceFile, StatementFile,
};
use crate::corpus::{Date, NO_LICENCE, Stance};

/// A written value. Natively it has a place for fields that this version does not know; there are none.
macro_rules! written {
    ($name:ident { $($field:ident $(: $value:expr)?),* $(,)? }) => {
        $name {
            $($field $(: $value)?,)*
            #[cfg(not(target_arch = "wasm32"))]
            extra: Default::default(),
        }
    };
}

/// The role of all that is opened here: what it does in its text, nobody has coded.
pub(super) const ROLE: &str = "statement";
/// The certainty of all that is opened here.
pub(super) const CERTAINTY: &str = "asserted";

/// What a whole corpus is called.
pub(super) struct Head {
    pub id: String,
    pub title: String,
    pub question: String,
    pub language: String,
    pub method: Vec<String>,
}

/// The lists of a corpus.
#[derive(Default)]
pub(super) struct Lists {
    pub issues: Vec<LabelFile>,
    pub propositions: Vec<PropositionFile>,
    pub actors: Vec<ActorFile>,
    pub sources: Vec<SourceFile>,
}

pub(super) fn corpus(head: Head, lists: Lists) -> CorpusFile {
    let codebook = written!(CodebookFile {
        stances: scale(),
        issues: lists.issues,
        propositions: lists.propositions,
        answers: Vec::new(),
        actors: lists.actors,
        roles: vec![label(ROLE.to_owned(), "statement".to_owned())],
        certainties: vec![label(CERTAINTY.to_owned(), "asserted".to_owned())],
        rules: Vec::new(),
    });
    written!(CorpusFile {
        format: FORMAT.to_owned(),
        id: head.id,
        title: head.title,
        question: head.question,
        language: head.language,
        version: "1".to_owned(),
        issued: String::new(),
        coders: Vec::new(),
        licence: NO_LICENCE.to_owned(),
        method: head.method,
        codebook,
        references: Vec::new(),
        relations: Vec::new(),
        sources: lists.sources,
    })
}

/// The five steps, from affirmation to rejection.
fn scale() -> Vec<StanceFile> {
    let step = |value: Stance| {
        let label = stance_label(value);
        let id = match value {
            Stance::Affirms => "affirms",
            Stance::AffirmsQualified => "affirms-qualified",
            Stance::Ambivalent => "ambivalent",
            Stance::RejectsQualified => "rejects-qualified",
            Stance::Rejects => "rejects",
        };
        written!(StanceFile { value, id: id.to_owned(), label: label.to_owned(), rule: String::new() })
    };
    Stance::ALL.into_iter().rev().map(step).collect()
}

/// How a stance reads after a name.
pub(super) fn stance_label(stance: Stance) -> &'static str {
    match stance {
        Stance::Affirms => "affirms",
        Stance::AffirmsQualified => "affirms with reservations",
        Stance::Ambivalent => "ambivalent",
        Stance::RejectsQualified => "rejects with reservations",
        Stance::Rejects => "rejects",
    }
}

/// A claim for a stance that comes without a reason: it must be understood alone.
pub(super) fn without_reason(stance: Stance, proposition: &str) -> String {
    let does = match stance {
        Stance::Affirms => "Affirms",
        Stance::AffirmsQualified => "Affirms with reservations",
        Stance::Ambivalent => "Neither affirms nor rejects",
        Stance::RejectsQualified => "Rejects with reservations",
        Stance::Rejects => "Rejects",
    };
    format!("{does}: “{proposition}” No reason is given.")
}

pub(super) fn label(id: String, label: String) -> LabelFile {
    written!(LabelFile { id, label, rule: String::new() })
}

pub(super) fn proposition(id: String, issue: String, text: String) -> PropositionFile {
    written!(PropositionFile { id, issue, text })
}

pub(super) fn actor(id: String, label: String, kind: &str) -> ActorFile {
    written!(ActorFile { id, label, kind: kind.to_owned() })
}

/// A source without an outline: what is opened here has no text behind it.
pub(super) fn source(
    id: String,
    short: String,
    date: String,
    author: Option<String>,
    record: Csl,
) -> SourceFile {
    written!(SourceFile {
        id,
        short,
        date,
        not_before: false,
        author,
        record,
        outline: Vec::new(),
        arguments: Vec::new(),
        text: None,
    })
}

/// What one argument says.
pub(super) struct Said {
    pub claim: String,
    /// Its place in the order of its source, from 1.
    pub order: u32,
    pub holder: Option<String>,
    pub stance: Option<(String, Stance)>,
    pub time: Option<String>,
}

pub(super) fn argument(id: String, said: Said) -> ArgumentFile {
    let statement = |(proposition, value)| written!(StatementFile { proposition, value });
    written!(ArgumentFile {
        id,
        claim: said.claim,
        place: written!(PlaceFile { block: said.order, sentences: [1, 1] }),
        anchor: AnchorFile::default(),
        role: ROLE.to_owned(),
        holder: said.holder,
        stances: said.stance.map(statement).into_iter().collect(),
        certainty: CERTAINTY.to_owned(),
        about: Vec::new(),
        evidence: Vec::new(),
        time: said.time,
    })
}

/// A bibliographic record of something published by an institution.
pub(super) fn record(id: &str, kind: &str, title: String, author: Option<&str>, date: &str) -> Csl {
    let name =
        |literal: &str| written!(CslName { family: None, given: None, literal: Some(literal.to_owned()) });
    Csl {
        id: id.to_owned(),
        kind: kind.to_owned(),
        title: Some(title),
        author: author.map(name).into_iter().collect(),
        issued: date.parse().ok().map(issued),
        ..Csl::default()
    }
}

fn issued(date: Date) -> CslDate {
    let parts = [Some(date.year), date.month.map(u16::from), date.day.map(u16::from)];
    written!(CslDate { date_parts: vec![parts.into_iter().flatten().collect()], literal: None })
}
