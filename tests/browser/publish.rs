//! Guards the walk of a publisher: what docs/publish.md says, done literally, gives a site with the
//! example corpus that works under a path of its host.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::helpers::visit_folder;

/// The folders that the walk makes in the project's own, as a publisher would.
const MADE: [&str; 3] = ["my-corpus", "my-texts", "my-host"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Removes what the walk made, whatever becomes of the test.
struct Tidy;

impl Drop for Tidy {
    fn drop(&mut self) {
        for made in MADE {
            fs::remove_dir_all(root().join(made)).ok();
        }
    }
}

/// The commands of the walk, in order.
fn commands() -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/publish.md")).expect("docs/publish.md");
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split_once("```"));
    blocks.flat_map(|(block, _)| block.lines()).map(str::to_owned).collect()
}

/// What a command says, which must succeed.
fn run(command: &str) -> String {
    let mut shell = Command::new("bash");
    shell.args(["-euo", "pipefail", "-c", command]).current_dir(root());
    // A publisher's shell knows nothing of the make that runs this test.
    for name in ["MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "CARGO_MANIFEST_DIR"] {
        shell.env_remove(name);
    }
    let out = shell.output().expect("a shell");
    let said = [out.stdout, out.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(out.status.success(), "{command}\n{said}");
    said
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).expect("a file")).expect("JSON")
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The stances of each proposition and source, from the corpus's files.
fn cells() -> BTreeMap<(String, String), usize> {
    let mut cells: BTreeMap<_, usize> = BTreeMap::new();
    for file in files(&root().join("example/corpus/sources")) {
        let source = read_json(&file);
        for argument in source["arguments"].as_array().expect("arguments") {
            for stance in argument["stances"].as_array().into_iter().flatten() {
                let text = |value: &Value| value.as_str().expect("a name").to_owned();
                *cells.entry((text(&stance["proposition"]), text(&source["id"]))).or_default() += 1;
            }
        }
    }
    cells
}

#[test]
fn the_walk_to_a_site_of_ones_own_can_be_followed() {
    assert!(
        MADE.iter().all(|made| !root().join(made).exists()),
        "remove {MADE:?} first: the walk makes them"
    );
    let _tidy = Tidy;
    let commands = commands();
    let (serve, others): (Vec<&String>, Vec<&String>) =
        commands.iter().partition(|command| command.contains("-- serve "));
    // The last step is to look at the site; the browser below does.
    assert_eq!(serve.len(), 1, "{commands:?}");
    assert_eq!(others.len(), 6, "{commands:?}");
    let said: String = others.into_iter().map(|command| run(command)).collect();
    assert!(said.contains("37 arguments") && said.contains("anchors checked"), "{said}");
    assert!(said.contains("presence alpha 0.929"), "{said}");

    let host = root().join("my-host");
    let site = host.join("debate");
    let page = fs::read_to_string(site.join("index.html")).expect("a page");
    for part in [
        "<link rel=\"canonical\" href=\"https://example.org/debate/\">",
        "<meta property=\"og:image\" content=\"https://example.org/debate/card.png\">",
        "Should Brackmere close its Market Square to cars?",
    ] {
        assert!(page.contains(part), "the page lacks {part}");
    }
    for file in files(&site) {
        let bytes = fs::read(&file).expect("a file");
        // Nothing of the bundled corpus goes along.
        assert!(!bytes.windows(11).any(|part| part == b"North Korea"), "{}", file.display());
        if file.extension().is_some_and(|ending| ending == "br") {
            let mut plain = Vec::new();
            brotli::Decompressor::new(bytes.as_slice(), 4096).read_to_end(&mut plain).expect("brotli");
            assert!(plain == fs::read(file.with_extension("")).expect("the file"), "{}", file.display());
        }
    }

    let cells = cells();
    visit_folder(&host, "debate/#/matrix", async |reader| {
        let shown: BTreeMap<String, usize> = reader
            .ask(
                "return Object.fromEntries([...document.querySelectorAll('table.matrix td[data-column]')]
                    .map(cell => [cell.dataset.row + ' ' + cell.dataset.column, Number(cell.textContent.match(/\\d+/)?.[0] ?? 0)]))",
                Value::Null,
            )
            .await;
        assert!(shown.len() >= cells.len(), "{shown:?}");
        for ((row, column), number) in &cells {
            assert_eq!(shown.get(&format!("{row} {column}")), Some(number), "{row} in {column}");
        }
        // The texts may be redistributed, so the page has them, and every passage is found.
        reader.open("debate/#/sources?at=memo-2025").await;
        reader.wait_for(".copy-text mark").await;
        let tally = reader.text(".tally").await;
        let exact = read_json(&root().join("example/corpus/sources/memo-2025.json"))["arguments"]
            .as_array()
            .map_or(0, Vec::len);
        assert!(tally.starts_with(&format!("{exact} found exactly")) && tally.contains("0 lost"), "{tally}");
        reader
            .wait_with(
                "the worker of this path",
                "return navigator.serviceWorker.controller?.scriptURL === arguments[0]",
                json!(format!("{}debate/worker.js", reader.base)),
            )
            .await;
    });
}
