//! What a form or a file row holds before it is checked, and the one rule set that both go through.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::issues::Issues;
use super::{email, line, name, phone};
use crate::domain::change::Field;
use crate::domain::ids::{ClientId, RoleId, TeamId, WorkspaceId};
use crate::domain::text::{fill, text};
use crate::domain::user::{AccountStatus, Onboarding, Profile, UserKind};

/// Most characters of the notes.
const NOTES_MAX: usize = 20_000;

/// A person as typed: raw text where text is typed, choices where one chooses.
#[derive(Clone, PartialEq, Debug)]
#[expect(missing_docs, reason = "the fields are those of Profile")]
pub struct UserDraft {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub extension: String,
    pub status: AccountStatus,
    pub onboarding: Onboarding,
    pub kind: UserKind,
    pub client_id: Option<ClientId>,
    pub title: String,
    pub department: String,
    pub location: String,
    pub language: String,
    pub manager: String,
    /// ISO `2026-11-21`.
    pub end_date: String,
    pub notes: String,
    pub tags: BTreeSet<String>,
    pub roles: BTreeSet<RoleId>,
    pub teams: BTreeSet<TeamId>,
    pub workspaces: BTreeSet<WorkspaceId>,
}

/// Whether a person must have an address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EmailRule {
    /// As in the form.
    Required,
    /// People from a list that knows them by another identifier.
    Optional,
}

/// What the check needs to know of the office.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DraftRules<'a> {
    /// Region of phone numbers without a country code.
    pub phone_region: &'a str,
    /// Whether an address must be there.
    pub email: EmailRule,
}

impl UserDraft {
    /// The same changes made to a newer state: what differs from `original` stays as typed, the rest is as in `newer`.
    pub fn rebased(&self, original: &Self, newer: &Self) -> Self {
        macro_rules! merge {
            ($($field:ident)+) => {
                Self { $($field: if self.$field == original.$field {
                    newer.$field.clone()
                } else {
                    self.$field.clone()
                },)+ }
            };
        }
        merge! {
            name email phone extension status onboarding kind client_id title department location
            language manager end_date notes tags roles teams workspaces
        }
    }
}

impl From<&Profile> for UserDraft {
    fn from(profile: &Profile) -> Self {
        let p = profile.clone();
        Self {
            name: p.name,
            email: p.email.unwrap_or_default(),
            phone: p.phone.unwrap_or_default(),
            extension: p.extension.unwrap_or_default(),
            status: p.status,
            onboarding: p.onboarding,
            kind: p.kind,
            client_id: p.client_id,
            title: p.title,
            department: p.department,
            location: p.location,
            language: p.language,
            manager: p.manager,
            end_date: p.end_date.map(|day| day.to_string()).unwrap_or_default(),
            notes: p.notes,
            tags: p.tags,
            roles: p.roles,
            teams: p.teams,
            workspaces: p.workspaces,
        }
    }
}

impl Default for UserDraft {
    fn default() -> Self {
        Self::from(&Profile::default())
    }
}

impl UserDraft {
    /// The checked profile, or every field's problem.
    pub fn parse(&self, rules: &DraftRules<'_>) -> Result<Profile, Issues> {
        let mut issues = Issues::default();
        let name = issues.take(Field::Name, name::parse(&self.name));
        let email = issues.take(Field::Email, parse_email(&self.email, rules.email));
        let phone = issues.take(Field::Phone, phone::parse(&self.phone, rules.phone_region));
        let extension = issues.take(Field::Extension, phone::parse_extension(&self.extension));
        let end_date = issues.take(Field::EndDate, parse_day(&self.end_date));
        let notes = issues.take(Field::Notes, parse_notes(&self.notes));
        let mut line = |field, raw: &str| issues.take(field, line::parse(raw)).unwrap_or_default();
        let title = line(Field::Title, &self.title);
        let department = line(Field::Department, &self.department);
        let location = line(Field::Location, &self.location);
        let language = line(Field::Language, &self.language);
        let manager = line(Field::Manager, &self.manager);
        if self.kind == UserKind::Internal && self.client_id.is_some() {
            issues.add(Field::Client, text().problem.client_of_internal);
        }
        let (
            Some(name),
            Some(email),
            Some(phone),
            Some(extension),
            Some(end_date),
            Some(notes),
            true,
        ) = (
            name,
            email,
            phone,
            extension,
            end_date,
            notes,
            issues.is_empty(),
        )
        else {
            return Err(issues);
        };
        Ok(Profile {
            name,
            email,
            phone,
            extension,
            status: self.status,
            onboarding: self.onboarding,
            kind: self.kind,
            client_id: self.client_id,
            title,
            department,
            location,
            language,
            manager,
            end_date,
            notes,
            tags: self.tags.clone(),
            roles: self.roles.clone(),
            teams: self.teams.clone(),
            workspaces: self.workspaces.clone(),
        })
    }
}

fn parse_email(raw: &str, rule: EmailRule) -> Result<Option<String>, String> {
    if rule == EmailRule::Optional && raw.trim().is_empty() {
        return Ok(None);
    }
    email::parse(raw).map(Some)
}

fn parse_notes(raw: &str) -> Result<String, String> {
    if raw.chars().nth(NOTES_MAX).is_some() {
        return Err(fill(text().problem.line_long, &[&NOTES_MAX]));
    }
    Ok(raw.trim_end().to_owned())
}

/// A day as forms have it, or none.
pub fn parse_day(raw: &str) -> Result<Option<NaiveDate>, String> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    NaiveDate::parse_from_str(trimmed, "%Y-%m-%d")
        .ok()
        .filter(|day| (1900..=9999).contains(&chrono::Datelike::year(day)))
        .map(Some)
        .ok_or_else(|| text().problem.day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{Client, Email, EndDate, Extension, Name, Phone, Title};

    const RULES: DraftRules<'_> = DraftRules {
        phone_region: "PT",
        email: EmailRule::Required,
    };

    fn valid() -> UserDraft {
        UserDraft {
            name: "Amara Okafor".into(),
            email: "amara@northwind.example".into(),
            ..UserDraft::default()
        }
    }

    #[test]
    fn a_valid_draft_round_trips() {
        let profile = valid().parse(&RULES).unwrap();
        assert_eq!(UserDraft::from(&profile), valid());
    }

    #[test]
    fn every_field_reports_its_own_problem() {
        let draft = UserDraft {
            name: "K".into(),
            email: "a@b".into(),
            phone: "x".into(),
            extension: "x204".into(),
            end_date: "31/02/2026".into(),
            title: "t".repeat(201),
            client_id: Some(ClientId(1)),
            ..UserDraft::default()
        };
        let issues = draft.parse(&RULES).unwrap_err();
        let fields: Vec<_> = issues.iter().map(|(field, _)| field).collect();
        assert_eq!(
            fields,
            [Name, Email, Phone, Extension, Client, Title, EndDate]
        );
    }

    #[test]
    fn an_address_may_be_missing_only_where_the_rule_says_so() {
        let draft = UserDraft {
            email: String::new(),
            ..valid()
        };
        assert!(draft.parse(&RULES).is_err());
        assert_eq!(
            draft
                .parse(&DraftRules {
                    email: EmailRule::Optional,
                    ..RULES
                })
                .unwrap()
                .email,
            None
        );
    }
}
