//! Starting the window, with the renderer that works on this machine.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use eframe::wgpu::rwh::{HasDisplayHandle, RawDisplayHandle};
use eframe::{NativeOptions, Renderer};
use egui::{ViewportBuilder, ViewportClass};

use super::program::{self, Program};
use super::theme::{size, system_fonts};
use super::timings::Timings;
use crate::app::computer::Computer;
use crate::app::env::Env;
use crate::app::reception::Attendant;
use crate::domain::text::text;

/// The program's name towards the system's window manager.
pub const APP_ID: &str = "rollcall";

/// What the window shows first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Opening {
    /// The start screen.
    StartScreen,
    /// A workspace file.
    File(PathBuf),
    /// The demo.
    Demo,
}

/// Which graphics interface draws.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum RendererChoice {
    /// The first that works: wgpu, then OpenGL.
    #[default]
    Auto,
    /// wgpu only.
    Wgpu,
    /// OpenGL only.
    Glow,
}

impl RendererChoice {
    fn order(self) -> &'static [Renderer] {
        match self {
            Self::Auto => &[Renderer::Wgpu, Renderer::Glow],
            Self::Wgpu => &[Renderer::Wgpu],
            Self::Glow => &[Renderer::Glow],
        }
    }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// There is no display.
    #[error("no display: {0}")]
    NoDisplay(String),
    /// No graphics interface works.
    #[error("no renderer: {0}")]
    NoRenderer(String),
}

struct Window {
    program: Arc<Mutex<Program>>,
    /// How second windows are drawn.
    class: ViewportClass,
    timings: Option<Timings>,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        program::show(&self.program, ui, self.class);
        if let Some(timings) = &mut self.timings {
            let stage = program::stage(&self.program);
            timings.frame(ui.ctx(), frame.info().cpu_usage, stage);
        }
    }
}

/// How to open the window.
pub struct Launch {
    /// What it shows first.
    pub opening: Opening,
    /// What draws it.
    pub renderer: RendererChoice,
    /// Whether it says on the error stream what its frames cost.
    pub is_timed: bool,
    /// What the program does for commands that were started elsewhere.
    pub attend: Attendant,
}

/// Opens the window and returns when it is closed.
pub fn run(launch: &Launch) -> Result<(), LaunchError> {
    let mut failure = String::new();
    for renderer in launch.renderer.order() {
        let timings = launch.is_timed.then(Timings::begin);
        match open(launch, *renderer, timings) {
            Ok(()) => return Ok(()),
            Err(eframe::Error::WinitEventLoop(error)) => {
                return Err(LaunchError::NoDisplay(error.to_string()));
            }
            Err(error) => failure = error.to_string(),
        }
    }
    Err(LaunchError::NoRenderer(failure))
}

fn open(launch: &Launch, renderer: Renderer, timings: Option<Timings>) -> eframe::Result {
    let (opening, attend) = (launch.opening.clone(), Arc::clone(&launch.attend));
    let computer = Computer::load();
    let inner = computer
        .window_sizes
        .get("main")
        .copied()
        .unwrap_or(size::MAIN_WINDOW);
    let options = NativeOptions {
        renderer,
        viewport: ViewportBuilder::default()
            .with_title(text().app.name)
            .with_app_id(APP_ID)
            .with_inner_size(inner)
            .with_min_inner_size(size::MAIN_WINDOW_MIN),
        // eframe's own search stops the frame that first meets a script.
        system_font_fallback: false,
        ..NativeOptions::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        let env = Env::system();
        system_fonts::install(&cc.egui_ctx, &env);
        let mut program =
            Program::new(&cc.egui_ctx, env, computer, opening).attending(&cc.egui_ctx, attend);
        program.watch_sleep();
        Ok(Box::new(Window {
            program: Arc::new(Mutex::new(program)),
            class: second_windows(cc),
            timings,
        }) as Box<dyn eframe::App>)
    };
    eframe::run_native(APP_ID, options, Box::new(make))
}

/// Drawn with the main window, so that no key is lost; but under Wayland alone, where a main window that is covered gets no
/// frames and would hold up the others.
fn second_windows(cc: &eframe::CreationContext<'_>) -> ViewportClass {
    match cc.display_handle().map(|handle| handle.as_raw()) {
        Ok(RawDisplayHandle::Wayland(_)) => ViewportClass::Deferred,
        _ => ViewportClass::Immediate,
    }
}
