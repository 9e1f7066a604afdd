//! The server for one machine: what a browser asks of it is answered, whatever else is open.

#![cfg(not(target_arch = "wasm32"))]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

struct Server(Child, String);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// A server of this project's own folder.
fn serve() -> Server {
    let mut command = Command::new(env!("CARGO_BIN_EXE_standpoint-tool"));
    command.args(["serve", env!("CARGO_MANIFEST_DIR"), "--port", "0"]).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the tool");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut line).expect("its address");
    Server(child, line.trim().trim_start_matches("http://").to_owned())
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(&server.1).expect("a connection");
    stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a limit");
    stream
}

/// What the server says to a request's head; it ends the connection or keeps silent for too long.
fn ask(server: &Server, head: &str) -> String {
    let mut stream = connect(server);
    stream
        .write_all(format!("{head}\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes())
        .expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer in time");
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn it_answers_while_other_connections_wait() {
    let server = serve();
    // Browsers open connections ahead of use; many at once.
    for _ in 0..20 {
        let waiting: Vec<TcpStream> = (0..6).map(|_| connect(&server)).collect();
        std::thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    let answer = ask(&server, "GET /rustfmt.toml HTTP/1.1");
                    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("max_width"), "{answer}");
                });
            }
        });
        drop(waiting);
    }
}

#[test]
fn it_reads_files_of_its_folder_and_nothing_else() {
    let server = serve();
    let folder = env!("CARGO_MANIFEST_DIR").rsplit('/').next().expect("a name");
    for (head, expected) in [
        ("GET /index.html HTTP/1.1", "200"),
        ("GET / HTTP/1.1", "200"),
        ("GET /?x#y HTTP/1.1", "200"),
        ("HEAD /index.html HTTP/1.1", "200"),
        ("GET /nothing HTTP/1.1", "404"),
        (&format!("GET /../{folder}/index.html HTTP/1.1"), "404"),
        ("GET //etc/hostname HTTP/1.1", "404"),
        ("GET /src/../index.html HTTP/1.1", "404"),
        ("POST /index.html HTTP/1.1", "405"),
        ("nonsense", "405"),
        ("", "405"),
    ] {
        let answer = ask(&server, head);
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert_eq!(status, expected, "{head}: {answer}");
        assert!(answer.contains("Content-Security-Policy: default-src 'none'"), "{head}");
        assert_eq!(head.starts_with("HEAD"), answer.ends_with("\r\n\r\n"), "{head}: {answer}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_the_one_with_it() {
    let server = serve();
    // This folder has a page.
    let answer = ask(&server, "GET /benches/minimal?x HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 301 "), "{answer}");
    assert!(answer.lines().any(|line| line == "Location: /benches/minimal/"), "{answer}");
    assert!(ask(&server, "GET /benches/minimal/ HTTP/1.1").starts_with("HTTP/1.1 200 "));
    // This one has none.
    assert!(ask(&server, "GET /benches HTTP/1.1").starts_with("HTTP/1.1 404 "));
    assert!(ask(&server, "GET /../benches/minimal HTTP/1.1").starts_with("HTTP/1.1 404 "));
}
