//! The form's state: the draft, its problems and changes, worked out when something is typed and not while drawing.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::queries::email_owner::{AddressOwner, EmailOwner};
use crate::app::queries::user_detail::UserDetailAnswer;
use crate::domain::change::{Field, FieldChange};
use crate::domain::directory::Directory;
use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::office::ContactRule;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::domain::user::{AccountStatus, Onboarding, UserKind, UserRecord};
use crate::domain::validation::draft::{DraftRules, EmailRule, UserDraft};
use crate::domain::validation::draft_changes::draft_changes;
use crate::domain::validation::issues::Issues;
use crate::domain::validation::phone;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::widgets::Tone;
use crate::ui::widgets::segmented::Segment;

/// What can be chosen, as lists of value and name.
pub(super) struct Options {
    pub(super) roles: Vec<(RoleId, String)>,
    pub(super) teams: Vec<(TeamId, String)>,
    pub(super) workspaces: Vec<(WorkspaceId, String)>,
    pub(super) clients: Vec<(Option<ClientId>, String)>,
    pub(super) onboarding: Vec<(Onboarding, String)>,
    pub(super) status: Vec<Segment<AccountStatus>>,
    pub(super) kinds: Vec<Segment<UserKind>>,
}

/// A person's form while it is edited.
pub(super) struct Form {
    /// The person as loaded; `None` is somebody new.
    pub(super) record: Option<UserRecord>,
    original: UserDraft,
    pub(super) draft: UserDraft,
    /// What is chosen, in the order in which it was.
    pub(super) roles: Vec<RoleId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) workspaces: Vec<WorkspaceId>,
    /// Tags as typed, separated by commas.
    pub(super) tags: String,
    pub(super) options: Options,
    issues: Issues,
    pub(super) changes: Vec<FieldChange>,
    /// Fields that were left at least once; an empty one is wrong only then.
    left: BTreeSet<Field>,
    /// What saving was refused for, until the field changes.
    refused: Issues,
    email_owner: Remote<EmailOwner>,
    owner_seen: u64,
    /// The address whose other owner, if any, is known.
    owner_known_of: String,
    pub(super) phone_help: String,
    pub(super) created: String,
    pub(super) last_sign_in: String,
    pub(super) is_reserved: bool,
    /// Whether e-mail, phone and extension are there to be seen.
    pub(super) has_contact: bool,
    pub(super) may_assign_roles: bool,
    directory: Arc<Directory>,
    region: String,
}

impl Form {
    pub(super) fn new(detail: Option<&UserDetailAnswer>, cx: &Cx<'_>) -> Self {
        let record = detail.map(|detail| detail.record.clone());
        let original = record
            .as_ref()
            .map(|record| UserDraft::from(&record.profile))
            .unwrap_or_default();
        let time = cx.office.time();
        let words = text();
        let contact = record
            .as_ref()
            .map(|record| record.user_id.contact_id().to_string())
            .unwrap_or_default();
        let created = record.as_ref().and_then(|record| record.created_at);
        let mut form = Self {
            roles: original.roles.iter().copied().collect(),
            teams: original.teams.iter().copied().collect(),
            workspaces: original.workspaces.iter().copied().collect(),
            tags: original.tags.iter().cloned().collect::<Vec<_>>().join(", "),
            options: Options::new(cx.directory),
            created: created.map_or_else(
                || fill(words.form.created_unknown, &[&contact]),
                |at| fill(words.form.created, &[&contact, &time.stamp(at)]),
            ),
            last_sign_in: record
                .as_ref()
                .and_then(|record| record.last_sign_in_at)
                .map_or_else(|| words.app.never.to_owned(), |at| time.stamp(at)),
            is_reserved: cx.office.contact_rule == ContactRule::ReservedForPerson
                && record
                    .as_ref()
                    .is_some_and(|record| record.profile.onboarding.has_begun()),
            has_contact: detail.is_none_or(|detail| detail.has_contact),
            may_assign_roles: cx.may(Permission::RolesAssign),
            draft: original.clone(),
            original,
            record,
            issues: Issues::default(),
            changes: Vec::new(),
            left: BTreeSet::new(),
            refused: Issues::default(),
            email_owner: Remote::default(),
            owner_seen: 0,
            owner_known_of: String::new(),
            phone_help: String::new(),
            directory: Arc::clone(cx.directory),
            region: cx.office.phone_region.clone(),
        };
        form.revise();
        form
    }

    /// The same changes, made to what somebody else has saved meanwhile.
    pub(super) fn rebased(&self, detail: &UserDetailAnswer, cx: &Cx<'_>) -> Self {
        let mut form = Self::new(Some(detail), cx);
        form.draft = self.draft.rebased(&self.original, &form.original);
        form.take_choices();
        form.left.clone_from(&self.left);
        form.revise();
        form
    }

    /// Fills the lists of the choices from the draft.
    fn take_choices(&mut self) {
        self.roles = self.draft.roles.iter().copied().collect();
        self.teams = self.draft.teams.iter().copied().collect();
        self.workspaces = self.draft.workspaces.iter().copied().collect();
        self.tags = self
            .draft
            .tags
            .iter()
            .cloned()
            .collect::<Vec<_>>()
            .join(", ");
    }

    fn user_id(&self) -> Option<UserId> {
        self.record.as_ref().map(|record| record.user_id)
    }

    /// The problem to show under a field.
    pub(super) fn problem(&self, field: Field) -> Option<&str> {
        let problem = self.refused.get(field).or_else(|| self.issues.get(field))?;
        (self.left.contains(&field) || !self.is_empty(field)).then_some(problem)
    }

    /// How many problems are on show.
    pub(super) fn problems_shown(&self) -> usize {
        Field::ALL
            .iter()
            .filter(|field| self.problem(**field).is_some())
            .count()
    }

    /// Why saving is not possible now.
    pub(super) fn obstacle(&self) -> Option<String> {
        let words = &text().form;
        if let Some((field, problem)) = self.issues.first().or_else(|| self.refused.first()) {
            return Some(fill(words.fix_first, &[&field.label(), &problem]));
        }
        if !self.is_owner_known() {
            return Some(words.checking.to_owned());
        }
        (self.changes.is_empty()).then(|| words.no_changes.to_owned())
    }

    /// Saving was refused; the fields say why.
    pub(super) fn refused(&mut self, issues: Issues) {
        self.left.extend(issues.iter().map(|(field, _)| field));
        self.refused = issues;
    }

    /// A field was left.
    pub(super) fn leave(&mut self, field: Field) {
        self.left.insert(field);
    }

    /// Something was typed or chosen.
    pub(super) fn changed(&mut self, field: Field) {
        let kept = std::mem::take(&mut self.refused);
        for (other, problem) in kept.iter().filter(|(other, _)| *other != field) {
            self.refused.add(other, problem);
        }
        self.revise();
    }

    /// Works out problems and changes anew.
    fn revise(&mut self) {
        self.draft.roles = self.roles.iter().copied().collect();
        self.draft.teams = self.teams.iter().copied().collect();
        self.draft.workspaces = self.workspaces.iter().copied().collect();
        let tags = self
            .tags
            .split(',')
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty());
        self.draft.tags = tags.collect();
        if self.draft.kind == UserKind::Internal {
            self.draft.client_id = None;
        }
        let has_no_email = self
            .record
            .as_ref()
            .is_some_and(|record| record.profile.email.is_none());
        let email = if has_no_email || !self.has_contact {
            EmailRule::Optional
        } else {
            EmailRule::Required
        };
        let rules = DraftRules {
            phone_region: &self.region,
            email,
        };
        self.issues = self.draft.parse(&rules).err().unwrap_or_default();
        self.changes = draft_changes(&self.directory, &self.original, &self.draft);
        let described = phone::describe(&self.draft.phone, &self.region);
        self.phone_help = match described {
            Some((country, number)) => fill(text().form.phone_help, &[&country, &number]),
            None => fill(text().form.phone_hint, &[&self.region]),
        };
        self.note_owner();
    }

    /// Asks who else has the address, once it is one.
    pub(super) fn ask_owner(&mut self, cx: &Cx<'_>) {
        let email = self.draft.email.trim();
        if email == self.original.email || self.issues_without_owner() {
            return;
        }
        let query = EmailOwner {
            email: email.to_owned(),
            except: self.user_id(),
        };
        self.email_owner.want(cx.backend, &query);
        if self.owner_seen != self.email_owner.version() && !self.email_owner.is_pending() {
            self.owner_seen = self.email_owner.version();
            self.owner_known_of = query.email;
            self.revise();
        }
    }

    /// Whether nobody has to be waited for: a new address counts only once it is known who else has it.
    fn is_owner_known(&self) -> bool {
        let email = self.draft.email.trim();
        email == self.original.email || self.owner_known_of == email || self.issues_without_owner()
    }

    fn issues_without_owner(&self) -> bool {
        crate::domain::validation::email::parse(&self.draft.email).is_err()
    }

    fn note_owner(&mut self) {
        let email = self.draft.email.trim();
        let is_asked = email != self.original.email && email == self.owner_known_of;
        let words = &text().problem;
        let problem = match self.email_owner.value().map(|owner| **owner) {
            Some(AddressOwner::Known(owner)) => fill(words.email_taken, &[&owner.contact_id()]),
            Some(AddressOwner::Hidden) => words.email_taken_hidden.to_owned(),
            Some(AddressOwner::Nobody) | None => return,
        };
        if is_asked {
            self.issues.add(Field::Email, problem);
        }
    }

    fn is_empty(&self, field: Field) -> bool {
        match field {
            Field::Name => self.draft.name.is_empty(),
            Field::Email => self.draft.email.is_empty(),
            _ => false,
        }
    }
}

impl Options {
    fn new(directory: &Directory) -> Self {
        let none = (None, text().form.choose_client.to_owned());
        let status = |value: AccountStatus, tone| Segment {
            value,
            label: value.label().to_owned(),
            tone,
        };
        let kind = |value: &UserKind| Segment {
            value: *value,
            label: value.label().to_owned(),
            tone: Tone::Accent,
        };
        Self {
            roles: directory
                .roles
                .iter()
                .map(|role| (role.role_id, role.name.clone()))
                .collect(),
            teams: directory
                .teams
                .iter()
                .map(|team| (team.id, team.name.clone()))
                .collect(),
            workspaces: directory
                .workspaces
                .iter()
                .map(|w| (w.id, w.name.clone()))
                .collect(),
            clients: std::iter::once(none)
                .chain(
                    directory
                        .clients
                        .iter()
                        .map(|client| (Some(client.id), client.name.clone())),
                )
                .collect(),
            onboarding: Onboarding::ALL
                .iter()
                .map(|o| (*o, o.label().to_owned()))
                .collect(),
            status: vec![
                status(AccountStatus::Active, Tone::Ok),
                status(AccountStatus::Inactive, Tone::Bad),
            ],
            kinds: UserKind::ALL.iter().map(kind).collect(),
        }
    }
}
