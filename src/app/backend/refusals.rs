//! Questions that were refused for lack of a permission. They are recorded like refused commands, once a person, kind of
//! question and hour: a screen that asks again fills no log.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Shared;
use crate::app::checkpoints::Occasion;
use crate::app::commands::{Context as CommandContext, record_refused_question};
use crate::app::error::AppError;
use crate::app::lane::{Lane, WriteWork};
use crate::app::progress::Progress;
use crate::app::seat::Seat;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::workspace::Workspace;

const HOUR_MS: i64 = 60 * 60 * 1_000;

/// In which hour each refusal was recorded last.
#[derive(Default)]
pub(super) struct Refusals(Mutex<HashMap<(UserId, &'static str), i64>>);

impl Refusals {
    /// Whether nothing was recorded yet in this hour.
    fn is_due(&self, who: UserId, question: &'static str, at: Timestamp) -> bool {
        let hour = at.0.div_euclid(HOUR_MS);
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.insert((who, question), hour) != Some(hour)
    }
}

impl Shared {
    /// Lets the writer record that a question was refused; nobody waits for it.
    pub(super) fn note_refusal<T>(
        self: &Arc<Self>,
        writer: &Lane<WriteWork>,
        (question, seat): (&'static str, Seat),
        answer: &Result<T, AppError>,
    ) {
        let (Err(AppError::Denied(missing)), Some(operator)) = (answer, seat.operator()) else {
            return;
        };
        let now = self.env.clock.now();
        if !self.refusals.is_due(operator.user_id, question, now) {
            return;
        }
        let (shared, missing) = (Arc::clone(self), *missing);
        writer.push(Box::new(move |workspace: &mut Workspace| {
            let context = CommandContext {
                env: &shared.env,
                seat: &seat,
                progress: &Arc::<Progress>::default(),
            };
            match record_refused_question(workspace, &context, (question, missing)) {
                Ok(()) => shared.wrote(workspace, Occasion::Act),
                Err(error) => super::log_failure("refused question", &error),
            }
        }));
    }
}
