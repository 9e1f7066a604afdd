//! Corpora painted by workers: the page's own, and one that the reader opened.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::desk::{Bring, Desk, Easel, State};
use super::shell::{Drawn, Place, present};
use super::worker::Worker;
use super::{browser, opening, sight};
use crate::link::{Page, View};
use crate::markup::{Asked, Extent, Node, Painted};
use leptos::prelude::*;

/// So many cards of a new list are drawn first, about what a screen shows; more once the reader scrolls.
/// What a browser takes to show a keystroke's result grows with them.
const FIRST: usize = 12;

/// Has workers paint.
#[derive(Clone, Default)]
pub struct Away {
    workers: Rc<RefCell<Vec<Rc<Worker>>>>,
    /// Whether a worker for the page's own corpus is on its way, or there.
    pub awaits_own: Rc<Cell<bool>>,
}

impl Away {
    /// Who paints a view, if its corpus is open.
    fn of(&self, view: &View) -> Option<Rc<Worker>> {
        let workers = self.workers.borrow();
        workers.iter().find(|worker| *worker.corpus.borrow() == view.corpus).map(Rc::clone)
    }

    /// Whether a corpus is open.
    pub fn has(&self, corpus: &Option<String>) -> bool {
        self.workers.borrow().iter().any(|worker| *worker.corpus.borrow() == *corpus)
    }

    /// Takes a worker in. Beside the page's own, one corpus is open.
    pub fn add(&self, new: Rc<Worker>) {
        let is_own = |worker: &Rc<Worker>| worker.corpus.borrow().is_none();
        let mut workers = self.workers.borrow_mut();
        workers.retain(|worker| {
            let stays = is_own(worker) != is_own(&new);
            if !stays {
                worker.end();
            }
            stays
        });
        workers.push(new);
    }
}

impl Away {
    /// Asks who paints a view what stands at a place of its matrix; the answer comes by itself.
    pub fn ask(&self, view: &View, row: usize, column: usize) {
        if let Some(worker) = self.of(view) {
            worker.say("spot", &[(row as f64).into(), (column as f64).into()]);
        }
    }
}

/// Gives the fields in which a reader types what they typed since this was asked for.
fn keep_typed(nodes: &mut [Node], desk: Desk) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let element = element.parts();
        keep_typed(&mut element.children, desk);
        let of =
            |name: &str| element.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        let typed = match of("data-wanted") {
            Some(facet) => desk.around(|around| around.wanted_of(facet).to_owned()),
            None if of("id").is_some_and(|id| id == "search") => desk.now(|view| view.search.clone()),
            None => continue,
        };
        if let Some((_, value)) = element.attributes.iter_mut().find(|(name, _)| *name == "value") {
            *value = typed;
        }
    }
}

impl Easel for Away {
    fn draw(&self, desk: Desk, place: Place, State { view, around }: State) {
        let Some(worker) = self.of(&view) else { return opening::need(desk, self.clone(), view.corpus) };
        let mut sight = around.sight.clone();
        let is_new = place.with_value(|screen| screen.drawn.as_ref().is_none_or(|drawn| drawn.view != view));
        if is_new && view.page == Page::Arguments && sight.rows.start == 0 {
            sight.rows.end = sight.rows.end.min(FIRST);
        }
        let extent = Extent::Sight(sight);
        let asked = Asked { link: view.to_string(), around: around.clone(), extent };
        worker.paint(asked, move |Painted { mut nodes, told }| {
            // Another corpus may have been turned to in between.
            if desk.now(|now| now.corpus != view.corpus) {
                return;
            }
            keep_typed(&mut nodes, desk);
            let before = place.with_value(|screen| screen.drawn.as_ref().map(|drawn| drawn.told.list));
            let is_same = before == Some(told.list);
            let mut held = Some(sight::hold());
            let drawn = Drawn { view, drawer: around.drawer, told };
            present(desk, place, drawn, &around, &mut |canvas| {
                // What another program drew is gone with it.
                canvas.draw(std::mem::take(&mut nodes), &browser::clear_screen);
                if let Some(held) = held.take() {
                    sight::settle(held, is_same);
                }
            });
            sight::reach();
            sight::look(desk);
        });
    }

    fn brings(&self) -> Option<Bring> {
        Some(sight::bring)
    }

    fn copy(&self, view: &View, source: String, text: Option<String>) {
        if let Some(worker) = self.of(view) {
            worker.say("copy", &[source.into(), text.map_or(JsValue::UNDEFINED, JsValue::from)]);
        }
    }
}
