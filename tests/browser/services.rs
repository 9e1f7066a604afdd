//! What runs beside a test: the server of the page and the browser's driver; both end with it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A program that runs as long as this lives.
pub struct Service {
    child: Child,
    /// Where it listens: "http://127.0.0.1:1234".
    pub address: String,
}

impl Drop for Service {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Service {
    /// Starts a program and reads its address from one of the lines it prints first. Of two that
    /// look for a free port at once one may find it taken and end; it tries again.
    fn start(command: &mut Command, help: &str, address: impl Fn(&str) -> Option<String>) -> Service {
        let mut ends = Vec::new();
        for _ in 0..5 {
            match Service::attempt(command, &address) {
                Ok(service) => return service,
                Err(end) => ends.push(end),
            }
        }
        panic!("{command:?} names no address: {ends:?}. {help}")
    }

    fn attempt(command: &mut Command, address: impl Fn(&str) -> Option<String>) -> Result<Service, String> {
        let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = started.map_err(|error| error.to_string())?;
        let lines = child.stdout.take().map(BufReader::new).expect("its output is piped").lines();
        let found = lines.map_while(Result::ok).find_map(|line| address(&line));
        let mut service = Service { child, address: String::new() };
        match found {
            Some(address) => service.address = address,
            None => return Err(format!("{:?}", service.child.wait())),
        }
        Ok(service)
    }
}

/// The folder of the built page.
pub fn dist() -> PathBuf {
    let name = std::env::var("STANDPOINT_DIST").unwrap_or_else(|_| "dist".into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let there = folder.join("index.html").is_file() && folder.join("corpus.json").is_file();
    assert!(there, "{}: no built page here. Make it with: make serve (or make build)", folder.display());
    folder
}

/// Serves a folder.
pub fn serve(folder: &Path) -> Service {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"));
    command.arg("serve").arg(folder).args(["--port", "0"]);
    Service::start(&mut command, "Build the page with: make serve", |line| {
        line.starts_with("http://").then(|| line.trim().to_owned())
    })
}

const BROWSER_HELP: &str = "Install Chromium and its driver with: make setup-browser (part of make test)";

/// Starts the browser's driver.
pub fn driver() -> Service {
    let mut command = Command::new("chromedriver");
    Service::start(command.arg("--port=0"), BROWSER_HELP, |line| {
        let port = line.split("started successfully on port ").nth(1)?;
        Some(format!("http://127.0.0.1:{}", port.trim_end_matches('.')))
    })
}

/// The browser, wherever the system keeps it.
pub fn browser() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&path).map(|folder| folder.join("chromium")).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("chromium is not in PATH. {BROWSER_HELP}"))
}
