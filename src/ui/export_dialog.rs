//! Where to export to: a path that can be typed or chosen, because not every system has a file dialog.

use std::path::PathBuf;

use egui::Context;

use super::context::Cx;
use super::theme::{icons, size, space};
use super::widgets::{Button, Dialog, TextField, dialog};
use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};

/// The dialog; closed by default.
#[derive(Default)]
pub struct ExportDialog {
    open: Option<Open>,
}

struct Open {
    path: String,
    browsing: Option<Ticket<Option<PathBuf>>>,
    is_fresh: bool,
}

impl ExportDialog {
    /// Opens the dialog with a name made from the title of what is exported.
    pub fn open(&mut self, title: &str, cx: &Cx<'_>) {
        let day = cx.office.time().date(cx.backend.env().clock.now());
        let name: String = title
            .chars()
            .map(|c| if r#"\/:*?"<>|"#.contains(c) { '-' } else { c })
            .collect();
        let path = pick::documents().join(format!("{name} {day}.xlsx"));
        self.open = Some(Open {
            path: path.display().to_string(),
            browsing: None,
            is_fresh: true,
        });
    }

    /// Opens the dialog for everything about a person.
    pub fn open_for(&mut self, user_id: UserId, cx: &Cx<'_>) {
        let title = fill(text().personal.title, &[&user_id.contact_id()]);
        self.open(&title, cx);
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Draws the dialog; the path once it is confirmed.
    pub fn show(&mut self, ctx: &Context, cx: &Cx<'_>) -> Option<PathBuf> {
        let open = self.open.as_mut()?;
        if let Some(answer) = open.browsing.as_ref().and_then(Ticket::take) {
            open.browsing = None;
            if let Ok(Some(path)) = answer {
                open.path = path.display().to_string();
            }
        }
        let words = text();
        let missing = open
            .path
            .trim()
            .is_empty()
            .then_some(words.export.path_missing);
        let answer = Dialog::new(
            "export",
            words.users.export,
            words.export.start,
            words.app.cancel,
        )
        .enabled_or(missing)
        .width(size::DIALOG_WIDTH + size::CONTROL * 2.0)
        .show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let edit = TextField::new("export-path", words.export.path, &mut open.path)
                .help(words.export.path_help)
                .show(ui);
            if open.is_fresh {
                edit.request_focus();
                open.is_fresh = false;
            }
            if Button::secondary(words.app.choose)
                .icon(icons::FOLDER_OPEN)
                .show(ui)
                .clicked()
                && open.browsing.is_none()
            {
                open.browsing = Some(pick::pick(cx.backend.env(), cx.wake, save_pick(&open.path)));
            }
        });
        match answer {
            Some(dialog::Answer::Confirmed) => {
                let path = pick::typed(&open.path, "xlsx");
                self.open = None;
                Some(path)
            }
            Some(dialog::Answer::Cancelled | dialog::Answer::Alternative) => {
                self.open = None;
                None
            }
            None => None,
        }
    }
}

fn save_pick(path: &str) -> Pick {
    let words = &text().export;
    Pick {
        title: fill(words.exporting, &[&words.excel]),
        kind: (words.excel.to_owned(), vec!["xlsx"]),
        file_name: PathBuf::from(path)
            .file_name()
            .map(|name| name.to_string_lossy().into_owned()),
        intent: Intent::Save,
    }
}
