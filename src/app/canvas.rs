//! Draws markup into the page, changing only what differs from what was drawn before: the focus,
//! an open detail and the scroll position outlive a change of the view.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Node as Drawn;

use crate::markup::{Node, Parts};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A place in the page and what was drawn in it.
pub struct Canvas {
    place: web_sys::Element,
    /// None until something is drawn here: what stands there is by another.
    drawn: Option<Vec<Node>>,
}

impl Canvas {
    /// A place in which somebody else has drawn.
    pub fn new(place: web_sys::Element) -> Self {
        Canvas { place, drawn: None }
    }

    /// Draws this in place of what was drawn before, the first time in place of what `found` says.
    pub fn draw(&mut self, nodes: Vec<Node>, found: &dyn Fn() -> Vec<Node>) {
        let before = self.drawn.take().unwrap_or_else(found);
        // The tree is ours alone; a browser that refuses a change leaves this one out.
        children(&self.place, &before, &nodes, false).ok();
        self.drawn = Some(nodes);
    }
}

fn create(node: &Node, in_svg: bool) -> Result<Drawn, JsValue> {
    let element = match node {
        Node::Text(text) => return Ok(document().create_text_node(text).into()),
        Node::Element(element) => element,
    };
    let in_svg = in_svg || element.tag == "svg";
    let drawn = if in_svg {
        document().create_element_ns(Some(SVG), element.tag)?
    } else {
        document().create_element(element.tag)?
    };
    for (name, value) in &element.attributes {
        set(&drawn, name, value)?;
    }
    for child in &element.children {
        drawn.append_child(&create(child, in_svg)?)?;
    }
    Ok(drawn.into())
}

/// Sets an attribute; of what a reader can change also its state, which the attribute only begins.
fn set(drawn: &web_sys::Element, name: &str, value: &str) -> Result<(), JsValue> {
    state(drawn, name, Some(value));
    drawn.set_attribute(name, value)
}

fn unset(drawn: &web_sys::Element, name: &str) -> Result<(), JsValue> {
    state(drawn, name, None);
    drawn.remove_attribute(name)
}

fn state(drawn: &web_sys::Element, name: &str, value: Option<&str>) {
    if let Some(input) = drawn.dyn_ref::<web_sys::HtmlInputElement>() {
        match (name, value) {
            ("checked", value) => input.set_checked(value.is_some()),
            // Setting what is typed already would move the cursor.
            ("value", Some(value)) if input.value() != value => input.set_value(value),
            _ => {}
        }
    } else if let ("selected", Some(option)) = (name, drawn.dyn_ref::<web_sys::HtmlOptionElement>()) {
        option.set_selected(value.is_some());
    }
}

fn attributes(drawn: &web_sys::Element, old: &Parts, new: &Parts) -> Result<(), JsValue> {
    for (name, _) in &old.attributes {
        if !new.attributes.iter().any(|(kept, _)| kept == name) {
            unset(drawn, name)?;
        }
    }
    for (name, value) in &new.attributes {
        if !old.attributes.iter().any(|(known, same)| known == name && same == value) {
            set(drawn, name, value)?;
        }
    }
    Ok(())
}

/// Whether what was drawn for one can become the other.
fn alike(old: &Node, new: &Node) -> bool {
    match (old, new) {
        (Node::Text(_), Node::Text(_)) => true,
        (Node::Element(old), Node::Element(new)) => old.tag == new.tag && old.key == new.key,
        _ => false,
    }
}

/// Makes the children of an element, drawn for `old`, those of `new`.
fn children(parent: &web_sys::Element, old: &[Node], new: &[Node], in_svg: bool) -> Result<(), JsValue> {
    let drawn: Vec<Drawn> = {
        let list = parent.child_nodes();
        (0..list.length()).filter_map(|at| list.item(at)).collect()
    };
    let mut free: Vec<bool> = vec![true; old.len()];
    let mut from = 0;
    // What was drawn for the old child that each new one takes over: mostly the next one, else
    // one further on, or one before if its key says so.
    let mut takes: Vec<Option<usize>> = Vec::with_capacity(new.len());
    for node in new {
        let fits = |at: &usize| free[*at] && alike(&old[*at], node);
        let found = (from..old.len()).find(fits).or_else(|| (0..from.min(old.len())).find(fits));
        if let Some(at) = found {
            free[at] = false;
            from = at + 1;
        }
        takes.push(found);
    }
    for (at, node) in drawn.iter().enumerate() {
        if free.get(at).copied().unwrap_or(true) {
            parent.remove_child(node)?;
        }
    }
    let mut next = parent.first_child();
    for (node, taken) in new.iter().zip(takes) {
        let here = match taken.and_then(|at| drawn.get(at).zip(old.get(at))) {
            Some((drawn, old)) => {
                change(drawn, old, node, in_svg)?;
                drawn.clone()
            }
            None => create(node, in_svg)?,
        };
        if next.as_ref() == Some(&here) {
            next = here.next_sibling();
        } else {
            parent.insert_before(&here, next.as_ref())?;
        }
    }
    Ok(())
}

fn change(drawn: &Drawn, old: &Node, new: &Node, in_svg: bool) -> Result<(), JsValue> {
    // To compare is cheap; to ask the page for what stands there is not.
    if old == new {
        return Ok(());
    }
    match (old, new) {
        (Node::Text(_), Node::Text(after)) => drawn.set_text_content(Some(after)),
        (Node::Element(before), Node::Element(after)) => {
            if let Some(drawn) = drawn.dyn_ref::<web_sys::Element>() {
                attributes(drawn, before, after)?;
                children(drawn, &before.children, &after.children, in_svg || after.tag == "svg")?;
            }
        }
        _ => {}
    }
    Ok(())
}
