//! The program as somebody else sees it: the same pages, asked through a view that the operator has begun. Everything that
//! is more than looking is refused below, whatever a page may offer.

use std::time::Duration;

use egui::{Align, CentralPanel, Frame, Layout, Panel, Stroke, Ui};

use super::{OpenWindow, WindowKey};
use crate::app::backend::{Backend, Standing, Wake};
use crate::app::computer::Computer;
use crate::app::error::AppError;
use crate::app::viewing::Viewing;
use crate::domain::ids::UserId;
use crate::domain::text::{count, fill, text};
use crate::domain::viewing::{Ended, Page, Visit};
use crate::ui::context::{Action, Cx, Keys, Route};
use crate::ui::desk::keys_of;
use crate::ui::desk::routes::routes;
use crate::ui::desk::sidebar::{breadth_of, nav_ui, office_ui, person_ui, sidebar_ui};
use crate::ui::desk::windows::inside_ui;
use crate::ui::pages::Pages;
use crate::ui::theme::{Tokens, frames, icons, motion, size, space, stroke, text as type_of};
use crate::ui::widgets::{Button, empty_state, frozen, paint, spinner};
use crate::ui::world::{Asking, World};

/// The window of one view.
pub(super) struct ViewingWindow {
    viewing: Viewing,
    banner: String,
    backend: Option<Backend>,
    asking: Asking,
    pages: Pages,
    windows: Vec<OpenWindow>,
    /// The page and the form that were recorded last.
    seen: (Option<Route>, Option<UserId>),
}

/// What was pressed at the top.
enum Pressed {
    Edit,
    End,
}

impl ViewingWindow {
    pub(super) fn new(viewing: Viewing, backend: &Backend) -> Self {
        Self {
            backend: backend.through(viewing.id),
            banner: fill(text().viewing.banner_named, &[&viewing.name]),
            viewing,
            asking: Asking::default(),
            pages: Pages::default(),
            windows: Vec::new(),
            seen: (None, None),
        }
    }

    pub(super) fn viewing(&self) -> &Viewing {
        &self.viewing
    }

    /// Closes what lies on top.
    pub(super) fn step_back(&mut self) {
        self.windows.pop();
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let standing = self.backend.as_ref().and_then(Backend::standing);
        let left_ms = match standing {
            Some(Standing::Live(left_ms)) => left_ms,
            Some(Standing::Over(why)) => return self.over_ui(ui, cx, why),
            None => return self.over_ui(ui, cx, Ended::Operator),
        };
        let next = Duration::from_millis(until_told(left_ms)) + motion::WAKE_SLACK;
        ui.ctx().request_repaint_after(next);
        let was = frozen::why(ui.ctx());
        frozen::freeze(ui.ctx(), Some(text().viewing.frozen));
        let pressed = self.framed_ui(ui, cx, left_ms);
        frozen::freeze(ui.ctx(), was);
        match pressed {
            Some(Pressed::Edit) => {
                let person = self.pages.person().unwrap_or(self.viewing.user_id);
                cx.push(Action::EditAsOneself(person));
            }
            Some(Pressed::End) => {
                if let Some(backend) = &self.backend {
                    backend.end_viewing();
                }
                cx.push(Action::CloseWindow(WindowKey::Viewing(self.viewing.id)));
            }
            None => {}
        }
    }

    /// The banner and the pages, within a frame whose colour no other window has.
    fn framed_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, left_ms: i64) -> Option<Pressed> {
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.background)
            .stroke(Stroke::new(stroke::VIEWING, tokens.viewing));
        frame
            .show(ui, |ui| {
                let pressed = self.banner_ui(ui, left_ms);
                let fill = Frame::new().fill(tokens.background);
                CentralPanel::default()
                    .frame(fill)
                    .show(ui, |ui| self.inner_ui(ui, cx));
                pressed
            })
            .inner
    }

    fn banner_ui(&self, ui: &mut Ui, left_ms: i64) -> Option<Pressed> {
        let tokens = Tokens::of(ui.ctx());
        let words = &text().viewing;
        let frame = Frame::new()
            .fill(tokens.viewing_weak)
            .inner_margin(frames::margin_xy(space::L, space::S));
        let panel = Panel::top("viewing")
            .frame(frame)
            .show_separator_line(false);
        panel
            .show(ui, |ui| {
                // What changes every second is not read aloud; that one views as somebody is.
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(egui::accesskit::Role::Banner);
                    node.set_label(self.banner.clone());
                });
                let said = fill(words.banner, &[&self.viewing.name, &left(left_ms)]);
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let side = egui::Vec2::splat(size::ICON);
                    let (rect, _) = ui.allocate_exact_size(side, egui::Sense::hover());
                    paint::icon(ui, rect, icons::EYE, type_of::icon(), tokens.viewing);
                    let mut pressed = None;
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if Button::secondary(words.end).small().show(ui).clicked() {
                            pressed = Some(Pressed::End);
                        }
                        if Button::secondary(words.edit).small().show(ui).clicked() {
                            pressed = Some(Pressed::Edit);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            let said = type_of::rich(said, type_of::body_strong());
                            ui.add(egui::Label::new(said.color(tokens.viewing)).truncate());
                        });
                    });
                    pressed
                })
                .inner
            })
            .inner
    }

    fn inner_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(backend) = &self.backend else { return };
        let Some(world) = self.asking.world(backend) else {
            ui.centered_and_justified(|ui| {
                spinner::delayed_spinner(ui, "viewing", text().app.loading);
            });
            return;
        };
        let mut actions = Vec::new();
        let keys = match (cx.keys, self.windows.is_empty()) {
            (Keys::Here, true) => Keys::Here,
            _ => Keys::Elsewhere,
        };
        self.pages_ui(ui, (&world, cx.computer, cx.wake), keys, &mut actions);
        self.windows_ui(ui, (&world, cx.computer, cx.wake), &mut actions);
        for action in actions {
            self.apply(action, &world, cx);
        }
        self.record();
    }

    fn pages_ui(
        &mut self,
        ui: &mut Ui,
        (world, computer, wake): (&World, &Computer, &Wake),
        keys: Keys,
        actions: &mut Vec<Action>,
    ) {
        let Some(backend) = &self.backend else { return };
        let routes = routes(&world.me);
        self.pages.shortcuts(ui, &routes);
        let route = self.pages.begin(&world.me);
        let users = self.asking.totals().map(|totals| count(totals.users));
        let breadth = breadth_of(ui, computer);
        sidebar_ui(ui, breadth, |ui| {
            office_ui(ui, (backend, &world.office), breadth);
            let users = users.unwrap_or_default();
            nav_ui(ui, (&routes, Some(route), &users), breadth, actions);
            // The banner says who it is, too.
            if ui.available_height() >= size::OPERATOR {
                ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                    person_ui(ui, &self.viewing.name, breadth);
                });
            }
        });
        let fill = Frame::new().fill(Tokens::of(ui.ctx()).background);
        CentralPanel::default().frame(fill).show(ui, |ui| {
            let mut cx = world.context((backend, wake), computer, actions);
            cx.keys = keys;
            self.pages.show(ui, route, &mut cx);
        });
    }

    /// What the pages open lies inside this window: it is part of what the person would see.
    fn windows_ui(
        &mut self,
        ui: &mut Ui,
        (world, computer, wake): (&World, &Computer, &Wake),
        actions: &mut Vec<Action>,
    ) {
        let Some(backend) = &self.backend else { return };
        let on_top = self.windows.len().saturating_sub(1);
        for (index, window) in self.windows.iter_mut().enumerate() {
            let mut cx = world.context((backend, wake), computer, actions);
            cx.keys = keys_of(ui, index != on_top);
            let inside = (&mut *window, Some(self.viewing.id));
            if inside_ui(ui, inside, |ui, window| window.show(ui, &mut cx)) {
                window.close(&mut cx);
            }
        }
    }

    /// Follows what leads to another page. What is more than looking is not part of this window.
    fn apply(&mut self, action: Action, world: &World, cx: &mut Cx<'_>) {
        match action {
            Action::Go(route) => self.pages.go(route),
            Action::ShowInUsers(query) => {
                self.windows.clear();
                self.pages.show_users(&query);
            }
            Action::ShowWorkspaces(filter) => self.pages.show_workspaces(filter),
            Action::ShowSessions(user_id) => {
                self.windows.clear();
                self.pages.show_sessions(user_id);
            }
            Action::OpenInUsers(subject) => self.pages.open_in_users(subject),
            Action::OpenWindow(key) => self.open(key, world, cx),
            Action::CloseWindow(key) => self.windows.retain(|window| window.key != key),
            Action::Listed(..) | Action::Told(_) | Action::Failed(_) | Action::FailedIn(..) => {
                cx.push(action)
            }
            Action::EditAsOneself(_)
            | Action::DeleteInUsers(_)
            | Action::View(_)
            | Action::RemoveDue
            | Action::Changed(..)
            | Action::Undone(..)
            | Action::Undo(..)
            | Action::Export(..)
            | Action::Copy(_)
            | Action::Copied { .. }
            | Action::Exported { .. }
            | Action::WhyNot
            | Action::Restore(_)
            | Action::Lock
            | Action::SignOut
            | Action::CloseWorkspace => {
                cx.push(Action::Failed(AppError::OnlyViewing.message()));
            }
            // Sizes and the like are the operator's, who changes them in their own windows.
            Action::SetComputer(_) => {}
        }
    }

    fn open(&mut self, key: WindowKey, world: &World, cx: &Cx<'_>) {
        let Some(backend) = &self.backend else { return };
        let mut nothing = Vec::new();
        let own = world.context((backend, cx.wake), cx.computer, &mut nothing);
        if let Some(window) = OpenWindow::new(key, &own) {
            self.windows.retain(|window| window.key != key);
            self.windows.push(window);
            backend.visit(Visit {
                page: match key {
                    WindowKey::Sessions(_) => Page::OpenSessions,
                    WindowKey::Segment(..) | WindowKey::Viewing(_) => Page::Segment,
                },
                person: None,
            });
        }
    }

    /// Records the page and the form that are open, once a visit.
    fn record(&mut self) {
        let Some(backend) = &self.backend else { return };
        let (route, person) = self.seen;
        let now = (self.pages.route(), self.person());
        self.seen = now;
        if let Some(page) = now.0.filter(|_| now.0 != route) {
            backend.visit(Visit {
                page: page_of(page),
                person: None,
            });
        }
        if now.1.is_some() && now.1 != person {
            backend.visit(Visit {
                page: Page::Person,
                person: now.1,
            });
        }
    }

    /// The person whose form is open.
    fn person(&self) -> Option<UserId> {
        let inside = self.windows.iter().rev().find_map(OpenWindow::person);
        inside.or_else(|| self.pages.person())
    }

    /// Says that it has ended, in place of the page.
    fn over_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, why: Ended) {
        self.windows.clear();
        let words = &text().viewing;
        let title = fill(words.over, &[&self.viewing.name]);
        let because = fill(words.over_because, &[&why.label()]);
        let fill = Frame::new().fill(Tokens::of(ui.ctx()).surface);
        let shown = CentralPanel::default().frame(fill).show(ui, |ui| {
            empty_state::empty_state(
                ui,
                icons::EYE_SLASH,
                &title,
                &because,
                Some(text().app.close),
            )
        });
        let pressed = shown.inner;
        if pressed.is_some_and(|pressed| pressed.clicked()) {
            cx.push(Action::CloseWindow(WindowKey::Viewing(self.viewing.id)));
        }
    }
}

/// From here on seconds are told: before, a window that moves every second would only draw the eye, and the line to a
/// remote desktop.
const LAST_MS: i64 = 60_000;

/// What is left, rounded up.
fn left(left_ms: i64) -> String {
    if left_ms > LAST_MS {
        let minutes = (left_ms + 59_999) / 60_000;
        return fill(text().viewing.minutes, &[&minutes]);
    }
    let seconds = (left_ms + 999) / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// For how many milliseconds that stays true.
fn until_told(left_ms: i64) -> u64 {
    let step = if left_ms > LAST_MS { 60_000 } else { 1_000 };
    (left_ms - 1).rem_euclid(step).unsigned_abs() + 1
}

fn page_of(route: Route) -> Page {
    match route {
        Route::Insight => Page::Insight,
        Route::Users => Page::Users,
        Route::Roles => Page::Roles,
        Route::Access => Page::Access,
        Route::Sessions => Page::Sessions,
        Route::Audit => Page::Audit,
        Route::Workspaces => Page::Workspaces,
        Route::Teams => Page::Teams,
        Route::Plans => Page::Plans,
        Route::Import => Page::Import,
        Route::Settings => Page::Settings,
        Route::Account => Page::Account,
    }
}

#[cfg(test)]
mod tests {
    use super::{left, until_told};

    #[test]
    fn time_left_counts_down_by_minutes_and_then_by_seconds() {
        for (left_ms, said, lasts) in [
            (1_800_000, "30 min", 60_000),
            (1_740_001, "30 min", 1),
            (1_740_000, "29 min", 60_000),
            (61_000, "2 min", 1_000),
            (60_000, "1:00", 1_000),
            (59_001, "1:00", 1),
            (59_000, "0:59", 1_000),
            (1, "0:01", 1),
        ] {
            assert_eq!(left(left_ms), said);
            assert_eq!(until_told(left_ms), lasts);
        }
    }
}
