//! What the window and the command line ask for: looking at a file, a dry run, the rejected rows. Importing is a command.

use std::path::PathBuf;

use super::prepare::{Prepared, Request};
use super::report::Report;
use super::{rejected, run};
use crate::app::backend::{Backend, ReadContext};
use crate::app::error::AppError;
use crate::app::query::Access;
use crate::app::ticket::Ticket;
use crate::domain::actor::Actor;
use crate::domain::permission::{Permission, PermissionSet};
use crate::store::reader::Snapshot;

/// Reads a file once and says how it is understood. Progress counts bytes of the file.
pub fn look(backend: &Backend, request: Request) -> Ticket<Prepared> {
    backend.read_long(move |reader, context| {
        reader.snapshot(|snapshot| {
            permissions(snapshot, context)?;
            if let Ok(meta) = std::fs::metadata(&request.path) {
                context.progress.set_total(meta.len());
            }
            run::look(snapshot, &request, context.progress.as_ref())
        })
    })
}

/// What importing the file would do, as of now. Progress counts rows.
pub fn rehearse(backend: &Backend, prepared: Prepared) -> Ticket<Report> {
    backend.read_long(move |reader, context| {
        reader.snapshot(|snapshot| {
            let permissions = permissions(snapshot, context)?;
            context.progress.set_total(prepared.rows);
            run::rehearse(snapshot, &prepared, permissions, context.progress.as_ref())
        })
    })
}

/// Saves the rows that can't be taken, with their reasons; gives their number.
pub fn save_rejected(
    backend: &Backend,
    prepared: Prepared,
    report: Report,
    path: PathBuf,
) -> Ticket<u64> {
    backend.read_long(move |reader, context| {
        reader.snapshot(|snapshot| permissions(snapshot, context).map(drop))?;
        let failed = |error: std::io::Error| AppError::FileWrite(path.clone(), error.to_string());
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
        let staged = tempfile::NamedTempFile::new_in(folder.unwrap_or(std::path::Path::new(".")))
            .map_err(failed)?;
        let written = rejected::write(
            &prepared,
            &report,
            std::io::BufWriter::new(staged.as_file()),
        )?;
        staged.as_file().sync_all().map_err(failed)?;
        staged.persist(&path).map_err(|e| failed(e.error))?;
        Ok(written)
    })
}

/// The operator's permissions, which include importing.
fn permissions(
    snapshot: &Snapshot<'_>,
    context: &ReadContext<'_>,
) -> Result<PermissionSet, AppError> {
    let operator = context.operator.ok_or(AppError::NotSignedIn)?;
    let actor = Actor {
        user_id: Some(operator.user_id),
        name: operator.name.clone(),
        permissions: snapshot.permissions_of(operator.user_id)?,
    };
    Access::Needs(Permission::DataImport).check(Some(&actor))?;
    Ok(actor.permissions)
}
