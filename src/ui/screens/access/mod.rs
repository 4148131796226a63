//! The Access page: who can do something, what changed since a day, and reviews of who has what.

mod changes;
mod deciding;
mod past;
mod people;
mod reason;
mod reviews;
mod who;

use egui::{CentralPanel, Frame, Ui};

use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, frames, space};
use crate::ui::widgets::{page_header, tabs};
use changes::Changes;
use reviews::Reviews;
use who::Who;

/// The page.
#[derive(Default)]
pub struct AccessScreen {
    tab: Tab,
    who: Who,
    changes: Changes,
    reviews: Reviews,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Who,
    Changes,
    Reviews,
}

impl AccessScreen {
    /// Whether decisions would be lost by leaving.
    pub fn is_changed(&self) -> bool {
        self.reviews.is_changed()
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let below = match self.tab {
            Tab::Who => self.who.below(),
            Tab::Changes => self.changes.below(),
            Tab::Reviews => self.reviews.below(),
        };
        page_header::page_header(ui, text().access_page.title, &below, |ui| {
            if self.tab == Tab::Reviews {
                self.reviews.header_ui(ui, cx);
            }
        });
        let fill = Tokens::of(ui.ctx()).background;
        CentralPanel::default()
            .frame(
                Frame::new()
                    .fill(fill)
                    .inner_margin(frames::margin(space::XL)),
            )
            .show(ui, |ui| {
                self.tabs_ui(ui, cx);
                ui.add_space(space::M);
                match self.tab {
                    Tab::Who => self.who.show(ui, cx),
                    Tab::Changes => self.changes.show(ui, cx),
                    Tab::Reviews => self.reviews.show(ui, cx),
                }
            });
    }

    fn tabs_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().access_page;
        let mut shown = vec![(Tab::Who, words.tab_who)];
        // The log is not for everyone who may see roles.
        if cx.me.actor.may_everywhere(Permission::AuditView) {
            shown.push((Tab::Changes, words.tab_changes));
        }
        shown.push((Tab::Reviews, words.tab_reviews));
        let labels: Vec<_> = shown.iter().map(|(_, label)| tab(label)).collect();
        let open = shown.iter().position(|(tab, _)| *tab == self.tab);
        if let Some((tab, _)) =
            tabs::tabs(ui, &labels, open.unwrap_or(0)).and_then(|i| shown.get(i))
        {
            self.tab = *tab;
        }
    }
}

fn tab(label: &str) -> tabs::Tab {
    tabs::Tab {
        label: label.to_owned(),
        ..tabs::Tab::default()
    }
}
