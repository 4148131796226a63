//! The two ways to play an import: a dry run in a snapshot, and the real one in a transaction with its audit entry.

use super::ground::{Ground, Real, Rehearsal};
use super::pipe;
use super::prepare::{Prepared, Request, prepare};
use super::report::{Basis, Report};
use super::sign_ins::{SignInImport, key_of};
use super::users::UserImport;
use crate::app::error::AppError;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::incoming::ImportKind;
use crate::domain::office::Office;
use crate::domain::permission::PermissionSet;
use crate::domain::time::Timestamp;
use crate::import::entries::{Entries, Entry};
use crate::import::people::People;
use crate::import::reader::{self, DataFile, Records, Row};
use crate::import::watch::Watch;
use crate::store::imports::View;
use crate::store::reader::Snapshot;
use crate::store::workspace::{Act, CacheFor, Workspace};
use crate::store::writer::Writer;

/// The stable name of an import of people in the audit log.
pub const USERS: &str = "import.users";

/// The stable name of an import in the audit log.
pub fn command_name(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Users => USERS,
        ImportKind::SignIns => "import.sign_ins",
    }
}

/// Reads a file once and says how it is understood, with what was chosen for its headers before.
pub fn look(
    snapshot: &Snapshot<'_>,
    request: &Request,
    watch: &dyn Watch,
) -> Result<Prepared, AppError> {
    let office = snapshot.office()?;
    let remembered = |signature: &str| Ok(snapshot.remembered_mapping(signature)?);
    prepare(request, &office, remembered, watch)
}

/// What importing the file would do; writes nothing.
pub fn rehearse(
    snapshot: &Snapshot<'_>,
    prepared: &Prepared,
    (permissions, now): (PermissionSet, Timestamp),
    watch: &dyn Watch,
) -> Result<Report, AppError> {
    let mut ground = Rehearsal::new(snapshot, now);
    play(&mut ground, prepared, permissions, watch)
}

/// Imports the file in one transaction. `seen` is the basis of a dry run: where file or workspace have changed since, the
/// result is decided anew from what is there now, and the report says what was done.
pub fn import(
    workspace: &mut Workspace,
    act: Act,
    prepared: &Prepared,
    permissions: PermissionSet,
    watch: &dyn Watch,
) -> Result<Report, AppError> {
    workspace.set_cache(CacheFor::Bulk)?;
    let done = workspace.transact(act, |w| write(w, prepared, permissions, watch));
    workspace.set_cache(CacheFor::Edits)?;
    done
}

fn write(
    w: &mut Writer<'_>,
    prepared: &Prepared,
    permissions: PermissionSet,
    watch: &dyn Watch,
) -> Result<(Report, NewEntry), AppError> {
    let mut ground = Real::new(w, &prepared.mapping.source);
    let report = play(&mut ground, prepared, permissions, watch)?;
    if report.counts.rejected == report.counts.rows {
        return Err(nothing_taken(&report));
    }
    w.remember_mapping(&prepared.signature(), &prepared.mapping.to_json())?;
    if report.counts.new + report.counts.changed > MANY {
        w.touch_everything();
    }
    let entry = NewEntry {
        count: report.counts.new + report.counts.changed,
        details: details(&report),
        ..NewEntry::done(command_name(report.kind), ObjectKind::Import, None)
    };
    Ok((report, entry))
}

/// More people than this, and the columns are read anew.
const MANY: u64 = 2_000;

/// An import of which nothing could be taken is refused, with the first reason.
pub fn nothing_taken(report: &Report) -> AppError {
    let words = &crate::domain::text::text().import;
    let first = report.rejections.first();
    let reason = first.map_or(String::new(), |r| {
        crate::domain::text::fill(words.row_reason, &[&r.row, &r.column, &r.reason])
    });
    AppError::Import(
        crate::domain::text::fill(words.nothing_taken, &[&reason]),
        words.nothing_taken_do.to_owned(),
    )
}

fn details(report: &Report) -> String {
    let c = &report.counts;
    serde_json::json!({
        "file": report.file, "sha256": report.basis.sha256, "size": report.basis.size,
        "rows": c.rows, "new": c.new, "changed": c.changed, "unchanged": c.unchanged, "rejected": c.rejected,
        "not_in_file": c.not_in_file, "of_unknown_people": c.of_unknown_people, "joined": c.joined,
    })
    .to_string()
}

fn play(
    ground: &mut dyn Ground,
    prepared: &Prepared,
    permissions: PermissionSet,
    watch: &dyn Watch,
) -> Result<Report, AppError> {
    let office = ground.view().office_settings()?;
    let mut report = prepared.report(ground.view().state()?);
    let file = reader::reopen(&prepared.path, &prepared.facts)?;
    report.basis = Basis {
        size: file.facts().size,
        sha256: file.facts().sha256_hex(),
        ..report.basis
    };
    match prepared.mapping.kind {
        ImportKind::Users => users(
            ground,
            prepared,
            permissions,
            (file, &office),
            &mut report,
            watch,
        )?,
        ImportKind::SignIns => sign_ins(ground, prepared, (file, &office), &mut report, watch)?,
    }
    Ok(report)
}

fn users(
    ground: &mut dyn Ground,
    prepared: &Prepared,
    permissions: PermissionSet,
    (file, office): (DataFile, &Office),
    report: &mut Report,
    watch: &dyn Watch,
) -> Result<(), AppError> {
    let mut people = People::new(&prepared.mapping, file.headers(), office)?;
    if file.facts().form.is_of_records() {
        people = people.of_records();
    }
    let mut import = UserImport::new(ground, &people, &prepared.mapping, permissions)?;
    let read = |row: &Row| people.read(row);
    pipe::rows(file, watch, read, |person| {
        report.counts.rows += 1;
        match person {
            Ok(incoming) => import.take(&incoming, report),
            Err(rejection) => {
                report.reject(rejection);
                Ok(())
            }
        }
    })?;
    import.finish(report)?;
    if prepared.mapping.tells_leavers() {
        ground.has_everybody()?;
    }
    Ok(())
}

fn sign_ins(
    ground: &mut dyn Ground,
    prepared: &Prepared,
    (file, office): (DataFile, &Office),
    report: &mut Report,
    watch: &dyn Watch,
) -> Result<(), AppError> {
    let entries = Entries::new(&prepared.mapping, file.headers(), office)?;
    let mut import = SignInImport::new(ground, &prepared.mapping.source)?;
    let read = |row: &Row| {
        let entry = entries.read(row)?;
        let key = match &entry {
            Entry::SignIn(entry) => key_of(entry),
            Entry::Other => 0,
        };
        Ok((entry, key))
    };
    pipe::rows(file, watch, read, |entry| {
        report.counts.rows += 1;
        match entry {
            Ok((Entry::SignIn(entry), key)) => import.take(&entry, key),
            Ok((Entry::Other, _)) => report.counts.other_events += 1,
            Err(rejection) => report.reject(rejection),
        }
        Ok(())
    })?;
    import.finish(report, watch)
}

/// The state of the workspace, for comparing with a report's basis.
pub fn state(snapshot: &Snapshot<'_>) -> Result<i64, AppError> {
    Ok(View::state(snapshot)?)
}
