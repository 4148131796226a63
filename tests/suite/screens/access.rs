//! The Access page: who can, what changed, reviews; and the way back from a change.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use rollcall::app::queries::reviews::{ReviewItems, ReviewList, Reviews};
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::who_can::WhoCan;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::permission::Permission;
use rollcall::domain::review::{Decision, Subject};

use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Access");
    shell
}

fn says(shell: &Shell, wanted: &str) -> bool {
    shell.words().iter().any(|word| word == wanted)
}

/// The role of team leads.
const LEAD: RoleId = RoleId(4);

fn leads(shell: &Shell) -> Vec<UserId> {
    let question = ReviewList {
        subject: Subject::Role(LEAD),
        search: String::new(),
    };
    shell.ask(question).unwrap().to_vec()
}

#[test]
fn who_can_is_answered_with_everyone_and_through_what() {
    let mut shell = page(Setup::default());
    shell.choose("Who can…", "Give roles and take them away");
    let answer = shell
        .ask(WhoCan {
            permission: Permission::RolesAssign,
            workspace_id: None,
            search: String::new(),
        })
        .unwrap();
    assert!(!answer.ids.is_empty());
    let people = answer.ids.len();
    let below = if people == 1 {
        "1 person can".to_owned()
    } else {
        format!("{people} people can")
    };
    assert!(says(&shell, &below), "{:?}", shell.words());
    let seen = shell.table("Who can").unwrap();
    assert_eq!(seen.rows.len(), people);
    assert!(
        seen.rows.iter().all(|row| !row[2].is_empty()),
        "{:?}",
        seen.rows
    );
}

#[test]
fn a_change_of_a_role_is_told_and_set_back() {
    let mut shell = Shell::with(Setup::default());
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team lead");
    shell.press(Role::CheckBox, "Users: Change");
    let allows = |shell: &Shell| {
        let may = WhoCan {
            permission: Permission::UsersUpdate,
            workspace_id: None,
            search: String::new(),
        };
        let through = shell.ask(may).unwrap().through;
        let mut roles = through.values().flatten();
        roles.any(|(role_id, _)| *role_id == LEAD)
    };
    assert!(allows(&shell));
    shell.press(Role::Link, "Access");
    shell.press(Role::Tab, "What changed");
    let rows = shell.table("What changed in access").unwrap().rows;
    let row = rows.iter().find(|row| row[2] == "Team lead").unwrap();
    assert_eq!(row[3..5], ["Change users", "No → Yes"]);
    shell.press(Role::Link, "Undo: Team lead, Change users");
    assert!(says(&shell, "Undo this change?"));
    assert!(
        says(&shell, "Change users: Yes → No"),
        "{:?}",
        shell.words()
    );
    shell.button("Undo");
    assert!(says(&shell, "Undone"));
    assert!(!allows(&shell));
    shell.press(Role::Link, "Redo");
    assert!(allows(&shell));
}

#[test]
fn the_keys_set_the_newest_change_back_and_then_the_one_before() {
    let mut shell = Shell::with(Setup::default());
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team lead");
    let is_on = |shell: &Shell, name: &str| {
        let node = shell.node(Role::CheckBox, name);
        node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    };
    shell.press(Role::CheckBox, "Users: Change");
    shell.press(Role::CheckBox, "Users: Add");
    assert!(is_on(&shell, "Users: Change") && is_on(&shell, "Users: Add"));
    shell.ctrl(Key::Z);
    assert!(is_on(&shell, "Users: Change") && !is_on(&shell, "Users: Add"));
    shell.ctrl(Key::Z);
    assert!(!is_on(&shell, "Users: Change") && !is_on(&shell, "Users: Add"));
}

#[test]
fn a_later_change_is_shown_and_chosen() {
    let mut shell = Shell::with(Setup::default());
    let user_id = leads(&shell)[0];
    shell.press(Role::Link, "Users");
    let search = "Search name, email, Contact ID, phone";
    shell.fill(Role::SearchInput, search, &user_id.contact_id().to_string());
    shell.press(Role::Link, &user_id.contact_id().to_string());
    shell.type_in("Title", "Editor");
    shell.button("Save changes");
    shell.type_in("Title", "Writer");
    shell.button("Save changes");
    let tab = shell.words();
    let tab = tab.iter().find(|word| word.starts_with("History")).unwrap();
    shell.press(Role::Tab, &tab.clone());
    // The last is the older of the two changes.
    shell.button("Undo…");
    assert!(
        says(&shell, "Changed since; it stays unless you choose it:"),
        "{:?}",
        shell.words()
    );
    let choice = shell.words();
    let choice = choice
        .iter()
        .find(|word| word.starts_with("Title: Writer → "));
    shell.press(Role::CheckBox, &choice.unwrap().clone());
    shell.button("Undo");
    let title = shell
        .ask(UserDetail::of(user_id))
        .unwrap()
        .record
        .profile
        .title;
    assert!(title != "Writer" && title != "Editor", "{title}");
}

#[test]
fn a_review_is_gone_through_applied_kept_and_set_back() {
    let mut shell = page(Setup::default());
    let before = leads(&shell);
    shell.press(Role::Tab, "Reviews");
    shell.button("New review");
    shell.choose("Who has…", "the role Team lead");
    shell.button("Begin");
    let rows = shell.table("People to decide about").unwrap().rows;
    assert_eq!(rows.len(), before.len());
    let name = rows[0][2].clone();
    shell.press(Role::CheckBox, &format!("Choose {name}"));
    shell.button("Remove…");
    shell.type_in("Reason", "Left the team");
    shell.button("Remove");
    shell.button("Keep everyone undecided");
    shell.button("Apply…");
    assert!(
        says(&shell, "1 person loses the role Team lead."),
        "{:?}",
        shell.words()
    );
    shell.button("Apply");
    assert_eq!(leads(&shell).len(), before.len() - 1);
    let review = shell.ask(Reviews).unwrap().remove(0);
    assert_eq!((review.kept, review.removed), (before.len() as u64 - 1, 1));
    let review_id = review.review_id;
    let items = shell.ask(ReviewItems { review_id }).unwrap();
    assert_eq!(items[0].decision, Decision::Remove("Left the team".into()));
    assert_eq!(items[0].name, name);
    shell.press(Role::Link, "Undo");
    assert_eq!(leads(&shell), before);
    assert_eq!(shell.ask(Reviews).unwrap().len(), 1, "the record stays");
    let link = shell.words();
    let link = link
        .iter()
        .find(|word| word.starts_with("Open the review of"));
    shell.press(Role::Link, &link.unwrap().clone());
    let told = shell.table("Decisions of the review").unwrap().rows;
    assert_eq!(told.len(), before.len());
    assert_eq!(told[0][1..4], [name.as_str(), "Removed", "Left the team"]);
}

#[test]
fn a_review_in_work_is_not_lost_without_asking() {
    let mut shell = page(Setup::default());
    shell.press(Role::Tab, "Reviews");
    shell.button("New review");
    shell.button("Begin");
    shell.button("Keep everyone undecided");
    shell.button("Discard review");
    shell.button("Keep editing");
    assert!(shell.find(Role::Button, "Apply…").is_some());
    shell.press(Role::Link, "Users");
    shell.press(Role::Link, "Access");
    assert!(shell.find(Role::Button, "Apply…").is_some());
}

#[test]
fn without_the_right_to_the_log_there_is_no_list_of_changes() {
    let shell = page(Setup::without(&[Permission::AuditView]));
    assert!(shell.find(Role::Tab, "Who can").is_some());
    assert!(shell.find(Role::Tab, "What changed").is_none());
}

#[test]
fn who_may_not_change_anybody_begins_no_review() {
    let mut shell = page(Setup::without(&[Permission::UsersUpdate]));
    shell.press(Role::Tab, "Reviews");
    assert!(shell.find(Role::Button, "New review").is_none());
}
