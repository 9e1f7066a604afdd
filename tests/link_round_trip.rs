//! Guards the link: every view has one text form, which reads back as the same view, whatever
//! stands in it; and no text, however broken, does more than leave parts of itself out by name.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use standpoint::link::{CardOrder, Grouping, Ignored, LONGEST, Open, Page, Table, View};
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
        select(vec![Table::Marks, Table::Plain]),
    );
    let chosen = vec((select(Facet::ALL.to_vec()), text()), 0..=36);
    let folded = vec(text(), 0..=4);
    let search = prop_oneof![Just(String::new()), text()];
    (choices, chosen, folded, search, option::of(text()), option::of(open())).prop_map(
        |((page, axes, order, sort, group, table), chosen, folded, search, source, open)| {
            let folded: BTreeSet<String> = folded.into_iter().collect();
            let mut view = View {
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

    #[test]
    fn what_is_ignored_is_named(picked in prop::sample::subsequence((0..14_usize).collect::<Vec<_>>(), 0..14)) {
        let value = |setting: &str, value: &str| Ignored::Value { setting: setting.into(), value: value.into() };
        let good = |part: &'static str| (part, Vec::new());
        let kinds: Vec<(&str, Vec<Ignored>)> = vec![
            good("source=a,b"),
            ("order=best", vec![value("order", "best")]),
            ("rows=planets", vec![value("rows", "planets")]),
            ("columns=50%25", vec![value("columns", "50%")]),
            ("sort=", vec![value("sort", "")]),
            ("group=n%C3%A9", vec![value("group", "né")]),
            ("open=nothing", vec![value("open", "nothing")]),
            ("colour=red", vec![Ignored::Setting("colour".into())]),
            ("caf%C3%A9", vec![Ignored::Setting("café".into())]),
            ("issue=,x,", vec![value("issue", ""), value("issue", "")]),
            good("q=%zz%"),
            ("q=again", vec![Ignored::Twice("q".into())]),
            ("at", vec![value("at", "")]),
            ("Order=mean", vec![Ignored::Setting("Order".into())]),
        ];
        // The second of a setting is only ignored if the first is there.
        prop_assume!(picked.contains(&10) || !picked.contains(&11));
        let link: Vec<&str> = picked.iter().map(|&at| kinds[at].0).collect();
        let (_, mut ignored) = View::read(&format!("#/matrix?{}", link.join("&")));
        let mut expected: Vec<Ignored> = picked.iter().flat_map(|&at| kinds[at].1.clone()).collect();
        ignored.sort_by_key(Ignored::to_string);
        expected.sort_by_key(Ignored::to_string);
        prop_assert_eq!(ignored, expected);
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

/// What a reader is told; the rest of the link is shown all the same.
#[test]
fn a_broken_link_says_what_was_ignored() {
    let long = "x".repeat(201);
    for (link, canonical, told) in [
        ("#/nowhere?q=a", "#/matrix?q=a", "the page “nowhere”: there is none of that name"),
        ("#/matrix?order=worst&q=a", "#/matrix?q=a", "order “worst”: there is none of that name"),
        ("#/matrix?table=flat&q=a", "#/matrix?q=a", "table “flat”: there is none of that name"),
        ("#/matrix?utm_source=mail&q=a", "#/matrix?q=a", "“utm_source”: no setting has that name"),
        ("#/matrix?q=a&q=b", "#/matrix?q=a", "the second “q”"),
        (
            "#/matrix?rows=years&columns=years",
            "#/matrix?rows=years&columns=sources",
            "columns “years”: there is none of that name",
        ),
        ("#/matrix?open=cell:a", "#/matrix", "open “cell:a”: there is none of that name"),
        ("#/matrix?open=cell:a:b:c", "#/matrix", "open “cell:a:b:c”: there is none of that name"),
        ("#/matrix?source=,b", "#/matrix?source=b", "source “”: there is none of that name"),
    ] {
        let (view, ignored) = View::read(link);
        let messages: Vec<String> = ignored.iter().map(Ignored::to_string).collect();
        assert_eq!((view.to_string().as_str(), messages), (canonical, vec![told.to_owned()]), "{link}");
    }
    let (view, ignored) = View::read(&format!("#/matrix?q={long}&source={long},b"));
    assert_eq!(view.to_string(), "#/matrix?source=b");
    assert_eq!(ignored.len(), 2);
    assert!(ignored.iter().all(|part| part.to_string().chars().count() < 100), "a message stays short");
}

fn quickly<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = work();
    assert!(start.elapsed() < Duration::from_secs(2), "{what} took {:?}", start.elapsed());
    result
}

#[test]
fn enormous_links_are_refused_or_read_in_bounded_time() {
    let megabytes = "%f0%9f%98%80&q=".repeat(700_000);
    let (view, ignored) = quickly("ten megabytes", || View::read(&megabytes));
    assert_eq!((view, ignored), (View::default(), vec![Ignored::TooLong(megabytes.len())]));

    let most = format!("#/matrix?q={}", "a".repeat(LONGEST - 11));
    assert_eq!(most.len(), LONGEST);
    assert_eq!(quickly("the longest", || View::read(&most)).1.len(), 1);
    assert_eq!(View::read(&(most + "a")).1, [Ignored::TooLong(LONGEST + 1)]);

    for (what, unit) in [
        ("values", "source="),
        ("commas", ","),
        ("colons", "open=:"),
        ("signs", "%"),
        ("codes", "%f0"),
        ("letters", "𝕏"),
    ] {
        let link = format!("#/matrix?source=a&open=row:b&fold={}", unit.repeat((LONGEST - 100) / unit.len()));
        let (view, ignored) = quickly(what, || View::read(&link));
        assert!(view.filters.has(Facet::Source, "a"), "{what}");
        assert!(!ignored.is_empty(), "{what}");
    }
}

/// A letter may be written as six bytes or more: a view whose own link would be refused is refused
/// at once, not when it is opened again.
#[test]
fn a_view_too_long_to_be_written_is_not_read() {
    let link = |values: usize| {
        let values: Vec<String> = (0..values).map(|at| format!("{at}{}", "é".repeat(60))).collect();
        format!("#/matrix?source={}", values.join(","))
    };
    let (view, ignored) = View::read(&link(170));
    assert_eq!((view.filters.count(Facet::Source), ignored), (170, vec![]));
    assert_eq!(View::read(&view.to_string()), (view, vec![]));

    let long = link(400);
    assert!(long.len() < LONGEST, "{} bytes", long.len());
    let (view, ignored) = View::read(&long);
    assert!(matches!(ignored[..], [Ignored::TooLong(bytes)] if bytes > LONGEST), "{ignored:?}");
    assert_eq!(view, View::default());
}

#[test]
fn thousands_of_settings_are_counted_out() {
    let settings: Vec<String> = (0..5000).map(|at| format!("s{at}=1")).collect();
    let (_, ignored) = quickly("settings", || View::read(&format!("#/matrix?{}", settings.join("&"))));
    assert!(ignored.len() <= 100, "{} lines for the reader", ignored.len());
    let left_out = |ignored: &Ignored| match ignored {
        Ignored::TooMany { rest, .. } => *rest,
        _ => 1,
    };
    assert_eq!(ignored.iter().map(left_out).sum::<usize>(), 5000, "each is named or counted, once");

    let values: Vec<String> = (0..700).map(|at| format!("v{at}")).collect();
    let (view, ignored) = View::read(&format!("#/matrix?source={}", values.join(",")));
    assert_eq!(view.filters.count(Facet::Source), 500);
    assert_eq!(ignored, [Ignored::TooMany { setting: "source".into(), rest: 200 }]);
}

/// The notice above the page must not grow with the noise.
#[test]
fn repeated_noise_does_not_fill_the_page() {
    for noise in ["a&", "q=1&", "source=,"] {
        let link = format!("#/matrix?{}", noise.repeat(8000));
        let (_, ignored) = View::read(&link);
        assert!(ignored.len() <= 600, "{} lines for {noise:?} over and over", ignored.len());
    }
}

/// However long a setting's name is, and wherever its letters are cut, the notice has its beginning.
#[test]
fn a_long_setting_is_named_by_its_beginning() {
    for letter in ["x", "é", "中", "𝕏"] {
        let name = letter.repeat(3_000);
        let (_, ignored) = View::read(&format!("#/matrix?{name}=1&{name}=2&q={name}&order={name}"));
        assert_eq!(ignored.len(), 4, "{letter}");
        for part in ignored {
            let told = part.to_string();
            assert!(told.chars().count() < 100 && told.contains(letter), "{letter}: {told}");
            assert!(format!("{part:?}").len() < 1000, "{letter}: all of it is kept");
        }
    }
}

/// Left out once, counted once: what is empty or was already named does not count again.
#[test]
fn the_number_of_settings_left_out_is_right() {
    let settings: Vec<String> = (0..64).map(|at| format!("s{at}=1")).collect();
    let link = format!("#/matrix?&&&{}&s0=2&more=1&and=2", settings.join("&"));
    let (_, ignored) = View::read(&link);
    let rest = ignored.iter().find_map(|part| match part {
        Ignored::TooMany { rest, .. } => Some(*rest),
        _ => None,
    });
    let twice = ignored.iter().filter(|part| matches!(part, Ignored::Twice(_))).count();
    assert_eq!(twice + rest.unwrap_or_default(), 3);
}
