//! The choices above the matrix and the list: axes, orders, search.

use leptos::prelude::*;

use super::desk::{Desk, desk};
use crate::link::{CardOrder, Grouping, Page, View};
use crate::markup::words;
use crate::matrix::{Axis, RowOrder};

/// One choice among a few: its label, its name, what there is, what is chosen, what a choice does.
struct Choice {
    label: &'static str,
    name: &'static str,
    options: Vec<(&'static str, &'static str)>,
    chosen: fn(&View) -> &'static str,
    choose: fn(&mut View, &str),
}

/// The item of this name.
fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|&item| name(item) == wanted)
}

fn choices(page: Page) -> Vec<Choice> {
    let axes = || Axis::ALL.map(|axis| (axis.name(), words::axis(axis))).to_vec();
    match page {
        Page::Matrix => vec![
            Choice {
                label: words::ROWS,
                name: "rows",
                options: axes(),
                chosen: |view| view.axes.rows().name(),
                choose: |view, name| {
                    if let Some(axis) = named(&Axis::ALL, Axis::name, name) {
                        view.axes = view.axes.with_rows(axis);
                        view.open = None;
                    }
                },
            },
            Choice {
                label: words::COLUMNS,
                name: "columns",
                options: axes(),
                chosen: |view| view.axes.columns().name(),
                choose: |view, name| {
                    if let Some(axis) = named(&Axis::ALL, Axis::name, name) {
                        view.axes = view.axes.with_columns(axis);
                        view.open = None;
                    }
                },
            },
            Choice {
                label: words::ORDER,
                name: "order",
                options: RowOrder::ALL.map(|order| (order.name(), words::row_order(order))).to_vec(),
                chosen: |view| view.order.name(),
                choose: |view, name| {
                    view.order = named(&RowOrder::ALL, RowOrder::name, name).unwrap_or_default();
                },
            },
        ],
        Page::Arguments => vec![
            Choice {
                label: words::ORDER,
                name: "sort",
                options: CardOrder::ALL.map(|order| (order.name(), words::card_order(order))).to_vec(),
                chosen: |view| view.sort.name(),
                choose: |view, name| {
                    view.sort = named(&CardOrder::ALL, CardOrder::name, name).unwrap_or_default();
                },
            },
            Choice {
                label: words::GROUP,
                name: "group",
                options: Grouping::ALL.map(|group| (group.name(), words::grouping(group))).to_vec(),
                chosen: |view| view.group.name(),
                choose: |view, name| {
                    view.group = named(&Grouping::ALL, Grouping::name, name).unwrap_or_default();
                },
            },
        ],
        Page::Sources | Page::Codebook => Vec::new(),
    }
}

fn select(desk: Desk, choice: Choice) -> AnyView {
    let Choice { label, name, options, chosen, choose } = choice;
    let chosen = move || desk.view(chosen);
    let options: Vec<AnyView> = options
        .into_iter()
        .map(|(value, text)| {
            view! { <option value=value selected=move || chosen() == value>{text}</option> }.into_any()
        })
        .collect();
    view! {
        <label class="choice">
            <span>{label}</span>
            <select name=name prop:value=chosen on:change=move |event| desk.go(|view| choose(view, &event_target_value(&event)))>
                {options}
            </select>
        </label>
    }
    .into_any()
}

/// The search field.
fn search(desk: Desk) -> AnyView {
    let typed = move |event| {
        let text: String = event_target_value(&event).chars().take(200).collect();
        desk.adjust(|view| view.search = text);
    };
    view! {
        <label class="search">
            <span class="hidden">{words::SEARCH_HINT}</span>
            <input
                type="search" id="search" maxlength="200" autocomplete="off" spellcheck="false"
                placeholder=words::search_hint(desk.corpus().arguments.len())
                prop:value=move || desk.view(|view| view.search.clone())
                on:input=typed
            />
            <kbd aria-hidden="true">"/"</kbd>
        </label>
    }
    .into_any()
}

/// The toolbar of the page at hand, if it has one.
#[component]
pub fn Toolbar(page: Memo<Page>) -> impl IntoView {
    let desk = desk();
    let chosen = move || desk.view(|view| view.filters.iter().count());
    let badge = move || (chosen() > 0).then(|| view! { <span class="badge">{chosen}</span> });
    move || {
        let choices: Vec<AnyView> = choices(page.get()).into_iter().map(|choice| select(desk, choice)).collect();
        (!choices.is_empty()).then(|| {
            view! {
                <div class="toolbar">
                    {choices}
                    {search(desk)}
                    <button
                        class="drawer-button" aria-controls="facets"
                        aria-expanded=move || desk.drawer.get().to_string()
                        on:click=move |_| desk.drawer.update(|open| *open = !*open)
                    >{words::FILTERS}" "{badge}</button>
                </div>
            }
        })
    }
}
