//! The checked corpus: immutable, every id resolved, shared by all rooms.

use std::ops::Range;

use super::date::{Date, Period};
use super::stance::Stance;
use super::table::{Id, Named, Table};
use super::written::{AnchorFile, Csl, LabelFile};
pub use super::written::{BlockKind, RelationKind};

/// Sources, codebook, arguments and relations of one contested question.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// A short name for file names and citations.
    pub name: String,
    /// The title.
    pub title: String,
    /// The contested question.
    pub question: String,
    /// The language of the claims (BCP 47).
    pub language: String,
    /// The corpus's own version.
    pub version: String,
    /// The day this version was published, as written.
    pub issued: String,
    /// Who coded it.
    pub coders: Vec<String>,
    /// The licence of the coding (SPDX), or [`NO_LICENCE`](super::NO_LICENCE).
    pub licence: String,
    /// How it was coded, a paragraph each.
    pub method: Vec<String>,
    /// Rules of coding.
    pub rules: Vec<LabelFile>,
    /// Label, link name and rule of each stance, by [`Stance::index`].
    pub scale: [Step; 5],
    /// Groups of propositions.
    pub issues: Table<Issue>,
    /// Sentences that can be affirmed or rejected, grouped by issue.
    pub propositions: Table<Proposition>,
    /// Propositions that answer the question most directly.
    pub answers: Vec<PropositionId>,
    /// Who can hold a position or be concerned by one.
    pub actors: Table<Actor>,
    /// What an argument does in its text.
    pub roles: Table<Role>,
    /// How sure a statement is.
    pub certainties: Table<Certainty>,
    /// The documents, oldest first.
    pub sources: Table<Source>,
    /// All coded statements: source by source, in reading order.
    pub arguments: Table<Argument>,
    /// Every stance of every argument, in the arguments' order.
    pub statements: Vec<Statement>,
    /// What joins the arguments.
    pub relations: Vec<Relation>,
    /// Works that arguments rest on.
    pub references: Table<Csl>,
}

/// A step of the stance scale as a reader sees it.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its name in links.
    pub name: String,
    /// How it reads after a name.
    pub label: String,
    /// When to use it.
    pub rule: String,
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident of $row:ty;)*) => {$(
        $(#[$meta])*
        pub type $name = Id<$row>;
    )*};
}
ids! {
    /// An issue of the corpus.
    IssueId of Issue;
    /// A proposition of the corpus.
    PropositionId of Proposition;
    /// An actor of the corpus.
    ActorId of Actor;
    /// A role of the corpus.
    RoleId of Role;
    /// A certainty of the corpus.
    CertaintyId of Certainty;
    /// A source of the corpus.
    SourceId of Source;
    /// An argument of the corpus.
    ArgumentId of Argument;
    /// A reference of the corpus.
    ReferenceId of Csl;
}

macro_rules! labelled {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name {
            /// Its name in files and links.
            pub name: String,
            /// What is shown.
            pub label: String,
            /// When to use it.
            pub rule: String,
        }

        impl Named for $name {
            fn name(&self) -> &str {
                &self.name
            }
        }

        impl From<LabelFile> for $name {
            fn from(file: LabelFile) -> Self {
                $name { name: file.id, label: file.label, rule: file.rule }
            }
        }
    )*};
}
labelled! {
    /// A group of propositions.
    Issue;
    /// What an argument does in its text.
    Role;
    /// How sure a statement is.
    Certainty;
}

/// One sentence that can be affirmed or rejected.
#[derive(Clone, Debug)]
pub struct Proposition {
    /// Its name in files and links.
    pub name: String,
    /// The sentence.
    pub text: String,
    /// The issue it belongs to.
    pub issue: IssueId,
}

/// Somebody who can hold a position or be concerned by one.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Its name in files and links.
    pub name: String,
    /// What is shown.
    pub label: String,
    /// State, organization, group, person.
    pub kind: String,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name in files and links.
    pub name: String,
    /// A short name for the head of a column.
    pub short: String,
    /// When it appeared, as precise as it tells.
    pub date: Option<Date>,
    /// Whether the date is only the earliest possible one.
    pub not_before: bool,
    /// The actor who speaks here as the author, where the codebook has it.
    pub author: Option<ActorId>,
    /// The bibliographic record.
    pub record: Csl,
    /// The blocks of its text; empty if it has none.
    pub outline: Vec<Block>,
    /// Its arguments in [`Corpus::arguments`].
    pub arguments: Range<usize>,
    /// The text itself, where it may be redistributed.
    pub text: Option<String>,
}

impl Source {
    /// Whether there is a text whose passages its arguments name. A row of a table or an answer to a
    /// thesis has none: where it stands, what it says of its place tells nothing.
    pub fn has_text(&self) -> bool {
        !self.outline.is_empty()
    }
}

/// One non-blank line of a source's text.
#[derive(Clone, Debug)]
pub struct Block {
    /// Running text, heading or boilerplate.
    pub kind: BlockKind,
    /// The section it stands in.
    pub section: String,
    /// How many words it has.
    pub words: u32,
}

/// Whose position an argument states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holder {
    /// The source's own author, where the codebook has no actor for it.
    Author(SourceId),
    /// An actor: one whose position the source reports, or its author.
    Actor(ActorId),
}

/// One coded statement of a source, shown as a card.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name in files and links.
    pub name: String,
    /// The argument in the coder's own words.
    pub claim: String,
    /// The source it stands in.
    pub source: SourceId,
    /// Where in the source.
    pub place: Place,
    /// How to find it again.
    pub anchor: AnchorFile,
    /// What it does in its text.
    pub role: RoleId,
    /// Whose position it is.
    pub holder: Holder,
    /// How sure it is stated.
    pub certainty: CertaintyId,
    /// Actors concerned.
    pub about: Vec<ActorId>,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
    /// When what it speaks of happened or applies.
    pub time: Option<Period>,
    /// Its stances in [`Corpus::statements`].
    pub statements: Range<usize>,
}

/// A passage: a run of sentences in one block, all counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The block.
    pub block: u32,
    /// The first sentence.
    pub first: u32,
    /// The last sentence, not before the first.
    pub last: u32,
}

/// What an argument rests on.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Event, figure, document, statement or expert.
    pub kind: String,
    /// A few words on what it is.
    pub text: String,
    /// The work, where the text names one.
    pub reference: Option<ReferenceId>,
}

/// An argument's stance on one proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The argument.
    pub argument: ArgumentId,
    /// The proposition.
    pub proposition: PropositionId,
    /// The stance.
    pub stance: Stance,
}

/// What one argument does to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The argument it starts from.
    pub from: ArgumentId,
    /// Supports, attacks, qualifies or restates.
    pub kind: RelationKind,
    /// The argument it is about.
    pub to: ArgumentId,
}

macro_rules! named {
    ($($row:ty, $field:ident;)*) => {$(
        impl Named for $row {
            fn name(&self) -> &str {
                &self.$field
            }
        }
    )*};
}
named! { Proposition, name; Actor, name; Source, name; Argument, name; Csl, id; }

impl Corpus {
    /// The stances of one argument.
    pub fn stances_of(&self, argument: ArgumentId) -> &[Statement] {
        &self.statements[self.arguments[argument].statements.clone()]
    }

    /// The propositions of one issue, in the codebook's order.
    pub fn propositions_of(&self, issue: IssueId) -> impl Iterator<Item = PropositionId> + '_ {
        self.propositions.entries().filter(move |(_, row)| row.issue == issue).map(|(id, _)| id)
    }

    /// The arguments of one source, in reading order.
    pub fn arguments_of(&self, source: SourceId) -> impl Iterator<Item = ArgumentId> + use<> {
        self.sources[source].arguments.clone().map(Id::new)
    }

    /// The relations an argument takes part in, with the argument at the other end and whether
    /// this one is where the relation starts.
    pub fn related(
        &self,
        argument: ArgumentId,
    ) -> impl Iterator<Item = (RelationKind, ArgumentId, bool)> + '_ {
        self.relations.iter().filter_map(move |relation| {
            if relation.from == argument {
                Some((relation.kind, relation.to, true))
            } else if relation.to == argument {
                Some((relation.kind, relation.from, false))
            } else {
                None
            }
        })
    }

    /// Whether the argument reports somebody else's position.
    pub fn is_reported(&self, argument: ArgumentId) -> bool {
        let argument = &self.arguments[argument];
        match argument.holder {
            Holder::Author(_) => false,
            Holder::Actor(actor) => self.sources[argument.source].author != Some(actor),
        }
    }

    /// The holder's name in files and links: a source's for its author, else an actor's.
    pub fn holder_name(&self, holder: Holder) -> &str {
        match holder {
            Holder::Author(source) => &self.sources[source].name,
            Holder::Actor(actor) => &self.actors[actor].name,
        }
    }

    /// The holder as shown to a reader: a source's short name for its author, else the actor's.
    pub fn holder_label(&self, holder: Holder) -> &str {
        match holder {
            Holder::Author(source) => &self.sources[source].short,
            Holder::Actor(actor) => &self.actors[actor].label,
        }
    }

    /// Every holder there can be, authors first, in the order of the corpus.
    pub fn holders(&self) -> impl Iterator<Item = Holder> + '_ {
        let authors = self.sources.ids().map(Holder::Author);
        authors.chain(self.actors.ids().map(Holder::Actor))
    }

    /// The holder of this name.
    pub fn find_holder(&self, name: &str) -> Option<Holder> {
        let author = self.sources.find(name).map(Holder::Author);
        author.or_else(|| self.actors.find(name).map(Holder::Actor))
    }

    /// The label of the section a passage stands in; empty if the outline names none.
    pub fn section(&self, argument: ArgumentId) -> &str {
        let argument = &self.arguments[argument];
        let block = argument.place.block as usize - 1;
        self.sources[argument.source].outline.get(block).map_or("", |block| block.section.as_str())
    }
}
