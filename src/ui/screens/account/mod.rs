//! The own account: password, second factor, open sessions.

mod codes;
mod factor;
mod password;
mod sessions;
mod set_up;

use egui::{ScrollArea, Ui};

use crate::app::queries::own_account::OwnAccount;
use crate::domain::text::text;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::theme::{frames, size, space};
use crate::ui::widgets::{Tone, banner, page_header, spinner};
use factor::FactorCard;
use password::PasswordCard;
use sessions::SessionsCard;

/// The page.
#[derive(Default)]
pub struct AccountScreen {
    account: Remote<OwnAccount>,
    password: PasswordCard,
    factor: FactorCard,
    sessions: SessionsCard,
}

impl AccountScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.account.want(cx.backend, &OwnAccount);
        let name = cx.me.actor.name.as_str();
        page_header::page_header(ui, text().account.title, name, |_| {});
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            egui::Frame::new()
                .inner_margin(frames::margin(space::XL))
                .show(ui, |ui| {
                    ui.set_max_width(size::SETTINGS_WIDTH.min(ui.available_width()));
                    ui.spacing_mut().item_spacing.y = space::L;
                    self.cards_ui(ui, cx);
                });
        });
    }

    fn cards_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some(error) = self.account.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let Some(account) = self.account.value().cloned() else {
            spinner::delayed_spinner(ui, "account", text().app.loading);
            return;
        };
        self.password.show(ui, &account, cx);
        if account.has_password {
            self.factor.show(ui, &account, cx);
        }
        self.sessions
            .show(ui, (&account, self.account.version()), cx);
    }
}
