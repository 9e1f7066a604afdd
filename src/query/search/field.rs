//! One kind of text that is searched, and which arguments each of the texts is of.

use crate::corpus::order::set;
use crate::corpus::{Corpus, Holder, Statement, cite};

use super::terms::{Gathering, NOTHING};
use super::words::pieces;

/// A kind of text. Most belong to more than one argument: a source's name to all that stand in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// What the argument says.
    Claim,
    /// What it rests on.
    Evidence,
    /// The section it stands in.
    Section,
    /// A proposition it speaks to.
    Proposition,
    /// Whose position it is.
    Holder,
    /// An actor concerned.
    About,
    /// The source it stands in, with its authors.
    Source,
    /// The issue of a proposition it speaks to; searched only where it is asked for.
    Issue,
}

impl FieldName {
    /// All.
    pub const ALL: [FieldName; 8] = [
        FieldName::Claim,
        FieldName::Evidence,
        FieldName::Section,
        FieldName::Proposition,
        FieldName::Holder,
        FieldName::About,
        FieldName::Source,
        FieldName::Issue,
    ];

    /// Its name in a search.
    pub const fn name(self) -> &'static str {
        match self {
            FieldName::Claim => "claim",
            FieldName::Evidence => "evidence",
            FieldName::Section => "section",
            FieldName::Proposition => "proposition",
            FieldName::Holder => "holder",
            FieldName::About => "about",
            FieldName::Source => "source",
            FieldName::Issue => "issue",
        }
    }

    /// The field of this name.
    pub fn find(name: &str) -> Option<Self> {
        FieldName::ALL.into_iter().find(|field| field.name() == name)
    }

    /// Its bit in a set of fields.
    pub const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// What a word in it weighs.
    const fn weight(self) -> f32 {
        match self {
            FieldName::Claim => 3.0,
            FieldName::Evidence => 1.5,
            _ => 1.0,
        }
    }
}

/// The fields that are searched without being asked for.
pub const BY_ITSELF: u16 = (1 << FieldName::ALL.len()) - 1 - FieldName::Issue.bit();

/// Share of length normalisation (BM25's b).
const B: f32 = 0.6;

/// Lists one after another: those of `i` from `starts[i]` to `starts[i + 1]`.
pub struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new() -> Self {
        Lists { starts: vec![0], items: Vec::new() }
    }

    /// Ends the list at hand.
    fn end(&mut self) {
        self.starts.push(self.items.len() as u32);
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    fn range(&self, at: u32) -> std::ops::Range<usize> {
        self.starts[at as usize] as usize..self.starts[at as usize + 1] as usize
    }

    /// A list.
    pub fn get(&self, at: u32) -> &[u32] {
        &self.items[self.range(at)]
    }

    /// For each of the first `count` numbers, in which lists it stands, ascending.
    fn turned(&self, count: usize) -> Lists {
        let mut starts = vec![0; count + 1];
        let counted = |item: &&u32| (**item as usize) < count;
        for &item in self.items.iter().filter(counted) {
            starts[item as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut items = vec![0; self.items.len()];
        for list in 0..self.len() as u32 {
            for &item in self.get(list).iter().filter(counted) {
                items[next[item as usize] as usize] = list;
                next[item as usize] += 1;
            }
        }
        Lists { starts, items }
    }
}

/// The texts of one field.
pub struct Field {
    /// Its name.
    pub name: FieldName,
    /// The words of each text, in order; [`NOTHING`] between what is shown apart.
    pub texts: Lists,
    /// For each word, the texts that have it, each once.
    having: Lists,
    /// How often the text has the word, beside [`Field::having`].
    often: Vec<u8>,
    /// What one occurrence in a text weighs: less in a long one.
    scale: Vec<f32>,
    /// The arguments of each text; none if each argument has a text of its own.
    arguments: Option<Lists>,
}

impl Field {
    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The texts that have a word, each with the weight of its occurrences there.
    pub fn having(&self, term: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        let range = self.having.range(term);
        let texts = self.having.items[range.clone()].iter().zip(&self.often[range]);
        texts.map(|(&text, &often)| (text, f32::from(often) * self.scale[text as usize]))
    }

    /// How many texts have a word.
    pub fn spread(&self, term: u32) -> usize {
        self.having.range(term).len()
    }

    /// What `often` occurrences in a text weigh.
    pub fn weight(&self, text: u32, often: usize) -> f32 {
        often as f32 * self.scale[text as usize]
    }

    /// Calls with every argument of a text.
    pub fn each_argument(&self, text: u32, mut call: impl FnMut(usize)) {
        match &self.arguments {
            None => call(text as usize),
            Some(arguments) => arguments.get(text).iter().for_each(|&argument| call(argument as usize)),
        }
    }

    /// Whether each argument has a text of its own.
    pub fn is_own(&self) -> bool {
        self.arguments.is_none()
    }
}

/// A field whose words are still numbered by when they came.
pub struct Draft {
    name: FieldName,
    texts: Lists,
    arguments: Option<Lists>,
}

impl Draft {
    /// Adds what is shown to the text at hand. What is shown apart is not side by side, so that no
    /// phrase goes over from one into the other.
    fn add(&mut self, words: &mut Gathering, shown: &str) {
        if self.texts.starts.last().is_some_and(|&start| (start as usize) < self.texts.items.len()) {
            self.texts.items.push(NOTHING);
        }
        for range in pieces(shown) {
            let number = words.number(&shown[range], self.name.bit());
            if number != NOTHING {
                self.texts.items.push(number);
            }
        }
    }

    /// The field, with the words in their order: `places` of numbers.
    pub fn finish(mut self, places: &[u32]) -> Field {
        for item in self.texts.items.iter_mut().filter(|item| **item != NOTHING) {
            *item = places[*item as usize];
        }
        self.texts.items.shrink_to_fit();
        let mut having = self.texts.turned(places.len());
        // A text that has a word twice stands there twice, side by side.
        let mut often: Vec<u8> = Vec::with_capacity(having.items.len());
        let (mut kept, mut start) = (0, 0);
        for term in 0..places.len() {
            let end = having.starts[term + 1] as usize;
            let first = kept;
            for at in start..end {
                let text = having.items[at];
                if kept > first && having.items[kept - 1] == text {
                    often[kept - 1] = often[kept - 1].saturating_add(1);
                } else {
                    having.items[kept] = text;
                    often.push(1);
                    kept += 1;
                }
            }
            start = end;
            having.starts[term + 1] = kept as u32;
        }
        having.items.truncate(kept);
        having.items.shrink_to_fit();
        let words = |list: &[u32]| list.iter().filter(|item| **item != NOTHING).count() as f32;
        let average = (words(&self.texts.items) / self.texts.len().max(1) as f32).max(1.0);
        let weigh = |text: u32| {
            let length = words(self.texts.get(text)) / average;
            self.name.weight() / (1.0 - B + B * length)
        };
        let scale = (0..self.texts.len() as u32).map(weigh).collect();
        Field { name: self.name, texts: self.texts, having, often, scale, arguments: self.arguments }
    }
}

/// As many bytes as a word has at least in most texts, with what parts it from the next.
const BYTES: usize = 6;

/// The texts of a field, their words numbered.
pub fn draft(name: FieldName, corpus: &Corpus, words: &mut Gathering) -> Draft {
    let mut draft = Draft { name, texts: Lists::new(), arguments: None };
    // For each argument, the texts that are its.
    let mut of = Lists::new();
    let arguments = || corpus.arguments.entries();
    // The longest list by far: grown step by step it would need twice its room, and the half of it
    // again while it moves.
    let bytes: usize = match name {
        FieldName::Claim => corpus.arguments.iter().map(|row| row.claim.len()).sum(),
        FieldName::Evidence => {
            let evidence = corpus.arguments.iter().flat_map(|row| &row.evidence);
            evidence.map(|evidence| evidence.text.len()).sum()
        }
        _ => 0,
    };
    draft.texts.items.reserve_exact(bytes / BYTES);
    match name {
        FieldName::Claim => {
            for (_, row) in arguments() {
                draft.add(words, &row.claim);
                draft.texts.end();
            }
            return draft;
        }
        FieldName::Evidence => {
            for (_, row) in arguments() {
                for evidence in &row.evidence {
                    draft.add(words, &evidence.text);
                    if let Some(reference) = evidence.reference {
                        draft.add(words, &cite::plain(&corpus.references[reference]));
                    }
                }
                draft.texts.end();
            }
            return draft;
        }
        FieldName::Section => {
            for (id, _) in arguments() {
                draft.add(words, corpus.section(id));
                draft.texts.end();
            }
            return draft;
        }
        FieldName::Proposition => {
            for row in corpus.propositions.iter() {
                draft.add(words, &row.text);
                draft.texts.end();
            }
            for (id, _) in arguments() {
                of.items.extend(corpus.stances_of(id).iter().map(|row| row.proposition.index() as u32));
                of.end();
            }
        }
        FieldName::Issue => {
            for row in corpus.issues.iter() {
                draft.add(words, &row.label);
                draft.texts.end();
            }
            for (id, _) in arguments() {
                let issue = |row: &Statement| corpus.propositions[row.proposition].issue;
                of.items.extend(set(corpus.stances_of(id).iter().map(|row| issue(row).index() as u32)));
                of.end();
            }
        }
        FieldName::Holder => {
            for holder in corpus.holders() {
                draft.add(words, corpus.holder_label(holder));
                draft.texts.end();
            }
            let authors = corpus.sources.len();
            for (_, row) in arguments() {
                of.items.push(match row.holder {
                    Holder::Author(id) => id.index(),
                    Holder::Actor(id) => authors + id.index(),
                } as u32);
                of.end();
            }
        }
        FieldName::About => {
            for row in corpus.actors.iter() {
                draft.add(words, &row.label);
                draft.texts.end();
            }
            for (_, row) in arguments() {
                of.items.extend(row.about.iter().map(|actor| actor.index() as u32));
                of.end();
            }
        }
        FieldName::Source => {
            for row in corpus.sources.iter() {
                draft.add(words, &row.short);
                draft.add(words, &cite::authors(&row.record));
                draft.texts.end();
            }
            for (_, row) in arguments() {
                of.items.push(row.source.index() as u32);
                of.end();
            }
        }
    }
    draft.arguments = Some(of.turned(draft.texts.len()));
    draft
}
