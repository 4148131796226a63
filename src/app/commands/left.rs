//! Sessions that an earlier run has left open: whoever has the file alone knows that nobody else is signed in to it.
//!
//! Nobody saw when that run ended, so the sessions end as of when they were last in use, and say why.

use super::viewing::record_left;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::session_end::stored;
use crate::store::workspace::{Act, Workspace};

/// Ends them, before anybody signs in. An act only where there are some.
pub(in crate::app) fn end(workspace: &mut Workspace, env: &Env) -> Result<(), AppError> {
    if workspace.only_reads() {
        return Ok(());
    }
    let Some(since) = workspace.reader()?.snapshot(|s| s.left_since())? else {
        return Ok(());
    };
    // What happened while the file was closed comes before what is added to its log now.
    env.checkpoints.catch_up(workspace);
    let act = Act {
        actor: None,
        at: env.clock.now(),
    };
    record_left(workspace, since, act.at)?;
    workspace.transact(act, |w| {
        let count = w.end_left(stored::LEFT)?;
        let entry = NewEntry::done("session.end_left", ObjectKind::Session, None);
        Ok::<_, AppError>(((), NewEntry { count, ..entry }))
    })
}
