//! Loading the demonstration into a new file: everyone in one audited transaction, in the order of the tables' keys.
//!
//! Only for files that nobody has opened yet. Statements have numbered parameters here: at ten million rows looking names
//! up costs as much as the rows.

mod office;
mod rows;

use std::path::Path;

use rusqlite::OptionalExtension;

use self::rows::Inserts;
use super::connect::{self, Purpose};
use super::error::{Result, StoreError};
use super::migrate;
use super::reader::Snapshot;
use super::workspace::{Act, Workspace};
use super::writer::Writer;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::FieldChange;
use crate::domain::demo::{Demo, DemoUser};
use crate::domain::ids::{RoleId, UserId};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::time::Timestamp;

/// The audit log's name for the making of the demonstration.
pub const COMMAND: &str = "workspace.demo";
/// So many people are loaded between two looks at the wish to stop.
const BATCH: u64 = 256;

/// Fills a new, empty file. `go_on` is told how many people are there, and says whether to continue.
pub fn load(
    workspace: &mut Workspace,
    demo: &Demo,
    people: impl Iterator<Item = DemoUser>,
    mut go_on: impl FnMut(u64) -> bool,
) -> Result<()> {
    let at = demo.now();
    workspace
        .transact(Act { actor: None, at }, |w| {
            w.touch_everything();
            let administrator = w.insert_demo_office()?;
            let email_index = w.take_index("user_email")?;
            let mut count = 0;
            let mut inserts = Inserts::new(w)?;
            for user in people {
                if count % BATCH == 0 && !go_on(count) {
                    return Err(StoreError::Cancelled);
                }
                count += 1;
                inserts.add(UserId(count as i64), &user)?;
            }
            let sign_ins = inserts.sign_ins;
            drop(inserts);
            w.count_sign_ins(sign_ins);
            w.tx.execute_batch(&email_index)?;
            w.tx.prepare(include_str!("owners.sql"))?.execute([])?;
            w.tx.prepare(include_str!("leads.sql"))?.execute([])?;
            go_on(count);
            let entry = NewEntry {
                count,
                ..NewEntry::done(COMMAND, ObjectKind::Workspace, None)
            };
            Ok((administrator, entry))
        })
        .and_then(|administrator| allow_export(workspace, administrator, at))
}

/// The demonstration shows exporting, so its administrators may; the act is recorded as any other.
fn allow_export(workspace: &mut Workspace, role_id: RoleId, at: Timestamp) -> Result<()> {
    let actor = Some(UserId(1));
    workspace.transact(Act { actor, at }, |w| {
        w.allow(role_id, Permission::DataExport)?;
        let change = FieldChange::new(Permission::DataExport.key(), text().app.no, text().app.yes);
        w.record(ObjectKind::Role, role_id.0, &[change])?;
        let entry = NewEntry::done("role.allow", ObjectKind::Role, Some(role_id.0));
        Ok(((), entry))
    })
}

/// Whether a file has exactly the schema that this program writes.
pub fn is_current(path: &Path) -> bool {
    connect::open(path, Purpose::Probe, None)
        .and_then(|connection| migrate::check(&connection, path))
        .is_ok_and(|is_older| !is_older)
}

impl Snapshot<'_> {
    /// When the demonstration in this file was made; `None` where the file is not one.
    pub fn demo_made_at(&self) -> Result<Option<Timestamp>> {
        Ok(self
            .tx
            .prepare_cached("SELECT at FROM audit_entry WHERE seq = 1 AND command = :command")?
            .query_row(&[(":command", COMMAND)], |row| row.get(0).map(Timestamp))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Drops an index and gives the statement that makes it anew: sorting once is quicker than a million insertions.
    fn take_index(&mut self, name: &str) -> Result<String> {
        let sql = self.tx.query_row(
            "SELECT sql FROM sqlite_schema WHERE type = 'index' AND name = :name",
            &[(":name", name)],
            |row| row.get(0),
        )?;
        self.tx.execute_batch(&format!("DROP INDEX {name}"))?;
        Ok(sql)
    }

    fn insert_demo_office(&mut self) -> Result<RoleId> {
        office::insert(self)
    }
}
