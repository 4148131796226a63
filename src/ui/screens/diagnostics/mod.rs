//! Diagnostics, on the Settings page: about this file, checks and recounting, and a bundle for a bug report.

mod bundle;
mod facts;

use egui::Ui;

use crate::app::checks;
use crate::app::queries::upkeep::AboutFile;
use crate::domain::file::{CheckKind, Checked, Recounted};
use crate::domain::text::{fill, text};
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::theme::space;
use crate::ui::widgets::key_value::key_value;
use crate::ui::widgets::{Button, Card, Tone, banner, spinner};
use crate::ui::work::Work;
use bundle::BundleDialog;

/// The cards.
#[derive(Default)]
pub struct DiagnosticsCards {
    facts: Remote<AboutFile>,
    seen: u64,
    lines: Vec<(String, String)>,
    quick: Work<Checked>,
    full: Work<Checked>,
    recount: Work<Recounted>,
    bundle: BundleDialog,
}

impl DiagnosticsCards {
    /// Draws the cards.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let path = cx.backend.path().to_owned();
        self.facts.want(cx.backend, &AboutFile { path });
        if self.seen != self.facts.version() {
            self.seen = self.facts.version();
            let facts = self.facts.value();
            self.lines = facts.map_or_else(Vec::new, |facts| facts::lines(facts, cx));
        }
        let words = &text().diagnostics;
        Card::new(words.title).note(words.note).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(error) = self.facts.error() {
                banner::banner(ui, Tone::Bad, &error.line(), None);
            } else if self.lines.is_empty() {
                spinner::delayed_spinner(ui, "facts", text().app.loading);
            }
            for (label, value) in &self.lines {
                key_value(ui, label, value);
            }
        });
        self.checks_ui(ui, cx);
        self.bundle.show(ui, cx);
    }

    fn checks_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().diagnostics;
        Card::new(words.check_title)
            .note(words.check_note)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
                    self.buttons_ui(ui, cx);
                });
                self.results_ui(ui);
            });
    }

    fn buttons_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().diagnostics;
        let backend = cx.backend;
        if Button::secondary(words.check_quick_now)
            .changing()
            .show(ui)
            .clicked()
        {
            self.quick
                .begin(|| checks::check(backend, CheckKind::Quick));
        }
        if Button::secondary(words.check_full_now)
            .changing()
            .show(ui)
            .clicked()
        {
            self.full.begin(|| checks::check(backend, CheckKind::Full));
        }
        let recount = Button::secondary(words.recount_now)
            .hint(words.recount_help)
            .changing();
        if recount.show(ui).clicked() {
            self.recount.begin(|| checks::recount(backend));
        }
        if Button::secondary(words.bundle)
            .changing()
            .show(ui)
            .clicked()
        {
            self.bundle.open(cx);
        }
    }

    fn results_ui(&mut self, ui: &mut Ui) {
        for (kind, work) in [
            (CheckKind::Quick, &mut self.quick),
            (CheckKind::Full, &mut self.full),
        ] {
            work.poll(|checked| said(checked, kind));
            work.show(ui, working);
        }
        self.recount.poll(recounted);
        self.recount.show(ui, working);
    }
}

fn working(done: u64, total: u64) -> String {
    let words = &text().diagnostics;
    match (done * 100).checked_div(total) {
        Some(percent) => fill(words.working, &[&percent]),
        None => words.working_unknown.to_owned(),
    }
}

fn said(checked: &Checked, kind: CheckKind) -> (Tone, String) {
    let words = &text().diagnostics;
    let said = checked.said(kind);
    match checked.faults.len() {
        0 => (Tone::Ok, said),
        1 => (Tone::Bad, said),
        more => (Tone::Bad, fill(words.found_more, &[&said, &(more - 1)])),
    }
}

fn recounted(found: &Recounted) -> (Tone, String) {
    let words = &text().diagnostics;
    if found.differences.is_empty() {
        return (Tone::Ok, words.recount_same.to_owned());
    }
    let said: Vec<String> = found.differences.iter().map(|one| one.said()).collect();
    (Tone::Warn, fill(words.recount_mended, &[&said.join("; ")]))
}
