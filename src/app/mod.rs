//! The screen: the page around the markup (Leptos), drawing the markup, and what a reader does.

mod address;
mod away;
mod browser;
mod canvas;
mod desk;
mod events;
mod grid;
mod here;
mod map;
mod opening;
mod own_copy;
mod shell;
mod sight;
mod worker;

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::corpus::packed::unpack;
use crate::markup::{Library, Painter, words};
use away::Away;
use desk::Desk;
use here::Here;
use opening::Opening;

/// Where the page has its corpus.
const CORPUS: &str = "#corpus";
/// Where the page has the default view as the build drew it.
const SCREEN: &str = "#app > .screen";

/// Takes the page over: from now on it answers.
pub fn mount() {
    hear_failures();
    // One corpus a page: what is made of it is needed until the page goes.
    let making: &'static Making = Box::leak(Box::default());
    events::listen(|| making.desk());
    browser::retire_when_told();
    if browser::is_shown() {
        browser::show();
        browser::when_idle(|| {
            making.here.set(Some(making.here()));
            browser::when_idle(|| {
                making.desk();
            });
        });
    } else {
        // The page has nothing to show yet.
        making.desk();
    }
}

/// Takes the page over from the program that [`mount`] started, with what large corpora need: workers
/// that read and paint, and lists of which only what is in sight is in the page.
pub fn mount_large() {
    hear_failures();
    browser::tell("standpoint-retire");
    browser::add_late_styles();
    let away = Away::default();
    let desk = Desk::new(Rc::new(away.clone()));
    events::listen(move || desk);
    sight::listen(desk);
    map::listen(desk, away.clone());
    Opening::listen(desk, away);
    start(desk);
}

fn hear_failures() {
    std::panic::set_hook(Box::new(|panic| browser::leave_word(&panic.to_string())));
}

/// Shows the desk in the page.
fn start(desk: Desk) {
    let place: HtmlElement = browser::element(SCREEN).expect("the page has a screen");
    let around = place.parent_element().and_then(|around| around.dyn_into().ok());
    let handle = leptos::mount::mount_to(around.expect("the screen stands in the app"), move || {
        view! { <shell::Shell place desk /> }
    });
    handle.forget();
}

/// What is made of the page's corpus: each part when it is first needed, for what a reader does;
/// or before, whenever the browser has nothing else to do.
#[derive(Default)]
struct Making {
    here: Cell<Option<Here>>,
    desk: OnceCell<Desk>,
}

impl Making {
    /// Reads the corpus.
    fn here(&self) -> Here {
        self.here.take().unwrap_or_else(|| {
            let text = browser::element(CORPUS).and_then(|place| place.text_content()).unwrap_or_default();
            // A page with a damaged corpus shows what a page that stopped shows.
            let corpus = unpack(&text).expect(words::DAMAGED);
            Here::new(Painter::new(Library::new(corpus, browser::nfkd), browser::nfkc))
        })
    }

    fn desk(&self) -> Desk {
        *self.desk.get_or_init(|| {
            let desk = Desk::new(Rc::new(self.here()));
            start(desk);
            desk
        })
    }
}
