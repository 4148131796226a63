//! Moves about roles, workspaces, plans and the office.

use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::domain::ids::{PlanId, RoleId, WorkspaceId};
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::{OfferId, OfferKind};
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::{Visibility, WorkspaceProfile};

use super::moves::{Move, NAMES, given, is_name, set};
use super::plain::Plain;
use crate::dice::Dice;

/// More of other things than this neither.
const THINGS: usize = 14;
const PERMISSIONS: &[Permission] = &[
    Permission::UsersView,
    Permission::UsersUpdate,
    Permission::DataExport,
    Permission::RolesUpdate,
    Permission::WorkspacesView,
];

pub(super) fn role(plain: &Plain, dice: &mut Dice) -> Move {
    let role = plain.any("role", dice).unwrap();
    let object = format!("role {role}");
    let name = dice.pick(NAMES).to_owned();
    let permission = dice.pick(PERMISSIONS);
    match dice.below(5) {
        0 => {
            let number = plain.next("role");
            let is_fine = is_name(&name) && plain.is_free("role", "name", &name, 0);
            let is_room = plain.numbers("role").len() < THINGS + 10;
            let change = vec![set(&format!("role {number}"), "name", name.trim())];
            let name = if is_room { name } else { String::new() };
            let command = RoleCommand::Create {
                name,
                copy_of: None,
            };
            given(command, (is_fine && is_room).then_some(change))
        }
        1 => {
            let is_fine = is_name(&name) && plain.is_free("role", "name", &name, role);
            let change = vec![set(&object, "name", name.trim())];
            given(
                RoleCommand::Rename(RoleId(role), name),
                is_fine.then_some(change),
            )
        }
        2 => {
            let is_fine = role > 10 && plain.holders(role) == 0;
            let change = is_fine.then(|| plain.without(&object));
            given(RoleCommand::Delete(RoleId(role)), change)
        }
        3 => {
            let change = vec![set(&object, permission.key(), "")];
            given(RoleCommand::Allow(RoleId(role), permission), Some(change))
        }
        _ if role == 1 => given(
            RoleCommand::Forbid(RoleId(1), Permission::RolesUpdate),
            None,
        ),
        _ => {
            let change = vec![(format!("{object}/{}", permission.key()), None)];
            given(RoleCommand::Forbid(RoleId(role), permission), Some(change))
        }
    }
}

/// A workspace as the model has it.
fn of(plain: &Plain, object: &str) -> WorkspaceProfile {
    WorkspaceProfile {
        name: plain.part(object, "name").unwrap_or_default().to_owned(),
        visibility: match plain.part(object, "visibility") {
            Some("1") => Visibility::WithClient,
            _ => Visibility::Internal,
        },
        plan_id: plain
            .part(object, "plan")
            .map(|plan| PlanId(plan.parse().unwrap())),
        ..WorkspaceProfile::default()
    }
}

pub(super) fn workspace(plain: &Plain, dice: &mut Dice) -> Move {
    let number = plain.any("workspace", dice).unwrap();
    let object = format!("workspace {number}");
    let wanted = WorkspaceProfile {
        name: dice.pick(NAMES).to_owned(),
        visibility: dice.pick(&[Visibility::Internal, Visibility::WithClient]),
        plan_id: plain.any("plan", dice).map(PlanId),
        ..WorkspaceProfile::default()
    };
    let values = |object: &str| {
        let plan = wanted.plan_id.map(|plan| plan.0.to_string());
        vec![
            set(object, "name", wanted.name.trim()),
            set(object, "visibility", wanted.visibility.code().to_string()),
            (format!("{object}/plan"), plan),
        ]
    };
    match dice.below(6) {
        0 | 1 => {
            let is_room = plain.numbers("workspace").len() < THINGS;
            let is_fine =
                is_name(&wanted.name) && plain.is_free("workspace", "name", &wanted.name, 0);
            let change = values(&format!("workspace {}", plain.next("workspace")));
            let mut wanted = wanted.clone();
            if !is_room {
                wanted.name = String::new();
            }
            given(
                WorkspaceCommand::Create(Box::new(wanted)),
                (is_fine && is_room).then_some(change),
            )
        }
        2 => {
            // The last two stay, so that there is always one to belong to.
            let number = number.max(3);
            let object = format!("workspace {number}");
            let is_fine = plain.part(&object, "name").is_some() && !plain.is_used(number);
            let change = is_fine.then(|| plain.without(&object));
            given(WorkspaceCommand::Delete(WorkspaceId(number)), change)
        }
        _ => {
            let is_fine =
                is_name(&wanted.name) && plain.is_free("workspace", "name", &wanted.name, number);
            let mut base = of(plain, &object);
            let is_stale = dice.below(12) == 0;
            if is_stale {
                base.name.push('!');
            }
            let command = WorkspaceCommand::Update {
                workspace_id: WorkspaceId(number),
                base: Box::new(base),
                wanted: Box::new(wanted.clone()),
            };
            given(command, (is_fine && !is_stale).then(|| values(&object)))
        }
    }
}

pub(super) fn plan(plain: &Plain, dice: &mut Dice) -> Move {
    let name = dice.pick(NAMES).to_owned();
    match plain.any("plan", dice) {
        Some(number) if dice.below(3) == 0 => {
            let object = format!("plan {number}");
            let change = (!plain.has_plan(number)).then(|| plain.without(&object));
            given(PlanCommand::Delete(OfferId::Plan(PlanId(number))), change)
        }
        _ => {
            let object = format!("plan {}", plain.next("plan"));
            let is_room = plain.numbers("plan").len() < THINGS;
            let is_fine = is_room && is_name(&name) && plain.is_free("plan", "name", &name, 0);
            let change = vec![
                set(&object, "name", name.trim()),
                set(&object, "price", "10"),
            ];
            let draft = TermsDraft {
                name: if is_room { name } else { String::new() },
                price: "10".to_owned(),
                ..TermsDraft::default()
            };
            let command = PlanCommand::Create(OfferKind::Plan, Box::new(draft));
            given(command, is_fine.then_some(change))
        }
    }
}

pub(super) fn office(dice: &mut Dice) -> Move {
    let name = dice.pick(NAMES).to_owned();
    let is_fine = !name.trim().is_empty();
    let change = vec![set("office", "name", name.trim())];
    given(OfficeCommand::SetName(name), is_fine.then_some(change))
}
