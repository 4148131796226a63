//! A damaged file: what happened in plain words, and the ways out. Nothing of it is deleted.

use std::path::PathBuf;

use egui::Ui;

use crate::app::backend::Wake;
use crate::app::backups::{self, Found};
use crate::app::env::Env;
use crate::app::error::UserMessage;
use crate::app::launch::{self, Means};
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, size_of, text};
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::{Button, Tone, banner, spinner};

/// The screen.
pub(super) struct Damage {
    path: PathBuf,
    /// What opened the file so far as it can be opened.
    means: Means,
    what: UserMessage,
    looking: Option<Ticket<Vec<Found>>>,
    rows: Vec<(PathBuf, String, String)>,
}

/// What was pressed.
pub(super) enum DamagePress {
    /// Put this backup in the place of the file.
    Restore {
        /// The backup.
        backup: PathBuf,
        /// The damaged file.
        path: PathBuf,
        /// What may open it.
        means: Means,
    },
    /// Save what can be read to a new file.
    Salvage(PathBuf, Means),
    /// Back to the start.
    Back,
}

/// So many backups are offered.
const OFFERED: usize = 5;

impl Damage {
    /// Says what is wrong with a file, and looks for its backups.
    pub(super) fn new(
        path: PathBuf,
        means: Means,
        what: UserMessage,
        env: &Env,
        wake: &Wake,
    ) -> Self {
        let file = path.clone();
        let find = move |_: &Env| Ok(backups::find(&file, &backups::folder(&file)));
        Self {
            path,
            means,
            what,
            looking: Some(launch::run(env, wake, find)),
            rows: Vec::new(),
        }
    }

    /// Draws the screen.
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<DamagePress> {
        self.poll();
        let (words, tokens) = (&text().backup, Tokens::of(ui.ctx()));
        ui.label(type_of::rich(words.damaged_title, type_of::page_title()).color(tokens.text));
        banner::banner(ui, Tone::Bad, &self.what.what, None);
        ui.label(type_of::rich(words.damaged_about, type_of::body()).color(tokens.text_secondary));
        ui.add_space(space::S);
        ui.label(type_of::rich(words.damaged_restore, type_of::card_title()).color(tokens.text));
        let mut pressed = None;
        if self.looking.is_some() {
            spinner::delayed_spinner(ui, "finding", text().app.loading);
        } else if self.rows.is_empty() {
            ui.label(type_of::rich(words.damaged_none, type_of::body()).color(tokens.text_muted));
        }
        for (backup, at, about) in &self.rows {
            if row_ui(ui, at, about) {
                pressed = Some(DamagePress::Restore {
                    backup: backup.clone(),
                    path: self.path.clone(),
                    means: self.means.clone(),
                });
            }
        }
        ui.add_space(space::S);
        ui.label(type_of::rich(words.damaged_salvage, type_of::card_title()).color(tokens.text));
        let about = type_of::rich(words.salvage_about, type_of::body());
        ui.label(about.color(tokens.text_secondary));
        if Button::secondary(words.salvage).show(ui).clicked() {
            pressed = Some(DamagePress::Salvage(self.path.clone(), self.means.clone()));
        }
        if Button::ghost(text().app.back).show(ui).clicked() {
            pressed = Some(DamagePress::Back);
        }
        pressed
    }

    fn poll(&mut self) {
        let Some(answer) = self.looking.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.looking = None;
        let found = answer.unwrap_or_default().into_iter().take(OFFERED);
        let row = |found: Found| {
            let at = found.at.rfc3339().replace('T', " ").replace('Z', " UTC");
            let about = fill(
                text().backup.row_short,
                &[&found.reason.label(), &size_of(found.size)],
            );
            (found.path, at, about)
        };
        self.rows = found.map(row).collect();
    }
}

fn row_ui(ui: &mut Ui, at: &str, about: &str) -> bool {
    let tokens = Tokens::of(ui.ctx());
    let name = fill(text().backup.restore_of, &[&at]);
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        ui.spacing_mut().item_spacing.x = space::M;
        let button = Button::secondary(text().backup.restore_confirm)
            .small()
            .icon(icons::CLOCK_COUNTER_CLOCKWISE)
            .show(ui);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
        ui.label(type_of::rich(at, type_of::body_medium()).color(tokens.text));
        let about = type_of::rich(about, type_of::body()).color(tokens.text_muted);
        ui.add(egui::Label::new(about).truncate());
        button.clicked()
    })
    .inner
}
