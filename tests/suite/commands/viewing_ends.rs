//! How viewing as a user ends: by the clock, with the session, with what it takes, with the program; and two at once.

use std::sync::Arc;

use rollcall::app::backend::{Backend, Standing};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Means};
use rollcall::app::queries::cover::Cover;
use rollcall::app::queries::me::Me;
use rollcall::domain::permission::Permission;
use rollcall::domain::viewing::Ended;
use rollcall::store::workspace::Workspace;

use super::viewing::{as_tomas, ask, begin, ends, sql};
use crate::support::office::{ADMINISTRATOR, TestOffice, person};
use crate::support::outside::{NOW, env};
use crate::support::people::act;

/// Why a question through a view is refused, and what stands in the log of its end.
fn over(office: &TestOffice, through: &Backend) -> (Ended, Vec<String>) {
    match ask(office, through, Cover) {
        Err(AppError::ViewingOver(why)) => {
            assert_eq!(through.standing(), Some(Standing::Over(why)));
            while office.backend().step() {}
            (why, ends(office))
        }
        other => panic!("{:?}", other.map(|office| office.name)),
    }
}

#[test]
fn it_is_over_after_half_an_hour_by_the_clock() {
    let office = TestOffice::entered();
    let through = as_tomas(&office);
    office.clock.advance_ms(30 * 60 * 1_000 - 1);
    assert_eq!(through.standing(), Some(Standing::Live(1)));
    ask(&office, &through, Me).unwrap();
    office.clock.advance_ms(1);
    assert_eq!(through.standing(), Some(Standing::Over(Ended::Time)));
    assert_eq!(
        over(&office, &through),
        (Ended::Time, vec!["1|2|2|time".into()])
    );
    // It stays over, and is recorded once.
    office.clock.advance_ms(-60_000);
    assert_eq!(over(&office, &through).1.len(), 1);
    drop(through);
    while office.backend().step() {}
    assert_eq!(ends(&office).len(), 1);
    // A clock that is set back makes none last longer, however often and however little.
    let through = as_tomas(&office);
    for minute in 1..30 {
        office.clock.advance_ms(60_000);
        let left = i64::from(30 - minute) * 60_000;
        assert_eq!(through.standing(), Some(Standing::Live(left)));
        office.clock.advance_ms(-50_000);
        assert_eq!(through.standing(), Some(Standing::Live(left)));
    }
    office.clock.advance_ms(60_000);
    assert_eq!(over(&office, &through).0, Ended::Time);
    office.assert_intact();
}

#[test]
fn it_ends_with_the_session_and_with_what_it_takes() {
    type Act = fn(&TestOffice);
    let cases: [(Act, Ended); 7] = [
        (
            |office| drop(office.submit(SessionCommand::SignOut)),
            Ended::SignedOut,
        ),
        (
            |office| drop(office.submit(SessionCommand::EnterDemo)),
            Ended::SignedOut,
        ),
        (
            |office| sql(office, "UPDATE session SET ended_at = 5"),
            Ended::SessionOver,
        ),
        (
            |office| sql(office, "UPDATE user SET status = 0 WHERE user_id = 1"),
            Ended::SessionOver,
        ),
        (
            |office| sql(office, "UPDATE user SET status = 0 WHERE user_id = 2"),
            Ended::Inactive,
        ),
        (
            |office| sql(office, "UPDATE user SET deleted_at = 5 WHERE user_id = 2"),
            Ended::Inactive,
        ),
        (
            |office| office.forbid("users.impersonate"),
            Ended::NotAllowed,
        ),
    ];
    for (act, why) in cases {
        let office = TestOffice::entered();
        let through = as_tomas(&office);
        ask(&office, &through, Me).unwrap();
        act(&office);
        let end = format!("1|2|2|{}", why.key());
        assert_eq!(over(&office, &through), (why, vec![end]));
        office.assert_intact();
    }
}

#[test]
fn the_lock_ends_it_at_once_and_for_good() {
    let office = TestOffice::entered();
    let through = as_tomas(&office);
    drop(office.backend().lock());
    assert_eq!(through.standing(), Some(Standing::Over(Ended::Locked)));
    while office.backend().step() {}
    assert_eq!(ends(&office), ["1|2|2|locked"]);
    let password = zeroize::Zeroizing::default();
    office.submit(SessionCommand::Unlock { password }).unwrap();
    assert_eq!(
        over(&office, &through),
        (Ended::Locked, vec!["1|2|2|locked".into()])
    );
    office.assert_intact();
}

#[test]
fn what_a_killed_program_left_open_ends_when_the_file_is_next_opened() {
    let mut office = TestOffice::entered();
    drop(as_tomas(&office));
    while office.backend().step() {}
    let through = as_tomas(&office);
    ask(&office, &through, Me).unwrap();
    std::mem::forget(through);
    office.shut();
    for _ in 0..2 {
        let env = env(&office.clock);
        let came = launch::open(&office.path(), &Means::Remembered, &env, Arc::new(|| {}));
        drop(came.unwrap());
    }
    assert_eq!(ends(&office), ["1|2|2|operator", "NULL|2|2|left"]);
    office.reopen();
    office.assert_intact();
}

#[test]
fn two_go_side_by_side_and_end_by_themselves() {
    let mut office = TestOffice::closed();
    let mut workspace = Workspace::open(&office.path(), env(&office.clock).random).unwrap();
    let zoe = act(&mut workspace, NOW.plus_minutes(-10), |w| {
        w.insert_user(&person("Zoë Quill", "zoe@northwind.example", ADMINISTRATOR))
    });
    drop(workspace);
    office.reopen();
    office.enter();
    let tomas = as_tomas(&office);
    let viewing = begin(&office, zoe).unwrap();
    let zoe = office.backend().through(viewing.id).unwrap();
    let me = |through| ask(&office, through, Me).unwrap().actor;
    assert_eq!(
        (&*me(&tomas).name, &*me(&zoe).name),
        ("Tomás Vidal", "Zoë Quill")
    );
    assert!(!me(&tomas).may(Permission::UsersView) && me(&zoe).may(Permission::UsersView));
    assert!(!me(&zoe).may(Permission::UsersUpdate), "only reading");
    tomas.end_viewing();
    assert_eq!(over(&office, &tomas).0, Ended::Operator);
    assert_eq!(&*me(&zoe).name, "Zoë Quill");
    assert_eq!(office.ask(Me).unwrap().actor.name, "Maya Adeyemi");
}
