//! Doing what views ask for.

use egui::{Context, Ui};

use super::file_url::file_url;
use super::{Desk, DeskEvent, Leave, ToastAction, World};
use crate::app::computer::Computer;
use crate::app::error::UserMessage;
use crate::domain::ids::UserId;
use crate::domain::segment::UserListQuery;
use crate::domain::text::text;
use crate::ui::context::Action;
use crate::ui::forms::user::Subject;
use crate::ui::widgets::Tone;
use crate::ui::widgets::toasts::Toast;
use crate::ui::windows::WindowKey;

impl Desk {
    /// Does what views asked for; each action comes with the window that asked, `None` for the main one.
    pub(super) fn apply(
        &mut self,
        actions: Vec<(Option<WindowKey>, Action)>,
        (ctx, world): (&Context, &World),
        computer: &mut Computer,
    ) {
        for (origin, action) in actions {
            match action {
                Action::Go(route) => self.pages.go(route),
                Action::ShowInUsers(query) => self.show_in_users(&query, origin),
                Action::ShowWorkspaces(filter) => self.pages.show_workspaces(filter),
                Action::ShowSessions(user_id) => self.show_sessions(user_id, origin),
                Action::OpenInUsers(subject) => self.pages.open_in_users(subject),
                Action::EditAsOneself(user_id) => self.edit_as_oneself(user_id, origin),
                Action::DeleteInUsers(user_id) => self.pages.delete_in_users(user_id),
                Action::OpenWindow(key) => self.open_window(key, world, computer),
                Action::View(viewing) => self.view(*viewing),
                Action::CloseWindow(key) => self.windows.retain(|window| window.key != key),
                Action::Told(message) => self.tell(origin, Toast::new(Tone::Ok, message)),
                Action::Listed(message, query) => self.tell(None, listed(message, query)),
                Action::Changed(message, undoable) => {
                    self.undo.note(undoable);
                    if !message.is_empty() {
                        self.tell(origin, changed(message, undoable, text().undo.undo));
                    }
                }
                Action::Undone(message, undoable) => {
                    self.tell(origin, changed(message, undoable, text().undo.redo));
                }
                Action::RemoveDue => self.daily.remove_due(&self.backend),
                Action::WhyNot => self.why_not.open(&world.me),
                Action::Undo(seq, how) => self.undo.ask(seq, how),
                Action::Failed(message) => self.fail(origin, &message),
                Action::Copy(clip) => self.jobs.copy(&self.backend, clip, origin),
                Action::Export(wish, path) => self.jobs.export(&self.backend, wish, path, origin),
                Action::Copied {
                    origin,
                    message,
                    text,
                } => {
                    ctx.copy_text(text);
                    self.tell(origin, Toast::new(Tone::Ok, message));
                }
                Action::Exported {
                    origin,
                    message,
                    path,
                } => self.tell(origin, exported(message, path)),
                Action::FailedIn(origin, message) => self.fail(origin, &message),
                Action::SetComputer(wanted) => *computer = *wanted,
                Action::Restore(what) => self.want_to_restore(what),
                Action::Lock => self.wanted = Some(DeskEvent::Lock),
                Action::SignOut => self.want_to(Leave::SignOut),
                Action::CloseWorkspace => self.want_to(Leave::Close),
            }
        }
    }

    fn show_in_users(&mut self, query: &UserListQuery, origin: Option<WindowKey>) {
        self.pages.show_users(query);
        self.uncover(origin);
    }

    fn show_sessions(&mut self, user_id: UserId, origin: Option<WindowKey>) {
        self.pages.show_sessions(user_id);
        self.uncover(origin);
    }

    fn edit_as_oneself(&mut self, user_id: UserId, origin: Option<WindowKey>) {
        self.pages.open_in_users(Subject::User(user_id));
        self.uncover(origin);
    }

    /// Makes way for the page that a window leads to.
    fn uncover(&mut self, origin: Option<WindowKey>) {
        if self.is_covered {
            self.windows
                .retain(|window| Some(window.key) != origin || window.is_changed());
        }
        self.wants_focus = origin.is_some();
    }

    fn tell(&mut self, origin: Option<WindowKey>, toast: Toast<ToastAction>) {
        let window = self
            .windows
            .iter_mut()
            .find(|window| Some(window.key) == origin);
        match window {
            Some(window) => window.toasts.push(toast),
            None => self.toasts.push(toast),
        }
    }

    fn fail(&mut self, origin: Option<WindowKey>, message: &UserMessage) {
        self.tell(origin, Toast::new(Tone::Bad, message.line()).sticky());
    }
}

/// The message of a finished export, with its file.
fn exported(message: String, path: std::path::PathBuf) -> Toast<ToastAction> {
    let open = ToastAction::OpenFile(path);
    Toast::new(Tone::Ok, message).action(text().export.open, open)
}

/// What is told until it was seen, with the way to the list of it.
fn listed(message: String, query: Box<UserListQuery>) -> Toast<ToastAction> {
    let toast = Toast::new(Tone::Neutral, message).sticky();
    toast.action(text().leavers.show, ToastAction::Show(query))
}

/// The message of a change, with the way back where there is one.
fn changed(message: String, undoable: Option<i64>, back: &str) -> Toast<ToastAction> {
    let toast = Toast::new(Tone::Ok, message);
    match undoable {
        Some(seq) => toast.action(back, ToastAction::Undo(seq)),
        None => toast,
    }
}

/// Opens a file with the system's program for it.
pub(super) fn open_file(ui: &Ui, path: &std::path::Path) {
    ui.ctx().open_url(egui::OpenUrl::new_tab(file_url(path)));
}
