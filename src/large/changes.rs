//! Who changed position.

use super::list::{CARDS, windowed};
use super::words;
use crate::corpus::Statement;
use crate::link::Open;
use crate::markup::card::{alone, in_source, link};
use crate::markup::mark::stance_mark;
use crate::markup::{Element, Lens, Node, Scene, el, words as common};
use crate::matrix::{Change, changes as find};

/// Who changed position: how many did, then each of them, what moved furthest first; of these only what
/// is in sight is drawn. What did not move is counted, not listed.
pub fn changes(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let (library, units) = (scene.library, &scene.hits.units);
    let found =
        library.changes.of(units, (), || find(&library.corpus, &library.catalogue, units, library.alike()));
    if found.is_empty() {
        return vec![el("p").class("nobody").with(words::NO_LATER).into()];
    }
    // What moved furthest comes first, what did not at the end.
    let moved = &found[..found.partition_point(|change| change.steps(scene.corpus()) != 0)];
    let crossed = moved.iter().filter(|change| crosses(scene, change)).count();
    let counted = el("p").class("how").with(words::changes(found.len(), moved.len(), crossed));
    let rest = if moved.is_empty() {
        vec![el("p").class("nobody").with(words::NO_CHANGE).into()]
    } else {
        windowed(CARDS, words::CHANGES, moved.len(), lens, &|at| card(scene, &moved[at]))
    };
    [counted.into()].into_iter().chain(rest).collect()
}

fn statement(scene: &Scene, at: usize) -> Statement {
    scene.corpus().statements[at]
}

/// Whether a stance went from one side to the other.
fn crosses(scene: &Scene, change: &Change) -> bool {
    let value = |at: usize| statement(scene, at).stance.value();
    value(change.before) * value(change.after) < 0
}

/// One change: who, on what, and the two statements beside each other.
fn card(scene: &Scene, change: &Change) -> Element {
    let corpus = scene.corpus();
    let (before, after) = (statement(scene, change.before), statement(scene, change.after));
    let holder = corpus.holder_label(change.holder);
    let label = |statement: Statement| corpus.scale[statement.stance.index()].label.as_str();
    let steps = change.steps(corpus);
    let is_same = before.proposition == after.proposition;
    let alike = (!is_same).then(|| el("span").class("tag").with(words::likeness(change.likeness)));
    let meta = el("p")
        .class("meta")
        .with(scene.text("span", holder).class("from"))
        .with(el("span").class("tag moved").with(words::moved(steps)))
        .with_some(alike);
    // It is of an earlier date, so in another source.
    let is_reported = [before, after].iter().any(|one| corpus.is_reported(one.argument));
    let sides = el("div")
        .class("before-after")
        .with(side(scene, words::BEFORE, before, !is_same))
        .with(side(scene, words::AFTER, after, !is_same));
    let argument = &corpus.arguments[after.argument];
    el("article")
        .class(format!("change card {}", if steps > 0 { "for" } else { "against" }))
        .attr("aria-label", words::change(holder, label(before), label(after)))
        .key(format!("{} {}", argument.name, corpus.propositions[after.proposition].name))
        .with(meta)
        .with_some(is_reported.then(|| el("p").class("sub").with(words::TWO_REPORTS)))
        .with_some(is_same.then(|| wording(scene, after)))
        .with(sides)
}

/// The proposition of a statement, with the link to all who speak on it.
fn wording(scene: &Scene, statement: Statement) -> Element {
    let proposition = &scene.corpus().propositions[statement.proposition];
    let to = scene.link_to(&|view| view.open = Some(Open::Row(proposition.name.clone())));
    el("p").class("question").with(scene.text("a", &proposition.text).attr("href", to))
}

/// One of the two statements; with its proposition where the other's is worded otherwise.
fn side(scene: &Scene, title: &str, statement: Statement, is_worded: bool) -> Element {
    let corpus = scene.corpus();
    let argument = &corpus.arguments[statement.argument];
    let source = &corpus.sources[argument.source];
    let label = corpus.scale[statement.stance.index()].label.as_str();
    let reported = common::reported(corpus, statement.argument);
    let stance = el("p")
        .class("stance")
        .with(stance_mark(statement.stance, reported.is_some()))
        .with(el("b").with(label))
        .with_some(reported.map(|text| el("span").class("tag reported").attr("dir", "auto").with(text)));
    let when = el("p").class("when").with(el("b").with(title)).with(", ").with(common::source_date(source));
    el("div")
        .with(when)
        .with_some(is_worded.then(|| wording(scene, statement)))
        .with(stance)
        .with(scene.text("p", &argument.claim).class("claim"))
        .with(scene.text("p", &source.short).class("place"))
        .with(
            el("p")
                .class("actions")
                .with(link(in_source(scene, statement.argument), common::FIND_IN_SOURCE))
                .with(link(alone(scene, argument), words::ALONE)),
        )
}
