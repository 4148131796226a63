//! Saving, sharing and deleting views of the table of users.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::fold::name_key;
use crate::domain::ids::{UserId, ViewId};
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::domain::validation::name;
use crate::domain::view::{Sharing, ViewDraft, ViewProfile};
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a saved view.
#[derive(Clone, PartialEq, Debug)]
pub enum ViewCommand {
    /// Save a new one.
    Create(Box<ViewDraft>),
    /// Change one.
    Update {
        /// Which.
        view_id: ViewId,
        /// What it was when it was changed.
        base: ViewProfile,
        /// The wanted state.
        wanted: Box<ViewDraft>,
    },
    /// Delete one.
    Delete(ViewId),
    /// Let the operator's list of users begin with one, or with everyone.
    Start(Option<ViewId>),
}

impl From<ViewCommand> for Command {
    fn from(command: ViewCommand) -> Self {
        Self::View(command)
    }
}

impl ViewCommand {
    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Hand(&[Permission::UsersView])
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Create(_) | Self::Update { .. } | Self::Delete(_) | Self::Start(_) => {
                FreshProof::NotNeeded
            }
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "view.create",
            Self::Update { .. } => "view.update",
            Self::Delete(_) => "view.delete",
            Self::Start(_) => "view.start",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let command = self.name();
        let view_id = workspace.transact(context.act(), |w| {
            let view_id = match self {
                Self::Create(wanted) => Some(create(w, &wanted, actor)?),
                Self::Update {
                    view_id,
                    base,
                    wanted,
                } => Some(update(w, view_id, &base, &wanted, actor)?),
                Self::Delete(view_id) => {
                    let before = w.before(ObjectKind::View, view_id.0)?;
                    remove(w, view_id, actor)?;
                    w.record_since(&before)?;
                    Some(view_id)
                }
                Self::Start(view_id) => start(w, view_id, actor)?,
            };
            let entry = NewEntry::done(command, ObjectKind::View, view_id.map(|id| id.0));
            Ok::<_, AppError>((view_id, entry))
        })?;
        let reply = view_id.map_or(Reply::Done, Reply::ViewSaved);
        Ok(Done::new(reply, Topics::VIEWS))
    }
}

fn create(
    w: &mut Writer<'_>,
    wanted: &ViewDraft,
    actor: Option<&Actor>,
) -> Result<ViewId, AppError> {
    let (operator, owner_id) = operator(actor)?;
    check_sharing(operator, wanted.sharing)?;
    let name = checked_name(w, (owner_id, None), &wanted.name)?;
    check_content(wanted)?;
    let mut profile = ViewProfile {
        name,
        sharing: wanted.sharing,
        version: 0,
    };
    let view_id = w.insert_view(owner_id, &profile)?;
    profile.version = w.add_view_version(view_id, &wanted.content)?;
    w.update_view(view_id, &profile)?;
    w.record_since(&Writer::before_adding(ObjectKind::View, view_id.0))?;
    Ok(view_id)
}

fn update(
    w: &mut Writer<'_>,
    view_id: ViewId,
    base: &ViewProfile,
    wanted: &ViewDraft,
    actor: Option<&Actor>,
) -> Result<ViewId, AppError> {
    let old = w.saved_view(view_id)?;
    check_change(actor, (old.owner_id, old.profile.sharing))?;
    if old.profile != *base {
        return Err(AppError::Conflict);
    }
    if wanted.sharing != old.profile.sharing {
        check_sharing(operator(actor)?.0, wanted.sharing)?;
    }
    check_content(wanted)?;
    let before = w.before(ObjectKind::View, view_id.0)?;
    let mut profile = ViewProfile {
        name: checked_name(w, (old.owner_id, Some(view_id)), &wanted.name)?,
        sharing: wanted.sharing,
        version: old.profile.version,
    };
    if wanted.content != old.content {
        profile.version = w.add_view_version(view_id, &wanted.content)?;
    }
    w.update_view(view_id, &profile)?;
    w.record_since(&before)?;
    Ok(view_id)
}

/// Deletes a view as far as the operator may.
pub(super) fn remove(
    w: &mut Writer<'_>,
    view_id: ViewId,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let old = w.saved_view(view_id)?;
    check_change(actor, (old.owner_id, old.profile.sharing))?;
    Ok(w.delete_view(view_id)?)
}

fn start(
    w: &mut Writer<'_>,
    view_id: Option<ViewId>,
    actor: Option<&Actor>,
) -> Result<Option<ViewId>, AppError> {
    let (operator, user_id) = operator(actor)?;
    if let Some(view_id) = view_id {
        let view = w.saved_view(view_id)?;
        if !finds(operator, (view.owner_id, view.profile.sharing)) {
            return Err(StoreError::NotFound.into());
        }
    }
    w.set_start_view(user_id, view_id)?;
    Ok(view_id)
}

/// Whether the operator finds a view: their own, and shared ones where they may see everyone in the office.
pub(in crate::app) fn finds(operator: &Actor, (owner_id, sharing): (UserId, Sharing)) -> bool {
    operator.user_id == Some(owner_id)
        || sharing == Sharing::Office && operator.may_everywhere(Permission::UsersView)
}

/// Refuses who may not change a view: it is its owner's, and a shared one is also theirs who may change the settings.
pub(in crate::app) fn check_change(
    actor: Option<&Actor>,
    view: (UserId, Sharing),
) -> Result<(), AppError> {
    let (operator, user_id) = operator(actor)?;
    if !finds(operator, view) {
        return Err(StoreError::NotFound.into());
    }
    if user_id == view.0 || operator.may_everywhere(Permission::SettingsManage) {
        return Ok(());
    }
    Err(AppError::Denied(Permission::SettingsManage))
}

/// Shares with those who see everyone only who does so too.
pub(in crate::app) fn check_sharing(operator: &Actor, sharing: Sharing) -> Result<(), AppError> {
    if sharing == Sharing::Private || operator.may_everywhere(Permission::UsersView) {
        return Ok(());
    }
    Err(AppError::Denied(Permission::UsersView))
}

/// A clean name that no other view has which its owner finds.
pub(super) fn checked_name(
    w: &Writer<'_>,
    (owner_id, view_id): (UserId, Option<ViewId>),
    wanted: &str,
) -> Result<String, AppError> {
    let name = name::parse(wanted).map_err(|said| AppError::invalid(Field::Name, said))?;
    let key = name_key(&name);
    let mut others = w.views(owner_id)?.into_iter();
    if others.any(|other| Some(other.view_id) != view_id && name_key(&other.profile.name) == key) {
        let said = fill(text().view.name_taken, &[&name]);
        return Err(AppError::invalid(Field::Name, said));
    }
    Ok(name)
}

fn check_content(wanted: &ViewDraft) -> Result<(), AppError> {
    if wanted.content.filter.is_valid() {
        return Ok(());
    }
    Err(AppError::invalid(
        Field::Name,
        text().view.bad_filter.to_owned(),
    ))
}

fn operator(actor: Option<&Actor>) -> Result<(&Actor, UserId), AppError> {
    let actor = actor.ok_or(AppError::NotSignedIn)?;
    Ok((actor, actor.user_id.ok_or(AppError::NotSignedIn)?))
}
