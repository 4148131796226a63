//! Who holds a role: since when, by whose hand, until when, and where.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, named_params};

use crate::domain::access::{Grant, GrantPlace, Reach};
use crate::domain::ids::{RoleId, UserId};
use crate::domain::role::Holder;
use crate::domain::time::Timestamp;
use crate::domain::user::AccountStatus;
use crate::store::access::{day, place_of};
use crate::store::columns::in_view;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::users::hand;
use crate::store::writer::Writer;

impl Snapshot<'_> {
    /// What is known of these people's hold on a role, in their order; who does not hold it is left out.
    pub fn holders(&self, role_id: RoleId, ids: &[UserId]) -> Result<Vec<Holder>> {
        let mut statement = self.tx.prepare_cached(include_str!("holder.sql"))?;
        let mut found = Vec::with_capacity(ids.len());
        for &user_id in ids {
            let row = statement
                .query_row(
                    named_params! { ":user_id": user_id.0, ":role_id": role_id.0 },
                    |row| {
                        let holder = Holder {
                            user_id,
                            name: row.get(0)?,
                            status: AccountStatus::from_code(row.get(1)?)
                                .unwrap_or(AccountStatus::Inactive),
                            place: GrantPlace::default(),
                            granted_at: row.get::<_, Option<i64>>(3)?.map(Timestamp),
                            granted_by: hand(row, 4)?,
                            ends_on: None,
                            last_sign_in_at: row.get::<_, Option<i64>>(7)?.map(Timestamp),
                        };
                        Ok((
                            holder,
                            row.get::<_, i64>(2)?,
                            row.get::<_, Option<String>>(6)?,
                        ))
                    },
                )
                .optional()?;
            if let Some((holder, place, ends_on)) = row {
                found.push(Holder {
                    place: place_of(self.tx, user_id, role_id, place)?,
                    ends_on: day(ends_on.as_deref())?,
                    ..holder
                });
            }
        }
        Ok(found)
    }

    /// How many of the people who may be seen hold each role.
    pub fn holder_counts(&self, who: &Reach) -> Result<BTreeMap<RoleId, u64>> {
        let mut counts = BTreeMap::new();
        for user in self.columns()?.users().filter(|user| in_view(who, *user)) {
            for role in user.roles() {
                *counts.entry(RoleId(*role)).or_default() += 1;
            }
        }
        Ok(counts)
    }
}

impl Writer<'_> {
    /// Where and until when a person holds a role.
    pub fn grant(
        &self,
        user_id: UserId,
        role_id: RoleId,
    ) -> Result<(GrantPlace, Option<NaiveDate>)> {
        let found = self
            .tx
            .prepare_cached(
                "SELECT place, ends_on FROM user_role WHERE user_id = :user_id AND role_id = :role_id",
            )?
            .query_row(
                named_params! { ":user_id": user_id.0, ":role_id": role_id.0 },
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?)),
            )
            .optional()?;
        let (place, ends_on) = found.ok_or(StoreError::NotFound)?;
        Ok((
            place_of(self.tx, user_id, role_id, place)?,
            day(ends_on.as_deref())?,
        ))
    }

    /// Says where and until when a person holds a role.
    pub fn set_grant(
        &mut self,
        user_id: UserId,
        role_id: RoleId,
        place: &GrantPlace,
        ends_on: Option<NaiveDate>,
    ) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("set_grant.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":role_id": role_id.0,
                ":place": place.code(),
                ":ends_on": ends_on.map(|day| day.to_string()),
            })?;
        self.name_workspaces(user_id, role_id, place)
    }

    /// Has somebody hold a role exactly so, since when and by whose hand too.
    pub fn set_exact(&mut self, user_id: UserId, role_id: RoleId, grant: &Grant) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("set_exact.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":role_id": role_id.0,
                ":place": grant.place.code(),
                ":granted_at": grant.granted_at.map(|at| at.0),
                ":granted_by": grant.granted_by.map(|id| id.0),
                ":ends_on": grant.ends_on.map(|day| day.to_string()),
            })?;
        self.name_workspaces(user_id, role_id, &grant.place)
    }

    fn name_workspaces(
        &mut self,
        user_id: UserId,
        role_id: RoleId,
        place: &GrantPlace,
    ) -> Result<()> {
        self.tx
            .prepare_cached(
                "DELETE FROM user_role_workspace WHERE user_id = :user_id AND role_id = :role_id",
            )?
            .execute(named_params! { ":user_id": user_id.0, ":role_id": role_id.0 })?;
        let GrantPlace::Named(named) = place else {
            return Ok(());
        };
        let mut insert = self.tx.prepare_cached(include_str!("name_workspace.sql"))?;
        for workspace_id in named {
            insert.execute(named_params! {
                ":user_id": user_id.0, ":role_id": role_id.0, ":workspace_id": workspace_id.0,
            })?;
        }
        Ok(())
    }
}
