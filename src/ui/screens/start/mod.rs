//! The start screen: create, open, the demo, recent files; the passphrase of a file, and the recovery code of a new one.

mod damage;
mod door;
mod recent;
mod restore;
mod stages;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Layout, ScrollArea, Ui};

use crate::app::backend::{Backend, Wake};
use crate::app::backups::Restoring;
use crate::app::commands::session::SessionCommand;
use crate::app::computer::Computer;
use crate::app::demo;
use crate::app::env::Env;
use crate::app::error::{AppError, UserMessage};
use crate::app::launch::{self, Came, Keep, Means, NewWorkspace};
use crate::app::notice::Notice;
use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::ui::forms::new_workspace::{NewWorkspaceForm, Press};
use crate::ui::forms::recovery_sheet::RecoverySheet;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::{Button, TextField, Tone, avatar, banner, progress, spinner};
use damage::Damage;
use door::Door;
use restore::RestoreFlow;

/// The screen.
#[derive(Default)]
pub struct StartScreen {
    opening: Option<Opening>,
    picking: Option<(Picking, Ticket<Option<PathBuf>>)>,
    typed: String,
    form: Option<NewWorkspaceForm>,
    door: Option<Door>,
    restoring: Option<RestoreFlow>,
    damage: Option<Damage>,
    /// The recovery code of a file that was just made, and that file.
    sheet: Option<(RecoverySheet, Opened)>,
    error: Option<UserMessage>,
    /// What could be read though not written, and why not.
    readable: Option<(PathBuf, Means, String)>,
    /// Why the file that is being opened is opened for reading only.
    reading: Option<String>,
}

/// What a file is picked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picking {
    Open,
    Restore,
}

/// A file that is being opened, and how to sign in to it.
struct Opening {
    ticket: Ticket<Came>,
    /// The file and what was given for it, where it may ask for more.
    asked: Option<(PathBuf, Means)>,
    entry: Option<SessionCommand>,
    label: &'static str,
    is_remembered: bool,
}

impl Opening {
    /// A file that somebody signs in to, and that is listed from then on.
    fn of(ticket: Ticket<Came>, label: &'static str) -> Self {
        Self {
            ticket,
            asked: None,
            entry: None,
            label,
            is_remembered: true,
        }
    }
}

/// A file is open.
pub struct Opened {
    /// The workspace.
    pub backend: Backend,
    /// How to sign in without asking.
    pub entry: Option<SessionCommand>,
    /// Whether the file belongs on the list of recent ones.
    pub is_remembered: bool,
    /// What is said where somebody signs in.
    pub notice: Option<Notice>,
}

impl StartScreen {
    /// Opens a file.
    pub fn open(&mut self, path: PathBuf, env: &Env, wake: &Wake) {
        self.unlock(path, Means::Remembered, env, wake);
    }

    fn wait_for(&mut self, opening: Opening) {
        self.opening = Some(opening);
        self.error = None;
    }

    fn unlock(&mut self, path: PathBuf, means: Means, env: &Env, wake: &Wake) {
        (self.readable, self.reading) = (None, None);
        let asked = Some((path.clone(), means.clone()));
        let inner = wake.clone();
        let ticket = launch::run(env, wake, move |env| {
            launch::enter(&path, &means, env, inner)
        });
        self.wait_for(Opening {
            asked,
            ..Opening::of(ticket, text().start.opening)
        });
    }

    /// Opens the demo, made first where there is none of today.
    pub fn open_demo(&mut self, env: &Env, wake: &Wake) {
        let (inner, label) = (wake.clone(), text().start.making_demo);
        let ticket = launch::run_with_progress(env, wake, move |env, progress| {
            let path = demo::ensure(env, progress)?;
            launch::open(&path, &Means::Remembered, env, inner)
        });
        let entry = Some(SessionCommand::EnterDemo);
        self.wait_for(Opening {
            entry,
            is_remembered: false,
            ..Opening::of(ticket, label)
        });
    }

    /// Puts a backup, or what is to be encrypted, in the place of a file, and opens it.
    pub fn restore(
        &mut self,
        what: Arc<Restoring>,
        entry: Option<SessionCommand>,
        env: &Env,
        wake: &Wake,
    ) {
        let inner = wake.clone();
        let label = if what.is_own() {
            text().key.encrypting
        } else {
            text().backup.restoring
        };
        let ticket = launch::run(env, wake, move |env| launch::restore(&what, env, inner));
        self.wait_for(Opening {
            entry,
            ..Opening::of(ticket, label)
        });
    }

    fn create(&mut self, path: PathBuf, new: NewWorkspace, keep: Keep, env: &Env, wake: &Wake) {
        let entry = SessionCommand::SignIn {
            email: new.email.clone(),
            password: new.password.clone(),
        };
        let inner = wake.clone();
        let ticket = launch::run(env, wake, move |env| {
            launch::begin(&path, &new, keep, env, inner)
        });
        self.wait_for(Opening {
            entry: Some(entry),
            ..Opening::of(ticket, text().start.creating)
        });
    }

    /// Draws the screen; the workspace once one is open.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        env: &Env,
        wake: &Wake,
        computer: &mut Computer,
    ) -> Option<Opened> {
        if let Some(opened) = self.poll(env, wake) {
            return Some(opened);
        }
        let mut opened = None;
        card_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(said) = self.error.as_ref().map(UserMessage::line) {
                banner::banner(ui, Tone::Bad, &said, None);
                self.readable_ui(ui, env, wake);
            }
            if let Some(opening) = &self.opening {
                opening_ui(ui, opening);
                return;
            }
            if let Some((sheet, _)) = &mut self.sheet {
                let title = type_of::rich(text().key.sheet_title, type_of::page_title());
                ui.label(title.color(Tokens::of(ui.ctx()).text));
                if sheet.show(ui, env, wake) {
                    opened = self.sheet.take().map(|(_, opened)| opened);
                }
                return;
            }
            if self.stage_ui(ui, env, wake) {
                return;
            }
            match &mut self.form {
                Some(form) => match form.show(ui, env, wake) {
                    Some(Press::Back) => self.form = None,
                    Some(Press::Create(path, new, keep)) => {
                        self.create(path, *new, keep, env, wake);
                    }
                    None => {}
                },
                None => self.choices_ui(ui, env, wake, computer),
            }
        });
        opened
    }

    fn poll(&mut self, env: &Env, wake: &Wake) -> Option<Opened> {
        let picked = self.picking.as_ref().and_then(|(what, ticket)| {
            let answer = ticket.take()?;
            Some((*what, answer))
        });
        if let Some((what, answer)) = picked {
            self.picking = None;
            match (what, answer) {
                (Picking::Open, Ok(Some(path))) => self.open(path, env, wake),
                (Picking::Restore, Ok(Some(path))) => {
                    let flow = RestoreFlow::new(path, None, Means::Remembered, env, wake);
                    self.restoring = Some(flow);
                }
                _ => {}
            }
        }
        let answer = self.opening.as_ref()?.ticket.take()?;
        let opening = self.opening.take()?;
        match answer {
            Ok(came) => {
                (self.form, self.door) = (None, None);
                (self.restoring, self.damage) = (None, None);
                let opened = Opened {
                    backend: came.backend,
                    entry: opening.entry,
                    is_remembered: opening.is_remembered,
                    notice: came.notice,
                };
                let Some(code) = came.code else {
                    return Some(opened);
                };
                let sheet = RecoverySheet::new(opened.backend.path(), code);
                self.sheet = Some((sheet, opened));
            }
            Err(AppError::Cancelled) => {}
            Err(error) => self.refused(opening.asked, &error, env, wake),
        }
        None
    }

    fn choices_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake, computer: &mut Computer) {
        let words = &text().start;
        let tokens = Tokens::of(ui.ctx());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            avatar::office_mark(ui, "R");
            ui.label(type_of::rich(words.title, type_of::page_title()).color(tokens.text));
        });
        ui.label(type_of::rich(words.lead, type_of::body()).color(tokens.text_secondary));
        ui.add_space(space::S);
        let width = ui.available_width();
        if Button::primary(words.demo)
            .icon(icons::CHART_DONUT)
            .hint(words.demo_hint)
            .width(width)
            .show(ui)
            .clicked()
        {
            self.open_demo(env, wake);
        }
        if Button::secondary(words.create)
            .icon(icons::PLUS)
            .hint(words.create_hint)
            .width(width)
            .show(ui)
            .clicked()
        {
            self.form = Some(NewWorkspaceForm::default());
        }
        let open = Button::secondary(words.open)
            .icon(icons::FOLDER_OPEN)
            .hint(words.open_hint)
            .width(width);
        if open.show(ui).clicked() && self.picking.is_none() {
            self.picking = Some((Picking::Open, pick::pick(env, wake, open_pick())));
        }
        let restore = Button::ghost(text().backup.restore_start)
            .icon(icons::CLOCK_COUNTER_CLOCKWISE)
            .hint(text().backup.restore_start_hint)
            .width(width);
        if restore.show(ui).clicked() && self.picking.is_none() {
            self.picking = Some((Picking::Restore, pick::pick(env, wake, open_pick())));
        }
        self.path_ui(ui, env, wake);
        if let Some(path) = recent::recent_ui(ui, computer) {
            self.open(path, env, wake);
        }
    }

    /// Not every system has a file dialog: a path can always be typed.
    fn path_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) {
        let words = text();
        let field = TextField::new("path", words.start.path_label, &mut self.typed).without_note();
        let response = field.show(ui);
        let enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        if enter && !self.typed.trim().is_empty() {
            self.open(pick::typed(&self.typed, "rollcall"), env, wake);
        }
    }
}

fn opening_ui(ui: &mut Ui, opening: &Opening) {
    let (done, total) = opening.ticket.progress().get();
    ui.vertical_centered(|ui| {
        ui.add_space(space::L);
        ui.label(opening.label);
        ui.add_space(space::S);
        if total > 0 {
            progress::progress_bar(ui, opening.label, done as f32 / total as f32);
            // The bar moves a few times a second; the end wakes the window by itself.
            ui.ctx()
                .request_repaint_after(crate::ui::theme::motion::PROGRESS_STEP);
            if Button::ghost(text().app.cancel).show(ui).clicked() {
                opening.ticket.progress().cancel();
            }
        } else {
            spinner::delayed_spinner(ui, "opening", opening.label);
        }
        ui.add_space(space::L);
    });
}

fn open_pick() -> Pick {
    let words = text();
    Pick {
        title: words.start.open.to_owned(),
        kind: (words.app.name.to_owned(), vec!["rollcall"]),
        file_name: None,
        intent: Intent::Open,
    }
}

/// A card in the middle of the window, scrolled where it does not fit.
pub(super) fn card_ui<R>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new().fill(tokens.background);
    egui::CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| {
                    let id = ui.scope_id().with("card-height");
                    let known: f32 = ui
                        .data(|data| data.get_temp(id))
                        .unwrap_or(size::POPUP_HEIGHT);
                    let room = ui.available_height();
                    let width = size::START_CARD.min(ui.available_width() - 2.0 * space::L);
                    ui.add_space(((room - known) / 2.0).max(space::L));
                    let card = ui.vertical_centered(|ui| {
                        ui.set_max_width(width);
                        frames::card(&tokens)
                            .inner_margin(frames::margin(space::XL))
                            .show(ui, |ui| {
                                ui.set_width(width - 2.0 * space::XL);
                                ui.with_layout(Layout::top_down(Align::Min), content).inner
                            })
                    });
                    let height = card.inner.response.rect.height();
                    if (height - known).abs() > 1.0 {
                        ui.data_mut(|data| data.insert_temp(id, height));
                        ui.ctx()
                            .request_discard("the height of the card became known");
                    }
                    ui.add_space(space::L);
                    card.inner.inner
                })
                .inner
        })
        .inner
}
