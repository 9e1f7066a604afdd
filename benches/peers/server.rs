//! Serves what the page fetches. Isolated from other pages, for only then is its clock fine.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Serves the page's folder, and what was built and laid out for it; gives the port.
pub fn serve(page: PathBuf, built: PathBuf) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = listener.local_addr()?.port();
    let folders = Arc::new([page, built]);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folders = Arc::clone(&folders);
            // Who asked may be gone before the end; that is no concern of the next.
            std::thread::spawn(move || answer(&folders[..], stream).ok());
        }
    });
    Ok(port)
}

fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

fn answer(folders: &[PathBuf], mut stream: TcpStream) -> io::Result<()> {
    let mut head = BufReader::new(&stream).lines();
    let first = head.next().transpose()?.unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches('/');
    let path = PathBuf::from(if path.is_empty() { "index.html" } else { path });
    let stays = path.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folders.iter().map(|folder| folder.join(&path)).find(|place| stays && place.is_file());
    for line in head {
        if line?.is_empty() {
            break;
        }
    }
    let Some(file) = file else {
        return stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    let (kind, mut file) = (media_type(&file), File::open(&file)?);
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n\r\n",
        file.metadata()?.len()
    )?;
    io::copy(&mut file, &mut stream)?;
    Ok(())
}
