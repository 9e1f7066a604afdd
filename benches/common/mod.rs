//! What the measuring programs share: a browser of their own, and times in order.

use std::error::Error;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs};

use serde_json::json;
use thirtyfour::prelude::*;

pub type Fallible<T> = Result<T, Box<dyn Error>>;

/// A program that runs until it is dropped, and the line it greeted with.
pub struct Program {
    child: Child,
    pub greeting: String,
}

impl Program {
    /// Starts a program and waits until it has printed a line with this text.
    pub fn start(program: &str, arguments: &[&OsStr], sign: &str) -> Fallible<Self> {
        let mut command = Command::new(program);
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| format!("{program} does not start: {error}"))?;
        let mut program = Program { child, greeting: String::new() };
        let output = program.child.stdout.take().ok_or("no output")?;
        for line in BufReader::new(output).lines() {
            program.greeting = line?;
            if program.greeting.contains(sign) {
                return Ok(program);
            }
        }
        Err(format!("it ended before it was ready: {command:?}").into())
    }

    /// What starts browsers.
    pub fn driver() -> Fallible<Self> {
        Self::start("chromedriver", &["--port=0".as_ref()], "started successfully on port")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Some times in order, or ratios.
pub struct Sample(Vec<f64>);

impl Sample {
    pub fn new(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Sample(values)
    }

    /// The value that this share of all does not exceed, between two linearly.
    pub fn quantile(&self, share: f64) -> f64 {
        let Some(last) = self.0.len().checked_sub(1) else { return f64::NAN };
        let place = share * last as f64;
        let (below, above) = (self.0[place.floor() as usize], self.0[place.ceil() as usize]);
        below + (above - below) * place.fract()
    }

    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }
}

/// A browser that a driver starts; no answer of it may take longer than `patience`.
pub async fn open_browser(driver: &Program, patience: Duration, more: &[String]) -> Fallible<WebDriver> {
    let port = driver.greeting.trim_end_matches('.').rsplit(' ').next().unwrap_or_default();
    let mut options = DesiredCapabilities::chrome();
    for option in [
        "--headless=new",
        "--no-sandbox",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--window-size=1280,900",
    ] {
        options.add_arg(option)?;
    }
    for option in more {
        options.add_arg(option)?;
    }
    let browser =
        WebDriver::builder(format!("http://127.0.0.1:{port}"), options).request_timeout(patience).await?;
    browser.set_script_timeout(patience).await?;
    Ok(browser)
}

/// The processor, its cores, how busy it is already, and the browser.
pub async fn machine(browser: &WebDriver) -> Fallible<String> {
    let version = browser.cdp().send_raw("Browser.getVersion", json!({})).await?;
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processors.lines().find(|line| line.starts_with("model name"));
    let name = name.and_then(|line| line.split(": ").nth(1)).unwrap_or("processor unknown");
    let cores = std::thread::available_parallelism()?;
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    let product = version["product"].as_str().unwrap_or("browser unknown");
    Ok(format!("{name}, {cores} cores, load {load}, {}, {product}", env::consts::OS))
}
