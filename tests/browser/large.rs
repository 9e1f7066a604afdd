//! A collection of which not all can be in the page: lists and matrix show what is in sight.

use serde_json::{Value, json};
use thirtyfour::prelude::Key;

use super::collection::{Collection, open, written};
use super::helpers::{Visit, visit};

const LARGE: Collection = Collection::LARGE;

/// Does something with the large collection open, on the page with this number.
fn at(page: char, does: impl AsyncFnOnce(&Visit)) {
    visit("", async |reader| {
        open(reader, "large.standpoint.json", &LARGE.to_json()).await;
        reader.press(page).await;
        let name = if page == '1' { "matrix" } else { "arguments" };
        reader.wait_for(&format!(".page.{name} [data-lines][data-from]")).await;
        does(reader).await;
    });
}

#[test]
fn a_long_list_has_in_the_page_what_is_in_sight() {
    let all: Vec<String> = LARGE.places().map(|(party, thesis)| LARGE.claim(party, thesis)).collect();
    at('2', async |reader| {
        for share in [0.0, 0.5, 0.25, 1.0] {
            let scroll = "scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * arguments[0])";
            reader.ask::<Value>(scroll, json!(share)).await;
            // What stands in the middle of the window is a card, and the right one for its position.
            let middle =
                "const card = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.card');
                return !!card && +card.getAttribute('aria-setsize') === arguments[0]";
            reader.wait_with(&format!("a card at {share}"), middle, json!(all.len())).await;
            let cards: Vec<(usize, String)> = reader
                .ask(
                    "return [...document.querySelectorAll('.card')].map(card =>
                        [+card.getAttribute('aria-posinset'), card.querySelector('.claim').textContent])",
                    Value::Null,
                )
                .await;
            assert!(cards.len() < 150, "{} cards are in the page", cards.len());
            for (position, claim) in &cards {
                assert_eq!(*claim, all[position - 1], "at position {position}");
            }
            let [first, last] = [cards[0].0, cards[cards.len() - 1].0].map(|at| at as f64 / all.len() as f64);
            assert!(first <= share + 0.05 && share - 0.05 <= last, "{first} to {last} at {share}");
        }
        assert_eq!(
            reader.attributes(".card:last-of-type", "aria-posinset").await.pop(),
            Some(all.len().to_string())
        );
    });
}

#[test]
fn scrolling_a_long_list_moves_nothing_by_itself() {
    at('2', async |reader| {
        // Step by step through many windows: what is seen moves by what was scrolled.
        let step = "const seen = () => [...document.querySelectorAll('.card')].find(card => card.getBoundingClientRect().top > 0);
            const card = seen(), before = card.getBoundingClientRect().top, from = scrollY;
            scrollBy(0, 300);
            window.held = [card, before - (scrollY - from)];";
        let check = "const [card, expected] = window.held;
            return !card.isConnected || Math.abs(card.getBoundingClientRect().top - expected) < 3";
        for number in 0..40 {
            reader.ask::<Value>(step, Value::Null).await;
            // Where the reader looks there is a card, not the space that stands for some.
            let there = "return [60, innerHeight - 60].every(y =>
                document.elementFromPoint(innerWidth / 2, y)?.matches('.cards, .cards > :not(.space), .card *'))";
            reader.wait("cards in sight", there).await;
            let stays: bool = reader.ask(check, Value::Null).await;
            assert!(stays, "step {number}");
        }
    });
}

#[test]
fn the_grid_is_walked_from_corner_to_corner() {
    at('1', async |reader| {
        let rows = LARGE.theses + 6;
        let size = "const table = document.querySelector('table.matrix');
            return ['aria-rowcount', 'aria-colcount'].map(name => +table.getAttribute(name))";
        let counts: [usize; 2] = reader.ask(size, Value::Null).await;
        assert_eq!(counts, [rows + 1, LARGE.parties + 2]);
        let drawn: usize =
            reader.ask("return document.querySelectorAll('table.matrix td').length", Value::Null).await;
        assert!(drawn < LARGE.parties * LARGE.theses / 3, "{drawn} cells are in the page");
        reader.click("table.matrix [data-r='2'][data-c='1'] a").await;
        reader.wait_focus("#panel").await;
        reader.press(Key::Escape).await;
        reader.wait_focus("[data-r='2'][data-c='1']").await;
        reader.press_with_control(Key::End).await;
        let at = |r: usize, c: usize| format!("[data-r='{r}'][data-c='{c}']");
        reader.wait_focus(&at(rows, LARGE.parties + 1)).await;
        reader.press(Key::Left).await;
        // The last thesis of the last issue, by the last party.
        let place = at(rows, LARGE.parties);
        reader.wait_focus(&place).await;
        let [party, thesis] = [LARGE.parties - 1, LARGE.theses - 1];
        assert_eq!(reader.attributes(&place, "data-row").await, [format!("t{thesis}")]);
        assert_eq!(reader.attributes(&place, "data-column").await, [format!("s{party}")]);
        assert_eq!(reader.attributes(&place, "aria-colindex").await, [(LARGE.parties + 1).to_string()]);
        for _ in 0..12 {
            reader.press(Key::PageUp).await;
        }
        reader.wait_focus(&at(rows - 120, LARGE.parties)).await;
        reader.press_with_control(Key::Home).await;
        reader.wait_focus(&at(0, 0)).await;
        // The corner is always in sight; what is beside it comes too.
        let is_at_corner =
            "const { top, left } = document.querySelector(arguments[0])?.getBoundingClientRect() ?? {};
            const corner = document.querySelector('.corner').getBoundingClientRect();
            return Math.abs(top - corner.bottom) < 2 && Math.abs(left - corner.left) < 2";
        reader.wait_with("the first row", is_at_corner, json!("table.matrix tr:has([data-r='1'])")).await;
    });
}

/// Presses keys, wherever the focus is, faster than anything is painted.
async fn press_at_once(reader: &Visit, keys: &[&str]) {
    let press = "window.painted = false;
        new MutationObserver(() => window.painted = true)
            .observe(document.querySelector('table.matrix'), { attributeFilter: ['data-from'] });
        for (const key of arguments[0]) {
            const pressed = { key, ctrlKey: key === 'Home', bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new KeyboardEvent('keydown', pressed));
        }";
    reader.ask::<Value>(press, json!(keys)).await;
}

#[test]
fn no_key_is_lost_while_what_it_leads_to_is_painted() {
    at('1', async |reader| {
        reader.focus("[data-r='3'][data-c='1']").await;
        let [down, right, up] = ["ArrowDown", "ArrowRight", "ArrowUp"];
        press_at_once(reader, &[&["PageDown"; 7][..], &[down, right]].concat()).await;
        reader.wait_focus("[data-r='74'][data-c='2']").await;
        // A row that names an issue has one place, and keeps the column for the way on.
        let issue = |number: usize| 1 + number * (1 + LARGE.theses / 6);
        press_at_once(reader, &vec![down; issue(4) - 74]).await;
        reader.wait_focus(&format!("[data-fold][data-r='{}']", issue(4))).await;
        reader.press(Key::Down).await;
        reader.wait_focus(&format!("[data-r='{}'][data-c='2']", issue(4) + 1)).await;
        press_at_once(reader, &vec![up; issue(4) + 1 - issue(1)]).await;
        reader.wait_focus(&format!("[data-fold][data-r='{}']", issue(1))).await;
        reader.press(Key::Up).await;
        reader.wait_focus(&format!("[data-r='{}'][data-c='2']", issue(1) - 1)).await;
    });
}

#[test]
fn whoever_goes_elsewhere_meanwhile_stays_there() {
    at('1', async |reader| {
        reader.focus("[data-r='3'][data-c='1']").await;
        press_at_once(reader, &[&["PageDown"; 9][..], &["Home"]].concat()).await;
        reader.wait("something painted", "return window.painted").await;
        assert!(reader.has_focus("[data-r='0'][data-c='0']").await);
    });
}

#[test]
fn a_place_of_the_map_is_seen_in_full_size() {
    at('1', async |reader| {
        for (is_pointed, row, column) in [(true, 70, 40), (false, 33, 7)] {
            reader.click("a[href*='table=map']").await;
            reader.wait_for("svg.map[data-per-row]").await;
            // A place may stand for several rows and columns: it leads to the first.
            let several = "const { perRow, perColumn } = document.querySelector('svg.map').dataset;
                return [+perRow, +perColumn]";
            let [rows, columns]: [usize; 2] = reader.ask(several, Value::Null).await;
            let (row, column) = (row / rows, column / columns);
            if is_pointed {
                // Where a driver says the pointer is may be pixels off, and a place has few.
                let click = "const map = document.querySelector('svg.map');
                    const of = name => +map.dataset[name], box = map.getBoundingClientRect();
                    const scale = box.width / map.getAttribute('width') / 10;
                    const clientX = box.left + (of('left') + (arguments[0][1] + .5) * of('stepX')) * scale;
                    const clientY = box.top + (of('top') + (arguments[0][0] + .5) * of('stepY')) * scale;
                    map.dispatchEvent(new MouseEvent('click', { clientX, clientY, bubbles: true }))";
                reader.ask::<Value>(click, json!([row, column])).await;
            } else {
                reader.focus("svg.map").await;
                for _ in 0..LARGE.theses / 10 {
                    reader.press(Key::PageUp).await;
                }
                reader.press(Key::Home).await;
                for (key, times) in [(Key::Down, row), (Key::Right, column)] {
                    for _ in 0..times {
                        reader.press(key.clone()).await;
                    }
                }
                reader.press(Key::Enter).await;
            }
            // The rows go issue by issue, and every sixth thesis is of the same.
            let (row, of_issue) = (row * rows, LARGE.theses / 6);
            let thesis = row % of_issue * 6 + row / of_issue;
            let party = column * columns;
            reader.wait_focus(&format!("[data-row=t{thesis}][data-column=s{party}]")).await;
        }
    });
}

#[test]
fn the_plain_table_says_in_words_what_is_in_sight() {
    at('1', async |reader| {
        reader.click(".switch").await;
        reader.wait_for("table.plain[data-lines]").await;
        let rows = LARGE.theses + 6;
        for (x, y) in [(0, 0), (4000, 1500), (100_000, 100_000)] {
            let scroll = "document.querySelector('.frame').scrollTo(...arguments[0])";
            reader.ask::<Value>(scroll, json!([x, y])).await;
            // In the middle of the frame there are words.
            let there = "const frame = document.querySelector('.frame').getBoundingClientRect();
                const place = document.elementFromPoint(frame.left + frame.width * 0.6, frame.top + frame.height / 2);
                return !!place?.closest('td[aria-colindex], .group')";
            reader.wait(&format!("words at {x}, {y}"), there).await;
            let cells: Vec<(String, usize, String)> = reader
                .ask(
                    "return [...document.querySelectorAll('tbody th[scope=row]')].flatMap(head =>
                        [...head.parentElement.querySelectorAll('td[aria-colindex]')].map(cell =>
                            [head.textContent, +cell.getAttribute('aria-colindex'), cell.textContent]))",
                    Value::Null,
                )
                .await;
            assert!(cells.len() < LARGE.parties * LARGE.theses / 3, "{} cells are in the page", cells.len());
            let mut seen = 0;
            for (head, index, said) in cells.iter().filter(|(_, index, _)| *index < LARGE.parties + 2) {
                let thesis: usize =
                    head.split(' ').nth(1).and_then(|number| number.parse().ok()).expect("a thesis");
                let expected = match LARGE.stance(index - 2, thesis) {
                    None => "silent",
                    Some(2) => "affirms, 1",
                    Some(1) => "affirms with reservations, 1",
                    Some(0) => "is torn, 1",
                    Some(-1) => "rejects with reservations, 1",
                    Some(_) => "rejects, 1",
                };
                assert_eq!(said, expected, "party {} on thesis {thesis}", index - 2);
                seen += 1;
            }
            assert!(seen > 50, "only {seen} cells");
        }
        let counts = "const table = document.querySelector('table.plain');
            return ['aria-rowcount', 'aria-colcount'].map(name => +table.getAttribute(name))";
        assert_eq!(reader.ask::<[usize; 2]>(counts, Value::Null).await, [rows + 1, LARGE.parties + 2]);
    });
}

#[test]
fn many_values_of_a_facet_are_looked_for() {
    at('2', async |reader| {
        let shown =
            "return [...document.querySelectorAll('[data-facet=source] .value')].map(one => one.textContent)";
        let first: Vec<String> = reader.ask(shown, Value::Null).await;
        assert!(first.len() < 20, "{} values are shown", first.len());
        reader.click("[data-wanted=source]").await;
        reader.type_text("party 8").await;
        let found = "const found = [...document.querySelectorAll('[data-facet=source] .value')].map(one => one.textContent).sort();
            return JSON.stringify(found) === JSON.stringify(arguments[0])";
        let mut expected: Vec<String> = (0..LARGE.parties)
            .filter(|party| party.to_string().starts_with('8'))
            .map(|party| format!("Party {party}"))
            .collect();
        expected.sort();
        reader.wait_with("the parties that begin with 8", found, json!(expected)).await;
        reader.click("[data-facet=source] [value=s85]").await;
        let number = (0..LARGE.theses).filter(|&thesis| LARGE.stance(85, thesis).is_some()).count();
        let counted = format!("{number} of {} arguments", written(LARGE.number()));
        let script = "return document.querySelector('.counted')?.textContent === arguments[0]";
        reader.wait_with("one party's arguments", script, json!(counted)).await;
    });
}

#[test]
fn the_keys_of_the_browsers_search_lead_to_the_pages() {
    at('2', async |reader| {
        let press = "const event = new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true });
            (document.activeElement ?? document.body).dispatchEvent(event);
            return event.defaultPrevented";
        assert!(reader.ask::<bool>(press, Value::Null).await, "the first press is the page's");
        reader.wait_focus("#search").await;
        assert!(!reader.ask::<bool>(press, Value::Null).await, "the second is the browser's");
    });
}

#[test]
fn what_is_typed_while_something_is_painted_stays() {
    at('2', async |reader| {
        // Letters come faster than they are painted, and the reader goes back to mend the first ones.
        let type_all = "const field = document.querySelector('#search');
            field.focus();
            for (const text of ['h', 'ha', 'har', 'harb']) {
                field.value = text;
                field.dispatchEvent(new Event('input', { bubbles: true }));
            }
            field.setSelectionRange(1, 1);
            window.seen = [];
            new MutationObserver(() => seen.push([field.value, field.selectionStart]))
                .observe(document.querySelector('main'), { childList: true, subtree: true, attributes: true });";
        reader.ask::<Value>(type_all, Value::Null).await;
        let painted =
            "return document.querySelector('.chips [data-what=search] .value')?.textContent === '“harb”'";
        reader.wait("the last letter's result", painted).await;
        let seen: Vec<(String, usize)> = reader.ask("return window.seen", Value::Null).await;
        assert!(!seen.is_empty());
        assert!(seen.iter().all(|seen| *seen == ("harb".to_owned(), 1)), "{seen:?}");
    });
}

#[test]
fn the_focus_comes_back_with_what_had_it() {
    at('1', async |reader| {
        reader.click("table.matrix [data-r='3'][data-c='2'] a").await;
        reader.wait_focus("#panel").await;
        reader.press(Key::Escape).await;
        reader.wait_focus("[data-r='3'][data-c='2']").await;
        let scroll = "document.querySelector('.frame').scrollTo(arguments[0], arguments[0])";
        reader.ask::<Value>(scroll, json!(3000)).await;
        reader.wait_gone("td[data-r='3'][data-c='2']").await;
        reader.wait_focus("table.matrix").await;
        reader.ask::<Value>(scroll, json!(0)).await;
        reader.wait_focus("[data-r='3'][data-c='2']").await;
        // Keys go on from where they were, wherever the reader has looked meanwhile.
        reader.ask::<Value>(scroll, json!(3000)).await;
        reader.wait_focus("table.matrix").await;
        reader.press(Key::Down).await;
        reader.wait_focus("[data-r='4'][data-c='2']").await;
    });
    at('2', async |reader| {
        reader.focus(".card").await;
        reader.wait_focus(".card").await;
        reader.ask::<Value>("scrollTo(0, 30000)", Value::Null).await;
        reader.wait_focus("[role=feed]").await;
        assert_eq!(reader.ask::<i64>("return Math.round(scrollY / 1000)", Value::Null).await, 30);
    });
}
