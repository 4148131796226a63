//! The signed-in state: what everyone needs to know of the workspace, the pages, the windows, the jobs.

mod actions;
mod daily;
mod file_url;
mod frame;
mod jobs;
mod leaving;
mod locked;
mod proof;
pub mod routes;
pub mod sidebar;
mod standing;
mod undo;
mod why_not;
pub mod windows;

pub use leaving::{DeskEvent, Leave, end_session};
pub use locked::Locked;
pub use undo::How;
pub use windows::WantedWindow;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Key, Modifiers, Ui};

use super::context::{Action, Keys, Route};
use super::pages::Pages;
use super::theme::Tokens;
use super::widgets::{Toasts, frozen, spinner};
use super::windows::OpenWindow;
use super::world::{Asking, World};
use crate::app::backend::{Backend, Wake};
use crate::app::backups::Restoring;
use crate::app::computer::Computer;
use crate::domain::segment::UserListQuery;
use crate::domain::text::text;
use actions::open_file;
use daily::Daily;
use jobs::Jobs;
use proof::{Asked, ProofDialog};
use standing::StandingBanner;
use undo::Undo;
use why_not::WhyNotDialog;

/// What a message's action does.
#[derive(Clone, PartialEq, Debug)]
pub enum ToastAction {
    /// Open a file with the system's program for it.
    OpenFile(std::path::PathBuf),
    /// Set an act back.
    Undo(i64),
    /// Show a list on the Users page.
    Show(Box<UserListQuery>),
}

/// The desk of a signed-in operator.
pub struct Desk {
    backend: Backend,
    wake: Wake,
    asking: Asking,
    pages: Pages,
    windows: Vec<OpenWindow>,
    /// Whether windows lie over the page, inside the main window.
    is_covered: bool,
    /// Bring the main window forward when it is next drawn.
    wants_focus: bool,
    jobs: Jobs,
    toasts: Toasts<ToastAction>,
    undo: Undo,
    standing: StandingBanner,
    why_not: WhyNotDialog,
    proof: ProofDialog,
    /// What was asked for while something is unsaved.
    leaving: Option<Leave>,
    /// What was asked for and loses nothing.
    wanted: Option<DeskEvent>,
    /// What takes the place of the file once the desk is left for it.
    restoring: Option<Arc<Restoring>>,
    /// The backup of the day.
    daily: Daily,
}

impl Desk {
    /// The desk of the operator who has just signed in.
    pub fn new(backend: Backend, wake: Wake) -> Self {
        backend.let_commands_wait();
        Self {
            backend,
            wake,
            asking: Asking::default(),
            pages: Pages::default(),
            windows: Vec::new(),
            is_covered: false,
            wants_focus: false,
            jobs: Jobs::default(),
            toasts: Toasts::default(),
            undo: Undo::default(),
            standing: StandingBanner::default(),
            why_not: WhyNotDialog::default(),
            proof: ProofDialog::default(),
            leaving: None,
            wanted: None,
            restoring: None,
            daily: Daily::default(),
        }
    }

    /// The open workspace.
    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    /// Whether the page that is shown has its figures.
    pub fn has_figures(&self) -> bool {
        self.pages.has_figures()
    }

    /// Takes the desk apart.
    pub fn into_backend(self) -> Backend {
        self.backend
    }

    /// Draws the main window.
    pub fn show(&mut self, ui: &mut Ui, computer: &mut Computer) -> Option<DeskEvent> {
        let only_reads = self.backend.only_reads();
        frozen::freeze(ui.ctx(), only_reads.then_some(text().opening.frozen));
        if self.backend.is_session_over() {
            return Some(DeskEvent::Leave(Leave::Over));
        }
        let Some(world) = self.world() else {
            let fill = Tokens::of(ui.ctx()).background;
            CentralPanel::default()
                .frame(Frame::new().fill(fill))
                .show(ui, |ui| {
                    ui.centered_and_justified(|ui| {
                        spinner::delayed_spinner(ui, "desk", text().app.loading)
                    });
                });
            return None;
        };
        if std::mem::take(&mut self.wants_focus) {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Focus);
        }
        // A list that is open takes the keys of this frame, though it may be gone before the page is drawn.
        let keys = keys_of(ui, self.is_covered);
        let route = self.pages.begin(&world.me);
        self.undo_key(ui, keys);
        let mut actions = self.jobs.poll();
        actions.extend(self.tend(ui.ctx()));
        let undo = self.undo.show(ui.ctx(), &self.backend, &world.office);
        actions.extend(undo);
        self.frame_ui(ui, &world, computer, &mut actions);
        let world_of = (&*world.me, &*world.office);
        actions.extend(self.standing.show(ui, &self.backend, world_of));
        let fill = Tokens::of(ui.ctx()).background;
        CentralPanel::default()
            .frame(Frame::new().fill(fill))
            .show(ui, |ui| {
                self.page_ui(ui, (route, keys), &world, computer, &mut actions)
            });
        self.apply(
            actions.into_iter().map(|action| (None, action)).collect(),
            (ui.ctx(), &world),
            computer,
        );
        self.why_not.show(ui.ctx(), &self.backend);
        let asked = (&self.backend, world.office.as_ref());
        if self.proof.show(ui.ctx(), asked, &mut self.jobs) == Asked::JustAsked {
            // What asks may be a window of its own.
            self.wants_focus = !self.windows.is_empty();
        }
        self.toasts_ui(ui);
        let wanted = self.wanted.take();
        wanted.or_else(|| self.leave_ui(ui).map(DeskEvent::Leave))
    }

    fn page_ui(
        &mut self,
        ui: &mut Ui,
        (route, keys): (Route, Keys),
        world: &World,
        computer: &Computer,
        actions: &mut Vec<Action>,
    ) {
        let asked = (&self.backend, &self.wake);
        let mut cx = world.context(asked, computer, actions);
        cx.keys = keys;
        self.pages.show(ui, route, &mut cx);
    }

    /// What everyone needs to know, once it is there.
    fn world(&mut self) -> Option<World> {
        self.asking.world(&self.backend)
    }

    fn toasts_ui(&mut self, ui: &Ui) {
        match self.toasts.show(ui.ctx(), text().app.dismiss) {
            Some(ToastAction::OpenFile(path)) => open_file(ui, &path),
            Some(ToastAction::Undo(seq)) => self.undo.ask(seq, How::AtOnce),
            Some(ToastAction::Show(query)) => self.pages.show_users(&query),
            None => {}
        }
    }

    /// Ctrl+Z sets the operator's newest act back, unless a field takes it for its text.
    fn undo_key(&mut self, ui: &Ui, keys: Keys) {
        let is_free = keys == Keys::Here
            && !ui.ctx().egui_wants_keyboard_input()
            && ui.memory(|m| m.top_modal_layer().is_none());
        if is_free
            && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Z))
            && let Some(seq) = self.undo.newest()
        {
            self.undo.ask(seq, How::AtOnce);
        }
    }
}

/// Whose keys a view gets that something may lie over.
#[expect(
    clippy::fn_params_excessive_bools,
    reason = "a fact, not a choice of behaviour"
)]
pub(in crate::ui) fn keys_of(ui: &Ui, is_covered: bool) -> Keys {
    if is_covered || egui::Popup::is_any_open(ui.ctx()) {
        Keys::Elsewhere
    } else {
        Keys::Here
    }
}

#[cfg(test)]
mod tests {
    use super::file_url::file_url;

    #[test]
    fn paths_become_addresses() {
        for (path, url) in [
            (
                "/home/zoë/All users.xlsx",
                "file:///home/zo%C3%AB/All%20users.xlsx",
            ),
            ("/tmp/50% #1?.xlsx", "file:///tmp/50%25%20%231%3F.xlsx"),
        ] {
            assert_eq!(file_url(std::path::Path::new(path)), url);
        }
    }
}
