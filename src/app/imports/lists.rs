//! Names of teams, roles, workspaces and clients in a file, and the office's own.

use std::collections::{BTreeSet, HashMap};

use super::ground::Ground;
use super::report::{Fate, Report};
use crate::domain::change::Field;
use crate::domain::directory::{Directory, Named};
use crate::domain::fold::name_key;
use crate::domain::ids::{ClientId, RoleId, TeamId, WorkspaceId};
use crate::domain::incoming::{Incoming, IncomingUser};
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::user::{Profile, UserKind};
use crate::store::error::Result;

/// The office's lists, with what the import adds.
pub(super) struct Lists {
    pub(super) directory: Directory,
    ids: HashMap<(Field, String), i64>,
    permissions: PermissionSet,
}

impl Lists {
    pub(super) fn new(directory: Directory, permissions: PermissionSet) -> Self {
        let mut ids = HashMap::new();
        let mut put = |field, name: &str, id| ids.insert((field, name_key(name)), id);
        for role in &directory.roles {
            put(Field::Roles, &role.name, role.role_id.0);
            if let Some(key) = &role.key {
                put(Field::Roles, key, role.role_id.0);
            }
        }
        for team in &directory.teams {
            put(Field::Teams, &team.name, team.id.0);
        }
        for workspace in &directory.workspaces {
            put(Field::Workspaces, &workspace.name, workspace.id.0);
        }
        for client in &directory.clients {
            put(Field::Client, &client.name, client.id.0);
        }
        Self {
            directory,
            ids,
            permissions,
        }
    }

    /// Whether the operator may give a role: as in the form, it allows nothing that they may not do or let others do.
    fn may_give(&self, role_id: i64) -> bool {
        let role = self.directory.roles.iter().find(|r| r.role_id.0 == role_id);
        self.permissions.has(Permission::RolesAssign)
            && role.is_some_and(|role| {
                self.permissions.has(Permission::RolesUpdate)
                    || role.permissions.without(self.permissions).is_empty()
            })
    }

    /// The first workspace that the row names, the office does not have, and the operator may not add. Teams and clients
    /// belong to people, and come with them.
    pub(super) fn refused_workspace<'i>(&self, incoming: &'i IncomingUser) -> Option<&'i str> {
        if self.permissions.has(Permission::WorkspacesCreate) {
            return None;
        }
        let named = incoming.values.iter().filter_map(|value| match value {
            (Field::Workspaces, Incoming::Names(names)) => Some(names),
            _ => None,
        });
        let mut named = named.flatten().map(String::as_str);
        named.find(|name| !self.ids.contains_key(&(Field::Workspaces, name_key(name))))
    }

    /// Adds what the row names to the profile; nothing is taken away.
    pub(super) fn fill(
        &mut self,
        profile: &mut Profile,
        incoming: &IncomingUser,
        ground: &mut dyn Ground,
        report: &mut Report,
    ) -> Result<()> {
        for (field, value) in &incoming.values {
            let Incoming::Names(names) = value else {
                continue;
            };
            if *field == Field::Tags {
                profile.tags.extend(names.iter().cloned());
                continue;
            }
            let mut ids = BTreeSet::new();
            for name in names {
                ids.extend(self.id(*field, name, ground, report)?);
            }
            match field {
                Field::Roles => profile.roles.extend(ids.into_iter().map(RoleId)),
                Field::Teams => profile.teams.extend(ids.into_iter().map(TeamId)),
                Field::Workspaces => profile.workspaces.extend(ids.into_iter().map(WorkspaceId)),
                Field::Client => {
                    profile.client_id = ids.first().copied().map(ClientId).or(profile.client_id);
                    profile.kind = UserKind::Client;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn id(
        &mut self,
        field: Field,
        name: &str,
        ground: &mut dyn Ground,
        report: &mut Report,
    ) -> Result<Option<i64>> {
        let key = (field, name_key(name));
        let known = self.ids.get(&key).copied();
        if field == Field::Roles {
            let given = known.filter(|role_id| self.may_give(*role_id));
            if given.is_none() {
                report.new_value(field, name, Fate::LeftOut);
            }
            return Ok(given);
        }
        if let Some(id) = known {
            report.count_again(field, name);
            return Ok(Some(id));
        }
        let id = ground.ensure(field, name)?;
        report.new_value(field, name, Fate::Created);
        self.ids.insert(key, id);
        self.learn(field, name, id);
        Ok(Some(id))
    }

    fn learn(&mut self, field: Field, name: &str, id: i64) {
        let name = name.trim().to_owned();
        match field {
            Field::Teams => self.directory.teams.push(Named {
                id: TeamId(id),
                name,
            }),
            Field::Workspaces => self.directory.workspaces.push(Named {
                id: WorkspaceId(id),
                name,
            }),
            Field::Client => self.directory.clients.push(Named {
                id: ClientId(id),
                name,
            }),
            _ => {}
        }
    }
}
