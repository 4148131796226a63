//! Days that have been, on the Users page, in User Insight, in the form and in files.

use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::users;
use crate::support::shell::{Setup, Shell};

const BUTTON: &str = "As on another day";
const BACK: &str = "Back to today";

fn rename_first(shell: &mut Shell) -> (String, String) {
    let row = shell.users().rows[0].clone();
    shell.press(Role::Link, &row[0]);
    shell.type_in("Name", "Aaa Renamed");
    shell.button("Save changes");
    shell.expect("Aaa Renamed saved");
    shell.button("Close");
    (row[0].clone(), row[1].clone())
}

#[test]
fn the_list_and_a_form_are_as_they_were() {
    let mut shell = users(Setup::default());
    // The next day the name is another one.
    shell.clock.advance_ms(86_400_000);
    shell.settle();
    shell.button("Unlock");
    let (contact, was) = rename_first(&mut shell);
    assert_eq!(shell.users().rows[0][1], "Aaa Renamed");
    shell.button(BUTTON);
    shell.press(Role::MenuItem, "Yesterday");
    shell.expect_part("As at the end of");
    let row = shell.users().rows[0].clone();
    assert_eq!(
        (row[0].clone(), row[1].clone()),
        (contact.clone(), was.clone())
    );
    assert!(
        shell
            .find(Role::CheckBox, &format!("Select {contact}"))
            .is_none(),
        "nothing is done to a day that has been"
    );
    shell.press(Role::Link, &contact);
    assert_eq!(shell.value(Role::TextInput, "Name"), was);
    assert!(shell.find(Role::Button, "Save changes").is_none());
    // Back in the form alone, and then in the list.
    let links = shell.all(Role::Link, BACK);
    assert_eq!(links, 2);
    shell.button("Close");
    shell.press(Role::Link, BACK);
    assert_eq!(shell.users().rows[0][1], "Aaa Renamed");
    assert!(!shell.mentions("As at the end of"));
    shell.press(Role::CheckBox, &format!("Select {contact}"));
    shell.expect("1 selected");
}

#[test]
fn another_day_is_typed_in_the_form_and_only_one_that_has_been() {
    let mut shell = users(Setup::default());
    let contact = shell.users().rows[0][0].clone();
    shell.press(Role::Link, &contact);
    shell.button("More about this user");
    shell.press(Role::MenuItem, "As on another day…");
    shell.type_in("Day", "2026-11-21");
    shell.expect("Choose a day before today");
    assert!(shell.is_off(Role::Button, "Show"));
    shell.type_in("Day", "soon");
    shell.expect("Write the day as 2026-12-31");
    shell.type_in("Day", "2026-11-20");
    shell.button("Show");
    shell.expect_part("As at the end of");
    assert!(shell.find(Role::Button, "Save changes").is_none());
    shell.button("More about this user");
    shell.press(Role::MenuItem, "As on another day…");
    shell.type_in("Day", "2019-01-01");
    shell.button("Show");
    shell.expect_part("This user was not there on that day.");
    shell.press(Role::Link, BACK);
    assert!(shell.find(Role::Button, "Save changes").is_some());
}

#[test]
fn figures_of_a_day_open_its_rows_and_are_exported_with_it() {
    let mut shell = Shell::new();
    let now = shell.words().join(" ");
    shell.button(BUTTON);
    shell.press(Role::MenuItem, "A month ago");
    shell.expect_part("As at the end of");
    shell.expect_part("users were added to this file later");
    assert_ne!(shell.words().join(" "), now);
    shell.button("Export workbook");
    let path = shell.folder().join("then.json");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Export");
    shell.expect_part("to then.json");
    let file: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let about = &file["about"];
    assert!(
        about["as_of"].as_str().unwrap().starts_with("2026-10-21"),
        "{about}"
    );
    assert!(
        about["filter"]
            .as_str()
            .unwrap()
            .ends_with("as at the end of 2026-10-21")
    );
}

#[test]
fn pictures_of_a_day_that_has_been() {
    let looks = [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("dark", ThemeChoice::Dark, 1.0, [1440.0, 900.0]),
        ("large", ThemeChoice::Light, 2.0, [720.0, 450.0]),
        ("small", ThemeChoice::Light, 1.0, [960.0, 640.0]),
    ];
    for (name, theme, scale, size) in looks {
        let mut shell = users(setup(theme, scale, size));
        let shoot = |shell: &mut Shell, what: &str| {
            nothing_is_cut(shell, size[0], &format!("{what}-{name}"));
            save(shell, &format!("{what}-{name}"));
        };
        shell.button(BUTTON);
        shoot(&mut shell, "users-past-menu");
        shell.press(Role::MenuItem, "A month ago");
        shoot(&mut shell, "users-past");
        let contact = shell.users().rows[0][0].clone();
        shell.press(Role::Link, &contact);
        shoot(&mut shell, "users-past-form");
        shell.press(Role::Link, "User Insight");
        shell.button(BUTTON);
        shell.press(Role::MenuItem, "Another day…");
        shoot(&mut shell, "insight-past-question");
        shell.type_in("Day", "2026-09-30");
        shell.button("Show");
        shoot(&mut shell, "insight-past");
    }
}
