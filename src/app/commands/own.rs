//! The operator's own account: password, second factor, sessions. Nobody needs a permission for it, and nobody can do it
//! for somebody else.

use zeroize::Zeroizing;

use super::judge::take_code;
use super::session::{ENDED_BY_PASSWORD, about};
use super::session_lock::check;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::password;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::seat::{Operator, Seat};
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::{SessionId, UserId};
use crate::domain::second_factor::{Secret, recovery_codes, recovery_hash};
use crate::domain::session_end::stored;
use crate::domain::text::text;
use crate::store::credentials::Attempts;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to the operator's own account.
#[derive(Clone, PartialEq)]
pub enum OwnCommand {
    /// Change the password.
    ChangePassword {
        /// The present one.
        current: Zeroizing<String>,
        /// The one to have from now on.
        wanted: Zeroizing<String>,
    },
    /// Turn the second factor on, with a code of the device that has its secret.
    TurnOnFactor {
        /// What the program and the device share.
        secret: Secret,
        /// A code.
        code: Zeroizing<String>,
    },
    /// Turn the second factor off.
    TurnOffFactor {
        /// The password.
        password: Zeroizing<String>,
        /// A code.
        code: Zeroizing<String>,
    },
    /// Replace the recovery codes.
    RenewCodes,
    /// End one of the other sessions.
    EndSession(SessionId),
    /// End all other sessions.
    EndOtherSessions,
}

impl std::fmt::Debug for OwnCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<OwnCommand> for Command {
    fn from(command: OwnCommand) -> Self {
        Self::Own(command)
    }
}

impl OwnCommand {
    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Oneself
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            // These ask for the password themselves, or take nothing away.
            Self::ChangePassword { .. }
            | Self::TurnOffFactor { .. }
            | Self::EndSession(_)
            | Self::EndOtherSessions => FreshProof::NotNeeded,
            Self::TurnOnFactor { .. } | Self::RenewCodes => FreshProof::Needed,
        }
    }

    /// The password that the operator has from now on, once the command is carried out: it seals the key of the file.
    pub(super) fn password(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::ChangePassword { wanted, .. } => Some(wanted),
            Self::TurnOnFactor { .. }
            | Self::TurnOffFactor { .. }
            | Self::RenewCodes
            | Self::EndSession(_)
            | Self::EndOtherSessions => None,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::ChangePassword { .. } => "own.change_password",
            Self::TurnOnFactor { .. } => "own.turn_on_factor",
            Self::TurnOffFactor { .. } => "own.turn_off_factor",
            Self::RenewCodes => "own.renew_codes",
            Self::EndSession(_) => "own.end_session",
            Self::EndOtherSessions => "own.end_other_sessions",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let operator = context.seat.operator().ok_or(AppError::NotSignedIn)?;
        let name = self.name();
        match self {
            Self::ChangePassword { current, wanted } => {
                change_password(workspace, context, operator, (&current, &wanted))
            }
            Self::TurnOnFactor { secret, code } => {
                turn_on(workspace, context, operator.user_id, (&secret, &code))
            }
            Self::TurnOffFactor { password, code } => {
                turn_off(workspace, context, operator, (&password, &code))
            }
            Self::RenewCodes => renew_codes(workspace, context, operator.user_id),
            Self::EndSession(session_id) => end_session(workspace, context, (operator, session_id)),
            Self::EndOtherSessions => workspace.transact(context.act(), |w| {
                let (user_id, but) = (operator.user_id, Some(operator.session_id));
                let count = w.end_sessions(user_id, but, ENDED_BY_PERSON)?;
                let entry = about(operator.session_id, name);
                let done = Done::new(Reply::Done, Topics::SESSIONS);
                Ok((done, NewEntry { count, ..entry }))
            }),
        }
    }
}

/// Why sessions ended that their person ended from elsewhere.
const ENDED_BY_PERSON: &str = stored::PERSON;

fn change_password(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    (current, wanted): (&str, &str),
) -> Result<Done, AppError> {
    let user_id = operator.user_id;
    let (email, office) = workspace.reader()?.snapshot(|s| {
        let email = s.user(user_id)?.profile.email.unwrap_or_default();
        Ok::<_, StoreError>((email, s.office()?.name))
    })?;
    password::check(wanted, &[&*operator.name, &*email, &*office])?;
    if current == wanted {
        let said = text().problem.password_same;
        return Err(AppError::invalid(Field::Name, said));
    }
    check(workspace, context, operator, current)?;
    let phc = password::hash(wanted, context.env.random.as_ref())?;
    let act = context.act();
    workspace.transact(act, |w| {
        w.set_password(user_id, &phc)?;
        w.end_sessions(user_id, Some(operator.session_id), ENDED_BY_PASSWORD)?;
        let change = FieldChange::new("password", "", text().part.password_new);
        record(w, user_id, ("own.change_password", change))
    })?;
    let operator = Operator {
        proven_at: act.at,
        ..operator.clone()
    };
    Ok(Done {
        seat: Some(Seat::Taken(operator)),
        ..Done::new(Reply::Done, Topics::SESSIONS.with(Topics::USERS))
    })
}

fn turn_on(
    workspace: &mut Workspace,
    context: &Context<'_>,
    user_id: UserId,
    (secret, code): (&Secret, &str),
) -> Result<Done, AppError> {
    let codes = recovery_codes(context.env.random.as_ref());
    workspace.transact(context.act(), |w| {
        if w.second_factor(user_id)?.is_some() {
            let said = text().problem.factor_present;
            return Err(AppError::invalid(Field::Name, said));
        }
        w.set_second_factor(user_id, secret, 0)?;
        w.set_recovery_codes(user_id, &hashes(user_id, &codes))?;
        // The codes on paper are not known to anybody yet, so only one of the device confirms it.
        take_code(w, user_id, code)?;
        let change = FieldChange::new("second_factor", text().app.no, text().app.yes);
        record(w, user_id, ("own.turn_on_factor", change))
    })?;
    Ok(Done::new(Reply::RecoveryCodes(codes), Topics::USERS))
}

fn turn_off(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    (password, code): (&str, &str),
) -> Result<Done, AppError> {
    let user_id = operator.user_id;
    check(workspace, context, operator, password)?;
    workspace.transact(context.act(), |w| {
        check_factor(w, user_id)?;
        take_code(w, user_id, code)?;
        w.remove_second_factor(user_id)?;
        w.set_attempts(user_id, Attempts::default())?;
        let change = FieldChange::new("second_factor", text().app.yes, text().app.no);
        record(w, user_id, ("own.turn_off_factor", change))
    })?;
    Ok(Done::new(Reply::Done, Topics::USERS))
}

fn renew_codes(
    workspace: &mut Workspace,
    context: &Context<'_>,
    user_id: UserId,
) -> Result<Done, AppError> {
    let codes = recovery_codes(context.env.random.as_ref());
    workspace.transact(context.act(), |w| {
        check_factor(w, user_id)?;
        w.set_recovery_codes(user_id, &hashes(user_id, &codes))?;
        let change = FieldChange::new("recovery_codes", "", text().part.password_new);
        record(w, user_id, ("own.renew_codes", change))
    })?;
    Ok(Done::new(Reply::RecoveryCodes(codes), Topics::USERS))
}

/// Refuses where somebody has no second factor.
pub(super) fn check_factor(w: &Writer<'_>, user_id: UserId) -> Result<(), AppError> {
    if w.second_factor(user_id)?.is_some() {
        return Ok(());
    }
    let said = text().problem.factor_missing;
    Err(AppError::invalid(Field::Name, said))
}

fn end_session(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (operator, session_id): (&Operator, SessionId),
) -> Result<Done, AppError> {
    workspace.transact(context.act(), |w| {
        let is_own = w.session_owner(session_id)? == operator.user_id;
        // Somebody else's is as if not there; the own one is left by signing out.
        if !is_own || session_id == operator.session_id {
            return Err(StoreError::NotFound.into());
        }
        w.end_session(session_id, ENDED_BY_PERSON)?;
        Ok::<_, AppError>(((), about(session_id, "own.end_session")))
    })?;
    Ok(Done::new(Reply::Done, Topics::SESSIONS))
}

fn hashes(user_id: UserId, codes: &[String]) -> Vec<[u8; 32]> {
    let codes = codes.iter();
    codes.map(|code| recovery_hash(user_id, code)).collect()
}

/// Tells that something is new or gone, and nothing of it.
fn record(
    w: &mut Writer<'_>,
    user_id: UserId,
    (command, change): (&'static str, FieldChange),
) -> Result<((), NewEntry), AppError> {
    w.record_user(user_id, &[change])?;
    let entry = NewEntry::done(command, ObjectKind::User, Some(user_id.0));
    Ok(((), entry))
}
