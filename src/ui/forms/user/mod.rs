//! The form for inviting and editing a person: a panel beside a table, in the main window and in detail windows.
//!
//! It owns the draft until it is saved or discarded; an error never loses it.

mod access;
mod fields;
mod footer;
mod header;
mod history;
mod host;
mod password;
mod sessions;
mod state;
mod viewing;

pub(in crate::ui) use fields::chip_words;

use egui::{Key, ScrollArea, Ui};

use crate::app::commands::user::UserCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::error::{AppError, UserMessage};
use crate::app::exports::Export;
use crate::app::queries::user_detail::UserDetail;
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::day::{self, DayChooser, InFile};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, size, space};
use crate::ui::widgets::{Tone, banner, frozen, spinner};
use access::AccessTab;
pub use header::initials;
pub use host::{EditorHost, Subject};
use password::PasswordDialog;
use sessions::SessionsTab;
use state::Form;
use viewing::ViewingDialog;

/// Which tab of the form is open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tab {
    Profile,
    History,
    Access,
    Sessions,
}

/// A form in work.
struct Editor {
    subject: Subject,
    detail: Remote<UserDetail>,
    seen: u64,
    form: Option<Form>,
    tab: Tab,
    access: AccessTab,
    sessions: SessionsTab,
    password: PasswordDialog,
    viewing: ViewingDialog,
    export: ExportDialog,
    days: DayChooser,
    saving: Option<Ticket<Receipt>>,
    /// Somebody else has saved meanwhile: the draft goes on from what arrives next.
    rebasing: bool,
    error: Option<UserMessage>,
}

/// What the form wants of its host.
enum Wish {
    Close,
    Saved(Subject),
    Turn(Subject),
}

impl Editor {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            detail: Remote::default(),
            seen: 0,
            form: None,
            access: AccessTab::default(),
            sessions: SessionsTab::default(),
            password: PasswordDialog::default(),
            viewing: ViewingDialog::default(),
            export: ExportDialog::default(),
            days: DayChooser::default(),
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
        typed.unwrap_or_else(|| match self.subject.person() {
            Some((user_id, _)) => user_id.contact_id().to_string(),
            None => text().form.add_title.to_owned(),
        })
    }

    fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<Wish> {
        self.load(cx);
        let saved = self.poll(cx);
        if let Some(form) = &mut self.form {
            form.ask_owner(cx);
        }
        let close = header::header_ui(ui, self, cx);
        self.password.show(ui, cx);
        self.viewing.show(ui.ctx(), cx);
        if let (Subject::User(user_id), Some(path)) = (self.subject, self.export.show(ui.ctx(), cx))
        {
            cx.push(Action::Export(Export::Person(user_id), path));
        }
        let turned = self.day_ui(ui);
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
        turned.or(close.then_some(Wish::Close))
    }

    /// Whether the person was in the file as of when they are shown: then there is something about them up to then.
    fn in_file(&self) -> InFile {
        let detail = self.detail.value();
        if detail.is_some_and(|detail| detail.history.is_empty()) {
            InFile::Later
        } else {
            InFile::Then
        }
    }

    /// Tells of the day as of which the person is shown, and asks for another.
    fn day_ui(&mut self, ui: &mut Ui) -> Option<Wish> {
        let (user_id, was) = self.subject.person()?;
        let mut day = was;
        if was.is_some() {
            egui::Frame::new()
                .inner_margin(frames::margin_xy(space::XL - space::XS, space::S))
                .show(ui, |ui| day::person_ui(ui, self.in_file(), &mut day));
        }
        self.days.dialog_ui(ui.ctx(), &mut day);
        (day != was).then(|| Wish::Turn(Subject::on(user_id, day)))
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
                    (Tab::Sessions, _) => {
                        if let Subject::User(user_id) = self.subject {
                            self.sessions.show(ui, cx, user_id);
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
        let Some((user_id, day)) = self.subject.person() else {
            self.form.get_or_insert_with(|| Form::new(None, cx));
            return;
        };
        self.detail.want(cx.backend, &UserDetail { user_id, day });
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
                    Subject::User(_) | Subject::Past(..) => fill(words.saved, &[&self.name()]),
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
            Subject::User(_) | Subject::Past(..) => {
                let detail = self.detail.value().map(std::sync::Arc::as_ref);
                self.form = Some(Form::new(detail, cx));
                Wish::Saved(self.subject)
            }
        }
    }
}
