//! Plans and add-ons of workspaces: given and taken, by those who may, and no limit harms anything.

use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::ids::{AddOnId, PlanId};
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::Excess;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::store::error::StoreError;

use super::plans::{PREMIUM, STUDIO, change_studio, office, profile, told, update};

#[test]
fn an_add_on_is_given_to_a_workspace_and_taken_back() {
    let office = office();
    change_studio(&office, |studio| studio.add_ons = [AddOnId(1)].into()).unwrap();
    assert_eq!(office.newest_entry(), "workspace.update|0|1|1");
    assert_eq!(
        told(&office, ObjectKind::OfficeWorkspace),
        r#"[{"f":"add_ons","n":"Extra"}]"#
    );
    assert_eq!(profile(&office).add_ons, [AddOnId(1)].into());
    change_studio(&office, |studio| studio.add_ons.clear()).unwrap();
    assert_eq!(
        told(&office, ObjectKind::OfficeWorkspace),
        r#"[{"f":"add_ons","o":"Extra"}]"#
    );
    let unknown = change_studio(&office, |studio| studio.add_ons = [AddOnId(9)].into());
    assert!(matches!(
        unknown,
        Err(AppError::Store(StoreError::NotFound))
    ));
    office.assert_intact();
}

#[test]
fn giving_add_ons_needs_the_right_to_change_plans() {
    let office = office();
    office.forbid("plans.update");
    let refused = change_studio(&office, |studio| studio.add_ons = [AddOnId(1)].into());
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::PlansUpdate))
    ));
    let fresh = WorkspaceProfile {
        name: "Fresh".into(),
        add_ons: [AddOnId(1)].into(),
        ..WorkspaceProfile::default()
    };
    let refused = office.submit(WorkspaceCommand::Create(Box::new(fresh)));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::PlansUpdate))
    ));
    assert!(office.sql("SELECT 1 FROM workspace_addon").is_empty());
}

#[test]
fn who_does_not_see_plans_leaves_them_as_they_are() {
    let office = office();
    change_studio(&office, |studio| {
        studio.plan_id = Some(PlanId(1));
        studio.add_ons = [AddOnId(1)].into();
    })
    .unwrap();
    office.forbid("plans.view");
    office.forbid("plans.update");
    let seen = profile(&office);
    assert_eq!((seen.plan_id, seen.add_ons.len()), (None, 0));
    change_studio(&office, |studio| studio.name = "Atelier".into()).unwrap();
    assert_eq!(
        told(&office, ObjectKind::OfficeWorkspace),
        r#"[{"f":"name","o":"Studio","n":"Atelier"}]"#
    );
    let kept = office.sql("SELECT plan_id FROM workspace WHERE workspace_id = 1");
    assert_eq!(kept, ["1"]);
    assert_eq!(office.sql("SELECT addon_id FROM workspace_addon"), ["1"]);
}

#[test]
fn a_limit_keeps_nobody_out_and_takes_nothing_away() {
    let office = office();
    let tight = update(&office, PREMIUM, |draft| draft.users = "1".into());
    office.submit(tight).unwrap();
    change_studio(&office, |studio| studio.plan_id = Some(PlanId(1))).unwrap();
    for number in 1..=3 {
        let draft = UserDraft {
            name: format!("Person {number}"),
            email: format!("person{number}@northwind.example"),
            workspaces: [STUDIO].into(),
            ..UserDraft::default()
        };
        office.submit(UserCommand::Create(Box::new(draft))).unwrap();
    }
    let members = office.sql("SELECT count(*) FROM user_workspace WHERE workspace_id = 1");
    assert_eq!(members, ["3"]);
    let answer = office.ask(Workspaces).unwrap();
    let studio = answer.workspaces.iter().find(|w| w.workspace_id == STUDIO);
    let over = studio.unwrap().over.clone().unwrap();
    let said: Vec<String> = over.iter().map(Excess::said).collect();
    assert_eq!(said, ["3 of 1 users"]);
    assert_eq!(office.ask(Plans).unwrap().over.count, 1);
}
