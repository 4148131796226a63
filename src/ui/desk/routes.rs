//! The pages that an operator may see.

use crate::app::commands::import::ImportCommand;
use crate::app::queries::me::MeAnswer;
use crate::domain::permission::Permission;
use crate::ui::context::Route;

/// The pages that the operator may see, in the order of the sidebar.
pub fn routes(me: &MeAnswer) -> Vec<Route> {
    let may = |permission| me.actor.may(permission);
    let may_everywhere = |permission| me.actor.may_everywhere(permission);
    let all = [
        (Route::Insight, may(Permission::InsightView)),
        (Route::Users, may(Permission::UsersView)),
        (Route::Workspaces, may(Permission::WorkspacesView)),
        (Route::Teams, may(Permission::UsersView)),
        (Route::Plans, may(Permission::PlansView)),
        (Route::Roles, may_everywhere(Permission::RolesView)),
        (Route::Access, may_everywhere(Permission::RolesView)),
        (
            Route::Sessions,
            may(Permission::InsightView)
                || (may(Permission::UsersSetPassword) && may(Permission::UsersView)),
        ),
        (Route::Audit, may(Permission::AuditView)),
        (
            Route::Import,
            ImportCommand::ACCESS.check(Some(&me.actor)).is_ok(),
        ),
        (Route::Settings, true),
    ];
    all.into_iter()
        .filter(|(_, may)| *may)
        .map(|(route, _)| route)
        .collect()
}

/// The page to begin with.
pub fn first_route(me: &MeAnswer) -> Route {
    routes(me).first().copied().unwrap_or(Route::Settings)
}
