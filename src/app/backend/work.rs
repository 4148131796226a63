//! What the threads do with the file: answering questions and carrying commands out.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use super::Shared;
use crate::app::access;
use crate::app::checkpoints::Occasion;
use crate::app::commands::{Command, Context as CommandContext, Receipt, Reply};
use crate::app::error::AppError;
use crate::app::looking;
use crate::app::progress::Progress;
use crate::app::query::{Query, QueryContext};
use crate::app::seat::Seat;
use crate::app::topics::Topics;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

impl Shared {
    pub(super) fn answer<Q: Query>(
        &self,
        reader: &mut Reader,
        query: &Q,
        seat: &Seat,
    ) -> Result<Q::Output, AppError> {
        let now = self.env.clock.now();
        let answer = reader.snapshot(|snapshot| {
            let actor = match (&self.through, seat.operator()) {
                (Some(through), _) => Some(through.actor(snapshot, now)?),
                (None, Some(operator)) => Some(access::actor(snapshot, operator, now)?),
                (None, None) => None,
            };
            query.access().check(actor.as_ref())?;
            query.run(&QueryContext {
                snapshot,
                actor: actor.as_ref(),
                now,
            })
        });
        self.note_end(seat, &answer);
        if let Err(error) = &answer {
            log_failure(Q::NAME, error);
        }
        answer
    }

    pub(super) fn execute(
        &self,
        workspace: &mut Workspace,
        command: Command,
        seat: &Seat,
        progress: &Arc<Progress>,
    ) -> Result<Receipt, AppError> {
        let context = CommandContext {
            env: &self.env,
            seat,
            progress,
        };
        let password = command.password().cloned();
        workspace.set_session(seat.session_id());
        let (name, begun) = (command.name(), Instant::now());
        let answer = match &self.look {
            Some(look) => looking::execute(workspace, command, &context, &look.failures),
            None => command.execute(workspace, &context),
        };
        let ms = begun.elapsed().as_millis() as u64;
        match &answer {
            Ok(_) => tracing::info!(command = name, ms, "done"),
            Err(error) => {
                log_failure(name, error);
                self.note_damage(error);
            }
        }
        self.note_end(seat, &answer);
        let done = answer?;
        if let Some(password) = password {
            self.seal(workspace, &password)?;
        }
        if let Some(wanted) = done.seat {
            // The program may have been locked meanwhile; only unlocking it opens it again.
            let is_late = seat.operator().is_some() && self.seat().set_aside().is_some();
            if wanted.operator().is_none() || !is_late {
                self.take_seat(wanted);
            }
        }
        if let Reply::Viewing(viewing) = &done.reply {
            self.begin_viewing(viewing, seat);
        }
        self.touch(done.touched);
        Ok(Receipt {
            reply: done.reply,
            undoable: workspace.take_undoable(),
        })
    }

    /// After the log has grown, whatever came of it.
    pub(super) fn wrote(&self, workspace: &Workspace, occasion: Occasion) {
        if workspace.only_reads() {
            return;
        }
        self.memory.note(workspace, occasion, self.env.clock.now());
        self.touch(Topics::LOG);
    }

    /// Lets views ask again.
    pub(super) fn touch(&self, topics: Topics) {
        for revision in topics.indices().filter_map(|i| self.revisions.get(i)) {
            revision.fetch_add(1, Ordering::AcqRel);
        }
    }
}

/// Notes in the program's own log that something failed; what was cancelled has not.
pub(super) fn log_failure(what: &'static str, error: &AppError) {
    if !matches!(error, AppError::Cancelled) {
        let number = error.number();
        tracing::warn!(what, error = error.code(), number, "failed");
    }
}
