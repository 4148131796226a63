//! A drop-down: in a page header without a label above, in a form with one.

use egui::{Align2, Color32, Id, IdSalt, Popup, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::field::{self, Keyboard, Note, Surround};
use super::menu::{self, Choice};
use super::paint;
use crate::ui::theme::{Tokens, icons, radius, size, space, text};

/// A drop-down over options and their texts.
#[must_use = "call `show`"]
pub struct Select<'a> {
    salt: IdSalt,
    label: &'a str,
    surround: Option<Surround<'a>>,
    width: Option<f32>,
    empty: &'a str,
}

impl<'a> Select<'a> {
    /// A drop-down for a page header or tool bar: `label` is only told to assistive technology.
    pub fn new(id_salt: impl egui::AsIdSalt, label: &'a str) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            label,
            surround: None,
            width: None,
            empty: "",
        }
    }

    /// A drop-down of a form: label above, help or problem below.
    pub fn field(id_salt: impl egui::AsIdSalt, label: &'a str) -> Self {
        let surround = Surround {
            label,
            ..Surround::default()
        };
        Self {
            surround: Some(surround),
            ..Self::new(id_salt, label)
        }
    }

    /// What helps to choose, below; only in a form.
    pub fn help(mut self, help: &'a str) -> Self {
        if let Some(surround) = &mut self.surround {
            surround.help = Some(help);
        }
        self
    }

    /// What is wrong with the choice, below; only in a form.
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        if let Some(surround) = &mut self.surround {
            surround.problem = problem;
        }
        self
    }

    /// No line below unless something is said there.
    pub fn without_note(mut self) -> Self {
        if let Some(surround) = &mut self.surround {
            surround.note = Note::Absent;
        }
        self
    }

    /// What is shown while nothing is chosen.
    pub fn empty(mut self, empty: &'a str) -> Self {
        self.empty = empty;
        self
    }

    /// As wide as this, or less when there is less room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws the drop-down; `changed()` of the response tells that `value` was set.
    pub fn show<T: PartialEq + Clone>(
        self,
        ui: &mut Ui,
        value: &mut T,
        options: &[(T, String)],
    ) -> Response {
        let id = ui.make_persistent_id(self.salt);
        let wanted = match (self.width, self.surround) {
            (None, None) => Some(size::SELECT_WIDTH),
            (wanted, _) => wanted,
        };
        let width = field::width(ui, wanted);
        match self.surround {
            Some(surround) => surround.show(ui, width, |ui| {
                self.control_ui(ui, (id, width), value, options)
            }),
            None => self.control_ui(ui, (id, width), value, options),
        }
    }

    fn control_ui<T: PartialEq + Clone>(
        &self,
        ui: &mut Ui,
        (id, width): (Id, f32),
        value: &mut T,
        options: &[(T, String)],
    ) -> Response {
        let current = options
            .iter()
            .find(|(option, _)| option == value)
            .map(|(_, label)| label.as_str());
        let mut response = self.button_ui(ui, id, width, current);
        let picked = menu::menu(&response, self.label, |ui| {
            let mut picked = None;
            for (option, label) in options {
                let choice = if option == value {
                    Choice::Chosen
                } else {
                    Choice::Open
                };
                if menu::option(ui, label, choice).clicked() {
                    picked = Some(option.clone());
                    ui.close();
                }
            }
            picked
        });
        if let Some(Some(picked)) = picked {
            response.request_focus();
            if picked != *value {
                *value = picked;
                response.mark_changed();
            }
        }
        response
    }

    fn button_ui(&self, ui: &mut Ui, id: Id, width: f32, current: Option<&str>) -> Response {
        let tokens = Tokens::of(ui);
        let (_, rect) = ui.allocate_space(Vec2::new(width, size::CONTROL));
        let response = ui.interact(rect, id, Sense::click());
        let shown = current.unwrap_or(self.empty);
        response.widget_info(|| WidgetInfo {
            current_text_value: Some(shown.to_owned()),
            ..WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), self.label)
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
        let fill = if open || response.hovered() {
            tokens.hover
        } else {
            tokens.surface
        };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
        let problem = self.surround.and_then(|surround| surround.problem);
        let keyboard = Keyboard::from(response.has_focus() || open);
        field::border_of(ui, &response, keyboard, problem);
        let color = match current {
            Some(_) => tokens.text,
            None => tokens.text_muted,
        };
        content_ui(ui, rect, shown, color);
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}

fn content_ui(ui: &Ui, rect: Rect, shown: &str, color: Color32) {
    let tokens = Tokens::of(ui);
    let mut caret = rect;
    caret.min.x = rect.right() - size::CONTROL + space::XXS;
    let mut words = rect.shrink2(Vec2::new(space::S + space::XXS, 0.0));
    words.max.x = caret.min.x;
    let galley = paint::line(ui.ctx(), shown, text::body(), color, words.width());
    paint::galley_in(ui.painter(), words, Align2::LEFT_CENTER, &galley);
    paint::icon(
        ui,
        caret,
        icons::CARET_DOWN,
        text::icon_small(),
        tokens.text_secondary,
    );
}
