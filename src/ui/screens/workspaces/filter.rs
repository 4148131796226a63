//! Which workspaces the page shows, by what they have.

use crate::app::queries::workspaces::WorkspacesAnswer;
use crate::domain::ids::{AddOnId, PlanId};
use crate::domain::text::{fill, text};
use crate::domain::workspace::WorkspaceRow;

/// A choice of workspaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PlanFilter {
    /// All.
    #[default]
    All,
    /// Those with a plan.
    Plan(PlanId),
    /// Those without a plan.
    WithoutPlan,
    /// Those with an add-on.
    AddOn(AddOnId),
    /// Those that use more than their plan allows.
    OverLimit,
}

impl PlanFilter {
    /// Whether a workspace is shown.
    pub(super) fn has(self, row: &WorkspaceRow) -> bool {
        match self {
            Self::All => true,
            Self::Plan(plan_id) => row.profile.plan_id == Some(plan_id),
            Self::WithoutPlan => row.over.is_some() && row.profile.plan_id.is_none(),
            Self::AddOn(add_on_id) => row.profile.add_ons.contains(&add_on_id),
            Self::OverLimit => row.over.as_ref().is_some_and(|over| !over.is_empty()),
        }
    }

    /// What can be chosen.
    pub(super) fn options(answer: &WorkspacesAnswer) -> Vec<(Self, String)> {
        let words = &text().plan;
        let mut options = vec![(Self::All, words.filter_all.to_owned())];
        let plans = answer.plans.iter();
        options.extend(plans.map(|plan| (Self::Plan(plan.plan_id), plan.terms.name.clone())));
        options.push((Self::WithoutPlan, words.filter_none.to_owned()));
        let add_ons = answer.add_ons.iter();
        options.extend(add_ons.map(|add_on| {
            let name = fill(words.filter_add_on, &[&add_on.terms.name]);
            (Self::AddOn(add_on.add_on_id), name)
        }));
        options.push((Self::OverLimit, words.filter_over.to_owned()));
        options
    }
}
