//! What would turn a "no": the smallest change first, each with a button for those who may, and it does what it says.

use chrono::NaiveDate;
use egui::accesskit::Role;
use rollcall::app::commands::Command;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::queries::roles::RoleHolders;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::why::{About, Why};
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::ids::{AddOnId, PlanId, RoleId, UserId, WorkspaceId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;
use rollcall::domain::user::AccountStatus;
use rollcall::domain::workspace::{WorkspaceProfile, WorkspaceRow, WorkspaceStatus};

use crate::support::shell::{Setup, Shell};

const REVIEWER: RoleId = RoleId(9);

/// Somebody whose only role is that of clients' reviewers, in one workspace with the smallest plan.
struct Somebody {
    user_id: UserId,
    workspace: WorkspaceRow,
}

fn somebody(shell: &Shell) -> Somebody {
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let small = |id: WorkspaceId| {
        let row = rows.iter().find(|row| row.workspace_id == id).unwrap();
        (row.profile.plan_id == Some(PlanId(1))).then(|| row.clone())
    };
    let holders = shell.ask(RoleHolders {
        role_id: REVIEWER,
        search: String::new(),
    });
    let found = holders.unwrap().iter().find_map(|user_id| {
        let user_id = *user_id;
        let profile = shell.ask(UserDetail::of(user_id)).unwrap().record.profile;
        let is_one = profile.roles.len() == 1
            && profile.workspaces.len() == 1
            && profile.status == AccountStatus::Active;
        let workspace = small(*profile.workspaces.first().filter(|_| is_one)?)?;
        Some(Somebody { user_id, workspace })
    });
    found.expect("a reviewer of one workspace with the smallest plan")
}

fn may(shell: &Shell, user_id: UserId, permission: Permission) -> bool {
    let about = About::Anything;
    let why = Why {
        user_id,
        permission,
        about,
    };
    shell.ask(why).unwrap().chain.is_allowed
}

/// The person's form on its tab, with a question.
fn open(shell: &mut Shell, user_id: UserId, action: &str) {
    let contact = user_id.contact_id().to_string();
    shell.press(Role::Link, "Users");
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        &contact,
    );
    shell.press(Role::Link, &contact);
    shell.press(Role::Tab, "Access");
    shell.choose("Action", action);
}

fn update(
    shell: &Shell,
    workspace: &WorkspaceRow,
    change: impl FnOnce(&mut WorkspaceProfile),
) -> Command {
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let id = workspace.workspace_id;
    let row = rows.into_iter().find(|row| row.workspace_id == id).unwrap();
    let mut wanted = row.profile.clone();
    change(&mut wanted);
    let command = WorkspaceCommand::Update {
        workspace_id: id,
        base: Box::new(row.profile),
        wanted: Box::new(wanted),
    };
    command.into()
}

fn turned(shell: &Shell) -> bool {
    shell.words().iter().any(|word| word.starts_with("Yes, "))
}

#[test]
fn an_add_on_gives_the_people_of_its_workspace_the_right() {
    let mut shell = Shell::with(Setup::default());
    let insight = Permission::InsightView;
    shell.submit(RoleCommand::Allow(REVIEWER, insight)).unwrap();
    let Somebody { user_id, workspace } = somebody(&shell);
    assert!(!may(&shell, user_id, insight));
    open(&mut shell, user_id, "See User Insight");
    let name = &workspace.profile.name;
    shell.expect(&format!("Starter ({name})"));
    let give = format!("Give {name} the add-on Figures");
    let include = format!("Have the plan of {name} include User Insight");
    let words = shell.words();
    let at = |said: &str| words.iter().position(|word| word == said).unwrap();
    assert!(at(&give) < at(&include), "the smallest change first");
    shell.button(&format!("Do it: {give}"));
    assert!(turned(&shell));
    assert!(may(&shell, user_id, insight));
    shell.expect(&format!("Starter with Figures ({name})"));
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let given = rows
        .iter()
        .filter(|r| r.profile.add_ons.contains(&AddOnId(1)));
    let given: Vec<_> = given.map(|row| row.workspace_id).collect();
    assert_eq!(given, [workspace.workspace_id]);
    let base = update(&shell, &workspace, |profile| profile.add_ons.clear());
    shell.submit(base).unwrap();
    assert!(
        !may(&shell, user_id, insight),
        "taken, and the right is gone"
    );
}

#[test]
fn who_may_not_change_plans_is_offered_no_button_and_who_does_not_see_them_no_add_on() {
    for (denied, is_told) in [
        (Permission::PlansUpdate, true),
        (Permission::PlansView, false),
    ] {
        let mut shell = Shell::with(Setup::default());
        let insight = Permission::InsightView;
        shell.submit(RoleCommand::Allow(REVIEWER, insight)).unwrap();
        let Somebody { user_id, workspace } = somebody(&shell);
        shell
            .submit(RoleCommand::Forbid(RoleId(1), denied))
            .unwrap();
        shell.settle();
        open(&mut shell, user_id, "See User Insight");
        let give = format!("Give {} the add-on Figures", workspace.profile.name);
        assert_eq!(shell.says(&give), is_told, "{denied:?}");
        assert!(
            shell
                .find(Role::Button, &format!("Do it: {give}"))
                .is_none()
        );
        assert_eq!(shell.says("Plans") && shell.mentions("Starter ("), is_told);
    }
}

#[test]
fn a_closed_workspace_is_opened() {
    let mut shell = Shell::with(Setup::default());
    let users = Permission::UsersView;
    shell.submit(RoleCommand::Allow(REVIEWER, users)).unwrap();
    let Somebody { user_id, workspace } = somebody(&shell);
    let close = update(&shell, &workspace, |profile| {
        profile.status = WorkspaceStatus::Closed;
    });
    shell.submit(close).unwrap();
    assert!(!may(&shell, user_id, users));
    open(&mut shell, user_id, "See users");
    shell.button(&format!(
        "Do it: Open the workspace {}",
        workspace.profile.name
    ));
    assert!(turned(&shell));
    assert!(may(&shell, user_id, users));
}

#[test]
fn a_role_that_has_ended_is_held_again_where_it_was() {
    let mut shell = Shell::with(Setup::default());
    let users = Permission::UsersView;
    shell.submit(RoleCommand::Allow(REVIEWER, users)).unwrap();
    let Somebody { user_id, workspace } = somebody(&shell);
    let place = GrantPlace::Named([workspace.workspace_id].into());
    let ended = Placement {
        user_id,
        role_id: REVIEWER,
        place,
        ends_on: NaiveDate::from_ymd_opt(2026, 1, 31),
    };
    shell.submit(RoleCommand::Place(Box::new(ended))).unwrap();
    open(&mut shell, user_id, "See users");
    shell.button("Do it: Let Client reviewer hold without an end");
    assert!(turned(&shell));
    shell.press(Role::Tab, "History");
    let name = &workspace.profile.name;
    let told =
        format!("Roles: Client reviewer, in {name}, until 2026-01-31 → Client reviewer, in {name}");
    shell.expect_part(&told);
}

#[test]
fn a_module_is_installed_by_those_who_may() {
    let mut shell = Shell::with(Setup::default());
    let insight = Permission::InsightView;
    let Somebody { user_id, workspace } = somebody(&shell);
    shell.submit(RoleCommand::Allow(REVIEWER, insight)).unwrap();
    let give = update(&shell, &workspace, |profile| {
        profile.add_ons = [AddOnId(1)].into();
    });
    shell.submit(give).unwrap();
    shell
        .submit(ModuleCommand::Remove(Module::Insight))
        .unwrap();
    shell.settle();
    open(&mut shell, user_id, "See User Insight");
    shell.button("Do it: Install the module User Insight");
    assert!(turned(&shell));
    assert!(may(&shell, user_id, insight));
}

#[test]
fn a_module_that_is_not_there_is_not_named_to_who_may_not_install_it() {
    let mut shell = Shell::with(Setup::default());
    let Somebody { user_id, .. } = somebody(&shell);
    shell
        .submit(ModuleCommand::Remove(Module::Insight))
        .unwrap();
    let forbid = RoleCommand::Forbid(RoleId(1), Permission::ModulesManage);
    shell.submit(forbid).unwrap();
    shell.settle();
    open(&mut shell, user_id, "See users");
    shell.press(Role::ComboBox, "Action");
    assert!(shell.find(Role::ListBoxOption, "See users").is_some());
    assert!(
        shell
            .find(Role::ListBoxOption, "See User Insight")
            .is_none()
    );
}
