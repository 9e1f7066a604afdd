//! PNG files (ISO/IEC 15948), as small as they get with little ado.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};

use super::tokens::Colour;

/// A picture of at most 256 colours, which the palette has; those that are not opaque come first.
pub fn indexed(width: usize, pixels: &[Colour], palette: &[Colour]) -> Vec<u8> {
    let bits = match palette.len() {
        0..=2 => 1,
        3..=4 => 2,
        5..=16 => 4,
        _ => 8,
    };
    // Most pixels are like the one before.
    let mut last = 0;
    let mut index = |pixel: &Colour| {
        if palette[last] != *pixel {
            last = palette.iter().position(|colour| colour == pixel).unwrap_or(0);
        }
        last as u8
    };
    let mut pack = |pixels: &[Colour]| {
        let place = |at: usize| 8 - bits * (at + 1);
        pixels.iter().enumerate().fold(0, |byte, (at, pixel)| byte | index(pixel) << place(at))
    };
    let rows = pixels.chunks(width).map(|row| row.chunks(8 / bits).map(&mut pack).collect()).collect();
    let colours: Vec<u8> = palette.iter().flat_map(|colour| colour[..3].to_vec()).collect();
    let opacities = palette.iter().map(|colour| colour[3]).take_while(|&opacity| opacity < 255).collect();
    file(width, bits as u8, 3, vec![(b"PLTE", colours), (b"tRNS", opacities)], rows)
}

/// A picture of any number of colours.
pub fn plain(width: usize, pixels: &[Colour]) -> Vec<u8> {
    file(width, 8, 6, Vec::new(), pixels.chunks(width).map(<[Colour]>::concat).collect())
}

fn file(width: usize, bits: u8, kind: u8, tables: Vec<(&[u8; 4], Vec<u8>)>, rows: Vec<Vec<u8>>) -> Vec<u8> {
    let mut head = Vec::new();
    head.extend((width as u32).to_be_bytes());
    head.extend((rows.len() as u32).to_be_bytes());
    head.extend([bits, kind, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &head);
    for (name, table) in tables.iter().filter(|(_, table)| !table.is_empty()) {
        chunk(&mut out, name, table);
    }
    // Each row as it is, or as its difference from the one above: what comes out smaller.
    let as_is: Vec<u8> = rows.iter().flat_map(|row| [&[0], row.as_slice()].concat()).collect();
    let above = std::iter::once(vec![0; rows[0].len()]).chain(rows.iter().cloned());
    let less = |(row, above): (&Vec<u8>, Vec<u8>)| {
        let bytes: Vec<u8> = row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)).collect();
        [&[2], bytes.as_slice()].concat()
    };
    let differences: Vec<u8> = rows.iter().zip(above).flat_map(less).collect();
    let packed = [as_is, differences].map(|data| compress(&data));
    let smallest = packed.into_iter().min_by_key(Vec::len).unwrap_or_default();
    chunk(&mut out, b"IDAT", &smallest);
    chunk(&mut out, b"IEND", &[]);
    out
}

fn compress(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    // Into memory: nothing can fail.
    encoder.write_all(data).and_then(|()| encoder.finish()).unwrap_or_default()
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let mut check = Crc::new();
    check.update(name);
    check.update(data);
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(name);
    out.extend(data);
    out.extend(check.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::decoded::Decoded;

    #[test]
    fn pictures_of_any_number_of_colours_are_read_as_they_were_written() {
        // An odd width, so that rows end within a byte.
        const WIDTH: usize = 37;
        for number in [1, 2, 3, 4, 5, 16, 17, 256, 257] {
            // The first half transparent, as a palette has them.
            let palette: Vec<Colour> = (0..number)
                .map(|at| [at as u8, (at >> 8) as u8, 7, if at * 2 < number { 99 } else { 255 }])
                .collect();
            let pixels: Vec<Colour> = (0..WIDTH * 29).map(|at| palette[at * at % number]).collect();
            let bytes = if number > 256 { plain(WIDTH, &pixels) } else { indexed(WIDTH, &pixels, &palette) };
            let picture = Decoded::new(&bytes);
            assert_eq!((picture.width, picture.height), (WIDTH, 29));
            for (at, &pixel) in pixels.iter().enumerate() {
                assert_eq!(picture.at(at % WIDTH, at / WIDTH), pixel, "pixel {at} of {number} colours");
            }
        }
    }
}
