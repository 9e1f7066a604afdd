//! An argument as a card.

use std::sync::Arc;

use leptos::prelude::*;

use super::citation::Citing;
use super::mark::StanceMark;
use super::search::marked;
use crate::app::desk::{Desk, desk};
use crate::app::{browser, words};
use crate::corpus::{Argument, ArgumentId, RelationKind, Stance, cite};
use crate::link::{Open, Page, View};
use crate::query::search::Found;

/// The side of an argument that its edge shows: the sign of all its stances, if they have one.
fn side(stances: impl Iterator<Item = Stance>) -> &'static str {
    let (mut up, mut down) = (false, false);
    for stance in stances {
        up |= stance.value() > 0;
        down |= stance.value() < 0;
    }
    match (up, down) {
        (true, false) => "card for",
        (false, true) => "card against",
        (true, true) => "card both",
        (false, false) => "card",
    }
}

/// Makes a view one that shows an argument in its source.
pub fn find_in_source(view: &mut View, desk: Desk, argument: ArgumentId) {
    let row = &desk.corpus().arguments[argument];
    view.page = Page::Sources;
    view.source = Some(desk.corpus().sources[row.source].name.clone());
    view.open = Some(Open::Argument(row.name.clone()));
}

/// The link to one argument alone.
fn link_to(desk: Desk, row: &Argument) -> String {
    desk.link_to(|view| {
        view.page = Page::Arguments;
        view.open = Some(Open::Argument(row.name.clone()));
    })
}

/// One argument. The search's matches in it are marked.
#[component]
pub fn Card(argument: ArgumentId, #[prop(optional_no_strip)] found: Option<Arc<Found>>) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let row = &corpus.arguments[argument];
    let source = &corpus.sources[row.source];
    let statements = corpus.stances_of(argument);
    let reported = corpus.is_reported(argument);
    let found = found.as_ref();
    let stances = statements
        .iter()
        .map(|statement| {
            let proposition = &corpus.propositions[statement.proposition];
            let to = desk.link_to(|view| view.open = Some(Open::Row(proposition.name.clone())));
            view! {
                <li>
                    <StanceMark stance=statement.stance reported />
                    <span><b>{corpus.scale[statement.stance.index()].label.as_str()}</b>" "
                    <a href=to dir="auto">{marked(desk, &proposition.text, found)}</a></span>
                </li>
            }
        })
        .collect_view();
    let evidence = row
        .evidence
        .iter()
        .map(|evidence| {
            let reference = evidence.reference.map(|reference| {
                let record = &corpus.references[reference];
                view! { ": "{reference_link(record)} }
            });
            view! {
                <li><span class="kind">{evidence.kind.as_str()}</span>" "
                    <span dir="auto">{marked(desk, &evidence.text, found)}</span>{reference}</li>
            }
        })
        .collect_view();
    let place = words::place(row.place.block, row.place.first, row.place.last);
    let section = Some(corpus.section(argument)).filter(|section| !section.is_empty());
    let related = RwSignal::new(false);
    let number = corpus.related(argument).count();
    let anchor = (!row.anchor.start.is_empty())
        .then(|| format!("begins “{}”, ends “{}”", row.anchor.start, row.anchor.end));
    let citing: Citing = expect_context();
    let open_here = move || {
        desk.of_view(|view| matches!(&view.open, Some(Open::Argument(name)) if *name == row.name))
    };
    view! {
        <article class=side(statements.iter().map(|statement| statement.stance)) class:at=open_here data-argument=row.name.as_str()>
            <p class="meta">
                <a class="source" href=desk.link_to(|view| find_in_source(view, desk, argument))>{source.short.as_str()}</a>
                <span class="tag">{corpus.roles[row.role].label.as_str()}</span>
                {words::reported(corpus, row.holder).map(|text| view! { <span class="tag reported">{text}</span> })}
                <span>{corpus.certainties[row.certainty].label.as_str()}</span>
                {row.time.map(|time| view! { <span>{time.to_string()}</span> })}
            </p>
            <p class="claim" dir="auto">{marked(desk, &row.claim, found)}</p>
            {(!statements.is_empty()).then(|| view! { <ul class="stances">{stances}</ul> })}
            {(!row.evidence.is_empty()).then(|| view! { <ul class="evidence">{evidence}</ul> })}
            <p class="place">{section.map(|section| view! { <span dir="auto">{section}</span>", " })}{place}
                {anchor.map(|anchor| view! { ": "<span dir="auto">{anchor}</span> })}</p>
            <p class="actions">
                <a href=desk.link_to(|view| find_in_source(view, desk, argument))>"Find in source"</a>
                <button on:click=move |_| desk.copy(browser::address_with(&link_to(desk, row)), words::LINK_COPIED)>"Copy link"</button>
                <button on:click=move |_| citing.open(&source.short, source.record.clone())>"Cite"</button>
                {(number > 0).then(|| view! {
                    <button aria-expanded=move || related.get().to_string() on:click=move |_| related.update(|open| *open = !*open)>
                        {number}" related"
                    </button>
                })}
            </p>
            {move || related.get().then(|| view! { <Related argument /> })}
        </article>
    }
}

/// A reference, as a link where it has an address that may be opened.
pub fn reference_link(record: &'static crate::corpus::written::Csl) -> AnyView {
    let short = match (&record.title, record.container_title.as_ref()) {
        (Some(title), Some(container)) => format!("{title}, {container}, {}", cite::date(record.issued.as_ref())),
        (Some(title), None) => format!("{title}, {}", cite::date(record.issued.as_ref())),
        (None, _) => cite::plain(record),
    };
    match record.url.as_ref().filter(|url| cite::opens(url)) {
        Some(url) => view! { <a class="outside" href=url.as_str() rel="noopener noreferrer" target="_blank" dir="auto">{short}</a> }.into_any(),
        None => view! { <span dir="auto">{short}</span> }.into_any(),
    }
}

/// What other arguments do to this one and it to them; those of other sources first.
#[component]
fn Related(argument: ArgumentId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let own = corpus.arguments[argument].source;
    let mut related: Vec<(RelationKind, ArgumentId, bool)> = corpus.related(argument).collect();
    related.sort_by_key(|(_, other, _)| corpus.arguments[*other].source == own);
    let rows = related
        .into_iter()
        .map(|(kind, other, from_here)| {
            let row = &corpus.arguments[other];
            let to = link_to(desk, row);
            view! {
                <li>
                    <span class="tag">{words::relation(kind, from_here)}</span>" "
                    <b>{corpus.sources[row.source].short.as_str()}</b>" "
                    <a href=to dir="auto">{row.claim.as_str()}</a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="related">{rows}</ul> }
}
