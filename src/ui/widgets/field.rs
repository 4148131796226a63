//! The frame that every form field stands in: label above, help or problem below in a line of constant height.

use egui::accesskit::Invalid;
use egui::{Align2, Frame, Id, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{first, paint};
use crate::ui::theme::{Tokens, frames, icons, radius, size, space, stroke, text};

/// What stands around a field.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Surround<'a> {
    pub(super) label: &'a str,
    /// What the field is called where no label is drawn; told to assistive technology.
    pub(super) name: &'a str,
    pub(super) optional: Option<&'a str>,
    pub(super) help: Option<&'a str>,
    pub(super) problem: Option<&'a str>,
    /// Keep the line below even if nothing is said there now.
    pub(super) note: Note,
}

/// Whether a field keeps a line for help and problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Note {
    #[default]
    Kept,
    Absent,
    /// Whoever draws the field says the problem beside it.
    Beside,
}

impl Surround<'_> {
    /// Draws label, field and note below one another; links them for assistive technology.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        width: f32,
        field: impl FnOnce(&mut Ui) -> Response,
    ) -> Response {
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                let label = (!self.label.is_empty()).then(|| self.label_ui(ui));
                let response = field(ui);
                first::note(&response);
                let response = match label {
                    Some(label) => response.labelled_by(label),
                    None => self.named(response),
                };
                self.note_ui(ui, width, &response);
                response
            })
            .inner
        })
        .inner
    }

    fn named(&self, response: Response) -> Response {
        if !self.name.is_empty() {
            response
                .ctx
                .accesskit_node_builder(response.id, |node| node.set_label(self.name.to_owned()));
        }
        response
    }

    fn label_ui(&self, ui: &mut Ui) -> Id {
        let tokens = Tokens::of(ui);
        let label = paint::whole_line(ui.ctx(), self.label, text::label(), tokens.text_secondary);
        let optional = self
            .optional
            .map(|word| paint::whole_line(ui.ctx(), word, text::secondary(), tokens.text_muted));
        let extra = optional.as_ref().map_or(0.0, |o| o.size().x + space::XS);
        let size = Vec2::new(
            label.size().x + extra,
            label.size().y.max(size::FIELD_NOTE - space::XXS),
        );
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.label));
        paint::galley_in(ui.painter(), rect, Align2::LEFT_CENTER, &label);
        if let Some(optional) = optional {
            paint::galley_in(ui.painter(), rect, Align2::RIGHT_CENTER, &optional);
        }
        response.id
    }

    fn note_ui(&self, ui: &mut Ui, width: f32, field: &Response) {
        if self.note == Note::Absent && self.problem.is_none() && self.help.is_none() {
            return;
        }
        if self.note == Note::Beside {
            let words = self.problem.unwrap_or_default();
            ui.ctx().accesskit_node_builder(field.id, |node| {
                if !words.is_empty() {
                    node.set_description(words.to_owned());
                    node.set_invalid(Invalid::True);
                }
            });
            return;
        }
        let tokens = Tokens::of(ui);
        let (words, color) = match (self.problem, self.help) {
            (Some(problem), _) => (problem, tokens.bad),
            (None, Some(help)) => (help, tokens.text_muted),
            (None, None) => ("", tokens.text_muted),
        };
        let indent = if self.problem.is_some() {
            size::ICON + space::XXS
        } else {
            0.0
        };
        let galley = paint::wrapped(ui.ctx(), words, text::secondary(), color, width - indent);
        let height = galley.size().y.max(size::FIELD_NOTE);
        let (rect, note) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
        if words.is_empty() {
            return;
        }
        note.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        let mut line = rect;
        line.set_height(size::FIELD_NOTE);
        if self.problem.is_some() {
            let mut icon = line;
            icon.set_width(size::ICON);
            paint::icon(ui, icon, icons::WARNING_CIRCLE, text::icon_small(), color);
        }
        let mut words_rect = rect;
        words_rect.min.x += indent;
        let align = if galley.rows.len() > 1 {
            Align2::LEFT_TOP
        } else {
            Align2::LEFT_CENTER
        };
        paint::galley_in(ui.painter(), words_rect, align, &galley);
        self.link(ui, field, note.id, words);
    }

    fn link(&self, ui: &Ui, field: &Response, note: Id, words: &str) {
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_description(words.to_owned());
            if self.problem.is_some() {
                node.set_invalid(Invalid::True);
                node.set_error_message(note.accesskit_id());
            }
        });
    }
}

/// The box of a text edit: fill, border in the colour of its state, inner margin.
pub(super) fn edit_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .corner_radius(radius::CONTROL)
        .inner_margin(frames::margin_xy(
            space::S + space::XXS,
            (size::CONTROL - LINE) / 2.0,
        ))
}

/// The height of a line of body text.
const LINE: f32 = 16.0;

/// The border over a field, after the field knows whether it has the keyboard.
pub(super) fn border(ui: &Ui, response: &Response, problem: Option<&str>) {
    border_of(ui, response, response.has_focus().into(), problem);
}

/// Whether a field has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyboard {
    Here,
    Elsewhere,
}

impl From<bool> for Keyboard {
    fn from(has_focus: bool) -> Self {
        if has_focus {
            Self::Here
        } else {
            Self::Elsewhere
        }
    }
}

pub(super) fn border_of(ui: &Ui, response: &Response, keyboard: Keyboard, problem: Option<&str>) {
    let tokens = Tokens::of(ui);
    let color = match (problem, keyboard) {
        (Some(_), _) => tokens.bad,
        (None, Keyboard::Here) => tokens.accent,
        (None, Keyboard::Elsewhere) => tokens.border_strong,
    };
    let width = match keyboard {
        Keyboard::Here => stroke::FOCUS,
        Keyboard::Elsewhere => stroke::HAIRLINE,
    };
    ui.painter().rect_stroke(
        response.rect,
        radius::CONTROL,
        Stroke::new(width, color),
        StrokeKind::Inside,
    );
}

/// The width a field takes: what was asked for, never more than there is.
pub(super) fn width(ui: &Ui, wanted: Option<f32>) -> f32 {
    let there = if ui.layout().main_wrap() {
        ui.max_rect().width()
    } else {
        ui.available_width()
    };
    wanted
        .unwrap_or(there)
        .min(there)
        .max(size::MIN_CONTROL_WIDTH)
}
