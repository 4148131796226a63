//! The columns of a moment that has been: those of the present, with whom the log knows otherwise then.

use std::sync::Arc;

use super::data::{Columns, User};
use super::order::RankedColumn;
use super::read::push_record;
use crate::domain::ids::UserId;
use crate::store::error::Result;
use crate::store::past::Moment;
use crate::store::reader::Snapshot;

/// After so many people it is asked whether anybody waits still.
const LOOK_EVERY: usize = 256;

/// Orders that the present and a moment have in common, but for whom the log knows otherwise.
const LASTING: &[RankedColumn] = &[
    RankedColumn::Name,
    RankedColumn::Email,
    RankedColumn::Phone,
    RankedColumn::Roles,
    RankedColumn::CreatedAt,
    RankedColumn::EndDate,
    RankedColumn::Extension,
    RankedColumn::Title,
    RankedColumn::Department,
    RankedColumn::Location,
    RankedColumn::Language,
    RankedColumn::Manager,
    RankedColumn::Tags,
];

/// About whom the log has something after a moment, each by number.
#[derive(Default)]
struct People {
    /// Changed since.
    changed: Vec<UserId>,
    /// Not there then, and those who were changed since.
    touched: Vec<UserId>,
    /// Added since, and unchanged, with an account that is older than the moment.
    older: Vec<UserId>,
}

/// Columns as of a moment, from those of the present.
pub(super) fn recalled(
    snapshot: &Snapshot<'_>,
    present: &Arc<Columns>,
    moment: Moment,
) -> Result<Columns> {
    let people = People::after(snapshot, present, moment)?;
    let mut columns = Columns::with_room_of(present, present.generation);
    let mut done = 0;
    let touched = people.touched.iter().copied();
    let moves = columns.rebuild(present, touched, |columns, user_id| {
        if !has(&people.changed, user_id) {
            return Ok(());
        }
        done += 1;
        if done % LOOK_EVERY == 0 {
            snapshot.check_wanted()?;
        }
        if let Some(record) = moment.person(snapshot.tx, user_id)? {
            push_record(columns, &record);
        }
        Ok(())
    })?;
    columns.carry_orders(present, &moves, LASTING);
    columns.set_back_times(snapshot, &people.older, moment)?;
    columns.recalled = people.changed;
    columns.present = Some(Arc::clone(present));
    Ok(columns)
}

impl People {
    fn after(snapshot: &Snapshot<'_>, present: &Columns, moment: Moment) -> Result<Self> {
        let mut people = Self::default();
        moment.later(snapshot.tx, |later| {
            let user_id = later.user_id;
            if later.is_changed {
                people.changed.push(user_id);
                people.touched.push(user_id);
                return Ok(());
            }
            // Nothing but that they were added, to the file: the account may be older.
            let created = present.user(user_id).and_then(User::created);
            if created.is_some_and(|at| at <= moment.at) {
                people.older.push(user_id);
            } else {
                people.touched.push(user_id);
            }
            Ok(())
        })?;
        Ok(people)
    }
}

fn has(sorted: &[UserId], user_id: UserId) -> bool {
    sorted.binary_search(&user_id).is_ok()
}

impl Columns {
    /// Sign-ins after the moment have not been; who was added to the file since is shown as changed when the account came to
    /// be.
    fn set_back_times(
        &mut self,
        snapshot: &Snapshot<'_>,
        older: &[UserId],
        moment: Moment,
    ) -> Result<()> {
        for row in 0..self.len() {
            if row % LOOK_EVERY == 0 {
                snapshot.check_wanted()?;
            }
            let user = self.at(row);
            let (user_id, last, changed) = (user.id(), user.last_sign_in(), user.changed());
            let is_later = last.is_some_and(|at| at > moment.at);
            let is_older = has(older, user_id);
            if !is_later && !is_older {
                continue;
            }
            let last = if is_later {
                moment.last_sign_in(snapshot.tx, user_id)?
            } else {
                last
            };
            let changed = if is_older { user.created() } else { changed };
            self.set_times(row, last, changed.unwrap_or(moment.at));
        }
        Ok(())
    }
}
