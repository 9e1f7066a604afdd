//! Guards the map and the order by likeness against computations by name from the written corpus.

mod common;

use std::collections::BTreeMap;

use common::{Drawn, corpora, load, said};
use proptest::prelude::*;
use standpoint::corpus::written::CorpusFile;
use standpoint::large::MORE;
use standpoint::large::map::{Geometry, map};
use standpoint::link::{Table, View};
use standpoint::markup::{Element, Lens, Library, Node, Shown};
use standpoint::matrix::{Likeness, Matrix, RowOrder};
use unicode_normalization::UnicodeNormalization;

fn shown(file: &CorpusFile, view: View) -> (Library, Shown) {
    let library = Library::with_more(load(file), |text| text.nfkd().collect(), &MORE);
    let shown = Shown::new(&library, view);
    (library, shown)
}

/// Every source's mean stance on every proposition, by their names.
fn means(file: &CorpusFile) -> BTreeMap<(String, String), f64> {
    let mut values: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    for said in said(file) {
        if let Some((proposition, value)) = said.stance {
            let place = (proposition.to_owned(), said.card.source.id.clone());
            values.entry(place).or_default().push(f64::from(value));
        }
    }
    values.into_iter().map(|(place, all)| (place, all.iter().sum::<f64>() / all.len() as f64)).collect()
}

fn names(library: &Library, matrix: &Matrix) -> (Vec<String>, Vec<String>) {
    let rows = matrix.rows.iter().map(|line| line.key.name(&library.corpus)).collect();
    (rows, matrix.columns.iter().map(|key| key.name(&library.corpus)).collect())
}

/// How alike two lines are, by what crosses them.
fn alike(one: &BTreeMap<&String, f64>, other: &BTreeMap<&String, f64>) -> f32 {
    let both: Vec<f64> =
        one.iter().filter_map(|(name, mean)| Some(1.0 - (mean - other.get(name)?).abs() / 4.0)).collect();
    let number = both.len() as f64;
    if both.is_empty() { 0.0 } else { (both.iter().sum::<f64>() / (number + 2.0)) as f32 }
}

/// Whether lines stand in an order that likeness by brute force gives.
fn is_ordered(before: &[String], after: &[String], crossings: &dyn Fn(&str) -> Vec<(String, f64)>) -> bool {
    let lines: Vec<Vec<(String, f64)>> = before.iter().map(|name| crossings(name)).collect();
    let lines: Vec<BTreeMap<&String, f64>> =
        lines.iter().map(|line| line.iter().map(|(name, mean)| (name, *mean)).collect()).collect();
    let order = Likeness::new(lines.len(), |one, other| alike(&lines[one], &lines[other])).order();
    order.into_iter().map(|at| &before[at]).eq(after.iter())
}

/// The corners of all rectangles of a path: left, top, width, height.
fn rects(path: &str) -> Vec<[usize; 4]> {
    let mut out = Vec::new();
    for part in path.split('M').filter(|part| !part.is_empty()) {
        let numbers: Vec<usize> = part
            .split(|letter: char| !letter.is_ascii_digit())
            .filter_map(|number| number.parse().ok())
            .collect();
        out.push([numbers[0], numbers[1], numbers[2], numbers[3]]);
    }
    out
}

fn svg(nodes: &[Node]) -> &Element {
    fn find(node: &Node) -> Option<&Element> {
        match node {
            Node::Element(element) if element.tag == "svg" => Some(element),
            Node::Element(element) => element.children.iter().find_map(find),
            Node::Text(_) => None,
        }
    }
    nodes.iter().find_map(find).expect("a map")
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    element.attributes.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
}

fn lens(width: usize, height: usize) -> Lens {
    Lens { width, height, ..Lens::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn lines_stand_beside_those_most_like_them(Drawn(file) in corpora()) {
        // The order of the codebook without its groups, as it is before anything is arranged.
        let (library, plain) = shown(&file, View::default());
        let (_, arranged) = shown(&file, View { order: RowOrder::Similar, ..View::default() });
        let ((rows, columns), (new_rows, new_columns)) =
            (names(&library, &plain.matrix), names(&library, &arranged.matrix));
        let means = means(&file);
        let of_row = |name: &str| means.iter().filter(|((row, _), _)| row == name).map(|((_, column), mean)| (column.clone(), *mean)).collect();
        let of_column = |name: &str| means.iter().filter(|((_, column), _)| column == name).map(|((row, _), mean)| (row.clone(), *mean)).collect();
        prop_assert!(is_ordered(&rows, &new_rows, &of_row), "{rows:?} became {new_rows:?}");
        prop_assert!(is_ordered(&columns, &new_columns, &of_column), "{columns:?} became {new_columns:?}");
        // What stands where two lines cross stays, and so does what a line holds.
        let (corpus, catalogue) = (&library.corpus, &library.catalogue);
        for line in &plain.matrix.rows {
            for &column in &plain.matrix.columns {
                let cell = |matrix: &Matrix| matrix.cell(corpus, catalogue, line.key, column);
                prop_assert_eq!(cell(&plain.matrix), cell(&arranged.matrix));
            }
            let arguments = |matrix: &Matrix| matrix.arguments(catalogue, line.key);
            prop_assert_eq!(arguments(&plain.matrix), arguments(&arranged.matrix));
        }
        for &column in &plain.matrix.columns {
            let arguments = |matrix: &Matrix| matrix.arguments(catalogue, column);
            prop_assert_eq!(arguments(&plain.matrix), arguments(&arranged.matrix));
        }
    }

    #[test]
    fn the_map_shows_every_sign_where_it_stands(Drawn(file) in corpora()) {
        let (library, shown) = shown(&file, View { table: Table::Map, ..View::default() });
        let (rows, columns) = names(&library, &shown.matrix);
        let nodes = map(&shown.scene(&library), &lens(1200, 800));
        let svg = svg(&nodes);
        let number = |name: &str| attribute(svg, name).parse::<usize>().expect("a number");
        prop_assert_eq!([number("data-per-row"), number("data-per-column")], [1, 1]);
        let mut drawn: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
        for child in &svg.children {
            let Node::Element(path) = child else { continue };
            let class = attribute(path, "class");
            if path.tag != "path" || class == "between" {
                continue;
            }
            for [x, y, _, high] in rects(attribute(path, "d")) {
                let (row, column) = ((y - number("data-top")) / number("data-step-y"), (x - number("data-left")) / number("data-step-x"));
                let middle = number("data-top") + row * number("data-step-y") + number("data-step-y") / 2;
                // The sign is the place: above the middle, below it, across it.
                let sign = if y + high <= middle { "above" } else if y >= middle { "below" } else { "across" };
                let tall = if high > number("data-step-y") / 3 { "tall" } else { "short" };
                let of = drawn.entry((rows[row].clone(), columns[column].clone())).or_default();
                of.extend([sign, if sign == "across" { "" } else { tall }, class]);
            }
        }
        let expected: BTreeMap<(String, String), Vec<&str>> = means(&file)
            .into_iter()
            .map(|(place, mean)| {
                let shape = match mean {
                    mean if mean > 1.2 => ["above", "tall", "a2"],
                    mean if mean > 0.0 => ["above", "short", "a1"],
                    mean if mean < -1.2 => ["below", "tall", "r2"],
                    mean if mean < 0.0 => ["below", "short", "r1"],
                    _ => ["across", "", "z"],
                };
                (place, shape.to_vec())
            })
            .collect();
        let classes = |all: &BTreeMap<(String, String), Vec<&str>>| -> Vec<((String, String), String, String)> {
            all.iter().map(|(place, shape)| (place.clone(), shape[0].to_owned(), shape[2].to_owned())).collect()
        };
        prop_assert_eq!(classes(&drawn), classes(&expected));
    }

    #[test]
    fn a_map_of_any_size_fits_and_points_back(
        rows in 1..4000_usize, columns in 1..3000_usize, width in 300..2000_usize, height in 300..1200_usize,
        at in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let geometry = Geometry::new(&lens(width, height), rows, columns);
        let (down, across) = geometry.cells();
        let right = geometry.from.0 + across * geometry.step.0;
        let bottom = geometry.from.1 + down * geometry.step.1;
        prop_assert!(right <= width * 10 && bottom <= height * 10, "{right} by {bottom} tenths");
        prop_assert!(down * across <= 60_000, "{} cells", down * across);
        // Every line is in one cell, and its cell is where the pointer finds it.
        let (row, column) = ((at.0 * rows as f64) as usize, (at.1 * columns as f64) as usize);
        let (cell, place) = (row / geometry.per.0, column / geometry.per.1);
        let x = geometry.from.0 + place * geometry.step.0 + geometry.step.0 / 2;
        let y = geometry.from.1 + cell * geometry.step.1 + geometry.step.1 / 2;
        prop_assert_eq!(geometry.spot(x, y), Some((cell * geometry.per.0, place * geometry.per.1)));
        prop_assert_eq!(geometry.spot(geometry.from.0 - 1, y), None);
        prop_assert_eq!(geometry.spot(right, y), None);
    }
}
