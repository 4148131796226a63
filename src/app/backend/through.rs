//! The same file as it is seen through somebody else's eyes: questions are answered with what both may do, and everything
//! else is refused.

use std::sync::{Arc, Mutex, OnceLock};

use super::closing::Safe;
use super::waiting::WaitingRoom;
use super::work::log_failure;
use super::{Backend, Shared};
use crate::app::checkpoints::Occasion;
use crate::app::commands::viewing::{record_end, record_visit};
use crate::app::error::AppError;
use crate::app::lane::{Lane, WriteWork};
use crate::app::seat::Seat;
use crate::app::ticket::{Ticket, pair};
use crate::app::viewing::{Through, Viewing};
use crate::domain::ids::ViewingId;
use crate::domain::viewing::{Ended, Visit};
use crate::store::workspace::Workspace;

/// How a view stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It lasts for so many milliseconds more.
    Live(i64),
    /// It has ended.
    Over(Ended),
}

impl Backend {
    /// The same file through a view that the operator has begun; nothing where it has ended.
    pub fn through(&self, id: ViewingId) -> Option<Self> {
        let shared = &self.shared;
        shared.viewings.live(id, shared.env.clock.now()).ok()?;
        Some(Self {
            reception: None,
            shared: Arc::new(Shared {
                env: shared.env.clone(),
                path: shared.path.clone(),
                is_encrypted: shared.is_encrypted,
                memory: Arc::clone(&shared.memory),
                wake: Arc::clone(&shared.wake),
                seat: Mutex::default(),
                is_session_over: false.into(),
                safe: Safe::default(),
                look: None,
                notice: OnceLock::new(),
                health: Mutex::default(),
                watch: Mutex::default(),
                revisions: Arc::clone(&shared.revisions),
                waiting: WaitingRoom::default(),
                refusals: Arc::clone(&shared.refusals),
                viewings: Arc::clone(&shared.viewings),
                through: Some(Through {
                    id,
                    viewings: Arc::clone(&shared.viewings),
                }),
            }),
            lanes: Arc::clone(&self.lanes),
        })
    }

    /// How the view stands that is asked through; nothing where the operator asks as themselves.
    pub fn standing(&self) -> Option<Standing> {
        let through = self.shared.through.as_ref()?;
        let now = self.shared.env.clock.now();
        let standing = match through.viewings.live(through.id, now) {
            Ok((viewing, _)) => Standing::Live(viewing.until.0 - now.0),
            Err(AppError::ViewingOver(why)) => Standing::Over(why),
            Err(_) => Standing::Over(Ended::Operator),
        };
        self.shared.tell_ends(&self.lanes.writer());
        Some(standing)
    }

    /// Ends the view that is asked through.
    pub fn end_viewing(&self) {
        if let Some(through) = &self.shared.through {
            through.viewings.end(through.id, Ended::Operator);
            self.shared.tell_ends(&self.lanes.writer());
        }
    }

    /// Ends every view of whoever leaves now, before their windows close; it is recorded with the sign-out.
    pub fn leave_viewings(&self) {
        let why = if self.is_session_over() {
            Ended::SessionOver
        } else {
            Ended::SignedOut
        };
        self.shared.viewings.leave(why);
    }

    /// Records that a page was visited in the view that is asked through.
    pub fn visit(&self, visit: Visit) {
        let Some(id) = self.shared.through.as_ref().map(|through| through.id) else {
            return;
        };
        let shared = Arc::clone(&self.shared);
        let now = shared.env.clock.now();
        // What has ended shows no pages. What was seen is recorded even where the writer gets to it after the end.
        let Ok((viewing, operator)) = shared.viewings.live(id, now) else {
            return;
        };
        let work = move |workspace: &mut Workspace| {
            let by = (&viewing, operator.user_id);
            if let Err(error) = record_visit(workspace, by, (visit, now)) {
                log_failure("visit of a page", &error);
            }
            shared.wrote(workspace, Occasion::Act);
            (shared.wake)();
        };
        self.lanes.write(Box::new(work));
    }

    /// The answer to whatever is more than a question, where somebody only views.
    pub(super) fn refused<T>(&self) -> Option<Ticket<T>> {
        self.shared.through.as_ref()?;
        let (ticket, promise) = pair();
        promise.keep(Err(AppError::OnlyViewing));
        Some(ticket)
    }

    /// Nobody views through what is gone.
    pub(super) fn leave_viewing(&self) {
        self.end_viewing();
        if let Some(through) = &self.shared.through {
            through.viewings.forget(through.id);
        }
    }
}

impl Shared {
    /// Notes a view that a command began; the program may have been locked meanwhile.
    pub(super) fn begin_viewing(&self, viewing: &Viewing, seat: &Seat) {
        if let Some(operator) = seat.operator() {
            self.viewings.begin(viewing.clone(), operator.clone());
            self.viewings.follow(&self.seat());
        }
    }

    /// Lets the writer record what has ended; nobody waits for it.
    pub(super) fn tell_ends(self: &Arc<Self>, writer: &Lane<WriteWork>) {
        if !self.viewings.has_news() {
            return;
        }
        let shared = Arc::clone(self);
        writer.push(Box::new(move |workspace: &mut Workspace| {
            shared.record_ends(workspace);
            (shared.wake)();
        }));
    }

    /// Records what has ended.
    pub(super) fn record_ends(&self, workspace: &mut Workspace) {
        for over in self.viewings.unrecorded() {
            match record_end(workspace, &over, self.env.clock.now()) {
                Ok(()) => self.viewings.recorded(over.viewing.id),
                // It is tried again when the next one ends, and at the sign-out.
                Err(error) => log_failure("end of viewing as a user", &error),
            }
            self.wrote(workspace, Occasion::Act);
        }
    }
}
