//! Detail windows: search, sort, opening and closing, staying true when something changes.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::queries::user_list::{UserList, UserRows};
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::text::count;
use rollcall::domain::user::AccountStatus;

use super::insight::insight;
use crate::support::outside::NOW;
use crate::support::shell::Shell;

fn inactive(shell: &mut Shell) -> u64 {
    let found = insight(shell, Scope::default());
    let inactive = found.total - found.active;
    let name = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Inactive: "))
        .unwrap();
    shell.button(&name);
    assert_eq!(shell.users().count, inactive);
    inactive
}

fn query(segment: Segment, search: &str, sort: Sort) -> UserListQuery {
    UserListQuery {
        search: search.to_owned(),
        sort,
        ..UserListQuery::of(Scope::default(), segment)
    }
}

/// Contact IDs of a question, in its order.
pub fn wanted(shell: &Shell, query: UserListQuery) -> Vec<String> {
    let answer = shell.ask(UserList(query)).unwrap();
    answer
        .ids
        .iter()
        .map(|id| id.contact_id().to_string())
        .collect()
}

#[test]
fn search_narrows_the_rows_and_the_count() {
    let mut shell = Shell::new();
    let all = inactive(&mut shell);
    let segment = Segment::Status(AccountStatus::Inactive);
    let some = shell.column(1)[3].clone();
    shell.fill(Role::SearchInput, "Search in these users", &some);
    let found = wanted(&shell, query(segment, &some, Sort::default()));
    assert!(!found.is_empty() && (found.len() as u64) < all);
    assert_eq!(shell.users().count, found.len() as u64);
    assert_eq!(shell.column(0), found);
    let said = if found.len() == 1 {
        "1 user · as of".to_owned()
    } else {
        format!("{} users · as of", found.len())
    };
    shell.expect_part(&said);
    shell.button("Clear the search");
    assert_eq!(shell.users().count, all);
}

#[test]
fn conditions_narrow_the_rows_and_go_along_to_the_page() {
    let mut shell = Shell::new();
    let all = inactive(&mut shell);
    shell.button("Filter");
    shell.fill(Role::SearchInput, "Find a field", "Last sign-in");
    shell.key(Key::Enter);
    shell.choose("Condition", "never");
    shell.button("Done");
    let never = Term::new(FilterField::LastSignIn, Test::Empty);
    let query = UserListQuery {
        filter: Filter::of(never),
        ..query(
            Segment::Status(AccountStatus::Inactive),
            "",
            Sort::default(),
        )
    };
    let found = wanted(&shell, query);
    assert!(!found.is_empty() && (found.len() as u64) < all);
    assert_eq!(shell.column(0), found);
    shell.button("Open in Users");
    assert_eq!(shell.column(0), found);
    assert!(shell.find(Role::Button, "Never signed in").is_some());
}

#[test]
fn every_header_sorts_both_ways_as_the_question_does() {
    let mut shell = Shell::new();
    inactive(&mut shell);
    let segment = Segment::Status(AccountStatus::Inactive);
    for column in UserColumn::USUAL {
        let mut seen = Vec::new();
        for _ in 0..2 {
            let name = shell
                .words()
                .into_iter()
                .rfind(|word| {
                    word == column.label()
                        || word.starts_with(&format!("{}, sorted", column.label()))
                })
                .unwrap();
            shell.button(&name);
            let up = format!("{}, sorted ascending", column.label());
            let direction = if shell.says(&up) {
                Direction::Ascending
            } else {
                shell.expect(&format!("{}, sorted descending", column.label()));
                Direction::Descending
            };
            let expected = wanted(&shell, query(segment, "", Sort { column, direction }));
            let shown = shell.column(0);
            assert!(shown.len() > 5);
            assert_eq!(
                shown[..],
                expected[..shown.len()],
                "{column:?} {direction:?}"
            );
            seen.push(direction);
        }
        assert_ne!(seen[0], seen[1], "{column:?} sorts both ways");
    }
}

#[test]
fn cells_say_what_the_file_says() {
    let mut shell = Shell::new();
    shell.button("Total users: 300");
    let ids = shell
        .ask(UserList(query(Segment::All, "", Sort::default())))
        .unwrap()
        .ids;
    let rows = shell
        .ask(UserRows {
            ids: ids[..5].to_vec(),
            as_of: NOW,
            day: None,
        })
        .unwrap();
    for (row, seen) in rows.iter().zip(shell.users().rows) {
        assert_eq!(seen[0], row.user_id.contact_id().to_string());
        assert_eq!(seen[1], row.name);
        assert_eq!(seen[2], row.email.clone().unwrap_or_default());
        assert_eq!(seen[3], row.status.label());
        assert_eq!(seen[4], row.onboarding.label());
    }
}

#[test]
fn enter_opens_the_form_and_escape_closes_the_form_then_the_window() {
    let mut shell = Shell::new();
    inactive(&mut shell);
    let first = shell.column(1)[0].clone();
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.key(Key::ArrowDown);
    shell.key(Key::Enter);
    assert_eq!(shell.value(Role::TextInput, "Name"), first);
    shell.key(Key::Escape);
    assert!(shell.find(Role::TextInput, "Name").is_none());
    assert_eq!(shell.windows(), 1);
    shell.key(Key::Escape);
    assert_eq!(shell.windows(), 0);
}

#[test]
fn an_open_window_is_brought_forward_instead_of_opened_twice() {
    let mut shell = Shell::new();
    shell.act(Role::Button, "Total users: 300");
    shell.act(Role::Button, "Total users: 300");
    assert_eq!(shell.windows(), 1);
    let active = insight(&shell, Scope::default()).active;
    shell.act(Role::Button, &format!("Active accounts: {}", count(active)));
    assert_eq!(shell.windows(), 2);
}

#[test]
fn the_window_on_top_takes_the_keys() {
    let mut shell = Shell::new();
    let active = insight(&shell, Scope::default()).active;
    shell.act(Role::Button, "Total users: 300");
    shell.act(Role::Button, &format!("Active accounts: {}", count(active)));
    shell.ctrl(Key::E);
    let path = shell.value(Role::TextInput, "Save as");
    assert!(path.contains("Account status- Active"), "{path}");
    assert_eq!(shell.all(Role::TextInput, "Save as"), 1);
    shell.key(Key::Escape);
    assert_eq!(shell.windows(), 2, "Escape closes the dialog only");
    shell.key(Key::Escape);
    assert_eq!(shell.windows(), 1);
    shell.expect("All users");
    assert!(
        !shell.says("Account status: Active"),
        "the newest is closed first"
    );
}

#[test]
fn keys_of_a_window_do_not_reach_the_page_below() {
    let mut shell = Shell::new();
    shell.act(Role::Button, "Total users: 300");
    shell.act(Role::Link, "Users");
    assert_eq!(shell.windows(), 1);
    shell.ctrl(Key::E);
    let path = shell.value(Role::TextInput, "Save as");
    assert!(path.contains("All users"), "{path}");
    shell.key(Key::Escape);
    shell.ctrl(Key::F);
    assert_eq!(
        shell.focused(),
        Some((Role::SearchInput, "Search in these users".to_owned()))
    );
}

#[test]
fn a_window_can_be_continued_on_the_users_page() {
    let mut shell = Shell::new();
    let rows = inactive(&mut shell);
    shell.button("Open in Users");
    shell.expect(&format!("{} of 300", count(rows)));
    shell.expect("Search name, email, Contact ID, phone");
    assert_eq!(
        shell.windows(),
        0,
        "the window does not hide the page it leads to"
    );
    shell.button("Remove the filter Account status: Inactive");
    shell.expect("300 of 300");
    assert_eq!(shell.users().count, 300);
}

#[test]
fn a_change_of_status_leaves_the_window_and_moves_the_figure() {
    let mut shell = Shell::new();
    let before = insight(&shell, Scope::default());
    let rows = inactive(&mut shell);
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    shell.press(Role::RadioButton, "Active");
    shell.button("Save changes");
    assert!(
        shell.toasts()[0].ends_with(" saved"),
        "{:?}",
        shell.toasts()
    );
    shell.key(Key::Escape);
    assert_eq!(shell.users().count, rows - 1);
    assert!(!shell.column(0).contains(&contact));
    shell.expect_part(&format!("{} users · as of", count(rows - 1)));
    shell.key(Key::Escape);
    shell.node(
        Role::Button,
        &format!("Active accounts: {}", count(before.active + 1)),
    );
}

#[test]
fn the_cross_of_a_window_asks_before_something_typed_is_lost() {
    let mut shell = Shell::new();
    inactive(&mut shell);
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    shell.type_in("Title", "Something new");
    shell.button("Close window");
    assert_eq!(shell.windows(), 1, "the window stays");
    shell.expect("Leave without saving?");
    shell.button("Keep editing");
    assert_eq!(shell.value(Role::TextInput, "Title"), "Something new");
    shell.button("Close window");
    shell.button("Discard changes");
    shell.button("Close window");
    assert_eq!(shell.windows(), 0);
}
