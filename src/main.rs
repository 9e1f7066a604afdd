//! The browser's entry: mount, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    standpoint::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program is the web page; build it with `make serve`, or use standpoint-tool.");
}
