//! Recent files.

use std::path::{Path, PathBuf};

use egui::{Align, Layout, ScrollArea, Ui};

use crate::app::computer::Computer;
use crate::domain::text::text;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::{IconButton, link};

/// Draws the list; the file that is wanted.
pub(super) fn recent_ui(ui: &mut Ui, computer: &mut Computer) -> Option<PathBuf> {
    let words = &text().start;
    let tokens = Tokens::of(ui.ctx());
    ui.add_space(space::M);
    ui.label(type_of::rich(words.recent, type_of::card_title()).color(tokens.text));
    if computer.recent.is_empty() {
        ui.label(type_of::rich(words.no_recent, type_of::body()).color(tokens.text_muted));
        return None;
    }
    let (mut wanted, mut forgotten) = (None, None);
    ScrollArea::vertical()
        .max_height(size::POPUP_HEIGHT * 0.6)
        .show(ui, |ui| {
            for path in &computer.recent {
                match recent_row_ui(ui, path) {
                    Some(RecentPress::Open) => wanted = Some(path.clone()),
                    Some(RecentPress::Forget) => forgotten = Some(path.clone()),
                    None => {}
                }
            }
        });
    if let Some(path) = forgotten {
        computer.forget_recent(&path);
    }
    wanted
}

enum RecentPress {
    Open,
    Forget,
}

fn recent_row_ui(ui: &mut Ui, path: &Path) -> Option<RecentPress> {
    let tokens = Tokens::of(ui.ctx());
    let name = path
        .file_stem()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    ui.horizontal(|ui| {
        let room = ui.available_width() - size::CONTROL - space::S;
        let pressed = ui
            .allocate_ui_with_layout(egui::vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let pressed = link::link(ui, &name).clicked();
                let folder = path
                    .parent()
                    .map(|folder| folder.display().to_string())
                    .unwrap_or_default();
                let folder = type_of::rich(folder, type_of::secondary()).color(tokens.text_muted);
                ui.add(egui::Label::new(folder).truncate());
                pressed
            })
            .inner;
        let forget = IconButton::new(icons::X, text().start.forget)
            .small()
            .show(ui)
            .clicked();
        match (pressed, forget) {
            (true, _) => Some(RecentPress::Open),
            (_, true) => Some(RecentPress::Forget),
            _ => None,
        }
    })
    .inner
}
