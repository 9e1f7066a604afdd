//! Guards that the second program's windows show of grid and list what the first program draws whole: the
//! same places at the same positions, nothing else, and room for the rest.

mod common;

use std::collections::BTreeSet;
use std::ops::Range;

use common::painted::{all, attr, figure, large, nfkd, text};
use common::{Drawn, corpora, load};
use proptest::prelude::*;
use proptest::sample::select;
use standpoint::link::{Grouping, Page, View};
use standpoint::markup::{Around, Element, Extent, Lens, Library, Node, Shown, screen};
use standpoint::matrix::{Axes, Axis};

fn paint(library: &Library, view: &View, extent: &Extent) -> Vec<Node> {
    let shown = Shown::new(library, view.clone());
    screen(&shown.scene(library), &Around::default(), &[], extent)
}

/// All elements that have an attribute, in the order of the page, each with its value.
fn having<'a>(nodes: &'a [Node], name: &str) -> Vec<(&'a Element, &'a str)> {
    let found = all(nodes, &|element| attr(element, name).is_some()).into_iter();
    found.filter_map(|element| Some((element, attr(element, name)?))).collect()
}

/// A place of the grid: where it is, what it stands for, what it leads to, what it says.
type Place = ((usize, usize), [Option<String>; 3], String);

fn places(nodes: &[Node]) -> Vec<Place> {
    let place = |(place, _): (&Element, &str)| {
        let names = ["data-row", "data-column", "data-fold"].map(|name| attr(place, name).map(str::to_owned));
        ((figure(place, "data-r"), figure(place, "data-c")), names, text(place))
    };
    having(nodes, "data-r").into_iter().map(place).collect()
}

fn axes() -> impl Strategy<Value = Axes> {
    let pairs = Axis::ALL.into_iter().flat_map(|rows| Axis::ALL.map(|columns| Axes::new(rows, columns)));
    select(pairs.flatten().collect::<Vec<_>>())
}

fn window() -> impl Strategy<Value = Range<usize>> {
    (0..30_usize, 0..12_usize).prop_map(|(from, size)| from..from + size)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_of_the_grid_is_a_part_of_the_grid(
        Drawn(file) in corpora(), axes in axes(), rows in window(), columns in window(), folds in any::<bool>(),
    ) {
        let mut view = View { axes, ..View::default() };
        if folds {
            view.folded.insert(file.codebook.issues[0].id.clone());
        }
        let all = places(&paint(&Library::new(load(&file), nfkd), &view, &Extent::WHOLE));
        let sight = Extent::Sight(Lens { rows: rows.clone(), columns: columns.clone(), ..Lens::default() });
        let page = paint(&large(&file), &view, &sight);
        let Some(&(table, _)) = having(&page, "data-columns").first() else {
            prop_assert!(all.is_empty());
            return Ok(());
        };
        let last = (figure(table, "aria-rowcount") - 1, figure(table, "aria-colcount") - 1);
        let farthest = |way: fn(&Place) -> usize| all.iter().map(way).max();
        prop_assert_eq!((farthest(|place| place.0.0), farthest(|place| place.0.1)), (Some(last.0), Some(last.1)));
        // Heads and the spread are always there.
        let in_sight = |(r, c): (usize, usize)| {
            (r == 0 || rows.contains(&(r - 1))) && (c == 0 || c == last.1 || columns.contains(&(c - 1)))
        };
        let expected: Vec<Place> = all.into_iter().filter(|place| in_sight(place.0)).collect();
        prop_assert_eq!(places(&page), expected);
        for (row, index) in having(&page, "aria-rowindex") {
            let first = having(&row.children, "data-r")[0].0;
            prop_assert_eq!(index.parse(), Ok(figure(first, "data-r") + 1));
            // What is not drawn keeps its room.
            let spans = row.children.iter().map(|child| match child {
                Node::Element(cell) => attr(cell, "colspan").map_or(1, |span| span.parse().expect("a number")),
                Node::Text(_) => 0,
            });
            prop_assert_eq!(spans.sum::<usize>(), last.1 + 1);
        }
    }

    #[test]
    fn a_window_of_the_list_is_a_part_of_the_list(
        Drawn(file) in corpora(),
        group in select(vec![Grouping::None, Grouping::Source, Grouping::Issue, Grouping::Proposition]),
        rows in window(),
    ) {
        let view = View { page: Page::Arguments, group, ..View::default() };
        let whole = paint(&Library::new(load(&file), nfkd), &view, &Extent::WHOLE);
        // Of the first program's list the lines as they stand: heads and cards.
        fn list(nodes: &[Node]) -> Option<&Element> {
            nodes.iter().find_map(|node| match node {
                Node::Element(element) if attr(element, "class") == Some("cards") => Some(element),
                Node::Element(element) => list(&element.children),
                Node::Text(_) => None,
            })
        }
        let lines = |list: &Element| -> Vec<String> {
            let is_line = |element: &&Element| attr(element, "class") != Some("space");
            let elements = list.children.iter().filter_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            });
            elements.filter(is_line).map(text).collect()
        };
        let sight = Extent::Sight(Lens { rows: rows.clone(), ..Lens::default() });
        let page = paint(&large(&file), &view, &sight);
        let (Some(all), Some(part)) = (list(&whole), list(&page)) else {
            prop_assert!(list(&whole).is_none() && list(&page).is_none());
            return Ok(());
        };
        let all = lines(all);
        let drawn = rows.start.min(all.len())..rows.end.min(all.len()).max(rows.start.min(all.len()));
        prop_assert_eq!(lines(part), &all[drawn.clone()]);
        prop_assert_eq!(
            [figure(part, "data-from"), figure(part, "data-to"), figure(part, "data-lines")],
            [drawn.start, drawn.end, all.len()]
        );
        let positions: BTreeSet<usize> =
            having(&part.children, "aria-posinset").iter().map(|(card, _)| figure(card, "aria-posinset")).collect();
        prop_assert!(positions.iter().all(|position| drawn.contains(&(position - 1))));
        prop_assert!(having(&part.children, "aria-setsize").iter().all(|(_, size)| size.parse() == Ok(all.len())));
    }

    #[test]
    fn who_cannot_find_all_in_the_page_is_told_where(
        Drawn(file) in corpora(),
        page in select(vec![Page::Arguments, Page::Sources, Page::Codebook]),
        rows in window(),
    ) {
        let view = View { page, ..View::default() };
        let sight = Extent::Sight(Lens { rows, ..Lens::default() });
        let nodes = paint(&large(&file), &view, &sight);
        let hints: Vec<String> = having(&nodes, "class")
            .iter().filter(|(_, class)| *class == "hint").map(|(hint, _)| text(hint)).collect();
        let is_whole = |(feed, lines): &(&Element, &str)| {
            figure(feed, "data-from") == 0 && Ok(figure(feed, "data-to")) == lines.parse()
        };
        let feeds = having(&nodes, "data-lines").into_iter().filter(|(one, _)| attr(one, "role") == Some("feed"));
        prop_assert_eq!(hints.len(), feeds.filter(|feed| !is_whole(feed)).count());
        // What is spoken of as above stands there.
        let has_search = having(&nodes, "id").iter().any(|(_, id)| *id == "search");
        prop_assert!(hints.iter().all(|hint| hint.contains("search above") == has_search), "{:?}", hints);
    }
}
