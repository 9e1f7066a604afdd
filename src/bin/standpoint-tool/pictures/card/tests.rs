//! The card against the corpus, and with corpora of all sizes and scripts.

use std::collections::BTreeSet;
use std::path::Path;

use standpoint::corpus::written::{ArgumentFile, CorpusFile};

use super::*;
use crate::pictures::decoded::Decoded;

fn written(path: &str) -> CorpusFile {
    crate::files::sound(Path::new(path)).expect("a corpus without errors")
}

fn library(written: CorpusFile) -> Library {
    Library::new(Corpus::new("corpus", written).expect("a sound corpus"), crate::texts::nfkd)
}

/// What one source says on one proposition: the values, and whether all of it is only reported.
fn said(corpus: &CorpusFile, proposition: &str, source: usize) -> (Vec<i64>, bool) {
    let arguments: Vec<&ArgumentFile> = corpus.sources[source]
        .arguments
        .iter()
        .filter(|argument| argument.stances.iter().any(|stance| stance.proposition == proposition))
        .collect();
    let stances = arguments.iter().flat_map(|argument| &argument.stances);
    let values =
        stances.filter(|stance| stance.proposition == proposition).map(|stance| stance.value.value());
    (values.map(i64::from).collect(), arguments.iter().all(|argument| argument.holder.is_some()))
}

fn mean(values: &[i64], of: impl Fn(i64) -> bool) -> Option<f64> {
    let values: Vec<f64> = values.iter().filter(|&&value| of(value)).map(|&value| value as f64).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[test]
fn every_mark_says_what_the_corpus_says() {
    for path in ["corpus", "example/corpus"] {
        let corpus = written(path);
        // Rows by issue, columns by date, as the page has them by default.
        let book = &corpus.codebook;
        let mut propositions: Vec<_> = book.propositions.iter().collect();
        propositions.sort_by_key(|row| book.issues.iter().position(|issue| issue.id == row.issue));
        let propositions: Vec<&str> = propositions.into_iter().map(|row| row.id.as_str()).collect();
        let mut sources: Vec<usize> = (0..corpus.sources.len()).collect();
        sources.sort_by_key(|&at| &corpus.sources[at].date);

        let library = library(written(path));
        let card = Card::new(&library).expect("a card");
        let picture = Decoded::new(&card.draw().expect("a picture").png());
        let (tokens, scale) = (&card.tokens, card.scale());
        let mut seen = BTreeSet::new();
        for (line, column, (x, y)) in card.cells() {
            let (values, reported) = said(&corpus, propositions[line], sources[column]);
            // The pixel at a place of the mark's box, below its line if `down` is positive.
            let pixel = |right: f64, down: f64| {
                let x = (x - 13.0 * scale).round() + (right * scale).round();
                picture.at(x as usize, (y + (down * scale).round()) as usize)
            };
            let (above, below) = (mean(&values, |value| value > 0), mean(&values, |value| value < 0));
            let mixed = above.is_some() && below.is_some();
            // Of one sign, with zeros: by the mean of all.
            let all = mean(&values, |_| true);
            for (side, sign, strength) in [("above", 1.0, above), ("below", -1.0, below)] {
                let strength = if mixed { strength } else { strength.and(all) }.map(f64::abs);
                let place = format!(
                    "{path}: {} by {}, {side}",
                    propositions[line], corpus.sources[sources[column]].id
                );
                let left = if mixed && sign < 0.0 { 14.0 } else { 6.0 };
                let colour = match (strength, sign > 0.0) {
                    (None, _) => tokens.paper,
                    (Some(1.5..), true) => tokens.affirm,
                    (Some(_), true) => tokens.affirm_soft,
                    (Some(1.5..), false) => tokens.reject,
                    (Some(_), false) => tokens.reject_soft,
                };
                // Only silence and doubt have nothing at a bar's edge; tall bars reach twice as far.
                assert_eq!(pixel(left, -4.0 * sign), colour, "{place}: sign");
                let tall = strength.is_some_and(|strength| strength >= 1.5);
                assert_eq!(
                    pixel(left, -12.0 * sign),
                    if tall { colour } else { tokens.paper },
                    "{place}: strength"
                );
                if strength.is_some() {
                    let within = if reported { tokens.paper } else { colour };
                    let middle = if mixed { left + 3.0 } else { left + 7.0 };
                    assert_eq!(pixel(middle, -4.0 * sign), within, "{place}: voice");
                    seen.insert((side, tall, reported));
                }
            }
            if above.is_none() && below.is_none() {
                let torn = all.is_some();
                let colour = match (torn, reported) {
                    (true, true) => tokens.paper,
                    (true, false) => tokens.zero,
                    (false, _) => tokens.line_strong,
                };
                assert_eq!(pixel(13.0, 0.0), colour, "{path}: {} silent or torn", propositions[line]);
                seen.insert(("line", torn, reported));
            }
        }
        assert!(seen.len() > 4, "{path}: the card shows many kinds of marks, not only {seen:?}");
    }
}

#[test]
fn the_same_corpus_gives_the_same_bytes() {
    let picture = || crate::pictures::card(&library(written("example/corpus"))).expect("a picture");
    let (first, second) = (picture(), picture());
    assert_eq!(first, second);
    let picture = Decoded::new(&first);
    assert_eq!((picture.width, picture.height), (1200, 630));
    assert!(first.len() < 100_000, "{} bytes", first.len());
}

/// A corpus of this size, made of the example.
fn corpus(rows: usize, columns: usize, texts: [&str; 4]) -> CorpusFile {
    let [title, question, proposition, source] = texts;
    let mut corpus = written("example/corpus");
    (corpus.title, corpus.question) = (title.into(), question.into());
    corpus.relations.clear();
    let some = corpus.codebook.propositions[0].clone();
    corpus.codebook.issues.retain(|issue| issue.id == some.issue);
    corpus.codebook.answers = vec!["p0".into()];
    let name = |at: usize| format!("p{at}");
    corpus.codebook.propositions = (0..rows)
        .map(|at| {
            let mut row = some.clone();
            (row.id, row.text) = (name(at), proposition.into());
            row
        })
        .collect();
    let source_of = corpus.sources[0].clone();
    let argument_of = source_of.arguments.iter().find(|argument| !argument.stances.is_empty()).cloned();
    let argument_of = argument_of.expect("an argument with a stance");
    corpus.sources = (0..columns)
        .map(|column| {
            let mut made = source_of.clone();
            (made.id, made.short, made.text) = (format!("s{column}"), source.into(), None);
            made.record.id.clone_from(&made.id);
            // In some of the cells: enough to be seen, quick to read.
            made.arguments = (column % 3..rows)
                .step_by(3)
                .map(|at| {
                    let mut argument = argument_of.clone();
                    argument.id = format!("s{column}-{at}");
                    argument.stances.truncate(1);
                    argument.stances[0].proposition = name(at);
                    argument
                })
                .collect();
            made
        })
        .collect();
    corpus
}

const SHORT: [&str; 4] = ["A title", "Who is right?", "A proposition of a few words.", "Some Source"];

/// Lays out a card and sees that nothing leaves its place.
fn laid(written: CorpusFile) -> (usize, usize, usize, usize) {
    let library = library(written);
    let card = Card::new(&library).expect("a card");
    let texts = card.question.iter().chain(&card.heads).map(|text| (&card.strong, text));
    let labels = card.rows.iter().flat_map(|row| {
        let font = if card.answers(row.line) { &card.strong } else { &card.regular };
        row.label.iter().map(move |text| (font, text))
    });
    for (font, text) in texts.chain(labels) {
        let length = font.width(&text.text, text.size);
        let (x, y) = text.from;
        let (right, top) = match text.run {
            Run::Across => (x + length, y - text.size),
            Run::Up => (x, y - length),
        };
        // A little more than measured: between words letters may stand further apart.
        assert!(
            x >= EDGE && right <= WIDTH - EDGE + 4.0 && top > FIRST && y < LAST,
            "{text:?} ends at {right}"
        );
    }
    let columns_begin = card.columns.first().map_or(WIDTH, |middle| middle - card.wide / 2.0);
    for row in &card.rows {
        assert!(row.top >= card.head && row.bottom <= LAST - 30.0, "{row:?}");
        for text in &row.label {
            assert!(text.from.0 + card.regular.width(&text.text, text.size) < columns_begin, "{text:?}");
        }
    }
    for (_, _, (x, y)) in card.cells() {
        let (half, high) = (mark::WIDTH / 2.0 * card.scale(), mark::HEIGHT / 2.0 * card.scale());
        assert!(x - half >= EDGE - 1.0 && x + half <= WIDTH - EDGE + 1.0);
        assert!(y - high >= card.head - 1.0 && y + high <= LAST - 30.0);
    }
    assert!(card.scale() > 0.2, "marks of {}", card.scale());
    card.draw().expect("a picture");
    (card.question.len(), card.heads.len(), card.rows.len(), card.columns.len())
}

#[test]
fn every_size_fits() {
    assert_eq!(laid(corpus(1, 1, SHORT)), (1, 1, 1, 1));
    assert_eq!(laid(corpus(4, 9, SHORT)), (1, 9, 4, 9));
    let (_, heads, rows, columns) = laid(corpus(200, 60, SHORT));
    assert!(heads == 0 && rows > 10 && columns == 60, "{rows} rows, {columns} columns, {heads} heads");
    let (_, _, rows, columns) = laid(corpus(2, 300, SHORT));
    assert!(rows == 2 && columns > 60, "{rows} rows, {columns} columns");
    let (_, _, rows, columns) = laid(written("corpus"));
    assert!(rows >= 5 && columns == 5, "{rows} rows, {columns} columns");
}

#[test]
fn long_texts_are_cut() {
    let word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
    let long = format!("{} {word} {word}", "Should each and every one of them be asked again?".repeat(12));
    let (question, ..) = laid(corpus(40, 5, [&long; 4]));
    assert_eq!(question, 3);
    laid(corpus(40, 12, [&long; 4]));
    laid(corpus(3, 2, [&word.repeat(9); 4]));
}

#[test]
fn what_the_font_lacks_leaves_the_marks() {
    for text in
        ["هل ينبغي للمدينة أن تغلق الساحة؟", "市政廳是否應當禁止汽車進入廣場?", "האם לסגור את הכיכר?", "🚗"]
    {
        let (question, heads, rows, columns) = laid(corpus(12, 4, [text; 4]));
        assert!(question == 0 && heads == 0 && rows > 5 && columns == 4, "{text}: {rows} rows");
    }
    let font = Font::find("LibertinusSerif-Regular").expect("the font");
    assert_eq!(
        font.showable("Should 北京市 (Beijing) close\n it? 🚗").as_deref(),
        Some("Should … (Beijing) close it?")
    );
    assert_eq!(
        font.showable("e\u{301}tude Площадь πλατεία Quảng trường").as_deref(),
        Some("étude Площадь πλατεία Quảng trường")
    );
}
