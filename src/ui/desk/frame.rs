//! The frame of the main window: sidebar and status bar.

use egui::{Align, Frame, Layout, Panel, Ui};

use super::routes::routes;
use super::{Desk, World};
use crate::app::computer::Computer;
use crate::domain::office::Office;
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Route};
use crate::ui::forms::user::initials;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::nav::{Breadth, Place, nav_group, nav_item};
use crate::ui::widgets::status_bar::{status_dot_item, status_item};
use crate::ui::widgets::{IconButton, Tone, avatar, banner, frozen, menu};

impl Desk {
    pub(super) fn frame_ui(
        &mut self,
        ui: &mut Ui,
        world: &World,
        computer: &mut Computer,
        actions: &mut Vec<Action>,
    ) {
        let routes = routes(&world.me);
        self.shortcuts(ui, &routes);
        let tokens = Tokens::of(ui.ctx());
        let is_narrow = ui.available_width() < size::TWO_CARDS;
        let breadth = if computer.sidebar_collapsed || is_narrow {
            Breadth::Icons
        } else {
            Breadth::Full
        };
        let width = if breadth == Breadth::Full {
            size::SIDEBAR
        } else {
            size::SIDEBAR_COLLAPSED
        };
        let frame = Frame::new()
            .fill(tokens.surface)
            .inner_margin(frames::margin_xy(space::S, space::M));
        Panel::left("sidebar")
            .exact_size(width)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| {
                self.office_ui(ui, &world.office, breadth);
                self.nav_ui(ui, &routes, breadth, actions);
                ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
                    operator_ui(ui, world, breadth, computer, actions);
                });
            });
        let frame = Frame::new()
            .fill(tokens.surface)
            .inner_margin(frames::margin_xy(space::L, space::XS));
        self.notice_ui(ui);
        Panel::bottom("status")
            .frame(frame)
            .show(ui, |ui| self.status_ui(ui, &world.office));
    }

    /// Says on every page what is to be known about the file: that nothing can be changed, where it lies, what is wrong.
    fn notice_ui(&self, ui: &mut Ui) {
        let Some(said) = self.backend.notice() else {
            return;
        };
        let words = &text().opening;
        let tokens = Tokens::of(ui.ctx());
        let frame = Frame::new()
            .fill(tokens.background)
            .inner_margin(frames::margin_xy(space::L, space::S));
        Panel::top("notice").frame(frame).show(ui, |ui| {
            let action = self.backend.only_reads().then_some(words.see_newest);
            let again = banner::banner(ui, Tone::Warn, said, action);
            if again.is_some_and(|again| again.clicked()) {
                self.backend.look_again();
            }
        });
    }

    fn office_ui(&self, ui: &mut Ui, office: &Office, breadth: Breadth) {
        let tokens = Tokens::of(ui.ctx());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ui.add_space(space::S - space::XXS);
            let initial: String = office
                .name
                .chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .collect();
            avatar::office_mark(ui, &initial);
            if breadth == Breadth::Icons {
                return;
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let name = type_of::rich(&office.name, type_of::body_strong()).color(tokens.text);
                ui.add(egui::Label::new(name).truncate());
                let file = self
                    .backend
                    .path()
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned());
                let file = type_of::rich(file.unwrap_or_default(), type_of::small())
                    .color(tokens.text_muted);
                ui.add(egui::Label::new(file).truncate());
            });
        });
        ui.add_space(space::M);
    }

    fn nav_ui(
        &mut self,
        ui: &mut Ui,
        routes: &[Route],
        breadth: Breadth,
        actions: &mut Vec<Action>,
    ) {
        let words = &text().app;
        ui.spacing_mut().item_spacing.y = space::XXS;
        let users = self
            .totals
            .value()
            .map(|totals| count(totals.users))
            .unwrap_or_default();
        let groups: [(&str, &[Route]); 3] = [
            (words.group_insight, &[Route::Insight]),
            (words.group_directory, &DIRECTORY),
            (words.group_workspace, &[Route::Import, Route::Settings]),
        ];
        for (group, members) in groups {
            let shown: Vec<Route> = members
                .iter()
                .copied()
                .filter(|route| routes.contains(route))
                .collect();
            if shown.is_empty() {
                continue;
            }
            if breadth == Breadth::Full {
                nav_group(ui, group);
            }
            for route in shown {
                let count = if route == Route::Users {
                    users.as_str()
                } else {
                    ""
                };
                let (glyph, label) = entry(route);
                let place = if self.route == Some(route) {
                    Place::Here
                } else {
                    Place::Elsewhere
                };
                if nav_item(ui, (glyph, label, count), place, breadth).clicked() {
                    actions.push(Action::Go(route));
                }
            }
            ui.add_space(space::S);
        }
    }

    fn status_ui(&self, ui: &mut Ui, office: &Office) {
        let words = &text().app;
        ui.spacing_mut().interact_size.y = size::STATUS_BAR - space::S;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            ui.set_height(size::STATUS_BAR - space::S);
            let (tone, state) = match frozen::why(ui.ctx()) {
                Some(_) => (Tone::Warn, words.read_only),
                None => (Tone::Ok, words.saved),
            };
            status_dot_item(ui, tone, state);
            if let Some(totals) = self.totals.value() {
                let users = plural(totals.users, words.users_one, words.users_many);
                let sign_ins = plural(totals.sign_ins, words.sign_ins_one, words.sign_ins_many);
                status_item(ui, &format!("{users} · {sign_ins}"));
            }
            self.jobs.show(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                status_item(ui, &fill(words.times_in, &[&office.zone.name()]));
                let is_encrypted = self.backend.is_encrypted();
                status_item(
                    ui,
                    if is_encrypted {
                        text().key.state_encrypted
                    } else {
                        words.not_encrypted
                    },
                );
            });
        });
    }
}

/// The pages of the directory, in their order.
const DIRECTORY: [Route; 7] = [
    Route::Users,
    Route::Workspaces,
    Route::Plans,
    Route::Roles,
    Route::Access,
    Route::Sessions,
    Route::Audit,
];

fn entry(route: Route) -> (&'static str, &'static str) {
    let words = &text().app;
    match route {
        Route::Insight => (icons::CHART_DONUT, words.nav_insight),
        Route::Users => (icons::USERS, words.nav_users),
        Route::Roles => (icons::SHIELD_CHECK, words.nav_roles),
        Route::Access => (icons::KEY, text().access_page.title),
        Route::Sessions => (icons::SIGN_IN, text().sessions.title),
        Route::Audit => (icons::LIST_CHECKS, text().audit_page.title),
        Route::Workspaces => (icons::BUILDINGS, words.nav_workspaces),
        Route::Plans => (icons::STACK, words.nav_plans),
        Route::Import => (icons::DOWNLOAD_SIMPLE, words.nav_import),
        Route::Settings => (icons::GEAR, words.nav_settings),
        Route::Account => (icons::USER, text().account.title),
    }
}

fn operator_ui(
    ui: &mut Ui,
    world: &World,
    breadth: Breadth,
    computer: &mut Computer,
    actions: &mut Vec<Action>,
) {
    let words = &text().app;
    let tokens = Tokens::of(ui.ctx());
    let row = egui::vec2(ui.available_width(), size::OPERATOR);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ui.add_space(space::XS);
        let name = &world.me.actor.name;
        if breadth == Breadth::Full {
            avatar::avatar(ui, &initials(name));
            ui.allocate_ui_with_layout(
                egui::vec2(ui.available_width() - size::CONTROL, size::OPERATOR),
                Layout::top_down(Align::Min),
                |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let name = type_of::rich(name, type_of::body_strong()).color(tokens.text);
                    ui.add(egui::Label::new(name).truncate());
                    let roles = crate::ui::list::roles_line(&world.me.roles);
                    let roles = type_of::rich(roles, type_of::small()).color(tokens.text_muted);
                    ui.add(egui::Label::new(roles).truncate());
                },
            );
        }
        let button = IconButton::new(icons::DOTS_THREE, words.account_menu)
            .small()
            .show(ui);
        let _ = menu::menu(&button, words.account_menu, |ui| {
            menu_ui(ui, computer, actions);
        });
    });
}

/// What stands in the account's menu.
fn menu_ui(ui: &mut Ui, computer: &mut Computer, actions: &mut Vec<Action>) {
    let words = &text().app;
    let toggle = if computer.sidebar_collapsed {
        words.expand_sidebar
    } else {
        words.collapse_sidebar
    };
    if menu::item(ui, Some(icons::SIDEBAR_SIMPLE), toggle).clicked() {
        computer.sidebar_collapsed = !computer.sidebar_collapsed;
    }
    let account = text().account.title;
    if menu::item(ui, Some(icons::USER), account).clicked() {
        actions.push(Action::Go(Route::Account));
    }
    if menu::item(ui, Some(icons::QUESTION), text().why_not.menu).clicked() {
        actions.push(Action::WhyNot);
    }
    let lock = &text().lock;
    if menu::item_with_keys(ui, Some(icons::LOCK), lock.now, lock.keys).clicked() {
        actions.push(Action::Lock);
    }
    if menu::item(ui, Some(icons::SIGN_OUT), words.sign_out).clicked() {
        actions.push(Action::SignOut);
    }
    if menu::item(ui, Some(icons::X), words.close_workspace).clicked() {
        actions.push(Action::CloseWorkspace);
    }
}
