//! The pages of sources and of the codebook: their numbers against an independent count.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::counts::{Counts, arguments, list, text};
use super::helpers::visit;

/// The facet and value that a link to the list names.
fn choice_of(link: &str) -> (String, String) {
    let (facet, value) = link.split_once('?').and_then(|(_, rest)| rest.split_once('=')).expect("a filter");
    (facet.to_owned(), value.to_owned())
}

#[test]
fn every_number_of_the_codebook_is_right_and_leads_to_that_many_cards() {
    visit("#/codebook", async |reader| {
        let counts = Counts::new();
        let links = reader.attributes(".book a.number", "href").await;
        let numbers = reader.texts(".book a.number").await;
        for (link, number) in links.iter().zip(&numbers) {
            let (facet, value) = choice_of(link);
            let right = counts.passing_arguments(&[(&facet, &value)]).len();
            assert_eq!(*number, arguments(right), "the number of {facet} {value}");
        }
        for (link, number) in links.iter().zip(&numbers) {
            reader.ask::<Value>("location.hash = arguments[0]", json!(link)).await;
            let led = "const said = document.querySelector('.counted')?.textContent ?? '';
                return location.hash === arguments[0].link && said.startsWith(arguments[0].number + ' of ')";
            let number = number.split(' ').next();
            reader
                .wait_with(
                    &format!("{link} to list {number:?}"),
                    led,
                    json!({ "link": link, "number": number }),
                )
                .await;
        }
        for (facet, part) in [
            ("issue", "issues"),
            ("stance", "stances"),
            ("role", "roles"),
            ("certainty", "certainties"),
            ("about", "actors"),
        ] {
            for name in counts.names(part) {
                assert!(
                    links.contains(&format!("#/arguments?{facet}={name}")),
                    "no number for {facet} {name}"
                );
            }
        }
    });
}

#[test]
fn every_proposition_of_the_codebook_leads_to_its_row() {
    visit("#/codebook", async |reader| {
        let counts = Counts::new();
        let links = reader.attributes(".issues li > a:first-child", "href").await;
        assert_eq!(links.len(), counts.book("propositions").len());
        for link in &links {
            reader.ask::<Value>("location.hash = arguments[0]", json!(link)).await;
            let name = link.rsplit(':').next().expect("a name");
            let row = counts
                .book("propositions")
                .iter()
                .find(|row| text(row, "id") == name)
                .expect("a proposition");
            let number = arguments(counts.passing_arguments(&[("proposition", name)]).len());
            let shown = "const panel = document.querySelector('#panel');
                return panel?.querySelector('h2').textContent === arguments[0].text
                    && panel.querySelector('.sub').textContent.endsWith(', ' + arguments[0].number)";
            let wanted = json!({ "text": text(row, "text"), "number": number });
            reader.wait_with(&format!("{link} to show its {number}"), shown, wanted).await;
        }
    });
}

#[test]
fn the_codebook_has_every_rule_and_the_method() {
    visit("#/codebook", async |reader| {
        let counts = Counts::new();
        let page = reader.text("main").await;
        for part in ["issues", "propositions", "stances", "roles", "certainties", "rules", "actors"] {
            for row in counts.book(part) {
                for field in ["label", "text", "rule"] {
                    assert!(page.contains(text(row, field)), "{part}: {} is not there", text(row, field));
                }
            }
        }
        for line in list(&counts.file, "method").iter().filter_map(Value::as_str) {
            assert!(page.contains(line), "the method: {line}");
        }
    });
}

/// The arguments of a source that speak to an issue, and the blocks they stand in.
fn of_issue(counts: &Counts, source: &Value, issue: &str) -> (usize, usize) {
    let names = counts.passing_arguments(&[("source", text(source, "id")), ("issue", issue)]);
    let all = list(source, "arguments").iter().filter(|one| names.iter().any(|name| name == text(one, "id")));
    let blocks: BTreeSet<u64> = all.filter_map(|one| one["place"]["block"].as_u64()).collect();
    (names.len(), blocks.len())
}

#[test]
fn every_number_of_the_sources_is_right() {
    visit("#/sources", async |reader| {
        let counts = Counts::new();
        assert_eq!(reader.attributes("[data-source]", "data-source").await, counts.source_names());
        for source in &counts.sources {
            let place = format!("[data-source='{}']", text(source, "id"));
            let head = reader.text(&format!("{place} > h2")).await;
            assert!(head.starts_with(text(source, "short")), "{head}");
            assert!(head.ends_with(&arguments(list(source, "arguments").len())), "{head}");
            let labels = reader.texts(&format!("{place} .strip-row .label")).await;
            let numbers = reader.texts(&format!("{place} .strip-row .number")).await;
            let strips = counts
                .book("issues")
                .iter()
                .map(|issue| (issue, of_issue(&counts, source, text(issue, "id"))));
            let strips: Vec<_> = strips.filter(|(_, (number, _))| *number > 0).collect();
            assert_eq!(labels, strips.iter().map(|(issue, _)| text(issue, "label")).collect::<Vec<_>>());
            assert_eq!(numbers, strips.iter().map(|(_, (number, _))| number.to_string()).collect::<Vec<_>>());
            for (at, (issue, (_, blocks))) in strips.iter().enumerate() {
                let filled = format!("{place} .strip-row:nth-child({}) rect.filled", at + 1);
                assert_eq!(
                    reader.texts(&filled).await.len(),
                    *blocks,
                    "blocks of {} in {place}",
                    text(issue, "id")
                );
            }
        }
    });
}

#[test]
fn a_source_shows_its_arguments_in_reading_order() {
    visit("#/sources", async |reader| {
        let counts = Counts::new();
        for source in &counts.sources {
            let name = text(source, "id");
            reader.click(&format!("[data-source='{name}'] .actions a")).await;
            reader.wait_address(&format!("#/sources?at={name}")).await;
            reader.wait_for(&format!("[data-source='{name}'] .reading")).await;
            let cards = reader.attributes(".reading [data-argument]", "data-argument").await;
            assert_eq!(cards, counts.passing_arguments(&[("source", name)]), "the cards of {name}");
        }
    });
}

#[test]
fn the_navigation_counts_arguments_and_sources() {
    visit("", async |reader| {
        let counts = Counts::new();
        let numbers = reader.texts(".nav > a small").await;
        assert_eq!(numbers, [counts.arguments().len().to_string(), counts.sources.len().to_string()]);
    });
}
