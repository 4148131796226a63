//! The office through another's eyes: what both may see, and nothing is changed.

use std::sync::Arc;

use rollcall::app::commands::Command;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::error::AppError;
use rollcall::app::query::{Query, QueryContext};
use rollcall::domain::actor::Actor;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::store::reader::Reader;

use super::entries::Errand;
use super::ground::OPERATOR;
use super::samples::Outcome;
use crate::support::outside::NOW;

/// The operator as they look through somebody's eyes.
pub struct Looking {
    reader: std::cell::RefCell<Reader>,
    person: UserId,
}

impl Looking {
    pub fn new(reader: Reader, person: UserId) -> Self {
        Self {
            reader: reader.into(),
            person,
        }
    }

    /// Asks as the backend does, with the rights of both.
    pub fn ask<Q: Query>(&self, query: &Q) -> Result<Q::Output, AppError> {
        self.reader.borrow_mut().snapshot(|snapshot| {
            let own = snapshot.rights_of(OPERATOR, NOW)?;
            let theirs = snapshot.rights_of(self.person, NOW)?;
            let actor = Actor {
                user_id: None,
                name: String::new(),
                rights: Arc::new(own.seen_through(&theirs)),
            };
            query.access().check(Some(&actor))?;
            query.run(&QueryContext {
                snapshot,
                actor: Some(&actor),
                now: NOW,
            })
        })
    }

    fn actor(&self) -> Actor {
        let mut reader = self.reader.borrow_mut();
        let rights = reader.snapshot(|snapshot| {
            let own = snapshot.rights_of(OPERATOR, NOW)?;
            Ok::<_, AppError>(own.seen_through(&snapshot.rights_of(self.person, NOW)?))
        });
        Actor {
            user_id: None,
            name: String::new(),
            rights: Arc::new(rights.unwrap()),
        }
    }

    /// Whether a command would be begun.
    pub fn begin(&self, command: &Command) -> Result<Outcome, AppError> {
        let begun = command.access().check(Some(&self.actor()));
        begun.map(|()| Outcome::Yes)
    }

    /// Whether something could be taken out or brought in.
    pub fn run(&self, errand: Errand) -> Result<Outcome, AppError> {
        let actor = self.actor();
        match errand {
            Errand::Look | Errand::Rehearse => ImportCommand::ACCESS.check(Some(&actor))?,
            _ if actor.may(Permission::DataExport) => {}
            _ => return Err(AppError::Denied(Permission::DataExport)),
        }
        Ok(Outcome::Yes)
    }
}
