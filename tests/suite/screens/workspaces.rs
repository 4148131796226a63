//! Workspaces: seen with plan and members, changed in a form, and no further than the operator's rights.

use egui::accesskit::Role;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::permission::Permission;

use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Workspaces");
    shell
}

fn names(shell: &Shell) -> Vec<String> {
    let seen = shell.table("Table of workspaces").unwrap();
    seen.rows.into_iter().map(|row| row[0].clone()).collect()
}

#[test]
fn members_open_as_users() {
    let mut shell = page(Setup::default());
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let row = rows.iter().find(|row| row.members > 0).unwrap();
    let members = row.members.to_string();
    let place = names(&shell)
        .iter()
        .position(|name| *name == row.profile.name);
    let shown = shell.table("Table of workspaces").unwrap().rows[place.unwrap()].clone();
    assert!(
        shown.iter().any(|cell| cell.starts_with(&members)),
        "{shown:?}"
    );
    let link = shown.last().unwrap().clone();
    shell.press(Role::Link, &link);
    assert!(
        shell
            .words()
            .iter()
            .any(|word| word.starts_with(&format!("{members} of")))
    );
}

#[test]
fn one_is_added_and_changed_with_its_plan() {
    let mut shell = page(Setup::default());
    shell.button("New workspace");
    shell.type_in("Name", "Harbour");
    shell.button("Add workspace");
    assert!(names(&shell).contains(&"Harbour".to_owned()));
    shell.press(Role::Link, "Harbour");
    shell.choose("Plan", "Starter");
    let words = shell.words();
    let lost = "Disappears: User Insight, Import, Export for 0 members";
    assert!(words.contains(&lost.to_owned()), "{words:?}");
    shell.type_in("Owner", "C-000001");
    shell.button("Save");
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let harbour = rows
        .iter()
        .find(|row| row.profile.name == "Harbour")
        .unwrap();
    assert_eq!(harbour.owner.as_deref(), Some("Maya Adeyemi"));
    assert!(harbour.profile.plan_id.is_some());
}

#[test]
fn a_name_that_is_taken_is_refused_in_the_form() {
    let mut shell = page(Setup::default());
    let taken = names(&shell)[0].clone();
    shell.button("New workspace");
    shell.type_in("Name", &taken);
    shell.button("Add workspace");
    let words = shell.words();
    let said = format!("There is a workspace called {taken} already");
    assert!(words.iter().any(|word| word.contains(&said)), "{words:?}");
}

#[test]
fn without_the_right_to_plans_there_are_none() {
    let setup = Setup::without(&[
        Permission::PlansView,
        Permission::PlansUpdate,
        Permission::PlansCreate,
        Permission::PlansDelete,
    ]);
    let mut shell = page(setup);
    assert!(shell.ask(Workspaces).unwrap().plans.is_empty());
    let first = names(&shell)[0].clone();
    shell.press(Role::Link, &first);
    assert!(shell.find(Role::ComboBox, "Plan").is_none());
}

#[test]
fn without_the_right_there_is_no_page() {
    let shell = Shell::with(Setup::without(&[Permission::WorkspacesView]));
    assert!(shell.find(Role::Link, "Workspaces").is_none());
    assert!(shell.ask(Workspaces).is_err());
}

#[test]
fn an_empty_one_is_deleted_and_comes_back_and_one_with_members_stays() {
    let mut shell = page(Setup::default());
    shell.button("New workspace");
    shell.type_in("Name", "Harbour");
    shell.button("Add workspace");
    shell.press(Role::Link, "Harbour");
    shell.button("Delete workspace");
    assert!(!names(&shell).contains(&"Harbour".to_owned()));
    shell.press(Role::Link, "Undo");
    assert!(names(&shell).contains(&"Harbour".to_owned()));
    let rows = shell.ask(Workspaces).unwrap().workspaces;
    let full = rows.iter().find(|row| row.members > 0).unwrap();
    let name = full.profile.name.clone();
    shell.press(Role::Link, &name);
    shell.button("Delete workspace");
    let words = shell.words();
    let said = words
        .iter()
        .any(|word| word.contains("belong to it or hold a role there"));
    assert!(said, "{words:?}");
    assert!(names(&shell).contains(&name));
}
