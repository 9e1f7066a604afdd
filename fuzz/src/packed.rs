//! The corpus that the build packs into the page, damaged or packed by another version.

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
    corpus::shown(unpacked, &mut Dice::of(data));
}
