//! Who may be named as the one who did something: the operator, and whom the operator may see as a user.

use std::sync::Arc;

use super::error::AppError;
use super::query::QueryContext;
use crate::domain::access::Reach;
use crate::domain::actor::Hand;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::store::columns::{Columns, in_view};

/// The colleagues whose names may be told.
pub(in crate::app) struct Colleagues {
    operator: Option<UserId>,
    seen: Reach,
    columns: Arc<Columns>,
}

impl Colleagues {
    /// Those of the operator who asks.
    pub(in crate::app) fn of(context: &QueryContext<'_>) -> Result<Self, AppError> {
        Ok(Self {
            operator: context.actor.and_then(|actor| actor.user_id),
            seen: context.view(&[Permission::UsersView]).who,
            columns: context.snapshot.columns()?,
        })
    }

    /// Whether somebody may be named. Whoever sees everyone may also read of those who are gone.
    pub(in crate::app) fn may_name(&self, user_id: UserId) -> bool {
        self.operator == Some(user_id) || self.seen.is_everyone() || {
            let user = self.columns.user(user_id);
            user.is_some_and(|user| in_view(&self.seen, user))
        }
    }

    /// Leaves no trace of somebody who may not be seen, but that there was somebody.
    pub(in crate::app) fn hide(&self, hand: &mut Option<Hand>) {
        let Some(Hand::Known(user_id, _)) = hand else {
            return;
        };
        if !self.may_name(*user_id) {
            *hand = Some(Hand::Hidden);
        }
    }
}
