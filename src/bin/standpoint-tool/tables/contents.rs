//! Which tables there are, and what stands in each.

use std::path::Path;

use standpoint::corpus::order::set;
use standpoint::corpus::{
    ActorId, Argument, ArgumentId, CertaintyId, Corpus, Evidence, Holder, Issue, IssueId, Proposition,
    PropositionId, Relation, RelationKind, RoleId, Source, SourceId, Stance, Statement, cite,
};

use super::columns::{Column, number, number_or_none, text, text_or_none, truth, write as write_table};

/// The files of an export.
pub const FILES: [&str; 8] = [
    "sources.parquet",
    "codebook.parquet",
    "arguments.parquet",
    "units.parquet",
    "times.parquet",
    "about.parquet",
    "evidence.parquet",
    "relations.parquet",
];

/// Writes all tables into a folder; tells the name of each and how many rows it has.
pub fn write(corpus: &Corpus, folder: &Path) -> Result<Vec<(&'static str, usize)>, String> {
    let [sources, codebook, arguments, units, times, about, evidence, relations] =
        FILES.map(|file| folder.join(file));
    let ids = || corpus.arguments.ids();
    let counts = [
        write_table(&sources, corpus, &of_sources(), corpus.sources.ids())?,
        write_table(&codebook, corpus, &of_codebook(), entries(corpus))?,
        write_table(&arguments, corpus, &of_arguments(), ids())?,
        write_table(&units, corpus, &of_units(), self::units(corpus))?,
        write_table(&times, corpus, &of_times(), ids().flat_map(|id| self::times(corpus, id)))?,
        write_table(&about, corpus, &of_about(), ids().flat_map(|id| concerned(corpus, id)))?,
        write_table(&evidence, corpus, &of_evidence(), ids().flat_map(|id| rests_on(corpus, id)))?,
        write_table(&relations, corpus, &of_relations(), 0..corpus.relations.len())?,
    ];
    let names = FILES.map(|file| file.trim_end_matches(".parquet"));
    Ok(names.into_iter().zip(counts).collect())
}

/// A position as a table has it; no position of a corpus is too large.
fn at(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn of_sources() -> Vec<Column<SourceId>> {
    fn row(corpus: &Corpus, id: SourceId) -> &Source {
        &corpus.sources[id]
    }
    vec![
        text("source", |corpus, id| (&row(corpus, id).name).into()),
        number("ordinal", |_, id| at(id.index())),
        text("label", |corpus, id| (&row(corpus, id).short).into()),
        text_or_none("date", |corpus, id| row(corpus, id).date.map(|date| date.to_string().into())),
        truth("not_before", |corpus, id| row(corpus, id).not_before),
        text_or_none("author", |corpus, id| {
            row(corpus, id).author.map(|actor| (&corpus.actors[actor].name).into())
        }),
        text("kind", |corpus, id| (&row(corpus, id).record.kind).into()),
        text_or_none("title", |corpus, id| row(corpus, id).record.title.as_ref().map(Into::into)),
        text("authors", |corpus, id| cite::authors(&row(corpus, id).record).into()),
        text_or_none("url", |corpus, id| row(corpus, id).record.url.as_ref().map(Into::into)),
        text("citation", |corpus, id| cite::plain(&row(corpus, id).record).into()),
    ]
}

/// An entry of the codebook.
#[derive(Clone, Copy)]
enum Entry {
    Issue(IssueId),
    Proposition(PropositionId),
    Stance(Stance),
    Role(RoleId),
    Certainty(CertaintyId),
    Actor(ActorId),
    Rule(usize),
}

fn entries(corpus: &Corpus) -> impl Iterator<Item = Entry> + '_ {
    let issues = corpus.issues.ids().map(Entry::Issue);
    let propositions = corpus.propositions.ids().map(Entry::Proposition);
    let stances = Stance::ALL.into_iter().map(Entry::Stance);
    let roles = corpus.roles.ids().map(Entry::Role);
    let certainties = corpus.certainties.ids().map(Entry::Certainty);
    let actors = corpus.actors.ids().map(Entry::Actor);
    let rules = (0..corpus.rules.len()).map(Entry::Rule);
    issues.chain(propositions).chain(stances).chain(roles).chain(certainties).chain(actors).chain(rules)
}

impl Entry {
    /// Its list and its place in it.
    fn list(self) -> (&'static str, usize) {
        match self {
            Entry::Issue(id) => ("issues", id.index()),
            Entry::Proposition(id) => ("propositions", id.index()),
            Entry::Stance(stance) => ("stances", stance.index()),
            Entry::Role(id) => ("roles", id.index()),
            Entry::Certainty(id) => ("certainties", id.index()),
            Entry::Actor(id) => ("actors", id.index()),
            Entry::Rule(rule) => ("rules", rule),
        }
    }

    /// Its name, its label, and the rule for its use.
    fn words(self, corpus: &Corpus) -> [&str; 3] {
        match self {
            Entry::Issue(id) => [&corpus.issues[id].name, &corpus.issues[id].label, &corpus.issues[id].rule],
            Entry::Proposition(id) => [&corpus.propositions[id].name, &corpus.propositions[id].text, ""],
            Entry::Stance(stance) => [
                &corpus.scale[stance.index()].name,
                &corpus.scale[stance.index()].label,
                &corpus.scale[stance.index()].rule,
            ],
            Entry::Role(id) => [&corpus.roles[id].name, &corpus.roles[id].label, &corpus.roles[id].rule],
            Entry::Certainty(id) => {
                [&corpus.certainties[id].name, &corpus.certainties[id].label, &corpus.certainties[id].rule]
            }
            Entry::Actor(id) => [&corpus.actors[id].name, &corpus.actors[id].label, ""],
            Entry::Rule(rule) => {
                [&corpus.rules[rule].id, &corpus.rules[rule].label, &corpus.rules[rule].rule]
            }
        }
    }
}

fn of_codebook() -> Vec<Column<Entry>> {
    vec![
        text("list", |_, entry| entry.list().0.into()),
        number("ordinal", |_, entry| at(entry.list().1)),
        text("entry", |corpus, entry| entry.words(corpus)[0].into()),
        text("label", |corpus, entry| entry.words(corpus)[1].into()),
        text("rule", |corpus, entry| entry.words(corpus)[2].into()),
        text_or_none("issue", |corpus, entry| match entry {
            Entry::Proposition(id) => Some((&corpus.issues[corpus.propositions[id].issue].name).into()),
            _ => None,
        }),
        text_or_none("kind", |corpus, entry| match entry {
            Entry::Actor(id) => Some((&corpus.actors[id].kind).into()),
            _ => None,
        }),
        number_or_none("stance", |_, entry| match entry {
            Entry::Stance(stance) => Some(stance.value().into()),
            _ => None,
        }),
    ]
}

fn of_arguments() -> Vec<Column<ArgumentId>> {
    fn row(corpus: &Corpus, id: ArgumentId) -> &Argument {
        &corpus.arguments[id]
    }
    vec![
        text("argument", |corpus, id| (&row(corpus, id).name).into()),
        number("ordinal", |_, id| at(id.index())),
        text("claim", |corpus, id| (&row(corpus, id).claim).into()),
        text("source", |corpus, id| (&corpus.sources[row(corpus, id).source].name).into()),
        text("section", |corpus, id| corpus.section(id).into()),
        number("block", |corpus, id| row(corpus, id).place.block.into()),
        number("first_sentence", |corpus, id| row(corpus, id).place.first.into()),
        number("last_sentence", |corpus, id| row(corpus, id).place.last.into()),
        text("role", |corpus, id| (&corpus.roles[row(corpus, id).role].name).into()),
        text("certainty", |corpus, id| (&corpus.certainties[row(corpus, id).certainty].name).into()),
        text("holder", |corpus, id| corpus.holder_name(row(corpus, id).holder).into()),
        truth("own_voice", |corpus, id| !corpus.is_reported(id)),
        text_or_none("time_from", |corpus, id| row(corpus, id).time.map(|time| time.from.to_string().into())),
        text_or_none("time_to", |corpus, id| row(corpus, id).time.map(|time| time.to.to_string().into())),
    ]
}

/// What the matrix counts: one stance of an argument, or an argument that takes none.
#[derive(Clone, Copy)]
struct Unit {
    number: usize,
    argument: ArgumentId,
    statement: Option<usize>,
}

fn units(corpus: &Corpus) -> impl Iterator<Item = Unit> + '_ {
    let of = |(argument, row): (ArgumentId, &Argument)| {
        let none = row.statements.is_empty().then_some((argument, None));
        let each = row.statements.clone().map(move |at| (argument, Some(at)));
        each.chain(none)
    };
    let units = corpus.arguments.entries().flat_map(of).enumerate();
    units.map(|(number, (argument, statement))| Unit { number, argument, statement })
}

impl Unit {
    fn row(self, corpus: &Corpus) -> &Argument {
        &corpus.arguments[self.argument]
    }

    fn source(self, corpus: &Corpus) -> &Source {
        &corpus.sources[self.row(corpus).source]
    }

    fn statement(self, corpus: &Corpus) -> Option<Statement> {
        self.statement.map(|at| corpus.statements[at])
    }

    fn proposition(self, corpus: &Corpus) -> Option<&Proposition> {
        self.statement(corpus).map(|statement| &corpus.propositions[statement.proposition])
    }

    fn issue(self, corpus: &Corpus) -> Option<&Issue> {
        self.proposition(corpus).map(|proposition| &corpus.issues[proposition.issue])
    }
}

fn of_units() -> Vec<Column<Unit>> {
    vec![
        number("unit", |_, unit| at(unit.number)),
        text("argument", |corpus, unit| (&unit.row(corpus).name).into()),
        number_or_none("stance", |corpus, unit| unit.statement(corpus).map(|row| row.stance.value().into())),
        text_or_none("proposition", |corpus, unit| unit.proposition(corpus).map(|row| (&row.name).into())),
        text_or_none("proposition_label", |corpus, unit| {
            unit.proposition(corpus).map(|row| (&row.text).into())
        }),
        text_or_none("issue", |corpus, unit| unit.issue(corpus).map(|row| (&row.name).into())),
        text_or_none("issue_label", |corpus, unit| unit.issue(corpus).map(|row| (&row.label).into())),
        text("source", |corpus, unit| (&unit.source(corpus).name).into()),
        text("source_label", |corpus, unit| (&unit.source(corpus).short).into()),
        text("holder", |corpus, unit| corpus.holder_name(unit.row(corpus).holder).into()),
        text("holder_label", |corpus, unit| corpus.holder_label(unit.row(corpus).holder).into()),
        text("holder_kind", |corpus, unit| match unit.row(corpus).holder {
            Holder::Author(_) => "author".into(),
            Holder::Actor(_) => "actor".into(),
        }),
        truth("own_voice", |corpus, unit| !corpus.is_reported(unit.argument)),
        text("role", |corpus, unit| (&corpus.roles[unit.row(corpus).role].name).into()),
        text("role_label", |corpus, unit| (&corpus.roles[unit.row(corpus).role].label).into()),
        text("certainty", |corpus, unit| (&corpus.certainties[unit.row(corpus).certainty].name).into()),
        text("certainty_label", |corpus, unit| {
            (&corpus.certainties[unit.row(corpus).certainty].label).into()
        }),
    ]
}

/// A quarter that an argument touches; 0 if only the year is known, no year at all if undated.
#[derive(Clone, Copy)]
struct Touched {
    argument: ArgumentId,
    when: Option<(u16, u8)>,
}

fn times(corpus: &Corpus, argument: ArgumentId) -> Vec<Touched> {
    let touched = |when| Touched { argument, when };
    match corpus.arguments[argument].time {
        None => vec![touched(None)],
        Some(time) => time.quarters().into_iter().map(|when| touched(Some(when))).collect(),
    }
}

fn of_times() -> Vec<Column<Touched>> {
    vec![
        text("argument", |corpus, row| (&corpus.arguments[row.argument].name).into()),
        number_or_none("year", |_, row| row.when.map(|(year, _)| year.into())),
        number_or_none("quarter", |_, row| {
            row.when.map(|(_, quarter)| quarter.into()).filter(|&quarter| quarter > 0)
        }),
        text("year_name", |_, row| match row.when {
            None => "undated".into(),
            Some((year, _)) => year.to_string().into(),
        }),
        text("quarter_name", |_, row| match row.when {
            None => "undated".into(),
            Some((year, 0)) => year.to_string().into(),
            Some((year, quarter)) => format!("{year}-q{quarter}").into(),
        }),
        text("quarter_label", |_, row| match row.when {
            None => "undated".into(),
            Some((year, 0)) => year.to_string().into(),
            Some((year, quarter)) => format!("{year} Q{quarter}").into(),
        }),
    ]
}

fn concerned(corpus: &Corpus, argument: ArgumentId) -> Vec<(ArgumentId, ActorId)> {
    let actors = set(corpus.arguments[argument].about.iter().copied());
    actors.into_iter().map(|actor| (argument, actor)).collect()
}

fn of_about() -> Vec<Column<(ArgumentId, ActorId)>> {
    vec![
        text("argument", |corpus, (argument, _)| (&corpus.arguments[argument].name).into()),
        text("actor", |corpus, (_, actor)| (&corpus.actors[actor].name).into()),
        text("actor_label", |corpus, (_, actor)| (&corpus.actors[actor].label).into()),
    ]
}

fn rests_on(corpus: &Corpus, argument: ArgumentId) -> impl Iterator<Item = (ArgumentId, usize)> {
    (0..corpus.arguments[argument].evidence.len()).map(move |at| (argument, at))
}

fn of_evidence() -> Vec<Column<(ArgumentId, usize)>> {
    fn row(corpus: &Corpus, (argument, at): (ArgumentId, usize)) -> &Evidence {
        &corpus.arguments[argument].evidence[at]
    }
    vec![
        text("argument", |corpus, (argument, _)| (&corpus.arguments[argument].name).into()),
        number("ordinal", |_, (_, place)| at(place)),
        text("kind", |corpus, id| (&row(corpus, id).kind).into()),
        text("text", |corpus, id| (&row(corpus, id).text).into()),
        text_or_none("reference", |corpus, id| {
            row(corpus, id).reference.map(|reference| (&corpus.references[reference].id).into())
        }),
        text_or_none("citation", |corpus, id| {
            row(corpus, id).reference.map(|reference| cite::plain(&corpus.references[reference]).into())
        }),
    ]
}

fn of_relations() -> Vec<Column<usize>> {
    fn row(corpus: &Corpus, at: usize) -> Relation {
        corpus.relations[at]
    }
    vec![
        text("from_argument", |corpus, at| (&corpus.arguments[row(corpus, at).from].name).into()),
        text("relation", |corpus, at| kind(row(corpus, at).kind).into()),
        text("to_argument", |corpus, at| (&corpus.arguments[row(corpus, at).to].name).into()),
    ]
}

/// As corpora are written.
fn kind(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Supports => "supports",
        RelationKind::Attacks => "attacks",
        RelationKind::Qualifies => "qualifies",
        RelationKind::Restates => "restates",
    }
}
