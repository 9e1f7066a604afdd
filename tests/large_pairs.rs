//! Guards who agrees with whom and who changed position as pages: what stands there against what is
//! counted by name in the written corpus, and that only what is in sight is drawn.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use common::{Drawn, Said, cards, corpora, holder, load, number, said};
use proptest::prelude::*;
use standpoint::corpus::written::CorpusFile;
use standpoint::large::MORE;
use standpoint::link::{Table, View};
use standpoint::markup::{Around, Element, Extent, Lens, Library, Node, Shown, screen};
use standpoint::matrix::{Axes, Axis};
use unicode_normalization::UnicodeNormalization;

fn library(file: &CorpusFile) -> Library {
    Library::with_more(load(file), |text| text.nfkd().collect(), &MORE)
}

fn view(table: Table, columns: Axis) -> View {
    let axes = Axes::new(Axis::Propositions, columns).expect("two axes");
    View { table, axes, ..View::default() }
}

fn paint(library: &Library, view: &View, rows: Range<usize>, columns: Range<usize>) -> Vec<Node> {
    let shown = Shown::new(library, view.clone());
    let sight = Extent::Sight(Lens { rows, columns, ..Lens::default() });
    screen(&shown.scene(library), &Around::default(), &[], &sight)
}

fn whole(library: &Library, view: &View) -> Vec<Node> {
    paint(library, view, 0..1_000, 0..1_000)
}

fn attr<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn figure(element: &Element, name: &str) -> usize {
    attr(element, name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name}"))
}

fn is_of(element: &Element, class: &str) -> bool {
    attr(element, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

/// All elements that pass, in the order of the page.
fn all<'a>(nodes: &'a [Node], pass: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for node in nodes {
        if let Node::Element(element) = node {
            if pass(element) {
                found.push(element);
            }
            found.extend(all(&element.children, pass));
        }
    }
    found
}

fn text(element: &Element) -> String {
    element.children.iter().map(Node::text).collect()
}

fn texts(nodes: &[Node], pass: &dyn Fn(&Element) -> bool) -> Vec<String> {
    all(nodes, pass).into_iter().map(text).collect()
}

/// Who can be compared, and what each is called: those that speak, or the documents.
fn who<'a>(said: &Said<'a>, axis: Axis) -> &'a str {
    if axis == Axis::Sources { &said.card.source.id } else { holder(&said.card) }
}

fn label(file: &CorpusFile, name: &str) -> String {
    let actor = file.codebook.actors.iter().find(|row| row.id == name).map(|row| row.label.clone());
    actor.unwrap_or_else(|| file.sources.iter().find(|row| row.id == name).expect("a source").short.clone())
}

/// Everybody's mean stance on every proposition.
fn positions(file: &CorpusFile, axis: Axis) -> BTreeMap<&str, BTreeMap<&str, f64>> {
    let mut values: BTreeMap<&str, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    for said in said(file) {
        let Some((proposition, value)) = said.stance else { continue };
        values.entry(who(&said, axis)).or_default().entry(proposition).or_default().push(f64::from(value));
    }
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    let means = |of: BTreeMap<_, Vec<f64>>| of.into_iter().map(|(key, values)| (key, mean(values))).collect();
    values.into_iter().map(|(who, of)| (who, means(of))).collect()
}

/// On how many propositions two agree, on how many they are on opposite sides, and how many they share.
fn sides(one: &BTreeMap<&str, f64>, other: &BTreeMap<&str, f64>) -> [usize; 3] {
    let shared: Vec<(f64, f64)> =
        one.iter().filter_map(|(key, mean)| Some((*mean, *other.get(key)?))).collect();
    let side = |mean: f64| if mean.abs() < 1e-9 { 0.0 } else { mean.signum() };
    let number = |apart: f64| shared.iter().filter(|(a, b)| (side(*a) - side(*b)).abs() == apart).count();
    [number(0.0), number(2.0), shared.len()]
}

/// On how many propositions two agree, and how many they share.
fn common_ground(one: &BTreeMap<&str, f64>, other: &BTreeMap<&str, f64>) -> (usize, usize) {
    let [same, _, shared] = sides(one, other);
    (same, shared)
}

fn sentence(one: &str, other: &str, (same, shared): (usize, usize)) -> String {
    let noun = if shared == 1 { "proposition" } else { "propositions" };
    match shared {
        0 => format!("{one} and {other} take a stance on no proposition in common"),
        _ => {
            let share = (same as f64 / shared as f64 * 100.0).round();
            format!("{one} and {other} agree on {same} of {shared} {noun} ({share}\u{a0}%)")
        }
    }
}

fn axes() -> impl Strategy<Value = Axis> {
    prop_oneof![Just(Axis::Sources), Just(Axis::Holders)]
}

fn table(nodes: &[Node]) -> Option<&Element> {
    all(nodes, &|element| is_of(element, "pairs")).first().copied()
}

/// Propositions of few words, so that some are alike.
fn reworded(mut file: CorpusFile, texts: &[Vec<usize>]) -> CorpusFile {
    const WORDS: [&str; 7] = ["tax", "road", "bridge", "school", "should", "be", "built"];
    for (row, text) in file.codebook.propositions.iter_mut().zip(texts) {
        row.text = text.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
    }
    file
}

fn articles(nodes: &[Node]) -> Vec<&Element> {
    all(nodes, &|element| is_of(element, "change"))
}

/// What a window has of a list of this length.
fn window(range: &Range<usize>, number: usize) -> Range<usize> {
    range.start.min(number)..range.end.min(number).max(range.start.min(number))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Everybody who shares something stands in the table once, down as across, and every place says
    /// what is counted by name, however it is read.
    #[test]
    fn every_pair_is_what_is_counted_by_name(Drawn(file) in corpora(), axis in axes()) {
        let library = library(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let positions = positions(&file, axis);
        let ground = |one: &str, other: &str| common_ground(&positions[one], &positions[other]);
        let shares = |one: &&str| positions.keys().any(|other| other != one && ground(one, other).1 > 0);
        let expected: BTreeSet<&str> = positions.keys().copied().filter(shares).collect();
        let Some(table) = table(&nodes) else {
            prop_assert!(expected.is_empty());
            return Ok(());
        };
        let heads = all(&table.children, &|element| attr(element, "role") == Some("columnheader"));
        let names: Vec<&str> = heads[1..].iter().map(|head| head.key.as_str()).collect();
        prop_assert_eq!(names.iter().copied().collect::<BTreeSet<_>>(), expected.clone());
        prop_assert_eq!(names.len(), expected.len());
        let rows = all(&table.children, &|element| element.key.starts_with("row "));
        let keys: Vec<String> = names.iter().map(|name| format!("row {name}")).collect();
        prop_assert_eq!(rows.iter().map(|row| row.key.as_str()).collect::<Vec<_>>(), keys);
        for (row, &one) in rows.iter().zip(&names) {
            let cells = all(&row.children, &|element| attr(element, "role") == Some("gridcell"));
            prop_assert_eq!(cells.len(), names.len());
            for (cell, &other) in cells.into_iter().zip(&names) {
                let shown = texts(&cell.children, &|element| is_of(element, "drawn")).concat();
                let hidden = texts(&cell.children, &|element| is_of(element, "hidden")).concat();
                let (one_label, other_label) = (label(&file, one), label(&file, other));
                if one == other {
                    prop_assert_eq!((shown.as_str(), hidden), ("—", one_label));
                    continue;
                }
                let (same, shared) = ground(one, other);
                prop_assert_eq!(hidden, sentence(&one_label, &other_label, (same, shared)));
                prop_assert_eq!(is_of(cell, "few"), (1..5).contains(&shared));
                prop_assert_eq!(attr(cell, "data-go").is_some(), shared > 0);
                if shared == 0 {
                    prop_assert_eq!(shown.as_str(), "·");
                    continue;
                }
                let share = same as f64 / shared as f64;
                prop_assert_eq!(shown, format!("{}{shared}", (share * 100.0).round()));
                let bar = all(&cell.children, &|element| element.tag == "path");
                let length = format!("M0 0H{}V60H0Z", (share * 600.0).round());
                prop_assert_eq!(attr(bar[0], "d"), Some(length.as_str()));
                let links = all(&cell.children, &|element| element.tag == "a");
                prop_assert_eq!(attr(links[0], "href"), attr(cell, "data-go"));
                prop_assert!(attr(cell, "data-row").is_none() && attr(cell, "data-column").is_none());
            }
        }
    }

    /// Above it stand those who agree most and those who are most often on opposite sides, of all who
    /// share enough.
    #[test]
    fn the_closest_and_the_most_opposed_are_found(Drawn(file) in corpora(), axis in axes()) {
        let library = library(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let positions = positions(&file, axis);
        let mut pairs = Vec::new();
        for (one, its) in &positions {
            for (other, theirs) in positions.range(..*one) {
                pairs.push(([label(&file, one), label(&file, other)], sides(its, theirs)));
            }
        }
        let most = pairs.iter().map(|(_, [.., shared])| *shared).max().unwrap_or(0);
        pairs.retain(|(_, [.., shared])| *shared >= most.clamp(1, 10));
        let part = |number: usize, shared: usize| format!("{number} of {shared} {} ({:.0}\u{a0}%)",
            if shared == 1 { "proposition" } else { "propositions" },
            (number as f64 / shared as f64 * 100.0).round());
        let sections: Vec<&Element> = all(&nodes, &|element| is_of(element, "extremes"))
            .into_iter()
            .flat_map(|both| all(&both.children, &|element| element.tag == "section"))
            .collect();
        for (title, way, verb) in [("Closest", 0, "agree on"), ("Most opposed", 1, "are on opposite sides on")] {
            // Every pair of which more is so than not, what it would say, and its rank.
            let mut known = BTreeMap::new();
            let mut ranks = Vec::new();
            for ([one, other], counts) in &pairs {
                if counts[way] > counts[1 - way] {
                    let rank = (counts[way] as f64 / counts[2] as f64, counts[2]);
                    let said = part(counts[way], counts[2]);
                    known.insert(format!("{one} and {other} {verb} {said}"), rank);
                    known.insert(format!("{other} and {one} {verb} {said}"), rank);
                    ranks.push(rank);
                }
            }
            ranks.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
            ranks.truncate(5);
            let list = sections.iter().find(|section| text(section).starts_with(title));
            let said = list.map(|list| texts(&list.children, &|element| element.tag == "li")).unwrap_or_default();
            prop_assert!(said.iter().all(|sentence| known.contains_key(sentence)), "{:?} of {:?}", said, known);
            prop_assert_eq!(said.iter().map(|sentence| known[sentence]).collect::<Vec<_>>(), ranks);
            prop_assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), said.len(), "no pair twice");
        }
    }

    /// A window has of the table just its rows and columns, each place with the index it has in all.
    #[test]
    fn only_what_is_in_sight_of_the_pairs_is_drawn(
        Drawn(file) in corpora(), axis in axes(), rows in 0..8_usize, columns in 0..8_usize, size in 0..5_usize,
    ) {
        let library = library(&file);
        let view = view(Table::Agreement, axis);
        let (all_of, some) = (whole(&library, &view), (rows..rows + size, columns..columns + size));
        let part = paint(&library, &view, some.0.clone(), some.1.clone());
        let (Some(all_of), Some(part)) = (table(&all_of), table(&part)) else { return Ok(()) };
        let number = figure(all_of, "data-lines");
        let (rows, columns) = (window(&some.0, number), window(&some.1, number));
        for (name, value) in [
            ("data-lines", number), ("data-from", rows.start), ("data-to", rows.end),
            ("data-columns", number), ("data-first", columns.start), ("data-last", columns.end),
            ("aria-rowcount", number + 1), ("aria-colcount", number + 1),
        ] {
            prop_assert_eq!(figure(part, name), value, "{}", name);
        }
        let at = |place: &Element| (figure(place, "data-r"), figure(place, "data-c"));
        let is_place = |element: &Element| attr(element, "data-r").is_some();
        let in_sight = |place: &&Element| {
            let (r, c) = at(place);
            (r == 0 || rows.contains(&(r - 1))) && (c == 0 || columns.contains(&(c - 1)))
        };
        let expected: Vec<&Element> = all(&all_of.children, &is_place).into_iter().filter(in_sight).collect();
        let drawn = all(&part.children, &is_place);
        prop_assert_eq!(&drawn, &expected);
        for place in drawn {
            prop_assert_eq!(figure(place, "aria-colindex"), at(place).1 + 1);
            prop_assert_eq!(attr(place, "tabindex"), Some(if at(place) == (0, 0) { "0" } else { "-1" }));
        }
        let lines = |which: &str| {
            let spaces = all(&part.children, &|element| attr(element, which).is_some());
            figure(spaces[0], "data-lines")
        };
        prop_assert_eq!(lines("data-before") + lines("data-after"), number - rows.len());
        for row in all(&part.children, &|element| element.tag == "tr" && attr(element, "aria-rowindex").is_some()) {
            prop_assert_eq!(figure(row, "aria-rowindex"), at(all(&row.children, &is_place)[0]).0 + 1);
            // The places that are not drawn keep their room.
            let width: usize = row.children.iter().map(|child| match child {
                Node::Element(cell) => attr(cell, "colspan").map_or(1, |span| span.parse().expect("a number")),
                Node::Text(_) => 0,
            }).sum();
            prop_assert_eq!(width, number + 1);
        }
    }

    /// The link in a place shows the two alone.
    #[test]
    fn a_place_leads_to_the_two(Drawn(file) in corpora(), axis in axes()) {
        let library = library(&file);
        let nodes = whole(&library, &view(Table::Agreement, axis));
        let Some(table) = table(&nodes) else { return Ok(()) };
        let heads = all(&table.children, &|element| attr(element, "role") == Some("columnheader"));
        let cells = all(&table.children, &|element| {
            attr(element, "role") == Some("gridcell") && attr(element, "data-go").is_some()
        });
        for cell in cells.into_iter().take(6) {
            let name = |at: &str| heads[figure(cell, at)].key.as_str();
            let two = BTreeSet::from([name("data-r"), name("data-c")]);
            let to: View = attr(cell, "data-go").unwrap_or_default().parse().expect("a link");
            let shown = Shown::new(&library, to);
            prop_assert_eq!(shown.view.table, Table::Marks);
            let columns: Vec<String> =
                shown.matrix.columns.iter().map(|key| key.name(&library.corpus)).collect();
            prop_assert_eq!(columns.iter().map(String::as_str).collect::<BTreeSet<_>>(), two);
        }
    }

    /// Who moved, and from where to where, is what is found by looking through all that was said.
    #[test]
    fn changes_are_what_is_found_by_looking_through_all(
        Drawn(file) in corpora(),
        wordings in proptest::collection::vec(proptest::collection::vec(0..7_usize, 1..6), 8),
        rows in 0..8_usize,
        size in 0..5_usize,
    ) {
        let file = reworded(file, &wordings);
        let library = library(&file);
        let alike = library.index().alike();
        let at = |name: &str| library.corpus.propositions.find(name).expect("a proposition").index();
        let likeness = |one: &str, other: &str| match one == other {
            true => Some(1.0),
            false => alike[at(one)].iter().find(|(place, _)| *place as usize == at(other)).map(|(_, alike)| *alike),
        };
        let step = |value: i8| ["no", "rather-no", "torn", "rather-yes", "yes"][usize::try_from(value + 2).expect("a step")];
        let view = view(Table::Changes, Axis::Sources);
        let nodes = whole(&library, &view);
        let drawn: BTreeMap<&str, &Element> =
            articles(&nodes).into_iter().map(|article| (article.key.as_str(), article)).collect();
        let everything = said(&file);
        let (mut later, mut listed) = (0, BTreeSet::new());
        for after in &everything {
            let Some((proposition, value)) = after.stance else { continue };
            let date = after.card.source.date.as_str();
            let earlier: Vec<(&str, f32, &str, i8)> = everything
                .iter()
                .filter(|before| holder(&before.card) == holder(&after.card))
                .filter(|before| !before.card.source.date.is_empty() && before.card.source.date.as_str() < date)
                .filter_map(|before| {
                    let (other, its) = before.stance?;
                    Some((before.card.source.date.as_str(), likeness(proposition, other)?, before.card.row.claim.as_str(), its))
                })
                .collect();
            let Some(best) = earlier
                .iter()
                .map(|(date, likeness, ..)| (*date, *likeness))
                .max_by(|a, b| a.partial_cmp(b).expect("numbers"))
            else { continue };
            later += 1;
            // Of several that rank the same any will do.
            let candidates: Vec<_> = earlier.iter().filter(|(date, likeness, ..)| (*date, *likeness) == best).collect();
            let key = format!("{} {proposition}", after.card.row.id);
            let Some((&key, article)) = drawn.get_key_value(key.as_str()) else {
                prop_assert!(candidates.iter().any(|(.., its)| *its == value), "{} is missing", key);
                continue;
            };
            listed.insert(key);
            let claims = texts(&article.children, &|element| is_of(element, "claim"));
            let stances: Vec<String> = all(&article.children, &|element| is_of(element, "stance"))
                .into_iter()
                .flat_map(|stance| texts(&stance.children, &|element| element.tag == "b"))
                .collect();
            prop_assert_eq!((claims[1].as_str(), stances[1].as_str()), (after.card.row.claim.as_str(), step(value)));
            let before = candidates.iter().find(|(_, _, claim, its)| {
                (claims[0].as_str(), stances[0].as_str()) == (*claim, step(*its)) && *its != value
            });
            prop_assert!(before.is_some(), "{:?} of {:?}", (&claims, &stances), candidates);
            let named = texts(&article.children, &|element| is_of(element, "from"));
            prop_assert_eq!(&named[0], &label(&file, holder(&after.card)));
            // Both wordings stand there where they differ.
            let questions = texts(&article.children, &|element| is_of(element, "question"));
            let tags = texts(&article.children, &|element| is_of(element, "tag")).concat();
            prop_assert_eq!(questions.len() == 2, tags.contains("likeness"));
            prop_assert_eq!(questions.last(), file.codebook.propositions.iter().find(|row| row.id == proposition).map(|row| &row.text));
        }
        prop_assert_eq!(listed.len(), drawn.len(), "nothing else is listed");
        let steps: Vec<i8> = articles(&nodes).into_iter().map(steps).collect();
        prop_assert!(steps.is_sorted_by(|a, b| a >= b), "{:?}", steps);
        let crossed = articles(&nodes).into_iter().filter(|article| crosses(article)).count();
        let how = texts(&nodes, &|element| is_of(element, "how"));
        let noun = if later == 1 { "statement" } else { "statements" };
        let counted = format!(
            "{later} later {noun} on the same or a similar proposition; {} changed, of these {crossed} from one side to the other.",
            drawn.len(),
        );
        prop_assert_eq!(how, if later > 0 { vec![counted] } else { vec![] });

        // A window has just its part of the list.
        let part = paint(&library, &view, rows..rows + size, 0..1);
        let whole: Vec<&Element> = articles(&nodes);
        let some = window(&(rows..rows + size), whole.len());
        prop_assert_eq!(articles(&part), whole[some.clone()].to_vec());
        for (at, article) in some.clone().zip(articles(&part)) {
            prop_assert_eq!((figure(article, "aria-posinset"), figure(article, "aria-setsize")), (at + 1, whole.len()));
        }
        if let Some(feed) = all(&part, &|element| attr(element, "role") == Some("feed")).first() {
            let parts = (figure(feed, "data-from"), figure(feed, "data-to"), figure(feed, "data-lines"));
            prop_assert_eq!(parts, (some.start, some.end, whole.len()));
        }
    }
}

/// The two stances of a drawn change as numbers, before and after.
fn values(article: &Element) -> [i8; 2] {
    let stances = all(&article.children, &|element| is_of(element, "stance"));
    [0, 1].map(|at| {
        let label = texts(&stances[at].children, &|element| element.tag == "b").concat();
        let steps = ["no", "rather-no", "torn", "rather-yes", "yes"];
        steps.iter().position(|step| *step == label).expect("a step") as i8 - 2
    })
}

fn steps(article: &Element) -> i8 {
    let [before, after] = values(article);
    (after - before).abs()
}

fn crosses(article: &Element) -> bool {
    let [before, after] = values(article);
    before.signum() == -after.signum() && after != 0
}

/// Two sources of one author, who says the opposite later, and another who says the same.
fn hostile(evil: &str) -> CorpusFile {
    let source = |at: usize, date: &str, values: [i8; 2]| {
        let argument = |who: usize| {
            serde_json::json!({
                "id": format!("a{at}-{who}"), "claim": evil, "place": {"block": 1, "sentences": [1, 1]},
                "role": "role", "certainty": "sure", "holder": format!("h{who}"),
                "stances": [{"proposition": "p", "value": values[who]}],
            })
        };
        serde_json::json!({
            "id": format!("s{at}"), "short": evil, "date": date, "record": {"id": format!("s{at}")},
            "outline": [{"kind": "text", "sentences": ["1"]}], "arguments": [argument(0), argument(1)],
        })
    };
    let steps = [("no", -2), ("rather-no", -1), ("torn", 0), ("rather-yes", 1), ("yes", 2)];
    let named = |id: &str| serde_json::json!([{"id": id, "label": evil}]);
    let file = serde_json::json!({
        "format": "standpoint/1", "id": "hostile", "title": evil, "question": evil, "language": "en",
        "version": "1.0.0", "licence": "CC0-1.0",
        "codebook": {
            "stances": steps.map(|(id, value)| serde_json::json!({"id": id, "value": value, "label": evil})),
            "issues": named("issue"), "roles": named("role"), "certainties": named("sure"),
            "propositions": [{"id": "p", "issue": "issue", "text": evil}],
            "actors": [{"id": "h0", "label": evil}, {"id": "h1", "label": evil}],
        },
        "relations": [], "sources": [source(0, "2021", [2, 1]), source(1, "2024", [-2, 1])],
    });
    serde_json::from_value(file).expect("the written form of a corpus")
}

/// Whatever a corpus calls its holders, or says: it is text.
#[test]
fn hostile_text_stays_text() {
    const EVIL: &str = "</td></script><img src=x onerror=alert(1)>\" onclick=\"alert(2)";
    let library = library(&hostile(EVIL));
    assert_eq!(cards(&hostile(EVIL)).len(), 4);
    for table in [Table::Agreement, Table::Changes] {
        let nodes = whole(&library, &view(table, Axis::Holders));
        let html: String = nodes.iter().map(Node::to_html).collect();
        assert!(
            !html.contains("<img") && !html.contains("<script") && !html.contains("\" onclick"),
            "{html}"
        );
        let marker = if table == Table::Agreement { "class=\"drawn\"" } else { "change card" };
        assert!(html.contains(marker) && html.contains("&lt;img src=x"), "{html}");
        assert!(!html.contains(" style"), "no style in the markup");
    }
}

/// Where nobody can be compared, that is said.
#[test]
fn where_there_is_nothing_that_is_said() {
    let mut file = hostile("It is.");
    file.sources.truncate(1);
    file.sources[0].arguments.truncate(1);
    assert_eq!(
        said(&file).iter().filter_map(|said| said.stance).map(|(_, value)| value).collect::<Vec<_>>(),
        [2]
    );
    let library = library(&file);
    for (table, expected) in
        [(Table::Agreement, "Nobody can be compared"), (Table::Changes, "Nobody here takes")]
    {
        let said = texts(&whole(&library, &view(table, Axis::Holders)), &|element| is_of(element, "nobody"));
        assert!(said.concat().starts_with(expected), "{said:?}");
    }
    assert_eq!(number(file.sources[0].arguments[0].stances[0].value), 2);
}
