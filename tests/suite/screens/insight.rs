//! User Insight: every figure has the value of the question, and opens exactly its rows.

use egui::accesskit::Role;
use egui::{Key, Pos2, Vec2};
use egui_kittest::kittest::NodeT;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::insight::InsightOf;
use rollcall::domain::insight::{Insight, share};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment};
use rollcall::domain::text::{count, percent, plural};
use rollcall::domain::user::{AccountStatus, UserKind};

use crate::support::shell::{Setup, Shell};

pub fn insight(shell: &Shell, scope: Scope) -> Insight {
    let query = InsightOf {
        scope,
        refreshed: 99,
    };
    shell.ask(query).unwrap()
}

/// What can be pressed: its name, the title of what opens, how many rows that has.
type Target = (String, String, u64);

fn figures(found: &Insight) -> Vec<Target> {
    let growth = found
        .growth
        .map_or("n/a".to_owned(), |g| format!("{:+.1}%", g * 100.0));
    let segment = |segment: Segment| segment.title(None);
    let active = Segment::Status(AccountStatus::Active);
    [
        (
            "Total users",
            count(found.total),
            segment(Segment::All),
            found.total,
        ),
        (
            "Active accounts",
            count(found.active),
            segment(active),
            found.active,
        ),
        (
            "Growth, 30 days",
            growth,
            segment(Segment::New),
            found.new_users,
        ),
        (
            "Signed in, 30 days",
            count(found.signed_in),
            segment(Segment::SignedIn),
            found.signed_in,
        ),
        (
            "Invitations pending",
            count(found.pending),
            segment(Segment::Pending),
            found.pending,
        ),
    ]
    .map(|(label, value, title, rows)| (format!("{label}: {value}"), title, rows))
    .into()
}

fn parts(found: &Insight) -> Vec<Target> {
    let name =
        |name: &str, n: u64| format!("{name}: {} ({})", count(n), percent(share(n, found.total)));
    let status = found.status.iter().map(|(status, n)| {
        let title = Segment::Status(*status).title(None);
        (name(status.label(), *n), title, *n)
    });
    let onboarding = found.onboarding.iter().filter(|(_, n)| *n > 0);
    let onboarding = onboarding.map(|(onboarding, n)| {
        let title = Segment::Onboarding(*onboarding).title(None);
        (name(onboarding.label(), *n), title, *n)
    });
    let roles = found.roles.iter().map(|role| {
        let title = Segment::Role(role.role_id).title(Some(&role.name));
        (name(&role.name, role.users), title, role.users)
    });
    status.chain(onboarding).chain(roles).collect()
}

#[track_caller]
fn expect_window(shell: &Shell, (name, title, rows): &Target, how: &str) {
    assert_eq!(shell.windows(), 1, "{how} on {name}");
    shell.expect(title);
    let said = plural(*rows, "{0} user", "{0} users");
    assert!(
        shell
            .words()
            .iter()
            .any(|word| word.starts_with(&format!("{said} · as of "))),
        "{how} on {name}: no “{said} · as of …”"
    );
    let shown = shell.table("Table of users").map_or(0, |table| table.count);
    assert_eq!(shown, *rows, "{how} on {name}");
}

fn close(shell: &mut Shell) {
    shell.key(Key::Escape);
    assert_eq!(shell.windows(), 0);
}

#[test]
fn every_figure_segment_and_bar_opens_its_rows_in_all_three_ways() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    assert_eq!(found.total, 300);
    let targets: Vec<Target> = figures(&found).into_iter().chain(parts(&found)).collect();
    assert!(targets.len() > 18, "{targets:?}");
    for target in &targets {
        shell.press(Role::Button, &target.0);
        expect_window(&shell, target, "mouse");
        close(&mut shell);
        shell.enter(Role::Button, &target.0);
        expect_window(&shell, target, "keyboard");
        close(&mut shell);
        shell.act(Role::Button, &target.0);
        expect_window(&shell, target, "assistive technology");
        close(&mut shell);
    }
}

#[test]
fn the_figure_of_sessions_opens_as_many_sessions() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    assert!(found.open_sessions > 1, "the demo has open sessions");
    let name = format!("Sessions open now: {}", count(found.open_sessions));
    assert!(
        shell.about(Role::Button, &name).starts_with("on "),
        "how many accounts"
    );
    shell.button(&name);
    let table = shell.table("Table of sessions").unwrap();
    assert_eq!(table.count, found.open_sessions);
    shell.fill(Role::SearchInput, "Search in these users", "test computer");
    let only = shell.table("Table of sessions").unwrap();
    assert_eq!(only.count, 1, "the operator's own session");
    shell.expect_part(&format!("1 of {}", count(found.open_sessions)));
    shell.press(Role::Link, &only.rows[0][0]);
    shell.node(Role::Button, "Discard");
}

#[test]
fn the_notes_of_the_figures_agree_with_the_question() {
    let shell = Shell::new();
    let found = insight(&shell, Scope::default());
    let total = format!("Total users: {}", count(found.total));
    let active = format!("Active accounts: {}", count(found.active));
    let pending = format!("Invitations pending: {}", count(found.pending));
    assert_eq!(
        shell.about(Role::Button, &total),
        format!("+{} in 30 days", count(found.new_users))
    );
    assert_eq!(
        shell.about(Role::Button, &active),
        format!("{} of total", percent(share(found.active, found.total)))
    );
    assert_eq!(
        shell.about(Role::Button, &pending),
        if found.expired == 0 {
            "none expired".to_owned()
        } else {
            format!("{} expired", count(found.expired))
        }
    );
    shell.expect_part("as of 21 Nov 2026");
}

/// The middle of the ring beside a legend, after the place of the card's title.
fn ring(shell: &Shell, title: &str, legend: &[&str]) -> Pos2 {
    let title = shell.place(title);
    let rows: Vec<_> = legend
        .iter()
        .map(|name| shell.node(Role::Button, name).rect())
        .collect();
    let top = rows
        .iter()
        .map(|row| row.top())
        .fold(f32::INFINITY, f32::min);
    let bottom = rows.iter().map(|row| row.bottom()).fold(0.0, f32::max);
    Pos2::new(title.left() + 16.0 + 86.0, f32::midpoint(top, bottom))
}

#[test]
fn the_ring_itself_is_hovered_and_pressed() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    let targets = parts(&found);
    let (active, inactive) = (&targets[0], &targets[1]);
    let center = ring(&shell, "Account status", &[&active.0, &inactive.0]);
    let at = |turn: f32| {
        let radians = turn * std::f32::consts::TAU - std::f32::consts::FRAC_PI_2;
        center + 68.0 * Vec2::angled(radians)
    };
    let border = found.active as f32 / found.total as f32;
    for (turn, target) in [
        (border / 2.0, active),
        (f32::midpoint(border, 1.0), inactive),
    ] {
        shell.harness.hover_at(at(turn));
        shell.harness.run_steps(60);
        let name = target.0.split(':').next().unwrap();
        shell.expect(name);
        shell.expect(&format!("{} users · click for details", count(target.2)));
        shell.harness.drag_at(at(turn));
        shell.harness.drop_at(at(turn));
        shell.settle();
        expect_window(&shell, target, "press on the ring");
        close(&mut shell);
        shell.harness.remove_cursor();
        shell.settle();
        assert!(!shell.mentions("click for details"), "the tooltip goes");
    }
}

#[test]
fn hovering_a_legend_row_or_a_bar_names_it() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    for (name, _, rows) in parts(&found) {
        shell.node(Role::Button, &name).hover();
        shell.harness.run_steps(60);
        let tip = match rows {
            1 => "1 user · click for details".to_owned(),
            n => format!("{} users · click for details", count(n)),
        };
        shell.expect(&tip);
        shell.harness.remove_cursor();
        shell.settle();
    }
}

#[test]
fn filters_change_the_figures_and_go_with_the_windows() {
    let mut shell = Shell::new();
    let everywhere = insight(&shell, Scope::default());
    let workspaces = shell.ask(WholeDirectory).unwrap().workspaces;
    let of = |workspace, kind| {
        insight(
            &shell,
            Scope {
                workspace: Some(workspace),
                kind,
                day: None,
            },
        )
        .total
    };
    let mixed = |id| of(id, Some(UserKind::Client)) > 0 && of(id, Some(UserKind::Internal)) > 0;
    let workspace = workspaces.iter().find(|w| mixed(w.id)).unwrap().clone();
    shell.choose("Workspace", &workspace.name);
    let mut scope = Scope {
        workspace: Some(workspace.id),
        kind: None,
        day: None,
    };
    let there = insight(&shell, scope);
    assert!(there.total > 0 && there.total < everywhere.total);
    shell.node(
        Role::Button,
        &format!("Total users: {}", count(there.total)),
    );
    shell.choose("Internal or client", "Client users");
    scope.kind = Some(UserKind::Client);
    let clients = insight(&shell, scope);
    assert!(
        clients.total > 0 && clients.total < there.total,
        "{clients:?}"
    );
    for target in figures(&clients) {
        shell.button(&target.0);
        expect_window(&shell, &target, "in a scope");
        shell.expect_part(&format!("{}, Client", workspace.name));
        close(&mut shell);
    }
}

#[test]
fn users_without_a_role_are_a_link() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    assert!(found.without_role > 0, "the demo has some");
    let link = plural(
        found.without_role,
        "{0} user without a role",
        "{0} users without a role",
    );
    shell.press(Role::Link, &link);
    let target = (link, "Users without a role".to_owned(), found.without_role);
    expect_window(&shell, &target, "mouse");
    let with_role = found.total - found.without_role;
    close(&mut shell);
    shell.expect_part(&format!("over {} users", count(with_role)));
}

#[test]
fn the_last_five_logins_are_the_newest_and_open_the_person() {
    let mut shell = Shell::new();
    let found = insight(&shell, Scope::default());
    assert_eq!(found.last_logins.len(), 5);
    let table = shell.table("Last 5 logins").unwrap();
    let shown: Vec<(String, String)> = table
        .rows
        .iter()
        .map(|row| (row[0].clone(), row[1].clone()))
        .collect();
    let wanted: Vec<(String, String)> = found
        .last_logins
        .iter()
        .map(|login| (login.user_id.contact_id().to_string(), login.name.clone()))
        .collect();
    assert_eq!(shown, wanted);
    shell.press(Role::Link, &wanted[2].0);
    assert_eq!(shell.value(Role::TextInput, "Name"), wanted[2].1);
    shell.expect_part(&format!("{} · created", wanted[2].0));
}

#[test]
fn without_the_right_to_it_there_is_no_insight_and_users_come_first() {
    let mut shell = Shell::with(Setup::only(&[Permission::UsersView]));
    assert!(shell.find(Role::Link, "User Insight").is_none());
    assert!(shell.find(Role::Link, "Import").is_none());
    assert!(!shell.mentions("Account status") && !shell.mentions("Total users"));
    assert_eq!(shell.users().count, 300);
    for absent in ["Import…", "Export to Excel", "Invite user"] {
        assert!(shell.find(Role::Button, absent).is_none(), "{absent}");
    }
    let first = shell.column(0)[0].clone();
    shell.press(Role::Link, &first);
    assert!(shell.find(Role::Button, "Save changes").is_none());
    assert!(
        shell.is_off(Role::TextInput, "Name"),
        "fields can only be read"
    );
    shell.ctrl(Key::Num1);
    assert!(!shell.mentions("Total users"), "no way by keyboard either");
}

#[test]
fn without_the_right_to_export_there_is_no_button_and_the_key_does_nothing() {
    let mut shell = Shell::with(Setup::without(&[Permission::DataExport]));
    let nothing = |shell: &mut Shell, place: &str| {
        for name in ["Export workbook", "Export to Excel"] {
            assert!(shell.find(Role::Button, name).is_none(), "{place}: {name}");
        }
        assert!(!shell.mentions("Ctrl E"), "{place}");
        shell.ctrl(Key::E);
        assert!(shell.find(Role::TextInput, "Save as").is_none(), "{place}");
    };
    nothing(&mut shell, "insight");
    shell.button("Total users: 300");
    nothing(&mut shell, "window");
    close(&mut shell);
    let sessions = count(insight(&shell, Scope::default()).open_sessions);
    shell.button(&format!("Sessions open now: {sessions}"));
    nothing(&mut shell, "sessions");
    close(&mut shell);
    shell.press(Role::Link, "Users");
    nothing(&mut shell, "users");
}

#[test]
fn refresh_asks_again() {
    let mut shell = Shell::new();
    shell.expect_part("09:14");
    shell.clock.advance_ms(60_000);
    shell.button("Refresh");
    shell.expect_part("09:15");
    let table = shell.node(Role::Grid, "Last 5 logins");
    assert_eq!(table.accesskit_node().data().row_count(), Some(5));
}

#[test]
fn an_office_of_one_is_invited_to_import() {
    let setup = Setup {
        users: 1,
        ..Setup::default()
    };
    let mut shell = Shell::with(setup);
    shell.expect_part("You are the only user so far.");
    shell.expect_part("1 assignment over 1 user");
    shell.press(Role::Link, "Import");
    shell.expect("Choose a file");
}
