//! Guards the map and the order by likeness against computations by name from the written corpus.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::painted::{all, attr, large};
use common::{Drawn, corpora, said};
use proptest::prelude::*;
use standpoint::corpus::written::CorpusFile;
use standpoint::large::map::{Geometry, map};
use standpoint::link::{Table, View};
use standpoint::markup::{Element, Lens, Library, Node, Shown};
use standpoint::matrix::{Agreement, Axes, Axis, Likeness, Matrix, RowOrder};

fn shown(file: &CorpusFile, view: View) -> (Library, Shown) {
    let library = large(file);
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

/// Of every row and column that is crossed the lowest row that can be reached from it, by looking until
/// nothing changes.
fn parts(rows: &[String], means: &BTreeMap<(String, String), f64>) -> BTreeMap<String, usize> {
    let at = |name: &String| rows.iter().position(|row| row == name).expect("a row");
    let mut parts: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        let before = parts.clone();
        for (row, column) in means.keys() {
            let known = [parts.get(row), parts.get(column)].into_iter().flatten().min().copied();
            let least = known.unwrap_or(usize::MAX).min(at(row));
            parts.insert(row.clone(), least);
            parts.insert(column.clone(), least);
        }
        if parts == before {
            return parts;
        }
    }
}

/// Whether lines stand in an order that likeness by brute force gives, part after part.
fn is_ordered(
    before: &[String],
    after: &[String],
    parts: &BTreeMap<String, usize>,
    crossings: &dyn Fn(&str) -> Vec<(String, f64)>,
) -> bool {
    let lines: Vec<Vec<(String, f64)>> = before.iter().map(|name| crossings(name)).collect();
    let lines: Vec<BTreeMap<&String, f64>> =
        lines.iter().map(|line| line.iter().map(|(name, mean)| (name, *mean)).collect()).collect();
    let order = Likeness::new(lines.len(), |one, other| alike(&lines[one], &lines[other])).order();
    let mut names: Vec<&String> = order.into_iter().map(|at| &before[at]).collect();
    names.sort_by_key(|name| parts.get(*name).copied().unwrap_or(usize::MAX));
    names.into_iter().eq(after.iter())
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
    all(nodes, &|element| element.tag == "svg").first().expect("a map")
}

fn attribute<'a>(element: &'a Element, name: &str) -> &'a str {
    attr(element, name).unwrap_or_default()
}

fn lens(width: usize, height: usize) -> Lens {
    Lens { width, height, ..Lens::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn lines_stand_beside_those_most_like_them(Drawn(file) in corpora()) {
        // The order of the codebook without its groups, as it is before anything is arranged.
        let (library, plain) = shown(&file, View::default());
        let (_, arranged) = shown(&file, View { order: RowOrder::Similar, ..View::default() });
        let ((rows, columns), (new_rows, new_columns)) =
            (names(&library, &plain.matrix), names(&library, &arranged.matrix));
        let means = means(&file);
        let parts = parts(&rows, &means);
        let of_row = |name: &str| means.iter().filter(|((row, _), _)| row == name).map(|((_, column), mean)| (column.clone(), *mean)).collect();
        let of_column = |name: &str| means.iter().filter(|((_, column), _)| column == name).map(|((row, _), mean)| (row.clone(), *mean)).collect();
        prop_assert!(is_ordered(&rows, &new_rows, &parts, &of_row), "{rows:?} became {new_rows:?}");
        prop_assert!(is_ordered(&columns, &new_columns, &parts, &of_column), "{columns:?} became {new_columns:?}");
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
        // So does what is counted from it: whoever stands where, two agree as they did.
        let agreement = |matrix: &Matrix| Agreement::new(corpus, catalogue, matrix);
        let (before, after) = (agreement(&plain.matrix), agreement(&arranged.matrix));
        let place = |at: usize| arranged.matrix.columns.iter().position(|&key| key == plain.matrix.columns[at]);
        for (one, other) in (0..columns.len()).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let now = place(one).zip(place(other)).map(|(one, other)| after.of(one, other));
            let (was, now) = (before.of(one, other), now.expect("both columns"));
            prop_assert_eq!((was.shared, was.same), (now.shared, now.same));
            let near = |pair: standpoint::matrix::Pair| pair.nearness().unwrap_or(0.0);
            prop_assert!((near(was) - near(now)).abs() < 1e-9);
        }
    }

    /// Names are text in their own direction, whatever they contain, and what is cut can be read whole.
    #[test]
    fn names_stay_text(Drawn(mut file) in corpora(), width in 300..1600_usize, similar in any::<bool>()) {
        const EVIL: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;' \u{202e}\u{5d0}\u{5d1} 自由";
        for (at, row) in file.codebook.propositions.iter_mut().enumerate() {
            row.text = format!("{at}{EVIL}");
        }
        for (at, row) in file.codebook.issues.iter_mut().enumerate() {
            row.label = format!("issue {at}{EVIL}");
        }
        for (at, source) in file.sources.iter_mut().enumerate() {
            source.short = format!("s{at}{EVIL}");
        }
        let order = if similar { RowOrder::Similar } else { RowOrder::Codebook };
        let (library, shown) = shown(&file, View { table: Table::Map, order, ..View::default() });
        let (corpus, matrix) = (&library.corpus, &shown.matrix);
        let mut labels: BTreeSet<String> = matrix.rows.iter().map(|line| line.key.label(corpus)).collect();
        labels.extend(matrix.columns.iter().map(|key| key.label(corpus)));
        labels.extend(file.codebook.issues.iter().map(|issue| issue.label.clone()));
        let nodes = map(&shown.scene(&library), &lens(width, 800));
        let html: String = nodes.iter().map(Node::to_html).collect();
        prop_assert!(!html.contains("<script") && !html.contains("<img") && html.contains("</svg>"));
        prop_assert!(!html.contains("style="), "the page allows no style of an element");
        let mut names = 0;
        for child in &svg(&nodes).children {
            let Node::Element(text) = child else { continue };
            if text.tag != "text" {
                continue;
            }
            names += 1;
            prop_assert_eq!(attribute(text, "dir"), "auto");
            let (shown, whole) = match &text.children[..] {
                [Node::Text(shown)] => (shown.as_str(), shown.clone()),
                [Node::Text(shown), title @ Node::Element(_)] => {
                    (shown.strip_suffix('…').expect("the sign that it goes on"), title.text())
                }
                other => return Err(TestCaseError::fail(format!("{other:?}"))),
            };
            prop_assert!(labels.contains(&whole) && whole.starts_with(shown), "{} of {}", shown, whole);
        }
        prop_assert!(names > 0);
    }

    #[test]
    fn the_map_shows_every_sign_where_it_stands(Drawn(file) in corpora()) {
        let (library, shown) = shown(&file, View { table: Table::Map, ..View::default() });
        let (rows, columns) = names(&library, &shown.matrix);
        let nodes = map(&shown.scene(&library), &lens(1200, 800));
        let svg = svg(&nodes);
        let number = |name: &str| attribute(svg, name).parse::<usize>().expect("a number");
        prop_assert_eq!([number("data-per-row"), number("data-per-column")], [1, 1]);
        let [left, top, wide, high] =
            [number("data-left"), number("data-top"), number("data-step-x"), number("data-step-y")];
        // What is drawn in each place: its class, and how far it reaches over and under the middle line.
        type Place = (String, String);
        let mut drawn: BTreeMap<Place, Vec<(&str, i64, i64)>> = BTreeMap::new();
        let mut lined = BTreeSet::new();
        for child in &svg.children {
            let Node::Element(path) = child else { continue };
            let class = attribute(path, "class");
            if path.tag != "path" || class == "between" {
                continue;
            }
            for [x, y, width, height] in rects(attribute(path, "d")) {
                let (row, first) = ((y - top) / high, (x - left) / wide);
                prop_assert!(y >= top + row * high && y + height <= top + (row + 1) * high, "in its row");
                let middle = (top + row * high + high / 2) as i64;
                if class == "middle" {
                    // One line for all that stand side by side, through the middle of their row.
                    prop_assert_eq!([(x - left) % wide, width % wide], [0, 0]);
                    prop_assert!((y as i64 - middle).abs() <= 10 && (y + height) as i64 - middle <= 10);
                    for column in &columns[first..first + width / wide] {
                        prop_assert!(lined.insert((rows[row].clone(), column.clone())), "drawn once");
                    }
                } else {
                    prop_assert!(x + width <= left + (first + 1) * wide, "in its column");
                    let reach = (middle - y as i64, (y + height) as i64 - middle);
                    drawn.entry((rows[row].clone(), columns[first].clone())).or_default().push((class, reach.0, reach.1));
                }
            }
        }
        let mut values: BTreeMap<(String, String), Vec<i8>> = BTreeMap::new();
        for said in said(&file) {
            if let Some((proposition, value)) = said.stance {
                values.entry((proposition.to_owned(), said.card.source.id.clone())).or_default().push(value);
            }
        }
        prop_assert_eq!(&lined, &values.keys().cloned().collect(), "a line where anything stands");
        prop_assert_eq!(drawn.keys().collect::<Vec<_>>(), values.keys().collect::<Vec<_>>());
        for (place, values) in &values {
            let half = (high as f64 - 10.0) / 2.0;
            // The share of the statements of one sign, those with reservations by half; and their mark.
            let side = |sign: i8, strong: &'static str, weak: &'static str| {
                let of: Vec<i8> = values.iter().copied().filter(|value| value * sign > 0).map(i8::abs).collect();
                let sum = f64::from(of.iter().sum::<i8>());
                let class = if sum / of.len() as f64 >= 1.5 { strong } else { weak };
                (!of.is_empty()).then(|| (class, half * sum / (2 * values.len()) as f64))
            };
            let (up, down) = (side(1, "a2", "a1"), side(-1, "r2", "r1"));
            let found = &drawn[place];
            let tall = |height: f64, found: i64| (height - found as f64).abs() <= 1.0 || found == high as i64 / 8 && height <= found as f64;
            let is_above = |(class, height): (&str, f64)| found.iter().any(|&(of, over, under)| of == class && under == 0 && tall(height, over));
            let is_below = |(class, height): (&str, f64)| found.iter().any(|&(of, over, under)| of == class && over == 0 && tall(height, under));
            prop_assert!(up.is_none_or(is_above) && down.is_none_or(is_below), "{:?}: {:?}", values, found);
            prop_assert_eq!(found.len(), usize::from(up.is_some()) + usize::from(down.is_some()) + usize::from(up.is_none() && down.is_none()));
            if up.is_none() && down.is_none() {
                let (class, over, under) = found[0];
                prop_assert!(class == "z" && over > 0 && under > 0 && (over - under).abs() <= 1, "torn is across: {:?}", found);
            }
        }
    }

    /// Where several cells have one place, its bars are as high as the mean of theirs.
    #[test]
    fn places_of_several_cells_have_their_shares(Drawn(file) in corpora(), tight in 40..90_usize) {
        let view = View { axes: Axes::new(Axis::Propositions, Axis::Sources).expect("two axes"), table: Table::Map, ..View::default() };
        let (library, shown) = shown(&file, view);
        let (rows, columns) = names(&library, &shown.matrix);
        // The least room there is for rows is 40 pixels, less than eight of them need.
        let nodes = map(&shown.scene(&library), &lens(1200, tight));
        let svg = svg(&nodes);
        let number = |name: &str| attribute(svg, name).parse::<usize>().expect("a number");
        let per = number("data-per-row");
        prop_assert_eq!(per > 1, rows.len() * 7 > 40.max(tight - tight / 5));
        let (top, high) = (number("data-top"), number("data-step-y"));
        let mut bars: BTreeMap<(usize, usize, &str), usize> = BTreeMap::new();
        for child in &svg.children {
            let Node::Element(path) = child else { continue };
            let side = match attribute(path, "class") {
                "a1" | "a2" => "over",
                "r1" | "r2" => "under",
                _ => continue,
            };
            for [x, y, _, height] in rects(attribute(path, "d")) {
                let place = ((y - top) / high, (x - number("data-left")) / number("data-step-x"), side);
                prop_assert!(bars.insert(place, height).is_none(), "one bar a side");
            }
        }
        for (at, lines) in rows.chunks(per).enumerate() {
            for (column, source) in columns.iter().enumerate() {
                let (mut up, mut down, mut stated) = (0.0, 0.0, 0.0);
                for row in lines {
                    let of: Vec<f64> = said(&file).iter()
                        .filter(|said| said.card.source.id == *source)
                        .filter_map(|said| said.stance.filter(|(name, _)| name == row).map(|(_, value)| f64::from(value)))
                        .collect();
                    if !of.is_empty() {
                        stated += 1.0;
                        up += of.iter().map(|value| value.max(0.0) / 2.0).sum::<f64>() / of.len() as f64;
                        down -= of.iter().map(|value| value.min(0.0) / 2.0).sum::<f64>() / of.len() as f64;
                    }
                }
                for (side, sum) in [("over", up), ("under", down)] {
                    let expected = (sum > 0.0).then(|| (sum / stated * (high as f64 - 10.0) / 2.0).max(high as f64 / 8.0));
                    let found = bars.get(&(at, column, side)).map(|height| *height as f64);
                    prop_assert_eq!(found.is_some(), expected.is_some());
                    prop_assert!(found.zip(expected).is_none_or(|(found, expected)| (found - expected).abs() <= 1.0), "{:?} {:?}", found, expected);
                }
            }
        }
    }

    #[test]
    fn a_map_of_any_size_fits_and_points_back(
        rows in 1..4000_usize, columns in 1..3000_usize, width in 300..5000_usize, height in 300..3000_usize,
        at in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let geometry = Geometry::new(&lens(width, height), rows, columns);
        let (down, across) = geometry.cells();
        let right = geometry.from.0 + across * geometry.step.0;
        let bottom = geometry.from.1 + down * geometry.step.1;
        prop_assert!(right <= width * 10 && bottom <= height * 10, "{right} by {bottom} tenths");
        prop_assert!(down * across <= 25_000, "{} cells", down * across);
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
