//! The codebook: issues, propositions, scale, roles, rules, actors, each with its count.

use super::card::link;
use super::extent::Extent;
use super::mark::stance_mark;
use super::node::{Element, Node, el};
use super::scene::Scene;
use super::words;
use crate::corpus::{IssueId, Stance};
use crate::link::{Open, Page, View};
use crate::query::{Facet, Hits};

/// So many actors are listed.
const MOST_ACTORS: usize = 500;

/// The page. Its counts are of the whole corpus: the codebook describes that, not a view.
pub fn codebook_page(scene: &Scene, extent: &Extent) -> Vec<Node> {
    let corpus = scene.corpus();
    let book = Book { scene, all: scene.library.hits(&View::default(), None) };
    let ids: Vec<IssueId> = corpus.issues.ids().collect();
    let issues = match (extent.sight(), scene.library.more) {
        (Some(lens), Some(more)) => (more.feed)(words::ISSUES, ids.len(), lens, &|at| book.issue(ids[at])),
        _ => ids.iter().map(|&issue| book.issue(issue).into()).collect(),
    };
    let rows = |rows: &mut dyn Iterator<Item = Element>| -> Vec<Node> { rows.map(Node::from).collect() };
    let mut scale = Stance::ALL.into_iter().rev().map(|stance| {
        let step = &corpus.scale[stance.index()];
        let value = el("small").with(words::signed(f64::from(stance.value())));
        let term = el("dt").with(stance_mark(stance, false)).with(step.label.as_str()).with(" ").with(value);
        book.entry(term, &step.rule, Facet::Stance, &step.name)
    });
    let mut roles = corpus
        .roles
        .iter()
        .map(|row| book.entry(el("dt").with(row.label.as_str()), &row.rule, Facet::Role, &row.name));
    let mut certainties = corpus.certainties.iter().map(|row| {
        el("li").with(row.label.as_str()).with(" ").with(book.number(Facet::Certainty, &row.name))
    });
    let mut rules = corpus
        .rules
        .iter()
        .map(|row| el("div").with(el("dt").with(row.label.as_str())).with(el("dd").with(row.rule.as_str())));
    let mut actors = corpus.actors.iter().take(MOST_ACTORS).map(|row| {
        let item = el("li")
            .with(el("span").attr("dir", "auto").with(row.label.as_str()))
            .with(" ")
            .with(el("small").with(row.kind.as_str()))
            .with(words::CONCERNED_IN)
            .with(book.number(Facet::About, &row.name));
        match scene.library.catalogue.find(Facet::Holder, &row.name) {
            Some(_) => item.with(words::HOLDS).with(book.number(Facet::Holder, &row.name)),
            None => item,
        }
    });
    let others = corpus.actors.len().saturating_sub(MOST_ACTORS);
    let others = (others > 0).then(|| el("p").with(words::more(others)));
    let title = |text: &str| el("h2").with(text);
    let method =
        corpus.method.iter().map(|text| el("p").attr("dir", "auto").with(text.as_str()).into()).collect();
    let page = el("div")
        .class("book")
        .with(
            el("section")
                .class("wide")
                .with(title(words::ISSUES))
                .with(el("div").class("issues").with_all(issues)),
        )
        .with(el("section").with(title(words::SCALE)).with(el("dl").with_all(rows(&mut scale))))
        .with(el("section").with(title(words::RULES)).with(el("dl").with_all(rows(&mut rules))))
        .with(
            el("section")
                .with(title(words::ROLES))
                .with(el("dl").with_all(rows(&mut roles)))
                .with(title(words::CERTAINTY))
                .with(el("ul").with_all(rows(&mut certainties))),
        )
        .with(
            el("section")
                .with(title(words::ACTORS))
                .with(el("ul").with_all(rows(&mut actors)))
                .with_some(others),
        );
    let method = el("section").class("wide method").with(title(words::METHOD)).with_all(method);
    vec![page.with_some((!corpus.method.is_empty()).then_some(method)).into()]
}

struct Book<'a> {
    scene: &'a Scene<'a>,
    all: Hits,
}

impl Book<'_> {
    /// How many arguments a value has, as a link to them.
    fn number(&self, facet: Facet, name: &str) -> Element {
        let at = self.scene.library.catalogue.find(facet, name);
        let number = at.map_or(0, |at| self.all.counts[facet.index()][at]) as usize;
        let to = self.scene.link_to(&|view| {
            view.page = Page::Arguments;
            view.filters.add(facet, name);
        });
        link(to, words::arguments(number)).class("number")
    }

    fn entry(&self, term: Element, rule: &str, facet: Facet, name: &str) -> Element {
        el("div").with(term).with(el("dd").with(format!("{rule}. ")).with(self.number(facet, name)))
    }

    fn issue(&self, issue: IssueId) -> Element {
        let corpus = self.scene.corpus();
        let row = &corpus.issues[issue];
        let propositions = corpus.propositions_of(issue).map(|id| {
            let row = &corpus.propositions[id];
            let to = self.scene.link_to(&|view| view.open = Some(Open::Row(row.name.clone())));
            let text = link(to, row.text.as_str()).attr("dir", "auto");
            el("li").with(text).with(" ").with(self.number(Facet::Proposition, &row.name)).into()
        });
        let label = el("span").attr("dir", "auto").with(row.label.as_str());
        el("section")
            .with(el("h3").with(label).with(" ").with(self.number(Facet::Issue, &row.name)))
            .with(el("ol").with_all(propositions.collect()))
    }
}
