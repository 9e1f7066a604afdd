//! Guards the tables of a corpus and the SQL on them: DuckDB reads the files, and every cell that
//! its query gives is held against the page's own matrix. Texts of SQL and schema are taken from
//! `sql/` and `docs/scale.md`, so neither can go stale.

#[path = "../common/mod.rs"]
mod common;
mod contents;
mod document;
mod duckdb;
mod exported;
mod folder;
mod tool;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use standpoint::corpus::{Corpus, NO_STANCE};
use standpoint::matrix::{Axes, Axis, Layout, Matrix, RowOrder};
use standpoint::query::{Catalogue, Chosen, Facet, Filters, run};

use document::{condition, sql};
use duckdb::{Job, ask};
use exported::{Exported, all, beside};

/// What a cell holds: its tally from rejection to affirmation, its arguments, those in the
/// author's own voice, and the labels of its lines.
#[derive(Debug, PartialEq)]
struct Tallied {
    tally: [u64; 5],
    arguments: u64,
    own: u64,
    labels: [String; 2],
}

/// The cells of a matrix in which something stands, by the names of row and column.
type Cells = BTreeMap<(String, String), Tallied>;

/// The page's own cells. All that is known here of its matrix stands in this function.
fn cells_of(corpus: &Corpus, filters: &Filters, axes: Axes) -> Cells {
    let catalogue = Catalogue::new(corpus);
    let hits = run(&catalogue, &Chosen::new(filters, &catalogue), None);
    let layout = Arc::new(Layout::new(corpus, &catalogue, axes));
    let (order, narrowed) = (RowOrder::Codebook, !filters.is_empty());
    let matrix = Matrix::new(corpus, &catalogue, &layout, order, &hits.units, narrowed, |_| true);
    let mut cells = Cells::new();
    for line in &matrix.rows {
        for (&column, cell) in matrix.columns.iter().zip(matrix.cells(corpus, &catalogue, line)) {
            if cell.arguments.is_empty() {
                continue;
            }
            let tallied = Tallied {
                tally: cell.tally.0.map(u64::from),
                arguments: cell.arguments.len() as u64,
                own: cell.own.into(),
                labels: [line.key.label(corpus), column.label(corpus)],
            };
            cells.insert((line.key.name(corpus), column.name(corpus)), tallied);
        }
    }
    cells
}

/// The cells that the query gave.
fn cells_in(rows: &Value) -> Cells {
    let mut cells = Cells::new();
    for row in rows.as_array().expect("rows") {
        let text = |at: usize| row[at].as_str().expect("a text").to_owned();
        let count = |at: usize| row[at].as_u64().expect("a count");
        let tallied = Tallied {
            tally: [4, 5, 6, 7, 8].map(count),
            arguments: count(9),
            own: count(10),
            labels: [text(1), text(3)],
        };
        assert_eq!(row.as_array().map(Vec::len), Some(12), "the columns of the query");
        assert!(same_mean(&row[11], tallied.tally), "mean {} of {:?}", row[11], tallied.tally);
        assert!(cells.insert((text(0), text(2)), tallied).is_none(), "a cell stands twice: {row}");
    }
    cells
}

/// Whether a mean is that of a tally: none without a stance.
fn same_mean(mean: &Value, tally: [u64; 5]) -> bool {
    let count: u64 = tally.iter().sum();
    let sum: f64 =
        tally.into_iter().zip([-2.0, -1.0, 0.0, 1.0, 2.0]).map(|(n, value)| n as f64 * value).sum();
    match mean.as_f64() {
        None => mean.is_null() && count == 0,
        Some(mean) => count > 0 && (mean - sum / count as f64).abs() < 1e-12,
    }
}

/// All pairs of axes.
fn pairs() -> impl Iterator<Item = Axes> + Clone {
    Axis::ALL.into_iter().flat_map(|rows| Axis::ALL.into_iter().filter_map(move |it| Axes::new(rows, it)))
}

/// A question to both: the axes and what is chosen, for the page and as a condition with values.
struct Question {
    axes: Axes,
    filters: Filters,
    query: String,
    values: Vec<Value>,
}

impl Question {
    /// Chooses values of facets, those of one facet beside each other.
    fn new(corpus: &Corpus, axes: Axes, chosen: &[(Facet, &str)]) -> Self {
        let mut filters = Filters::default();
        let mut values = vec![json!(axes.rows().name()), json!(axes.columns().name())];
        let mut between: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
        let mut chosen = chosen.to_vec();
        chosen.sort();
        for (facet, name) in chosen {
            filters.add(facet, name);
            let (condition, value) = as_sql(corpus, facet, name);
            between.entry(facet).or_default().push(condition);
            values.extend(value);
        }
        let all: Vec<String> = between.values().map(|any| format!("({})", any.join(" OR "))).collect();
        let query = sql("matrix");
        let query = match all.as_slice() {
            [] => query,
            all => narrowed(&query, &format!("WHERE {}", all.join(" AND "))),
        };
        Question { axes, filters, query, values }
    }
}

/// The query with a filter where the documentation puts it.
fn narrowed(query: &str, filter: &str) -> String {
    let (before, after) = query.split_once("\nGROUP BY ").expect("a GROUP BY");
    format!("{before}\n{filter}\nGROUP BY {after}")
}

/// The documented condition for a value of a facet, and what its `?` stands for.
fn as_sql(corpus: &Corpus, facet: Facet, name: &str) -> (String, Option<Value>) {
    let stance = || corpus.scale.iter().zip(-2..).find(|(step, _)| step.name == name).map(|(_, value)| value);
    match facet {
        Facet::Voice => (condition("voice", Some(name)), None),
        Facet::Stance if name == NO_STANCE => (condition("stance", Some(name)), None),
        Facet::Stance => (condition("stance", None), stance().map(|value: i64| json!(value))),
        facet => (condition(facet.name(), None), Some(json!(name))),
    }
}

/// Every pair of axes; then every value of every facet; then several facets together.
fn questions(corpus: &Corpus) -> Vec<Question> {
    let mut questions: Vec<Question> = pairs().map(|axes| Question::new(corpus, axes, &[])).collect();
    let catalogue = Catalogue::new(corpus);
    let mut axes = pairs().cycle();
    let mut ask = |chosen: &[(Facet, &str)]| {
        questions.push(Question::new(corpus, axes.next().unwrap_or_default(), chosen));
    };
    // Not more than a few of each: the bundled corpus has dozens of propositions.
    let values = |facet: Facet| catalogue.values(facet).iter().map(|value| value.name.as_str()).rev().take(6);
    for facet in Facet::ALL {
        values(facet).for_each(|name| ask(&[(facet, name)]));
        ask(&values(facet).take(2).map(|name| (facet, name)).collect::<Vec<_>>());
    }
    for (one, other) in [
        (Facet::Stance, Facet::Issue),
        (Facet::Voice, Facet::Year),
        (Facet::About, Facet::Certainty),
        (Facet::Source, Facet::Role),
    ] {
        for name in values(one) {
            let others = values(other).take(2).map(|name| (other, name));
            ask(&others.chain([(one, name)]).collect::<Vec<_>>());
        }
    }
    questions
}

#[test]
fn every_cell_is_that_of_the_page() {
    let corpora = all();
    let asked: Vec<Vec<Question>> = corpora.iter().map(|it| questions(&it.corpus)).collect();
    let jobs = corpora.iter().zip(&asked).map(|(exported, questions)| Job {
        folder: exported.tables(),
        preparing: vec![sql("lines")],
        queries: questions.iter().map(|it| (it.query.clone(), it.values.clone())).collect(),
    });
    let answers = ask(&jobs.collect::<Vec<_>>());
    let mut answers = answers.iter();
    let (mut compared, mut filtered) = (0, 0);
    for (Exported { corpus, written, .. }, questions) in corpora.iter().zip(&asked) {
        for Question { axes, filters, query, values } in questions {
            let expected = cells_of(corpus, filters, *axes);
            let found = cells_in(answers.next().expect("an answer to each question"));
            let file = || serde_json::to_string(written).unwrap_or_default();
            assert!(found == expected, "{values:?} of {query}\n{found:#?}\n{expected:#?}\nin {}", file());
            compared += found.len();
            filtered += usize::from(!filters.is_empty() && !found.is_empty());
        }
    }
    assert!(compared > 10_000 && filtered > 500, "{compared} cells, {filtered} filters that leave something");
}

/// The filter that the documentation writes out is the one that the page calls so.
#[test]
fn the_example_of_a_filter_is_true() {
    let bundled = beside("corpus");
    let chosen = [(Facet::Role, "reason"), (Facet::Role, "counter"), (Facet::Year, "2024")];
    let question = Question::new(&bundled.corpus, Axes::default(), &chosen);
    let written = document::example_of_a_filter();
    let query = narrowed(&sql("matrix"), &written);
    let axes = question.values[..2].to_vec();
    let job = Job { folder: bundled.tables(), preparing: vec![sql("lines")], queries: vec![(query, axes)] };
    let found = cells_in(&ask(&[job])[0]);
    assert_eq!(found, cells_of(&bundled.corpus, &question.filters, question.axes));
    assert!(!found.is_empty());
}
