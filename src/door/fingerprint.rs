//! What a reader opened, in a few letters: for a link that must not show other data than those it
//! was made with.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::opening::Brought;

/// The longest name in a fingerprint, in characters.
const LONGEST: usize = 60;
/// How many hex digits the hash has: no two collections of one reader meet by chance.
const DIGITS: usize = 16;

/// A hash of what was read and how, and a name to know it by: `9f86d081884c7d65.parties.csv`.
///
/// Two readers have the same fingerprint if they opened the same files in the same way. Hashed is
/// what was read, after unpacking: a table in a zip or a gzip is the same table as alone, and its
/// folder does not count. Of a table it is the text, so that a mark of the byte order does not
/// count, and how the reader had it read. Of elections it is every file with its folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    hash: String,
    name: String,
}

impl Fingerprint {
    /// The hash alone: 16 hex digits.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The name alone, for a person.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Of files that were read; their names count from this folder on.
    pub(super) fn of(files: &[&Brought], folder: &str, name: &str) -> Self {
        let mut parts: Vec<(&str, &[u8])> = files
            .iter()
            .map(|file| (file.name.strip_prefix(folder).unwrap_or(&file.name), &file.bytes[..]))
            .collect();
        parts.sort_unstable();
        Self::of_parts(&parts, name)
    }

    /// Of the text of a table and of how it was read.
    pub(super) fn of_table(path: &str, text: &str, how: &str) -> Self {
        let name = base(path);
        Self::of_parts(&[(name, text.as_bytes()), ("", how.as_bytes())], name)
    }

    fn of_parts(parts: &[(&str, &[u8])], name: &str) -> Self {
        let parts = parts.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes]);
        Fingerprint { hash: digest(parts), name: short(name) }
    }
}

/// How much is hashed at once: a browser makes a program fast from one call to the next, so the work
/// must not be one call.
const PIECE: usize = 64 * 1024;

/// The first digits of a hash of some texts.
pub(super) fn digest<'a>(parts: impl Iterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // With their lengths, so that no byte can pass from one part to the next.
        hasher.update((part.len() as u64).to_le_bytes());
        part.chunks(PIECE).for_each(|piece| hasher.update(piece));
    }
    hex(&hasher.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether this is the beginning of a hash as it is written here.
pub(super) fn is_hash(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A file's name without its folders.
pub(super) fn base(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// A name of at most sixty characters, of which every one can be seen.
fn short(name: &str) -> String {
    let visible = name.chars().filter(|letter| !letter.is_control()).take(LONGEST);
    let name = visible.collect::<String>().trim().to_owned();
    if name.is_empty() { "corpus".to_owned() } else { name }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.hash, self.name)
    }
}

/// Text that is no fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no fingerprint; one is {DIGITS} hex digits, a full stop and a name")
    }
}

impl std::error::Error for NoFingerprint {}

impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let (hash, name) = text.split_once('.').ok_or(NoFingerprint)?;
        // What was cut or cleaned already stays as it is; anything else was never written here.
        if is_hash(hash) && !name.is_empty() && short(name) == name {
            Ok(Fingerprint { hash: hash.to_owned(), name: name.to_owned() })
        } else {
            Err(NoFingerprint)
        }
    }
}
