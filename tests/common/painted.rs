//! What is painted, looked through: elements by what they carry, and what they say.

use standpoint::corpus::written::CorpusFile;
use standpoint::large::MORE;
use standpoint::markup::{Element, Library, Node};
use unicode_normalization::UnicodeNormalization;

use super::load;

/// Unicode normalisation form KD, as a page has it of its browser.
pub fn nfkd(text: &str) -> String {
    text.nfkd().collect()
}

/// A library as the second program has it.
pub fn large(file: &CorpusFile) -> Library {
    Library::with_more(load(file), nfkd, &MORE)
}

/// The value of an attribute.
pub fn attr<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

/// The value of an attribute that is a number.
pub fn figure(element: &Element, name: &str) -> usize {
    attr(element, name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name}"))
}

/// Whether it is of a class.
pub fn is_of(element: &Element, class: &str) -> bool {
    attr(element, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

/// All elements that pass, in the order of the page.
pub fn all<'a>(nodes: &'a [Node], pass: &dyn Fn(&Element) -> bool) -> Vec<&'a Element> {
    let mut found = Vec::new();
    for node in nodes {
        if let Node::Element(element) = node {
            if pass(element) {
                found.push(element);
            }
            found.extend(all(&element.children, pass));
        }
    }
    found
}

/// All that it says.
pub fn text(element: &Element) -> String {
    element.children.iter().map(Node::text).collect()
}

/// What each of those that pass says.
pub fn texts(nodes: &[Node], pass: &dyn Fn(&Element) -> bool) -> Vec<String> {
    all(nodes, pass).into_iter().map(text).collect()
}
