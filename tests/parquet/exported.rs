//! Corpora that were written as tables by the tool.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use standpoint::corpus::Corpus;
use standpoint::corpus::written::{CorpusFile, EvidenceFile};

use crate::common::{corpora, load};

/// How many random corpora are compared.
const RANDOM: usize = 12;

/// A folder of its own, removed when it is no longer needed.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let unique =
            format!("standpoint-tables-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(std::env::temp_dir().join(unique));
        std::fs::create_dir_all(&folder.0).expect("a writable folder");
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// What the tool says: results, errors, and whether it is content.
pub fn tool(arguments: &[&Path]) -> (String, String, bool) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_standpoint-tool")).args(arguments).output().expect("the tool runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.success())
}

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
