//! The picture of how time and memory grow: two charts side by side, both axes by powers of ten.

use std::fmt::Write;

/// What was measured at one size.
pub struct Point {
    pub statements: f64,
    pub median: f64,
    pub tail: f64,
    pub index: f64,
    pub memory: f64,
    pub file: f64,
}

/// A line of a chart: its name, its colour, and what it shows.
type Line = (&'static str, &'static str, fn(&Point) -> f64);

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 260.0;

struct Chart {
    left: f64,
    title: &'static str,
    /// Powers of ten at the lower and the upper end.
    from: i32,
    to: i32,
}

impl Chart {
    fn x(&self, statements: f64) -> f64 {
        self.left + (statements.log10() - 3.0) / 3.0 * WIDTH
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value.log10() - f64::from(self.from)) / f64::from(self.to - self.from);
        40.0 + (1.0 - share.clamp(0.0, 1.0)) * HEIGHT
    }

    fn draw(&self, points: &[Point], lines: &[Line], unit: &dyn Fn(i32) -> String) -> String {
        let mut out = String::new();
        let (left, right, bottom) = (self.left, self.left + WIDTH, 40.0 + HEIGHT);
        _ = writeln!(out, "  <text class=\"title\" x=\"{left}\" y=\"20\">{}</text>", self.title);
        for power in self.from..=self.to {
            let y = self.y(10_f64.powi(power));
            _ = writeln!(out, "  <path class=\"grid\" d=\"M{left} {y:.1}H{right}\"/>");
            let y = y + 4.0;
            _ = writeln!(
                out,
                "  <text class=\"end\" x=\"{}\" y=\"{y:.1}\">{}</text>",
                left - 6.0,
                unit(power)
            );
        }
        for (power, label) in [(3, "1,000"), (4, "10,000"), (5, "100,000"), (6, "1,000,000")] {
            let x = self.x(10_f64.powi(power));
            _ = writeln!(out, "  <path class=\"grid\" d=\"M{x:.1} 40V{bottom}\"/>");
            let y = bottom + 18.0;
            _ = writeln!(out, "  <text class=\"middle\" x=\"{x:.1}\" y=\"{y}\">{label}</text>");
        }
        for (name, colour, value) in lines {
            let places: Vec<String> = points
                .iter()
                .map(|point| format!("{:.1} {:.1}", self.x(point.statements), self.y(value(point))))
                .collect();
            _ = writeln!(out, "  <path class=\"line\" stroke=\"{colour}\" d=\"M{}\"/>", places.join("L"));
            for point in points {
                let (x, y) = (self.x(point.statements), self.y(value(point)));
                _ = writeln!(out, "  <circle fill=\"{colour}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>");
            }
            if let Some(last) = points.last() {
                let (x, y) = (self.x(last.statements) + 8.0, self.y(value(last)) + 4.0);
                _ = writeln!(out, "  <text style=\"fill: {colour}\" x=\"{x:.1}\" y=\"{y:.1}\">{name}</text>");
            }
        }
        out
    }
}

/// The picture as SVG; its colours can be read on light and on dark.
pub fn picture(points: &[Point]) -> String {
    let time = Chart { left: 60.0, title: "Time", from: -2, to: 4 };
    let memory = Chart { left: 560.0, title: "Memory", from: 5, to: 10 };
    let times: [Line; 3] = [
        ("index built", "#8a63d2", |point| point.index),
        ("keystroke, 95 %", "#d1661a", |point| point.tail),
        ("median", "#1f8f6b", |point| point.median),
    ];
    let memories: [Line; 2] =
        [("wasm memory", "#d1661a", |point| point.memory), ("the file", "#1f8f6b", |point| point.file)];
    let milliseconds = |power: i32| match power {
        3.. => format!("{} s", 10_i32.pow(power as u32 - 3)),
        _ => format!("{} ms", 10_f64.powi(power)),
    };
    let bytes = |power: i32| match power {
        9.. => format!("{} GB", 10_i32.pow(power as u32 - 9)),
        6.. => format!("{} MB", 10_i32.pow(power as u32 - 6)),
        _ => format!("{} KB", 10_i32.pow(power as u32 - 3)),
    };
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 330\" role=\"img\" \
         aria-label=\"Time and memory of the engine, from a thousand to a million statements\">\n\
         \x20 <style>\n\
         \x20   text { font: 12px sans-serif; fill: #7d8590; }\n\
         \x20   .title { font-weight: bold; }\n\
         \x20   .end { text-anchor: end; }\n\
         \x20   .middle { text-anchor: middle; }\n\
         \x20   .grid { stroke: #7d8590; stroke-opacity: 0.3; }\n\
         \x20   .line { fill: none; stroke-width: 2; }\n\
         \x20 </style>\n",
    );
    out.push_str(&time.draw(points, &times, &milliseconds));
    out.push_str(&memory.draw(points, &memories, &bytes));
    out.push_str("</svg>\n");
    out
}
