//! What is on the screen and not worth a link.

use super::lens::Lens;

/// What is on the screen and not worth a link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    /// What of the link was ignored, in words.
    pub ignored: Vec<String>,
    /// What the citation dialog cites.
    pub citing: Citing,
    /// A word to the reader that goes away by itself.
    pub toast: String,
    /// How much is left, to be heard when a filter or a search has settled.
    pub count: String,
    /// Whether the keys of one sign are switched off, as dictation and chance can press them.
    pub keys_off: bool,
    /// Whether a new version of the page waits to be used.
    pub update: bool,
    /// Whether the facets are open where they are a drawer.
    pub drawer: bool,
    /// The choice of colours, by position in [`super::words::THEMES`].
    pub theme: usize,
    /// The address of the page without its fragment.
    pub base: String,
    /// Today as year, month and day; empty before anything is cited.
    pub today: Vec<usize>,
    /// What of a long list or large table is in sight.
    pub sight: Lens,
    /// What is looked for among a facet's many values: its name, and what was typed.
    pub wanted: Vec<(String, String)>,
}

/// What is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Citing {
    /// Nothing; the dialog is closed.
    #[default]
    Nothing,
    /// The view as it is.
    View,
    /// A source, by name.
    Source(String),
}

impl Around {
    /// Whether it is as the build drew the page with; the address stands on paper alone.
    pub fn is_as_built(&self) -> bool {
        Around { base: String::new(), ..self.clone() } == Around::default()
    }

    /// What is looked for among the values of a facet with this name; empty if nothing.
    pub fn wanted_of(&self, facet: &str) -> &str {
        self.wanted.iter().find(|(name, _)| name == facet).map_or("", |(_, typed)| typed)
    }
}
