//! How long a reader waits who opens a large collection in the page and types in its search.
//!
//! Run by `make bench`; words are sizes of made-up collections. `STANDPOINT_DIST` is the folder of the
//! page. Times are taken inside the page, in a Chromium that a chromedriver starts; every wait is for a
//! condition.

mod common;
#[path = "../src/bin/standpoint-tool/sample.rs"]
mod sample;

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::BufWriter;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use common::{Fallible, Program, Sample, machine, open_browser};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

/// Sizes that are measured if no others are asked for.
const SIZES: [usize; 4] = [4_066, 43_614, 100_000, 1_000_000];
/// How many keystrokes are typed; words end and are deleted again.
const KEYSTROKES: usize = 120;

/// From the moment at which the file is there: the time until the collection is shown and painted, and the
/// longest that a frame took meanwhile.
const OPEN: &str = r"
window.opened = new Promise(done => {
  addEventListener('change', ({ target }) => {
    if (!target.closest('.opening')) return;
    const from = performance.now();
    let last = from, longest = 0;
    const look = () => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
      const is = location.hash.includes('corpus=') && !document.querySelector('dialog[open]') && document.querySelector('.leave');
      if (!is) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => done([performance.now() - from, longest])));
    };
    look();
  }, true);
});";

/// Scrolls the list, some cards each frame, and jumps in it: how long each frame took.
const SCROLL: &str = r"
const [done] = arguments;
const times = [];
const step = last => requestAnimationFrame(now => {
  times.push(now - last);
  if (times.length === 300) return done(times);
  if (times.length % 50 === 0) scrollTo(0, document.documentElement.scrollHeight * times.length / 300);
  else scrollBy(0, 240);
  step(now);
});
requestAnimationFrame(step);";

/// Types each text in place of the one before: the time from the event until what it finds is painted.
const TYPE: &str = r"
const [texts, done] = arguments;
const frame = () => new Promise(then => requestAnimationFrame(() => setTimeout(then)));
const field = document.querySelector('#search');
const times = [];
(async () => {
  for (const text of texts) {
    await frame(); await frame();
    field.value = text;
    const shown = new Promise(then => {
      const observer = new MutationObserver(() => {
        if (document.querySelector('.chips [data-what=search] .value')?.textContent !== `“${text}”`) return;
        observer.disconnect();
        then();
      });
      observer.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true });
    });
    const from = performance.now();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await shown;
    await frame();
    times.push(performance.now() - from);
  }
  done(times);
})();";

/// What the renderers of a browser hold in memory, in bytes.
fn resident(profile: &Path) -> f64 {
    let sign = format!("--user-data-dir={}", profile.display());
    let of = |entry: fs::DirEntry| -> Option<f64> {
        let line = fs::read(entry.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        if !(line.contains(&sign) && line.contains("--type=renderer")) {
            return None;
        }
        let status = fs::read_to_string(entry.path().join("status")).ok()?;
        let row = status.lines().find(|row| row.starts_with("VmRSS:"))?;
        Some(row.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0)
    };
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(of).sum()
}

/// What is typed: words of the collection, letter by letter.
fn keystrokes(claims: &[String]) -> Vec<String> {
    let words = claims.iter().flat_map(|claim| claim.split(' ').filter(|word| word.len() > 4).take(2));
    let mut typed = Vec::new();
    for word in words {
        typed.extend(word.char_indices().skip(1).map(|(end, _)| word[..end].to_owned()));
    }
    typed.truncate(KEYSTROKES);
    typed
}

async fn measure(size: usize, address: &str, folder: &Path) -> Fallible<String> {
    let file = folder.join(format!("{size}.standpoint.json"));
    let made_up = sample::sample(size);
    let claims: Vec<String> = made_up
        .sources
        .iter()
        .flat_map(|source| &source.arguments)
        .step_by(1 + size / 30)
        .map(|row| row.claim.clone())
        .collect();
    serde_json::to_writer(BufWriter::new(File::create(&file)?), &made_up)?;
    drop(made_up);
    let bytes = fs::metadata(&file)?.len() as f64;
    let driver = Program::driver()?;
    let profile = folder.join(format!("profile-{size}"));
    let option = format!("--user-data-dir={}", profile.display());
    let browser = open_browser(&driver, Duration::from_secs(300), &[option]).await?;
    let machine = machine(&browser).await?;
    browser.goto(address).await?;
    browser.query(By::Css("#app[aria-busy=false]")).first().await?;
    browser.execute(OPEN, Vec::new()).await?;
    browser.find(By::Css("[data-do=open]")).await?.click().await?;
    let input = browser.query(By::Css("dialog.opening [type=file]")).first().await?;
    let before = resident(&profile);
    input.send_keys(file.display().to_string()).await?;
    let wait = "const done = arguments[arguments.length - 1]; window.opened.then(done)";
    let [opened, longest]: [f64; 2] = browser.execute_async(wait, Vec::new()).await?.convert()?;
    browser.execute("document.querySelector('.nav a:nth-of-type(2)').click()", Vec::new()).await?;
    browser.query(By::Css("[role=feed] .card")).first().await?;
    let frames = Sample::new(browser.execute_async(SCROLL, Vec::new()).await?.convert()?);
    browser.execute("scrollTo(0, 0)", Vec::new()).await?;
    let times = browser.execute_async(TYPE, vec![json!(keystrokes(&claims))]).await?;
    let times: Vec<f64> = times.json().as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let times = Sample::new(times);
    let held = resident(&profile) - before;
    browser.quit().await?;
    fs::remove_file(&file)?;
    fs::remove_dir_all(&profile).ok();
    eprintln!("{machine}");
    Ok(format!(
        "| {size} | {:.1} | {:.2} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} | {:.0} |",
        bytes / 1e6,
        opened / 1e3,
        longest,
        frames.quantile(0.95),
        frames.quantile(1.0),
        times.median(),
        times.quantile(0.95),
        held / 1e6
    ))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let asked: Vec<usize> = env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    match all(&sizes).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn all(sizes: &[usize]) -> Fallible<()> {
    let dist = env::var_os("STANDPOINT_DIST").ok_or("STANDPOINT_DIST names the folder of the page")?;
    let tool = env!("CARGO_BIN_EXE_standpoint-tool");
    let arguments: [&OsStr; 4] = ["serve".as_ref(), &dist, "--port".as_ref(), "0".as_ref()];
    let server = Program::start(tool, &arguments, "http://")?;
    let address = server.greeting.split(' ').find(|word| word.starts_with("http")).ok_or("no address")?;
    let folder = env::temp_dir().join(format!("standpoint-opening-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    println!(
        "| statements | MB | opened, s | longest frame meanwhile, ms | scrolling, ms a frame: 95th percentile | longest \
         | keystroke to paint, ms: median | 95th percentile | memory, MB |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for &size in sizes {
        println!("{}", measure(size, address, &folder).await?);
    }
    fs::remove_dir_all(&folder).ok();
    Ok(())
}
