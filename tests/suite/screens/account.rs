//! The own account, the question for the password before something dangerous, and ending sessions of others.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::computer::Computer;
use rollcall::app::queries::own_account::OwnAccount;
use rollcall::domain::office::IdleLock;
use rollcall::domain::permission::Permission;
use rollcall::domain::second_factor::Secret;
use rollcall::domain::time::Clock;
use rollcall::store::testing;
use rollcall::ui::launch::Opening;

use super::locking::office;
use super::start;
use crate::support::shell::{Setup, Shell};

const PASSWORD: &str = "three words together";
const NEW: &str = "four grey owls at noon";
const EMAIL: &str = "maya@northwind.example";
/// A millisecond more than a password stays good.
const STALE_MS: i64 = 5 * 60 * 1_000 + 1;

pub fn open(shell: &mut Shell) {
    shell.button("Account and workspace");
    shell.press(Role::MenuItem, "Your account");
}

pub fn fill(shell: &mut Shell, name: &str, text: &str) {
    shell.fill(Role::PasswordInput, name, text);
}

/// The demo's administrator in an office of its own, who gave the password a while ago. It never locks itself.
pub fn stale(setup: Setup) -> Shell {
    let mut shell = office(setup);
    let never = OfficeCommand::SetIdleLock(IdleLock::Off);
    shell.submit(never).unwrap();
    shell.settle();
    shell.clock.advance_ms(STALE_MS);
    shell.settle();
    shell
}

/// The code that a device shows now for the key on the screen.
pub fn code(shell: &Shell) -> String {
    let words = shell.words();
    let key = words.iter().find(|word| {
        let groups: Vec<&str> = word.split(' ').collect();
        groups.len() == 8 && groups.iter().all(|group| group.len() == 4)
    });
    let bytes = base32(key.expect("a key is shown"));
    let secret = Secret::from_bytes(&bytes).unwrap();
    format!("{:06}", secret.code(shell.clock.now().0 / 30_000))
}

fn base32(text: &str) -> Vec<u8> {
    let letters = text.bytes().filter_map(|b| {
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
            .iter()
            .position(|l| *l == b)
    });
    let bits: Vec<usize> = letters
        .flat_map(|value| (0..5).rev().map(move |bit| value >> bit & 1))
        .collect();
    let byte = |bits: &[usize]| bits.iter().fold(0, |byte, bit| byte << 1 | *bit as u8);
    bits.chunks_exact(8).map(byte).collect()
}

#[test]
fn the_password_is_changed_where_the_present_one_is_known() {
    let mut shell = office(Setup::default());
    open(&mut shell);
    assert_eq!(
        shell.about(Role::Button, "Change password"),
        "Enter your present password"
    );
    fill(&mut shell, "Present password", "wrong");
    fill(&mut shell, "New password", "Password1234");
    assert_eq!(
        shell.about(Role::PasswordInput, "New password"),
        "Too easily guessed; take a few words of your own"
    );
    fill(&mut shell, "New password", "maya.adeyemi");
    assert!(
        shell
            .about(Role::PasswordInput, "New password")
            .starts_with("Made of your name")
    );
    fill(&mut shell, "New password", NEW);
    fill(&mut shell, "New password again", "four grey owls");
    assert!(shell.is_off(Role::Button, "Change password"));
    fill(&mut shell, "New password again", NEW);
    shell.button("Change password");
    shell.expect_part("The password is not right.");
    assert_eq!(shell.value(Role::PasswordInput, "Present password"), "");
    fill(&mut shell, "Present password", PASSWORD);
    shell.button("Change password");
    assert_eq!(shell.toasts(), ["Password changed"]);
    assert_eq!(shell.value(Role::PasswordInput, "New password"), "");
    shell.ctrl(Key::L);
    fill(&mut shell, "Password", NEW);
    shell.button("Unlock");
    shell.node(Role::Button, "Change password");
}

#[test]
fn the_demo_has_no_password_to_change() {
    let mut shell = Shell::new();
    open(&mut shell);
    shell.expect("The demo has no passwords.");
    assert!(shell.find(Role::Button, "Turn on…").is_none());
    shell.expect("this one");
}

#[test]
fn the_second_factor_is_turned_on_and_off_and_its_codes_are_shown_once() {
    let mut shell = office(Setup::default());
    open(&mut shell);
    shell.button("Turn on…");
    shell.node(Role::Image, "QR code of the key");
    let typed = code(&shell);
    shell.type_in("Code that it shows now", "000001");
    shell.button("Turn on");
    shell.expect_part("The code is not right, or was used already.");
    shell.type_in("Code that it shows now", &typed);
    shell.button("Turn on");
    shell.expect("Your recovery codes");
    let shown = |shell: &Shell| {
        let words = shell.words();
        let is_code = |word: &&String| word.len() == 19 && word.matches('-').count() == 3;
        words.iter().filter(is_code).count()
    };
    assert_eq!(shown(&shell), 10);
    shell.button("I have kept them");
    assert_eq!(shown(&shell), 0);
    shell.expect("10 recovery codes left");
    shell.button("Turn off…");
    fill(&mut shell, "Password", PASSWORD);
    shell.type_in("Code", &typed);
    shell.button("Turn off");
    shell.expect_part("The code is not right, or was used already.");
    shell.key(Key::Escape);
    assert!(shell.ask(OwnAccount).unwrap().factor.is_some());
}

#[test]
fn own_sessions_elsewhere_are_ended() {
    let mut shell = office(Setup::default());
    let elsewhere = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at)
        SELECT 900000 + n, user_id, 'Rollcall', 'laptop ' || n, started_at, started_at, expires_at
        FROM (SELECT * FROM session ORDER BY session_id DESC LIMIT 1),
        (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3)";
    testing::execute(&shell.workspace(), elsewhere).unwrap();
    open(&mut shell);
    let one = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("End the session on laptop 2"));
    shell.button(&one.unwrap());
    assert_eq!(shell.toasts(), ["Session ended"]);
    assert!(!shell.says("laptop 2"));
    shell.expect("laptop 1");
    shell.button("End all others");
    assert!(!shell.says("laptop 1") && !shell.says("laptop 3"));
    assert!(shell.find(Role::Button, "End all others").is_none());
    shell.expect("this one");
}

#[test]
fn something_dangerous_asks_for_the_password_and_is_then_done() {
    let mut shell = stale(Setup::default());
    shell.press(Role::Link, "Settings");
    let allow = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Allow export: Team lead"))
        .unwrap();
    shell.button(&allow);
    shell.expect("Enter your password to go on");
    assert_eq!(
        shell.focused(),
        Some((Role::PasswordInput, "Password".to_owned()))
    );
    fill(&mut shell, "Password", "wrong");
    shell.button("Go on");
    shell.expect_part("The password is not right.");
    assert_eq!(shell.value(Role::PasswordInput, "Password"), "");
    fill(&mut shell, "Password", PASSWORD);
    shell.key(Key::Enter);
    assert!(!shell.says("Enter your password to go on"));
    assert_eq!(shell.toasts(), ["Setting saved"]);
    shell.node(Role::Button, "Forbid export: Team lead");
    // And for a while nothing is asked.
    shell.button("Forbid export: Team lead");
    shell.node(Role::Button, &allow);
}

#[test]
fn nothing_typed_is_lost_when_the_password_is_not_given() {
    let mut shell = stale(Setup::default());
    shell.press(Role::Link, "Users");
    let first = shell.column(0)[1].clone();
    shell.press(Role::Link, &first);
    shell.type_in("Title", "Half typed");
    shell.button("Add role");
    shell.press(Role::ListBoxOption, "Read-only auditor");
    shell.button("Save changes");
    shell.expect("Enter your password to go on");
    shell.button("Cancel");
    shell.expect_part("This needs your password again.");
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
    shell.button("Save changes");
    // Locked over the question: what waits for the password still does.
    shell.ctrl(Key::L);
    assert!(!shell.mentions("Enter your password to go on"));
    fill(&mut shell, "Password", PASSWORD);
    shell.button("Unlock");
    shell.expect_part(" saved");
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
}

#[test]
fn an_export_of_everyone_asks_and_goes_on() {
    let mut shell = stale(Setup::default());
    shell.press(Role::Link, "Users");
    for answer in ["Cancel", "Go on"] {
        shell.button("Export to Excel");
        let path = shell.folder().join("people.xlsx");
        shell.type_in("Save as", &path.display().to_string());
        shell.button("Export");
        shell.expect("Enter your password to go on");
        assert!(!path.exists());
        fill(&mut shell, "Password", PASSWORD);
        shell.button(answer);
        assert_eq!(path.exists(), answer == "Go on");
    }
}

#[test]
fn an_administrator_ends_the_session_of_somebody() {
    let mut shell = office(Setup::default());
    let elsewhere = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at)
        SELECT 900000, 7, 'Rollcall', 'front desk', started_at, started_at + 1, expires_at
        FROM session ORDER BY session_id DESC LIMIT 1";
    testing::execute(&shell.workspace(), elsewhere).unwrap();
    let figure = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Sessions open now: "));
    shell.button(&figure.unwrap());
    let named = shell
        .words()
        .into_iter()
        .find(|word| word.ends_with(" on front desk"));
    shell.press(Role::Link, &named.unwrap());
    shell.expect_part("They are signed out of this program on front desk.");
    shell.button("End session");
    assert!(shell.toasts()[0].starts_with("The session of "));
    assert!(!shell.mentions("front desk"));
    let ended = testing::rows(
        &shell.workspace(),
        "SELECT end_reason FROM session WHERE session_id = 900000",
    );
    assert_eq!(ended.unwrap(), [["ended by an administrator"]]);
}

#[test]
fn who_may_not_set_passwords_ends_no_sessions() {
    let mut shell = Shell::with(Setup::without(&[Permission::UsersSetPassword]));
    let figure = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Sessions open now: "));
    shell.button(&figure.unwrap());
    assert!(!shell.mentions("End session"));
}

#[test]
fn a_second_factor_is_reset_in_the_form_of_the_person() {
    let mut shell = office(Setup::default());
    shell.press(Role::Link, "Users");
    let contact = shell.column(0)[1].clone();
    let user_id: i64 = contact.trim_start_matches("C-").parse().unwrap();
    let factor = format!("INSERT INTO second_factor VALUES ({user_id}, zeroblob(20), 0, 0)");
    testing::execute(&shell.workspace(), &factor).unwrap();
    shell.press(Role::Link, &contact);
    shell.button("More about this user");
    shell.press(Role::MenuItem, "Set password…");
    shell.expect("The second factor is on.");
    shell.button("Reset second factor");
    assert!(shell.toasts()[0].contains("signs in without a second factor"));
    shell.button("More about this user");
    shell.press(Role::MenuItem, "Set password…");
    assert!(!shell.says("The second factor is on."));
}

/// A file whose administrator must give more than a password.
pub fn before(sql: &str, computer: Computer) -> Shell {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = start::office(&folder);
    testing::execute(&path, sql).unwrap();
    let mut shell = Shell::outside_of(folder, computer, Opening::File(path));
    shell.wait_until("the office's name", |shell| {
        shell.says("Harbour Office · office.rollcall")
    });
    shell.type_in("Email", EMAIL);
    fill(&mut shell, "Password", PASSWORD);
    shell.button("Sign in");
    shell
}

#[test]
fn a_password_that_somebody_else_chose_leads_to_a_new_one_before_anything_else() {
    let mut shell = before("UPDATE credential SET is_due = 1", Computer::default());
    shell.wait_until("the question", |shell| shell.says("Choose a new password"));
    assert!(shell.find(Role::Link, "Settings").is_none() && !shell.is_inside());
    fill(&mut shell, "New password", PASSWORD);
    fill(&mut shell, "Password again", PASSWORD);
    shell.button("Go on");
    shell.wait_until("a refusal", |shell| {
        shell.mentions("That is the password until now")
    });
    fill(&mut shell, "New password", NEW);
    fill(&mut shell, "Password again", NEW);
    shell.key(Key::Enter);
    shell.wait_until("the desk", |shell| shell.says("Maya Adeyemi"));
}

#[test]
fn a_code_is_asked_for_in_a_second_step() {
    let mut shell = before(
        "INSERT INTO second_factor VALUES (1, zeroblob(20), 0, 0)",
        Computer::default(),
    );
    shell.wait_until("the question", |shell| shell.says("Enter a code"));
    assert!(!shell.is_inside());
    assert_eq!(shell.focused(), Some((Role::TextInput, "Code".to_owned())));
    shell.type_in("Code", "000001");
    shell.button("Sign in");
    shell.wait_until("a refusal", |shell| {
        shell.mentions("The code is not right, or was used already.")
    });
    let secret = Secret::from_bytes(&[0; 20]).unwrap();
    let code = format!("{:06}", secret.code(shell.clock.now().0 / 30_000));
    shell.type_in("Code", &code);
    shell.key(Key::Enter);
    shell.wait_until("the desk", |shell| shell.says("Maya Adeyemi"));
    shell.button("Account and workspace");
    shell.press(Role::MenuItem, "Sign out");
    assert_eq!(shell.value(Role::PasswordInput, "Password"), "");
}

#[test]
fn starting_over_forgets_what_was_typed() {
    let mut shell = before("UPDATE credential SET is_due = 1", Computer::default());
    shell.wait_until("the question", |shell| shell.says("Choose a new password"));
    shell.press(Role::Link, "Start over");
    shell.expect("Email");
    assert_eq!(shell.value(Role::PasswordInput, "Password"), "");
    assert_eq!(shell.value(Role::TextInput, "Email"), EMAIL);
}

#[test]
fn a_computer_that_slept_is_locked_in_the_first_frame() {
    let mut shell = office(Setup::default());
    shell.clock.advance_ms(61_000);
    shell.harness.step();
    shell.node(Role::Button, "Unlock");
    assert!(shell.find(Role::Link, "Users").is_none());
}
