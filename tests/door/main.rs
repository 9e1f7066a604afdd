//! Guards the way from what a reader brings to a library: what is asked, what is said, and what
//! comes of the answers.

mod fingerprints;
mod mapping;
mod memory;
mod opens;
mod refuses;
mod tables;

use std::io::Write;
use std::ops::ControlFlow;

use serde_json::{Value, json};
use standpoint::corpus::Corpus;
use standpoint::door::{Door, Next, Ready};
use standpoint::markup::{Element, Node};
use standpoint::opening::{Brought, Limits, Notes, Progress};

/// Listens to the progress and lets it go on.
fn on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn file(name: &str, bytes: impl AsRef<[u8]>) -> Brought {
    Brought { name: name.to_owned(), bytes: bytes.as_ref().to_vec() }
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).expect("a new name");
        writer.write_all(bytes).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).expect("memory");
    writer.finish().expect("memory")
}

/// What a reader sees and does: the door with what its dialog shows.
struct Reader {
    door: Door,
    next: Next,
}

impl Reader {
    fn brings(files: Vec<Brought>) -> Reader {
        Reader::again(files, "")
    }

    /// With what was kept from before.
    fn again(files: Vec<Brought>, remembered: &str) -> Reader {
        let (door, next) =
            Door::bring(files, &Limits::default(), remembered, &mut on).expect("nobody cancels");
        Reader { door, next }
    }

    fn table(text: impl AsRef<[u8]>) -> Reader {
        Reader::brings(vec![file("t.csv", text)])
    }

    /// The dialog; there must be one.
    fn dialog(&self) -> Dialog<'_> {
        match &self.next {
            Next::Ask(nodes) => Dialog { nodes },
            Next::Ready(_) => panic!("it is open"),
        }
    }

    /// Presses a button that can be pressed, with the fields as they stand.
    fn press(&mut self, what: &str) {
        let dialog = self.dialog();
        let button = dialog.button(what).unwrap_or_else(|| panic!("no button {what}: {}", dialog.text()));
        assert!(!has(button, "disabled"), "{what} cannot be pressed: {}", dialog.text());
        let form = dialog.form();
        self.next = self.door.answer(what, &form, &mut on).expect("nobody cancels");
    }

    /// Chooses in selects, one after the other.
    fn choose(&mut self, choices: &[(&str, &str)]) {
        for (name, value) in choices {
            let mut form = self.dialog().form();
            let options = self.dialog().options(name);
            assert!(options.iter().any(|(known, _)| known == value), "{name}: no {value} in {options:?}");
            form.iter_mut().find(|(known, _)| known == name).expect("a field").1 = (*value).to_owned();
            self.next = Next::Ask(self.door.change(&form));
        }
    }

    fn ready(self) -> Ready {
        match self.next {
            Next::Ready(ready) => *ready,
            Next::Ask(nodes) => panic!("it asks: {}", Dialog { nodes: &nodes }.text()),
        }
    }

    /// Opens a table as it is offered.
    fn opened(mut self) -> Ready {
        self.press("open");
        self.ready()
    }
}

/// The markup of a dialog.
struct Dialog<'a> {
    nodes: &'a [Node],
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn has(element: &Element, name: &str) -> bool {
    attribute(element, name).is_some()
}

impl<'a> Dialog<'a> {
    fn text(&self) -> String {
        self.nodes.iter().map(Node::text).collect()
    }

    fn html(&self) -> String {
        self.nodes.iter().map(Node::to_html).collect()
    }

    fn elements(&self) -> Vec<&'a Element> {
        fn walk<'a>(nodes: &'a [Node], found: &mut Vec<&'a Element>) {
            for node in nodes {
                if let Node::Element(element) = node {
                    found.push(element);
                    walk(&element.children, found);
                }
            }
        }
        let mut found = Vec::new();
        walk(self.nodes, &mut found);
        found
    }

    fn all(&self, tag: &str) -> Vec<&'a Element> {
        self.elements().into_iter().filter(|element| element.tag == tag).collect()
    }

    fn heading(&self) -> String {
        let [heading] = self.all("h2")[..] else { panic!("not one heading") };
        assert_eq!(attribute(heading, "id"), Some("opening-title"));
        Node::Element(heading.clone()).text()
    }

    fn buttons(&self) -> Vec<(&'a str, String)> {
        let buttons = self.all("button").into_iter();
        buttons
            .map(|button| {
                assert_eq!(attribute(button, "type"), Some("button"));
                assert_eq!(attribute(button, "data-do"), Some("door"));
                let what = attribute(button, "data-what").expect("what it does");
                (what, Node::Element(button.clone()).text())
            })
            .collect()
    }

    fn button(&self, what: &str) -> Option<&'a Element> {
        self.all("button").into_iter().find(|button| attribute(button, "data-what") == Some(what))
    }

    /// The fields with what is chosen in them, as the page sends them.
    fn form(&self) -> Vec<(String, String)> {
        let selects = self.all("select").into_iter();
        selects
            .map(|select| {
                let name = attribute(select, "name").expect("a name").to_owned();
                let chosen: Vec<&Element> = Dialog { nodes: &select.children }
                    .all("option")
                    .into_iter()
                    .filter(|option| has(option, "selected"))
                    .collect();
                let [chosen] = chosen[..] else { panic!("not one is chosen in {name}") };
                (name, attribute(chosen, "value").expect("a value").to_owned())
            })
            .collect()
    }

    /// What is chosen in a field.
    fn chosen(&self, name: &str) -> String {
        self.form().into_iter().find(|(known, _)| known == name).expect("a field").1
    }

    /// What can be chosen in a field: values and texts.
    fn options(&self, name: &str) -> Vec<(String, String)> {
        let select = self.all("select").into_iter().find(|select| attribute(select, "name") == Some(name));
        let select = select.unwrap_or_else(|| panic!("no field {name}"));
        let option = |option: &&Element| {
            let value = attribute(option, "value").expect("a value").to_owned();
            (value, Node::Element((*option).clone()).text())
        };
        Dialog { nodes: &select.children }.all("option").iter().map(option).collect()
    }

    /// The rows of a table of this class, below its head.
    fn rows(&self, class: &str) -> Vec<Vec<String>> {
        let table = self.all("table").into_iter().find(|table| attribute(table, "class") == Some(class));
        let table = table.unwrap_or_else(|| panic!("no table {class}"));
        let texts = |row: &Element, tag: &str| -> Vec<String> {
            let cells = Dialog { nodes: &row.children }.all(tag).into_iter();
            cells.map(|cell| Node::Element(cell.clone()).text()).collect()
        };
        let rows = Dialog { nodes: &table.children }.all("tr").into_iter();
        rows.map(|row| texts(row, "td")).filter(|row| !row.is_empty()).collect()
    }

    /// The problems that are listed.
    fn problems(&self) -> Vec<String> {
        self.all("li").into_iter().map(|row| Node::Element(row.clone()).text()).collect()
    }

    /// The lines of a paragraph of this class.
    fn said(&self, class: &str) -> Option<String> {
        let mut paragraphs = self.all("p").into_iter();
        let found = paragraphs.find(|element| attribute(element, "class") == Some(class))?;
        Some(Node::Element(found.clone()).text())
    }
}

/// The notes in words.
fn told(notes: &Notes) -> Vec<String> {
    notes.first.iter().map(ToString::to_string).collect()
}

/// Each argument as (source, holder, proposition, stance, claim).
fn cards(corpus: &Corpus) -> Vec<(String, String, String, Option<i8>, String)> {
    let card = |id| {
        let argument = &corpus.arguments[id];
        let stance = corpus.stances_of(id).first();
        (
            corpus.sources[argument.source].short.clone(),
            corpus.holder_label(argument.holder).to_owned(),
            stance.map_or_else(String::new, |stance| corpus.propositions[stance.proposition].text.clone()),
            stance.map(|stance| stance.stance.value()),
            argument.claim.clone(),
        )
    };
    corpus.arguments.ids().map(card).collect()
}

fn argument(id: &str) -> Value {
    json!({"id": id, "claim": "It is hot.", "place": {"block": 1, "sentences": [1, 1]}, "role": "reason",
        "stances": [{"proposition": "tea", "value": 2}], "certainty": "sure"})
}

fn source(id: &str, arguments: &[&str]) -> Value {
    let arguments: Vec<Value> = arguments.iter().map(|id| argument(id)).collect();
    json!({"id": id, "short": id, "record": {"id": id}, "arguments": arguments})
}

/// A small corpus of the own format.
fn tea() -> Value {
    let step = |value: i8, id: &str| json!({"value": value, "id": id, "label": id});
    json!({
        "format": "standpoint/1", "id": "tea", "title": "Tea", "question": "Tea?", "language": "en",
        "version": "1", "licence": "CC0-1.0",
        "codebook": {
            "stances": [step(-2, "a"), step(-1, "b"), step(0, "c"), step(1, "d"), step(2, "e")],
            "issues": [{"id": "drinks", "label": "Drinks"}],
            "propositions": [{"id": "tea", "issue": "drinks", "text": "Tea is good."}],
            "actors": [], "roles": [{"id": "reason", "label": "reason"}],
            "certainties": [{"id": "sure", "label": "sure"}],
        },
        "relations": [{"from": "x-1", "kind": "supports", "to": "y-1"}],
        "sources": [source("x", &["x-1", "x-2"]), source("y", &["y-1"])],
    })
}

const TOWN: &str = "\
Partei;These;Position;Begründung;Datum
Eulen;Mehr Linden am Markt.;stimme zu;Linden duften.;2021-05-01
Lerchen;Mehr Linden am Markt.;Eher nein;Sie machen Schatten.;02.05.2021
Eulen;Hunde dürfen frei laufen.;Neutral;;2021-05-01
";
