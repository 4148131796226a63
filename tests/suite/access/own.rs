//! The commands about signing in and about the own account, and the questions about sessions.

use rollcall::app::commands::Command;
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::app::commands::viewing::ViewingCommand;
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::person_sessions::PersonSessions;
use rollcall::app::queries::session_list::{SessionFigures, SessionList, SessionRows};
use rollcall::app::queries::sessions::OpenSessions;
use rollcall::domain::second_factor::Secret;
use rollcall::domain::segment::Scope;
use rollcall::domain::session::{SessionFilter, SessionKey};
use zeroize::Zeroizing;

use super::entries::{Deed, Question};
use super::ground::{Ground, TARGET, TARGET_SESSION};
use super::samples::{Outcome, gives_away, seen_if, told};
use crate::support::outside::TestRandom;

/// The command of a deed about another's ways in, or about viewing as them.
pub fn of_ways_in(deed: Deed) -> Option<Command> {
    let target = || vec![TARGET].into();
    if deed == Deed::ViewAs {
        let command = ViewingCommand {
            user_id: TARGET,
            reason: "They asked for help".to_owned(),
        };
        return Some(command.into());
    }
    let command = match deed {
        Deed::EndSession => WaysInCommand::EndSession(TARGET_SESSION),
        Deed::ResetFactor => WaysInCommand::ResetFactor(TARGET),
        Deed::EndSessions => WaysInCommand::EndSessions(vec![TARGET_SESSION].into()),
        Deed::RequirePassword => WaysInCommand::RequirePassword(target()),
        Deed::LockUser => WaysInCommand::Lock(target()),
        Deed::UnlockUser => WaysInCommand::Unlock(target()),
        _ => return None,
    };
    Some(command.into())
}

/// The command of a deed about signing in or about the own account.
pub fn command(deed: Deed) -> Command {
    match deed {
        Deed::SignIn
        | Deed::SignInFully
        | Deed::EnterDemo
        | Deed::Recover
        | Deed::SignOut
        | Deed::Lock
        | Deed::Unlock
        | Deed::Prove => of_session(deed).into(),
        _ => of_own(deed).into(),
    }
}

fn of_session(deed: Deed) -> SessionCommand {
    match deed {
        Deed::EnterDemo => SessionCommand::EnterDemo,
        Deed::Recover => SessionCommand::Recover(Box::default()),
        Deed::SignOut => SessionCommand::SignOut,
        Deed::Lock => SessionCommand::Lock,
        Deed::Unlock => SessionCommand::Unlock {
            password: Zeroizing::default(),
        },
        Deed::Prove => SessionCommand::Prove {
            password: Zeroizing::default(),
        },
        Deed::SignInFully => SessionCommand::SignInFully(Box::new(Proof {
            email: "nobody@office.example".into(),
            code: Some(Zeroizing::default()),
            ..Proof::default()
        })),
        _ => SessionCommand::SignIn {
            email: "nobody@office.example".into(),
            password: Zeroizing::new("no".into()),
        },
    }
}

fn of_own(deed: Deed) -> OwnCommand {
    match deed {
        // Too short, so that it is refused before it is hashed, which takes long.
        Deed::OwnPassword => OwnCommand::ChangePassword {
            current: Zeroizing::default(),
            wanted: Zeroizing::default(),
        },
        Deed::OwnFactorOn => OwnCommand::TurnOnFactor {
            secret: Secret::new(&TestRandom::default()),
            code: Zeroizing::default(),
        },
        Deed::OwnFactorOff => OwnCommand::TurnOffFactor {
            password: Zeroizing::default(),
            code: Zeroizing::default(),
        },
        Deed::OwnCodes => OwnCommand::RenewCodes,
        Deed::OwnSession => OwnCommand::EndSession(TARGET_SESSION),
        _ => OwnCommand::EndOtherSessions,
    }
}

/// The list of sessions has the target's, or not; who may act on it is told only then.
pub fn of_sessions(question: Question, ground: &Ground) -> Result<Outcome, AppError> {
    let key = SessionKey::Session(TARGET_SESSION);
    let keys = vec![key, SessionKey::Account(TARGET)];
    Ok(match question {
        Question::SessionFigures => {
            let filter = SessionFilter {
                person: Some(TARGET),
                ..SessionFilter::default()
            };
            let figures = ground.ask(SessionFigures { filter })?;
            let is_there = figures.counts != [0; 4];
            let acts = figures.acts;
            let is_told = acts.people.contains(&TARGET) || acts.here.contains(&TARGET_SESSION);
            assert!(is_there || !is_told);
            seen_if(is_there)
        }
        Question::SessionRows => told(&ground.ask(SessionRows { keys })?),
        Question::PersonSessions => told(&ground.ask(PersonSessions { user_id: TARGET })?),
        Question::OpenSessions => {
            let scope = Scope::default();
            told(&ground.ask(OpenSessions { scope })?)
        }
        _ => {
            let filter = SessionFilter::default();
            let list = ground.ask(SessionList { filter })?;
            let is_there = list.keys.contains(&key);
            assert!(is_there || !gives_away(&format!("{list:?}")));
            seen_if(is_there)
        }
    })
}
