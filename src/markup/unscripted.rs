//! The corpus for readers without scripts, search engines and text browsers: what the app shows
//! in pages and panels, as one document in order. The build writes it into the page below the
//! default matrix.
//!
//! An element's id is the link by which the app shows the same thing, so that the matrix's own
//! links lead here where no script runs.

use super::card::{alone, evidence, in_source, link, meta, outside, place, stances};
use super::mark::cell_mark;
use super::node::{Element, Node, el};
use super::plain::plain_table;
use super::scene::Scene;
use super::words;
use crate::corpus::{ArgumentId, IssueId, SourceId, cite};
use crate::link::{Open, Page, Table, View};
use crate::matrix::{Key, Line};
use crate::query::Facet;

/// The propositions with who says what, then every card with its source; the scene shows the
/// default view.
pub fn unscripted(scene: &Scene) -> Element {
    let corpus = scene.corpus();
    let issues = corpus.issues.ids().map(|issue| propositions(scene, issue).into()).collect();
    let sources = corpus.sources.ids().map(|id| source(scene, id).into()).collect();
    // What else the matrix can be shown as says the same as this.
    let tables = [Table::Plain, Table::Map, Table::Agreement, Table::Changes];
    let tables = tables.map(|table| target(scene, &|view| view.table = table).into()).to_vec();
    let by_proposition = el("section")
        .attr("id", id(scene.link_to(&|view| view.page = Page::Codebook)))
        .with(el("h2").with_all(tables).with(words::ISSUES))
        .with_all(issues);
    let by_source = el("section")
        .attr("id", id(scene.link_to(&|view| view.page = Page::Arguments)))
        .with(
            el("h2")
                .attr("id", id(scene.link_to(&|view| view.page = Page::Sources)))
                .with(words::page(Page::Arguments)),
        )
        .with_all(sources);
    let method = corpus.method.iter().map(|part| el("p").attr("dir", "auto").with(part.as_str()).into());
    let method = el("section").with(el("h2").with(words::METHOD)).with_all(method.collect());
    let matrix = el("section").with(el("h2").with(words::MATRIX)).with(plain_table(scene));
    el("div").class("unscripted").with(matrix).with(by_proposition).with(by_source).with(method)
}

/// The id that a link leads to.
fn id(link: String) -> String {
    link.trim_start_matches('#').to_owned()
}

/// A place that a link leads to.
fn target(scene: &Scene, change: &dyn Fn(&mut View)) -> Element {
    el("span").attr("id", id(scene.link_to(change)))
}

/// An issue with its propositions.
fn propositions(scene: &Scene, issue: IssueId) -> Element {
    let row = &scene.corpus().issues[issue];
    let lines = scene.matrix.rows.iter().filter(|line| line.group == Some(issue));
    let here = target(scene, &|view| view.filters.add(Facet::Issue, &row.name));
    el("section")
        .with(el("h3").attr("dir", "auto").with(here).with(row.label.as_str()))
        .with_all(lines.map(|line| proposition(scene, line).into()).collect())
}

/// A proposition with every source's stance and the cards that take it.
fn proposition(scene: &Scene, line: &Line) -> Element {
    let corpus = scene.corpus();
    let row = line.key.name(corpus);
    let cells = scene.cells(line);
    let cells = scene.matrix.columns.iter().zip(&cells).map(|(&column, cell)| {
        let open = Open::Cell { row: row.clone(), column: column.name(corpus) };
        let claims = cell.arguments.iter().map(|&argument| claim(scene, argument).into()).collect();
        el("li")
            .attr("id", id(scene.link_to(&|view| view.open = Some(open.clone()))))
            .with(cell_mark(cell))
            .with(" ")
            .with(words::cell(corpus, column, cell))
            .with(el("ul").with_all(claims))
            .into()
    });
    el("section")
        .attr("id", id(scene.link_to(&|view| view.open = Some(Open::Row(row.clone())))))
        .with(el("h4").attr("dir", "auto").with(line.key.label(corpus)))
        .with(el("ul").with_all(cells.collect()))
}

/// A claim that leads to its card.
fn claim(scene: &Scene, argument: ArgumentId) -> Element {
    let row = &scene.corpus().arguments[argument];
    el("li").with(link(alone(scene, row), row.claim.as_str()).attr("dir", "auto"))
}

/// A source's reference and its cards in reading order.
fn source(scene: &Scene, source: SourceId) -> Element {
    let corpus = scene.corpus();
    let row = &corpus.sources[source];
    let column = Key::Source(source).name(corpus);
    let cards = corpus.arguments_of(source).map(|argument| card(scene, argument).into()).collect();
    let own = scene.link_to(&|view| (view.page, view.source) = (Page::Sources, Some(row.name.clone())));
    el("section")
        .attr("id", id(own))
        .with(
            el("h3")
                .attr("dir", "auto")
                .with(target(scene, &|view| view.open = Some(Open::Column(column.clone()))))
                .with(row.short.as_str()),
        )
        .with(el("p").with(outside(&row.record, &cite::plain(&row.record))))
        .with_all(cards)
}

/// A card without what needs a script.
fn card(scene: &Scene, argument: ArgumentId) -> Element {
    let corpus = scene.corpus();
    let row = &corpus.arguments[argument];
    let related = corpus.related(argument).map(|(kind, other, from_here)| {
        let other = &corpus.arguments[other];
        let to = link(alone(scene, other), other.claim.as_str()).attr("dir", "auto");
        let kind = words::relation(kind, from_here);
        el("li").with(format!("{kind} {}: ", corpus.sources[other.source].short)).with(to).into()
    });
    let related: Vec<Node> = related.collect();
    // Links lead to it, whether it says something or not.
    let place = place(scene, argument).unwrap_or_else(|| el("p"));
    el("article")
        .class("card")
        .attr("id", id(alone(scene, row)))
        .with(meta(scene, argument))
        .with(el("p").class("claim").attr("dir", "auto").with(row.claim.as_str()))
        .with_some(stances(scene, argument))
        .with_some(evidence(scene, row))
        .with(place.attr("id", id(in_source(scene, argument))))
        .with_some((!related.is_empty()).then(|| el("ul").with_all(related)))
}
