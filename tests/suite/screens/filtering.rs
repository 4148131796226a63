//! Conditions above the list: put together by mouse and keyboard, and always what the list shows.

use egui::Key;
use egui::accesskit::Role;
use rollcall::domain::filter::{Clause, Filter, FilterField, Term, Test};
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};

use super::detail::wanted;
use super::users::users;
use crate::support::shell::{Setup, Shell};

fn expect(shell: &mut Shell, filter: &Filter) {
    let query = UserListQuery {
        filter: filter.clone(),
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    let expected = wanted(shell, query);
    shell.expect(&format!("{} of 300", expected.len()));
    assert!(expected.len() < 300, "{filter:?}");
    let shown = shell.table("Table of users").map_or(0, |table| table.count);
    assert_eq!(shown, expected.len() as u64, "{filter:?}");
}

fn begin(shell: &mut Shell, field: &str) {
    shell.button("Filter");
    shell.fill(Role::SearchInput, "Find a field", field);
    shell.key(Key::Enter);
}

fn pick(shell: &mut Shell, value: &str) {
    shell.button("Choose…");
    shell.press(Role::ListBoxOption, value);
}

#[test]
fn conditions_are_joined_by_and_or_and_not() {
    let mut shell = users(Setup::default());
    begin(&mut shell, "Status");
    shell.expect("Choose or type a value; until then the condition is left out.");
    assert_eq!(shell.users().count, 300);
    pick(&mut shell, "Inactive");
    let inactive = Term::new(FilterField::Status, Test::AnyOf([0].into()));
    expect(&mut shell, &Filter::of(inactive.clone()));
    shell.button("Or…");
    shell.choose("Field 2", "Last sign-in");
    shell.choose("Condition 2", "never, or not in the last");
    shell.button("Done");
    let away = Term::not(FilterField::LastSignIn, Test::Last(30));
    let either = Clause {
        terms: vec![inactive, away],
    };
    let either = Filter {
        clauses: vec![either],
    };
    expect(&mut shell, &either);
    begin(&mut shell, "Location");
    shell.choose("Condition", "is not empty");
    shell.button("Done");
    let both = either.and(Term::not(FilterField::Location, Test::Empty));
    expect(&mut shell, &both);
    shell.button("Clear filters");
    assert_eq!(shell.users().count, 300);
}

#[test]
fn what_people_have_is_offered_and_a_chip_says_it() {
    let mut shell = Shell::prepared(Setup::default(), |w| {
        for (user, department) in [(9, "Sales"), (10, "Sales"), (11, "SALES"), (12, "Legal")] {
            let mut profile = w.user(UserId(user))?.profile;
            profile.department = department.to_owned();
            w.update_user(UserId(user), &profile)?;
        }
        Ok(())
    });
    shell.press(Role::Link, "Users");
    begin(&mut shell, "Department");
    pick(&mut shell, "Sales");
    shell.button("Done");
    let sales = Term::new(
        FilterField::Department,
        Test::OneOf(["sales".to_owned()].into()),
    );
    expect(&mut shell, &Filter::of(sales));
    shell.expect("3 of 300");
    shell.button("Department is Sales");
    shell.choose("Condition", "contains");
    shell.type_in("Value", "ega");
    shell.key(Key::Escape);
    shell.button("Department contains “ega”");
    let legal = Term::new(FilterField::Department, Test::Contains("EGA".to_owned()));
    expect(&mut shell, &Filter::of(legal));
    shell.button("Remove the condition “Department contains “ega””");
    assert_eq!(shell.users().count, 300);
}

#[test]
fn what_is_typed_wrong_is_said_and_left_out() {
    let mut shell = users(Setup::default());
    begin(&mut shell, "Created");
    assert_eq!(shell.value(Role::TextInput, "Days"), "30");
    shell.fill(Role::TextInput, "Days", "0");
    shell.expect("A number of days from 1 to 3,660");
    assert_eq!(shell.users().count, 300);
    shell.choose("Condition", "between");
    shell.type_in("From", "yesterday");
    shell.expect("A day such as 2026-11-21");
    shell.button("Done");
    assert!(shell.find(Role::TextInput, "From").is_none());
    assert_eq!(shell.users().count, 300);
}

#[test]
fn who_does_not_see_contact_data_is_not_offered_it() {
    let mut shell = users(Setup::only(&[Permission::UsersView]));
    shell.button("Filter");
    assert!(shell.find(Role::MenuItem, "Name").is_some());
    for hidden in ["Email", "Phone", "Extension"] {
        assert!(shell.find(Role::MenuItem, hidden).is_none(), "{hidden}");
    }
}

#[test]
fn columns_are_shown_ordered_and_remembered() {
    let mut shell = users(Setup::default());
    let usual = headers(&shell);
    shell.button("Columns");
    shell.act(Role::CheckBox, "Department");
    shell.press(Role::CheckBox, "Email");
    shell.button("Move Name to the left");
    shell.key(Key::Escape);
    let chosen = headers(&shell);
    assert_eq!(chosen[..3], ["Name", "Contact ID", "Status"]);
    assert_eq!(chosen.last().map(String::as_str), Some("Department"));
    let kept: Vec<String> = shell
        .computer()
        .user_columns
        .into_iter()
        .map(|c| c.key)
        .collect();
    assert_eq!(kept.len(), usual.len());
    assert_eq!(kept[..2], ["name", "contact_id"]);
    shell.button("Department");
    let by_department = Sort {
        column: UserColumn::Department,
        direction: Direction::Ascending,
    };
    let query = UserListQuery {
        sort: by_department,
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    let expected = wanted(&shell, query);
    assert_eq!(shell.column(1)[..5], expected[..5]);
    shell.button("Columns");
    shell.act(Role::Button, "Usual columns");
    assert_eq!(headers(&shell), usual);
}

/// The words of the table's header, from left to right.
fn headers(shell: &Shell) -> Vec<String> {
    let said = |column: &UserColumn| {
        let name = column.label();
        let sorted = format!("{name}, sorted ascending");
        let node = shell
            .find(Role::Button, name)
            .or_else(|| shell.find(Role::Button, &sorted))?;
        Some((node.rect().left(), name.to_owned()))
    };
    let mut found: Vec<(f32, String)> = UserColumn::ALL.iter().filter_map(said).collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0));
    found.into_iter().map(|(_, name)| name).collect()
}
