//! A corpus as it is written in files: names instead of ids, and every field optional that a
//! person may leave out. Fields this version does not know are kept on a round trip.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::stance::Stance;

/// The format this version reads and writes.
pub const FORMAT: &str = "standpoint/1";
/// The licence where nobody has stated one: SPDX's word.
pub const NO_LICENCE: &str = "NOASSERTION";

/// Fields that this version does not know.
pub type Extra = Map<String, Value>;

macro_rules! written {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// Fields that this version does not know; kept when the corpus is written again.
            // The page only reads a corpus, so it does not carry the code that keeps them.
            #[cfg(not(target_arch = "wasm32"))]
            #[serde(flatten)]
            pub extra: Extra,
        }
    )*};
}

written! {
    /// The whole corpus: `corpus.json`, or with its sources in it one file to send and open.
    pub struct CorpusFile {
        /// The format and its major version: `standpoint/1`.
        format: String,
        /// A short name for file names and citations.
        id: String,
        /// The corpus's title.
        title: String,
        /// The contested question, as one sentence.
        question: String,
        /// The language of the claims, as a BCP 47 tag.
        language: String,
        /// The corpus's own version.
        version: String,
        /// The day this version was published (ISO 8601).
        #[serde(default)]
        issued: String,
        /// Who coded the corpus.
        #[serde(default)]
        coders: Vec<String>,
        /// The licence of the coding, as an SPDX expression.
        licence: String,
        /// How it was coded, in a few paragraphs.
        #[serde(default)]
        method: Vec<String>,
        /// The words in which it was coded.
        codebook: CodebookFile,
        /// Works that arguments rest on, as CSL-JSON items.
        #[serde(default)]
        references: Vec<Csl>,
        /// What joins the arguments.
        #[serde(default)]
        relations: Vec<RelationFile>,
        /// The sources; empty in `corpus.json`, where they are files of their own.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        sources: Vec<SourceFile>,
    }

    /// The codebook: issues, propositions, actors, the stance scale and the rules for using them.
    pub struct CodebookFile {
        /// The five steps of the stance scale with their labels.
        stances: Vec<StanceFile>,
        /// Groups of propositions.
        issues: Vec<LabelFile>,
        /// Sentences that can be affirmed or rejected.
        propositions: Vec<PropositionFile>,
        /// Propositions that answer the corpus's question most directly, shown first.
        #[serde(default)]
        answers: Vec<String>,
        /// States, organizations, groups and persons.
        actors: Vec<ActorFile>,
        /// What an argument does in its text.
        roles: Vec<LabelFile>,
        /// How sure a statement is.
        certainties: Vec<LabelFile>,
        /// Rules of coding.
        #[serde(default)]
        rules: Vec<LabelFile>,
    }

    /// One step of the stance scale.
    pub struct StanceFile {
        /// -2 to 2.
        value: Stance,
        /// Its name in links.
        id: String,
        /// How it reads after a name: "affirms with reservations".
        label: String,
        /// When to use it.
        #[serde(default)]
        rule: String,
    }

    /// An id with a label and, where there is one, a rule for its use.
    pub struct LabelFile {
        /// Unique name, stable for ever.
        id: String,
        /// What is shown.
        label: String,
        /// When to use it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        rule: String,
    }

    /// One sentence that can be affirmed or rejected.
    pub struct PropositionFile {
        /// Unique name, stable for ever.
        id: String,
        /// The issue it belongs to.
        issue: String,
        /// The sentence.
        text: String,
    }

    /// Somebody who can hold a position or be concerned by one.
    pub struct ActorFile {
        /// Unique name, stable for ever; no source has the same.
        id: String,
        /// What is shown.
        label: String,
        /// State, organization, group, person.
        #[serde(default)]
        kind: String,
    }

    /// One source: `sources/<id>.json`.
    pub struct SourceFile {
        /// Unique name, stable for ever.
        id: String,
        /// A short name for the head of a column.
        short: String,
        /// The date by which sources are put in order, as precise as the text tells (ISO 8601).
        #[serde(default)]
        date: String,
        /// Whether the date is only the earliest possible one.
        #[serde(default, skip_serializing_if = "is_false")]
        not_before: bool,
        /// The actor who speaks here as the author, where the codebook has it: in all its sources it
        /// is one holder.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        author: Option<String>,
        /// The bibliographic record.
        record: Csl,
        /// The blocks of the text: its non-blank lines, counted from 1. Without an outline a place is
        /// only an order.
        #[serde(default)]
        outline: Vec<BlockFile>,
        /// The coded statements, in reading order.
        arguments: Vec<ArgumentFile>,
        /// The text itself, where it may be redistributed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }

    /// One non-blank line of a source's text.
    pub struct BlockFile {
        /// text, heading or boilerplate.
        kind: BlockKind,
        /// The section it stands in, as a short label.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        section: String,
        /// How many words it has.
        #[serde(default)]
        words: u32,
        /// The fingerprint of each of its sentences: 16 hex digits.
        #[serde(default)]
        sentences: Vec<String>,
    }

    /// One coded statement of a source.
    pub struct ArgumentFile {
        /// Unique in the corpus, stable for ever, readable.
        id: String,
        /// The argument in the coder's own words.
        claim: String,
        /// Where it stands.
        place: PlaceFile,
        /// How to find it again.
        #[serde(default)]
        anchor: AnchorFile,
        /// What it does in its text.
        role: String,
        /// Whose position it is, if not the source's author's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        holder: Option<String>,
        /// How it stands to propositions; empty for context alone.
        #[serde(default)]
        stances: Vec<StatementFile>,
        /// How sure it is stated.
        certainty: String,
        /// Actors concerned.
        #[serde(default)]
        about: Vec<String>,
        /// What it rests on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<EvidenceFile>,
        /// When what it speaks of happened or applies: a date or `from/to`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<String>,
    }

    /// Where a passage stands.
    pub struct PlaceFile {
        /// The block, from 1.
        block: u32,
        /// First and last sentence in the block, from 1.
        sentences: [u32; 2],
    }

    /// How a passage is found again without its wording.
    #[derive(Default)]
    pub struct AnchorFile {
        /// The passage's fingerprint: 16 hex digits.
        #[serde(default)]
        fingerprint: String,
        /// A few hashes of its runs of three words, 6 hex digits each, to know a changed passage.
        #[serde(default)]
        shingles: Vec<String>,
        /// Its first two or three words.
        #[serde(default)]
        start: String,
        /// Its last two or three words.
        #[serde(default)]
        end: String,
    }

    /// One stance on one proposition.
    pub struct StatementFile {
        /// The proposition's id.
        proposition: String,
        /// -2 to 2.
        value: Stance,
    }

    /// What an argument rests on.
    pub struct EvidenceFile {
        /// event, figure, document, statement or expert.
        kind: String,
        /// A few words on what it is.
        text: String,
        /// A reference's id, where the text gives one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reference: Option<String>,
    }

    /// What one argument does to another.
    pub struct RelationFile {
        /// The argument it starts from.
        from: String,
        /// supports, attacks, qualifies or restates.
        kind: RelationKind,
        /// The argument it is about.
        to: String,
    }

    #[derive(Default)]
    /// A bibliographic record in CSL-JSON: the fields that citations have; others are kept in
    /// files, but a citation made in the page does not have them.
    pub struct Csl {
        /// Unique name, stable for ever.
        id: String,
        /// CSL's type: report, webpage, article …
        #[serde(rename = "type", default)]
        kind: String,
        /// The title; absent where the text has none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// The authors.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        author: Vec<CslName>,
        /// When it was issued.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issued: Option<CslDate>,
        /// When it was looked up.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accessed: Option<CslDate>,
        /// The journal, site or collection.
        #[serde(rename = "container-title", default, skip_serializing_if = "Option::is_none")]
        container_title: Option<String>,
        /// The publisher.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        publisher: Option<String>,
        /// The series it belongs to.
        #[serde(rename = "collection-title", default, skip_serializing_if = "Option::is_none")]
        collection_title: Option<String>,
        /// Its number in a series.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// Where it is on the web.
        #[serde(rename = "URL", default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// The publisher's place.
        #[serde(rename = "publisher-place", default, skip_serializing_if = "Option::is_none")]
        publisher_place: Option<String>,
        /// The volume.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        volume: Option<String>,
        /// The issue of a volume.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        issue: Option<String>,
        /// The pages.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<String>,
        /// The book's number.
        #[serde(rename = "ISBN", default, skip_serializing_if = "Option::is_none")]
        isbn: Option<String>,
        /// The digital object identifier.
        #[serde(rename = "DOI", default, skip_serializing_if = "Option::is_none")]
        doi: Option<String>,
    }

    /// A name in CSL-JSON.
    #[derive(Default)]
    pub struct CslName {
        /// The family name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        family: Option<String>,
        /// The given name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        given: Option<String>,
        /// The whole name of an institution.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        literal: Option<String>,
    }

    /// A date in CSL-JSON.
    #[derive(Default)]
    pub struct CslDate {
        /// One or two lists of year, month, day.
        #[serde(rename = "date-parts", default, skip_serializing_if = "Vec::is_empty")]
        date_parts: Vec<Vec<u16>>,
        /// A date that has no parts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        literal: Option<String>,
    }
}

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Text,
    /// A title or heading.
    Heading,
    /// Bylines, captions, footnotes, site furniture.
    Boilerplate,
}

/// What one argument does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum RelationKind {
    /// Gives a reason for it.
    Supports,
    /// Speaks against it.
    Attacks,
    /// Limits it.
    Qualifies,
    /// Says the same.
    Restates,
}

fn is_false(value: &bool) -> bool {
    !value
}
