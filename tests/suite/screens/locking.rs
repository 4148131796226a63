//! The lock: it comes by itself and by hand, shows nothing of the workspace, and leads back to where everything was.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Event, Key, Pos2, ViewportId};
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::error::AppError;
use rollcall::app::password;
use rollcall::app::queries::cover::Cover;
use rollcall::app::queries::totals::Totals;
use rollcall::domain::office::IdleLock;
use rollcall::store::testing;

use super::leaving::close_main;
use crate::support::outside::TestRandom;
use crate::support::shell::{Setup, Shell};

const PASSWORD: &str = "three words together";
const MINUTE: Duration = Duration::from_mins(1);

/// The demo's people in an office of its own, whose administrator has a password.
pub fn office(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    let phc = password::hash(PASSWORD, &TestRandom::default()).unwrap();
    let sql = format!(
        "INSERT INTO credential (user_id, phc) SELECT user_id, '{phc}' FROM session ORDER BY session_id DESC LIMIT 1;
         UPDATE setting SET value = 'created' WHERE key = 'office.origin'"
    );
    testing::execute(&shell.workspace(), &sql).unwrap();
    // What is known of the office is asked anew.
    let same = OfficeCommand::SetIdleLock(IdleLock::Five);
    shell.submit(same).unwrap();
    shell.settle();
    shell
}

/// Lets time pass in which nobody touches anything, and draws one frame.
fn pass(shell: &mut Shell, time: Duration) {
    let now = shell.harness.ctx.input(|input| input.time);
    shell.harness.input_mut().time = Some(now + time.as_secs_f64());
    shell.harness.step();
    shell.harness.input_mut().time = None;
}

/// The lock screen of the demo says this and not a word more.
const WORDS: [&str; 5] = [
    "Northwind Office",
    "Locked · Maya Adeyemi is signed in",
    "The demo has no password.",
    "Unlock",
    "Sign out",
];

#[track_caller]
fn assert_nothing_is_seen(shell: &Shell) {
    let mut said = shell.words();
    said.retain(|word| !word.is_empty());
    assert_eq!(said, WORDS);
}

#[track_caller]
fn assert_locked(shell: &Shell) {
    shell.node(Role::Button, "Unlock");
    assert!(shell.find(Role::Link, "Users").is_none());
    assert!(matches!(shell.ask(Totals), Err(AppError::NotSignedIn)));
}

fn unlock(shell: &mut Shell, with: &str) {
    shell.fill(Role::PasswordInput, "Password", with);
    shell.button("Unlock");
}

#[test]
fn it_comes_in_the_frame_in_which_nobody_has_touched_anything_for_so_long() {
    let mut shell = Shell::new();
    shell.button("Total users: 300");
    let wanted = shell.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert!(wanted > 4 * MINUTE && wanted < 6 * MINUTE, "{wanted:?}");
    pass(&mut shell, 4 * MINUTE);
    assert_eq!(shell.windows(), 1);
    pass(&mut shell, MINUTE);
    assert_nothing_is_seen(&shell);
    assert_locked(&shell);
    shell.settle();
    let wanted = shell.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert_eq!(wanted, Duration::MAX, "locked, nothing is waited for");
}

#[test]
fn every_kind_of_touch_puts_it_off() {
    let mut shell = Shell::new();
    for touch in [
        Event::PointerMoved(Pos2::new(700.0, 400.0)),
        Event::MouseWheel {
            unit: egui::MouseWheelUnit::Line,
            delta: egui::vec2(0.0, -1.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        },
        Event::Key {
            key: Key::ArrowDown,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        },
    ] {
        pass(&mut shell, 4 * MINUTE);
        shell.harness.event(touch);
        shell.settle();
        shell.node(Role::Link, "Users");
    }
    shell
        .harness
        .event(Event::PointerMoved(Pos2::new(600.0, 300.0)));
    pass(&mut shell, 5 * MINUTE);
    // Whoever came with this frame came too late.
    assert_locked(&shell);
}

#[test]
fn the_office_says_when_it_comes() {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Settings");
    assert_eq!(
        shell.value(Role::ComboBox, "Lock without input"),
        "After 5 minutes"
    );
    shell.choose("Lock without input", "After 1 minute");
    assert_eq!(shell.ask(Cover).unwrap().idle_lock, IdleLock::One);
    pass(&mut shell, MINUTE);
    assert_nothing_is_seen(&shell);
    shell.settle();
    shell.button("Unlock");
    assert_eq!(
        shell.value(Role::ComboBox, "Lock without input"),
        "After 1 minute"
    );
    shell.choose("Lock without input", "Never");
    pass(&mut shell, 600 * MINUTE);
    shell.node(Role::ComboBox, "Lock without input");
}

#[test]
fn who_may_not_change_settings_can_not_choose_when() {
    let mut shell = Shell::with(Setup::without(&[
        rollcall::domain::permission::Permission::SettingsManage,
    ]));
    shell.press(Role::Link, "Settings");
    assert!(shell.is_off(Role::ComboBox, "Lock without input"));
}

#[test]
fn it_comes_by_hand_over_whatever_is_open() {
    let mut shell = Shell::new();
    shell.button("Account and workspace");
    shell.press(Role::MenuItem, "Lock now");
    assert_nothing_is_seen(&shell);
    assert_locked(&shell);
    shell.button("Unlock");
    shell.button("Total users: 300");
    shell.ctrl(Key::E);
    shell.node(Role::TextInput, "Save as").focus();
    shell.settle();
    shell.ctrl(Key::L);
    assert_nothing_is_seen(&shell);
    assert_eq!(shell.focused(), Some((Role::Button, "Unlock".to_owned())));
    shell.key(Key::Enter);
    assert_eq!(shell.windows(), 1);
    shell.node(Role::TextInput, "Save as");
}

#[test]
fn page_search_windows_and_drafts_are_as_they_were() {
    let mut shell = office(Setup::default());
    shell.press(Role::Link, "Users");
    let contacts = shell.column(0);
    shell.press(Role::Link, &contacts[1]);
    shell.type_in("Title", "Half typed");
    let people = shell.column(1);
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        "a",
    );
    let found = shell.users();
    shell.press(Role::Link, "User Insight");
    shell.button("Total users: 300");
    let first = shell.column(0)[0].clone();
    shell.press(Role::Link, &first);
    shell.type_in("Title", "Typed in a window");
    pass(&mut shell, 5 * MINUTE);
    shell.settle();
    assert_locked(&shell);
    for secret in people.iter().chain(&contacts) {
        assert!(!shell.mentions(secret), "{secret}");
    }
    assert!(!shell.mentions("yped"));
    assert_eq!(
        shell.focused(),
        Some((Role::PasswordInput, "Password".to_owned()))
    );
    unlock(&mut shell, PASSWORD);
    assert_eq!(shell.windows(), 1);
    assert_eq!(shell.value(Role::TextInput, "Title"), "Typed in a window");
    shell.button("Save changes");
    shell.key(Key::Escape);
    shell.key(Key::Escape);
    shell.press(Role::Link, "Users");
    assert_eq!(shell.users(), found);
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
    shell.button("Save changes");
    shell.expect_part(" saved");
}

#[test]
fn a_wrong_password_is_said_and_slows_down() {
    let mut shell = office(Setup::default());
    shell.ctrl(Key::L);
    assert!(shell.is_off(Role::Button, "Unlock"));
    assert_eq!(shell.about(Role::Button, "Unlock"), "Enter your password");
    for _ in 0..5 {
        unlock(&mut shell, "wrong");
        shell.expect_part("The password is not right.");
        assert_eq!(shell.value(Role::PasswordInput, "Password"), "");
        assert_locked(&shell);
    }
    unlock(&mut shell, PASSWORD);
    shell.expect_part("Too many failed attempts. Wait");
    assert_locked(&shell);
    shell.clock.advance_ms(2_000);
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.key(Key::Enter);
    shell.node(Role::Link, "Users");
}

#[test]
fn what_ends_while_it_is_locked_is_told_after_it() {
    let mut shell = Shell::new();
    shell.button("Export workbook");
    let path = shell.folder().join("insight.xlsx");
    shell.type_in("Save as", &path.display().to_string());
    shell.node(Role::Button, "Export").click();
    for _ in 0..3 {
        shell.harness.step();
    }
    assert!(!path.exists(), "the export has only begun");
    shell.ctrl(Key::L);
    assert!(path.exists(), "it goes on");
    assert_nothing_is_seen(&shell);
    shell.button("Unlock");
    assert!(
        shell.toasts()[0].ends_with("insight.xlsx"),
        "{:?}",
        shell.toasts()
    );
    shell.ctrl(Key::L);
    shell.button("Unlock");
    assert!(shell.toasts().is_empty(), "a message is shown once");
}

#[test]
fn signing_out_asks_where_something_would_be_lost() {
    let mut shell = office(Setup::default());
    shell.press(Role::Link, "Users");
    let first = shell.column(0)[0].clone();
    shell.press(Role::Link, &first);
    shell.type_in("Title", "Half typed");
    shell.ctrl(Key::L);
    shell.press(Role::Link, "Sign out");
    shell.expect("Leave without saving?");
    assert!(!shell.mentions(&first) && !shell.mentions("Half typed"));
    shell.button("Keep editing");
    assert_locked(&shell);
    let commands = close_main(&mut shell);
    assert!(commands.contains(&egui::ViewportCommand::CancelClose));
    shell.settle();
    shell.expect("Leave without saving?");
    shell.button("Keep editing");
    unlock(&mut shell, PASSWORD);
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
    shell.ctrl(Key::L);
    shell.press(Role::Link, "Sign out");
    shell.button("Discard changes");
    shell.node(Role::Button, "Sign in");
    assert!(!shell.is_inside());
}

#[test]
fn signing_out_asks_nothing_where_nothing_would_be_lost() {
    let mut shell = Shell::new();
    shell.ctrl(Key::L);
    shell.press(Role::Link, "Sign out");
    shell.node(Role::Button, "Sign in");
    assert!(!shell.is_inside());
}

const OVER: &str = "Your account is no longer active, or your session was ended.";

#[test]
fn who_can_not_come_back_is_told_so() {
    for sql in [
        "UPDATE user SET status = 0 WHERE user_id = (SELECT user_id FROM session ORDER BY session_id DESC LIMIT 1)",
        "UPDATE session SET ended_at = started_at",
    ] {
        let mut shell = office(Setup::default());
        shell.ctrl(Key::L);
        testing::execute(&shell.workspace(), sql).unwrap();
        unlock(&mut shell, PASSWORD);
        shell.expect_part(OVER);
        shell.node(Role::Button, "Sign in");
        assert!(!shell.is_inside());
    }
}

#[test]
fn an_account_that_is_made_inactive_meanwhile_leads_to_the_sign_in() {
    let mut shell = Shell::new();
    let sql = "UPDATE user SET status = 0 WHERE user_id = (SELECT user_id FROM session ORDER BY session_id DESC LIMIT 1)";
    testing::execute(&shell.workspace(), sql).unwrap();
    shell.press(Role::Link, "Users");
    shell.expect_part(OVER);
    shell.node(Role::Button, "Sign in");
    assert!(!shell.is_inside());
    let mut shell = Shell::new();
    shell.press(Role::Link, "Settings");
    testing::execute(&shell.workspace(), sql).unwrap();
    shell.choose("Date format", "YYYY-MM-DD HH:MM");
    shell.expect_part(OVER);
    shell.node(Role::Button, "Sign in");
}
