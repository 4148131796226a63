//! The form for inviting and editing a person: a panel beside a table, in the main window and in detail windows.
//!
//! It owns the draft until it is saved or discarded; an error never loses it.

mod access;
mod fields;
mod footer;
mod header;
mod history;
mod password;
mod state;

pub(in crate::ui) use fields::chip_words;

use egui::{Key, ScrollArea, Ui};

use crate::app::commands::user::UserCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::error::{AppError, UserMessage};
use crate::app::exports::Export;
use crate::app::queries::user_detail::UserDetail;
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, size, space};
use crate::ui::widgets::{Dialog, Tone, banner, dialog, frozen, spinner};
use access::AccessTab;
pub use header::initials;
use password::PasswordDialog;
use state::Form;

/// Whose form is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// Somebody who is to be added.
    New,
    /// A person.
    User(UserId),
}

/// Which tab of the form is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tab {
    Profile,
    History,
    Access,
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

/// A form in work.
struct Editor {
    subject: Subject,
    detail: Remote<UserDetail>,
    seen: u64,
    form: Option<Form>,
    tab: Tab,
    access: AccessTab,
    password: PasswordDialog,
    export: ExportDialog,
    saving: Option<Ticket<Receipt>>,
    /// Somebody else has saved meanwhile: the draft goes on from what arrives next.
    rebasing: bool,
    error: Option<UserMessage>,
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
        match self.editor.as_ref()?.subject {
            Subject::User(user_id) => Some(user_id),
            Subject::New => None,
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

/// What the form wants of its host.
enum Wish {
    Close,
    Saved(Subject),
}

impl Editor {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            detail: Remote::default(),
            seen: 0,
            form: None,
            access: AccessTab::default(),
            password: PasswordDialog::default(),
            export: ExportDialog::default(),
            tab: Tab::Profile,
            saving: None,
            rebasing: false,
            error: None,
        }
    }

    fn is_changed(&self) -> bool {
        self.form
            .as_ref()
            .is_some_and(|form| !form.changes.is_empty())
    }

    fn name(&self) -> String {
        let typed = self
            .form
            .as_ref()
            .map(|form| form.draft.name.trim().to_owned())
            .filter(|name| !name.is_empty());
        typed.unwrap_or_else(|| text().form.add_title.to_owned())
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        self.load(cx);
        let saved = self.poll(cx);
        if let Some(form) = &mut self.form {
            form.ask_owner(cx);
        }
        let close = header::header_ui(ui, self, cx);
        self.password.show(ui, cx);
        if let (Subject::User(user_id), Some(path)) = (self.subject, self.export.show(ui.ctx(), cx))
        {
            cx.push(Action::Export(Export::Person(user_id), path));
        }
        if let Some(error) = &self.error {
            egui::Frame::new()
                .inner_margin(frames::margin_xy(space::XL, space::S))
                .show(ui, |ui| {
                    banner::banner(ui, Tone::Bad, &error.line(), None);
                });
        }
        self.body_panel(ui, cx);
        let footer = self.footer_panel(ui, cx);
        if let Some(subject) = saved {
            return Some(Wish::Saved(subject));
        }
        match footer {
            Some(footer::Press::Save) => self.save(cx),
            Some(footer::Press::Discard) => return Some(self.discard(cx)),
            None => {}
        }
        let shortcut = cx.takes(ui, egui::Modifiers::COMMAND, Key::S);
        if shortcut
            && self
                .form
                .as_ref()
                .is_some_and(|form| form.obstacle().is_none())
        {
            self.save(cx);
        }
        close.then_some(Wish::Close)
    }

    /// The body above the foot, drawn before it: Tab comes to the buttons last.
    fn body_panel(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let mut rect = ui.available_rect_before_wrap();
        if self.has_footer(cx) {
            rect.max.y -= size::FORM_FOOT;
        }
        let fill = Tokens::of(ui.ctx()).surface;
        ui.scope_builder(egui::UiBuilder::new().max_rect(rect), |ui| {
            egui::CentralPanel::default()
                .frame(egui::Frame::new().fill(fill))
                .show(ui, |ui| self.body_ui(ui, cx));
        });
    }

    fn has_footer(&self, cx: &Cx<'_>) -> bool {
        self.tab == Tab::Profile && self.form.is_some() && header::may_edit(self, cx)
    }

    fn footer_panel(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<footer::Press> {
        if !self.has_footer(cx) {
            return None;
        }
        let form = self.form.as_ref()?;
        let busy = self.saving.is_some().then_some(text().app.saving);
        footer::footer_ui(ui, form, self.subject, busy)
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let margin = frames::margin_xy(space::XL - space::XS, space::L);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                let may_edit = header::may_edit(self, cx);
                match (self.tab, &mut self.form) {
                    (Tab::Profile, Some(form)) => {
                        frozen::fields(ui, may_edit && self.saving.is_none(), |ui| {
                            fields::fields_ui(ui, form)
                        });
                    }
                    (Tab::History, _) => {
                        if let Some(detail) = self.detail.value() {
                            history::history_ui(ui, cx, &detail.history);
                        }
                    }
                    (Tab::Access, _) => {
                        if let Some(detail) = self.detail.value() {
                            self.access.show(ui, cx, &detail.record);
                        }
                    }
                    (Tab::Profile, None) => {
                        spinner::delayed_spinner(ui, "form", text().app.loading)
                    }
                }
            });
        });
    }

    /// Asks for the person and takes over what arrives, as long as nothing has been typed.
    fn load(&mut self, cx: &Cx<'_>) {
        let Subject::User(user_id) = self.subject else {
            self.form.get_or_insert_with(|| Form::new(None, cx));
            return;
        };
        self.detail.want(cx.backend, &UserDetail { user_id });
        if self.seen == self.detail.version() {
            return;
        }
        self.seen = self.detail.version();
        match (self.detail.value(), self.detail.error()) {
            (_, Some(error)) => self.error = Some(error.clone()),
            (Some(detail), None) if self.rebasing => {
                self.rebasing = false;
                let detail = std::sync::Arc::clone(detail);
                self.form = self.form.take().map(|form| form.rebased(&detail, cx));
            }
            (Some(detail), None) if !self.is_changed() => {
                self.form = Some(Form::new(Some(detail), cx));
            }
            _ => {}
        }
    }

    fn save(&mut self, cx: &Cx<'_>) {
        let Some(form) = &self.form else { return };
        if self.saving.is_some() {
            return;
        }
        let draft = Box::new(form.draft.clone());
        let command: Command = match (self.subject, &form.record) {
            (Subject::User(user_id), Some(record)) => UserCommand::Update {
                user_id,
                draft,
                base: record.changed_at,
            }
            .into(),
            _ => UserCommand::Create(draft).into(),
        };
        self.error = None;
        self.saving = Some(cx.backend.submit(command));
    }

    /// Takes the answer to a save; the subject to go on with where it succeeded.
    fn poll(&mut self, cx: &mut Cx<'_>) -> Option<Subject> {
        let answer = self.saving.as_ref()?.take()?;
        self.saving = None;
        match answer {
            Ok(Receipt {
                reply: Reply::Created(user_id),
                undoable,
            }) => {
                let words = &text().form;
                let message = match self.subject {
                    Subject::New => fill(words.added, &[&self.name(), &user_id.contact_id()]),
                    Subject::User(_) => fill(words.saved, &[&self.name()]),
                };
                cx.push(Action::Changed(message, undoable));
                Some(Subject::User(user_id))
            }
            Ok(_) => None,
            Err(AppError::Invalid(issues)) => {
                if let Some(form) = &mut self.form {
                    form.refused(issues);
                }
                None
            }
            Err(error) => {
                if matches!(error, AppError::Conflict) {
                    self.rebasing = true;
                    self.detail.retry();
                }
                self.error = Some(error.message());
                None
            }
        }
    }

    /// Throws typed changes away; a new person's form closes.
    fn discard(&mut self, cx: &Cx<'_>) -> Wish {
        self.error = None;
        match self.subject {
            Subject::New => {
                self.form = None;
                Wish::Close
            }
            Subject::User(_) => {
                let detail = self.detail.value().map(std::sync::Arc::as_ref);
                self.form = Some(Form::new(detail, cx));
                Wish::Saved(self.subject)
            }
        }
    }
}
