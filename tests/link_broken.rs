//! Guards broken links: no text does more than leave parts of itself out, by name, briefly and in
//! bounded time.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use standpoint::link::{Ignored, LONGEST, View};
use standpoint::query::Facet;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

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
