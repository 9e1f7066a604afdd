//! What narrows, as chips: one click gives it up. And what to do when nothing is left.

use leptos::prelude::*;

use crate::app::desk::{Desk, desk};
use crate::app::words;
use crate::query::Drop;

/// A chip for the search and for every chosen value.
#[component]
pub fn Chips() -> impl IntoView {
    let desk = desk();
    let chips = move || {
        let view = desk.of_view(|view| (view.search.clone(), view.filters.clone()));
        let (search, filters) = view;
        let number = filters.iter().count() + usize::from(!search.is_empty());
        let of_search = (!search.is_empty()).then(|| {
            view! {
                <li><button class="chip" on:click=move |_| desk.go(|view| view.search.clear())>
                    <span class="facet">"Search"</span>" “"{search}"” "<span aria-hidden="true">"✕"</span>
                    <span class="hidden">", remove"</span>
                </button></li>
            }
        });
        let of_filters = filters
            .iter()
            .map(|(facet, name)| {
                let values = desk.library.catalogue.values(facet);
                let label = values.iter().find(|value| value.name == name).map_or(name, |value| &value.label);
                let (label, title, name) = (label.to_owned(), label.to_owned(), name.to_owned());
                view! {
                    <li><button class="chip" title=title on:click=move |_| desk.go(|view| view.filters.remove(facet, &name))>
                        <span class="facet">{words::facet(facet)}</span>" "<span class="value" dir="auto">{label}</span>" "
                        <span aria-hidden="true">"✕"</span><span class="hidden">", remove"</span>
                    </button></li>
                }
            })
            .collect_view();
        let all = (number > 1).then(|| {
            view! { <li><button class="quiet" on:click=move |_| drop_all(desk)>"Remove all"</button></li> }
        });
        (number > 0).then(|| view! { <ul class="chips" aria-label="Active filters">{of_search}{of_filters}{all}</ul> })
    };
    chips
}

/// The button that opens the facets where they are a drawer.
#[component]
pub fn DrawerButton() -> impl IntoView {
    let desk = desk();
    let chosen = move || desk.of_view(|view| view.filters.iter().count());
    view! {
        <button
            class="drawer-button"
            aria-expanded=move || desk.drawer.get().to_string()
            aria-controls="facets"
            on:click=move |_| desk.drawer.update(|open| *open = !*open)
        >
            "Filters"
            {move || (chosen() > 0).then(|| view! { " "<span class="badge">{chosen()}</span> })}
        </button>
    }
}

/// Why nothing is left: what emptied it, and what giving it up would bring.
#[component]
pub fn Empty() -> impl IntoView {
    let desk = desk();
    let offers = move || {
        let unmatched = desk.found.with(|found| found.as_ref().map(|found| found.unmatched.clone())).unwrap_or_default();
        let without = desk.hits.with(|hits| hits.without.clone());
        let narrowing = without.len();
        let offers: Vec<_> = without.into_iter().filter(|(_, number)| *number > 0).collect();
        let reason = match (unmatched.as_slice(), offers.as_slice()) {
            ([], []) => "Several filters together leave nothing.".to_owned(),
            ([], [(drop, _)]) => format!("{} leaves nothing.", name(*drop)),
            ([], _) => "Together these leave nothing:".to_owned(),
            (words, _) => format!("No word like “{}” stands in any argument.", words.join("”, “")),
        };
        let buttons = offers
            .into_iter()
            .map(|(drop, number)| {
                let text = format!("Remove {} ({})", name(drop), words::arguments(number as usize));
                let give_up = move |_| {
                    desk.go(|view| match drop {
                        Drop::Facet(facet) => view.filters.clear(facet),
                        Drop::Search => view.search.clear(),
                    });
                };
                view! { <button on:click=give_up>{text}</button> }
            })
            .collect_view();
        view! {
            <p>{reason}</p>
            <p class="offers">
                {buttons}
                {(narrowing > 1).then(|| view! { <button class="quiet" on:click=move |_| drop_all(desk)>"Remove all"</button> })}
            </p>
        }
    };
    view! { <div class="empty" role="status"><h2>"Nothing left to show"</h2>{offers}</div> }
}

/// Gives up everything that narrows.
fn drop_all(desk: Desk) {
    desk.go(|view| {
        view.search.clear();
        view.filters = Default::default();
    });
}

fn name(drop: Drop) -> String {
    match drop {
        Drop::Facet(facet) => format!("the filter “{}”", words::facet(facet)),
        Drop::Search => "the search".into(),
    }
}
