//! Who agrees with whom.

use super::{grid, words};
use crate::link::{Page, View};
use crate::markup::card::link;
use crate::markup::extent::within;
use crate::markup::mark::share_mark;
use crate::markup::matrix::{Columns, at as place, drawn};
use crate::markup::{Element, Lens, Node, Scene, el, words as common};
use crate::matrix::{Axes, Axis, Camps, Key, Pair, RowOrder, Two};
use crate::query::Facet;

/// Pairs that share fewer propositions than this are paler.
const FEW: u32 = 5;

/// Who is compared: sources or holders, whichever of them the view shows, its columns before its rows.
fn compared(axes: Axes) -> Axis {
    match (axes.columns(), axes.rows()) {
        (Axis::Sources, _) => Axis::Sources,
        (Axis::Holders, _) | (_, Axis::Holders) => Axis::Holders,
        (_, Axis::Sources) => Axis::Sources,
        _ => Axis::Holders,
    }
}

/// Who agrees with whom: how that is read, who is closest and most opposed, and the table of all pairs,
/// of which only what is in sight is drawn.
pub fn agreement(scene: &Scene, lens: &Lens) -> Vec<Node> {
    let axis = compared(scene.view.axes);
    let (library, units) = (scene.library, &scene.hits.units);
    let made = library.camps.of(units, axis, || Camps::new(&library.corpus, &library.catalogue, axis, units));
    let camps = match &*made {
        Some(camps) if !camps.order.is_empty() => camps,
        _ => return vec![el("p").class("nobody").with(words::NO_PAIR).into()],
    };
    let extremes = el("div")
        .class("extremes")
        .with_some(extreme(scene, camps, words::CLOSEST, words::pair, &camps.closest))
        .with_some(extreme(scene, camps, words::OPPOSED, words::opponents, &camps.opposed));
    let frame = el("div").class("frame").with(table(scene, axis, camps, lens));
    vec![how(axis, camps).into(), extremes.into(), frame.into()]
}

/// What the numbers are and how the lines are ordered.
fn how(axis: Axis, camps: &Camps) -> Element {
    let what = common::axis(axis).to_lowercase();
    let mut text = words::READ.to_owned();
    let mut say = |sentence: &str| {
        text.push(' ');
        text.push_str(sentence);
    };
    if axis == Axis::Sources && camps.reports {
        say(words::REPORTS_COUNT);
    }
    if camps.order.len() <= Camps::ORDERED {
        say(words::METHOD);
    } else {
        say(&words::unordered(Camps::ORDERED, &what));
    }
    if camps.number > camps.keys.len() {
        say(&words::only_most(camps.keys.len(), camps.number, &what));
    }
    if camps.order.len() < camps.keys.len() {
        say(&words::left_out(camps.keys.len() - camps.order.len()));
    }
    el("p").class("how").with(text)
}

/// A short list of pairs, each as a sentence.
fn extreme(
    scene: &Scene,
    camps: &Camps,
    title: &str,
    sentence: fn(&str, &str, Pair) -> String,
    pairs: &[Two],
) -> Option<Element> {
    let corpus = scene.corpus();
    let row = |&(one, other, pair): &Two| {
        let (one, other) = (camps.keys[one], camps.keys[other]);
        let text = sentence(&one.label(corpus), &other.label(corpus), pair);
        el("li").with(link(to_both(scene, one, other), text).attr("dir", "auto")).into()
    };
    let head = el("h2").with(title).with(" ").with(el("small").with(words::at_least(camps.least)));
    let list = el("ul").with_all(pairs.iter().map(row).collect());
    (!pairs.is_empty()).then(|| el("section").with(head).with(list))
}

/// A view with the filters and the search of this one, of some lines of an axis alone.
fn to(scene: &Scene, keys: &[Key], change: &dyn Fn(&mut View)) -> String {
    scene.link_to(&|view| {
        view.filters = scene.view.filters.clone();
        view.search.clone_from(&scene.view.search);
        for &key in keys {
            let facet = facet(key);
            if key == keys[0] {
                view.filters.clear(facet);
            }
            view.filters.add(facet, key.name(scene.corpus()));
        }
        change(view);
    })
}

fn facet(key: Key) -> Facet {
    if key.axis() == Axis::Sources { Facet::Source } else { Facet::Holder }
}

/// The stance matrix of two alone, what they contest most first. What narrows this view stays, so that
/// it has what their numbers here count.
fn to_both(scene: &Scene, one: Key, other: Key) -> String {
    to(scene, &[one, other], &|view| {
        view.axes = Axes::default().with_columns(one.axis());
        view.order = RowOrder::Contested;
    })
}

/// What one of them says.
fn to_one(scene: &Scene, key: Key) -> String {
    to(scene, &[key], &|view| view.page = Page::Arguments)
}

/// The rows and columns in sight, between spaces, as the stance matrix draws them; but a place is
/// followed to another view: `data-go` has the link to it.
fn table(scene: &Scene, axis: Axis, camps: &Camps, lens: &Lens) -> Element {
    let number = camps.order.len();
    let columns = grid::columns(lens, number);
    let rows = within(&lens.rows, number);
    let space = |which: &'static str, lines: usize| {
        let row = el("tr").with(el("td").number("colspan", number + 1));
        let space = el("tbody").class("space").key(which).flag(which, true).attr("aria-hidden", "true");
        space.number("data-lines", lines).with(row)
    };
    let body = rows.clone().map(|at| row(scene, camps, at, &columns).into());
    el("table")
        .class("matrix pairs sight")
        .attr("role", "grid")
        .attr("aria-label", words::AGREEMENT)
        .number("aria-rowcount", number + 1)
        .number("aria-colcount", number + 1)
        .number("data-lines", number)
        .number("data-from", rows.start)
        .number("data-to", rows.end)
        .number("data-columns", number)
        .number("data-first", columns.drawn.start)
        .number("data-last", columns.drawn.end)
        .with(head(scene, axis, camps, &columns))
        .with(space("data-before", rows.start))
        .with(el("tbody").key("rows").with_all(body.collect()))
        .with(space("data-after", number - rows.end))
}

/// Who a row or column is of, with the link to what they say.
fn named(scene: &Scene, head: Element, key: Key, tag: &'static str) -> Element {
    let to = to_one(scene, key);
    let name = el(tag).attr("dir", "auto").with(key.label(scene.corpus()));
    head.attr("data-go", to.as_str()).with(link(to, name).attr("tabindex", "-1"))
}

fn head(scene: &Scene, axis: Axis, camps: &Camps, columns: &Columns) -> Element {
    let th = |class: Option<&str>| {
        let class = class.map(str::to_owned);
        el("th").attr("scope", "col").attr("role", "columnheader").maybe("class", class)
    };
    let heads = columns.drawn.clone().map(|at| {
        let key = camps.keys[camps.order[at]];
        let head = place(th(None), 0, at + 1, columns).key(key.name(scene.corpus()));
        named(scene, head, key, "b").into()
    });
    let corner = place(th(Some("corner")), 0, 0, columns).with(common::axis_one(axis));
    let row = el("tr").attr("aria-rowindex", "1").with(corner);
    el("thead").with(row.with_all(columns.around("th", heads.collect())))
}

fn row(scene: &Scene, camps: &Camps, at: usize, columns: &Columns) -> Element {
    let key = camps.keys[camps.order[at]];
    let head = el("th").attr("scope", "row").attr("role", "rowheader");
    let head = named(scene, place(head, at + 1, 0, columns), key, "span");
    let cells = columns.drawn.clone().map(|other| cell(scene, camps, at, other, columns).into());
    el("tr")
        .key(format!("row {}", key.name(scene.corpus())))
        .number("aria-rowindex", at + 2)
        .with(head)
        .with_all(columns.around("td", cells.collect()))
}

fn cell(scene: &Scene, camps: &Camps, row: usize, column: usize, columns: &Columns) -> Element {
    let (one, other) = (camps.order[row], camps.order[column]);
    let cell =
        |class: &str| place(el("td").attr("role", "gridcell").class(class), row + 1, column + 1, columns);
    let (one_key, other_key) = (camps.keys[one], camps.keys[other]);
    let name = |key: Key| key.label(scene.corpus());
    if one == other {
        let itself = drawn(&name(one_key)).with(words::ITSELF);
        return cell("itself").with(el("span").class("hidden").with(name(one_key))).with(itself);
    }
    let pair = camps.agreement.of(one, other);
    let sentence = words::pair(&name(one_key), &name(other_key), pair);
    let hidden = el("span").class("hidden").attr("dir", "auto").with(sentence.as_str());
    let Some(share) = pair.agreement() else {
        return cell("none").with(hidden).with(drawn(&sentence).with(words::NOTHING));
    };
    let to = to_both(scene, one_key, other_key);
    let side = if 2 * pair.same >= pair.shared { "mostly" } else { "seldom" };
    let drawn = drawn(&sentence)
        .with(el("b").with(words::percent(share).to_string()))
        .with(share_mark(share))
        .with(el("small").with(common::number(pair.shared as usize)));
    cell(&format!("{side}{}", if pair.shared < FEW { " few" } else { "" }))
        .attr("data-go", to.as_str())
        .with(el("a").attr("href", to).attr("tabindex", "-1").with(hidden).with(drawn))
}
