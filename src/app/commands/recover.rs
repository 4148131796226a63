//! A new password for an administrator by the recovery code of the file: for the last one, who forgot theirs.
//!
//! Whoever has the code has the whole file, so nothing more is asked; it is judged like a password, with the same delays.
//! The second factor goes with the password, since it may be lost like it: the screen and the log say so.

use zeroize::Zeroizing;

use super::judge::{Account, hold_back};
use super::session::ENDED_BY_PASSWORD;
use super::{Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::password;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::FieldChange;
use crate::domain::recovery;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::text::text;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// The stable name in the audit log.
pub(super) const NAME: &str = "session.recover";

/// What is needed for a new password.
#[derive(Clone, PartialEq, Default)]
pub struct Recovery {
    /// The administrator's e-mail.
    pub email: String,
    /// The recovery code of the file.
    pub code: Zeroizing<String>,
    /// The password to have from now on.
    pub password: Zeroizing<String>,
}

/// Sets the password and ends what was signed in with the old one; nobody is signed in by it.
pub(super) fn recover(
    workspace: &mut Workspace,
    context: &Context<'_>,
    asked: &Recovery,
) -> Result<Done, AppError> {
    let key = workspace.key().ok_or(AppError::NotEncrypted)?;
    let office = workspace.reader()?.snapshot(|s| s.office())?;
    password::check(&asked.password, &[&*asked.email, &*office.name])?;
    let account = Account::by_email(workspace, &asked.email)?;
    hold_back(workspace, context, (&account, NAME))?;
    let typed = recovery::decode(&asked.code).map_err(AppError::RecoveryCode)?;
    if *typed != *key.bytes() {
        return Err(AppError::WrongRecoveryCode);
    }
    let phc = password::hash(&asked.password, context.env.random.as_ref())?;
    workspace.transact(context.act(), |w| {
        let entry = renew(w, asked, &phc)?;
        Ok::<_, AppError>(((), entry))
    })?;
    Ok(Done::new(Reply::Done, Topics::USERS.with(Topics::SESSIONS)))
}

fn renew(w: &mut Writer<'_>, asked: &Recovery, phc: &str) -> Result<NewEntry, AppError> {
    let found = w.credential(&asked.email)?;
    let found = found.ok_or(AppError::OnlyAdministrators)?;
    let user_id = found.user_id;
    if !w.is_active_holder(user_id, SYSTEM_ADMINISTRATOR)? {
        return Err(AppError::OnlyAdministrators);
    }
    password::check(&asked.password, &[&*found.name])?;
    w.set_password(user_id, phc)?;
    // Whoever has the code has the whole file: a lock would keep out nobody else.
    w.set_locked(user_id, None)?;
    w.end_sessions(user_id, None, ENDED_BY_PASSWORD)?;
    let words = text();
    let mut changes = vec![FieldChange::new("password", "", words.part.password_new)];
    if w.second_factor(user_id)?.is_some() {
        w.remove_second_factor(user_id)?;
        let change = FieldChange::new("second_factor", words.app.yes, words.app.no);
        changes.push(change);
    }
    w.record_user(user_id, &changes)?;
    Ok(NewEntry::done(NAME, ObjectKind::Session, Some(user_id.0)))
}
