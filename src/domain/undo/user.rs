//! A person as a state: the profile, with how each role is held.

use std::collections::BTreeMap;

use super::state::State;
use crate::domain::access::Grant;
use crate::domain::ids::RoleId;
use crate::domain::time::Timestamp;
use crate::domain::user::{Onboarding, Profile};

/// A person with the roles as they are held.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct UserState {
    /// What can be edited.
    pub profile: Profile,
    /// How each of the profile's roles is held.
    pub grants: BTreeMap<RoleId, Grant>,
    /// When an open invitation runs out.
    pub invitation_expires_at: Option<Timestamp>,
    /// Whether they are in the bin.
    pub is_binned: bool,
}

const ROLES: &str = "roles";
const ONBOARDING: &str = "onboarding";

/// The part that says when an open invitation runs out.
pub const INVITATION: &str = "invitation_expires_at";

/// The part that says that somebody is in the bin.
pub const BIN: &str = "bin";

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
        state
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
        rest.set(INVITATION, serde_json::Value::Null);
        rest.set(BIN, serde_json::Value::Null);
        Some(Self {
            profile: rest.read()?,
            grants,
            invitation_expires_at: state.get(INVITATION).as_i64().map(Timestamp),
            is_binned: is_binned(state),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::access::GrantPlace;
    use crate::domain::ids::WorkspaceId;

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
        };
        assert_eq!(UserState::read(&person.state()), Some(person));
    }
}
