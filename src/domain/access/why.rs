//! Why somebody may or may not: the decision as a chain of steps, each met or not, and the smallest changes that would
//! meet those that are not.
//!
//! The chain and [`Rights::decide`](super::Rights::decide) say the same: a property test holds them together.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::grant::{Estate, GrantPlace, HeldRole, Holding};
use super::reach::Record;
use crate::domain::ids::{AddOnId, RoleId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::user::UserKind;

/// What the question is about.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Target<'a> {
    /// The office as a whole.
    Office,
    /// Anything at all: whether the menu has it.
    Anything,
    /// A workspace.
    Workspace(WorkspaceId),
    /// A person.
    Person(Record<'a>),
}

/// A step of the chain, in the order in which they are asked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Step {
    /// The account is active.
    Account,
    /// The module is installed.
    Module,
    /// A role that is held has the permission.
    Role,
    /// The role covers the target: everywhere, or through a membership.
    Membership,
    /// The plan of a workspace includes the feature.
    Plan,
    /// What the plan allows at most: always met, since using more than that takes nothing away.
    Limit,
    /// The record may be seen by somebody of this kind.
    Visibility,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 7] = [
        Self::Account,
        Self::Module,
        Self::Role,
        Self::Membership,
        Self::Plan,
        Self::Limit,
        Self::Visibility,
    ];
}

/// One answered step.
#[derive(Clone, PartialEq, Debug)]
pub struct Answer {
    /// The step.
    pub step: Step,
    /// Whether it is met.
    pub is_met: bool,
    /// The roles that decide it.
    pub roles: Vec<RoleId>,
    /// The workspaces that decide it.
    pub workspaces: Vec<WorkspaceId>,
}

/// A change that would meet a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fix {
    /// Activate the account.
    Activate,
    /// Install the module.
    Install(Module),
    /// Give a role that has the permission.
    Give(RoleId),
    /// Let a role that is held have the permission.
    Allow(RoleId, Permission),
    /// Hold a role longer than its end.
    Prolong(RoleId),
    /// Make the person a member.
    Join(WorkspaceId),
    /// Hold the role everywhere.
    Widen(RoleId),
    /// Give a workspace an add-on that has the feature.
    AddOn(WorkspaceId, AddOnId),
    /// Have the plan of a workspace include the feature, for all workspaces that have it.
    Include(WorkspaceId, Module),
    /// Open a workspace that is closed.
    Reopen(WorkspaceId),
}

/// The chain: whether the answer is yes, the steps, and for a no what would turn it.
#[derive(Clone, PartialEq, Debug)]
pub struct Chain {
    /// The answer.
    pub is_allowed: bool,
    /// The steps.
    pub answers: Vec<Answer>,
    /// Changes of which each unmet step needs one.
    pub fixes: Vec<(Step, Vec<Fix>)>,
}

/// What the office has to give, for fixes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stock<'a> {
    /// Its roles with what each allows.
    pub roles: &'a [(RoleId, PermissionSet)],
    /// Its add-ons with what each includes.
    pub add_ons: &'a [(AddOnId, ModuleSet)],
}

/// Tells the decision about one permission and one target.
pub fn why(
    holding: &Holding,
    estate: &Estate,
    stock: Stock<'_>,
    today: NaiveDate,
    (permission, target): (Permission, Target<'_>),
) -> Chain {
    let question = Question {
        holding,
        estate,
        stock,
        today,
        permission,
        target,
    };
    question.chain()
}

struct Question<'a> {
    holding: &'a Holding,
    estate: &'a Estate,
    stock: Stock<'a>,
    today: NaiveDate,
    permission: Permission,
    target: Target<'a>,
}

impl Question<'_> {
    fn chain(&self) -> Chain {
        let held = self.held();
        let is_wide = held.iter().any(|role| role.place == GrantPlace::Everywhere);
        let joined = self.joined(&held);
        let included: Vec<_> = joined
            .iter()
            .copied()
            .filter(|id| self.is_included(*id))
            .collect();
        let answers = vec![
            Answer {
                is_met: self.holding.is_active,
                ..open(Step::Account)
            },
            Answer {
                is_met: self.is_installed(),
                ..open(Step::Module)
            },
            Answer {
                is_met: !held.is_empty(),
                roles: held.iter().map(|role| role.role_id).collect(),
                ..open(Step::Role)
            },
            Answer {
                is_met: is_wide || !joined.is_empty(),
                workspaces: joined.iter().copied().collect(),
                ..open(Step::Membership)
            },
            Answer {
                is_met: is_wide || !included.is_empty(),
                workspaces: included.clone(),
                ..open(Step::Plan)
            },
            Answer {
                is_met: true,
                workspaces: included,
                ..open(Step::Limit)
            },
            Answer {
                is_met: self.is_visible(),
                ..open(Step::Visibility)
            },
        ];
        Chain {
            is_allowed: answers.iter().all(|answer| answer.is_met),
            fixes: self.fixes(&answers, &held, &joined),
            answers,
        }
    }

    fn is_installed(&self) -> bool {
        self.permission
            .module()
            .is_none_or(|m| self.estate.modules.has(m))
    }

    /// Roles held today that have the permission; those held everywhere first.
    fn held(&self) -> Vec<&HeldRole> {
        let mut held: Vec<_> = self
            .holding
            .roles
            .iter()
            .filter(|role| role.is_held(self.today) && role.permissions.has(self.permission))
            .collect();
        held.sort_by_key(|role| (role.place.code(), role.role_id));
        held
    }

    /// The workspaces in which a held role covers the target.
    fn joined(&self, held: &[&HeldRole]) -> BTreeSet<WorkspaceId> {
        let covers = |id: &WorkspaceId| {
            held.iter().any(|role| match &role.place {
                GrantPlace::Everywhere => false,
                GrantPlace::TheirWorkspaces => true,
                GrantPlace::Named(named) => named.contains(id),
            })
        };
        let wanted = |id: &WorkspaceId| match self.target {
            Target::Office => false,
            Target::Anything => true,
            Target::Workspace(wanted) => *id == wanted,
            Target::Person(record) => record.workspaces.contains(&id.0),
        };
        let ids = self.holding.workspaces.iter().copied();
        ids.filter(|id| wanted(id) && covers(id)).collect()
    }

    fn is_included(&self, id: WorkspaceId) -> bool {
        self.estate.workspaces.get(&id).is_some_and(|facts| {
            facts.is_open && facts.features.plan_permissions().has(self.permission)
        })
    }

    /// Users of a client see their own client's people and nothing of the office itself.
    fn is_visible(&self) -> bool {
        if self.holding.kind == UserKind::Internal {
            return true;
        }
        let Some(client_id) = self.holding.client_id else {
            return false;
        };
        match self.target {
            Target::Office => false,
            Target::Anything | Target::Workspace(_) => true,
            Target::Person(record) => {
                record.kind == UserKind::Client && record.client_id == Some(client_id)
            }
        }
    }

    fn fixes(
        &self,
        answers: &[Answer],
        held: &[&HeldRole],
        joined: &BTreeSet<WorkspaceId>,
    ) -> Vec<(Step, Vec<Fix>)> {
        let unmet = answers.iter().filter(|answer| !answer.is_met);
        unmet
            .map(|answer| {
                let fixes = match answer.step {
                    Step::Account => vec![Fix::Activate],
                    Step::Module => self
                        .permission
                        .module()
                        .map(Fix::Install)
                        .into_iter()
                        .collect(),
                    Step::Role => self.role_fixes(),
                    Step::Membership => self.membership_fixes(held),
                    Step::Plan => self.plan_fixes(joined),
                    Step::Limit | Step::Visibility => Vec::new(),
                };
                (answer.step, fixes)
            })
            .collect()
    }

    /// A role that has ended is prolonged; otherwise the role that allows least is given, or a held one extended. What is
    /// had already, ended or not, can't be given.
    fn role_fixes(&self) -> Vec<Fix> {
        let own = &self.holding.roles;
        let mut fixes: Vec<Fix> = own
            .iter()
            .filter(|role| !role.is_held(self.today) && role.permissions.has(self.permission))
            .map(|role| Fix::Prolong(role.role_id))
            .collect();
        let least = self
            .stock
            .roles
            .iter()
            .filter(|(id, allows)| {
                allows.has(self.permission) && own.iter().all(|role| role.role_id != *id)
            })
            .min_by_key(|(id, allows)| (allows.len(), *id));
        fixes.extend(least.map(|(id, _)| Fix::Give(*id)));
        let held = own.iter().filter(|role| role.is_held(self.today));
        fixes.extend(held.map(|role| Fix::Allow(role.role_id, self.permission)));
        fixes
    }

    fn membership_fixes(&self, held: &[&HeldRole]) -> Vec<Fix> {
        let wanted: Vec<WorkspaceId> = match self.target {
            Target::Office | Target::Anything => Vec::new(),
            Target::Workspace(id) => vec![id],
            Target::Person(record) => record.workspaces.iter().copied().map(WorkspaceId).collect(),
        };
        let covers = |id: &WorkspaceId| {
            held.iter().any(|role| match &role.place {
                GrantPlace::Everywhere | GrantPlace::TheirWorkspaces => true,
                GrantPlace::Named(named) => named.contains(id),
            })
        };
        let missing = wanted
            .iter()
            .filter(|id| !self.holding.workspaces.contains(id));
        let mut fixes: Vec<Fix> = missing
            .filter(|id| covers(id))
            .copied()
            .map(Fix::Join)
            .collect();
        fixes.extend(held.first().map(|role| Fix::Widen(role.role_id)));
        fixes
    }

    fn plan_fixes(&self, joined: &BTreeSet<WorkspaceId>) -> Vec<Fix> {
        let fixes = |id: &WorkspaceId| {
            let Some(facts) = self.estate.workspaces.get(id) else {
                return Vec::new();
            };
            if !facts.is_open {
                return vec![Fix::Reopen(*id)];
            }
            let Some(module) = self.permission.module() else {
                return Vec::new();
            };
            let add_on = self
                .least_add_on(module)
                .map(|add_on| Fix::AddOn(*id, add_on));
            add_on
                .into_iter()
                .chain([Fix::Include(*id, module)])
                .collect()
        };
        joined.iter().flat_map(fixes).collect()
    }

    /// The add-on that brings a feature and as little else as possible.
    fn least_add_on(&self, module: Module) -> Option<AddOnId> {
        let add_ons = self.stock.add_ons.iter();
        let with = add_ons.filter(|(_, features)| features.has(module));
        let least = with.min_by_key(|(id, features)| (features.iter().count(), *id));
        least.map(|(id, _)| *id)
    }
}

/// A step that nothing has answered yet.
fn open(step: Step) -> Answer {
    Answer {
        step,
        is_met: false,
        roles: Vec::new(),
        workspaces: Vec::new(),
    }
}
