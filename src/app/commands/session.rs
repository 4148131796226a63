//! Signing in and out; locking the program and unlocking it; giving the password again.
//!
//! A wrong password and an unknown address get the same answer after the same work. Unlocking is judged like signing in;
//! while the program is locked nothing else is possible than unlocking it and signing out.
//!
//! What a sign-in needs besides the password is asked for only when the password was right: a new password where somebody
//! else chose it, the code of the second factor where there is one. Until all of it is there and right, nobody is signed in.

use super::judge::{Account, forgive, held, judge, take_code};
use super::recover::{self, Recovery, recover};
use super::session_lock::{lock, prove, unlock};
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
use crate::domain::office::Origin;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::session_end::stored;
use crate::domain::text::text;
use crate::store::credentials::{Attempts, ChosenBy, Credential};
use crate::store::error::StoreError;
use crate::store::sessions::STAY_MINUTES;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;
use zeroize::Zeroizing;

/// Why sessions ended whose person has a new password.
pub(super) const ENDED_BY_PASSWORD: &str = stored::PASSWORD;

/// Signing in or out.
#[derive(Clone, PartialEq)]
pub enum SessionCommand {
    /// Sign in with e-mail and password.
    SignIn {
        /// E-mail.
        email: String,
        /// Password.
        password: Zeroizing<String>,
    },
    /// Sign in with all that was asked for.
    SignInFully(Box<Proof>),
    /// Sign in to the demo as its administrator, without a password.
    EnterDemo,
    /// End the operator's session.
    SignOut,
    /// Set the operator aside until they have proven who they are.
    Lock,
    /// Go on where the program was locked.
    Unlock {
        /// Password of whoever locked it; the demo asks for none.
        password: Zeroizing<String>,
    },
    /// Give the password again, before something dangerous.
    Prove {
        /// The operator's password.
        password: Zeroizing<String>,
    },
    /// Give an administrator a new password with the recovery code of the file.
    Recover(Box<Recovery>),
}

/// Everything by which somebody shows who they are.
#[derive(Clone, PartialEq, Default)]
pub struct Proof {
    /// E-mail.
    pub email: String,
    /// Password.
    pub password: Zeroizing<String>,
    /// The password to have from now on, where it must be changed.
    pub renewed: Option<Zeroizing<String>>,
    /// A code of the second factor.
    pub code: Option<Zeroizing<String>>,
}

impl std::fmt::Debug for SessionCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<SessionCommand> for Command {
    fn from(command: SessionCommand) -> Self {
        Self::Session(command)
    }
}

impl SessionCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            // Whoever is signed in can always leave, with an account that is no longer active too. Whoever has locked the
            // program counts as nobody; the commands ask for them themselves.
            Self::SignIn { .. }
            | Self::SignInFully(_)
            | Self::EnterDemo
            | Self::SignOut
            | Self::Unlock { .. }
            | Self::Recover(_) => Access::Public,
            Self::Lock => Access::SignedIn,
            Self::Prove { .. } => Access::Oneself,
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::SignIn { .. }
            | Self::SignInFully(_)
            | Self::EnterDemo
            | Self::SignOut
            | Self::Lock
            | Self::Unlock { .. }
            | Self::Prove { .. }
            | Self::Recover(_) => FreshProof::NotNeeded,
        }
    }

    /// The password that the operator has from now on, once the command is carried out: it seals the key of the file.
    pub(super) fn password(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::SignIn { password, .. } => Some(password),
            Self::SignInFully(proof) => Some(proof.renewed.as_ref().unwrap_or(&proof.password)),
            Self::EnterDemo
            | Self::SignOut
            | Self::Lock
            | Self::Unlock { .. }
            | Self::Prove { .. }
            | Self::Recover(_) => None,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::SignIn { .. } | Self::SignInFully(_) => "session.sign_in",
            Self::EnterDemo => "session.enter_demo",
            Self::SignOut => "session.sign_out",
            Self::Lock => "session.lock",
            Self::Unlock { .. } => "session.unlock",
            Self::Prove { .. } => "session.prove",
            Self::Recover(_) => recover::NAME,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        match (self, context.seat) {
            (Self::SignIn { .. } | Self::SignInFully(_) | Self::EnterDemo, Seat::Locked(_)) => {
                Err(AppError::NotSignedIn)
            }
            (Self::SignIn { email, password }, _) => {
                let proof = Proof {
                    email,
                    password,
                    ..Proof::default()
                };
                sign_in(workspace, context, &proof)
            }
            (Self::SignInFully(proof), _) => sign_in(workspace, context, &proof),
            (Self::EnterDemo, _) => enter_demo(workspace, context),
            (Self::SignOut, Seat::Taken(operator) | Seat::Locked(operator)) => {
                sign_out(workspace, context, operator)
            }
            (Self::Lock, Seat::Taken(operator)) => lock(workspace, context, operator),
            (Self::Unlock { password }, Seat::Locked(operator)) => {
                unlock(workspace, context, operator, &password)
            }
            (Self::Prove { password }, Seat::Taken(operator)) => {
                prove(workspace, context, operator, &password)
            }
            (Self::Recover(asked), Seat::Empty) => recover(workspace, context, &asked),
            (
                Self::SignOut
                | Self::Lock
                | Self::Unlock { .. }
                | Self::Prove { .. }
                | Self::Recover(_),
                _,
            ) => Err(AppError::NotSignedIn),
        }
    }
}

fn sign_in(
    workspace: &mut Workspace,
    context: &Context<'_>,
    proof: &Proof,
) -> Result<Done, AppError> {
    let account = Account::by_email(workspace, &proof.email)?;
    let found = judge(workspace, context, account, &proof.password)?;
    let found = found.ok_or(AppError::WrongCredentials)?;
    if found.is_locked {
        return Err(held(workspace, context, &found)?);
    }
    let hash = match missing(workspace, &found, proof)
        .and_then(|()| new_hash(workspace, context, &found, proof))
    {
        Ok(hash) => hash,
        Err(asked) => {
            forgive(workspace, context, &found)?;
            return Err(asked);
        }
    };
    let (user_id, code) = (found.user_id, proof.code.as_ref());
    let who = (user_id, found.name, "session.sign_in");
    begin(workspace, context, who, |w| {
        take_code(w, user_id, code.map_or("", |code| code))?;
        renew(w, user_id, hash)
    })
}

/// Asks for what is still missing, the new password first: a code would be over by the time it is chosen.
fn missing(workspace: &Workspace, found: &Credential, proof: &Proof) -> Result<(), AppError> {
    if found.chosen_by == ChosenBy::SomebodyElse && proof.renewed.is_none() {
        return Err(AppError::PasswordDue);
    }
    let factor = workspace
        .reader()?
        .snapshot(|s| s.second_factor(found.user_id))?;
    if factor.is_some() && proof.code.is_none() {
        return Err(AppError::CodeNeeded);
    }
    Ok(())
}

/// The hash that a sign-in leaves: of the new password, or of the same one where it was made with older parameters.
fn new_hash(
    workspace: &Workspace,
    context: &Context<'_>,
    found: &Credential,
    proof: &Proof,
) -> Result<Option<NewHash>, AppError> {
    let random = context.env.random.as_ref();
    match (&proof.renewed, found.chosen_by) {
        (Some(renewed), ChosenBy::SomebodyElse) => {
            if *renewed == proof.password {
                let said = text().problem.password_same;
                return Err(AppError::invalid(Field::Name, said));
            }
            let office = workspace.reader()?.snapshot(|s| s.office())?;
            let known = [&*found.name, &*found.email, &*office.name];
            password::check(renewed, &known)?;
            Ok(Some(NewHash::Renewed(password::hash(renewed, random)?)))
        }
        _ if password::is_outdated(&found.phc) => {
            let same = password::hash(&proof.password, random)?;
            Ok(Some(NewHash::Same(same)))
        }
        _ => Ok(None),
    }
}

/// The hash that a sign-in leaves.
enum NewHash {
    /// Of a new password.
    Renewed(String),
    /// Of the same password.
    Same(String),
}

fn enter_demo(workspace: &mut Workspace, context: &Context<'_>) -> Result<Done, AppError> {
    let found = workspace.transact(context.act(), |w| {
        let is_demo = w.office()?.origin == Origin::Demo;
        let administrator = w.active_holders(SYSTEM_ADMINISTRATOR)?.into_iter().min();
        let Some(user_id) = administrator.filter(|_| is_demo) else {
            return Err(AppError::WrongCredentials);
        };
        let name = w.user(user_id)?.profile.name;
        Ok((
            (user_id, name),
            NewEntry::done("session.enter_demo", ObjectKind::Session, Some(user_id.0)),
        ))
    })?;
    let (user_id, name) = found;
    // The demo asks nobody for a code.
    let nothing = |_: &mut Writer<'_>| Ok(Vec::new());
    begin(
        workspace,
        context,
        (user_id, name, "session.sign_in"),
        nothing,
    )
}

/// Writes the hash that a sign-in leaves, and says what it changed about the person.
fn renew(
    w: &mut Writer<'_>,
    user_id: UserId,
    hash: Option<NewHash>,
) -> Result<Vec<FieldChange>, AppError> {
    match hash {
        None => Ok(Vec::new()),
        Some(NewHash::Same(phc)) => {
            w.set_password(user_id, &phc)?;
            Ok(Vec::new())
        }
        Some(NewHash::Renewed(phc)) => {
            w.set_password(user_id, &phc)?;
            w.end_sessions(user_id, None, ENDED_BY_PASSWORD)?;
            let words = &text().part;
            Ok(vec![FieldChange::new("password", "", words.password_new)])
        }
    }
}

/// Starts a session; `first` does what belongs to it, and says what it changed about the person.
pub(super) fn begin(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (user_id, name, command): (UserId, String, &'static str),
    first: impl FnOnce(&mut Writer<'_>) -> Result<Vec<FieldChange>, AppError>,
) -> Result<Done, AppError> {
    let mut act = context.act();
    act.actor = Some(user_id);
    let device = &context.env.device;
    let session_id = workspace.transact(act, |w| {
        let mut changes = first(w)?;
        w.set_attempts(user_id, Attempts::default())?;
        let before = w.user(user_id)?.profile;
        let was = w.state(ObjectKind::User, user_id.0)?;
        let session_id = w.start_session(user_id, device, act.at.plus_minutes(STAY_MINUTES))?;
        // Signing in completes onboarding, which is a change of the person like any other.
        let after = w.user(user_id)?.profile;
        changes.extend(w.directory()?.changes(&before, &after));
        if !changes.is_empty() {
            let facts = was.marks(&w.state(ObjectKind::User, user_id.0)?);
            w.record_noted(user_id, &changes, &facts)?;
        }
        Ok::<_, AppError>((session_id, about(session_id, command)))
    })?;
    let operator = Operator {
        user_id,
        name,
        session_id,
        proven_at: act.at,
    };
    Ok(Done {
        reply: Reply::SignedIn(operator.clone()),
        touched: Topics::ALL,
        seat: Some(Seat::Taken(operator)),
    })
}

fn sign_out(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
) -> Result<Done, AppError> {
    let session_id = operator.session_id;
    workspace.transact(context.act(), |w| {
        Ok::<_, AppError>(((), leave(w, session_id)?))
    })?;
    Ok(Done {
        reply: Reply::Done,
        touched: Topics::SESSIONS,
        seat: Some(Seat::Empty),
    })
}

/// Ends a session by the wish of whoever is signed in.
pub(super) fn leave(w: &mut Writer<'_>, session_id: SessionId) -> Result<NewEntry, StoreError> {
    w.end_session(session_id, stored::SIGNED_OUT)?;
    Ok(about(session_id, "session.sign_out"))
}

/// The entry of an act about a session.
pub(super) fn about(session_id: SessionId, command: &'static str) -> NewEntry {
    NewEntry::done(command, ObjectKind::Session, Some(session_id.0))
}
