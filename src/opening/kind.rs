//! What brought files are: by what is in them, and only then by their names.

use super::election::{self, Folder};
use super::problem::{Fault, OpenError, Problem};
use super::unpack::Brought;

/// What there is to open among the brought files; numbers are positions in their list.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A corpus of this program's own format.
    Corpus {
        /// The file that has the codebook.
        file: usize,
        /// Its sources, where they are files of their own.
        sources: Vec<usize>,
    },
    /// A table.
    Table(usize),
    /// The answers to one or more elections' theses.
    Elections(Vec<Folder>),
}

/// What a file looks like.
#[derive(Clone, Copy, PartialEq)]
enum Look {
    /// The own format.
    Corpus,
    /// Another JSON.
    Json,
    /// Text that can be a table.
    Text,
    /// Nothing, or white space.
    Empty,
    /// No text that is read here.
    Other(&'static str),
}

impl Kind {
    /// The file that a reader knows it by; elections have none.
    pub fn file(&self) -> Option<usize> {
        match self {
            Kind::Corpus { file, .. } | Kind::Table(file) => Some(*file),
            Kind::Elections(_) => None,
        }
    }
}

/// Tells what brought files are.
///
/// # Errors
/// If there is nothing to open, or more than one thing.
pub fn kind(files: &[Brought]) -> Result<Kind, OpenError> {
    let mut found = kinds(files)?;
    if found.len() == 1 {
        return Ok(found.remove(0));
    }
    let names = found.iter().filter_map(Kind::file).map(|at| files[at].name.clone()).collect();
    Err(OpenError::one("", "", Fault::Several(names)))
}

/// All that there is to open among brought files: one thing, or several of one kind, of which a
/// reader has to choose one.
///
/// # Errors
/// If there is nothing.
pub fn kinds(files: &[Brought]) -> Result<Vec<Kind>, OpenError> {
    let folders = election::folders(files);
    if !folders.is_empty() {
        return Ok(vec![Kind::Elections(folders)]);
    }
    let looks: Vec<Look> = files.iter().map(look).collect();
    let which = |wanted: Look| (0..files.len()).filter(|&at| looks[at] == wanted).collect::<Vec<_>>();
    let corpora = which(Look::Corpus);
    if !corpora.is_empty() {
        let corpus = |file| Kind::Corpus { file, sources: sources_of(files, file) };
        return Ok(corpora.into_iter().map(corpus).collect());
    }
    let texts = which(Look::Text);
    let named: Vec<usize> = texts.iter().copied().filter(|&at| is_named_table(&files[at].name)).collect();
    // Beside a table there may lie a text that explains it.
    let tables = if named.is_empty() { texts } else { named };
    if tables.is_empty() {
        Err(nothing(files, &looks))
    } else {
        Ok(tables.into_iter().map(Kind::Table).collect())
    }
}

/// Why there is nothing to open: what each file is, or what a folder lacks.
fn nothing(files: &[Brought], looks: &[Look]) -> OpenError {
    if let Some((folder, lacks)) = election::incomplete(files) {
        return OpenError::one(&folder, "", Fault::Lacks(lacks));
    }
    let told = files.iter().zip(looks).filter_map(|(file, look)| {
        let fault = match look {
            Look::Other(looks) => Fault::NotText(looks),
            Look::Json => Fault::UnknownJson,
            _ => return None,
        };
        Some(Problem::new(&file.name, "", fault))
    });
    let mut problems: Vec<Problem> = told.take(20).collect();
    if problems.is_empty() {
        let name = files.first().map_or("", |file| file.name.as_str());
        problems.push(Problem::new(name, "", Fault::Nothing));
    }
    OpenError::Problems(problems)
}

/// The files in the folder `sources` beside a corpus.
fn sources_of(files: &[Brought], corpus: usize) -> Vec<usize> {
    let folder = format!("{}sources/", folder(&files[corpus].name));
    let is_source = |name: &str| {
        let rest = name.strip_prefix(&folder);
        rest.is_some_and(|rest| !rest.contains('/') && has_ending(rest, &["json"]))
    };
    let mut found: Vec<usize> = (0..files.len()).filter(|&at| is_source(&files[at].name)).collect();
    found.sort_by(|&a, &b| files[a].name.cmp(&files[b].name));
    found
}

/// The folder of a file with its slash; empty for none.
pub(super) fn folder(name: &str) -> &str {
    name.rfind('/').map_or("", |slash| &name[..=slash])
}

fn is_named_table(name: &str) -> bool {
    has_ending(name, &["csv", "tsv", "tab"])
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| endings.iter().any(|one| ending.eq_ignore_ascii_case(one)))
}

fn look(file: &Brought) -> Look {
    let bytes = &file.bytes[..];
    if let Some(what) = signature(bytes) {
        return Look::Other(what);
    }
    let is_utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if !is_utf16 && bytes.iter().take(8192).any(|&byte| byte == 0) {
        return Look::Other("no text");
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()));
    match text.first() {
        None => Look::Empty,
        Some(b'{' | b'[') if is_own(&file.name, text) => Look::Corpus,
        // A table's first cell may begin with a bracket, but hardly goes on as JSON does.
        Some(b'{') if goes_on(text, b"\"}") => Look::Json,
        Some(b'[') if goes_on(text, b"{[]\"") => Look::Json,
        Some(b'<') if begins("<!doctype") || begins("<html") => Look::Other("a web page"),
        Some(b'<') if begins("<?xml") => Look::Other("an XML file"),
        Some(_) => Look::Text,
    }
}

/// Whether the first bracket is followed by one of these.
fn goes_on(text: &[u8], with: &[u8]) -> bool {
    text[1..].trim_ascii_start().first().is_some_and(|next| with.contains(next))
}

/// Whether JSON says that it is of the own format; or its name does, and then its reader shall say
/// what is wrong with it.
fn is_own(name: &str, text: &[u8]) -> bool {
    const MARK: &[u8] = b"\"standpoint/";
    let named = name.to_ascii_lowercase().ends_with(".standpoint.json");
    named || text[0] == b'{' && text.windows(MARK.len()).any(|part| part == MARK)
}

/// What the first bytes of a file that is no text give away.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    let known: [(&[u8], &str); 11] = [
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
        (b"GIF8", "a picture"),
        (b"\xd0\xcf\x11\xe0", "a spreadsheet or document of an old Office"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"\xfd7zXZ\x00", "an xz archive"),
        (b"BZh", "a bzip2 archive"),
        (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
        (b"SQLite format 3\x00", "a database"),
    ];
    let found = known.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, what)| *what);
    found.or_else(|| (bytes.get(257..262) == Some(b"ustar")).then_some("a tar archive"))
}
