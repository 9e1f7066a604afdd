//! What the dialog says before there is anything to ask about: what can be opened, how far it is, and
//! why a file cannot even be read.

use std::str::FromStr;

use super::Fingerprint;
use super::faults::{Files, frame};
use super::words;
use crate::markup::{Element, Node, el};
use crate::opening::{Fault, Notes, Problem, Progress};

/// Asks for files; where a link names a collection, for that one.
pub fn asking(wanted: &str) -> Vec<Node> {
    let heading = el("h2").attr("id", "opening-title").with(words::ASKING);
    let needed = Fingerprint::from_str(wanted).ok().map(|wanted| {
        let name = el("bdi").class("door-file").with(wanted.name());
        el("p").class("needed").with(words::NEEDED).with(name).with(words::NEEDED_END)
    });
    let choose = |label: &str, is_folder: bool| -> Element {
        let input = el("input")
            .attr("type", "file")
            .flag(if is_folder { "webkitdirectory" } else { "multiple" }, true);
        el("label").class("door-choose").with(el("span").with(label)).with(input)
    };
    let kinds = words::KINDS
        .iter()
        .map(|(name, text)| el("div").with(el("dt").with(*name)).with(el("dd").with(*text)).into());
    let asking = el("div")
        .class("door")
        .key("asking")
        .with(heading)
        .with_some(needed)
        .with(el("p").with(words::ASKING_LEAD))
        .with(
            el("div")
                .class("door-chooses")
                .with(choose(words::CHOOSE_FILES, false))
                .with(choose(words::CHOOSE_FOLDER, true)),
        )
        .with(el("dl").class("door-kinds").with_all(kinds.collect()));
    vec![asking.into()]
}

/// How far it is.
pub fn under_way(progress: Progress) -> Vec<Node> {
    let stage = words::stage(progress.stage);
    let percent = (progress.share * 100.0) as usize;
    let bar = el("progress").number("max", 100).number("value", percent).attr("aria-label", stage);
    let going = el("div")
        .class("door")
        .key("under way")
        .with(el("h2").attr("id", "opening-title").with(words::OPENING))
        .with(el("p").attr("role", "status").with(stage))
        .with(bar);
    vec![going.into()]
}

/// That files are together larger than what is opened, in bytes.
pub fn too_large(names: Vec<String>, size: u64, limit: u64) -> Vec<Node> {
    refused(names, size, Fault::TooLarge(limit))
}

/// That a browser gave no file, or only a part of it.
pub fn unreadable(name: &str, size: u64) -> Vec<Node> {
    refused(vec![name.to_owned()], size, Fault::Unreadable)
}

fn refused(names: Vec<String>, size: u64, fault: Fault) -> Vec<Node> {
    let name = names.first().cloned().unwrap_or_default();
    let files =
        Files { number: names.len(), names: names.into_iter().take(super::faults::NAMED).collect(), size };
    let notes = Notes::of(vec![Problem::new(&name, "", fault)]);
    vec![frame("refused", words::REFUSED, &files).with(super::faults::listed(&notes, &files)).into()]
}
