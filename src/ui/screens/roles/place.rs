//! Where and until when somebody holds a role: the whole office, their workspaces, or named ones.

use std::sync::LazyLock;

use egui::Ui;

use super::End;
use crate::app::commands::role::{Placement, RoleCommand};
use crate::domain::access::GrantPlace;
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::role::{Holder, Role};
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::forms::user::chip_words;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{ChipInput, Dialog, Select, TextField};

/// The form in a dialog.
pub(super) struct PlaceForm {
    user_id: UserId,
    role_id: RoleId,
    title: String,
    name: String,
    kind: Kind,
    named: Vec<WorkspaceId>,
    until: String,
    workspaces: Vec<(WorkspaceId, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Everywhere,
    Theirs,
    Named,
}

static KINDS: LazyLock<[(Kind, String); 3]> = LazyLock::new(|| {
    let words = &text().access;
    [
        (Kind::Everywhere, words.place_everywhere.to_owned()),
        (Kind::Theirs, words.place_theirs_long.to_owned()),
        (Kind::Named, words.place_named_long.to_owned()),
    ]
});

impl PlaceForm {
    pub(super) fn new(holder: Holder, role: &Role, cx: &Cx<'_>) -> Self {
        let (kind, named) = match holder.place {
            GrantPlace::Everywhere => (Kind::Everywhere, Vec::new()),
            GrantPlace::TheirWorkspaces => (Kind::Theirs, Vec::new()),
            GrantPlace::Named(named) => (Kind::Named, named.into_iter().collect()),
        };
        let workspaces = cx.directory.workspaces.iter();
        Self {
            user_id: holder.user_id,
            role_id: role.role_id,
            title: fill(text().access.place_title, &[&holder.name, &role.name]),
            name: holder.name,
            kind,
            named,
            until: holder
                .ends_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            workspaces: workspaces.map(|w| (w.id, w.name.clone())).collect(),
        }
    }

    /// Draws the dialog; how it ended.
    pub(super) fn show(&mut self, ctx: &egui::Context) -> Option<End> {
        let words = &text().access;
        let problem = self.problem();
        let title = self.title.clone();
        let answer = Dialog::new("place", &title, words.place_save, text().app.cancel)
            .enabled_or(problem)
            .changing(ctx)
            .show(ctx, |ui| self.fields_ui(ui, problem))?;
        Some(End::of(answer, || self.wish()))
    }

    fn fields_ui(&mut self, ui: &mut Ui, problem: Option<&str>) {
        let words = &text().access;
        ui.spacing_mut().item_spacing.y = space::S;
        Select::field("place", words.place_label)
            .without_note()
            .width(size::DIALOG_WIDTH)
            .show(ui, &mut self.kind, &*KINDS);
        if self.kind == Kind::Named {
            let chips = chip_words(text().form.add_workspace);
            ChipInput::new("place-workspaces", text().field.workspaces, chips)
                .problem(problem.filter(|said| *said == text().problem.place_empty))
                .show(ui, &mut self.named, &self.workspaces);
        }
        TextField::new("place-until", words.place_until, &mut self.until)
            .problem(problem.filter(|said| *said == words.place_bad_day))
            .width(size::SELECT_WIDTH)
            .show(ui);
    }

    fn problem(&self) -> Option<&'static str> {
        if self.kind == Kind::Named && self.named.is_empty() {
            return Some(text().problem.place_empty);
        }
        let until = self.until.trim();
        let is_day = until.is_empty() || until.parse::<chrono::NaiveDate>().is_ok();
        (!is_day).then_some(text().access.place_bad_day)
    }

    fn wish(&self) -> (RoleCommand, String) {
        let place = match self.kind {
            Kind::Everywhere => GrantPlace::Everywhere,
            Kind::Theirs => GrantPlace::TheirWorkspaces,
            Kind::Named => GrantPlace::Named(self.named.iter().copied().collect()),
        };
        let command = RoleCommand::Place(Box::new(Placement {
            user_id: self.user_id,
            role_id: self.role_id,
            place,
            ends_on: self.until.trim().parse().ok(),
        }));
        (command, fill(text().access.changed, &[&self.name]))
    }
}
