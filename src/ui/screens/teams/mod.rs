//! The Teams page: each with its lead and its workspace; every number of members opens them.

mod form;
mod rows;

use egui::{CentralPanel, Frame, Ui};

use crate::app::commands::Receipt;
use crate::app::commands::team::TeamCommand;
use crate::app::queries::teams::Teams;
use crate::app::ticket::Ticket;
use crate::domain::filter::{Filter, FilterField, Term, Test};
use crate::domain::ids::TeamId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::text::{fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, space};
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{Button, Card, Tone, banner, empty_state, page_header, spinner};
use form::{Answered, TeamForm};
use rows::{Part, Press, Rows, View};

/// The page.
#[derive(Default)]
pub struct TeamsScreen {
    remote: Remote<Teams>,
    /// Which answer the rows are made from.
    seen: u64,
    below: String,
    views: Vec<View>,
    columns: Vec<Column>,
    form: Option<TeamForm>,
    /// A wish on its way, and what to say once it is done.
    saving: Option<(Ticket<Receipt>, String)>,
}

impl TeamsScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.remote.want(cx.backend, &Teams);
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

    /// Makes the rows anew where the answer is another.
    fn take(&mut self, cx: &Cx<'_>) {
        let Some(answer) = self.remote.value() else {
            return;
        };
        if self.seen == self.remote.version() {
            return;
        }
        self.seen = self.remote.version();
        let rows = answer.iter();
        self.views = rows.map(|row| View::new(row, cx.directory)).collect();
        self.columns = Part::ALL.iter().map(|part| part.column()).collect();
        let words = &text().team;
        let all = self.views.len() as u64;
        self.below = plural(all, words.below_one, words.below_many);
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().team;
        let may_add = cx.me.actor.may_everywhere(Permission::TeamsManage);
        page_header::page_header(ui, words.title, &self.below, |ui| {
            let add = Button::primary(words.add).changing();
            if may_add && add.show(ui).clicked() {
                self.form = Some(TeamForm::new(None, cx));
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
            return spinner::delayed_spinner(ui, "teams", words.app.loading);
        }
        if self.views.is_empty() {
            let (title, hint) = (words.team.none, words.team.none_hint);
            empty_state::empty_state(ui, icons::USERS_THREE, title, hint, None);
            return;
        }
        match self.table_ui(ui) {
            Some(Press::Edit(index)) if cx.me.actor.may_everywhere(Permission::TeamsManage) => {
                let row = self.views.get(index).map(|view| view.row.clone());
                self.form = row.map(|row| TeamForm::new(Some(row), cx));
            }
            Some(Press::Edit(index) | Press::Members(index)) => {
                if let Some(view) = self.views.get(index) {
                    cx.push(members_of(view.row.team_id));
                }
            }
            None => {}
        }
    }

    fn table_ui(&self, ui: &mut Ui) -> Option<Press> {
        let name = text().team.table_name;
        let rows = self.views.len() as u64;
        let table = Table::new("teams", name, &self.columns, rows)
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
        let Some(form) = &mut self.form else {
            return;
        };
        match form.show(ui.ctx()) {
            None => {}
            Some(Answered::Closed) => self.form = None,
            Some(Answered::Wished(command)) => {
                let words = &text().team;
                let done = match &command {
                    TeamCommand::Create(_) | TeamCommand::Update { .. } => words.saved,
                    TeamCommand::Delete(_) => words.deleted,
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

/// Shows who is in a team.
fn members_of(team_id: TeamId) -> Action {
    let term = Term::new(FilterField::Teams, Test::AnyOf([team_id.0].into()));
    let query = UserListQuery {
        filter: Filter::of(term),
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    Action::ShowInUsers(Box::new(query))
}
