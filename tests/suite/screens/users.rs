//! The Users page: search, order, the form that opens beside the table.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::ids::{ContactId, UserId};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::user::UserRecord;

use super::detail::wanted;
use crate::support::shell::{Setup, Shell};

pub const SEARCH: &str = "Search name, email, Contact ID, phone";

/// The program on the Users page.
pub fn users(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    if shell.find(Role::TextInput, SEARCH).is_none() {
        shell.press(Role::Link, "Users");
    }
    shell
}

/// A person as the file has them.
pub fn person(shell: &Shell, contact: &str) -> UserRecord {
    let ContactId(user_id) = ContactId::parse(contact).unwrap();
    shell.ask(UserDetail::of(user_id)).unwrap().record
}

fn search(shell: &mut Shell, text: &str) -> Vec<String> {
    shell.fill(Role::SearchInput, SEARCH, text);
    let query = UserListQuery {
        search: text.to_owned(),
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    let expected = wanted(shell, query);
    let shown = shell.table("Table of users");
    assert_eq!(
        shown.map_or(0, |table| table.count),
        expected.len() as u64,
        "{text}"
    );
    expected
}

#[test]
fn search_takes_accents_numbers_and_several_words() {
    let mut shell = users(Setup::default());
    let someone = person(&shell, "C-000007");
    let (first, last) = someone.profile.name.split_once(' ').unwrap();
    let by_id = search(&mut shell, "C-000007");
    assert_eq!(by_id, ["C-000007"]);
    let both = search(&mut shell, &format!("{last} {first}").to_uppercase());
    assert!(
        both.contains(&"C-000007".to_owned()),
        "order and case do not matter"
    );
    let email = someone.profile.email.unwrap();
    assert_eq!(search(&mut shell, &email), ["C-000007"]);
}

#[test]
fn an_accent_can_be_left_out() {
    let mut shell = Shell::prepared(Setup::default(), |w| {
        let mut profile = w.user(UserId(9))?.profile;
        profile.name = "Benoît Lefèvre-Ångström".to_owned();
        w.update_user(UserId(9), &profile)
    });
    shell.press(Role::Link, "Users");
    for text in ["lefevre-ang", "Benoit", "BENOÎT ångström"] {
        assert!(
            search(&mut shell, text).contains(&"C-000009".to_owned()),
            "{text}"
        );
        assert!(
            shell
                .column(1)
                .contains(&"Benoît Lefèvre-Ångström".to_owned())
        );
    }
}

#[test]
fn nobody_matching_offers_to_clear_the_search() {
    let mut shell = users(Setup::default());
    assert!(search(&mut shell, "zzzz no such person").is_empty());
    shell.expect("Nobody matches");
    shell.expect("0 of 300");
    shell.button("Clear search");
    assert_eq!(shell.users().count, 300);
    assert_eq!(shell.value(Role::SearchInput, SEARCH), "");
}

#[test]
fn ctrl_f_goes_to_the_search_and_a_digit_to_a_page() {
    let mut shell = users(Setup::default());
    shell.ctrl(Key::F);
    assert_eq!(
        shell.focused(),
        Some((Role::SearchInput, SEARCH.to_owned()))
    );
    shell.ctrl(Key::Comma);
    shell.expect("Who may export data");
    shell.ctrl(Key::Num4);
    shell.expect("New team");
    shell.ctrl(Key::Num0);
    shell.expect("Choose a file");
    shell.ctrl(Key::Num1);
    shell.expect("Last 5 logins");
}

#[test]
fn the_keyboard_walks_the_table_to_its_last_row() {
    let mut shell = users(Setup::default());
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.key(Key::End);
    let last = shell.column(1).pop().unwrap();
    shell.key(Key::Enter);
    assert_eq!(shell.value(Role::TextInput, "Name"), last);
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.key(Key::Home);
    let first = shell.column(1)[0].clone();
    shell.key(Key::Enter);
    assert_eq!(shell.value(Role::TextInput, "Name"), first);
}

#[test]
fn another_row_replaces_the_form() {
    let mut shell = users(Setup::default());
    let ids = shell.column(0);
    let names = shell.column(1);
    for row in [0, 4, 2] {
        shell.press(Role::Link, &ids[row]);
        assert_eq!(shell.value(Role::TextInput, "Name"), names[row]);
        assert_eq!(shell.all(Role::TextInput, "Name"), 1);
    }
}

#[test]
fn who_may_only_look_cannot_add_or_import() {
    let shell = users(Setup::only(&[
        Permission::UsersView,
        Permission::InsightView,
    ]));
    for absent in ["Import…", "Export to Excel", "Invite user"] {
        assert!(shell.find(Role::Button, absent).is_none(), "{absent}");
    }
}
