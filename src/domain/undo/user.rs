//! A person as a state: the profile, with how each role is held.

use std::collections::BTreeMap;

use super::state::State;
use crate::domain::access::Grant;
use crate::domain::ids::RoleId;
use crate::domain::user::Profile;

/// A person with the roles as they are held.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct UserState {
    /// What can be edited.
    pub profile: Profile,
    /// How each of the profile's roles is held.
    pub grants: BTreeMap<RoleId, Grant>,
}

const ROLES: &str = "roles";

impl UserState {
    /// The parts of the person.
    pub fn state(&self) -> State {
        let mut state = State::of(&self.profile);
        for (role_id, grant) in &self.grants {
            let grant = serde_json::to_value(grant).unwrap_or_default();
            state.set(&format!("{ROLES}/{}", role_id.0), grant);
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
            let key = format!("{ROLES}/{}", role_id.0);
            rest.set(&key, role_id.0.into());
        }
        Some(Self {
            profile: rest.read()?,
            grants,
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
        };
        assert_eq!(UserState::read(&person.state()), Some(person));
    }
}
