//! Accounts end with their last day: the program makes them inactive by itself, once the day is over in the office.

use super::purge::is_plausible_now;
use super::user::check_lasting_administrator;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::ids::UserId;
use crate::domain::user::AccountStatus;
use crate::store::workspace::{Act, CacheFor, Workspace};
use crate::store::writer::Writer;

/// A look whether accounts have ended; it is the program's own act, where there are some.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EndDatesCommand;

impl From<EndDatesCommand> for Command {
    fn from(command: EndDatesCommand) -> Self {
        Self::EndDates(command)
    }
}

impl EndDatesCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "users.end";

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(self) -> Access {
        // Whoever gave the accounts their last day has decided already.
        Access::Oneself
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(self) -> FreshProof {
        FreshProof::NotNeeded
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let now = context.env.clock.now();
        let due = workspace.reader()?.snapshot(|snapshot| {
            if !is_plausible_now(snapshot, now)? {
                return Ok(Vec::new());
            }
            let today = snapshot.office()?.time().date(now);
            Ok::<_, AppError>(snapshot.ended(today)?)
        })?;
        let (Some(from), Some(to)) = (
            due.iter().map(|(_, day)| *day).min(),
            due.iter().map(|(_, day)| *day).max(),
        ) else {
            return Ok(Done::new(Reply::Done, Topics::NONE));
        };
        let act = Act {
            actor: None,
            ..context.act()
        };
        workspace.set_cache(CacheFor::Bulk)?;
        let done = workspace.transact(act, |w| {
            let mut count = 0;
            for (user_id, _) in &due {
                count += u64::from(end(w, *user_id)?);
            }
            if count == 0 {
                return Err(AppError::NobodyToChange);
            }
            let only = due.first().filter(|_| due.len() == 1);
            let entry = NewEntry::done(Self::NAME, ObjectKind::User, only.map(|(id, _)| id.0));
            Ok((count, NewEntry { count, ..entry }))
        });
        workspace.set_cache(CacheFor::Edits)?;
        match done {
            // The last who administers the office goes on; that is no failure of the program's.
            Err(AppError::NobodyToChange) => Ok(Done::new(Reply::Done, Topics::NONE)),
            done => Ok(Done::new(
                Reply::Ended {
                    count: done?,
                    from,
                    to,
                },
                Topics::ALL,
            )),
        }
    }
}

/// Ends an account; whether it could be. The last who administers the office stays.
fn end(w: &mut Writer<'_>, user_id: UserId) -> Result<bool, AppError> {
    let old = w.user(user_id)?;
    match check_lasting_administrator(w, &old) {
        Err(AppError::Invalid(_)) => return Ok(false),
        other => other?,
    }
    let before = w.before(ObjectKind::User, user_id.0)?;
    w.set_status(user_id, AccountStatus::Inactive)?;
    w.record_since(&before)?;
    Ok(true)
}
