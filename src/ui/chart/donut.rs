//! A donut with the total in its middle and a legend beside it. The legend rows are the nodes for keyboard and
//! assistive technology; the ring itself answers to the pointer.

use std::f32::consts::TAU;

use egui::{
    Align2, Color32, CursorIcon, Id, IdSalt, Mesh, Pos2, Rect, Response, Role, Sense, Ui, Vec2,
    WidgetInfo,
};

use super::geometry::{self, Span};
use super::{Datum, Tooltip};
use crate::ui::theme::{Tokens, radius, size, space, text};
use crate::ui::widgets::{paint, tooltip};

/// A donut.
#[must_use = "call `show`"]
pub struct Donut<'a> {
    salt: IdSalt,
    data: &'a [Datum],
    total: &'a str,
    caption: &'a str,
    tooltip: Option<Tooltip<'a>>,
}

impl<'a> Donut<'a> {
    /// A donut of `data`, with `total` over `caption` in the middle.
    pub fn new(
        id_salt: impl egui::AsIdSalt,
        data: &'a [Datum],
        total: &'a str,
        caption: &'a str,
    ) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            data,
            total,
            caption,
            tooltip: None,
        }
    }

    /// The second line of the tooltip: "1,274 users · click for details".
    pub fn tooltip(mut self, tooltip: Tooltip<'a>) -> Self {
        self.tooltip = Some(tooltip);
        self
    }

    /// Draws the donut over the whole width; returns the segment that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let id = ui.make_persistent_id(self.salt);
        let legend_height = size::LEGEND_ROW * self.data.len() as f32;
        let side = size::DONUT + 2.0 * size::DONUT_LIFT;
        let width = ui.available_width();
        let beside = width >= side + space::XL + size::LEGEND_MIN_WIDTH;
        let height = if beside {
            side.max(legend_height)
        } else {
            side + space::M + legend_height
        };
        let (_, rect) = ui.allocate_space(Vec2::new(width, height));
        let (ring, legend) = places(rect, side, legend_height, Sides::from(beside));
        let rows: Vec<Response> = self.legend_ui(ui, id, legend);
        let area = ui.interact(ring, id.with("ring"), Sense::CLICK);
        let spans = geometry::spans(&self.data.iter().map(|d| d.value).collect::<Vec<_>>());
        let radii = (size::DONUT / 2.0 * size::DONUT_HOLE, size::DONUT / 2.0);
        let reach = (radii.0, radii.1 + size::DONUT_LIFT);
        let under = area
            .hover_pos()
            .and_then(|p| geometry::hit(p, ring.center(), reach, &spans));
        let lit = under.or_else(|| rows.iter().position(|r| r.hovered() || r.has_focus()));
        self.ring_ui(ui, id, ring.center(), (&spans, radii), lit);
        self.middle_ui(ui, ring);
        self.tooltip_ui(under, &area, &rows);
        if under.is_some() {
            area.clone().on_hover_cursor(CursorIcon::PointingHand);
        }
        under
            .filter(|_| area.clicked())
            .or_else(|| rows.iter().position(Response::clicked))
    }

    fn legend_ui(&self, ui: &Ui, id: Id, legend: Rect) -> Vec<Response> {
        let share_width = widest(
            ui,
            self.data.iter().map(|d| d.share_text.as_str()),
            &text::body(),
        );
        let count_width = widest(
            ui,
            self.data.iter().map(|d| d.value_text.as_str()),
            &text::body_strong(),
        );
        self.data
            .iter()
            .enumerate()
            .map(|(index, datum)| {
                let top = legend.top() + size::LEGEND_ROW * index as f32;
                let row = Rect::from_min_size(
                    Pos2::new(legend.left(), top),
                    Vec2::new(legend.width(), size::LEGEND_ROW),
                );
                legend_row_ui(
                    ui,
                    id.with(&datum.name),
                    row,
                    datum,
                    (count_width, share_width),
                )
            })
            .collect()
    }

    fn ring_ui(
        &self,
        ui: &Ui,
        id: Id,
        center: Pos2,
        (spans, (inner, outer)): (&[Span], (f32, f32)),
        lit: Option<usize>,
    ) {
        let feather = 1.0 / ui.pixels_per_point();
        if spans.iter().all(Option::is_none) {
            let color = Tokens::of(ui).border;
            let whole = Arc {
                center,
                span: (0.0, 1.0),
                radii: (inner, outer),
                gap: 0.0,
                feather,
            };
            ui.painter().add(whole.mesh(color));
            return;
        }
        let gap = if spans.iter().flatten().count() > 1 {
            size::DONUT_GAP
        } else {
            0.0
        };
        for (index, (datum, span)) in self.data.iter().zip(spans).enumerate() {
            let lift = ui.ctx().animate_bool_with_time(
                id.with(("lift", &datum.name)),
                lit == Some(index),
                ui.style().animation_time,
            );
            if let Some(span) = *span {
                let arc = Arc {
                    center,
                    span,
                    radii: (inner, outer + size::DONUT_LIFT * lift),
                    gap,
                    feather,
                };
                ui.painter().add(arc.mesh(datum.color));
            }
        }
    }

    fn middle_ui(&self, ui: &Ui, ring: Rect) {
        let tokens = Tokens::of(ui);
        let room = size::DONUT * size::DONUT_HOLE - space::L;
        let total = paint::line(ui.ctx(), self.total, text::chart_total(), tokens.text, room);
        let caption = paint::line(
            ui.ctx(),
            self.caption,
            text::small(),
            tokens.text_muted,
            room,
        );
        let height = total.size().y + caption.size().y;
        let top = ring.center().y - height / 2.0;
        let band = |top: f32, height: f32| {
            Rect::from_min_size(Pos2::new(ring.left(), top), Vec2::new(ring.width(), height))
        };
        let upper = band(top, total.size().y);
        let lower = band(upper.bottom(), caption.size().y);
        paint::galley_in(ui.painter(), upper, Align2::CENTER_CENTER, &total);
        paint::galley_in(ui.painter(), lower, Align2::CENTER_CENTER, &caption);
    }

    fn tooltip_ui(&self, under: Option<usize>, area: &Response, rows: &[Response]) {
        let Some(make) = self.tooltip else {
            return;
        };
        if let Some(datum) = under.and_then(|index| self.data.get(index)) {
            tooltip::titled_at_pointer(area, &datum.name, &make(datum));
        }
        for (row, datum) in rows.iter().zip(self.data) {
            if row.hovered() {
                tooltip::titled_at_pointer(row, &datum.name, &make(datum));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sides {
    Beside,
    Below,
}

impl From<bool> for Sides {
    fn from(beside: bool) -> Self {
        if beside { Self::Beside } else { Self::Below }
    }
}

/// Where the ring and the legend go.
fn places(rect: Rect, side: f32, legend_height: f32, sides: Sides) -> (Rect, Rect) {
    match sides {
        Sides::Beside => {
            let left = rect.left() + space::L;
            let ring = Rect::from_center_size(
                Pos2::new(left + side / 2.0, rect.center().y),
                Vec2::splat(side),
            );
            let room = rect.right() - ring.right() - space::XL - space::S;
            let width = room.min(size::LEGEND_MAX_WIDTH);
            let legend = Rect::from_min_size(
                Pos2::new(
                    rect.right() - width - space::S,
                    rect.center().y - legend_height / 2.0,
                ),
                Vec2::new(width, legend_height),
            );
            (ring, legend)
        }
        Sides::Below => {
            let ring = Rect::from_center_size(
                Pos2::new(rect.center().x, rect.top() + side / 2.0),
                Vec2::splat(side),
            );
            let legend =
                Rect::from_min_max(Pos2::new(rect.left(), ring.bottom() + space::M), rect.max);
            (ring, legend)
        }
    }
}

fn widest<'t>(ui: &Ui, texts: impl Iterator<Item = &'t str>, font: &egui::FontId) -> f32 {
    texts
        .map(|words| paint::whole_line(ui.ctx(), words, font.clone(), Color32::PLACEHOLDER))
        .fold(0.0, |widest, galley| widest.max(galley.size().x))
}

fn legend_row_ui(
    ui: &Ui,
    id: Id,
    row: Rect,
    datum: &Datum,
    (count_width, share_width): (f32, f32),
) -> Response {
    let tokens = Tokens::of(ui);
    let response = ui.interact(row, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &datum.accessible));
    if response.hovered() {
        ui.painter().rect_filled(row, radius::CONTROL, tokens.hover);
    }
    let mut inner = row.shrink2(Vec2::new(space::S, 0.0));
    let chip = Align2::LEFT_CENTER.align_size_within_rect(Vec2::splat(size::SWATCH), inner);
    ui.painter()
        .rect_filled(chip, radius::SMALL - 1, datum.color);
    let share = paint::whole_line(ui.ctx(), &datum.share_text, text::body(), tokens.text_muted);
    paint::galley_in(ui.painter(), inner, Align2::RIGHT_CENTER, &share);
    inner.max.x -= share_width + space::L;
    let count = paint::whole_line(
        ui.ctx(),
        &datum.value_text,
        text::body_strong(),
        tokens.text,
    );
    paint::galley_in(ui.painter(), inner, Align2::RIGHT_CENTER, &count);
    inner.max.x -= count_width + space::S;
    inner.min.x += size::SWATCH + space::S + space::XXS;
    let name = paint::line(
        ui.ctx(),
        &datum.name,
        text::body(),
        tokens.text,
        inner.width(),
    );
    paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &name);
    paint::focus_ring(ui, &response, radius::CONTROL);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A piece of a ring whose two straight edges are parallel to its neighbours', with soft edges.
struct Arc {
    center: Pos2,
    /// In turns.
    span: (f32, f32),
    radii: (f32, f32),
    gap: f32,
    feather: f32,
}

/// Steps of a whole turn: straight pieces too short to see.
const STEPS: f32 = 180.0;

impl Arc {
    fn mesh(&self, color: Color32) -> Mesh {
        let half = self.feather / 2.0;
        let (inner, outer) = self.radii;
        let rings = [
            (inner - half, Ink::Clear),
            (inner + half, Ink::Full),
            (outer - half, Ink::Full),
            (outer + half, Ink::Clear),
        ];
        let columns = self.columns();
        let mut mesh = Mesh::default();
        for (radius, ring_ink) in rings {
            for &(turn, shift, ink) in &columns {
                let radians = turn * TAU + shift / radius.max(1.0);
                let vertex = self.center + radius * geometry::direction(radians);
                let clear = ring_ink == Ink::Clear || ink == Ink::Clear;
                mesh.colored_vertex(vertex, if clear { Color32::TRANSPARENT } else { color });
            }
        }
        let width = columns.len() as u32;
        for ring in 0..3 {
            for column in 1..width {
                let at = ring * width + column;
                mesh.add_triangle(at - 1, at, at + width);
                mesh.add_triangle(at - 1, at + width, at + width - 1);
            }
        }
        mesh
    }

    /// Turn, shift along the circle in points, and ink of each spoke of the mesh.
    fn columns(&self) -> Vec<(f32, f32, Ink)> {
        let (start, end) = self.span;
        let half = self.feather / 2.0;
        let inset = self.gap / 2.0;
        let whole = self.gap <= 0.0;
        let count = (((end - start) * STEPS).ceil() as usize).max(2);
        let mut columns = Vec::with_capacity(count + 3);
        if !whole {
            columns.push((start, inset - half, Ink::Clear));
        }
        for i in 0..=count {
            let share = i as f32 / count as f32;
            let shift = if whole {
                0.0
            } else {
                (inset + half) * (1.0 - 2.0 * share)
            };
            columns.push((start + (end - start) * share, shift, Ink::Full));
        }
        if !whole {
            columns.push((end, half - inset, Ink::Clear));
        }
        columns
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    Clear,
    Full,
}
