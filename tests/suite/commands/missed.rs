//! What happens in front of a closed file is kept by this computer, and recorded as of then when the file is next opened.

use rollcall::app::commands::Reply;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::domain::audit::Outcome;
use rollcall::domain::ids::SessionId;
use rollcall::domain::time::{Clock, Timestamp};
use rollcall::store::audit::{Verdict, verify};
use zeroize::Zeroizing;

use crate::support::keyed::PASSWORD;
use crate::support::reopened::Reopened;

const SESSION: SessionId = SessionId(1);

/// An office that Maya has locked, so that its file is closed.
fn locked() -> Reopened {
    let office = Reopened::new();
    office.sign_in(PASSWORD).unwrap();
    drop(office.backend().lock());
    while office.backend().step() {}
    assert!(office.backend().is_closed());
    office
}

fn pass(office: &Reopened, minutes: i64) -> Timestamp {
    office.clock.advance_ms(minutes * 60_000);
    office.clock.now()
}

#[test]
fn leaving_a_locked_program_ends_the_session_as_of_then() {
    let mut office = locked();
    let tried = pass(&office, 1);
    let wrong = office.submit(SessionCommand::Unlock {
        password: Zeroizing::new("not the password".to_owned()),
    });
    assert!(matches!(wrong, Err(AppError::WrongPassword)), "{wrong:?}");
    let left = pass(&office, 1);
    let reply = office.submit(SessionCommand::SignOut).unwrap();
    assert_eq!(reply, Reply::Done);
    assert_eq!(office.backend().set_aside(), None, "nobody can come back");
    assert!(!office.read(|s| s.session_state(SESSION)).is_ended);
    pass(&office, 600);
    office.restart();
    assert!(office.read(|s| s.session_state(SESSION)).is_ended);
    let newest = office.newest(3);
    let told: Vec<_> = newest
        .iter()
        .map(|e| (e.command.as_str(), e.outcome, e.at))
        .collect();
    assert_eq!(told[0], ("session.sign_out", Outcome::Done, left));
    assert_eq!(told[1], ("session.attempt", Outcome::Failed, tried));
    assert_eq!(told[2].0, "session.lock");
    assert_eq!(
        (newest[0].object_id, newest[1].object_id),
        (Some(1), Some(1))
    );
    // Once is enough.
    office.restart();
    assert_eq!(office.newest(1)[0].seq, newest[0].seq);
    assert!(matches!(office.read(verify), Verdict::Intact(_)));
}

#[test]
fn a_session_that_somebody_else_has_ended_stays_as_it_is() {
    let mut office = locked();
    office.submit(SessionCommand::SignOut).unwrap();
    office.change(|w| w.end_session(SESSION, "ended by an administrator"));
    let before = office.newest(1)[0].seq;
    office.restart();
    assert_eq!(office.newest(1)[0].seq, before);
}

#[test]
fn coming_back_records_the_tries_once() {
    let mut office = locked();
    let wrong = |password: &str| {
        office.submit(SessionCommand::Unlock {
            password: Zeroizing::new(password.to_owned()),
        })
    };
    assert!(wrong("not the password").is_err());
    wrong(PASSWORD).unwrap();
    let tries = |office: &Reopened| {
        let newest = office.newest(8);
        newest
            .iter()
            .filter(|e| e.command == "session.attempt" && e.actor.is_none())
            .count()
    };
    let before = tries(&office);
    office.submit(SessionCommand::SignOut).unwrap();
    office.restart();
    assert_eq!(tries(&office), before);
}
