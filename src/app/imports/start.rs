//! What the window and the command line ask for: looking at a file, a dry run, the rejected rows. Importing is a command.

use std::path::PathBuf;

use super::prepare::{Prepared, Request};
use super::report::Report;
use super::{rejected, run};
use crate::app::access;
use crate::app::backend::{Backend, ReadContext};
use crate::app::commands::import::ImportCommand;
use crate::app::error::AppError;
use crate::app::exports::protect_workspace;
use crate::app::ticket::Ticket;
use crate::domain::actor::Actor;
use crate::platform::staged::Staged;
use crate::store::reader::Snapshot;

/// Reads a file once and says how it is understood. Progress counts bytes of the file.
pub fn look(backend: &Backend, request: Request) -> Ticket<Prepared> {
    backend.read_long(move |reader, context| {
        reader.snapshot(|snapshot| {
            importer(snapshot, context)?;
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
            let permissions = importer(snapshot, context)?.rights.everywhere();
            context.progress.set_total(prepared.rows);
            let now = context.env.clock.now();
            run::rehearse(
                snapshot,
                &prepared,
                (permissions, now),
                context.progress.as_ref(),
            )
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
    let workspace_file = backend.path().to_owned();
    backend.read_long(move |reader, context| {
        reader.snapshot(|snapshot| importer(snapshot, context).map(drop))?;
        protect_workspace(&workspace_file, &path)?;
        let failed = |error: std::io::Error| AppError::FileWrite(path.clone(), error.to_string());
        let mut staged = Staged::begin(&path).map_err(failed)?;
        let out = std::io::BufWriter::new(staged.file());
        let written = rejected::write(&prepared, &report, out)?;
        staged.sync().map_err(failed)?;
        staged.keep().map_err(failed)?;
        Ok(written)
    })
}

/// The operator, who may import.
fn importer(snapshot: &Snapshot<'_>, context: &ReadContext<'_>) -> Result<Actor, AppError> {
    let operator = context.operator.ok_or(AppError::NotSignedIn)?;
    let actor = access::actor(snapshot, operator, context.env.clock.now())?;
    ImportCommand::ACCESS.check(Some(&actor))?;
    Ok(actor)
}
