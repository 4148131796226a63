//! Adding, changing and deleting plans and add-ons. What workspaces hold stays, whatever the limits say.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::NewEntry;
use crate::domain::fold::name_key;
use crate::domain::permission::Permission;
use crate::domain::plan::{OfferId, OfferKind, Terms};
use crate::domain::text::{fill, plural, text};
use crate::domain::validation::issues::Issues;
use crate::domain::validation::terms::{TermsDraft, TermsField};
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a plan or an add-on.
#[derive(Clone, PartialEq, Debug)]
pub enum PlanCommand {
    /// Add one.
    Create(OfferKind, Box<TermsDraft>),
    /// Change one, for every workspace that has it.
    Update {
        /// Which.
        offer: OfferId,
        /// What it was when the change was typed.
        base: Box<Terms>,
        /// What was typed.
        draft: Box<TermsDraft>,
    },
    /// Delete one that no workspace has.
    Delete(OfferId),
}

impl From<PlanCommand> for Command {
    fn from(command: PlanCommand) -> Self {
        Self::Plan(command)
    }
}

impl PlanCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Create(..) => Access::Office(&[Permission::PlansCreate]),
            Self::Update { .. } => Access::Office(&[Permission::PlansUpdate]),
            Self::Delete(_) => Access::Office(&[Permission::PlansDelete]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Create(..) | Self::Update { .. } | Self::Delete(_) => FreshProof::NotNeeded,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(OfferKind::Plan, _) => "plan.create",
            Self::Create(OfferKind::AddOn, _) => "addon.create",
            Self::Update { offer, .. } => match offer.kind() {
                OfferKind::Plan => "plan.update",
                OfferKind::AddOn => "addon.update",
            },
            Self::Delete(offer) => match offer.kind() {
                OfferKind::Plan => "plan.delete",
                OfferKind::AddOn => "addon.delete",
            },
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let command = self.name();
        workspace.transact(context.act(), |w| {
            let before = match &self {
                Self::Create(..) => None,
                Self::Update { offer, .. } | Self::Delete(offer) => {
                    let (object, id) = offer.object();
                    Some(w.before(object, id)?)
                }
            };
            let offer = match self {
                Self::Create(kind, draft) => create(w, kind, &draft)?,
                Self::Update { offer, base, draft } => update(w, offer, &base, &draft)?,
                Self::Delete(offer) => {
                    remove(w, offer)?;
                    offer
                }
            };
            let (object, id) = offer.object();
            w.record_since(&before.unwrap_or_else(|| Writer::before_adding(object, id)))?;
            Ok::<_, AppError>(((), NewEntry::done(command, object, Some(id))))
        })?;
        // What a plan includes decides what everybody in its workspaces may see.
        Ok(Done::new(Reply::Done, Topics::ALL))
    }
}

fn create(w: &mut Writer<'_>, kind: OfferKind, draft: &TermsDraft) -> Result<OfferId, AppError> {
    let wanted = checked(w, kind, None, draft)?;
    let wanted = Terms {
        features: wanted.features.intersection(w.modules()?),
        ..wanted
    };
    Ok(w.insert_offer(kind, &wanted)?)
}

fn update(
    w: &mut Writer<'_>,
    offer: OfferId,
    base: &Terms,
    draft: &TermsDraft,
) -> Result<OfferId, AppError> {
    let old = find(w, offer)?;
    let installed = w.modules()?;
    // Features of modules that are not installed are not shown, and stay as they are.
    let shown = Terms {
        features: old.features.intersection(installed),
        ..old.clone()
    };
    if shown != *base {
        return Err(AppError::Conflict);
    }
    let wanted = checked(w, offer.kind(), Some(offer), draft)?;
    let chosen = wanted.features.intersection(installed);
    let wanted = Terms {
        features: chosen.union(old.features.difference(installed)),
        ..wanted
    };
    w.update_offer(offer, &wanted)?;
    Ok(offer)
}

/// Deletes a plan or an add-on that no workspace has.
pub(super) fn remove(w: &mut Writer<'_>, offer: OfferId) -> Result<(), AppError> {
    find(w, offer)?;
    let held = w.workspaces_with(offer)?;
    if held > 0 {
        return Err(in_use(offer.kind(), held));
    }
    Ok(w.delete_offer(offer)?)
}

/// It can't be deleted while workspaces have it: how many, and what to do.
fn in_use(kind: OfferKind, workspaces: u64) -> AppError {
    let words = &text().plan;
    let (one, many, todo) = match kind {
        OfferKind::Plan => (
            words.plan_in_use_one,
            words.plan_in_use_many,
            words.plan_in_use_do,
        ),
        OfferKind::AddOn => (
            words.add_on_in_use_one,
            words.add_on_in_use_many,
            words.add_on_in_use_do,
        ),
    };
    AppError::InUse(plural(workspaces, one, many), todo.to_owned())
}

fn find(w: &Writer<'_>, offer: OfferId) -> Result<Terms, AppError> {
    let mut all = offers(w, offer.kind())?.into_iter();
    let found = all.find(|(other, _)| *other == offer);
    Ok(found.map(|(_, terms)| terms).ok_or(StoreError::NotFound)?)
}

fn offers(w: &Writer<'_>, kind: OfferKind) -> Result<Vec<(OfferId, Terms)>, AppError> {
    Ok(match kind {
        OfferKind::Plan => {
            let plans = w.plans()?.into_iter();
            plans
                .map(|plan| (OfferId::Plan(plan.plan_id), plan.terms))
                .collect()
        }
        OfferKind::AddOn => {
            let add_ons = w.add_ons()?.into_iter();
            add_ons
                .map(|add_on| (OfferId::AddOn(add_on.add_on_id), add_on.terms))
                .collect()
        }
    })
}

/// The wanted terms, with a name that no other of its kind has.
fn checked(
    w: &Writer<'_>,
    kind: OfferKind,
    except: Option<OfferId>,
    draft: &TermsDraft,
) -> Result<Terms, AppError> {
    let wanted = draft.parse(kind).map_err(AppError::InvalidTerms)?;
    check_name(w, kind, except, &wanted.name)?;
    Ok(wanted)
}

/// Refuses a name that another of its kind has.
pub(super) fn check_name(
    w: &Writer<'_>,
    kind: OfferKind,
    except: Option<OfferId>,
    name: &str,
) -> Result<(), AppError> {
    let key = name_key(name);
    let mut others = offers(w, kind)?.into_iter();
    if others.any(|(other, terms)| Some(other) != except && name_key(&terms.name) == key) {
        let words = &text().problem;
        let said = match kind {
            OfferKind::Plan => words.plan_name_taken,
            OfferKind::AddOn => words.add_on_name_taken,
        };
        let said = fill(said, &[&name]);
        return Err(AppError::InvalidTerms(Issues::one(TermsField::Name, said)));
    }
    Ok(())
}
