//! The Workspaces page: each with owner, plan and members; every number of members opens them.

mod form;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Ui};

use crate::app::commands::Receipt;
use crate::app::queries::workspaces::{Workspaces, WorkspacesAnswer};
use crate::app::ticket::Ticket;
use crate::domain::directory::Directory;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{count, fill, plural, text};
use crate::domain::workspace::{Plan, WorkspaceRow, WorkspaceStatus};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, size, space};
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Button, Card, Tone, banner, empty_state, page_header, spinner};
use form::WorkspaceForm;

/// The page.
#[derive(Default)]
pub struct WorkspacesScreen {
    remote: Remote<Workspaces>,
    seen: u64,
    views: Vec<View>,
    columns: Vec<Column>,
    form: Option<WorkspaceForm>,
    saving: Option<Ticket<Receipt>>,
}

/// One workspace, all texts ready.
struct View {
    row: WorkspaceRow,
    client: String,
    owner: String,
    plan: String,
    members: String,
    /// Why the number of members is marked.
    over: Option<String>,
}

/// What was pressed in the table.
enum Press {
    Edit(usize),
    Members(usize),
}

impl WorkspacesScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.remote.want(cx.backend, &Workspaces);
        self.poll(cx);
        self.take(cx);
        self.header_ui(ui, cx);
        let margin = frames::margin(space::XL);
        let fill = Tokens::of(ui.ctx()).background;
        CentralPanel::default()
            .frame(Frame::new().fill(fill).inner_margin(margin))
            .show(ui, |ui| self.page_ui(ui, cx));
        self.form_ui(ui, cx);
    }

    fn take(&mut self, cx: &Cx<'_>) {
        if self.seen == self.remote.version() {
            return;
        }
        self.seen = self.remote.version();
        self.columns = columns();
        if let Some(answer) = self.remote.value() {
            self.views = answer
                .workspaces
                .iter()
                .map(|row| view(row, &answer.plans, cx.directory))
                .collect();
        }
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().workspace;
        let below = match self.remote.value() {
            Some(answer) => {
                let number = answer.workspaces.len() as u64;
                plural(number, words.below_one, words.below_many)
            }
            None => String::new(),
        };
        let may_add = cx.me.actor.may_everywhere(Permission::WorkspacesCreate);
        page_header::page_header(ui, words.title, &below, |ui| {
            if may_add && Button::primary(words.add).show(ui).clicked() {
                self.form = Some(WorkspaceForm::new(None));
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
            let (none, hint) = (words.workspace.none, words.workspace.none_hint);
            empty_state::empty_state(ui, icons::BUILDINGS, none, hint, None);
            return;
        }
        match self.table_ui(ui) {
            Some(Press::Edit(index)) => {
                let row = self.views.get(index).map(|view| view.row.clone());
                let may = |row: &WorkspaceRow| {
                    let rights = &cx.me.actor.rights;
                    rights.may_in(Permission::WorkspacesUpdate, row.workspace_id)
                };
                if let Some(row) = row.filter(may) {
                    self.form = Some(WorkspaceForm::new(Some(row)));
                }
            }
            Some(Press::Members(index)) => {
                if let Some(view) = self
                    .views
                    .get(index)
                    .filter(|_| cx.may(Permission::UsersView))
                {
                    let scope = Scope {
                        workspace: Some(view.row.workspace_id),
                        kind: None,
                    };
                    cx.push(Action::ShowInUsers(scope, Segment::All));
                }
            }
            None => {}
        }
    }

    fn table_ui(&self, ui: &mut Ui) -> Option<Press> {
        let name = text().workspace.table_name;
        let rows = self.views.len() as u64;
        let table = Table::new("workspaces", name, &self.columns, rows)
            .version(self.seen)
            .fit_rows();
        let mut rows = Rows {
            views: &self.views,
            press: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let entered = shown.opened.map(|row| Press::Edit(row as usize));
        rows.press.or(entered)
    }

    fn form_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let answer: Option<Arc<WorkspacesAnswer>> = self.remote.value().cloned();
        let (Some(form), Some(answer)) = (&mut self.form, answer) else {
            return;
        };
        match form.show(ui.ctx(), cx, &answer.plans) {
            None => {}
            Some(None) => self.form = None,
            Some(Some(command)) => self.saving = Some(cx.backend.submit(command.into())),
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.saving.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.saving = None;
        match answer {
            Ok(receipt) => {
                if let Some(form) = self.form.take() {
                    let said = fill(text().workspace.saved, &[&form.name()]);
                    cx.push(Action::Changed(said, receipt.undoable));
                }
            }
            Err(error) => match &mut self.form {
                Some(form) => form.refuse(&error),
                None => cx.push(Action::Failed(error.message())),
            },
        }
    }
}

fn columns() -> Vec<Column> {
    let words = &text().workspace;
    vec![
        Column::new(words.name, size::user_column(2)),
        Column::new(words.client, size::user_column(1)),
        Column::new(words.status, size::user_column(3)),
        Column::new(words.visibility, size::user_column(1)),
        Column::new(words.owner, size::user_column(1)),
        Column::new(words.plan, size::user_column(4)),
        Column::new(words.members, size::user_column(3)).right(),
    ]
}

fn view(row: &WorkspaceRow, plans: &[Plan], directory: &Directory) -> View {
    let words = &text().workspace;
    let profile = &row.profile;
    let client = directory
        .clients
        .iter()
        .find(|c| Some(c.id) == profile.client_id);
    let plan = plans
        .iter()
        .find(|plan| Some(plan.plan_id) == profile.plan_id);
    let limit = plan.and_then(|plan| plan.user_limit);
    let over = limit.filter(|limit| row.members > *limit);
    View {
        client: client.map(|client| client.name.clone()).unwrap_or_default(),
        owner: row.owner.clone().unwrap_or_default(),
        plan: plan.map(|plan| plan.name.clone()).unwrap_or_default(),
        members: match over {
            Some(limit) => fill(words.over, &[&count(row.members), &count(limit)]),
            None => count(row.members),
        },
        over: over.map(|_| {
            let plan = plan.map_or("", |plan| plan.name.as_str());
            fill(words.over_hint, &[&plan])
        }),
        row: row.clone(),
    }
}

struct Rows<'a> {
    views: &'a [View],
    press: Option<Press>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let index = row as usize;
        let Some(view) = self.views.get(index) else {
            return;
        };
        let profile = &view.row.profile;
        match column {
            0 if cell.link(&profile.name).clicked() => self.press = Some(Press::Edit(index)),
            1 => drop(cell.text(&view.client)),
            2 => {
                let tone = match profile.status {
                    WorkspaceStatus::Open => Tone::Ok,
                    WorkspaceStatus::Closed => Tone::Bad,
                };
                drop(cell.status(tone, profile.status.label()));
            }
            3 => drop(cell.text(profile.visibility.label())),
            4 => drop(cell.text(&view.owner)),
            5 => drop(cell.text(&view.plan)),
            6 => {
                let response = match &view.over {
                    Some(hint) => cell.link(&view.members).on_hover_text(hint),
                    None => cell.link(&view.members),
                };
                if response.clicked() {
                    self.press = Some(Press::Members(index));
                }
            }
            _ => {}
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        (row as usize) < self.views.len()
    }
}
