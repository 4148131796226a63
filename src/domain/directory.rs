//! The lists that people are sorted into: roles, teams, workspaces, clients; and naming a person's changes by them.

use std::collections::BTreeSet;

use super::access::GrantPlace;
use super::change::{Field, FieldChange};
use super::ids::{ClientId, RoleId, TeamId, WorkspaceId};
use super::plan::OfferId;
use super::role::Role;
use super::segment::Segment;
use super::text::{fill, text};
use super::user::Profile;

/// Something with a number and a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Named<T> {
    /// Its number.
    pub id: T,
    /// Its name.
    pub name: String,
}

/// Every role, team, workspace and client of the office, each sorted by name but roles by number.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Directory {
    /// Roles.
    pub roles: Vec<Role>,
    /// Teams.
    pub teams: Vec<Named<TeamId>>,
    /// Workspaces.
    pub workspaces: Vec<Named<WorkspaceId>>,
    /// Clients.
    pub clients: Vec<Named<ClientId>>,
    /// Plans and add-ons.
    pub offers: Vec<Named<OfferId>>,
}

impl Directory {
    /// The name of a role.
    pub fn role(&self, id: RoleId) -> &str {
        self.roles
            .iter()
            .find(|role| role.role_id == id)
            .map_or("", |role| role.name.as_str())
    }

    /// The name of the role, plan or add-on that a segment is made of.
    pub fn segment(&self, segment: Segment) -> Option<&str> {
        match segment {
            Segment::Role(role_id) => Some(self.role(role_id)),
            Segment::Offer(offer) => Some(name_of(&self.offers, &offer)),
            Segment::All
            | Segment::Status(_)
            | Segment::Onboarding(_)
            | Segment::NoRole
            | Segment::New
            | Segment::CreatedUnknown
            | Segment::SignedIn
            | Segment::Pending
            | Segment::OpenSession => None,
        }
    }

    /// The name of a workspace.
    pub fn workspace(&self, id: WorkspaceId) -> &str {
        name_of(&self.workspaces, &id)
    }

    /// The name of a team.
    pub fn team(&self, id: TeamId) -> &str {
        name_of(&self.teams, &id)
    }

    /// The name of a client.
    pub fn client(&self, id: ClientId) -> &str {
        name_of(&self.clients, &id)
    }

    /// Where a role is held: "The whole office", "Their workspaces", "Only: Lisbon".
    pub fn place(&self, place: &GrantPlace) -> String {
        let words = &text().access;
        match place {
            GrantPlace::Everywhere => words.place_everywhere.to_owned(),
            GrantPlace::TheirWorkspaces => words.place_theirs.to_owned(),
            GrantPlace::Named(named) => fill(words.place_named, &[&names(&self.workspaces, named)]),
        }
    }

    /// A role as somebody holds it: "Team lead, in Lisbon, until 2026-12-31".
    pub fn grant(&self, role: &str, place: &GrantPlace, ends_on: Option<&str>) -> String {
        let words = &text().access;
        let held = match place {
            GrantPlace::Everywhere => fill(words.held_everywhere, &[&role]),
            GrantPlace::TheirWorkspaces => fill(words.held_theirs, &[&role]),
            GrantPlace::Named(named) => {
                fill(words.held_named, &[&role, &names(&self.workspaces, named)])
            }
        };
        match ends_on {
            Some(day) => fill(words.held_until, &[&held, &day]),
            None => held,
        }
    }

    /// What changed from one profile to another, in form order, as text.
    pub fn changes(&self, old: &Profile, new: &Profile) -> Vec<FieldChange> {
        self.changes_of(Field::ALL, old, new)
    }

    /// The same of some fields only.
    pub fn changes_of(&self, fields: &[Field], old: &Profile, new: &Profile) -> Vec<FieldChange> {
        let mut out = Vec::new();
        for &field in fields {
            if is_same(old, new, field) {
                continue;
            }
            let (before, after) = (self.value(old, field), self.value(new, field));
            if before != after {
                out.push(FieldChange::of(field, before, after));
            }
        }
        out
    }

    /// A profile's field as text; empty for fields that are not part of it.
    pub fn value(&self, profile: &Profile, field: Field) -> String {
        let p = profile;
        match field {
            Field::Name => p.name.clone(),
            Field::Email => p.email.clone().unwrap_or_default(),
            Field::Phone => p.phone.clone().unwrap_or_default(),
            Field::Extension => p.extension.clone().unwrap_or_default(),
            Field::Status => p.status.label().to_owned(),
            Field::Onboarding => p.onboarding.label().to_owned(),
            Field::Kind => p.kind.label().to_owned(),
            Field::Client => p
                .client_id
                .map(|id| name_of(&self.clients, &id).to_owned())
                .unwrap_or_default(),
            Field::Workspaces => names(&self.workspaces, &p.workspaces),
            Field::Teams => names(&self.teams, &p.teams),
            Field::Roles => join(
                self.roles
                    .iter()
                    .filter(|r| p.roles.contains(&r.role_id))
                    .map(|r| r.name.as_str()),
            ),
            Field::Title => p.title.clone(),
            Field::Department => p.department.clone(),
            Field::Location => p.location.clone(),
            Field::Language => p.language.clone(),
            Field::Manager => p.manager.clone(),
            Field::EndDate => p.end_date.map(|day| day.to_string()).unwrap_or_default(),
            Field::Tags => join(p.tags.iter().map(String::as_str)),
            Field::Notes => p.notes.clone(),
            Field::CreatedAt | Field::LastSignIn | Field::ExternalId => String::new(),
        }
    }
}

/// Whether a field has the same value in both, found without writing it out.
fn is_same(a: &Profile, b: &Profile, field: Field) -> bool {
    match field {
        Field::Name => a.name == b.name,
        Field::Email => a.email == b.email,
        Field::Phone => a.phone == b.phone,
        Field::Extension => a.extension == b.extension,
        Field::Status => a.status == b.status,
        Field::Onboarding => a.onboarding == b.onboarding,
        Field::Kind => a.kind == b.kind,
        Field::Client => a.client_id == b.client_id,
        Field::Workspaces => a.workspaces == b.workspaces,
        Field::Teams => a.teams == b.teams,
        Field::Roles => a.roles == b.roles,
        Field::Title => a.title == b.title,
        Field::Department => a.department == b.department,
        Field::Location => a.location == b.location,
        Field::Language => a.language == b.language,
        Field::Manager => a.manager == b.manager,
        Field::EndDate => a.end_date == b.end_date,
        Field::Tags => a.tags == b.tags,
        Field::Notes => a.notes == b.notes,
        Field::CreatedAt | Field::LastSignIn | Field::ExternalId => true,
    }
}

fn name_of<'a, T: PartialEq>(list: &'a [Named<T>], id: &T) -> &'a str {
    list.iter()
        .find(|item| item.id == *id)
        .map_or("", |item| item.name.as_str())
}

fn names<T: Ord>(list: &[Named<T>], chosen: &BTreeSet<T>) -> String {
    join(
        list.iter()
            .filter(|item| chosen.contains(&item.id))
            .map(|item| item.name.as_str()),
    )
}

fn join<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_name_what_is_chosen() {
        let directory = Directory {
            teams: vec![
                Named {
                    id: TeamId(1),
                    name: "Brand".into(),
                },
                Named {
                    id: TeamId(2),
                    name: "Print".into(),
                },
            ],
            ..Directory::default()
        };
        let old = Profile {
            name: "A B".into(),
            teams: [TeamId(1)].into(),
            ..Profile::default()
        };
        let new = Profile {
            name: "A C".into(),
            teams: [TeamId(1), TeamId(2)].into(),
            ..Profile::default()
        };
        let expected = [
            FieldChange::of(Field::Name, "A B", "A C"),
            FieldChange::of(Field::Teams, "Brand", "Brand, Print"),
        ];
        assert_eq!(directory.changes(&old, &new), expected);
        assert!(directory.changes(&old, &old).is_empty());
    }
}
