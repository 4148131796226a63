//! The saved views that the operator finds.

use crate::app::commands::view::{check_change, finds};
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::{UserId, ViewId};
use crate::domain::permission::Permission;
use crate::domain::view::{SavedView, Sharing};

/// Who has no views of their own.
const NOBODY: UserId = UserId(0);

/// Saved views.
#[derive(Clone, PartialEq, Debug)]
pub struct Views;

/// The answer to [`Views`].
#[derive(Clone, PartialEq, Debug)]
pub struct ViewsAnswer {
    /// Those that the operator finds, by name.
    pub views: Vec<FoundView>,
    /// The one that their list of users begins with.
    pub start: Option<ViewId>,
    /// Whether they may share views.
    pub may_share: bool,
}

/// A view, and what the operator may do with it.
#[derive(Clone, PartialEq, Debug)]
pub struct FoundView {
    /// The view.
    pub view: SavedView,
    /// Whether it is the operator's own.
    pub is_own: bool,
    /// Whether they may change it.
    pub may_change: bool,
}

impl ViewsAnswer {
    /// The view with this number.
    pub fn find(&self, view_id: ViewId) -> Option<&FoundView> {
        let mut views = self.views.iter();
        views.find(|found| found.view.view_id == view_id)
    }
}

impl Query for Views {
    const NAME: &'static str = "views";
    const READS: Topics = Topics::VIEWS;
    type Output = ViewsAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<ViewsAnswer, AppError> {
        let operator = context.actor.ok_or(AppError::NotSignedIn)?;
        // Whoever looks through another's eyes finds what is shared.
        let user_id = match operator.user_id {
            None if operator.rights.is_looking() => NOBODY,
            other => other.ok_or(AppError::NotSignedIn)?,
        };
        let mut views = Vec::new();
        for view in context.snapshot.views(user_id)? {
            let holder = (view.owner_id, view.profile.sharing);
            let is_own = view.owner_id == user_id;
            // A condition on contact data may tell some, so it is for those who may see everyone's.
            let is_fit = is_own
                || !view.content.asks_contact()
                || operator.may_everywhere(Permission::UsersViewContact);
            if is_fit && finds(operator, holder) {
                views.push(FoundView {
                    is_own,
                    may_change: check_change(Some(operator), holder).is_ok(),
                    view,
                });
            }
        }
        let start = context.snapshot.start_view(user_id)?;
        Ok(ViewsAnswer {
            start: start.filter(|start| views.iter().any(|found| found.view.view_id == *start)),
            may_share: crate::app::commands::view::check_sharing(operator, Sharing::Office).is_ok(),
            views,
        })
    }
}
