//! Where the segments of a donut lie, and which one lies under a point.

use std::f32::consts::{FRAC_PI_2, TAU};

use egui::{Pos2, Vec2};

/// The smallest segment that is drawn, in turns: small enough not to lie, large enough to see and to press.
pub const MIN_TURN: f32 = 0.008;

/// The part of the circle that a segment takes, in turns clockwise from the top; `None` for a zero.
pub type Span = Option<(f32, f32)>;

/// Divides the circle among `values`. Small values above zero get [`MIN_TURN`], the others give way.
pub fn spans(values: &[u64]) -> Vec<Span> {
    let total: f64 = values.iter().map(|v| *v as f64).sum();
    if total <= 0.0 {
        return vec![None; values.len()];
    }
    let shares = widened(values, total);
    let mut at = 0.0_f64;
    shares
        .into_iter()
        .map(|share| {
            if share <= 0.0 {
                return None;
            }
            let start = at;
            at += share;
            Some((start as f32, at.min(1.0) as f32))
        })
        .collect()
}

/// Shares that sum to one, none above zero smaller than the minimum.
fn widened(values: &[u64], total: f64) -> Vec<f64> {
    let present = values.iter().filter(|v| **v > 0).count().max(1);
    let minimum = f64::from(MIN_TURN).min(1.0 / present as f64);
    let share = |v: u64| v as f64 / total;
    let mut small: Vec<bool> = vec![false; values.len()];
    loop {
        let (mut count, mut rest) = (0, 0.0);
        for (value, is_small) in values.iter().zip(&small) {
            if *is_small {
                count += 1;
            } else {
                rest += share(*value);
            }
        }
        let scale = if rest > 0.0 {
            (1.0 - f64::from(count) * minimum) / rest
        } else {
            1.0
        };
        let mut changed = false;
        for (value, is_small) in values.iter().zip(&mut small) {
            if !*is_small && *value > 0 && share(*value) * scale < minimum - f64::EPSILON {
                *is_small = true;
                changed = true;
            }
        }
        if !changed {
            return values
                .iter()
                .zip(&small)
                .map(|(value, is_small)| {
                    if *is_small {
                        minimum
                    } else {
                        share(*value) * scale
                    }
                })
                .collect();
        }
    }
}

/// The segment under `point` of a ring around `center`, if any.
pub fn hit(point: Pos2, center: Pos2, (inner, outer): (f32, f32), spans: &[Span]) -> Option<usize> {
    let from_center = point - center;
    let distance = from_center.length();
    if distance < inner || distance > outer {
        return None;
    }
    let turn = turn_of(from_center);
    spans
        .iter()
        .position(|span| span.is_some_and(|(start, end)| turn >= start && turn < end))
}

/// The direction of `vector`, in turns clockwise from the top.
pub fn turn_of(vector: Vec2) -> f32 {
    ((vector.angle() + FRAC_PI_2) / TAU).rem_euclid(1.0)
}

/// The direction that lies `radians` clockwise from the top.
pub fn direction(radians: f32) -> Vec2 {
    Vec2::angled(radians - FRAC_PI_2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quarters_lie_where_a_clock_says() {
        let spans = spans(&[1, 1, 1, 1]);
        let center = Pos2::new(100.0, 100.0);
        let cases = [
            ((101.0, 21.0), Some(0)),
            ((179.0, 99.0), Some(0)),
            ((179.0, 101.0), Some(1)),
            ((99.0, 179.0), Some(2)),
            ((21.0, 99.0), Some(3)),
            ((100.0, 100.0), None),
            ((100.0, 140.0), None),
            ((100.0, 190.0), None),
            ((170.0, 170.0), None),
        ];
        for ((x, y), expected) in cases {
            let got = hit(Pos2::new(x, y), center, (50.0, 80.0), &spans);
            assert_eq!(got, expected, "{x} {y}");
        }
    }

    #[test]
    fn nothing_has_no_segments() {
        assert_eq!(spans(&[0, 0]), [None, None]);
        assert!(spans(&[]).is_empty());
        assert_eq!(spans(&[0, 5]), [None, Some((0.0, 1.0))]);
    }

    proptest! {
        #[test]
        fn segments_fill_the_circle_and_none_is_too_small(values in prop::collection::vec(0_u64..2_000_000, 1..12)) {
            let spans = spans(&values);
            let mut at = 0.0_f32;
            for (value, span) in values.iter().zip(&spans) {
                prop_assert_eq!(*value > 0, span.is_some());
                if let Some((start, end)) = span {
                    prop_assert!((start - at).abs() < 1e-5);
                    prop_assert!(end - start >= MIN_TURN - 1e-5);
                    at = *end;
                }
            }
            if values.iter().any(|v| *v > 0) {
                prop_assert!((at - 1.0).abs() < 1e-4);
            }
        }

        #[test]
        fn the_middle_of_each_segment_is_that_segment(values in prop::collection::vec(0_u64..100_000, 1..9)) {
            let spans = spans(&values);
            let center = Pos2::new(0.0, 0.0);
            for (index, span) in spans.iter().enumerate() {
                if let Some((start, end)) = span {
                    let point = center + 70.0 * direction((start + end) * 0.5 * TAU);
                    prop_assert_eq!(hit(point, center, (50.0, 80.0), &spans), Some(index));
                }
            }
        }
    }
}
