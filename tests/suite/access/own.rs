//! The commands about signing in and about the own account.

use rollcall::app::commands::Command;
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::domain::second_factor::Secret;
use zeroize::Zeroizing;

use super::entries::Deed;
use super::ground::TARGET_SESSION;
use crate::support::outside::TestRandom;

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
