//! The app's icon: `web/icon.svg`, which has rectangles alone, in pixels.

use super::canvas::Canvas;
use super::tokens::{Colour, colour};

const DRAWING: &str = include_str!("../../../../web/icon.svg");

/// Few, since every byte is kept offline: the rounded ground is of the paper's colour, and all else
/// has straight edges.
const STEPS: u32 = 5;

/// The side of the drawing.
const SIDE: f64 = 64.0;

/// The circle that every mask leaves has this part of the side as its radius.
const SAFE: f64 = 0.4;

/// A rectangle of the drawing.
struct Rectangle {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    radius: f64,
    fill: Colour,
}

/// The drawing's rectangles; the first is its ground.
fn rectangles() -> Result<Vec<Rectangle>, String> {
    let read = |element: &str| {
        let written = |name: &str| {
            let start = element.find(&format!(" {name}=\""))? + name.len() + 3;
            element[start..].split('"').next()
        };
        let number = |name: &str| written(name).map_or(Some(0.0), |value| value.parse::<f64>().ok());
        let (left, top) = (number("x")?, number("y")?);
        let (right, bottom) = (left + number("width")?, top + number("height")?);
        Some(Rectangle { left, top, right, bottom, radius: number("rx")?, fill: colour(written("fill")?)? })
    };
    let elements = DRAWING.split("<rect").skip(1);
    elements
        .map(read)
        .collect::<Option<_>>()
        .ok_or_else(|| "web/icon.svg: a rectangle is not understood".into())
}

/// Draws the icon in a square of a canvas, with its ground or without.
pub fn draw(canvas: &mut Canvas, corner: (f64, f64), side: f64, ground: bool) -> Result<(), String> {
    let scale = side / SIDE;
    for part in rectangles()?.iter().skip(usize::from(!ground)) {
        let (x, y) = (|at: f64| corner.0 + at * scale, |at: f64| corner.1 + at * scale);
        let (left, top, right, bottom) = (x(part.left), y(part.top), x(part.right), y(part.bottom));
        canvas.rectangle(left, top, right, bottom, part.radius * scale, part.fill);
    }
    Ok(())
}

/// The icon with its rounded ground, transparent around it.
pub fn plain(side: usize) -> Result<Vec<u8>, String> {
    let mut canvas = Canvas::new(side, side, STEPS);
    draw(&mut canvas, (0.0, 0.0), side as f64, true)?;
    Ok(canvas.png())
}

/// The icon for a system that cuts it to a shape of its own: the ground fills the whole square, and
/// everything else stands within the circle that every shape leaves.
pub fn maskable(side: usize) -> Result<Vec<u8>, String> {
    let mut canvas = Canvas::new(side, side, STEPS);
    let rectangles = rectangles()?;
    let (ground, parts) = rectangles.split_first().ok_or("web/icon.svg: it is empty")?;
    let whole = side as f64;
    canvas.rectangle(0.0, 0.0, whole, whole, 0.0, ground.fill);
    let middle = SIDE / 2.0;
    let far = |a: f64, b: f64| (a - middle).abs().max((b - middle).abs());
    let square = |length: f64| length * length;
    let reach =
        |part: &Rectangle| (square(far(part.left, part.right)) + square(far(part.top, part.bottom))).sqrt();
    let reach = parts.iter().map(reach).fold(1.0, f64::max);
    // A little less, so that smooth edges lie within as well; in whole pixels a unit, so that
    // straight edges need none.
    let scale = ((SAFE * whole - 1.0) / reach).floor().max(1.0);
    let place = |at: f64| whole / 2.0 + (at - middle) * scale;
    for part in parts {
        let (left, top, right, bottom) =
            (place(part.left), place(part.top), place(part.right), place(part.bottom));
        canvas.rectangle(left, top, right, bottom, part.radius * scale, part.fill);
    }
    Ok(canvas.png())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{decoded::Decoded, icons};

    fn decoded(name: &str) -> Decoded {
        let (_, bytes) = icons().into_iter().find(|(other, _)| *other == name).expect("an icon");
        Decoded::new(&bytes.expect("a picture"))
    }

    #[test]
    fn icons_have_their_sizes_and_few_bytes() {
        for (name, side) in [("icon-192.png", 192), ("icon-512.png", 512), ("icon-maskable.png", 512)] {
            let icon = decoded(name);
            assert_eq!((icon.width, icon.height), (side, side), "{name}");
        }
        let bytes: usize = icons().into_iter().map(|(_, bytes)| bytes.expect("a picture").len()).sum();
        assert!(bytes < 3000, "{bytes} bytes are kept offline");
    }

    #[test]
    fn icons_show_the_drawing() {
        for name in ["icon-192.png", "icon-512.png"] {
            let icon = decoded(name);
            let at = |x: usize, y: usize| icon.at(x * icon.width / 64, y * icon.width / 64);
            assert_eq!(at(0, 0)[3], 0, "{name}: outside the rounded ground");
            for (x, y, fill) in
                [(32, 10, "#fbfaf6"), (16, 12, "#0b6e6e"), (48, 50, "#b4501b"), (10, 34, "#8d877b")]
            {
                assert_eq!(Some(at(x, y)), colour(fill), "{name} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_mask_cuts_nothing_but_ground() {
        let icon = decoded("icon-maskable.png");
        let (ground, middle) = (icon.at(0, 0), icon.width as f64 / 2.0);
        assert_eq!(Some(ground), colour("#fbfaf6"));
        let mut farthest: f64 = 0.0;
        for (x, y) in (0..icon.height).flat_map(|y| (0..icon.width).map(move |x| (x, y))) {
            if icon.at(x, y) != ground {
                // The far corner of the pixel.
                let far = |at: usize| (at as f64 - middle).abs().max((at as f64 + 1.0 - middle).abs());
                farthest = farthest.max((far(x).powi(2) + far(y).powi(2)).sqrt());
            }
        }
        assert!(farthest <= 0.4 * icon.width as f64, "something lies {farthest} from the middle");
        assert!(farthest > 0.3 * icon.width as f64, "it is no smaller than it must be: {farthest}");
    }
}
