//! What is open beside the page: the cards of a cell, a row, a column, or one argument.

use super::card::{button, card, link};
use super::mark::spread_mark;
use super::node::{Element, Node, el};
use super::scene::Scene;
use super::words;
use crate::corpus::{ArgumentId, PropositionId, SourceId, cite};
use crate::link::{Open, Page};
use crate::matrix::Key;
use crate::query::Facet;

/// The panel, if anything is open.
pub fn panel(scene: &Scene) -> Option<Element> {
    let corpus = scene.corpus();
    let axes = scene.view.axes;
    let row = |name: &str| Key::find(axes.rows(), corpus, name);
    let column = |name: &str| Key::find(axes.columns(), corpus, name);
    let mut class = "panel";
    let content = match scene.view.open.as_ref()? {
        Open::Cell { row: at, column: of } => cell_cards(scene, row(at)?, column(of)?),
        Open::Row(name) | Open::Column(name) => {
            let key = if matches!(scene.view.open, Some(Open::Row(_))) { row(name)? } else { column(name)? };
            match key {
                Key::Proposition(proposition) => {
                    class = "panel wide";
                    for_and_against(scene, proposition)
                }
                Key::Source(source) => source_cards(scene, source),
                key => line_cards(scene, key),
            }
        }
        Open::Argument(name) => {
            let argument = corpus.arguments.find(name)?;
            vec![head(words::ARGUMENT), card(scene, argument).into()]
        }
    };
    let close = button("close", "", "✕").class("close quiet").attr("aria-label", words::CLOSE);
    // The key makes another panel another element, which begins at its top.
    let panel = el("aside")
        .attr("id", "panel")
        .class(class)
        .attr("tabindex", "-1")
        .key(scene.link_to(&|view| view.open.clone_from(&scene.view.open)));
    Some(panel.attr("aria-labelledby", HEAD).with(close).with_all(content))
}

/// So many cards stand in a panel, or in a part of it.
const MOST: usize = 200;

fn cards(scene: &Scene, arguments: &[ArgumentId]) -> Vec<Node> {
    let rest = arguments.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| sub(words::more(rest) + words::IN_LIST));
    arguments.iter().take(MOST).map(|&argument| card(scene, argument).into()).chain(rest).collect()
}

/// The id of what names the panel.
const HEAD: &str = "opened";

fn head(text: &str) -> Node {
    el("h2").attr("id", HEAD).attr("dir", "auto").with(text).into()
}

fn sub(text: String) -> Node {
    el("p").class("sub").with(text).into()
}

/// A word on what the filters leave out here.
fn narrowed(scene: &Scene) -> Option<Node> {
    scene.is_narrowed().then(|| sub(words::ONLY_FILTERED.into()))
}

fn cell_cards(scene: &Scene, row: Key, column: Key) -> Vec<Node> {
    let corpus = scene.corpus();
    let cell = scene.matrix.cell(corpus, &scene.library.catalogue, row, column).unwrap_or_default();
    let all = scene.link(&|view| view.open = Some(Open::Row(row.name(corpus))));
    let mut out = vec![head(&row.label(corpus)), sub(words::cell(corpus, column, &cell))];
    out.extend(narrowed(scene));
    if cell.arguments.is_empty() {
        let about_source = matches!((row, column), (Key::Proposition(_), Key::Source(_)));
        let text =
            if about_source { words::silence(&column.label(corpus)) } else { words::NOTHING_HERE.into() };
        out.push(el("p").class("nothing").with(text).into());
    }
    out.extend(cards(scene, &cell.arguments));
    out.push(el("p").class("sub").with(link(all, words::WHOLE_ROW)).into());
    out
}

/// Everything a row or column holds, in order.
fn line_cards(scene: &Scene, key: Key) -> Vec<Node> {
    let arguments = scene.matrix.arguments(&scene.library.catalogue, key);
    let number = words::arguments(arguments.len());
    let mut out =
        vec![head(&key.label(scene.corpus())), sub(format!("{}, {number}", words::axis_one(key.axis())))];
    out.extend(narrowed(scene));
    out.extend(cards(scene, &arguments));
    out
}

/// A proposition with all its arguments, for beside against.
fn for_and_against(scene: &Scene, proposition: PropositionId) -> Vec<Node> {
    let corpus = scene.corpus();
    let row = &corpus.propositions[proposition];
    let key = Key::Proposition(proposition);
    let arguments = scene.matrix.arguments(&scene.library.catalogue, key);
    let value = |argument: ArgumentId| {
        let mut stances = corpus.stances_of(argument).iter();
        stances
            .find(|statement| statement.proposition == proposition)
            .map_or(0, |statement| statement.stance.value())
    };
    let side = |class: &str, title: &str, wanted: &dyn Fn(i8) -> bool| -> Element {
        let chosen: Vec<ArgumentId> = arguments.iter().copied().filter(|&id| wanted(value(id))).collect();
        let title = el("h3").with(title).with(" ").with(el("small").with(chosen.len().to_string()));
        let nobody = chosen.is_empty().then(|| el("p").class("nothing").with(words::NOBODY));
        el("section").class(class).with(title).with_some(nobody).with_all(cards(scene, &chosen))
    };
    let mut sides = el("div").class("sides").with(side("for", words::FOR, &|value| value > 0)).with(side(
        "against",
        words::AGAINST,
        &|value| value < 0,
    ));
    if arguments.iter().any(|&id| value(id) == 0) {
        sides = sides.with(side("torn", words::TORN, &|value| value == 0));
    }
    let issue = &corpus.issues[row.issue].label;
    let mut out = vec![head(&row.text), sub(format!("{issue}, {}", words::arguments(arguments.len())))];
    let spread = scene.matrix.rows.iter().find(|line| line.key == key).and_then(|line| line.spread);
    if let Some(spread) = spread {
        let text = words::spread(&spread, scene.matrix.sources);
        out.push(el("p").class("sub").with(spread_mark(&spread)).with(text).into());
    }
    out.extend(narrowed(scene));
    out.push(sides.into());
    out
}

/// A source with its reference and arguments.
fn source_cards(scene: &Scene, source: SourceId) -> Vec<Node> {
    let row = &scene.corpus().sources[source];
    let page = scene.link_to(&|view| {
        view.page = Page::Sources;
        view.source = Some(row.name.clone());
    });
    let list = scene.link_to(&|view| {
        view.page = Page::Arguments;
        view.filters.add(Facet::Source, &row.name);
    });
    let arguments = scene.matrix.arguments(&scene.library.catalogue, Key::Source(source));
    let actions = el("p")
        .class("actions")
        .with(link(page, words::TO_SOURCE))
        .with(link(list, words::TO_LIST))
        .with(button("cite", &row.name, words::CITE));
    let mut out = vec![
        head(&row.short),
        el("p").class("reference").attr("dir", "auto").with(cite::plain(&row.record)).into(),
        actions.into(),
        sub(words::in_order(arguments.len())),
    ];
    out.extend(narrowed(scene));
    out.extend(cards(scene, &arguments));
    out
}

/// A place or head as the one that is open beside the page, if it is.
pub(super) fn mark_open(place: Element, scene: &Scene, this: &Open) -> Element {
    match scene.view.open.as_ref() == Some(this) {
        true => place.class("open").attr("aria-current", "true"),
        false => place,
    }
}
