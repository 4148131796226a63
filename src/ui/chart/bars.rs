//! Horizontal bars: name, bar, value. The caller sorts. `egui_plot` draws the bars between names and values; a node
//! over the whole row takes pointer and keyboard, because `egui_plot` shows nothing to assistive technology.

use egui::layers::ShapeIdx;
use egui::{
    Align2, Color32, CursorIcon, Id, IdSalt, Pos2, Rect, Response, Role, ScrollArea, Sense, Shape,
    Ui, UiBuilder, Vec2, WidgetInfo,
};
use egui_plot::{Plot, PlotBounds};

use super::rounded::{self, RoundedBars};
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
            .show(ui, |ui| self.rows_ui(ui, columns))
            .inner
    }

    /// The grounds come first, then the plot, then the nodes: so the nodes get the pointer.
    fn rows_ui(&self, ui: &mut Ui, columns: Columns) -> Option<usize> {
        let height = size::BAR_ROW * self.data.len() as f32;
        let (_, area) = ui.allocate_space(Vec2::new(ui.available_width(), height));
        let row = |index: usize| {
            let top = area.top() + size::BAR_ROW * index as f32;
            Rect::from_min_size(
                Pos2::new(area.left(), top),
                Vec2::new(area.width(), size::BAR_ROW),
            )
        };
        let grounds: Vec<ShapeIdx> = (self.data.iter())
            .map(|_| ui.painter().add(Shape::Noop))
            .collect();
        self.plot_ui(ui, columns.track(area));
        let mut pressed = None;
        for (index, (datum, ground)) in self.data.iter().zip(grounds).enumerate() {
            if self
                .row_ui(ui, datum, (row(index), ground), columns)
                .clicked()
            {
                pressed = Some(index);
            }
        }
        pressed
    }

    /// The bars between names and values, over all rows. A plot paints over whatever surrounds its place, so its place
    /// is only the part on the screen and its bounds are moved to match. It does not answer to the pointer: the rows do.
    fn plot_ui(&self, ui: &mut Ui, track: Rect) {
        let place = track.intersect(ui.clip_rect());
        if !place.is_positive() {
            return;
        }
        let largest = self.data.iter().map(|d| d.value).max().unwrap_or(0).max(1) as f64;
        let shortest = f64::from(size::BAR_MIN / track.width());
        let (rows, thickness) = (self.data.len() as f64, f64::from(size::BAR / size::BAR_ROW));
        let bars = (self.data.iter().enumerate())
            .filter(|(_, datum)| datum.value > 0)
            .map(|(index, datum)| {
                let length = (datum.value as f64 / largest).max(shortest);
                let middle = rows - index as f64 - 0.5;
                rounded::bar((middle, thickness), length, datum.color)
            })
            .collect();
        let across = |x: f32| f64::from((x - track.left()) / track.width());
        let up = |y: f32| f64::from((track.bottom() - y) / size::BAR_ROW);
        let bounds = PlotBounds::from_min_max(
            [across(place.left()), up(place.bottom())],
            [across(place.right()), up(place.top())],
        );
        let mut inside = ui.new_child(UiBuilder::new().max_rect(place));
        bare_plot(self.salt, place.size()).show(&mut inside, |plot| {
            plot.set_plot_bounds(bounds);
            plot.add(RoundedBars::new(bars, radius::SMALL - 2));
        });
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
        }
    }

    fn row_ui(
        &self,
        ui: &Ui,
        datum: &Datum,
        (row, ground): (Rect, ShapeIdx),
        columns: Columns,
    ) -> Response {
        let id: Id = ui.scope_id().with(("bar", &datum.name));
        let response = ui.interact(row, id, Sense::click());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &datum.accessible));
        if response.gained_focus() {
            response.scroll_to_me(None);
        }
        if ui.is_rect_visible(row) {
            paint_row(ui, &response, (row, ground), datum, columns);
        }
        if let Some(make) = self.tooltip {
            tooltip::titled_at_pointer(&response, &datum.name, &make(datum));
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }
}

impl Columns {
    /// Where the bars lie in rows that fill `area`.
    fn track(self, area: Rect) -> Rect {
        let mut track = area.shrink2(Vec2::new(space::XS, 0.0));
        track.min.x += self.name + space::L + space::XS;
        track.max.x -= self.value + space::XL;
        track
    }
}

/// A plot without axes, grid, legend, ground, zoom, drag, scroll and hover.
fn bare_plot<'p>(salt: IdSalt, size: Vec2) -> Plot<'p> {
    Plot::new(salt)
        .sense(Sense::hover())
        .width(size.x)
        .height(size.y)
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .set_margin_fraction(Vec2::ZERO)
        .allow_zoom(false)
        .allow_drag(false)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_double_click_reset(false)
}

fn paint_row(
    ui: &Ui,
    response: &Response,
    (row, ground): (Rect, ShapeIdx),
    datum: &Datum,
    columns: Columns,
) {
    let tokens = Tokens::of(ui);
    let lit = response.hovered() || response.has_focus();
    if lit {
        let fill = egui::epaint::RectShape::filled(row, radius::CONTROL, tokens.hover);
        ui.painter().set(ground, fill);
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
    if response.has_focus() {
        paint::focus_ring_inside(ui, row, radius::CONTROL);
    }
}
