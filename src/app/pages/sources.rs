//! The documents: reference, what is where, arguments in reading order, the reader's own copy.

use leptos::prelude::*;

use super::own_copy::OwnCopyView;
use crate::app::desk::{Desk, desk};
use crate::app::parts::card::Card;
use crate::app::parts::citation::Citing;
use crate::app::{browser, words};
use crate::corpus::{BlockKind, IssueId, Source, SourceId, cite};
use crate::link::{Open, Page};
use crate::query::Facet;

/// The page.
#[component]
pub fn SourcesPage() -> impl IntoView {
    let desk = desk();
    let at = Memo::new(move |_| desk.of_view(|view| view.source.as_ref().and_then(|name| desk.corpus().sources.find(name))));
    // A link to an argument leads to its card.
    Effect::new(move |_| {
        if let Some(Open::Argument(name)) = desk.of_view(|view| view.open.clone()) {
            at.track();
            request_animation_frame(move || {
                if let Some(card) = browser::element(&format!(".reading [data-argument={name:?}]")) {
                    card.set_tab_index(-1);
                    card.focus().ok();
                    browser::reveal(&card);
                }
            });
        }
    });
    let row = move |source: SourceId| view! { <SourceRow source at /> };
    view! {
        <div class="sources">
            <p class="lead">{words::SOURCES_LEAD}</p>
            {desk.corpus().sources.ids().map(row).collect_view()}
        </div>
    }
}

#[component]
fn SourceRow(source: SourceId, at: Memo<Option<SourceId>>) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let row = &corpus.sources[source];
    let citing: Citing = expect_context();
    let is_open = Memo::new(move |_| at.get() == Some(source));
    let number = corpus.arguments_of(source).count();
    let toggle = move || {
        desk.link(|view| {
            view.source = (!is_open.get()).then(|| row.name.clone());
            view.open = None;
        })
    };
    let list = desk.link_to(|view| {
        view.page = Page::Arguments;
        view.filters.add(Facet::Source, &row.name);
    });
    let published = row.record.url.as_ref().filter(|url| cite::opens(url)).map(|url| {
        view! { <a class="outside" href=url.as_str() rel="noopener noreferrer" target="_blank">"The publisher’s page"</a> }
    });
    view! {
        <section class="source" data-source=row.name.as_str() aria-labelledby=format!("source-{}", row.name)>
            <h2 id=format!("source-{}", row.name)><span dir="auto">{row.short.as_str()}</span>" "
                <small>{words::source_date(row)}", "{words::arguments(number)}</small></h2>
            <p class="reference" dir="auto">{cite::plain(&row.record)}</p>
            {row.record.note.as_ref().map(|note| view! { <p class="sub" dir="auto">{note.as_str()}</p> })}
            <Strip source />
            <p class="actions">
                <a href=toggle aria-expanded=move || is_open.get().to_string()>
                    {move || if is_open.get() { "Close" } else { "Read the arguments in order, open your own copy" }}
                </a>
                <a href=list>"In the list of arguments"</a>
                <button on:click=move |_| citing.open(&row.short, row.record.clone())>"Cite"</button>
                {published}
            </p>
            {move || is_open.get().then(|| view! { <Reading source /> })}
        </section>
    }
}

/// Which block carries which issues: a row an issue, a column a block as wide as it is long.
#[component]
fn Strip(source: SourceId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let row = &corpus.sources[source];
    let arguments: Vec<_> = corpus.arguments_of(source).collect();
    let carries = |issue: IssueId, block: usize| -> Vec<String> {
        let here = arguments.iter().filter(|&&argument| {
            corpus.arguments[argument].place.block as usize == block + 1
                && corpus.stances_of(argument).iter().any(|statement| corpus.propositions[statement.proposition].issue == issue)
        });
        here.map(|&argument| corpus.arguments[argument].name.clone()).collect()
    };
    let text = |row: &Source| -> Vec<(usize, u32)> {
        let blocks = row.outline.iter().enumerate();
        blocks.filter(|(_, block)| block.kind == BlockKind::Text).map(|(at, block)| (at, block.words)).collect()
    };
    let blocks = text(row);
    let total: u32 = blocks.iter().map(|(_, words)| words).sum::<u32>().max(1);
    let rows = corpus
        .issues
        .ids()
        .filter_map(|issue| {
            let mut x = 0.0;
            let mut number = 0;
            let marks = blocks
                .iter()
                .map(|&(at, words)| {
                    let width = f64::from(words) / f64::from(total) * 1000.0;
                    let from = x;
                    x += width;
                    let here = carries(issue, at);
                    number += here.len();
                    let filled = !here.is_empty();
                    let title = format!("Block {}: {}", at + 1, words::arguments(here.len()));
                    let rect = view! {
                        <rect class:filled=filled x=format!("{from:.1}") y="0" width=format!("{:.1}", (width - 3.0).max(2.0)) height="10">
                            <title>{title}</title>
                        </rect>
                    };
                    match here.into_iter().next() {
                        Some(first) => {
                            let to = desk.link_to(|view| {
                                view.page = Page::Sources;
                                view.source = Some(row.name.clone());
                                view.open = Some(Open::Argument(first));
                            });
                            view! { <a href=to tabindex="-1">{rect}</a> }.into_any()
                        }
                        None => rect.into_any(),
                    }
                })
                .collect_view();
            let label = corpus.issues[issue].label.as_str();
            (number > 0).then(|| {
                view! {
                    <div class="strip-row">
                        <span class="label" dir="auto">{label}</span>
                        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label=words::arguments(number)>{marks}</svg>
                        <span class="number">{number}</span>
                    </div>
                }
            })
        })
        .collect_view();
    view! { <div class="strip" role="group" aria-label="Which part of the text speaks to which issue">{rows}</div> }
}

/// The arguments in reading order, beside the reader's own copy.
#[component]
fn Reading(source: SourceId) -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    let mut section = None;
    let cards = corpus
        .arguments_of(source)
        .map(|argument| {
            let here = corpus.section(argument);
            let head = (section != Some(here) && !here.is_empty())
                .then(|| view! { <h3 class="section-head" dir="auto">{here}</h3> });
            section = Some(here);
            view! { {head}<Card argument found=None /> }
        })
        .collect_view();
    view! {
        <div class="reading">
            <div class="cards">{cards}</div>
            <OwnCopyView source />
        </div>
    }
}

/// The source's name in the desk's copies.
pub fn copy_of(desk: Desk, source: SourceId) -> Option<std::sync::Arc<str>> {
    desk.copies.with(|copies| copies.iter().find(|copy| copy.source == source).map(|copy| copy.text.clone()))
}
