//! A field for text in a form.

use egui::{Id, IdSalt, Response, TextEdit, Ui, Vec2};

use super::field::{self, Note, Surround};
use crate::ui::theme::{Tokens, size, text};

/// A field for text. The problem, when there is one, takes the place of the help.
#[must_use = "call `show`"]
pub struct TextField<'a> {
    salt: IdSalt,
    value: &'a mut String,
    surround: Surround<'a>,
    hint: &'a str,
    rows: usize,
    width: Option<f32>,
    limit: usize,
}

impl<'a> TextField<'a> {
    /// A field called `label` that edits `value`.
    pub fn new(id_salt: impl egui::AsIdSalt, label: &'a str, value: &'a mut String) -> Self {
        Self {
            salt: IdSalt::new(id_salt),
            value,
            surround: Surround {
                label,
                ..Surround::default()
            },
            hint: "",
            rows: 1,
            width: None,
            limit: usize::MAX,
        }
    }

    /// Without a label above and a line below: the name is only told to assistive technology.
    pub fn bare(mut self) -> Self {
        self.surround.name = std::mem::take(&mut self.surround.label);
        self.surround.note = Note::Absent;
        self
    }

    /// What is wrong with it, said by whoever draws the field beside it.
    pub fn problem_beside(mut self, problem: Option<&'a str>) -> Self {
        self.surround.problem = problem;
        self.surround.note = Note::Beside;
        self
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

    /// The word that says it may stay empty, beside the label.
    pub fn optional(mut self, word: &'a str) -> Self {
        self.surround.optional = Some(word);
        self
    }

    /// An example inside the empty field.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Several lines.
    pub fn multiline(mut self, rows: usize) -> Self {
        self.rows = rows.max(1);
        self
    }

    /// As wide as this, or less when there is less room.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// No more characters than this.
    pub fn char_limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// No line for help or problem below unless there is one: for fields in a dialog's single row.
    pub fn without_note(mut self) -> Self {
        self.surround.note = Note::Absent;
        self
    }

    /// The id that the field will have in `ui`, to focus it.
    pub fn id(&self, ui: &Ui) -> Id {
        ui.make_persistent_id(self.salt)
    }

    /// Draws the field; the response is that of the edit.
    pub fn show(self, ui: &mut Ui) -> Response {
        let id = self.id(ui);
        let width = field::width(ui, self.width);
        let surround = self.surround;
        let (value, rows, hint, limit) = (self.value, self.rows, self.hint, self.limit);
        surround.show(ui, width, |ui| {
            let tokens = Tokens::of(ui);
            let edit = if rows > 1 {
                TextEdit::multiline(value).desired_rows(rows)
            } else {
                TextEdit::singleline(value)
            };
            let response = edit
                .id(id)
                .frame(field::edit_frame(&tokens))
                .font(text::body())
                .hint_text(text::rich(hint, text::body()))
                .char_limit(limit)
                .desired_width(width)
                .min_size(Vec2::new(width, size::CONTROL))
                .show(ui)
                .response
                .response;
            field::border(ui, &response, surround.problem);
            response
        })
    }
}
