//! Every table holds what the corpus holds, row by row.

use serde_json::{Value, json};
use standpoint::corpus::written::{CorpusFile, SourceFile};

use crate::common::{cards, holder, number, quarters, said, sources};
use crate::duckdb::{Job, ask};
use crate::exported::all;

/// What is asked of each table, and what the written corpus answers.
fn expected(file: &CorpusFile) -> Vec<(&'static str, Vec<Value>)> {
    let book = &file.codebook;
    let propositions = book.propositions.iter().zip(0..);
    let propositions = propositions.map(|(row, at)| json!([at, row.id, row.text, row.issue]));
    let actors = book.actors.iter().zip(0..).map(|(row, at)| json!([at, row.id, row.label, row.kind]));
    let words = [&book.issues, &book.roles, &book.certainties, &book.rules].map(|list| {
        list.iter().zip(0..).map(|(row, at)| json!([at, row.id, row.label, row.rule])).collect::<Vec<_>>()
    });
    let steps = (-2..=2).filter_map(|value| book.stances.iter().find(|step| number(step.value) == value));
    let steps = steps.map(|step| json!([number(step.value), step.id, step.label, step.rule]));
    let [issues, roles, certainties, rules] = words;
    vec![
        (
            "SELECT source, label, date, not_before, author, kind, title, url FROM sources ORDER BY ordinal",
            sources(file).into_iter().map(of_source).collect(),
        ),
        (
            "SELECT ordinal, entry, label, issue FROM codebook WHERE list = 'propositions' ORDER BY ordinal",
            propositions.collect(),
        ),
        (
            "SELECT ordinal, entry, label, kind FROM codebook WHERE list = 'actors' ORDER BY ordinal",
            actors.collect(),
        ),
        (
            "SELECT stance, entry, label, rule FROM codebook WHERE list = 'stances' ORDER BY ordinal",
            steps.collect(),
        ),
        ("SELECT ordinal, entry, label, rule FROM codebook WHERE list = 'issues' ORDER BY ordinal", issues),
        ("SELECT ordinal, entry, label, rule FROM codebook WHERE list = 'roles' ORDER BY ordinal", roles),
        (
            "SELECT ordinal, entry, label, rule FROM codebook WHERE list = 'certainties' ORDER BY ordinal",
            certainties,
        ),
        ("SELECT ordinal, entry, label, rule FROM codebook WHERE list = 'rules' ORDER BY ordinal", rules),
        (
            "SELECT argument, claim, source, section, block, first_sentence, last_sentence, role, certainty, \
             holder, own_voice, time_from, time_to FROM arguments ORDER BY ordinal",
            of_arguments(file),
        ),
        ("SELECT unit, argument, stance, proposition, holder_kind FROM units ORDER BY unit", of_units(file)),
        (
            "SELECT t.argument, t.year, t.quarter, t.quarter_name FROM times AS t JOIN arguments AS a \
             ON a.argument = t.argument ORDER BY a.ordinal, t.year, t.quarter",
            of_times(file),
        ),
        (
            "SELECT t.argument, t.actor, t.actor_label FROM about AS t JOIN arguments AS a \
             ON a.argument = t.argument JOIN codebook AS c ON c.list = 'actors' AND c.entry = t.actor \
             ORDER BY a.ordinal, c.ordinal",
            of_about(file),
        ),
        (
            "SELECT t.argument, t.ordinal, t.kind, t.text, t.reference, t.citation IS NULL FROM evidence AS t \
             JOIN arguments AS a ON a.argument = t.argument ORDER BY a.ordinal, t.ordinal",
            of_evidence(file),
        ),
        (
            "SELECT from_argument, relation, to_argument FROM relations",
            file.relations.iter().map(|row| json!([row.from, row.kind, row.to])).collect(),
        ),
    ]
}

fn of_source(row: &SourceFile) -> Value {
    let date = (!row.date.is_empty()).then_some(&row.date);
    let record = &row.record;
    json!([row.id, row.short, date, row.not_before, row.author, record.kind, record.title, record.url])
}

/// The holder: the one who is named, the actor who is the author, or the source for its author.
fn held(card: &crate::common::Card) -> String {
    let author = card.source.author.as_deref().filter(|_| card.row.holder.is_none());
    author.unwrap_or(holder(card)).to_owned()
}

fn of_arguments(file: &CorpusFile) -> Vec<Value> {
    let each = cards(file).into_iter().map(|card| {
        let (row, place) = (card.row, &card.row.place);
        let block = card.source.outline.get(place.block as usize - 1);
        let section = block.map_or("", |block| block.section.as_str());
        let own = row.holder.is_none() || row.holder == card.source.author;
        let ends = row.time.as_deref().map(|time| time.split_once('/').unwrap_or((time, time)));
        json!([
            row.id,
            row.claim,
            card.source.id,
            section,
            place.block,
            place.sentences[0],
            place.sentences[1],
            row.role,
            row.certainty,
            held(&card),
            own,
            ends.map(|ends| ends.0),
            ends.map(|ends| ends.1),
        ])
    });
    each.collect()
}

fn of_units(file: &CorpusFile) -> Vec<Value> {
    let each = said(file).into_iter().zip(0..).map(|(said, at)| {
        let kind = if held(&said.card) == said.card.source.id { "author" } else { "actor" };
        let (proposition, stance) = said.stance.unzip();
        json!([at, said.card.row.id, stance, proposition, kind])
    });
    each.collect()
}

fn of_times(file: &CorpusFile) -> Vec<Value> {
    let mut rows = Vec::new();
    for card in cards(file) {
        let id = &card.row.id;
        let Some(time) = &card.row.time else {
            rows.push(json!([id, null, null, "undated"]));
            continue;
        };
        for name in quarters(time) {
            let (year, quarter) = name.split_once("-q").unzip();
            let digits = |text: &str| text.parse::<u32>().expect("digits");
            let year = digits(year.unwrap_or(&name));
            rows.push(json!([id, year, quarter.map(digits), name]));
        }
    }
    rows
}

fn of_about(file: &CorpusFile) -> Vec<Value> {
    let mut rows = Vec::new();
    for card in cards(file) {
        let actors = file.codebook.actors.iter().filter(|actor| card.row.about.contains(&actor.id));
        rows.extend(actors.map(|actor| json!([card.row.id, actor.id, actor.label])));
    }
    rows
}

fn of_evidence(file: &CorpusFile) -> Vec<Value> {
    let mut rows = Vec::new();
    for card in cards(file) {
        let items = card.row.evidence.iter().zip(0..);
        rows.extend(items.map(|(item, at)| {
            json!([card.row.id, at, item.kind, item.text, item.reference, item.reference.is_none()])
        }));
    }
    rows
}

#[test]
fn every_table_holds_what_the_corpus_holds() {
    let corpora = all();
    let expected: Vec<_> = corpora.iter().map(|exported| expected(&exported.written)).collect();
    let jobs = corpora.iter().zip(&expected).map(|(exported, expected)| Job {
        folder: exported.tables(),
        preparing: vec![],
        queries: expected.iter().map(|(query, _)| ((*query).to_owned(), vec![])).collect(),
    });
    let answers = ask(&jobs.collect::<Vec<_>>());
    for (found, (query, expected)) in answers.iter().zip(expected.iter().flatten()) {
        assert_eq!(found.as_array(), Some(expected), "{query}");
    }
}
