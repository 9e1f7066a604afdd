//! Times of the published page, beside the smallest page that Leptos can make, and what Lighthouse
//! says of it. (What it weighs is a matter of `standpoint-tool budget`.)
//!
//! Run by `make bench`. Two folders are measured: the app's (`STANDPOINT_DIST`) and the minimal
//! page's (`STANDPOINT_MINIMAL`). Times are taken inside the page, in a Chromium that a
//! chromedriver starts; every wait is for a condition.

mod common;

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use common::{Fallible, Program, Sample, machine, open_browser};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// How often Lighthouse looks at the page; the median counts.
const LIGHTHOUSES: usize = 5;
/// The most that navigation to an interactive matrix may take, over the minimal page's time.
const MOST_RATIO: f64 = 1.5;
/// Loads of each page before the measured ones, and measured.
const WARM_UPS: usize = 2;
const ROUNDS: usize = 15;
/// Filter changes on each page: every second one takes the one before back.
const CHANGES: usize = 64;
/// Typed letter by letter, then deleted letter by letter.
const WORDS: [&str; 5] = ["sanctions", "nato", "influence", "ukraine", "russia"];

/// In every page: a promise of the time of the first frame after the content is there and answers:
/// of the app when it has taken over what the page brought, of the minimal page when it has drawn.
const WATCH: &str = r"
window.firstFrame = new Promise(done => new MutationObserver((_, observer) => {
  if (!document.querySelector('#app[aria-busy=false], h1.ready')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => done(performance.now())));
}).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-busy'] }));";

/// Before each of the scripts below. `measure` does something and gives the milliseconds to the
/// next frame and those spent in script: until the first task or frame after the event. Whatever
/// is done must show in the chips of what narrows.
const MEASURE: &str = r"
const [what, done] = [arguments[0], arguments[arguments.length - 1]];
const task = () => new Promise(then => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => { channel.port1.close(); then(performance.now()); };
  channel.port2.postMessage(null);
});
const painted = () => new Promise(then => requestAnimationFrame(() => task().then(then)));
const settled = async () => { await painted(); await painted(); await new Promise(requestIdleCallback); };
const chips = () => document.querySelector('.chips')?.textContent ?? '';
const measure = async act => {
  await settled();
  const before = chips();
  await task();
  const after = Promise.race([task(), new Promise(requestAnimationFrame).then(() => performance.now())]);
  const frame = painted();
  const from = performance.now();
  act();
  const script = await after - from, total = await frame - from;
  if (chips() === before) throw new Error('nothing changed');
  return [total, script];
};
const all = async acts => { const times = []; for (const act of acts) times.push(await measure(act)); return times; };
const report = acts => all(acts).then(done, error => done(String(error)));
";

/// Ticks and unticks boxes spread over all facets.
const FACETS: &str = r"
const boxes = () => document.querySelectorAll('.facets input[type=checkbox]');
if (!boxes().length) document.querySelector('.drawer-button').click();
settled().then(() => {
  const count = boxes().length;
  report(Array.from({ length: what }, (_, at) => () => boxes()[(at >> 1) * 7 % count].click()));
});
";

/// Types words letter by letter into the search, and deletes them again.
const SEARCH: &str = r"
const type = text => () => {
  const field = document.querySelector('#search');
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
const ends = word => Array.from(word, (_, at) => at + 1);
report(what.flatMap(word => [...ends(word), ...ends(word).reverse().map(end => end - 1)]
  .map(end => type(word.slice(0, end)))));
";

/// A server of this folder.
fn serve(dir: &Path, more: &[&str]) -> Fallible<Program> {
    let mut arguments = vec!["serve".as_ref(), dir.as_os_str(), "--port".as_ref(), "0".as_ref()];
    arguments.extend(more.iter().map(OsStr::new));
    Program::start(env!("CARGO_BIN_EXE_standpoint-tool"), &arguments, "http://")
}

/// Median, least and most.
fn spread(sample: &Sample) -> String {
    format!("{:>10.1}{:>10.1}{:>10.1}", sample.median(), sample.quantile(0.0), sample.quantile(1.0))
}

/// Median, 95th percentile and most.
fn tail(sample: &Sample) -> String {
    format!("{:>10.1}{:>10.1}{:>10.1}", sample.median(), sample.quantile(0.95), sample.quantile(1.0))
}

/// A new tab, watched; the tab before is closed. Without a cache, a page in it finds a process that
/// knows neither its files nor its compiled code.
async fn fresh_tab(browser: &WebDriver, cached: bool) -> Fallible<()> {
    let tab = browser.new_tab().await?;
    browser.close_window().await?;
    browser.switch_to_window(tab).await?;
    let devtools = browser.cdp();
    devtools.send_raw("Network.enable", json!({})).await?;
    devtools.send_raw("Network.setCacheDisabled", json!({ "cacheDisabled": !cached })).await?;
    // From the network: past the worker, which keeps the page.
    devtools.send_raw("Network.setBypassServiceWorker", json!({ "bypass": !cached })).await?;
    devtools.send_raw("Page.addScriptToEvaluateOnNewDocument", json!({ "source": WATCH })).await?;
    Ok(())
}

/// Opens a page in a fresh tab: milliseconds from navigation to the first frame that answers.
async fn load(browser: &WebDriver, address: &str, cached: bool) -> Fallible<f64> {
    fresh_tab(browser, cached).await?;
    browser.goto(address).await?;
    let script = "window.firstFrame.then(arguments[arguments.length - 1]);";
    let time = browser.execute_async(script, vec![]).await?;
    time.json().as_f64().ok_or_else(|| format!("{address}: no first frame").into())
}

/// Times loads of both pages by turns; gives the median ratio of pairs.
async fn time_loads(browser: &WebDriver, app: &str, minimal: &str, cached: bool) -> Fallible<f64> {
    let (mut of_app, mut of_minimal) = (Vec::new(), Vec::new());
    for round in 0..WARM_UPS + ROUNDS {
        let pair = (load(browser, app, cached).await?, load(browser, minimal, cached).await?);
        if round >= WARM_UPS {
            of_app.push(pair.0);
            of_minimal.push(pair.1);
        }
    }
    let ratios = of_app.iter().zip(&of_minimal).map(|(app, minimal)| app / minimal).collect();
    let from = if cached { "cache" } else { "network" };
    let title = format!("From the {from}, {ROUNDS} loads: ms");
    println!("\n{title:<44}{:>10}{:>10}{:>10}", "median", "min", "max");
    println!("  {:<42}{}", "app, matrix on screen and answering", spread(&Sample::new(of_app)));
    println!("  {:<42}{}", "minimal page, heading on screen", spread(&Sample::new(of_minimal)));
    let ratios = Sample::new(ratios);
    println!("  {:<42}{:>10.2}", "app to minimal, by pairs", ratios.median());
    Ok(ratios.median())
}

/// The scores that Lighthouse gives on its mobile profile, with their names: medians.
fn lighthouse(address: &str) -> Fallible<Vec<(String, f64)>> {
    let mut scores: Vec<(String, Vec<f64>)> = Vec::new();
    for _ in 0..LIGHTHOUSES {
        let out = Command::new("lighthouse")
            .args([
                address,
                "--quiet",
                "--output=json",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
            ])
            .output()
            .map_err(|error| format!("lighthouse does not start: {error}"))?;
        let report: Value = serde_json::from_slice(&out.stdout)
            .map_err(|_| format!("lighthouse: {}", String::from_utf8_lossy(&out.stderr)))?;
        for (name, category) in report["categories"].as_object().ok_or("lighthouse: no categories")? {
            let score = category["score"].as_f64().unwrap_or(0.0) * 100.0;
            match scores.iter_mut().find(|(known, _)| known == name) {
                Some((_, scores)) => scores.push(score),
                None => scores.push((name.clone(), vec![score])),
            }
        }
    }
    Ok(scores.into_iter().map(|(name, scores)| (name, Sample::new(scores).median())).collect())
}

/// Measures what a script does on a page, and prints a row.
async fn time_changes(
    browser: &WebDriver,
    what: &str,
    page: &str,
    script: &str,
    with: Value,
) -> Fallible<()> {
    load(browser, page, false).await?;
    let times = browser.execute_async(format!("{MEASURE}{script}"), vec![with]).await?;
    let times: Vec<(f64, f64)> =
        serde_json::from_value(times.json().clone()).map_err(|_| format!("{what}: {}", times.json()))?;
    let (total, in_script): (Vec<f64>, Vec<f64>) = times.into_iter().unzip();
    let what = format!("{what} ({})", total.len());
    println!("  {what:<42}{}{}", tail(&Sample::new(total)), tail(&Sample::new(in_script)));
    Ok(())
}

async fn time_all_changes(browser: &WebDriver, app: &str) -> Fallible<()> {
    println!("\n{:<44}{:>30}{:>30}", "Change to next frame: ms", "in all", "of it in script");
    let three = format!("{:>10}{:>10}{:>10}", "median", "95 %", "max");
    println!("{:<44}{three}{three}", "");
    let (matrix, arguments) = (format!("{app}#/matrix"), format!("{app}#/arguments"));
    time_changes(browser, "facet on Arguments", &arguments, FACETS, json!(CHANGES)).await?;
    time_changes(browser, "facet on Matrix", &matrix, FACETS, json!(CHANGES)).await?;
    time_changes(browser, "letter in the search on Arguments", &arguments, SEARCH, json!(WORDS)).await
}

/// Prints all times; gives what is worse than it should be.
async fn time(browser: &WebDriver, app: &str, minimal: &str) -> Fallible<Vec<String>> {
    println!("\nTimes on {}", machine(browser).await?);
    let mut faults = Vec::new();
    for cached in [false, true] {
        let ratio = time_loads(browser, app, minimal, cached).await?;
        if ratio > MOST_RATIO {
            faults.push(format!(
                "the app takes {ratio:.2} times the minimal page's time, more than {MOST_RATIO}"
            ));
        }
    }
    time_all_changes(browser, app).await?;
    Ok(faults)
}

async fn run() -> Fallible<()> {
    let folder = |name: &str, usual: &str| env::var_os(name).map_or_else(|| usual.into(), PathBuf::from);
    let app = folder("STANDPOINT_DIST", "site");
    let minimal = folder("STANDPOINT_MINIMAL", "benches/minimal/dist");
    // The app's policy would stop the minimal page, so that is served without headers.
    let (app, minimal) = (serve(&app, &[])?, serve(&minimal, &["--plain"])?);
    let address = |program: &Program| format!("{}/", program.greeting);
    println!("{:<44}{:>10}", format!("Lighthouse, mobile, median of {LIGHTHOUSES}"), "score");
    let scores = lighthouse(&address(&app))?;
    scores.iter().for_each(|(name, score)| println!("  {name:<42}{score:>10.0}"));
    let driver = Program::driver()?;
    let browser = open_browser(&driver, Duration::from_secs(120), &[]).await?;
    let timed = time(&browser, &address(&app), &address(&minimal)).await;
    browser.quit().await?;
    let mut faults = timed?;
    let low = scores.iter().filter(|(_, score)| *score < 100.0);
    faults.extend(low.map(|(name, score)| format!("Lighthouse gives {score:.0} for {name}")));
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
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
