//! What every screen, window and form gets, and what it can ask the desk to do.

use std::sync::Arc;

use egui::{Key, Modifiers, Ui};

use crate::app::backend::{Backend, Wake};
use crate::app::backups::Restoring;
use crate::app::commands::import::ImportCommand;
use crate::app::computer::Computer;
use crate::app::error::UserMessage;
use crate::app::exports::Export;
use crate::app::exports::clipboard::Clip;
use crate::app::queries::me::MeAnswer;
use crate::app::viewing::Viewing;
use crate::domain::directory::Directory;
use crate::domain::ids::UserId;
use crate::domain::office::Office;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::ui::desk::How;
use crate::ui::forms::user::Subject;
use crate::ui::screens::workspaces::PlanFilter;
use crate::ui::windows::WindowKey;

/// The world as a view sees it in one frame.
pub struct Cx<'a> {
    /// The open workspace.
    pub backend: &'a Backend,
    /// Wakes the windows.
    pub wake: &'a Wake,
    /// The office.
    pub office: &'a Arc<Office>,
    /// The operator.
    pub me: &'a Arc<MeAnswer>,
    /// Roles, teams, workspaces, clients.
    pub directory: &'a Arc<Directory>,
    /// This computer's settings.
    pub computer: &'a Computer,
    /// Whether keys pressed now are meant for the view.
    pub keys: Keys,
    /// What the view wants done.
    pub actions: &'a mut Vec<Action>,
}

/// Whose keys are pressed: those of the view, or those of a window on top of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keys {
    /// The view's own.
    Here,
    /// Those of something on top of it.
    Elsewhere,
}

impl Action {
    /// Opens a person's form on the Users page.
    pub fn edit(user_id: UserId) -> Self {
        Self::OpenInUsers(Subject::User(user_id))
    }

    /// Shows the users of a segment on the Users page.
    pub fn users_of(scope: Scope, segment: Segment) -> Self {
        Self::ShowInUsers(Box::new(UserListQuery::of(scope, segment)))
    }
}

impl Cx<'_> {
    /// Whether the operator may.
    pub fn may(&self, permission: Permission) -> bool {
        self.me.actor.may(permission)
    }

    /// Whether a permission exists here: what a module brings does only where it is installed.
    pub fn knows(&self, permission: Permission) -> bool {
        permission
            .module()
            .is_none_or(|module| self.me.modules.has(module))
    }

    /// Whether the operator may import files.
    pub fn may_import(&self) -> bool {
        ImportCommand::ACCESS.check(Some(&self.me.actor)).is_ok()
    }

    /// Whether the operator may take out of the program all that a view shows: the rows seen by any of some permissions.
    pub fn may_export(&self, shown: &[Permission]) -> bool {
        self.me.actor.rights.may_take_out(shown)
    }

    /// Takes a key that is meant for the view; never while a dialog is open.
    pub fn takes(&self, ui: &Ui, modifiers: Modifiers, key: Key) -> bool {
        self.keys == Keys::Here
            && !popup_was_open(ui.ctx())
            && ui.memory(|m| m.top_modal_layer().is_none())
            && ui.input_mut(|i| i.consume_key(modifiers, key))
    }

    /// Wants something done after this frame.
    pub fn push(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// Notes at the beginning of a frame whether a list or menu is open: the key that closes it is not meant for the view.
pub fn note_popup(ctx: &egui::Context) {
    let is_open = egui::Popup::is_any_open(ctx);
    let id = egui::Id::unique(("popup-was-open", ctx.viewport_id()));
    ctx.data_mut(|data| data.insert_temp(id, is_open));
}

fn popup_was_open(ctx: &egui::Context) -> bool {
    let id = egui::Id::unique(("popup-was-open", ctx.viewport_id()));
    ctx.data(|data| data.get_temp(id)).unwrap_or(false)
}

/// A page of the main window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Route {
    /// User Insight.
    Insight,
    /// Users.
    Users,
    /// Roles.
    Roles,
    /// Who can, what changed, reviews.
    Access,
    /// Sessions and sign-ins.
    Sessions,
    /// The audit log.
    Audit,
    /// Workspaces.
    Workspaces,
    /// Teams.
    Teams,
    /// Plans and add-ons.
    Plans,
    /// Import.
    Import,
    /// Settings.
    Settings,
    /// The own account, which is in no sidebar.
    Account,
}

/// What a view can ask the desk to do.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    /// Show a page.
    Go(Route),
    /// Show a list on the Users page.
    ShowInUsers(Box<UserListQuery>),
    /// Show some workspaces on the Workspaces page.
    ShowWorkspaces(PlanFilter),
    /// Show a person's sessions on the Sessions page.
    ShowSessions(UserId),
    /// Open a person's form on the Users page.
    OpenInUsers(Subject),
    /// Open a person's form in the main window, which comes forward.
    EditAsOneself(UserId),
    /// Ask on the Users page whether somebody is to be deleted.
    DeleteInUsers(UserId),
    /// Open a window, or bring it forward.
    OpenWindow(WindowKey),
    /// Show the program as somebody else sees it.
    View(Box<Viewing>),
    /// Close a window.
    CloseWindow(WindowKey),
    /// Say that something is done.
    Told(String),
    /// Say something that a list on the Users page belongs to, until it is put away.
    Listed(String, Box<UserListQuery>),
    /// Removes those deleted users for good who have waited as long as the office keeps them.
    RemoveDue,
    /// Say that something was changed; with the act's place in the log where it can be set back.
    Changed(String, Option<i64>),
    /// Say that something was set back; with that act's place in the log.
    Undone(String, Option<i64>),
    /// Set an act back, by its place in the log.
    Undo(i64, How),
    /// Say that something failed.
    Failed(UserMessage),
    /// Export to a file.
    Export(Export, std::path::PathBuf),
    /// Put selected rows of a list on the clipboard.
    Copy(Clip),
    /// They are ready.
    Copied {
        /// The window that asked for it; `None` is the main one.
        origin: Option<WindowKey>,
        /// What to say.
        message: String,
        /// The table.
        text: String,
    },
    /// An export has ended well.
    Exported {
        /// The window that asked for it; `None` is the main one.
        origin: Option<WindowKey>,
        /// What to say.
        message: String,
        /// The file.
        path: std::path::PathBuf,
    },
    /// Work asked for in a window has failed.
    FailedIn(Option<WindowKey>, UserMessage),
    /// Use other settings of this computer.
    SetComputer(Box<Computer>),
    /// Answer why the operator doesn't see something.
    WhyNot,
    /// Close the workspace and put a backup in its place.
    Restore(Arc<Restoring>),
    /// Lock the program.
    Lock,
    /// End the session.
    SignOut,
    /// Close the workspace and go back to the start screen.
    CloseWorkspace,
}
