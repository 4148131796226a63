//! Roles and what they allow.

mod holders;

use rusqlite::{Connection, named_params};

use super::error::Result;
use super::writer::Writer;
use crate::domain::fold::name_key;
use crate::domain::ids::RoleId;
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::role::{BuiltInRole, Role};

impl Writer<'_> {
    /// Adds a built-in role with its first permissions.
    pub fn insert_role(&mut self, role: &BuiltInRole) -> Result<RoleId> {
        self.tx
            .prepare_cached("INSERT INTO role (key, name, name_key) VALUES (:key, :name, :name_key)")?
            .execute(named_params! { ":key": role.key, ":name": role.name, ":name_key": name_key(role.name) })?;
        let role_id = RoleId(self.tx.last_insert_rowid());
        for permission in role.permissions {
            self.allow(role_id, *permission)?;
        }
        Ok(role_id)
    }

    /// Adds a role of the office's own, with what another one allows, or with nothing.
    pub fn insert_own_role(&mut self, name: &str, copy_of: Option<RoleId>) -> Result<RoleId> {
        self.tx
            .prepare_cached(include_str!("insert_own.sql"))?
            .execute(named_params! { ":name": name, ":name_key": name_key(name) })?;
        let role_id = RoleId(self.tx.last_insert_rowid());
        if let Some(copy_of) = copy_of {
            self.tx
                .prepare_cached(include_str!("insert_copy.sql"))?
                .execute(named_params! { ":role_id": role_id.0, ":copy_of": copy_of.0 })?;
        }
        Ok(role_id)
    }

    /// Adds a role of the office's own again that was deleted, under its old number and with nothing allowed.
    pub fn restore_role(&mut self, role_id: RoleId, name: &str) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO role (role_id, name, name_key) VALUES (:role_id, :name, :name_key)",
            )?
            .execute(
                named_params! { ":role_id": role_id.0, ":name": name, ":name_key": name_key(name) },
            )?;
        Ok(())
    }

    /// Gives a role another name.
    pub fn rename_role(&mut self, role_id: RoleId, name: &str) -> Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE role SET name = :name, name_key = :name_key WHERE role_id = :role_id",
            )?
            .execute(
                named_params! { ":name": name, ":name_key": name_key(name), ":role_id": role_id.0 },
            )?;
        Ok(())
    }

    /// Deletes a role that nobody holds.
    pub fn delete_role(&mut self, role_id: RoleId) -> Result<()> {
        for sql in [
            "DELETE FROM role_permission WHERE role_id = :role_id",
            "DELETE FROM role WHERE role_id = :role_id",
        ] {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":role_id": role_id.0 })?;
        }
        Ok(())
    }

    /// How many people hold a role, deleted ones too.
    pub fn holders_in_all(&self, role_id: RoleId) -> Result<u64> {
        let count: i64 = self
            .tx
            .prepare_cached("SELECT count(*) FROM user_role WHERE role_id = :role_id")?
            .query_row(named_params! { ":role_id": role_id.0 }, |row| row.get(0))?;
        Ok(count as u64)
    }

    /// Lets a role do something.
    pub fn allow(&mut self, role_id: RoleId, permission: Permission) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO role_permission (role_id, permission) VALUES (:role_id, :permission)")?
            .execute(named_params! { ":role_id": role_id.0, ":permission": permission.key() })?;
        Ok(())
    }

    /// Forbids a role something.
    pub fn forbid(&mut self, role_id: RoleId, permission: Permission) -> Result<()> {
        self.tx
            .prepare_cached(
                "DELETE FROM role_permission WHERE role_id = :role_id AND permission = :permission",
            )?
            .execute(named_params! { ":role_id": role_id.0, ":permission": permission.key() })?;
        Ok(())
    }
}

/// What a role allows.
pub(super) fn permissions_of_role(
    connection: &Connection,
    role_id: RoleId,
) -> Result<PermissionSet> {
    let mut statement = connection
        .prepare_cached("SELECT permission FROM role_permission WHERE role_id = :role_id")?;
    let mut rows = statement.query(named_params! { ":role_id": role_id.0 })?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(Permission::from_key(
            row.get_ref(0)?.as_str().unwrap_or_default(),
        ));
    }
    Ok(found.into_iter().collect())
}

/// Every role with its permissions, by number.
pub(super) fn list(connection: &Connection) -> Result<Vec<Role>> {
    let mut statement = connection.prepare_cached(include_str!("list.sql"))?;
    let mut rows = statement.query([])?;
    let mut roles: Vec<(Role, Vec<Permission>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let role_id = RoleId(row.get(0)?);
        if roles.last().is_none_or(|(role, _)| role.role_id != role_id) {
            let role = Role {
                role_id,
                key: row.get(1)?,
                name: row.get(2)?,
                permissions: PermissionSet::default(),
            };
            roles.push((role, Vec::new()));
        }
        let permission: Option<String> = row.get(3)?;
        if let (Some((_, list)), Some(permission)) = (roles.last_mut(), permission) {
            list.extend(Permission::from_key(&permission));
        }
    }
    Ok(roles
        .into_iter()
        .map(|(role, list)| Role {
            permissions: list.into_iter().collect(),
            ..role
        })
        .collect())
}
