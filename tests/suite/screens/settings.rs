//! Settings: what is chosen takes effect at once, and who may export is everybody's to see.

use egui::accesskit::Role;
use rollcall::app::computer::{ThemeChoice, WindowChoice};
use rollcall::app::queries::cover::Cover;
use rollcall::domain::module::Module;
use rollcall::domain::office::ContactRule;
use rollcall::domain::permission::Permission;
use rollcall::store::workspace::Workspace;
use rollcall::ui::theme::Tokens;

use crate::support::outside::env;
use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Settings");
    shell
}

#[test]
fn the_theme_changes_the_colours_at_once() {
    let mut shell = page(Setup::default());
    let light = Tokens::of(&shell.harness.ctx).background;
    for (name, choice) in [
        ("Dark", ThemeChoice::Dark),
        ("High contrast", ThemeChoice::HighContrast),
        ("Light", ThemeChoice::Light),
    ] {
        shell.press(Role::RadioButton, name);
        assert_eq!(shell.computer().theme, choice);
        let now = Tokens::of(&shell.harness.ctx).background;
        assert_eq!(now == light, choice == ThemeChoice::Light, "{name}");
    }
}

#[test]
fn the_text_size_changes_the_text() {
    let mut shell = page(Setup::default());
    shell.choose("Text size", "150 %");
    assert_eq!(shell.computer().text_percent, 150);
    let zoom = shell.harness.ctx.zoom_factor();
    assert!((zoom - 1.5).abs() < 0.01, "{zoom}");
}

#[test]
fn the_place_of_windows_is_kept() {
    let mut shell = page(Setup::default());
    shell.press(Role::RadioButton, "Inside the main window");
    assert_eq!(shell.computer().windows, WindowChoice::Inside);
    shell.press(Role::RadioButton, "In windows of their own");
    assert_eq!(shell.computer().windows, WindowChoice::Own);
}

#[test]
fn the_date_format_changes_the_table() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Users");
    let before = shell.column(6);
    let known = before.iter().position(|date| date != "unknown").unwrap();
    assert_eq!(&before[known][2..3], "-", "{before:?}");
    shell.press(Role::Link, "Settings");
    shell.choose("Date format", "DD.MM.YYYY HH:MM");
    assert!(shell.toasts().contains(&"Setting saved".to_owned()));
    shell.press(Role::Link, "Users");
    let after = &shell.column(6)[known];
    let wanted = format!(
        "{}.{}.{}",
        &before[known][3..5],
        &before[known][..2],
        &before[known][6..]
    );
    assert_eq!(*after, wanted);
}

#[test]
fn the_contact_rule_is_saved() {
    let mut shell = page(Setup::default());
    shell.choose(
        "Email and phone",
        "Reserved for the person once onboarding began",
    );
    assert_eq!(
        shell.ask(Cover).unwrap().contact_rule,
        ContactRule::ReservedForPerson
    );
}

fn last_command(shell: &Shell) -> i64 {
    let workspace = Workspace::open(&shell.workspace(), env(&shell.clock).random).unwrap();
    let mut reader = workspace.reader().unwrap();
    reader.snapshot(|s| s.audit_head()).unwrap().seq
}

#[test]
fn allowing_export_is_recorded_and_takes_effect_without_a_restart() {
    let mut shell = page(Setup::without(&[Permission::DataExport]));
    shell.press(Role::Link, "Users");
    assert!(shell.find(Role::Button, "Export to Excel").is_none());
    shell.press(Role::Link, "Settings");
    let before = last_command(&shell);
    shell.button("Allow export: System Administrator");
    assert_eq!(
        last_command(&shell),
        before + 1,
        "one entry in the audit log"
    );
    shell.node(Role::Button, "Forbid export: System Administrator");
    shell.press(Role::Link, "Users");
    shell.node(Role::Button, "Export to Excel");
    shell.press(Role::Link, "Settings");
    shell.button("Forbid export: System Administrator");
    assert_eq!(last_command(&shell), before + 2);
    shell.press(Role::Link, "Users");
    assert!(shell.find(Role::Button, "Export to Excel").is_none());
}

#[test]
fn who_may_not_change_settings_sees_them_switched_off() {
    let shell = page(Setup::without(&[
        Permission::SettingsManage,
        Permission::RolesUpdate,
    ]));
    assert!(shell.is_off(Role::ComboBox, "Date format"));
    assert!(shell.is_off(Role::ComboBox, "Email and phone"));
    assert!(!shell.mentions("Forbid export"));
    assert!(
        !shell.is_off(Role::ComboBox, "Text size"),
        "one's own computer"
    );
}

#[test]
fn a_module_goes_with_all_it_brings_and_comes_back() {
    let mut shell = page(Setup::default());
    shell.button("Remove User Insight");
    shell.button("Remove");
    assert!(shell.find(Role::Link, "User Insight").is_none());
    assert!(
        shell
            .toasts()
            .iter()
            .any(|said| said.starts_with("User Insight removed"))
    );
    let backups = shell.folder().join("northwind backups");
    let copies: Vec<_> = std::fs::read_dir(backups).unwrap().flatten().collect();
    let copy = Workspace::open(&copies[0].path(), env(&shell.clock).random).unwrap();
    let modules = copy
        .reader()
        .unwrap()
        .snapshot(|s| s.estate())
        .unwrap()
        .modules;
    assert!(modules.has(Module::Insight), "the copy is from before");
    shell.press(Role::Link, "Roles");
    let words = shell.words();
    assert!(!words.contains(&"See User Insight".to_owned()), "{words:?}");
    shell.press(Role::Link, "Settings");
    shell.button("Install User Insight");
    assert!(shell.find(Role::Link, "User Insight").is_some());
}

#[test]
fn without_the_right_modules_are_not_there() {
    let shell = page(Setup::without(&[Permission::ModulesManage]));
    assert!(!shell.words().contains(&"Modules".to_owned()));
}
