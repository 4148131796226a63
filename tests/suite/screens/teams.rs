//! Teams: seen with lead and members, changed in a form, by those who may.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;
use rollcall::app::queries::teams::Teams;
use rollcall::domain::permission::Permission;

use super::pictures::{nothing_is_cut, save, setup};
use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Teams");
    shell
}

fn names(shell: &Shell) -> Vec<String> {
    let seen = shell.table("Table of teams").unwrap();
    seen.rows.into_iter().map(|row| row[0].clone()).collect()
}

#[test]
fn members_open_as_users() {
    let mut shell = page(Setup::default());
    let teams = shell.ask(Teams).unwrap();
    let row = teams.iter().find(|row| row.members > 0).unwrap();
    let place = names(&shell)
        .iter()
        .position(|name| *name == row.profile.name);
    let shown = shell.table("Table of teams").unwrap().rows[place.unwrap()].clone();
    let link = shown.last().unwrap().clone();
    shell.press(Role::Link, &link);
    let counted = format!("{} of", row.members);
    assert!(shell.words().iter().any(|word| word.starts_with(&counted)));
}

#[test]
fn one_is_added_by_keyboard_led_and_deleted() {
    let mut shell = page(Setup::default());
    shell.enter(Role::Button, "New team");
    shell.type_in("Name", "A night shift");
    shell.type_in("Team lead", "nobody");
    assert!(shell.is_wrong(Role::TextInput, "Team lead"));
    shell.type_in("Team lead", "C-000001");
    shell.key(Key::Enter);
    assert!(names(&shell).contains(&"A night shift".to_owned()));
    let teams = shell.ask(Teams).unwrap();
    let row = teams.iter().find(|row| row.profile.name == "A night shift");
    assert_eq!(row.unwrap().lead.as_deref(), Some("Maya Adeyemi"));
    shell.press(Role::Link, "A night shift");
    shell.button("Delete team");
    assert!(!names(&shell).contains(&"A night shift".to_owned()));
    shell.press(Role::Link, "Undo");
    assert!(names(&shell).contains(&"A night shift".to_owned()));
}

#[test]
fn whoever_may_not_change_them_sees_them_and_who_is_in_them() {
    let mut shell = page(Setup::without(&[Permission::TeamsManage]));
    assert!(shell.find(Role::Button, "New team").is_none());
    let first = names(&shell)[0].clone();
    shell.press(Role::Link, &first);
    assert!(shell.find(Role::Button, "Delete team").is_none());
    assert!(
        shell
            .find(Role::SearchInput, super::users::SEARCH)
            .is_some()
    );
}

#[test]
fn pictures_of_teams() {
    for (name, theme, scale, size) in [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("large-dark", ThemeChoice::Dark, 2.0, [720.0, 450.0]),
    ] {
        let mut shell = page(setup(theme, scale, size));
        nothing_is_cut(&shell, size[0], name);
        save(&mut shell, &format!("teams-{name}"));
        let first = names(&shell)[0].clone();
        shell.press(Role::Link, &first);
        save(&mut shell, &format!("teams-form-{name}"));
    }
}
