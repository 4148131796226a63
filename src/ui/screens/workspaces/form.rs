//! Adding and changing a workspace, in a dialog; another plan or add-on says first what it brings and takes.

use egui::{Context, Ui};

use crate::app::commands::workspace::WorkspaceCommand;
use crate::app::error::AppError;
use crate::app::queries::plan_changes::{PlanChange, PlanChangeAnswer};
use crate::app::queries::workspaces::WorkspacesAnswer;
use crate::domain::ids::{AddOnId, ClientId, PlanId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::plan::{Excess, feature_names};
use crate::domain::text::{fill, plural, text};
use crate::domain::validation::name;
use crate::domain::workspace::{Visibility, WorkspaceProfile, WorkspaceRow, WorkspaceStatus};
use crate::ui::context::Cx;
use crate::ui::forms::contact::person;
use crate::ui::forms::user::chip_words;
use crate::ui::remote::Remote;
use crate::ui::theme::{size, space};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::segmented::Segment;
use crate::ui::widgets::{ChipInput, Dialog, Segmented, Select, TextField, Tone, banner};

/// What can be chosen, as lists of value and name.
struct Options {
    clients: Vec<(Option<ClientId>, String)>,
    plans: Vec<(Option<PlanId>, String)>,
    add_ons: Vec<(AddOnId, String)>,
}

/// How far plan and add-ons are there for the operator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Terms {
    Hidden,
    Shown,
    Changeable,
}

/// The form.
pub(super) struct WorkspaceForm {
    workspace_id: Option<WorkspaceId>,
    base: WorkspaceProfile,
    draft: WorkspaceProfile,
    /// Add-ons in the order in which they were chosen.
    add_ons: Vec<AddOnId>,
    owner: String,
    billing: String,
    title: String,
    options: Options,
    terms: Terms,
    change: Remote<PlanChange>,
    seen: u64,
    /// What the change brings and takes, in words.
    effects: Vec<(Tone, String)>,
    refused: Option<String>,
}

impl WorkspaceForm {
    /// For a workspace, or for a new one.
    pub(super) fn new(row: Option<WorkspaceRow>, answer: &WorkspacesAnswer, cx: &Cx<'_>) -> Self {
        let words = &text().workspace;
        let base = row
            .as_ref()
            .map(|row| row.profile.clone())
            .unwrap_or_default();
        let contact = |id: Option<UserId>| id.map(|id| id.contact_id().to_string());
        let is_shown = match &row {
            Some(row) => row.over.is_some(),
            None => cx.may(Permission::PlansView),
        };
        let may = cx.me.actor.may_everywhere(Permission::PlansUpdate);
        Self {
            title: match &row {
                Some(row) => fill(words.edit, &[&row.profile.name]),
                None => words.add.to_owned(),
            },
            workspace_id: row.map(|row| row.workspace_id),
            owner: contact(base.owner_id).unwrap_or_default(),
            billing: contact(base.billing_id).unwrap_or_default(),
            add_ons: base.add_ons.iter().copied().collect(),
            options: Options::new(answer, cx),
            terms: match (is_shown, may) {
                (false, _) => Terms::Hidden,
                (true, false) => Terms::Shown,
                (true, true) => Terms::Changeable,
            },
            draft: base.clone(),
            base,
            change: Remote::default(),
            seen: 0,
            effects: Vec::new(),
            refused: None,
        }
    }

    /// The name as typed.
    pub(super) fn name(&self) -> String {
        self.draft.name.trim().to_owned()
    }

    /// Saving was refused.
    pub(super) fn refuse(&mut self, error: &AppError) {
        self.refused = Some(error.message().line());
    }

    /// Draws the dialog; `Some(None)` closes it, a command is to be carried out while it stays.
    #[expect(
        clippy::option_option,
        reason = "still open, closed, or closed with a wish"
    )]
    pub(super) fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> Option<Option<WorkspaceCommand>> {
        let problem = self.problem();
        let title = self.title.clone();
        let save = match self.workspace_id {
            Some(_) => text().app.save,
            None => text().workspace.add_confirm,
        };
        let may_delete = cx.me.actor.may_everywhere(Permission::WorkspacesDelete);
        let mut dialog = Dialog::new("workspace", &title, save, text().app.cancel)
            .enabled_or(problem.as_deref())
            .changing(ctx)
            .width(size::DIALOG_WIDE);
        if may_delete && self.workspace_id.is_some() {
            dialog = dialog.alternative(text().workspace.delete);
        }
        let answer = dialog.show(ctx, |ui| self.fields_ui(ui, cx))?;
        Some(match answer {
            Answer::Confirmed => Some(self.command()),
            Answer::Alternative => self.workspace_id.map(WorkspaceCommand::Delete),
            Answer::Cancelled => None,
        })
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().workspace;
        ui.spacing_mut().item_spacing.y = space::S;
        if let Some(refused) = &self.refused {
            banner::banner(ui, Tone::Bad, refused, None);
        }
        let problem = name::parse(&self.draft.name).err();
        let problem = problem.filter(|_| !self.draft.name.trim().is_empty());
        TextField::new("workspace-name", words.name, &mut self.draft.name)
            .problem(problem.as_deref())
            .show(ui);
        let statuses = [WorkspaceStatus::Open, WorkspaceStatus::Closed]
            .map(|status| option(status, status.label()));
        let visibilities = [Visibility::Internal, Visibility::WithClient]
            .map(|visibility| option(visibility, visibility.label()));
        pair_ui(ui, |ui, width| {
            Segmented::new("workspace-status", words.status)
                .without_note()
                .width(width)
                .show(ui, &mut self.draft.status, &statuses);
            Segmented::new("workspace-visibility", words.visibility)
                .without_note()
                .width(width)
                .show(ui, &mut self.draft.visibility, &visibilities);
        });
        self.terms_ui(ui, cx);
        pair_ui(ui, |ui, width| {
            for (id, label, typed) in [
                ("workspace-owner", words.owner, &mut self.owner),
                ("workspace-billing", words.billing, &mut self.billing),
            ] {
                let bad = person(typed).is_err().then_some(words.person_bad);
                TextField::new(id, label, typed)
                    .help(words.person_hint)
                    .problem(bad)
                    .width(width)
                    .show(ui);
            }
        });
    }

    /// Client and plan, then add-ons and what a change of both brings and takes.
    fn terms_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().workspace;
        let may = self.terms == Terms::Changeable;
        pair_ui(ui, |ui, width| {
            Select::field("workspace-client", words.client)
                .without_note()
                .width(width)
                .show(ui, &mut self.draft.client_id, &self.options.clients);
            if self.terms == Terms::Hidden {
                return;
            }
            ui.add_enabled_ui(may, |ui| {
                Select::field("workspace-plan", words.plan)
                    .without_note()
                    .width(width)
                    .show(ui, &mut self.draft.plan_id, &self.options.plans);
            });
        });
        if self.terms == Terms::Hidden {
            return;
        }
        if !self.options.add_ons.is_empty() {
            let is_idle = self.draft.plan_id.is_none() && !self.add_ons.is_empty();
            ui.add_enabled_ui(may, |ui| {
                let chips = chip_words(words.add_add_on);
                ChipInput::new("workspace-add-ons", words.add_ons, chips)
                    .help(if is_idle { words.add_ons_idle } else { "" })
                    .show(ui, &mut self.add_ons, &self.options.add_ons);
            });
            self.draft.add_ons = self.add_ons.iter().copied().collect();
        }
        self.effects_ui(ui, cx);
    }

    fn effects_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(workspace_id) = self.workspace_id.filter(|_| self.is_moved()) else {
            return;
        };
        let question = PlanChange {
            workspace_id,
            plan_id: self.draft.plan_id,
            add_ons: self.draft.add_ons.clone(),
        };
        self.change.want(cx.backend, &question);
        if self.seen != self.change.version() {
            self.seen = self.change.version();
            let change = self.change.value();
            self.effects = change.map(|change| effects(change)).unwrap_or_default();
        }
        for (tone, said) in &self.effects {
            banner::banner(ui, *tone, said, None);
        }
    }

    fn is_moved(&self) -> bool {
        let (draft, base) = (&self.draft, &self.base);
        self.terms == Terms::Changeable
            && (draft.plan_id, &draft.add_ons) != (base.plan_id, &base.add_ons)
    }

    fn problem(&self) -> Option<String> {
        if let Err(said) = name::parse(&self.draft.name) {
            return Some(said);
        }
        let is_bad = person(&self.owner).is_err() || person(&self.billing).is_err();
        is_bad.then(|| text().workspace.person_bad.to_owned())
    }

    fn command(&self) -> WorkspaceCommand {
        let wanted = Box::new(WorkspaceProfile {
            owner_id: person(&self.owner).unwrap_or_default(),
            billing_id: person(&self.billing).unwrap_or_default(),
            ..self.draft.clone()
        });
        match self.workspace_id {
            Some(workspace_id) => WorkspaceCommand::Update {
                workspace_id,
                base: Box::new(self.base.clone()),
                wanted,
            },
            None => WorkspaceCommand::Create(wanted),
        }
    }
}

impl Options {
    fn new(answer: &WorkspacesAnswer, cx: &Cx<'_>) -> Self {
        let words = &text().workspace;
        let mut clients = vec![(None, words.no_client.to_owned())];
        let known = cx.directory.clients.iter();
        clients.extend(known.map(|client| (Some(client.id), client.name.clone())));
        let mut plans = vec![(None, words.no_plan.to_owned())];
        let known = answer.plans.iter();
        plans.extend(known.map(|plan| (Some(plan.plan_id), plan.terms.name.clone())));
        let add_ons = answer.add_ons.iter();
        Self {
            clients,
            plans,
            add_ons: add_ons
                .map(|add_on| (add_on.add_on_id, add_on.terms.name.clone()))
                .collect(),
        }
    }
}

/// What a change brings and takes, and where more is used than is allowed then.
fn effects(change: &PlanChangeAnswer) -> Vec<(Tone, String)> {
    let words = &text().workspace;
    let concerns = plural(change.members, words.concerns_one, words.concerns_many);
    let mut lines = Vec::new();
    for (features, said, tone) in [
        (&change.gained, words.gained, Tone::Ok),
        (&change.lost, words.lost, Tone::Warn),
    ] {
        if !features.is_empty() {
            let names = feature_names(features.iter().copied());
            lines.push((tone, format!("{} {concerns}", fill(said, &[&names]))));
        }
    }
    if !change.over.is_empty() {
        let said: Vec<String> = change.over.iter().map(Excess::said).collect();
        let said = fill(words.over_new, &[&said.join(", ")]);
        lines.push((Tone::Warn, said));
    }
    lines
}

/// Two fields beside each other, each with its half of the width.
fn pair_ui(ui: &mut Ui, fields: impl FnOnce(&mut Ui, f32)) {
    let width = (ui.available_width() - space::L) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        fields(ui, width);
    });
}

fn option<T>(value: T, label: &str) -> Segment<T> {
    Segment {
        value,
        label: label.to_owned(),
        tone: Tone::Accent,
    }
}
