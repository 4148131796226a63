//! Horizontal bars: name, bar, value. The caller sorts. Painted by hand rather than by `egui_plot`, because the rows are
//! list entries with names and values at fixed places, not points on axes.

use egui::{
    Align2, Color32, CursorIcon, Id, IdSalt, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo,
};

use super::{Datum, Tooltip};
use crate::ui::theme::{Tokens, radius, size, space, text};
use crate::ui::widgets::{paint, tooltip};

/// A bar chart.
#[must_use = "call `show`"]
pub struct Bars<'a> {
    salt: IdSalt,
    data: &'a [Datum],
    tooltip: Option<Tooltip<'a>>,
    max_height: f32,
}

/// Where the parts of every row lie.
#[derive(Clone, Copy)]
struct Columns {
    name: f32,
    value: f32,
    largest: u64,
}

impl<'a> Bars<'a> {
    /// Bars of `data`, in its order.
    pub fn new(id_salt: impl egui::AsIdSalt, data: &'a [Datum]) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            data,
            tooltip: None,
            max_height: f32::INFINITY,
        }
    }

    /// The second line of the tooltip: "8,210 users · click for details".
    pub fn tooltip(mut self, tooltip: Tooltip<'a>) -> Self {
        self.tooltip = Some(tooltip);
        self
    }

    /// Scrolls when higher than this.
    pub fn max_height(mut self, height: f32) -> Self {
        self.max_height = height;
        self
    }

    /// Draws the bars over the whole width; returns the one that was pressed.
    pub fn show(self, ui: &mut Ui) -> Option<usize> {
        let columns = self.columns(ui);
        ScrollArea::vertical()
            .id_salt(self.salt)
            .max_height(self.max_height)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut pressed = None;
                for (index, datum) in self.data.iter().enumerate() {
                    if self.row_ui(ui, datum, columns).clicked() {
                        pressed = Some(index);
                    }
                }
                pressed
            })
            .inner
    }

    fn columns(&self, ui: &Ui) -> Columns {
        let widest = |texts: &mut dyn Iterator<Item = &str>, font: egui::FontId| {
            texts
                .map(|t| paint::whole_line(ui.ctx(), t, font.clone(), Color32::PLACEHOLDER))
                .fold(0.0_f32, |width, galley| width.max(galley.size().x))
        };
        let names = widest(&mut self.data.iter().map(|d| d.name.as_str()), text::body());
        let values = &mut self.data.iter().map(|d| d.value_text.as_str());
        Columns {
            name: names.min(ui.available_width() * size::BAR_NAME_SHARE),
            value: widest(values, text::body_strong()),
            largest: self.data.iter().map(|d| d.value).max().unwrap_or(0),
        }
    }

    fn row_ui(&self, ui: &mut Ui, datum: &Datum, columns: Columns) -> Response {
        let wanted = Vec2::new(ui.available_width(), size::BAR_ROW);
        let (_, row) = ui.allocate_space(wanted);
        let id: Id = ui.scope_id().with(("bar", &datum.name));
        let response = ui.interact(row, id, Sense::click());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &datum.accessible));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if ui.is_rect_visible(row) {
            paint_row(ui, &response, row, datum, columns);
        }
        if let Some(make) = self.tooltip {
            tooltip::titled_at_pointer(&response, &datum.name, &make(datum));
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

fn paint_row(ui: &Ui, response: &Response, row: Rect, datum: &Datum, columns: Columns) {
    let tokens = Tokens::of(ui);
    let lit = response.hovered() || response.has_focus();
    if lit {
        ui.painter().rect_filled(row, radius::CONTROL, tokens.hover);
    }
    let inner = row.shrink2(Vec2::new(space::XS, 0.0));
    let ink = if lit {
        tokens.text
    } else {
        tokens.text_secondary
    };
    let name = paint::line(ui.ctx(), &datum.name, text::body(), ink, columns.name);
    paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &name);
    let value = paint::whole_line(
        ui.ctx(),
        &datum.value_text,
        text::body_strong(),
        tokens.text,
    );
    paint::galley_in(ui.painter(), inner, Align2::RIGHT_CENTER, &value);
    let mut track = inner;
    track.min.x += columns.name + space::L + space::XS;
    track.max.x -= columns.value + space::XL;
    if datum.value > 0 && track.is_positive() {
        let share = datum.value as f32 / columns.largest.max(1) as f32;
        let length = (track.width() * share).max(size::BAR_MIN);
        let place = Align2::LEFT_CENTER.align_size_within_rect(Vec2::new(length, size::BAR), track);
        ui.painter()
            .rect_filled(place, radius::SMALL - 2, datum.color);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, row, radius::CONTROL);
    }
}
