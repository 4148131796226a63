//! A field for a secret: dots, an eye to see them, nothing kept for undo, and no copies left behind by growing.
//!
//! What is typed stays in the caller's buffer, which the caller wipes (`Zeroizing`). egui copies a field's text within a
//! frame and frees it without wiping: clearing memory is best effort.

use egui::text_edit::TextEditState;
use egui::{IdSalt, Response, TextEdit, Ui, UiBuilder, Vec2};

use zeroize::Zeroize;

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
            make_room(value);
            let shown = is_shown(ui, id);
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
            note_shown(ui, id, if toggled { !shown } else { shown });
            response
        })
    }
}

/// Room for any password, so that typing never moves it and leaves a copy where it was.
const ROOM: usize = 1_024;

fn make_room(value: &mut String) {
    if value.capacity() >= ROOM {
        return;
    }
    let mut roomy = String::with_capacity(ROOM);
    roomy.push_str(value);
    value.zeroize();
    *value = roomy;
}

/// Whether the secret is shown. A field that was away meanwhile, as with its dialog, begins with dots again.
fn is_shown(ui: &Ui, id: egui::Id) -> bool {
    let seen: Option<u64> = ui.data(|data| data.get_temp(id.with("shown")));
    seen.is_some_and(|seen| seen + 1 >= ui.ctx().cumulative_frame_nr())
}

#[expect(
    clippy::fn_params_excessive_bools,
    reason = "a fact, not a choice of behaviour"
)]
fn note_shown(ui: &Ui, id: egui::Id, shown: bool) {
    let (id, frame) = (id.with("shown"), ui.ctx().cumulative_frame_nr());
    ui.data_mut(|data| {
        if shown {
            data.insert_temp(id, frame);
        } else {
            data.remove_temp::<u64>(id);
        }
    });
}

/// The undo history would keep every version of the secret in memory.
fn forget_undo(ui: &Ui, id: egui::Id) {
    if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
        state.clear_undoer();
        state.store(ui.ctx(), id);
    }
}

#[cfg(test)]
mod tests {
    use egui::{Context, Event, RawInput};

    use super::*;

    const SECRET: &str = "four grey owls";

    /// Draws the field with the keyboard in it, and gives its id.
    fn frame(ctx: &Context, value: &mut String, events: Vec<Event>, time: f64) -> egui::Id {
        let mut id = egui::Id::NULL;
        let input = RawInput {
            events,
            time: Some(time),
            ..RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| {
            let field = PasswordField::new("secret", "Secret", value, ("Show", "Hide"));
            id = field.id(ui);
            field.show(ui).request_focus();
        });
        output.textures_delta.clear();
        id
    }

    #[test]
    fn nothing_typed_is_kept_for_undo() {
        let ctx = Context::default();
        let mut value = String::new();
        let mut id = frame(&ctx, &mut value, Vec::new(), 0.0);
        for (number, letter) in SECRET.chars().enumerate() {
            let typed = vec![Event::Text(letter.to_string())];
            // Long enough between letters for egui to make a version of each.
            id = frame(&ctx, &mut value, typed, (number + 1) as f64 * 40.0);
        }
        assert_eq!(value, SECRET);
        let state = TextEditState::load(&ctx, id).unwrap();
        let now = (egui::text::CCursorRange::default(), String::new());
        let mut undoer = state.undoer();
        assert!(!undoer.has_undo(&now), "a version is kept");
        assert!(undoer.undo(&now).is_none());
        assert!(!format!("{:?}", state.undoer()).contains("owl"));
    }

    #[test]
    fn typing_never_moves_the_secret() {
        let ctx = Context::default();
        let mut value = String::new();
        frame(&ctx, &mut value, Vec::new(), 0.0);
        let place = value.as_ptr();
        for number in 1..200 {
            let typed = vec![Event::Text("word ".to_owned())];
            frame(&ctx, &mut value, typed, f64::from(number));
        }
        assert_eq!(value.len(), 199 * 5);
        assert_eq!(value.as_ptr(), place);
    }
}
