//! The strip of figures at the top of a page: one card, divided by hairlines, each figure a link to its rows.

use egui::{Align2, CornerRadius, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{Tone, paint};
use crate::ui::theme::{Tokens, frames, radius, size, space, text};

/// One figure, all texts ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// What is counted: "Total users".
    pub label: String,
    /// How many: "12,480".
    pub value: String,
    /// A line below: "+312 this month".
    pub note: String,
    /// The first part of the note, in its tone: "0.4 pt".
    pub note_lead: String,
    /// The tone of the lead; of the whole note when the lead is empty.
    pub tone: Tone,
    /// An icon before the lead, such as an arrow.
    pub note_icon: Option<&'static str>,
}

/// Draws the figures; returns the one that was pressed. Wraps to fewer in a row when narrow.
pub fn figure_strip(ui: &mut Ui, figures: &[Figure]) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let width = ui.available_width();
    let per_row = per_row(figures.len(), width);
    let rows = figures.len().div_ceil(per_row);
    let height = size::FIGURE_HEIGHT * rows as f32;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let ground = frames::card(&tokens);
    ui.painter()
        .add(ground.paint(rect.shrink(ground.stroke.width)));
    let mut pressed = None;
    let mut focused = None;
    for (index, figure) in figures.iter().enumerate() {
        let cell = cell_rect(rect, index, per_row, rows);
        let response = figure_ui(ui, cell, rect, figure, index);
        if response.clicked() {
            pressed = Some(index);
        }
        if response.has_focus() {
            focused = Some(cell);
        }
        if index % per_row > 0 {
            ui.painter()
                .vline(cell.left(), cell.y_range(), frames::hairline(&tokens));
        }
        if index >= per_row {
            ui.painter()
                .hline(cell.x_range(), cell.top(), frames::hairline(&tokens));
        }
    }
    if let Some(cell) = focused {
        paint::focus_ring_inside(ui, cell, radius::CONTROL);
    }
    pressed
}

/// As many in a row as fit, but always full rows where the count allows it.
fn per_row(count: usize, width: f32) -> usize {
    let fits = ((width / size::FIGURE_MIN_WIDTH) as usize).clamp(1, count.max(1));
    let rows = count.div_ceil(fits).max(1);
    count.div_ceil(rows).max(1)
}

fn cell_rect(rect: Rect, index: usize, per_row: usize, rows: usize) -> Rect {
    let step = Vec2::new(rect.width() / per_row as f32, rect.height() / rows as f32);
    let at = Vec2::new((index % per_row) as f32, (index / per_row) as f32);
    Rect::from_min_size(rect.min + at * step, step)
}

fn figure_ui(ui: &Ui, cell: Rect, strip: Rect, figure: &Figure, index: usize) -> Response {
    let tokens = Tokens::of(ui);
    let id = ui.scope_id().with(("figure", index, &figure.label));
    let response = ui.interact(cell, id, Sense::click());
    response.widget_info(|| {
        let name = format!("{}: {}", figure.label, figure.value);
        WidgetInfo::labeled(Role::Button, ui.is_enabled(), name)
    });
    let note = [figure.note_lead.as_str(), figure.note.as_str()].join(" ");
    paint::describe(&response, note.trim());
    if response.hovered() {
        ui.painter()
            .rect_filled(cell.shrink(1.0), corners(cell, strip), tokens.hover);
    }
    let inner = cell.shrink2(Vec2::new(space::L, space::L - space::XXS));
    let label = paint::line(
        ui.ctx(),
        &figure.label,
        text::secondary(),
        tokens.text_muted,
        inner.width(),
    );
    let value = paint::line(
        ui.ctx(),
        &figure.value,
        text::figure(),
        tokens.text,
        inner.width(),
    );
    let mut top = inner;
    top.set_height(label.size().y);
    paint::galley_in(ui.painter(), top, Align2::LEFT_TOP, &label);
    paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &value);
    note_ui(ui, inner, figure);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn note_ui(ui: &Ui, inner: Rect, figure: &Figure) {
    let tokens = Tokens::of(ui);
    let ink = match figure.tone {
        Tone::Neutral => tokens.text_muted,
        Tone::Accent => tokens.accent,
        tone => paint::tone_colors(&tokens, tone).0,
    };
    let mut place = inner;
    place.min.y = inner.bottom() - size::ICON;
    if let Some(glyph) = figure.note_icon {
        let mut icon = place;
        icon.set_width(size::ICON - space::XXS);
        paint::icon(ui, icon, glyph, text::icon_small(), ink);
        place.min.x += size::ICON + space::XXS;
    }
    let rest = if figure.note_lead.is_empty() {
        ink
    } else {
        let lead = paint::line(
            ui.ctx(),
            &figure.note_lead,
            text::secondary(),
            ink,
            place.width(),
        );
        paint::galley_in(ui.painter(), place, Align2::LEFT_CENTER, &lead);
        place.min.x += lead.size().x + space::XS;
        tokens.text_muted
    };
    let note = paint::line(
        ui.ctx(),
        &figure.note,
        text::secondary(),
        rest,
        place.width(),
    );
    paint::galley_in(ui.painter(), place, Align2::LEFT_CENTER, &note);
}

fn corners(cell: Rect, strip: Rect) -> CornerRadius {
    let left = cell.left() <= strip.left() + 1.0;
    let right = cell.right() >= strip.right() - 1.0;
    let top = cell.top() <= strip.top() + 1.0;
    let bottom = cell.bottom() >= strip.bottom() - 1.0;
    let of = |corner: bool| if corner { radius::CARD - 1 } else { 0 };
    CornerRadius {
        nw: of(left && top),
        ne: of(right && top),
        sw: of(left && bottom),
        se: of(right && bottom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_full_when_narrow() {
        assert_eq!(per_row(6, 1200.0), 6);
        assert_eq!(per_row(6, 700.0), 3);
        assert_eq!(per_row(6, 400.0), 2);
        assert_eq!(per_row(6, 100.0), 1);
        assert_eq!(per_row(5, 700.0), 3);
        assert_eq!(per_row(0, 700.0), 1);
    }
}
