//! Corpora that were written as tables by the tool.

use std::path::{Path, PathBuf};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use standpoint::corpus::Corpus;
use standpoint::corpus::written::{CorpusFile, EvidenceFile};

use crate::common::{corpora, load};
use crate::tool::{Folder, tool};

/// How many random corpora are compared.
const RANDOM: usize = 12;

/// A corpus, and a folder with its tables in it.
pub struct Exported {
    pub written: CorpusFile,
    pub corpus: Corpus,
    folder: Folder,
}

impl Exported {
    /// Writes the tables of a corpus that lies at this place.
    fn of(written: CorpusFile, at: &Path) -> Self {
        let exported = Exported { corpus: load(&written), written, folder: Folder::new() };
        let (_, told, content) = tool(&[Path::new("parquet"), at, Path::new("--out"), &exported.tables()]);
        assert!(content, "{told}");
        exported
    }

    pub fn tables(&self) -> PathBuf {
        self.folder.0.join("tables")
    }
}

/// The corpus of a folder beside the tests.
pub fn beside(name: &str) -> Exported {
    let at = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let folder = Folder::new();
    let packed = folder.0.join("packed.json");
    let (_, told, content) = tool(&[Path::new("pack"), &at, Path::new("--out"), &packed]);
    assert!(content, "{told}");
    let text = std::fs::read_to_string(packed).expect("it was just written");
    Exported::of(serde_json::from_str(&text).expect("a corpus"), &at)
}

/// Random corpora, the same every time, with what the maker leaves out: actors who are authors of
/// several sources, and evidence.
fn random() -> impl Iterator<Item = Exported> {
    let mut runner = TestRunner::deterministic();
    (0..RANDOM).map(move |_| {
        let mut file = corpora().new_tree(&mut runner).expect("a corpus").current().0;
        let author = file.codebook.actors.first().map(|actor| actor.id.clone());
        for source in file.sources.iter_mut().step_by(2) {
            source.author = author.clone();
            for argument in source.arguments.iter_mut().step_by(3) {
                let item = |kind: &str| EvidenceFile {
                    kind: kind.into(),
                    text: "\"Так,\" 1\u{2028}2\0".into(),
                    reference: None,
                    extra: Default::default(),
                };
                argument.evidence = vec![item("event"), item("figure")];
            }
        }
        let folder = Folder::new();
        let at = folder.0.join("corpus.json");
        std::fs::write(&at, serde_json::to_string(&file).expect("JSON")).expect("a writable folder");
        Exported::of(file, &at)
    })
}

/// The bundled corpus, the example, and random ones.
pub fn all() -> Vec<Exported> {
    ["corpus", "example/corpus"].map(beside).into_iter().chain(random()).collect()
}
