//! One thing done to many people: what it is, to whom, and what becomes of each of them.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::directory::Directory;
use super::ids::{RoleId, TeamId, UserId, WorkspaceId};
use super::permission::Permission;
use super::segment::{Scope, Segment, Sort, UserListQuery};
use super::text::{count, fill, plural, text};
use super::user::{AccountStatus, Onboarding, Profile};

/// What is done to each of many people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Deed {
    /// Gives the account a status.
    SetStatus(AccountStatus),
    /// Gives what the person did not have.
    Add(Belonging),
    /// Takes away what the person had.
    Remove(Belonging),
    /// Gives the account a last day, or takes it.
    EndOn(Option<NaiveDate>),
    /// Gives somebody else the workspaces that the person owns or is asked about, and the teams that they lead.
    HandOver(UserId),
    /// Prolongs an open invitation, and opens one that ran out.
    Resend,
    /// Withdraws an open invitation.
    Revoke,
    /// Puts the person into the bin.
    Delete,
}

/// What a person can have or belong to, next to others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Belonging {
    /// A role.
    Role(RoleId),
    /// A team.
    Team(TeamId),
    /// A workspace.
    Workspace(WorkspaceId),
    /// A tag.
    Tag(String),
}

/// To whom it is done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Chosen {
    /// These.
    These(Arc<Vec<UserId>>),
    /// All in a list but these.
    Matching(Box<UserListQuery>, BTreeSet<UserId>),
}

/// Why something is not done to somebody.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Refusal {
    /// The operator may not change this person.
    NotYours,
    /// The operator may not decide who is in this workspace.
    Workspace,
    /// The operator may not assign roles to this person.
    Roles,
    /// The role allows more than the operator may let others do.
    TooWide,
    /// The role is held where the operator may not assign roles.
    HeldFurther,
    /// Nobody could administer the office any more.
    LastAdministrator,
    /// The operator does not shut themselves out together with others.
    Oneself,
    /// No invitation was sent that could be sent again.
    NotInvited,
    /// The invitation was answered.
    Completed,
    /// The invitation was withdrawn.
    Revoked,
    /// Something that is theirs is not the operator's to change.
    Theirs,
    /// What they have would be theirs again.
    Successor,
    /// They own a workspace, or are asked about its bills.
    Owner,
}

impl Chosen {
    /// The list that they are part of, in an order.
    pub fn list(&self, sort: Sort) -> UserListQuery {
        match self {
            Self::These(_) => UserListQuery {
                sort,
                ..UserListQuery::of(Scope::default(), Segment::All)
            },
            Self::Matching(query, _) => UserListQuery {
                sort,
                ..query.as_ref().clone()
            },
        }
    }

    /// Those of a list who are chosen, in its order.
    pub fn among(&self, list: &[UserId]) -> Vec<UserId> {
        let of = |is_chosen: &dyn Fn(&UserId) -> bool| {
            let chosen = list.iter().copied().filter(|id| is_chosen(id));
            chosen.collect()
        };
        match self {
            Self::These(ids) => {
                let ids: HashSet<&UserId> = ids.iter().collect();
                of(&|id| ids.contains(id))
            }
            Self::Matching(_, but) => of(&|id| !but.contains(id)),
        }
    }

    /// How they were chosen, in words.
    pub fn told(&self) -> String {
        let words = &text().bulk;
        match self {
            Self::These(_) => words.told_by_hand.to_owned(),
            Self::Matching(_, but) if but.is_empty() => words.told_all.to_owned(),
            Self::Matching(_, but) => fill(words.told_but, &[&count(but.len() as u64)]),
        }
    }
}

impl Refusal {
    /// The reason as people read it.
    pub fn label(self) -> &'static str {
        let (words, problem) = (&text().bulk, &text().problem);
        match self {
            Self::NotYours => words.not_yours,
            Self::Workspace => problem.workspace_denied,
            Self::Roles => problem.roles_denied,
            Self::TooWide => problem.role_too_wide,
            Self::HeldFurther => problem.role_held_further,
            Self::LastAdministrator => problem.last_administrator,
            Self::Oneself => words.oneself,
            Self::NotInvited => words.not_invited,
            Self::Completed => words.completed,
            Self::Revoked => words.revoked,
            Self::Theirs => words.theirs,
            Self::Successor => words.successor,
            Self::Owner => text().problem.owns_workspace,
        }
    }
}

impl Deed {
    /// The stable name in the audit log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::SetStatus(AccountStatus::Active) => "users.activate",
            Self::SetStatus(AccountStatus::Inactive) => "users.deactivate",
            Self::Add(Belonging::Role(_)) => "users.add_role",
            Self::Add(Belonging::Team(_)) => "users.add_team",
            Self::Add(Belonging::Workspace(_)) => "users.add_workspace",
            Self::Add(Belonging::Tag(_)) => "users.add_tag",
            Self::Remove(Belonging::Role(_)) => "users.remove_role",
            Self::Remove(Belonging::Team(_)) => "users.remove_team",
            Self::Remove(Belonging::Workspace(_)) => "users.remove_workspace",
            Self::Remove(Belonging::Tag(_)) => "users.remove_tag",
            Self::EndOn(Some(_)) => "users.set_last_day",
            Self::EndOn(None) => "users.remove_last_day",
            Self::HandOver(_) => "users.hand_over",
            Self::Resend => "users.resend",
            Self::Revoke => "users.revoke",
            Self::Delete => "users.delete",
        }
    }

    /// The role that it gives or takes.
    pub fn role(&self) -> Option<RoleId> {
        match self {
            Self::Add(Belonging::Role(role_id)) | Self::Remove(Belonging::Role(role_id)) => {
                Some(*role_id)
            }
            _ => None,
        }
    }

    /// Whether it takes something without which a person may be shut out.
    pub fn shuts_out(&self) -> bool {
        matches!(
            self,
            Self::SetStatus(AccountStatus::Inactive)
                | Self::Remove(Belonging::Role(_))
                | Self::Delete
        )
    }

    /// The permission that it takes.
    pub fn permission(&self) -> Permission {
        match self {
            Self::Delete => Permission::UsersDelete,
            Self::SetStatus(_)
            | Self::Add(_)
            | Self::Remove(_)
            | Self::EndOn(_)
            | Self::HandOver(_)
            | Self::Resend
            | Self::Revoke => Permission::UsersUpdate,
        }
    }

    /// Does it to a profile. Invitations are prolonged besides; what somebody owns and the bin are
    /// no part of a profile.
    pub fn apply(&self, profile: &mut Profile) {
        match self {
            Self::SetStatus(status) => profile.status = *status,
            Self::Add(belonging) => belonging.join(profile),
            Self::Remove(belonging) => belonging.leave(profile),
            Self::EndOn(day) => profile.end_date = *day,
            Self::Resend if profile.onboarding == Onboarding::InProgress => {}
            Self::Resend => profile.onboarding = Onboarding::Launched,
            Self::Revoke => profile.onboarding = Onboarding::Revoked,
            Self::HandOver(_) | Self::Delete => {}
        }
    }

    /// What will be done, as the title of a question: "Deactivate 1,044 users?".
    pub fn question(&self, people: u64, directory: &Directory) -> String {
        let words = &text().bulk;
        let many = plural(people, words.user, words.users);
        match self {
            Self::SetStatus(AccountStatus::Active) => fill(words.ask_activate, &[&many]),
            Self::SetStatus(AccountStatus::Inactive) => fill(words.ask_deactivate, &[&many]),
            Self::Add(what) => fill(words.ask_add, &[&what.told(directory), &many]),
            Self::Remove(what) => fill(words.ask_remove, &[&what.told(directory), &many]),
            Self::EndOn(Some(_)) => fill(words.ask_last_day, &[&many]),
            Self::EndOn(None) => fill(words.ask_no_last_day, &[&many]),
            Self::HandOver(_) => fill(words.ask_hand_over, &[&many]),
            Self::Resend => fill(words.ask_resend, &[&many]),
            Self::Revoke => fill(words.ask_revoke, &[&many]),
            Self::Delete => fill(words.ask_delete, &[&many]),
        }
    }

    /// What was done: "Deactivated 1,044 users".
    pub fn done(&self, people: u64, directory: &Directory) -> String {
        let words = &text().bulk;
        let many = plural(people, words.user, words.users);
        match self {
            Self::SetStatus(AccountStatus::Active) => fill(words.activated, &[&many]),
            Self::SetStatus(AccountStatus::Inactive) => fill(words.deactivated, &[&many]),
            Self::Add(what) => fill(words.added, &[&what.told(directory), &many]),
            Self::Remove(what) => fill(words.removed, &[&what.told(directory), &many]),
            Self::EndOn(Some(_)) => fill(words.last_day_set, &[&many]),
            Self::EndOn(None) => fill(words.last_day_removed, &[&many]),
            Self::HandOver(_) => fill(words.handed_over, &[&many]),
            Self::Resend => fill(words.resent, &[&many]),
            Self::Revoke => fill(words.withdrawn, &[&many]),
            Self::Delete => fill(words.deleted, &[&many]),
        }
    }
}

impl Belonging {
    /// The team, role, workspace or tag with its kind: "the team Brand".
    fn told(&self, directory: &Directory) -> String {
        let words = &text().bulk;
        match self {
            Self::Role(id) => fill(words.the_role, &[&directory.role(*id)]),
            Self::Team(id) => fill(words.the_team, &[&directory.team(*id)]),
            Self::Workspace(id) => fill(words.the_workspace, &[&directory.workspace(*id)]),
            Self::Tag(tag) => fill(words.the_tag, &[tag]),
        }
    }

    fn join(&self, profile: &mut Profile) {
        match self {
            Self::Role(id) => drop(profile.roles.insert(*id)),
            Self::Team(id) => drop(profile.teams.insert(*id)),
            Self::Workspace(id) => drop(profile.workspaces.insert(*id)),
            Self::Tag(tag) => drop(profile.tags.insert(tag.clone())),
        }
    }

    fn leave(&self, profile: &mut Profile) {
        match self {
            Self::Role(id) => drop(profile.roles.remove(id)),
            Self::Team(id) => drop(profile.teams.remove(id)),
            Self::Workspace(id) => drop(profile.workspaces.remove(id)),
            Self::Tag(tag) => drop(profile.tags.remove(tag)),
        }
    }
}
