//! A small static server for one machine: what `make serve` and the browser tests use.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use super::headers;

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// What an address means.
enum Meant {
    /// A file.
    File(PathBuf),
    /// A folder with a page, which finds what is beside it only under this address, with its slash.
    Folder(String),
}

/// What an address means, never outside the folder.
fn meant(dir: &Path, address: &str) -> Option<Meant> {
    let address = address.split(['?', '#']).next()?;
    let path = Path::new(address.trim_start_matches('/'));
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let (place, page) = (dir.join(path), dir.join(path).join("index.html"));
    match page.is_file() {
        true if address.ends_with('/') || address.is_empty() => Some(Meant::File(page)),
        true => Some(Meant::Folder(format!("/{}/", path.display()))),
        false => place.is_file().then_some(Meant::File(place)),
    }
}

/// The compressed copy of a file, if there is one.
fn compressed(file: &Path) -> Option<Vec<u8>> {
    let mut copy = file.as_os_str().to_owned();
    copy.push(".br");
    fs::read(copy).ok()
}

/// The most bytes that are read of a request's head.
const LONGEST: u64 = 1 << 16;
/// How long a connection may stay silent: browsers open some that they never use.
const SILENCE: Duration = Duration::from_secs(60);

/// A request's method, its address, and whether its sender takes brotli.
fn request(stream: &TcpStream) -> io::Result<(String, String, bool)> {
    stream.set_read_timeout(Some(SILENCE))?;
    let mut head = BufReader::new(stream).take(LONGEST).lines();
    let first = head.next().transpose()?.unwrap_or_default();
    let mut words = first.split(' ').map(str::to_owned);
    let mut brotli = false;
    for line in head {
        let line = line?.to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        brotli |= line.starts_with("accept-encoding:") && line.contains("br");
    }
    Ok((words.next().unwrap_or_default(), words.next().unwrap_or_default(), brotli))
}

/// Answers one request; the connection ends with it.
fn answer(dir: &Path, plain: bool, mut stream: &TcpStream) -> io::Result<()> {
    let (method, address, brotli) = request(stream)?;
    let missing = || ("404 Not Found", b"There is no such file.\n".to_vec(), "text/plain", None);
    let (status, bytes, kind, more) = match (method.as_str(), meant(dir, &address)) {
        ("GET" | "HEAD", Some(Meant::Folder(to))) => {
            ("301 Moved Permanently", Vec::new(), "text/plain", Some(("Location", to)))
        }
        ("GET" | "HEAD", Some(Meant::File(file))) => {
            let packed = if brotli { compressed(&file) } else { None };
            let encoding = packed.as_ref().map(|_| ("Content-Encoding", "br".to_owned()));
            match packed.or_else(|| fs::read(&file).ok()) {
                Some(bytes) => ("200 OK", bytes, media_type(&file), encoding),
                None => missing(),
            }
        }
        ("GET" | "HEAD", None) => missing(),
        _ => ("405 Method Not Allowed", b"This server only reads.\n".to_vec(), "text/plain", None),
    };
    let common = if plain { Vec::new() } else { headers::common() };
    let keeping = headers::keeping(&address);
    let own = [
        ("Content-Type", kind.to_owned()),
        ("Content-Length", bytes.len().to_string()),
        ("Cache-Control", keeping.to_owned()),
        ("Connection", "close".to_owned()),
    ];
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in own.into_iter().chain(more).chain(common) {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if method == "HEAD" { Ok(()) } else { stream.write_all(&bytes) }
}

/// Serves a folder until it is stopped; port 0 takes any free one. Prints the address. Plain is
/// without the headers that only a page of this app can live with.
pub fn serve(dir: &Path, port: u16, plain: bool) -> Result<(), String> {
    if !dir.is_dir() {
        return Err(format!("{}: no folder to serve; build the page first (make serve does)", dir.display()));
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!("port {port} cannot be used ({error}); stop what uses it or name another with --port")
    })?;
    println!("http://{}", listener.local_addr().map_err(|error| error.to_string())?);
    std::thread::scope(|scope| {
        // A thread each: a connection that waits must not keep another waiting.
        for stream in listener.incoming().flatten() {
            // A reader who went away is no fault of ours.
            scope.spawn(move || answer(dir, plain, &stream).ok());
        }
    });
    Ok(())
}
