//! A field for a secret: dots, an eye to see them, and nothing kept for undo.

use egui::text_edit::TextEditState;
use egui::{IdSalt, Response, TextEdit, Ui, UiBuilder, Vec2};

use super::IconButton;
use super::field::{self, Note, Surround};
use crate::ui::theme::{Tokens, icons, size, space, text};

/// A password field. Wiping `value` when it is dropped is the caller's part.
#[must_use = "call `show`"]
pub struct PasswordField<'a> {
    salt: IdSalt,
    value: &'a mut String,
    surround: Surround<'a>,
    reveal: &'a str,
    conceal: &'a str,
    width: Option<f32>,
}

impl<'a> PasswordField<'a> {
    /// A field called `label`; `reveal` and `conceal` name the eye button in its two states.
    pub fn new(
        id_salt: impl egui::AsIdSalt,
        label: &'a str,
        value: &'a mut String,
        (reveal, conceal): (&'a str, &'a str),
    ) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            value,
            surround: Surround {
                label,
                ..Surround::default()
            },
            reveal,
            conceal,
            width: None,
        }
    }

    /// What helps to fill it in, below.
    pub fn help(mut self, help: &'a str) -> Self {
        self.surround.help = Some(help);
        self
    }

    /// What is wrong with it, below.
    pub fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.surround.problem = problem;
        self
    }

    /// As wide as this, or less when there is less room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// No line below unless something is said there.
    pub fn without_note(mut self) -> Self {
        self.surround.note = Note::Absent;
        self
    }

    /// The id that the field will have in `ui`, to focus it.
    pub fn id(&self, ui: &Ui) -> egui::Id {
        ui.make_persistent_id(self.salt)
    }

    /// Draws the field; the response is that of the edit.
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = self.id(ui);
        let width = field::width(ui, self.width);
        let (surround, value) = (self.surround, self.value);
        let (reveal, conceal) = (self.reveal, self.conceal);
        surround.show(ui, width, |ui| {
            let shown_id = id.with("shown");
            let shown: bool = ui.data(|data| data.get_temp(shown_id)).unwrap_or_default();
            let tokens = Tokens::of(ui);
            let mut frame = field::edit_frame(&tokens);
            frame.inner_margin.right = size::CONTROL as i8;
            let response = TextEdit::singleline(value)
                .id(id)
                .password(!shown)
                .frame(frame)
                .font(text::body())
                .desired_width(width)
                .min_size(Vec2::new(width, size::CONTROL))
                .show(ui)
                .response
                .response;
            forget_undo(ui, id);
            field::border(ui, &response, surround.problem);
            let mut eye = response.rect.shrink(space::XS);
            eye.min.x = eye.right() - eye.height();
            let (glyph, name) = if shown {
                (icons::EYE_SLASH, conceal)
            } else {
                (icons::EYE, reveal)
            };
            let mut inside = ui.new_child(UiBuilder::new().max_rect(eye));
            let toggled = IconButton::new(glyph, name)
                .small()
                .show(&mut inside)
                .clicked();
            if toggled {
                ui.data_mut(|data| data.insert_temp(shown_id, !shown));
            }
            response
        })
    }
}

/// The undo history would keep every version of the secret in memory.
fn forget_undo(ui: &Ui, id: egui::Id) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
        state.clear_undoer();
        state.store(ui.ctx(), id);
    }
}
