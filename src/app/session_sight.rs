//! Whose sessions and failed sign-ins the operator sees, and whose ways in are theirs to manage.

use super::query::QueryContext;
use crate::domain::access::Reach;
use crate::domain::permission::Permission;
use crate::store::columns::{User, in_view};

/// By which rights sessions and failed sign-ins are seen: those who see the figure, and those who can end sessions.
pub const SHOWS: &[Permission] = &[Permission::InsightView, Permission::UsersSetPassword];
/// By which right it is seen who can sign in here.
pub const ACCOUNTS: &[Permission] = &[Permission::UsersSetPassword];

/// Whose sessions the operator sees, and who is theirs to manage: that takes the right to see users too.
pub(in crate::app) struct Sight {
    insight: Reach,
    password: Reach,
    users: Reach,
}

impl Sight {
    /// That of the operator.
    pub(in crate::app) fn of(context: &QueryContext<'_>) -> Self {
        let who = |permission| context.view(&[permission]).who;
        Self {
            insight: who(Permission::InsightView),
            password: who(Permission::UsersSetPassword),
            users: who(Permission::UsersView),
        }
    }

    /// Whether somebody's sessions are seen.
    pub(in crate::app) fn sees(&self, user: User<'_>) -> bool {
        in_view(&self.insight, user) || self.manages(user)
    }

    /// Whether somebody is the operator's to manage.
    pub(in crate::app) fn manages(&self, user: User<'_>) -> bool {
        in_view(&self.password, user) && in_view(&self.users, user)
    }

    /// Whether everybody's sessions are seen, and so what belongs to nobody.
    pub(in crate::app) fn is_whole(&self) -> bool {
        self.insight.is_everyone() || (self.password.is_everyone() && self.users.is_everyone())
    }
}
