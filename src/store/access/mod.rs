//! What a decision about access is made from, read from one state of the file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use super::{roles, settings};
use crate::domain::access::{Estate, GrantPlace, HeldRole, Holding, Rights, WorkspaceFacts};
use crate::domain::ids::{ClientId, RoleId, UserId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, UserKind};

impl Snapshot<'_> {
    /// What a person may do at `now`.
    pub fn rights_of(&self, user_id: UserId, now: Timestamp) -> Result<Rights> {
        rights_of(self.tx, user_id, now)
    }

    /// What a person holds.
    pub fn holding(&self, user_id: UserId) -> Result<Holding> {
        holding(self.tx, user_id)
    }

    /// Modules and workspaces as decisions see them.
    pub fn estate(&self) -> Result<Estate> {
        estate(self.tx)
    }

    /// Everyone who holds roles that have a permission, with these roles, ended ones too.
    pub fn granted(&self, permission: Permission) -> Result<BTreeMap<UserId, Vec<HeldRole>>> {
        let only: PermissionSet = [permission].into_iter().collect();
        let mut statement = self.tx.prepare_cached(include_str!("granted.sql"))?;
        let mut rows = statement.query(named_params! { ":permission": permission.key() })?;
        let mut granted: BTreeMap<UserId, Vec<HeldRole>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (user_id, role_id) = (UserId(row.get(0)?), RoleId(row.get(1)?));
            let ends_on: Option<String> = row.get(3)?;
            granted.entry(user_id).or_default().push(HeldRole {
                role_id,
                permissions: only,
                place: place_of(self.tx, user_id, role_id, row.get(2)?)?,
                ends_on: day(ends_on.as_deref())?,
            });
        }
        Ok(granted)
    }

    /// The modules that are installed.
    pub fn modules(&self) -> Result<ModuleSet> {
        modules(self.tx)
    }
}

impl Writer<'_> {
    /// What a person may do at the instant of the act.
    pub fn rights_of(&self, user_id: UserId) -> Result<Rights> {
        rights_of(self.tx, user_id, self.act.at)
    }

    /// Modules and workspaces as decisions see them.
    pub fn estate(&self) -> Result<Estate> {
        estate(self.tx)
    }

    /// What a person may do at the instant of the act, or could once the account is active again.
    pub fn rights_if_active(&self, user_id: UserId) -> Result<Rights> {
        let today = settings::office(self.tx)?.time().date(self.act.at);
        let holding = Holding {
            is_active: true,
            ..holding(self.tx, user_id)?
        };
        Ok(Rights::decide(&holding, &estate(self.tx)?, today))
    }

    /// The modules that are installed.
    pub fn modules(&self) -> Result<ModuleSet> {
        modules(self.tx)
    }

    /// Notes that a module is installed.
    pub fn install_module(&mut self, module: Module) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM module WHERE key = :key")?
            .execute(named_params! { ":key": module.key() })?;
        Ok(())
    }

    /// Notes that a module is not installed.
    pub fn remove_module(&mut self, module: Module) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO module (key, is_installed) VALUES (:key, 0)")?
            .execute(named_params! { ":key": module.key() })?;
        Ok(())
    }
}

fn rights_of(connection: &Connection, user_id: UserId, now: Timestamp) -> Result<Rights> {
    let today = settings::office(connection)?.time().date(now);
    match holding(connection, user_id) {
        Ok(holding) => Ok(Rights::decide(&holding, &estate(connection)?, today)),
        Err(StoreError::NotFound) => Ok(Rights::default()),
        Err(error) => Err(error),
    }
}

fn holding(connection: &Connection, user_id: UserId) -> Result<Holding> {
    let person = connection
        .prepare_cached(include_str!("person.sql"))?
        .query_row(named_params! { ":user_id": user_id.0 }, person)
        .optional()?;
    let Some((is_active, kind, client_id)) = person else {
        return Err(StoreError::NotFound);
    };
    let mut statement = connection
        .prepare_cached("SELECT workspace_id FROM user_workspace WHERE user_id = :user_id")?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| {
        row.get(0).map(WorkspaceId)
    })?;
    Ok(Holding {
        is_active,
        kind,
        client_id,
        workspaces: rows.collect::<rusqlite::Result<_>>()?,
        roles: held(connection, user_id)?,
    })
}

fn person(row: &Row<'_>) -> rusqlite::Result<(bool, UserKind, Option<ClientId>)> {
    let status = AccountStatus::from_code(row.get(0)?);
    let kind = UserKind::from_code(row.get(1)?);
    let client_id: Option<i64> = row.get(2)?;
    // A kind that is not understood sees least.
    Ok((
        status == Some(AccountStatus::Active),
        kind.unwrap_or(UserKind::Client),
        client_id.map(ClientId),
    ))
}

/// The roles that a person holds, ended ones too.
pub(super) fn held(connection: &Connection, user_id: UserId) -> Result<Vec<HeldRole>> {
    let mut statement = connection.prepare_cached(include_str!("held.sql"))?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| {
        Ok((
            RoleId(row.get(0)?),
            row.get::<_, i64>(1)?,
            row.get::<_, Option<String>>(2)?,
        ))
    })?;
    let mut held = Vec::new();
    for row in rows.collect::<rusqlite::Result<Vec<_>>>()? {
        let (role_id, place, ends_on) = row;
        held.push(HeldRole {
            role_id,
            permissions: roles::permissions_of_role(connection, role_id)?,
            place: place_of(connection, user_id, role_id, place)?,
            ends_on: day(ends_on.as_deref())?,
        });
    }
    Ok(held)
}

/// Where a role is held, from its stored number.
pub(super) fn place_of(
    connection: &Connection,
    user_id: UserId,
    role_id: RoleId,
    code: i64,
) -> Result<GrantPlace> {
    let mut named = BTreeSet::new();
    if code == GrantPlace::Named(BTreeSet::new()).code() {
        let mut statement = connection.prepare_cached(include_str!("named.sql"))?;
        let rows = statement.query_map(
            named_params! { ":user_id": user_id.0, ":role_id": role_id.0 },
            |row| row.get(0).map(WorkspaceId),
        )?;
        named = rows.collect::<rusqlite::Result<_>>()?;
    }
    GrantPlace::from_code(code, named).ok_or(StoreError::Unreadable("user_role.place"))
}

/// A stored day.
pub(super) fn day(stored: Option<&str>) -> Result<Option<NaiveDate>> {
    let day = stored.map(str::parse).transpose();
    day.map_err(|_| StoreError::Unreadable("user_role.ends_on"))
}

fn estate(connection: &Connection) -> Result<Estate> {
    let mut statement = connection.prepare_cached(include_str!("estate.sql"))?;
    let mut rows = statement.query([])?;
    let mut workspaces = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let features: Option<String> = row.get(2)?;
        let features = features.map_or_else(ModuleSet::all, |keys| {
            keys.split(',').filter_map(Module::from_key).collect()
        });
        let facts = WorkspaceFacts {
            is_open: row.get(1)?,
            features,
        };
        workspaces.insert(WorkspaceId(row.get(0)?), facts);
    }
    Ok(Estate {
        modules: modules(connection)?,
        workspaces,
    })
}

/// The modules that are installed; those that the file says nothing about are.
pub(super) fn modules(connection: &Connection) -> Result<ModuleSet> {
    let mut statement = connection.prepare_cached("SELECT key, is_installed FROM module")?;
    let mut rows = statement.query([])?;
    let mut set = ModuleSet::all();
    while let Some(row) = rows.next()? {
        let key: String = row.get(0)?;
        let is_installed: bool = row.get(1)?;
        if let Some(module) = Module::from_key(&key).filter(|_| !is_installed) {
            set = set.without(module);
        }
    }
    Ok(set)
}
