//! The pages of a window: which one is shown, and what stands in each of them.

use egui::{Key, Modifiers, Ui};

use super::context::{Cx, Route};
use super::desk::routes::first_route;
use super::forms::user::Subject;
use super::screens::access::AccessScreen;
use super::screens::account::AccountScreen;
use super::screens::audit::AuditScreen;
use super::screens::import::ImportScreen;
use super::screens::insight::InsightScreen;
use super::screens::plans::PlansScreen;
use super::screens::roles::RolesScreen;
use super::screens::sessions::SessionsScreen;
use super::screens::settings::SettingsScreen;
use super::screens::teams::TeamsScreen;
use super::screens::users::UsersScreen;
use super::screens::workspaces::{PlanFilter, WorkspacesScreen};
use crate::app::queries::me::MeAnswer;
use crate::domain::ids::UserId;
use crate::domain::segment::UserListQuery;

/// The pages, each as it was left.
#[derive(Default)]
pub struct Pages {
    route: Option<Route>,
    insight: InsightScreen,
    users: UsersScreen,
    roles: RolesScreen,
    access: AccessScreen,
    sessions: SessionsScreen,
    audit: AuditScreen,
    workspaces: WorkspacesScreen,
    teams: TeamsScreen,
    plans: PlansScreen,
    import: ImportScreen,
    settings: SettingsScreen,
    account: AccountScreen,
}

impl Pages {
    /// The page that is shown, once one is.
    pub fn route(&self) -> Option<Route> {
        self.route
    }

    /// The page that is shown; at first the one that an operator begins with.
    pub fn begin(&mut self, me: &MeAnswer) -> Route {
        *self.route.get_or_insert_with(|| first_route(me))
    }

    /// Shows a page.
    pub fn go(&mut self, route: Route) {
        self.route = Some(route);
    }

    /// Shows a list on the Users page.
    pub fn show_users(&mut self, query: &UserListQuery) {
        self.users.narrow(query);
        self.go(Route::Users);
    }

    /// Opens a form on the Users page.
    pub fn open_in_users(&mut self, subject: Subject) {
        self.users.open(subject);
        self.go(Route::Users);
    }

    /// Asks on the Users page whether somebody is to be deleted.
    pub fn delete_in_users(&mut self, user_id: UserId) {
        self.users.ask_to_delete(user_id);
        self.go(Route::Users);
    }

    /// Shows some workspaces on their page.
    pub fn show_workspaces(&mut self, filter: PlanFilter) {
        self.workspaces.narrow(filter);
        self.go(Route::Workspaces);
    }

    /// Shows a person's sessions on their page.
    pub fn show_sessions(&mut self, user_id: UserId) {
        self.sessions.narrow(user_id);
        self.go(Route::Sessions);
    }

    /// The person whose form is open on the page that is shown.
    pub fn person(&self) -> Option<UserId> {
        match self.route {
            Some(Route::Users) => self.users.person(),
            Some(Route::Sessions) => self.sessions.person(),
            _ => None,
        }
    }

    /// Whether the page that is shown has its figures.
    pub fn has_figures(&self) -> bool {
        match self.route {
            Some(Route::Insight) => self.insight.has_figures(),
            Some(_) => true,
            None => false,
        }
    }

    /// Whether leaving would lose something.
    pub fn is_changed(&self) -> bool {
        self.users.is_changed() || self.access.is_changed() || self.sessions.is_changed()
    }

    /// Whether something is being done to many that leaving would stop.
    pub fn is_working(&self) -> bool {
        self.users.is_working()
    }

    /// Draws a page.
    pub fn show(&mut self, ui: &mut Ui, route: Route, cx: &mut Cx<'_>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        match route {
            Route::Insight => self.insight.show(ui, cx),
            Route::Users => self.users.show(ui, cx),
            Route::Roles => self.roles.show(ui, cx),
            Route::Access => self.access.show(ui, cx),
            Route::Sessions => self.sessions.show(ui, cx),
            Route::Audit => self.audit.show(ui, cx),
            Route::Workspaces => self.workspaces.show(ui, cx),
            Route::Teams => self.teams.show(ui, cx),
            Route::Plans => self.plans.show(ui, cx),
            Route::Import => self.import.show(ui, cx),
            Route::Settings => self.settings.show(ui, cx),
            Route::Account => self.account.show(ui, cx),
        }
    }

    /// Ctrl and a digit go to a page, the tenth by 0, Ctrl and a comma to the settings, as in other programs.
    pub fn shortcuts(&mut self, ui: &Ui, routes: &[Route]) {
        if ui.memory(|m| m.top_modal_layer().is_some()) {
            return;
        }
        for (key, route) in DIGITS.into_iter().zip(routes) {
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

const DIGITS: [Key; 10] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
    Key::Num0,
];
