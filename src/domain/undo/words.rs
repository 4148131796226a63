//! What differs between two states of an object, in the words in which people read it.

use super::state::State;
use super::user::{BIN, INVITATION, UserState};
use crate::domain::audit::ObjectKind;
use crate::domain::change::{Field, FieldChange};
use crate::domain::directory::{Directory, Named};
use crate::domain::ids::{AddOnId, PlanId};
use crate::domain::permission::Permission;
use crate::domain::plan::{Quota, Terms, feature_names};
use crate::domain::team::TeamProfile;
use crate::domain::text::text;
use crate::domain::time::Timestamp;
use crate::domain::view::ViewProfile;
use crate::domain::workspace::WorkspaceProfile;

/// The names that states refer to by number.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Names {
    /// Roles, teams, workspaces, clients.
    pub directory: Directory,
    /// Plans.
    pub plans: Vec<Named<PlanId>>,
    /// Add-ons.
    pub add_ons: Vec<Named<AddOnId>>,
}

/// What changed from one state to another, field by field.
pub fn changes(
    object: ObjectKind,
    before: &State,
    after: &State,
    names: &Names,
) -> Vec<FieldChange> {
    match object {
        ObjectKind::User => user(before, after, names),
        ObjectKind::Role => role(before, after),
        ObjectKind::OfficeWorkspace => workspace(before, after, names),
        ObjectKind::Module => yes_or_no("installed", before, after).into_iter().collect(),
        ObjectKind::Setting => plain(before, after),
        ObjectKind::Plan | ObjectKind::AddOn => offer(before, after),
        ObjectKind::View => view(before, after),
        ObjectKind::Team => team(before, after, names),
        ObjectKind::Workspace | ObjectKind::Session | ObjectKind::Import | ObjectKind::Export => {
            Vec::new()
        }
    }
}

fn user(before: &State, after: &State, names: &Names) -> Vec<FieldChange> {
    let is_there = !before.is_empty() && !after.is_empty();
    let read = |state| UserState::read(state).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let directory = &names.directory;
    let mut changes = directory.changes(&before.profile, &after.profile);
    let is_open_longer = before.invitation_expires_at != after.invitation_expires_at
        && before.profile.onboarding == after.profile.onboarding;
    if is_open_longer {
        let said = |at: Option<Timestamp>| {
            let day = at.map(|at| at.to_utc().date_naive().to_string());
            day.unwrap_or_default()
        };
        changes.push(FieldChange::new(
            INVITATION,
            said(before.invitation_expires_at),
            said(after.invitation_expires_at),
        ));
    }
    // Of somebody who is added or gone it needs no saying.
    if is_there && before.created_at != after.created_at {
        let said = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
        let (then, now) = (said(before.created_at), said(after.created_at));
        changes.push(FieldChange::of(Field::CreatedAt, then, now));
    }
    if is_there && before.external_ids != after.external_ids {
        let said = |state: &UserState| {
            let ids: Vec<&str> = state
                .external_ids
                .iter()
                .map(|(_, id)| id.as_str())
                .collect();
            ids.join(", ")
        };
        changes.push(FieldChange::of(
            Field::ExternalId,
            said(&before),
            said(&after),
        ));
    }
    if before.is_binned != after.is_binned {
        let said = |is_binned| {
            if is_binned {
                text().app.yes
            } else {
                text().app.no
            }
        };
        changes.push(FieldChange::new(
            BIN,
            said(before.is_binned),
            said(after.is_binned),
        ));
    }
    changes.extend(grants(&before, &after, directory));
    changes
}

/// Roles that are held otherwise.
fn grants(before: &UserState, after: &UserState, directory: &Directory) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for (role_id, now) in &after.grants {
        let then = before.grants.get(role_id);
        let said = |grant: &crate::domain::access::Grant| {
            let end = grant.ends_on.map(|day| day.to_string());
            directory.grant(directory.role(*role_id), &grant.place, end.as_deref())
        };
        if let Some(then) = then.filter(|then| said(then) != said(now)) {
            changes.push(FieldChange::of(Field::Roles, said(then), said(now)));
        }
    }
    changes
}

fn role(before: &State, after: &State) -> Vec<FieldChange> {
    let name = FieldChange::new("name", before.text("name"), after.text("name"));
    let mut changes: Vec<_> = Some(name).filter(|c| c.old != c.new).into_iter().collect();
    let keys = Permission::ALL.iter().map(|permission| permission.key());
    changes.extend(keys.filter_map(|key| yes_or_no(key, before, after)));
    changes
}

/// A part that is there or not; of an object that is not there nothing is said.
fn yes_or_no(key: &str, before: &State, after: &State) -> Option<FieldChange> {
    let words = &text().app;
    let said = |state: &State, is_there: bool| match (is_there, state.is_empty()) {
        (true, _) => words.yes,
        (false, true) if key != "installed" => "",
        (false, _) => words.no,
    };
    let (old, new) = (!before.get(key).is_null(), !after.get(key).is_null());
    (old != new).then(|| FieldChange::new(key, said(before, old), said(after, new)))
}

fn workspace(before: &State, after: &State, names: &Names) -> Vec<FieldChange> {
    let said = |state: &State| {
        let profile: Option<WorkspaceProfile> = state.read().filter(|_| !state.is_empty());
        profile.map(|profile| described(&profile, names))
    };
    let empty =
        || described(&WorkspaceProfile::default(), names).map(|(key, _)| (key, String::new()));
    let before = said(before).unwrap_or_else(empty);
    let after = said(after).unwrap_or_else(empty);
    FieldChange::between(before, after)
}

fn team(before: &State, after: &State, names: &Names) -> Vec<FieldChange> {
    let said = |state: &State| {
        let team: TeamProfile = state.read().unwrap_or_default();
        let workspace = team.workspace_id.map(|id| names.directory.workspace(id));
        let lead = team.lead_id.map(|id| id.contact_id().to_string());
        [
            ("name", team.name),
            ("workspace", workspace.unwrap_or_default().to_owned()),
            ("lead", lead.unwrap_or_default()),
        ]
    };
    FieldChange::between(said(before), said(after))
}

fn offer(before: &State, after: &State) -> Vec<FieldChange> {
    let said = |state: &State| terms(&state.read().unwrap_or_default());
    FieldChange::between(said(before), said(after))
}

fn view(before: &State, after: &State) -> Vec<FieldChange> {
    let said = |state: &State| {
        let profile: Option<ViewProfile> = state.read().filter(|_| !state.is_empty());
        let sharing = profile
            .as_ref()
            .map_or("", |profile| profile.sharing.label());
        let version = profile.as_ref().map(|profile| profile.version.to_string());
        [
            ("name", state.text("name").to_owned()),
            ("sharing", sharing.to_owned()),
            ("version", version.unwrap_or_default()),
        ]
    };
    FieldChange::between(said(before), said(after))
}

fn terms(terms: &Terms) -> [(&'static str, String); 6] {
    let limit = |quota: Quota| {
        let limit = terms.limits.of(quota);
        limit.map(|limit| quota.amount(limit)).unwrap_or_default()
    };
    [
        ("name", terms.name.clone()),
        ("price", terms.price.clone()),
        ("users", limit(Quota::Users)),
        ("clients", limit(Quota::Clients)),
        ("storage", limit(Quota::Storage)),
        ("features", feature_names(terms.features.iter())),
    ]
}

fn described(profile: &WorkspaceProfile, names: &Names) -> [(&'static str, String); 8] {
    let contact = |id: Option<crate::domain::ids::UserId>| {
        id.map(|id| id.contact_id().to_string()).unwrap_or_default()
    };
    let client = profile.client_id.map(|id| names.directory.client(id));
    let mut plans = names.plans.iter();
    let plan = plans.find(|plan| Some(plan.id) == profile.plan_id);
    let add_ons = names.add_ons.iter();
    let add_ons: Vec<&str> = add_ons
        .filter(|add_on| profile.add_ons.contains(&add_on.id))
        .map(|add_on| add_on.name.as_str())
        .collect();
    [
        ("name", profile.name.clone()),
        ("status", profile.status.label().to_owned()),
        ("visibility", profile.visibility.label().to_owned()),
        ("client", client.unwrap_or_default().to_owned()),
        (
            "plan",
            plan.map(|plan| plan.name.clone()).unwrap_or_default(),
        ),
        ("add_ons", add_ons.join(", ")),
        ("owner", contact(profile.owner_id)),
        ("billing", contact(profile.billing_id)),
    ]
}

/// Parts that are texts.
fn plain(before: &State, after: &State) -> Vec<FieldChange> {
    let marks = before.marks(after).into_iter();
    marks
        .map(|mark| {
            let old = before.text(&mark.key).to_owned();
            FieldChange::new(&mark.key, old, after.text(&mark.key))
        })
        .collect()
}
