//! The page without its server: kept whole or not at all, renewed only when the reader says so.

use std::fs;

use serde_json::{Value, json};

use super::engine::{Engine, skipped};
use super::helpers::{Visit, browse};
use super::services::{self, serve, serve_at};
use super::site::{Answer, Host, Site, damage, port};

const WORKS_OFFLINE: &str = "Works offline now";
const NEW_VERSION: &str = "A new version of this page is ready.";
const NEW_QUESTION: &str = "Is this the new version?";
/// A view that is not the one the build wrote into the page.
const VIEW: &str = "#/arguments?role=reason&group=source";

/// One reader at an address; nothing is opened yet.
fn at(address: &str, does: impl AsyncFnOnce(&Visit)) {
    if skipped(&[Engine::Chromium, Engine::Firefox], "scripts before the page's own") {
        return;
    }
    browse(address, 1, async |readers| {
        readers[0].watch().await;
        does(&readers[0]).await;
    });
}

/// The page with another question in it, as the next version of it.
fn next_version() -> Site {
    Site::with_corpus(|corpus| corpus["question"] = json!(NEW_QUESTION))
}

/// What the page shows.
async fn shown(reader: &Visit) -> String {
    reader.wait_drawn().await;
    reader.text("main").await
}

/// The server is gone: nothing that the worker does not keep can be had.
async fn assert_cut_off(reader: &Visit) {
    let asked =
        "return fetch('corpus.json', { cache: 'reload' }).then(() => 'an answer', error => error.name)";
    assert_eq!(reader.ask::<String>(asked, Value::Null).await, "TypeError", "the server still answers");
    // The console tells of it.
    reader.faults().await;
}

/// Without a server the address leads nowhere: no page is better than a part of one.
async fn assert_nothing_there(reader: &Visit) {
    // Of a worker that fails the driver says nothing; the browser's own page stands there.
    if reader.try_to_open(&reader.base).await.is_ok() {
        let address: String = reader.ask("return document.URL", Value::Null).await;
        assert!(address.starts_with("chrome-error:"), "there is a page at {address}");
    }
    let parts: Vec<String> = reader.texts("#app, #failure, main").await;
    assert!(parts.is_empty(), "a part of the page stands there: {parts:?}");
    reader.faults().await;
}

#[test]
fn the_page_works_without_its_server_and_says_so_once() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        reader.open_alive(VIEW).await;
        reader.wait_ready().await;
        reader.wait("the word that it works offline", "return said.length > 0").await;
        assert_eq!(reader.said().await, [WORKS_OFFLINE]);
        assert_eq!(reader.told().await, ["standpoint-offline"]);
        let before = shown(reader).await;

        // A second visit, with the server.
        reader.reload_alive().await;
        reader.wait_ready().await;
        reader.wait_settled().await;
        assert_eq!(reader.said().await, [""; 0], "said again on a second visit");

        drop(server);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
        reader.wait_address(VIEW).await;
        assert_eq!(shown(reader).await, before, "the same view without the server");
        reader.wait_settled().await;
        assert_eq!(reader.said().await, [""; 0], "said again without the server");

        reader.new_tab().await;
        reader.open_alive("#/sources").await;
        assert!(!reader.texts("[data-source]").await.is_empty(), "a link in a new tab");
        reader.open_alive("index.html#/codebook").await;
        assert!(!reader.texts(".issues li").await.is_empty(), "the page by its file's name");
        reader.open_alive("?from=a-letter#/codebook").await;
        assert!(!reader.texts(".issues li").await.is_empty(), "the page with a query");
        assert_eq!(reader.said().await, [""; 0]);
    });
}

/// A first visit during which the host fails once the worker begins to install.
fn first_visit_that_fails(with: &Answer, of: &'static str) {
    let site = Site::copy();
    let fails = with.clone();
    let host = Host::start(&site.path(""), 0, move |path, before| {
        // The page was given whole; what comes after its worker is the worker's.
        let installing = before.iter().any(|path| path == "/worker.js");
        if installing && path.contains(of) { fails.clone() } else { Answer::Whole }
    });
    let (address, place) = (host.address.clone(), host.port());
    at(&address, async |reader| {
        reader.open_alive("").await;
        while !host.asked().iter().any(|path| path == "/worker.js") {
            tokio::task::yield_now().await;
        }
        let gone = "return navigator.serviceWorker.getRegistration().then(one => one === undefined)";
        reader.wait("the end of the attempt", gone).await;
        assert_eq!(reader.caches().await, [""; 0], "{with:?}: something was kept");
        assert_eq!(reader.said().await, [""; 0], "{with:?}");
        assert!(reader.texts("#failure[open]").await.is_empty(), "{with:?}: the page stopped");
        reader.click(".nav a[href^='#/codebook']").await;
        reader.wait_for("main.codebook").await;

        drop(host);
        assert_nothing_there(reader).await;

        let whole = Host::start(&site.path(""), place, |_, _| Answer::Whole);
        reader.open_alive("").await;
        reader.wait_ready().await;
        reader.wait("the word that it works offline", "return said.length > 0").await;
        assert_eq!(reader.said().await, [WORKS_OFFLINE], "{with:?}");
        drop(whole);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
        assert!(!reader.texts("table.matrix").await.is_empty());
    });
}

#[test]
fn a_first_visit_cut_off_keeps_nothing() {
    first_visit_that_fails(&Answer::Dead, "");
}

#[test]
fn a_first_visit_with_half_a_file_keeps_nothing() {
    // The page itself, which is not named after its bytes.
    first_visit_that_fails(&Answer::Short, "/icon.svg");
    first_visit_that_fails(&Answer::Cut, ".wasm");
}

#[test]
fn a_first_visit_to_a_failing_host_keeps_nothing() {
    first_visit_that_fails(&Answer::Failing, "/manifest.webmanifest");
}

/// The old version goes on, with and without the server, and offers nothing.
async fn assert_old_version(reader: &Visit, before: &str) {
    reader.reload_alive().await;
    reader.wait_settled().await;
    assert_eq!(shown(reader).await, before, "the old version");
    assert!(reader.texts(".notice").await.is_empty(), "an update is offered that cannot be had");
}

#[test]
fn an_update_with_a_damaged_file_is_not_taken() {
    for (stem, extension) in [("standpoint-", "wasm"), ("style-", "css"), ("", "")] {
        let site = Site::copy();
        let server = serve(&site.path(""));
        let address = server.address.clone();
        at(&address, async |reader| {
            reader.open_alive(VIEW).await;
            reader.wait_ready().await;
            let (before, kept) = (shown(reader).await, reader.caches().await);

            let next = next_version();
            if stem.is_empty() {
                next.rewrite("index.html", |page| page.replacen("<body", "<body class=\"x\"", 1));
            } else {
                // Its name stays, as it does when a host or a disk damages it.
                damage(&next.asset(stem, extension));
            }
            site.renew(&next);
            assert!(!reader.update().await, "{stem}*.{extension}: the damaged version was taken");
            assert_eq!(reader.caches().await, kept, "{stem}*.{extension}: a part of it was kept");
            assert_old_version(reader, &before).await;

            drop(server);
            assert_old_version(reader, &before).await;
        });
    }
}

/// A release in which only the worker changed has the same files under the same name.
#[test]
fn a_new_worker_for_the_same_files_that_fails_leaves_them_alone() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        reader.open_alive(VIEW).await;
        reader.wait_ready().await;
        let (before, kept) = (shown(reader).await, reader.caches().await);
        site.rewrite("worker.js", |worker| worker + "\n// Another release.\n");
        damage(&site.path("icon.svg"));
        assert!(!reader.update().await, "the damaged version was taken");
        assert_eq!(reader.caches().await, kept, "what was kept is gone");
        drop(server);
        assert_old_version(reader, &before).await;
    });
}

/// Looks for the new version as browsers do when a page is opened.
async fn wait_offered(reader: &Visit) {
    reader.wait_for(".notice [data-do=renew]").await;
    assert!(reader.text(".notice").await.contains(NEW_VERSION));
}

#[test]
fn a_new_version_waits_for_the_reader_and_keeps_the_view() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        reader.open_alive(VIEW).await;
        reader.wait_ready().await;
        let old = reader.caches().await;
        let [old] = old.as_slice() else { panic!("one cache: {old:?}") };
        let of_a_path = format!("standpoint {address}/other/ 0123456789abcdef");
        let older = format!("standpoint {address}/ 0123456789abcdef");
        let make = "return Promise.all(arguments[0].map(name => caches.open(name)))";
        reader.ask::<Value>(make, json!(["someone else", of_a_path, older])).await;

        site.renew(&next_version());
        reader.reload_alive().await;
        wait_offered(reader).await;
        assert_ne!(reader.text("h1").await, NEW_QUESTION, "renewed under the reader's hands");
        let loads = reader.loads().await;

        reader.click("[data-do=renew]").await;
        reader
            .wait_with(
                "the new version",
                "return document.querySelector('h1')?.textContent === arguments[0]",
                json!(NEW_QUESTION),
            )
            .await;
        reader.wait_alive().await;
        reader.wait_address(VIEW).await;
        reader.wait_ready().await;
        reader.wait_settled().await;
        assert_eq!(reader.loads().await, loads + 1, "loaded more than once");
        assert!(reader.texts(".notice").await.is_empty(), "still offered");
        let said = reader.said().await;
        assert_eq!(said, [""; 0], "{WORKS_OFFLINE} is no news to this reader");
        let names = reader.caches().await;
        assert!(names.contains(&"someone else".to_owned()), "another project's cache is gone: {names:?}");
        assert!(names.contains(&of_a_path), "the cache of another path is gone: {names:?}");
        assert!(!names.contains(&older) && !names.contains(old), "an old cache is left: {names:?}");
        assert_eq!(names.len(), 3, "{names:?}");

        drop(server);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
        assert_eq!(reader.text("h1").await, NEW_QUESTION);
        assert_eq!(reader.loads().await, loads + 2);
    });
}

#[test]
fn a_new_version_put_off_is_offered_again() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    at(&server.address, async |reader| {
        reader.open_alive("").await;
        reader.wait_ready().await;
        site.renew(&next_version());
        assert!(reader.update().await);
        wait_offered(reader).await;
        reader.click("[data-do=later]").await;
        reader.wait_gone(".notice").await;
        reader.reload_alive().await;
        wait_offered(reader).await;
        assert_ne!(reader.text("h1").await, NEW_QUESTION);
    });
}

#[test]
fn two_tabs_renew_each_in_its_own_time() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        let first = reader.tab().await;
        reader.open_alive("").await;
        reader.wait_ready().await;
        let second = reader.new_tab().await;
        reader.open_alive(VIEW).await;
        let before = shown(reader).await;

        site.renew(&next_version());
        reader.turn_to(&first).await;
        assert!(reader.update().await);
        wait_offered(reader).await;
        reader.click("[data-do=renew]").await;
        let renewed = "return document.querySelector('h1')?.textContent === arguments[0]";
        reader.wait_with("the new version", renewed, json!(NEW_QUESTION)).await;
        reader.wait_alive().await;
        reader.wait_settled().await;
        assert_eq!(reader.said().await, [""; 0], "in the tab that was renewed");

        reader.turn_to(&second).await;
        reader.wait_settled().await;
        assert_eq!(reader.loads().await, 1, "the other tab was loaded again under the reader's hands");
        assert_eq!(shown(reader).await, before, "the other tab shows something else");
        assert_eq!(reader.said().await, [""; 0], "in the other tab");
        reader.click(".nav a[href^='#/sources']").await;
        reader.wait_for("[data-source]").await;
        reader.click("[data-source] .actions [data-do=cite]").await;
        reader.wait_for("dialog[open] pre").await;
        assert_eq!(reader.loads().await, 1);

        drop(server);
        reader.reload_alive().await;
        assert_eq!(reader.text("h1").await, NEW_QUESTION, "its own reload brings the new version");
        assert!(reader.texts(".notice").await.is_empty(), "still offered");
    });
}

#[test]
fn a_tab_that_was_there_first_uses_what_another_has_renewed() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    at(&server.address, async |reader| {
        // This tab sees the page become ready for the first time, and a later version too.
        let first = reader.tab().await;
        reader.open_alive(VIEW).await;
        reader.wait_ready().await;
        reader.wait("the word that it works offline", "return said.length > 0").await;
        let second = reader.new_tab().await;
        reader.open_alive("").await;
        site.renew(&next_version());
        assert!(reader.update().await);
        reader.turn_to(&first).await;
        wait_offered(reader).await;
        reader.turn_to(&second).await;
        wait_offered(reader).await;
        reader.click("[data-do=renew]").await;
        let renewed = "return document.querySelector('h1')?.textContent === arguments[0]";
        reader.wait_with("the new version", renewed, json!(NEW_QUESTION)).await;
        reader.wait_alive().await;

        reader.turn_to(&first).await;
        reader.wait_settled().await;
        assert_eq!(reader.loads().await, 1, "loaded again under the reader's hands");
        assert_eq!(reader.said().await, [WORKS_OFFLINE], "said again when another tab renewed");
        reader.click("[data-do=renew]").await;
        reader.wait_with("the new version", renewed, json!(NEW_QUESTION)).await;
        reader.wait_alive().await;
        reader.wait_address(VIEW).await;
        assert_eq!(reader.loads().await, 2);
    });
}

#[test]
fn a_page_whose_cache_is_deleted_goes_on_and_mends_itself() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let (address, place) = (server.address.clone(), port(&server.address));
    at(&address, async |reader| {
        let delete =
            "return caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))";
        reader.open_alive("").await;
        reader.wait_ready().await;

        reader.ask::<Value>(delete, Value::Null).await;
        reader.click(".nav a[href^='#/arguments']").await;
        reader.wait_for("main.arguments [data-argument]").await;
        reader.reload_alive().await;
        reader.wait_ready().await;
        drop(server);
        assert_cut_off(reader).await;
        reader.reload_alive().await;

        reader.ask::<Value>(delete, Value::Null).await;
        reader.click(".nav a[href^='#/codebook']").await;
        reader.wait_for("main.codebook").await;
        assert_nothing_there(reader).await;

        let server = serve_at(&site.path(""), place);
        reader.open_alive("").await;
        reader.wait_ready().await;
        drop(server);
        reader.reload_alive().await;
    });
}

#[test]
fn one_file_lost_from_the_cache_comes_back() {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        for part in [".wasm", "/"] {
            reader.open_alive("").await;
            reader.wait_ready().await;
            let lose = "return caches.keys().then(([name]) => caches.open(name)).then(async cache => {
                for (const one of await cache.keys()) if (one.url.endsWith(arguments[0])) await cache.delete(one);
            })";
            reader.ask::<Value>(lose, json!(part)).await;
            reader.reload_alive().await;
            reader.wait_ready().await;
        }
        drop(server);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
    });
}

/// A host may vary its answers by what browsers send differently for a page, a style and a fetch.
#[test]
fn a_host_that_varies_its_answers_is_no_hindrance() {
    let site = Site::copy();
    let host = Host::start(&site.path(""), 0, |_, _| {
        Answer::With("Vary: Accept, Accept-Encoding, Accept-Language, Origin, User-Agent, Sec-Fetch-Dest")
    });
    let address = host.address.clone();
    at(&address, async |reader| {
        reader.open_alive("").await;
        reader.wait_ready().await;
        drop(host);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
    });
}

/// What a browser may lack or refuse of workers.
const WITHOUT_WORKERS: [&str; 5] = [
    "delete Navigator.prototype.serviceWorker",
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })",
    "Object.defineProperty(Navigator.prototype, 'serviceWorker',
        { get() { throw new DOMException('Not here.', 'SecurityError'); } })",
    "if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('No.', 'SecurityError'))",
    "if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => { throw new TypeError('No.'); }",
];

#[test]
fn without_workers_there_is_no_error() {
    let server = serve(&services::dist());
    for lacking in WITHOUT_WORKERS {
        at(&server.address, async |reader| {
            reader.before_load(lacking).await;
            reader.open_alive("").await;
            reader.click(".nav a[href^='#/arguments']").await;
            reader.wait_for("main.arguments [data-argument]").await;
            reader.open_alive("#/sources").await;
            let stopped = reader.texts("#failure[open] pre").await;
            assert!(stopped.is_empty(), "{lacking}: {stopped:?}");
            assert_eq!(reader.said().await, [""; 0], "{lacking}");
        });
    }
}

#[test]
fn under_a_path_it_works_beside_another_at_the_root() {
    let site = Site::copy();
    site.put(&next_version().path(""), "a/b");
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        // The worker of the root has this path in its scope as well.
        reader.open_alive("").await;
        reader.wait_ready().await;
        let root = shown(reader).await;

        reader.new_tab().await;
        reader.open_alive("a/b/#/sources").await;
        reader.wait_ready().await;
        reader.wait("the word that it works offline", "return said.length > 0").await;
        assert_eq!(reader.said().await, [WORKS_OFFLINE]);
        assert!(reader.texts(".notice").await.is_empty(), "a new version is offered on the first visit");
        assert_eq!(reader.text("h1").await, NEW_QUESTION);
        assert_eq!(reader.caches().await.len(), 2);

        drop(server);
        assert_cut_off(reader).await;
        reader.reload_alive().await;
        reader.wait_address("#/sources").await;
        assert_eq!(reader.text("h1").await, NEW_QUESTION);
        reader.open_alive("").await;
        assert_eq!(shown(reader).await, root, "the one at the root");
    });
}

#[test]
fn it_can_be_installed() {
    if skipped(&[Engine::Chromium], "a driver that says what hinders an installation") {
        return;
    }
    let site = Site::copy();
    let server = serve(&site.path(""));
    at(&server.address, async |reader| {
        reader.open_alive("").await;
        reader.wait_ready().await;
        let manifest = reader.devtools("Page.getAppManifest", json!({})).await;
        assert_eq!(manifest["errors"], json!([]), "the manifest");
        let address = manifest["url"].as_str().unwrap_or_default();
        assert_eq!(address, format!("{}manifest.webmanifest", reader.base));
        let hindrances = reader.devtools("Page.getInstallabilityErrors", json!({})).await;
        assert_eq!(hindrances["installabilityErrors"], json!([]), "what hinders its installation");
        // Browsers look for these without saying so.
        let named: Value = serde_json::from_str(manifest["data"].as_str().unwrap_or_default()).expect("JSON");
        for icon in named["icons"].as_array().expect("icons") {
            let file = site.path(icon["src"].as_str().expect("a file").trim_start_matches("./"));
            assert!(fs::metadata(&file).is_ok_and(|file| file.len() > 0), "{}: no such icon", icon["src"]);
        }
    });
}
