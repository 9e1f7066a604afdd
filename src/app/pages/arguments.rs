//! All cards, with facets.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::desk::{Desk, desk};
use crate::app::panel::Panel;
use crate::app::parts::card::Card;
use crate::app::parts::chips::{Chips, DrawerButton, Empty};
use crate::app::parts::choice::Choice;
use crate::app::parts::facets::Facets;
use crate::app::parts::search::SearchField;
use crate::app::words;
use crate::corpus::ArgumentId;
use crate::link::{CardOrder, Grouping};
use crate::query::Facet;
use crate::query::search::Found;

/// The page.
#[component]
pub fn ArgumentsPage() -> impl IntoView {
    let desk = desk();
    let number = Memo::new(move |_| desk.hits.with(|hits| hits.arguments.len()));
    let total = desk.corpus().arguments.len();
    let counted = move || match number.get() {
        number if number == total => format!("All {}", words::arguments(total)),
        number => format!("{number} of {}", words::arguments(total)),
    };
    let order = move |name: String| {
        let order = CardOrder::ALL.into_iter().find(|order| order.name() == name).unwrap_or_default();
        desk.go(|view| view.sort = order);
    };
    let group = move |name: String| {
        let group = Grouping::ALL.into_iter().find(|group| group.name() == name).unwrap_or_default();
        desk.go(|view| view.group = group);
    };
    view! {
        <div class="toolbar">
            <SearchField />
            <Choice
                label="Order" name="sort"
                options=CardOrder::ALL.map(|order| (order.name(), words::card_order(order))).to_vec()
                chosen=move || desk.of_view(|view| view.sort.name()) choose=order
            />
            <Choice
                label="Group by" name="group"
                options=Grouping::ALL.map(|group| (group.name(), words::grouping(group))).to_vec()
                chosen=move || desk.of_view(|view| view.group.name()) choose=group
            />
            <DrawerButton />
        </div>
        <Chips />
        <div class="body">
            <Facets />
            <div class="field">
                <p class="counted" role="status">{counted}</p>
                {move || if number.get() == 0 {
                    view! { <Empty /> }.into_any()
                } else {
                    view! { <CardList /> }.into_any()
                }}
            </div>
            <Panel />
        </div>
    }
}

/// A line of the list: a group's head or a card.
#[derive(Clone, PartialEq)]
enum Item {
    Group { label: String, number: usize },
    Card(ArgumentId),
}

/// The list: groups in their order, each with its cards; a card that speaks to several issues or
/// propositions stands under each of them.
fn items(desk: Desk) -> Vec<Item> {
    let arguments = desk.arguments();
    let facet = match desk.of_view(|view| view.group) {
        Grouping::None => return arguments.into_iter().map(Item::Card).collect(),
        Grouping::Source => Facet::Source,
        Grouping::Issue => Facet::Issue,
        Grouping::Proposition => Facet::Proposition,
    };
    let catalogue = &desk.library.catalogue;
    let mut groups: Vec<Vec<ArgumentId>> = vec![Vec::new(); catalogue.values(facet).len() + 1];
    let rest = groups.len() - 1;
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); desk.corpus().arguments.len()];
    desk.hits.with(|hits| {
        for &unit in &hits.units {
            let at = &mut places[catalogue.units[unit].argument.index()];
            at.extend(catalogue.of_unit(facet, unit).iter().map(|&value| value as usize));
        }
    });
    for argument in arguments {
        let at = &mut places[argument.index()];
        at.sort_unstable();
        at.dedup();
        if at.is_empty() {
            at.push(rest);
        }
        for &group in at.iter() {
            groups[group].push(argument);
        }
    }
    let labels = catalogue.values(facet).iter().map(|value| value.label.clone());
    let labels = labels.chain(["Without a stance".to_owned()]);
    labels
        .zip(groups)
        .filter(|(_, cards)| !cards.is_empty())
        .flat_map(|(label, cards)| {
            let head = Item::Group { label, number: cards.len() };
            std::iter::once(head).chain(cards.into_iter().map(Item::Card))
        })
        .collect()
}

/// So many lines are painted at once; the rest follows in the next frames, so that typing never
/// waits for cards out of sight.
const AT_ONCE: usize = 24;

#[component]
fn CardList() -> impl IntoView {
    let desk = desk();
    let items = Memo::new(move |_| Arc::new(items(desk)));
    let shown = RwSignal::new(AT_ONCE);
    // Counts the lists, so that frames planned for an old one do nothing.
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        items.track();
        desk.found.track();
        let now = turn.with_value(|turn| turn + 1);
        turn.set_value(now);
        shown.set(AT_ONCE);
        more(items, shown, turn, now);
    });
    let chunk = move |at: usize| {
        let chunk = Memo::new(move |_| {
            let found = desk.found.get();
            let all = items.get();
            let end = all.len().min((at + 1) * AT_ONCE);
            (all.get(at * AT_ONCE..end).unwrap_or_default().to_vec(), found)
        });
        move || {
            let (items, found) = chunk.get();
            items.into_iter().map(|item| line(item, found.as_ref())).collect_view()
        }
    };
    let chunks = Memo::new(move |_| shown.get().min(items.with(|items| items.len())).div_ceil(AT_ONCE));
    view! {
        <div class="cards">
            <For each=move || 0..chunks.get() key=|at| *at children=chunk />
        </div>
    }
}

fn line(item: Item, found: Option<&Arc<Found>>) -> AnyView {
    match item {
        Item::Group { label, number } => {
            view! { <h2 class="group-head"><span dir="auto">{label}</span>" "<small>{number}</small></h2> }.into_any()
        }
        Item::Card(argument) => view! { <Card argument found=found.cloned() /> }.into_any(),
    }
}

/// Shows the next lines after the next frame is painted, until all are there.
fn more(items: Memo<Arc<Vec<Item>>>, shown: RwSignal<usize>, turn: StoredValue<u32>, now: u32) {
    request_animation_frame(move || {
        let next = move || {
            let current = turn.try_with_value(|turn| *turn == now).unwrap_or(false);
            let length = items.try_with_untracked(|items| items.len()).unwrap_or(0);
            if current && shown.try_with_untracked(|shown| *shown < length).unwrap_or(false) {
                shown.update(|shown| *shown += AT_ONCE);
                more(items, shown, turn, now);
            }
        };
        set_timeout(next, std::time::Duration::from_millis(30));
    });
}
