//! From bytes to text: what a file's encoding is, and what to say if it is another.

use std::borrow::Cow;

use super::problem::{Fault, Notes, OpenError, Problem};

/// The text of a JSON file, which is UTF-8 by definition.
pub(super) fn json<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, OpenError> {
    let text = str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        OpenError::one(file, format!("line {}", line_of(bytes, byte)), Fault::NotUtf8 { byte })
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The text of a table: UTF-8, UTF-16 if it says so, otherwise Windows-1252, and then a remark.
pub(super) fn table<'a>(file: &str, bytes: &'a [u8]) -> Result<(Cow<'a, str>, Notes), OpenError> {
    let utf16 = |words: fn([u8; 2]) -> u16| utf16(file, &bytes[2..], words);
    if bytes.starts_with(b"\xff\xfe") {
        return Ok((utf16(u16::from_le_bytes)?.into(), Notes::default()));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Ok((utf16(u16::from_be_bytes)?.into(), Notes::default()));
    }
    match str::from_utf8(bytes) {
        Ok(text) => Ok((text.strip_prefix('\u{feff}').unwrap_or(text).into(), Notes::default())),
        Err(error) => {
            let line = line_of(bytes, error.valid_up_to());
            let mut remarks = Notes::default();
            remarks.note(|| Problem::new(file, format!("line {line}"), Fault::Windows1252));
            Ok((windows_1252(bytes).into(), remarks))
        }
    }
}

/// The line of a byte, from 1.
fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count()
}

fn utf16(file: &str, bytes: &[u8], word: fn([u8; 2]) -> u16) -> Result<String, OpenError> {
    let words = bytes.chunks_exact(2).map(|pair| word([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut line = 1;
    let half = !bytes.len().is_multiple_of(2);
    for letter in char::decode_utf16(words).chain(half.then_some(Ok('\u{fffd}'))) {
        match letter {
            Ok('\u{fffd}') | Err(_) => {
                return Err(OpenError::one(file, format!("line {line}"), Fault::NotUtf16));
            }
            Ok(letter) => {
                line += usize::from(letter == '\n');
                text.push(letter);
            }
        }
    }
    Ok(text)
}

/// Every byte is a letter in it: the five that Windows leaves open stay what they are in Latin-1,
/// as browsers read them.
fn windows_1252(bytes: &[u8]) -> String {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let letter = |byte: u8| match byte {
        0x80..=0x9f => FROM_80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    };
    bytes.iter().map(|&byte| letter(byte)).collect()
}
