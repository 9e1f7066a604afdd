//! Filters: exact counts, adding up within a facet, narrowing between facets, chips.

use std::collections::BTreeMap;

use serde_json::Value;

use super::counts::{Choice, Counts, FACETS, arguments};
use super::helpers::{Visit, visit};

const NUMBERS: &str = "
    return [...document.querySelectorAll('.facets input[type=checkbox]')].map(input => [
        input.name, input.value, +input.closest('label').querySelector('.number').textContent, input.checked])";

/// Every number and every tick of the facets, and the cards, against the count.
async fn assert_facets(reader: &Visit, counts: &Counts, choice: Choice<'_>) {
    let shown: Vec<(String, String, usize, bool)> = reader.ask(NUMBERS, Value::Null).await;
    for facet in FACETS {
        let expected = counts.of_facet(facet, choice);
        let of_facet = shown.iter().filter(|(of, ..)| of == facet);
        let found: BTreeMap<&str, usize> =
            of_facet.map(|(_, value, number, _)| (value.as_str(), *number)).collect();
        for (value, number) in &expected {
            assert_eq!(found.get(value.as_str()), Some(number), "{facet} {value} under {choice:?}");
        }
        let others = found.iter().filter(|(value, _)| !expected.contains_key(**value));
        others.for_each(|(value, number)| assert_eq!(*number, 0, "{facet} {value} stands nowhere"));
    }
    let ticked: Vec<(&str, &str)> =
        shown.iter().filter(|one| one.3).map(|(facet, value, ..)| (facet.as_str(), value.as_str())).collect();
    let mut wanted = choice.to_vec();
    wanted.sort_by_key(|(facet, value)| shown.iter().position(|(of, name, ..)| of == facet && name == value));
    assert_eq!(ticked, wanted, "what is ticked");
}

async fn assert_cards(reader: &Visit, counts: &Counts, choice: Choice<'_>) {
    let wanted = counts.passing_arguments(choice);
    let count = "return document.querySelectorAll('.cards [data-argument]').length === arguments[0]";
    reader.wait_with(&format!("{} cards", wanted.len()), count, wanted.len().into()).await;
    let cards = reader.attributes(".cards [data-argument]", "data-argument").await;
    assert_eq!(cards, wanted, "the cards under {choice:?}");
    let all = counts.arguments().len();
    let said = if wanted.len() == all {
        format!("All {}", arguments(all))
    } else {
        format!("{} of {}", wanted.len(), arguments(all))
    };
    assert_eq!(reader.text(".counted").await, said);
}

async fn tick(reader: &Visit, facet: &str, value: &str) {
    reader.click(&format!(".facets input[name={facet}][value='{value}']")).await;
}

#[test]
fn every_count_equals_an_independent_one() {
    visit("#/arguments", async |reader| {
        let counts = Counts::new();
        assert_facets(reader, &counts, &[]).await;
        assert_cards(reader, &counts, &[]).await;
    });
}

#[test]
fn values_add_up_within_a_facet_and_narrow_between_facets() {
    visit("#/arguments", async |reader| {
        let counts = Counts::new();
        let sources = counts.source_names();
        let all = [
            ("source", sources[0].as_str()),
            ("source", &sources[1]),
            ("stance", "affirms"),
            ("role", "reason"),
        ];
        for chosen in 1..=all.len() {
            let (facet, value) = all[chosen - 1];
            tick(reader, facet, value).await;
            reader.wait_for(&format!(".chips li:nth-child({chosen})")).await;
            assert_facets(reader, &counts, &all[..chosen]).await;
            assert_cards(reader, &counts, &all[..chosen]).await;
        }
    });
}

#[test]
fn issue_and_stance_speak_of_the_same_statement() {
    let counts = Counts::new();
    let issue = counts.names("issues")[0].clone();
    visit(&format!("#/arguments?issue={issue}&stance=rejects,rejects-qualified"), async |reader| {
        let choice = [("issue", issue.as_str()), ("stance", "rejects"), ("stance", "rejects-qualified")];
        assert_facets(reader, &counts, &choice).await;
        assert_cards(reader, &counts, &choice).await;
    });
}

#[test]
fn the_matrix_shows_the_same_narrowing() {
    visit("#/matrix", async |reader| {
        let counts = Counts::new();
        reader.click(".drawer-button").await;
        let certainty = counts.names("certainties")[1].clone();
        tick(reader, "certainty", &certainty).await;
        tick(reader, "voice", "author").await;
        reader.wait_for(".chips li:nth-child(2)").await;
        let choice = [("certainty", certainty.as_str()), ("voice", "author")];
        assert_facets(reader, &counts, &choice).await;
        let cells: Vec<(String, String, usize)> = reader
            .ask(
                "return [...document.querySelectorAll('table.matrix td[data-row]')].map(cell =>
                [cell.dataset.row, cell.dataset.column, +(cell.querySelector('.number')?.textContent ?? 0)])",
                Value::Null,
            )
            .await;
        for (row, column, number) in &cells {
            let cell = counts.cell(("proposition", row), ("source", column), &choice);
            assert_eq!(*number, cell.arguments().len(), "{row} × {column}");
        }
        let spoken = counts.of_facet("proposition", &choice).values().filter(|number| **number > 0).count();
        assert_eq!(cells.len(), spoken * counts.sources.len(), "only rows in which something is left");
    });
}

#[test]
fn chips_name_what_narrows_and_remove_it() {
    let counts = Counts::new();
    let source = counts.source_names()[2].clone();
    let view = format!("#/arguments?source={source}&stance=affirms,ambivalent");
    visit(&view, async |reader| {
        reader.wait_for(".chips").await;
        let chips = reader.attributes(".chips .chip", "data-what").await;
        assert_eq!(chips, [format!("source:{source}"), "stance:affirms".into(), "stance:ambivalent".into()]);
        reader.click("[data-what='stance:affirms']").await;
        reader.wait_address(&format!("#/arguments?source={source}&stance=ambivalent")).await;
        let choice = [("source", source.as_str()), ("stance", "ambivalent")];
        assert_facets(reader, &counts, &choice).await;
        assert_cards(reader, &counts, &choice).await;
        reader.click(".chips [data-what=all]").await;
        reader.wait_address("#/arguments").await;
        reader.wait_gone(".chips").await;
        assert_facets(reader, &counts, &[]).await;
        reader.back().await;
        reader.wait_for(".chips li:nth-child(2)").await;
        assert_cards(reader, &counts, &choice).await;
    });
}

#[test]
fn what_leaves_nothing_says_which_filter_did_and_offers_to_drop_it() {
    let counts = Counts::new();
    let pairs = counts
        .source_names()
        .into_iter()
        .flat_map(|source| counts.names("roles").into_iter().map(move |role| (source.clone(), role)));
    let empty = |(source, role): &(String, String)| {
        counts.passing_arguments(&[("source", source), ("role", role)]).is_empty()
    };
    let Some((source, role)) = pairs.into_iter().find(empty) else { return };
    visit(&format!("#/arguments?source={source}&role={role}"), async |reader| {
        reader.wait_for(".empty").await;
        let without_role = counts.passing_arguments(&[("source", &source)]);
        let offer = reader.text(".empty [data-what=role]").await;
        assert!(
            offer.contains(&arguments(without_role.len())),
            "{offer} does not say {}",
            without_role.len()
        );
        reader.click(".empty [data-what=role]").await;
        reader.wait_address(&format!("#/arguments?source={source}")).await;
        assert_cards(reader, &counts, &[("source", &source)]).await;
    });
}

#[test]
fn grouped_cards_stand_under_their_source() {
    visit("#/arguments", async |reader| {
        let counts = Counts::new();
        reader.choose("group", "source").await;
        reader.wait_for(".group-head").await;
        assert_cards(reader, &counts, &[]).await;
        let heads = reader.texts(".group-head small").await;
        let by_source = counts.of_facet("source", &[]);
        let wanted: Vec<String> =
            counts.source_names().iter().map(|name| by_source[name].to_string()).collect();
        assert_eq!(heads, wanted, "the numbers of the groups");
    });
}
