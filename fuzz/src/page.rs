//! The screen as markup: what holds of it whatever the corpus says.

use std::sync::Arc;

use standpoint::corpus::cite;
use standpoint::link::{CardOrder, Grouping, Open, Page, Table, View, resolve};
use standpoint::markup::{Around, Element, Extent, Library, Located, Node, Scene, Shown, screen, unscripted};
use standpoint::matrix::{Axes, Axis, RowOrder};
use standpoint::query::Facet;

use crate::dice::Dice;

/// Some view of a corpus.
pub fn view(library: &Library, dice: &mut Dice) -> View {
    let corpus = &library.corpus;
    let mut view = View { page: Page::ALL[dice.below(4)], ..View::default() };
    let axes = Axes::new(Axis::ALL[dice.below(7)], Axis::ALL[dice.below(7)]);
    view.axes = axes.unwrap_or_default();
    view.table = if dice.one_in(4) { Table::Plain } else { Table::Marks };
    view.order = RowOrder::ALL[dice.below(RowOrder::ALL.len())];
    view.sort = CardOrder::ALL[dice.below(3)];
    view.group = Grouping::ALL[dice.below(4)];
    if dice.one_in(3) {
        let facet = Facet::ALL[dice.below(Facet::ALL.len())];
        if let Some(value) = dice.pick(library.catalogue.values(facet)) {
            view.filters.add(facet, value.name.as_str());
        }
    }
    let arguments: Vec<_> = corpus.arguments.iter().collect();
    if let (Some(argument), true) = (dice.pick(&arguments), dice.one_in(3)) {
        view.search = argument.claim.chars().take(dice.below(200)).collect();
    }
    let sources: Vec<_> = corpus.sources.iter().collect();
    view.source = dice.pick(&sources).map(|source| source.name.clone());
    view.folded = corpus.issues.iter().take(dice.below(2)).map(|issue| issue.name.clone()).collect();
    let mut shown = Shown::new(library, view.clone());
    // Centuries in quarters take as long to draw as hundreds of other cases.
    if shown.matrix.rows.len() * shown.matrix.columns.len() > 500 {
        view.axes = Axes::default();
        shown.turn(library, view.clone());
    }
    // What can be open is what the matrix shows.
    let rows: Vec<_> = shown.matrix.rows.iter().map(|line| line.key.name(corpus)).collect();
    let columns: Vec<_> = shown.matrix.columns.iter().map(|key| key.name(corpus)).collect();
    let (row, column) = (dice.pick(&rows).cloned(), dice.pick(&columns).cloned());
    view.open = match dice.below(5) {
        0 => row.zip(column).map(|(row, column)| Open::Cell { row, column }),
        1 => row.map(Open::Row),
        2 => column.map(Open::Column),
        3 => dice.pick(&arguments).map(|argument| Open::Argument(argument.name.clone())),
        _ => None,
    };
    view
}

/// The same of a view turned to as of a view made anew.
pub fn same(turned: &Shown, new: &Shown) {
    let found = |shown: &Shown| shown.found.as_ref().map(|found| (found.found.clone(), found.score.clone()));
    assert_eq!(turned.view, new.view);
    assert_eq!(found(turned), found(new));
    assert_eq!(turned.hits, new.hits);
    assert_eq!(turned.matrix, new.matrix);
}

/// What of the markup its HTML must show again.
#[derive(Default)]
struct Count {
    tags: usize,
    quotes: usize,
    links: Vec<String>,
    ids: Vec<String>,
}

fn look(node: &Node, count: &mut Count) {
    let Node::Element(element) = node else { return };
    let void = matches!(element.tag, "input" | "br" | "hr" | "meta" | "link");
    assert!(!["script", "iframe", "object", "embed", "style", "base"].contains(&element.tag));
    assert!(!void || element.children.is_empty());
    count.tags += if void { 1 } else { 2 };
    for (at, (name, value)) in element.attributes.iter().enumerate() {
        assert!(!name.starts_with("on") && *name != "style", "{name}=\"{value}\"");
        let again = element.attributes[..at].iter().any(|(other, _)| other == name);
        assert!(!again, "{} has {name} twice", element.tag);
        count.quotes += if value.is_empty() { 0 } else { 2 };
        if *name == "id" {
            count.ids.push(value.clone());
        }
        if *name == "href" {
            address(element, value);
            count.links.push(value.clone());
        }
    }
    element.children.iter().for_each(|child| look(child, count));
}

/// A link leads to a view or, in a window of its own, to a page outside.
fn address(element: &Element, value: &str) {
    let has = |name: &str, wanted: &str| element.attributes.iter().any(|(n, v)| *n == name && v == wanted);
    let outside = cite::opens(value) && has("rel", "noopener noreferrer") && has("target", "_blank");
    assert!(value.starts_with("#/") || value == "#main" || outside, "{value} is a link");
}

/// Draws a view and looks at what was drawn.
pub fn draw(scene: &Scene, around: &Around, copies: &[Arc<Located>], dice: &mut Dice) {
    let extent = if dice.one_in(4) { Extent::FIRST.more() } else { Extent::WHOLE };
    let nodes = screen(scene, around, copies, &extent);
    sound(scene, &nodes, dice);
}

/// Draws what readers without scripts get, and looks at it.
pub fn draw_unscripted(scene: &Scene, dice: &mut Dice) {
    sound(scene, &[unscripted(scene).into()], dice);
}

/// Whatever stands in the corpus, it is text; and links lead somewhere.
fn sound(scene: &Scene, nodes: &[Node], dice: &mut Dice) {
    let mut count = Count::default();
    nodes.iter().for_each(|node| look(node, &mut count));
    let html: String = nodes.iter().map(Node::to_html).collect();
    assert!(!html.contains("<script") && !html.contains("href=\"javascript:"));
    let signs = |sign: u8| html.bytes().filter(|&byte| byte == sign).count();
    assert_eq!((signs(b'<'), signs(b'>'), signs(b'"')), (count.tags, count.tags, count.quotes));
    count.ids.sort_unstable();
    let twice = count.ids.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "two elements of one id");
    if let Some(link) = dice.pick(&count.links).filter(|link| link.starts_with("#/")) {
        let view: View = link.parse().unwrap_or_else(|ignored| panic!("{link} ignores {ignored:?}"));
        let (_, unknown) = resolve(view, scene.corpus(), &scene.library.catalogue);
        assert_eq!(unknown, [], "{link}");
    }
}
