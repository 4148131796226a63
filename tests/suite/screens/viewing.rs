//! Viewing as a user: begun from a form, its window with banner and pages, the countdown, its end, two at once.

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Node;
use egui_kittest::kittest::NodeT;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::user::UserCommand;
use rollcall::app::computer::ThemeChoice;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::viewing::Offer;
use rollcall::store::testing;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::{SEARCH, users};
use crate::support::shell::{Setup, Shell};

const MENU: &str = "View as this user…";
const MORE: &str = "More about this user";
/// The built-in roles that the demo gives.
const TEAM_LEAD: RoleId = RoleId(4);
const AUDITOR: RoleId = RoleId(8);

/// Somebody whom the operator may view as, with this one role; others for other numbers.
fn holder(shell: &mut Shell, role_id: RoleId, number: usize) -> (UserId, String) {
    let list = UserListQuery::of(Scope::default(), Segment::All);
    let ids = shell.ask(UserList(list)).unwrap().ids;
    let details = ids.iter().map(|id| {
        let detail = shell.ask(UserDetail::of(*id)).unwrap();
        (*id, detail.view_as, detail.record)
    });
    let mut fit = details.filter(|(_, offer, record)| {
        *offer == Offer::Open && !record.profile.workspaces.is_empty()
    });
    let (user_id, _, record) = fit.nth(number).unwrap();
    let mut draft = UserDraft::from(&record.profile);
    draft.roles = [role_id].into();
    let base = record.changed_at;
    let update = UserCommand::Update {
        user_id,
        draft: Box::new(draft),
        base,
    };
    shell.submit(update).unwrap();
    if role_id == AUDITOR {
        let place = Placement {
            user_id,
            role_id,
            place: GrantPlace::Everywhere,
            ends_on: None,
        };
        shell.submit(RoleCommand::Place(Box::new(place))).unwrap();
    }
    shell.settle();
    (user_id, record.profile.name)
}

fn open_form(shell: &mut Shell, user_id: UserId) {
    let contact = user_id.contact_id().to_string();
    shell.press(Role::Link, "Users");
    shell.fill(Role::SearchInput, SEARCH, &contact);
    shell.press(Role::Link, &contact);
}

fn begin(shell: &mut Shell, (user_id, name): &(UserId, String)) {
    open_form(shell, *user_id);
    shell.button(MORE);
    shell.press(Role::MenuItem, MENU);
    shell.expect(&format!("View as {name}?"));
    shell.type_in("Reason", "Asked for help");
    shell.button("View");
    shell.expect(&banner(name, "30 min"));
}

/// The node of the page behind a window, which comes before it.
fn behind<'a>(shell: &'a Shell, role: Role, name: &str) -> Node<'a> {
    let mut all = shell.harness.root().children_recursive();
    let found = all.find(|node| {
        let node = node.accesskit_node();
        node.role() == role && node.label().as_deref() == Some(name)
    });
    found.unwrap()
}

/// Begins one more behind a window that lies over the page, as assistive technology does it.
fn begin_behind(shell: &mut Shell, (user_id, name): &(UserId, String)) {
    let contact = user_id.contact_id().to_string();
    behind(shell, Role::SearchInput, SEARCH).focus();
    shell.settle();
    shell.ctrl(Key::A);
    shell.key(Key::Delete);
    behind(shell, Role::SearchInput, SEARCH).type_text(&contact);
    shell.settle();
    for (role, name) in [(Role::Link, contact.as_str()), (Role::Button, MORE)] {
        behind(shell, role, name).click_accesskit();
        shell.settle();
    }
    shell.act(Role::MenuItem, MENU);
    shell.type_in("Reason", "Beside");
    shell.key(Key::Enter);
    shell.expect(&banner(name, "30 min"));
}

fn banner(name: &str, left: &str) -> String {
    format!("Viewing as {name} · only reading · {left} left")
}

fn recorded(shell: &Shell) -> Vec<String> {
    let rows = testing::rows(
        &shell.workspace(),
        "SELECT command, effective_id, coalesce(reason, ''), coalesce(json_extract(nullif(details, ''), '$.page'), ''),
            coalesce(json_extract(nullif(details, ''), '$.person'), ''), coalesce(json_extract(nullif(details, ''), '$.why'), '')
         FROM audit_entry WHERE command LIKE 'viewing.%' ORDER BY seq",
    );
    rows.unwrap().into_iter().map(|row| row.join("|")).collect()
}

/// Lets time go by while somebody works.
fn pass(shell: &mut Shell, seconds: i64) {
    let mut left = seconds;
    while left > 0 {
        let part = left.min(50);
        shell.clock.advance_ms(part * 1_000);
        shell.key(Key::F9);
        left -= part;
    }
}

#[test]
fn it_is_begun_with_a_reason_and_shows_the_pages_of_the_person() {
    let mut shell = users(Setup::default());
    let auditor = holder(&mut shell, AUDITOR, 0);
    let (user_id, name) = &auditor;
    open_form(&mut shell, *user_id);
    shell.button(MORE);
    shell.press(Role::MenuItem, MENU);
    shell.expect("It ends after 30 minutes. You can end it sooner.");
    shell.button("View");
    assert!(shell.is_wrong(Role::TextInput, "Reason"));
    shell.expect("Say why");
    shell.type_in("Reason", "Asked for help");
    assert!(!shell.is_wrong(Role::TextInput, "Reason"));
    shell.button("View");
    shell.expect(&banner(name, "30 min"));
    assert_eq!(shell.windows(), 1);
    // Theirs are in the window, the operator's own are not.
    for (page, both) in [
        ("Users", 2),
        ("Workspaces", 2),
        ("Roles", 2),
        ("Audit", 2),
        ("User Insight", 1),
        ("Import", 1),
    ] {
        assert_eq!(shell.all(Role::Link, page), both, "{page}");
    }
    assert_eq!(shell.all(Role::Button, "Account and workspace"), 1);
    shell.press(Role::Link, "Audit");
    shell.press(Role::Link, "Users");
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    assert!(shell.is_off(Role::TextInput, "Name"), "only to be read");
    let own = shell.all(Role::Button, "Save changes");
    assert_eq!(own, 1, "in the operator's own form behind");
    let person = contact.trim_start_matches("C-").trim_start_matches('0');
    let who = user_id.0;
    assert_eq!(
        recorded(&shell),
        [
            format!("viewing.begin|{who}|Asked for help|||"),
            format!("viewing.visit|{who}||users||"),
            format!("viewing.visit|{who}||audit||"),
            format!("viewing.visit|{who}||users||"),
            format!("viewing.visit|{who}||person|{person}|"),
        ]
    );
    ends_and_is_told(&mut shell, who);
}

fn ends_and_is_told(shell: &mut Shell, who: i64) {
    shell.button("End");
    assert_eq!(shell.windows(), 0);
    assert_eq!(
        recorded(shell).last().unwrap(),
        &format!("viewing.end|{who}||||operator")
    );
    shell.press(Role::Tab, "History");
    shell.expect_part("began to view as this user");
    shell.press(Role::Link, "Audit");
    shell.expect("stopped viewing as this user");
    // The operator can change things again.
    shell.press(Role::Link, "Users");
    shell.press(Role::Tab, "Profile");
    assert!(!shell.is_off(Role::TextInput, "Name"));
}

#[test]
fn it_is_offered_only_where_it_can_be() {
    let denied = [Permission::UsersImpersonate];
    let mut shell = users(Setup::without(&denied));
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    shell.button(MORE);
    assert!(shell.find(Role::MenuItem, MENU).is_none());

    let mut shell = users(Setup::default());
    let list = UserListQuery::of(Scope::default(), Segment::All);
    let ids = shell.ask(UserList(list)).unwrap().ids;
    let mut why = Vec::new();
    for id in ids.iter().copied() {
        let offer = shell.ask(UserDetail::of(id)).unwrap().view_as;
        if let Offer::Off(obstacle) = offer
            && !why.contains(&obstacle)
        {
            why.push(obstacle);
            open_form(&mut shell, id);
            shell.button(MORE);
            assert!(shell.is_off(Role::MenuItem, MENU));
            assert_eq!(shell.about(Role::MenuItem, MENU), obstacle.words());
            shell.key(Key::Escape);
            shell.button("Close");
        }
    }
    assert!(why.len() > 1, "{why:?}");
    let lead = holder(&mut shell, TEAM_LEAD, 0);
    open_form(&mut shell, lead.0);
    shell.button(MORE);
    shell.press(Role::MenuItem, "As on another day…");
    shell.type_in("Day", "2026-11-20");
    shell.button("Show");
    shell.button(MORE);
    assert_eq!(shell.about(Role::MenuItem, MENU), "Go back to today first");
}

#[test]
fn time_counts_down_and_ends_it() {
    let mut shell = users(Setup::default());
    let lead = holder(&mut shell, TEAM_LEAD, 0);
    begin(&mut shell, &lead);
    pass(&mut shell, 61);
    shell.expect(&banner(&lead.1, "29 min"));
    pass(&mut shell, 28 * 60 + 58);
    shell.expect(&banner(&lead.1, "0:01"));
    pass(&mut shell, 1);
    shell.expect(&format!("You are no longer viewing as {}", lead.1));
    shell.expect("It ended: the time was over.");
    assert!(!shell.mentions("only reading"));
    let ended = format!("viewing.end|{}||||time", lead.0.0);
    assert_eq!(recorded(&shell).last(), Some(&ended));
    shell.button("Close");
    assert_eq!(shell.windows(), 0);
    assert_eq!(recorded(&shell).last(), Some(&ended), "once");
}

#[test]
fn two_stand_side_by_side_and_the_lock_ends_both() {
    let mut shell = users(Setup::default());
    let one = holder(&mut shell, TEAM_LEAD, 0);
    let two = holder(&mut shell, TEAM_LEAD, 1);
    begin(&mut shell, &one);
    begin_behind(&mut shell, &two);
    assert_eq!(shell.windows(), 2);
    shell.expect(&banner(&one.1, "30 min"));
    shell.expect(&banner(&two.1, "30 min"));
    shell.ctrl(Key::L);
    shell.button("Unlock");
    for who in [&one, &two] {
        shell.expect(&format!("You are no longer viewing as {}", who.1));
    }
    shell.expect("It ended: the program was locked.");
    let ends = recorded(&shell);
    let ends = ends.iter().filter(|entry| entry.ends_with("|locked"));
    assert_eq!(ends.count(), 2);
}

#[test]
fn whoever_signs_out_ends_it() {
    let mut shell = users(Setup::default());
    let lead = holder(&mut shell, TEAM_LEAD, 0);
    begin(&mut shell, &lead);
    shell.act(Role::Button, "Account and workspace");
    shell.act(Role::MenuItem, "Sign out");
    assert!(!shell.mentions("only reading"));
    assert_eq!(shell.windows(), 0);
}

#[test]
fn mending_is_done_as_oneself() {
    let mut shell = users(Setup::default());
    let auditor = holder(&mut shell, AUDITOR, 0);
    begin(&mut shell, &auditor);
    shell.press(Role::Link, "Users");
    let other = shell
        .column(0)
        .into_iter()
        .find(|id| *id != auditor.0.contact_id().to_string());
    let other = other.unwrap();
    shell.press(Role::Link, &other);
    let name = shell.value(Role::TextInput, "Name");
    shell.button("Edit as yourself");
    assert_eq!(
        shell.windows(),
        0,
        "as with other windows that lie over the page"
    );
    assert_eq!(shell.value(Role::TextInput, "Name"), name);
    assert!(!shell.is_off(Role::TextInput, "Name"));
    let ended = format!("viewing.end|{}||||operator", auditor.0.0);
    assert_eq!(recorded(&shell).last(), Some(&ended));
}

#[test]
fn the_keyboard_alone_begins_looks_and_ends() {
    let mut shell = users(Setup::default());
    let auditor = holder(&mut shell, AUDITOR, 0);
    open_form(&mut shell, auditor.0);
    shell.enter(Role::Button, MORE);
    for _ in 0..8 {
        if shell.focused() == Some((Role::MenuItem, MENU.to_owned())) {
            break;
        }
        shell.key(Key::ArrowDown);
    }
    shell.key(Key::Enter);
    // The keyboard is in the reason; Enter says what is missing, and begins once it is there.
    assert_eq!(shell.focused().unwrap().1, "Reason");
    shell.key(Key::Enter);
    shell.expect("Say why");
    shell.type_in("Reason", "By keyboard");
    shell.key(Key::Enter);
    shell.expect(&banner(&auditor.1, "30 min"));
    shell.enter(Role::Link, "Workspaces");
    // Escape ends nothing.
    shell.key(Key::Escape);
    shell.expect(&banner(&auditor.1, "30 min"));
    shell.enter(Role::Button, "End");
    assert_eq!(shell.windows(), 0);
    let pages = recorded(&shell);
    let pages: Vec<_> = pages
        .iter()
        .filter(|entry| entry.starts_with("viewing.visit"))
        .collect();
    assert!(pages.last().unwrap().contains("|workspaces|"), "{pages:?}");
}

#[test]
fn pictures_of_viewing_as_a_user() {
    let looks = [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("dark", ThemeChoice::Dark, 1.0, [1440.0, 900.0]),
        ("large", ThemeChoice::Light, 2.0, [720.0, 450.0]),
        ("large-dark", ThemeChoice::Dark, 2.0, [720.0, 450.0]),
        ("contrast", ThemeChoice::HighContrast, 1.0, [1440.0, 900.0]),
        ("small", ThemeChoice::Light, 1.0, [960.0, 640.0]),
    ];
    for (name, theme, scale, size) in looks {
        let mut wanted = setup(theme, scale, size);
        wanted.users = 300;
        let mut shell = users(wanted);
        let shoot = |shell: &mut Shell, what: &str| {
            nothing_is_cut(shell, size[0], &format!("{what}-{name}"));
            save(shell, &format!("{what}-{name}"));
        };
        let auditor = holder(&mut shell, AUDITOR, 0);
        open_form(&mut shell, auditor.0);
        shell.button(MORE);
        shoot(&mut shell, "viewing-menu");
        shell.press(Role::MenuItem, MENU);
        shell.button("View");
        shoot(&mut shell, "viewing-question");
        shell.type_in("Reason", "Asked for help");
        shell.button("View");
        shoot(&mut shell, "viewing");
        let contact = shell.column(0)[1].clone();
        shell.press(Role::Link, &contact);
        shoot(&mut shell, "viewing-form");
        shell.press(Role::Link, "Audit");
        shoot(&mut shell, "viewing-audit");
        pass(&mut shell, 1_801);
        shoot(&mut shell, "viewing-over");
    }
}
