//! The focus comes back to where it was, and is never lost.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::counts::{Counts, text};
use super::engine::Engine;
use super::helpers::{Visit, visit};

/// Focuses an element as Tab would, marks it, and presses Enter on it.
async fn enter_on(reader: &Visit, selector: &str) {
    reader.wait_for(selector).await;
    let focus = "document.querySelectorAll('[data-from]').forEach(one => delete one.dataset.from);
        const one = document.querySelector(arguments[0]);
        one.dataset.from = '';
        one.focus()";
    reader.ask::<Value>(focus, json!(selector)).await;
    reader.press(Key::Enter).await;
}

/// The link to another argument on a card.
const RELATED: &str = ".cards .related[open] a";

async fn open_relations(reader: &Visit) {
    reader.wait_drawn().await;
    enter_on(reader, ".cards .related summary").await;
    reader.wait_for(RELATED).await;
}

#[test]
fn the_panel_gives_the_focus_back_to_what_opened_it() {
    visit("", async |reader| {
        for (view, from) in [
            ("#/matrix", ".findings a"),
            ("#/matrix", ".answer a"),
            ("#/matrix?table=plain", ".plain thead a"),
            ("#/matrix?table=plain", ".plain tbody a"),
            ("#/matrix?q=china", "table.matrix td[data-row]:has(.number)"),
            ("#/arguments?q=china", RELATED),
        ] {
            for how in ["Escape", "close", "back"] {
                reader.open(view).await;
                if from == RELATED {
                    open_relations(reader).await;
                }
                enter_on(reader, from).await;
                reader.wait_focus("#panel").await;
                match how {
                    "Escape" => reader.press(Key::Escape).await,
                    "close" => enter_close(reader).await,
                    _ => reader.back().await,
                }
                reader.wait_gone("#panel").await;
                reader.wait_focus("[data-from]").await;
            }
        }
    });
}

/// Enter on the panel's button, the first stop in it.
async fn enter_close(reader: &Visit) {
    reader.press(Key::Tab).await;
    reader.wait_focus("#panel > .close").await;
    reader.press(Key::Enter).await;
}

#[test]
fn from_panel_to_panel_the_way_back_stays() {
    visit("", async |reader| {
        enter_on(reader, "table.matrix td[data-row]:has(.number)").await;
        reader.wait_focus("#panel").await;
        let all = "const links = [...document.querySelectorAll('#panel > .sub a')]; links.at(-1).focus()";
        reader.ask::<Value>(all, Value::Null).await;
        reader.press(Key::Enter).await;
        reader.wait_for("#panel .sides").await;
        reader.wait_focus("#panel").await;
        reader.press(Key::Escape).await;
        reader.wait_focus("[data-from]").await;
    });
}

#[test]
fn a_panel_from_a_link_gives_the_focus_to_its_cell() {
    let counts = Counts::new();
    let source = counts.source_names()[0].clone();
    let row = text(&counts.book("propositions")[0], "id");
    visit(&format!("#/matrix?open=cell:{row}:{source}"), async |reader| {
        reader.press(Key::Escape).await;
        reader.wait_focus(&format!("table.matrix td[data-row='{row}'][data-column='{source}']")).await;
    });
}

#[test]
fn escape_beside_the_panel_leaves_the_focus_where_it_is() {
    visit("", async |reader| {
        enter_on(reader, "table.matrix td[data-row]:has(.number)").await;
        reader.wait_focus("#panel").await;
        reader.focus("[data-do=share]").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("#panel").await;
        assert!(reader.has_focus("[data-do=share]").await);
    });
}

#[test]
fn dialogs_give_the_focus_back() {
    visit("#/arguments?role=reason", async |reader| {
        for (opener, dialog) in [
            ("[data-do=keys]", "keys"),
            ("[data-do=cite-view]", "citation"),
            (".cards [data-do=cite]", "citation"),
        ] {
            for (closes, button) in [(Key::Escape, false), (Key::Enter, true)] {
                enter_on(reader, opener).await;
                reader.wait_for(&format!("dialog.{dialog}[open]")).await;
                if button {
                    reader.focus("dialog[open] .close").await;
                }
                reader.press(closes).await;
                reader.wait_gone("dialog[open]").await;
                reader.wait_focus("[data-from]").await;
            }
        }
        // Opened with a key, from wherever the focus was.
        reader.press('?').await;
        reader.wait_for("dialog.keys[open]").await;
        reader.press(Key::Escape).await;
        reader.wait_focus("[data-from]").await;
    });
}

#[test]
fn what_a_button_removes_with_itself_leads_on() {
    visit("", async |reader| {
        let to = |view: &'static str, button: &'static str, then: &'static str| (view, button, then);
        for (view, button, then) in [
            to("#/arguments?q=china&role=reason", ".chips [data-what=search]", ".chips button"),
            to("#/arguments?q=china", ".chips [data-what=search]", "#main"),
            to("#/matrix?q=china&role=reason", ".chips [data-what=all]", "#main"),
            to("#/arguments?q=qqxxzzvv", ".empty [data-what=search]", "#main"),
            to("#/matrix?q=qqxxzzvv&role=reason", ".empty [data-what=search]", ".chips button"),
            to("#/matrix?colour=red", "[data-do=understood]", "#main"),
        ] {
            reader.open(view).await;
            enter_on(reader, button).await;
            reader.wait_focus(then).await;
        }
        reader.ask::<Value>("document.dispatchEvent(new Event('standpoint-update'))", Value::Null).await;
        enter_on(reader, "[data-do=later]").await;
        reader.wait_focus("#main").await;
    });
}

#[test]
fn closing_a_copy_leads_to_the_form_for_another() {
    let source = Counts::new().source_names()[0].clone();
    visit(&format!("#/sources?at={source}"), async |reader| {
        let paste = "const field = document.querySelector('[data-copy-of] textarea');
            field.value = 'Nothing is found in this.';
            field.form.requestSubmit()";
        reader.ask::<Value>(paste, Value::Null).await;
        reader.wait_focus(".own-copy").await;
        enter_on(reader, "[data-do=close-copy]").await;
        reader.wait_for("[data-copy-of]").await;
        reader.wait_focus(".own-copy").await;
    });
}

#[test]
fn another_page_has_the_focus_and_says_its_name() {
    visit("", async |reader| {
        let name = "return document.activeElement.getAttribute('aria-label')";
        for (page, said) in [
            ("arguments", "Arguments"),
            ("sources", "Sources"),
            ("codebook", "Codebook"),
            ("matrix", "Matrix"),
        ] {
            enter_on(reader, &format!(".nav a[href^='#/{page}']")).await;
            reader.wait_for(&format!("main.{page}")).await;
            reader.wait_focus("#main").await;
            assert_eq!(reader.ask::<String>(name, Value::Null).await, said);
            let top = reader.ask::<f64>("return scrollY", Value::Null).await;
            assert_eq!(top, 0.0, "the page begins at its top");
        }
        reader.back().await;
        reader.wait_for("main.codebook").await;
        reader.wait_focus("#main").await;
        enter_on(reader, ".issues a.number").await;
        reader.wait_for("main.arguments").await;
        reader.wait_focus("#main").await;
    });
}

#[test]
fn the_keys_of_one_sign_can_be_switched_off() {
    visit("", async |reader| {
        enter_on(reader, "[data-do=keys]").await;
        reader.click("[data-do=switch-keys]").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("dialog[open]").await;
        for _ in 0..2 {
            reader.focus(".brand").await;
            // With "/" Firefox has a search of its own.
            let slash = (Engine::chosen() != Engine::Firefox).then_some('/');
            for key in ['3', '?'].into_iter().chain(slash) {
                reader.press(key).await;
            }
            assert_eq!(reader.address().await, "#/matrix");
            assert!(reader.has_focus(".brand").await, "a key of one sign moved the focus");
            // It is remembered.
            reader.reload().await;
        }
        enter_on(reader, "[data-do=keys]").await;
        reader.click("[data-do=switch-keys]").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("dialog[open]").await;
        reader.press('3').await;
        reader.wait_address("#/sources").await;
    });
}
