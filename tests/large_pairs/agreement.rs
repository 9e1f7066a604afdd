//! Who agrees with whom.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use standpoint::corpus::written::CorpusFile;
use standpoint::link::{Table, View};
use standpoint::markup::{Element, Node, Shown};
use standpoint::matrix::Axis;

use crate::common::painted::{all, attr, figure, is_of, large, text, texts};
use crate::common::{Drawn, Said, corpora, holder, said};
use crate::{is_report, label, paint, view, whole, window};

/// Who can be compared, and what each is called: those that speak, or the documents.
fn who<'a>(said: &Said<'a>, axis: Axis) -> &'a str {
    if axis == Axis::Sources { &said.card.source.id } else { holder(&said.card) }
}

/// Everybody's mean stance on every proposition.
fn positions(file: &CorpusFile, axis: Axis) -> BTreeMap<&str, BTreeMap<&str, f64>> {
    let mut values: BTreeMap<&str, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    for said in said(file) {
        let Some((proposition, value)) = said.stance else { continue };
        values.entry(who(&said, axis)).or_default().entry(proposition).or_default().push(f64::from(value));
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let means = |of: BTreeMap<_, Vec<f64>>| of.into_iter().map(|(key, values)| (key, mean(values))).collect();
    values.into_iter().map(|(who, of)| (who, means(of))).collect()
}

/// On how many propositions two agree, on how many they are on opposite sides, and how many they share.
fn sides(one: &BTreeMap<&str, f64>, other: &BTreeMap<&str, f64>) -> [usize; 3] {
    let shared: Vec<(f64, f64)> =
        one.iter().filter_map(|(key, mean)| Some((*mean, *other.get(key)?))).collect();
    let side = |mean: f64| if mean.abs() < 1e-9 { 0.0 } else { mean.signum() };
    let number = |apart: f64| shared.iter().filter(|(a, b)| (side(*a) - side(*b)).abs() == apart).count();
    [number(0.0), number(2.0), shared.len()]
}

/// On how many propositions two agree, and how many they share.
fn common_ground(one: &BTreeMap<&str, f64>, other: &BTreeMap<&str, f64>) -> (usize, usize) {
    let [same, _, shared] = sides(one, other);
    (same, shared)
}

fn sentence(one: &str, other: &str, (same, shared): (usize, usize)) -> String {
    let noun = if shared == 1 { "proposition" } else { "propositions" };
    match shared {
        0 => format!("{one} and {other} take a stance on no proposition in common"),
        _ => {
            let share = (same as f64 / shared as f64 * 100.0).round();
            format!("{one} and {other} agree on {same} of {shared} {noun} ({share}\u{a0}%)")
        }
    }
}

fn axes() -> impl Strategy<Value = Axis> {
    prop_oneof![Just(Axis::Sources), Just(Axis::Holders)]
}

fn table(nodes: &[Node]) -> Option<&Element> {
    all(nodes, &|element| is_of(element, "pairs")).first().copied()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Everybody who shares something stands in the table once, down as across, and every place says
    /// what is counted by name, however it is read.
    #[test]
    fn every_pair_is_what_is_counted_by_name(
        Drawn(mut file) in corpora(), axis in axes(), are_reports_silent in any::<bool>(),
    ) {
        if are_reports_silent {
            let arguments = file.sources.iter_mut().flat_map(|source| &mut source.arguments);
            arguments.filter(|row| row.holder.is_some()).for_each(|row| row.stances.clear());
        }
        let library = large(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let positions = positions(&file, axis);
        let ground = |one: &str, other: &str| common_ground(&positions[one], &positions[other]);
        let shares = |one: &&str| positions.keys().any(|other| other != one && ground(one, other).1 > 0);
        let expected: BTreeSet<&str> = positions.keys().copied().filter(shares).collect();
        let Some(table) = table(&nodes) else {
            prop_assert!(expected.is_empty());
            return Ok(());
        };
        // Whoever takes a report for a source's own stance is told that it counts.
        let reports = said(&file).iter().any(|said| said.stance.is_some() && is_report(said));
        let how = texts(&nodes, &|element| is_of(element, "how")).concat();
        prop_assert_eq!(how.contains("only reports"), reports && axis == Axis::Sources);
        let heads = all(&table.children, &|element| attr(element, "role") == Some("columnheader"));
        let names: Vec<&str> = heads[1..].iter().map(|head| head.key.as_str()).collect();
        prop_assert_eq!(names.iter().copied().collect::<BTreeSet<_>>(), expected.clone());
        prop_assert_eq!(names.len(), expected.len());
        let rows = all(&table.children, &|element| element.key.starts_with("row "));
        let keys: Vec<String> = names.iter().map(|name| format!("row {name}")).collect();
        prop_assert_eq!(rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), keys);
        for (row, &one) in rows.iter().zip(&names) {
            let cells = all(&row.children, &|element| attr(element, "role") == Some("gridcell"));
            prop_assert_eq!(cells.len(), names.len());
            for (cell, &other) in cells.into_iter().zip(&names) {
                let shown = texts(&cell.children, &|element| is_of(element, "drawn")).concat();
                let hidden = texts(&cell.children, &|element| is_of(element, "hidden")).concat();
                let (one_label, other_label) = (label(&file, one), label(&file, other));
                if one == other {
                    prop_assert_eq!((shown.as_str(), hidden), ("—", one_label));
                    continue;
                }
                let (same, shared) = ground(one, other);
                prop_assert_eq!(hidden, sentence(&one_label, &other_label, (same, shared)));
                prop_assert_eq!(is_of(cell, "few"), (1..5).contains(&shared));
                prop_assert_eq!(attr(cell, "data-go").is_some(), shared > 0);
                if shared == 0 {
                    prop_assert_eq!(shown.as_str(), "·");
                    continue;
                }
                let share = same as f64 / shared as f64;
                prop_assert_eq!(shown, format!("{}{shared}", (share * 100.0).round()));
                let bar = all(&cell.children, &|element| element.tag == "path");
                let length = format!("M0 0H{}V60H0Z", (share * 600.0).round());
                prop_assert_eq!(attr(bar[0], "d"), Some(length.as_str()));
                let links = all(&cell.children, &|element| element.tag == "a");
                prop_assert_eq!(attr(links[0], "href"), attr(cell, "data-go"));
                prop_assert!(attr(cell, "data-row").is_none() && attr(cell, "data-column").is_none());
            }
        }
    }

    /// Above it stand those who agree most and those who are most often on opposite sides, of all who
    /// share enough.
    #[test]
    fn the_closest_and_the_most_opposed_are_found(Drawn(file) in corpora(), axis in axes()) {
        let library = large(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let positions = positions(&file, axis);
        let mut pairs = Vec::new();
        for (one, its) in &positions {
            for (other, theirs) in positions.range(..*one) {
                pairs.push(([label(&file, one), label(&file, other)], sides(its, theirs)));
            }
        }
        let most = pairs.iter().map(|(_, [.., shared])| *shared).max().unwrap_or(0);
        pairs.retain(|(_, [.., shared])| *shared >= most.clamp(1, 10));
        let part = |number: usize, shared: usize| format!("{number} of {shared} {} ({:.0}\u{a0}%)",
            if shared == 1 { "proposition" } else { "propositions" },
            (number as f64 / shared as f64 * 100.0).round());
        let sections: Vec<&Element> = all(&nodes, &|element| is_of(element, "extremes"))
            .into_iter()
            .flat_map(|both| all(&both.children, &|element| element.tag == "section"))
            .collect();
        for (title, way, verb) in [("Closest", 0, "agree on"), ("Most opposed", 1, "are on opposite sides on")] {
            // Every pair of which more is so than not, what it would say, and its rank.
            let mut known = BTreeMap::new();
            let mut ranks = Vec::new();
            for ([one, other], counts) in &pairs {
                if counts[way] > counts[1 - way] {
                    let rank = (counts[way] as f64 / counts[2] as f64, counts[2]);
                    let said = part(counts[way], counts[2]);
                    known.insert(format!("{one} and {other} {verb} {said}"), rank);
                    known.insert(format!("{other} and {one} {verb} {said}"), rank);
                    ranks.push(rank);
                }
            }
            ranks.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
            ranks.truncate(5);
            let list = sections.iter().find(|section| text(section).starts_with(title));
            let said = list.map(|list| texts(&list.children, &|element| element.tag == "li")).unwrap_or_default();
            prop_assert!(said.iter().all(|sentence| known.contains_key(sentence)), "{:?} of {:?}", said, known);
            prop_assert_eq!(said.iter().map(|sentence| known[sentence]).collect::<Vec<_>>(), ranks);
            prop_assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len(), "no pair twice");
        }
    }

    /// A window has of the table just its rows and columns, each place with the index it has in all.
    #[test]
    fn only_what_is_in_sight_of_the_pairs_is_drawn(
        Drawn(file) in corpora(), axis in axes(), rows in 0..8_usize, columns in 0..8_usize, size in 0..5_usize,
    ) {
        let library = large(&file);
        let view = view(Table::Agreement, axis);
        let (all_of, some) = (whole(&library, &view), (rows..rows + size, columns..columns + size));
        let part = paint(&library, &view, some.0.clone(), some.1.clone());
        let (Some(all_of), Some(part)) = (table(&all_of), table(&part)) else { return Ok(()) };
        let number = figure(all_of, "data-lines");
        let (rows, columns) = (window(&some.0, number), window(&some.1, number));
        for (name, value) in [
            ("data-lines", number), ("data-from", rows.start), ("data-to", rows.end),
            ("data-columns", number), ("data-first", columns.start), ("data-last", columns.end),
            ("aria-rowcount", number + 1), ("aria-colcount", number + 1),
        ] {
            prop_assert_eq!(figure(part, name), value, "{}", name);
        }
        let at = |place: &Element| (figure(place, "data-r"), figure(place, "data-c"));
        let is_place = |element: &Element| attr(element, "data-r").is_some();
        let in_sight = |place: &&Element| {
            let (r, c) = at(place);
            (r == 0 || rows.contains(&(r - 1))) && (c == 0 || columns.contains(&(c - 1)))
        };
        let expected: Vec<&Element> = all(&all_of.children, &is_place).into_iter().filter(in_sight).collect();
        let drawn = all(&part.children, &is_place);
        prop_assert_eq!(&drawn, &expected);
        for place in drawn {
            prop_assert_eq!(figure(place, "aria-colindex"), at(place).1 + 1);
            prop_assert_eq!(attr(place, "tabindex"), Some(if at(place) == (0, 0) { "0" } else { "-1" }));
        }
        let lines = |which: &str| {
            let spaces = all(&part.children, &|element| attr(element, which).is_some());
            figure(spaces[0], "data-lines")
        };
        prop_assert_eq!(lines("data-before") + lines("data-after"), number - rows.len());
        for row in all(&part.children, &|element| element.tag == "tr" && attr(element, "aria-rowindex").is_some()) {
            prop_assert_eq!(figure(row, "aria-rowindex"), at(all(&row.children, &is_place)[0]).0 + 1);
            // The places that are not drawn keep their room.
            let width: usize = row.children.iter().map(|child| match child {
                Node::Element(cell) => attr(cell, "colspan").map_or(1, |span| span.parse().expect("a number")),
                Node::Text(_) => 0,
            }).sum();
            prop_assert_eq!(width, number + 1);
        }
    }

    /// The link in a place shows the two alone.
    #[test]
    fn a_place_leads_to_the_two(Drawn(file) in corpora(), axis in axes()) {
        let library = large(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let Some(table) = table(&nodes) else { return Ok(()) };
        let heads = all(&table.children, &|element| attr(element, "role") == Some("columnheader"));
        let cells = all(&table.children, &|element| {
            attr(element, "role") == Some("gridcell") && attr(element, "data-go").is_some()
        });
        for cell in cells.into_iter().take(6) {
            let name = |at: &str| heads[figure(cell, at)].key.as_str();
            let two = BTreeSet::from([name("data-r"), name("data-c")]);
            let to: View = attr(cell, "data-go").unwrap_or_default().parse().expect("a link");
            let shown = Shown::new(&library, to);
            prop_assert_eq!(shown.view.table, Table::Marks);
            let columns: Vec<String> =
                shown.matrix.columns.iter().map(|key| key.name(&library.corpus)).collect();
            prop_assert_eq!(columns.iter().map(String::as_str).collect::<BTreeSet<_>>(), two);
        }
    }
}
