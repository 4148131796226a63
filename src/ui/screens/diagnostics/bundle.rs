//! The dialog of a bundle for a bug report: everything that will be in it, and where it goes.

use std::ops::Range;
use std::path::PathBuf;

use egui::{Align, Layout, ScrollArea, Ui};

use crate::app::diagnostics::{self, Bundle};
use crate::app::pick;
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, frames, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, TextField, paint};

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
    lines: Vec<Line>,
    /// How wide the widest line is; not known before it is first drawn.
    width: Option<f32>,
    path: String,
}

/// A line of what is shown: where it is found in the bundle, so that a long log is not kept twice.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Line {
    /// The name of a part.
    Name(usize),
    /// A part of its text.
    Text(usize, Range<usize>),
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
            lines: lines(&bundle),
            width: None,
            path: pick::documents().join(name).display().to_string(),
            bundle,
        }
    }

    fn body_ui(&mut self, ui: &mut Ui) {
        let (words, tokens) = (&text().diagnostics, Tokens::of(ui.ctx()));
        ui.spacing_mut().item_spacing.y = space::S;
        let lead = type_of::rich(words.bundle_lead, type_of::body()).color(tokens.text_secondary);
        ui.add(egui::Label::new(lead).wrap());
        let width = *self
            .width
            .get_or_insert_with(|| widest(ui, &self.bundle, &self.lines));
        frames::quiet(&tokens).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::both()
                .id_salt("bundle-parts")
                .max_height(size::POPUP_HEIGHT * 0.75)
                .auto_shrink([false, false])
                .show_rows(ui, size::TEXT_LINE, self.lines.len(), |ui, rows| {
                    ui.set_min_width(width);
                    for line in self.lines.get(rows).unwrap_or_default() {
                        line_ui(ui, &self.bundle, line);
                    }
                });
        });
        TextField::new("bundle-path", words.bundle_place, &mut self.path)
            .help(words.bundle_place_help)
            .show(ui);
    }
}

/// Every line of every part, each part under its name.
fn lines(bundle: &Bundle) -> Vec<Line> {
    let mut lines = Vec::new();
    for (part, (_, text)) in bundle.parts.iter().enumerate() {
        lines.push(Line::Name(part));
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            lines.push(Line::Text(part, start..end));
            start += line.len();
        }
    }
    lines
}

/// What a line says.
fn said<'a>(bundle: &'a Bundle, line: &Line) -> &'a str {
    let (Line::Name(part) | Line::Text(part, _)) = line;
    let (name, text) = match bundle.parts.get(*part) {
        Some((name, text)) => (name.as_str(), text.as_str()),
        None => ("", ""),
    };
    match line {
        Line::Name(_) => name,
        Line::Text(_, range) => text.get(range.clone()).unwrap_or_default(),
    }
}

/// The width of the line with most letters, which is the widest or nearly so.
fn widest(ui: &Ui, bundle: &Bundle, lines: &[Line]) -> f32 {
    let lines = lines.iter().map(|line| said(bundle, line));
    let longest = lines.max_by_key(|said| said.len()).unwrap_or_default();
    let color = Tokens::of(ui.ctx()).text;
    paint::whole_line(ui.ctx(), longest, type_of::small(), color)
        .size()
        .x
}

fn line_ui(ui: &mut Ui, bundle: &Bundle, line: &Line) {
    let font = match line {
        Line::Name(_) => type_of::secondary_strong(),
        Line::Text(..) => type_of::small(),
    };
    let said = type_of::rich(said(bundle, line), font).color(Tokens::of(ui.ctx()).text);
    let room = egui::vec2(ui.available_width(), size::TEXT_LINE);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_height(size::TEXT_LINE);
        ui.add(egui::Label::new(said).extend());
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_long_log_is_there_from_the_first_to_the_last() {
        let log: String = (0..5_000).map(|n| format!("entry {n}: é\r\n")).collect();
        let bundle = Bundle {
            parts: vec![
                ("about.json".to_owned(), "{\n}".to_owned()),
                ("logs/rollcall.log".to_owned(), log),
            ],
        };
        let lines = lines(&bundle);
        let shown: Vec<&str> = lines.iter().map(|line| said(&bundle, line)).collect();
        assert_eq!(shown[..4], ["about.json", "{", "}", "logs/rollcall.log"]);
        assert_eq!(shown.len(), 5_004);
        for (n, line) in shown[4..].iter().enumerate() {
            assert_eq!(*line, format!("entry {n}: é"));
        }
    }
}
