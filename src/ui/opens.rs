//! Where the objects of the audit log are to be seen.

use super::context::{Action, Route};
use crate::domain::audit::ObjectKind;
use crate::domain::ids::UserId;

/// What shows the object; none where nothing does.
pub fn opens((object, object_id): (ObjectKind, i64)) -> Option<Action> {
    match object {
        ObjectKind::User => Some(Action::edit(UserId(object_id))),
        ObjectKind::Role => Some(Action::Go(Route::Roles)),
        ObjectKind::Team => Some(Action::Go(Route::Teams)),
        ObjectKind::OfficeWorkspace => Some(Action::Go(Route::Workspaces)),
        ObjectKind::Plan | ObjectKind::AddOn => Some(Action::Go(Route::Plans)),
        ObjectKind::View => Some(Action::Go(Route::Users)),
        ObjectKind::Module => Some(Action::Go(Route::Settings)),
        ObjectKind::Workspace
        | ObjectKind::Setting
        | ObjectKind::Session
        | ObjectKind::Import
        | ObjectKind::Export => None,
    }
}
