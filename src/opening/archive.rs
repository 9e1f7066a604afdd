//! Reading zip and gzip.

use std::io::Cursor;

use flate2::bufread::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::problem::{Fault, OpenError};
use super::unpack::{Stop, Unpacking, cleaned, is_litter, without_gz};

/// Whether these bytes begin as a zip does, also an empty or a divided one.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| bytes.starts_with(*mark))
}

/// Whether these bytes begin as a gzip does.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// What is in a gzip.
pub(super) fn gunzip(unpacking: &mut Unpacking, bytes: &[u8]) -> Result<Vec<u8>, Stop> {
    unpacking.read(&mut MultiGzDecoder::new(bytes))
}

/// Keeps the files of a zip. One that cannot be unpacked is left out, the others are kept.
pub(super) fn unzip(unpacking: &mut Unpacking, name: &str, bytes: &[u8]) -> Result<(), OpenError> {
    let most = unpacking.most_files();
    let too_many = || OpenError::one(name, "", Fault::TooMany(most));
    if claimed_files(bytes) > most as u64 {
        return Err(too_many());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(name, bytes, error))?;
    if archive.len() > most {
        return Err(too_many());
    }
    if let Some(looks) = document(&archive) {
        return Err(OpenError::one(name, "", Fault::NotText(looks)));
    }
    for at in 0..archive.len() {
        let inner = cleaned(archive.name_for_index(at).unwrap_or_default());
        if inner.is_empty() || is_litter(&inner) {
            continue;
        }
        entry(unpacking, name, &mut archive, (at, inner))?;
    }
    Ok(())
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// One file of a zip.
fn entry(
    unpacking: &mut Unpacking,
    outer: &str,
    archive: &mut Archive,
    (at, inner): (usize, String),
) -> Result<(), OpenError> {
    let told = format!("{outer}: {inner}");
    let read = match archive.by_index(at) {
        Ok(entry) if entry.is_dir() || entry.is_symlink() => return Ok(()),
        Ok(mut entry) => {
            let packed = entry.compressed_size();
            let read = unpacking.read(&mut entry);
            unpacking.advance(packed)?;
            read
        }
        Err(error) => {
            unpacking.leave_out(&told, closed(error));
            return Ok(());
        }
    };
    let read = match read {
        Ok(bytes) if is_gzip(&bytes) => gunzip(unpacking, &bytes),
        read => read,
    };
    match read {
        Ok(bytes) if is_zip(&bytes) || is_gzip(&bytes) => unpacking.leave_out(&told, Fault::Nested),
        Ok(bytes) => unpacking.keep(without_gz(&inner), bytes)?,
        Err(stop) => {
            let fault = stop.fault(&told)?;
            unpacking.leave_out(&told, fault);
        }
    }
    Ok(())
}

/// Why a file of a zip cannot be read at all.
fn closed(error: ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Encrypted,
        ZipError::CompressionMethodNotSupported(method) => Fault::Method(method_name(method)),
        ZipError::Io(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Fault::CutOff,
        error => Fault::Damaged(error.to_string()),
    }
}

/// Why a whole zip cannot be read.
fn unreadable(name: &str, bytes: &[u8], error: ZipError) -> OpenError {
    // A zip has its list of files at its end; without an end it was cut off on its way.
    let has_end = bytes.windows(4).any(|mark| mark == b"PK\x05\x06");
    let fault = if has_end { Fault::Damaged(error.to_string()) } else { Fault::CutOff };
    OpenError::one(name, "", fault)
}

/// How many files a large zip says it has. The list is set up by that number, so it is looked at
/// before: a few bytes must not ask for all the memory there is. (A small zip cannot say more than
/// 65,535.)
fn claimed_files(bytes: &[u8]) -> u64 {
    let number = |record: &[u8], at: usize| {
        let digits = record.get(at..at + 8).and_then(|digits| digits.try_into().ok());
        digits.map_or(0, u64::from_le_bytes)
    };
    let ends = bytes.windows(4).enumerate().filter(|(_, mark)| mark == b"PK\x06\x06");
    ends.map(|(at, _)| number(&bytes[at..], 24).max(number(&bytes[at..], 32))).max().unwrap_or(0)
}

/// Documents that are zips inside.
fn document(archive: &Archive) -> Option<&'static str> {
    let has = |name: &str| archive.index_for_name(name).is_some();
    let sheet = has("xl/workbook.xml") || has("xl/workbook.bin");
    match (has("[Content_Types].xml"), has("mimetype") && has("content.xml")) {
        (true, _) if sheet => Some("a spreadsheet of Excel"),
        (true, _) => Some("an Office document"),
        (_, true) => Some("a spreadsheet or document of LibreOffice"),
        _ => None,
    }
}

/// The ways of packing that a zip can name, for a person to know again.
fn method_name(method: u16) -> String {
    let name = match method {
        1 => "Shrink",
        2..=5 => "Reduce",
        6 | 10 => "Implode",
        9 => "Deflate64",
        12 => "bzip2",
        14 => "LZMA",
        93 => "Zstandard",
        95 => "xz",
        98 => "PPMd",
        99 => "AES encryption",
        other => return format!("method {other}"),
    };
    name.to_owned()
}
