//! The view is the address: links from others, steps back and forth, and broken links.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::counts::{Counts, text};
use super::helpers::{Visit, visit, visit_with_friend};

/// What a reader sees of a view.
#[derive(Debug, Deserialize, Serialize)]
struct Seen {
    address: String,
    text: String,
    checked: Vec<String>,
    chosen: Vec<String>,
}

const SEE: &str = "
    const all = selector => [...document.querySelectorAll('main ' + selector)];
    const seen = {
        address: location.hash,
        text: document.querySelector('main').textContent,
        checked: all('input:checked').map(one => one.name + ' ' + one.value),
        chosen: all('select').map(one => one.value).concat(all('#search').map(one => one.value)),
    };";

async fn see(reader: &Visit) -> Seen {
    reader.wait_drawn().await;
    reader.ask(&format!("{SEE} return seen"), Value::Null).await
}

/// Waits until a reader sees the same.
async fn wait_same(reader: &Visit, seen: &Seen, how: &str) {
    let same = "
        for (const part of ['address', 'text', 'checked', 'chosen']) {
            const [is, was] = [seen[part], arguments[0][part]].map(one => JSON.stringify(one));
            let at = 0;
            while (at < is.length && is[at] === was[at]) at += 1;
            if (is !== was) return `${part}: …${is.slice(at, at + 80)} instead of …${was.slice(at, at + 80)}`;
        }
        return true";
    let what = format!("{} to look the same {how}", seen.address);
    reader.wait_with(&what, &format!("{SEE}{same}"), json!(seen)).await;
}

/// What is clicked or chosen, one step after the other.
enum Step {
    Click(String),
    Choose(&'static str, &'static str),
    Search(&'static str),
}

async fn take(reader: &Visit, step: &Step) {
    let before = reader.address().await;
    match step {
        Step::Click(selector) => reader.click(selector).await,
        Step::Choose(name, value) => reader.choose(name, value).await,
        Step::Search(what) => {
            reader.click("#search").await;
            reader.type_text(what).await;
        }
    }
    reader.wait_with("another address", "return location.hash !== arguments[0]", json!(before)).await;
    if let Step::Search(what) = step {
        let typed = "return location.hash.includes('q=' + arguments[0])";
        reader.wait_with("the whole search in the address", typed, json!(what)).await;
    }
}

/// About ten steps over all pages.
fn steps(counts: &Counts) -> Vec<Step> {
    let click = |selector: &str| Step::Click(selector.to_owned());
    let (first, last) = (counts.source_names()[0].clone(), counts.source_names()[4].clone());
    let issue = counts.names("issues")[1].clone();
    vec![
        click("table.matrix td[data-row]:has(.number)"),
        Step::Choose("order", "contested"),
        Step::Choose("columns", "roles"),
        Step::Click(format!("table.matrix th[data-column={}]", counts.names("roles")[0])),
        click(".nav a[href^='#/arguments']"),
        Step::Click(format!(".facets input[value='{first}']")),
        Step::Click(format!(".facets input[value='{issue}']")),
        Step::Choose("group", "proposition"),
        Step::Choose("sort", "date"),
        click(".cards .actions a"),
        Step::Click(format!("[data-source='{last}'] .actions a")),
        click(".nav a[href^='#/codebook']"),
        click(".issues li a"),
    ]
}

#[test]
fn a_link_shows_a_friend_the_same() {
    visit_with_friend("", async |reader, friend| {
        for step in steps(&Counts::new()) {
            take(reader, &step).await;
            let seen = see(reader).await;
            friend.open(&seen.address).await;
            wait_same(friend, &seen, "from a link").await;
            assert!(friend.texts(".notice").await.is_empty(), "{} is not understood", seen.address);
        }
    });
}

#[test]
fn a_link_with_a_search_a_fold_and_signs_shows_a_friend_the_same() {
    visit_with_friend("", async |reader, friend| {
        for step in [Step::Click("table.matrix [data-fold]".into()), Step::Search("china's")] {
            // The apostrophe is encoded in the address.
            match step {
                Step::Search(what) => {
                    reader.click("#search").await;
                    reader.type_text(what).await;
                    reader
                        .wait(
                            "the search in the address",
                            "return location.hash.includes('s&') || location.hash.endsWith('27s')",
                        )
                        .await;
                }
                step => take(reader, &step).await,
            }
            let seen = see(reader).await;
            friend.open(&seen.address).await;
            wait_same(friend, &seen, "from a link").await;
        }
    });
}

#[test]
fn back_and_forward_walk_the_steps() {
    visit("", async |reader| {
        let mut seen = vec![see(reader).await];
        for step in steps(&Counts::new()) {
            take(reader, &step).await;
            seen.push(see(reader).await);
        }
        for before in seen.iter().rev().skip(1) {
            reader.back().await;
            wait_same(reader, before, "after going back").await;
        }
        for after in seen.iter().skip(1) {
            reader.forward().await;
            wait_same(reader, after, "after going forward").await;
        }
    });
}

/// Opens a broken link: the page is there, and the notice names what was ignored.
async fn assert_ignored(reader: &Visit, link: &str, named: &[&str]) {
    reader.open(link).await;
    let short: String = link.chars().take(60).collect();
    reader.wait_for(".notice").await;
    let notice = reader.text(".notice").await;
    for name in named {
        assert!(notice.contains(name), "the notice of {short} does not name {name}: {notice}");
    }
    let shown = reader.texts("table.matrix td[data-row], .cards [data-argument]").await;
    assert!(!shown.is_empty(), "{short} shows nothing");
}

#[test]
fn a_broken_link_shows_what_can_be_shown_and_names_what_was_ignored() {
    visit("", async |reader| {
        for (link, named) in [
            ("#/nonsense", &["nonsense"][..]),
            ("#/matrix?rows=xyz", &["rows", "xyz"]),
            ("#/matrix?open=cell:nope:asan-2024", &["nope"]),
            ("#/matrix?open=cell", &["open"]),
            ("#/arguments?source=nobody&role=reason", &["source", "nobody"]),
            ("#/arguments?year=99999,undated", &["year", "99999"]),
            ("#/matrix?rows=sources&columns=sources", &["columns", "sources"]),
            ("#/matrix?shoesize=44", &["shoesize"]),
            ("#/matrix?order=mean&order=coverage", &["order"]),
            ("#/matrix?fold=%zz", &["fold", "%zz"]),
            ("#/%E0%A4%A", &["page"]),
            ("#/arguments?role=%FF%FE", &["role"]),
            ("#/arguments?sort=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", &["sort", "<img"]),
        ] {
            assert_ignored(reader, link, named).await;
        }
    });
}

#[test]
fn what_could_be_read_of_a_broken_link_is_kept() {
    let counts = Counts::new();
    visit("#/arguments?source=nobody&role=reason&shoesize=44", async |reader| {
        reader.wait_for(".notice").await;
        reader.wait_address("#/arguments?role=reason").await;
        reader.wait_drawn().await;
        let cards = reader.attributes(".cards [data-argument]", "data-argument").await;
        assert_eq!(cards, counts.passing_arguments(&[("role", "reason")]));
        reader.click("[data-do=understood]").await;
        reader.wait_gone(".notice").await;
    });
}

#[test]
fn an_absurdly_long_link_is_bounded() {
    visit("", async |reader| {
        let many: String = (0..3000).map(|at| format!("x{at},")).collect();
        assert_ignored(reader, &format!("#/arguments?source={many}"), &["more"]).await;
        assert_ignored(reader, &format!("#/matrix?q={}", "q".repeat(5000)), &["q"]).await;
        assert_ignored(reader, &format!("#/matrix?q={}", "q".repeat(100_000)), &["100011 bytes"]).await;
        let settings: String = (0..500).map(|at| format!("s{at}=1&")).collect();
        assert_ignored(reader, &format!("#/matrix?{settings}"), &["more"]).await;
    });
}

#[test]
fn an_edited_address_is_read_anew() {
    let counts = Counts::new();
    let row = text(&counts.book("propositions")[0], "id").to_owned();
    visit("", async |reader| {
        reader
            .ask::<Value>("location.hash = arguments[0]", json!(format!("#/matrix?open=row:{row}&bad=1")))
            .await;
        reader.wait_for("#panel .sides").await;
        reader.wait_for(".notice").await;
        reader.wait_address(&format!("#/matrix?open=row:{row}")).await;
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
    });
}

#[test]
fn a_link_to_a_source_leads_to_it() {
    let counts = Counts::new();
    let last = counts.source_names().last().expect("a source").clone();
    let link = format!("#/sources?at={last}");
    let seen =
        "const { top } = document.querySelector(`[data-source='${arguments[0]}']`).getBoundingClientRect();
        return top >= 0 && top < innerHeight / 3";
    visit("", async |reader| {
        reader.open(&link).await;
        reader.wait_with("the source in sight", seen, json!(last)).await;
        // The same from another page.
        reader.open("#/codebook").await;
        let follow = "const link = document.createElement('a');
            link.href = arguments[0];
            document.querySelector('main').append(link);
            link.click()";
        reader.ask::<Value>(follow, json!(link)).await;
        reader.wait_for("main.sources").await;
        reader.wait_with("the source in sight from the codebook", seen, json!(last)).await;
    });
}
