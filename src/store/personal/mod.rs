//! What is kept about one person beside their record: the tables that go with them when they are removed for good.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::users::{load_any, strays};
use crate::domain::ids::{RoleId, UserId};
use crate::domain::incoming::SignInOutcome;
use crate::domain::personal::{
    Held, PersonalData, ProtectionRecord, ReviewRecord, RoleRecord, SessionRecord, SignInRecord,
    ViewRecord,
};
use crate::domain::time::Timestamp;
use crate::domain::user::UserRecord;
use crate::domain::view::Sharing;

impl Snapshot<'_> {
    /// Anybody who was not removed for good, and when they were deleted if they are in the bin.
    pub fn person(&self, user_id: UserId) -> Result<(UserRecord, Option<Timestamp>)> {
        let is_gone = self
            .tx
            .prepare_cached("SELECT 1 FROM purged WHERE user_id = :user_id")?
            .exists(named_params! { ":user_id": user_id.0 })?;
        if is_gone {
            return Err(StoreError::NotFound);
        }
        load_any(self.tx, user_id)
    }

    /// Everything that is kept about somebody beside their record, their history and what they did.
    pub fn personal_data(&self, record: &UserRecord) -> Result<PersonalData> {
        let (tx, user_id) = (self.tx, record.user_id);
        let mut roles = Vec::new();
        for role_id in &record.profile.roles {
            let grant = self.held_as(user_id, *role_id)?;
            let role_id: RoleId = *role_id;
            roles.push(RoleRecord { role_id, grant });
        }
        Ok(PersonalData {
            roles,
            sign_ins: rows(tx, SIGN_INS, user_id, sign_in)?
                .into_iter()
                .collect::<Result<_>>()?,
            sessions: rows(tx, include_str!("sessions.sql"), user_id, session)?,
            reviews: rows(tx, include_str!("reviews.sql"), user_id, review)?,
            views: rows(tx, include_str!("views.sql"), user_id, view)?,
            owns: rows(tx, include_str!("owns.sql"), user_id, owned)?,
            begins_with: rows(tx, include_str!("begins_with.sql"), user_id, |row| {
                row.get(0)
            })?
            .pop(),
            protection: protection(tx, user_id)?,
        })
    }
}

/// Sign-ins of a person, and those that wait for them and for nobody else.
const SIGN_INS: &str = concat!(
        "WITH theirs AS (
            SELECT at, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
            FROM sign_in WHERE user_id = :user_id
            UNION ALL
            SELECT at, outcome, source_id, app_id, device_id, ip_id, location_id, reason_id
            FROM stray_sign_in WHERE who_key IN (",
        strays!(),
        "))
        SELECT
            t.at, t.outcome, coalesce(s.text, ''), coalesce(a.text, ''), coalesce(d.text, ''), coalesce(i.text, ''),
            coalesce(l.text, ''), coalesce(r.text, '')
        FROM theirs AS t
        LEFT JOIN term AS s ON s.term_id = t.source_id
        LEFT JOIN term AS a ON a.term_id = t.app_id
        LEFT JOIN term AS d ON d.term_id = t.device_id
        LEFT JOIN term AS i ON i.term_id = t.ip_id
        LEFT JOIN term AS l ON l.term_id = t.location_id
        LEFT JOIN term AS r ON r.term_id = t.reason_id
        ORDER BY t.at DESC"
);

fn rows<T>(
    tx: &Connection,
    sql: &str,
    user_id: UserId,
    one: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, one)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn sign_in(row: &Row<'_>) -> rusqlite::Result<Result<SignInRecord>> {
    let Some(outcome) = SignInOutcome::from_code(row.get(1)?) else {
        return Ok(Err(StoreError::Unreadable("sign_in.outcome")));
    };
    Ok(Ok(SignInRecord {
        at: Timestamp(row.get(0)?),
        outcome,
        source: row.get(2)?,
        application: row.get(3)?,
        device: row.get(4)?,
        ip: row.get(5)?,
        location: row.get(6)?,
        reason: row.get(7)?,
    }))
}

fn session(row: &Row<'_>) -> rusqlite::Result<SessionRecord> {
    Ok(SessionRecord {
        source: row.get(0)?,
        device: row.get(1)?,
        started_at: Timestamp(row.get(2)?),
        last_seen_at: Timestamp(row.get(3)?),
        expires_at: Timestamp(row.get(4)?),
        ended_at: time(row, 5)?,
        end_reason: row.get(6)?,
    })
}

fn review(row: &Row<'_>) -> rusqlite::Result<ReviewRecord> {
    Ok(ReviewRecord {
        name: row.get(0)?,
        at: Timestamp(row.get(1)?),
        is_kept: row.get(2)?,
        reason: row.get(3)?,
        last_sign_in_at: time(row, 4)?,
        last_used_at: time(row, 5)?,
    })
}

fn view(row: &Row<'_>) -> rusqlite::Result<ViewRecord> {
    Ok(ViewRecord {
        name: row.get(0)?,
        sharing: Sharing::from_code(row.get(1)?),
        is_deleted: row.get(2)?,
        version: row.get(3)?,
        content: row.get(4)?,
    })
}

fn owned(row: &Row<'_>) -> rusqlite::Result<(String, Held)> {
    let held = match row.get(1)? {
        0 => Held::Owner,
        1 => Held::Billing,
        _ => Held::Lead,
    };
    Ok((row.get(0)?, held))
}

fn protection(tx: &Connection, user_id: UserId) -> Result<ProtectionRecord> {
    let found = tx
        .prepare_cached(include_str!("protection.sql"))?
        .query_row(named_params! { ":user_id": user_id.0 }, |row| {
            Ok(ProtectionRecord {
                has_password: row.get(0)?,
                is_due: row.get(1)?,
                failures: row.get::<_, i64>(2)?.unsigned_abs(),
                factor_since: time(row, 3)?,
                codes_left: row.get::<_, i64>(4)?.unsigned_abs(),
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(index)?.map(Timestamp))
}
