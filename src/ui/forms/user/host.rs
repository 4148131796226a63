//! The place beside a table where a form can be open, and whose it is.

use chrono::NaiveDate;
use egui::Ui;

use super::{Editor, Wish};
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::widgets::{Dialog, dialog};

/// Whose form is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// Somebody who is to be added.
    New,
    /// A person.
    User(UserId),
    /// A person as they were at the end of a day.
    Past(UserId, NaiveDate),
}

impl Subject {
    /// A person as they were at the end of a day, or as they are.
    pub fn on(user_id: UserId, day: Option<NaiveDate>) -> Self {
        match day {
            Some(day) => Self::Past(user_id, day),
            None => Self::User(user_id),
        }
    }

    /// Who it is, and as of which day.
    pub(super) fn person(self) -> Option<(UserId, Option<NaiveDate>)> {
        match self {
            Self::New => None,
            Self::User(user_id) => Some((user_id, None)),
            Self::Past(user_id, day) => Some((user_id, Some(day))),
        }
    }
}

/// What is to be done once the person has decided about unsaved changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Leave {
    Close,
    Open(Subject),
}

/// The place beside a table where a form can be open.
#[derive(Default)]
pub struct EditorHost {
    editor: Option<Editor>,
    leave: Option<Leave>,
}

impl EditorHost {
    /// Opens a form; asks first where another one has unsaved changes.
    pub fn open(&mut self, subject: Subject) {
        match &self.editor {
            Some(editor) if editor.subject == subject => {}
            Some(editor) if editor.is_changed() => self.leave = Some(Leave::Open(subject)),
            _ => self.editor = Some(Editor::new(subject)),
        }
    }

    /// Closes the form; asks first where it has unsaved changes. `true` when nothing is open any more.
    pub fn close(&mut self) -> bool {
        if self.editor.as_ref().is_some_and(Editor::is_changed) {
            self.leave = Some(Leave::Close);
        } else {
            self.editor = None;
        }
        self.editor.is_none()
    }

    /// Whether a form is open.
    pub fn is_open(&self) -> bool {
        self.editor.is_some()
    }

    /// Whether closing would lose something.
    pub fn is_changed(&self) -> bool {
        self.editor.as_ref().is_some_and(Editor::is_changed)
    }

    /// The person whose form is open.
    pub fn user_id(&self) -> Option<UserId> {
        let (user_id, _) = self.editor.as_ref()?.subject.person()?;
        Some(user_id)
    }

    /// Shows whoever is open as they were at the end of a day, or as they are.
    pub fn turn_to(&mut self, day: Option<NaiveDate>) {
        if let Some(user_id) = self.user_id() {
            self.open(Subject::on(user_id, day));
        }
    }

    /// Draws the form over the room of `ui`.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(editor) = &mut self.editor else {
            return;
        };
        let wish = editor.show(ui, cx);
        match wish {
            Some(Wish::Close) => drop(self.close()),
            Some(Wish::Saved(subject)) => self.editor = Some(Editor::new(subject)),
            Some(Wish::Turn(subject)) => self.open(subject),
            None => {}
        }
        self.leave_ui(ui);
    }

    fn leave_ui(&mut self, ui: &Ui) {
        let (Some(leave), Some(editor)) = (self.leave, &self.editor) else {
            return;
        };
        let words = &text().form;
        let answer = Dialog::new(
            "leave-form",
            words.leave_title,
            words.leave_discard,
            words.leave_stay,
        )
        .danger()
        .show(ui.ctx(), |ui| {
            ui.label(fill(words.leave_text, &[&editor.name()]));
        });
        match answer {
            Some(dialog::Answer::Confirmed) => {
                self.editor = match leave {
                    Leave::Close => None,
                    Leave::Open(subject) => Some(Editor::new(subject)),
                };
                self.leave = None;
            }
            Some(dialog::Answer::Cancelled | dialog::Answer::Alternative) => self.leave = None,
            None => {}
        }
    }
}
