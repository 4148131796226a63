//! Work that takes longer than a moment: shown in the status bar with progress and cancel, told about when it is done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Ui;

use crate::app::backend::Backend;
use crate::app::error::AppError;
use crate::app::exports::clipboard::{self, Clip, Clipped};
use crate::app::exports::{self, Export, ExportDone, ExportRequest};
use crate::app::progress::Progress;
use crate::app::ticket::Ticket;
use crate::domain::table::Format;
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::Action;
use crate::ui::theme::{icons, motion};
use crate::ui::widgets::IconButton;
use crate::ui::widgets::status_bar::status_item;
use crate::ui::windows::WindowKey;

/// The work that is being done.
#[derive(Default)]
pub(super) struct Jobs {
    running: Vec<Job>,
    /// Exports that wait for the operator's password.
    waiting: Vec<Wish>,
    /// Those for which it was not given.
    refused: Vec<Wish>,
}

struct Job {
    label: String,
    ticket: Made,
    wish: Wish,
}

/// What is being made.
enum Made {
    File(Ticket<ExportDone>),
    Clip(Ticket<Clipped>),
}

/// What is to be taken out, and which window asked.
#[derive(Clone)]
struct Wish {
    what: What,
    origin: Option<WindowKey>,
}

/// What is to be taken out, and where to.
#[derive(Clone)]
enum What {
    File(Export, PathBuf),
    Clip(Clip),
}

impl Made {
    fn progress(&self) -> Arc<Progress> {
        match self {
            Self::File(ticket) => Arc::clone(ticket.progress()),
            Self::Clip(ticket) => Arc::clone(ticket.progress()),
        }
    }

    /// What is to be done with it, once it is made.
    fn take(&self, origin: Option<WindowKey>) -> Option<Result<Action, AppError>> {
        Some(match self {
            Self::File(ticket) => ticket.take()?.map(|done| Action::Exported {
                origin,
                message: said_of(done.rows, &name_of(&done.path)),
                path: done.path,
            }),
            Self::Clip(ticket) => ticket.take()?.map(|clipped| Action::Copied {
                origin,
                message: plural(
                    clipped.rows,
                    text().export.copied_one,
                    text().export.copied_many,
                ),
                text: clipped.text,
            }),
        })
    }
}

fn name_of(path: &Path) -> String {
    let name = path.file_name();
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

impl Jobs {
    /// Starts an export.
    pub(super) fn export(
        &mut self,
        backend: &Backend,
        what: Export,
        path: PathBuf,
        origin: Option<WindowKey>,
    ) {
        let what = What::File(what, path);
        self.begin(backend, Wish { what, origin });
    }

    /// Starts to make a table for the clipboard.
    pub(super) fn copy(&mut self, backend: &Backend, clip: Clip, origin: Option<WindowKey>) {
        let what = What::Clip(clip);
        self.begin(backend, Wish { what, origin });
    }

    fn begin(&mut self, backend: &Backend, wish: Wish) {
        let words = &text().export;
        let (label, ticket) = match wish.what.clone() {
            What::File(what, path) => {
                let request = ExportRequest {
                    what,
                    format: Format::of_path(&path).unwrap_or(Format::Xlsx),
                    path: path.clone(),
                };
                let label = fill(words.exporting, &[&name_of(&path)]);
                (label, Made::File(exports::start(backend, request)))
            }
            What::Clip(clip) => (
                words.copying.to_owned(),
                Made::Clip(clipboard::start(backend, clip)),
            ),
        };
        self.running.push(Job {
            label,
            ticket,
            wish,
        });
    }

    /// Whether exports wait for the operator's password.
    pub(super) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Begins the exports again that waited for the operator's password.
    pub(super) fn go_on(&mut self, backend: &Backend) {
        for wish in std::mem::take(&mut self.waiting) {
            self.begin(backend, wish);
        }
    }

    /// Refuses the exports that waited for the operator's password.
    pub(super) fn refuse_waiting(&mut self) {
        self.refused.append(&mut self.waiting);
    }

    /// What is to be said of the work that has ended.
    pub(super) fn poll(&mut self) -> Vec<Action> {
        let refused = std::mem::take(&mut self.refused);
        let said = |wish: &Wish| Action::FailedIn(wish.origin, AppError::ProofNeeded.message());
        let mut actions: Vec<Action> = refused.iter().map(said).collect();
        let waiting = &mut self.waiting;
        self.running
            .retain(|job| match job.ticket.take(job.wish.origin) {
                None => true,
                Some(Ok(done)) => {
                    actions.push(done);
                    false
                }
                Some(Err(AppError::Cancelled)) => false,
                Some(Err(AppError::ProofNeeded)) => {
                    waiting.push(job.wish.clone());
                    false
                }
                Some(Err(error)) => {
                    actions.push(Action::FailedIn(job.wish.origin, error.message()));
                    false
                }
            });
        actions
    }

    /// Draws the running work into the status bar.
    pub(super) fn show(&self, ui: &mut Ui) {
        for job in &self.running {
            let (done, total) = job.ticket.progress().get();
            let percent = (done * 100).checked_div(total);
            let share = percent.map_or_else(String::new, |percent| format!(" {percent} %"));
            status_item(ui, &format!("{}{share}", job.label));
            if IconButton::new(icons::X, text().app.cancel)
                .small()
                .show(ui)
                .clicked()
            {
                job.ticket.progress().cancel();
            }
            ui.ctx().request_repaint_after(motion::PROGRESS_STEP);
        }
    }
}

fn said_of(rows: u64, name: &str) -> String {
    let words = &text().export;
    let template = if rows == 1 {
        words.done_one
    } else {
        words.done
    };
    fill(template, &[&count(rows), &name])
}

#[cfg(test)]
mod tests {
    use super::said_of;

    #[test]
    fn one_row_is_no_rows() {
        for (rows, said) in [
            (0, "Exported 0 rows to a.xlsx"),
            (1, "Exported 1 row to a.xlsx"),
            (1_274, "Exported 1,274 rows to a.xlsx"),
        ] {
            assert_eq!(said_of(rows, "a.xlsx"), said);
        }
    }
}
