//! Adding and changing a team, in a dialog.

use egui::Context;

use crate::app::commands::team::TeamCommand;
use crate::app::error::AppError;
use crate::domain::ids::WorkspaceId;
use crate::domain::team::{TeamProfile, TeamRow};
use crate::domain::text::{fill, text};
use crate::domain::validation::name;
use crate::ui::context::Cx;
use crate::ui::forms::contact::person;
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, Select, TextField, Tone, banner};

/// The form.
pub(super) struct TeamForm {
    row: Option<TeamRow>,
    title: String,
    name: String,
    lead: String,
    workspace_id: Option<WorkspaceId>,
    workspaces: Vec<(Option<WorkspaceId>, String)>,
    refused: Option<String>,
}

/// How the form was answered.
pub(super) enum Answered {
    /// It is to be closed.
    Closed,
    /// This is to be done, and the form stays until it is.
    Wished(TeamCommand),
}

impl TeamForm {
    /// For a team, or for a new one.
    pub(super) fn new(row: Option<TeamRow>, cx: &Cx<'_>) -> Self {
        let words = &text().team;
        let profile = row.as_ref().map(|row| row.profile.clone());
        let profile = profile.unwrap_or_default();
        let mut workspaces = vec![(None, words.whole_office.to_owned())];
        let known = cx.directory.workspaces.iter();
        workspaces.extend(known.map(|workspace| (Some(workspace.id), workspace.name.clone())));
        let lead = profile.lead_id.map(|id| id.contact_id().to_string());
        Self {
            title: match &row {
                Some(row) => fill(words.edit, &[&row.profile.name]),
                None => words.add.to_owned(),
            },
            row,
            name: profile.name,
            lead: lead.unwrap_or_default(),
            workspace_id: profile.workspace_id,
            workspaces,
            refused: None,
        }
    }

    /// The name as typed.
    pub(super) fn name(&self) -> String {
        self.name.trim().to_owned()
    }

    /// Saving was refused.
    pub(super) fn refuse(&mut self, error: &AppError) {
        self.refused = Some(error.message().line());
    }

    /// Draws the dialog; how it was answered.
    pub(super) fn show(&mut self, ctx: &Context) -> Option<Answered> {
        let words = &text().team;
        let problem = self.problem();
        let title = self.title.clone();
        let save = match self.row {
            Some(_) => text().app.save,
            None => words.add_confirm,
        };
        let mut dialog = Dialog::new("team", &title, save, text().app.cancel)
            .enabled_or(problem.as_deref())
            .changing(ctx);
        if self.row.is_some() {
            dialog = dialog.alternative(words.delete);
        }
        let answer = dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(refused) = &self.refused {
                banner::banner(ui, Tone::Bad, refused, None);
            }
            let problem = name::parse(&self.name).err();
            let problem = problem.filter(|_| !self.name.trim().is_empty());
            TextField::new("team-name", words.name, &mut self.name)
                .problem(problem.as_deref())
                .show(ui);
            Select::field("team-workspace", words.workspace)
                .without_note()
                .show(ui, &mut self.workspace_id, &self.workspaces);
            let bad = person(&self.lead).is_err();
            TextField::new("team-lead", words.lead, &mut self.lead)
                .help(text().workspace.person_hint)
                .problem(bad.then_some(text().workspace.person_bad))
                .show(ui);
        })?;
        let team_id = self.row.as_ref().map(|row| row.team_id);
        Some(match (answer, team_id) {
            (Answer::Confirmed, _) => Answered::Wished(self.command()),
            (Answer::Alternative, Some(team_id)) => Answered::Wished(TeamCommand::Delete(team_id)),
            (Answer::Alternative, None) | (Answer::Cancelled, _) => Answered::Closed,
        })
    }

    fn problem(&self) -> Option<String> {
        let bad = text().workspace.person_bad;
        let lead = person(&self.lead).is_err().then(|| bad.to_owned());
        name::parse(&self.name).err().or(lead)
    }

    fn command(&self) -> TeamCommand {
        let wanted = TeamProfile {
            name: self.name(),
            lead_id: person(&self.lead).unwrap_or_default(),
            workspace_id: self.workspace_id,
        };
        match &self.row {
            Some(row) => TeamCommand::Update {
                team_id: row.team_id,
                base: row.profile.clone(),
                wanted,
            },
            None => TeamCommand::Create(wanted),
        }
    }
}
