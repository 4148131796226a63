//! Where the table stands: its place in points (64 bits), the keyboard's row, the widths the user gave the columns.

use std::collections::BTreeMap;
use std::ops::Range;

use egui::{Id, Rect, Ui};

use super::{Column, Grows, Kept};
use crate::ui::theme::{size, space};

/// What the table remembers from frame to frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// Points scrolled down.
    pub(super) y: f64,
    /// Points scrolled right.
    pub(super) x: f32,
    /// The keyboard's row.
    pub(super) cursor: Option<u64>,
    /// Widths set by hand, by column.
    pub(super) dragged: BTreeMap<usize, f32>,
    version: u64,
}

/// The table's measures in this frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Metrics {
    /// Header and rows.
    pub(super) rect: Rect,
    /// Where rows are drawn, with the strip of the vertical scroll bar.
    pub(super) body: Rect,
    /// Where cells are drawn: the body without that strip.
    pub(super) cells: Rect,
    /// All columns together.
    pub(super) content_width: f32,
    /// How many rows there are.
    pub(super) rows: u64,
    /// The height of one.
    pub(super) row_height: f32,
}

/// The strip that a scroll bar stands on.
pub(super) const GUTTER: f32 = size::SCROLL_BAR + 2.0 * space::XXS;
/// Less than this is the rounding of sizes, nothing to scroll for.
const SLACK: f32 = 0.5;

/// The strip at the right for the vertical scroll bar, when the rows need one: columns of at least `narrowest`
/// together may take the lowest strip for the other bar.
pub(super) fn gutter(rect: Rect, narrowest: f32, rows: u64, row_height: f32) -> f32 {
    let room = rect.height() - size::TABLE_HEADER - under(rect, narrowest) + SLACK;
    if rows as f64 * f64::from(row_height) > f64::from(room) {
        GUTTER
    } else {
        0.0
    }
}

/// The strip at the bottom for the horizontal scroll bar, when the columns need one.
pub(super) fn under(rect: Rect, width: f32) -> f32 {
    if width > rect.width() + SLACK {
        GUTTER
    } else {
        0.0
    }
}

impl Metrics {
    pub(super) fn new(
        rect: Rect,
        widths: &[f32],
        gutter: f32,
        (rows, row_height): (u64, f32),
    ) -> Self {
        let content_width = widths.iter().sum::<f32>();
        let mut body = rect;
        body.min.y += size::TABLE_HEADER;
        body.max.y -= under(rect, content_width + gutter);
        let mut cells = body;
        cells.max.x -= gutter;
        Self {
            rect,
            body,
            cells,
            content_width,
            rows,
            row_height,
        }
    }

    /// All rows together, in points.
    pub(super) fn content_height(&self) -> f64 {
        self.rows as f64 * f64::from(self.row_height)
    }

    /// The farthest down.
    pub(super) fn max_y(&self) -> f64 {
        (self.content_height() - f64::from(self.body.height())).max(0.0)
    }

    /// The farthest right.
    pub(super) fn max_x(&self) -> f32 {
        (self.content_width - self.cells.width()).max(0.0)
    }

    /// Whole rows that fit on the screen, at least one.
    pub(super) fn page(&self) -> u64 {
        ((self.body.height() / self.row_height) as u64).max(1)
    }
}

impl State {
    pub(super) fn load(ui: &Ui, id: Id, version: u64) -> Self {
        let mut state: Self = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if state.version != version {
            state.version = version;
            state.y = 0.0;
            state.cursor = None;
        }
        state
    }

    pub(super) fn resize(&mut self, column: usize, width: Option<f32>) {
        match width {
            Some(width) => self.dragged.insert(column, width),
            None => self.dragged.remove(&column),
        };
    }

    pub(super) fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    pub(super) fn clamp(&mut self, metrics: &Metrics) {
        self.y = self.y.clamp(0.0, metrics.max_y());
        self.x = self.x.clamp(0.0, metrics.max_x());
        if metrics.rows == 0 {
            self.cursor = None;
        }
        self.cursor = self
            .cursor
            .map(|row| row.min(metrics.rows.saturating_sub(1)));
    }

    /// The rows of which at least a part is on the screen.
    pub(super) fn visible(&self, metrics: &Metrics) -> Range<u64> {
        let height = f64::from(metrics.row_height);
        let first = (self.y / height).floor() as u64;
        let end = ((self.y + f64::from(metrics.body.height())) / height).ceil() as u64;
        first.min(metrics.rows)..end.min(metrics.rows)
    }

    /// The top of `row` on the screen.
    pub(super) fn top_of(&self, row: u64, metrics: &Metrics) -> f32 {
        let offset = row as f64 * f64::from(metrics.row_height) - self.y;
        metrics.body.top() + offset as f32
    }

    /// Scrolls as little as is needed to see all of `row`.
    pub(super) fn reveal(&mut self, row: u64, metrics: &Metrics) {
        let top = row as f64 * f64::from(metrics.row_height);
        let bottom = top + f64::from(metrics.row_height);
        let view = f64::from(metrics.body.height());
        if top < self.y {
            self.y = top;
        } else if bottom > self.y + view {
            self.y = bottom - view;
        }
        self.clamp(metrics);
    }

    /// Takes from the wheel what the table can use, and leaves the rest to the page around it.
    pub(super) fn wheel(&mut self, ui: &Ui, metrics: &Metrics) {
        if !ui.rect_contains_pointer(metrics.rect) {
            return;
        }
        ui.input_mut(|input| {
            let delta = input.smooth_scroll_delta;
            let y = (self.y - f64::from(delta.y)).clamp(0.0, metrics.max_y());
            if (y - self.y).abs() > f64::EPSILON {
                self.y = y;
                input.smooth_scroll_delta.y = 0.0;
            }
            let x = (self.x - delta.x).clamp(0.0, metrics.max_x());
            if (x - self.x).abs() > f32::EPSILON {
                self.x = x;
                input.smooth_scroll_delta.x = 0.0;
            }
        });
    }

    /// The width that somebody gave a column.
    fn by_hand(&self, index: usize, column: &Column) -> Option<f32> {
        match column.kept {
            Kept::Here => self.dragged.get(&index).copied(),
            Kept::Outside(width) => width,
        }
    }

    /// The columns before room to spare is given to them.
    fn base<'c>(&'c self, columns: &'c [Column]) -> impl Iterator<Item = f32> + 'c {
        columns
            .iter()
            .enumerate()
            .map(|(i, column)| self.by_hand(i, column).unwrap_or(column.width))
    }

    /// All columns together, before room to spare is given to them.
    pub(super) fn narrowest(&self, columns: &[Column]) -> f32 {
        self.base(columns).sum()
    }

    /// The widths of the columns in this frame: room to spare goes to those that may grow.
    pub(super) fn widths(&self, columns: &[Column], room: f32) -> Vec<f32> {
        let base: Vec<f32> = self.base(columns).collect();
        let spare = room - base.iter().sum::<f32>();
        let may_grow = |i: usize, column: &Column| {
            column.grows == Grows::Yes && self.by_hand(i, column).is_none()
        };
        let growing: f32 = columns
            .iter()
            .enumerate()
            .filter(|(i, column)| may_grow(*i, column))
            .map(|(_, column)| column.width)
            .sum();
        if spare <= 0.0 || growing <= 0.0 {
            return base;
        }
        base.iter()
            .zip(columns)
            .enumerate()
            .map(|(i, (width, column))| {
                if may_grow(i, column) {
                    width + spare * column.width / growing
                } else {
                    *width
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics(rows: u64) -> Metrics {
        let rect = Rect::from_min_size(egui::pos2(0.0, 0.0), egui::vec2(800.0, 634.0));
        let gutter = gutter(rect, 700.0, rows, 36.0);
        Metrics::new(rect, &[400.0, 400.0 - gutter], gutter, (rows, 36.0))
    }

    #[test]
    fn the_last_of_very_many_rows_stands_exactly_at_the_bottom() {
        for rows in [20, 1_000_000, 4_000_000_000] {
            let metrics = metrics(rows);
            let mut state = State::default();
            state.reveal(rows - 1, &metrics);
            assert_eq!(state.visible(&metrics).end, rows);
            let bottom = state.top_of(rows - 1, &metrics) + 36.0;
            assert!(
                (bottom - metrics.body.bottom()).abs() < 0.01,
                "{rows}: {bottom}"
            );
        }
    }

    #[test]
    fn short_lists_do_not_scroll() {
        let metrics = metrics(3);
        let mut state = State {
            y: 500.0,
            cursor: Some(9),
            ..State::default()
        };
        state.clamp(&metrics);
        assert!(state.y.abs() < f64::EPSILON);
        assert_eq!(state.cursor, Some(2));
        assert_eq!(state.visible(&metrics), 0..3);
    }

    #[test]
    fn each_scroll_bar_has_a_strip_of_its_own() {
        let rect = Rect::from_min_size(egui::pos2(0.0, 0.0), egui::vec2(800.0, 214.0));
        let bars = |narrowest: f32, rows: u64| {
            let strip = gutter(rect, narrowest, rows, 36.0);
            let metrics = Metrics::new(rect, &[narrowest], strip, (rows, 36.0));
            let (x, y) = (rect.width() - metrics.cells.width(), rect.bottom());
            (x, y - metrics.cells.bottom(), metrics.max_x())
        };
        assert_eq!(bars(700.0, 5), (0.0, 0.0, 0.0));
        assert_eq!(bars(700.0, 6), (GUTTER, 0.0, 0.0));
        assert_eq!(bars(900.0, 3), (0.0, GUTTER, 100.0));
        assert_eq!(bars(900.0, 5), (GUTTER, GUTTER, 100.0 + GUTTER));
        assert_eq!(bars(795.0, 6), (GUTTER, GUTTER, 795.0 + GUTTER - 800.0));
    }

    #[test]
    fn spare_room_goes_to_columns_that_may_grow() {
        let columns = [
            Column::new("", 40.0).fixed(),
            Column::new("a", 100.0),
            Column::new("b", 300.0),
        ];
        let state = State::default();
        assert_eq!(state.widths(&columns, 840.0), [40.0, 200.0, 600.0]);
        assert_eq!(state.widths(&columns, 300.0), [40.0, 100.0, 300.0]);
        let dragged = State {
            dragged: BTreeMap::from([(1, 150.0)]),
            ..State::default()
        };
        assert_eq!(dragged.widths(&columns, 840.0), [40.0, 150.0, 650.0]);
    }
}
