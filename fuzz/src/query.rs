//! Search and filters.

use std::ops::Range;

use standpoint::corpus::{Corpus, text};
use standpoint::link::{View, resolve};
use standpoint::query::search::{Found, Index, fold};
use standpoint::query::{Drop, Facet, Filters};

use crate::dice::Dice;
use crate::{FILE, LIBRARY, Tally, nfkd};

static TALLY: Tally<3> = Tally::new(1_000_000, ["without a word", "nothing found", "something found"]);

/// The first line is a link with filters, the second a claim, the rest what is searched for.
pub fn check(data: &[u8]) {
    let input = String::from_utf8_lossy(data);
    let mut parts = input.splitn(3, '\n');
    let mut part = || parts.next().unwrap_or_default();
    let (link, claim, search) = (part(), part(), part());
    let (view, _) = resolve(View::read(link).0, &LIBRARY.corpus, &LIBRARY.catalogue);

    let found = LIBRARY.index().search(search);
    let some = found.as_ref().is_some_and(|found| !found.found.is_clear());
    TALLY.count(usize::from(found.is_some()) + usize::from(some));
    sound(&LIBRARY.corpus, search, found.as_ref());
    if let Some(found) = &found {
        for shown in [claim, search, link] {
            marked(LIBRARY.index(), found, shown);
        }
        LIBRARY.corpus.arguments.iter().for_each(|row| marked(LIBRARY.index(), found, &row.claim));
    }
    let mut dice = Dice::of(data);
    counted(&view.filters, found.as_ref(), &mut dice);
    // What takes as long as all of the rest is not done every time.
    match dice.below(8) {
        0 | 1 => together(claim, search),
        2 => finds_itself(claim, search),
        _ => {}
    }
}

/// A search is one if it has words; ranks are numbers, above zero for what is found alone.
fn sound(corpus: &Corpus, search: &str, found: Option<&Found>) {
    let words = text::words(search).into_iter().any(|range| !fold(&search[range], nfkd).is_empty());
    // The name of a field alone asks for nothing.
    assert!(found.is_some() == words || words && search.contains(':'));
    let Some(found) = found else { return };
    assert_eq!((found.found.len(), found.score.len()), (corpus.arguments.len(), corpus.arguments.len()));
    for (at, &score) in found.score.iter().enumerate() {
        let is_found = found.found.contains(at);
        assert!(score.is_finite() && score >= 0.0 && is_found == (score > 0.0), "{score}");
    }
    assert!(found.unmatched.is_empty() || found.found.is_clear());
}

/// Marks are parts of the text, in order, none over another.
fn marked(index: &Index, found: &Found, shown: &str) {
    let mut end = 0;
    for Range { start, end: next } in index.marks(found, shown) {
        assert!(end <= start && start < next && shown.get(start..next).is_some(), "{start}..{next}");
        end = next;
    }
}

/// Whether a text asks for its words alone: no phrase, no field, no characters without spaces.
fn is_plain(search: &str) -> bool {
    !search.contains(['"', '“', '”', '„', '«', '»', '＂', ':']) && !search.contains(text::is_unspaced)
}

/// Two searches together find what each of them finds.
fn together(one: &str, other: &str) {
    // A quotation that is open goes on in what follows.
    if !is_plain(one) {
        return;
    }
    let found = |text: &str| LIBRARY.index().search(text).map(|found| found.found);
    let both = match (found(one), found(other)) {
        (Some(one), Some(other)) => Some(&one & &other),
        (one, other) => one.or(other),
    };
    assert_eq!(found(&format!("{one} {other}")), both);
}

/// The counts of a facet, each asked for by itself.
fn counted(filters: &Filters, found: Option<&Found>, dice: &mut Dice) {
    let hits = |filters: &Filters, found: Option<&Found>| {
        LIBRARY.hits(&View { filters: filters.clone(), ..View::default() }, found)
    };
    let all = hits(filters, found);
    let mut arguments = all.arguments(&LIBRARY.catalogue);
    assert!(arguments.all(|id| found.is_none_or(|found| found.found.contains(id.index()))));

    let facet = Facet::ALL[dice.below(Facet::ALL.len())];
    let mut alone = filters.clone();
    for (value, &count) in LIBRARY.catalogue.values(facet).iter().zip(&all.counts[facet.index()]) {
        alone.clear(facet);
        alone.add(facet, value.name.as_str());
        assert_eq!(hits(&alone, found).number, count as usize, "{facet:?} {}", value.name);
    }
    for (drop, count) in &all.without {
        let rest = match drop {
            Drop::Search => hits(filters, None),
            Drop::Facet(facet) => {
                alone.clone_from(filters);
                alone.clear(*facet);
                hits(&alone, found)
            }
        };
        assert_eq!(rest.number, *count as usize, "{drop:?}");
    }
}

/// In a corpus that makes this claim, it is found by its words, and the search stays sound.
fn finds_itself(claim: &str, search: &str) {
    let mut file = FILE.clone();
    let row = &mut file.sources[0].arguments[0];
    let name = row.id.clone();
    row.claim = claim.to_owned();
    let Ok(corpus) = Corpus::new("river", file) else { return };
    let index = Index::new(&corpus, nfkd);
    sound(&corpus, search, index.search(search).as_ref());
    if let (Some(found), Some(id)) = (index.search(claim), corpus.arguments.find(&name)) {
        if !is_plain(claim) {
            return;
        }
        assert!(found.found.contains(id.index()) && found.unmatched.is_empty());
        let words =
            text::words(claim).into_iter().filter(|range| !fold(&claim[range.clone()], nfkd).is_empty());
        assert_eq!(index.marks(&found, claim), words.collect::<Vec<_>>(), "every word of it is marked");
    }
}
