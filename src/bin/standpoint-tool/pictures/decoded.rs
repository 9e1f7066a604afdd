//! A PNG read by a reader that shares no code with what wrote it.

use super::tokens::Colour;

/// A decoded picture.
pub struct Decoded {
    pub width: usize,
    pub height: usize,
    bytes: Vec<u8>,
}

impl Decoded {
    /// Decodes a PNG.
    pub fn new(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut bytes = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut bytes).expect("a picture");
        Decoded { width: info.width as usize, height: info.height as usize, bytes }
    }

    /// The colour of a pixel.
    pub fn at(&self, x: usize, y: usize) -> Colour {
        let at = (y * self.width + x) * 4;
        [self.bytes[at], self.bytes[at + 1], self.bytes[at + 2], self.bytes[at + 3]]
    }
}
