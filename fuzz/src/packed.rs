//! The corpus that the build packs into the page, damaged or packed by another version.

use std::collections::BTreeSet;

use standpoint::corpus::packed::{pack, unpack};

use crate::dice::Dice;
use crate::{Tally, corpus, quickly};

static TALLY: Tally<2> = Tally::new(1_000_000, ["refused", "unpacked"]);

/// Any text is unpacked or refused; what is unpacked is packed again alike, and can be shown.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let unpacked = quickly("unpacking", || unpack(&text));
    TALLY.count(usize::from(unpacked.is_some()));
    let Some(unpacked) = unpacked else { return };
    let packed = pack(&unpacked);
    let again = unpack(&packed).expect("what was packed");
    assert_eq!(pack(&again), packed);
    // What was packed was checked before, so no name is there twice.
    let corpus = &unpacked;
    if is_single(corpus.arguments.iter().map(|row| &row.name))
        && is_single(corpus.sources.iter().map(|row| &row.name))
        && is_single(corpus.issues.iter().map(|row| &row.name))
        && is_single(corpus.propositions.iter().map(|row| &row.name))
    {
        corpus::shown(unpacked, &mut Dice::of(data));
    }
}

fn is_single<'a>(names: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    names.into_iter().all(|name| seen.insert(name))
}
