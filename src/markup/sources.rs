//! The documents: reference, what is where, arguments in reading order, the reader's own copy.

use std::ops::Range;
use std::sync::Arc;

use super::card::{button, card, in_source, link, outside};
use super::extent::Extent;
use super::node::{Element, Node, el};
use super::scene::Scene;
use super::words;
use crate::corpus::anchor::{Copy, Found, Nfkc};
use crate::corpus::order::set;
use crate::corpus::{ArgumentId, BlockKind, Corpus, IssueId, Source, SourceId, cite};
use crate::link::Page;
use crate::query::Facet;

/// A reader's own copy of a source, with every argument looked for in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Located {
    /// The source.
    pub source: SourceId,
    /// The copy.
    pub text: String,
    /// Where each argument of the source was found.
    pub found: Vec<(ArgumentId, Found)>,
}

/// Looks for every argument of a source in a copy of it.
pub fn locate(corpus: &Corpus, source: SourceId, text: String, nfkc: Nfkc) -> Located {
    let copy = Copy::new(&text, nfkc);
    let find = |argument: ArgumentId| {
        let row = &corpus.arguments[argument];
        (argument, copy.find(&row.anchor, (row.place.last - row.place.first + 1) as usize))
    };
    Located { source, found: corpus.arguments_of(source).map(find).collect(), text }
}

/// The page, with the copies a reader opened.
pub fn sources_page(scene: &Scene, copies: &[Arc<Located>], extent: &Extent) -> Vec<Node> {
    let sources: Vec<SourceId> = scene.corpus().sources.ids().collect();
    let row = |at: usize| {
        let copy = copies.iter().find(|copy| copy.source == sources[at]).map(Arc::as_ref);
        source_row(scene, sources[at], copy)
    };
    let has_text = scene.corpus().sources.iter().any(Source::has_text);
    let lead = has_text.then(|| el("p").class("lead").with(words::SOURCES_LEAD));
    let list = el("div").class("source-list").with_some(lead);
    let rows = match (extent.sight(), scene.library.more) {
        (Some(lens), Some(more)) => (more.feed)(words::page(Page::Sources), sources.len(), lens, &row),
        _ => (0..sources.len()).map(|at| row(at).into()).collect(),
    };
    vec![list.with_all(rows).into()]
}

fn source_row(scene: &Scene, source: SourceId, copy: Option<&Located>) -> Element {
    let corpus = scene.corpus();
    let row = &corpus.sources[source];
    let open = scene.view.source.as_ref() == Some(&row.name);
    let toggle = scene.link(&|view| {
        view.source = (!open).then(|| row.name.clone());
        view.open = None;
    });
    let list = scene.link_to(&|view| {
        view.page = Page::Arguments;
        view.filters.add(Facet::Source, &row.name);
    });
    let number = words::arguments(row.arguments.len());
    let title = format!("source-{}", row.name);
    let head = el("h2")
        .attr("id", title.as_str())
        .with(el("span").attr("dir", "auto").with(row.short.as_str()))
        .with(" ")
        .with(el("small").with(format!("{}, {number}", words::source_date(row))));
    let read = if row.has_text() { words::READ_BESIDE } else { words::READ };
    let toggle = link(toggle, if open { words::CLOSE } else { read })
        .attr("aria-expanded", if open { "true" } else { "false" });
    let published = row.record.url.is_some().then(|| outside(&row.record, words::PUBLISHED));
    let note =
        row.record.note.as_ref().map(|note| el("p").class("sub").attr("dir", "auto").with(note.as_str()));
    let actions = el("p")
        .class("actions")
        .with(toggle)
        .with(link(list, words::TO_LIST))
        .with(button("cite", &row.name, words::CITE))
        .with_some(published);
    el("section")
        .class("source")
        .key(row.name.as_str())
        .attr("data-source", row.name.as_str())
        .attr("aria-labelledby", title)
        .with(head)
        .with(el("p").class("reference").attr("dir", "auto").with(cite::plain(&row.record)))
        .with_some(note)
        .with_some(row.has_text().then(|| strip(scene, source)))
        .with(actions)
        .with_some(open.then(|| reading(scene, source, copy)))
}

/// Which block carries which issues: a row an issue, a column a block as wide as it is long.
fn strip(scene: &Scene, source: SourceId) -> Element {
    let corpus = scene.corpus();
    let rows: Vec<Node> =
        corpus.issues.ids().filter_map(|issue| strip_row(scene, source, issue)).map(Node::from).collect();
    el("div").class("strip").attr("role", "group").attr("aria-label", words::STRIP).with_all(rows)
}

/// The blocks of running text with their first column and width, in thousandths of the whole.
fn columns(row: &Source) -> Vec<(usize, u64, u64)> {
    let text = || row.outline.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Text);
    let total: u64 = text().map(|(_, block)| u64::from(block.words)).sum::<u64>().max(1);
    let mut words = 0;
    text()
        .map(|(at, block)| {
            let from = words * 1000 / total;
            words += u64::from(block.words);
            (at, from, words * 1000 / total - from)
        })
        .collect()
}

fn strip_row(scene: &Scene, source: SourceId, issue: IssueId) -> Option<Element> {
    let corpus = scene.corpus();
    let row = &corpus.sources[source];
    let speaks = |argument: &ArgumentId| {
        let mut stances = corpus.stances_of(*argument).iter();
        stances.any(|statement| corpus.propositions[statement.proposition].issue == issue)
    };
    let arguments: Vec<ArgumentId> = corpus.arguments_of(source).filter(speaks).collect();
    let marks = columns(row).into_iter().map(|(at, from, width)| {
        let in_block = |argument: &&ArgumentId| corpus.arguments[**argument].place.block as usize == at + 1;
        let here: Vec<&ArgumentId> = arguments.iter().filter(in_block).collect();
        let said = words::block(at + 1, here.len());
        let rect = el("rect")
            .attr("x", from.to_string())
            .attr("y", "0")
            .attr("width", width.saturating_sub(3).max(2).to_string())
            .attr("height", "10")
            .class(if here.is_empty() { "" } else { "filled" })
            .maybe("aria-hidden", here.is_empty().then(|| "true".to_owned()))
            .with(el("title").with(said.as_str()));
        match here.first() {
            Some(&&first) => {
                link(in_source(scene, first), rect).attr("tabindex", "-1").attr("aria-label", said).into()
            }
            None => rect.into(),
        }
    });
    let bars = el("svg")
        .attr("viewBox", "0 0 1000 10")
        .attr("preserveAspectRatio", "none")
        .attr("role", "group")
        .attr("aria-label", words::arguments(arguments.len()))
        .with_all(marks.collect());
    let label = el("span").class("label").attr("dir", "auto").with(corpus.issues[issue].label.as_str());
    let number = el("span").class("number").attr("aria-hidden", "true").with(arguments.len().to_string());
    let strip = el("div").class("strip-row").with(label).with(bars).with(number);
    (!arguments.is_empty()).then_some(strip)
}

/// The arguments in reading order, beside the reader's own copy.
fn reading(scene: &Scene, source: SourceId, copy: Option<&Located>) -> Element {
    let corpus = scene.corpus();
    let mut cards = el("div").class("cards");
    let mut section = "";
    for argument in corpus.arguments_of(source) {
        let here = corpus.section(argument);
        if here != section && !here.is_empty() {
            cards = cards.with(el("h3").class("section-head").attr("dir", "auto").with(here));
        }
        section = here;
        cards = cards.with(card(scene, argument));
    }
    let row = &corpus.sources[source];
    let copy = match copy {
        Some(copy) => Some(located(scene, copy)),
        None => row.has_text().then(|| form(row)),
    };
    // It scrolls by itself, so the keyboard must be able to stop there.
    let copy = copy.map(|copy| {
        let copy = copy.class("own-copy").attr("tabindex", "0").attr("role", "region");
        copy.attr("aria-label", words::COPY_REGION)
    });
    // The copy first, as it stands on a small screen: it is not behind all the cards.
    el("div").class("reading").with_some(copy).with(cards)
}

/// Where a reader brings a copy; the screen reads what is dropped, pasted or chosen.
fn form(row: &Source) -> Element {
    let paste = el("label")
        .with(el("span").with(words::COPY_PASTE))
        .with(el("textarea").attr("name", "copy").attr("rows", "6"));
    let file = el("label")
        .class("file")
        .with(words::COPY_FILE)
        .with(el("input").attr("type", "file").attr("name", "file").attr("accept", ".txt,.md,text/plain"));
    let form = el("form")
        .class("drop")
        .attr("data-copy-of", row.name.as_str())
        .with(el("h3").with(words::COPY))
        .with(el("p").with(words::COPY_LEAD))
        .with(paste)
        .with(
            el("p")
                .class("actions")
                .with(el("button").attr("type", "submit").with(words::COPY_FIND))
                .with(file),
        )
        .with(el("p").class("problem").attr("role", "alert"));
    el("div").key("form").with(form)
}

/// A copy with the arguments marked in it.
fn located(scene: &Scene, copy: &Located) -> Element {
    let count =
        |wanted: &dyn Fn(&Found) -> bool| copy.found.iter().filter(|(_, found)| wanted(found)).count();
    let exact = count(&|found| matches!(found, Found::Exact(_)));
    let drifted = count(&|found| matches!(found, Found::Drifted(..)));
    let lost = count(&|found| *found == Found::Lost);
    let number = |class: &str, number: usize| el("b").class(class).with(number.to_string());
    let tally = el("p")
        .class("tally")
        .attr("role", "status")
        .with(number("exact", exact))
        .with(words::FOUND_EXACTLY)
        .with(number("drifted", drifted))
        .with(words::FOUND_DRIFTED)
        .with(number("lost", lost))
        .with(words::FOUND_LOST)
        .with(
            button("close-copy", &scene.corpus().sources[copy.source].name, words::COPY_CLOSE).class("quiet"),
        );
    let is_own = scene.corpus().sources[copy.source].text.as_ref() == Some(&copy.text);
    let missing = copy.found.iter().filter(|(_, found)| *found == Found::Lost).map(|(argument, _)| {
        let claim = scene.corpus().arguments[*argument].claim.as_str();
        el("li").with(link(in_source(scene, *argument), claim).attr("dir", "auto")).into()
    });
    let missing = el("ul").with_all(missing.collect());
    let missing = (lost > 0)
        .then(|| el("details").class("related").with(el("summary").with(words::LOST)).with(missing));
    el("div")
        .key("copy")
        .with(el("h3").with(if is_own { words::ITS_TEXT } else { words::YOUR_COPY }))
        .with(tally)
        .with_some(missing)
        .with(el("div").class("copy-text").attr("dir", "auto").with_all(passages(scene, copy)))
}

/// The copy, cut where marks begin and end; a stretch may belong to several arguments.
fn passages(scene: &Scene, copy: &Located) -> Vec<Node> {
    let spans: Vec<(Range<usize>, ArgumentId, bool)> = copy
        .found
        .iter()
        .filter_map(|(argument, found)| match found {
            Found::Exact(range) => Some((range.clone(), *argument, true)),
            Found::Drifted(range, _) => Some((range.clone(), *argument, false)),
            Found::Lost => None,
        })
        .collect();
    let ends = spans.iter().flat_map(|(range, ..)| [range.start, range.end]);
    let cuts: Vec<usize> = set(ends.chain([0, copy.text.len()])).into_iter().collect();
    let mut nodes: Vec<Node> = Vec::new();
    for cut in cuts.windows(2) {
        let part = &copy.text[cut[0]..cut[1]];
        for (_, argument, _) in spans.iter().filter(|(range, ..)| range.start == cut[0]) {
            let row = &scene.corpus().arguments[*argument];
            let to =
                link(in_source(scene, *argument), "▸").class("to-card").attr("title", row.claim.as_str());
            nodes.push(to.attr("aria-label", words::TO_CARD).attr("data-passage", row.name.as_str()).into());
        }
        let mut here =
            spans.iter().filter(|(range, ..)| range.start <= cut[0] && cut[1] <= range.end).peekable();
        nodes.push(match here.peek() {
            None => part.into(),
            Some(_) => {
                let class = if here.all(|(.., exact)| *exact) { "" } else { "drifted" };
                el("mark").class(class).with(part).into()
            }
        });
    }
    nodes
}
