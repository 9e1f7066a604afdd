//! What files are taken for, and their encodings.

use standpoint::opening::{Kind, kind, table};

use super::*;

fn is_table(name: &str, bytes: impl AsRef<[u8]>) -> bool {
    kind(&[file(name, bytes)]) == Ok(Kind::Table(0))
}

#[test]
fn content_tells_more_than_a_name() {
    assert!(is_table("a.csv", "a,b\n1,2\n"));
    assert!(is_table("a.json", "a,b\n1,2\n"), "a wrong name");
    assert!(is_table("a", "\u{feff}[x],b\n1,2\n"));
    assert!(is_table("a.csv", b"\xff\xfea\0,\0b\0"), "UTF-16");
    assert!(is_table("a.csv", b"Gr\xfc\xdfe;b\n"), "Windows");
    let own = file("a.txt", "\u{feff} {\"title\": \"T\", \"format\": \"standpoint/7\"}");
    assert_eq!(kind(std::slice::from_ref(&own)), Ok(Kind::Corpus { file: 0, sources: vec![] }));
    assert_eq!(kind(&[file("read.me", "hello"), own.clone()]), Ok(Kind::Corpus { file: 1, sources: vec![] }));
    let named = file("a.standpoint.json", "{}");
    assert_eq!(
        kind(&[named]),
        Ok(Kind::Corpus { file: 0, sources: vec![] }),
        "its reader says what it lacks"
    );
    let parts = [
        file("c/sources/b.json", "{}"),
        file("c/corpus.json", "{\"format\": \"standpoint/1\"}"),
        file("c/sources/a.json", "{}"),
        file("c/sources/deep/a.json", "{}"),
        file("sources/a.json", "{}"),
    ];
    assert_eq!(kind(&parts), Ok(Kind::Corpus { file: 1, sources: vec![2, 0] }));
    let beside = [file("README.md", "# About"), file("t.tsv", "a\tb\n")];
    assert_eq!(kind(&beside), Ok(Kind::Table(1)));
}

#[test]
fn what_is_nothing_of_these_says_what_it_is() {
    for (bytes, told) in [
        (&b"%PDF-1.7"[..], "x: it is a PDF; bring a *.standpoint.json"),
        (b"\x89PNG\r\n", "x: it is a picture; "),
        (b"\xd0\xcf\x11\xe0", "x: it is a spreadsheet or document of an old Office; save the sheet as CSV"),
        (b"7z\xbc\xaf\x27\x1c", "x: it is a 7z archive; unpack it"),
        (b"\0\x01\x02", "x: it is no text; "),
        (b"<!DOCTYPE html><p>Log in", "x: it is a web page; "),
        (b"{\"a\": 1}", "x: JSON, but neither a corpus (it has no \"format\": \"standpoint/1\")"),
        (b"[{\"a\": 1}]", "x: JSON, but neither "),
        (b" \n ", "x: nothing to open; bring "),
    ] {
        let said = refused(kind(&[file("x", bytes)]));
        assert!(said.len() == 1 && said[0].starts_with(told), "{said:?}");
    }
    let mut tar = vec![0; 512];
    tar.splice(257..262, *b"ustar");
    assert!(refused(kind(&[file("x", tar)]))[0].contains("a tar archive; unpack it"));
    let two = [file("a.csv", "a,b"), file("b.csv", "a,b")];
    assert_eq!(refused(kind(&two)), ["2 files that could be opened: a.csv, b.csv; bring one of them"]);
    let part = [file("e/opinion.json", "[]"), file("e/party.json", "[]")];
    assert_eq!(
        refused(kind(&part)),
        ["e: the election lacks statement.json and answer.json; bring its whole folder"]
    );
}

#[test]
fn tables_of_other_encodings_are_read() {
    let text = "party;thesis\nGrüne Äpfel;Tee – „gut“ 😀";
    let le: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> =
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), [b"\xef\xbb\xbf", text.as_bytes()].concat(), le.clone(), be] {
        let file = file("t.csv", bytes);
        let read = table::decode(&file).expect("text");
        assert_eq!((&*read.text, read.remarks.total), (text, 0));
    }
    for (bytes, line) in [(&le[..le.len() - 1], 2), (b"\xff\xfea\0\n\0\x3d\xd8a\0", 2)] {
        let said = refused(table::decode(&file("t.csv", bytes)));
        assert_eq!(
            said,
            [format!("t.csv: line {line}: the text says it is UTF-16 and is not; save it as UTF-8")]
        );
    }
    let windows = file("t.csv", b"party\nGr\xfcne \x80 \x96 \x84gut\x93 \x81");
    let read = table::decode(&windows).expect("text");
    assert_eq!(&*read.text, "party\nGrüne € – „gut“ \u{81}");
    assert_eq!(
        read.remarks.first[0].to_string(),
        "t.csv: line 2: this is no UTF-8, so the table was read as Windows-1252; if letters look wrong, save it as UTF-8"
    );
    let old = file("t.csv", "a,b\rc,d\r");
    assert_eq!(&*table::decode(&old).expect("text").text, "a,b\nc,d\n");
}
