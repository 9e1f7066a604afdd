//! Text from a corpus is text, whatever it contains; an address that runs is refused.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::counts::{Counts, text};
use super::helpers::{Visit, visit_folder};
use super::services::Folder;
use super::site::Site;

/// Markup in every place where a parser could take it for its own, and marks that turn text around.
const MARKUP: &str = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script><b>bold</b>&lt;\"'\
    </script></noscript></title><!--]]>--!>\u{2028}\u{202e}txet\u{2066}";

/// Fields whose text is a name, a date or an address: what they may be is checked.
const CHECKED: [&str; 16] = [
    "id",
    "issue",
    "proposition",
    "role",
    "certainty",
    "holder",
    "reference",
    "from",
    "to",
    "format",
    "date",
    "issued",
    "time",
    "URL",
    "about",
    "answers",
];

/// Changes every text of a corpus that is shown as it is, in whatever field it stands.
fn change_texts(value: &mut Value, field: &str, around: &str, change: &dyn Fn(&str) -> String) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| change_texts(item, field, around, change)),
        Value::Object(map) => {
            for (name, item) in map.iter_mut() {
                change_texts(item, name, field, change);
            }
        }
        Value::String(text) => {
            let is_choice = field == "kind" && ["relations", "outline"].contains(&around);
            if !CHECKED.contains(&field) && !is_choice {
                *text = change(text);
            }
        }
        _ => {}
    }
}

fn with_texts(change: impl Fn(&str) -> String) -> Site {
    Site::with_corpus(|corpus| change_texts(corpus, "", "", &change))
}

/// Hostile text behind whatever stands in any field.
fn poisoned() -> Site {
    with_texts(|of| format!("{of} {MARKUP} {}", "Donaudampfschifffahrt".repeat(15)))
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
    let counts = Counts::of(&copy.path(""));
    visit_folder(&copy.path(""), "", async |reader| {
        for view in views(&counts) {
            reader.open(&view).await;
            reader.wait_for("#app[aria-busy=false]").await;
            reader.wait_drawn().await;
            assert_is_text(reader, &view).await;
        }
        reader.open("#/sources").await;
        reader.wait_for("#app[aria-busy=false]").await;
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
    let counts = Counts::of(&copy.path(""));
    visit_folder(&copy.path(""), "", async |reader| {
        reader.resize(360, 740).await;
        for view in views(&counts) {
            reader.open(&view).await;
            reader.wait_for("#app[aria-busy=false]").await;
            reader.wait_drawn().await;
            reader.assert_no_sideways(360, &view).await;
        }
    });
}

#[test]
fn foreign_text_keeps_its_own_direction() {
    let copy = Site::with_corpus(|corpus| {
        corpus["question"] = json!("ما هو السؤال؟");
        corpus["sources"][0]["arguments"][0]["claim"] = json!("هذا ادعاء.");
    });
    let argument = text(&Counts::of(&copy.path("")).file["sources"][0]["arguments"][0], "id").to_owned();
    visit_folder(&copy.path(""), &format!("#/arguments?open=argument:{argument}"), async |reader| {
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

/// The elements and attributes of an HTML text, and what of its texts matters to machines.
const STRUCTURE: &str = "
    const page = new DOMParser().parseFromString(arguments[0], 'text/html');
    const walker = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
    let comments = 0;
    while (walker.nextNode()) comments += 1;
    const content = name => page.querySelector(`meta[name='${name}'], meta[property='${name}']`).content;
    return [
        [...page.querySelectorAll('*')].map(one => [one.tagName, ...one.getAttributeNames()].join(' ')),
        comments,
        [page.title, content('description'), content('og:title'), content('og:description'),
            JSON.parse(page.getElementById('linked-data').textContent).name, page.querySelector('h1').textContent],
    ]";

/// What the build writes has the elements of the tool and none of the corpus's: those of a corpus
/// with plain texts in the same places.
#[test]
fn text_of_a_corpus_never_becomes_markup_of_the_file() {
    let length = MARKUP.chars().count();
    let hostile = with_texts(|of| format!("{of} {MARKUP}"));
    let plain = with_texts(|of| format!("{of} {}", "x".repeat(length)));
    visit_folder(&plain.path(""), "", async |reader| {
        // The page's own policy lets nothing be parsed.
        reader.open_empty().await;
        let mut found = Vec::new();
        for site in [&hostile, &plain] {
            let page = fs::read_to_string(site.path("index.html")).expect("the page");
            let one: (Vec<String>, usize, Vec<String>) = reader.ask(STRUCTURE, json!(page)).await;
            found.push(one);
        }
        let [hostile, plain] = found.as_slice() else { panic!("two pages") };
        let differs = hostile.0.iter().zip(&plain.0).position(|(one, other)| one != other);
        assert_eq!(differs.map(|at| (&hostile.0[at], &plain.0[at])), None, "element {differs:?}");
        assert_eq!((hostile.0.len(), hostile.1), (plain.0.len(), plain.1), "elements and comments");
        assert!(hostile.0.len() > 1000, "the whole page is read");
        for text in &hostile.2 {
            assert!(text.contains(MARKUP), "not as text: {text}");
        }
    });
}

/// Texts that parsers, layouts and lists of nodes stumble over.
fn odd_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\0",
        "\0nul\0",
        "]]>",
        "-->",
        "a\u{2028}\u{2029}b",
        "\u{feff}",
        "\u{fffe}\u{ffff}",
        "\u{1b}[31m\u{7}",
        "\r\n\t.",
        "&amp;&#0;&#x3c;b&#x3e;",
        "\\n\\l\\0\\",
        "\u{202e}\u{202d}\u{2067}\u{2068}\u{200f}",
        "{{claim}} ${claim} %s",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    ]
    .map(str::to_owned)
    .into();
    texts.push("a\u{301}".repeat(1_000));
    texts.push("W".repeat(1_000_000));
    texts
}

#[test]
fn odd_texts_are_shown_as_they_are() {
    let texts = odd_texts();
    let site = Site::with_corpus(|corpus| {
        let arguments = corpus["sources"][0]["arguments"].as_array_mut().expect("arguments");
        for (argument, text) in arguments.iter_mut().zip(&texts) {
            argument["claim"] = json!(text);
        }
    });
    let claims: Vec<String> =
        Counts::of(&site.path("")).arguments().iter().map(|(_, one)| text(one, "claim").into()).collect();
    visit_folder(&site.path(""), "", async |reader| {
        reader.wait_for("#app[aria-busy=false]").await;
        let began = Instant::now();
        reader.open("#/arguments").await;
        reader.wait_for("#app[aria-busy=false]").await;
        reader.wait_drawn().await;
        let shown = reader.texts(".cards [data-argument] .claim").await;
        for text in &texts {
            assert!(claims.contains(text), "{text:?} is in the corpus");
            assert!(shown.contains(text), "{:?} is not shown", text.chars().take(20).collect::<String>());
        }
        reader.resize(360, 740).await;
        reader.assert_no_sideways(360, "cards").await;
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    });
}

/// A text that a browser leaves out of what it reads must not shift what the app finds there.
#[test]
fn a_text_of_nothing_visible_leaves_the_page_in_order() {
    let nothing = "\0";
    let site = Site::with_corpus(|corpus| {
        corpus["question"] = json!(nothing);
        for part in ["issues", "roles", "certainties", "actors", "stances"] {
            for row in corpus["codebook"][part].as_array_mut().expect("a list") {
                row["label"] = json!(nothing);
            }
        }
        for row in corpus["codebook"]["propositions"].as_array_mut().expect("a list") {
            row["text"] = json!(nothing);
        }
        for source in corpus["sources"].as_array_mut().expect("sources") {
            source["short"] = json!(nothing);
        }
    });
    visit_folder(&site.path(""), "", async |reader| {
        reader.wait_for("#app[aria-busy=false]").await;
        let order = "return [...document.querySelectorAll('.screen :not(.toast)')].map(one => one.tagName + '.' + one.className)";
        let before: Vec<String> = reader.ask(order, Value::Null).await;
        // Twice to something else and back, so that every part is drawn anew.
        for view in ["#/matrix?order=contested", "#/matrix"] {
            reader.ask::<Value>("location.hash = arguments[0]", json!(view)).await;
            reader.wait_address(view).await;
            reader.wait("the order in its list", "return document.querySelector('select[name=order]').value === (location.hash.includes('contested') ? 'contested' : 'codebook')").await;
        }
        let after: Vec<String> = reader.ask(order, Value::Null).await;
        let differs = before.iter().zip(&after).position(|(one, other)| one != other);
        assert_eq!(differs.map(|at| (&before[at], &after[at])), None, "element {differs:?}");
        assert_eq!(before.len(), after.len());
    });
}

/// What the tool says of a corpus that it refuses, and how long that takes.
fn refusal(corpus: &str) -> (String, Duration) {
    let folder = Folder::new();
    let file = folder.path().join("corpus.json");
    fs::write(&file, corpus).expect("a corpus");
    let began = Instant::now();
    let answer = Command::new(env!("CARGO_BIN_EXE_standpoint-tool")).arg("check").arg(&file).output();
    let answer = answer.expect("the tool");
    assert!(!answer.status.success(), "it is taken");
    (String::from_utf8_lossy(&answer.stderr).into_owned(), began.elapsed())
}

/// The bundled corpus with a piece of JSON, not always a good one, in a place.
fn with_json(place: &str, json: &str) -> String {
    const MARK: &str = "the place for it";
    let mut corpus = Site::corpus();
    let (around, field) = place.rsplit_once('/').expect("a pointer");
    corpus.pointer_mut(around).expect("a place")[field] = json!(MARK);
    corpus.to_string().replacen(&format!("\"{MARK}\""), json, 1)
}

#[test]
fn an_address_that_runs_is_refused_with_its_place() {
    for address in [
        "javascript:window.ran=1",
        "JaVaScRiPt:window.ran=1",
        " javascript:window.ran=1",
        "\\u0001javascript:window.ran=1",
        "java\\nscript:window.ran=1",
        "java\\tscript:window.ran=1",
        "data:text/html,<script>window.ran=1</script>",
        "vbscript:x",
        "blob:https://example.org/x",
        "file:///etc/passwd",
        "about:blank",
        "//example.org",
        "/path",
        "",
        "https",
        "https://example.org/\\u0000",
        "https://example.org/\\u2028x",
    ] {
        for (place, named) in
            [("/sources/1/record/URL", "sources[1].record.URL"), ("/references/0/URL", "references[0].URL")]
        {
            let (said, _) = refusal(&with_json(place, &format!("\"{address}\"")));
            assert!(said.contains(named) && said.contains("no address to open"), "{address}: {said}");
        }
    }
}

#[test]
fn what_is_no_corpus_is_refused_with_its_place() {
    const BLOCK: &str = "/sources/0/arguments/0/place/block";
    let block = "sources[0].arguments[0].place.block";
    const VALUE: &str = "/codebook/stances/0/value";
    let value = "codebook.stances[0].value";
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let deep = deep.as_str();
    for (place, json, named) in [
        (BLOCK, "1e999", block),
        (BLOCK, "-0", block),
        (BLOCK, "-1", block),
        (BLOCK, "3.7", block),
        (BLOCK, "4294967296", block),
        (BLOCK, "NaN", block),
        (BLOCK, "Infinity", block),
        (BLOCK, "\"NaN\"", block),
        (BLOCK, "null", block),
        (BLOCK, "0", block),
        (VALUE, "3", value),
        (VALUE, "1.5", value),
        ("/title", "\"a\\ud800b\"", "title"),
        ("/title", "\"a\\udc00b\"", "title"),
        ("/title", "\"a\", \"title\": \"b\"", "title"),
        ("/unknown", "\"a\\ud800\"", "unknown"),
        ("/unknown", "1e999", "unknown"),
        ("/unknown", deep, "unknown"),
        ("/title", deep, "title"),
        ("/sources", "{}", "sources"),
    ] {
        let (said, took) = refusal(&with_json(place, json));
        let short: String = json.chars().take(30).collect();
        assert!(said.contains(named), "{place}: {short}: {said}");
        assert!(took < Duration::from_secs(20), "{place}: {short}: {took:?}");
    }
    let same = &Site::corpus()["sources"][1]["arguments"][0]["id"];
    let (said, _) = refusal(&with_json("/sources/0/arguments/1/id", &same.to_string()));
    assert!(said.contains("sources[1].arguments[0].id: a second argument"), "{said}");
    for (content, named) in [
        ("{\"format\":\"standpoint/9\"}", "standpoint/9"),
        ("<html>", "line 1"),
        ("", "corpus.json"),
        (deep, "line 1"),
    ] {
        let (said, _) = refusal(content);
        assert!(said.contains(named) && said.contains("corpus.json"), "{said}");
    }
}

/// Each unknown name is likened to known ones; thousands of both must not take minutes.
#[test]
fn thousands_of_unknown_names_are_told_soon() {
    let mut corpus = Site::corpus();
    let arguments = corpus["sources"][0]["arguments"].as_array_mut().expect("arguments");
    let first = arguments[0].clone();
    for at in 0..10_000 {
        let mut more = first.clone();
        more["id"] = json!(format!("argument-{at}"));
        arguments.push(more);
    }
    let relation =
        |at: usize| json!({ "from": format!("argumemt-{at}"), "kind": "supports", "to": "argument-1" });
    corpus["relations"] = (0..5_000).map(relation).collect();
    let (said, took) = refusal(&corpus.to_string());
    assert!(said.contains("no argument \"argumemt-0\"; did you mean \"argument-0\"?"), "{}", &said[..500]);
    assert!(said.contains("5000 errors"));
    assert!(took < Duration::from_secs(60), "{took:?}");
}
