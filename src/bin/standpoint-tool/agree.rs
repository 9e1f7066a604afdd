//! How well two codings of the same texts agree.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use standpoint::corpus::reliability::{Scale, alpha};

/// A coding: a line per stance, `source,block,proposition,value`.
type Coding = BTreeMap<(String, u32, String), Vec<f64>>;

fn read(path: &Path) -> Result<Coding, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut coding = Coding::new();
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let bad = |at: usize, what: &str| format!("{}: line {}: expected {what}", path.display(), at + 1);
    const COLUMNS: &str = "source,block,proposition,value";
    if lines.next().is_none_or(|(_, head)| head.trim() != COLUMNS) {
        return Err(bad(0, &format!("the columns' names, {COLUMNS}")));
    }
    for (at, line) in lines {
        let [source, block, proposition, value] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err(bad(at, COLUMNS));
        };
        let block = block.parse().map_err(|_| bad(at, "the block's number"))?;
        let value: f64 = value.trim().parse().map_err(|_| bad(at, "a stance from -2 to 2"))?;
        if !(-2.0..=2.0).contains(&value) {
            return Err(bad(at, "a stance from -2 to 2"));
        }
        coding.entry((source.into(), block, proposition.into())).or_default().push(value);
    }
    Ok(coding)
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Alpha on presence over all units that could have been coded, and on stance over those that
/// both coded.
fn compare<K: Ord>(all: &[K], first: &BTreeMap<K, Vec<f64>>, second: &BTreeMap<K, Vec<f64>>) -> [String; 2] {
    let present = |coding: &BTreeMap<K, Vec<f64>>, unit: &K| f64::from(u8::from(coding.contains_key(unit)));
    let presence: Vec<Vec<f64>> =
        all.iter().map(|unit| vec![present(first, unit), present(second, unit)]).collect();
    let stances: Vec<Vec<f64>> =
        all.iter().filter_map(|unit| Some(vec![mean(first.get(unit)?), mean(second.get(unit)?)])).collect();
    let shown = |value: Option<f64>| value.map_or_else(|| "undefined".into(), |value| format!("{value:.3}"));
    let agreed = presence.iter().filter(|unit| unit[0] == unit[1]).count();
    [
        format!(
            "presence alpha {} (nominal, {} units, {agreed} alike)",
            shown(alpha(&presence, Scale::Nominal)),
            all.len()
        ),
        format!(
            "stance alpha {} (interval, {} units both coded)",
            shown(alpha(&stances, Scale::Interval)),
            stances.len()
        ),
    ]
}

/// The agreement of two codings, by block and by source.
pub fn report(first: &Path, second: &Path) -> Result<String, String> {
    let (first, second) = (read(first)?, read(second)?);
    let keys: Vec<_> = first.keys().chain(second.keys()).cloned().collect();
    let propositions: BTreeSet<String> = keys.iter().map(|(_, _, proposition)| proposition.clone()).collect();
    let blocks: BTreeSet<(String, u32)> =
        keys.iter().map(|(source, block, _)| (source.clone(), *block)).collect();
    let with_each = |(source, block): &(String, u32)| -> Vec<(String, u32, String)> {
        propositions.iter().map(|proposition| (source.clone(), *block, proposition.clone())).collect()
    };
    let all: Vec<_> = blocks.iter().flat_map(with_each).collect();
    let by_source = |coding: &Coding| {
        let mut cells: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
        for ((source, _, proposition), values) in coding {
            cells.entry((source.clone(), proposition.clone())).or_default().extend(values);
        }
        cells
    };
    let cells: BTreeSet<(String, String)> =
        all.iter().map(|(source, _, proposition)| (source.clone(), proposition.clone())).collect();
    let cells: Vec<_> = cells.into_iter().collect();
    let mut report = String::new();
    for (unit, lines) in [
        ("block × proposition", compare(&all, &first, &second)),
        ("source × proposition", compare(&cells, &by_source(&first), &by_source(&second))),
    ] {
        for line in lines {
            let _ = writeln!(report, "{unit}: {line}");
        }
    }
    Ok(report)
}
