//! Sites that a test may change, and a host that answers as badly as hosts can.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use serde_json::Value;

use super::services::{self, Folder};

/// A folder to serve; it goes with this.
pub struct Site(Folder);

impl Site {
    /// An empty one.
    pub fn empty() -> Site {
        Site(Folder::new())
    }

    /// A copy of the built page.
    pub fn copy() -> Site {
        let site = Site::empty();
        site.put(&services::dist(), "");
        site
    }

    /// The built page with another corpus in it, made by the build's own last step.
    pub fn with_corpus(change: impl FnOnce(&mut Value)) -> Site {
        let mut corpus = Site::corpus();
        change(&mut corpus);
        Site::of(&corpus.to_string()).unwrap_or_else(|refused| panic!("no page of this corpus: {refused}"))
    }

    /// The corpus of the built page.
    pub fn corpus() -> Value {
        let file = fs::read(services::dist().join("corpus.json")).expect("corpus.json");
        serde_json::from_slice(&file).expect("corpus.json is JSON")
    }

    /// A page of a corpus's text, or why the tool refuses it.
    pub fn of(corpus: &str) -> Result<Site, String> {
        let (site, folder, project) = (Site::empty(), Folder::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
        // What Trunk stages: the template, the programs and their glue, under names of its own.
        fs::copy(project.join("index.html"), site.path("index.html")).expect("the template");
        for (program, staged) in [("standpoint-", "standpoint-0"), ("engine-", "standpoint-engine-0")] {
            for (extension, ending) in [("js", ".js"), ("wasm", "_bg.wasm")] {
                let to = site.path(&format!("{staged}{ending}"));
                fs::copy(file_of(&services::dist(), program, extension), to).expect("the program");
            }
        }
        let written = folder.path().join("corpus.json");
        fs::write(&written, corpus).expect("the corpus");
        let mut tool = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"));
        tool.arg("finish").current_dir(project).env("TRUNK_STAGING_DIR", site.path(""));
        let answer = tool.env("TRUNK_PROFILE", "release").env("STANDPOINT_CORPUS", &written).output();
        let answer = answer.expect("the tool");
        if answer.status.success() {
            Ok(site)
        } else {
            Err(String::from_utf8_lossy(&answer.stderr).into_owned())
        }
    }

    /// Where a file of it is.
    pub fn path(&self, file: &str) -> PathBuf {
        self.0.path().join(file)
    }

    /// Puts a whole folder under a path of it; files of the same name are replaced, as on a host.
    pub fn put(&self, folder: &Path, under: &str) {
        let to = self.path(under);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let name = entry.file_name();
            let inner = if under.is_empty() { PathBuf::from(&name) } else { Path::new(under).join(&name) };
            if entry.path().is_dir() {
                self.put(&entry.path(), &inner.to_string_lossy());
            } else {
                fs::copy(entry.path(), to.join(&name)).expect("a copied file");
                for form in COMPRESSED.iter().filter(|form| !beside(&entry.path(), form).exists()) {
                    fs::remove_file(beside(&to.join(&name), form)).ok();
                }
            }
        }
    }

    /// Puts another site in its place.
    pub fn renew(&self, other: &Site) {
        self.put(other.0.path(), "");
    }

    /// A file of the folder of assets, by how its name begins and ends.
    pub fn asset(&self, stem: &str, extension: &str) -> PathBuf {
        file_of(self.0.path(), stem, extension)
    }

    /// Changes a text file.
    pub fn rewrite(&self, file: &str, change: impl FnOnce(String) -> String) {
        let text = fs::read_to_string(self.path(file)).expect("a text");
        write(&self.path(file), change(text));
    }
}

fn file_of(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(stem) && path.extension().is_some_and(|own| own == extension)
    };
    let entries = fs::read_dir(folder.join("assets")).expect("the folder of assets").flatten();
    entries.map(|entry| entry.path()).find(fits).unwrap_or_else(|| panic!("no {stem}*.{extension}"))
}

/// Changes one byte in the middle of a file.
pub fn damage(file: &Path) {
    let mut bytes = fs::read(file).expect("a file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    write(file, bytes);
}

/// Endings of the compressed copies that hosts may serve in place of a file.
const COMPRESSED: [&str; 2] = ["br", "gz"];

fn beside(file: &Path, form: &str) -> PathBuf {
    PathBuf::from(format!("{}.{form}", file.display()))
}

/// Writes a file in place of another and of its compressed copies.
pub fn write(file: &Path, bytes: impl AsRef<[u8]>) {
    fs::write(file, bytes).expect("a changed file");
    for form in COMPRESSED {
        fs::remove_file(beside(file, form)).ok();
    }
}

/// How a host answers for one file.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// As it should.
    Whole,
    /// With half of the bytes, and as if they were all.
    Short,
    /// With half of the bytes of those it promised.
    Cut,
    /// With an error of its own.
    Failing,
    /// Not at all.
    Dead,
    /// With another header.
    With(&'static str),
}

/// A static host without any of the page's headers. It ends with this.
pub struct Host {
    /// Where it listens: "http://127.0.0.1:1234".
    pub address: String,
    /// The files asked for since the last look.
    asked: Arc<Mutex<Vec<String>>>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What a host answers to a path, the paths asked for before being known.
type Answers = dyn Fn(&str, &[String]) -> Answer + Send + Sync;

impl Host {
    /// Serves a folder at a port (0 for any free one).
    pub fn start(
        folder: &Path,
        port: u16,
        answers: impl Fn(&str, &[String]) -> Answer + Send + Sync + 'static,
    ) -> Host {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).expect("a free port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let (asked, ended) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let folder = folder.to_owned();
        let thread = thread::spawn({
            let (asked, ended, answers): (_, _, Arc<Answers>) =
                (asked.clone(), ended.clone(), Arc::new(answers));
            move || {
                for stream in listener.incoming().flatten() {
                    if ended.load(Ordering::SeqCst) {
                        return;
                    }
                    let (folder, asked, answers) = (folder.clone(), asked.clone(), answers.clone());
                    let ended = ended.clone();
                    // A browser opens connections before it has a use for them.
                    thread::spawn(move || respond(stream, &folder, &asked, &ended, &*answers));
                }
            }
        });
        Host { address, asked, ended, thread: Some(thread) }
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        port(&self.address)
    }

    /// The files asked for so far, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("the list").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port())).ok();
        self.thread.take().map(JoinHandle::join);
    }
}

/// The port of an address.
pub fn port(address: &str) -> u16 {
    address.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port")
}

/// Answers one request and ends the connection. A browser that went away is no fault.
fn respond(
    mut stream: TcpStream,
    folder: &Path,
    asked: &Mutex<Vec<String>>,
    ended: &AtomicBool,
    answers: &Answers,
) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.by_ref().take(100_000).read_line(&mut first).ok()?;
    loop {
        let mut line = String::new();
        if reader.by_ref().take(100_000).read_line(&mut line).ok()? <= 2 {
            break;
        }
    }
    let path = first.split(' ').nth(1)?.split(['?', '#']).next()?.to_owned();
    let before = {
        let mut asked = asked.lock().ok()?;
        let before = asked.clone();
        asked.push(path.clone());
        before
    };
    let answer = answers(&path, &before);
    let name = path.trim_start_matches('/');
    let file = folder.join(if path.ends_with('/') { format!("{name}index.html") } else { name.to_owned() });
    let (status, mut body) = match fs::read(&file) {
        _ if answer == Answer::Dead || ended.load(Ordering::SeqCst) => return Some(()),
        _ if answer == Answer::Failing => ("500 Internal Server Error", Vec::new()),
        Ok(bytes) => ("200 OK", bytes),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    if answer == Answer::Short {
        body.truncate(body.len() / 2);
    }
    let kind = match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    };
    let more = if let Answer::With(header) = &answer { format!("{header}\r\n") } else { String::new() };
    let length = body.len();
    if answer == Answer::Cut {
        body.truncate(length / 2);
    }
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"
    )
    .ok()?;
    stream.write_all(&body).ok()
}
