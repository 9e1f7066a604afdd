//! When the program stops: the page says what happened and what a reader can do, and sends nothing.

use std::fs;

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::engine::{Engine, skipped};
use super::helpers::{Visit, browse};
use super::site::{Answer, Host, Site, damage, write};

const VIEW: &str = "#/arguments?role=reason";
const REPORT: &str = "#failure[open] pre";

/// One reader at a site whose host tells what was asked of it.
fn at(site: &Site, does: impl AsyncFnOnce(&Visit, &Host)) {
    if skipped(&[Engine::Chromium, Engine::Firefox], "scripts before the page's own") {
        return;
    }
    let host = Host::start(&site.path(""), 0, |_, _| Answer::Whole);
    browse(&host.address, 1, async |readers| {
        readers[0].watch().await;
        does(&readers[0], &host).await;
    });
}

/// The page has stopped, says so, and its report has what a person needs who mends it.
async fn assert_stopped(reader: &Visit, what: &str, said: &str) {
    reader.wait_for(REPORT).await;
    let report = reader.text(REPORT).await;
    let address: String = reader.ask("return location.href", Value::Null).await;
    let program = reader.attributes("script[data-wasm]", "data-wasm").await.remove(0);
    let agent: String = reader.ask("return navigator.userAgent", Value::Null).await;
    for part in [said, &address, &program, &agent] {
        assert!(report.contains(part), "{what}: {part} is not in the report: {report}");
    }
    let title = reader.text("#failure h2").await;
    assert_eq!(title, "This page has stopped");
    let buttons = reader.texts("#failure button").await;
    assert_eq!(buttons, ["Load again", "Copy the report"]);
    reader.wait_focus("#failure *").await;
    // What browsers themselves say of it.
    reader.faults().await;
}

/// Loads the page by the dialog's own button.
async fn load_again(reader: &Visit) {
    reader.click("#failure [name=reload]").await;
    reader.wait_alive().await;
    assert!(reader.texts("#failure[open]").await.is_empty(), "stopped again");
}

#[test]
fn a_page_that_cannot_be_loaded_whole_says_so() {
    type Harm = fn(&Site);
    let harms: [(&str, Harm); 4] = [
        ("a damaged program", |site| damage(&site.asset("standpoint-", "wasm"))),
        ("no program", |site| fs::remove_file(site.asset("standpoint-", "wasm")).expect("a file")),
        ("damaged glue", |site| damage(&site.asset("standpoint-", "js"))),
        ("no glue", |site| fs::remove_file(site.asset("standpoint-", "js")).expect("a file")),
    ];
    for (what, harm) in harms {
        let site = Site::copy();
        harm(&site);
        at(&site, async |reader, host| {
            reader.open_raw(VIEW).await;
            assert_stopped(reader, what, "The page could not be loaded whole.").await;
            assert_eq!(reader.address().await, VIEW);
            // What the build drew stands behind it.
            assert!(!reader.texts("#app table.matrix").await.is_empty());
            assert!(!host.asked().iter().any(|path| path == "/worker.js"), "{what} is kept for later");
            site.renew(&Site::copy());
            load_again(reader).await;
            assert_eq!(reader.address().await, VIEW);
            reader.faults().await;
        });
    }
}

#[test]
fn a_damaged_corpus_is_not_shown() {
    type Harm = fn(&str) -> String;
    let harms: [(&str, Harm); 5] = [
        ("cut", |text| text.chars().take(text.chars().count() / 2).collect()),
        ("empty", |_| String::new()),
        ("longer", |text| format!("{text}1\n")),
        ("a line lost", |text| text.splitn(3, '\n').skip(1).collect::<Vec<_>>().join("\n")),
        ("an id of nothing", |text| text.replacen("\n0\n", "\n4000000000\n", 40)),
    ];
    for (what, harm) in harms {
        let site = Site::copy();
        site.rewrite("index.html", |page| {
            let begin = page.find("id=\"corpus\">").expect("the corpus") + "id=\"corpus\">".len();
            let end = begin + page[begin..].find("</script>").expect("its end");
            format!("{}{}{}", &page[..begin], harm(&page[begin..end]), &page[end..])
        });
        at(&site, async |reader, _| {
            reader.open_raw(VIEW).await;
            assert_stopped(reader, what, "The corpus in this page is damaged").await;
            site.renew(&Site::copy());
            load_again(reader).await;
        });
    }
}

/// What makes the app stop while a reader types into the search, and what the report says of it.
const HARMS: [(&str, &str); 2] = [
    // The browser's own part refuses.
    ("throw new Error('No forms today.')", "No forms today."),
    // Something of the corpus is changed while it is searched.
    (
        "const button = document.body.appendChild(document.createElement('button'));
        button.dataset.do = 'close-copy';
        button.click()",
        "panicked at",
    ),
];

#[test]
fn a_program_that_stops_says_why() {
    for (harm, said) in HARMS {
        let site = Site::copy();
        at(&site, async |reader, host| {
            reader
                .before_load(&format!(
                    "const {{ Error, String }} = window, {{ normalize }} = String.prototype;
                    String.prototype.normalize = function (form) {{
                        if (window.harm) {{ {harm} }}
                        return normalize.call(this, form);
                    }}"
                ))
                .await;
            reader.open_alive(VIEW).await;
            reader.wait_ready().await;
            reader.click("#search").await;
            reader.ask::<Value>("window.harm = true", Value::Null).await;
            reader.press('x').await;
            assert_stopped(reader, harm, said).await;
            let asked = host.asked();

            // It cannot be closed and forgotten: what stands behind it is dead.
            for _ in 0..3 {
                reader.press(Key::Escape).await;
            }
            // A browser says that it is closed a moment after it has closed it.
            reader.wait_for("#failure[open]").await;

            // Copied, it can be sent by hand; nothing is sent by itself.
            let is_chromium = Engine::chosen() == Engine::Chromium;
            let allow = async |what: &str| {
                if is_chromium {
                    let granted = json!({ "permission": { "name": what }, "setting": "granted" });
                    reader.devtools("Browser.setPermission", granted).await;
                }
            };
            allow("clipboard-write").await;
            reader.click("#failure [name=copy]").await;
            reader
                .wait(
                    "the word that it is copied",
                    "return document.querySelector('#failure [name=copy]').textContent === 'Copied'",
                )
                .await;
            // Firefox lets nobody read it without asking the reader.
            if is_chromium {
                allow("clipboard-read").await;
                let copied: String = reader.ask("return navigator.clipboard.readText()", Value::Null).await;
                assert_eq!(copied, reader.text(REPORT).await);
            }
            assert_eq!(host.asked(), asked, "something was asked for after it stopped");
            let elsewhere: Vec<String> = reader
                .ask(
                    "return performance.getEntriesByType('resource').map(one => one.name)
                        .filter(name => !name.startsWith(location.origin))",
                    Value::Null,
                )
                .await;
            assert_eq!(elsewhere, [""; 0]);

            load_again(reader).await;
            reader.faults().await;
        });
    }
}

/// Errors of what readers put into their browsers: as errors and as refused promises.
const FOREIGN: [&str; 9] = [
    "new Error('An extension has failed.')",
    "new Error('The extension could not load its wasm.')",
    "Object.assign(new Error('x'), { stack: 'Error: x\\n    at chrome-extension://abc/argon2.wasm:wasm-function[3]:0x1' })",
    "Object.assign(new Error('x'), { stack: 'x@moz-extension://abc/x.js:1:2\\nwasm-function[3]@moz-extension://abc/argon2.wasm:0x1' })",
    "'only a text that speaks of wasm'",
    "{ message: 'wasm' }",
    "null",
    "undefined",
    "Object.create(null)",
];

#[test]
fn an_error_that_is_not_the_apps_does_not_stop_it() {
    let site = Site::copy();
    // In a file, as those of extensions are: of scripts without an address browsers tell nothing.
    let each = FOREIGN.map(|error| {
        format!("() => {{ setTimeout(() => {{ throw {error}; }}); setTimeout(() => {{ Promise.reject({error}); }}); }}")
    });
    write(&site.path("foreign.js"), format!("window.foreign = [{}];", each.join(",\n")));
    site.rewrite("index.html", |page| {
        page.replace("</head>", "<script src=\"./foreign.js\"></script></head>")
    });
    at(&site, async |reader, _| {
        reader.open_alive("").await;
        for (at, error) in FOREIGN.iter().enumerate() {
            let heard =
                "const heard = what => new Promise(done => addEventListener(what, done, { once: true }));
                const both = Promise.all([heard('error'), heard('unhandledrejection')]);
                foreign[arguments[0]]();
                return both.then(() => document.querySelectorAll('#failure[open]').length)";
            assert_eq!(reader.ask::<usize>(heard, json!(at)).await, 0, "{error}");
        }
        reader.faults().await;
        reader.click(".nav a[href^='#/codebook']").await;
        reader.wait_for("main.codebook").await;
    });
}

/// Browsers take a program by its type; hosts that know none of it are common.
#[test]
fn a_host_that_does_not_know_programs_is_no_hindrance() {
    if skipped(&[Engine::Chromium], "the console's warnings") {
        return;
    }
    let site = Site::copy();
    let program = site.asset("standpoint-", "wasm");
    write(&program.with_extension("bin"), fs::read(&program).expect("the program"));
    fs::remove_file(&program).expect("a file");
    let name = program.file_name().expect("a name").to_string_lossy().into_owned();
    let other = name.replace(".wasm", ".bin");
    site.rewrite("index.html", |page| page.replace(&name, &other));
    at(&site, async |reader, _| {
        reader.open_alive(VIEW).await;
        reader.wait_drawn().await;
        assert!(!reader.texts(".cards [data-argument]").await.is_empty());
        assert!(reader.texts(REPORT).await.is_empty());
        // The glue says that it had to take a longer way.
        reader.faults().await;
    });
}

/// From a file browsers run no module: what the build drew is there to be read, with its looks.
#[test]
fn opened_as_a_file_it_shows_the_default_matrix_and_says_what_it_needs() {
    let site = Site::copy();
    at(&site, async |reader, _| {
        for view in ["", "#/arguments"] {
            let address = format!("file://{}{view}", site.path("index.html").display());
            reader.try_to_open(&address).await.expect("the file");
            reader.wait_for(REPORT).await;
            let report = reader.text(REPORT).await;
            assert!(report.contains("this page needs a web server"), "{report}");
            let size: String =
                reader.ask("return getComputedStyle(document.body).fontSize", Value::Null).await;
            assert_eq!(size, "15px", "without styles");
            let seen = "const box = document.querySelector('table.matrix').getBoundingClientRect();
                return document.readyState === 'complete' && box.width > 0 && box.height > 0";
            reader.wait("a matrix that is seen", seen).await;
            // What browsers themselves say of it.
            reader.faults().await;
        }
    });
}
