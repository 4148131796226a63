//! The dialog of a bundle for a bug report: everything that will be in it, and where it goes.

use std::path::PathBuf;

use egui::{ScrollArea, Ui};

use crate::app::diagnostics::{self, Bundle};
use crate::app::pick;
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, frames, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, TextField};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct BundleDialog {
    gathering: Option<Ticket<Bundle>>,
    open: Option<Open>,
    saving: Option<Ticket<PathBuf>>,
}

/// A bundle that is looked at.
struct Open {
    bundle: Bundle,
    /// Names and texts as they are shown: of a long log its end.
    shown: Vec<(String, String)>,
    path: String,
}

impl BundleDialog {
    /// Puts a bundle together; the dialog opens when it is there.
    pub(super) fn open(&mut self, cx: &Cx<'_>) {
        self.gathering = Some(diagnostics::gather(cx.backend, cx.computer));
    }

    /// Draws the dialog and says when the file is written.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        let Some(open) = &mut self.open else { return };
        let words = &text().diagnostics;
        let missing = open.path.trim().is_empty();
        let missing = missing.then_some(text().export.path_missing);
        let answer = Dialog::new(
            "bundle",
            words.bundle_title,
            words.bundle_save,
            text().app.cancel,
        )
        .enabled_or(missing)
        .width(size::DIALOG_WIDE)
        .show(ui.ctx(), |ui| open.body_ui(ui));
        match answer {
            Some(Answer::Confirmed) => {
                if let Some(open) = self.open.take() {
                    let path = pick::typed(&open.path, "zip");
                    self.saving = Some(diagnostics::save(cx.backend, open.bundle, path));
                }
            }
            Some(Answer::Cancelled | Answer::Alternative) => self.open = None,
            None => {}
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        if let Some(answer) = self.gathering.as_ref().and_then(Ticket::take) {
            self.gathering = None;
            match answer {
                Ok(bundle) => self.open = Some(Open::new(bundle, cx)),
                Err(error) => cx.push(Action::Failed(error.message())),
            }
        }
        if let Some(answer) = self.saving.as_ref().and_then(Ticket::take) {
            self.saving = None;
            cx.push(match answer {
                Ok(path) => Action::Told(fill(text().diagnostics.bundle_saved, &[&path.display()])),
                Err(error) => Action::Failed(error.message()),
            });
        }
    }
}

impl Open {
    fn new(bundle: Bundle, cx: &Cx<'_>) -> Self {
        let day = cx.office.time().date(cx.backend.env().clock.now());
        let name = format!("{} {day}.zip", text().diagnostics.bundle_name);
        Self {
            shown: bundle
                .parts
                .iter()
                .map(|(name, text)| (name.clone(), end_of(text)))
                .collect(),
            path: pick::documents().join(name).display().to_string(),
            bundle,
        }
    }

    fn body_ui(&mut self, ui: &mut Ui) {
        let (words, tokens) = (&text().diagnostics, Tokens::of(ui.ctx()));
        ui.spacing_mut().item_spacing.y = space::S;
        let lead = type_of::rich(words.bundle_lead, type_of::body()).color(tokens.text_secondary);
        ui.add(egui::Label::new(lead).wrap());
        frames::quiet(&tokens).show(ui, |ui| {
            ScrollArea::both()
                .id_salt("bundle-parts")
                .max_height(size::POPUP_HEIGHT * 0.75)
                .auto_shrink([false, false])
                .show(ui, |ui| {
                    for (name, shown) in &self.shown {
                        let name = type_of::rich(name, type_of::secondary_strong());
                        ui.label(name.color(tokens.text));
                        let shown = type_of::rich(shown, type_of::small()).color(tokens.text);
                        ui.add(egui::Label::new(shown).extend());
                    }
                });
        });
        TextField::new("bundle-path", words.bundle_place, &mut self.path)
            .help(words.bundle_place_help)
            .show(ui);
    }
}

/// The last lines of a text, as many as can be looked at.
fn end_of(text: &str) -> String {
    const MOST_LINES: usize = 300;
    let surplus = text.lines().count().saturating_sub(MOST_LINES);
    text.lines().skip(surplus).collect::<Vec<_>>().join("\n")
}
