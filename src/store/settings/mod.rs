//! The office's settings, one row each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::backup::Proven;
use crate::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use crate::domain::time::{DateFormat, Timestamp};

impl Snapshot<'_> {
    /// The office.
    pub fn office(&self) -> Result<Office> {
        office(self.tx)
    }
}

impl Snapshot<'_> {
    /// The second folder for backups.
    pub fn second_place(&self) -> Result<Option<PathBuf>> {
        let sql = "SELECT value FROM setting WHERE key = 'backup.second_place'";
        let mut found = self.tx.prepare_cached(sql)?;
        let place: Option<String> = found.query_row([], |row| row.get(0)).optional()?;
        Ok(place.filter(|place| !place.is_empty()).map(PathBuf::from))
    }

    /// The newest backup that was opened with the passphrase itself.
    pub fn proven_backup(&self) -> Result<Option<Proven>> {
        let sql = "SELECT value FROM setting WHERE key = 'backup.proven'";
        let mut found = self.tx.prepare_cached(sql)?;
        let kept: Option<String> = found.query_row([], |row| row.get(0)).optional()?;
        // What can't be read counts as not proven.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        PathBuf::from(self.tx.path().unwrap_or_default())
    }

    /// How many entries of the log are newer than an instant. The log is in the order of time, so halving finds the first.
    pub fn acts_after(&self, at: Timestamp) -> Result<u64> {
        let sql = "SELECT at FROM audit_entry WHERE seq = :seq";
        let mut statement = self.tx.prepare_cached(sql)?;
        let (mut low, mut high) = (0, self.generation);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            let then: Option<i64> = statement
                .query_row(named_params! { ":seq": middle }, |row| row.get(0))
                .optional()?;
            if then.is_some_and(|then| then > at.0) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        Ok((self.generation - low).max(0) as u64)
    }

    /// When something was done last before an instant or at it; none where nothing was.
    pub fn newest_before(&self, at: Timestamp) -> Result<Option<Timestamp>> {
        let seq = self.generation - self.acts_after(at)? as i64;
        let sql = "SELECT at FROM audit_entry WHERE seq = :seq";
        let mut statement = self.tx.prepare_cached(sql)?;
        let found = statement.query_row(named_params! { ":seq": seq }, |row| row.get(0));
        Ok(found.optional()?.map(Timestamp))
    }

    /// When something was done last.
    pub fn newest_act(&self) -> Result<Timestamp> {
        let sql = "SELECT coalesce(max(at), 0) FROM audit_entry WHERE seq = :seq";
        let mut statement = self.tx.prepare_cached(sql)?;
        Ok(Timestamp(statement.query_row(
            named_params! { ":seq": self.generation },
            |row| row.get(0),
        )?))
    }
}

impl Writer<'_> {
    /// Marks a file that was salvaged from a damaged one.
    pub fn mark_salvaged(&mut self) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO setting (key, value) VALUES ('file.salvaged', :at)",
            )?
            .execute(named_params! { ":at": self.act().at.rfc3339() })?;
        Ok(())
    }

    /// Notes that a backup was opened with the passphrase itself.
    pub fn note_proven(&mut self, proven: &Proven) -> Result<()> {
        let value = serde_json::to_string(proven).map_err(|_| StoreError::Unreadable("setting"))?;
        self.tx
            .prepare_cached(
                "INSERT INTO setting (key, value) VALUES ('backup.proven', :value) ON CONFLICT (key) DO UPDATE SET value = :value",
            )?
            .execute(named_params! { ":value": value })?;
        Ok(())
    }

    /// Sets the second folder for backups.
    pub fn set_second_place(&mut self, place: Option<&Path>) -> Result<()> {
        let place = place.map(|place| place.to_string_lossy().into_owned());
        self.tx
            .prepare_cached(
                "INSERT INTO setting (key, value) VALUES ('backup.second_place', :value) ON CONFLICT (key) DO UPDATE SET value = :value",
            )?
            .execute(named_params! { ":value": place.unwrap_or_default() })?;
        Ok(())
    }

    /// The office.
    pub fn office(&self) -> Result<Office> {
        office(self.tx)
    }

    /// Writes the office's settings.
    pub fn save_office(&mut self, office: &Office) -> Result<()> {
        for (key, value) in pairs(office) {
            self.tx
                .prepare_cached(
                    "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
                )?
                .execute(named_params! { ":key": key, ":value": value })?;
        }
        Ok(())
    }
}

/// The settings as keys and texts, in a fixed order.
pub fn pairs(office: &Office) -> [(&'static str, String); 8] {
    [
        ("office.name", office.name.clone()),
        ("office.zone", office.zone.name().to_owned()),
        ("office.phone_region", office.phone_region.clone()),
        (
            "office.date_format",
            format_key(office.date_format).to_owned(),
        ),
        (
            "office.contact_rule",
            rule_key(office.contact_rule).to_owned(),
        ),
        ("office.idle_lock", idle_key(office.idle_lock)),
        ("office.retention", retention_key(office.retention)),
        ("office.origin", origin_key(office.origin).to_owned()),
    ]
}

/// The office.
pub(super) fn office(connection: &Connection) -> Result<Office> {
    let mut statement = connection.prepare_cached("SELECT key, value FROM setting")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let kept: BTreeMap<String, String> = rows.collect::<rusqlite::Result<_>>()?;
    read(|key| kept.get(key).cloned())
}

/// The office whose settings are kept under these keys.
pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Office> {
    let zone = get("office.zone").unwrap_or_default();
    let format = get("office.date_format");
    let rule = get("office.contact_rule");
    let idle = get("office.idle_lock");
    let retention = get("office.retention").unwrap_or_default();
    let origin = get("office.origin");
    Ok(Office {
        name: get("office.name").unwrap_or_default(),
        zone: zone
            .parse()
            .map_err(|_| StoreError::Unreadable("office.zone"))?,
        phone_region: get("office.phone_region").unwrap_or_default(),
        date_format: DateFormat::ALL
            .into_iter()
            .find(|f| format.as_deref() == Some(format_key(*f)))
            .unwrap_or_default(),
        contact_rule: if rule.as_deref() == Some(rule_key(ContactRule::ReservedForPerson)) {
            ContactRule::ReservedForPerson
        } else {
            ContactRule::Editable
        },
        idle_lock: IdleLock::ALL
            .into_iter()
            .find(|lock| idle.as_deref() == Some(idle_key(*lock).as_str()))
            .unwrap_or_default(),
        // What can't be read removes nobody.
        retention: Retention::parse(&retention).unwrap_or_default(),
        origin: if origin.as_deref() == Some(origin_key(Origin::Demo)) {
            Origin::Demo
        } else {
            Origin::Created
        },
    })
}

fn format_key(format: DateFormat) -> &'static str {
    match format {
        DateFormat::MonthDayYear => "mdy",
        DateFormat::DayMonthYear => "dmy",
        DateFormat::Iso => "iso",
    }
}

fn rule_key(rule: ContactRule) -> &'static str {
    match rule {
        ContactRule::Editable => "editable",
        ContactRule::ReservedForPerson => "reserved",
    }
}

/// The minutes, or `off`.
fn idle_key(lock: IdleLock) -> String {
    let minutes = lock.minutes().map(|minutes| minutes.to_string());
    minutes.unwrap_or_else(|| "off".to_owned())
}

/// The days, or `forever`.
fn retention_key(retention: Retention) -> String {
    match retention {
        Retention::Forever => "forever".to_owned(),
        Retention::Days(days) => days.to_string(),
    }
}

fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Created => "created",
        Origin::Demo => "demo",
    }
}
