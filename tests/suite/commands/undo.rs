//! Setting acts back: all of it, part of it, not at all; with every rule of a change by hand.

use std::collections::BTreeMap;

use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::error::AppError;
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::change::FieldChange;
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::{OfferId, OfferKind, Terms};
use rollcall::domain::time::DateFormat;
use rollcall::domain::user::AccountStatus;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::{WorkspaceProfile, WorkspaceStatus};

use crate::support::office::{ADMINISTRATOR, MAYA, MEMBER, TOMAS, TestOffice};

/// Everything that acts here change, but for when and by whom a record was last changed.
fn everything(office: &TestOffice) -> Vec<String> {
    let tables = [
        "SELECT role_id, name, key FROM role ORDER BY 1",
        "SELECT role_id, permission FROM role_permission ORDER BY 1, 2",
        "SELECT user_id, name, email, title, status FROM user ORDER BY 1",
        "SELECT * FROM user_role ORDER BY 1, 2",
        "SELECT * FROM user_role_workspace ORDER BY 1, 2, 3",
        "SELECT * FROM user_workspace ORDER BY 1, 2",
        "SELECT * FROM workspace ORDER BY 1",
        "SELECT * FROM workspace_addon ORDER BY 1, 2",
        "SELECT * FROM plan ORDER BY 1",
        "SELECT * FROM plan_feature ORDER BY 1, 2",
        "SELECT * FROM addon ORDER BY 1",
        "SELECT * FROM addon_feature ORDER BY 1, 2",
        "SELECT * FROM module ORDER BY 1",
        "SELECT * FROM setting WHERE key <> 'office.origin' ORDER BY 1",
    ];
    let rows = tables.iter().flat_map(|sql| {
        let table = sql.split("FROM ").nth(1).unwrap();
        let rows = office.sql(sql).into_iter();
        rows.map(move |row| format!("{table}: {row}"))
    });
    rows.collect()
}

pub fn change(
    office: &TestOffice,
    user_id: UserId,
    change: impl FnOnce(&mut UserDraft),
) -> Command {
    let record = office.ask(UserDetail::of(user_id)).unwrap().record;
    let mut draft = UserDraft::from(&record.profile);
    change(&mut draft);
    UserCommand::Update {
        user_id,
        draft: Box::new(draft),
        base: record.changed_at,
    }
    .into()
}

fn workspace(name: &str) -> WorkspaceProfile {
    WorkspaceProfile {
        name: name.into(),
        ..WorkspaceProfile::default()
    }
}

fn terms(name: &str) -> TermsDraft {
    TermsDraft {
        name: name.into(),
        features: [Module::Insight].into_iter().collect(),
        ..TermsDraft::default()
    }
}

/// The newest plan and add-on of an office.
fn offers(office: &TestOffice) -> [(OfferId, Terms); 2] {
    let answer = office.ask(Plans).unwrap();
    let plan = answer.plans.last().unwrap();
    let add_on = answer.add_ons.last().unwrap();
    [
        (OfferId::Plan(plan.0.plan_id), plan.0.terms.clone()),
        (OfferId::AddOn(add_on.0.add_on_id), add_on.0.terms.clone()),
    ]
}

/// What can be done with plans and add-ons.
fn offered(office: &TestOffice) -> Vec<Command> {
    let [plan, add_on] = offers(office);
    let cheaper = |(offer, base): (OfferId, Terms)| -> Command {
        let draft = Box::new(TermsDraft {
            price: "12 €".into(),
            features: [Module::Export].into_iter().collect(),
            ..TermsDraft::from(&base)
        });
        let base = Box::new(base);
        PlanCommand::Update { offer, base, draft }.into()
    };
    vec![
        PlanCommand::Create(OfferKind::Plan, Box::new(terms("Gold"))).into(),
        PlanCommand::Delete(plan.0).into(),
        PlanCommand::Create(OfferKind::AddOn, Box::new(terms("Extra"))).into(),
        PlanCommand::Delete(add_on.0).into(),
        cheaper(plan),
        cheaper(add_on),
    ]
}

/// An office with two workspaces and a role of its own, where Tomás is a member of the first.
fn furnished() -> (TestOffice, [WorkspaceId; 2], RoleId) {
    let office = TestOffice::entered();
    let add = |name| match office.submit(WorkspaceCommand::Create(Box::new(workspace(name)))) {
        Ok(Reply::WorkspaceSaved(id)) => id,
        other => panic!("{other:?}"),
    };
    let places = [add("Atelier"), add("Archive")];
    let join = change(&office, TOMAS, |draft| {
        draft.workspaces = [places[0]].into()
    });
    office.submit(join).unwrap();
    for (kind, name) in [(OfferKind::Plan, "Basic"), (OfferKind::AddOn, "More")] {
        let add = PlanCommand::Create(kind, Box::new(terms(name)));
        office.submit(add).unwrap();
    }
    let role = RoleCommand::Create {
        name: "Guest".into(),
        copy_of: Some(RoleId(4)),
    };
    let Ok(Reply::RoleCreated(role_id)) = office.submit(role) else {
        panic!("no role");
    };
    (office, places, role_id)
}

fn acts(office: &TestOffice, places: [WorkspaceId; 2], role: RoleId) -> Vec<Command> {
    let renamed = WorkspaceProfile {
        name: "Workshop".into(),
        status: WorkspaceStatus::Closed,
        owner_id: Some(TOMAS),
        plan_id: match offers(office)[0].0 {
            OfferId::Plan(plan_id) => Some(plan_id),
            OfferId::AddOn(_) => None,
        },
        ..WorkspaceProfile::default()
    };
    let mut acts = vec![
        RoleCommand::Allow(MEMBER, Permission::DataExport).into(),
        RoleCommand::Forbid(role, Permission::UsersView).into(),
        RoleCommand::Rename(role, "Visitor".into()).into(),
        RoleCommand::Create {
            name: "Clerk".into(),
            copy_of: Some(RoleId(2)),
        }
        .into(),
        RoleCommand::Delete(role).into(),
        RoleCommand::Place(Box::new(Placement {
            user_id: TOMAS,
            role_id: MEMBER,
            place: GrantPlace::Named([places[0]].into()),
            ends_on: "2030-01-31".parse().ok(),
        }))
        .into(),
        WorkspaceCommand::Create(Box::new(workspace("Annex"))).into(),
        WorkspaceCommand::Update {
            workspace_id: places[0],
            base: Box::new(workspace("Atelier")),
            wanted: Box::new(renamed),
        }
        .into(),
        WorkspaceCommand::Delete(places[1]).into(),
        ModuleCommand::Remove(Module::Export).into(),
        OfficeCommand::SetDateFormat(DateFormat::Iso).into(),
        OfficeCommand::SetName("Elsewhere".into()).into(),
        change(office, TOMAS, |draft| {
            draft.name = "Tom Vidal".into();
            draft.title = "Clerk".into();
            draft.status = AccountStatus::Inactive;
            draft.roles = [role].into();
            draft.workspaces = [places[1]].into();
            draft.tags = ["new".to_owned()].into();
        }),
    ];
    acts.extend(offered(office));
    acts
}

#[test]
fn every_act_is_set_back_and_that_is_set_back_again() {
    let (office, places, role) = furnished();
    for number in 0..acts(&office, places, role).len() {
        let command = acts(&office, places, role).swap_remove(number);
        let before = everything(&office);
        let told = format!("{command:?}");
        let seq = office.act(command);
        let after = everything(&office);
        assert_ne!(before, after, "{told}");
        let back = office.act(UndoCommand::of(seq));
        assert_eq!(everything(&office), before, "{told}");
        let again = office.act(UndoCommand::of(back));
        assert_eq!(everything(&office), after, "{told}");
        office.act(UndoCommand::of(again));
        assert_eq!(everything(&office), before, "{told}");
    }
    office.assert_intact();
}

#[test]
fn a_day_of_acts_is_set_back_newest_first() {
    let (office, places, role) = furnished();
    let start = everything(&office);
    let mut done = Vec::new();
    for command in [
        RoleCommand::Allow(role, Permission::DataExport).into(),
        change(&office, TOMAS, |draft| draft.roles.extend([role])),
        RoleCommand::Place(Box::new(Placement {
            user_id: TOMAS,
            role_id: role,
            place: GrantPlace::TheirWorkspaces,
            ends_on: None,
        }))
        .into(),
        WorkspaceCommand::Delete(places[1]).into(),
        RoleCommand::Rename(role, "Visitor".into()).into(),
    ] {
        done.push(office.act(command));
    }
    let leave = change(&office, TOMAS, |draft| draft.roles = [MEMBER].into());
    done.push(office.act(leave));
    done.push(office.act(RoleCommand::Delete(role)));
    for seq in done.into_iter().rev() {
        office.submit(UndoCommand::of(seq)).unwrap();
    }
    assert_eq!(everything(&office), start);
    office.assert_intact();
}

#[test]
fn what_was_changed_since_stays_unless_it_is_wanted() {
    let office = TestOffice::entered();
    let first = change(&office, TOMAS, |draft| {
        draft.title = "Editor".into();
        draft.department = "Print".into();
    });
    let seq = office.act(first);
    let later = change(&office, TOMAS, |draft| draft.title = "Writer".into());
    office.submit(later).unwrap();
    let preview = office.ask(UndoPreview { seq }).unwrap();
    assert_eq!(
        preview.objects[0].changes,
        [FieldChange::new("department", "Print", "")]
    );
    let conflict = &preview.objects[0].conflicts[0];
    assert_eq!(conflict.part, "title");
    assert_eq!(conflict.change, FieldChange::new("title", "Writer", ""));
    let titles = || office.sql("SELECT title, department FROM user WHERE user_id = 2");
    office.act(UndoCommand::of(seq));
    assert_eq!(titles(), ["Writer|"]);
    let over = UndoCommand {
        seq,
        over: BTreeMap::from([((ObjectKind::User, TOMAS.0), ["title".to_owned()].into())]),
    };
    office.act(over);
    assert_eq!(titles(), ["|"]);
    let refused = office.submit(UndoCommand::of(seq));
    assert!(
        matches!(refused, Err(AppError::NothingToUndo)),
        "{refused:?}"
    );
}

#[test]
fn adding_one_role_is_set_back_without_taking_another() {
    let (office, _, role) = furnished();
    let seq = office.act(change(&office, TOMAS, |draft| draft.roles.extend([role])));
    let other = change(&office, TOMAS, |draft| draft.roles.extend([RoleId(5)]));
    office.submit(other).unwrap();
    office.act(UndoCommand::of(seq));
    let held = office.sql("SELECT role_id FROM user_role WHERE user_id = 2 ORDER BY 1");
    assert_eq!(held, ["5", "10"]);
}

#[test]
fn it_needs_the_right_that_the_change_would_need() {
    let (office, places, role) = furnished();
    for (number, permission) in [
        "roles.update",
        "roles.update",
        "roles.update",
        "roles.delete",
        "roles.create",
        "roles.assign",
        "workspaces.delete",
        "workspaces.update",
        "workspaces.create",
        "modules.manage",
        "settings.manage",
        "settings.manage",
        "users.update",
        "plans.delete",
        "plans.create",
        "plans.delete",
        "plans.create",
        "plans.update",
        "plans.update",
    ]
    .into_iter()
    .enumerate()
    {
        let command = acts(&office, places, role).swap_remove(number);
        let told = format!("{command:?}");
        let seq = office.act(command);
        office.forbid(permission);
        let after = everything(&office);
        let refused = office.submit(UndoCommand::of(seq));
        assert!(
            matches!(refused, Err(AppError::Denied(_) | AppError::Invalid(_))),
            "{told}: {refused:?}"
        );
        assert_eq!(everything(&office), after, "{told}");
        office.allow(permission);
        office.submit(UndoCommand::of(seq)).unwrap();
    }
}

#[test]
fn the_last_administrator_stays_one() {
    let office = TestOffice::entered();
    let given = change(&office, TOMAS, |draft| draft.roles.extend([ADMINISTRATOR]));
    let seq = office.act(given);
    let leave = change(&office, MAYA, |draft| {
        draft.status = AccountStatus::Inactive
    });
    office.submit(leave).unwrap();
    // Maya has gone; Tomás takes over.
    office.submit(SessionCommand::EnterDemo).unwrap();
    let refused = office.submit(UndoCommand::of(seq));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[test]
fn a_name_that_was_given_away_meanwhile_is_refused_in_a_sentence() {
    let (office, _, role) = furnished();
    let seq = office.act(RoleCommand::Delete(role));
    let again = RoleCommand::Create {
        name: "guest".into(),
        copy_of: None,
    };
    let Ok(Reply::RoleCreated(newer)) = office.submit(again) else {
        panic!("no role");
    };
    assert_ne!(newer, role, "a number is never given again");
    let Err(refused) = office.submit(UndoCommand::of(seq)) else {
        panic!("two roles of a name");
    };
    assert!(refused.message().what.contains("Guest"), "{refused:?}");
}

#[test]
fn setting_back_an_installed_module_keeps_a_copy_of_the_file() {
    let office = TestOffice::entered();
    office
        .submit(ModuleCommand::Remove(Module::Export))
        .unwrap();
    let seq = office.act(ModuleCommand::Install(Module::Export));
    let Ok(Reply::BackedUp(path)) = office.submit(UndoCommand::of(seq)) else {
        panic!("no copy");
    };
    assert!(path.exists());
}

#[test]
fn an_undo_says_in_the_log_what_it_undid() {
    let office = TestOffice::entered();
    let seq = office.act(RoleCommand::Allow(MEMBER, Permission::DataExport));
    office.act(UndoCommand::of(seq));
    assert_eq!(office.newest_entry(), "undo|0|1|1");
    let details = office.sql("SELECT details FROM audit_entry ORDER BY seq DESC LIMIT 1");
    assert!(
        details[0].contains(&format!("\"undoes\":{seq}")),
        "{details:?}"
    );
}
