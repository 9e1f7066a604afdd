//! The choices above the matrix and the list: axes, orders, search.

use super::node::{Element, Node, el};
use super::scene::Scene;
use super::words;
use crate::link::{CardOrder, Grouping, Page, View};
use crate::matrix::{Axis, RowOrder};

/// The toolbar of the page at hand, if it has one.
pub fn toolbar(scene: &Scene, drawer: bool) -> Option<Element> {
    let view = scene.view;
    let axes = || Axis::ALL.map(|axis| (axis.name(), words::axis(axis)));
    let choices = match view.page {
        Page::Matrix => vec![
            choice(words::ROWS, "rows", &axes(), view.axes.rows().name()),
            choice(words::COLUMNS, "columns", &axes(), view.axes.columns().name()),
            choice(
                words::ORDER,
                "order",
                &RowOrder::ALL.map(|order| (order.name(), words::row_order(order))),
                view.order.name(),
            ),
        ],
        Page::Arguments => vec![
            choice(
                words::ORDER,
                "sort",
                &CardOrder::ALL.map(|order| (order.name(), words::card_order(order))),
                view.sort.name(),
            ),
            choice(
                words::GROUP,
                "group",
                &Grouping::ALL.map(|group| (group.name(), words::grouping(group))),
                view.group.name(),
            ),
        ],
        Page::Sources | Page::Codebook => return None,
    };
    let number = view.filters.iter().count();
    let badge = (number > 0).then(|| el("span").class("badge").with(number.to_string()));
    let filters = super::card::button("drawer", "", words::FILTERS)
        .class("drawer-button")
        .attr("aria-controls", "facets")
        .attr("aria-expanded", if drawer { "true" } else { "false" })
        .with(" ")
        .with_some(badge);
    Some(el("div").class("toolbar").with_all(choices).with(search(scene)).with(filters))
}

fn choice(label: &str, name: &str, options: &[(&str, &str)], chosen: &str) -> Node {
    let option = |(value, text): &(&str, &str)| {
        el("option").attr("value", *value).flag("selected", *value == chosen).with(*text).into()
    };
    let select = el("select").attr("name", name).with_all(options.iter().map(option).collect());
    el("label").class("choice").key(name).with(el("span").with(label)).with(select).into()
}

fn search(scene: &Scene) -> Element {
    let input = el("input")
        .attr("type", "search")
        .attr("id", "search")
        .attr("maxlength", "200")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", words::search_hint(scene.corpus().arguments.len()))
        .attr("value", scene.view.search.as_str());
    el("label")
        .class("search")
        .with(el("span").class("hidden").with(words::SEARCH_HINT))
        .with(input)
        .with(el("kbd").attr("aria-hidden", "true").with("/"))
}

/// Makes a choice of a toolbar; what has no such name changes nothing.
pub fn choose(view: &mut View, choice: &str, name: &str) {
    let axis = || Axis::ALL.into_iter().find(|axis| axis.name() == name);
    match choice {
        "rows" | "columns" => {
            let Some(axis) = axis() else { return };
            let axes = view.axes;
            view.axes = if choice == "rows" { axes.with_rows(axis) } else { axes.with_columns(axis) };
            view.open = None;
        }
        "order" => {
            view.order = RowOrder::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default()
        }
        "sort" => {
            view.sort = CardOrder::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default()
        }
        "group" => {
            view.group = Grouping::ALL.into_iter().find(|group| group.name() == name).unwrap_or_default()
        }
        _ => {}
    }
}
