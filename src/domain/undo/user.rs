//! A person as a state: the profile, with how each role is held.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::state::{Mark, State, element};
use crate::domain::access::Grant;
use crate::domain::ids::RoleId;
use crate::domain::time::Timestamp;
use crate::domain::user::{Onboarding, Profile};

/// A person with the roles as they are held. Its JSON is kept in logs, so its names never change.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UserState {
    /// What can be edited.
    #[serde(rename = "p")]
    pub profile: Profile,
    /// How each of the profile's roles is held.
    #[serde(
        rename = "g",
        with = "pairs",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub grants: BTreeMap<RoleId, Grant>,
    /// When an open invitation runs out.
    #[serde(rename = "i", skip_serializing_if = "Option::is_none")]
    pub invitation_expires_at: Option<Timestamp>,
    /// Whether they are in the bin.
    #[serde(rename = "b", skip_serializing_if = "std::ops::Not::not")]
    pub is_binned: bool,
    /// When the account came to be.
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// Systems that know them, with what they are called there.
    #[serde(rename = "x", skip_serializing_if = "BTreeSet::is_empty")]
    pub external_ids: BTreeSet<(String, String)>,
}

const ROLES: &str = "roles";
const ONBOARDING: &str = "onboarding";

/// The part that says when an open invitation runs out.
pub const INVITATION: &str = "invitation_expires_at";

/// The part that says on which day the account ends.
pub const END_DATE: &str = "end_date";

/// The part that says when the account came to be.
pub const CREATED: &str = "created_at";

/// The part that says that somebody is in the bin.
pub const BIN: &str = "bin";

/// The list of systems that know them.
pub const EXTERNAL: &str = "external";

/// The part that says what a system calls them.
fn external_part((source, id): &(String, String)) -> String {
    format!("{EXTERNAL}/{source}/{id}")
}

/// That onboarding went on.
pub fn onboarding_mark(before: Onboarding, after: Onboarding) -> Mark {
    Mark {
        key: ONBOARDING.to_owned(),
        before: value(&before),
        after: value(&after),
    }
}

/// Whether this is the state of somebody in the bin.
pub(super) fn is_binned(state: &State) -> bool {
    !state.get(BIN).is_null()
}

/// An invitation that is no longer open has no end; of one that is not open now either nothing goes back.
pub(super) fn settle(wanted: &mut State, now: &State) {
    let is_shut = |state: &State| {
        let onboarding = serde_json::from_value(state.get(ONBOARDING).clone());
        onboarding.is_ok_and(|onboarding: Onboarding| !onboarding.is_open())
    };
    if !is_shut(wanted) {
        return;
    }
    let end = if is_shut(now) {
        now.get(INVITATION).clone()
    } else {
        serde_json::Value::Null
    };
    wanted.set(INVITATION, end);
}

/// The part that says how a role is held.
pub fn role_part(role_id: RoleId) -> String {
    format!("{ROLES}/{}", role_id.0)
}

impl UserState {
    /// The parts of the person.
    pub fn state(&self) -> State {
        let mut state = State::of(&self.profile);
        for (role_id, grant) in &self.grants {
            let grant = serde_json::to_value(grant).unwrap_or_default();
            state.set(&role_part(*role_id), grant);
        }
        if let Some(at) = self.invitation_expires_at {
            state.set(INVITATION, at.0.into());
        }
        if self.is_binned {
            state.set(BIN, true.into());
        }
        if let Some(at) = self.created_at {
            state.set(CREATED, at.0.into());
        }
        for known in &self.external_ids {
            state.set(&external_part(known), value(known));
        }
        state
    }

    /// The parts that differ in `after`, by key: those of [`State::marks`], found without making every part.
    pub fn marks(&self, after: &Self) -> Vec<Mark> {
        let mut marks = Differences::default();
        let (was, is) = (&self.profile, &after.profile);
        marks.profile(was, is);
        for role_id in was.roles.union(&is.roles) {
            let part = |of: &Self| {
                let number = of.profile.roles.contains(role_id).then(|| role_id.0.into());
                let grant = of.grants.get(role_id);
                grant.map(value).or(number).unwrap_or_default()
            };
            marks.add(role_part(*role_id), part(self), part(after));
        }
        let time = |at: Option<Timestamp>| at.map(|at| at.0);
        marks.part(
            INVITATION,
            &time(self.invitation_expires_at),
            &time(after.invitation_expires_at),
        );
        marks.part(CREATED, &time(self.created_at), &time(after.created_at));
        for known in self.external_ids.symmetric_difference(&after.external_ids) {
            let part = |of: &Self| of.external_ids.get(known).map(value).unwrap_or_default();
            marks.add(external_part(known), part(self), part(after));
        }
        let binned = |is_binned: bool| is_binned.then_some(true);
        marks.part(BIN, &binned(self.is_binned), &binned(after.is_binned));
        marks.0.sort_by(|a, b| a.key.cmp(&b.key));
        marks.0
    }

    /// The person of these parts; `None` where they are not those of a person.
    pub fn read(state: &State) -> Option<Self> {
        let mut grants = BTreeMap::new();
        let mut rest = state.clone();
        for (role_id, grant) in state.elements(ROLES) {
            let role_id = RoleId(role_id.parse().ok()?);
            grants.insert(role_id, serde_json::from_value(grant.clone()).ok()?);
            rest.set(&role_part(role_id), role_id.0.into());
        }
        let mut external_ids = BTreeSet::new();
        for (name, known) in state.elements(EXTERNAL) {
            external_ids.insert(serde_json::from_value(known.clone()).ok()?);
            rest.set(&format!("{EXTERNAL}/{name}"), Value::Null);
        }
        rest.set(INVITATION, serde_json::Value::Null);
        rest.set(BIN, serde_json::Value::Null);
        rest.set(CREATED, serde_json::Value::Null);
        let time = |key| state.get(key).as_i64().map(Timestamp);
        Some(Self {
            profile: rest.read()?,
            grants,
            invitation_expires_at: time(INVITATION),
            is_binned: is_binned(state),
            created_at: time(CREATED),
            external_ids,
        })
    }
}

/// Parts that differ.
#[derive(Default)]
struct Differences(Vec<Mark>);

impl Differences {
    fn add(&mut self, key: String, before: Value, after: Value) {
        if before != after {
            self.0.push(Mark { key, before, after });
        }
    }

    fn part<T: Serialize + PartialEq>(&mut self, key: &str, was: &T, is: &T) {
        if was != is {
            self.add(key.to_owned(), value(was), value(is));
        }
    }

    fn elements<T: Serialize + Ord>(&mut self, list: &str, was: &BTreeSet<T>, is: &BTreeSet<T>) {
        for gone in was.difference(is) {
            let item = value(gone);
            self.add(element(list, &item), item, Value::Null);
        }
        for new in is.difference(was) {
            let item = value(new);
            self.add(element(list, &item), Value::Null, item);
        }
    }

    /// Everything but the roles.
    fn profile(&mut self, was: &Profile, is: &Profile) {
        self.part("name", &was.name, &is.name);
        self.part("email", &was.email, &is.email);
        self.part("phone", &was.phone, &is.phone);
        self.part("extension", &was.extension, &is.extension);
        self.part("status", &was.status, &is.status);
        self.part(ONBOARDING, &was.onboarding, &is.onboarding);
        self.part("kind", &was.kind, &is.kind);
        self.part("client", &was.client_id, &is.client_id);
        self.part("title", &was.title, &is.title);
        self.part("department", &was.department, &is.department);
        self.part("location", &was.location, &is.location);
        self.part("language", &was.language, &is.language);
        self.part("manager", &was.manager, &is.manager);
        self.part(END_DATE, &was.end_date, &is.end_date);
        self.part("notes", &was.notes, &is.notes);
        self.elements("tags", &was.tags, &is.tags);
        self.elements("teams", &was.teams, &is.teams);
        self.elements("workspaces", &was.workspaces, &is.workspaces);
    }
}

fn value(of: &impl Serialize) -> Value {
    serde_json::to_value(of).unwrap_or_default()
}

/// Grants as a list of pairs: the keys of a JSON object are texts.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize as _, Deserializer, Serializer};

    use crate::domain::access::Grant;
    use crate::domain::ids::RoleId;

    pub(super) fn serialize<S: Serializer>(
        grants: &BTreeMap<RoleId, Grant>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(grants)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<RoleId, Grant>, D::Error> {
        let pairs = Vec::<(RoleId, Grant)>::deserialize(from)?;
        Ok(pairs.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::GrantPlace;
    use crate::domain::ids::{ClientId, TeamId, WorkspaceId};
    use crate::domain::user::{AccountStatus, UserKind};
    use proptest::prelude::*;

    #[test]
    fn a_person_is_read_back_with_how_roles_are_held() {
        let grant = Grant {
            place: GrantPlace::Named([WorkspaceId(2), WorkspaceId(5)].into()),
            ends_on: "2026-12-31".parse().ok(),
            ..Grant::default()
        };
        let person = UserState {
            profile: Profile {
                name: "Zoë".into(),
                roles: [RoleId(3), RoleId(12)].into(),
                ..Profile::default()
            },
            grants: [(RoleId(3), grant), (RoleId(12), Grant::default())].into(),
            invitation_expires_at: Some(Timestamp(1_795_252_440_000)),
            is_binned: true,
            created_at: Some(Timestamp(1_700_000_000_000)),
            external_ids: [("entra".into(), "a/b".into()), ("okta".into(), "1".into())].into(),
        };
        assert_eq!(UserState::read(&person.state()), Some(person));
    }

    fn known_as(id: i64) -> (String, String) {
        ("okta".to_owned(), format!("{id}/a"))
    }

    fn people() -> impl Strategy<Value = UserState> {
        let texts = proptest::collection::vec("[ab]{0,1}", 9);
        let numbers = || proptest::collection::btree_set(1i64..4, 0..3);
        let sets = (
            numbers(),
            numbers(),
            numbers(),
            proptest::collection::btree_set("[a-b/0]{1,2}", 0..3),
        );
        let codes = (0i64..2, 0i64..6, 0i64..2, any::<bool>(), any::<bool>());
        let number = || proptest::option::of(1i64..3);
        let options = (number(), number(), number());
        (texts, sets, codes, options).prop_map(|(texts, sets, codes, options)| {
            let (roles, teams, workspaces, tags) = sets;
            let (status, onboarding, kind, has_grants, is_binned) = codes;
            let (client, invitation, created) = options;
            let optional = |i: usize| Some(texts[i].clone()).filter(|text| !text.is_empty());
            let roles: BTreeSet<RoleId> = roles.into_iter().map(RoleId).collect();
            let held = |id: &RoleId| {
                let ends_on = "2026-12-31".parse().ok().filter(|_| id.0 == 2);
                (
                    *id,
                    Grant {
                        ends_on,
                        ..Grant::default()
                    },
                )
            };
            UserState {
                grants: roles.iter().filter(|_| has_grants).map(held).collect(),
                profile: Profile {
                    name: texts[0].clone(),
                    email: optional(1),
                    phone: optional(2),
                    extension: optional(3),
                    status: AccountStatus::from_code(status).unwrap(),
                    onboarding: Onboarding::from_code(onboarding).unwrap(),
                    kind: UserKind::from_code(kind).unwrap(),
                    client_id: client.map(ClientId),
                    title: texts[4].clone(),
                    department: texts[5].clone(),
                    location: texts[6].clone(),
                    language: texts[7].clone(),
                    manager: texts[8].clone(),
                    notes: texts[0].clone(),
                    end_date: client.and_then(|_| "2027-01-31".parse().ok()),
                    tags,
                    roles,
                    teams: teams.into_iter().map(TeamId).collect(),
                    workspaces: workspaces.into_iter().map(WorkspaceId).collect(),
                },
                invitation_expires_at: invitation.map(Timestamp),
                is_binned,
                created_at: created.map(Timestamp),
                external_ids: created.into_iter().map(known_as).collect(),
            }
        })
    }

    proptest! {
        #[test]
        fn differences_are_those_of_the_parts(was in people(), is in people()) {
            prop_assert_eq!(was.marks(&is), was.state().marks(&is.state()));
        }

        #[test]
        fn what_a_log_keeps_of_a_person_is_read_back(person in people()) {
            let kept = serde_json::to_vec(&person).unwrap();
            prop_assert_eq!(serde_json::from_slice::<UserState>(&kept).unwrap(), person);
        }
    }
}
