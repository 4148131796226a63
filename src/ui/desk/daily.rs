//! The backup of the day, the check of the week, and deleted users who have waited long enough: looked after behind the
//! window while somebody works.

use egui::Context;

use super::Desk;
use crate::app::backend::Backend;
use crate::app::backups::{self, Made};
use crate::app::commands::end_dates::EndDatesCommand;
use crate::app::commands::purge::PurgeCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::ticket::Ticket;
use crate::domain::filter::{Filter, FilterField, Term, Test};
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::text::{fill, plural, text};
use crate::domain::user::AccountStatus;
use crate::ui::context::Action;

/// So many seconds of the window's own time lie between two looks whether one is due.
const BETWEEN: f64 = 3_600.0;

/// What is looked after.
#[derive(Default)]
pub(super) struct Daily {
    making: Option<Ticket<Option<Made>>>,
    removing: Option<Ticket<Receipt>>,
    ending: Option<Ticket<Receipt>>,
    looked: Option<f64>,
}

impl Daily {
    /// Looks now and then, whenever something is drawn anyway, whether something is due; what is to be said about it.
    fn tend(&mut self, ctx: &Context, backend: &Backend) -> Option<Action> {
        let now = ctx.input(|i| i.time);
        let is_time = self.looked.is_none_or(|looked| now - looked >= BETWEEN);
        if is_time && self.making.is_none() {
            self.looked = Some(now);
            self.making = Some(backups::tend(backend));
            backend.tend_health();
            self.remove_due(backend);
            self.ending = Some(backend.submit(EndDatesCommand.into()));
        }
        let said = self.backed_up().or_else(|| self.removed());
        said.or_else(|| self.ended())
    }

    /// Removes those deleted users for good who have waited long enough.
    pub(super) fn remove_due(&mut self, backend: &Backend) {
        if self.removing.is_none() {
            self.removing = Some(backend.submit(PurgeCommand::Due.into()));
        }
    }

    fn removed(&mut self) -> Option<Action> {
        let answer = self.removing.as_ref()?.take()?;
        self.removing = None;
        let words = &text().bin;
        match answer {
            Ok(Receipt {
                reply: Reply::ChangedMany(removed @ 1..),
                ..
            }) => {
                let said = plural(removed, words.purged_due_one, words.purged_due);
                Some(Action::Told(said))
            }
            Ok(_) => None,
            Err(error) => Some(Action::Failed(error.message())),
        }
    }

    /// Accounts whose last day was over, with the list of those days.
    fn ended(&mut self) -> Option<Action> {
        let answer = self.ending.as_ref()?.take()?;
        self.ending = None;
        let words = &text().leavers;
        match answer {
            Ok(Receipt {
                reply: Reply::Ended { count, from, to },
                ..
            }) => {
                let days = Test::Between(Some(from), Some(to));
                let inactive = Test::AnyOf([AccountStatus::Inactive.code()].into());
                let filter = Filter::of(Term::new(FilterField::EndDate, days))
                    .and(Term::new(FilterField::Status, inactive));
                let query = UserListQuery {
                    filter,
                    ..UserListQuery::of(Scope::default(), Segment::All)
                };
                let said = plural(count, words.ended_one, words.ended);
                Some(Action::Listed(said, Box::new(query)))
            }
            Ok(_) => None,
            Err(error) => Some(Action::Failed(error.message())),
        }
    }

    fn backed_up(&mut self) -> Option<Action> {
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
