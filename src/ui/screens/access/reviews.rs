//! Reviews: those that were applied, the one being gone through, and one of the past.

use std::sync::Arc;

use egui::Ui;

use super::deciding::{Deciding, Outcome};
use super::past::Past;
use crate::app::commands::Receipt;
use crate::app::queries::reviews::Reviews as AllReviews;
use crate::app::ticket::Ticket;
use crate::domain::permission::Permission;
use crate::domain::review::{Review, Subject};
use crate::domain::text::{count, fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Button, Card, Dialog, Select, empty_state, spinner};

/// The tab.
#[derive(Default)]
pub(super) struct Reviews {
    list: Remote<AllReviews>,
    seen: u64,
    views: Vec<View>,
    columns: Vec<Column>,
    step: Step,
    beginning: Option<Beginning>,
    applying: Option<Ticket<Receipt>>,
}

#[derive(Default)]
enum Step {
    #[default]
    List,
    Deciding(Box<Deciding>),
    Past(Box<Past>),
}

/// The choice of what to review.
struct Beginning {
    subject: Subject,
    options: Vec<(Subject, String)>,
}

/// One review, all texts ready.
struct View {
    review: Arc<Review>,
    at: String,
    kept: String,
    removed: String,
    open: String,
}

impl Reviews {
    /// Whether decisions would be lost by leaving.
    pub(super) fn is_changed(&self) -> bool {
        matches!(&self.step, Step::Deciding(deciding) if deciding.is_changed())
    }

    /// The line below the page's title.
    pub(super) fn below(&self) -> String {
        match &self.step {
            Step::List => String::new(),
            Step::Deciding(deciding) => deciding.below(),
            Step::Past(past) => past.below(),
        }
    }

    /// Draws the buttons of the page's header.
    pub(super) fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().review;
        match &mut self.step {
            Step::List => {
                if may_begin(cx)
                    && Button::primary(words.new_review)
                        .changing()
                        .show(ui)
                        .clicked()
                {
                    self.beginning = Beginning::new(cx);
                }
            }
            Step::Deciding(deciding) => deciding.header_ui(ui),
            Step::Past(past) => {
                if past.header_ui(ui, cx) {
                    self.step = Step::List;
                }
            }
        }
    }

    /// Draws the list, the review being gone through, or one of the past.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        match &mut self.step {
            Step::List => self.list_ui(ui, cx),
            Step::Deciding(deciding) => match deciding.show(ui, cx) {
                None => {}
                Some(Outcome::Discarded) => self.step = Step::List,
                Some(Outcome::Apply(command)) => {
                    self.applying = Some(cx.backend.submit(command.into()));
                }
            },
            Step::Past(past) => past.show(ui, cx),
        }
        self.begin_ui(ui);
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().review;
        self.list.want(cx.backend, &AllReviews);
        if self.seen != self.list.version() {
            self.seen = self.list.version();
            self.columns = columns();
            let time = cx.office.time();
            let all = self
                .list
                .value()
                .map(|all| all.as_slice())
                .unwrap_or_default();
            self.views = all.iter().map(|review| view(review, &time)).collect();
        }
        if self.list.value().is_none() {
            return spinner::delayed_spinner(ui, "reviews", text().app.loading);
        }
        if self.views.is_empty() {
            empty_state::empty_state(ui, icons::LIST_CHECKS, words.none, words.none_hint, None);
            return;
        }
        let rows = self.views.len() as u64;
        let table = Table::new("reviews", words.list, &self.columns, rows)
            .version(self.seen)
            .fit_rows();
        let mut rows = Rows {
            views: &self.views,
            opened: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let opened = rows.opened.or(shown.opened.map(|row| row as usize));
        if let Some(view) = opened.and_then(|row| self.views.get(row)) {
            self.step = Step::Past(Box::new(Past::new(Arc::clone(&view.review), &view.at)));
        }
    }

    fn begin_ui(&mut self, ui: &Ui) {
        let Some(beginning) = &mut self.beginning else {
            return;
        };
        let words = &text().review;
        let answer = Dialog::new(
            "begin-review",
            words.begin_title,
            words.begin_confirm,
            text().app.cancel,
        )
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            Select::field("review-subject", words.begin_subject)
                .width(size::DIALOG_WIDTH)
                .show(ui, &mut beginning.subject, &beginning.options);
        });
        let Some(answer) = answer else { return };
        let beginning = self.beginning.take();
        if let (Answer::Confirmed, Some(beginning)) = (answer, beginning) {
            let name = beginning.name();
            self.step = Step::Deciding(Box::new(Deciding::new(beginning.subject, name)));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.applying.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.applying = None;
        match answer {
            Ok(receipt) => {
                let said = text().review.applied.to_owned();
                cx.push(Action::Changed(said, receipt.undoable));
                self.step = Step::List;
            }
            Err(error) => cx.push(Action::Failed(error.message())),
        }
    }
}

/// Whether the operator may begin a review at all.
fn may_begin(cx: &Cx<'_>) -> bool {
    cx.me.actor.may_everywhere(Permission::UsersUpdate)
}

impl Beginning {
    /// What the operator may review; `None` where there is nothing.
    fn new(cx: &Cx<'_>) -> Option<Self> {
        let words = &text().review;
        let mut options = Vec::new();
        if cx.me.actor.may_everywhere(Permission::RolesAssign) {
            let roles = cx.directory.roles.iter();
            options.extend(roles.map(|role| {
                let label = fill(words.role, &[&role.name]);
                (Subject::Role(role.role_id), label)
            }));
        }
        let workspaces = cx.directory.workspaces.iter();
        options.extend(workspaces.map(|workspace| {
            let label = fill(words.workspace, &[&workspace.name]);
            (Subject::Workspace(workspace.id), label)
        }));
        let (subject, _) = options.first()?;
        Some(Self {
            subject: *subject,
            options,
        })
    }

    fn name(&self) -> String {
        let mut options = self.options.iter();
        let chosen = options.find(|(subject, _)| *subject == self.subject);
        chosen.map(|(_, label)| label.clone()).unwrap_or_default()
    }
}

fn columns() -> Vec<Column> {
    let words = &text().review;
    vec![
        Column::new(words.when, size::user_column(6)),
        Column::new(words.subject, size::user_column(2)),
        Column::new(words.by, size::user_column(1)),
        Column::new(words.count_kept, size::user_column(3)).right(),
        Column::new(words.count_removed, size::user_column(3)).right(),
    ]
}

fn view(review: &Review, time: &OfficeTime) -> View {
    let at = time.stamp(review.reviewed_at);
    View {
        open: fill(text().review.open, &[&at]),
        kept: count(review.kept),
        removed: count(review.removed),
        review: Arc::new(review.clone()),
        at,
    }
}

struct Rows<'a> {
    views: &'a [View],
    opened: Option<usize>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self.views.get(row as usize) else {
            return;
        };
        match column {
            0 => {
                let link = cell.link(&view.at);
                link.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, &view.open));
                if link.clicked() {
                    self.opened = Some(row as usize);
                }
            }
            1 => drop(cell.strong(&view.review.name)),
            2 => drop(cell.text(&view.review.reviewed_by)),
            3 => drop(cell.number(&view.kept)),
            4 => drop(cell.number(&view.removed)),
            _ => {}
        }
    }
}
