//! User Insight: six figures, three charts, the last five logins; everything opens its rows.

use std::sync::{Arc, LazyLock};

use egui::{Align, Layout, ScrollArea, Ui};

use super::insight_view::{Chart, FIGURES, InsightView, LoginView};
use crate::app::exports::Export;
use crate::app::queries::insight::InsightOf;
use crate::domain::directory::Directory;
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{fill, text};
use crate::domain::user::UserKind;
use crate::ui::chart::{Bars, Datum, Donut};
use crate::ui::context::{Action, Cx, Route};
use crate::ui::day::DayChooser;
use crate::ui::derived::Derived;
use crate::ui::export_dialog::ExportDialog;
use crate::ui::forms::user::Subject;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, size, space};
use crate::ui::widgets::figures::figure_strip;
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{
    Button, Card, IconButton, Select, Tone, banner, empty_state, link, page_header, spinner,
};
use crate::ui::windows::WindowKey;

/// The screen.
pub struct InsightScreen {
    scope: Scope,
    workspaces: Derived<(), Vec<(Option<WorkspaceId>, String)>>,
    refreshed: u32,
    remote: Remote<InsightOf>,
    view: Option<(u64, Arc<Tokens>, InsightView)>,
    columns: Vec<Column>,
    export: ExportDialog,
    days: DayChooser,
}

impl Default for InsightScreen {
    fn default() -> Self {
        let words = text();
        let names = [
            words.field.contact_id,
            words.field.name,
            words.insight.logins_role,
            words.insight.logins_time,
            words.insight.logins_when,
        ];
        let mut columns: Vec<Column> = names
            .iter()
            .zip(size::LOGIN_COLUMNS)
            .map(|(name, width)| Column::new(*name, width))
            .collect();
        if let Some(last) = columns.pop() {
            columns.push(last.right());
        }
        Self {
            scope: Scope::default(),
            workspaces: Derived::default(),
            refreshed: 0,
            remote: Remote::default(),
            view: None,
            columns,
            export: ExportDialog::default(),
            days: DayChooser::default(),
        }
    }
}

impl InsightScreen {
    /// Whether it has figures to show.
    pub fn has_figures(&self) -> bool {
        self.remote.value().is_some()
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.remote.want(
            cx.backend,
            &InsightOf {
                scope: self.scope,
                refreshed: self.refreshed,
            },
        );
        self.build(ui, cx);
        self.header_ui(ui, cx);
        self.days.dialog_ui(ui.ctx(), &mut self.scope.day);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let margin = frames::margin(space::XL);
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::L;
                self.body_ui(ui, cx);
            });
        });
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            cx.push(Action::Export(Export::Insight(self.scope), path));
        }
    }

    fn build(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let tokens = Tokens::of(ui.ctx());
        let fits = self.view.as_ref().is_some_and(|(version, made_for, _)| {
            *version == self.remote.version() && Arc::ptr_eq(made_for, &tokens)
        });
        if let (false, Some(insight)) = (fits, self.remote.value()) {
            let view = InsightView::new(insight, cx.office, &tokens);
            self.view = Some((self.remote.version(), tokens, view));
        }
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().insight;
        let as_of = self
            .view
            .as_ref()
            .map_or(String::new(), |(_, _, view)| view.as_of.clone());
        let mut wants_export = false;
        page_header::page_header(ui, words.title, &as_of, |ui| {
            let workspaces = self.workspaces.get(cx.directory, (), workspace_options);
            filters_ui(ui, &mut self.scope, workspaces);
            if cx.may_export(&[Permission::InsightView]) {
                wants_export = Button::secondary(words.export).show(ui).clicked();
            }
            self.days.button_ui(ui, cx, &mut self.scope.day);
            if IconButton::new(icons::ARROW_CLOCKWISE, text().app.refresh)
                .show(ui)
                .clicked()
            {
                self.refreshed += 1;
            }
        });
        if wants_export {
            self.export.open(words.title, cx);
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(error) = self.remote.error().cloned() {
            let retry = banner::banner(ui, Tone::Bad, &error.line(), Some(text().app.retry));
            if retry.is_some_and(|response| response.clicked()) {
                self.remote.retry();
            }
        }
        self.days.banner_ui(ui, cx, &mut self.scope.day);
        let Some((_, _, view)) = &self.view else {
            spinner::delayed_spinner(ui, "insight", text().app.loading);
            return;
        };
        if view.is_empty && self.scope == Scope::default() {
            let action = cx.may_import().then_some(text().app.nav_import);
            let pressed = banner::banner(ui, Tone::Neutral, text().insight.empty_hint, action);
            if pressed.is_some_and(|response| response.clicked()) {
                cx.push(Action::Go(Route::Import));
            }
        }
        if let Some(index) = figure_strip(ui, &view.figures) {
            cx.push(Action::OpenWindow(
                match FIGURES.get(index).copied().flatten() {
                    Some(segment) => WindowKey::Segment(self.scope, segment),
                    None => WindowKey::Sessions(self.scope),
                },
            ));
        }
        let room = ui.available_size();
        let bars = size::ROLES_CARD + view.roles.data.len() as f32 * size::BAR_ROW;
        // A little less than the room: the borders of the cards stand outside of their heights.
        let lower = (room.y - size::CHART_CARD - space::L - space::XS)
            .max(size::LOWER_CARD)
            .max(bars);
        let pressed = grid_ui(ui, room.x, |ui, place| match place {
            Place::Status => {
                donut_ui(ui, text().insight.status_chart, &view.status, view).map(Pressed::Segment)
            }
            Place::Onboarding => {
                donut_ui(ui, text().insight.onboarding_chart, &view.onboarding, view)
                    .map(Pressed::Segment)
            }
            Place::Roles => roles_ui(ui, view, lower).map(Pressed::Segment),
            Place::Logins => logins_ui(ui, view, &self.columns, lower).map(Pressed::User),
        });
        match pressed {
            Some(Pressed::Segment(segment)) => {
                cx.push(Action::OpenWindow(WindowKey::Segment(self.scope, segment)));
            }
            Some(Pressed::User(user_id)) => {
                let subject = Subject::on(user_id, self.scope.day);
                cx.push(Action::OpenInUsers(subject));
            }
            None => {}
        }
    }
}

enum Pressed {
    Segment(Segment),
    User(UserId),
}

#[derive(Clone, Copy)]
enum Place {
    Status,
    Onboarding,
    Roles,
    Logins,
}

/// Two cards beside each other, or one below the other where there is little room.
fn grid_ui(
    ui: &mut Ui,
    width: f32,
    mut card: impl FnMut(&mut Ui, Place) -> Option<Pressed>,
) -> Option<Pressed> {
    let rows = [
        [Place::Status, Place::Onboarding],
        [Place::Roles, Place::Logins],
    ];
    let mut pressed = None;
    for row in rows {
        if width < size::TWO_CARDS {
            for place in row {
                pressed = card(ui, place).or(pressed);
            }
            continue;
        }
        let half = (width - space::L) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            for place in row {
                let layout = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(egui::vec2(half, 0.0), layout, |ui| {
                    ui.set_width(half);
                    pressed = card(ui, place).or(pressed.take());
                });
            }
        });
    }
    pressed
}

static KINDS: LazyLock<[(Option<UserKind>, String); 3]> = LazyLock::new(|| {
    let words = &text().insight;
    [
        (None, words.all_kinds.to_owned()),
        (Some(UserKind::Internal), words.only_internal.to_owned()),
        (Some(UserKind::Client), words.only_client.to_owned()),
    ]
});

/// Every workspace to choose from, after a line for all of them together.
fn workspace_options(directory: &Directory, (): &()) -> Vec<(Option<WorkspaceId>, String)> {
    let everywhere = (None, text().insight.all_workspaces.to_owned());
    let each = directory.workspaces.iter();
    std::iter::once(everywhere)
        .chain(each.map(|w| (Some(w.id), w.name.clone())))
        .collect()
}

fn filters_ui(ui: &mut Ui, scope: &mut Scope, workspaces: &[(Option<WorkspaceId>, String)]) {
    let words = &text().insight;
    Select::new("workspace", words.workspace_filter).show(ui, &mut scope.workspace, workspaces);
    Select::new("kind", words.kind_filter)
        .width(size::SELECT_WIDTH * 0.9)
        .show(ui, &mut scope.kind, &*KINDS);
}

fn tip(datum: &Datum) -> String {
    let words = &text().insight;
    if datum.value == 1 {
        words.tip_one.to_owned()
    } else {
        fill(words.tip, &[&datum.value_text])
    }
}

fn donut_ui(ui: &mut Ui, title: &str, chart: &Chart, view: &InsightView) -> Option<Segment> {
    Card::new(title)
        .min_height(size::CHART_CARD)
        .show(ui, |ui| {
            let donut = Donut::new(
                title,
                &chart.data,
                &view.total,
                text().insight.users_caption,
            )
            .tooltip(&tip);
            donut
                .show(ui)
                .and_then(|index| chart.segments.get(index).copied())
        })
}

fn roles_ui(ui: &mut Ui, view: &InsightView, height: f32) -> Option<Segment> {
    let words = &text().insight;
    Card::new(words.roles_chart)
        .note(words.roles_note)
        .min_height(height)
        .show(ui, |ui| {
            let bars = Bars::new("roles", &view.roles.data).tooltip(&tip);
            let pressed = bars
                .show(ui)
                .and_then(|index| view.roles.segments.get(index).copied());
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let color = Tokens::of(ui.ctx()).text_muted;
                ui.label(
                    crate::ui::theme::text::rich(
                        &view.roles_note,
                        crate::ui::theme::text::secondary(),
                    )
                    .color(color),
                );
                let without = view.without_role.as_ref()?;
                link::link_in(ui, without, crate::ui::theme::text::secondary())
                    .clicked()
                    .then_some(Segment::NoRole)
            })
            .inner
            .or(pressed)
        })
}

fn logins_ui(ui: &mut Ui, view: &InsightView, columns: &[Column], height: f32) -> Option<UserId> {
    let words = &text().insight;
    Card::new(words.logins)
        .flush()
        .min_height(height)
        .show(ui, |ui| {
            if view.logins.is_empty() {
                empty_state::empty_state(ui, icons::CLOCK, words.logins, words.no_logins, None);
                return None;
            }
            let mut rows = Logins {
                rows: &view.logins,
                opened: None,
            };
            let response = Table::new("logins", words.logins, columns, view.logins.len() as u64)
                .fit_rows()
                .show(ui, &mut rows);
            let entered = response
                .opened
                .and_then(|row| view.logins.get(row as usize))
                .map(|login| login.user_id);
            rows.opened.or(entered)
        })
}

struct Logins<'a> {
    rows: &'a [LoginView],
    opened: Option<UserId>,
}

impl TableRows for Logins<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(login) = self.rows.get(row as usize) else {
            return;
        };
        match column {
            0 => {
                if cell.link(&login.contact_id).clicked() {
                    self.opened = Some(login.user_id);
                }
            }
            1 => drop(cell.text(&login.name)),
            2 => drop(cell.muted(&login.role)),
            3 => drop(cell.text(&login.time)),
            _ => drop(cell.muted(&login.ago)),
        }
    }
}
