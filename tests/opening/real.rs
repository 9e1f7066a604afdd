//! Three real elections, where they are at hand: they carry no licence, so the repository has none
//! of them. Counted here apart from the reader, and compared with the published counts.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use standpoint::corpus::Stance;
use standpoint::opening::{Kind, election, kind};

use super::*;

/// The published counts: parties, theses, and answers that agree, disagree, are neutral.
const PUBLISHED: [(&str, [usize; 5]); 3] = [
    ("2017/nordrheinwestfalen", [29, 38, 519, 409, 174]),
    ("2019/europa", [40, 38, 703, 611, 206]),
    ("2021/deutschland", [38, 38, 676, 563, 205]),
];

fn collection() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/qual-o-mat");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: ../shared/corpora/qual-o-mat is not there, so no real election was read");
    None
}

fn folder(collection: &Path, path: &str) -> Vec<Brought> {
    let read = fs::read_dir(collection.join("data").join(path)).expect("the election's folder");
    let mut files: Vec<Brought> = read
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = format!("data/{path}/{}", entry.file_name().to_string_lossy());
            file(&name, fs::read(entry.path()).expect("a file"))
        })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The same counts, straight from the files.
fn counted(files: &[Brought]) -> [usize; 5] {
    let json = |name: &str| -> Vec<Value> {
        let file = files.iter().find(|file| file.name.ends_with(&format!("/{name}.json"))).expect("a file");
        serde_json::from_slice(&file.bytes).expect("JSON")
    };
    let answers: HashMap<u64, String> = json("answer")
        .iter()
        .map(|row| {
            (row["id"].as_u64().expect("a number"), row["message"].as_str().expect("a text").to_owned())
        })
        .collect();
    let opinions = json("opinion");
    let of = |message: &str| {
        opinions.iter().filter(|row| answers[&row["answer"].as_u64().expect("a number")] == message).count()
    };
    [json("party").len(), json("statement").len(), of("Stimme zu"), of("Stimme nicht zu"), of("Neutral")]
}

fn opened(files: &[Brought]) -> Opened {
    let Ok(Kind::Elections(folders)) = kind(files) else { panic!("it is taken for something else") };
    let opened = election::read(files, &folders, &mut on).expect("it is sound");
    assert_eq!((left_out(&opened), remarks(&opened)), (vec![], vec![]));
    opened
}

fn stances(opened: &Opened) -> [usize; 3] {
    let corpus = checked(opened);
    [Stance::Affirms, Stance::Rejects, Stance::Ambivalent]
        .map(|stance| corpus.statements.iter().filter(|row| row.stance == stance).count())
}

#[test]
fn real_elections_have_the_published_counts() {
    let Some(collection) = collection() else { return };
    let mut all = Vec::new();
    for (path, published) in PUBLISHED {
        let files = folder(&collection, path);
        assert_eq!(counted(&files), published, "{path}");
        let opened = opened(&files);
        let corpus = checked(&opened);
        let [agree, disagree, neutral] = stances(&opened);
        assert_eq!(
            [corpus.actors.len(), corpus.propositions.len(), agree, disagree, neutral],
            published,
            "{path}"
        );
        assert_eq!(corpus.sources.len(), published[0]);
        assert_eq!(corpus.issues.len(), 1);
        all.extend(files);
    }
    let together = opened(&all);
    let corpus = checked(&together);
    assert_eq!(stances(&together), [519 + 703 + 676, 409 + 611 + 563, 174 + 206 + 205]);
    assert_eq!((corpus.sources.len(), corpus.propositions.len(), corpus.issues.len()), (107, 114, 3));
    assert!(corpus.actors.len() < 107, "the same party is one actor: {}", corpus.actors.len());
    // As one archive it is the same.
    let packed: Vec<(&str, &[u8])> = all.iter().map(|file| (file.name.as_str(), &file.bytes[..])).collect();
    let out = unpacked(vec![file("archive.zip", zip(&packed))]).expect("it is sound");
    assert_eq!(opened(&out.files), together);
}
