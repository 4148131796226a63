//! A picture of the screen, looked at by colour: how a test without a screen reader finds its way.

use std::process::Command;

/// Left, top, width, height in pixels.
pub type Area = (i64, i64, i64, i64);

/// A colour as it stands in the palette.
pub type Color = [u8; 3];

/// The least width of what counts as an edge of a control.
const EDGE: i64 = 40;
/// Heights of controls in pixels at 100 %.
const HEIGHTS: std::ops::RangeInclusive<i64> = 20..=60;
/// How far a colour may be off in each channel where it is only near: soft edges of letters.
const NEAR: i32 = 40;

/// Pixels of the whole screen.
#[derive(PartialEq, Eq)]
pub struct Picture {
    width: i64,
    height: i64,
    pixels: Vec<Color>,
}

impl Picture {
    /// Takes the picture that `command` writes to its output as a portable pixel map.
    pub fn take(command: &mut Command) -> Self {
        let output = command.output().expect("a picture can be taken");
        Self::parse(&output.stdout).expect("the picture is a portable pixel map")
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        // "P6 width height 255", each ended by one space or line break.
        let mut rest = bytes;
        let mut word = || {
            let end = rest.iter().position(u8::is_ascii_whitespace)?;
            let word = std::str::from_utf8(&rest[..end]).ok()?;
            rest = &rest[end + 1..];
            Some(word)
        };
        let (format, width, height, most) = (word()?, word()?, word()?, word()?);
        let (width, height) = (width.parse().ok()?, height.parse().ok()?);
        let pixels: Vec<Color> = rest.as_chunks().0.to_vec();
        let is_whole = format == "P6" && most == "255" && pixels.len() as i64 == width * height;
        is_whole.then_some(Self {
            width,
            height,
            pixels,
        })
    }

    fn at(&self, x: i64, y: i64) -> Option<Color> {
        let inside = (0..self.width).contains(&x) && (0..self.height).contains(&y);
        inside.then(|| self.pixels[(y * self.width + x) as usize])
    }

    fn is(&self, x: i64, y: i64, color: Color) -> bool {
        self.at(x, y) == Some(color)
    }

    fn near(&self, x: i64, y: i64, color: Color) -> bool {
        let close = |a: u8, b: u8| (i32::from(a) - i32::from(b)).abs() <= NEAR;
        self.at(x, y)
            .is_some_and(|there| (0..3).all(|i| close(there[i], color[i])))
    }

    /// How many pixels of `area` differ from `other`.
    pub fn differences(&self, other: &Self, area: Area) -> usize {
        places(area)
            .filter(|(x, y)| self.at(*x, *y) != other.at(*x, *y))
            .count()
    }

    /// How many pixels of `area` have exactly this colour.
    pub fn count(&self, area: Area, color: Color) -> usize {
        places(area).filter(|(x, y)| self.is(*x, *y, color)).count()
    }

    /// A place well inside a shape of this colour: nothing else within `margin`.
    pub fn inside(&self, area: Area, color: Color, margin: i64) -> Option<(i64, i64)> {
        let solid: Vec<(i64, i64)> = places(area)
            .filter(|(x, y)| {
                self.is(*x, *y, color)
                    && (-margin..=margin)
                        .all(|d| self.is(x + d, y + d, color) && self.is(x + d, y - d, color))
            })
            .collect();
        solid.get(solid.len() / 2).copied()
    }

    /// Buttons filled with this colour, from the top.
    pub fn blocks(&self, area: Area, color: Color) -> Vec<Area> {
        let mut found = Vec::new();
        for (left, top, width) in self.edges(area, color) {
            let height = (0..i64::from(u16::MAX))
                .take_while(|d| self.is(left + 1, top + d, color))
                .count();
            if HEIGHTS.contains(&(height as i64)) {
                found.push((left, top, width, height as i64));
            }
        }
        found
    }

    /// Controls with a border of this colour, from the top; each row from the left.
    pub fn boxes(&self, area: Area, color: Color) -> Vec<Area> {
        let edges = self.edges(area, color);
        // The straight part of an edge depends on how thick the border is at its corners.
        let close = |a: i64, b: i64| (a - b).abs() <= 12;
        let mut found: Vec<Area> = Vec::new();
        for (left, top, width) in &edges {
            let below = edges.iter().find(|(l, t, w)| {
                close(*l, *left) && close(*w, *width) && HEIGHTS.contains(&(t - top + 1))
            });
            let middle = |bottom: i64| (top + bottom) / 2;
            // A border stands left of its straight edge by at most a corner's radius.
            let Some((_, bottom, _)) = below else {
                continue;
            };
            if (0..=12).any(|d| self.is(left - d, middle(*bottom), color)) {
                found.push((*left, *top, *width, bottom - top + 1));
            }
        }
        found
    }

    /// Rows of text of about this colour: the place of the leftmost letter of each.
    pub fn lines(&self, area: Area, color: Color) -> Vec<(i64, i64)> {
        let (left, top, width, height) = area;
        let first = |y: i64| (left..left + width).find(|x| self.near(*x, y, color));
        let mut lines: Vec<(i64, i64)> = Vec::new();
        let mut last = i64::MIN;
        for y in top..top + height {
            let Some(x) = first(y) else { continue };
            // Letters of one line stand less than a few pixels apart.
            if y > last + 4 {
                lines.push((x, y));
            }
            last = y;
        }
        lines
    }

    /// Horizontal edges: runs of the colour that do not continue in the row above. Left, top, width.
    fn edges(&self, (left, top, width, height): Area, color: Color) -> Vec<(i64, i64, i64)> {
        let mut edges = Vec::new();
        for y in top..top + height {
            let mut x = left;
            while x < left + width {
                let run = (x..left + width)
                    .take_while(|x| self.is(*x, y, color))
                    .count() as i64;
                if run >= EDGE && !self.is(x + run / 2, y - 1, color) {
                    edges.push((x, y, run));
                }
                x += run.max(1);
            }
        }
        edges
    }
}

fn places((left, top, width, height): Area) -> impl Iterator<Item = (i64, i64)> {
    (top..top + height).flat_map(move |y| (left..left + width).map(move |x| (x, y)))
}

/// The middle of an area.
pub fn centre((left, top, width, height): Area) -> (i64, i64) {
    (left + width / 2, top + height / 2)
}
