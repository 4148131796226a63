//! Those whom a source's list has no more: told after the import, looked at, given a last day; accounts that ended by
//! themselves are told, too.

use std::fmt::Write as _;

use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;
use rollcall::domain::user::AccountStatus;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::person;
use crate::support::shell::{Setup, Shell};

const EVERYBODY: &str = "This list has everybody of “Employee ID”";

/// Imports a list of numbered people that is said to have everybody.
fn import(shell: &mut Shell, numbers: &[u32]) {
    shell.press(Role::Link, "Import");
    let mut list = "Employee ID,Name,Email\n".to_owned();
    for number in numbers {
        writeln!(list, "{number},Nova {number},nova{number}@fjord.example").unwrap();
    }
    let path = shell.folder().join(format!("{}.csv", numbers.len()));
    std::fs::write(&path, list).unwrap();
    shell.type_in("File", &path.display().to_string());
    shell.button("Look at the file");
    shell.press(Role::CheckBox, EVERYBODY);
}

#[test]
fn who_is_missing_is_told_and_given_a_last_day() {
    let mut shell = Shell::with(Setup::default());
    import(&mut shell, &[1, 2, 3, 4]);
    shell.button("Import 4 rows");
    shell.expect("Imported 4 rows");
    shell.button("Import another file");
    import(&mut shell, &[1, 2]);
    shell.button("Import 2 rows");
    shell.expect("2 users of this source are not in the list any more");
    shell.press(Role::Link, "Show");
    let gone: Vec<String> = shell.column(1);
    assert_eq!(gone, ["Nova 3", "Nova 4"]);
    let ids = shell.column(0);
    for id in &ids {
        shell.press(Role::CheckBox, &format!("Select {id}"));
    }
    shell.button("Last day…");
    assert!(shell.is_off(Role::Button, "Change"));
    shell.type_in("Last day", "31/01/2027");
    assert!(shell.is_wrong(Role::TextInput, "Last day"));
    shell.type_in("Last day", "2027-01-31");
    shell.expect("Give 2 users a last day?");
    shell.button("Change 2");
    shell.expect("Gave 2 users a last day");
    let ends = |shell: &Shell| {
        let all = ids.iter().map(|id| person(shell, id).profile.end_date);
        all.flatten().map(|day| day.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(ends(&shell), ["2027-01-31", "2027-01-31"]);
    assert_eq!(
        person(&shell, &ids[0]).profile.status,
        AccountStatus::Active
    );
    shell.press(Role::Link, "Undo");
    assert!(ends(&shell).is_empty());
    shell.button("Last day…");
    shell.choose("What", "Remove it");
    shell.expect("2 are so already");
}

#[test]
fn pictures_of_leavers() {
    for (name, theme, scale, size) in [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("large-dark", ThemeChoice::Dark, 2.0, [1000.0, 700.0]),
    ] {
        let mut shell = Shell::with(setup(theme, scale, size));
        import(&mut shell, &[1, 2, 3, 4]);
        save(&mut shell, &format!("leavers-review-{name}"));
        shell.button("Import 4 rows");
        shell.button("Import another file");
        import(&mut shell, &[1, 2]);
        shell.button("Import 2 rows");
        save(&mut shell, &format!("leavers-done-{name}"));
        shell.press(Role::Link, "Show");
        let id = shell.column(0)[0].clone();
        shell.press(Role::CheckBox, &format!("Select {id}"));
        nothing_is_cut(&shell, size[0], name);
        save(&mut shell, &format!("leavers-list-{name}"));
        shell.button("Last day…");
        shell.type_in("Last day", "2027-01-31");
        save(&mut shell, &format!("leavers-day-{name}"));
    }
}
