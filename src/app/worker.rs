//! The page's end of a worker.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, WorkerOptions, WorkerType};

use super::browser;
use crate::markup::{Asked, Painted, Sent};

/// What is done with a painted screen.
type Then = Box<dyn FnOnce(Painted)>;

/// A worker that paints one corpus.
pub struct Worker {
    worker: web_sys::Worker,
    /// The corpus's name in links; none for the page's own.
    pub corpus: RefCell<Option<String>>,
    /// What it is painting now.
    painting: Cell<Option<Then>>,
    /// What it paints next: whatever came in between is no longer wanted.
    next: Cell<Option<(Asked, Then)>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Worker {
    /// Starts a worker; `hear` hears what it says, but for what it paints, and `fail` that it cannot be
    /// loaded or has stopped.
    pub fn start(hear: impl Fn(&str, &Array) + 'static, fail: impl Fn() + 'static) -> Option<Rc<Self>> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let address = browser::element("script[data-engine]")?.get_attribute("data-engine")?;
        let away = Rc::new(Worker {
            worker: web_sys::Worker::new_with_options(&address, &options).ok()?,
            corpus: RefCell::default(),
            painting: Cell::default(),
            next: Cell::default(),
            listeners: RefCell::default(),
        });
        let this = Rc::downgrade(&away);
        let message = EventListener::new(&away.worker, "message", move |event| {
            let Some(this) = this.upgrade() else { return };
            let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
            let said: Array = event.data().unchecked_into();
            match said.get(0).as_string().unwrap_or_default().as_str() {
                "painted" => this.painted(&said.get(1)),
                what => hear(what, &said),
            }
        });
        let error = EventListener::new(&away.worker, "error", move |_| fail());
        away.listeners.borrow_mut().extend([message, error]);
        Some(away)
    }

    /// Says something to the worker.
    pub fn say(&self, what: &str, with: &[JsValue]) {
        let message = Array::of1(&what.into());
        with.iter().for_each(|part| _ = message.push(part));
        self.worker.post_message(&message).ok();
    }

    /// Ends the worker, whatever it is doing.
    pub fn end(&self) {
        self.listeners.borrow_mut().clear();
        self.worker.terminate();
    }

    /// Has a view painted; of several that come while it paints, the last.
    pub fn paint(&self, asked: Asked, then: impl FnOnce(Painted) + 'static) {
        let then: Then = Box::new(then);
        match self.painting.take() {
            None => {
                self.say("paint", &[Uint8Array::from(asked.to_bytes().as_slice()).into()]);
                self.painting.set(Some(then));
            }
            painting => {
                self.painting.set(painting);
                self.next.set(Some((asked, then)));
            }
        }
    }

    fn painted(&self, bytes: &JsValue) {
        let bytes = Uint8Array::new(bytes).to_vec();
        let painting = self.painting.take();
        // Asked for before what comes of showing this one, which is the newer.
        if let Some((asked, then)) = self.next.take() {
            self.paint(asked, then);
        }
        if let (Some(then), Some(painted)) = (painting, Painted::of_bytes(&bytes)) {
            then(painted);
        }
    }
}
