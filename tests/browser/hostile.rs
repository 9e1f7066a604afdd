//! Text from a corpus is text, whatever it contains; an address that runs is refused.

use std::fs;

use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::helpers::{Visit, visit_folder};
use super::services::{self, Folder};

/// A copy of the built page with another corpus.
fn copy_with(change: impl FnOnce(&mut Value)) -> Folder {
    let copy = Folder::new();
    let files = fs::read_dir(services::dist()).expect("the built page").flatten();
    for file in files.filter(|file| file.path().is_file()) {
        fs::copy(file.path(), copy.path().join(file.file_name())).expect("a copied file");
    }
    let mut corpus = Counts::of(copy.path()).file;
    change(&mut corpus);
    fs::write(copy.path().join("corpus.json"), corpus.to_string()).expect("the changed corpus");
    copy
}

const MARKUP: &str =
    "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script><b>bold</b>&lt;\u{202e}txet\u{2066}";

fn hostile(of: &str) -> String {
    format!("{of} {MARKUP} {}", "Donaudampfschifffahrt".repeat(15))
}

/// Puts hostile text behind whatever stands in these fields, wherever they are.
fn poison(value: &mut Value, fields: &[&str]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| poison(item, fields)),
        Value::Object(map) => {
            for (name, item) in map.iter_mut() {
                match item {
                    Value::String(text) if fields.contains(&name.as_str()) => *text = hostile(text),
                    item => poison(item, fields),
                }
            }
        }
        _ => {}
    }
}

fn poisoned() -> Folder {
    copy_with(|corpus| {
        let fields = [
            "title",
            "question",
            "label",
            "text",
            "claim",
            "short",
            "rule",
            "section",
            "note",
            "publisher",
            "family",
            "given",
            "literal",
            "container-title",
            "start",
            "end",
            "licence",
        ];
        poison(corpus, &fields);
        corpus["method"] = json!([hostile("method")]);
    })
}

/// Nothing ran, nothing became an element, and the text stands there.
async fn assert_is_text(reader: &Visit, view: &str) {
    let ran: bool = reader.ask("return window.ran !== undefined", Value::Null).await;
    assert!(!ran, "{view}: a script of the corpus ran");
    let made = reader.attributes("#app img, #app script, #app b > b", "src").await;
    assert!(made.is_empty(), "{view}: text became an element: {made:?}");
    let shown = reader.text("#app").await;
    assert!(shown.contains(MARKUP), "{view}: the text does not stand there as text");
}

fn views(counts: &Counts) -> Vec<String> {
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    [
        "#/matrix".into(),
        format!("#/matrix?open=row:{row}"),
        format!("#/matrix?open=cell:{row}:{source}"),
        format!("#/matrix?open=column:{source}"),
        format!("#/matrix?source={source}"),
        "#/matrix?rows=holders&columns=issues".into(),
        "#/arguments".into(),
        "#/arguments?group=issue&q=donaudampfschifffahrt".into(),
        format!("#/sources?at={source}"),
        "#/codebook".into(),
        "#/codebook?q=%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E".into(),
        "#/%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E".into(),
    ]
    .into()
}

#[test]
fn text_of_a_corpus_never_becomes_markup() {
    let copy = poisoned();
    let counts = Counts::of(copy.path());
    visit_folder(copy.path(), "", async |reader| {
        for view in views(&counts) {
            reader.open(&view).await;
            reader.wait_drawn().await;
            assert_is_text(reader, &view).await;
        }
        reader.open("#/sources").await;
        reader.click("[data-source] .actions [data-do=cite]").await;
        reader.wait_for("dialog[open] pre").await;
        assert_is_text(reader, "a citation").await;
        let title: String = reader.ask("return document.title", Value::Null).await;
        assert!(title.contains("<img src=x"), "the window's title: {title}");
    });
}

#[test]
fn long_words_of_a_corpus_do_not_widen_the_page() {
    let copy = poisoned();
    let counts = Counts::of(copy.path());
    visit_folder(copy.path(), "", async |reader| {
        reader.resize(360, 740).await;
        for view in views(&counts) {
            reader.open(&view).await;
            reader.wait_drawn().await;
            reader.assert_no_sideways(360, &view).await;
        }
    });
}

#[test]
fn foreign_text_keeps_its_own_direction() {
    let copy = copy_with(|corpus| {
        corpus["question"] = json!("ما هو السؤال؟");
        corpus["sources"][0]["arguments"][0]["claim"] = json!("هذا ادعاء.");
    });
    let argument = text(&Counts::of(copy.path()).file["sources"][0]["arguments"][0], "id").to_owned();
    visit_folder(copy.path(), &format!("#/arguments?open=argument:{argument}"), async |reader| {
        for place in ["h1", "#panel .claim"] {
            let direction = "return getComputedStyle(document.querySelector(arguments[0])).direction";
            assert_eq!(reader.ask::<String>(direction, json!(place)).await, "rtl", "{place}");
        }
        let around: String = reader
            .ask("return getComputedStyle(document.querySelector('main')).direction", Value::Null)
            .await;
        assert_eq!(around, "ltr", "the tool around it");
    });
}

/// The error page says what happened, where, and offers to load again; nothing else is shown.
async fn assert_refused(reader: &Visit, named: &[&str]) {
    reader.wait_for("main.failure pre").await;
    let said = reader.text("main.failure").await;
    named.iter().for_each(|name| assert!(said.contains(name), "{name} is not in: {said}"));
    assert!(!reader.texts("main.failure button").await.is_empty(), "nothing to do about it");
    assert!(reader.texts("table.matrix, .cards").await.is_empty(), "a refused corpus is shown");
}

#[test]
fn an_address_that_runs_is_refused_with_its_place() {
    for (place, named) in [("/sources/1/record", "sources[1].record"), ("/references/2", "references[2]")] {
        let copy = copy_with(|corpus| {
            let record = corpus.pointer_mut(place).expect("a record");
            record["URL"] = json!("javascript:window.ran=1");
        });
        visit_folder(copy.path(), "", async |reader| {
            assert_refused(reader, &["javascript:window.ran=1", named]).await;
            assert!(!reader.ask::<bool>("return window.ran !== undefined", Value::Null).await, "it ran");
        });
    }
}

#[test]
fn a_corpus_that_is_no_corpus_is_refused() {
    for (content, named) in
        [("{\"format\":\"standpoint/9\"}", "standpoint/9"), ("<html>", "line 1"), ("", "corpus.json")]
    {
        let copy = copy_with(|_| {});
        fs::write(copy.path().join("corpus.json"), content).expect("a broken corpus");
        visit_folder(copy.path(), "", async |reader| assert_refused(reader, &[named]).await);
    }
}
