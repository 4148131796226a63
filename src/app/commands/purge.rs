//! Removing deleted users for good: by hand, or because they have waited as long as the office keeps them.

use std::sync::Arc;

use super::user_allowed as allowed;
use super::{Command, Context, Done, Reply};
use crate::app::backups;
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::backup::Reason;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::store::reader::Snapshot;
use crate::store::users::Orphans;
use crate::store::workspace::{Act, CacheFor, Workspace};
use crate::store::writer::Writer;

/// The log names no more of them than this one by one.
const NAMED: usize = 100;

/// A wish to remove deleted users for good.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PurgeCommand {
    /// These, who are all in the bin.
    These(Arc<Vec<UserId>>),
    /// Whoever has waited as long as the office keeps them: the program's own act, where there is anybody.
    Due,
}

impl From<PurgeCommand> for Command {
    fn from(command: PurgeCommand) -> Self {
        Self::Purge(command)
    }
}

impl PurgeCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "users.purge";

    pub(super) fn access(&self) -> Access {
        match self {
            Self::These(_) => Access::Part(&[Permission::UsersPurge]),
            // The office has decided already.
            Self::Due => Access::Oneself,
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::These(_) => FreshProof::Needed,
            Self::Due => FreshProof::NotNeeded,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let before = self.concerned(workspace, context, actor)?;
        if before.is_empty() {
            return match self {
                Self::These(_) => Err(AppError::NobodyToChange),
                Self::Due => Ok(Done::new(Reply::ChangedMany(0), Topics::NONE)),
            };
        }
        // How far the copy is would be mistaken for the removal's own progress.
        let made = backups::before(workspace, Reason::Purge, context.env, &Progress::default())?;
        let backup = made.path.file_name().unwrap_or_default().to_string_lossy();
        let users = self.concerned(workspace, context, actor)?;
        let act = match self {
            Self::These(_) => context.act(),
            Self::Due => Act {
                actor: None,
                ..context.act()
            },
        };
        workspace.set_cache(CacheFor::Bulk)?;
        let done = workspace.transact(act, |w| {
            remove(w, &users, context.progress)?;
            let details = serde_json::json!({ "purged": named(&users), "backup": backup });
            let only = users.first().filter(|_| users.len() == 1);
            let entry = NewEntry {
                count: users.len() as u64,
                ..NewEntry::done(Self::NAME, ObjectKind::User, only.map(|id| id.0))
            };
            Ok::<_, AppError>(((), entry.with_details(details.to_string())))
        });
        workspace.set_cache(CacheFor::Edits)?;
        done?;
        // What was overwritten is not to be found in what waits beside the file either: where that can't be shortened now, it
        // is when nothing is done or the file is closed.
        drop(workspace.checkpoint());
        let removed = Reply::ChangedMany(users.len() as u64);
        Ok(Done::new(removed, Topics::ALL))
    }

    /// Who is to be removed now; refused where one of them may not be.
    fn concerned(
        &self,
        workspace: &Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Vec<UserId>, AppError> {
        workspace.reader()?.snapshot(|snapshot| match self {
            Self::Due => {
                let now = context.env.clock.now();
                let limit = snapshot.office()?.retention.limit(now);
                match limit {
                    Some(limit) if is_plausible_now(snapshot, now)? => {
                        Ok(snapshot.deleted_before(limit)?)
                    }
                    _ => Ok(Vec::new()),
                }
            }
            Self::These(users) => {
                let operator = actor.ok_or(AppError::NotSignedIn)?;
                for user_id in users.iter() {
                    let old = snapshot.binned(*user_id)?.profile;
                    allowed::about(&old, Permission::UsersPurge, operator)?;
                }
                Ok(users.to_vec())
            }
        })
    }
}

const DAY_MINUTES: i64 = 24 * 60;
/// After a longer pause the program waits a day before it removes anybody by itself: the clock may be wrong.
const PAUSE_DAYS: i64 = 60;

/// Whether the clock is trusted with what the program does by itself.
pub(super) fn is_plausible_now(snapshot: &Snapshot<'_>, now: Timestamp) -> Result<bool, AppError> {
    let yesterday = snapshot.newest_before(now.plus_minutes(-DAY_MINUTES))?;
    Ok(is_plausible(now, yesterday))
}

/// Whether the present fits what was done last before today.
fn is_plausible(now: Timestamp, yesterday: Option<Timestamp>) -> bool {
    yesterday.is_some_and(|at| now <= at.plus_minutes(PAUSE_DAYS * DAY_MINUTES))
}

/// Removes people who are in the bin, one after the other.
fn remove(w: &mut Writer<'_>, users: &[UserId], progress: &Progress) -> Result<(), AppError> {
    let mut orphans = Orphans::default();
    progress.set_total(users.len() as u64);
    for (done, user_id) in users.iter().enumerate() {
        if progress.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        progress.set_done(done as u64);
        w.purge(*user_id, &mut orphans)?;
    }
    Ok(w.forget_texts(orphans)?)
}

/// The numbers, which are all that is left; of very many the first.
pub(in crate::app) fn named(users: &[UserId]) -> String {
    let named = users.iter().take(NAMED);
    let mut named: Vec<String> = named.map(|id| id.contact_id().to_string()).collect();
    if users.len() > NAMED {
        named.push("…".to_owned());
    }
    named.join(", ")
}
