//! What the page weighs: compressing what ships, and holding it to its budget.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Endings of files that compression makes smaller.
const TEXTS: [&str; 8] = ["html", "js", "css", "wasm", "json", "svg", "webmanifest", "txt"];

/// Some bytes in brotli.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, String> {
    // Quality 11 and a window of 4 MB: the most that the format has for files of this size.
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(bytes).map_err(|error| error.to_string())?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    // Without a name or a time in it: the same bytes give the same file.
    let mut writer = flate2::GzBuilder::new().write(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())
}

/// All files in a folder, in order.
fn files(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a brotli and a gzip copy beside every file that gets smaller by it.
pub fn compress(dir: &Path) -> Result<(), String> {
    for path in files(dir)? {
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if !TEXTS.contains(&ending.as_str()) {
            continue;
        }
        let bytes = read(&path)?;
        for (packed, sign) in [(brotli(&bytes)?, "br"), (gzip(&bytes)?, "gz")] {
            if packed.len() < bytes.len() {
                super::files::write(&path.with_extension(format!("{ending}.{sign}")), packed)?;
            }
        }
    }
    Ok(())
}

/// What a first visit fetches: what the page's worker keeps, and the worker.
fn fetched(dir: &Path) -> Result<Vec<String>, String> {
    let worker = dir.join("worker.js");
    let text = String::from_utf8_lossy(&read(&worker)?).into_owned();
    let list = text.split_once("FILES = ").and_then(|(_, rest)| rest.split_once(';')).map(|(list, _)| list);
    let list: Vec<(String, String)> = list
        .and_then(|list| serde_json::from_str(list).ok())
        .ok_or_else(|| format!("{}: it has no list of files; build the page first", worker.display()))?;
    let plain = |(address, _): (String, String)| match address.trim_start_matches("./") {
        "" => "index.html".to_owned(),
        file => file.to_owned(),
    };
    Ok(list.into_iter().map(plain).chain(["worker.js".to_owned()]).collect())
}

/// Whether a name is of a pattern with at most one `*`.
fn fits(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((start, end)) => {
            name.len() >= start.len() + end.len() && name.starts_with(start) && name.ends_with(end)
        }
    }
}

/// Prints what each file of a first visit weighs in brotli, beside its budget in bytes.
///
/// # Errors
/// A file, or all together, weighs more than the budget allows; or the budget does not name it.
pub fn budget(dir: &Path, budget: &Path) -> Result<(), String> {
    let limits: Value =
        serde_json::from_slice(&read(budget)?).map_err(|error| format!("{}: {error}", budget.display()))?;
    let limits = limits.as_object().ok_or_else(|| format!("{}: not an object", budget.display()))?;
    let mut faults = Vec::new();
    let mut row = |name: &str, raw: usize, packed: usize| {
        let limit =
            limits.iter().find(|(pattern, _)| fits(pattern, name)).and_then(|(_, limit)| limit.as_u64());
        let Some(limit) = limit else {
            return faults.push(format!("{name} has no budget in {}", budget.display()));
        };
        println!("{name:<44}{raw:>9}{packed:>9}{limit:>9}");
        if packed as u64 > limit {
            faults.push(format!(
                "{name} weighs {packed} bytes, {} more than its budget",
                packed as u64 - limit
            ));
        }
    };
    println!("{:<44}{:>9}{:>9}{:>9}", "first visit, bytes", "raw", "brotli", "budget");
    let (mut raw, mut packed) = (0, 0);
    for name in fetched(dir)? {
        let bytes = read(&dir.join(&name))?;
        let weight = brotli(&bytes)?.len();
        row(&name, bytes.len(), weight);
        raw += bytes.len();
        packed += weight;
    }
    row("all", raw, packed);
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_stands_for_names_that_change() {
        assert!(fits("assets/a-*.js", "assets/a-0f.js") && fits("all", "all"));
        assert!(!fits("assets/a-*.js", "assets/b-0f.js") && !fits("ab*ba", "aba"));
    }
}
