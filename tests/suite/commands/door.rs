//! What is done about others' ways in: sessions ended, a new password required, people locked and unlocked; and sessions
//! that a run of the program has left open.

use std::sync::Arc;

use rollcall::app::commands::Reply;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Means};
use rollcall::app::queries::session_list::{
    SessionFigures, SessionFiguresAnswer, SessionList, SessionRows,
};
use rollcall::domain::ids::{SessionId, UserId};
use rollcall::domain::session::{Part, SessionFilter};
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use zeroize::Zeroizing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::env;

const TOMAS_EMAIL: &str = "tomas@northwind.example";

/// Maya is signed in, and Tomás has her password.
fn office() -> TestOffice {
    let office = created();
    let sql = "INSERT INTO credential (user_id, phc) SELECT 2, phc FROM credential;
        INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at) VALUES
        (90, 1, 'Rollcall', 'laptop', 1, 1, 9999999999999), (91, 2, 'Rollcall', 'office', 1, 1, 9999999999999),
        (92, 2, 'Payroll', 'laptop', 1, 1, 9999999999999), (93, 2, 'Rollcall', 'laptop', 1, 1, 9999999999999)";
    testing::execute(&office.path(), sql).unwrap();
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    office
}

fn these(ids: &[i64]) -> WaysInCommand {
    WaysInCommand::EndSessions(Arc::new(ids.iter().map(|id| SessionId(*id)).collect()))
}

fn people(ids: &[UserId]) -> Arc<Vec<UserId>> {
    Arc::new(ids.to_vec())
}

fn ended(office: &TestOffice) -> Vec<String> {
    office.sql("SELECT session_id, end_reason FROM session WHERE ended_at IS NOT NULL ORDER BY 1")
}

fn figures(office: &TestOffice) -> SessionFiguresAnswer {
    let filter = SessionFilter::default();
    office.ask(SessionFigures { filter }).unwrap()
}

/// Why the rows of a part are there, in order.
fn reasons(office: &TestOffice, part: Part) -> Vec<String> {
    let filter = SessionFilter::of(part);
    let keys = office.ask(SessionList { filter }).unwrap().keys.to_vec();
    let rows = office.ask(SessionRows { keys }).unwrap();
    rows.into_iter().map(|row| row.reason).collect()
}

fn is_invalid(result: &Result<Reply, AppError>) -> bool {
    matches!(result, Err(AppError::Invalid(_)))
}

/// What the newest entries of a person's history say.
fn history(office: &TestOffice, user_id: UserId) -> String {
    use rollcall::app::queries::user_detail::UserDetail;
    let detail = office.ask(UserDetail::of(user_id)).unwrap();
    let item = detail.history.first().unwrap();
    format!("{} {}", item.command, item.changes[0].values())
}

#[test]
fn sessions_are_ended_together_and_their_people_are_told() {
    let office = office();
    let reply = office.submit(these(&[91, 93])).unwrap();
    assert_eq!(reply, Reply::ChangedMany(2));
    assert_eq!(office.newest_entry(), "session.end_many|0|1|2");
    let by = "ended by an administrator";
    assert_eq!(ended(&office), [format!("91|{by}"), format!("93|{by}")]);
    assert_eq!(history(&office, TOMAS), "session.end_many 2 → ended");
    let again = office.submit(these(&[91, 93]));
    assert!(matches!(again, Err(AppError::NobodyToChange)), "{again:?}");
    office.assert_intact();
}

#[test]
fn the_own_sessions_and_those_of_other_systems_are_not_ended_so() {
    let office = office();
    assert!(is_invalid(&office.submit(these(&[91, 90]))));
    assert!(ended(&office).is_empty(), "all of it, or nothing");
    let elsewhere = office.submit(these(&[92]));
    assert!(matches!(elsewhere, Err(AppError::NobodyToChange)));
    let acts = figures(&office).acts;
    let endable = [(SessionId(91), TOMAS), (SessionId(93), TOMAS)].into();
    assert_eq!(acts.endable, endable);
    assert!(acts.here.contains(&SessionId(90)) && !acts.here.contains(&SessionId(92)));
}

#[test]
fn whoever_is_locked_can_not_sign_in_until_they_are_unlocked() {
    let office = office();
    office
        .submit(WaysInCommand::Lock(people(&[TOMAS])))
        .unwrap();
    assert_eq!(office.newest_entry(), "user.lock|0|1|1");
    assert_eq!(ended(&office), ["91|locked", "93|locked"]);
    assert_eq!(history(&office, TOMAS), "user.lock No → Yes");
    let acts = figures(&office).acts;
    assert!(acts.locked.contains(&TOMAS) && acts.shut_out.contains(&TOMAS));
    office.submit(SessionCommand::SignOut).unwrap();
    office.clock.advance_ms(1_000);
    let wrong = sign_in(&office, TOMAS_EMAIL, "wrong");
    assert!(
        matches!(wrong, Err(AppError::WrongCredentials)),
        "tells nothing"
    );
    let held = sign_in(&office, TOMAS_EMAIL, PASSWORD);
    assert!(matches!(held, Err(AppError::LockedOut)), "{held:?}");
    assert!(office.newest_entry().starts_with("session.held|1|"));
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    // Each attempt is written before it is judged; only those are failures that came to nothing.
    let failed = reasons(&office, Part::Failed);
    assert_eq!(failed, ["Wrong password or code", "Person locked"]);
    office
        .submit(WaysInCommand::Unlock(people(&[TOMAS])))
        .unwrap();
    assert_eq!(
        office.sql("SELECT failures, locked_at FROM credential WHERE user_id = 2"),
        ["0|NULL"]
    );
    office.submit(SessionCommand::SignOut).unwrap();
    sign_in(&office, TOMAS_EMAIL, PASSWORD).unwrap();
    office.assert_intact();
}

#[test]
fn a_new_password_is_required_at_the_next_sign_in() {
    let office = office();
    let require = WaysInCommand::RequirePassword(people(&[TOMAS]));
    office.submit(require).unwrap();
    assert_eq!(office.newest_entry(), "user.require_password|0|1|1");
    assert_eq!(
        ended(&office),
        ["91|new password required", "93|new password required"]
    );
    assert!(figures(&office).acts.due.contains(&TOMAS));
    office.submit(SessionCommand::SignOut).unwrap();
    let due = sign_in(&office, TOMAS_EMAIL, PASSWORD);
    assert!(matches!(due, Err(AppError::PasswordDue)), "{due:?}");
    let proof = Proof {
        email: TOMAS_EMAIL.into(),
        password: Zeroizing::new(PASSWORD.into()),
        renewed: Some(Zeroizing::new("seven quiet boats at dusk".into())),
        code: None,
    };
    office
        .submit(SessionCommand::SignInFully(Box::new(proof)))
        .unwrap();
    office.assert_intact();
}

#[test]
fn nobody_shuts_out_themselves_or_the_last_who_administers() {
    let office = office();
    let own = office.submit(WaysInCommand::Lock(people(&[MAYA])));
    assert!(is_invalid(&own));
    let with_own = office.submit(WaysInCommand::RequirePassword(people(&[TOMAS, MAYA])));
    assert!(is_invalid(&with_own));
    assert_eq!(
        office.sql("SELECT sum(is_due), count(locked_at) FROM credential"),
        ["0|0"],
        "all of it, or nothing"
    );
    // The demo's administrator has no password of their own to come in with.
    let alone = "INSERT INTO user_role (user_id, role_id) VALUES (2, 1); DELETE FROM credential WHERE user_id = 1";
    testing::execute(&office.path(), alone).unwrap();
    let last = office.submit(WaysInCommand::Lock(people(&[TOMAS])));
    assert!(is_invalid(&last));
    assert_eq!(office.sql("SELECT count(locked_at) FROM credential"), ["0"]);
}

#[test]
fn whoever_may_not_set_passwords_changes_nothing() {
    let office = office();
    office.forbid("users.set_password");
    for command in [
        these(&[91]),
        WaysInCommand::Lock(people(&[TOMAS])),
        WaysInCommand::Unlock(people(&[TOMAS])),
        WaysInCommand::RequirePassword(people(&[TOMAS])),
    ] {
        let denied = office.submit(command.clone());
        assert!(matches!(denied, Err(AppError::Denied(_))), "{command:?}");
    }
    assert!(ended(&office).is_empty());
    let answer = figures(&office);
    assert!(answer.acts.endable.is_empty() && answer.acts.people.is_empty());
    assert_eq!(answer.counts[Part::Accounts as usize], 0);
}

#[test]
fn whoever_has_no_password_here_is_not_locked() {
    let office = office();
    testing::execute(&office.path(), "DELETE FROM credential WHERE user_id = 2").unwrap();
    let refused = office.submit(WaysInCommand::Lock(people(&[TOMAS])));
    assert!(is_invalid(&refused));
    let nobody = office.submit(WaysInCommand::Unlock(people(&[UserId(99)])));
    assert!(matches!(nobody, Err(AppError::Store(StoreError::NotFound))));
}

#[test]
fn a_session_runs_out_by_the_time_in_which_nothing_was_done() {
    let office = office();
    let hour = 3_600_000;
    for _ in 0..3 {
        office.clock.advance_ms(6 * hour);
        office.submit(SessionCommand::Lock).unwrap();
        let unlock = SessionCommand::Unlock {
            password: Zeroizing::new(PASSWORD.into()),
        };
        office.submit(unlock).unwrap();
    }
    let here = office.backend().operator().unwrap().session_id;
    let now = figures(&office);
    assert!(now.acts.here.contains(&here), "{here:?} {now:?}");
}

/// Opens the file as a program does that has it alone, and closes it again.
fn open_and_close(office: &TestOffice) {
    let env = env(&office.clock);
    let came = launch::open(&office.path(), &Means::Remembered, &env, Arc::new(|| {}));
    drop(came.unwrap());
}

#[test]
fn sessions_that_a_run_has_left_open_end_when_the_file_is_next_opened() {
    let mut office = office();
    let here = office.backend().operator().unwrap().session_id.0;
    office.clock.advance_ms(50_000);
    // Something is done, and then the program is killed.
    office.submit(these(&[93])).unwrap();
    office.shut();
    office.clock.advance_ms(7_200_000);
    open_and_close(&office);
    office.reopen();
    assert_eq!(office.newest_entry(), "session.end_left|0|NULL|3");
    assert_eq!(
        ended(&office),
        [
            "90|left open".to_owned(),
            "91|left open".to_owned(),
            "93|ended by an administrator".to_owned(),
            format!("{here}|left open"),
        ]
    );
    let of_here = format!("SELECT ended_at - started_at FROM session WHERE session_id = {here}");
    assert_eq!(office.sql(&of_here), ["50000"], "when it was last in use");
    let entries = office.entries();
    office.shut();
    open_and_close(&office);
    office.reopen();
    assert_eq!(office.entries(), entries, "once is enough");
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    let left = reasons(&office, Part::Ended);
    let said = "Program ended without a sign-out";
    assert_eq!(left.iter().filter(|reason| *reason == said).count(), 1);
    assert_eq!(figures(&office).counts[0], 2, "and those of Payroll");
    office.assert_intact();
}
