//! Opening what a reader brings: the dialog's frame, and the worker that reads and draws in it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Element, Event, HtmlDialogElement, HtmlInputElement};

use super::away::Away;
use super::canvas::Canvas;
use super::desk::Desk;
use super::worker::Worker;
use super::{browser, map};
use crate::link::View;
use crate::markup::{Node, Sent, el, words};

/// The dialog.
const DIALOG: &str = "dialog.opening";
/// Where it is kept how tables were read.
const TABLES: &str = "standpoint-tables";

/// What is being opened.
#[derive(Clone)]
pub struct Opening(Rc<Parts>);

struct Parts {
    desk: Desk,
    away: Away,
    worker: RefCell<Option<Rc<Worker>>>,
    canvas: RefCell<Canvas>,
}

impl Opening {
    /// Begins to hear what a reader brings; the start script gathers it.
    pub fn listen(desk: Desk, away: Away) {
        let Some(place) = browser::element("dialog.opening .door") else { return };
        let canvas = RefCell::new(Canvas::new(place.into()));
        let this = Opening(Rc::new(Parts { desk, away, worker: RefCell::default(), canvas }));
        let hears = |name: &'static str, hear: fn(&Opening, &Event)| {
            let this = this.clone();
            browser::on(name, move |event| hear(&this, event));
        };
        hears("standpoint-files", |this, event| {
            let files = event.dyn_ref::<CustomEvent>().map(|event| event.detail().dyn_into::<Array>());
            this.bring(files.and_then(Result::ok));
        });
        hears("standpoint-needed", |this, _| this.bring(None));
        hears("change", |this, event| {
            let is_file = browser::closest(event, "[type=file]").is_some();
            if browser::closest(event, DIALOG).is_some() && !is_file {
                this.answer("change", "");
            }
        });
        hears("click", |this, event| {
            if let Some(button) = browser::closest(event, "[data-do=door]") {
                this.answer("answer", &button.get_attribute("data-what").unwrap_or_default());
            }
        });
        let closed = this.clone();
        browser::on_close(move || {
            if browser::element("dialog.opening[open]").is_none() {
                closed.end();
            }
        });
    }

    /// Begins to open files; without files asks for them.
    fn bring(&self, files: Option<Array>) {
        browser::show_dialog("opening");
        self.end_worker();
        self.draw(vec![el("p").attr("role", "status").with(words::LOADING).into()]);
        let (this, failing, desk) = (self.clone(), self.clone(), self.0.desk);
        let hear = move |what: &str, said: &Array| match what {
            "ready" => {
                let wanted = this.0.desk.now(|view| view.corpus.clone()).unwrap_or_default();
                let tables = browser::stored(TABLES).unwrap_or_default();
                let files = files.clone().map_or(JsValue::UNDEFINED, JsValue::from);
                this.say("open", &[files, wanted.into(), tables.into()]);
            }
            "door" => {
                this.draw(Vec::of_bytes(&Uint8Array::new(&said.get(1)).to_vec()).unwrap_or_default());
            }
            "opened" => this.opened(said),
            "spot" => map::tell(desk, said),
            _ => this.fail(),
        };
        let worker = Worker::start(hear, move || failing.fail());
        if worker.is_none() {
            self.fail();
        }
        self.0.worker.replace(worker);
    }

    /// The worker's program could not be loaded, or stopped.
    fn fail(&self) {
        self.end_worker();
        self.draw(vec![el("p").attr("role", "alert").with(words::NO_PROGRAM).into()]);
    }

    fn say(&self, what: &str, with: &[JsValue]) {
        if let Some(worker) = &*self.0.worker.borrow() {
            worker.say(what, with);
        }
    }

    fn draw(&self, nodes: Vec<Node>) {
        self.0.canvas.borrow_mut().draw(nodes, &Vec::new);
    }

    /// The worker has a corpus.
    fn opened(&self, said: &Array) {
        let Some(worker) = self.0.worker.take() else { return };
        let desk = self.0.desk;
        let corpus = said.get(1).as_string();
        if let Some(tables) = said.get(2).as_string() {
            browser::store(TABLES, &tables);
        }
        worker.corpus.replace(corpus.clone());
        self.0.away.add(worker);
        let before = desk.now(|view| view.corpus.clone());
        if corpus == before {
            desk.redraw();
        } else {
            desk.go(|view| *view = View { corpus, ..View::default() });
            if before.is_some() && !self.0.away.has(&before) {
                desk.change(|around| around.ignored.push(words::OTHER_FILE.into()));
            }
        }
        if let Some(dialog) =
            browser::element(DIALOG).and_then(|place| place.dyn_into::<HtmlDialogElement>().ok())
        {
            dialog.close();
        }
        browser::focus("#main");
        desk.say(&said.get(3).as_string().unwrap_or_default());
    }

    fn end_worker(&self) {
        if let Some(worker) = self.0.worker.take() {
            worker.end();
        }
    }

    /// The dialog is closed: what is being opened ends, and what is open is shown.
    fn end(&self) {
        self.end_worker();
        let Parts { desk, away, .. } = &*self.0;
        if !away.has(&desk.now(|view| view.corpus.clone())) {
            desk.go(|view| *view = View::default());
        }
    }

    /// Tells the worker what was pressed or changed in the dialog.
    fn answer(&self, what: &str, pressed: &str) {
        let mut form: Vec<(String, String)> = Vec::new();
        let places = document().query_selector_all("dialog.opening [name]").ok();
        for at in 0..places.as_ref().map_or(0, web_sys::NodeList::length) {
            let Some(place) = places.as_ref().and_then(|places| places.item(at)) else { continue };
            let is_off = place.dyn_ref::<HtmlInputElement>().is_some_and(|input| {
                matches!(input.type_().as_str(), "checkbox" | "radio") && !input.checked()
            });
            let value = Reflect::get(&place, &"value".into()).ok().and_then(|value| value.as_string());
            let name = place.dyn_ref::<Element>().and_then(|place| place.get_attribute("name"));
            if let (false, Some(name), Some(value)) = (is_off, name, value) {
                form.push((name, value));
            }
        }
        self.say(what, &[pressed.into(), Uint8Array::from(form.to_bytes().as_slice()).into()]);
    }
}

/// A view's corpus is not open: the page's own is given to a worker, another one is asked for.
pub fn need(desk: Desk, away: Away, corpus: Option<String>) {
    if corpus.is_some() {
        return browser::tell("standpoint-needed");
    }
    if away.awaits_own.replace(true) {
        return;
    }
    let fail = move || desk.say(words::NO_PROGRAM);
    let worker: Rc<RefCell<Option<Rc<Worker>>>> = Rc::default();
    let this = Rc::clone(&worker);
    let hear = move |what: &str, said: &Array| match what {
        "ready" => {
            let text = browser::element(super::CORPUS).and_then(|place| place.text_content());
            if let Some(worker) = &*this.borrow() {
                worker.say("own", &[text.unwrap_or_default().into()]);
            }
        }
        "spot" => map::tell(desk, said),
        "opened" => {
            if let Some(worker) = this.take() {
                away.add(worker);
                desk.redraw();
            }
        }
        _ => fail(),
    };
    worker.replace(Worker::start(hear, fail));
}
