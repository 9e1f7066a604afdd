//! Opening a collection from a file: shown, asked about, refused, cancelled, named in links.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::collection::{Collection, give, open, shown, written};
use super::helpers::{Visit, visit, visit_with_friend};
use super::offline::{assert_cut_off, kept};

const OWN: &str =
    "Does closer North Korea–Russia military cooperation serve China, and what will Beijing do about it?";
const SMALL: Collection = Collection { parties: 4, theses: 6 };

async fn wait_question(reader: &Visit, question: &str) {
    let script = "return document.querySelector('h1')?.textContent === arguments[0]";
    reader.wait_with(question, script, json!(question)).await;
}

#[test]
fn a_corpus_is_opened_from_a_file_and_left_again() {
    visit("", async |reader| {
        open(reader, "made-up.standpoint.json", &SMALL.to_json()).await;
        wait_question(reader, "What do made-up parties say?").await;
        let number = reader.text(".nav a:nth-of-type(2) small").await;
        assert_eq!(number, SMALL.number().to_string());
        // Every cell says what the file says.
        for party in 0..SMALL.parties {
            for thesis in 0..SMALL.theses {
                let place = format!("[data-row='t{thesis}'][data-column='s{party}'] .hidden");
                let said = reader.text(&place).await;
                let expected = match SMALL.stance(party, thesis) {
                    None => "silent",
                    Some(2) => "affirms",
                    Some(1) => "affirms with reservations",
                    Some(0) => "is torn",
                    Some(-1) => "rejects with reservations",
                    Some(_) => "rejects",
                };
                assert!(said.contains(expected), "{place}: {said}, expected {expected}");
            }
        }
        reader.back().await;
        wait_question(reader, OWN).await;
        reader.forward().await;
        wait_question(reader, "What do made-up parties say?").await;
        reader.click(".leave").await;
        wait_question(reader, OWN).await;
        assert_eq!(reader.address().await, "#/matrix");
    });
}

#[test]
fn what_is_opened_is_searched_filtered_and_counted() {
    let large = &Collection::LARGE;
    visit("", async |reader| {
        open(reader, "large.standpoint.json", &large.to_json()).await;
        reader.press('2').await;
        reader.wait_for(".cards[role=feed] .card").await;
        reader.press('/').await;
        reader.wait_focus("#search").await;
        reader.type_text("harbur").await;
        let harbours = large.places().filter(|(_, thesis)| thesis.is_multiple_of(7)).count();
        let counted = format!("{} of {} arguments", written(harbours), written(large.number()));
        let script = "return document.querySelector('.counted')?.textContent === arguments[0]";
        reader.wait_with("the count of a search with a slip", script, json!(counted)).await;
        // The facets count what their values alone would give.
        for (value, step) in [("affirms", 2), ("ambivalent", 0), ("rejects", -2)] {
            let expected = large
                .places()
                .filter(|&(party, thesis)| {
                    thesis.is_multiple_of(7) && large.stance(party, thesis) == Some(step)
                })
                .count();
            let script = format!(
                "return document.querySelector('#facets [name=stance][value={value}]').closest('label').querySelector('.number').textContent"
            );
            let number: String = reader.ask(&script, Value::Null).await;
            assert_eq!(number, written(expected), "{value}");
        }
    });
}

#[test]
fn a_table_asks_which_column_is_what() {
    visit("", async |reader| {
        reader.click("[data-do=open]").await;
        give(reader, "answers.csv", &SMALL.to_csv()).await;
        reader.wait_for("dialog.opening select").await;
        let chosen = |name: &str| {
            format!(
                "return document.querySelector('dialog.opening select[name={name}]').selectedOptions[0].textContent"
            )
        };
        for (name, column) in [("proposition", "Thesis"), ("stance", "Answer"), ("claim", "Reason")] {
            let said: String = reader.ask(&chosen(name), Value::Null).await;
            assert!(said.contains(column), "{name} is guessed as {said}");
        }
        reader.click("dialog.opening [data-what=open]").await;
        shown(reader).await;
        let number = reader.text(".nav a:nth-of-type(2) small").await;
        assert_eq!(number, SMALL.number().to_string());
        // The second time it is known how such a table is read.
        reader.click("[data-do=open]").await;
        give(reader, "answers.csv", &SMALL.to_csv()).await;
        reader.wait_for("dialog.opening [data-what=forget]").await;
    });
}

#[test]
fn what_cannot_be_opened_says_why_and_changes_nothing() {
    let json = SMALL.to_json();
    let half = &json[..json.len() / 2];
    let wrong = json.replace("\"proposition\":\"t1\"", "\"proposition\":\"nobody\"");
    let faulty = [
        ("half.standpoint.json", half, "line"),
        ("paper.pdf", "%PDF-1.7 and so on", "PDF"),
        ("wrong.standpoint.json", &wrong, "nobody"),
        ("empty.csv", "", "nothing"),
    ];
    visit("", async |reader| {
        for (name, content, said) in faulty {
            reader.click("[data-do=open]").await;
            give(reader, name, content).await;
            let script = "const text = document.querySelector('dialog.opening .door')?.textContent ?? '';
                return text.includes(arguments[0][0]) && text.toLowerCase().includes(arguments[0][1].toLowerCase())";
            reader.wait_with(&format!("{name}: {said}"), script, json!([name, said])).await;
            reader.click("dialog.opening .close").await;
            reader.wait_gone("dialog.opening[open]").await;
            wait_question(reader, OWN).await;
        }
        reader.press('2').await;
        reader.wait_for(".page.arguments .card").await;
    });
}

#[test]
fn two_gigabytes_are_refused_unread() {
    visit("", async |reader| {
        // The same part again and again: it is as long as it says, and takes no room.
        let drop = "const part = new Blob([new Uint8Array(1 << 26)]);
            const data = new DataTransfer();
            data.items.add(new File(Array(33).fill(part), 'all.standpoint.json'));
            for (const kind of ['dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))";
        reader.ask::<Value>(drop, Value::Null).await;
        let said = "const text = document.querySelector('dialog.opening[open] .door')?.textContent ?? '';
            return ['all.standpoint.json', '2.2 GB', '1073 MB'].every(part => text.includes(part))";
        reader.wait("the size and the limit", said).await;
        reader.press(Key::Escape).await;
        reader.wait_gone("dialog.opening[open]").await;
        wait_question(reader, OWN).await;
    });
}

#[test]
fn a_dropped_file_is_opened_and_escape_cancels() {
    visit("", async |reader| {
        let drop = "const data = new DataTransfer();
            data.items.add(new File([arguments[0][1]], arguments[0][0]));
            for (const kind of ['dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }))";
        reader.ask::<Value>(drop, json!(["answers.csv", SMALL.to_csv()])).await;
        reader.wait_for("dialog.opening[open] select").await;
        reader.press(Key::Escape).await;
        reader.wait_gone("dialog.opening[open]").await;
        wait_question(reader, OWN).await;
        reader.ask::<Value>(drop, json!(["made-up.standpoint.json", SMALL.to_json()])).await;
        shown(reader).await;
        wait_question(reader, "What do made-up parties say?").await;
    });
}

#[test]
fn a_link_into_a_file_asks_for_that_file() {
    visit_with_friend("", async |reader, friend| {
        open(reader, "made-up.standpoint.json", &SMALL.to_json()).await;
        reader.press('2').await;
        reader.wait_for(".page.arguments .card").await;
        let link = reader.address().await;
        assert!(link.contains("made-up.standpoint.json"), "{link} names the file");
        friend.open_raw(&link).await;
        friend.wait_for("dialog.opening[open] .needed").await;
        assert!(friend.text("dialog.opening .needed").await.contains("made-up.standpoint.json"));
        give(friend, "other name.standpoint.json", &SMALL.to_json()).await;
        // The same content under another name is another name for the same: it is told.
        friend
            .wait(
                "the collection",
                "return !document.querySelector('dialog[open]') && !!document.querySelector('.leave')",
            )
            .await;
        wait_question(friend, "What do made-up parties say?").await;
        friend.open_raw(&link).await;
        give(friend, "made-up.standpoint.json", &SMALL.to_json()).await;
        friend.wait_for(".page.arguments .card").await;
        assert_eq!(friend.address().await, link);
    });
}

#[test]
fn what_opens_collections_is_kept_once_it_was_used() {
    kept("", async |reader, _site, server| {
        reader.wait_said().await;
        open(reader, "made-up.standpoint.json", &SMALL.to_json()).await;
        let kept = "return caches.keys().then(async names => {
            const all = await Promise.all(names.map(async name => (await caches.open(name)).keys()));
            return all.flat().filter(({ url }) => url.includes('/engine-')).length === 2;
        })";
        reader.wait("the program in the cache", kept).await;
        drop(server);
        reader.open_alive("").await;
        assert_cut_off(reader).await;
        open(reader, "made-up.standpoint.json", &SMALL.to_json()).await;
        wait_question(reader, "What do made-up parties say?").await;
        reader.faults().await;
    });
}

#[test]
fn without_network_and_program_the_reader_is_told() {
    kept("", async |reader, _site, server| {
        reader.wait_said().await;
        drop(server);
        reader.open_alive("").await;
        assert_cut_off(reader).await;
        reader.click("[data-do=open]").await;
        let told = "return document.querySelector('.toast.shown')?.textContent.includes('network') === true";
        reader.wait("a word on the network", told).await;
        // The page itself goes on.
        reader.press('2').await;
        reader.wait_for(".page.arguments .card").await;
        reader.faults().await;
    });
}
