//! A picture in the making: filled shapes with smooth edges, and its PNG.

use std::collections::BTreeSet;

use super::png;
use super::tokens::Colour;

/// How far the control points of a quarter circle lie from its ends, for a radius of one.
const QUARTER: f64 = 0.552_284_75;

/// The outline of a shape, as straight lines.
#[derive(Default)]
pub struct Path {
    lines: Vec<[(f64, f64); 2]>,
    start: (f64, f64),
    pen: (f64, f64),
}

impl Path {
    /// Begins a contour.
    pub fn move_to(&mut self, to: (f64, f64)) {
        self.close();
        (self.start, self.pen) = (to, to);
    }

    /// Goes straight to a point.
    pub fn line_to(&mut self, to: (f64, f64)) {
        self.lines.push([self.pen, to]);
        self.pen = to;
    }

    /// Goes to a point along a cubic curve.
    pub fn curve_to(&mut self, a: (f64, f64), b: (f64, f64), to: (f64, f64)) {
        const PIECES: u32 = 8;
        let from = self.pen;
        for piece in 1..=PIECES {
            let t = f64::from(piece) / f64::from(PIECES);
            let u = 1.0 - t;
            let at = |from: f64, a: f64, b: f64, to: f64| {
                u * u * u * from + 3.0 * u * u * t * a + 3.0 * u * t * t * b + t * t * t * to
            };
            self.line_to((at(from.0, a.0, b.0, to.0), at(from.1, a.1, b.1, to.1)));
        }
    }

    /// Where the last piece ended.
    pub fn pen(&self) -> (f64, f64) {
        self.pen
    }

    /// Ends a contour where it began.
    pub fn close(&mut self) {
        if self.pen != self.start {
            self.line_to(self.start);
        }
    }

    /// A contour through these points.
    pub fn polygon(points: &[(f64, f64)]) -> Self {
        let mut path = Path::default();
        for (at, &point) in points.iter().enumerate() {
            if at == 0 { path.move_to(point) } else { path.line_to(point) }
        }
        path.close();
        path
    }

    /// Adds a rectangle with rounded corners; `inner` turns it the other way round, so that it
    /// cuts a hole.
    pub fn rectangle(&mut self, left: f64, top: f64, right: f64, bottom: f64, radius: f64, inner: bool) {
        let radius = radius.clamp(0.0, (right - left).min(bottom - top) / 2.0);
        let k = radius * (1.0 - QUARTER);
        let (a, b) = if inner { (right, left) } else { (left, right) };
        // Towards the middle from either side.
        let (ra, rb, ka, kb) = if inner { (-radius, radius, -k, k) } else { (radius, -radius, k, -k) };
        self.move_to((a + ra, top));
        self.line_to((b + rb, top));
        self.curve_to((b + kb, top), (b, top + k), (b, top + radius));
        self.line_to((b, bottom - radius));
        self.curve_to((b, bottom - k), (b + kb, bottom), (b + rb, bottom));
        self.line_to((a + ra, bottom));
        self.curve_to((a + ka, bottom), (a, bottom - k), (a, bottom - radius));
        self.line_to((a, top + radius));
        self.curve_to((a, top + k), (a + ka, top), (a + ra, top));
        self.close();
    }
}

/// A picture in the making, transparent at first.
pub struct Canvas {
    width: usize,
    height: usize,
    /// How many steps an edge has from outside to inside: the fewer, the fewer colours.
    steps: u32,
    pixels: Vec<Colour>,
}

impl Canvas {
    /// A canvas of this size, whose edges have this many steps from outside to inside.
    pub fn new(width: usize, height: usize, steps: u32) -> Self {
        Canvas { width, height, steps, pixels: vec![[0; 4]; width * height] }
    }

    /// Fills a shape. Everything is reckoned from exact areas in one order, so that the same shape
    /// gives the same pixels on every machine.
    pub fn fill(&mut self, path: &Path, colour: Colour) {
        let points = || path.lines.iter().flatten();
        let inside = |value: f64, limit: usize| value.clamp(0.0, limit as f64) as usize;
        let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min).floor();
        let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max).ceil();
        let (left, right) = (inside(least(|p| p.0), self.width), inside(most(|p| p.0), self.width));
        let (top, bottom) = (inside(least(|p| p.1), self.height), inside(most(|p| p.1), self.height));
        if left >= right || top >= bottom {
            return;
        }
        let wide = right - left;
        for y in top..bottom {
            // What each line adds from a pixel on to all pixels right of it.
            let mut steps = vec![0.0; wide + 2];
            for &line in &path.lines {
                sweep(&mut steps, line, y as f64, left as f64, wide as f64);
            }
            let mut sum = 0.0;
            for (x, step) in steps[..wide].iter().enumerate() {
                sum += step;
                let cover = (f64::abs(sum).min(1.0) * f64::from(self.steps)).round() as u32;
                let pixel = &mut self.pixels[y * self.width + left + x];
                *pixel = over(*pixel, colour, cover, self.steps);
            }
        }
    }

    /// Fills a rectangle with rounded corners.
    pub fn rectangle(&mut self, left: f64, top: f64, right: f64, bottom: f64, radius: f64, colour: Colour) {
        let mut path = Path::default();
        path.rectangle(left, top, right, bottom, radius, false);
        self.fill(&path, colour);
    }

    /// The picture as a PNG: with a palette if it has few colours.
    pub fn png(&self) -> Vec<u8> {
        // Transparent colours first: only they are listed with their opacity.
        let runs = self.pixels.chunk_by(|a, b| a == b);
        let colours: BTreeSet<(u8, Colour)> = runs.map(|run| (run[0][3], run[0])).collect();
        let palette: Vec<Colour> = colours.into_iter().map(|(_, colour)| colour).collect();
        match palette.len() {
            ..=256 => png::indexed(self.width, &self.pixels, &palette),
            _ => png::plain(self.width, &self.pixels),
        }
    }
}

/// Adds what a line covers in a row of pixels: signed by its direction, so that what lies within a
/// contour sums to one and what lies in a hole to nothing.
fn sweep(steps: &mut [f64], line: [(f64, f64); 2], row: f64, left: f64, wide: f64) {
    let [(x0, y0), (x1, y1)] = line;
    let (direction, (x0, y0), (x1, y1)) =
        if y0 < y1 { (1.0, (x0, y0), (x1, y1)) } else { (-1.0, (x1, y1), (x0, y0)) };
    let (from, to) = (y0.max(row), y1.min(row + 1.0));
    if from >= to {
        return;
    }
    let slope = (x1 - x0) / (y1 - y0);
    let at = |y: f64| (x0 + (y - y0) * slope - left).clamp(0.0, wide);
    let (a, b) = (at(from), at(to));
    let (a, b) = (a.min(b), a.max(b));
    let height = direction * (to - from);
    let (first, last) = (a.floor(), b.ceil());
    if last <= first + 1.0 {
        // Within one pixel: what lies right of it there, and the rest in the next.
        let part = 1.0 - ((a + b) / 2.0 - first);
        steps[first as usize] += height * part;
        steps[first as usize + 1] += height * (1.0 - part);
        return;
    }
    // Through several pixels: from the area right of the line up to each pixel's right edge comes
    // what it covers of each pixel, and from that how much more than of the one before.
    let per = height / (b - a);
    let area = |x: f64| {
        let run = (x - a).clamp(0.0, b - a);
        per * (run * run / 2.0 + (x - b).max(0.0) * (b - a))
    };
    let mut before = 0.0;
    let mut covered = 0.0;
    let mut x = first;
    while x <= last {
        let now = area(x + 1.0);
        let cover = now - covered;
        steps[x as usize] += cover - before;
        (before, covered) = (cover, now);
        x += 1.0;
    }
}

/// A colour laid over a pixel.
fn over(under: Colour, colour: Colour, cover: u32, steps: u32) -> Colour {
    if cover == 0 {
        return under;
    }
    let mix =
        |a: u8, b: u8| ((u32::from(a) * (steps - cover) + u32::from(b) * cover + steps / 2) / steps) as u8;
    if under[3] == 0 {
        return [colour[0], colour[1], colour[2], mix(0, colour[3])];
    }
    [
        mix(under[0], colour[0]),
        mix(under[1], colour[1]),
        mix(under[2], colour[2]),
        under[3].max(mix(0, colour[3])),
    ]
}
