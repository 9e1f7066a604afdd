//! Citations of sources and of views.

use serde_json::Value;
use thirtyfour::prelude::Key;

use super::counts::{Counts, list, text};
use super::helpers::{Visit, visit};

/// Opens a citation and gives its three forms: plain text, BibTeX, CSL-JSON.
async fn cite(reader: &Visit, button: &str) -> [String; 3] {
    reader.click(button).await;
    reader.wait_for("dialog.citation[open] pre").await;
    let forms = reader.texts("dialog.citation pre").await;
    forms.try_into().expect("three forms")
}

async fn close(reader: &Visit) {
    reader.press(Key::Escape).await;
    reader.wait_gone("dialog[open]").await;
}

#[test]
fn a_source_is_cited_in_three_forms_as_the_file_has_it() {
    visit("#/sources", async |reader| {
        let counts = Counts::new();
        for source in &counts.sources {
            let record = &source["record"];
            let button = format!("[data-source='{}'] .actions [data-do=cite]", text(source, "id"));
            let [plain, bibtex, csl] = cite(reader, &button).await;
            let title = text(record, "title");
            let names = list(record, "author")
                .iter()
                .flat_map(|author| [text(author, "family"), text(author, "given")]);
            for part in names.chain([title]) {
                assert!(plain.contains(part), "{part} is not in: {plain}");
                assert!(bibtex.replace('\\', "").contains(part), "{part} is not in: {bibtex}");
            }
            assert!(bibtex.starts_with('@') && bibtex.ends_with('}'), "{bibtex}");
            let csl: Value = serde_json::from_str(&csl).expect("CSL-JSON is JSON");
            assert_eq!(csl, Value::Array(vec![record.clone()]), "CSL-JSON is the record of the file");
            close(reader).await;
        }
    });
}

#[test]
fn a_view_is_cited_with_its_address() {
    visit("#/arguments?q=sanctions&role=reason", async |reader| {
        let counts = Counts::new();
        let forms = cite(reader, "[data-do=cite-view]").await;
        let address: String = reader.ask("return location.href", Value::Null).await;
        for form in &forms {
            assert!(form.contains(&address), "{address} is not in: {form}");
            assert!(form.contains(text(&counts.file, "title")), "the title is not in: {form}");
        }
        assert!(forms[0].contains("accessed"), "{}", forms[0]);
        close(reader).await;
        reader.click(".nav a[href^='#/matrix']").await;
        reader.wait("another view", "return location.hash.startsWith('#/matrix')").await;
        let address: String = reader.ask("return location.href", Value::Null).await;
        assert!(cite(reader, "[data-do=cite-view]").await[0].contains(&address));
    });
}

/// A message about copying: done or refused, and gone again before the next.
async fn assert_said(reader: &Visit, what: &str) {
    // The page may just be saying that it works offline.
    let said =
        "return /copied|did not allow copying/.test(document.querySelector('.toast.shown')?.textContent)";
    reader.wait(&format!("a word about {what}"), said).await;
}

#[test]
fn copying_says_whether_it_could() {
    visit("#/arguments", async |reader| {
        for button in ["[data-do=share]", ".card [data-do=copy-link]"] {
            reader.click(button).await;
            assert_said(reader, button).await;
            reader.wait_gone(".toast.shown").await;
        }
        cite(reader, "[data-do=cite-view]").await;
        reader.click("dialog[open] [data-do=copy-text]").await;
        assert_said(reader, "a citation").await;
    });
}

#[test]
fn a_message_is_not_hidden_by_the_dialog_it_speaks_of() {
    visit("#/sources", async |reader| {
        reader.resize(360, 740).await;
        cite(reader, "[data-source] [data-do=cite]").await;
        reader.click("dialog[open] [data-do=copy-text]").await;
        reader.wait_for(".toast.shown").await;
        let hidden: bool = reader
            .ask("const said = document.querySelector('.toast.shown');
                const dialog = document.querySelector('dialog[open]');
                const [a, b] = [said, dialog].map(one => one.getBoundingClientRect());
                const apart = a.bottom <= b.top || a.top >= b.bottom || a.right <= b.left || a.left >= b.right;
                return !dialog.contains(said) && !apart", Value::Null)
            .await;
        assert!(!hidden, "the message lies under the open dialog, which is in the browser's top layer");
    });
}

#[test]
fn the_focus_returns_from_a_citation_to_its_button() {
    visit("#/sources", async |reader| {
        cite(reader, "[data-source] .actions [data-do=cite]").await;
        close(reader).await;
        reader.wait_focus("[data-do=cite]").await;
    });
}
