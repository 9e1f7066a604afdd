//! Markup as a value: elements, attributes, text.

use std::fmt::Write as _;

/// A piece of markup.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Text; shown as text, whatever it contains.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element. It is built by a chain of calls, so it is only as large as a pointer, and the calls
/// stay calls: inlined, they were a quarter of the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

/// An element's tag, attributes and what stands in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts {
    /// The tag.
    pub tag: &'static str,
    /// By what it is known again among its siblings when these change; empty for by position.
    pub key: String,
    /// Names and values, each name once.
    pub attributes: Vec<(&'static str, String)>,
    /// What stands in it.
    pub children: Vec<Node>,
}

impl std::ops::Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// An element without attributes or content.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, key: String::new(), attributes: Vec::new(), children: Vec::new() }))
}

impl Element {
    /// An element of its parts.
    pub(super) fn of(parts: Parts) -> Self {
        Element(Box::new(parts))
    }

    /// Its parts, to be changed.
    pub fn parts(&mut self) -> &mut Parts {
        &mut self.0
    }

    #[inline(never)]
    fn push_attribute(mut self, name: &'static str, value: String) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    /// Texts side by side are one, and an empty one is none: so a browser reads them back from
    /// HTML, and the screen must find what the build wrote.
    #[inline(never)]
    fn push_child(mut self, child: Node) -> Self {
        match (self.0.children.last_mut(), child) {
            (_, Node::Text(text)) if text.is_empty() => {}
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, child) => self.0.children.push(child),
        }
        self
    }

    /// With an attribute.
    #[must_use]
    pub fn attr(self, name: &'static str, value: impl Into<String>) -> Self {
        self.push_attribute(name, value.into())
    }

    /// With an attribute that is a number.
    #[must_use]
    #[inline(never)]
    pub fn number(self, name: &'static str, value: usize) -> Self {
        self.push_attribute(name, value.to_string())
    }

    /// With an attribute if there is a value for it.
    #[must_use]
    pub fn maybe(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.push_attribute(name, value),
            None => self,
        }
    }

    /// With an attribute that is there or not.
    #[must_use]
    pub fn flag(self, name: &'static str, on: bool) -> Self {
        if on { self.push_attribute(name, String::new()) } else { self }
    }

    /// With a class.
    #[must_use]
    pub fn class(self, class: impl Into<String>) -> Self {
        self.push_attribute("class", class.into())
    }

    /// With a key.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.key = key.into();
        self
    }

    /// With something more in it.
    #[must_use]
    pub fn with(self, child: impl Into<Node>) -> Self {
        self.push_child(child.into())
    }

    /// With several more things in it.
    #[must_use]
    #[inline(never)]
    pub fn with_all(self, children: Vec<Node>) -> Self {
        children.into_iter().fold(self, Element::push_child)
    }

    /// With something more in it, if there is something.
    #[must_use]
    #[inline(never)]
    pub fn with_some(mut self, child: Option<Element>) -> Self {
        self.0.children.extend(child.map(Node::Element));
        self
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Node::Element(element)
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Node::Text(text)
    }
}

impl From<&str> for Node {
    #[inline(never)]
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

/// Elements that have no content and no end tag in HTML.
const VOID: [&str; 5] = ["input", "br", "hr", "meta", "link"];

impl Node {
    /// The markup as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The text alone.
    pub fn text(&self) -> String {
        match self {
            Node::Text(text) => text.clone(),
            Node::Element(element) => element.children.iter().map(Node::text).collect(),
        }
    }

    fn write(&self, out: &mut String) {
        let element = match self {
            Node::Text(text) => return escape(text, out),
            Node::Element(element) => element,
        };
        // Writing to a string does not fail.
        let _ = write!(out, "<{}", element.tag);
        for (name, value) in &element.attributes {
            let _ = write!(out, " {name}");
            if !value.is_empty() {
                out.push_str("=\"");
                escape(value, out);
                out.push('"');
            }
        }
        out.push('>');
        if !VOID.contains(&element.tag) {
            for child in &element.children {
                child.write(out);
            }
            let _ = write!(out, "</{}>", element.tag);
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_text() {
        let node =
            Node::from(el("p").attr("title", "a\"b").flag("hidden", true).with("<script>&").with(el("br")));
        assert_eq!(node.to_html(), "<p title=\"a&quot;b\" hidden>&lt;script&gt;&amp;<br></p>");
        assert_eq!(node.text(), "<script>&");
    }
}
