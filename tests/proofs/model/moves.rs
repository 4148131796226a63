//! Moves: what is given to the program, and what the plain model says of it.

use std::sync::Arc;

use rollcall::app::commands::Command;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::bulk::{Chosen, Deed};
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::{AccountStatus, Profile};
use rollcall::domain::validation::draft::UserDraft;

use super::plain::{Change, Plain};
use super::things::{office, plan, role, workspace};
use crate::dice::Dice;

/// A command with what must come of it: the change, or a refusal that changes nothing.
pub struct Move {
    /// What is given.
    pub command: Command,
    /// What changes; none where it is refused.
    pub expected: Option<Change>,
}

/// More people than this are not added.
const PEOPLE: usize = 24;
/// So few that they are often taken.
pub(super) const NAMES: &[&str] = &[
    "Ana Li",
    "Zoë García",
    "Мария",
    "王小明",
    "ana li",
    " Print ",
    "x",
    "",
    "Joanna",
    "Atlas",
    "Studio 2",
];

/// The next move. `stamp` is the number of the move; `changed` gives when a person was changed last.
pub fn next(
    plain: &Plain,
    dice: &mut Dice,
    stamp: u64,
    changed: &dyn Fn(i64) -> Timestamp,
) -> Move {
    match dice.below(100) {
        0..=11 => create_user(plain, dice, stamp),
        12..=37 => update_user(plain, dice, stamp, changed),
        38..=40 => delete_users(plain, dice),
        41..=43 => restore_user(plain, dice),
        44 => purge_user(plain, dice),
        45..=51 => place(plain, dice),
        52..=63 => role(plain, dice),
        64..=75 => workspace(plain, dice),
        76..=81 => plan(plain, dice),
        82..=84 => office(dice),
        85..=97 => undo(plain, dice).unwrap_or_else(|| office(dice)),
        _ => given(SessionCommand::EnterDemo, Some(Change::new())),
    }
}

pub(super) fn given(command: impl Into<Command>, expected: Option<Change>) -> Move {
    let command = command.into();
    Move { command, expected }
}

pub(super) fn set(object: &str, part: &str, value: impl Into<String>) -> (String, Option<String>) {
    (format!("{object}/{part}"), Some(value.into()))
}

pub(super) fn is_name(name: &str) -> bool {
    name.trim().chars().count() >= 2
}

fn some_of(all: &[i64], dice: &mut Dice) -> Vec<i64> {
    let mut some: Vec<i64> = (0..dice.below(3)).map(|_| dice.pick(all)).collect();
    some.sort_unstable();
    some.dedup();
    some
}

fn profile(plain: &Plain, dice: &mut Dice) -> Profile {
    let roles: Vec<i64> = plain
        .numbers("role")
        .into_iter()
        .filter(|role| *role != 1)
        .collect();
    let workspaces = plain.numbers("workspace");
    Profile {
        name: dice.pick(NAMES).to_owned(),
        email: Some(match dice.below(20) {
            0 => "no address".to_owned(),
            1 => "MAYA@northwind.example".to_owned(),
            _ => format!("p{}@northwind.example", dice.below(60)),
        }),
        title: dice.pick(&["", "Editor", "Director"]).to_owned(),
        notes: dice.pick(&["", "On leave", "Returns in May"]).to_owned(),
        status: dice.pick(&[
            AccountStatus::Active,
            AccountStatus::Active,
            AccountStatus::Inactive,
        ]),
        roles: some_of(&roles, dice).into_iter().map(RoleId).collect(),
        workspaces: some_of(&workspaces, dice)
            .into_iter()
            .map(WorkspaceId)
            .collect(),
        ..Profile::default()
    }
}

/// What a person becomes, or that it can't be.
fn wanted(plain: &Plain, number: i64, p: &Profile, stamp: u64) -> Option<Change> {
    let object = format!("user {number}");
    let email = p.email.as_deref().unwrap_or_default();
    if !is_name(&p.name) || !email.contains('@') || !plain.is_free("user", "email", email, number) {
        return None;
    }
    let mut change = vec![
        set(&object, "name", p.name.trim()),
        set(&object, "email", email),
        set(&object, "title", &p.title),
        set(&object, "notes", &p.notes),
        set(&object, "status", (p.status as i64).to_string()),
        set(&object, "onboarding", p.onboarding.code().to_string()),
    ];
    for role in plain.under(&object, "roles") {
        if !p.roles.contains(&RoleId(role)) {
            change.push((format!("{object}/roles/{role}"), None));
        }
    }
    for role in &p.roles {
        let key = format!("{object}/roles/{}", role.0);
        if !plain.now.contains_key(&key) {
            change.push((key, Some(format!("0@{stamp}"))));
        }
    }
    for workspace in plain.under(&object, "workspaces") {
        if !p.workspaces.contains(&WorkspaceId(workspace)) {
            change.push((format!("{object}/workspaces/{workspace}"), None));
        }
    }
    for workspace in &p.workspaces {
        change.push(set(&object, &format!("workspaces/{}", workspace.0), ""));
    }
    Some(change)
}

fn create_user(plain: &Plain, dice: &mut Dice, stamp: u64) -> Move {
    let mut profile = profile(plain, dice);
    if plain.numbers("user").len() >= PEOPLE {
        profile.name = String::new();
    }
    let change = wanted(plain, plain.next("user"), &profile, stamp);
    let draft = Box::new(UserDraft::from(&profile));
    given(UserCommand::Create(draft), change)
}

fn update_user(
    plain: &Plain,
    dice: &mut Dice,
    stamp: u64,
    changed: &dyn Fn(i64) -> Timestamp,
) -> Move {
    let number = plain.any("user", dice).unwrap();
    let mut profile = profile(plain, dice);
    let mut change = None;
    if number == 1 {
        // The only administrator can't stop being one.
        profile.email = plain.part("user 1", "email").map(str::to_owned);
    } else {
        change = wanted(plain, number, &profile, stamp);
    }
    let mut base = changed(number);
    if dice.below(15) == 0 {
        base = Timestamp(base.0 - 1);
        change = None;
    }
    let command = UserCommand::Update {
        user_id: UserId(number),
        draft: Box::new(UserDraft::from(&profile)),
        base,
    };
    given(command, change)
}

fn place(plain: &Plain, dice: &mut Dice) -> Move {
    let number = plain.any("user", dice).unwrap();
    let object = format!("user {number}");
    let role = plain.any("role", dice).unwrap();
    let some = some_of(&plain.numbers("workspace"), dice);
    let members = plain.under(&object, "workspaces");
    let held = plain.part(&object, &format!("roles/{role}"));
    let (place, value) = if dice.below(4) == 0 {
        (GrantPlace::Everywhere, "0".to_owned())
    } else {
        let list: Vec<String> = some.iter().map(ToString::to_string).collect();
        let named = some.iter().copied().map(WorkspaceId).collect();
        (GrantPlace::Named(named), format!("2:{}", list.join(",")))
    };
    let is_fine = place == GrantPlace::Everywhere
        || (!some.is_empty()
            && some.iter().all(|workspace| members.contains(workspace))
            && number != 1);
    let expected = held.filter(|_| is_fine).map(|held| {
        let since = held.split('@').nth(1).unwrap_or_default();
        vec![set(
            &object,
            &format!("roles/{role}"),
            format!("{value}@{since}"),
        )]
    });
    let placement = Placement {
        user_id: UserId(number),
        role_id: RoleId(role),
        place,
        ends_on: None,
    };
    given(RoleCommand::Place(Box::new(placement)), expected)
}

/// Some are put into the bin; the operator never is.
fn delete_users(plain: &Plain, dice: &mut Dice) -> Move {
    let mut ids = some_of(&plain.numbers("user"), dice);
    let chosen = Chosen::These(Arc::new(ids.iter().copied().map(UserId).collect()));
    ids.retain(|id| *id != 1 && plain.there("user").contains(id));
    let seen = Arc::new(ids.iter().copied().map(UserId).collect());
    let binned = ids.iter().map(|id| set(&format!("user {id}"), "bin", "1"));
    let change: Change = binned.collect();
    let deed = Deed::Delete;
    let command = BulkCommand { deed, chosen, seen };
    given(command, Some(change).filter(|change| !change.is_empty()))
}

/// Somebody is taken out of the bin, with the address or without it; who is not in it is not found.
fn restore_user(plain: &Plain, dice: &mut Dice) -> Move {
    let mut ids = plain.numbers("user");
    if dice.below(10) > 0 {
        ids.retain(|id| plain.is_binned(&format!("user {id}")));
    }
    let number = if ids.is_empty() { 1 } else { dice.pick(&ids) };
    let object = format!("user {number}");
    let email = plain.part(&object, "email");
    let mut change = vec![(format!("{object}/bin"), None)];
    let mut is_fine = plain.is_binned(&object);
    let address = if dice.below(6) == 0 {
        change.push((format!("{object}/email"), None));
        Address::Dropped
    } else {
        is_fine &= email.is_none_or(|email| plain.is_free("user", "email", email, number));
        Address::Kept
    };
    let user_id = UserId(number);
    given(
        RestoreCommand { user_id, address },
        Some(change).filter(|_| is_fine),
    )
}

/// Somebody is removed from the bin for good; who is not in it is not found.
fn purge_user(plain: &Plain, dice: &mut Dice) -> Move {
    let mut ids = plain.numbers("user");
    if dice.below(10) > 0 {
        ids.retain(|id| plain.is_binned(&format!("user {id}")));
    }
    let number = if ids.is_empty() { 1 } else { dice.pick(&ids) };
    let object = format!("user {number}");
    let change = Some(plain.without(&object)).filter(|_| plain.is_binned(&object));
    let users = Arc::new(vec![UserId(number)]);
    given(PurgeCommand::These(users), change)
}

fn undo(plain: &Plain, dice: &mut Dice) -> Option<Move> {
    let newest = plain.acts.len().checked_sub(1)?;
    let back = dice.below(newest.min(12) as u64 + 1) as usize;
    let act = plain.acts.get(newest - back)?;
    Some(given(UndoCommand::of(act.seq), plain.way_back(act)))
}
