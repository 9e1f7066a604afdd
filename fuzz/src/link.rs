//! Links.

use standpoint::link::{Open, View, resolve};
use standpoint::markup::{Around, Shown};
use standpoint::matrix::Key;
use standpoint::query::Facet;

use crate::dice::Dice;
use crate::{LIBRARY, Tally, page};

static TALLY: Tally<2> = Tally::new(1_000_000, ["with something ignored", "read whole"]);

/// Any text is read as a view; a view has one written form, and that reads back whole.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (view, ignored) = View::read(&text);
    TALLY.count(usize::from(ignored.is_empty()));
    // No more than a link may have settings, and lists values; the page names the first few.
    let most = 64 + (Facet::ALL.len() + 1) * 501;
    assert!(ignored.len() <= most, "{} lines for the reader", ignored.len());
    for part in &ignored {
        assert!((1..200).contains(&part.to_string().chars().count()), "{part}");
    }
    canonical(&view);
    let strict = if ignored.is_empty() { Ok(view.clone()) } else { Err(ignored) };
    assert_eq!(text.parse::<View>(), strict);

    let (corpus, catalogue) = (&LIBRARY.corpus, &LIBRARY.catalogue);
    let (known, _) = resolve(view, corpus, catalogue);
    canonical(&known);
    assert_eq!(resolve(known.clone(), corpus, catalogue), (known.clone(), vec![]));
    // What is open has the name by which the page finds it.
    let exact = |axis, name: &String| {
        let key = Key::find(axis, corpus, name).expect("it is known");
        assert_eq!(key.name(corpus), *name);
    };
    match &known.open {
        Some(Open::Cell { row, column }) => {
            exact(known.axes.rows(), row);
            exact(known.axes.columns(), column);
        }
        Some(Open::Row(row)) => exact(known.axes.rows(), row),
        Some(Open::Column(column)) => exact(known.axes.columns(), column),
        Some(Open::Argument(_)) | None => {}
    }

    let mut dice = Dice::of(data);
    if dice.one_in(32) {
        let mut shown = Shown::new(&LIBRARY, View::default());
        shown.turn(&LIBRARY, known.clone());
        page::same(&shown, &Shown::new(&LIBRARY, known));
        page::draw(&shown.scene(&LIBRARY), &Around::default(), &[], &mut dice);
    }
}

/// The written form is a fragment of an address, and reads as the same view with nothing ignored.
fn canonical(view: &View) {
    let written = view.to_string();
    let rest = written.strip_prefix("#/").expect("a fragment");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._+,:=&%?".contains(&byte);
    assert!(rest.bytes().all(plain), "{written}");
    let (read, ignored) = View::read(&written);
    assert_eq!(ignored, [], "{} bytes: {written:.200}", written.len());
    assert_eq!(read, *view);
    assert_eq!(read.to_string(), written);
}
