//! The folder is written whole or not at all, and nothing that is not ours is lost.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::tool::{Folder, tool};

fn export(corpus: &Path, out: &Path) -> (String, String, bool) {
    tool(&[Path::new("parquet"), corpus, Path::new("--out"), out])
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example/corpus")
}

/// Every file of a folder with what is in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let of = |path: PathBuf| (path.file_name().expect("a name").display().to_string(), fs::read(&path));
    entries.map(|entry| of(entry.path())).map(|(name, bytes)| (name, bytes.unwrap_or_default())).collect()
}

#[test]
fn a_folder_from_before_is_replaced_by_the_same_bytes() {
    let folder = Folder::new();
    let out = folder.0.join("new/tables");
    let (told, _, content) = export(&example(), &out);
    assert!(content && told.contains("rows of sources "), "{told}");
    let first = files(&out);
    assert_eq!(first.len(), 8);
    fs::write(out.join("units.parquet"), "damaged").expect("a writable folder");
    fs::remove_file(out.join("about.parquet")).expect("it was there");
    let (_, told, content) = export(&example(), &out);
    assert!(content, "{told}");
    assert!(files(&out) == first, "another export of the same corpus differs");
    assert_eq!(files(out.parent().expect("a parent")).into_keys().collect::<Vec<_>>(), ["tables"]);
}

#[test]
fn what_is_not_ours_stays() {
    let folder = Folder::new();
    fs::write(folder.0.join("diary.txt"), "dear").expect("a writable folder");
    let (_, told, content) = export(&example(), &folder.0);
    let expected = format!(
        "{}: has diary.txt in it, which is none of the tables; name a new folder or an empty one\n",
        folder.0.display()
    );
    assert_eq!((told, content), (expected, false));
    assert_eq!(files(&folder.0).into_keys().collect::<Vec<_>>(), ["diary.txt"]);

    let file = folder.0.join("diary.txt");
    let (_, told, content) = export(&example(), &file);
    assert!(!content && told.starts_with(&format!("{}: ", file.display())), "{told}");
    assert_eq!(fs::read_to_string(file).expect("it is there"), "dear");
}

#[test]
fn a_corpus_with_errors_leaves_nothing() {
    let folder = Folder::new();
    let corpus = folder.0.join("corpus.json");
    fs::write(&corpus, "{\"format\": \"standpoint/1\"}").expect("a writable folder");
    let (_, told, content) = export(&corpus, &folder.0.join("tables"));
    assert!(!content && told.contains("missing field"), "{told}");
    assert_eq!(files(&folder.0).into_keys().collect::<Vec<_>>(), ["corpus.json"]);

    let (_, told, content) = tool(&[Path::new("parquet"), &corpus]);
    assert_eq!((told.as_str(), content), ("parquet needs --out DIR, the folder to write\n", false));
}
