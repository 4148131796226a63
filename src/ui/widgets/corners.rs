//! Square content inside a card with round corners: whatever was painted outside the corners is cut off afterwards.
//! egui clips to rectangles only. Nothing is painted over, so it does not matter what the card stands on.

use std::f32::consts::{FRAC_PI_2, PI};

use egui::epaint::{ClippedShape, RectShape};
use egui::layers::ShapeIdx;
use egui::{CornerRadius, Pos2, Rect, Shape, Stroke, Ui, Vec2};

const STEPS: usize = 8;

/// What may be painted on: `rect` with corners of `radius`.
#[derive(Clone, Copy, Debug)]
struct Rounded {
    rect: Rect,
    radius: f32,
}

/// The place in the paint list from which on [`cut`] looks.
pub(super) fn mark(ui: &Ui) -> ShapeIdx {
    let layer = ui.layer_id();
    ui.ctx()
        .graphics_mut(|graphics| graphics.entry(layer).next_idx())
}

/// Cuts what was painted since `mark` down to `rect` with corners of `radius`: fills and lines, which is what tables
/// put there.
pub(super) fn cut(ui: &Ui, ShapeIdx(mark): ShapeIdx, rect: Rect, radius: f32) {
    // A card that is lower than its corners are high has smaller ones.
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let area = Rounded { rect, radius };
    let layer = ui.layer_id();
    ui.ctx().graphics_mut(|graphics| {
        let list = graphics.entry(layer);
        for index in mark..list.next_idx().0 {
            list.mutate_shape(ShapeIdx(index), |shape| area.cut(shape));
        }
    });
}

impl Rounded {
    fn cut(self, clipped: &mut ClippedShape) {
        let clip = clipped.clip_rect;
        match &mut clipped.shape {
            Shape::Rect(rect) if !rect.stroke.is_empty() => self.round_line(rect),
            Shape::Rect(rect) => {
                if let Some(shape) = self.fill(rect, clip) {
                    clipped.shape = shape;
                }
            }
            Shape::LineSegment { points, .. } => self.shorten(points),
            _ => {}
        }
    }

    /// The part of a square fill that is inside, when some of it is outside.
    fn fill(self, fill: &RectShape, clip: Rect) -> Option<Shape> {
        let seen = fill.rect.intersect(clip).intersect(self.rect);
        let square = fill.corner_radius == CornerRadius::ZERO && fill.brush.is_none();
        if !square || !seen.is_positive() || !corners(seen).any(|corner| self.leaves_out(corner)) {
            return None;
        }
        let outline = self.outline_within(seen);
        Some(Shape::convex_polygon(outline, fill.fill, Stroke::NONE))
    }

    /// A ring near the card's edge follows the card's corners.
    fn round_line(self, ring: &mut RectShape) {
        let own = &mut ring.corner_radius;
        let corner = [&mut own.nw, &mut own.ne, &mut own.se, &mut own.sw];
        for (radius, at) in corner.into_iter().zip(corners(ring.rect)) {
            if self.leaves_out(at) {
                *radius = (*radius).max(self.radius as u8);
            }
        }
    }

    fn shorten(self, points: &mut [Pos2; 2]) {
        let [from, to] = points;
        if (from.y - to.y).abs() < f32::EPSILON {
            let inset = self.inset(from.y);
            let (left, right) = (self.rect.left() + inset, self.rect.right() - inset);
            from.x = from.x.clamp(left, right);
            to.x = to.x.clamp(left, right);
        }
    }

    /// How far the round corner stands in from the sides at this height.
    fn inset(self, y: f32) -> f32 {
        let above = self.rect.top() + self.radius - y;
        let below = y - (self.rect.bottom() - self.radius);
        let reach = above.max(below).clamp(0.0, self.radius);
        self.radius - (self.radius * self.radius - reach * reach).sqrt()
    }

    /// Whether a point of the square is cut off by a round corner.
    fn leaves_out(self, at: Pos2) -> bool {
        let core = self.rect.shrink(self.radius);
        at.distance(core.clamp(at)) > self.radius + 0.01
    }

    /// The round outline, clockwise, as far as it lies in `part`.
    fn outline_within(self, part: Rect) -> Vec<Pos2> {
        let core = self.rect.shrink(self.radius);
        let mut outline: Vec<Pos2> = corners(core)
            .zip([PI, 3.0 * FRAC_PI_2, 0.0, FRAC_PI_2])
            .flat_map(|(center, start)| {
                (0..=STEPS).map(move |step| {
                    let angle = start + FRAC_PI_2 * step as f32 / STEPS as f32;
                    center + self.radius * Vec2::angled(angle)
                })
            })
            .collect();
        for (inside, axis) in [
            (part.left(), Vec2::X),
            (-part.right(), -Vec2::X),
            (part.top(), Vec2::Y),
            (-part.bottom(), -Vec2::Y),
        ] {
            outline = beyond(&outline, axis, inside);
        }
        outline.dedup_by(|a, b| a.distance(*b) < 0.01);
        outline
    }
}

/// From the upper left clockwise.
fn corners(rect: Rect) -> impl Iterator<Item = Pos2> {
    [
        rect.left_top(),
        rect.right_top(),
        rect.right_bottom(),
        rect.left_bottom(),
    ]
    .into_iter()
}

/// The part of a convex outline where `axis` is at least `least`.
fn beyond(outline: &[Pos2], axis: Vec2, least: f32) -> Vec<Pos2> {
    let height = |p: Pos2| p.to_vec2().dot(axis) - least;
    let next = outline.iter().cycle().skip(1);
    let mut kept = Vec::with_capacity(outline.len() + 2);
    for (&from, &to) in outline.iter().zip(next) {
        let (a, b) = (height(from), height(to));
        if a >= 0.0 {
            kept.push(from);
        }
        if (a >= 0.0) != (b >= 0.0) {
            kept.push(from + (to - from) * (a / (a - b)));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> Rounded {
        Rounded {
            rect: Rect::from_min_size(Pos2::ZERO, Vec2::new(200.0, 100.0)),
            radius: 10.0,
        }
    }

    fn outline(rect: Rect) -> Option<Vec<Pos2>> {
        let fill = RectShape::filled(rect, 0, egui::Color32::WHITE);
        match area().fill(&fill, Rect::EVERYTHING)? {
            Shape::Path(path) => Some(path.points),
            _ => None,
        }
    }

    #[test]
    fn a_fill_in_the_middle_is_left_alone() {
        let middle = Rect::from_min_max(Pos2::new(0.0, 20.0), Pos2::new(200.0, 60.0));
        assert_eq!(outline(middle), None);
    }

    #[test]
    fn the_lowest_fill_stays_within_the_arc_and_reaches_it() {
        let low = Rect::from_min_max(Pos2::new(0.0, 96.0), Pos2::new(200.0, 130.0));
        let points = outline(low).expect("it reaches the corners");
        assert!(points.iter().all(|p| !area().leaves_out(*p)), "{points:?}");
        let widest = points.iter().map(|p| p.x).fold(0.0_f32, f32::max);
        // At 96, the arc of radius 10 around 90 stands in by 10 - 8.
        assert!((widest - 198.0).abs() < 0.3, "{widest}");
        let lowest = points.iter().map(|p| p.y).fold(0.0_f32, f32::max);
        assert!((lowest - 100.0).abs() < 0.01, "{lowest}");
    }

    #[test]
    fn a_line_at_the_edge_ends_at_the_arc() {
        let mut line = [Pos2::new(0.0, 100.0), Pos2::new(200.0, 100.0)];
        area().shorten(&mut line);
        assert_eq!(line.map(|p| p.x as i32), [10, 190]);
        let mut line = [Pos2::new(0.0, 50.0), Pos2::new(200.0, 50.0)];
        area().shorten(&mut line);
        assert_eq!(line.map(|p| p.x as i32), [0, 200]);
    }
}
