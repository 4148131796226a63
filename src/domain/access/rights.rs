//! The decision: account active ∧ member ∧ role has the permission ∧ plan has the feature ∧ module installed ∧ record
//! visible. Everything that is not allowed by this is refused.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::grant::{Estate, GrantPlace, Holding};
use super::reach::{Reach, Record, Side};
use crate::domain::ids::WorkspaceId;
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::user::UserKind;

/// What somebody may do, and where.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Rights {
    is_active: bool,
    everywhere: PermissionSet,
    in_workspaces: BTreeMap<WorkspaceId, PermissionSet>,
    side: Side,
    /// Whether somebody looks through another's eyes.
    is_looking: bool,
}

impl Rights {
    /// What a person may do on a day.
    ///
    /// A role held everywhere covers the whole office and is bound by no plan, since it administers them. A role held in
    /// workspaces counts where the holder is a member, the workspace is open and its plan includes the feature. What a
    /// module brings nobody may do where it is not installed. An inactive account may nothing.
    pub fn decide(holding: &Holding, estate: &Estate, today: NaiveDate) -> Self {
        let mut rights = Self {
            is_active: holding.is_active,
            side: match holding.kind {
                UserKind::Internal => Side::Office,
                UserKind::Client => Side::Client(holding.client_id),
            },
            ..Self::default()
        };
        if !holding.is_active {
            return rights;
        }
        let installed = estate.modules.permissions();
        for role in holding.roles.iter().filter(|role| role.is_held(today)) {
            let allowed = role.permissions.intersection(installed);
            let named = match &role.place {
                GrantPlace::Everywhere => {
                    rights.everywhere = rights.everywhere.union(allowed);
                    continue;
                }
                GrantPlace::TheirWorkspaces => None,
                GrantPlace::Named(named) => Some(named),
            };
            for id in &holding.workspaces {
                if named.is_none_or(|named| named.contains(id)) {
                    rights.add(*id, allowed, estate);
                }
            }
        }
        rights
    }

    fn add(&mut self, id: WorkspaceId, allowed: PermissionSet, estate: &Estate) {
        let Some(facts) = estate.workspaces.get(&id).filter(|facts| facts.is_open) else {
            return;
        };
        let allowed = allowed.intersection(facts.features.plan_permissions());
        if !allowed.is_empty() {
            let present = self.in_workspaces.entry(id).or_default();
            *present = present.union(allowed);
        }
    }

    /// All rights, everywhere: those of the program itself.
    pub fn of_the_program() -> Self {
        Self {
            is_active: true,
            everywhere: Permission::ALL.iter().copied().collect(),
            ..Self::default()
        }
    }

    /// Whether the account is active: without it not even what needs no permission is allowed.
    pub fn is_active(&self) -> bool {
        self.is_active
    }

    /// Whether somebody looks through another's eyes: what is one's own is then nobody's.
    pub fn is_looking(&self) -> bool {
        self.is_looking
    }

    /// On whose side the operator stands.
    pub fn side(&self) -> Side {
        self.side
    }

    /// Whether it is allowed for anybody or anything at all.
    pub fn may(&self, permission: Permission) -> bool {
        !self.reach(permission).is_nobody()
    }

    /// Whether it is allowed in the whole office. What belongs to no workspace (roles, plans, settings) needs this.
    pub fn may_everywhere(&self, permission: Permission) -> bool {
        self.everywhere.has(permission) && self.side == Side::Office
    }

    /// Whether it is allowed about a person.
    pub fn may_about(&self, permission: Permission, record: Record<'_>) -> bool {
        let here = |id: &i64| {
            let set = self.in_workspaces.get(&WorkspaceId(*id));
            set.is_some_and(|set| set.has(permission))
        };
        // The same as asking the reach, without making one for each of many people.
        self.side.sees(record)
            && (self.everywhere.has(permission) || record.workspaces.iter().any(here))
    }

    /// Whether it is allowed in a workspace.
    pub fn may_in(&self, permission: Permission, workspace_id: WorkspaceId) -> bool {
        let here = self.in_workspaces.get(&workspace_id);
        let here = here.copied().unwrap_or_default();
        self.side != Side::Client(None) && self.everywhere.union(here).has(permission)
    }

    /// Whom a permission covers.
    pub fn reach(&self, permission: Permission) -> Reach {
        self.reach_of_any(&[permission])
    }

    /// Whom any of some permissions covers.
    pub fn reach_of_any(&self, permissions: &[Permission]) -> Reach {
        let wanted: PermissionSet = permissions.iter().copied().collect();
        if !self.everywhere.intersection(wanted).is_empty() {
            return Reach::new(None, self.side);
        }
        let workspaces: BTreeSet<WorkspaceId> = self
            .in_workspaces
            .iter()
            .filter(|(_, set)| !set.intersection(wanted).is_empty())
            .map(|(id, _)| *id)
            .collect();
        Reach::new(Some(&workspaces), self.side)
    }

    /// Everything that is allowed somewhere.
    pub fn somewhere(&self) -> PermissionSet {
        Permission::ALL
            .iter()
            .copied()
            .filter(|permission| self.may(*permission))
            .collect()
    }

    /// Everything that is allowed in the whole office.
    pub fn everywhere(&self) -> PermissionSet {
        match self.side {
            Side::Office => self.everywhere,
            Side::Client(_) => PermissionSet::default(),
        }
    }

    /// Whether it is allowed in every workspace there is or will be, as far as the operator's side goes.
    pub fn may_in_all(&self, permission: Permission) -> bool {
        self.side != Side::Client(None) && self.everywhere.has(permission)
    }

    /// Whether rows seen by any of some permissions may be taken out of the program: all of them, or none.
    pub fn may_take_out(&self, shown: &[Permission]) -> bool {
        let export = self.reach(Permission::DataExport);
        !export.is_nobody() && export.covers(&self.reach_of_any(shown))
    }

    /// Whether somebody with the other rights may nothing that is not allowed here too.
    pub fn covers(&self, other: &Self) -> bool {
        let here = |id: &WorkspaceId| {
            let here = self.in_workspaces.get(id).copied().unwrap_or_default();
            self.everywhere.union(here)
        };
        let mut places = other.in_workspaces.iter();
        (self.side == Side::Office || self.side == other.side)
            && other.everywhere.without(self.everywhere).is_empty()
            && places.all(|(id, set)| set.without(here(id)).is_empty())
    }

    /// What the operator sees who looks through another's eyes (definition: product, "view as user"): no more than either,
    /// and nothing is changed or taken out.
    #[must_use]
    pub fn seen_through(&self, other: &Self) -> Self {
        let reading = Permission::ALL.iter().copied().filter(|p| p.only_reads());
        let mut rights = self.intersection(other).within(reading.collect());
        rights.is_looking = true;
        rights
    }

    fn within(mut self, kept: PermissionSet) -> Self {
        self.everywhere = self.everywhere.intersection(kept);
        for set in self.in_workspaces.values_mut() {
            *set = set.intersection(kept);
        }
        self.in_workspaces.retain(|_, set| !set.is_empty());
        self
    }

    /// What both may.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let ids: BTreeSet<WorkspaceId> = self
            .in_workspaces
            .keys()
            .chain(other.in_workspaces.keys())
            .copied()
            .collect();
        let at = |rights: &Self, id: &WorkspaceId| {
            let here = rights.in_workspaces.get(id).copied().unwrap_or_default();
            rights.everywhere.union(here)
        };
        let side = match (self.side, other.side) {
            (Side::Office, side) | (side, Side::Office) => side,
            (a, b) if a == b => a,
            (Side::Client(_), Side::Client(_)) => Side::Client(None),
        };
        Self {
            is_active: self.is_active && other.is_active,
            is_looking: self.is_looking || other.is_looking,
            everywhere: self.everywhere.intersection(other.everywhere),
            in_workspaces: ids
                .into_iter()
                .map(|id| (id, at(self, &id).intersection(at(other, &id))))
                .filter(|(_, set)| !set.is_empty())
                .collect(),
            side,
        }
    }
}
