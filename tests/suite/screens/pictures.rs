//! Pictures of the real screens, written below the target folder for people to look at. The tests themselves hold that
//! nothing is cut at the smallest size the program is made for.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use rollcall::app::computer::{Computer, MotionChoice, ThemeChoice};
use rollcall::store::testing;
use rollcall::ui::launch::Opening;

use crate::support::cpu_renderer;
use crate::support::shell::{Setup, Shell};

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn save(shell: &mut Shell, name: &str) {
    shell.harness.remove_cursor();
    shell.settle();
    let picture = cpu_renderer::render(&shell.harness.ctx, shell.harness.output());
    let first = &picture.rgba[..4];
    let plain = picture.rgba.chunks_exact(4).filter(|pixel| pixel == &first);
    assert!(plain.count() * 4 < picture.rgba.len(), "{name} is empty");
    picture.save(&folder().join(format!("{name}.png")));
}

pub fn setup(theme: ThemeChoice, scale: f32, size: [f32; 2]) -> Setup {
    Setup {
        users: 12_480,
        scale,
        size,
        computer: Computer {
            theme,
            motion: MotionChoice::Reduced,
            ..Computer::default()
        },
        ..Setup::default()
    }
}

/// Heads of the columns of the Sessions page.
const SESSION_COLUMNS: [&str; 9] = [
    "Name",
    "Device",
    "Comes from",
    "Since",
    "Last seen",
    "Began",
    "Ended",
    "Reason",
    "Sign-in here",
];

/// Every control lies inside the window, or inside something that scrolls.
pub(super) fn nothing_is_cut(shell: &Shell, width: f32, what: &str) {
    let all = shell.harness.root().children_recursive();
    for node in all {
        let inner = node.accesskit_node();
        let is_control = matches!(
            inner.role(),
            Role::Button
                | Role::CheckBox
                | Role::ComboBox
                | Role::TextInput
                | Role::SearchInput
                | Role::RadioButton
        );
        let name = inner.label().unwrap_or_default();
        let is_header = name.contains("sorted")
            || inner.role() == Role::Button && SESSION_COLUMNS.contains(&name.as_str())
            || [
                "Roles",
                "Created at",
                "Last sign-in",
                "Onboarding",
                "Status",
            ]
            .contains(&name.as_str());
        if is_control && !is_header {
            let rect = node.rect();
            assert!(
                rect.right() <= width + 0.5 && rect.left() >= -0.5,
                "{what}: {name} at {rect:?}"
            );
        }
    }
}

fn screens(shell: &mut Shell, name: &str, width: f32) {
    let shoot = |shell: &mut Shell, what: &str| {
        nothing_is_cut(shell, width, &format!("{what}-{name}"));
        save(shell, &format!("{what}-{name}"));
    };
    shoot(shell, "insight");
    let inactive = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Inactive: "));
    shell.act(Role::Button, &inactive.unwrap());
    shoot(shell, "window");
    let contact = shell.column(0)[1].clone();
    shell.press(Role::Link, &contact);
    shoot(shell, "window-form");
    shell.key(egui::Key::Escape);
    shell.key(egui::Key::Escape);
    shell.press(Role::Link, "Users");
    shoot(shell, "users");
    conditions(shell, &shoot);
    let contact = shell.column(0)[3].clone();
    shell.press(Role::Link, &contact);
    shell.type_in("Email", "someone@northwind");
    shell.type_in("Title", "Head of Everything");
    shoot(shell, "form");
    shell.button("Discard");
    shell.press(Role::Tab, "History");
    shoot(shell, "history");
    shell.key(egui::Key::Escape);
    shell.button("Export to Excel");
    shoot(shell, "export");
    shell.key(egui::Key::Escape);
    shell.press(Role::Link, "Settings");
    shoot(shell, "settings");
    shell
        .node(Role::ComboBox, "Lock without input")
        .scroll_to_me();
    shoot(shell, "settings-office");
    shell.button("Account and workspace");
    shoot(shell, "account-menu");
    shell.key(egui::Key::Escape);
    shell.ctrl(egui::Key::L);
    shoot(shell, "locked-demo");
    shell.button("Unlock");
    shell.press(Role::Link, "Import");
    shoot(shell, "import");
    let path = shell.folder().join("people.csv");
    let list = "Display name,User principal name,Department,Job title,Account enabled,Created,Password\n\
        Ann Other,ann.other@fjord.example,Legal,Counsel,true,2026-01-03,x\n\
        Bob Example,bob@fjord.example,Legal,Counsel,false,2026-02-03,y\n\
        C,c@fjord.example,Legal,,true,2026-02-31,z\nDora Doe,dora at fjord,Finance,,true,,w\n";
    std::fs::write(&path, list).unwrap();
    shell.type_in("File", &path.display().to_string());
    shell.button("Look at the file");
    shoot(shell, "import-review");
}

/// A filter while it is put together, and done.
fn conditions(shell: &mut Shell, shoot: &impl Fn(&mut Shell, &str)) {
    shell.button("Filter");
    save(shell, "users-filter-fields");
    let begin = |shell: &mut Shell, field: &str| {
        shell.fill(Role::SearchInput, "Find a field", field);
        shell.key(egui::Key::Enter);
    };
    begin(shell, "Status");
    shell.button("Choose…");
    shell.press(Role::ListBoxOption, "Active");
    shell.button("Or…");
    shell.choose("Field 2", "Roles");
    shell.button("Choose…");
    shell.press(Role::ListBoxOption, "Account manager");
    shoot(shell, "users-filter-choosing");
    shell.key(egui::Key::Escape);
    shoot(shell, "users-filter-editing");
    shell.button("Done");
    shell.button("Filter");
    begin(shell, "Created");
    shell.fill(Role::TextInput, "Days", "0");
    shoot(shell, "users-filter-wrong");
    shell.fill(Role::TextInput, "Days", "365");
    shell.button("Done");
    shoot(shell, "users-filtered");
    shell.button("View: All users");
    shell.press(Role::MenuItem, "Save as a new view…");
    shell.type_in("Name", "New this year");
    shoot(shell, "users-view-new");
    shell.button("Save view");
    shell.button("View: New this year");
    shoot(shell, "users-view-menu");
    shell.key(egui::Key::Escape);
    shell.button("Clear filters");
    shoot(shell, "users-view-changed");
    shell.button("New this year (changed)");
    shell.press(Role::MenuItem, "All users");
    shell.button("Columns");
    shoot(shell, "users-columns");
    shell.key(egui::Key::Escape);
}

/// The pages of who may what.
fn access(shell: &mut Shell, name: &str, width: f32) {
    let shoot = |shell: &mut Shell, what: &str| {
        nothing_is_cut(shell, width, &format!("{what}-{name}"));
        save(shell, &format!("{what}-{name}"));
    };
    workspaces(shell, &shoot);
    roles(shell, &shoot);
    reviews(shell, &shoot);
}

fn workspaces(shell: &mut Shell, shoot: &impl Fn(&mut Shell, &str)) {
    shell.press(Role::Link, "Workspaces");
    shoot(shell, "workspaces");
    let first = shell.table("Table of workspaces").unwrap().rows[0][0].clone();
    shell.press(Role::Link, &first);
    shell.button("Add an add-on");
    shell.press(Role::ListBoxOption, "Data exchange");
    shell.choose("Plan", "Team");
    shoot(shell, "workspace-form");
    shell.key(egui::Key::Escape);
    shell.choose("Plan", "Over a limit");
    shoot(shell, "workspaces-over");
    shell.press(Role::Link, "Plans");
    shoot(shell, "plans");
    shell.button("Edit Business");
    shell.type_in("Users", "100");
    shell.type_in("Clients", "none");
    shell.press(Role::CheckBox, "Import");
    shoot(shell, "plans-form-wrong");
    shell.type_in("Clients", "");
    shoot(shell, "plans-form");
    shell.key(egui::Key::Escape);
    shell.button("Delete Data exchange");
    shoot(shell, "plans-delete");
    shell.key(egui::Key::Escape);
}

fn roles(shell: &mut Shell, shoot: &impl Fn(&mut Shell, &str)) {
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team lead");
    shoot(shell, "roles");
    shell.choose("Compare with", "Account manager");
    shoot(shell, "roles-compared");
    shell.press(Role::Tab, "Who has it");
    shoot(shell, "roles-holders");
    shell.press(Role::Link, "Their workspaces");
    shoot(shell, "roles-place");
    shell.key(egui::Key::Escape);
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    shell.press(Role::Tab, "Access");
    shoot(shell, "why-yes");
    shell.choose("Action", "Change users");
    shoot(shell, "why-no");
    shell.key(egui::Key::Escape);
    shell.press(Role::Link, "Roles");
    shell.press(Role::Tab, "Permissions");
    shell.press(Role::CheckBox, "Users: Change");
    shell.press(Role::Link, "Access");
    shoot(shell, "access-who");
    shell.press(Role::Tab, "What changed");
    shoot(shell, "access-changes");
    shell.press(Role::Link, "Undo: Team lead, Change users");
    shoot(shell, "undo");
    shell.button("Cancel");
}

fn reviews(shell: &mut Shell, shoot: &impl Fn(&mut Shell, &str)) {
    shell.press(Role::Tab, "Reviews");
    shoot(shell, "reviews-none");
    shell.button("New review");
    shell.choose("Who has…", "the role Team lead");
    shell.button("Begin");
    let people = shell.table("People to decide about").unwrap().rows;
    let name = people[1][2].clone();
    shell.press(Role::CheckBox, &format!("Choose {name}"));
    shell.button("Remove…");
    shell.type_in("Reason", "No longer leads the team");
    shoot(shell, "review-reason");
    shell.button("Remove");
    shell.button("Keep everyone undecided");
    shoot(shell, "review");
    shell.button("Apply…");
    shoot(shell, "review-apply");
    shell.button("Apply");
    shoot(shell, "reviews");
}

#[test]
fn light_at_one() {
    let mut shell = Shell::with(setup(ThemeChoice::Light, 1.0, [1440.0, 900.0]));
    screens(&mut shell, "light", 1440.0);
    access(&mut shell, "light", 1440.0);
}

#[test]
fn dark_at_one() {
    let mut shell = Shell::with(setup(ThemeChoice::Dark, 1.0, [1440.0, 900.0]));
    screens(&mut shell, "dark", 1440.0);
    access(&mut shell, "dark", 1440.0);
}

#[test]
fn a_small_window() {
    let mut shell = Shell::with(setup(ThemeChoice::Light, 1.0, [1024.0, 700.0]));
    screens(&mut shell, "small", 1024.0);
    access(&mut shell, "small", 1024.0);
}

#[test]
fn locked_with_a_password() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let mut shell = super::locking::office(Setup {
            users: 300,
            ..setup(theme, 1.0, [1440.0, 900.0])
        });
        shell.ctrl(egui::Key::L);
        save(&mut shell, &format!("locked-{name}"));
        shell.fill(Role::PasswordInput, "Password", "wrong words");
        shell.button("Unlock");
        save(&mut shell, &format!("locked-wrong-{name}"));
        let over = "UPDATE session SET ended_at = started_at";
        testing::execute(&shell.workspace(), over).unwrap();
        shell.fill(Role::PasswordInput, "Password", "any");
        shell.button("Unlock");
        save(&mut shell, &format!("signed-out-{name}"));
    }
}

#[test]
fn light_at_two() {
    let mut shell = Shell::with(setup(ThemeChoice::Light, 2.0, [1440.0, 900.0]));
    save(&mut shell, "insight-light-2x");
    shell.press(Role::Link, "Users");
    let contact = shell.column(0)[3].clone();
    shell.press(Role::Link, &contact);
    save(&mut shell, "form-light-2x");
}

/// Half as wide and high as the usual window: what twice the size leaves of it.
#[test]
fn a_window_at_twice_the_size() {
    let mut shell = Shell::with(setup(ThemeChoice::Light, 2.0, [720.0, 450.0]));
    shell.press(Role::Link, "Plans");
    save(&mut shell, "plans-2x");
    shell.button("Edit Business");
    shell.type_in("Users", "100");
    shell.press(Role::CheckBox, "Import");
    let save_button = shell.node(Role::Button, "Save").rect();
    assert!(save_button.bottom() < 450.0, "{save_button:?}");
    save(&mut shell, "plans-form-2x");
    shell.key(egui::Key::Escape);
    shell.press(Role::Link, "Workspaces");
    let first = shell.table("Table of workspaces").unwrap().rows[0][0].clone();
    shell.press(Role::Link, &first);
    let save_button = shell.node(Role::Button, "Save").rect();
    assert!(save_button.bottom() < 450.0, "{save_button:?}");
    save(&mut shell, "workspace-form-2x");
}

#[test]
fn before_signing_in() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let computer = Computer {
            theme,
            motion: MotionChoice::Reduced,
            recent: vec![PathBuf::from("/home/maya/Documents/northwind.rollcall")],
            ..Computer::default()
        };
        let folder = tempfile::tempdir().unwrap();
        let mut shell = Shell::outside_of(folder, computer, Opening::StartScreen);
        save(&mut shell, &format!("start-{name}"));
        shell.button("Create a workspace…");
        shell.node(Role::TextInput, "Office name").focus();
        shell.settle();
        shell.key(egui::Key::Tab);
        save(&mut shell, &format!("create-{name}"));
    }
}
