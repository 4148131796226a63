//! Viewing as a user: beginning it, and recording which pages were visited and how it ended.
//!
//! Nothing of the person changes by it, neither their last sign-in nor their sessions.

use serde_json::json;

use super::{Command, Context, Done, Reply, user_allowed as allowed};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::app::viewing::{Over, Viewing};
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::ids::{UserId, ViewingId};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::time::Timestamp;
use crate::domain::validation::line;
use crate::domain::viewing::{Ended, MINUTES, Obstacle, Visit};
use crate::store::workspace::{Act, Workspace};
use crate::store::writer::Writer;

const BEGIN: &str = "viewing.begin";
const VISIT: &str = "viewing.visit";
const END: &str = "viewing.end";

/// Begins to view as somebody.
#[derive(Clone, PartialEq, Debug)]
pub struct ViewingCommand {
    /// As whom.
    pub user_id: UserId,
    /// Why.
    pub reason: String,
}

impl From<ViewingCommand> for Command {
    fn from(command: ViewingCommand) -> Self {
        Self::Viewing(command)
    }
}

impl ViewingCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = BEGIN;

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Hand(&[Permission::UsersImpersonate])
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        FreshProof::Needed
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let operator = actor.ok_or(AppError::NotSignedIn)?;
        let viewing = workspace.transact(context.act(), |w| begin(w, &self, operator))?;
        Ok(Done::new(Reply::Viewing(viewing), Topics::USERS))
    }
}

/// Why it was begun, as it is kept.
pub fn reason(raw: &str) -> Result<String, String> {
    let reason = line::parse(raw)?;
    if reason.is_empty() {
        return Err(text().problem.reason_missing.to_owned());
    }
    Ok(reason)
}

fn begin(
    w: &mut Writer<'_>,
    asked: &ViewingCommand,
    operator: &Actor,
) -> Result<(Viewing, NewEntry), AppError> {
    let user_id = asked.user_id;
    let profile = w.user(user_id)?.profile;
    allowed::about(&profile, Permission::UsersImpersonate, operator)?;
    let theirs = w.rights_of(user_id)?;
    let own = (operator.user_id, operator.rights.as_ref());
    if let Some(obstacle) = Obstacle::of(own, (user_id, &theirs)) {
        return Err(AppError::invalid(Field::Name, obstacle.words()));
    }
    let reason = reason(&asked.reason).map_err(|said| AppError::invalid(Field::Notes, said))?;
    // It stands in the person's own history, too.
    w.record_user(user_id, &[])?;
    let began_at = w.act().at;
    let viewing = Viewing {
        id: ViewingId(w.seq()),
        user_id,
        name: profile.name,
        began_at,
        until: began_at.plus_minutes(MINUTES),
    };
    let entry = NewEntry {
        reason: Some(reason),
        ..about(BEGIN, user_id)
    };
    Ok((viewing, entry))
}

fn about(command: &'static str, user_id: UserId) -> NewEntry {
    NewEntry {
        effective: Some(user_id),
        ..NewEntry::done(command, ObjectKind::User, Some(user_id.0))
    }
}

/// Records that a page was visited.
pub(in crate::app) fn record_visit(
    workspace: &mut Workspace,
    (viewing, operator): (&Viewing, UserId),
    (visit, at): (Visit, Timestamp),
) -> Result<(), AppError> {
    let act = Act {
        actor: Some(operator),
        at,
    };
    let person = visit.person.map(|person| person.0);
    let details = json!({ "viewing": viewing.id.0, "page": visit.page.key(), "person": person });
    let entry = about(VISIT, viewing.user_id).with_details(details.to_string());
    workspace.transact(act, |_| Ok::<_, AppError>(((), entry)))
}

/// Records that one ended.
pub(in crate::app) fn record_end(
    workspace: &mut Workspace,
    over: &Over,
    at: Timestamp,
) -> Result<(), AppError> {
    let act = Act {
        actor: Some(over.operator),
        at,
    };
    let viewing = &over.viewing;
    let entry = ended((viewing.id, viewing.user_id), over.why);
    workspace.transact(act, |_| Ok::<_, AppError>(((), entry)))
}

/// Records the end of what an earlier run has left open, in whose log no end stands.
pub(super) fn record_left(
    workspace: &mut Workspace,
    since: Timestamp,
    at: Timestamp,
) -> Result<(), AppError> {
    let left = workspace
        .reader()?
        .snapshot(|s| s.unended(BEGIN, END, since))?;
    let act = Act { actor: None, at };
    for (id, user_id) in left {
        let entry = ended((id, user_id), Ended::Left);
        workspace.transact(act, |_| Ok::<_, AppError>(((), entry)))?;
    }
    Ok(())
}

fn ended((id, user_id): (ViewingId, UserId), why: Ended) -> NewEntry {
    let details = json!({ "viewing": id.0, "why": why.key() });
    about(END, user_id).with_details(details.to_string())
}
