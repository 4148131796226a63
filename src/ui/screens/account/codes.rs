//! The recovery codes, shown once.

use egui::{Grid, Ui};
use zeroize::Zeroizing;

use crate::domain::text::text;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, frames, icons, radius, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Dialog};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct CodesDialog {
    codes: Vec<Zeroizing<String>>,
}

impl CodesDialog {
    /// Shows codes.
    pub(super) fn open(&mut self, codes: Vec<String>) {
        self.codes = codes.into_iter().map(Zeroizing::new).collect();
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if self.codes.is_empty() {
            return;
        }
        let words = &text().account;
        let mut copies = false;
        let answer = Dialog::new("recovery-codes", words.codes_title, words.codes_kept, "").show(
            ui.ctx(),
            |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                let tokens = Tokens::of(ui.ctx());
                let about = type_of::rich(words.codes_about, type_of::body());
                ui.add(egui::Label::new(about.color(tokens.text_secondary)).wrap());
                self.list_ui(ui);
                copies = Button::secondary(words.codes_copy)
                    .icon(icons::COPY)
                    .show(ui)
                    .clicked();
            },
        );
        if copies {
            let all: Vec<&str> = self.codes.iter().map(|code| code.as_str()).collect();
            ui.ctx().copy_text(all.join("\n"));
            cx.push(Action::Told(words.codes_copied.to_owned()));
        }
        if answer == Some(Answer::Confirmed) {
            self.codes.clear();
        }
    }

    fn list_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        egui::Frame::new()
            .fill(tokens.sunken)
            .stroke(frames::hairline(&tokens))
            .corner_radius(radius::CONTROL)
            .inner_margin(frames::margin(space::M))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().interact_size.y = 0.0;
                Grid::new("recovery-codes")
                    .spacing([space::XXL, space::S])
                    .show(ui, |ui| {
                        for pair in self.codes.chunks(2) {
                            for code in pair {
                                let code = type_of::rich(code.as_str(), type_of::body_medium());
                                ui.label(code.color(tokens.text));
                            }
                            ui.end_row();
                        }
                    });
            });
    }
}
