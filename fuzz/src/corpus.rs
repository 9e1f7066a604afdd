//! Reading a corpus.

use std::sync::Arc;

use serde_json::Value;
use standpoint::corpus::packed::{pack, unpack};
use standpoint::corpus::written::{ArgumentFile, CorpusFile};
use standpoint::corpus::{Corpus, Fault, ReadError, read_one, unmarked};
use standpoint::link::View;
use standpoint::markup::{Around, Citing, Library, Located, Shown, locate};

use crate::dice::Dice;
use crate::{Tally, mutate, nfkc, nfkd, page, quickly};

const FILE: &str = "mine.json";

static TALLY: Tally<3> = Tally::new(1_000_000, ["not of the shape", "refused by the checker", "accepted"]);

/// Any text is read in bounded time; what is refused is refused with a place; what is accepted is
/// taken over whole and can be shown.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let read = quickly("reading", || read_one(FILE, &text));
    let text = unmarked(&text);
    let written = serde_json::from_str::<CorpusFile>(text);
    TALLY.count(if written.is_err() { 0 } else { 1 + usize::from(read.is_ok()) });
    let mut dice = Dice::of(data);
    if let Ok(written) = written.as_ref()
        && dice.one_in(4)
    {
        again(written);
    }
    match (written, read) {
        (Err(shape), Err(refused)) => out_of_shape(&shape, &refused),
        (Ok(_), Err(refused)) => placed(&refused, text),
        (Ok(written), Ok(corpus)) => {
            whole(&written, &corpus);
            shown(carried(&corpus), &mut dice);
        }
        (Err(shape), Ok(_)) => panic!("accepted, though {shape}"),
    }
}

/// A corpus of nearly a megabyte is read in bounded time too.
pub fn check_large(data: &[u8]) {
    static TALLY: Tally<3> = Tally::new(1_000, ["not JSON or larger than a megabyte", "refused", "accepted"]);
    let grown = serde_json::from_slice(data).ok().map(|mut whole: Value| {
        mutate::grow(&mut whole, &mut Dice::of(data));
        whole.to_string()
    });
    let Some(text) = grown.filter(|text| text.len() < 1_000_000) else { return TALLY.count(0) };
    let read = quickly("reading", || read_one(FILE, &text));
    TALLY.count(1 + usize::from(read.is_ok()));
}

/// One problem, with the parser's own words and its place; or that the format is another one.
fn out_of_shape(shape: &serde_json::Error, refused: &ReadError) {
    let [problem] = refused.0.as_slice() else { panic!("{refused}") };
    let place = &problem.place.pointer;
    match &problem.fault {
        Fault::Shape(what) => {
            assert!(shape.line() > 0, "{shape} has no place");
            assert_eq!(*place, format!("line {}, column {}", shape.line(), shape.column()));
            let told = format!("{what} at line {} column {}", shape.line(), shape.column());
            assert_eq!(told, shape.to_string());
        }
        fault => assert!(matches!(fault, Fault::Format(_)) && place == "format", "{refused}"),
    }
}

/// Every problem is an error, and its place is one of the file.
fn placed(refused: &ReadError, text: &str) {
    let whole: Value = serde_json::from_str(text).expect("it was read before");
    assert!(!refused.0.is_empty());
    for problem in &refused.0 {
        assert!(problem.fault.is_error() && problem.place.file == FILE, "{problem}");
        let mut steps = problem.place.pointer.split(['.', '[']);
        let found = steps.try_fold(&whole, |value, step| match step.strip_suffix(']') {
            Some(at) => value.get(at.parse::<usize>().ok()?),
            None => value.get(step),
        });
        assert!(found.is_some(), "{problem}: there is no such place");
    }
}

/// What is written again reads the same, unknown fields too.
fn again(written: &CorpusFile) {
    let json = serde_json::to_string(written).expect("it can be written");
    // A number with a fraction may change in its last digit; nothing that is shown has one.
    if !json.contains(['e', 'E', '.']) || !has_fraction(&serde_json::from_str(&json).expect("JSON")) {
        assert_eq!(serde_json::from_str::<CorpusFile>(&json).ok().as_ref(), Some(written));
    }
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(list) => list.iter().any(has_fraction),
        Value::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}

/// Nothing is left out.
fn whole(file: &CorpusFile, corpus: &Corpus) {
    let arguments = || file.sources.iter().flat_map(|source| &source.arguments);
    let sum = |count: fn(&ArgumentFile) -> usize| -> usize { arguments().map(count).sum() };
    let about: usize = corpus.arguments.iter().map(|row| row.about.len()).sum();
    let evidence: usize = corpus.arguments.iter().map(|row| row.evidence.len()).sum();
    let timed = corpus.arguments.iter().filter(|row| row.time.is_some()).count();
    assert_eq!(corpus.sources.len(), file.sources.len());
    assert_eq!(corpus.propositions.len(), file.codebook.propositions.len());
    assert_eq!(corpus.answers.len(), file.codebook.answers.len());
    assert_eq!(corpus.relations.len(), file.relations.len());
    assert_eq!(corpus.arguments.len(), sum(|_| 1));
    assert_eq!(corpus.statements.len(), sum(|row| row.stances.len()));
    assert_eq!(about, sum(|row| row.about.len()));
    assert_eq!(evidence, sum(|row| row.evidence.len()));
    assert_eq!(timed, sum(|row| usize::from(row.time.is_some())));
    for row in arguments() {
        let id = corpus.arguments.find(&row.id).expect("it is found by its name");
        assert_eq!(corpus.arguments[id].claim, row.claim);
    }
}

/// The corpus as it comes into the page: packed, as text without markup, and unpacked.
fn carried(corpus: &Corpus) -> Corpus {
    let packed = pack(corpus);
    assert!(!packed.contains('<'));
    let carried = unpack(&packed).expect("what was packed");
    assert_eq!(pack(&carried), packed);
    carried
}

/// The default view and some other can be made; and drawn, which takes longest, so one or the other
/// now and then.
pub fn shown(corpus: Corpus, dice: &mut Dice) {
    let library = Library::new(corpus, nfkd);
    let mut shown = Shown::new(&library, View::default());
    match dice.below(64) {
        0 => page::draw(&shown.scene(&library), &Around::default(), &[], dice),
        1 => {
            let other = page::view(&library, dice);
            shown.turn(&library, other.clone());
            page::same(&shown, &Shown::new(&library, other));
            let (around, copies) = around(&library, dice);
            page::draw(&shown.scene(&library), &around, &copies, dice);
        }
        2 => page::draw_unscripted(&shown.scene(&library), dice),
        _ => {}
    }
}

/// A reader who opened a copy of some source and cites it.
fn around(library: &Library, dice: &mut Dice) -> (Around, Vec<Arc<Located>>) {
    let sources: Vec<_> = library.corpus.sources.entries().collect();
    let Some(&(id, source)) = dice.pick(&sources) else { return Default::default() };
    let copy = source.text.as_deref().unwrap_or("The gauge.\nAll in all. Nobody was hurt.");
    let copies = vec![Arc::new(locate(&library.corpus, id, copy.to_owned(), nfkc))];
    let around = Around {
        citing: Citing::Source(source.name.clone()),
        toast: source.short.clone(),
        drawer: true,
        ..Around::default()
    };
    (around, copies)
}
