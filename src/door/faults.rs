//! What is wrong, as a list: refusals, and what would be left out.

use super::words;
use super::{Lacking, Ready};
use crate::markup::{Element, Node, el};
use crate::opening::{Brought, Kind, Notes, Problem};

/// A button that the page sends back.
pub(super) fn button(what: &str, text: &str) -> Element {
    el("button").attr("type", "button").attr("data-do", "door").attr("data-what", what).with(text)
}

/// The row of buttons with which every question ends.
pub(super) fn buttons(all: Vec<Element>) -> Option<Element> {
    let nodes: Vec<Node> = all.into_iter().map(Node::from).collect();
    (!nodes.is_empty()).then(|| el("div").class("door-buttons").with_all(nodes))
}

/// A file or several, by names and sizes.
pub(super) struct Files {
    /// The names of the first few.
    pub names: Vec<String>,
    /// How many there are.
    pub number: usize,
    /// Their size together, in bytes, as they were brought.
    pub size: u64,
}

/// How many files are named.
pub(super) const NAMED: usize = 3;

impl Files {
    fn line(&self) -> Element {
        let names = self.names.iter().map(|name| el("bdi").class("door-file").with(name.as_str()).into());
        let mut parts: Vec<Node> = Vec::new();
        for name in names {
            if !parts.is_empty() {
                parts.push(", ".into());
            }
            parts.push(name);
        }
        if self.number > self.names.len() {
            parts.push(format!(" {}", words::more_files(self.number - self.names.len())).into());
        }
        let size = el("small").with(words::size(self.size));
        el("p").class("door-files").with_all(parts).with(" ").with(size)
    }
}

/// What a dialog begins with: what is asked or said, and of which files.
pub(super) fn frame(state: &'static str, heading: &str, files: &Files) -> Element {
    el("div")
        .class("door")
        .key(state)
        .with(el("h2").attr("id", "opening-title").with(heading))
        .with(files.line())
}

/// Problems with their places: the first of them, and how many more there are.
pub(super) fn listed(notes: &Notes, files: &Files) -> Element {
    let rows: Vec<Node> = notes.first.iter().map(|problem| row(problem, files).into()).collect();
    let more = notes.total.saturating_sub(notes.first.len());
    el("div")
        .class("door-scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words::problems(notes.total))
        .with(el("ol").class("door-faults").with_all(rows))
        .with_some((more > 0).then(|| el("p").class("door-more").with(words::more_faults(more))))
}

/// A problem with its place; the one file that was brought is named above.
fn row(problem: &Problem, files: &Files) -> Element {
    let file = problem.place.file.as_str();
    let file = if files.number == 1 && files.names.iter().any(|name| name == file) { "" } else { file };
    let mut place: Vec<Node> = Vec::new();
    for part in [file, &problem.place.pointer].into_iter().filter(|part| !part.is_empty()) {
        place.push(el("bdi").with(part).into());
        place.push(" ".into());
    }
    let place = (!place.is_empty()).then(|| el("span").class("door-place").with_all(place));
    el("li").with_some(place).with(el("span").attr("dir", "auto").with(problem.fault.to_string()))
}

/// Why nothing can be opened.
pub(super) fn refusal(files: &Files, notes: &Notes, more: Vec<Element>) -> Vec<Node> {
    let all = frame("refused", words::REFUSED, files)
        .with(el("p").with(words::found(notes.total)))
        .with(listed(notes, files))
        .with_some(buttons(more));
    vec![all.into()]
}

/// How many files are offered where there are several.
const OFFERED: usize = 20;

/// Several things to open, of which one has to be chosen.
pub(super) fn candidates(files: &Files, brought: &[Brought], kinds: &[Kind]) -> Vec<Node> {
    let offer = |(at, kind): (usize, &Kind)| {
        let file = kind.file().and_then(|at| brought.get(at))?;
        let size = el("small").with(words::size(file.bytes.len() as u64));
        let name = el("bdi").with(file.name.as_str());
        let offer = button(&format!("pick:{at}"), "").with(name).with(" ").with(size);
        Some(el("li").with(offer).into())
    };
    let offers: Vec<Node> = kinds.iter().take(OFFERED).enumerate().filter_map(offer).collect();
    let more = kinds.len().saturating_sub(OFFERED);
    let all = frame("choosing", words::WHICH, files)
        .with(el("p").with(words::WHICH_LEAD))
        .with_some((more > 0).then(|| el("p").class("door-more").with(words::more_candidates(more))))
        .with(el("ul").class("door-offers").with_all(offers));
    vec![all.into()]
}

/// What a library lacks that could be opened.
pub(super) fn incomplete(files: &Files, ready: &Ready, lacking: &Lacking) -> Vec<Node> {
    let left_out = &ready.left_out;
    let many = left_out.total;
    let (state, heading, lead, offered) = match lacking {
        Lacking::Rows(_) => (
            "rows",
            words::rows_unread(many),
            words::REST.to_owned(),
            vec![button("agree", &words::without_rows(many)).class("door-main"), button("back", words::BACK)],
        ),
        Lacking::Answers => (
            "answers",
            words::NOT_ALL.to_owned(),
            words::REST.to_owned(),
            vec![button("agree", &words::without_these(many)).class("door-main")],
        ),
        Lacking::Parts(dropped) => {
            let dropped = words::dropped(*dropped);
            let open = button("leave-out", &words::without(&dropped)).class("door-main");
            ("parts", words::FAULTY.to_owned(), words::mend_lead(&dropped), vec![open])
        }
    };
    let all = frame(state, &heading, files)
        .with(el("p").with(words::found(many)))
        .with(listed(left_out, files))
        .with(el("p").with(lead).with(" ").with(words::rest(&ready.summary)))
        .with_some(buttons(offered));
    vec![all.into()]
}
