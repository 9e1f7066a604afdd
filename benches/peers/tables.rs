//! What was measured, as the tables of docs/performance.md.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;

use crate::Engine;
use crate::collection::{Collection, grouped};
use crate::common::Sample;
use crate::growth::{self, Point};

/// What was measured of an engine with a collection.
pub struct Measured {
    /// Milliseconds of each keystroke.
    pub times: Vec<f64>,
    /// For each: how many it found, then for each facet how many values have any.
    pub counts: Vec<Vec<u32>>,
    /// Milliseconds of each step before.
    pub steps: Value,
    /// Bytes held.
    pub memory: f64,
    /// Of these, wasm's.
    pub wasm: f64,
    pub parts: Option<Parts>,
}

/// Milliseconds of each part of each keystroke.
#[derive(Deserialize)]
pub struct Parts {
    search: Vec<f64>,
    facets: Vec<f64>,
    matrix: Vec<f64>,
    turn: Vec<f64>,
    best: Vec<f64>,
    order: Vec<f64>,
}

/// A line of the comparison.
pub struct Row {
    collection: String,
    statements: usize,
    file: f64,
    engine: &'static Engine,
    keystrokes: Vec<String>,
    result: Result<Measured, String>,
}

impl Row {
    pub fn new(what: &Collection, engine: &'static Engine, result: Result<Measured, String>) -> Self {
        Row {
            collection: what.title.clone(),
            statements: what.statements,
            file: what.bytes as f64,
            engine,
            keystrokes: what.keystrokes.clone(),
            result,
        }
    }

    fn is_ours(&self) -> bool {
        self.engine.title == "**Standpoint**"
    }
}

/// Milliseconds, with as many digits as mean something.
fn ms(value: f64) -> String {
    match value {
        ..9.95 => format!("{value:.2}"),
        ..99.5 => format!("{value:.1}"),
        _ => grouped(value.round() as usize),
    }
}

fn mb(bytes: f64) -> String {
    let bytes = bytes / 1e6;
    if bytes < 9.95 { format!("{bytes:.1}") } else { grouped(bytes.round() as usize) }
}

/// Of how many keystrokes in a hundred both found as many.
fn agreement(of: &Measured, ours: &Measured) -> String {
    let pairs = of.counts.iter().zip(&ours.counts);
    let same = pairs.filter(|(a, b)| a[0] == b[0]).count();
    format!("{:.0} %", 100.0 * same as f64 / of.counts.len().max(1) as f64)
}

pub fn all(rows: &[Row]) -> String {
    [comparison(rows), growth_table(rows), split(rows), slowest(rows)].join("\n")
}

fn comparison(rows: &[Row]) -> String {
    let mut out = String::from(
        "| collection | engine | index, ms | keystroke, ms: median | 95 % | most | memory, MB | keystrokes \
         | finds as many as ours | ranks | forgives | counts facets |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let [ranks, forgives, counts] = row.engine.can;
        let ours = rows.iter().find(|other| other.is_ours() && other.collection == row.collection);
        _ = match &row.result {
            Err(reason) => {
                writeln!(out, "| {} | {} | {reason} ||||||||||", row.collection, row.engine.title)
            }
            Ok(measured) => {
                let times = Sample::new(measured.times.clone());
                let same = ours.and_then(|ours| Some(agreement(measured, ours.result.as_ref().ok()?)));
                writeln!(
                    out,
                    "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {ranks} | {forgives} | {counts} |",
                    row.collection,
                    row.engine.title,
                    ms(measured.steps["index"].as_f64().unwrap_or(f64::NAN)),
                    ms(times.median()),
                    ms(times.quantile(0.95)),
                    ms(times.quantile(1.0)),
                    mb(measured.memory),
                    measured.times.len(),
                    same.unwrap_or_default(),
                )
            }
        };
    }
    out
}

/// What was measured of ours, by size.
fn ours(rows: &[Row]) -> Vec<(&Row, &Measured)> {
    let ours = rows.iter().filter(|row| row.is_ours());
    let mut ours: Vec<_> = ours.filter_map(|row| Some((row, row.result.as_ref().ok()?))).collect();
    ours.sort_by_key(|(row, _)| row.statements);
    ours
}

fn growth_table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| statements | file, MB | read, ms | check | catalogue | index | first view | keystroke: median | 95 % \
         | most | wasm memory after reading, MB | after the index | at the end | to the file |\n\
         |---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (row, measured) in ours(rows) {
        let times = Sample::new(measured.times.clone());
        let step = |name: &str| ms(measured.steps[name].as_f64().unwrap_or(f64::NAN));
        let memory = |name: &str| mb(measured.steps["memory"][name].as_f64().unwrap_or(f64::NAN));
        _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {:.1} |",
            grouped(row.statements),
            mb(row.file),
            step("read"),
            step("check"),
            step("catalogue"),
            step("index"),
            step("show"),
            ms(times.median()),
            ms(times.quantile(0.95)),
            ms(times.quantile(1.0)),
            memory("read"),
            memory("index"),
            mb(measured.wasm),
            measured.wasm / row.file
        );
    }
    out
}

fn split(rows: &[Row]) -> String {
    let mut out = String::from(
        "| statements | ms, median / 95 %: search | facets | matrix | all three | best 20 in one pass | all in order |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for (row, measured) in ours(rows) {
        let Some(parts) = &measured.parts else { continue };
        let cell = |times: &[f64]| {
            let times = Sample::new(times.to_vec());
            format!("{} / {}", ms(times.median()), ms(times.quantile(0.95)))
        };
        _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            grouped(row.statements),
            cell(&parts.search),
            cell(&parts.facets),
            cell(&parts.matrix),
            cell(&parts.turn),
            cell(&parts.best),
            cell(&parts.order)
        );
    }
    out
}

/// The slowest twentieth of keystrokes by how many letters were typed, and where their time goes.
fn slowest(rows: &[Row]) -> String {
    let mut out = String::new();
    for (row, measured) in ours(rows) {
        let Some(parts) = &measured.parts else { continue };
        let mut order: Vec<usize> = (0..measured.times.len()).collect();
        order.sort_by(|&a, &b| measured.times[b].total_cmp(&measured.times[a]));
        order.truncate(order.len().div_ceil(20));
        let number = order.len() as f64;
        let mean = |times: &[f64]| order.iter().map(|&at| times[at]).sum::<f64>() / number;
        let mut lengths = [0; 5];
        let mut found = 0.0;
        for &at in &order {
            let text = &row.keystrokes[at];
            let kind = if text.contains(' ') { 4 } else { text.chars().count().min(4) - 1 };
            lengths[kind] += 1;
            found += f64::from(measured.counts[at][0]);
        }
        let [one, two, three, more, several] = lengths;
        _ = writeln!(
            out,
            "{}: of the slowest {} keystrokes {one} are one letter, {two} two, {three} three, {more} more, {several} \
             two words; they find {:.0} % of all on average and take {} ms for the search, {} for facets, {} for the matrix.\n",
            grouped(row.statements),
            order.len(),
            100.0 * found / number / row.statements as f64,
            ms(mean(&parts.search)),
            ms(mean(&parts.facets)),
            ms(mean(&parts.matrix)),
        );
    }
    out
}

/// The picture of how the engine grows, if it was measured at several sizes.
pub fn picture(rows: &[Row]) -> Option<String> {
    let points: Vec<Point> = ours(rows)
        .into_iter()
        .filter(|(row, _)| row.collection.starts_with("made up"))
        .map(|(row, measured)| {
            let times = Sample::new(measured.times.clone());
            Point {
                statements: row.statements as f64,
                median: times.median(),
                tail: times.quantile(0.95),
                index: measured.steps["index"].as_f64().unwrap_or(f64::NAN),
                memory: measured.wasm,
                file: row.file,
            }
        })
        .collect();
    (points.len() > 1).then(|| growth::picture(&points))
}
