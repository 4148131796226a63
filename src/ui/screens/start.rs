//! The start screen: create, open, the demo, recent files.

use std::path::{Path, PathBuf};

use egui::{Align, Layout, ScrollArea, Ui};

use crate::app::backend::{Backend, Wake};
use crate::app::commands::session::SessionCommand;
use crate::app::computer::Computer;
use crate::app::env::Env;
use crate::app::error::{AppError, UserMessage};
use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::app::{demo, launch};
use crate::domain::text::text;
use crate::ui::forms::new_workspace::{NewWorkspaceForm, Press};
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::{
    Button, IconButton, TextField, Tone, avatar, banner, link, progress, spinner,
};

/// The screen.
#[derive(Default)]
pub struct StartScreen {
    opening: Option<Opening>,
    picking: Option<Ticket<Option<PathBuf>>>,
    typed: String,
    form: Option<NewWorkspaceForm>,
    error: Option<UserMessage>,
}

/// A file that is being opened, and how to sign in to it.
struct Opening {
    ticket: Ticket<Backend>,
    entry: Option<SessionCommand>,
    label: &'static str,
    is_remembered: bool,
}

/// A file is open.
pub struct Opened {
    /// The workspace.
    pub backend: Backend,
    /// How to sign in without asking.
    pub entry: Option<SessionCommand>,
    /// Whether the file belongs on the list of recent ones.
    pub is_remembered: bool,
}

impl StartScreen {
    /// Opens a file.
    pub fn open(&mut self, path: PathBuf, env: &Env, wake: &Wake) {
        let (inner, label) = (wake.clone(), text().start.opening);
        let ticket = launch::run(env, wake, move |env| launch::open(&path, env, inner));
        self.opening = Some(Opening {
            ticket,
            entry: None,
            label,
            is_remembered: true,
        });
        self.error = None;
    }

    /// Opens the demo, made first where there is none of today.
    pub fn open_demo(&mut self, env: &Env, wake: &Wake) {
        let (inner, label) = (wake.clone(), text().start.making_demo);
        let ticket = launch::run_with_progress(env, wake, move |env, progress| {
            let path = demo::ensure(env, progress)?;
            launch::open(&path, env, inner)
        });
        let entry = Some(SessionCommand::EnterDemo);
        self.opening = Some(Opening {
            ticket,
            entry,
            label,
            is_remembered: false,
        });
        self.error = None;
    }

    fn create(&mut self, path: PathBuf, new: launch::NewWorkspace, env: &Env, wake: &Wake) {
        let entry = SessionCommand::SignIn {
            email: new.email.clone(),
            password: new.password.clone(),
        };
        let (inner, label) = (wake.clone(), text().start.creating);
        let ticket = launch::run(env, wake, move |env| {
            let workspace = launch::create(&path, &new, env)?;
            Backend::new(
                workspace,
                env.clone(),
                inner,
                crate::app::backend::Drive::Threads,
            )
        });
        self.opening = Some(Opening {
            ticket,
            entry: Some(entry),
            label,
            is_remembered: true,
        });
        self.error = None;
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
        card_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(error) = &self.error {
                banner::banner(ui, Tone::Bad, &error.line(), None);
            }
            if let Some(opening) = &self.opening {
                opening_ui(ui, opening);
                return;
            }
            match &mut self.form {
                Some(form) => match form.show(ui, env, wake) {
                    Some(Press::Back) => self.form = None,
                    Some(Press::Create(path, new)) => self.create(path, *new, env, wake),
                    None => {}
                },
                None => self.choices_ui(ui, env, wake, computer),
            }
        });
        None
    }

    fn poll(&mut self, env: &Env, wake: &Wake) -> Option<Opened> {
        if let Some(answer) = self.picking.as_ref().and_then(Ticket::take) {
            self.picking = None;
            if let Ok(Some(path)) = answer {
                self.open(path, env, wake);
            }
        }
        let answer = self.opening.as_ref()?.ticket.take()?;
        let opening = self.opening.take()?;
        match answer {
            Ok(backend) => {
                self.form = None;
                Some(Opened {
                    backend,
                    entry: opening.entry,
                    is_remembered: opening.is_remembered,
                })
            }
            Err(AppError::Cancelled) => None,
            Err(error) => {
                self.error = Some(error.message());
                None
            }
        }
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
            self.picking = Some(pick::pick(env, wake, open_pick()));
        }
        self.path_ui(ui, env, wake);
        self.recent_ui(ui, env, wake, computer);
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

    fn recent_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake, computer: &mut Computer) {
        let words = &text().start;
        let tokens = Tokens::of(ui.ctx());
        ui.add_space(space::M);
        ui.label(type_of::rich(words.recent, type_of::card_title()).color(tokens.text));
        if computer.recent.is_empty() {
            ui.label(type_of::rich(words.no_recent, type_of::body()).color(tokens.text_muted));
            return;
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
        if let Some(path) = wanted {
            self.open(path, env, wake);
        }
    }
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
