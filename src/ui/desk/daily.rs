//! The backup of the day and the check of the week, made behind the window while somebody works.

use egui::Context;

use super::Desk;
use crate::app::backend::Backend;
use crate::app::backups::{self, Made};
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, text};
use crate::ui::context::Action;

/// So many seconds of the window's own time lie between two looks whether one is due.
const BETWEEN: f64 = 3_600.0;

/// The backup of the day.
#[derive(Default)]
pub(super) struct Daily {
    making: Option<Ticket<Option<Made>>>,
    looked: Option<f64>,
}

impl Daily {
    /// Looks now and then, whenever something is drawn anyway, whether a backup is due; what is to be said about it.
    fn tend(&mut self, ctx: &Context, backend: &Backend) -> Option<Action> {
        let now = ctx.input(|i| i.time);
        let is_time = self.looked.is_none_or(|looked| now - looked >= BETWEEN);
        if is_time && self.making.is_none() {
            self.looked = Some(now);
            self.making = Some(backups::tend(backend));
            backend.tend_health();
        }
        let answer = self.making.as_ref()?.take()?;
        self.making = None;
        let said = answer.err()?.message();
        let what = fill(text().backup.failed, &[&said.what]);
        Some(Action::Failed(crate::app::error::UserMessage {
            what,
            ..said
        }))
    }
}

impl Desk {
    /// Tends to the backup of the day once the first page stands.
    pub(super) fn tend(&mut self, ctx: &Context) -> Option<Action> {
        if !self.has_figures() || self.backend.is_closed() || self.backend.only_reads() {
            return None;
        }
        self.daily.tend(ctx, &self.backend)
    }
}
