//! Leaving the desk, for a while or for good. What is unsaved is never lost without a question.

use std::sync::Arc;
use std::time::Duration;

use egui::Ui;

use super::Desk;
use super::proof::ProofDialog;
use crate::app::backend::Backend;
use crate::app::backups::Restoring;
use crate::app::commands::session::SessionCommand;
use crate::domain::office::Origin;
use crate::domain::text::text;
use crate::ui::widgets::toasts::Toast;
use crate::ui::widgets::{Dialog, Tone, dialog};
use crate::ui::windows::OpenWindow;

/// What the desk wants of the program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeskEvent {
    /// The program is to be locked.
    Lock,
    /// The program is to go on where it was locked.
    Unlock,
    /// The desk is to be left.
    Leave(Leave),
}

/// How a desk is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leave {
    /// The session is to be ended.
    SignOut,
    /// The session can't go on.
    Over,
    /// The workspace is to be closed.
    Close,
    /// A backup is to take the place of the file.
    Restore,
    /// The program is to be closed.
    Quit,
}

impl Desk {
    /// Asks before something unsaved would be lost.
    pub fn leave(&mut self, leave: Leave) -> Option<Leave> {
        let is_changed = self.pages.is_changed() || self.windows.iter().any(OpenWindow::is_changed);
        if is_changed || self.is_working() {
            self.leaving = Some(leave);
            return None;
        }
        Some(leave)
    }

    /// Whether something is being done to many that leaving would stop.
    fn is_working(&self) -> bool {
        self.pages.is_working() || self.undo.is_working()
    }

    /// After how long without input the program is to be locked; `None` is never.
    pub fn idle_limit(&self) -> Option<Duration> {
        let minutes = self.asking.office()?.idle_lock.minutes()?;
        Some(Duration::from_mins(minutes))
    }

    /// Drops what is only for the moment, before the desk is hidden.
    pub(super) fn set_aside(&mut self) {
        self.leaving = None;
        self.wanted = None;
        // What waits for the password still does.
        self.proof = ProofDialog::default();
        self.toasts.fade();
        for window in &mut self.windows {
            window.toasts.fade();
            window.keep_place();
        }
    }

    /// The question; what was wanted, once it is answered with yes.
    pub(super) fn leave_ui(&mut self, ui: &Ui) -> Option<Leave> {
        let leave = self.leaving?;
        let words = &text().form;
        let (title, said, confirm, stay) = if self.is_working() {
            (
                words.leave_work_title,
                words.leave_work,
                words.leave_stop,
                words.leave_wait,
            )
        } else {
            (
                words.leave_title,
                words.leave_all,
                words.leave_discard,
                words.leave_stay,
            )
        };
        let dialog = Dialog::new("leave-desk", title, confirm, stay);
        let answer = dialog.danger().show(ui.ctx(), |ui| {
            ui.label(said);
        })?;
        self.leaving = None;
        (answer == dialog::Answer::Confirmed).then_some(leave)
    }

    /// Leaves for a backup that is to take the place of the file.
    pub(super) fn want_to_restore(&mut self, what: Arc<Restoring>) {
        self.restoring = Some(what);
        self.want_to(Leave::Restore);
    }

    /// Says what came of opening the file, until it is put away.
    pub fn saying(mut self, said: Option<(Tone, String)>) -> Self {
        if let Some((tone, said)) = said {
            self.toasts.push(Toast::new(tone, said).sticky());
        }
        self
    }

    /// What is to take the place of the file, and how its operator comes in again where nobody has a password.
    pub fn take_restoring(&mut self) -> Option<(Arc<Restoring>, Option<SessionCommand>)> {
        let what = self.restoring.take()?;
        let cover = self.asking.office();
        let is_demo = cover.is_some_and(|office| office.origin == Origin::Demo);
        Some((what, is_demo.then_some(SessionCommand::EnterDemo)))
    }

    /// Leaves, unless something unsaved is to be asked about first.
    pub(super) fn want_to(&mut self, leave: Leave) {
        self.wanted = self.leave(leave).map(DeskEvent::Leave);
    }
}

/// Ends the session of whoever is signed in or has locked the program.
pub fn end_session(backend: &Backend) {
    if backend.operator().is_some() || backend.set_aside().is_some() {
        backend.leave_viewings();
        // The answer is not awaited: closing the workspace lets the writer finish first.
        drop(backend.submit(SessionCommand::SignOut.into()));
    }
}
