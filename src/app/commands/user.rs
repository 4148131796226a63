//! Adding and changing a person.

use super::user_allowed as allowed;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::office::ContactRule;
use crate::domain::permission::Permission;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::domain::undo::State;
use crate::domain::user::{AccountStatus, Onboarding, Profile, UserRecord};
use crate::domain::validation::draft::{DraftRules, EmailRule, UserDraft};
use crate::store::users::NewUser;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// An open invitation runs out after so many minutes: 14 days.
pub const INVITATION_MINUTES: i64 = 14 * 24 * 60;

/// A change to a person.
#[derive(Clone, PartialEq, Debug)]
pub enum UserCommand {
    /// Add a person.
    Create(Box<UserDraft>),
    /// Change a person.
    Update {
        /// Who.
        user_id: UserId,
        /// The wanted state.
        draft: Box<UserDraft>,
        /// [`UserRecord::changed_at`] of the state that the draft was made from.
        base: Timestamp,
    },
}

impl From<UserCommand> for Command {
    fn from(command: UserCommand) -> Self {
        Self::User(command)
    }
}

impl UserCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Create(_) => Access::Part(&[Permission::UsersCreate]),
            Self::Update { .. } => Access::Part(&[Permission::UsersUpdate]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Create(_) | Self::Update { .. } => FreshProof::WhereRolesChange,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "user.create",
            Self::Update { .. } => "user.update",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let name = self.name();
        let user_id = workspace.transact(context.act(), |w| {
            let user_id = match self {
                Self::Create(draft) => create(w, (context, actor), &draft)?,
                Self::Update {
                    user_id,
                    draft,
                    base,
                } => update(w, (context, actor), (user_id, base), &draft)?,
            };
            Ok::<_, AppError>((
                user_id,
                NewEntry::done(name, ObjectKind::User, Some(user_id.0)),
            ))
        })?;
        Ok(Done::new(Reply::Created(user_id), Topics::USERS))
    }
}

fn create(
    w: &mut Writer<'_>,
    (context, actor): (&Context<'_>, Option<&Actor>),
    draft: &UserDraft,
) -> Result<UserId, AppError> {
    let profile = parse(w, draft, EmailRule::Required)?;
    allowed::creation(w, &profile, actor)?;
    check_email(w, &profile, None, actor)?;
    prove_roles(w, context, (&Profile::default(), &profile))?;
    let at = w.act().at;
    let expires = expiry(Onboarding::NotInvited, profile.onboarding, at, None);
    let changes = w.directory()?.changes(&Profile::default(), &profile);
    let given = profile.clone();
    let user_id = w.insert_user(&NewUser {
        profile,
        created_at: Some(at),
        invitation_expires_at: expires,
    })?;
    allowed::narrow_given(w, user_id, (&Profile::default(), &given), actor)?;
    if let Some(email) = &given.email {
        w.join_waiting(user_id, email)?;
    }
    let marks = State::default().marks(&w.state(ObjectKind::User, user_id.0)?);
    w.record_person(user_id, &changes, &marks)?;
    Ok(user_id)
}

fn update(
    w: &mut Writer<'_>,
    (context, actor): (&Context<'_>, Option<&Actor>),
    (user_id, base): (UserId, Timestamp),
    draft: &UserDraft,
) -> Result<UserId, AppError> {
    let old = w.user(user_id)?;
    // First, so that nobody learns of a person out of sight from the conflict.
    let draft = allowed::with_hidden(w, draft, &old.profile, actor)?;
    if old.changed_at != base {
        return Err(AppError::Conflict);
    }
    let sees_contact = allowed::sees_contact(&old.profile, actor)?;
    let rule = if old.profile.email.is_none() || !sees_contact {
        EmailRule::Optional
    } else {
        EmailRule::Required
    };
    let mut profile = parse(w, &draft, rule)?;
    if !sees_contact {
        profile = allowed::keep_contact(profile, &old.profile);
    }
    let before = w.before(ObjectKind::User, user_id.0)?;
    save(w, &old, &profile, actor)?;
    allowed::narrow_given(w, user_id, (&old.profile, &profile), actor)?;
    // Last: nobody is asked for their password for what is refused anyway.
    prove_roles(w, context, (&old.profile, &profile))?;
    w.record_since(&before)?;
    Ok(user_id)
}

/// Asks for the password where somebody gets a role or loses one.
fn prove_roles(
    w: &Writer<'_>,
    context: &Context<'_>,
    (old, new): (&Profile, &Profile),
) -> Result<(), AppError> {
    if old.roles == new.roles {
        return Ok(());
    }
    context.require_proof(w.office()?.origin)
}

/// Writes a person's profile after every check but that of what the operator sees.
pub(super) fn save(
    w: &mut Writer<'_>,
    old: &UserRecord,
    profile: &Profile,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let user_id = old.user_id;
    allowed::change(w, user_id, (&old.profile, profile), actor)?;
    check_email(w, profile, Some(user_id), actor)?;
    check_reserved(w, old, profile)?;
    check_last_administrator(w, old, profile)?;
    let expires = expiry(
        old.profile.onboarding,
        profile.onboarding,
        w.act().at,
        old.invitation_expires_at,
    );
    w.update_user(user_id, profile)?;
    if expires != old.invitation_expires_at {
        w.set_invitation_expiry(user_id, expires)?;
    }
    match &profile.email {
        Some(email) if profile.email != old.profile.email => Ok(w.join_waiting(user_id, email)?),
        _ => Ok(()),
    }
}

fn parse(w: &Writer<'_>, draft: &UserDraft, email: EmailRule) -> Result<Profile, AppError> {
    let region = w.office()?.phone_region;
    draft
        .parse(&DraftRules {
            phone_region: &region,
            email,
        })
        .map_err(AppError::Invalid)
}

fn check_email(
    w: &Writer<'_>,
    profile: &Profile,
    except: Option<UserId>,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let Some(email) = &profile.email else {
        return Ok(());
    };
    let Some(owner) = w.email_owner(email, except)? else {
        return Ok(());
    };
    let words = &text().problem;
    // Whose record may not be seen is not named.
    let problem = if allowed::sees(&w.user(owner)?.profile, actor) {
        fill(words.email_taken, &[&owner.contact_id()])
    } else {
        words.email_taken_hidden.to_owned()
    };
    Err(AppError::invalid(Field::Email, problem))
}

fn check_reserved(w: &Writer<'_>, old: &UserRecord, new: &Profile) -> Result<(), AppError> {
    let reserved = w.office()?.contact_rule == ContactRule::ReservedForPerson
        && old.profile.onboarding.has_begun();
    if !reserved {
        return Ok(());
    }
    for (field, is_same) in [
        (Field::Email, old.profile.email == new.email),
        (Field::Phone, old.profile.phone == new.phone),
    ] {
        if !is_same {
            return Err(AppError::invalid(field, text().problem.reserved.to_owned()));
        }
    }
    Ok(())
}

/// Refuses to let the last one go who administers the office.
pub(super) fn check_lasting_administrator(
    w: &Writer<'_>,
    old: &UserRecord,
) -> Result<(), AppError> {
    let without = Profile {
        status: AccountStatus::Inactive,
        ..old.profile.clone()
    };
    check_last_administrator(w, old, &without)
}

fn check_last_administrator(
    w: &Writer<'_>,
    old: &UserRecord,
    new: &Profile,
) -> Result<(), AppError> {
    let roles = w.directory()?.roles;
    let administers = |p: &Profile| {
        p.status == AccountStatus::Active
            && roles.iter().any(|r| {
                r.key.as_deref() == Some(SYSTEM_ADMINISTRATOR) && p.roles.contains(&r.role_id)
            })
    };
    // Looking for other holders may read every role of a million people, so it comes last.
    if !administers(&old.profile)
        || administers(new)
        || w.active_holders(SYSTEM_ADMINISTRATOR)? != [old.user_id]
    {
        return Ok(());
    }
    let field = if new.status == AccountStatus::Active {
        Field::Roles
    } else {
        Field::Status
    };
    Err(AppError::invalid(
        field,
        text().problem.last_administrator.to_owned(),
    ))
}

/// An invitation that is opened gets a new expiry; one that is no longer open has none.
fn expiry(
    old: Onboarding,
    new: Onboarding,
    at: Timestamp,
    present: Option<Timestamp>,
) -> Option<Timestamp> {
    match (new.is_open(), old == new) {
        (false, _) => None,
        (true, true) => present,
        (true, false) => Some(at.plus_minutes(INVITATION_MINUTES)),
    }
}
