//! Fields of a person and the changes made to them, in the form in which forms, history and imports share them.

use serde::{Deserialize, Serialize};

use super::permission::Permission;
use super::text::{fill, text};
use super::undo::part;

macro_rules! fields {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $label:ident;)+) => {
        /// A field of a user.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Field { $($(#[doc = $doc])+ $name,)+ }

        impl Field {
            /// Every field, in form order.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Those whose values are names of other things, which may be called otherwise later.
            pub const NAMED: &'static [Self] =
                &[Self::Client, Self::Workspaces, Self::Teams, Self::Roles];

            /// The stable key in mappings, JSON and the audit log.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The field with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }

            /// The label in forms, tables and messages.
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => text().field.$label,)+ }
            }
        }
    };
}

fields! {
    /// Display name.
    Name = "name", name;
    /// Sign-in name.
    Email = "email", email;
    /// Telephone number.
    Phone = "phone", phone;
    /// Telephone extension.
    Extension = "extension", extension;
    /// Account status.
    Status = "status", status;
    /// Onboarding status.
    Onboarding = "onboarding", onboarding;
    /// Internal or client user.
    Kind = "kind", kind;
    /// Client.
    Client = "client", client;
    /// Workspaces.
    Workspaces = "workspaces", workspaces;
    /// Teams.
    Teams = "teams", teams;
    /// Roles.
    Roles = "roles", roles;
    /// Job title.
    Title = "title", title;
    /// Department.
    Department = "department", department;
    /// Location.
    Location = "location", location;
    /// Language.
    Language = "language", language;
    /// Manager.
    Manager = "manager", manager;
    /// Account end date.
    EndDate = "end_date", end_date;
    /// Tags.
    Tags = "tags", tags;
    /// Notes.
    Notes = "notes", notes;
    /// Creation time.
    CreatedAt = "created_at", created_at;
    /// Newest sign-in.
    LastSignIn = "last_sign_in", last_sign_in;
    /// Identifier in the source system.
    ExternalId = "external_id", external_id;
}

/// One field's change, as text in the form in which people read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FieldChange {
    /// Key of the field: a [`Field::key`] or a setting's name.
    #[serde(rename = "f")]
    pub field: String,
    /// Value before; empty where there was none.
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    pub old: String,
    /// Value after; empty where there is none.
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub new: String,
}

impl FieldChange {
    /// The change of anything, by the key of its field.
    pub fn new(field: &str, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self {
            field: field.to_owned(),
            old: old.into(),
            new: new.into(),
        }
    }

    /// The change of a user's field.
    pub fn of(field: Field, old: impl Into<String>, new: impl Into<String>) -> Self {
        Self::new(field.key(), old, new)
    }

    /// "Editor → Writer"; only the new value where there was none.
    pub fn values(&self) -> String {
        if self.old.is_empty() {
            return self.new.clone();
        }
        let nothing = text().undo.empty;
        let new = if self.new.is_empty() {
            nothing
        } else {
            &self.new
        };
        fill(text().access_page.values, &[&self.old, &new])
    }

    /// What differs between two descriptions of the same fields.
    pub fn between<const N: usize>(
        old: [(&'static str, String); N],
        new: [(&'static str, String); N],
    ) -> Vec<Self> {
        old.into_iter()
            .zip(new)
            .filter(|((_, old), (_, new))| old != new)
            .map(|((field, old), (_, new))| Self::new(field, old, new))
            .collect()
    }

    /// What people call the part that changed; its key where it has no other name.
    pub fn label(&self) -> &str {
        match (
            Field::from_key(&self.field),
            Permission::from_key(&self.field),
        ) {
            (Some(field), _) => field.label(),
            (None, Some(permission)) => permission.label(),
            (None, None) => part(&self.field),
        }
    }
}
