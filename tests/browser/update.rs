//! A new version of the page: taken whole or not at all, and only when the reader says so.

use serde_json::{Value, json};

use super::helpers::Visit;
use super::offline::{NEW_QUESTION, VIEW, WORKS_OFFLINE, assert_cut_off, kept, next_version, shown};
use super::site::damage;

const NEW_VERSION: &str = "A new version of this page is ready.";

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
        kept(VIEW, async |reader, site, server| {
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
    kept(VIEW, async |reader, site, server| {
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
    kept(VIEW, async |reader, site, server| {
        let old = reader.caches().await;
        let [old] = old.as_slice() else { panic!("one cache: {old:?}") };
        let address = &server.address;
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
    kept("", async |reader, site, _server| {
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
    kept("", async |reader, site, server| {
        let first = reader.tab().await;
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
    kept(VIEW, async |reader, site, _server| {
        // This tab sees the page become ready for the first time, and a later version too.
        let first = reader.tab().await;
        reader.wait_said().await;
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
