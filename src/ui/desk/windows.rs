//! Opening, drawing and closing detail windows.

use egui::{CentralPanel, Frame, Ui, ViewportBuilder, ViewportCommand, ViewportId};

use super::actions::open_file;
use super::{Desk, How, ToastAction, World, keys_of};
use crate::app::computer::Computer;
use crate::app::viewing::Viewing;
use crate::domain::ids::ViewingId;
use crate::domain::text::text;
use crate::ui::context::Action;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::IconButton;
use crate::ui::windows::{OpenWindow, WindowKey};

/// A real window that is to be shown.
pub struct WantedWindow {
    /// Which one.
    pub key: WindowKey,
    /// How it is made.
    pub builder: ViewportBuilder,
}

impl Desk {
    pub(super) fn open_window(&mut self, key: WindowKey, world: &World, computer: &Computer) {
        if let Some(window) = self.windows.iter_mut().find(|window| window.key == key) {
            window.wants_focus = true;
            return;
        }
        let mut actions = Vec::new();
        let cx = world.context((&self.backend, &self.wake), computer, &mut actions);
        self.windows.extend(OpenWindow::new(key, &cx));
    }

    /// Shows the program as somebody else sees it, in one window a person.
    pub(super) fn view(&mut self, viewing: Viewing) {
        self.windows
            .retain(|window| window.seen_as() != Some(viewing.user_id));
        let window = OpenWindow::viewing(viewing, &self.backend);
        self.windows.push(window);
    }

    /// The viewports of the windows that are open.
    pub fn viewports(&self) -> Vec<ViewportId> {
        self.windows
            .iter()
            .map(|window| window.key.viewport())
            .collect()
    }

    /// The real windows to show; those that want it are brought forward.
    pub fn wanted_windows(&mut self, ui: &Ui, computer: &Computer) -> Vec<WantedWindow> {
        self.is_covered = false;
        let Some(world) = self.world() else {
            return Vec::new();
        };
        let mut actions = Vec::new();
        let cx = world.context((&self.backend, &self.wake), computer, &mut actions);
        let mut wanted = Vec::new();
        for window in &mut self.windows {
            if std::mem::take(&mut window.wants_focus) {
                ui.ctx()
                    .send_viewport_cmd_to(window.key.viewport(), ViewportCommand::Focus);
            }
            wanted.push(WantedWindow {
                key: window.key,
                builder: window.builder(&cx),
            });
        }
        wanted
    }

    /// Draws a real window.
    pub fn show_window(&mut self, ui: &mut Ui, key: WindowKey, computer: &mut Computer) {
        let Some(world) = self.world() else { return };
        let Some(index) = self.windows.iter().position(|window| window.key == key) else {
            return;
        };
        let mut actions = Vec::new();
        if let Some(window) = self.windows.get_mut(index) {
            let mut cx = world.context((&self.backend, &self.wake), computer, &mut actions);
            cx.keys = keys_of(ui, false);
            let fill = Tokens::of(ui.ctx()).surface;
            CentralPanel::default()
                .frame(Frame::new().fill(fill))
                .show(ui, |ui| window.show(ui, &mut cx));
            window_toasts_ui(ui, window, cx.actions);
            if ui.input(|i| i.viewport().close_requested()) {
                if window.is_changed() {
                    ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose);
                }
                window.close(&mut cx);
            }
        }
        let is_quiet = actions.is_empty();
        self.apply(
            actions
                .into_iter()
                .map(|action| (Some(key), action))
                .collect(),
            (ui.ctx(), &world),
            computer,
        );
        if !is_quiet {
            // The main window owns the list of windows and everything that they share.
            ui.ctx().request_repaint_of(ViewportId::ROOT);
        }
    }

    /// Draws every window inside the main one; the newest is on top and takes the keys.
    pub fn show_inside(&mut self, ui: &mut Ui, computer: &mut Computer) {
        let Some(world) = self.world() else { return };
        self.is_covered = !self.windows.is_empty();
        let on_top = ui.ctx().top_layer_id();
        let mut asked = Vec::new();
        for window in &mut self.windows {
            let mut actions = Vec::new();
            let mut cx = world.context((&self.backend, &self.wake), computer, &mut actions);
            let is_below = on_top.is_some_and(|layer| layer.id != inside_id((window.key, None)));
            cx.keys = keys_of(ui, is_below);
            if inside_ui(ui, (&mut *window, None), |ui, window| {
                window.show(ui, &mut cx)
            }) {
                window.close(&mut cx);
            }
            window_toasts_ui(ui, window, &mut actions);
            asked.extend(actions.into_iter().map(|action| (Some(window.key), action)));
        }
        self.apply(asked, (ui.ctx(), &world), computer);
    }
}

/// Draws a window inside the main one, or inside one in which somebody views as another; `true` when its cross was pressed.
pub fn inside_ui(
    ui: &Ui,
    (window, within): (&mut OpenWindow, Option<ViewingId>),
    content: impl FnOnce(&mut Ui, &mut OpenWindow),
) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let room = ui.ctx().content_rect();
    let shown = egui::Window::new(window.title())
        .id(inside_id((window.key, within)))
        .title_bar(false)
        .collapsible(false)
        .frame(
            frames::card(&tokens)
                .inner_margin(0.0)
                .shadow(frames::shadow(&tokens)),
        )
        .default_size(room.size() * size::INSIDE_SHARE)
        .default_pos(room.min + room.size() * ((1.0 - size::INSIDE_SHARE) / 2.0))
        .constrain_to(room)
        .show(ui.ctx(), |ui| {
            ui.set_min_size(
                egui::vec2(size::DETAIL_WINDOW_MIN[0], size::DETAIL_WINDOW_MIN[1]).min(room.size()),
            );
            let close = title_ui(ui, &window.title());
            let height = ui.available_height();
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                content(ui, window)
            });
            close
        });
    let Some(shown) = shown else { return false };
    if std::mem::take(&mut window.wants_focus) {
        ui.ctx().move_to_top(shown.response.layer_id);
    }
    shown.inner == Some(true)
}

fn inside_id(key: (WindowKey, Option<ViewingId>)) -> egui::Id {
    egui::Id::unique(("inside", key))
}

/// The title bar of a window inside the main one; `true` when it is to be closed.
fn title_ui(ui: &mut Ui, title: &str) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let frame = Frame::new()
        .fill(tokens.sunken)
        .inner_margin(frames::margin_xy(space::M, space::XS));
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(
                    type_of::rich(title, type_of::secondary_strong()).color(tokens.text_secondary),
                );
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    IconButton::new(icons::X, text().app.close_window)
                        .small()
                        .show(ui)
                        .clicked()
                })
                .inner
            })
            .inner
        })
        .inner
}

fn window_toasts_ui(ui: &Ui, window: &mut OpenWindow, actions: &mut Vec<Action>) {
    match window.toasts.show(ui.ctx(), text().app.dismiss) {
        Some(ToastAction::OpenFile(path)) => open_file(ui, &path),
        Some(ToastAction::Undo(seq)) => actions.push(Action::Undo(seq, How::AtOnce)),
        Some(ToastAction::Show(query)) => actions.push(Action::ShowInUsers(query)),
        None => {}
    }
}
