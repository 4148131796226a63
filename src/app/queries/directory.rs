//! Roles, teams, workspaces and clients.

use std::collections::BTreeSet;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Reach;
use crate::domain::directory::Directory;
use crate::domain::permission::{Permission, PermissionSet};
use crate::store::columns::in_view;

/// Everything that people are sorted into.
#[derive(Clone, PartialEq, Debug)]
pub struct WholeDirectory;

impl Query for WholeDirectory {
    const NAME: &'static str = "whole_directory";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = Directory;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Directory, AppError> {
        let mut directory = context.snapshot.directory()?;
        let seen = context
            .view(&[
                Permission::UsersView,
                Permission::InsightView,
                Permission::WorkspacesView,
            ])
            .who;
        if !seen.is_everyone() {
            limit(&mut directory, context, &seen)?;
        }
        let may_see_plans = context
            .actor
            .is_some_and(|actor| actor.may_everywhere(Permission::PlansView));
        if !may_see_plans {
            directory.offers.clear();
        }
        let may_see_roles = context
            .actor
            .is_some_and(|actor| actor.may_everywhere(Permission::RolesView));
        if !may_see_roles {
            for role in &mut directory.roles {
                role.permissions = PermissionSet::default();
            }
        }
        Ok(directory)
    }
}

/// Leaves the workspaces that may be seen, and the clients of the people in them.
fn limit(
    directory: &mut Directory,
    context: &QueryContext<'_>,
    seen: &Reach,
) -> Result<(), AppError> {
    let columns = context.snapshot.columns()?;
    let clients: BTreeSet<_> = columns
        .users()
        .filter(|user| in_view(seen, *user))
        .filter_map(|user| user.record().client_id)
        .collect();
    let known = context.known_workspaces(seen, directory.workspaces.iter().map(|w| w.id))?;
    directory.workspaces.retain(|w| known.contains(&w.id));
    directory.clients.retain(|c| clients.contains(&c.id));
    Ok(())
}
