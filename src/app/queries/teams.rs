//! Teams, with how many of the people whom the operator may see are in each.

use std::collections::HashMap;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::TeamId;
use crate::domain::permission::Permission;
use crate::domain::team::TeamRow;
use crate::domain::text::text;
use crate::store::columns::in_view;

/// Every team.
#[derive(Clone, PartialEq, Debug)]
pub struct Teams;

impl Query for Teams {
    const NAME: &'static str = "teams";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = Vec<TeamRow>;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<TeamRow>, AppError> {
        // As many members as the list opens that they lead to.
        let who = context.view(&[Permission::UsersView]).who;
        let columns = context.snapshot.columns()?;
        let mut members: HashMap<i64, u64> = HashMap::new();
        for user in columns.users().filter(|user| in_view(&who, *user)) {
            for team in user.teams() {
                *members.entry(*team).or_default() += 1;
            }
        }
        let of = |id: TeamId| members.get(&id.0).copied().unwrap_or(0);
        let mut teams = context.snapshot.teams(of)?;
        let places = teams.iter().filter_map(|team| team.profile.workspace_id);
        let known = context.known_workspaces(&who, places.collect::<Vec<_>>())?;
        // Whoever manages them knows of what they are, and who leads them is a number at least.
        let manages = context.rights()?.may_everywhere(Permission::TeamsManage);
        for team in &mut teams {
            // Of somebody who may not be seen it is told that there is somebody.
            let lead = team.profile.lead_id.and_then(|id| columns.user(id));
            let is_seen = lead.is_some_and(|user| in_view(&who, user));
            if let Some(name) = team.lead.as_mut().filter(|_| !is_seen) {
                text().history.someone_else.clone_into(name);
            }
            let profile = &mut team.profile;
            profile.lead_id = profile.lead_id.filter(|_| is_seen || manages);
            let is_known = |id: &_| manages || known.contains(id);
            profile.workspace_id = profile.workspace_id.filter(is_known);
        }
        Ok(teams)
    }
}
