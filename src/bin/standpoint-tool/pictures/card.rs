//! The card that stands for a link to the page: its question and its matrix, laid out to fit.

use std::sync::Arc;

use standpoint::corpus::Corpus;
use standpoint::link::View;
use standpoint::markup::{Library, Shown, words};
use standpoint::matrix::{Key, Matrix};

use super::canvas::Canvas;
use super::text::{ELLIPSIS, Font, Run};
use super::tokens::{Colour, Tokens};
use super::{icon, mark};

/// How smooth edges are: a palette holds all the colours that come of it.
const STEPS: u32 = 15;
const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 630.0;
/// What stays free at each side.
const EDGE: f64 = 56.0;
/// What lies between.
const ROOM: f64 = WIDTH - 2.0 * EDGE;
/// The baselines of the first and the last line.
const FIRST: f64 = 72.0;
const LAST: f64 = HEIGHT - 38.0;
/// From one line of running text to the next, in parts of its size.
const LEADING: f64 = 1.18;
/// How much of the room the columns may take from the rows' text.
const COLUMNS: f64 = 600.0;
/// How narrow a column may be: its marks still tell above from below.
const NARROW: f64 = 9.0;

/// A line of text and where it begins.
#[derive(Clone, Debug, PartialEq)]
struct Text {
    text: String,
    size: f64,
    from: (f64, f64),
    run: Run,
}

/// A row and its place.
#[derive(Debug)]
struct Row {
    /// Which of the matrix's rows it is.
    line: usize,
    top: f64,
    bottom: f64,
    label: Vec<Text>,
}

/// A card, laid out.
pub struct Card<'a> {
    corpus: &'a Corpus,
    library: &'a Library,
    matrix: Arc<Matrix>,
    regular: Font,
    strong: Font,
    tokens: Tokens,
    /// The rows' texts, if they can be shown.
    labels: Option<Vec<String>>,
    question: Vec<Text>,
    heads: Vec<Text>,
    /// Where the table's head ends.
    head: f64,
    /// How wide a column is, and the middle of each that is shown.
    wide: f64,
    columns: Vec<f64>,
    rows: Vec<Row>,
}

impl<'a> Card<'a> {
    /// Lays out a corpus's card.
    pub fn new(library: &'a Library) -> Result<Self, String> {
        let mut card = Card {
            corpus: &library.corpus,
            library,
            matrix: Shown::new(library, View::default()).matrix,
            regular: Font::find("LibertinusSerif-Regular")?,
            strong: Font::find("LibertinusSerif-Semibold")?,
            tokens: Tokens::read()?,
            labels: None,
            question: Vec::new(),
            heads: Vec::new(),
            head: 0.0,
            wide: 0.0,
            columns: Vec::new(),
            rows: Vec::new(),
        };
        card.labels = card.showable(card.matrix.rows.iter().map(|line| line.key));
        let top = card.lay_question();
        card.lay_columns(top);
        card.lay_rows();
        Ok(card)
    }

    /// Lays the question as large as it fits in one, two or three lines; says where it ends.
    fn lay_question(&mut self) -> f64 {
        let Some(question) = self.strong.showable(&self.corpus.question) else { return FIRST + 24.0 };
        let at = |sizes: std::ops::RangeInclusive<i32>, lines| sizes.rev().map(move |size| (size, lines));
        let sizes = at(46..=56, 1).chain(at(36..=44, 2)).chain(at(30..=36, 3));
        let fits = |&(size, most): &(i32, usize)| self.strong.lines(&question, size.into(), ROOM, most).1;
        let (size, most) = { sizes }.find(fits).unwrap_or((30, 3));
        let size = f64::from(size);
        let (lines, _) = self.strong.even_lines(&question, size, ROOM, most);
        let mut baseline = FIRST + 16.0;
        for text in lines {
            baseline += size * 1.12;
            self.question.push(Text { text, size, from: (EDGE, baseline.round()), run: Run::Across });
        }
        baseline + 26.0
    }

    /// Gives the columns their places and their heads.
    fn lay_columns(&mut self, top: f64) {
        let columns = self.matrix.columns.len();
        let labels = self.showable(self.matrix.columns.iter().copied());
        let has_text = self.labels.is_some();
        let (room, widest) = if has_text { (COLUMNS, 144.0) } else { (ROOM, 220.0) };
        self.wide = (room / columns.max(1) as f64).clamp(NARROW, widest);
        let number = columns.min((room / self.wide) as usize);
        let left = WIDTH - EDGE - self.wide * number as f64;
        self.columns = (0..number).map(|at| left + self.wide * (at as f64 + 0.5)).collect();
        // The number of rows stands in the head even where names of columns have no room.
        self.head = if has_text { top + 28.0 } else { top };
        let Some(labels) = labels else { return };
        let (wide, labels) = (self.wide, &labels[..number]);
        if wide >= 80.0 {
            let lay = |size: f64| -> Vec<(Vec<String>, bool)> {
                labels.iter().map(|label| self.strong.even_lines(label, size, wide - 10.0, 3)).collect()
            };
            let whole = |size: &f64| lay(*size).iter().all(|(_, whole)| *whole);
            let size = [22.0, 20.0, 18.0].into_iter().find(whole).unwrap_or(18.0);
            let heads = lay(size);
            let most = heads.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
            self.head = (top + most as f64 * size * LEADING + 10.0).round();
            for (&middle, (lines, _)) in self.columns.iter().zip(heads) {
                for (above, text) in lines.into_iter().rev().enumerate() {
                    let x = middle - self.strong.width(&text, size) / 2.0;
                    let y = self.head - 12.0 - above as f64 * size * LEADING;
                    self.heads.push(Text { text, size, from: (x, y), run: Run::Across });
                }
            }
        } else if wide >= 14.0 {
            let size = (wide * 0.8).min(19.0);
            let texts: Vec<String> = labels.iter().map(|label| self.strong.cut(label, size, 130.0)).collect();
            let longest = texts.iter().map(|text| self.strong.width(text, size)).fold(0.0, f64::max);
            self.head = (top + longest + 10.0).round();
            for (&middle, text) in self.columns.iter().zip(texts) {
                let from = (middle + size * 0.3, self.head - 9.0);
                self.heads.push(Text { text, size, from, run: Run::Up });
            }
        }
    }

    /// Chooses the rows and gives them their places: all of them in the largest text that has room
    /// for all; else as many as have room in a text that can be read, those first that answer the
    /// question, as on the page.
    fn lay_rows(&mut self) {
        let lines = &self.matrix.rows;
        let room = LAST - 36.0 - self.head;
        let width = ROOM - self.wide * self.columns.len() as f64 - 24.0;
        let lay = |line: usize, size: f64| -> (Vec<String>, bool) {
            let most = if size < 18.0 { 1 } else { 2 };
            let font = if self.answers(line) { &self.strong } else { &self.regular };
            self.labels.as_ref().map_or((vec![String::new()], true), |labels| {
                font.even_lines(&labels[line], size, width, most)
            })
        };
        // Where columns are wide, marks are large.
        let lowest = (self.wide * 0.45).min(54.0);
        let height = |lines: usize, size: f64| (size * (LEADING * lines as f64 + 0.45)).max(lowest);
        let least = (self.wide * 0.42).clamp(13.0, 20.0).round();
        let all = |size: &f64| {
            let mut left = room;
            (0..lines.len()).all(|line| {
                let (label, whole) = lay(line, *size);
                left -= height(label.len(), *size);
                whole && left >= 0.0
            })
        };
        let sizes = (least as i32..=36).rev().map(f64::from);
        let fitting = sizes.into_iter().find(all);
        let size = fitting.unwrap_or(least);
        let mut order: Vec<usize> = (0..lines.len()).collect();
        if fitting.is_none() {
            order.sort_by_key(|&line| !self.answers(line));
        }
        let mut chosen = Vec::new();
        let mut total = 0.0;
        for line in order {
            let (label, _) = lay(line, size);
            let high = height(label.len(), size);
            if total + high > room {
                break;
            }
            total += high;
            chosen.push((line, label, high));
        }
        // What is left over makes the rows higher.
        let more = (room - total) / chosen.len().max(1) as f64;
        let mut top = self.head;
        let mut rows = Vec::new();
        for (line, label, high) in chosen {
            let bottom = top + high + more;
            let first = (top + bottom - label.len() as f64 * size * LEADING) / 2.0 + size * 0.92;
            let texts = label.into_iter().enumerate().map(|(at, text)| {
                let from = (EDGE, (first + at as f64 * size * LEADING).round());
                Text { text, size, from, run: Run::Across }
            });
            rows.push(Row { line, top, bottom, label: texts.collect() });
            top = bottom;
        }
        self.rows = rows;
    }

    /// The texts of an axis as far as they can be shown; none if most of them cannot.
    fn showable(&self, keys: impl Iterator<Item = Key>) -> Option<Vec<String>> {
        let labels: Vec<Option<String>> =
            keys.map(|key| self.regular.showable(&key.label(self.corpus))).collect();
        let shown = labels.iter().flatten().count();
        (shown * 2 > labels.len())
            .then(|| labels.into_iter().map(|label| label.unwrap_or(ELLIPSIS.into())).collect())
    }

    /// Whether a row is one that answers the question.
    fn answers(&self, line: usize) -> bool {
        let key = self.matrix.rows[line].key;
        self.corpus.answers.iter().any(|&id| key == Key::Proposition(id))
    }

    /// How large the marks are, for 1 as on the page: all alike, as large as the smallest place.
    fn scale(&self) -> f64 {
        let low = self.rows.iter().map(|row| row.bottom - row.top).fold(f64::INFINITY, f64::min);
        ((self.wide - 2.0) / mark::WIDTH).min((low - 6.0) / mark::HEIGHT).min(2.4)
    }

    /// The cells shown: which row and column of the matrix each is of, and the middle of its mark.
    fn cells(&self) -> impl Iterator<Item = (usize, usize, (f64, f64))> {
        self.rows.iter().flat_map(|row| {
            let y = ((row.top + row.bottom) / 2.0).round();
            self.columns.iter().enumerate().map(move |(column, x)| (row.line, column, (x.round(), y)))
        })
    }

    /// Draws it.
    pub fn draw(&self) -> Result<Canvas, String> {
        let mut canvas = Canvas::new(WIDTH as usize, HEIGHT as usize, STEPS);
        canvas.rectangle(0.0, 0.0, WIDTH, HEIGHT, 0.0, self.tokens.paper);
        self.draw_top(&mut canvas)?;
        for text in &self.question {
            self.write(&mut canvas, &self.strong, text, self.tokens.ink);
        }
        self.draw_table(&mut canvas);
        self.draw_legend(&mut canvas);
        Ok(canvas)
    }

    fn write(&self, canvas: &mut Canvas, font: &Font, text: &Text, colour: Colour) {
        font.draw(canvas, &text.text, text.size, text.from, text.run, colour);
    }

    /// The brand and the corpus's title.
    fn draw_top(&self, canvas: &mut Canvas) -> Result<(), String> {
        icon::draw(canvas, (EDGE - 5.0, FIRST - 30.0), 40.0, false)?;
        let x = EDGE + 44.0;
        self.strong.draw(canvas, words::BRAND, 28.0, (x, FIRST), Run::Across, self.tokens.affirm);
        let x = x + self.strong.width(words::BRAND, 28.0) + 20.0;
        if let Some(title) = self.regular.showable(&self.corpus.title) {
            let title = self.regular.cut(&title, 24.0, WIDTH - EDGE - x);
            self.regular.draw(canvas, &title, 24.0, (x, FIRST), Run::Across, self.tokens.soft);
        }
        Ok(())
    }

    fn draw_table(&self, canvas: &mut Canvas) {
        let Some(last) = self.rows.last() else { return };
        let rule = |canvas: &mut Canvas, y: f64, thick: f64, colour| {
            canvas.rectangle(EDGE, y.round(), WIDTH - EDGE, y.round() + thick, 0.0, colour);
        };
        for text in &self.heads {
            self.write(canvas, &self.strong, text, self.tokens.ink);
        }
        if self.labels.is_some() {
            let text = words::propositions(self.corpus.propositions.len());
            self.regular.draw(canvas, &text, 20.0, (EDGE, self.head - 12.0), Run::Across, self.tokens.soft);
        }
        rule(canvas, self.head - 2.0, 2.0, self.tokens.ink);
        let scale = self.scale();
        for row in &self.rows {
            let font = if self.answers(row.line) { &self.strong } else { &self.regular };
            for text in &row.label {
                self.write(canvas, font, text, self.tokens.ink);
            }
            if row.bottom < last.bottom {
                rule(canvas, row.bottom, 1.0, self.tokens.line);
            }
        }
        for (line, column, (x, y)) in self.cells() {
            let cells = self.matrix.cells(self.corpus, &self.library.catalogue, &self.matrix.rows[line]);
            let cell = &cells[column];
            mark::draw(canvas, &self.tokens, &mark::classes(cell), (x, y), scale);
            let number = cell.arguments.len();
            if number > 0 && self.wide >= 90.0 {
                let from = (x + mark::WIDTH / 2.0 * scale + 6.0, y + 6.0);
                self.regular.draw(canvas, &number.to_string(), 18.0, from, Run::Across, self.tokens.soft);
            }
        }
    }

    /// What the marks mean, in one line.
    fn draw_legend(&self, canvas: &mut Canvas) {
        const SCALE: f64 = 0.8;
        const GAP: f64 = 6.0;
        const BETWEEN: f64 = 22.0;
        let step = mark::WIDTH * SCALE + GAP;
        // What means the same for either sign is said once.
        let mut entries: Vec<(Vec<&str>, &str)> = Vec::new();
        for &(classes, text) in words::MARKS {
            match entries.iter_mut().find(|(_, said)| *said == text) {
                Some((marks, _)) => marks.push(classes),
                None => entries.push((vec![classes], text)),
            }
        }
        let length = |size: f64| -> f64 {
            let of = |(marks, text): &(Vec<&str>, &str)| {
                marks.len() as f64 * step + self.regular.width(text, size) + BETWEEN
            };
            entries.iter().map(of).sum::<f64>() - BETWEEN
        };
        let size = (14..=21).rev().map(f64::from).find(|&size| length(size) <= ROOM).unwrap_or(14.0);
        let mut x = EDGE;
        for (marks, text) in &entries {
            for classes in marks {
                let middle = ((x + mark::WIDTH * SCALE / 2.0).round(), LAST - 6.0);
                mark::draw(canvas, &self.tokens, classes, middle, SCALE);
                x += step;
            }
            self.regular.draw(canvas, text, size, (x, LAST), Run::Across, self.tokens.soft);
            x += self.regular.width(text, size) + BETWEEN;
        }
    }
}

#[cfg(test)]
mod tests;
