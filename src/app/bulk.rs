//! What a deed would do to each of many people: judged by the columns, for the preview as for the act itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::access::known_workspaces;
use super::commands::user_allowed::{may_give, may_take, place_of_given, reaches};
use super::error::AppError;
use super::queries::user_list::UserList;
use super::query::{Query, QueryContext};
use crate::domain::access::{Reach, Rights, Side};
use crate::domain::bulk::{Belonging, Chosen, Deed, Refusal};
use crate::domain::change::Field;
use crate::domain::holdings::Holdings;
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::role::{Role, SYSTEM_ADMINISTRATOR};
use crate::domain::segment::{Direction, Sort, UserColumn};
use crate::domain::text::text;
use crate::domain::user::{AccountStatus, Onboarding, Profile};
use crate::store::columns::{Columns, User, in_view};
use crate::store::error::StoreError;

/// So many people between two looks whether the answer is still wanted.
const LOOK_EVERY: usize = 4_096;

/// What becomes of whom, in one state of the file; everyone by number.
#[derive(Clone)]
pub struct Judged {
    /// The state.
    pub columns: Arc<Columns>,
    /// Who will be changed.
    pub changes: Arc<Vec<UserId>>,
    /// Who is so already.
    pub already: Arc<Vec<UserId>>,
    /// Who is not changed, by reason.
    pub refused: BTreeMap<Refusal, Arc<Vec<UserId>>>,
    /// How many of the chosen are no longer there, or not to be seen.
    pub gone: u64,
}

/// What becomes of one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Changes,
    Already,
    Refused(Refusal),
}

/// Judges a deed.
pub fn judge(context: &QueryContext<'_>, deed: &Deed, chosen: &Chosen) -> Result<Judged, AppError> {
    let columns = context.snapshot.columns()?;
    let judge = Judge::new(context, deed)?;
    let (ids, wished) = people(context, chosen)?;
    let seen = context.view(&[Permission::UsersView]).who;
    let mut found = Found::default();
    let mut there = 0;
    for (looked_at, user_id) in ids.into_iter().enumerate() {
        if looked_at % LOOK_EVERY == 0 {
            context.snapshot.check_wanted()?;
        }
        let Some(user) = columns.user(user_id).filter(|user| in_view(&seen, *user)) else {
            continue;
        };
        there += 1;
        found.note(user_id, judge.verdict(user)?);
    }
    judge.keep_one_administrator(context, &mut found)?;
    Ok(found.told(columns, wished - there))
}

/// The numbers of the chosen, ascending, and how many were chosen.
fn people(context: &QueryContext<'_>, chosen: &Chosen) -> Result<(Vec<UserId>, u64), AppError> {
    let ids = match chosen {
        Chosen::These(ids) => {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids.dedup();
            ids
        }
        Chosen::Matching(query, but) => {
            let mut query = query.as_ref().clone();
            query.sort = Sort {
                column: UserColumn::ContactId,
                direction: Direction::Ascending,
            };
            let list = UserList(query);
            list.access().check(context.actor)?;
            let ids = list.run(context)?.ids;
            ids.iter().copied().filter(|id| !but.contains(id)).collect()
        }
    };
    let wished = ids.len() as u64;
    Ok((ids, wished))
}

#[derive(Default)]
struct Found {
    changes: Vec<UserId>,
    already: Vec<UserId>,
    refused: BTreeMap<Refusal, Vec<UserId>>,
}

impl Found {
    fn note(&mut self, user_id: UserId, verdict: Verdict) {
        match verdict {
            Verdict::Changes => self.changes.push(user_id),
            Verdict::Already => self.already.push(user_id),
            Verdict::Refused(why) => self.refused.entry(why).or_default().push(user_id),
        }
    }

    fn told(self, columns: Arc<Columns>, gone: u64) -> Judged {
        let refused = self.refused.into_iter();
        Judged {
            columns,
            changes: Arc::new(self.changes),
            already: Arc::new(self.already),
            refused: refused.map(|(why, ids)| (why, Arc::new(ids))).collect(),
            gone,
        }
    }
}

/// The rules of a deed, and what they look at.
struct Judge<'a> {
    context: &'a QueryContext<'a>,
    rights: &'a Rights,
    deed: &'a Deed,
    /// The role that is given or taken.
    role: Option<Role>,
    /// Why nobody is let into the workspace or out of it.
    shut: Option<Refusal>,
    /// Who is not deleted before what is theirs is another's.
    owners: BTreeSet<UserId>,
    /// What each answers for, where that is handed over.
    holdings: Holdings,
}

impl<'a> Judge<'a> {
    fn new(context: &'a QueryContext<'a>, deed: &'a Deed) -> Result<Self, AppError> {
        let rights = context.rights()?;
        let directory = context.snapshot.directory()?;
        let (mut role, mut shut) = (None, None);
        let mut holdings = Holdings::default();
        if let Deed::HandOver(to) = deed {
            check_successor(context, *to)?;
            holdings = context.snapshot.holdings()?;
        }
        if let Deed::Add(what) | Deed::Remove(what) = deed {
            let is_there = match what {
                Belonging::Role(id) => {
                    let mut roles = directory.roles.into_iter();
                    role = roles.find(|role| role.role_id == *id);
                    role.is_some()
                }
                Belonging::Team(id) => directory.teams.iter().any(|team| team.id == *id),
                Belonging::Workspace(id) => {
                    shut = closed(context, *id)?;
                    directory.workspaces.iter().any(|one| one.id == *id)
                }
                Belonging::Tag(tag) => !tag.trim().is_empty(),
            };
            if !is_there {
                return Err(StoreError::NotFound.into());
            }
        }
        Ok(Self {
            context,
            rights,
            deed,
            role,
            shut,
            holdings,
            owners: match deed {
                Deed::Delete => context.snapshot.owners()?,
                _ => BTreeSet::new(),
            },
        })
    }

    fn verdict(&self, user: User<'_>) -> Result<Verdict, AppError> {
        if self.is_so(user) {
            return Ok(Verdict::Already);
        }
        let refused = |why| Ok(Verdict::Refused(why));
        let may = |permission| self.rights.may_about(permission, user.record());
        if !may(self.deed.permission()) {
            return refused(Refusal::NotYours);
        }
        if let Some(why) = self.shut {
            return refused(why);
        }
        let operator = self.context.actor.and_then(|actor| actor.user_id);
        if self.deed.shuts_out() && operator == Some(user.id()) {
            return refused(Refusal::Oneself);
        }
        let refusal = match (self.deed, &self.role) {
            (_, Some(_)) if !may(Permission::RolesAssign) => Some(Refusal::Roles),
            (Deed::Add(_), Some(role)) => self.why_not_given(role, user),
            (_, Some(role)) => self.why_not_taken(role, user)?,
            (Deed::HandOver(to), _) => self.why_not_handed_over(user.id(), *to)?,
            (Deed::Resend | Deed::Revoke, None) => why_not_open(user.stored_onboarding()),
            (Deed::Delete, None) if self.owners.contains(&user.id()) => Some(Refusal::Owner),
            (_, None) => None,
        };
        Ok(refusal.map_or(Verdict::Changes, Verdict::Refused))
    }

    /// Whether nothing is to be done.
    fn is_so(&self, user: User<'_>) -> bool {
        let has = |what: &Belonging| match what {
            Belonging::Role(id) => user.roles().contains(&id.0),
            Belonging::Team(id) => user.teams().contains(&id.0),
            Belonging::Workspace(id) => user.workspaces().contains(&id.0),
            Belonging::Tag(tag) => user.tags().iter().any(|own| **own == **tag),
        };
        match self.deed {
            Deed::SetStatus(status) => user.status() == *status,
            Deed::Add(what) => has(what),
            Deed::Remove(what) => !has(what),
            Deed::EndOn(day) => user.last_day() == *day,
            Deed::HandOver(_) => !self.holdings.has_any(user.id()),
            Deed::Resend | Deed::Delete => false,
            Deed::Revoke => user.stored_onboarding() == Onboarding::Revoked,
        }
    }

    fn why_not_handed_over(&self, from: UserId, to: UserId) -> Result<Option<Refusal>, AppError> {
        if from == to {
            return Ok(Some(Refusal::Successor));
        }
        let leads = self.holdings.teams_of(from).next().is_some();
        if leads && !self.rights.may_everywhere(Permission::TeamsManage) {
            return Ok(Some(Refusal::Theirs));
        }
        for id in self.holdings.workspaces_of(from) {
            let profile = self.context.snapshot.workspace(id)?;
            let sees =
                self.rights.side() == Side::Office || self.rights.side().sees_workspace(&profile);
            if !sees || !self.rights.may_in(Permission::WorkspacesUpdate, id) {
                return Ok(Some(Refusal::Theirs));
            }
        }
        Ok(None)
    }

    fn why_not_given(&self, role: &Role, user: User<'_>) -> Option<Refusal> {
        let place = place_of_given(self.rights, &placed(user));
        (!may_give(self.rights, role, &place)).then_some(Refusal::TooWide)
    }

    fn why_not_taken(&self, role: &Role, user: User<'_>) -> Result<Option<Refusal>, AppError> {
        if !may_take(self.rights, role) {
            return Ok(Some(Refusal::TooWide));
        }
        // Who may assign roles everywhere reaches whatever anybody holds.
        if self.rights.may_in_all(Permission::RolesAssign) {
            return Ok(None);
        }
        let held = self.context.snapshot.held_as(user.id(), role.role_id)?;
        let reaches = reaches(self.rights, &held.place, &placed(user));
        Ok((!reaches).then_some(Refusal::HeldFurther))
    }

    /// Where the deed would leave nobody to administer the office, all of those who do are left as they are.
    fn keep_one_administrator(
        &self,
        context: &QueryContext<'_>,
        found: &mut Found,
    ) -> Result<(), AppError> {
        let is_of_administrators = |role: &Role| role.key.as_deref() == Some(SYSTEM_ADMINISTRATOR);
        let takes = match &self.role {
            Some(role) => is_of_administrators(role),
            None => matches!(
                self.deed,
                Deed::SetStatus(AccountStatus::Inactive) | Deed::Delete
            ),
        };
        if !takes || !self.deed.shuts_out() {
            return Ok(());
        }
        let all = context.snapshot.lasting_holders(SYSTEM_ADMINISTRATOR)?;
        let is_changed = |id: &UserId| found.changes.binary_search(id).is_ok();
        if all.is_empty() || !all.iter().all(is_changed) {
            return Ok(());
        }
        found.changes.retain(|id| !all.contains(id));
        let kept: Vec<UserId> = all.into_iter().collect();
        found.refused.insert(Refusal::LastAdministrator, kept);
        Ok(())
    }
}

/// Whoever gets what others had is there, is seen, and is active.
fn check_successor(context: &QueryContext<'_>, to: UserId) -> Result<(), AppError> {
    let columns = context.snapshot.columns()?;
    let seen = context.view(&[Permission::UsersView]).who;
    let found = columns.user(to).filter(|user| in_view(&seen, *user));
    if found.is_some_and(|user| user.status() == AccountStatus::Active) {
        return Ok(());
    }
    Err(AppError::invalid(Field::Manager, text().bulk.no_successor))
}

/// A profile that has somebody's workspaces and nothing else.
pub(in crate::app) fn placed(user: User<'_>) -> Profile {
    let workspaces = user.workspaces().iter();
    Profile {
        workspaces: workspaces
            .map(|id| WorkspaceId(*id))
            .collect::<BTreeSet<_>>(),
        ..Profile::default()
    }
}

/// Why the operator may let nobody into a workspace or out of it. One that they may not know of is not there.
fn closed(
    context: &QueryContext<'_>,
    workspace_id: WorkspaceId,
) -> Result<Option<Refusal>, AppError> {
    let seen: Reach = context.rights()?.reach(Permission::UsersView);
    let known = known_workspaces(context.actor, &seen, [workspace_id], |id| {
        context.snapshot.workspace(id)
    })?;
    if known.is_empty() {
        return Err(StoreError::NotFound.into());
    }
    let may = context
        .rights()?
        .may_in(Permission::UsersUpdate, workspace_id);
    Ok((!may).then_some(Refusal::Workspace))
}

/// Why an invitation is neither sent again nor withdrawn.
fn why_not_open(stored: Onboarding) -> Option<Refusal> {
    match stored {
        Onboarding::Launched | Onboarding::InProgress | Onboarding::Expired => None,
        Onboarding::NotInvited => Some(Refusal::NotInvited),
        Onboarding::Completed => Some(Refusal::Completed),
        Onboarding::Revoked => Some(Refusal::Revoked),
    }
}
