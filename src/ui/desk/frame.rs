//! The frame of the main window: sidebar and status bar.

use egui::{Align, Frame, Layout, Panel, Ui};

use super::routes::routes;
use super::sidebar::{breadth_of, nav_ui, office_ui, sidebar_ui};
use super::{Desk, World};
use crate::app::computer::Computer;
use crate::domain::office::Office;
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Route};
use crate::ui::forms::user::initials;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::nav::Breadth;
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
        self.pages.shortcuts(ui, &routes);
        let tokens = Tokens::of(ui.ctx());
        let (pages, users) = (self.pages.route(), self.users());
        let breadth = breadth_of(ui, computer);
        sidebar_ui(ui, breadth, |ui| {
            office_ui(ui, (&self.backend, &world.office), breadth);
            nav_ui(ui, (&routes, pages, &users), breadth, actions);
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

    /// How many users there are, for the sidebar.
    fn users(&self) -> String {
        let totals = self.asking.totals();
        totals.map(|totals| count(totals.users)).unwrap_or_default()
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
            if let Some(totals) = self.asking.totals() {
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
