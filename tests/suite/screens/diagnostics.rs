//! Diagnostics on the Settings page: about this file, checks, recounting, and the bundle that holds nothing of anybody.

use std::io::Read;

use egui::Event;
use egui::accesskit::Role;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::text::text;
use rollcall::store::testing;

use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Settings");
    shell
}

/// Turns the wheel over the text of the bundle until something of it is seen.
fn scroll_to(shell: &mut Shell, part: &str) {
    let over = shell.harness.ctx.content_rect().center();
    for _ in 0..60 {
        if shell.mentions(part) {
            return;
        }
        shell.harness.event(Event::PointerMoved(over));
        shell.harness.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -90.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        });
        shell.settle();
    }
    shell.expect_part(part);
}

#[test]
fn the_file_is_told_of_and_checked() {
    let mut shell = page(Setup::default());
    shell.expect(&shell.workspace().display().to_string());
    shell.expect_part("300 users with deleted ones");
    shell.expect_part("SQLCipher 4");
    shell.button("Quick check");
    shell.expect("Nothing wrong found");
    shell.expect_part("Last check: quick");
    shell.button("Full check");
    shell.expect_part("Last check: full");
}

#[test]
fn what_a_full_check_finds_is_said_there_and_on_every_page() {
    let mut shell = page(Setup::default());
    let tamper = |sql| testing::execute(&shell.workspace(), sql).unwrap();
    tamper("UPDATE counter SET value = 7 WHERE name = 'sign_in'");
    tamper("UPDATE audit_entry SET at = at + 1 WHERE seq = 2");
    shell.button("Full check");
    shell.expect_part("Entry 2 is not as it was written");
    shell.expect_part("(and 1 more)");
    shell.expect_part("Last check: full");
    shell.expect(text().opening.log_changed);
}

#[test]
fn what_the_check_of_the_week_finds_is_said_until_it_is_mended() {
    let mut shell = page(Setup::default());
    shell.button("Full check");
    let notice = text().opening.numbers_wrong;
    assert!(!shell.says(notice));
    let tamper = |sql| testing::execute(&shell.workspace(), sql).unwrap();
    tamper("UPDATE setting SET value = 'created' WHERE key = 'office.origin'");
    let long_ago = r#"UPDATE setting SET value = '{"at":0,"faults":[]}' WHERE key = 'check.full'"#;
    tamper(long_ago);
    tamper("UPDATE counter SET value = 7 WHERE name = 'sign_in'");
    shell.tend_health();
    shell.expect(notice);
    shell.press(Role::Link, "Users");
    shell.expect(notice);
    shell.press(Role::Link, "Settings");
    shell.button("Recount");
    assert!(!shell.says(notice));
}

#[test]
fn recounting_says_what_it_mended() {
    let mut shell = page(Setup::default());
    shell.button("Recount");
    shell.expect("Recounted: everything agrees");
    let falsified = "UPDATE counter SET value = 7 WHERE name = 'sign_in'";
    testing::execute(&shell.workspace(), falsified).unwrap();
    shell.button("Recount");
    shell.expect_part("Recounted and mended: Number of sign-ins: 7 was kept");
}

#[test]
fn without_the_right_to_settings_there_is_no_diagnostics() {
    let shell = page(Setup::without(&[Permission::SettingsManage]));
    assert!(shell.find(Role::Button, "Quick check").is_none());
    assert!(
        shell
            .find(Role::Button, "Save a bundle for a bug report…")
            .is_none()
    );
}

#[test]
fn a_bundle_is_shown_saved_and_holds_nothing_of_anybody() {
    let mut shell = page(Setup::default());
    shell.button("Save a bundle for a bug report…");
    shell.expect_part("\"sqlcipher\"");
    // Only what is in sight is drawn; all of it can be scrolled to.
    let last = "\"recent_files\": 0";
    assert!(!shell.mentions(last));
    for part in ["\"users\": 300", last] {
        scroll_to(&mut shell, part);
    }
    let path = shell.folder().join("bundle.zip");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Save");
    shell.expect_part("Saved ");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        all.push_str(&part.name().unwrap());
        part.read_to_string(&mut all).unwrap();
    }
    assert!(all.contains("settings.json") && all.contains("\"encryption\""));
    let mut canaries = vec!["Northwind".to_owned(), "northwind".to_owned()];
    canaries.push(shell.folder().display().to_string());
    for number in 1..40 {
        let detail = shell.ask(UserDetail::of(UserId(number)));
        let Ok(detail) = detail else { continue };
        let profile = detail.record.profile;
        canaries.push(profile.name);
        canaries.extend(profile.email);
        canaries.extend(profile.phone);
    }
    assert!(canaries.len() > 60, "{}", canaries.len());
    for canary in canaries {
        assert!(!all.contains(&canary), "{canary} in {all}");
    }
    let newest = testing::rows(
        &shell.workspace(),
        "SELECT command FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    assert_eq!(newest.unwrap()[0][0], "file.bundle");
}
