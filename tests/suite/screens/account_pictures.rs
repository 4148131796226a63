//! Pictures of the own account, of signing in step by step, and of the question for the password.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::{Computer, MotionChoice, ThemeChoice};
use rollcall::store::testing;

use super::account::{before, code, fill, open, stale};
use super::locking::office;
use super::pictures::{save, setup};
use crate::support::shell::{Setup, Shell};

const THEMES: [(ThemeChoice, &str); 2] =
    [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")];

fn small(theme: ThemeChoice) -> Setup {
    Setup {
        users: 300,
        ..setup(theme, 1.0, [1440.0, 820.0])
    }
}

#[test]
fn the_own_account() {
    for (theme, name) in THEMES {
        let mut shell = office(small(theme));
        let elsewhere = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at)
            SELECT 900000 + n, user_id, 'Rollcall', 'laptop ' || n, started_at - n * 7000000, started_at - n * 3000000, expires_at
            FROM (SELECT * FROM session ORDER BY session_id DESC LIMIT 1), (SELECT 1 AS n UNION SELECT 2)";
        testing::execute(&shell.workspace(), elsewhere).unwrap();
        open(&mut shell);
        fill(&mut shell, "New password", "Password1234");
        save(&mut shell, &format!("account-{name}"));
        shell.button("Turn on…");
        let typed = code(&shell);
        shell.type_in("Code that it shows now", &typed);
        save(&mut shell, &format!("factor-set-up-{name}"));
        shell.button("Turn on");
        save(&mut shell, &format!("factor-codes-{name}"));
        shell.button("I have kept them");
        shell.node(Role::Button, "Turn off…").scroll_to_me();
        shell.settle();
        save(&mut shell, &format!("account-on-{name}"));
        shell.button("Turn off…");
        fill(&mut shell, "Password", "wrong words");
        shell.type_in("Code", "000001");
        shell.button("Turn off");
        save(&mut shell, &format!("factor-off-{name}"));
    }
}

#[test]
fn the_question_for_the_password() {
    for (theme, name) in THEMES {
        let mut shell = stale(small(theme));
        shell.press(Role::Link, "Users");
        shell.button("Export to Excel");
        let path = shell.folder().join("people.xlsx");
        shell.type_in("Save as", &path.display().to_string());
        shell.button("Export");
        fill(&mut shell, "Password", "wrong words");
        shell.button("Go on");
        save(&mut shell, &format!("proof-{name}"));
    }
}

#[test]
fn ways_in_of_others() {
    for (theme, name) in THEMES {
        let mut shell = Shell::with(small(theme));
        let elsewhere = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at)
            SELECT 900000 + n, 7 + n, 'Rollcall', 'front desk', started_at, started_at + 1, expires_at
            FROM (SELECT * FROM session ORDER BY session_id DESC LIMIT 1), (SELECT 1 AS n UNION SELECT 2);
            INSERT INTO second_factor VALUES (8, zeroblob(20), 0, 0)";
        testing::execute(&shell.workspace(), elsewhere).unwrap();
        let figure = shell
            .words()
            .into_iter()
            .find(|word| word.starts_with("Sessions open now: "));
        shell.button(&figure.unwrap());
        save(&mut shell, &format!("sessions-{name}"));
        let named = shell
            .words()
            .into_iter()
            .find(|word| word.ends_with(" on front desk"));
        shell.press(Role::Link, &named.unwrap());
        save(&mut shell, &format!("session-end-{name}"));
        shell.key(Key::Escape);
        shell.press(Role::Link, "C-000008");
        shell.button("More about this user");
        shell.press(Role::MenuItem, "Set password…");
        save(&mut shell, &format!("set-password-{name}"));
    }
}

#[test]
fn signing_in_step_by_step() {
    for (theme, name) in THEMES {
        let computer = || Computer {
            theme,
            motion: MotionChoice::Reduced,
            ..Computer::default()
        };
        let mut shell = before("UPDATE credential SET is_due = 1", computer());
        shell.wait_until("the question", |shell| shell.says("Choose a new password"));
        fill(&mut shell, "New password", "maya northwind");
        save(&mut shell, &format!("sign-in-renew-{name}"));
        let factor = "INSERT INTO second_factor VALUES (1, zeroblob(20), 0, 0)";
        let mut shell = before(factor, computer());
        shell.wait_until("the question", |shell| shell.says("Enter a code"));
        save(&mut shell, &format!("sign-in-code-{name}"));
    }
}
