//! The whole screen: head, navigation, the page at hand, notices, dialogs.

use std::sync::Arc;

use super::arguments::{self, arguments_page};
use super::around::{Around, Citing};
use super::card::{button, link};
use super::codebook::codebook_page;
use super::extent::Extent;
use super::matrix::{self, matrix_page};
use super::node::{Element, Node, el};
use super::scene::Scene;
use super::sources::{Located, sources_page};
use super::toolbar::toolbar;
use super::words;
use crate::corpus::cite;
use crate::corpus::written::{Csl, CslDate, CslName};
use crate::link::{Page, View};

/// Makes a view one of another page: what is filtered stays, what is open closes.
pub fn turn_to(view: &mut View, page: Page) {
    view.page = page;
    view.open = None;
    view.source = None;
}

/// Whether nothing of the screen is left to draw.
pub fn is_whole(scene: &Scene, extent: &Extent) -> bool {
    match scene.view.page {
        _ if extent.sight().is_some() => true,
        Page::Matrix => extent.of(matrix::AT_ONCE, usize::MAX).end >= scene.matrix.rows.len(),
        Page::Arguments => extent.of(arguments::AT_ONCE, usize::MAX).end >= arguments::length(scene),
        Page::Sources | Page::Codebook => true,
    }
}

/// The screen, with the copies of sources that a reader opened; or so much of it.
pub fn screen(scene: &Scene, around: &Around, copies: &[Arc<Located>], extent: &Extent) -> Vec<Node> {
    let corpus = scene.corpus();
    let page = match scene.view.page {
        Page::Matrix => matrix_page(scene, around, extent),
        Page::Arguments => arguments_page(scene, around, extent),
        Page::Sources => sources_page(scene, copies, extent),
        Page::Codebook => codebook_page(scene, extent),
    };
    let head = el("header")
        .class("head")
        .with(link(scene.link_to(&|_| ()), words::BRAND).class("brand"))
        .with(el("h1").attr("dir", "auto").with(corpus.question.as_str()))
        .with_some(scene.view.corpus.is_some().then(|| link("#/matrix", words::LEAVE).class("leave")));
    let main = el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .attr("aria-label", words::page(scene.view.page))
        .class(format!("page {}", scene.view.page.name()))
        .with_some(toolbar(scene, around.drawer))
        .with_all(page)
        .key(scene.view.page.name());
    // Below half a matrix it would jump when the rest comes.
    let foot = (scene.view.page != Page::Matrix || is_whole(scene, extent)).then(|| foot(scene, around));
    // What lies behind a dialog cannot be read, so an open one says it itself.
    let outside = toast(if around.citing == Citing::Nothing { &around.toast } else { "" });
    let skip = link("#main", words::SKIP).class("skip").attr("data-do", "skip");
    let before = [
        skip,
        head,
        navigation(scene, around),
        el("div").attr("role", "status").with_some(update(around)).with_some(notice(&around.ignored)),
        main,
    ];
    let after = [
        outside,
        el("p").attr("role", "status").class("hidden").with(around.count.as_str()),
        citation(scene, around),
        keys(around),
    ];
    before.into_iter().chain(foot).chain(after).map(Node::from).collect()
}

/// The foot of the page: what this is, and on paper the references and the view's address.
fn foot(scene: &Scene, around: &Around) -> Element {
    let corpus = scene.corpus();
    el("footer")
        .class("foot")
        .with(references(scene))
        .with(el("p").attr("dir", "auto").with(words::colophon(
            &corpus.title,
            &corpus.version,
            &corpus.licence,
        )))
        .with(el("p").class("address").with(format!("{}{}", around.base, scene.view)))
}

fn navigation(scene: &Scene, around: &Around) -> Element {
    let corpus = scene.corpus();
    let pages = Page::ALL.into_iter().map(|page| {
        let number = match page {
            Page::Arguments => Some(corpus.arguments.len()),
            Page::Sources => Some(corpus.sources.len()),
            Page::Matrix | Page::Codebook => None,
        };
        let to = scene.link(&|view| turn_to(view, page));
        let current = (page == scene.view.page).then(|| "page".to_owned());
        let number = number.map(|number| el("small").with(words::number(number)));
        link(to, words::page(page)).maybe("aria-current", current).with(" ").with_some(number).into()
    });
    let theme = words::THEMES.get(around.theme).map_or("", |(_, text)| text);
    let theme = button("theme", "", "")
        .attr("title", words::THEME_TITLE)
        .with(el("span").attr("aria-hidden", "true").with("◐ "))
        .with(el("span").class("hidden").with(words::THEME))
        .with(el("span").class("theme-name").with(theme));
    // A title on the button would be read beside its name.
    let hint = el("span").attr("title", words::KEYS_TITLE).with("?");
    let tools = el("span")
        .class("tools")
        .with(button("open", "", words::OPEN).attr("title", words::OPEN_TITLE))
        .with(button("share", "", words::SHARE).attr("title", words::SHARE_TITLE))
        .with(button("cite-view", "", words::CITE).attr("title", words::CITE_TITLE))
        .with(theme)
        .with(button("keys", "", "").attr("aria-label", words::KEYS_TITLE).with(hint));
    el("nav").class("nav").attr("aria-label", words::PAGES).with_all(pages.collect()).with(tools)
}

/// How many sources are listed in full.
const LISTED: usize = 200;

/// The sources in full: on the screen they are a click away, on paper they must stand there.
fn references(scene: &Scene) -> Element {
    let sources = &scene.corpus().sources;
    let reference = |record| el("li").attr("dir", "auto").with(cite::plain(record)).into();
    let mut rows: Vec<Node> = sources.iter().take(LISTED).map(|source| reference(&source.record)).collect();
    rest(&mut rows, LISTED, sources.len());
    el("section")
        .class("on-paper")
        .with(el("h2").with(words::page(Page::Sources)))
        .with(el("ol").with_all(rows))
}

/// Tells of how many more a list could have.
fn rest(rows: &mut Vec<Node>, listed: usize, number: usize) {
    if number > listed {
        rows.push(el("li").with(words::more(number - listed)).into());
    }
}

/// How many ignored parts are named one by one.
const NAMED: usize = 8;

fn notice(ignored: &[String]) -> Option<Element> {
    let mut rows: Vec<Node> =
        ignored.iter().take(NAMED).map(|part| el("li").with(part.as_str()).into()).collect();
    rest(&mut rows, NAMED, ignored.len());
    (!ignored.is_empty()).then(|| {
        el("div")
            .class("notice")
            .with(el("p").with(words::IGNORED))
            .with(el("ul").with_all(rows))
            .with(button("understood", "", words::UNDERSTOOD))
    })
}

/// A new version is offered; the page's start script hears the first button.
fn update(around: &Around) -> Option<Element> {
    around.update.then(|| {
        el("div")
            .class("notice")
            .key("update")
            .with(el("p").with(words::NEW_VERSION))
            .with(button("renew", "", words::USE_IT))
            .with(" ")
            .with(button("later", "", words::LATER).class("quiet"))
    })
}

/// What is shown when the app has stopped: a part of the page, not of the app. The page's start
/// script fills in the report, opens it and hears its buttons.
pub fn failure() -> Element {
    let press = |name: &str, text: &str| el("button").attr("type", "button").attr("name", name).with(text);
    el("dialog")
        .attr("id", "failure")
        .class("failure")
        .attr("aria-label", words::FAILED_TITLE)
        .with(el("h2").with(words::FAILED_TITLE))
        .with(el("p").with(words::FAILED_HELP))
        .with(el("pre").attr("tabindex", "0").attr("aria-label", words::FAILED_REPORT).attr("role", "region"))
        .with(press("reload", words::RELOAD))
        .with(" ")
        .with(press("copy", words::COPY_REPORT).attr("value", words::COPIED))
}

/// A dialog; the screen opens it, and its last button closes it.
fn dialog(name: &'static str, label: &str) -> Element {
    el("dialog").class(name).attr("data-dialog", name).attr("aria-label", label)
}

fn close() -> Element {
    let button = el("button").class("close").with(words::CLOSE);
    el("form").attr("method", "dialog").with(button)
}

/// A word to the reader that goes away by itself.
fn toast(said: &str) -> Element {
    let class = if said.is_empty() { "toast" } else { "toast shown" };
    el("p").attr("role", "status").class(class).with(said)
}

/// The record of the corpus as it is shown now.
fn record(scene: &Scene, around: &Around) -> Csl {
    let corpus = scene.corpus();
    let issued: Vec<u16> = corpus.issued.split('-').filter_map(|part| part.parse().ok()).collect();
    let date = |parts: Vec<u16>| {
        (!parts.is_empty()).then(|| CslDate { date_parts: vec![parts], ..CslDate::default() })
    };
    let name = |name: &String| CslName { literal: Some(name.clone()), ..CslName::default() };
    Csl {
        id: format!("{}-{}", corpus.name, corpus.version),
        kind: "dataset".into(),
        title: Some(format!("{} (version {})", corpus.title, corpus.version)),
        author: corpus.coders.iter().map(name).collect(),
        issued: date(issued),
        accessed: date(around.today.iter().map(|&part| part as u16).collect()),
        publisher: Some(words::BRAND.into()),
        url: Some(format!("{}{}", around.base, scene.view)),
        ..Csl::default()
    }
}

fn citation(scene: &Scene, around: &Around) -> Element {
    let dialog = dialog("citation", words::CITATION);
    let own;
    let (what, record) = match &around.citing {
        Citing::Nothing => return dialog,
        Citing::View => {
            own = record(scene, around);
            (words::THIS_VIEW, &own)
        }
        Citing::Source(name) => {
            let Some(source) = scene.corpus().sources.find(name) else { return dialog };
            let source = &scene.corpus().sources[source];
            (source.short.as_str(), &source.record)
        }
    };
    let form = |name: &str, text: String| -> Vec<Node> {
        let copy = button("copy-text", &text, words::COPY_IT)
            .with(el("span").class("hidden").with(format!(" {name}")));
        let text = el("pre").attr("tabindex", "0").attr("dir", "auto").with(text);
        vec![el("h3").with(name).into(), text.into(), copy.into()]
    };
    dialog
        .with(el("h2").with(format!("{} {what}", words::CITE)))
        .with_all(form("Plain text", cite::plain(record)))
        .with_all(form("BibTeX", cite::bibtex(record)))
        .with_all(form("CSL-JSON", cite::csl_json(record)))
        .with(toast(&around.toast))
        .with(close())
}

/// The dialog in which a collection is opened: a part of the page, not of the screen. What stands in it
/// is drawn by the one who opens it.
pub fn opening() -> Element {
    let button = el("button").class("close").with(words::CANCEL);
    let close = el("form").attr("method", "dialog").with(button);
    dialog("opening", words::OPEN_TITLE).with(el("div").class("door")).with(close)
}

fn keys(around: &Around) -> Element {
    let row = |(key, does): &(&str, &str)| {
        let key = el("dt").with(el("kbd").with(*key));
        el("div").with(key).with(el("dd").with(*does)).into()
    };
    dialog("keys", words::KEYS_TITLE)
        .with(el("h2").with(words::KEYS_TITLE))
        .with(el("dl").with_all(words::KEYS.iter().map(row).collect()))
        .with(el("h2").with(words::IN_THE_SEARCH))
        .with(el("dl").with_all(words::ASKED.iter().map(row).collect()))
        .with(button("switch-keys", "", if around.keys_off { words::KEYS_ON } else { words::KEYS_OFF }))
        .with(close())
}
