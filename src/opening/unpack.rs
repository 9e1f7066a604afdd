//! Taking the files that a reader brought out of their archives, within limits.

use std::io::Read;

use super::archive;
use super::problem::{Fault, Notes, OpenError, Problem};
use super::progress::{Stage, Steps, Tell};

/// A file that a reader brought, or one from an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Its name, with the folders in which it lay: `data/2021/opinion.json`.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How much is unpacked before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// All files together, unpacked, in bytes; whatever an archive claims, not one byte more is read.
    pub bytes: u64,
    /// How many files there may be, in an archive and together.
    pub files: usize,
}

impl Default for Limits {
    /// 1 GiB in 20,000 files: fifty times the whole archive of the Wahl-O-Mat.
    fn default() -> Self {
        Limits { bytes: 1 << 30, files: 20_000 }
    }
}

/// Files without archives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unpacked {
    /// The files, with cleaned names.
    pub files: Vec<Brought>,
    /// Files of an archive that could not be unpacked.
    pub left_out: Notes,
}

/// Unpacks what is packed: gzip, zip, and gzip in zip. Files that systems leave behind
/// (`__MACOSX`, names beginning with a dot) are skipped.
///
/// # Errors
/// If a limit is passed, an archive cannot be read, or nothing remains; or if cancelled.
pub fn unpack(brought: Vec<Brought>, limits: &Limits, mut tell: Tell) -> Result<Unpacked, OpenError> {
    let packed = brought.iter().map(|file| file.bytes.len() as u64).sum();
    let steps = Steps::begin(&mut tell, Stage::Unpacking, packed)?;
    let mut unpacking = Unpacking { limits, left: limits.bytes, steps, out: Unpacked::default() };
    // A single file was chosen by hand: it is meant, whatever it is called.
    let chosen = brought.len() == 1;
    for file in brought {
        let name = cleaned(&file.name);
        if !chosen && is_litter(&name) {
            continue;
        }
        unpacking.file(name, file.bytes)?;
    }
    let Unpacking { steps, out, .. } = unpacking;
    steps.end()?;
    match (out.files.is_empty(), out.left_out.first.is_empty()) {
        (true, true) => Err(OpenError::one("", "", Fault::Nothing)),
        (true, false) => Err(OpenError::Problems(out.left_out.first)),
        (false, _) => Ok(out),
    }
}

/// Unpacking under way.
pub(super) struct Unpacking<'a, 'b, 'c> {
    limits: &'a Limits,
    left: u64,
    steps: Steps<'b, 'c>,
    out: Unpacked,
}

impl Unpacking<'_, '_, '_> {
    /// One file as it was brought: an archive is unpacked, anything else taken as it is.
    fn file(&mut self, name: String, bytes: Vec<u8>) -> Result<(), OpenError> {
        if archive::is_zip(&bytes) {
            return archive::unzip(self, &name, &bytes);
        }
        if archive::is_gzip(&bytes) {
            let packed = bytes.len() as u64;
            let inner = without_gz(&name);
            let bytes = archive::gunzip(self, &bytes).map_err(|stop| stop.into_error(&name))?;
            self.steps.advance(packed)?;
            return match archive::is_zip(&bytes) || archive::is_gzip(&bytes) {
                true => Err(OpenError::one(&name, "", Fault::Nested)),
                false => self.keep(inner, bytes),
            };
        }
        let size = bytes.len() as u64;
        self.left = self.left.checked_sub(size).ok_or_else(|| self.too_large(&name))?;
        self.steps.advance(size)?;
        self.keep(name, bytes)
    }

    /// Keeps a file.
    pub fn keep(&mut self, name: String, bytes: Vec<u8>) -> Result<(), OpenError> {
        if self.out.files.len() == self.limits.files {
            return Err(OpenError::one(&name, "", Fault::TooMany(self.limits.files)));
        }
        self.out.files.push(Brought { name, bytes });
        Ok(())
    }

    /// Notes a file that is left out.
    pub fn leave_out(&mut self, name: &str, fault: Fault) {
        self.out.left_out.note(|| Problem::new(name, "", fault));
    }

    /// Counts packed bytes that are dealt with.
    pub fn advance(&mut self, packed: u64) -> Result<(), OpenError> {
        self.steps.advance(packed)
    }

    /// How many files an archive may have.
    pub fn most_files(&self) -> usize {
        self.limits.files
    }

    /// The refusal of more than is unpacked.
    pub fn too_large(&self, name: &str) -> OpenError {
        OpenError::one(name, "", Fault::TooLarge(self.limits.bytes))
    }

    /// Reads to the end or to the limit.
    pub fn read(&mut self, from: &mut dyn Read) -> Result<Vec<u8>, Stop> {
        const PIECE: usize = 64 * 1024;
        let mut out = Vec::new();
        let mut piece = vec![0; PIECE];
        loop {
            let read = match from.read(&mut piece) {
                Ok(0) => return Ok(out),
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Stop::Broken(error)),
            };
            self.left = self.left.checked_sub(read as u64).ok_or(Stop::TooLarge(self.limits.bytes))?;
            // A page has less memory than a machine: better a message than its end.
            out.try_reserve(read).map_err(|_| Stop::NoMemory)?;
            out.extend_from_slice(&piece[..read]);
            // Unpacked bytes are not what the share is counted in, but the bar must stay alive.
            self.steps.breathe(read as u64).map_err(Stop::Cancelled)?;
        }
    }
}

/// Why reading a packed file stopped.
pub(super) enum Stop {
    /// The packed bytes are wrong.
    Broken(std::io::Error),
    /// Too much came out.
    TooLarge(u64),
    /// The memory is full.
    NoMemory,
    /// It was cancelled.
    Cancelled(OpenError),
}

impl Stop {
    /// The fault, if it is one of this file alone; else the error that ends the opening.
    pub fn fault(self, file: &str) -> Result<Fault, OpenError> {
        match self {
            Stop::Broken(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(Fault::CutOff),
            Stop::Broken(error) => Ok(Fault::Damaged(error.to_string())),
            Stop::TooLarge(limit) => Err(OpenError::one(file, "", Fault::TooLarge(limit))),
            Stop::NoMemory => Err(OpenError::one(file, "", Fault::NoMemory)),
            Stop::Cancelled(error) => Err(error),
        }
    }

    fn into_error(self, file: &str) -> OpenError {
        match self.fault(file) {
            Ok(fault) => OpenError::one(file, "", fault),
            Err(error) => error,
        }
    }
}

/// A name with slashes and without parts that lead elsewhere or that nobody sees.
pub(super) fn cleaned(name: &str) -> String {
    let visible: String = name.chars().filter(|letter| !letter.is_control()).collect();
    let parts = visible.split(['/', '\\']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !matches!(*part, "" | "." | "..")).collect();
    parts.join("/")
}

/// Whether a file is one that systems leave behind.
pub(super) fn is_litter(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX" || part == "Thumbs.db")
}

/// `table.csv.gz` holds `table.csv`.
pub(super) fn without_gz(name: &str) -> String {
    let end = name.len().saturating_sub(3);
    match name.get(end..) {
        Some(ending) if ending.eq_ignore_ascii_case(".gz") && end > 0 => name[..end].to_owned(),
        _ => name.to_owned(),
    }
}
