//! The second program's entry: in a page it takes over, in a worker it serves.

#[cfg(target_arch = "wasm32")]
fn main() {
    if standpoint::worker::is_in_one() {
        standpoint::worker::serve();
    } else {
        standpoint::app::mount_large();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in the web page; build it with `make serve`, or use standpoint-tool.");
}
