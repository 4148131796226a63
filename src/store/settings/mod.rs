//! The office's settings, one row each.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::office::{ContactRule, IdleLock, Office, Origin};
use crate::domain::time::DateFormat;

impl Snapshot<'_> {
    /// The office.
    pub fn office(&self) -> Result<Office> {
        office(self.tx)
    }
}

impl Writer<'_> {
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
pub fn pairs(office: &Office) -> [(&'static str, String); 7] {
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

fn origin_key(origin: Origin) -> &'static str {
    match origin {
        Origin::Created => "created",
        Origin::Demo => "demo",
    }
}
