//! A reader's own copy of a source: found, drifted, lost; and what is refused.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::counts::{Counts, list, text};
use super::helpers::{Visit, visit};

/// The coded text of a source, if it lies beside the project.
fn text_of(source: &str) -> Option<String> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sources");
    std::fs::read_to_string(folder.join(format!("{source}.txt"))).ok()
}

async fn paste(reader: &Visit, copy: &str) {
    let set = "const field = document.querySelector('[data-copy-of] textarea');
        field.value = arguments[0];
        field.dispatchEvent(new Event('input', { bubbles: true }))";
    reader.wait_for("[data-copy-of] textarea").await;
    reader.ask::<Value>(set, json!(copy)).await;
    reader.click("[data-copy-of] button[type=submit]").await;
}

/// Exact, drifted, lost.
async fn tally(reader: &Visit) -> [usize; 3] {
    reader.wait_for(".tally").await;
    let numbers = reader.texts(".tally b").await;
    let number = |at: usize| numbers[at].parse().expect("a number");
    [number(0), number(1), number(2)]
}

/// Chooses a file with this content.
async fn choose_file(reader: &Visit, content: &str) {
    let choose = "const input = document.querySelector('[data-copy-of] [type=file]');
        const files = new DataTransfer();
        files.items.add(new File([arguments[0]], 'a-file'));
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    reader.wait_for("[data-copy-of] [type=file]").await;
    reader.ask::<Value>(choose, json!(content)).await;
}

#[test]
fn every_argument_is_found_exactly_in_the_coded_text() {
    let counts = Counts::new();
    let mut texts =
        counts.sources.iter().filter_map(|source| Some((source, text_of(text(source, "id"))?))).peekable();
    if texts.peek().is_none() {
        return println!("skipped: no texts here");
    }
    let texts: Vec<_> = texts.collect();
    visit("#/sources", async |reader| {
        for (source, copy) in &texts {
            let name = text(source, "id");
            reader.open(&format!("#/sources?at={name}")).await;
            paste(reader, copy).await;
            let all = list(source, "arguments").len();
            assert_eq!(tally(reader).await, [all, 0, 0], "exact, drifted, lost in {name}");
            let mut marked = reader.attributes(".copy-text [data-passage]", "data-passage").await;
            let mut wanted: Vec<&str> = list(source, "arguments").iter().map(|one| text(one, "id")).collect();
            marked.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(marked, wanted, "the passages marked in {name}");
            assert_eq!(
                &reader.text(".copy-text").await.replace('▸', ""),
                copy,
                "the copy stands there whole"
            );
        }
    });
}

/// Where a passage stands in its block: its first and last byte.
fn passage(block: &str, argument: &Value) -> Option<(usize, usize)> {
    let start = block.find(text(&argument["anchor"], "start"))?;
    let end = block[start..].find(text(&argument["anchor"], "end"))? + start;
    (end > start).then_some((start, end))
}

/// The copy with a word of the longest passage altered and the block of another argument removed.
fn changed(source: &Value, copy: &str) -> String {
    let mut blocks: Vec<String> =
        copy.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
    let block_of = |argument: &Value| argument["place"]["block"].as_u64().expect("a block") as usize - 1;
    let longest = list(source, "arguments")
        .iter()
        .filter_map(|one| {
            passage(&blocks[block_of(one)], one).map(|(start, end)| (end - start, start, block_of(one)))
        })
        .max();
    let (length, start, altered) = longest.expect("an argument with a passage");
    let middle = start + length / 2;
    let block = &blocks[altered];
    let word = block[middle..].find(' ').expect("a space after the middle") + middle + 1;
    let word_end = block[word..].find(' ').map_or(block.len(), |end| word + end);
    let new = format!("{}ALTERED{}", &block[..word], &block[word_end..]);
    blocks[altered] = new;
    let removed = list(source, "arguments").iter().map(block_of).find(|block| *block != altered);
    blocks.remove(removed.expect("an argument in another block"));
    blocks.join("\n\n")
}

#[test]
fn a_changed_copy_says_what_drifted_and_what_is_lost() {
    let counts = Counts::new();
    let found = counts.sources.iter().find_map(|source| Some((source, text_of(text(source, "id"))?)));
    let Some((source, copy)) = found else { return println!("skipped: no texts here") };
    visit(&format!("#/sources?at={}", text(source, "id")), async |reader| {
        paste(reader, &changed(source, &copy)).await;
        let [exact, drifted, lost] = tally(reader).await;
        let all = list(source, "arguments").len();
        assert_eq!(exact + drifted + lost, all, "every argument is one of the three");
        assert!(drifted > 0, "an altered word makes no argument drift: {exact} exact, {lost} lost");
        assert!(lost > 0, "a removed block loses no argument: {exact} exact, {drifted} drifted");
        assert!(!reader.texts(".copy-text mark.drifted").await.is_empty(), "what drifted is marked so");
        reader.click("[data-do=close-copy]").await;
        reader.wait_for("[data-copy-of] textarea").await;
    });
}

#[test]
fn an_empty_copy_is_refused_with_a_word() {
    let counts = Counts::new();
    visit(&format!("#/sources?at={}", counts.source_names()[0]), async |reader| {
        for nothing in ["", " \n\t "] {
            paste(reader, nothing).await;
            reader
                .wait(
                    "a message",
                    "return document.querySelector('.problem').textContent.includes('no text')",
                )
                .await;
        }
        reader.wait_gone(".tally").await;
    });
}

#[test]
fn files_that_are_no_text_are_refused_with_what_to_do() {
    let counts = Counts::new();
    visit(&format!("#/sources?at={}", counts.source_names()[0]), async |reader| {
        for (content, word) in [("%PDF-1.7 x", "PDF"), ("PK\u{3}\u{4}x", "packed"), ("a\u{0}b", "not text")] {
            choose_file(reader, content).await;
            let said = "return document.querySelector('.problem').textContent.includes(arguments[0])";
            reader.wait_with(&format!("a message about {word}"), said, json!(word)).await;
        }
    });
}

#[test]
fn a_text_that_is_something_else_loses_every_argument() {
    let counts = Counts::new();
    let source = &counts.sources[0];
    visit(&format!("#/sources?at={}", text(source, "id")), async |reader| {
        choose_file(reader, "Nothing of this stands in any source. <b>Nothing</b> at all.").await;
        assert_eq!(tally(reader).await, [0, 0, list(source, "arguments").len()], "exact, drifted, lost");
        assert!(reader.text(".copy-text").await.contains("<b>Nothing</b>"), "a copy is text, not markup");
    });
}
