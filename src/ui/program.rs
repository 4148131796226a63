//! The program: which stage it is in, this computer's settings, and the windows.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use egui::{
    CentralPanel, Context, Frame, Key, Modifiers, Ui, ViewportClass, ViewportCommand, ViewportId,
};

use super::desk::{Desk, DeskEvent, Leave, Locked, end_session};
use super::idle::Idle;
use super::in_order::InOrder;
use super::launch::Opening;
use super::outward;
use super::screens::sign_in::{SignInEvent, SignInScreen};
use super::screens::start::{Opened, StartScreen};
use super::theme::{self, Appearance, Tokens};
use super::timings;
use crate::app::backend::{Backend, Wake};
use crate::app::computer::{Computer, Keeper, WindowChoice};
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::reception::{Attendant, Hosts};
use crate::app::sleep::SleepWatch;
use crate::domain::text::{fill, text};

/// The viewports that an answer wakes.
type Viewports = Arc<Mutex<Vec<ViewportId>>>;

/// The program's state, shared by the windows that draw it.
pub struct Program {
    env: Env,
    wake: Wake,
    viewports: Viewports,
    computer: Computer,
    keeper: Keeper,
    applied: Option<Appearance>,
    stage: Stage,
    idle: Idle,
    /// Wakes the window when the computer wakes.
    watch: Option<SleepWatch>,
    title: String,
    /// What is done for those who start the program again; nothing in tests.
    hosts: Option<Hosts>,
}

enum Stage {
    Start(Box<StartScreen>),
    SignIn(Box<SignInScreen>),
    Desk(Box<Desk>),
    Locked(Box<Locked>),
    /// Between two stages.
    Moving,
}

impl Program {
    /// A program whose answers wake `ctx`.
    pub fn new(ctx: &Context, env: Env, computer: Computer, opening: Opening) -> Self {
        theme::install_fonts(ctx);
        let viewports: Viewports = Arc::default();
        ctx.add_plugin(InOrder::default());
        let (woken, ctx) = (Arc::clone(&viewports), ctx.clone());
        let wake: Wake = Arc::new(move || {
            ctx.request_repaint_of(ViewportId::ROOT);
            for id in woken.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                ctx.request_repaint_of(*id);
            }
        });
        let mut start = StartScreen::default();
        match opening {
            Opening::StartScreen => {}
            Opening::File(path) => start.open(path, &env, &wake),
            Opening::Demo => start.open_demo(&env, &wake),
        }
        Self {
            env,
            wake,
            viewports,
            keeper: Keeper::new(computer.clone()),
            computer,
            applied: None,
            stage: Stage::Start(Box::new(start)),
            idle: Idle::default(),
            watch: None,
            title: String::new(),
            hosts: None,
        }
    }

    /// Lets the window be woken when the computer wakes, so that it locks before anybody touches it.
    pub fn watch_sleep(&mut self) {
        // Without the thread the first touch finds out.
        self.watch = SleepWatch::start(&self.env, &self.wake).ok();
    }

    /// The same, which shows its window when it is started again, and works for commands started elsewhere.
    pub fn attending(mut self, ctx: &Context, attend: Attendant) -> Self {
        self.hosts = Some(outward::hosts(ctx, attend));
        self
    }

    /// A program that keeps this computer's settings in memory only. For tests.
    pub fn forgetful(ctx: &Context, env: Env, computer: Computer, opening: Opening) -> Self {
        let mut program = Self::new(ctx, env, computer, opening);
        program.keeper = Keeper::idle();
        program
    }

    /// Puts a desk in place, with its backend driven step by step. For tests.
    pub fn with_desk(ctx: &Context, env: Env, backend: Backend) -> Self {
        let mut program = Self::forgetful(ctx, env, Computer::default(), Opening::StartScreen);
        let desk = Desk::new(backend, Arc::clone(&program.wake));
        program.stage = Stage::Desk(Box::new(desk));
        program
    }

    /// The backend, once somebody is signed in.
    pub fn backend(&self) -> Option<&Backend> {
        match &self.stage {
            Stage::Desk(desk) => Some(desk.backend()),
            Stage::Locked(locked) => Some(locked.backend()),
            Stage::Start(_) | Stage::SignIn(_) | Stage::Moving => None,
        }
    }

    /// This computer's settings.
    pub fn computer_mut(&mut self) -> &mut Computer {
        &mut self.computer
    }

    /// Draws the main window; the real windows to show beside it are given back.
    fn root_ui(&mut self, ui: &mut Ui) -> Vec<super::desk::WantedWindow> {
        super::context::note_popup(ui.ctx());
        self.watch(ui.ctx());
        self.appearance(ui.ctx());
        let event = self.stage_ui(ui);
        if ui.input(|i| i.viewport().close_requested()) {
            self.close_requested(ui);
        }
        match event {
            Some(DeskEvent::Lock) => self.lock(ui.ctx()),
            Some(DeskEvent::Unlock) => self.unlock(ui.ctx()),
            Some(DeskEvent::Leave(leave)) => self.leave_desk(ui, leave),
            None => {}
        }
        self.keeper.keep(&self.computer, &self.env, &self.wake);
        self.windows(ui)
    }

    fn stage_ui(&mut self, ui: &mut Ui) -> Option<DeskEvent> {
        match &mut self.stage {
            Stage::Start(screen) => {
                if let Some(opened) = screen.show(ui, &self.env, &self.wake, &mut self.computer) {
                    self.opened(opened);
                    ui.ctx().request_repaint();
                }
                None
            }
            Stage::SignIn(screen) => {
                if let Some(event) = screen.show(ui) {
                    self.sign_in_event(&event);
                    ui.ctx().request_repaint();
                }
                None
            }
            Stage::Desk(desk) => desk.show(ui, &mut self.computer),
            Stage::Locked(locked) => locked.show(ui),
            Stage::Moving => None,
        }
    }

    fn opened(&mut self, opened: Opened) {
        let (mut backend, entry, notice) = (opened.backend, opened.entry, opened.notice);
        if let Some(hosts) = &self.hosts {
            backend.receive(hosts);
        }
        if opened.is_remembered {
            let path = std::path::absolute(backend.path())
                .unwrap_or_else(|_| PathBuf::from(backend.path()));
            self.computer.note_recent(&path);
        }
        let screen = match (entry, notice) {
            (Some(command), notice) => SignInScreen::entering(backend, command, notice),
            (None, Some(notice)) => SignInScreen::told(backend, notice),
            (None, None) => SignInScreen::new(backend),
        };
        self.stage = Stage::SignIn(Box::new(screen));
    }

    fn sign_in_event(&mut self, event: &SignInEvent) {
        let Stage::SignIn(screen) = std::mem::replace(&mut self.stage, Stage::Moving) else {
            return;
        };
        self.stage = match event {
            SignInEvent::SignedIn => {
                let (backend, said) = screen.into_parts();
                let desk = Desk::new(backend, Arc::clone(&self.wake));
                Stage::Desk(Box::new(desk.saying(said)))
            }
            SignInEvent::Back => Stage::Start(Box::default()),
        };
    }

    /// Locks the program when it is asked for, or when nobody touched it for long enough; before anything is drawn.
    fn watch(&mut self, ctx: &Context) {
        let Stage::Desk(desk) = &self.stage else {
            self.idle.restart(ctx, self.env.clock.now());
            return;
        };
        let is_wanted = ctx.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::L));
        let limit = desk.idle_limit();
        if is_wanted
            || limit.is_some_and(|limit| self.idle.is_over(ctx, self.env.clock.now(), limit))
        {
            self.lock(ctx);
        }
    }

    fn lock(&mut self, ctx: &Context) {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Moving) {
            Stage::Desk(desk) => match Locked::over(desk) {
                Ok(locked) => Stage::Locked(Box::new(locked)),
                Err(desk) => Stage::Desk(desk),
            },
            other => other,
        };
        ctx.request_repaint_of(ViewportId::ROOT);
    }

    fn unlock(&mut self, ctx: &Context) {
        self.stage = match std::mem::replace(&mut self.stage, Stage::Moving) {
            Stage::Locked(locked) => Stage::Desk(locked.into_desk()),
            other => other,
        };
        self.idle.restart(ctx, self.env.clock.now());
        ctx.request_repaint();
    }

    fn leave_desk(&mut self, ui: &Ui, leave: Leave) {
        let desk = match std::mem::replace(&mut self.stage, Stage::Moving) {
            Stage::Desk(desk) => desk,
            Stage::Locked(locked) => locked.into_desk(),
            other => {
                self.stage = other;
                return;
            }
        };
        let mut desk = desk;
        let restoring = desk.take_restoring();
        end_session(desk.backend());
        let backend = desk.into_backend();
        if let Some((what, entry)) = restoring.filter(|_| leave == Leave::Restore) {
            // Nobody may have the file open while another takes its place.
            drop(backend);
            let mut start = Box::<StartScreen>::default();
            start.restore(what, entry, &self.env, &self.wake);
            self.stage = Stage::Start(start);
            return;
        }
        if backend.is_closed() && leave != Leave::Quit {
            // Its key is gone: whoever comes next opens the file anew.
            self.stage = Stage::Start(self.reopened(backend, leave));
            return;
        }
        self.stage = match leave {
            Leave::SignOut => Stage::SignIn(Box::new(SignInScreen::new(backend))),
            Leave::Over => {
                let why = AppError::SessionOver.message();
                Stage::SignIn(Box::new(SignInScreen::after(backend, &why)))
            }
            Leave::Close | Leave::Restore => Stage::Start(Box::default()),
            Leave::Quit => {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
                Stage::Start(Box::default())
            }
        };
        ui.ctx().request_repaint();
    }

    /// The start screen, with the file of a locked program opened again where somebody is to sign in to it.
    fn reopened(&self, backend: Backend, leave: Leave) -> Box<StartScreen> {
        let path = backend.path().to_owned();
        drop(backend);
        let mut start = Box::<StartScreen>::default();
        if leave != Leave::Close {
            start.open(path, &self.env, &self.wake);
        }
        start
    }

    fn close_requested(&mut self, ui: &Ui) {
        let (left, backend) = match &mut self.stage {
            Stage::Desk(desk) => (desk.leave(Leave::Quit), desk.backend()),
            Stage::Locked(locked) => (locked.leave(Leave::Quit), locked.backend()),
            Stage::Start(_) | Stage::SignIn(_) | Stage::Moving => return,
        };
        match left {
            Some(_) => end_session(backend),
            None => ui.ctx().send_viewport_cmd(ViewportCommand::CancelClose),
        }
    }

    /// Applies theme and text size when they have changed, and keeps the title right.
    fn appearance(&mut self, ctx: &Context) {
        let wanted = outward::appearance(&self.computer);
        if self.applied != Some(wanted) {
            theme::apply(ctx, wanted);
            self.applied = Some(wanted);
        }
        let file = match &self.stage {
            Stage::Desk(desk) => desk.backend().path().file_stem(),
            Stage::Start(_) | Stage::SignIn(_) | Stage::Locked(_) | Stage::Moving => None,
        };
        let title = match file {
            Some(name) => fill(text().app.window_title, &[&name.to_string_lossy()]),
            None => text().app.name.to_owned(),
        };
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Draws detail windows inside this one, or gives back the real ones to show.
    fn windows(&mut self, ui: &mut Ui) -> Vec<super::desk::WantedWindow> {
        let is_inside = ui.ctx().embed_viewports()
            || self.computer.windows == WindowChoice::Inside
            || ui
                .ctx()
                .accesskit_node_builder(ui.unique_id(), |_| ())
                .is_some();
        let Stage::Desk(desk) = &mut self.stage else {
            self.viewports
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
            return Vec::new();
        };
        if is_inside {
            desk.show_inside(ui, &mut self.computer);
            return Vec::new();
        }
        *self
            .viewports
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = desk.viewports();
        desk.wanted_windows(ui, &self.computer)
    }

    fn window_ui(&mut self, ui: &mut Ui, key: super::windows::WindowKey) {
        super::context::note_popup(ui.ctx());
        self.watch(ui.ctx());
        if let Stage::Desk(desk) = &mut self.stage {
            desk.show_window(ui, key, &mut self.computer);
        } else {
            // The main window, which comes next, does not show this one any more.
            let fill = Tokens::of(ui.ctx()).surface;
            CentralPanel::default()
                .frame(Frame::new().fill(fill))
                .show(ui, |_| {});
        }
    }
}

/// Draws the main window and shows the others. The program is locked while one window draws, and never across windows.
///
/// Deferred windows draw alone, which costs less, but eframe 0.37 forgets what was typed into one that has waited for its
/// frame for 250 ms. Immediate ones are drawn with the main window and forget nothing.
pub fn show(program: &Arc<Mutex<Program>>, ui: &mut Ui, class: ViewportClass) {
    let wanted = lock(program).root_ui(ui);
    for window in wanted {
        let (shared, key) = (Arc::clone(program), window.key);
        let draw = move |ui: &mut Ui, class| {
            if class != ViewportClass::EmbeddedWindow {
                lock(&shared).window_ui(ui, key);
            }
        };
        let (ctx, viewport) = (ui.ctx(), key.viewport());
        match class {
            ViewportClass::Deferred => ctx.show_viewport_deferred(viewport, window.builder, draw),
            _ => ctx.show_viewport_immediate(viewport, window.builder, draw),
        }
    }
}

/// How far the window has come.
pub fn stage(program: &Mutex<Program>) -> timings::Stage {
    match &lock(program).stage {
        Stage::Desk(desk) if desk.has_figures() => timings::Stage::Figures,
        Stage::SignIn(_) => timings::Stage::SignIn,
        Stage::Desk(_) | Stage::Locked(_) | Stage::Start(_) | Stage::Moving => {
            timings::Stage::Window
        }
    }
}

fn lock(program: &Mutex<Program>) -> std::sync::MutexGuard<'_, Program> {
    program.lock().unwrap_or_else(PoisonError::into_inner)
}
