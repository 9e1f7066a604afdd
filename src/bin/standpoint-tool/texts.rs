//! Checking a corpus against the coded texts, and filling in what comes from them.

use std::collections::HashSet;
use std::path::Path;

use standpoint::corpus::anchor::{anchor, fingerprint, normal_form};
use standpoint::corpus::written::{BlockFile, BlockKind, SourceFile};
use standpoint::corpus::{Fault, Problem, ProblemPlace, text};
use unicode_normalization::UnicodeNormalization;

use crate::files::{self, Files};

fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// Unicode normalisation form KD.
pub fn nfkd(text: &str) -> String {
    text.nfkd().collect()
}

fn text_of(dir: &Path, source: &SourceFile) -> Option<String> {
    std::fs::read_to_string(dir.join(format!("{}.txt", source.id))).ok()
}

fn fingerprints(block: &str) -> Vec<String> {
    let sentences = text::sentences(block).into_iter();
    sentences.map(|range| fingerprint(&normal_form(&block[range], nfkc))).collect()
}

/// Everything in which a corpus differs from its texts, and what it takes over from them.
pub fn check(files: &Files, dir: &Path) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (at, source) in files.corpus.sources.iter().enumerate() {
        let (file, prefix) = files.place_of(at);
        let mut fault = |pointer: String, fault| {
            let place = ProblemPlace { file: file.clone(), pointer: format!("{prefix}{pointer}") };
            problems.push(Problem { place, fault });
        };
        let Some(text) = text_of(dir, source) else {
            fault(String::new(), Fault::NoText(format!("{}.txt", source.id)));
            continue;
        };
        let blocks: Vec<&str> = text::blocks(&text).map(|range| &text[range]).collect();
        if blocks.len() != source.outline.len() {
            let (has, is) = (source.outline.len(), blocks.len());
            fault("outline".into(), Fault::Drifted(format!("{has} blocks, but the text has {is}")));
        }
        for (at, (block, outline)) in blocks.iter().zip(&source.outline).enumerate() {
            if fingerprints(block) != outline.sentences {
                fault(format!("outline[{at}]"), Fault::Drifted("the block's sentences differ".into()));
            }
        }
        if source.text.as_ref().is_some_and(|own| *own != text) {
            fault("text".into(), Fault::Drifted("it is not the text beside the corpus".into()));
        }
        let runs = runs_of(&text);
        for (at, argument) in source.arguments.iter().enumerate() {
            let [first, last] = argument.place.sentences;
            let block = blocks.get((argument.place.block as usize).wrapping_sub(1));
            let expected = block.and_then(|block| anchor(block, first as usize, last as usize, nfkc));
            if expected.is_none_or(|expected| expected != argument.anchor) {
                let what = format!("block {} does not have this passage", argument.place.block);
                fault(format!("arguments[{at}].anchor"), Fault::Drifted(what));
            }
            let evidence = argument.evidence.iter().map(|evidence| &evidence.text);
            for written in std::iter::once(&argument.claim).chain(evidence) {
                if let Some(run) = copied(written, &runs) {
                    fault(format!("arguments[{at}]"), Fault::Copied { words: RUN, run });
                }
            }
        }
    }
    problems
}

/// So many words running may not be the source's own.
const RUN: usize = 9;

fn lower_words(text: &str) -> Vec<String> {
    let normal = normal_form(text, nfkc);
    text::words(&normal).into_iter().map(|range| normal[range].to_owned()).collect()
}

fn runs_of(text: &str) -> HashSet<String> {
    lower_words(text).windows(RUN).map(|run| run.join(" ")).collect()
}

fn copied(written: &str, runs: &HashSet<String>) -> Option<String> {
    lower_words(written).windows(RUN).map(|run| run.join(" ")).find(|run| runs.contains(run))
}

/// Fills in outline and anchors of a source from its text, and renews the text itself if the source
/// carries it. Kinds and sections that somebody wrote stay with their block, wherever that moved; a
/// changed block has those of its place.
fn anchor_all(source: &mut SourceFile, text: &str) -> Result<(), String> {
    let blocks: Vec<&str> = text::blocks(text).map(|range| &text[range]).collect();
    let old = std::mem::take(&mut source.outline);
    source.outline = blocks
        .iter()
        .enumerate()
        .map(|(at, block)| {
            let sentences = fingerprints(block);
            let same = old.iter().find(|row| row.sentences == sentences);
            let there = || old.get(at).filter(|_| old.len() == blocks.len());
            let mut row = same.or_else(there).cloned().unwrap_or_else(|| BlockFile {
                kind: BlockKind::Text,
                section: String::new(),
                words: 0,
                sentences: Vec::new(),
                extra: Default::default(),
            });
            row.words = text::words(block).len() as u32;
            row.sentences = sentences;
            row
        })
        .collect();
    if source.text.is_some() {
        source.text = Some(text.to_owned());
    }
    for (at, argument) in source.arguments.iter_mut().enumerate() {
        let [first, last] = argument.place.sentences;
        let block = blocks.get((argument.place.block as usize).wrapping_sub(1));
        argument.anchor = block
            .and_then(|block| anchor(block, first as usize, last as usize, nfkc))
            .ok_or_else(|| format!("{}: arguments[{at}].place: the text has no such passage", source.id))?;
    }
    Ok(())
}

/// Fills in outline and anchors of every source whose text is there; says what it did.
pub fn anchor_command(path: &Path, dir: &Path) -> Result<String, String> {
    let mut files = files::read(path)?;
    if files.sources.is_empty() {
        return Err(format!(
            "{}: anchors are filled in where each source is a file in sources/",
            path.display()
        ));
    }
    let mut done = Vec::new();
    // Written only when all could be made: a fault leaves every file as it was.
    let mut renewed = Vec::new();
    for (source, file) in files.corpus.sources.iter_mut().zip(&files.sources) {
        let Some(text) = text_of(dir, source) else {
            done.push(format!("{}: no text, left as it was", source.id));
            continue;
        };
        anchor_all(source, &text)?;
        let json = serde_json::to_string_pretty(source).map_err(|error| error.to_string())?;
        renewed.push((file, json + "\n"));
        done.push(format!("{}: {} anchors", source.id, source.arguments.len()));
    }
    if renewed.is_empty() {
        return Err(format!("{}: none of the corpus's texts is there", dir.display()));
    }
    for (file, json) in renewed {
        files::write(file, json)?;
    }
    Ok(done.join("\n"))
}
