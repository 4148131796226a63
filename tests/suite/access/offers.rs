//! The questions and commands about plans and add-ons.

use std::collections::BTreeSet;

use rollcall::app::commands::Command;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::person_plans::PersonPlans;
use rollcall::app::queries::plan_changes::{PlanChange, TermsChange};
use rollcall::app::queries::plans::Plans;
use rollcall::domain::ids::{AddOnId, PlanId, WorkspaceId};
use rollcall::domain::module::ModuleSet;
use rollcall::domain::plan::{Limits, OfferId, OfferKind};
use rollcall::domain::validation::terms::TermsDraft;

use super::entries::{Deed, Question};
use super::ground::{Ground, OWN_ADD_ON, TARGET, WHOLE_PLAN};
use super::samples::{Outcome, seen_if};
use super::situations::Situation;

/// The plan that no workspace has.
pub const SPARE_PLAN: PlanId = PlanId(77);
/// The add-on that no workspace has.
pub const SPARE_ADD_ON: AddOnId = AddOnId(77);

/// Of plans and add-ons: whether the workspace's own are told.
pub fn terms(
    question: Question,
    ground: &Ground,
    situation: &Situation,
) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::Plans => {
            let answer = ground.ask(Plans)?;
            let own = answer
                .add_ons
                .iter()
                .find(|(a, _)| a.add_on_id == OWN_ADD_ON);
            seen_if(own.is_some_and(|(_, holders)| holders.workspaces.count > 0))
        }
        Question::PersonPlans => {
            let answer = ground.ask(PersonPlans { user_id: TARGET })?;
            let add_ons = answer.iter().flat_map(|plan| &plan.add_ons);
            seen_if(add_ons.count() > 0)
        }
        Question::PlanChange => {
            let answer = ground.ask(PlanChange {
                workspace_id: WorkspaceId(situation.workspace),
                plan_id: None,
                add_ons: BTreeSet::new(),
            })?;
            seen_if(answer.members > 0)
        }
        _ => {
            let answer = ground.ask(TermsChange {
                offer: OfferId::Plan(WHOLE_PLAN),
                features: ModuleSet::default(),
                limits: Limits::default(),
            })?;
            seen_if(answer.lost.iter().any(|effect| effect.people > 0))
        }
    })
}

/// The command of a deed about plans and add-ons.
pub fn of_offers(deed: Deed) -> Command {
    let (plan, add_on) = (OfferId::Plan(SPARE_PLAN), OfferId::AddOn(SPARE_ADD_ON));
    let update = |offer| PlanCommand::Update {
        offer,
        base: Box::default(),
        draft: Box::new(fresh()),
    };
    let command = match deed {
        Deed::PlanCreate => PlanCommand::Create(OfferKind::Plan, Box::new(fresh())),
        Deed::AddOnCreate => PlanCommand::Create(OfferKind::AddOn, Box::new(fresh())),
        Deed::PlanUpdate => update(plan),
        Deed::AddOnUpdate => update(add_on),
        Deed::PlanDelete => PlanCommand::Delete(plan),
        _ => PlanCommand::Delete(add_on),
    };
    command.into()
}

/// A change of a plan or an add-on begins with what it is.
pub fn fitted_offer(command: PlanCommand, ground: &Ground) -> Command {
    let PlanCommand::Update { offer, draft, .. } = command else {
        return command.into();
    };
    let base = Box::new(ground.terms(offer));
    PlanCommand::Update { offer, base, draft }.into()
}

fn fresh() -> TermsDraft {
    TermsDraft {
        name: "Fresh".into(),
        ..TermsDraft::default()
    }
}
