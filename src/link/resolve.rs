//! What of a view a corpus has.

use super::read::Ignored;
use super::view::{Open, View};
use crate::corpus::Corpus;
use crate::matrix::Key;
use crate::query::Catalogue;

/// The part of a view that this corpus can show, and the names in it that nothing here has.
pub fn resolve(mut view: View, corpus: &Corpus, catalogue: &Catalogue) -> (View, Vec<Ignored>) {
    let mut ignored = Vec::new();
    let mut unknown = |setting: &str, value: &str| {
        ignored.push(Ignored::Value { setting: setting.to_owned(), value: value.to_owned() });
    };
    view.filters.retain(|facet, value| {
        let known = catalogue.find(facet, value).is_some();
        if !known {
            unknown(facet.name(), value);
        }
        known
    });
    view.folded.retain(|name| {
        let known = corpus.issues.find(name).is_some();
        if !known {
            unknown("fold", name);
        }
        known
    });
    if let Some(name) = view.source.take_if(|name| corpus.sources.find(name).is_none()) {
        unknown("at", &name);
    }
    let row = |name: &str| Key::find(view.axes.rows(), corpus, name).is_some();
    let column = |name: &str| Key::find(view.axes.columns(), corpus, name).is_some();
    let missing = match &view.open {
        None => None,
        Some(Open::Cell { row: name, .. }) if !row(name) => Some(("row", name)),
        Some(Open::Cell { column: name, .. }) if !column(name) => Some(("column", name)),
        Some(Open::Row(name)) if !row(name) => Some(("row", name)),
        Some(Open::Column(name)) if !column(name) => Some(("column", name)),
        Some(Open::Argument(name)) if corpus.arguments.find(name).is_none() => Some(("argument", name)),
        Some(_) => None,
    };
    if let Some((setting, name)) = missing {
        unknown(setting, name);
        view.open = None;
    }
    (view, ignored)
}
