//! Long work that a page has asked for: its progress in a line with a way to stop it, and its answer when it has ended.

use egui::Ui;

use super::theme::{Tokens, motion, space, text as type_of};
use super::widgets::progress::progress_bar;
use super::widgets::{Button, Tone, banner};
use crate::app::error::AppError;
use crate::app::ticket::Ticket;
use crate::domain::text::text;

/// Work, or nothing.
pub struct Work<T> {
    ticket: Option<Ticket<T>>,
    /// What came of the last work: tone and words.
    said: Option<(Tone, String)>,
}

impl<T> Default for Work<T> {
    fn default() -> Self {
        Self {
            ticket: None,
            said: None,
        }
    }
}

impl<T> Work<T> {
    /// Begins, unless something is being done.
    pub fn begin(&mut self, start: impl FnOnce() -> Ticket<T>) {
        if self.ticket.is_none() {
            self.said = None;
            self.ticket = Some(start());
        }
    }

    /// Whether there is something to be seen of it.
    pub fn is_shown(&self) -> bool {
        self.ticket.is_some() || self.said.is_some()
    }

    /// Takes the answer when it is there; `say` puts what came of it into words. Nothing is said of what was cancelled.
    pub fn poll(&mut self, say: impl FnOnce(&T) -> (Tone, String)) -> Option<T> {
        let answer = self.ticket.as_ref()?.take()?;
        self.ticket = None;
        match answer {
            Ok(value) => {
                self.said = Some(say(&value));
                Some(value)
            }
            Err(AppError::Cancelled) => None,
            Err(error) => {
                self.said = Some((Tone::Bad, error.message().line()));
                None
            }
        }
    }

    /// Draws progress in the words of `say`, or what came of the work.
    pub fn show(&mut self, ui: &mut Ui, say: impl FnOnce(u64, u64) -> String) {
        if let Some(ticket) = &self.ticket {
            let (done, total) = ticket.progress().get();
            let words = say(done, total);
            let share = done as f32 / (total.max(1)) as f32;
            line_ui(ui, &words, share, || ticket.progress().cancel());
            ui.ctx().request_repaint_after(motion::PROGRESS_STEP);
        }
        if let Some((tone, said)) = &self.said {
            let close = banner::banner(ui, *tone, said, Some(text().app.close));
            if close.is_some_and(|response| response.clicked()) {
                self.said = None;
            }
        }
    }
}

fn line_ui(ui: &mut Ui, words: &str, share: f32, cancel: impl FnOnce()) {
    let tokens = Tokens::of(ui.ctx());
    ui.spacing_mut().item_spacing.y = space::XS;
    ui.horizontal(|ui| {
        ui.label(type_of::rich(words, type_of::secondary()).color(tokens.text_secondary));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let stop = Button::ghost(text().diagnostics.cancel).small();
            if stop.show(ui).clicked() {
                cancel();
            }
        });
    });
    progress_bar(ui, words, share);
}
