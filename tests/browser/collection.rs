//! A made-up collection to be opened, and what is in it by counting.

use serde_json::{Value, json};

use super::helpers::Visit;

/// A number below a million as it is written: with a comma before the last three digits.
pub fn written(number: usize) -> String {
    let mut digits = number.to_string();
    if digits.len() > 3 {
        digits.insert(digits.len() - 3, ',');
    }
    digits
}

/// Parties answer theses: who, on what, how, is told by the numbers alone.
pub struct Collection {
    /// How many parties there are; each is a source.
    pub parties: usize,
    /// How many theses there are.
    pub theses: usize,
}

impl Collection {
    /// Large enough that not all of it can be in the page.
    pub const LARGE: Collection = Collection { parties: 90, theses: 120 };

    /// The stance of a party on a thesis, −2 to 2; none where it is silent.
    pub fn stance(&self, party: usize, thesis: usize) -> Option<i64> {
        let chance = (party * 31 + thesis * 17 + party * thesis) % 11;
        (chance > 1).then_some(chance as i64 % 5 - 2)
    }

    /// The reason a party gives.
    pub fn claim(&self, party: usize, thesis: usize) -> String {
        format!("Reason {party}/{thesis} {}", if thesis.is_multiple_of(7) { "harbour" } else { "meadow" })
    }

    /// How many answers there are.
    pub fn number(&self) -> usize {
        self.places().count()
    }

    /// Who answers what, in the order of the file.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let all = (0..self.parties).flat_map(|party| (0..self.theses).map(move |thesis| (party, thesis)));
        all.filter(|&(party, thesis)| self.stance(party, thesis).is_some())
    }

    /// As a corpus of the own format, in one file.
    pub fn to_json(&self) -> String {
        let label = |id: String, label: String| json!({ "id": id, "label": label });
        let actors = (0..self.parties).map(
            |party| json!({ "id": format!("p{party}"), "label": format!("Party {party}"), "kind": "party" }),
        );
        let propositions = (0..self.theses).map(|thesis| {
            let text = format!("Thesis {thesis} shall hold.");
            json!({ "id": format!("t{thesis}"), "issue": format!("i{}", thesis % 6), "text": text })
        });
        let issues = (0..6).map(|issue| label(format!("i{issue}"), format!("Issue {issue}")));
        let steps = [
            (2, "affirms", "affirms"),
            (1, "affirms-qualified", "affirms with reservations"),
            (0, "ambivalent", "is torn"),
            (-1, "rejects-qualified", "rejects with reservations"),
            (-2, "rejects", "rejects"),
        ];
        let steps = steps.map(|(value, id, label)| json!({ "value": value, "id": id, "label": label }));
        json!({
            "format": "standpoint/1", "id": "made-up", "title": "Made-up parties",
            "question": "What do made-up parties say?", "language": "en", "version": "1", "licence": "CC0-1.0",
            "codebook": {
                "stances": steps,
                "issues": issues.collect::<Vec<_>>(),
                "propositions": propositions.collect::<Vec<_>>(),
                "actors": actors.collect::<Vec<_>>(),
                "roles": [label("statement".into(), "statement".into())],
                "certainties": [label("asserted".into(), "asserted".into())],
            },
            "sources": (0..self.parties).map(|party| self.source(party)).collect::<Vec<_>>(),
        })
        .to_string()
    }

    fn source(&self, party: usize) -> Value {
        let arguments = (0..self.theses).filter_map(|thesis| {
            let stance = self.stance(party, thesis)?;
            Some(json!({
                "id": format!("a{party}-{thesis}"), "claim": self.claim(party, thesis), "role": "statement",
                "certainty": "asserted", "anchor": {},
                "stances": [{ "proposition": format!("t{thesis}"), "value": stance }],
                "place": { "block": thesis + 1, "sentences": [1, 1] },
            }))
        });
        json!({
            "id": format!("s{party}"), "short": format!("Party {party}"), "author": format!("p{party}"),
            "record": { "id": format!("s{party}"), "type": "dataset" },
            "arguments": arguments.collect::<Vec<_>>(),
        })
    }

    /// As a table with a row for every answer.
    pub fn to_csv(&self) -> String {
        let words = ["no", "rather no", "neutral", "rather yes", "yes"];
        let mut out = String::from("Party;Thesis;Answer;Reason\n");
        for (party, thesis) in self.places() {
            let stance = self.stance(party, thesis).unwrap_or(0);
            out += &format!(
                "Party {party};Thesis {thesis} shall hold.;{};{}\n",
                words[(stance + 2) as usize],
                self.claim(party, thesis)
            );
        }
        out
    }
}

/// Gives the dialog a file with this name and content.
pub async fn give(reader: &Visit, name: &str, content: &str) {
    reader.wait_for("dialog.opening [type=file]").await;
    let choose = "const input = document.querySelector('dialog.opening [type=file]');
        const files = new DataTransfer();
        files.items.add(new File([arguments[0][1]], arguments[0][0]));
        input.files = files.files;
        input.dispatchEvent(new Event('change', { bubbles: true }))";
    reader.ask::<Value>(choose, json!([name, content])).await;
}

/// Opens a file with this name and content by the button, and waits until it is shown.
pub async fn open(reader: &Visit, name: &str, content: &str) {
    reader.click("[data-do=open]").await;
    give(reader, name, content).await;
    shown(reader).await;
}

/// Waits until an opened collection is shown.
pub async fn shown(reader: &Visit) {
    let is_shown = "return location.hash.includes('corpus=') && !document.querySelector('dialog[open]')
        && !!document.querySelector('.leave') && !!document.querySelector('.foot')";
    reader.wait("the opened collection", is_shown).await;
}
