//! The form of a person: problems under the fields as one types, changes before saving, what is refused and why.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::ids::UserId;
use rollcall::domain::office::ContactRule;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, Sort, UserListQuery};
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::domain::validation::draft::UserDraft;

use super::users::{person, users};
use crate::support::shell::{Setup, Shell, operator};

const FIELD: Role = Role::TextInput;

fn open(shell: &mut Shell, contact: &str) {
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        contact,
    );
    shell.press(Role::Link, contact);
    shell.node(FIELD, "Name");
}

fn adding() -> Shell {
    let mut shell = users(Setup::default());
    shell.button("Invite user");
    shell
}

#[test]
fn an_empty_field_is_not_wrong_until_it_was_left() {
    let mut shell = adding();
    assert!(!shell.is_wrong(FIELD, "Name") && !shell.is_wrong(FIELD, "Email"));
    assert!(!shell.says("Enter a name"));
    assert!(shell.is_off(Role::Button, "Add user"));
    shell.node(FIELD, "Name").focus();
    shell.settle();
    assert!(!shell.is_wrong(FIELD, "Name"), "being there is no mistake");
    shell.key(Key::Tab);
    assert!(shell.is_wrong(FIELD, "Name"));
    assert_eq!(shell.about(FIELD, "Name"), "Enter a name");
    assert!(
        !shell.is_wrong(FIELD, "Email"),
        "the next one was not left yet"
    );
}

#[test]
fn problems_stand_under_the_field_with_every_keystroke() {
    let mut shell = adding();
    let cases: [(&str, &str, &str); 14] = [
        ("Name", "A", "At least 2 characters"),
        ("Name", "Ann", ""),
        ("Name", &"x".repeat(51), "At most 50 characters"),
        (
            "Email",
            "ann",
            "An address has an @, such as name@northwind.example",
        ),
        (
            "Email",
            "@northwind.example",
            "Something must stand before the @",
        ),
        (
            "Email",
            "ann@north@wind.example",
            "An address has only one @",
        ),
        (
            "Email",
            "ann .b@northwind.example",
            "An address has no spaces",
        ),
        (
            "Email",
            "ann@northwind",
            "The part after @ needs a domain such as northwind.example",
        ),
        ("Email", "ann@northwind.example", ""),
        ("Phone", "12x", "Digits only, with + for a country code"),
        ("Phone", "12", "Too short for a phone number"),
        ("Extension", "12a", "Digits only"),
        ("Extension", "123456789", "At most 8 digits"),
        (
            "Account end date",
            "2026-13-01",
            "Not a date; write it as 2026-11-21",
        ),
    ];
    for (field, typed, problem) in cases {
        shell.type_in(field, typed);
        assert_eq!(
            shell.is_wrong(FIELD, field),
            !problem.is_empty(),
            "{field}: {typed}"
        );
        if !problem.is_empty() {
            assert_eq!(shell.about(FIELD, field), problem, "{field}: {typed}");
            let below = shell.place(problem);
            let above = shell.node(FIELD, field).rect();
            assert!(
                below.top() >= above.bottom() - 1.0,
                "{problem} stands below {field}"
            );
            let off = shell.about(Role::Button, "Add user");
            assert!(
                shell.is_off(Role::Button, "Add user") && off.contains(": "),
                "{off}"
            );
        }
    }
}

#[test]
fn a_problem_does_not_move_the_fields() {
    let mut shell = adding();
    shell.type_in("Name", "Ann");
    let before = shell.node(FIELD, "Email").rect();
    shell.type_in("Name", "A");
    assert!(shell.is_wrong(FIELD, "Name"));
    assert_eq!(shell.node(FIELD, "Email").rect(), before);
}

#[test]
fn a_taken_address_names_its_owner_and_only_while_it_is_typed() {
    let mut shell = adding();
    let taken = person(&shell, "C-000003").profile.email.unwrap();
    shell.type_in("Name", "Ann Other");
    shell.type_in("Email", &taken.to_uppercase());
    assert_eq!(
        shell.about(FIELD, "Email"),
        "C-000003 has this address already"
    );
    assert!(
        shell
            .about(Role::Button, "Add user")
            .contains("C-000003 has this address already")
    );
    shell.key(Key::Backspace);
    assert_ne!(
        shell.about(FIELD, "Email"),
        "C-000003 has this address already"
    );
    shell.type_in("Email", "ann@");
    assert_ne!(
        shell.about(FIELD, "Email"),
        "C-000003 has this address already",
        "what is wrong now, not what was wrong before"
    );
    shell.type_in("Email", "ann.other@northwind.example");
    assert!(!shell.is_wrong(FIELD, "Email"));
    assert!(!shell.is_off(Role::Button, "Add user"));
}

#[test]
fn a_person_is_added_and_found() {
    let mut shell = adding();
    shell.type_in("Name", "Zoë Ångström");
    shell.type_in("Email", "zoe@northwind.example");
    shell.type_in("Phone", "912 345 678");
    assert!(
        shell.about(FIELD, "Phone").contains("+351"),
        "{}",
        shell.about(FIELD, "Phone")
    );
    shell.type_in("Tags", "press, night");
    shell.button("Add user");
    let toast = shell.toasts().pop().unwrap();
    assert!(toast.starts_with("Zoë Ångström added as C-"), "{toast}");
    let contact = toast.rsplit(' ').next().unwrap().to_owned();
    let added = person(&shell, &contact).profile;
    assert_eq!(added.phone.as_deref(), Some("+351912345678"));
    assert_eq!(added.tags.len(), 2);
    assert_eq!(added.onboarding, Onboarding::NotInvited);
    shell.expect_part(&format!("{contact} · created 11-21-2026 09:14"));
    shell.node(Role::Button, "Save changes");
    shell.expect("301 of 301");
}

#[test]
fn changes_are_listed_before_saving_and_told_after() {
    let mut shell = users(Setup::default());
    open(&mut shell, "C-000005");
    let before = person(&shell, "C-000005").profile;
    assert!(shell.is_off(Role::Button, "Save changes"));
    assert_eq!(
        shell.about(Role::Button, "Save changes"),
        "Nothing has changed"
    );
    shell.type_in("Title", "Head of Everything");
    shell.expect("1 change to save");
    shell.type_in("Department", "");
    shell.expect("2 changes to save");
    shell.expect_part("Head of Everything");
    shell.expect_part("(empty)");
    shell.button("Save changes");
    assert_eq!(shell.toasts(), [format!("{} saved", before.name)]);
    assert!(!shell.mentions("to save"));
    let after = person(&shell, "C-000005").profile;
    assert_eq!(after.title, "Head of Everything");
    assert_eq!(after.department, "");
    shell.press(Role::Tab, "History");
    shell.expect_part("changed this user");
    shell.expect(&format!("Title: {} → Head of Everything", before.title));
    shell.expect(&format!("Department cleared (was {})", before.department));
    shell.expect("11-21-2026 09:14");
}

#[test]
fn discard_brings_the_old_values_back() {
    let mut shell = users(Setup::default());
    open(&mut shell, "C-000005");
    let before = person(&shell, "C-000005").profile;
    assert!(shell.is_off(Role::Button, "Discard"));
    shell.type_in("Name", "Somebody Else");
    shell.button("Discard");
    assert_eq!(shell.value(FIELD, "Name"), before.name);
    assert!(shell.is_off(Role::Button, "Save changes"));
    assert_eq!(person(&shell, "C-000005").profile, before);
}

#[test]
fn ctrl_s_saves_what_can_be_saved() {
    let mut shell = users(Setup::default());
    open(&mut shell, "C-000005");
    shell.type_in("Extension", "12a");
    shell.ctrl(Key::S);
    assert!(shell.toasts().is_empty());
    shell.type_in("Extension", "12");
    shell.ctrl(Key::S);
    assert_eq!(shell.toasts().len(), 1);
    assert_eq!(
        person(&shell, "C-000005").profile.extension.as_deref(),
        Some("12")
    );
}

fn somebody_else_changes(shell: &Shell, inside: bool) {
    shell.clock.advance_ms(1_000);
    let record = person(shell, "C-000005");
    let mut profile = record.profile;
    profile.location = "Reykjavík".to_owned();
    if inside {
        let command = UserCommand::Update {
            user_id: UserId(5),
            draft: Box::new(UserDraft::from(&profile)),
            base: record.changed_at,
        };
        shell.submit(command).unwrap();
    } else {
        shell.from_elsewhere(|w| w.update_user(UserId(5), &profile));
    }
}

fn conflict(inside: bool) {
    let mut shell = users(Setup::default());
    open(&mut shell, "C-000005");
    shell.type_in("Title", "Mine");
    if !inside {
        shell.clock.advance_ms(1_000);
    }
    somebody_else_changes(&shell, inside);
    shell.settle();
    assert_eq!(shell.value(FIELD, "Title"), "Mine", "the draft stays");
    shell.button("Save changes");
    shell.expect_part("Somebody else changed this user meanwhile.");
    shell.expect_part("Your entries are kept.");
    assert_eq!(shell.value(FIELD, "Title"), "Mine");
    assert_eq!(
        shell.value(FIELD, "Location"),
        "Reykjavík",
        "what was not touched here shows the new value"
    );
    shell.expect("1 change to save");
    shell.button("Save changes");
    let after = person(&shell, "C-000005").profile;
    assert_eq!(
        (after.title.as_str(), after.location.as_str()),
        ("Mine", "Reykjavík")
    );
}

#[test]
fn a_conflict_with_another_window_keeps_the_draft_and_can_be_saved_again() {
    conflict(true);
}

#[test]
fn the_contact_rule_locks_email_and_phone_once_onboarding_began() {
    let setup = Setup::default();
    let mut shell = Shell::prepared(setup, |w| {
        let mut office = w.office()?;
        office.contact_rule = ContactRule::ReservedForPerson;
        w.save_office(&office)?;
        for (user_id, onboarding) in [
            (UserId(7), Onboarding::Completed),
            (UserId(8), Onboarding::Launched),
        ] {
            let mut profile = w.user(user_id)?.profile;
            profile.onboarding = onboarding;
            w.update_user(user_id, &profile)?;
        }
        Ok(())
    });
    shell.press(Role::Link, "Users");
    for (contact, locked) in [("C-000007", true), ("C-000008", false)] {
        open(&mut shell, contact);
        for field in ["Email", "Phone"] {
            assert_eq!(shell.is_off(FIELD, field), locked, "{contact} {field}");
            let why = "Reserved for the person since onboarding began";
            assert_eq!(
                shell.about(FIELD, field) == why,
                locked,
                "{contact} {field}"
            );
        }
        assert!(!shell.is_off(FIELD, "Name"));
    }
}

#[test]
fn the_last_administrator_stays_one() {
    let mut me = UserId(0);
    let mut shell = Shell::prepared(Setup::default(), |w| {
        me = operator(w)?;
        let role = w.user(me)?.profile.roles;
        for other in w.active_holders("system_administrator")? {
            let mut profile = w.user(other)?.profile;
            if other != me {
                profile.roles = profile.roles.difference(&role).copied().collect();
                w.update_user(other, &profile)?;
            }
        }
        Ok(())
    });
    shell.press(Role::Link, "Users");
    open(&mut shell, &me.contact_id().to_string());
    shell.press(Role::RadioButton, "Inactive");
    shell.button("Save changes");
    let why = "The last active System Administrator must stay one";
    let said = shell.place(why);
    let choice = shell.node(Role::RadioButton, "Inactive").rect();
    assert!(
        (said.top() - choice.bottom()).abs() < 12.0,
        "the message is at the field"
    );
    let contact = me.contact_id().to_string();
    assert_eq!(
        person(&shell, &contact).profile.status,
        AccountStatus::Active
    );
    shell.press(Role::RadioButton, "Active");
    assert!(!shell.says(why));
}

#[test]
fn roles_are_switched_off_without_the_right_to_give_them() {
    let mut shell = users(Setup::without(&[Permission::RolesAssign]));
    open(&mut shell, "C-000005");
    shell.expect("Your roles don't allow giving roles");
    let add = shell.find(Role::Button, "Add role");
    assert!(add.is_none_or(|_| shell.is_off(Role::Button, "Add role")));
    assert!(!shell.is_off(Role::Button, "Add team"));
}

#[test]
fn a_role_is_added_from_the_list_and_taken_away_by_its_cross() {
    let mut shell = users(Setup::default());
    open(&mut shell, "C-000005");
    let before = person(&shell, "C-000005").profile.roles;
    shell.button("Add role");
    shell.fill(Role::SearchInput, "Search", "audit");
    shell.press(Role::ListBoxOption, "Read-only auditor");
    shell.key(Key::Escape);
    assert!(
        !shell.says("Leave without saving?"),
        "Escape closes the list, not the form below it"
    );
    shell.node(Role::Button, "Remove Read-only auditor");
    shell.expect("1 change to save");
    shell.button("Save changes");
    let after = person(&shell, "C-000005").profile.roles;
    assert_eq!(after.len(), before.len() + 1);
    shell.button("Remove Read-only auditor");
    shell.button("Save changes");
    assert_eq!(person(&shell, "C-000005").profile.roles, before);
}

#[test]
fn a_client_can_be_chosen_only_for_a_client_user() {
    let mut shell = users(Setup::default());
    let query = UserListQuery {
        scope: Scope::default(),
        segment: Segment::All,
        search: String::new(),
        sort: Sort::default(),
    };
    assert_eq!(shell.ask(UserList(query)).unwrap().total, 300);
    shell.button("Invite user");
    shell.press(Role::RadioButton, "Internal");
    assert!(shell.find(Role::ComboBox, "Client").is_none());
    shell.press(Role::RadioButton, "Client");
    assert_eq!(shell.value(Role::ComboBox, "Client"), "No client");
    shell.choose("Client", "Fjord Energy");
    assert_eq!(shell.value(Role::ComboBox, "Client"), "Fjord Energy");
}
