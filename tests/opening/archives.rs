//! Archives: what is unpacked, where it stops, and what is said of broken ones.

use standpoint::opening::{Limits, unpack};

use super::*;

const TABLE: &[u8] = b"party,thesis,position\nA,Tea is better than coffee.,agree\n";

#[test]
fn what_is_packed_is_unpacked() {
    let nested = gzip(TABLE);
    let packed = zip(&[
        ("data/2021/town/table.csv", TABLE),
        ("./data\\2022/../town.csv.gz", &nested),
        ("__MACOSX/data/table.csv", b"litter"),
        ("data/.hidden", b"litter"),
    ]);
    let out = unpacked(vec![
        file("all.zip", packed),
        file("b.csv.GZ", gzip(TABLE)),
        file("c.csv", TABLE),
        file(".x", b""),
    ])
    .expect("it is sound");
    assert_eq!(names(&out), ["data/2021/town/table.csv", "data/2022/town.csv", "b.csv", "c.csv"]);
    assert!(out.files.iter().all(|file| file.bytes == TABLE));
    assert_eq!(out.left_out.total, 0);
}

#[test]
fn a_single_file_is_meant_whatever_it_is_called() {
    assert_eq!(names(&unpacked(vec![file(".table", TABLE)]).expect("a file")), [".table"]);
    assert_eq!(refused(unpacked(Vec::new())).len(), 1);
    assert_eq!(refused(unpacked(vec![file("e.zip", zip(&[]))])).len(), 1, "an empty zip");
}

/// A hundred megabytes of zeros, as few bytes: nothing is unpacked beyond the limit, whatever the
/// archive says of its size.
#[test]
fn bombs_stop_at_the_limit() {
    let zeros = vec![0; 100_000_000];
    let limits = Limits { bytes: 10_000_000, ..Limits::default() };
    let bomb = zip(&[("small.csv", b"a,b"), ("zeros.csv", &zeros)]);
    let mut lying = bomb.clone();
    // The size as the list at the end tells it: eight bytes before the offset and the name.
    let size = 100_000_000_u32.to_le_bytes();
    let mut lies = 0;
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&3_u32.to_le_bytes());
            lies += 1;
        }
    }
    assert!(lies >= 1, "the size is told somewhere");
    let nested = zip(&[("zeros.csv.gz", &gzip(&zeros))]);
    let twice: Vec<(&str, &[u8])> = vec![("a", &zeros[..6_000_000]), ("b", &zeros[..6_000_000])];
    for (name, bytes) in [
        ("bomb.zip", bomb),
        ("lying.zip", lying),
        ("nested.zip", nested),
        ("zeros.gz", gzip(&zeros)),
        ("many.gz", [gzip(&zeros[..6_000_000]), gzip(&zeros[..6_000_000])].concat()),
        ("twice.zip", zip(&twice)),
        ("plain.csv", zeros[..10_000_001].to_vec()),
    ] {
        let said = refused(unpack(vec![file(name, bytes)], &limits, &mut on));
        assert!(said.len() == 1 && said[0].starts_with(name), "{said:?}");
        assert!(said[0].contains("more than 10 MB once unpacked"), "{said:?}");
    }
}

#[test]
fn too_many_files_are_refused_before_they_are_unpacked() {
    let limits = Limits { files: 3, ..Limits::default() };
    let four = zip(&[("a", b"1"), ("b", b"2"), ("c", b"3"), ("d", b"4")]);
    assert_eq!(
        refused(unpack(vec![file("four.zip", &four)], &limits, &mut on)),
        ["four.zip: more than 3 files, which is more than is opened here; bring a part of them"]
    );
    let brought = (0..4).map(|number| file(&format!("{number}.csv"), TABLE)).collect();
    assert_eq!(refused(unpack(brought, &limits, &mut on)).len(), 1);
    // A few bytes that claim more files than a memory holds: none is set aside for them.
    let mut claiming = vec![b'x'; 5_000_000];
    claiming.splice(0..4, *b"PK\x03\x04");
    let list = claiming.len() as u64;
    claiming.extend(b"PK\x06\x06");
    claiming.extend(44_u64.to_le_bytes());
    claiming.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [4_000_000_u64, 4_000_000, 0, list] {
        claiming.extend(number.to_le_bytes());
    }
    claiming.extend(b"PK\x06\x07\0\0\0\0");
    claiming.extend(list.to_le_bytes());
    claiming.extend(1_u32.to_le_bytes());
    claiming.extend(b"PK\x05\x06\0\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\0\0");
    let said = refused(unpacked(vec![file("claims.zip", claiming)]));
    assert!(said[0].contains("more than 20000 files"), "{said:?}");
}

/// A zip with the large numbers that it needs beyond four gigabytes is a zip.
#[test]
fn zip64_is_read() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().large_file(true);
    writer.start_file("table.csv", options).expect("a new name");
    writer.write_all(TABLE).expect("memory");
    let bytes = writer.finish().expect("memory").into_inner();
    assert_eq!(unpacked(vec![file("large.zip", bytes)]).expect("it is sound").files[0].bytes, TABLE);
}

/// Bytes that cannot be packed much smaller.
fn noise() -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as u8
    };
    (0..50_000).map(|_| next()).collect()
}

#[test]
fn half_archives_say_so() {
    let noise = noise();
    let whole = zip(&[("a.csv", &noise), ("b.csv", TABLE)]);
    let packed = gzip(&noise);
    for part in [2, 3, 10] {
        for (name, bytes) in
            [("half.zip", &whole[..whole.len() / part]), ("half.gz", &packed[..packed.len() / part])]
        {
            let said = refused(unpacked(vec![file(name, bytes)]));
            assert_eq!(
                said,
                [format!("{name}: the archive ends before it is complete; download or copy it again")]
            );
        }
    }
}

#[test]
fn broken_bytes_are_found() {
    let noise = noise();
    let mut bytes = zip(&[("a.csv", &noise), ("b.csv", TABLE)]);
    bytes[20_000] ^= 0xff;
    let out = unpacked(vec![file("broken.zip", &bytes)]).expect("the other is sound");
    assert_eq!(names(&out), ["b.csv"]);
    let said = out.left_out.first[0].to_string();
    assert!(said.starts_with("broken.zip: a.csv: the archive is damaged ("), "{said}");
    let mut packed = gzip(&noise);
    packed[20_000] ^= 0xff;
    let said = refused(unpacked(vec![file("broken.gz", packed)]));
    assert!(said[0].starts_with("broken.gz: the archive "), "{said:?}");
    let said = refused(unpacked(vec![file("no.zip", b"PK\x03\x04 and then nothing of a zip PK\x05\x06")]));
    assert!(said[0].starts_with("no.zip: the archive is damaged ("), "{said:?}");
}

/// A zip of one stored file, with these flags and this method.
fn marked(flags: u16, method: u16) -> Vec<u8> {
    let mut bytes = zip(&[("a.csv", TABLE)]);
    let find = |bytes: &[u8], mark: &[u8]| bytes.windows(4).position(|part| part == mark).expect("a record");
    for (mark, at) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let record = find(&bytes, mark) + at;
        bytes[record] |= flags.to_le_bytes()[0];
        bytes[record + 2..record + 4].copy_from_slice(&method.to_le_bytes());
    }
    bytes
}

#[test]
fn what_cannot_be_unpacked_says_why_and_what_to_do() {
    let inner = zip(&[("a.csv", TABLE)]);
    for (bytes, told) in [
        (marked(1, 8), "it is encrypted; unpack it with its password and bring what was in it"),
        (
            marked(0, 14),
            "it is packed with LZMA; pack it anew as an ordinary zip (Deflate), or bring it unpacked",
        ),
        (marked(0, 9), "it is packed with Deflate64; "),
        (marked(0, 93), "it is packed with Zstandard; "),
        (marked(0, 77), "it is packed with method 77; "),
        (zip(&[("a.csv", &inner)]), "an archive in an archive; unpack it and bring what is in it"),
        (zip(&[("a.csv", &gzip(&inner))]), "an archive in an archive; "),
        (zip(&[("a.csv", &gzip(&gzip(TABLE)))]), "an archive in an archive; "),
    ] {
        let said = refused(unpacked(vec![file("all.zip", bytes)]));
        assert!(said.len() == 1 && said[0].starts_with(&format!("all.zip: a.csv: {told}")), "{said:?}");
    }
    let said = refused(unpacked(vec![file("twice.gz", gzip(&inner))]));
    assert!(said[0].starts_with("twice.gz: an archive in an archive"), "{said:?}");
}

#[test]
fn spreadsheets_are_told_from_archives() {
    for (names, told) in [
        (
            vec!["[Content_Types].xml", "xl/workbook.xml"],
            "t.zip: it is a spreadsheet of Excel; save the sheet as CSV",
        ),
        (
            vec!["[Content_Types].xml", "word/document.xml"],
            "t.zip: it is an Office document; bring a *.stand",
        ),
        (
            vec!["mimetype", "content.xml"],
            "t.zip: it is a spreadsheet or document of LibreOffice; save the sheet",
        ),
    ] {
        let files: Vec<(&str, &[u8])> = names.into_iter().map(|name| (name, &b"<x/>"[..])).collect();
        let said = refused(unpacked(vec![file("t.zip", zip(&files))]));
        assert!(said[0].starts_with(told), "{said:?}");
    }
}
