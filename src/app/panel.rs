//! What is open beside the page: the cards of a cell, a row, a column, or one argument.

use leptos::prelude::*;

use super::desk::{Desk, desk};
use super::parts::card::Card;
use super::parts::citation::Citing;
use super::parts::mark::SpreadMark;
use super::{browser, words};
use crate::corpus::{ArgumentId, PropositionId, SourceId, cite};
use crate::link::{Open, Page};
use crate::matrix::Key;
use crate::query::Facet;

/// What is open, with its names resolved.
#[derive(Clone, Copy, PartialEq)]
enum Opened {
    Cell(Key, Key),
    Row(Key),
    Column(Key),
    Argument(ArgumentId),
}

/// What the view has open; a link's names were resolved before, so here they are known.
fn opened(desk: Desk) -> Option<Opened> {
    let corpus = desk.corpus();
    desk.of_view(|view| {
        let row = |name: &str| Key::find(view.axes.rows(), corpus, name);
        let column = |name: &str| Key::find(view.axes.columns(), corpus, name);
        match view.open.as_ref()? {
            Open::Cell { row: at, column: of } => row(at).zip(column(of)).map(|(row, column)| Opened::Cell(row, column)),
            Open::Row(name) => row(name).map(Opened::Row),
            Open::Column(name) => column(name).map(Opened::Column),
            Open::Argument(name) => corpus.arguments.find(name).map(Opened::Argument),
        }
    })
}

/// The panel, if anything is open.
#[component]
pub fn Panel() -> impl IntoView {
    let desk = desk();
    let opened = Memo::new(move |_| opened(desk));
    // Who opened something with the keyboard goes on reading in it.
    Effect::new(move |before: Option<bool>| {
        let is_open = opened.get().is_some();
        if is_open && before == Some(false) {
            request_animation_frame(|| browser::focus("#panel"));
        }
        is_open
    });
    move || {
        let content = match opened.get()? {
            Opened::Cell(row, column) => view! { <CellCards row column /> }.into_any(),
            Opened::Row(key) => view! { <RowCards key_=key /> }.into_any(),
            Opened::Column(Key::Source(source)) => view! { <SourceCards source /> }.into_any(),
            Opened::Column(key) => view! { <LineCards key_=key /> }.into_any(),
            Opened::Argument(argument) => view! { <OneCard argument /> }.into_any(),
        };
        let wide = matches!(opened.get(), Some(Opened::Row(Key::Proposition(_))));
        Some(view! {
            <aside id="panel" class="panel" class:wide=wide tabindex="-1" aria-label="What is open">
                <button class="close quiet" on:click=move |_| desk.close() aria-label="Close">"✕"</button>
                {content}
            </aside>
        })
    }
}

fn cards(desk: Desk, arguments: Vec<ArgumentId>) -> impl IntoView {
    let found = desk.found.get();
    arguments.into_iter().map(|argument| view! { <Card argument found=found.clone() /> }).collect_view()
}

/// A word on what the filters leave out here.
fn narrowed(desk: Desk) -> impl IntoView {
    let narrowed = desk.of_view(crate::link::View::is_narrowed);
    narrowed.then(|| view! { <p class="sub">"Only what passes the filters is shown."</p> })
}

#[component]
fn CellCards(row: Key, column: Key) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    move || {
        let cell = desk.cell(row, column);
        view! {
            <h2 dir="auto">{row.label(corpus)}</h2>
            <p class="sub">{words::cell(corpus, column, &cell)}</p>
            {narrowed(desk)}
            {cell.arguments.is_empty().then(|| view! { <p class="nothing">{silence(desk, row, column)}</p> })}
            {cards(desk, cell.arguments)}
            <p class="sub"><a href=desk.link(|view| view.open = Some(Open::Row(row.name(corpus))))>"All on this row"</a></p>
        }
    }
}

/// What an empty cell means.
fn silence(desk: Desk, row: Key, column: Key) -> String {
    let corpus = desk.corpus();
    match (row, column) {
        (Key::Proposition(_), Key::Source(_)) => {
            format!("{} does not speak to this proposition. Silence is not doubt.", column.label(corpus))
        }
        _ => "Nothing was coded here.".into(),
    }
}

/// The arguments of a line of the matrix, each once.
fn arguments_of(desk: Desk, key: Key) -> Vec<ArgumentId> {
    let corpus = desk.corpus();
    desk.hits.with(|hits| {
        let units = hits.units.iter().map(|&at| desk.library.catalogue.units[at]);
        let mut found: Vec<ArgumentId> = units
            .filter(|&unit| Key::of_unit(key.axis(), corpus, unit).contains(&key))
            .map(|unit| unit.argument)
            .collect();
        found.dedup();
        found
    })
}

#[component]
fn RowCards(key_: Key) -> impl IntoView {
    match key_ {
        Key::Proposition(proposition) => view! { <ForAndAgainst proposition /> }.into_any(),
        key_ => view! { <LineCards key_ /> }.into_any(),
    }
}

/// Everything a row or column holds, in order.
#[component]
fn LineCards(key_: Key) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    move || {
        let arguments = arguments_of(desk, key_);
        view! {
            <h2 dir="auto">{key_.label(corpus)}</h2>
            <p class="sub">{words::axis_one(key_.axis())}", "{words::arguments(arguments.len())}</p>
            {narrowed(desk)}
            {cards(desk, arguments)}
        }
    }
}

/// A proposition with all its arguments, for beside against.
#[component]
fn ForAndAgainst(proposition: PropositionId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let row = &corpus.propositions[proposition];
    move || {
        let arguments = arguments_of(desk, Key::Proposition(proposition));
        let value = |argument: &ArgumentId| {
            let stances = corpus.stances_of(*argument).iter();
            stances.filter(|statement| statement.proposition == proposition).map(|statement| statement.stance.value()).sum::<i8>()
        };
        let side = |title: &'static str, class: &'static str, wanted: fn(i8) -> bool, always: bool| {
            let chosen: Vec<ArgumentId> = arguments.iter().filter(|argument| wanted(value(argument))).copied().collect();
            (always || !chosen.is_empty()).then(|| {
                let number = chosen.len();
                view! {
                    <section class=class>
                        <h3>{title}" "<small>{number}</small></h3>
                        {(number == 0).then(|| view! { <p class="nothing">"Nobody."</p> })}
                        {cards(desk, chosen)}
                    </section>
                }
            })
        };
        let spread = desk.matrix.with(|matrix| {
            let line = matrix.rows.iter().find(|line| line.key == Key::Proposition(proposition))?;
            line.spread.map(|spread| (spread, words::spread(&spread, matrix.sources)))
        });
        view! {
            <h2 dir="auto">{row.text.as_str()}</h2>
            <p class="sub">{corpus.issues[row.issue].label.as_str()}", "{words::arguments(arguments.len())}</p>
            {spread.map(|(spread, text)| view! { <p class="sub"><SpreadMark spread />" "{text}</p> })}
            {narrowed(desk)}
            <div class="sides">
                {side("For", "for", |value| value > 0, true)}
                {side("Against", "against", |value| value < 0, true)}
                {side("Left open", "open", |value| value == 0, false)}
            </div>
        }
    }
}

/// A source with its reference and arguments.
#[component]
fn SourceCards(source: SourceId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let row = &corpus.sources[source];
    let citing: Citing = expect_context();
    let page = desk.link_to(|view| {
        view.page = Page::Sources;
        view.source = Some(row.name.clone());
    });
    let list = desk.link_to(|view| {
        view.page = Page::Arguments;
        view.filters.add(Facet::Source, &row.name);
    });
    move || {
        let arguments = arguments_of(desk, Key::Source(source));
        view! {
            <h2 dir="auto">{row.short.as_str()}</h2>
            <p class="reference" dir="auto">{cite::plain(&row.record)}</p>
            <p class="actions">
                <a href=page.clone()>"Open the source’s page"</a>
                <a href=list.clone()>"In the list of arguments"</a>
                <button on:click=move |_| citing.open(&row.short, row.record.clone())>"Cite"</button>
            </p>
            <p class="sub">{words::arguments(arguments.len())}", in reading order"</p>
            {narrowed(desk)}
            {cards(desk, arguments)}
        }
    }
}

#[component]
fn OneCard(argument: ArgumentId) -> impl IntoView {
    let desk = desk();
    view! {
        <h2>"Argument"</h2>
        {move || cards(desk, vec![argument])}
    }
}
