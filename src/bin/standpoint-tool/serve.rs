//! A small static server for one machine: what `make serve` and the browser tests use.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};

use tiny_http::{Header, Method, Request, Response, Server};

use super::headers;

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
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

/// The file an address means, never outside the folder.
fn file(dir: &Path, address: &str) -> Option<PathBuf> {
    let path = Path::new(address.split(['?', '#']).next()?.trim_start_matches('/'));
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let file = dir.join(path);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    (inside && file.is_file()).then_some(file)
}

/// The compressed copy of a file, if there is one and the reader's browser takes it.
fn compressed(file: &Path, request: &Request) -> Option<Vec<u8>> {
    let takes =
        |header: &Header| header.field.equiv("Accept-Encoding") && header.value.as_str().contains("br");
    let mut copy = file.as_os_str().to_owned();
    copy.push(".br");
    request.headers().iter().any(takes).then(|| fs::read(copy).ok()).flatten()
}

fn answer(dir: &Path, plain: bool, request: Request) {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).ok();
    let file = file(dir, request.url());
    let packed = file.as_ref().and_then(|file| compressed(file, &request));
    let encoding = packed.is_some().then(|| ("Content-Encoding", "br".to_owned()));
    let found = file.and_then(|file| Some((packed.or_else(|| fs::read(&file).ok())?, media_type(&file))));
    let (status, bytes, kind) = match (request.method(), found) {
        (Method::Get | Method::Head, Some((bytes, kind))) => (200, bytes, kind),
        (Method::Get | Method::Head, None) => (404, b"There is no such file.\n".to_vec(), "text/plain"),
        _ => (405, b"This server only reads.\n".to_vec(), "text/plain"),
    };
    let mut response = Response::from_data(bytes).with_status_code(status);
    let common = if plain { Vec::new() } else { headers::common() };
    let keeping = headers::keeping(request.url());
    let own = [("Content-Type", kind.to_owned()), ("Cache-Control", keeping.to_owned())];
    for (name, value) in own.into_iter().chain(encoding).chain(common) {
        header(name, &value).into_iter().for_each(|header| response.add_header(header));
    }
    // A reader who went away is no fault of ours.
    let _ = request.respond(response);
}

/// Serves a folder until it is stopped; port 0 takes any free one. Prints the address. Plain is
/// without the headers that only a page of this app can live with.
pub fn serve(dir: &Path, port: u16, plain: bool) -> Result<(), String> {
    if !dir.is_dir() {
        return Err(format!("{}: no folder to serve; build the page first (make serve does)", dir.display()));
    }
    let server = Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!("port {port} cannot be used ({error}); stop what uses it or name another with --port")
    })?;
    println!("http://{}", server.server_addr());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for request in std::iter::from_fn(|| server.recv().ok()) {
                    answer(dir, plain, request);
                }
            });
        }
    });
    Ok(())
}
