//! A checked corpus as text that the page reads without a parser: a value a line, in the order of
//! the fields.
//!
//! The build checks a corpus and packs it into the page; the page trusts what it was built with.
//! JSON, its errors and the checks (a third of the program) stay with the tool. The form is text,
//! not bytes, because it stands in the page beside the same sentences for readers without scripts:
//! compressed, the second copy costs next to nothing.

use std::ops::Range;

use super::date::{Date, Period};
use super::model::{
    Actor, Argument, Block, Certainty, Corpus, Evidence, Holder, Issue, Place, Proposition, Relation, Role,
    Source, Statement, Step,
};
use super::stance::Stance;
use super::table::{Id, Named, Table};
use super::written::{AnchorFile, BlockKind, Csl, CslDate, CslName, LabelFile, RelationKind};

/// The packed corpus as a text without `<`, so that it can stand in a page's script element.
pub fn pack(corpus: &Corpus) -> String {
    let mut out = String::new();
    corpus.pack(&mut out);
    out
}

/// The corpus of a packed text; none if the text is damaged or packed by another version.
pub fn unpack(text: &str) -> Option<Corpus> {
    let mut lines = Lines(text);
    let corpus = Corpus::unpack(&mut lines)?;
    (lines.0.is_empty() && corpus.holds_together()).then_some(corpus)
}

/// What is left of a packed text.
struct Lines<'a>(&'a str);

impl<'a> Lines<'a> {
    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let (line, rest) = self.0.split_once('\n')?;
        self.0 = rest;
        Some(line)
    }

    #[inline(never)]
    fn number(&mut self) -> Option<usize> {
        self.next()?.parse().ok()
    }
}

/// What can be packed.
trait Packed: Sized {
    fn pack(&self, out: &mut String);
    fn unpack(lines: &mut Lines) -> Option<Self>;
}

impl Packed for usize {
    fn pack(&self, out: &mut String) {
        out.push_str(&self.to_string());
        out.push('\n');
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        lines.number()
    }
}

/// Letters that would end a line or change in a page, and how they are written.
const ESCAPES: [(char, char); 5] = [('\\', '\\'), ('\n', 'n'), ('\r', 'r'), ('\0', '0'), ('<', 'l')];

impl Packed for String {
    fn pack(&self, out: &mut String) {
        for letter in self.chars() {
            match ESCAPES.iter().find(|(plain, _)| *plain == letter) {
                Some((_, written)) => out.extend(['\\', *written]),
                None => out.push(letter),
            }
        }
        out.push('\n');
    }

    #[inline(never)]
    fn unpack(lines: &mut Lines) -> Option<Self> {
        let mut parts = lines.next()?.split('\\');
        let mut out = parts.next()?.to_owned();
        while let Some(part) = parts.next() {
            let Some(letter) = part.chars().next() else {
                // An escaped backslash: the part after it is plain.
                out.push('\\');
                out.push_str(parts.next()?);
                continue;
            };
            let (plain, _) = ESCAPES.iter().find(|(_, written)| *written == letter)?;
            out.push(*plain);
            out.push_str(&part[letter.len_utf8()..]);
        }
        Some(out)
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        self.iter().for_each(|row| row.pack(out));
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        // The number is not trusted with memory: a damaged text ends before it is reached.
        (0..lines.number()?).map(|_| T::unpack(lines)).collect()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut String) {
        usize::from(self.is_some()).pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        match lines.number()? {
            0 => Some(None),
            _ => T::unpack(lines).map(Some),
        }
    }
}

impl<T: Packed + Named> Packed for Table<T> {
    fn pack(&self, out: &mut String) {
        self.len().pack(out);
        self.iter().for_each(|row| row.pack(out));
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        Vec::unpack(lines).map(Table::new)
    }
}

impl<T> Packed for Id<T> {
    fn pack(&self, out: &mut String) {
        self.index().pack(out);
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        lines.number().filter(|&at| at < u32::MAX as usize).map(Id::new)
    }
}

impl Packed for [Step; 5] {
    fn pack(&self, out: &mut String) {
        self.iter().for_each(|step| step.pack(out));
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        let steps: Option<Vec<Step>> = (0..5).map(|_| Step::unpack(lines)).collect();
        steps?.try_into().ok()
    }
}

impl Packed for Holder {
    fn pack(&self, out: &mut String) {
        match self {
            Holder::Author(source) => (0, source.index()),
            Holder::Actor(actor) => (1, actor.index()),
        }
        .pack(out);
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        match lines.number()? {
            0 => Id::unpack(lines).map(Holder::Author),
            _ => Id::unpack(lines).map(Holder::Actor),
        }
    }
}

impl Packed for (usize, usize) {
    fn pack(&self, out: &mut String) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        Some((lines.number()?, lines.number()?))
    }
}

impl Packed for Range<usize> {
    fn pack(&self, out: &mut String) {
        (self.start, self.end).pack(out);
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        let (start, end) = Packed::unpack(lines)?;
        Some(start..end)
    }
}

/// Numbers narrower than a `usize`.
macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Packed for $number {
            fn pack(&self, out: &mut String) {
                (*self as usize).pack(out);
            }

            fn unpack(lines: &mut Lines) -> Option<Self> {
                <$number>::try_from(lines.number()?).ok()
            }
        }
    )*};
}
numbers! { u8 u16 u32 }

impl Packed for bool {
    fn pack(&self, out: &mut String) {
        usize::from(*self).pack(out);
    }

    fn unpack(lines: &mut Lines) -> Option<Self> {
        Some(lines.number()? > 0)
    }
}

/// Names without content, by their position.
macro_rules! names {
    ($($name:ident: $($value:ident)*;)*) => {$(
        impl Packed for $name {
            fn pack(&self, out: &mut String) {
                (*self as usize).pack(out);
            }

            fn unpack(lines: &mut Lines) -> Option<Self> {
                [$($name::$value),*].get(lines.number()?).copied()
            }
        }
    )*};
}
names! {
    Stance: Rejects RejectsQualified Ambivalent AffirmsQualified Affirms;
    BlockKind: Text Heading Boilerplate;
    RelationKind: Supports Attacks Qualifies Restates;
}

/// Types by their fields; the compiler sees that none is missing.
macro_rules! packed {
    ($($name:ident: $($field:ident)* $(, $kept:ident)?;)*) => {$(
        impl Packed for $name {
            fn pack(&self, out: &mut String) {
                $(self.$field.pack(out);)*
            }

            fn unpack(lines: &mut Lines) -> Option<Self> {
                Some($name {
                    $($field: Packed::unpack(lines)?,)*
                    // Fields that nobody knows are kept in files, not in the page.
                    $(#[cfg(not(target_arch = "wasm32"))] $kept: Default::default(),)?
                })
            }
        }
    )*};
}
packed! {
    Corpus: name title question language version issued coders licence method rules scale issues
        propositions answers actors roles certainties sources arguments statements relations references;
    Step: name label rule;
    Issue: name label rule;
    Role: name label rule;
    Certainty: name label rule;
    LabelFile: id label rule, extra;
    Proposition: name text issue;
    Actor: name label kind;
    Source: name short date not_before author record outline arguments text;
    Block: kind section words;
    Argument: name claim source place anchor role holder certainty about evidence time statements;
    Place: block first last;
    AnchorFile: fingerprint shingles start end, extra;
    Evidence: kind text reference;
    Statement: argument proposition stance;
    Relation: from kind to;
    Period: from to;
    Date: year month day;
    Csl: id kind title author issued accessed container_title publisher collection_title number url note
        publisher_place volume issue page isbn doi, extra;
    CslName: family given literal, extra;
    CslDate: date_parts literal, extra;
}

impl Corpus {
    /// Whether every id and range points at something: what is not so would break the page later,
    /// in a place that says nothing of the cause.
    fn holds_together(&self) -> bool {
        fn known<T: Named>(id: Id<T>, of: &Table<T>) -> bool {
            id.index() < of.len()
        }
        let within = |range: &Range<usize>, of: usize| range.start <= range.end && range.end <= of;
        let dated = |date: Date| date.month.is_none_or(|month| (1..=12).contains(&month));
        self.propositions.iter().all(|row| known(row.issue, &self.issues))
            && self.answers.iter().all(|&id| known(id, &self.propositions))
            && self.sources.iter().all(|row| {
                within(&row.arguments, self.arguments.len())
                    && row.date.is_none_or(dated)
                    && row.author.is_none_or(|id| known(id, &self.actors))
            })
            && self.arguments.iter().all(|row| {
                known(row.source, &self.sources)
                    && known(row.role, &self.roles)
                    && known(row.certainty, &self.certainties)
                    && row.place.block > 0
                    && row.place.first <= row.place.last
                    && row.time.is_none_or(|time| {
                        dated(time.from) && dated(time.to) && time.from.year <= time.to.year
                    })
                    && within(&row.statements, self.statements.len())
                    && row.about.iter().all(|&id| known(id, &self.actors))
                    && row
                        .evidence
                        .iter()
                        .filter_map(|item| item.reference)
                        .all(|id| known(id, &self.references))
                    && match row.holder {
                        Holder::Author(id) => known(id, &self.sources),
                        Holder::Actor(id) => known(id, &self.actors),
                    }
            })
            && self
                .statements
                .iter()
                .all(|row| known(row.argument, &self.arguments) && known(row.proposition, &self.propositions))
            && self
                .relations
                .iter()
                .all(|row| known(row.from, &self.arguments) && known(row.to, &self.arguments))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        for text in
            ["", "plain", "\\", "\\n", "a\\\\b", "two\nlines\r\n", "</script>\0", "\\\\<\\", "äöü 中文"]
        {
            let mut out = String::new();
            text.to_owned().pack(&mut out);
            assert!(!out.contains('<') && out.ends_with('\n') && out.matches('\n').count() == 1, "{out:?}");
            assert_eq!(String::unpack(&mut Lines(&out)).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_period_that_ends_with_the_year_it_began_in_comes_back() {
        const RIVER: &str = include_str!("../../fuzz/seeds/corpus/river.json");
        let with = |time: &str| {
            let mut file: serde_json::Value = serde_json::from_str(RIVER).expect("JSON");
            file["sources"][0]["arguments"][0]["time"] = time.into();
            let corpus = crate::corpus::read_one("river", &file.to_string()).expect("a corpus");
            pack(&corpus)
        };
        for time in ["2024-05/2024", "2024/2024-05", "2023-12-31/2024-01", "2024"] {
            assert!(unpack(&with(time)).is_some(), "{time}");
        }
        // Neither does a year end before it begins nor has it a thirteenth month.
        let packed = with("1066-05/1067-06");
        for (right, wrong) in [("\n1067\n", "\n1065\n"), ("\n1066\n1\n5\n", "\n1066\n1\n13\n")] {
            assert_eq!(packed.matches(right).count(), 1, "{right:?}");
            assert!(unpack(&packed.replacen(right, wrong, 1)).is_none(), "{wrong:?}");
        }
    }

    #[test]
    fn an_id_of_whatever_kind_is_not_trusted() {
        // Of an author and of an actor: a number that no id can be.
        for text in ["0\n4294967295\n", "1\n4294967295\n", "1\n99999999999\n"] {
            assert!(Holder::unpack(&mut Lines(text)).is_none(), "{text:?}");
        }
        assert!(Holder::unpack(&mut Lines("1\n7\n")) == Some(Holder::Actor(Id::new(7))));
    }

    #[test]
    fn a_number_of_rows_is_not_trusted() {
        assert!(Vec::<String>::unpack(&mut Lines("4000000000\none\n")).is_none());
    }
}
