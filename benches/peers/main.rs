//! The engine beside search libraries of JavaScript, in a browser: the same documents, the same
//! keystrokes, one engine after another, each in a browser of its own.
//!
//! Run by `make bench-engine`, which builds what it needs. Words: sizes of made-up collections, or
//! `elections` for those beside the project; without any, all of them.

#[path = "../common/mod.rs"]
mod common;
#[path = "../../src/bin/standpoint-tool/sample.rs"]
mod sample;

mod collection;
mod growth;
mod server;
mod tables;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;
use std::{env, fs};

use collection::Collection;
use common::{Fallible, Program, machine, open_browser};
use serde_json::{Value, json};
use tables::{Measured, Parts, Row};
use thirtyfour::prelude::*;

/// What is measured if nothing else is asked for, and at which of these the others are too.
const SIZES: [usize; 5] = [1_000, 10_000, 43_614, 100_000, 1_000_000];
const COMPARED: [usize; 2] = [43_614, 1_000_000];

/// An engine, as the page and as the table call it, and what it can: rank, forgive, count facets.
pub struct Engine {
    name: &'static str,
    /// As the table calls it.
    pub title: &'static str,
    /// The folder of its wasm, if it has one.
    wasm: Option<&'static str>,
    /// Whether it ranks, forgives a slip, counts facets.
    pub can: [&'static str; 3],
    /// The largest collection that it is tried with, and why no larger.
    most: Option<(usize, &'static str)>,
}

const ENGINES: [Engine; 6] = [
    Engine {
        name: "standpoint",
        title: "**Standpoint**",
        wasm: Some("wasm"),
        can: ["yes", "yes", "yes"],
        most: None,
    },
    Engine {
        name: "standpoint",
        title: "Standpoint, simd128",
        wasm: Some("simd"),
        can: ["yes", "yes", "yes"],
        most: None,
    },
    Engine {
        name: "minisearch",
        title: "MiniSearch + counting in JS",
        wasm: None,
        can: ["yes", "yes", "in JS"],
        most: None,
    },
    Engine { name: "oramajs", title: "Orama", wasm: None, can: ["yes", "yes", "yes"], most: None },
    Engine {
        name: "itemsjs",
        title: "itemsjs",
        wasm: None,
        can: ["yes", "no", "yes"],
        most: Some((200_000, "it keeps a set of all documents for each value: 58,824 theses alone")),
    },
    Engine {
        name: "flexsearch",
        title: "FlexSearch + counting in JS",
        wasm: None,
        can: ["by field", "no", "in JS"],
        most: None,
    },
];

/// Calls a function of the page.
async fn call(browser: &WebDriver, function: &str, with: Value) -> Fallible<Value> {
    let script = "const [name, value, done] = arguments; import('/page.js').then(page => page[name](value)) \
                  .then(value => done({ value }), error => done({ error: String(error) }));";
    let given = browser.execute_async(script, vec![json!(function), with]).await?.json().clone();
    match given["error"].as_str() {
        Some(error) => Err(error.into()),
        None => Ok(given["value"].clone()),
    }
}

/// Bytes that a page holds after everything unused is gone: objects and buffers, and of wasm.
async fn memory(browser: &WebDriver) -> Fallible<(f64, f64)> {
    let devtools = browser.cdp();
    devtools.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    devtools.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
    let usage = devtools.send_raw("Runtime.getHeapUsage", json!({})).await?;
    let of = |name: &str| usage[name].as_f64().unwrap_or(0.0);
    let wasm = call(browser, "memory", json!({})).await?.as_f64().unwrap_or(0.0);
    // Wasm's memory is a buffer too.
    let buffers = if wasm > 0.0 { 0.0 } else { of("backingStorageSize") };
    Ok((of("usedSize") + buffers, wasm))
}

/// What is measured of an engine with a collection, in a page of its own.
async fn in_page(
    browser: &WebDriver,
    engine: &Engine,
    what: &Collection,
    minutes: f64,
) -> Fallible<Measured> {
    let most = minutes * 60e3;
    let prepare = json!({
        "engine": engine.name, "wasm": engine.wasm, "most": most,
        "corpus": format!("/{}/corpus.json", what.name), "rows": format!("/{}/rows.ndjson", what.name),
    });
    let steps = call(browser, "prepare", prepare).await?;
    eprintln!("  {steps}");
    let held = memory(browser).await?;
    let ask = json!({ "keystrokes": what.keystrokes, "warm": what.warm, "most": most });
    let answers = call(browser, "answer", ask).await?;
    let parts: Option<Parts> = match engine.wasm {
        Some(_) => Some(serde_json::from_value(call(browser, "parted", json!(what.keystrokes)).await?)?),
        None => None,
    };
    // What answering takes belongs to it: of ours, which never gives memory back.
    let wasm = call(browser, "memory", json!({})).await?.as_f64().unwrap_or(0.0);
    Ok(Measured {
        times: serde_json::from_value(answers["times"].clone())?,
        counts: serde_json::from_value(answers["counts"].clone())?,
        steps,
        memory: held.0 + wasm.max(held.1),
        wasm,
        parts,
    })
}

/// Ends what is left of a browser with this folder.
fn end_browser(profile: &Path) {
    let Some(profile) = profile.to_str() else { return };
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
        let is_its = String::from_utf8_lossy(&line).contains(&format!("--user-data-dir={profile}"));
        if is_its {
            Command::new("kill").arg("-9").arg(entry.file_name()).status().ok();
        }
    }
    fs::remove_dir_all(profile).ok();
}

/// The same in a new browser; tells the machine too.
async fn measure(
    engine: &Engine,
    what: &Collection,
    port: u16,
    minutes: f64,
) -> Fallible<(Fallible<Measured>, String)> {
    let profile = env::temp_dir().join(format!("standpoint-bench-{}", std::process::id()));
    let option = format!("--user-data-dir={}", profile.display());
    let driver = Program::driver()?;
    let patience = Duration::from_secs_f64(minutes * 90.0 + 60.0);
    let browser = open_browser(&driver, patience, &[option]).await?;
    let machine = machine(&browser).await?;
    browser.goto(format!("http://127.0.0.1:{port}/")).await?;
    let measured = in_page(&browser, engine, what, minutes).await;
    if measured.is_ok() {
        browser.quit().await?;
    } else {
        browser.leak().ok();
    }
    end_browser(&profile);
    Ok((measured, machine))
}

/// Why an engine has no figures, for the table.
fn reason(error: &str, minutes: f64) -> String {
    let first = error.lines().next().unwrap_or_default();
    match first {
        _ if first.contains("crash") || first.contains("disconnected") => {
            "out of memory: the page crashed".into()
        }
        _ if first.contains("timed out")
            || first.contains("timeout")
            || first.contains("sending request") =>
        {
            format!("no answer in {} minutes", (minutes * 1.5 + 1.0).round())
        }
        _ if first.contains("took too long") => {
            format!("{} in {minutes} minutes", first.trim_start_matches("Error: "))
        }
        _ => first.replace('|', "/"),
    }
}

fn wanted(words: &[String]) -> (Vec<usize>, bool) {
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let elections = words.iter().any(|word| word == "elections");
    if sizes.is_empty() && !elections { (SIZES.to_vec(), true) } else { (sizes, elections) }
}

async fn run() -> Fallible<()> {
    let words: Vec<String> = env::args().skip(1).collect();
    let minutes: f64 = env::var("MINUTES").ok().and_then(|text| text.parse().ok()).unwrap_or(5.0);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built =
        env::var_os("STANDPOINT_ENGINE_PAGE").map_or_else(|| root.join("target/engine-page"), PathBuf::from);
    let port = server::serve(root.join("benches/engine-page"), built.clone())?;
    let (sizes, with_elections) = wanted(&words);
    let corpora = root.join("../shared/corpora/qual-o-mat/data");
    let mut rows: Vec<Row> = Vec::new();
    let mut told = String::new();
    let names = with_elections.then_some(None).into_iter().chain(sizes.into_iter().map(Some));
    for size in names {
        let what = match size {
            Some(size) => collection::made_up(size, &built)?,
            None if corpora.is_dir() => collection::elections(&corpora, &built)?,
            None => continue,
        };
        eprintln!("{}: {} statements, {} bytes", what.title, what.statements, what.bytes);
        for engine in &ENGINES {
            let is_compared =
                size.is_none_or(|size| COMPARED.contains(&size) || words.iter().any(|word| word == "all"));
            let is_built = engine.wasm.is_none_or(|folder| built.join(folder).is_dir());
            if !is_built || !(is_compared || engine.wasm == Some("wasm")) {
                continue;
            }
            let result = match engine.most {
                Some((most, why)) if what.statements > most => Err(format!("not tried: {why}")),
                _ => {
                    eprintln!(" {}", engine.title);
                    let (result, machine) = measure(engine, &what, port, minutes).await?;
                    told = machine;
                    result.map_err(|error| reason(&error.to_string(), minutes))
                }
            };
            if let Err(error) = &result {
                eprintln!("  {error}");
            }
            rows.push(Row::new(&what, engine, result));
        }
        fs::remove_dir_all(built.join(&what.name))?;
    }
    println!("{told}\n\n{}", tables::all(&rows));
    if let Some(picture) = tables::picture(&rows) {
        fs::write(built.join("growth.svg"), picture)?;
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error}");
            ExitCode::FAILURE
        }
    }
}
