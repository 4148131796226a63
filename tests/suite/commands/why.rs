//! What "why?" tells of plans, limits and modules: who brought them to where they are, and what is over.

use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::queries::why::{About, Why, WhyAnswer};
use rollcall::domain::access::GrantPlace;
use rollcall::domain::access::why::Step;
use rollcall::domain::ids::{PlanId, UserId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;

use super::plans::{PREMIUM, STUDIO, change_studio, office, update};
use super::undo::change;
use crate::support::office::{MEMBER, TestOffice};

const TOMAS: UserId = UserId(2);

fn why(office: &TestOffice) -> WhyAnswer {
    let question = Why {
        user_id: TOMAS,
        permission: Permission::InsightView,
        about: About::Anything,
    };
    office.ask(question).unwrap()
}

fn set_by(answer: &WhyAnswer, step: Step) -> Option<&str> {
    let found = answer.set.iter().find(|(of, ..)| *of == step);
    found.map(|(_, _, by)| by.as_str())
}

/// Tomás sees User Insight through his workspace, whose plan includes it.
fn member_of_studio() -> TestOffice {
    let office = office();
    office
        .submit(RoleCommand::Allow(MEMBER, Permission::InsightView))
        .unwrap();
    office
        .submit(RoleCommand::Place(Box::new(Placement {
            user_id: TOMAS,
            role_id: MEMBER,
            place: GrantPlace::TheirWorkspaces,
            ends_on: None,
        })))
        .unwrap();
    let join = change(&office, TOMAS, |draft| draft.workspaces = [STUDIO].into());
    office.submit(join).unwrap();
    office
}

#[test]
fn who_set_the_plan_and_the_module_is_told_once_somebody_did() {
    let office = member_of_studio();
    let answer = why(&office);
    assert!(answer.chain.is_allowed);
    assert_eq!(set_by(&answer, Step::Plan), None);
    assert_eq!(set_by(&answer, Step::Module), None);
    assert_eq!(set_by(&answer, Step::Membership), Some("Maya Adeyemi"));

    change_studio(&office, |studio| studio.plan_id = Some(PlanId(1))).unwrap();
    change_studio(&office, |studio| studio.name = "Studio 2".into()).unwrap();
    for command in [
        ModuleCommand::Remove(Module::Insight),
        ModuleCommand::Install(Module::Insight),
    ] {
        office.submit(command).unwrap();
    }
    let answer = why(&office);
    assert_eq!(set_by(&answer, Step::Plan), Some("Maya Adeyemi"));
    assert_eq!(set_by(&answer, Step::Module), Some("Maya Adeyemi"));
    // The newer change of the name is not what set the plan.
    let at = |step| answer.set.iter().find(|(of, ..)| *of == step).unwrap().1;
    assert!(at(Step::Plan) <= at(Step::Module));

    office.forbid("plans.view");
    assert_eq!(set_by(&why(&office), Step::Plan), None);
}

#[test]
fn a_limit_is_told_with_its_figures_and_refuses_nothing() {
    let office = member_of_studio();
    change_studio(&office, |studio| studio.plan_id = Some(PlanId(1))).unwrap();
    assert!(why(&office).over.is_empty());
    let join = change(&office, UserId(1), |draft| {
        draft.workspaces = [STUDIO].into()
    });
    office.submit(join).unwrap();
    let fewer = update(&office, PREMIUM, |draft| draft.users = "1".into());
    office.submit(fewer).unwrap();
    let answer = why(&office);
    assert!(answer.chain.is_allowed);
    let said: Vec<_> = answer.over.iter().flat_map(|(_, over)| over).collect();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].said(), "2 of 1 users");

    office.forbid("plans.view");
    assert!(why(&office).over.is_empty());
}
