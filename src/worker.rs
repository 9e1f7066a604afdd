//! The second program, in a worker: opens what a reader brings, keeps it, and paints its views. What it
//! does never stops the page.

use std::cell::RefCell;
use std::ops::ControlFlow;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

use crate::corpus::packed::unpack;
use crate::door::{Door, Next, Ready, asking, too_large, under_way, unreadable};
use crate::large::{self, MORE};
use crate::link::View;
use crate::markup::{Asked, Library, Node, Painted, Painter, Sent};
use crate::opening::{Brought, Limits, OpenError, Progress, Stage};

/// So much of a file is read at once, in bytes.
const PART: f64 = (8 << 20) as f64;
/// How long nothing is told of progress, in milliseconds.
const BETWEEN: f64 = 60.0;

/// What the worker has.
#[derive(Default)]
struct Served {
    door: Option<Door>,
    painter: Option<Painter>,
    told: f64,
}

/// Whether this program runs in a worker.
pub fn is_in_one() -> bool {
    js_sys::global().has_type::<DedicatedWorkerGlobalScope>()
}

/// Begins to hear what the page says.
pub fn serve() {
    std::panic::set_hook(Box::new(|panic| post("failed", &[panic.to_string().into()])));
    let served = RefCell::new(Served::default());
    let hear = move |event: &web_sys::Event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        let said: Array = event.data().unchecked_into();
        served.borrow_mut().hear(&said);
    };
    EventListener::new(&scope(), "message", hear).forget();
    post("ready", &[]);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn post(what: &str, with: &[JsValue]) {
    let message = Array::of1(&what.into());
    let moved = Array::new();
    for part in with {
        message.push(part);
        // Bytes move to the page; nothing copies them.
        if let Some(bytes) = part.dyn_ref::<Uint8Array>() {
            moved.push(&bytes.buffer());
        }
    }
    scope().post_message_with_transfer(&message, &moved).ok();
}

fn post_bytes(what: &str, bytes: &[u8]) {
    post(what, &[Uint8Array::from(bytes).into()]);
}

fn bytes_of(part: &JsValue) -> Vec<u8> {
    Uint8Array::new(part).to_vec()
}

/// Unicode normalisation form KC.
fn nfkc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFKC").into()
}

/// Unicode normalisation form KD.
fn nfkd(text: &str) -> String {
    large::nfkd(text, |text| js_sys::JsString::from(text).normalize("NFKD").into())
}

/// Whether somebody waits to hear how far it is, told at the time of `told`.
fn tell(told: &mut f64, progress: Progress) -> ControlFlow<()> {
    let now = js_sys::Date::now();
    if now - *told > BETWEEN {
        *told = now;
        post_bytes("door", &under_way(progress).to_bytes());
    }
    // To cancel, the page ends the worker.
    ControlFlow::Continue(())
}

impl Served {
    fn paint(&mut self, Asked { link, around, extent }: &Asked) -> Option<Painted> {
        let painter = self.painter.as_mut()?;
        painter.turn(View::read(link).0);
        let told = painter.told(extent)?;
        Some(Painted { nodes: painter.paint(around, extent), told })
    }

    fn hear(&mut self, said: &Array) {
        let text = |at| said.get(at).as_string();
        match text(0).unwrap_or_default().as_str() {
            "own" => {
                if let Some(corpus) = unpack(&text(1).unwrap_or_default()) {
                    self.keep(Library::with_more(corpus, nfkd, &MORE));
                    post("opened", &[]);
                }
            }
            "open" => match said.get(1).dyn_into::<Array>() {
                Ok(files) => self.open(&files, &text(3).unwrap_or_default()),
                Err(_) => post_bytes("door", &asking(&text(2).unwrap_or_default()).to_bytes()),
            },
            "answer" => {
                let form = Vec::of_bytes(&bytes_of(&said.get(2))).unwrap_or_default();
                let told = &mut self.told;
                if let Some(door) = &mut self.door {
                    let next = door
                        .answer(&text(1).unwrap_or_default(), &form, &mut |progress| tell(told, progress));
                    self.go_on(next);
                }
            }
            "change" => {
                let form: Vec<(String, String)> = Vec::of_bytes(&bytes_of(&said.get(2))).unwrap_or_default();
                if let Some(door) = &mut self.door {
                    post_bytes("door", &door.change(&form).to_bytes());
                }
            }
            "paint" => {
                let painted = Asked::of_bytes(&bytes_of(&said.get(1))).and_then(|asked| self.paint(&asked));
                // The page waits for an answer, whatever it is.
                post_bytes("painted", &painted.map(|painted| painted.to_bytes()).unwrap_or_default());
            }
            "spot" => {
                let number = |at| said.get(at).as_f64().unwrap_or(0.0) as usize;
                let spot = self.painter.as_ref().and_then(|painter| painter.spot(number(1), number(2)));
                if let Some((said, row)) = spot {
                    post("spot", &[said.into(), (row as f64).into()]);
                }
            }
            "copy" => {
                if let (Some(painter), Some(source)) = (&mut self.painter, text(1)) {
                    match text(2) {
                        Some(text) => _ = painter.copy(&source, text),
                        None => painter.close_copy(&source),
                    }
                }
            }
            _ => {}
        }
    }

    fn keep(&mut self, library: Library) {
        // The first letter of a search must not wait for it.
        library.index();
        self.painter = Some(Painter::new(library, nfkc));
    }

    fn open(&mut self, files: &Array, remembered: &str) {
        let told = &mut self.told;
        let brought = match read(files, &mut |progress| _ = tell(told, progress)) {
            Ok(brought) => brought,
            Err(nodes) => return post_bytes("door", &nodes.to_bytes()),
        };
        let limits = Limits::default();
        match Door::bring(brought, &limits, remembered, &mut |progress| tell(told, progress)) {
            Ok((door, next)) => {
                self.door = Some(door);
                self.go_on(Ok(next));
            }
            Err(error) => self.go_on(Err(error)),
        }
    }

    fn go_on(&mut self, next: Result<Next, OpenError>) {
        match next {
            Ok(Next::Ask(nodes)) => post_bytes("door", &nodes.to_bytes()),
            Ok(Next::Ready(ready)) => {
                let Ready { corpus, fingerprint, remember, summary, .. } = *ready;
                self.door = None;
                self.keep(Library::with_more(corpus, nfkd, &MORE));
                let remember = remember.map_or(JsValue::UNDEFINED, JsValue::from);
                post("opened", &[fingerprint.to_string().into(), remember, summary.into()]);
            }
            // Nobody is there any more to hear of it.
            Err(_) => {}
        }
    }
}

/// Reads the files, a part at a time; if they are too large, what to say of it.
fn read(files: &Array, tell: &mut dyn FnMut(Progress)) -> Result<Vec<Brought>, Vec<Node>> {
    let files: Vec<(String, File)> = files
        .iter()
        .map(|pair| {
            let pair: Array = pair.unchecked_into();
            (pair.get(0).as_string().unwrap_or_default(), pair.get(1).unchecked_into())
        })
        .collect();
    let total: f64 = files.iter().map(|(_, file)| file.size()).sum();
    if total > Limits::default().bytes as f64 {
        let names = files.into_iter().map(|(name, _)| name).collect();
        return Err(too_large(names, total as u64, Limits::default().bytes));
    }
    let mut done = 0.0;
    let mut brought = Vec::new();
    for (name, file) in files {
        let size = file.size();
        let refused = |_| unreadable(&name, size as u64);
        let mut bytes = vec![0; size as usize];
        let mut at = 0.0;
        while at < size {
            tell(Progress { stage: Stage::Unpacking, share: done / total.max(1.0) });
            let end = (at + PART).min(size);
            let part = file.slice_with_f64_and_f64(at, end).map_err(refused)?;
            let reader = FileReaderSync::new().map_err(refused)?;
            let part: JsValue = reader.read_as_array_buffer(&part).map_err(refused)?.into();
            let part = Uint8Array::new(&part);
            // A file may have changed since it was chosen.
            let Some(place) = bytes.get_mut(at as usize..at as usize + part.length() as usize) else {
                return Err(unreadable(&name, size as u64));
            };
            part.copy_to(place);
            done += end - at;
            at = end;
        }
        brought.push(Brought { name, bytes });
    }
    Ok(brought)
}
