//! The Workspaces page: each with owner, plan and members; every number of members opens them.

mod filter;
mod form;
mod rows;

use egui::{CentralPanel, Frame, Ui};

use crate::app::commands::Receipt;
use crate::app::commands::workspace::WorkspaceCommand;
use crate::app::queries::workspaces::Workspaces;
use crate::app::ticket::Ticket;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{count, fill, plural, text};
use crate::domain::workspace::WorkspaceRow;
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, space};
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{Button, Card, Select, Tone, banner, empty_state, page_header, spinner};
pub use filter::PlanFilter;
use form::WorkspaceForm;
use rows::{Part, Press, Rows, View};

/// The page.
#[derive(Default)]
pub struct WorkspacesScreen {
    remote: Remote<Workspaces>,
    filter: PlanFilter,
    /// Which answer and which filter the rows are made from.
    seen: (u64, PlanFilter),
    /// Grows with every change of the rows.
    version: u64,
    options: Vec<(PlanFilter, String)>,
    below: String,
    views: Vec<View>,
    parts: Vec<Part>,
    columns: Vec<Column>,
    form: Option<WorkspaceForm>,
    /// A wish on its way, and what to say once it is done.
    saving: Option<(Ticket<Receipt>, String)>,
}

impl WorkspacesScreen {
    /// Shows a choice of workspaces.
    pub fn narrow(&mut self, filter: PlanFilter) {
        self.filter = filter;
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.remote.want(cx.backend, &Workspaces);
        self.poll(cx);
        self.take(cx);
        self.header_ui(ui, cx);
        self.take(cx);
        let margin = frames::margin(space::XL);
        let fill = Tokens::of(ui.ctx()).background;
        CentralPanel::default()
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| self.page_ui(ui, cx));
        self.form_ui(ui, cx);
    }

    /// Makes the rows anew where the answer or the filter is another.
    fn take(&mut self, cx: &Cx<'_>) {
        if self.seen == (self.remote.version(), self.filter) {
            return;
        }
        let Some(answer) = self.remote.value() else {
            return;
        };
        self.options = PlanFilter::options(answer);
        if self
            .options
            .iter()
            .all(|(option, _)| *option != self.filter)
        {
            self.filter = PlanFilter::All;
        }
        self.seen = (self.remote.version(), self.filter);
        self.version += 1;
        let shown = answer.workspaces.iter().filter(|row| self.filter.has(row));
        self.views = shown
            .map(|row| View::new(row, answer, cx.directory))
            .collect();
        self.parts = Part::shown(cx);
        self.columns = self.parts.iter().map(|part| part.column()).collect();
        let words = &text().workspace;
        let all = answer.workspaces.len() as u64;
        let all = plural(all, words.below_one, words.below_many);
        self.below = match self.filter {
            PlanFilter::All => all,
            _ => fill(words.below_of, &[&count(self.views.len() as u64), &all]),
        };
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = text();
        let may_add = cx.me.actor.may_everywhere(Permission::WorkspacesCreate);
        page_header::page_header(ui, words.workspace.title, &self.below, |ui| {
            if cx.may(Permission::PlansView) && !self.options.is_empty() {
                Select::new("workspaces-plan", words.plan.filter).show(
                    ui,
                    &mut self.filter,
                    &self.options,
                );
            }
            if may_add
                && Button::primary(words.workspace.add)
                    .changing()
                    .show(ui)
                    .clicked()
            {
                self.form = self.remote.value().map(|a| WorkspaceForm::new(None, a, cx));
            }
        });
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = text();
        if let Some(error) = self.remote.error().cloned() {
            let pressed = banner::banner(ui, Tone::Bad, &error.line(), Some(words.app.retry));
            if pressed.is_some_and(|response| response.clicked()) {
                self.remote.retry();
            }
        }
        if self.remote.value().is_none() {
            return spinner::delayed_spinner(ui, "workspaces", words.app.loading);
        }
        if self.views.is_empty() {
            return self.empty_ui(ui);
        }
        match self.table_ui(ui) {
            Some(Press::Edit(index)) => self.edit(index, cx),
            Some(Press::Members(index)) => {
                let view = self.views.get(index);
                if let Some(view) = view.filter(|_| cx.may(Permission::UsersView)) {
                    let scope = Scope {
                        workspace: Some(view.row.workspace_id),
                        ..Scope::default()
                    };
                    cx.push(Action::users_of(scope, Segment::All));
                }
            }
            None => {}
        }
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        let words = &text().workspace;
        if self.filter == PlanFilter::All {
            empty_state::empty_state(ui, icons::BUILDINGS, words.none, words.none_hint, None);
            return;
        }
        let (title, hint) = (words.none_match, words.none_match_hint);
        let all = Some(words.show_all);
        let pressed = empty_state::empty_state(ui, icons::BUILDINGS, title, hint, all);
        if pressed.is_some_and(|response| response.clicked()) {
            self.filter = PlanFilter::All;
        }
    }

    fn edit(&mut self, index: usize, cx: &Cx<'_>) {
        let row = self.views.get(index).map(|view| view.row.clone());
        let may = |row: &WorkspaceRow| {
            let rights = &cx.me.actor.rights;
            rights.may_in(Permission::WorkspacesUpdate, row.workspace_id)
        };
        if let (Some(row), Some(answer)) = (row.filter(may), self.remote.value()) {
            self.form = Some(WorkspaceForm::new(Some(row), answer, cx));
        }
    }

    fn table_ui(&self, ui: &mut Ui) -> Option<Press> {
        let name = text().workspace.table_name;
        let rows = self.views.len() as u64;
        let table = Table::new("workspaces", name, &self.columns, rows)
            .version(self.version)
            .fit_rows();
        let mut rows = Rows {
            views: &self.views,
            parts: &self.parts,
            press: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let entered = shown.opened.map(|row| Press::Edit(row as usize));
        rows.press.or(entered)
    }

    fn form_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(form) = &mut self.form else {
            return;
        };
        match form.show(ui.ctx(), cx) {
            None => {}
            Some(None) => self.form = None,
            Some(Some(command)) => {
                let words = &text().workspace;
                let done = match &command {
                    WorkspaceCommand::Create(_) | WorkspaceCommand::Update { .. } => words.saved,
                    WorkspaceCommand::Delete(_) => words.deleted,
                };
                let done = fill(done, &[&form.name()]);
                self.saving = Some((cx.backend.submit(command.into()), done));
            }
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((ticket, done)) = &self.saving else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        match answer {
            Ok(receipt) => {
                self.form = None;
                cx.push(Action::Changed(done.clone(), receipt.undoable));
            }
            Err(error) => match &mut self.form {
                Some(form) => form.refuse(&error),
                None => cx.push(Action::Failed(error.message())),
            },
        }
        self.saving = None;
    }
}
