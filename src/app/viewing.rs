//! Viewing as a user: which views an operator has open, until when, and with whose rights they ask.
//!
//! They are kept in memory only: each belongs to the session of whoever began it, and ends with it at the latest. Begin,
//! pages and end are entries of the log.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::access;
use super::commands::user_allowed;
use super::error::AppError;
use super::seat::{Operator, Seat};
use crate::domain::actor::Actor;
use crate::domain::ids::{UserId, ViewingId};
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::domain::viewing::Ended;
use crate::store::error::StoreError;
use crate::store::reader::Snapshot;

/// One time of viewing as somebody.
#[derive(Clone, PartialEq, Debug)]
pub struct Viewing {
    /// The number of the entry with which it began.
    pub id: ViewingId,
    /// As whom.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When its time is over.
    pub until: Timestamp,
}

/// A view that is to be recorded as ended.
pub(in crate::app) struct Over {
    pub(in crate::app) viewing: Viewing,
    pub(in crate::app) operator: UserId,
    pub(in crate::app) why: Ended,
}

struct Kept {
    viewing: Viewing,
    operator: Operator,
    ended: Option<Ended>,
    /// Whether somebody was asked to record its end.
    is_told: bool,
    is_recorded: bool,
    /// The latest time of the clock that was seen.
    seen: Timestamp,
}

/// The views of whoever sits here.
#[derive(Default)]
pub(in crate::app) struct Viewings(Mutex<Vec<Kept>>);

impl Viewings {
    fn kept(&self) -> MutexGuard<'_, Vec<Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::app) fn begin(&self, viewing: Viewing, operator: Operator) {
        self.kept().push(Kept {
            seen: viewing.began_at,
            viewing,
            operator,
            ended: None,
            is_told: false,
            is_recorded: false,
        });
    }

    /// The view, and who has it, as long as it lasts.
    pub(in crate::app) fn live(
        &self,
        id: ViewingId,
        now: Timestamp,
    ) -> Result<(Viewing, Operator), AppError> {
        let mut kept = self.kept();
        let one = kept.iter_mut().find(|one| one.viewing.id == id);
        let one = one.ok_or(AppError::ViewingOver(Ended::Operator))?;
        // A clock that is set back makes none last longer.
        let back = (one.seen.0 - now.0).max(0);
        one.viewing.until.0 -= back;
        one.seen = now;
        if one.ended.is_none() && now >= one.viewing.until {
            one.ended = Some(Ended::Time);
        }
        match one.ended {
            Some(why) => Err(AppError::ViewingOver(why)),
            None => Ok((one.viewing.clone(), one.operator.clone())),
        }
    }

    /// Ends one; of one that has ended already nothing changes.
    pub(in crate::app) fn end(&self, id: ViewingId, why: Ended) {
        let mut kept = self.kept();
        let one = kept.iter_mut().find(|one| one.viewing.id == id);
        if let Some(one) = one.filter(|one| one.ended.is_none()) {
            one.ended = Some(why);
        }
    }

    /// Ends those that don't go on with whoever sits here now.
    pub(in crate::app) fn follow(&self, seat: &Seat) {
        let why = match seat {
            Seat::Locked(_) => Ended::Locked,
            Seat::Empty | Seat::Taken(_) => Ended::SignedOut,
        };
        let sits = seat.operator().map(|operator| operator.session_id);
        for one in self.kept().iter_mut() {
            if one.ended.is_none() && sits != Some(one.operator.session_id) {
                one.ended = Some(why);
            }
        }
    }

    /// Ends them all.
    pub(in crate::app) fn leave(&self, why: Ended) {
        for one in self.kept().iter_mut().filter(|one| one.ended.is_none()) {
            one.ended = Some(why);
        }
    }

    /// Whether one has ended that nobody was asked to record yet.
    pub(in crate::app) fn has_news(&self) -> bool {
        let mut has = false;
        for one in self.kept().iter_mut().filter(|one| one.ended.is_some()) {
            has |= !std::mem::replace(&mut one.is_told, true) && !one.is_recorded;
        }
        has
    }

    /// Those that ended and are not recorded yet.
    pub(in crate::app) fn unrecorded(&self) -> Vec<Over> {
        let kept = self.kept();
        let over = kept.iter().filter(|one| !one.is_recorded);
        let over = over.filter_map(|one| {
            Some(Over {
                viewing: one.viewing.clone(),
                operator: one.operator.user_id,
                why: one.ended?,
            })
        });
        over.collect()
    }

    /// Notes that an end was recorded.
    pub(in crate::app) fn recorded(&self, id: ViewingId) {
        for one in self.kept().iter_mut().filter(|one| one.viewing.id == id) {
            one.is_recorded = true;
        }
    }

    /// Forgets one that was recorded and has no window any more.
    pub(in crate::app) fn forget(&self, id: ViewingId) {
        self.kept()
            .retain(|one| one.viewing.id != id || !one.is_recorded);
    }
}

/// The view that a backend asks through.
pub(in crate::app) struct Through {
    pub(in crate::app) id: ViewingId,
    pub(in crate::app) viewings: Arc<Viewings>,
}

impl Through {
    /// Who asks: nobody in particular, with what both may do in this state. Where that ends the view, it ends.
    pub(in crate::app) fn actor(
        &self,
        snapshot: &Snapshot<'_>,
        now: Timestamp,
    ) -> Result<Actor, AppError> {
        let (viewing, operator) = self.viewings.live(self.id, now)?;
        let own = access::actor(snapshot, &operator, now)?;
        let theirs = snapshot.rights_of(viewing.user_id, now)?;
        let over = if !own.rights.is_active() {
            Some(Ended::SessionOver)
        } else if !theirs.is_active() {
            Some(Ended::Inactive)
        } else if !may_view(snapshot, viewing.user_id, &own)? {
            Some(Ended::NotAllowed)
        } else {
            None
        };
        if let Some(why) = over {
            self.viewings.end(self.id, why);
            return Err(AppError::ViewingOver(why));
        }
        Ok(Actor {
            // What is one's own is nobody's here: neither the operator's nor the person's.
            user_id: None,
            name: viewing.name,
            rights: Arc::new(own.rights.seen_through(&theirs)),
        })
    }
}

/// Whether the operator still may view as a person, wherever they are now.
fn may_view(snapshot: &Snapshot<'_>, user_id: UserId, operator: &Actor) -> Result<bool, AppError> {
    let found = snapshot.user(user_id).map_err(AppError::from);
    let allowed = found.and_then(|record| {
        let wanted = Permission::UsersImpersonate;
        user_allowed::about(&record.profile, wanted, operator)
    });
    match allowed {
        Ok(()) => Ok(true),
        Err(AppError::Denied(_) | AppError::Store(StoreError::NotFound)) => Ok(false),
        Err(error) => Err(error),
    }
}
