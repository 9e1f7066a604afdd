//! Text as shapes, in Libertinus Serif (SIL Open Font License 1.1).

use std::cell::RefCell;
use std::collections::HashMap;

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, OutlineBuilder, Tag};
use unicode_normalization::UnicodeNormalization;

use super::canvas::{Canvas, Path};
use super::tokens::Colour;

/// What stands where something is left out.
pub const ELLIPSIS: &str = "…";

/// A font.
pub struct Font {
    face: Face<'static>,
    /// Which pairs of glyphs stand closer or further apart.
    pairs: Vec<PairAdjustment<'static>>,
    /// How long words are that were measured before: they are, for many sizes.
    known: RefCell<HashMap<String, i32>>,
}

/// How text runs on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// From left to right.
    Across,
    /// From bottom to top.
    Up,
}

impl Font {
    /// A font of the package `typst-assets`, by its PostScript name.
    pub fn find(name: &str) -> Result<Self, String> {
        let has_name = |face: &Face| {
            let mut names = face.names().into_iter();
            names.any(|row| {
                row.name_id == ttf_parser::name_id::POST_SCRIPT_NAME
                    && row.to_string().as_deref() == Some(name)
            })
        };
        let faces = typst_assets::fonts().filter_map(|bytes| Face::parse(bytes, 0).ok());
        let face = faces.into_iter().find(has_name).ok_or_else(|| format!("there is no font {name}"))?;
        let mut pairs = Vec::new();
        if let Some(table) = face.tables().gpos {
            let features =
                table.features.into_iter().filter(|feature| feature.tag == Tag::from_bytes(b"kern"));
            let mut lookups: Vec<u16> = features.flat_map(|feature| feature.lookup_indices).collect();
            lookups.sort_unstable();
            lookups.dedup();
            for lookup in lookups.into_iter().filter_map(|at| table.lookups.get(at)) {
                pairs.extend(lookup.subtables.into_iter().filter_map(|subtable| match subtable {
                    PositioningSubtable::Pair(pair) => Some(pair),
                    _ => None,
                }));
            }
        }
        Ok(Font { face, pairs, known: RefCell::default() })
    }

    fn glyph(&self, letter: char) -> Option<GlyphId> {
        // The glyphs are there, but without reordering they would read backwards.
        let backwards =
            matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
        (!backwards).then(|| self.face.glyph_index(letter)).flatten()
    }

    /// A text as far as this font can show it: letters that it lacks become an ellipsis, and where
    /// most are lacking there is nothing to show.
    pub fn showable(&self, text: &str) -> Option<String> {
        let (mut out, mut shown, mut lacking) = (String::new(), 0, 0);
        for letter in text.nfc() {
            if letter.is_whitespace() {
                out.push(' ');
            } else if self.glyph(letter).is_some() {
                shown += usize::from(letter.is_alphanumeric());
                out.push(letter);
            } else if letter.is_alphanumeric() {
                lacking += 1;
                if !out.trim_end().ends_with(ELLIPSIS) {
                    out.push_str(ELLIPSIS);
                }
            }
        }
        let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
        (shown > lacking).then_some(out)
    }

    fn kerning(&self, left: GlyphId, right: GlyphId) -> i16 {
        let of = |pair: &PairAdjustment| -> Option<i16> {
            let at = pair.coverage().get(left)?;
            let values = match *pair {
                PairAdjustment::Format1 { sets, .. } => sets.get(at)?.get(right)?,
                PairAdjustment::Format2 { classes, matrix, .. } => {
                    matrix.get((classes.0.get(left), classes.1.get(right)))?
                }
            };
            Some(values.0.x_advance)
        };
        self.pairs.iter().find_map(of).unwrap_or(0)
    }

    fn scale(&self, size: f64) -> f64 {
        size / f64::from(self.face.units_per_em())
    }

    /// The glyphs of a text, each with its place on the line, and the line's length, in the font's units.
    fn set(&self, text: &str) -> (Vec<(GlyphId, i32)>, i32) {
        let (mut glyphs, mut pen) = (Vec::<(GlyphId, i32)>::new(), 0);
        for glyph in text.chars().filter_map(|letter| self.glyph(letter)) {
            if let Some(&(before, _)) = glyphs.last() {
                pen += i32::from(self.kerning(before, glyph));
            }
            glyphs.push((glyph, pen));
            pen += i32::from(self.face.glyph_hor_advance(glyph).unwrap_or(0));
        }
        (glyphs, pen)
    }

    /// How long a line of text is.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let known = self.known.borrow().get(text).copied();
        let length = known.unwrap_or_else(|| {
            let length = self.set(text).1;
            self.known.borrow_mut().insert(text.to_owned(), length);
            length
        });
        f64::from(length) * self.scale(size)
    }

    /// A text cut to a width, with an ellipsis if anything is missing.
    pub fn cut(&self, text: &str, size: f64, width: f64) -> String {
        if self.width(text, size) <= width {
            return text.to_owned();
        }
        let room = width - self.width(ELLIPSIS, size);
        let fits = |&at: &usize| self.width(&text[..at], size) <= room;
        // Between words, unless that would leave little.
        let words = text.match_indices(' ').map(|(at, _)| at).filter(|at| at * 3 > text.len());
        let letters = text.char_indices().map(|(at, _)| at);
        let last = |places: Vec<usize>| places.partition_point(fits).checked_sub(1).map(|at| places[at]);
        match last(words.collect()).or_else(|| last(letters.collect())) {
            Some(at) => text[..at].trim_end_matches([' ', ',', ';', ':', '.']).to_owned() + ELLIPSIS,
            None => String::new(),
        }
    }

    /// A text in lines of at most this width, the last cut if there are too many; and whether
    /// all of it is there, no word broken.
    pub fn lines(&self, text: &str, size: f64, width: f64, most: usize) -> (Vec<String>, bool) {
        let space = self.width(" ", size);
        let mut lines: Vec<(String, f64)> = Vec::new();
        for word in text.split(' ') {
            let long = self.width(word, size);
            let full = lines.len() >= most;
            match lines.last_mut().filter(|(_, length)| full || length + space + long <= width) {
                Some((line, length)) => {
                    *line += " ";
                    *line += word;
                    *length += space + long;
                }
                None => lines.push((word.to_owned(), long)),
            }
        }
        let whole = lines.iter().all(|&(_, length)| length <= width);
        let fit =
            |(line, length): (String, f64)| if length <= width { line } else { self.cut(&line, size, width) };
        (lines.into_iter().map(fit).collect(), whole)
    }

    /// A text in as few lines as it needs, all of about the same length.
    pub fn even_lines(&self, text: &str, size: f64, width: f64, most: usize) -> (Vec<String>, bool) {
        let (mut best, whole) = self.lines(text, size, width, most);
        let mut narrower = width;
        while whole && best.len() > 1 {
            narrower -= size / 2.0;
            match self.lines(text, size, narrower, best.len()) {
                (lines, true) => best = lines,
                _ => break,
            }
        }
        (best, whole)
    }

    /// Draws a line of text from a point of its baseline.
    pub fn draw(
        &self,
        canvas: &mut Canvas,
        text: &str,
        size: f64,
        from: (f64, f64),
        run: Run,
        colour: Colour,
    ) {
        let scale = self.scale(size);
        for (glyph, pen) in self.set(text).0 {
            let mut outline = Outline { path: Path::default(), scale, pen: f64::from(pen), from, run };
            if self.face.outline_glyph(glyph, &mut outline).is_some() {
                canvas.fill(&outline.path, colour);
            }
        }
    }
}

/// Takes a glyph's outline from the font to its place on the picture.
struct Outline {
    path: Path,
    scale: f64,
    pen: f64,
    from: (f64, f64),
    run: Run,
}

impl Outline {
    fn place(&self, x: f32, y: f32) -> (f64, f64) {
        let (x, y) = ((f64::from(x) + self.pen) * self.scale, f64::from(y) * self.scale);
        match self.run {
            Run::Across => (self.from.0 + x, self.from.1 - y),
            Run::Up => (self.from.0 - y, self.from.1 - x),
        }
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.place(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.place(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        // The same curve as a cubic one.
        let (from, by, to) = (self.path.pen(), self.place(x1, y1), self.place(x, y));
        let towards = |end: (f64, f64)| (end.0 + (by.0 - end.0) / 1.5, end.1 + (by.1 - end.1) / 1.5);
        self.path.curve_to(towards(from), towards(to), to);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.path.curve_to(self.place(x1, y1), self.place(x2, y2), self.place(x, y));
    }

    fn close(&mut self) {
        self.path.close();
    }
}
