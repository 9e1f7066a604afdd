//! The licences of what the program is built from: most ask that their text goes with every copy.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What is built into the program without being a package.
const STANDARD: &str = "Rust's standard library (MIT OR Apache-2.0), https://www.rust-lang.org\n\
    Copyright (c) The Rust Project Contributors\n";

/// Stands above each text.
const RULE: &str = "------------------------------------------------------------------------";

/// All packages that are built into the program, with their licences; each text once.
///
/// # Errors
/// Cargo does not say what the program is built from.
pub fn text() -> Result<String, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--locked",
            "--filter-platform",
            "wasm32-unknown-unknown",
        ])
        .output()
        .map_err(|error| format!("cargo does not start: {error}"))?;
    if !out.status.success() {
        return Err(format!("cargo metadata: {}", String::from_utf8_lossy(&out.stderr)));
    }
    let all: Value =
        serde_json::from_slice(&out.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut texts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in built_in(&all) {
        let field = |name: &str| package[name].as_str().unwrap_or_default();
        let name = format!("{} {} ({})", field("name"), field("version"), field("license"));
        let folder = Path::new(field("manifest_path")).parent().unwrap_or(Path::new(""));
        let text = licence(folder).unwrap_or_else(|| {
            // Some packages name their licence without its text.
            let people: Vec<&str> = list(package, "authors").filter_map(Value::as_str).collect();
            format!("{}\n{}\n", field("repository"), people.join(", "))
        });
        texts.entry(text).or_default().insert(name);
    }
    let mut out = format!("The program of this page is built from these packages.\n\n{STANDARD}");
    for (text, names) in texts {
        let names: Vec<String> = names.into_iter().collect();
        out.push_str(&format!("\n{RULE}\n\n{}\n\n{text}", names.join("\n")));
    }
    Ok(out)
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value[name].as_array().into_iter().flatten()
}

/// The packages whose code is in the program: not those that only run while it is built.
fn built_in(all: &Value) -> Vec<&Value> {
    let runs_before = |package: &Value| {
        list(package, "targets").any(|target| list(target, "kind").any(|kind| kind == "proc-macro"))
    };
    let packages: BTreeMap<&str, &Value> =
        list(all, "packages").filter_map(|package| Some((package["id"].as_str()?, package))).collect();
    let nodes: BTreeMap<&str, &Value> =
        list(&all["resolve"], "nodes").filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let root = all["resolve"]["root"].as_str().unwrap_or_default();
    let (mut found, mut next) = (BTreeSet::new(), vec![root]);
    while let Some(id) = next.pop() {
        for needed in nodes.get(id).into_iter().flat_map(|node| list(node, "deps")) {
            let is_normal = list(needed, "dep_kinds").any(|kind| kind["kind"].is_null());
            let Some(id) = needed["pkg"].as_str().filter(|_| is_normal) else { continue };
            if packages.get(id).is_some_and(|package| !runs_before(package)) && found.insert(id) {
                next.push(id);
            }
        }
    }
    found.into_iter().filter_map(|id| packages.get(id).copied()).collect()
}

/// The texts of a package's licence; of those it leaves to choose from, MIT's.
fn licence(folder: &Path) -> Option<String> {
    let mut files: Vec<String> = fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            let name = name.to_ascii_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|word| name.starts_with(word))
        })
        .collect();
    files.sort();
    if let Some(chosen) = files.iter().find(|name| name.to_ascii_uppercase().contains("MIT")).cloned() {
        files = vec![chosen];
    }
    let texts: Vec<String> =
        files.iter().filter_map(|name| fs::read_to_string(folder.join(name)).ok()).collect();
    (!texts.is_empty()).then(|| texts.join("\n").replace('\r', ""))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::process::Command;

    #[test]
    fn every_package_that_cargo_tree_finds_is_named() {
        let out = Command::new(env!("CARGO"))
            .args(["tree", "--locked", "--target", "wasm32-unknown-unknown", "--prefix", "none"])
            .args(["--edges", "normal,no-proc-macro", "--format", "{p} {l}"])
            .output()
            .expect("cargo tree");
        let tree = String::from_utf8(out.stdout).expect("text");
        // A line is "serde v1.0.0 MIT OR Apache-2.0", and of a package told before "… (*)".
        let told: BTreeSet<String> = tree
            .lines()
            .skip(1)
            .filter_map(|line| {
                let (name, rest) = line.trim_end_matches(" (*)").split_once(" v")?;
                let (version, licence) = rest.split_once(' ')?;
                Some(format!("{name} {version} ({licence})"))
            })
            .collect();
        assert!(told.len() > 50, "{tree}");
        let text = super::text().expect("licences");
        // A part begins with the names, a line each.
        let parts = || text.split(super::RULE).skip(1).map(str::trim_start);
        let named: BTreeSet<String> = parts()
            .flat_map(|part| part.lines().take_while(|line| !line.is_empty()))
            .map(str::to_owned)
            .collect();
        let missing: Vec<&String> = told.difference(&named).collect();
        assert!(missing.is_empty(), "{missing:?}");
        // Of packages it names those as well that only another choice of features needs; no more.
        assert!(named.len() < told.len() + 10, "{:?}", named.difference(&told));
        let bare: Vec<&str> = parts().filter(|part| part.lines().count() < 3).collect();
        assert!(bare.is_empty(), "neither text nor author: {bare:?}");
    }
}
