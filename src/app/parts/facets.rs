//! The facets: every value with how many arguments it would give.

use leptos::prelude::*;

use crate::app::desk::desk;
use crate::app::words;
use crate::query::Facet;

/// Facets with more values than this show the first of them until the reader asks.
const SHOWN: usize = 8;

/// All facets, in a column or a drawer.
#[component]
pub fn Facets() -> impl IntoView {
    let desk = desk();
    let groups = Facet::ALL.map(|facet| view! { <FacetGroup facet /> }).collect_view();
    view! {
        <aside id="facets" class="facets" class:open=move || desk.drawer.get() aria-label="Filters">
            <div class="facets-head">
                <h2>"Filters"</h2>
                <button class="quiet close" on:click=move |_| desk.drawer.set(false)>"Done"</button>
            </div>
            {groups}
        </aside>
    }
}

#[component]
fn FacetGroup(facet: Facet) -> impl IntoView {
    let desk = desk();
    let values = desk.library.catalogue.values(facet);
    let all = RwSignal::new(values.len() <= SHOWN + 1);
    let row = move |at: usize| {
        let value = &values[at];
        let chosen = move || desk.of_view(|view| view.filters.has(facet, &value.name));
        let number = Memo::new(move |_| desk.hits.with(|hits| hits.counts[facet.index()][at]));
        view! {
            <li class:nothing=move || number.get() == 0 && !chosen()>
                <label>
                    <input
                        type="checkbox"
                        name=facet.name()
                        value=value.name.as_str()
                        prop:checked=chosen
                        on:change=move |_| desk.go(|view| view.filters.toggle(facet, &value.name))
                    />
                    <span class="value" dir="auto">{value.label.as_str()}</span>
                    <span class="number">{number}</span>
                </label>
            </li>
        }
    };
    let rows = move || {
        let end = if all.get() { values.len() } else { SHOWN };
        (0..end).map(row).collect_view()
    };
    let more = move || {
        (!all.get()).then(|| {
            let text = format!("Show all {}", values.len());
            view! { <button class="quiet" on:click=move |_| all.set(true)>{text}</button> }
        })
    };
    // The long list of propositions waits until it is wanted.
    let open = facet != Facet::Proposition;
    view! {
        <details open=open data-facet=facet.name()>
            <summary>{words::facet(facet)}
                {move || {
                    let chosen = desk.of_view(|view| view.filters.count(facet));
                    (chosen > 0).then(|| view! { " "<span class="badge">{chosen}</span> })
                }}
            </summary>
            <ul>{rows}</ul>
            {more}
        </details>
    }
}
