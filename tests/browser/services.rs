//! What runs beside a test and ends with it: the server of the page, and what a browser needs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A program that runs as long as this lives, and what it started with it.
pub struct Service {
    child: Child,
    /// Where it listens: "http://127.0.0.1:1234".
    pub address: String,
}

impl Drop for Service {
    fn drop(&mut self) {
        // A browser that could not be closed would outlive its driver.
        let left = children(self.child.id());
        self.child.kill().ok();
        self.child.wait().ok();
        if !left.is_empty() {
            Command::new("kill").args(left).stderr(Stdio::null()).status().ok();
        }
    }
}

impl Service {
    /// Starts a program and reads its address from one of the lines it prints first. Of two that
    /// look for a free port at once one may find it taken and end; it tries again.
    pub fn start(command: &mut Command, help: &str, address: impl Fn(&str) -> Option<String>) -> Service {
        let read = |child: &mut Child| {
            let mut lines = BufReader::new(child.stdout.take().expect("its output is piped"))
                .lines()
                .map_while(Result::ok);
            let found = lines.find_map(|line| address(&line));
            // Whoever goes on talking must not be stopped by a pipe that is shut or full.
            thread::spawn(move || lines.for_each(drop));
            found
        };
        Service::try_often(command.stdout(Stdio::piped()), help, read)
    }

    /// Starts a program that does not say which port it took: the system knows.
    pub fn start_silent(command: &mut Command, help: &str) -> Service {
        let ask = |child: &mut Child| {
            while matches!(child.try_wait(), Ok(None)) {
                if let Some(port) = port_of(child.id()) {
                    return Some(format!("http://127.0.0.1:{port}"));
                }
                thread::sleep(Duration::from_millis(5));
            }
            None
        };
        Service::try_often(command.stdout(Stdio::null()), help, ask)
    }

    /// Starts a program that listens nowhere.
    pub fn start_alone(command: &mut Command, help: &str) -> Service {
        Service::try_often(command.stdout(Stdio::null()), help, |_| Some(String::new()))
    }

    fn try_often(
        command: &mut Command,
        help: &str,
        address: impl Fn(&mut Child) -> Option<String>,
    ) -> Service {
        let mut ends = Vec::new();
        for _ in 0..5 {
            match Service::attempt(command, &address) {
                Ok(service) => return service,
                Err(end) => ends.push(end),
            }
        }
        panic!("{command:?} names no address: {ends:?}. {help}")
    }

    fn attempt(
        command: &mut Command,
        address: impl Fn(&mut Child) -> Option<String>,
    ) -> Result<Service, String> {
        let started = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = started.map_err(|error| error.to_string())?;
        let mut service = Service { child, address: String::new() };
        match address(&mut service.child) {
            Some(address) => service.address = address,
            None => return Err(format!("{:?}", service.child.wait())),
        }
        Ok(service)
    }

    /// Tells the program to read its settings again.
    pub fn reload(&self) {
        Command::new("kill").args(["-HUP", &self.child.id().to_string()]).status().expect("a signal");
    }
}

/// The processes that a process started, by number.
fn children(of: u32) -> Vec<String> {
    let threads = fs::read_dir(format!("/proc/{of}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// The port on which a process listens.
fn port_of(process: u32) -> Option<u16> {
    let files = fs::read_dir(format!("/proc/{process}/fd")).ok()?.flatten();
    let sockets: Vec<PathBuf> = files.filter_map(|file| fs::read_link(file.path()).ok()).collect();
    // Local address, remote address, state (0A: listening), …, the socket's number.
    fs::read_to_string("/proc/net/tcp").ok()?.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let own = || sockets.contains(&PathBuf::from(format!("socket:[{}]", fields[9])));
        let port = fields.get(1)?.split_once(':')?.1;
        (fields[3] == "0A" && own()).then(|| u16::from_str_radix(port, 16).ok())?
    })
}

/// A new folder; it goes with this.
pub struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

impl Folder {
    /// Makes a folder that no other test has: they run side by side.
    pub fn new() -> Folder {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let name = format!("standpoint-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = Folder(std::env::temp_dir().join(name));
        fs::create_dir_all(&folder.0).expect("a new folder");
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
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
    serve_at(folder, 0)
}

/// Serves a folder at a port, such as the one of a server that was stopped.
pub fn serve_at(folder: &Path, port: u16) -> Service {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"));
    command.arg("serve").arg(folder).args(["--port", &port.to_string()]);
    Service::start(&mut command, "Build the page with: make serve", |line| {
        line.starts_with("http://").then(|| line.trim().to_owned())
    })
}
