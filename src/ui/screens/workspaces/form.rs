//! Adding and changing a workspace, in a dialog; another plan says first what it brings and takes.

use egui::{Context, Ui};

use crate::app::commands::workspace::WorkspaceCommand;
use crate::app::error::AppError;
use crate::app::queries::workspaces::PlanChange;
use crate::domain::ids::{ContactId, UserId, WorkspaceId};
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, plural, text};
use crate::domain::validation::name;
use crate::domain::workspace::{Plan, Visibility, WorkspaceProfile, WorkspaceRow, WorkspaceStatus};
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::theme::{size, space};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::segmented::Segment;
use crate::ui::widgets::{Dialog, Segmented, Select, TextField, Tone, banner};

/// The form.
pub(super) struct WorkspaceForm {
    workspace_id: Option<WorkspaceId>,
    base: WorkspaceProfile,
    draft: WorkspaceProfile,
    owner: String,
    billing: String,
    title: String,
    change: Remote<PlanChange>,
    refused: Option<String>,
}

impl WorkspaceForm {
    /// For a workspace, or for a new one.
    pub(super) fn new(row: Option<WorkspaceRow>) -> Self {
        let words = &text().workspace;
        let base = row
            .as_ref()
            .map(|row| row.profile.clone())
            .unwrap_or_default();
        let contact = |id: Option<UserId>| id.map(|id| id.contact_id().to_string());
        Self {
            title: match &row {
                Some(row) => fill(words.edit, &[&row.profile.name]),
                None => words.add.to_owned(),
            },
            workspace_id: row.map(|row| row.workspace_id),
            owner: contact(base.owner_id).unwrap_or_default(),
            billing: contact(base.billing_id).unwrap_or_default(),
            draft: base.clone(),
            base,
            change: Remote::default(),
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
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        cx: &Cx<'_>,
        plans: &[Plan],
    ) -> Option<Option<WorkspaceCommand>> {
        let problem = self.problem();
        let title = self.title.clone();
        let save = match self.workspace_id {
            Some(_) => text().app.save,
            None => text().workspace.add_confirm,
        };
        let answer = Dialog::new("workspace", &title, save, text().app.cancel)
            .enabled_or(problem.as_deref())
            .show(ctx, |ui| self.fields_ui(ui, cx, plans))?;
        Some((answer == Answer::Confirmed).then(|| self.command()))
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, plans: &[Plan]) {
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
        Segmented::new("workspace-status", words.status)
            .without_note()
            .show(ui, &mut self.draft.status, &statuses);
        let visibilities = [Visibility::Internal, Visibility::WithClient]
            .map(|visibility| option(visibility, visibility.label()));
        Segmented::new("workspace-visibility", words.visibility)
            .without_note()
            .show(ui, &mut self.draft.visibility, &visibilities);
        let mut clients = vec![(None, words.no_client.to_owned())];
        let known = cx.directory.clients.iter();
        clients.extend(known.map(|client| (Some(client.id), client.name.clone())));
        Select::field("workspace-client", words.client)
            .without_note()
            .width(size::DIALOG_WIDTH)
            .show(ui, &mut self.draft.client_id, &clients);
        self.plan_ui(ui, cx, plans);
        for (id, label, typed) in [
            ("workspace-owner", words.owner, &mut self.owner),
            ("workspace-billing", words.billing, &mut self.billing),
        ] {
            let bad = person(typed).is_err().then_some(words.person_bad);
            TextField::new(id, label, typed)
                .help(words.person_hint)
                .problem(bad)
                .show(ui);
        }
    }

    fn plan_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, plans: &[Plan]) {
        if !cx.may(Permission::PlansView) {
            return;
        }
        let words = &text().workspace;
        let may = cx.me.actor.may_everywhere(Permission::PlansUpdate);
        let mut options = vec![(None, words.no_plan.to_owned())];
        options.extend(
            plans
                .iter()
                .map(|plan| (Some(plan.plan_id), plan.name.clone())),
        );
        ui.add_enabled_ui(may, |ui| {
            Select::field("workspace-plan", words.plan)
                .without_note()
                .width(size::DIALOG_WIDTH)
                .show(ui, &mut self.draft.plan_id, &options);
        });
        let is_moved = self.draft.plan_id != self.base.plan_id;
        if let (true, true, Some(workspace_id)) = (may, is_moved, self.workspace_id) {
            let question = PlanChange {
                workspace_id,
                plan_id: self.draft.plan_id,
            };
            self.change.want(cx.backend, &question);
            self.change_ui(ui);
        }
    }

    fn change_ui(&self, ui: &mut Ui) {
        let words = &text().workspace;
        let Some(change) = self.change.value() else {
            return;
        };
        let concerns = plural(change.members, words.concerns_one, words.concerns_many);
        for (features, said, tone) in [
            (&change.gained, words.gained, Tone::Ok),
            (&change.lost, words.lost, Tone::Warn),
        ] {
            if !features.is_empty() {
                let names: Vec<&str> = features.iter().copied().map(Module::label).collect();
                let line = format!("{} {concerns}", fill(said, &[&names.join(", ")]));
                banner::banner(ui, tone, &line, None);
            }
        }
        if let Some(limit) = change.over_limit {
            banner::banner(ui, Tone::Warn, &fill(words.over_new, &[&limit]), None);
        }
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

/// Somebody by Contact ID; an empty field is nobody.
fn person(typed: &str) -> Result<Option<UserId>, ()> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    ContactId::parse(typed)
        .map(|ContactId(id)| Some(id))
        .ok_or(())
}

fn option<T>(value: T, label: &str) -> Segment<T> {
    Segment {
        value,
        label: label.to_owned(),
        tone: Tone::Accent,
    }
}
