//! The page's own corpus, painted by the page's own program.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::browser;
use super::desk::{Desk, Easel, State};
use super::shell::{Drawn, Place, present};
use crate::link::{Page, View};
use crate::markup::{Extent, Node, Painter};
use leptos::prelude::*;

/// Paints in this program.
pub struct Here {
    painter: Rc<RefCell<Painter>>,
    /// How much of the screen is drawn.
    extent: Rc<Cell<u32>>,
}

impl Here {
    /// With this painter.
    pub fn new(painter: Painter) -> Self {
        Here { painter: Rc::new(RefCell::new(painter)), extent: Rc::default() }
    }
}

impl Easel for Here {
    fn draw(&self, desk: Desk, place: Place, State { view, around }: State) {
        // What only the program for large corpora can paint is asked for; until it has taken over, the
        // page's own corpus is shown, as far as it has the view.
        let is_others = view.corpus.is_some();
        if is_others || view.needs_more() {
            browser::tell("standpoint-more");
        }
        let view = if is_others { View::default() } else { view };
        let before = place.with_value(|screen| screen.drawn.as_ref().map(|drawn| drawn.told.list));
        let mut painter = self.painter.borrow_mut();
        painter.turn(view.clone());
        let is_first = before.is_none();
        let in_parts = before.is_none_or(|list| {
            // Where the reader stands is asked last: it costs a layout.
            view.page == Page::Arguments && list != painter.list() && browser::is_at_top()
        });
        // What the build drew needs no drawing: the app answers at once.
        let stands = is_first && !is_others && view == View::default() && around.is_as_built();
        let extent = if in_parts { Extent::FIRST } else { Extent::WHOLE };
        self.extent.set(extent.parts());
        let Some(told) = painter.told(&extent) else { return };
        let mut nodes = (!stands).then(|| painter.paint(&around, &extent));
        drop(painter);
        let list = told.list;
        let drawn = Drawn { drawer: around.drawer, view, told };
        present(desk, place, drawn, &around, &mut |canvas| {
            if let Some(nodes) = nodes.take() {
                canvas.draw(nodes, &|| self.built());
            }
        });
        if in_parts {
            self.go_on(desk, place, list);
        }
    }

    fn copy(&self, _view: &View, source: String, text: Option<String>) {
        let mut painter = self.painter.borrow_mut();
        match text {
            Some(text) => _ = painter.copy(&source, text),
            None => painter.close_copy(&source),
        }
    }
}

impl Here {
    /// What the build drew in the page.
    fn built(&self) -> Vec<Node> {
        self.painter.borrow().built()
    }

    /// Draws the rest of a list whenever the reader asks for nothing, a part at a time, unless another
    /// list or all of this one was drawn in between.
    fn go_on(&self, desk: Desk, place: Place, list: usize) {
        let this = Here { painter: Rc::clone(&self.painter), extent: Rc::clone(&self.extent) };
        let parts = this.extent.get();
        browser::when_idle(move || {
            let Some(mut drawn) = place.with_value(|screen| screen.drawn.clone()) else { return };
            if drawn.told.list != list || this.extent.get() != parts || drawn.told.is_whole {
                return;
            }
            let extent = Extent::Parts(parts).more();
            this.extent.set(extent.parts());
            let around = desk.around(Clone::clone);
            let mut nodes = this.painter.borrow().paint(&around, &extent);
            drawn.told.is_whole = this.painter.borrow().told(&extent).is_none_or(|told| told.is_whole);
            present(desk, place, drawn, &around, &mut |canvas| {
                canvas.draw(std::mem::take(&mut nodes), &|| this.built());
            });
            this.go_on(desk, place, list);
        });
    }
}
