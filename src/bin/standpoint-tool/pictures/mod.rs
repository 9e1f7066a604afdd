//! Pictures made by the build: the app's icons, and the card that stands for a link to it.
//!
//! The same corpus gives the same bytes on every machine: the font is built in, and everything is
//! drawn in one order with exact arithmetic.

mod canvas;
mod card;
#[cfg(test)]
mod decoded;
mod icon;
mod mark;
mod png;
mod text;
mod tokens;

use standpoint::markup::Library;

/// The app's icons with their file names.
pub fn icons() -> Vec<(&'static str, Result<Vec<u8>, String>)> {
    vec![
        ("icon-192.png", icon::plain(192)),
        ("icon-512.png", icon::plain(512)),
        ("icon-maskable.png", icon::maskable(512)),
    ]
}

/// The card of a corpus: its question and its matrix, 1200 by 630.
pub fn card(library: &Library) -> Result<Vec<u8>, String> {
    Ok(card::Card::new(library)?.draw()?.png())
}
