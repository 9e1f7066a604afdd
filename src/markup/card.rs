//! An argument as a card.

use super::mark::stance_mark;
use super::node::{Element, Node, el};
use super::scene::Scene;
use super::words;
use crate::corpus::written::Csl;
use crate::corpus::{Argument, ArgumentId, RelationKind, cite};
use crate::link::{Open, Page};

/// The side of an argument that its edge shows: the sign of all its stances, if they have one.
fn side(scene: &Scene, argument: ArgumentId) -> &'static str {
    let (mut up, mut down) = (false, false);
    for statement in scene.corpus().stances_of(argument) {
        up |= statement.stance.value() > 0;
        down |= statement.stance.value() < 0;
    }
    match (up, down) {
        (true, false) => " for",
        (false, true) => " against",
        (true, true) => " both",
        (false, false) => "",
    }
}

/// The link that shows an argument in its source.
pub fn in_source(scene: &Scene, argument: ArgumentId) -> String {
    let row = &scene.corpus().arguments[argument];
    scene.link_to(&|view| {
        view.page = Page::Sources;
        view.source = Some(scene.corpus().sources[row.source].name.clone());
        view.open = Some(Open::Argument(row.name.clone()));
    })
}

/// The link to one argument alone.
pub fn alone(scene: &Scene, row: &Argument) -> String {
    scene.link_to(&|view| {
        view.page = Page::Arguments;
        view.open = Some(Open::Argument(row.name.clone()));
    })
}

/// A button that the screen gives its meaning by what `data-do` says.
pub fn button(does: &'static str, what: &str, text: &str) -> Element {
    el("button").attr("type", "button").attr("data-do", does).attr("data-what", what).with(text)
}

/// A link.
pub fn link(to: impl Into<String>, text: impl Into<Node>) -> Element {
    el("a").attr("href", to).with(text)
}

/// A link that leads away from the app.
fn away(to: impl Into<String>, text: &str) -> Element {
    link(to, text).class("outside").attr("rel", "noopener noreferrer").attr("target", "_blank")
}

/// An address outside, opened only if it is of a kind that leads to a page.
pub fn outside(record: &Csl, text: &str) -> Element {
    match record.url.as_ref().filter(|url| cite::opens(url)) {
        Some(url) => away(url.as_str(), text).attr("dir", "auto"),
        None => el("span").attr("dir", "auto").with(text),
    }
}

/// One argument as a card.
pub fn card(scene: &Scene, argument: ArgumentId) -> Element {
    let corpus = scene.corpus();
    let row = &corpus.arguments[argument];
    let at = matches!(&scene.view.open, Some(Open::Argument(name)) if *name == row.name);
    let class = format!("card{}{}", side(scene, argument), if at { " at" } else { "" });
    let related: Vec<_> = corpus.related(argument).collect();
    el("article")
        .class(class)
        .attr("data-argument", row.name.as_str())
        .key(row.name.as_str())
        .with(meta(scene, argument))
        .with(scene.text("p", &row.claim).class("claim"))
        .with_some(stances(scene, argument))
        .with_some(evidence(scene, row))
        .with_some(place(scene, argument))
        .with(
            el("p")
                .class("actions")
                .with(link(in_source(scene, argument), words::FIND_IN_SOURCE))
                .with_some(published(&corpus.sources[row.source].record, row))
                .with(button("copy-link", &alone(scene, row), words::COPY_LINK))
                .with(button("cite", &corpus.sources[row.source].name, words::CITE)),
        )
        .with_some((!related.is_empty()).then(|| relations(scene, row, related)))
}

/// The passage on the publisher's page, where that has an address.
fn published(record: &Csl, row: &Argument) -> Option<Element> {
    let address = cite::passage(record, &row.anchor.start, &row.anchor.end)?;
    Some(away(address, words::ON_PAGE))
}

pub(super) fn meta(scene: &Scene, argument: ArgumentId) -> Element {
    let corpus = scene.corpus();
    let row = &corpus.arguments[argument];
    let tag = |class: &str, text: String| el("span").class(class).with(text);
    // What is the same on every card tells nothing.
    let role = (corpus.roles.len() > 1).then(|| tag("tag", corpus.roles[row.role].label.clone()));
    let certainty = (corpus.certainties.len() > 1)
        .then(|| el("span").with(corpus.certainties[row.certainty].label.as_str()));
    el("p")
        .class("meta")
        .with(scene.text("span", &corpus.sources[row.source].short).class("from"))
        .with_some(role)
        .with_some(words::reported(corpus, argument).map(|text| tag("tag reported", text)))
        .with_some(certainty)
        .with_some(row.time.map(|time| el("span").with(time.to_string())))
}

pub(super) fn stances(scene: &Scene, argument: ArgumentId) -> Option<Element> {
    let corpus = scene.corpus();
    let reported = corpus.is_reported(argument);
    let rows: Vec<Node> = corpus
        .stances_of(argument)
        .iter()
        .map(|statement| {
            let proposition = &corpus.propositions[statement.proposition];
            let to = scene.link_to(&|view| view.open = Some(Open::Row(proposition.name.clone())));
            let label = corpus.scale[statement.stance.index()].label.as_str();
            let text = scene.text("a", &proposition.text).attr("href", to);
            el("li")
                .with(stance_mark(statement.stance, reported))
                .with(el("span").with(el("b").with(label)).with(" ").with(text))
                .into()
        })
        .collect();
    (!rows.is_empty()).then(|| el("ul").class("stances").with_all(rows))
}

pub(super) fn evidence(scene: &Scene, row: &Argument) -> Option<Element> {
    let rows: Vec<Node> = row
        .evidence
        .iter()
        .map(|evidence| {
            let item = el("li")
                .with(el("span").class("kind").with(evidence.kind.as_str()))
                .with(" ")
                .with(scene.text("span", &evidence.text));
            match evidence.reference.map(|reference| &scene.corpus().references[reference]) {
                Some(record) => item.with(": ").with(outside(record, &cite::short(record))).into(),
                None => item.into(),
            }
        })
        .collect();
    (!rows.is_empty()).then(|| el("ul").class("evidence").with_all(rows))
}

/// Where it stands in its source, if anything is known of that.
pub(super) fn place(scene: &Scene, argument: ArgumentId) -> Option<Element> {
    let row = &scene.corpus().arguments[argument];
    if !scene.corpus().sources[row.source].has_text() {
        return None;
    }
    let section = scene.corpus().section(argument);
    let mut text = words::place(row.place.block, row.place.first, row.place.last);
    if !row.anchor.start.is_empty() {
        text.push_str(&words::ends(&row.anchor.start, &row.anchor.end));
    }
    let out = el("p").class("place");
    Some(if section.is_empty() {
        out.with(text)
    } else {
        out.with(el("span").attr("dir", "auto").with(section)).with(", ").with(text)
    })
}

/// What other arguments do to this one and it to them; those of other sources first.
fn relations(scene: &Scene, row: &Argument, mut related: Vec<(RelationKind, ArgumentId, bool)>) -> Element {
    let corpus = scene.corpus();
    let own = |other: ArgumentId| corpus.arguments[other].source == row.source;
    let count = related.len();
    let (others, same): (Vec<_>, Vec<_>) = related.drain(..).partition(|(_, other, _)| !own(*other));
    let rows = others.into_iter().chain(same).map(|(kind, other, from_here)| {
        let other = &corpus.arguments[other];
        // Where a panel can open, what narrows the page stays.
        let to = match scene.view.page {
            Page::Sources => alone(scene, other),
            _ => scene.link(&|view| view.open = Some(Open::Argument(other.name.clone()))),
        };
        el("li")
            .with(el("span").class("tag").with(words::relation(kind, from_here)))
            .with(" ")
            .with(el("b").with(corpus.sources[other.source].short.as_str()))
            .with(" ")
            .with(link(to, other.claim.as_str()).attr("dir", "auto"))
            .into()
    });
    el("details")
        .class("related")
        .with(el("summary").with(words::related(count)))
        .with(el("ul").with_all(rows.collect()))
}
