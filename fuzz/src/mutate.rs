//! Mutations that keep the shape of what they change, so that most cases get past the parser.

use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Map, Number, Value, json};
use standpoint::corpus::packed::pack;
use standpoint::corpus::{Fault, read_one};

use crate::dice::Dice;
use crate::{LIBRARY, RIVER};

/// Texts that mean something somewhere, or are awkward.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\n",
    "a",
    "<script>alert(1)</script>",
    "\"><script>",
    "\" onmouseover=\"alert(1)",
    "'",
    "&amp;",
    "javascript:alert(1)",
    " javascript:alert(1)",
    "https://example.org/?a=\"<b>&c='d'#e",
    "HTTPS://A",
    "http://",
    "mailto:a@b",
    "https://a\u{a0}b",
    "none",
    "undated",
    "author",
    "standpoint/1",
    "standpoint/2",
    "2024",
    "2024-06",
    "2024-06-19",
    "2024-02-30",
    "0001/0301",
    "9999",
    "0000",
    "2025/2024",
    "2024-q2",
    "2024/2024-06",
    "text",
    "heading",
    "supports",
    "restates",
    " at line 1 column 1",
    "\u{0}",
    "\u{202e}abc",
    "\u{feff}",
    "e\u{301}",
    "İ",
    "ß",
    "ﷺ",
    "’s",
    "U.S.",
    "中国",
    "\u{10ffff}",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// Fields that a person may leave out, with a value that fits.
fn field(dice: &mut Dice) -> (&'static str, Value) {
    let fields = [
        ("holder", json!("mayor")),
        ("time", json!("2024-05/2025")),
        ("text", json!("Some text. More of it.")),
        ("note", json!("A note")),
        ("literal", json!("n.d.")),
        ("URL", json!("https://example.org/a_b")),
        ("not_before", json!(true)),
        ("date", json!("2024-05")),
        ("issued", json!({"date-parts": [[2024, 13, 40]]})),
        ("author", json!([{"family": "Bee"}, {"given": "Ann"}, {}])),
        ("title", json!("Which way?")),
        ("rule", json!("When")),
        ("section", json!("Then")),
        ("words", json!(4_294_967)),
        ("reference", json!("gauge")),
        ("about", json!(["mayor", "mayor"])),
        ("evidence", json!([{"kind": "", "text": "", "reference": "talk"}])),
        ("unknown", json!({"kept": [null, true]})),
    ];
    fields[dice.below(fields.len())].clone()
}

fn number(dice: &mut Dice) -> Number {
    match dice.below(10) {
        0 => u32::MAX.into(),
        1 => (u64::from(u32::MAX) + 1).into(),
        2 => 65_535.into(),
        3 => Number::from_f64(1.5).unwrap_or_else(|| 0.into()),
        4 => (-1_i64 << 40).into(),
        _ => (dice.below(9) as i64 - 3).into(),
    }
}

/// How many values a value is made of, itself included.
fn size(value: &Value) -> usize {
    match value {
        Value::Array(list) => 1 + list.iter().map(size).sum::<usize>(),
        Value::Object(fields) => 1 + fields.values().map(size).sum::<usize>(),
        _ => 1,
    }
}

/// The value at a position, counted from the outside in; `at` is counted down.
fn nth<'a>(value: &'a mut Value, at: &mut usize) -> Option<&'a mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|value| nth(value, at)),
        Value::Object(fields) => fields.values_mut().find_map(|value| nth(value, at)),
        _ => None,
    }
}

/// Some value within one.
fn any<'a>(value: &'a mut Value, dice: &mut Dice) -> Option<&'a mut Value> {
    let mut at = dice.below(size(value));
    nth(value, &mut at)
}

/// Every text within a value.
fn each_text(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(list) => list.iter_mut().for_each(|value| each_text(value, change)),
        Value::Object(fields) => fields.values_mut().for_each(|value| each_text(value, change)),
        _ => {}
    }
}

fn texts(whole: &mut Value) -> Vec<String> {
    let mut texts = Vec::new();
    each_text(whole, &mut |text| texts.push(text.clone()));
    texts
}

/// A text as libFuzzer would change it, with what it learnt from comparisons.
fn noisy(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let size = bytes.len();
    bytes.resize(size + 24, 0);
    let most = bytes.len();
    let size = fuzzer_mutate(&mut bytes, size, most);
    bytes.truncate(size);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text in place of another; `texts` are the corpus's own.
fn changed_text(old: &str, texts: &[String], dice: &mut Dice) -> String {
    match dice.below(6) {
        0 | 1 => (*dice.pick(TEXTS).unwrap_or(&"")).to_owned(),
        2 => dice.pick(texts).cloned().unwrap_or_default(),
        3 => format!("{old} {}", dice.pick(TEXTS).unwrap_or(&"")),
        _ => noisy(old),
    }
}

/// Gives a copy a name of its own, so that it is not a duplicate.
fn rename(value: &mut Value, dice: &mut Dice) {
    if let Some(Value::String(id)) = value.get_mut("id") {
        id.push_str(&format!("{}", dice.below(1000)));
    }
    if let Some(Value::Array(rows)) = value.get_mut("arguments") {
        rows.iter_mut().for_each(|row| rename(row, dice));
    }
}

fn change_list(list: &mut Vec<Value>, dice: &mut Dice) {
    let (a, b) = (dice.below(list.len()), dice.below(list.len()));
    match dice.below(5) {
        0 => list.clear(),
        1 if !list.is_empty() => drop(list.remove(a)),
        2 if !list.is_empty() => list.swap(a, b),
        _ => {
            if let Some(mut copy) = list.get(a).cloned() {
                rename(&mut copy, dice);
                list.insert(b, copy);
            }
        }
    }
}

fn change_fields(fields: &mut Map<String, Value>, dice: &mut Dice) {
    if dice.one_in(4) {
        let names: Vec<String> = fields.keys().cloned().collect();
        if let Some(name) = dice.pick(&names) {
            fields.remove(name);
        }
    } else {
        let (name, value) = field(dice);
        fields.insert(name.to_owned(), value);
    }
}

/// Changes one thing.
fn change(whole: &mut Value, dice: &mut Dice) {
    match dice.below(12) {
        // One text for another, wherever it stands: names go on naming the same.
        0 => {
            let texts = texts(whole);
            let old = dice.pick(&texts).cloned().unwrap_or_default();
            let new = changed_text(&old, &texts, dice);
            each_text(whole, &mut |text| {
                if *text == old {
                    text.clone_from(&new);
                }
            });
        }
        // A part of the corpus in place of another.
        1 => {
            let part = any(whole, dice).cloned();
            if let (Some(part), Some(place)) = (part, any(whole, dice)) {
                // Not so often that the whole is soon one part in itself.
                if size(&part) < 200 {
                    *place = part;
                }
            }
        }
        _ => {
            let texts = texts(whole);
            match any(whole, dice) {
                Some(Value::String(text)) => *text = changed_text(text, &texts, dice),
                Some(Value::Array(list)) => change_list(list, dice),
                Some(Value::Object(fields)) => change_fields(fields, dice),
                Some(Value::Number(value)) => *value = number(dice),
                Some(place) => *place = if dice.one_in(2) { Value::Null } else { json!(true) },
                None => {}
            }
        }
    }
}

/// The RFC 6901 pointers of all lists that have something in them.
fn lists(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(list) if !list.is_empty() => {
            found.push(at.to_owned());
            list.iter().enumerate().for_each(|(index, value)| lists(value, &format!("{at}/{index}"), found));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| lists(value, &format!("{at}/{name}"), found));
        }
        _ => {}
    }
}

/// Makes a corpus one of nearly a megabyte: a few of its lists get very long, of rows with names of
/// their own, which may name what there is or what there is not.
pub fn grow(whole: &mut Value, dice: &mut Dice) {
    let mut pointers = Vec::new();
    lists(whole, "", &mut pointers);
    let mut chosen: Vec<String> = (0..=dice.below(3)).filter_map(|_| dice.pick(&pointers).cloned()).collect();
    // The inner before the outer, whose rows are counted by their size.
    chosen.sort_by_key(|pointer| std::cmp::Reverse(pointer.len()));
    chosen.dedup();
    let share = 900_000 / chosen.len().max(1);
    for pointer in chosen {
        let Some(Value::Array(list)) = whole.pointer_mut(&pointer) else { continue };
        let Some(row) = dice.pick(list).cloned() else { continue };
        let every_text = dice.one_in(2);
        for number in 0..share / (row.to_string().len() + 6) {
            let mut copy = row.clone();
            if every_text {
                each_text(&mut copy, &mut |text| text.push_str(&number.to_string()));
            } else if let Some(Value::String(id)) = copy.get_mut("id") {
                id.push_str(&number.to_string());
            }
            list.push(copy);
        }
    }
}

/// How far a text gets: 0 is not of a corpus's shape, 1 is refused by the checker, 2 is accepted.
fn grade(text: &str) -> usize {
    match read_one("", text) {
        Ok(_) => 2,
        Err(refused) => usize::from(refused.0.iter().all(|problem| match problem.fault {
            Fault::Shape(_) => false,
            _ => problem.place.pointer != "format",
        })),
    }
}

/// Changes a corpus as a value; now and then as bytes. Most changes break something, and what is
/// broken stays so: so a change is made anew until it gets as far as the dice want.
pub fn json(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    let wanted = [0, 1, 1, 1, 2, 2, 2, 2][dice.below(8)];
    if wanted == 0 && dice.one_in(2) {
        return fuzzer_mutate(data, size, most);
    }
    let mut base = serde_json::from_slice::<Value>(&data[..size]).unwrap_or_default();
    let mut text = RIVER.to_owned();
    for tries in 0..6 {
        // What is too broken to mend by a change is given up.
        if tries == 4 {
            base = serde_json::from_str(RIVER).unwrap_or_default();
        }
        let mut changed = base.clone();
        for _ in 0..[1, 1, 1, 2, 4][dice.below(5)] {
            change(&mut changed, &mut dice);
        }
        let new = changed.to_string();
        if new.len() <= most && grade(&new) >= wanted {
            text = new;
            break;
        }
    }
    text.truncate(text.floor_char_boundary(most));
    data[..text.len()].copy_from_slice(text.as_bytes());
    text.len()
}

/// Changes a link; now and then a part of it is said many times, some with a number of its own, to
/// come near the limits.
pub fn link(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    if !dice.one_in(12) {
        return fuzzer_mutate(data, size, most);
    }
    let (a, b) = (dice.below(size + 1), dice.below(size + 1));
    let part = data[a.min(b)..a.max(b)].to_vec();
    let separator: &[u8] = [&b""[..], b",", b"&", b"&s"][dice.below(4)];
    let end = data[a.max(b)..size].to_vec();
    let mut new = data[..a.max(b)].to_vec();
    let magnitude = dice.below(12);
    let numbered = dice.one_in(2);
    for number in 0..dice.below(1 << magnitude) {
        new.extend_from_slice(separator);
        new.extend_from_slice(&part);
        if numbered {
            new.extend_from_slice(number.to_string().as_bytes());
        }
    }
    new.extend_from_slice(&end);
    new.truncate(most);
    data[..new.len()].copy_from_slice(&new);
    new.len()
}

/// Changes a packed corpus by its lines, or one of them; now and then as bytes.
pub fn packed(data: &mut [u8], size: usize, most: usize, seed: u32) -> usize {
    let mut dice = Dice::new(u64::from(seed));
    let text = std::str::from_utf8(&data[..size]).ok().filter(|text| text.lines().count() > 9);
    if dice.one_in(16) {
        return fuzzer_mutate(data, size, most);
    }
    // What is hardly a corpus any more begins again.
    let text = text.map_or_else(|| pack(&LIBRARY.corpus), str::to_owned);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for _ in 0..=dice.below(2) {
        let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
        match dice.below(8) {
            0 => drop(lines.remove(a)),
            1 => lines.insert(a, lines[b].clone()),
            2 => lines.swap(a, b),
            3 => lines[a] = lines[b].clone(),
            4 => lines[a] = noisy(&lines[a]).replace('\n', ""),
            _ => lines[a] = number(&mut dice).to_string(),
        }
    }
    let new = lines.join("\n");
    let new = &new[..new.floor_char_boundary(most)];
    data[..new.len()].copy_from_slice(new.as_bytes());
    new.len()
}
