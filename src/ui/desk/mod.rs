//! The signed-in state: what everyone needs to know of the workspace, the pages, the windows, the jobs.

mod actions;
mod daily;
mod file_url;
mod frame;
mod jobs;
mod leaving;
mod locked;
mod proof;
mod routes;
mod standing;
mod undo;
mod why_not;
mod windows;

pub use leaving::{DeskEvent, Leave, end_session};
pub use locked::Locked;
pub use undo::How;
pub use windows::WantedWindow;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Key, Modifiers, Ui};

use super::context::{Action, Cx, Keys, Route};
use super::remote::Remote;
use super::screens::access::AccessScreen;
use super::screens::account::AccountScreen;
use super::screens::audit::AuditScreen;
use super::screens::import::ImportScreen;
use super::screens::insight::InsightScreen;
use super::screens::plans::PlansScreen;
use super::screens::roles::RolesScreen;
use super::screens::sessions::SessionsScreen;
use super::screens::settings::SettingsScreen;
use super::screens::users::UsersScreen;
use super::screens::workspaces::WorkspacesScreen;
use super::theme::Tokens;
use super::widgets::{Toasts, frozen, spinner};
use super::windows::OpenWindow;
use crate::app::backend::{Backend, Wake};
use crate::app::backups::Restoring;
use crate::app::computer::Computer;
use crate::app::queries::cover::Cover;
use crate::app::queries::directory::WholeDirectory;
use crate::app::queries::me::{Me, MeAnswer};
use crate::app::queries::totals::Totals;
use crate::domain::directory::Directory;
use crate::domain::office::Office;
use crate::domain::text::text;
use actions::open_file;
use daily::Daily;
use jobs::Jobs;
use proof::{Asked, ProofDialog};
use routes::first_route;
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
}

/// The desk of a signed-in operator.
pub struct Desk {
    backend: Backend,
    wake: Wake,
    cover: Remote<Cover>,
    me: Remote<Me>,
    directory: Remote<WholeDirectory>,
    totals: Remote<Totals>,
    route: Option<Route>,
    insight: InsightScreen,
    users: UsersScreen,
    roles: RolesScreen,
    access: AccessScreen,
    sessions: SessionsScreen,
    audit: AuditScreen,
    workspaces: WorkspacesScreen,
    plans: PlansScreen,
    import: ImportScreen,
    settings: SettingsScreen,
    account: AccountScreen,
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

/// What everyone needs to know, as of one frame.
#[derive(Clone)]
struct World {
    office: Arc<Office>,
    me: Arc<MeAnswer>,
    directory: Arc<Directory>,
}

impl Desk {
    /// The desk of the operator who has just signed in.
    pub fn new(backend: Backend, wake: Wake) -> Self {
        backend.let_commands_wait();
        Self {
            backend,
            wake,
            cover: Remote::default(),
            me: Remote::default(),
            directory: Remote::default(),
            totals: Remote::default(),
            route: None,
            insight: InsightScreen::default(),
            users: UsersScreen::default(),
            roles: RolesScreen::default(),
            access: AccessScreen::default(),
            sessions: SessionsScreen::default(),
            audit: AuditScreen::default(),
            workspaces: WorkspacesScreen::default(),
            plans: PlansScreen::default(),
            import: ImportScreen::default(),
            settings: SettingsScreen::default(),
            account: AccountScreen::default(),
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
        match self.route {
            Some(Route::Insight) => self.insight.has_figures(),
            Some(_) => true,
            None => false,
        }
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
        let route = *self.route.get_or_insert_with(|| first_route(&world.me));
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
        let mut cx = context(&self.backend, &self.wake, world, computer, actions);
        cx.keys = keys;
        ui.spacing_mut().item_spacing.y = 0.0;
        match route {
            Route::Insight => self.insight.show(ui, &mut cx),
            Route::Users => self.users.show(ui, &mut cx),
            Route::Roles => self.roles.show(ui, &mut cx),
            Route::Access => self.access.show(ui, &mut cx),
            Route::Sessions => self.sessions.show(ui, &mut cx),
            Route::Audit => self.audit.show(ui, &mut cx),
            Route::Workspaces => self.workspaces.show(ui, &mut cx),
            Route::Plans => self.plans.show(ui, &mut cx),
            Route::Import => self.import.show(ui, &mut cx),
            Route::Settings => self.settings.show(ui, &mut cx),
            Route::Account => self.account.show(ui, &mut cx),
        }
    }

    /// What everyone needs to know, once it is there.
    fn world(&mut self) -> Option<World> {
        self.cover.want(&self.backend, &Cover);
        self.me.want(&self.backend, &Me);
        self.directory.want(&self.backend, &WholeDirectory);
        self.totals.want(&self.backend, &Totals);
        Some(World {
            office: Arc::clone(self.cover.value()?),
            me: Arc::clone(self.me.value()?),
            directory: Arc::clone(self.directory.value()?),
        })
    }

    fn toasts_ui(&mut self, ui: &Ui) {
        match self.toasts.show(ui.ctx(), text().app.dismiss) {
            Some(ToastAction::OpenFile(path)) => open_file(ui, &path),
            Some(ToastAction::Undo(seq)) => self.undo.ask(seq, How::AtOnce),
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

    /// Ctrl and a digit go to a page, Ctrl and a comma to the settings, as in other programs.
    fn shortcuts(&mut self, ui: &Ui, routes: &[Route]) {
        if ui.memory(|m| m.top_modal_layer().is_some()) {
            return;
        }
        for (key, route) in [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ]
        .into_iter()
        .zip(routes)
        {
            if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key)) {
                self.route = Some(*route);
            }
        }
        if routes.contains(&Route::Settings)
            && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Comma))
        {
            self.route = Some(Route::Settings);
        }
    }
}

/// Whose keys a view gets that something may lie over.
#[expect(
    clippy::fn_params_excessive_bools,
    reason = "a fact, not a choice of behaviour"
)]
fn keys_of(ui: &Ui, is_covered: bool) -> Keys {
    if is_covered || egui::Popup::is_any_open(ui.ctx()) {
        Keys::Elsewhere
    } else {
        Keys::Here
    }
}

fn context<'a>(
    backend: &'a Backend,
    wake: &'a Wake,
    world: &'a World,
    computer: &'a Computer,
    actions: &'a mut Vec<Action>,
) -> Cx<'a> {
    Cx {
        backend,
        wake,
        office: &world.office,
        me: &world.me,
        directory: &world.directory,
        computer,
        keys: Keys::Here,
        actions,
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
