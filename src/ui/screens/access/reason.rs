//! Why somebody loses what is reviewed.

use egui::Context;

use crate::domain::text::{plural, text};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, TextField};

/// The dialog that asks.
pub(super) struct ReasonDialog {
    title: String,
    reason: String,
}

impl ReasonDialog {
    pub(super) fn new(people: u64) -> Self {
        let words = &text().review;
        Self {
            title: plural(people, words.reason_title_one, words.reason_title_many),
            reason: String::new(),
        }
    }

    /// Draws the dialog; the reason once it is given, nothing where it was called off.
    #[expect(clippy::option_option, reason = "still open, called off, or answered")]
    pub(super) fn show(&mut self, ctx: &Context) -> Option<Option<String>> {
        let words = &text().review;
        let missing = self.reason.trim().is_empty();
        let title = self.title.clone();
        let answer = Dialog::new("reason", &title, words.reason_confirm, text().app.cancel)
            .enabled_or(missing.then_some(words.reason_missing))
            .show(ctx, |ui| {
                TextField::new("review-reason", words.reason, &mut self.reason).show(ui);
            })?;
        let reason = self.reason.trim().to_owned();
        Some((answer == Answer::Confirmed).then_some(reason))
    }
}
