//! The Sessions page: its parts, what narrows them, and what can be done there.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use rollcall::app::computer::ThemeChoice;
use rollcall::app::error::AppError;
use rollcall::app::queries::me::Me;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::store::error::StoreError;
use rollcall::store::writer::Writer;

use super::pictures::{nothing_is_cut, save, setup};
use crate::support::outside::NOW;
use crate::support::shell::{Setup, Shell};

const NOW_TABLE: &str = "People who are signed in now";
const FAILED: &str = "Sign-ins that did not succeed";
const ACCOUNTS: &str = "People who can sign in to this program";

/// Two colleagues of the administrator have passwords; one of them is signed in twice.
fn colleagues(w: &mut Writer<'_>) -> Result<(), StoreError> {
    for id in [2, 3] {
        w.set_password(UserId(id), "unknown")?;
    }
    for device in ["Front desk", "Laptop"] {
        w.start_session(UserId(2), device, NOW.plus_minutes(300))?;
    }
    Ok(())
}

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::prepared(setup, colleagues);
    shell.press(Role::Link, "Sessions");
    shell
}

/// The figure beside a part.
fn figure(shell: &Shell, part: &str) -> u64 {
    let tab = shell.node(Role::Tab, part);
    let said = tab.accesskit_node().data().description().map(str::to_owned);
    said.unwrap().replace(',', "").parse().unwrap()
}

/// Searches for a person.
fn find(shell: &mut Shell, words: &str) {
    shell.fill(Role::SearchInput, "Name, email or Contact ID", words);
}

#[test]
fn each_figure_is_the_length_of_its_list() {
    let mut shell = page(Setup::default());
    for (part, table) in [
        ("Signed in now", NOW_TABLE),
        ("Failed", FAILED),
        ("Who can sign in here", ACCOUNTS),
    ] {
        shell.press(Role::Tab, part);
        let rows = shell.table(table).unwrap().count;
        assert_eq!(rows, figure(&shell, part), "{part}");
        assert!(rows > 0, "{part}");
    }
    shell.press(Role::Tab, "Ended");
    assert_eq!(figure(&shell, "Ended"), 0);
    shell.expect("No session has ended in this time");
}

#[test]
fn a_session_here_is_ended_and_one_from_elsewhere_says_where() {
    let mut shell = page(Setup::default());
    let before = figure(&shell, "Signed in now");
    shell.choose("Comes from", "Northwind Directory");
    let rows = shell.table(NOW_TABLE).unwrap().rows;
    assert!(
        rows[0].contains(&"End it in Northwind Directory".to_owned()),
        "{rows:?}"
    );
    shell.choose("Comes from", "Rollcall");
    let here = shell.table(NOW_TABLE).unwrap();
    assert_eq!(here.count, 3);
    shell.expect("This session");
    shell.choose("Device", "Front desk");
    let row = shell.table(NOW_TABLE).unwrap().rows.remove(0);
    shell.press(
        Role::Link,
        &format!("End the session of {} on Front desk", row[1]),
    );
    shell.expect(&format!("End the session of {}?", row[1]));
    shell.button("End sessions");
    shell.expect("1 session is ended");
    shell.choose("Device", "Any device");
    shell.choose("Comes from", "From anywhere");
    assert_eq!(figure(&shell, "Signed in now"), before - 1);
    shell.press(Role::Tab, "Ended");
    shell.expect("Ended by an administrator");
    assert_eq!(figure(&shell, "Ended"), 1);
}

#[test]
fn a_selection_of_all_says_what_is_left_out() {
    let mut shell = page(Setup::default());
    let all = shell.table(NOW_TABLE).unwrap().count;
    shell.press(Role::CheckBox, "Select all in the list");
    shell.expect_part("that match are selected");
    shell.button("End sessions");
    shell.expect("End 2 sessions?");
    let elsewhere = all - 3;
    shell.expect(&format!(
        "{elsewhere} come from other systems. They are ended there, not here."
    ));
    shell.expect_part("1 is left out");
    shell.press(Role::Button, "Cancel");
    assert_eq!(shell.table(NOW_TABLE).unwrap().count, all);
}

#[test]
fn people_are_locked_and_unlocked_with_the_keyboard() {
    let mut shell = page(Setup::default());
    shell.press(Role::Tab, "Who can sign in here");
    find(&mut shell, "C-000002");
    assert_eq!(shell.table(ACCOUNTS).unwrap().count, 1);
    shell.node(Role::Grid, ACCOUNTS).focus();
    shell.settle();
    shell.ctrl(Key::A);
    shell.button("Lock");
    shell.expect("Lock 1 person?");
    assert_eq!(shell.focused(), Some((Role::Button, "Cancel".to_owned())));
    shell.node(Role::Button, "Lock").focus();
    shell.settle();
    shell.key(Key::Enter);
    shell.expect("1 person is locked");
    shell.expect("Locked");
    shell.node(Role::Grid, ACCOUNTS).focus();
    shell.settle();
    shell.ctrl(Key::A);
    shell.button("Unlock");
    shell.expect("Unlock 1 person?");
    shell.node(Role::Button, "Unlock").focus();
    shell.settle();
    shell.key(Key::Enter);
    shell.expect("1 person is unlocked");
    shell.expect("Can sign in");
}

#[test]
fn a_persons_form_shows_their_sessions_and_leads_to_all_of_them() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Users");
    find_user(&mut shell, "C-000002");
    shell.press(Role::Link, "C-000002");
    shell.press(Role::Tab, "Sessions");
    shell.expect_part("Signed in now: ");
    shell.expect("Front desk · Rollcall");
    shell.press(Role::Link, "Show all on the Sessions page");
    shell.expect("Person: C-000002");
    let rows = shell.table(NOW_TABLE).unwrap().rows;
    assert!(rows.iter().all(|row| row[0] == "C-000002"), "{rows:?}");
    shell.button("Remove the filter Person: C-000002");
    assert!(shell.table(NOW_TABLE).unwrap().count > rows.len() as u64);
}

fn find_user(shell: &mut Shell, words: &str) {
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        words,
    );
}

#[test]
fn a_person_is_locked_and_unlocked_from_their_form() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Users");
    find_user(&mut shell, "C-000002");
    shell.press(Role::Link, "C-000002");
    shell.press(Role::Tab, "Sessions");
    shell.expect("Can sign in");
    assert!(
        shell.find(Role::Button, "Unlock").is_none(),
        "nothing to unlock"
    );
    shell.button("End sessions");
    shell.expect("End 2 sessions?");
    shell.button("Cancel");
    shell.enter(Role::Button, "Lock");
    shell.expect("Lock 1 person?");
    shell.enter(Role::Button, "Lock");
    shell.expect("1 person is locked");
    shell.expect("Locked");
    assert!(shell.find(Role::Button, "Lock").is_none(), "locked already");
    assert!(
        shell.find(Role::Button, "End sessions").is_none(),
        "nothing to end"
    );
    shell.button("Unlock");
    shell.button("Unlock");
    shell.expect("1 person is unlocked");
    shell.expect("Can sign in");
    shell.press(Role::Tab, "History");
    shell.expect_part("Locked out");
}

#[test]
fn the_own_form_says_where_sessions_end_and_offers_nothing_against_oneself() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Users");
    find_user(&mut shell, "C-000001");
    shell.press(Role::Link, "C-000001");
    shell.press(Role::Tab, "Sessions");
    shell.expect_part("test computer");
    shell.expect_part("End it in Northwind Directory");
    for deed in ["End sessions", "Require a new password", "Lock"] {
        assert!(shell.find(Role::Button, deed).is_none(), "{deed}");
    }
}

#[test]
fn who_may_only_look_has_nothing_to_press() {
    let mut shell = page(Setup::only(&[
        Permission::InsightView,
        Permission::UsersView,
    ]));
    assert!(shell.find(Role::Tab, "Who can sign in here").is_none());
    shell.choose("Comes from", "Rollcall");
    let rows = shell.table(NOW_TABLE).unwrap().rows;
    assert_eq!(rows.len(), 3);
    assert!(shell.find(Role::Link, "End session").is_none());
    shell.press(Role::CheckBox, "Select all in the list");
    assert!(shell.find(Role::Button, "Lock").is_none());
    let shell = Shell::with(Setup::only(&[Permission::UsersView, Permission::AuditView]));
    assert!(shell.find(Role::Link, "Sessions").is_none());
    let refused = shell.ask(rollcall::app::queries::session_list::SessionRows { keys: Vec::new() });
    assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
}

#[test]
fn whoever_is_signed_out_elsewhere_comes_back_to_the_door() {
    let mut shell = page(Setup::default());
    shell.change_elsewhere(|w| w.end_sessions(UserId(1), None, "locked").map(drop));
    assert!(matches!(shell.ask(Me), Err(AppError::SessionOver)));
    shell.settle();
    assert!(shell.find(Role::Tab, "Signed in now").is_none());
}

#[test]
fn filters_are_cleared_where_nothing_is_left() {
    let mut shell = page(Setup::default());
    let all = shell.table(NOW_TABLE).unwrap().count;
    find(&mut shell, "nobody is called so");
    shell.expect("Nothing matches");
    shell.button("Clear the filter");
    assert_eq!(shell.table(NOW_TABLE).unwrap().count, all);
    shell.press(Role::Tab, "Failed");
    let month = shell.table(FAILED).unwrap().count;
    shell.choose("Period", "Any time");
    assert!(shell.table(FAILED).unwrap().count > month);
}

fn shoot(theme: ThemeChoice, name: &str, scale: f32, size: [f32; 2]) {
    let mut shell = page(setup(theme, scale, size));
    let width = size[0];
    for (part, what) in [
        ("Signed in now", "now"),
        ("Failed", "failed"),
        ("Who can sign in here", "accounts"),
    ] {
        shell.press(Role::Tab, part);
        nothing_is_cut(&shell, width, &format!("sessions-{what}-{name}"));
        save(&mut shell, &format!("sessions-{what}-{name}"));
    }
    shell.press(Role::Tab, "Signed in now");
    shell.press(Role::CheckBox, "Select all in the list");
    save(&mut shell, &format!("sessions-selected-{name}"));
    shell.button("End sessions");
    nothing_is_cut(&shell, width, &format!("sessions-end-{name}"));
    save(&mut shell, &format!("sessions-end-{name}"));
    shell.button("End sessions");
    shell.press(Role::Tab, "Ended");
    save(&mut shell, &format!("sessions-ended-{name}"));
    shell.press(Role::Tab, "Who can sign in here");
    shell.press(Role::Link, "C-000002");
    shell.press(Role::Tab, "Sessions");
    nothing_is_cut(&shell, width, &format!("sessions-form-{name}"));
    save(&mut shell, &format!("sessions-form-{name}"));
}

#[test]
fn sessions_in_light_and_dark() {
    shoot(ThemeChoice::Light, "light", 1.0, [1440.0, 900.0]);
    shoot(ThemeChoice::Dark, "dark", 1.0, [1440.0, 900.0]);
}

#[test]
fn sessions_small_and_at_two_hundred_per_cent() {
    shoot(ThemeChoice::Light, "small", 1.0, [1024.0, 700.0]);
    shoot(ThemeChoice::Light, "200", 2.0, [1440.0, 900.0]);
}
