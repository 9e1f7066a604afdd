//! Guards the link: every view has one text form, which reads back as the same view, whatever
//! stands in it; and whatever was read of any text is a view like others.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use standpoint::link::{CardOrder, Grouping, LONGEST, Open, Page, Table, View};
use standpoint::matrix::{Axes, Axis, RowOrder};
use standpoint::query::Facet;

/// Signs that mean something in a link, and some that are awkward elsewhere.
const AWKWARD: [char; 26] = [
    '&',
    '=',
    '%',
    '+',
    '#',
    ',',
    ':',
    '?',
    '/',
    ';',
    '@',
    '"',
    '\'',
    '<',
    '>',
    '\\',
    ' ',
    '\n',
    '\r',
    '\t',
    '\0',
    '\u{7f}',
    '\u{2028}',
    '\u{feff}',
    '\u{202e}',
    '\u{1f600}',
];

fn letter() -> impl Strategy<Value = char> {
    prop_oneof![4 => prop::char::range('a', 'z'), 3 => select(AWKWARD.to_vec()), 3 => any::<char>()]
}

fn text_of(length: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = String> {
    vec(letter(), length).prop_map(String::from_iter)
}

/// A text of 1 to 200 characters, mostly short so that a whole view stays below the limit.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        30 => text_of(1..=16),
        1 => text_of(190..=200),
        1 => text_of(200..=200),
        1 => vec(prop::char::range('\u{10000}', '\u{10ffff}'), 200).prop_map(String::from_iter),
    ]
}

fn axes() -> impl Strategy<Value = Axes> {
    (select(Axis::ALL.to_vec()), select(Axis::ALL.to_vec()))
        .prop_map(|(rows, columns)| Axes::new(rows, columns).unwrap_or_default())
}

fn open() -> impl Strategy<Value = Open> {
    prop_oneof![
        (text(), text()).prop_map(|(row, column)| Open::Cell { row, column }),
        text().prop_map(Open::Row),
        text().prop_map(Open::Column),
        text().prop_map(Open::Argument),
    ]
}

fn views() -> impl Strategy<Value = View> {
    let choices = (
        select(Page::ALL.to_vec()),
        axes(),
        select(RowOrder::ALL.to_vec()),
        select(CardOrder::ALL.to_vec()),
        select(Grouping::ALL.to_vec()),
        select(vec![Table::Marks, Table::Plain, Table::Map, Table::Agreement, Table::Changes]),
    );
    let chosen = vec((select(Facet::ALL.to_vec()), text()), 0..=36);
    let folded = vec(text(), 0..=4);
    let search = prop_oneof![Just(String::new()), text()];
    (choices, chosen, folded, search, option::of(text()), option::of(open()), option::of(text())).prop_map(
        |((page, axes, order, sort, group, table), chosen, folded, search, source, open, corpus)| {
            let folded: BTreeSet<String> = folded.into_iter().collect();
            let mut view = View {
                corpus,
                page,
                axes,
                order,
                table,
                folded: folded.into_iter().collect(),
                search,
                sort,
                group,
                source,
                open,
                ..View::default()
            };
            chosen.into_iter().for_each(|(facet, value)| view.filters.add(facet, value));
            view
        },
    )
}

/// The parts of a link after the question mark.
fn settings(link: &str) -> Vec<String> {
    let (_, settings) = link.split_once('?').unwrap_or((link, ""));
    settings.split('&').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Percent codes in small letters.
fn small_codes(link: &str) -> String {
    let mut parts = link.split('%');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push('%');
        out.push_str(&part[..2].to_lowercase());
        out.push_str(&part[2..]);
    }
    out
}

/// Letters of free texts as percent codes, though they need none.
fn needless_codes(part: &str) -> String {
    let (name, value) = part.split_once('=').expect("a setting with a value");
    if ["rows", "columns", "order", "table", "sort", "group", "open"].contains(&name) {
        return part.to_owned();
    }
    // Only before the first percent sign, lest a code be taken apart.
    let plain = value.find('%').unwrap_or(value.len());
    let coded: String = value[..plain]
        .chars()
        .map(
            |letter| {
                if letter.is_ascii_lowercase() { format!("%{:02x}", letter as u32) } else { letter.into() }
            },
        )
        .collect();
    format!("{name}={coded}{}", &value[plain..])
}

/// A list's values in another order; names do not depend on it.
fn turned(part: &str) -> String {
    let (name, value) = part.split_once('=').expect("a setting with a value");
    let mut values: Vec<&str> = value.split(',').collect();
    values.reverse();
    format!("{name}={}", values.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_view_comes_back_from_its_link(view in views()) {
        let link = view.to_string();
        prop_assume!(link.len() <= LONGEST);
        let (read, ignored) = View::read(&link);
        prop_assert_eq!(&ignored, &[]);
        prop_assert_eq!(&read, &view);
        prop_assert_eq!(read.to_string(), link.clone());
        prop_assert_eq!(link.parse::<View>(), Ok(view));
    }

    #[test]
    fn a_link_is_a_fragment_of_an_address(view in views()) {
        let link = view.to_string();
        let fragment = link.strip_prefix('#').expect("a fragment");
        // RFC 3986, 3.5: fragment = *( pchar / "/" / "?" ).
        let mut rest = fragment;
        while let Some(letter) = rest.chars().next() {
            let is_code = letter == '%' && rest.len() > 2 && rest.as_bytes()[1..3].iter().all(u8::is_ascii_hexdigit);
            let is_plain = letter.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(letter);
            prop_assert!(is_plain || is_code, "{:?} in {}", letter, link);
            rest = &rest[letter.len_utf8()..];
        }
    }

    #[test]
    fn equivalent_spellings_have_one_form(view in views(), shuffle in vec(any::<Index>(), 20), how in 0..8_usize) {
        let link = view.to_string();
        prop_assume!(link.len() <= LONGEST / 3);
        let mut parts = settings(&link);
        for (at, index) in shuffle.iter().enumerate().take(parts.len()) {
            let other = index.index(parts.len());
            parts.swap(at, other);
        }
        if how & 1 == 1 {
            parts.iter_mut().for_each(|part| *part = turned(part));
        }
        let respelled = match how / 2 {
            0 => parts.join("&"),
            1 => parts.iter().map(|part| needless_codes(part)).collect::<Vec<_>>().join("&"),
            2 => small_codes(&parts.join("&")),
            _ => parts.join("&&").replace('+', "%20") + "&",
        };
        let page = view.page.name();
        let start = ["#/", "#", "", "/", "#/"][how % 5];
        let slash = if how == 4 { "/" } else { "" };
        let respelled = format!("{start}{page}{slash}?{respelled}");
        let (read, ignored) = View::read(&respelled);
        prop_assert_eq!(&ignored, &[], "{}", respelled);
        prop_assert_eq!(read.to_string(), link, "{}", respelled);
    }

    #[test]
    fn noise_is_read_without_harm(noise in prop_oneof![
        text_of(0..=300),
        "#?/?(matrix|arguments)?\\?([a-z]{1,8}=[%+,:&=a-zA-Z0-9]{0,12}&?){0,20}",
        vec(select(vec!["q=", "open=", "cell:", "row:", "%", "%4", "%zz", "%e2%82", "%ff", ",", "&", "=", "?",
            "#/", "matrix", "source", "rows=", "years", "columns=", "é", "\u{10ffff}", "\0"]), 0..60)
            .prop_map(|parts| parts.concat()),
    ]) {
        let (view, ignored) = View::read(&noise);
        ignored.iter().for_each(|part| assert!(!part.to_string().is_empty()));
        // Whatever was taken from it is a view like any other.
        let link = view.to_string();
        prop_assert_eq!(View::read(&link), (view.clone(), vec![]));
        prop_assert_eq!(noise.parse::<View>(), if ignored.is_empty() { Ok(view) } else { Err(ignored) });
    }
}

fn view(change: impl FnOnce(&mut View)) -> View {
    let mut view = View::default();
    change(&mut view);
    view
}

#[test]
fn links_look_like_this() {
    let table = [
        (View::default(), "#/matrix"),
        (view(|view| view.page = Page::Arguments), "#/arguments"),
        (view(|view| view.page = Page::Codebook), "#/codebook"),
        (
            view(|view| {
                view.page = Page::Sources;
                view.source = Some("eai-2024".into());
            }),
            "#/sources?at=eai-2024",
        ),
        (
            view(|view| view.axes = Axes::default().with_columns(Axis::Holders)),
            "#/matrix?rows=propositions&columns=holders",
        ),
        (view(|view| view.axes = Axes::default().swapped()), "#/matrix?rows=sources&columns=propositions"),
        (view(|view| view.order = RowOrder::Contested), "#/matrix?order=contested"),
        (view(|view| view.table = Table::Plain), "#/matrix?table=plain"),
        (view(|view| view.table = Table::Agreement), "#/matrix?table=agreement"),
        (view(|view| view.order = RowOrder::Similar), "#/matrix?order=similar"),
        (
            view(|view| view.corpus = Some("9f86d081884c7d65.a b.csv".into())),
            "#/matrix?corpus=9f86d081884c7d65.a+b.csv",
        ),
        (
            view(|view| view.folded = ["gains", "alignment"].map(str::to_owned).into_iter().collect()),
            "#/matrix?fold=alignment,gains",
        ),
        (
            view(|view| {
                view.page = Page::Arguments;
                view.search = "100 % Kim & Co.".into();
                view.filters.add(Facet::Stance, "rejects");
                view.filters.add(Facet::Source, "b, c");
                view.filters.add(Facet::Source, "a");
                view.sort = CardOrder::Date;
                view.group = Grouping::Issue;
            }),
            "#/arguments?q=100+%25+Kim+%26+Co.&source=a,b%2C+c&stance=rejects&sort=date&group=issue",
        ),
        (view(|view| view.search = "中é".into()), "#/matrix?q=%E4%B8%AD%C3%A9"),
        (
            view(|view| view.open = Some(Open::Cell { row: "net-benefit".into(), column: "a:b".into() })),
            "#/matrix?open=cell:net-benefit:a%3Ab",
        ),
        (view(|view| view.open = Some(Open::Row("buffer".into()))), "#/matrix?open=row:buffer"),
        (view(|view| view.open = Some(Open::Column("2024-q1".into()))), "#/matrix?open=column:2024-q1"),
        (
            view(|view| {
                view.page = Page::Arguments;
                view.open = Some(Open::Argument("eai-1".into()));
            }),
            "#/arguments?open=argument:eai-1",
        ),
    ];
    for (view, link) in table {
        assert_eq!(view.to_string(), link);
        assert_eq!(View::read(link), (view, vec![]), "{link}");
    }
}

#[test]
fn other_spellings_are_understood() {
    for (link, canonical) in [
        ("", "#/matrix"),
        ("#", "#/matrix"),
        ("#/", "#/matrix"),
        ("/arguments/", "#/arguments"),
        ("#/matrix?", "#/matrix"),
        ("#/matrix?&&", "#/matrix"),
        (
            "#/matrix?order=codebook&rows=propositions&columns=sources&sort=relevance&group=none&table=marks",
            "#/matrix",
        ),
        ("#/matrix?q=two%20words", "#/matrix?q=two+words"),
        ("#/matrix?q=two words", "#/matrix?q=two+words"),
        ("#/matrix?q=50%", "#/matrix?q=50%25"),
        ("#/matrix?q=a=b", "#/matrix?q=a%3Db"),
        ("#/matrix?q=%c3%a9", "#/matrix?q=%C3%A9"),
        ("#/matrix?q=é", "#/matrix?q=%C3%A9"),
        ("#/matrix?source=b,a,b", "#/matrix?source=a,b"),
        ("#/matrix?rows=sources", "#/matrix?rows=sources&columns=propositions"),
        ("#/matrix?columns=years", "#/matrix?rows=propositions&columns=years"),
        ("#/matrix?columns=propositions", "#/matrix?rows=sources&columns=propositions"),
    ] {
        let (view, ignored) = View::read(link);
        assert_eq!((view.to_string().as_str(), ignored), (canonical, vec![]), "{link}");
    }
}
