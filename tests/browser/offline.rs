//! The page without its server: kept whole or not at all, and mended when a part of it is lost.

use std::fs;

use serde_json::{Value, json};

use super::engine::{Engine, skipped};
use super::helpers::{Visit, browse};
use super::services::{self, Service, serve, serve_at};
use super::site::{Answer, Host, Site, port};

pub(super) const WORKS_OFFLINE: &str = "Works offline now";
pub(super) const NEW_QUESTION: &str = "Is this the new version?";
/// A view that is not the one the build wrote into the page.
pub(super) const VIEW: &str = "#/arguments?role=reason&group=source";

/// One reader at an address; nothing is opened yet.
pub(super) fn at(address: &str, does: impl AsyncFnOnce(&Visit)) {
    if skipped(&[Engine::Chromium, Engine::Firefox], "scripts before the page's own") {
        return;
    }
    browse(address, 1, async |readers| {
        readers[0].watch().await;
        does(&readers[0]).await;
    });
}

/// One reader whose browser keeps the page, opened at a view; with its site and the site's server.
pub(super) fn kept(view: &str, does: impl AsyncFnOnce(&Visit, &Site, Service)) {
    let site = Site::copy();
    let server = serve(&site.path(""));
    let address = server.address.clone();
    at(&address, async |reader| {
        reader.open_alive(view).await;
        reader.wait_ready().await;
        does(reader, &site, server).await;
    });
}

/// The page with another question in it, as the next version of it.
pub(super) fn next_version() -> Site {
    Site::with_corpus(|corpus| corpus["question"] = json!(NEW_QUESTION))
}

/// What the page shows.
pub(super) async fn shown(reader: &Visit) -> String {
    reader.wait_drawn().await;
    reader.text("main").await
}

/// The server is gone: nothing that the worker does not keep can be had.
pub(super) async fn assert_cut_off(reader: &Visit) {
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
    kept(VIEW, async |reader, _site, server| {
        reader.wait_said().await;
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
        reader.wait_said().await;
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
        reader.wait_said().await;
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
    kept("", async |reader, site, _server| {
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
