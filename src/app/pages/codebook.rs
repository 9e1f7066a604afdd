//! The codebook: issues, propositions, scale, roles, rules, actors, each with its count.

use leptos::prelude::*;

use crate::app::desk::desk;
use crate::app::parts::mark::StanceMark;
use crate::app::words;
use crate::corpus::Stance;
use crate::link::{Open, Page};
use crate::query::Facet;

/// The page.
#[component]
pub fn CodebookPage() -> impl IntoView {
    let desk = desk();
    let corpus = desk.corpus();
    // Counts are of the whole corpus: the codebook describes it, not the view at hand.
    let all = crate::query::run(
        &desk.library.catalogue,
        &crate::query::Chosen::new(&Default::default(), &desk.library.catalogue),
        None,
    );
    let counted = move |facet: Facet, name: &str| {
        let number = desk.library.catalogue.find(facet, name).map_or(0, |at| all.counts[facet.index()][at]) as usize;
        let to = desk.link_to(|view| {
            view.page = Page::Arguments;
            view.filters.add(facet, name);
        });
        view! { <a class="number" href=to>{words::arguments(number)}</a> }
    };
    let issues = corpus
        .issues
        .entries()
        .map(|(id, issue)| {
            let propositions = corpus
                .propositions_of(id)
                .map(|id| {
                    let row = &corpus.propositions[id];
                    let to = desk.link_to(|view| view.open = Some(Open::Row(row.name.clone())));
                    view! { <li><a href=to dir="auto">{row.text.as_str()}</a>" "{counted(Facet::Proposition, &row.name)}</li> }
                })
                .collect_view();
            view! {
                <section>
                    <h3><span dir="auto">{issue.label.as_str()}</span>" "{counted(Facet::Issue, &issue.name)}</h3>
                    <ol>{propositions}</ol>
                </section>
            }
        })
        .collect_view();
    let scale = Stance::ALL
        .into_iter()
        .rev()
        .map(|stance| {
            let step = &corpus.scale[stance.index()];
            view! {
                <div>
                    <dt><StanceMark stance />" "{step.label.as_str()}" "<small>{words::signed(f64::from(stance.value()))}</small></dt>
                    <dd>{step.rule.as_str()}". "{counted(Facet::Stance, &step.name)}</dd>
                </div>
            }
        })
        .collect_view();
    let roles = corpus
        .roles
        .iter()
        .map(|row| view! { <div><dt>{row.label.as_str()}</dt><dd>{row.rule.as_str()}". "{counted(Facet::Role, &row.name)}</dd></div> })
        .collect_view();
    let certainties = corpus
        .certainties
        .iter()
        .map(|row| view! { <li>{row.label.as_str()}" "{counted(Facet::Certainty, &row.name)}</li> })
        .collect_view();
    let rules = corpus
        .rules
        .iter()
        .map(|row| view! { <div><dt>{row.label.as_str()}</dt><dd>{row.rule.as_str()}</dd></div> })
        .collect_view();
    let actors = corpus
        .actors
        .iter()
        .map(|row| {
            let held = desk.library.catalogue.find(Facet::Holder, &row.name).is_some();
            view! {
                <li><span dir="auto">{row.label.as_str()}</span>" "<small>{row.kind.as_str()}</small>" concerned in "{counted(Facet::About, &row.name)}
                    {held.then(|| view! { ", holds "{counted(Facet::Holder, &row.name)} })}</li>
            }
        })
        .collect_view();
    let method = corpus.method.iter().map(|text| view! { <p dir="auto">{text.as_str()}</p> }).collect_view();
    view! {
        <div class="codebook">
            <section class="wide"><h2>"Issues and propositions"</h2><div class="issues">{issues}</div></section>
            <section><h2>"The stance scale"</h2><dl>{scale}</dl></section>
            <section><h2>"Rules"</h2><dl>{rules}</dl></section>
            <section><h2>"Roles"</h2><dl>{roles}</dl><h2>"Certainty"</h2><ul>{certainties}</ul></section>
            <section><h2>"Actors"</h2><ul>{actors}</ul></section>
            {(!corpus.method.is_empty()).then(|| view! { <section class="wide method"><h2>"How the corpus was coded"</h2>{method}</section> })}
        </div>
    }
}
