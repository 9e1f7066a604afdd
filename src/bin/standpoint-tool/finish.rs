//! The build's last step, and the publisher's: a finished site from the program.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::site::{ASSETS, Site, make, read, read_text, squeeze};
use super::weight;

/// A setting of the environment.
fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Finishes the page in the folder where Trunk stages it.
pub fn finish() -> Result<(), String> {
    let staging = variable("TRUNK_STAGING_DIR")
        .ok_or("finish is called by Trunk, which names the folder in TRUNK_STAGING_DIR")?;
    let [wasm, glue] = program(&staging, "standpoint-")?;
    let engine = program(&staging, "standpoint-engine")?;
    let site = Site {
        wasm: reordered(&staging, wasm)?,
        glue: squeeze(called(&String::from_utf8_lossy(&glue))).into_bytes(),
        engine,
        template: read_text(&staging.join("index.html").display().to_string())?,
        corpus: &variable("STANDPOINT_CORPUS").unwrap_or_else(|| "corpus".into()),
        address: None,
        release: variable("TRUNK_PROFILE").is_some_and(|profile| profile.as_os_str() == "release"),
    };
    site.write(&staging)
}

/// Takes a program of Trunk's and its glue out of the folder.
fn program(staging: &Path, name: &str) -> Result<[Vec<u8>; 2], String> {
    let (mut glue, mut wasm) = (take(staging, name, ".js")?, take(staging, name, "_bg.wasm")?);
    number_names(&mut glue, &mut wasm);
    Ok([wasm, glue])
}

/// Publishes a corpus: the site of a built page with this corpus in it, in a folder of its own,
/// with compressed copies.
///
/// # Errors
/// The folder holds something else, the page is not built, or the corpus has errors.
pub fn publish(corpus: &Path, page: &Path, out: &Path, address: Option<String>) -> Result<(), String> {
    let holds = |file: &str| out.join(file).exists();
    let is_empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    let is_site = holds("worker.js") && holds(ASSETS);
    if !is_empty && !is_site {
        return Err(format!("{}: it holds something else; name an empty or a new folder", out.display()));
    }
    let built = page.join(ASSETS);
    let site = Site {
        wasm: read(&find(&built, "standpoint-", ".wasm")?)?,
        glue: read(&find(&built, "standpoint-", ".js")?)?,
        engine: [read(&find(&built, "engine-", ".wasm")?)?, read(&find(&built, "engine-", ".js")?)?],
        template: read_text("index.html")?,
        corpus,
        address,
        release: true,
    };
    if holds(ASSETS) {
        let old = out.join(ASSETS);
        fs::remove_dir_all(&old).map_err(|error| format!("{}: {error}", old.display()))?;
    }
    make(out)?;
    site.write(out)?;
    weight::compress(out)
}

/// The file whose name begins and ends so.
fn find(folder: &Path, start: &str, ending: &str) -> Result<PathBuf, String> {
    let missing = || format!("{}: no {start}*{ending}; build the page first (make build)", folder.display());
    let entries = fs::read_dir(folder).map_err(|_| missing())?;
    let mut paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let found = paths.find(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Both programs' names begin alike.
        let is_other = start == "standpoint-" && name.starts_with("standpoint-engine");
        name.starts_with(start) && name.ends_with(ending) && !is_other
    });
    found.ok_or_else(missing)
}

/// Takes a file of Trunk's out of the folder.
fn take(folder: &Path, start: &str, ending: &str) -> Result<Vec<u8>, String> {
    let path = find(folder, start, ending)?;
    let bytes = read(&path)?;
    fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(bytes)
}

/// The glue without the classes of a stream library that Leptos brings along: what they call is no
/// longer in the program (`--remove-exports` in index.html).
fn called(glue: &str) -> &str {
    glue.find("function __wbg_get_imports").map_or(glue, |at| &glue[at..])
}

/// The program with its functions in the order that compresses better: as they are, or ordered once
/// more by their use. Which it is changes with the program; it is worth up to two kilobytes.
fn reordered(folder: &Path, wasm: Vec<u8>) -> Result<Vec<u8>, String> {
    let (from, to) = (folder.join("from.wasm"), folder.join("to.wasm"));
    super::files::write(&from, &wasm)?;
    // What the program may use stands where Trunk calls the same tool.
    let settings = read_text("index.html")?;
    let features = settings.split([' ', '"']).filter(|word| word.starts_with("--enable-"));
    let done = std::process::Command::new("wasm-opt")
        .args(features)
        .args(["--reorder-functions".as_ref(), from.as_os_str(), "-o".as_ref(), to.as_os_str()])
        .status();
    let other = read(&to);
    [&from, &to].into_iter().for_each(|file| drop(fs::remove_file(file)));
    match done {
        Ok(status) if status.success() => {
            let other = other?;
            let less = weight::brotli(&other)?.len() < weight::brotli(&wasm)?.len();
            Ok(if less { other } else { wasm })
        }
        Ok(status) => Err(format!("wasm-opt: {status}")),
        Err(error) => Err(format!("wasm-opt does not start: {error}; make setup installs it")),
    }
}

/// Gives the names between the program and its glue numbers in place of their hashes, which are
/// random digits and so cannot be compressed: two kilobytes in both.
fn number_names(glue: &mut [u8], wasm: &mut [u8]) {
    const DIGITS: usize = 16;
    let is_hash = |word: &[u8]| {
        word.len() == DIGITS + 1
            && matches!(word[0], b'_' | b'h')
            && word[1..].iter().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte))
    };
    let hashes: BTreeSet<Vec<u8>> =
        glue.windows(DIGITS + 1).filter(|word| is_hash(word)).map(<[u8]>::to_vec).collect();
    for bytes in [glue, wasm] {
        for at in 0..bytes.len().saturating_sub(DIGITS) {
            let word = &bytes[at..=at + DIGITS];
            if let Some(number) = hashes.iter().position(|hash| is_hash(word) && hash == word) {
                // As long as before, so nothing else moves.
                bytes[at + 1..=at + DIGITS].copy_from_slice(format!("{number:016}").as_bytes());
            }
        }
    }
}
