//! What can be wrong with a corpus: each problem says what, where, and what to do.

use std::fmt;

/// Something wrong with a corpus, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub fault: Fault,
}

/// A file and the place in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file's name as the person knows it.
    pub file: String,
    /// Such as `arguments[3].stances[0]`; empty for the file as a whole.
    pub pointer: String,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// The text is not JSON, or not of the corpus's shape.
    Shape(String),
    /// The format is not the one this version reads.
    Format(String),
    /// A name that nothing has.
    Unknown {
        /// What kind of thing it should name.
        kind: &'static str,
        /// The name.
        name: String,
        /// The most similar name there is.
        nearest: Option<String>,
    },
    /// Two things of one name.
    Duplicate {
        /// What kind of thing.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A name that would not survive in a link.
    BadName(String),
    /// A name that means something else in links.
    Reserved(String),
    /// A field that may not be empty.
    Empty(&'static str),
    /// The scale lacks this step or has it twice.
    Scale(i8),
    /// A block that the outline does not have.
    NoBlock {
        /// The block.
        block: u32,
        /// How many the outline has.
        of: usize,
    },
    /// Sentences that the block does not have, or in the wrong order.
    NoSentences {
        /// The first and the last sentence.
        sentences: [u32; 2],
        /// How many the block has.
        of: usize,
    },
    /// Not a date or period.
    BadDate(String),
    /// A web address of a kind that is not opened.
    BadAddress(String),
    /// Two stances of one argument on one proposition.
    TwoStances(String),
    /// A relation of an argument to itself.
    ToItself(String),
    /// A proposition that no argument speaks to.
    Unspoken(String),
    /// A block of running text that no argument covers.
    Uncovered(usize),
    /// More of something than a page draws quickly that carries it; opened as a file it is no matter.
    Large {
        /// Of what.
        what: &'static str,
        /// How many there are.
        number: usize,
        /// How many it draws quickly.
        quick: usize,
    },
    /// A text that differs from what was coded.
    Drifted(String),
    /// No text to check against.
    NoText(String),
    /// A run of words taken over from a source.
    Copied {
        /// How many words.
        words: usize,
        /// The run.
        run: String,
    },
}

impl Fault {
    /// Whether it makes the corpus unusable; otherwise it is a remark.
    pub fn is_error(&self) -> bool {
        !matches!(self, Fault::Unspoken(_) | Fault::Uncovered(_) | Fault::NoText(_) | Fault::Large { .. })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Shape(what) => write!(f, "{what}"),
            Fault::Format(found) => write!(
                f,
                "the format is \"{found}\", and this version reads \"{}\"; open it with the version of Standpoint that wrote it",
                super::FORMAT
            ),
            Fault::Unknown { kind, name, nearest } => {
                write!(f, "no {kind} \"{name}\"")?;
                match nearest {
                    Some(nearest) => write!(f, "; did you mean \"{nearest}\"?"),
                    None => write!(f, "; add it or use one that exists"),
                }
            }
            Fault::Duplicate { kind, name } => {
                write!(f, "a second {kind} \"{name}\"; give it an id of its own")
            }
            Fault::BadName(name) => write!(
                f,
                "\"{name}\" is no id; use 1 to 80 letters a to z, digits and the signs - _ . and begin with a letter or digit"
            ),
            Fault::Reserved(name) => {
                write!(f, "\"{name}\" is what links call having none; give it another id")
            }
            Fault::Empty(field) => write!(f, "{field} is empty; it is shown to readers, so it needs a text"),
            Fault::Scale(value) => write!(f, "the scale must have the step {value} exactly once"),
            Fault::NoBlock { block, of } => {
                write!(f, "no block {block}; the outline has {of}, counted from 1")
            }
            Fault::NoSentences { sentences: [first, last], of } => {
                write!(f, "no sentences {first} to {last}; the block has {of}, counted from 1")
            }
            Fault::BadDate(text) => write!(
                f,
                "\"{text}\" is no date; write 2024, 2024-06, 2024-06-19, or two of them with a slash between, the earlier first"
            ),
            Fault::BadAddress(text) => {
                write!(f, "\"{text}\" is no address to open; it must begin with https://, http:// or mailto:")
            }
            Fault::TwoStances(name) => {
                write!(f, "a second stance on \"{name}\"; one argument takes one stance on a proposition")
            }
            Fault::ToItself(name) => write!(f, "\"{name}\" is related to itself; name two arguments"),
            Fault::Unspoken(name) => write!(f, "no argument speaks to \"{name}\""),
            Fault::Uncovered(block) => write!(f, "no argument covers block {block}"),
            Fault::Large { what, number, quick } => write!(
                f,
                "{number} {what}; a page that carries more than {quick} makes readers wait, so let them open it as a file"
            ),
            Fault::Drifted(what) => {
                write!(f, "{what}; run the tool's `anchor` if the text is right, or mend the place")
            }
            Fault::NoText(file) => write!(f, "no text {file}; its anchors were not checked"),
            Fault::Copied { words, run } => {
                write!(f, "{words} words running are the source's own: \"{run}\"; say it in your own words")
            }
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.place.file)?;
        if !self.place.pointer.is_empty() {
            write!(f, ": {}", self.place.pointer)?;
        }
        write!(f, ": {}", self.fault)
    }
}

impl std::error::Error for Problem {}
