//! Two or more options side by side, one of them chosen. Arrow keys move the choice.

use egui::{
    Align2, CornerRadius, EventFilter, IdSalt, Key, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};

use super::field::{self, Note, Surround};
use super::{Tone, paint};
use crate::ui::theme::{Tokens, frames, radius, size, space, stroke, text};

/// An option of [`Segmented`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<T> {
    /// What choosing it means.
    pub value: T,
    /// Its words.
    pub label: String,
    /// Its colour while chosen.
    pub tone: Tone,
}

/// A row of options.
#[must_use = "call `show`"]
pub struct Segmented<'a> {
    salt: IdSalt,
    surround: Surround<'a>,
    width: Option<f32>,
}

impl<'a> Segmented<'a> {
    /// Options under the label `label`.
    pub fn new(id_salt: impl egui::AsIdSalt, label: &'a str) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            surround: Surround {
                label,
                ..Surround::default()
            },
            width: None,
        }
    }

    /// What choosing does, below.
    pub fn help(mut self, help: &'a str) -> Self {
        self.surround.help = Some(help);
        self
    }

    /// What is wrong with the choice, below.
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.surround.problem = problem;
        self
    }

    /// No line below unless something is said there.
    pub fn without_note(mut self) -> Self {
        self.surround.note = Note::Absent;
        self
    }

    /// As wide as this; else as wide as the options need.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws the options; `changed()` of the response tells that `value` was set.
    pub fn show<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        value: &mut T,
        options: &[Segment<T>],
    ) -> Response {
        let natural = natural_width(ui, options.iter().map(|option| option.label.as_str()));
        let surround_width = field::width(ui, None);
        let width = field::width(ui, Some(self.width.unwrap_or(natural)));
        let salt = self.salt;
        self.surround.show(ui, surround_width, |ui| {
            let builder = UiBuilder::new()
                .id_salt(salt)
                .accessibility_role(Role::RadioGroup);
            ui.scope_builder(builder, |ui| row_ui(ui, width, value, options))
                .inner
        })
    }
}

fn natural_width<'t>(ui: &Ui, labels: impl Iterator<Item = &'t str>) -> f32 {
    let mut count = 0.0;
    let mut widest: f32 = 0.0;
    for label in labels {
        let galley = paint::whole_line(
            ui.ctx(),
            label,
            text::body_strong(),
            egui::Color32::PLACEHOLDER,
        );
        widest = widest.max(galley.size().x);
        count += 1.0;
    }
    (widest + 2.0 * space::XL).ceil() * count
}

fn row_ui<T: PartialEq + Clone>(
    ui: &mut Ui,
    width: f32,
    value: &mut T,
    options: &[Segment<T>],
) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, mut whole) = ui.allocate_exact_size(Vec2::new(width, size::CONTROL), Sense::hover());
    ui.painter()
        .rect_filled(rect, radius::CONTROL, tokens.surface);
    let step = width / options.len().max(1) as f32;
    let mut wanted = None;
    let mut focused = None;
    for (index, option) in options.iter().enumerate() {
        let left = rect.left() + step * index as f32;
        let cell =
            Rect::from_min_size(egui::pos2(left, rect.top()), Vec2::new(step, rect.height()));
        let response = option_ui(ui, cell, rect, value, option);
        if response.clicked() {
            wanted = Some(index);
        }
        if response.has_focus() {
            focused = Some(cell);
            if let Some(next) = moved(ui, &response, index, options.len()) {
                wanted = Some(next);
                ui.memory_mut(|memory| memory.request_focus(ui.scope_id().with(("segment", next))));
            }
        }
        if index > 0 {
            ui.painter()
                .vline(left, rect.y_range(), frames::hairline(&tokens));
        }
    }
    ui.painter().rect_stroke(
        rect,
        radius::CONTROL,
        Stroke::new(stroke::HAIRLINE, tokens.border_strong),
        StrokeKind::Inside,
    );
    if let Some(cell) = focused {
        paint::focus_ring_at(ui, cell, radius::CONTROL);
    }
    if let Some(option) = wanted.and_then(|index| options.get(index))
        && option.value != *value
    {
        *value = option.value.clone();
        whole.mark_changed();
    }
    whole
}

fn moved(ui: &Ui, response: &Response, index: usize, count: usize) -> Option<usize> {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (back, forth) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowLeft),
            input.key_pressed(Key::ArrowRight),
        )
    });
    match (back, forth) {
        (true, false) => index.checked_sub(1),
        (false, true) => Some(index + 1).filter(|next| *next < count),
        _ => None,
    }
}

fn option_ui<T: PartialEq>(
    ui: &Ui,
    cell: Rect,
    whole: Rect,
    value: &T,
    option: &Segment<T>,
) -> Response {
    let tokens = Tokens::of(ui);
    let chosen = option.value == *value;
    let index = ((cell.left() - whole.left()) / cell.width()).round() as usize;
    let response = ui.interact(cell, ui.scope_id().with(("segment", index)), Sense::click());
    response.widget_info(|| {
        WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, &option.label)
    });
    let (ink, ground, _) = match option.tone {
        Tone::Neutral => (tokens.text, tokens.pressed, tokens.border),
        tone => paint::tone_colors(&tokens, tone),
    };
    let (font, color, fill) = match (chosen, response.hovered()) {
        (true, _) => (text::body_strong(), ink, ground),
        (false, true) => (text::body(), tokens.text, tokens.hover),
        (false, false) => (text::body(), tokens.text_secondary, tokens.surface),
    };
    ui.painter().rect_filled(cell, corners(cell, whole), fill);
    let galley = paint::line(
        ui.ctx(),
        &option.label,
        font,
        color,
        cell.width() - space::S,
    );
    paint::galley_in(ui.painter(), cell, Align2::CENTER_CENTER, &galley);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn corners(cell: Rect, whole: Rect) -> CornerRadius {
    let first = cell.left() <= whole.left() + 1.0;
    let last = cell.right() >= whole.right() - 1.0;
    let of = |at_end: bool| if at_end { radius::CONTROL } else { 0 };
    CornerRadius {
        nw: of(first),
        sw: of(first),
        ne: of(last),
        se: of(last),
    }
}
