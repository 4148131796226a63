//! A person, with the history of changes.

use chrono::NaiveDate;

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::hiding;
use crate::app::query::{Access, Past, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::audit::HistoryItem;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::user::{Profile, UserRecord};
use crate::domain::viewing::{Obstacle, Offer};
use crate::store::columns::in_view;
use crate::store::error::StoreError;

/// Everything about a person.
#[derive(Clone, PartialEq, Debug)]
pub struct UserDetail {
    /// Who.
    pub user_id: UserId,
    /// As they were at the end of this day; none is the present.
    pub day: Option<NaiveDate>,
}

impl UserDetail {
    /// Everything about a person as they are.
    pub fn of(user_id: UserId) -> Self {
        Self { user_id, day: None }
    }
}

/// The answer to [`UserDetail`].
#[derive(Clone, PartialEq, Debug)]
pub struct UserDetailAnswer {
    /// The person.
    pub record: UserRecord,
    /// What was changed about them, newest first.
    pub history: Vec<HistoryItem>,
    /// Whether e-mail, phone and extension are shown; without it they are empty, here and in the history.
    pub has_contact: bool,
    /// Whether the operator may change the person.
    pub may_update: bool,
    /// Whether the person has a second factor that the operator may take away.
    pub has_factor: bool,
    /// Whether the operator may view as the person.
    pub view_as: Offer,
}

impl Query for UserDetail {
    const NAME: &'static str = "user_detail";
    const READS: Topics = Topics::USERS;
    type Output = UserDetailAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<UserDetailAnswer, AppError> {
        let past = context.on(self.day)?;
        match self.answer(&past) {
            Err(error) if past.is_past() && error.is_not_found() => Err(AppError::NotThen),
            other => other,
        }
    }
}

impl UserDetail {
    fn answer(&self, past: &Past<'_>) -> Result<UserDetailAnswer, AppError> {
        let context = &past.context();
        let snapshot = context.snapshot;
        let mut record = snapshot.user(self.user_id)?;
        let columns = snapshot.columns()?;
        let user = columns.user(self.user_id);
        let may = |permission| {
            let view = context.view(&[permission]);
            user.is_some_and(|user| in_view(&view.who, user))
        };
        // Whom the operator may not see is as if not there.
        if !may(Permission::UsersView) {
            return Err(StoreError::NotFound.into());
        }
        let has_contact = may(Permission::UsersViewContact);
        let mut history = snapshot.history(self.user_id)?;
        if !has_contact {
            hide_contact(&mut record.profile, &mut history);
        }
        let colleagues = Colleagues::of(context)?;
        let acts = history.iter_mut().map(|item| &mut item.actor);
        for hand in acts.chain([&mut record.created_by, &mut record.changed_by]) {
            colleagues.hide(hand);
        }
        let visible = context.view(&[Permission::UsersView]).who;
        if !visible.is_everyone() {
            let mut seen = snapshot.directory()?.workspaces;
            let known = context.known_workspaces(&visible, seen.iter().map(|w| w.id))?;
            seen.retain(|workspace| known.contains(&workspace.id));
            record.profile.workspaces.retain(|id| known.contains(id));
            for item in &mut history {
                hiding::workspaces(&seen, &item.command, &mut item.changes);
            }
        }
        Ok(UserDetailAnswer {
            record,
            history,
            has_contact,
            may_update: !past.is_past() && may(Permission::UsersUpdate),
            view_as: match may(Permission::UsersImpersonate) {
                true if past.is_past() => Offer::Open,
                true => offer(context, self.user_id)?,
                false => Offer::Absent,
            },
            has_factor: !past.is_past()
                && may(Permission::UsersSetPassword)
                && snapshot.second_factor(self.user_id)?.is_some(),
        })
    }
}

/// Whether the operator may view as a person whom the right for it covers.
fn offer(context: &QueryContext<'_>, user_id: UserId) -> Result<Offer, AppError> {
    let theirs = context.snapshot.rights_of(user_id, context.now)?;
    let operator = context.actor.and_then(|actor| actor.user_id);
    let own = (operator, context.rights()?);
    Ok(Obstacle::of(own, (user_id, &theirs)).map_or(Offer::Open, Offer::Off))
}

/// Leaves no trace of contact data, but that it was changed.
fn hide_contact(profile: &mut Profile, history: &mut [HistoryItem]) {
    (profile.email, profile.phone, profile.extension) = (None, None, None);
    for item in history {
        hiding::contact(&mut item.changes);
    }
}
