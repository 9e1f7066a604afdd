//! The view: everything the screen shows, as one value.

use crate::corpus::order::Names;
use crate::matrix::{Axes, RowOrder};
use crate::query::Filters;

/// A page of the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Page {
    /// The stance matrix.
    #[default]
    Matrix,
    /// All cards, with facets.
    Arguments,
    /// The documents.
    Sources,
    /// Issues, propositions, scale, rules, actors.
    Codebook,
}

/// The order of cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardOrder {
    /// Best match of the search first; without a search by place.
    #[default]
    Relevance,
    /// Source by source, in reading order.
    Place,
    /// By the time of what is spoken of, undated last.
    Date,
}

/// What cards are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    /// Nothing.
    #[default]
    None,
    /// Their source.
    Source,
    /// The issues they speak to.
    Issue,
    /// The propositions they speak to.
    Proposition,
}

/// How the matrix is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// A grid of marks.
    #[default]
    Marks,
    /// An ordinary table of text.
    Plain,
    /// The whole matrix at once, as small as it must be.
    Map,
    /// Who agrees with whom.
    Agreement,
    /// Who changed position.
    Changes,
}

/// What is open beside the page: names as they stand in links.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open {
    /// The cards of a cell.
    Cell {
        /// The row's name.
        row: String,
        /// The column's name.
        column: String,
    },
    /// All arguments of a row.
    Row(String),
    /// All arguments of a column.
    Column(String),
    /// One argument with its relations.
    Argument(String),
}

/// Everything the screen shows. Its text form is the link: [`std::fmt::Display`] writes it,
/// [`View::read`] and [`std::str::FromStr`] read it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The corpus, if it is not the page's own: its fingerprint and name.
    pub corpus: Option<String>,
    /// The page.
    pub page: Page,
    /// The matrix's rows and columns.
    pub axes: Axes,
    /// The order of rows.
    pub order: RowOrder,
    /// How the matrix is shown.
    pub table: Table,
    /// Issues whose rows are folded away.
    pub folded: Names,
    /// What is filtered.
    pub filters: Filters,
    /// What is searched for.
    pub search: String,
    /// The order of cards.
    pub sort: CardOrder,
    /// What cards are grouped by.
    pub group: Grouping,
    /// The source at hand on the page of sources.
    pub source: Option<String>,
    /// What is open beside the page.
    pub open: Option<Open>,
}

impl View {
    /// Whether only the program for large corpora can paint it.
    pub fn needs_more(&self) -> bool {
        let is_more = matches!(self.table, Table::Map | Table::Agreement | Table::Changes);
        self.page == Page::Matrix && (is_more || self.order == RowOrder::Similar)
    }
}

/// A closed list of names for links.
pub(super) trait Choice: Copy + PartialEq + 'static {
    /// All there are, with their names.
    const ALL: &'static [(Self, &'static str)];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(choice, _)| *choice == self).map_or("", |(_, name)| name)
    }

    fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(choice, _)| *choice)
    }
}

impl Choice for Page {
    const ALL: &'static [(Self, &'static str)] = &[
        (Page::Matrix, "matrix"),
        (Page::Arguments, "arguments"),
        (Page::Sources, "sources"),
        (Page::Codebook, "codebook"),
    ];
}

impl Choice for CardOrder {
    const ALL: &'static [(Self, &'static str)] =
        &[(CardOrder::Relevance, "relevance"), (CardOrder::Place, "place"), (CardOrder::Date, "date")];
}

impl Choice for Grouping {
    const ALL: &'static [(Self, &'static str)] = &[
        (Grouping::None, "none"),
        (Grouping::Source, "source"),
        (Grouping::Issue, "issue"),
        (Grouping::Proposition, "proposition"),
    ];
}

impl Choice for Table {
    const ALL: &'static [(Self, &'static str)] = &[
        (Table::Marks, "marks"),
        (Table::Plain, "plain"),
        (Table::Map, "map"),
        (Table::Agreement, "agreement"),
        (Table::Changes, "changes"),
    ];
}

impl Page {
    /// All pages, in the order of the navigation.
    pub const ALL: [Page; 4] = [Page::Matrix, Page::Arguments, Page::Sources, Page::Codebook];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Choice::name(self)
    }
}

impl CardOrder {
    /// All, in the order in which they are offered.
    pub const ALL: [CardOrder; 3] = [CardOrder::Relevance, CardOrder::Place, CardOrder::Date];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Choice::name(self)
    }
}

impl Grouping {
    /// All, in the order in which they are offered.
    pub const ALL: [Grouping; 4] = [Grouping::None, Grouping::Source, Grouping::Issue, Grouping::Proposition];

    /// Its name in links.
    pub fn name(self) -> &'static str {
        Choice::name(self)
    }
}
