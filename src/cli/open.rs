//! `rollcall` and `rollcall open`: the window. Without a display, the demo's figures and workbook instead of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;

use super::demo::attended;
use super::operator::{OperatorArgs, Session};
use super::refusal::{self, Refusal};
use super::{insight, terminal};
use crate::app::demo;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::exports::{Export, ExportRequest};
use crate::app::queries::directory::WholeDirectory;
use crate::app::reception;
use crate::domain::segment::Scope;
use crate::domain::table::Format;
use crate::domain::text::{fill, text};
use crate::ui::launch::{self, Launch, LaunchError, Opening, RendererChoice};

/// Name of the workbook that takes the window's place.
const WORKBOOK: &str = "rollcall-demo-insight.xlsx";

/// What to open, and how to draw it.
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE", help = text().cli.open_file)]
    file: Option<PathBuf>,
    #[arg(long, conflicts_with = "file", help = text().cli.open_demo)]
    demo: bool,
    #[arg(long, value_enum, default_value = "auto", help = text().cli.open_renderer)]
    renderer: Renderer,
    #[arg(long, help = text().cli.open_timings)]
    timings: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Renderer {
    Auto,
    Wgpu,
    Glow,
}

/// Opens the window and returns when it is closed.
pub fn run(args: Args) -> ExitCode {
    let opening = match args.file {
        Some(file) => Opening::File(file),
        None if args.demo => Opening::Demo,
        None => Opening::StartScreen,
    };
    if let Some(path) = file_of(&opening).filter(|path| reception::show(path)) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return refusal::exit(terminal::print(&fill(text().opening.shown, &[&name])));
    }
    let renderer = match args.renderer {
        Renderer::Auto => RendererChoice::Auto,
        Renderer::Wgpu => RendererChoice::Wgpu,
        Renderer::Glow => RendererChoice::Glow,
    };
    let words = &text().error;
    let launch = Launch {
        opening,
        renderer,
        is_timed: args.timings,
        attend: super::attendant(),
    };
    match launch::run(&launch) {
        Ok(()) => ExitCode::SUCCESS,
        Err(LaunchError::NoRenderer(_)) => {
            refusal::say(words.no_renderer, words.no_renderer_do);
            ExitCode::FAILURE
        }
        Err(LaunchError::NoDisplay(_)) => {
            refusal::say(words.no_display, words.no_display_do);
            match launch.opening {
                Opening::Demo => refusal::exit(demo_without_window()),
                Opening::StartScreen | Opening::File(_) => ExitCode::FAILURE,
            }
        }
    }
}

/// The file that is to be opened, where that is known before.
fn file_of(opening: &Opening) -> Option<PathBuf> {
    match opening {
        Opening::File(path) => Some(path.clone()),
        Opening::Demo => Some(demo::place()),
        Opening::StartScreen => None,
    }
}

/// The main job without a window: the demo's figures as text, and the same in a workbook.
fn demo_without_window() -> Result<(), Refusal> {
    terminal::print(text().cli.demo_instead)?;
    let file = attended(|progress| demo::ensure(&Env::system(), progress))?;
    let session = Session::enter(&file, &OperatorArgs::default())?;
    let directory = session.ask(WholeDirectory)?;
    let report = insight::report(&session, Scope::default(), &directory)?;
    terminal::print("")?;
    terminal::print(&insight::readable(&session, &report))?;
    let path = workbook(&session)?;
    terminal::print(&fill(text().cli.wrote, &[&path.display()]))
}

/// The workbook in the current folder, or in that for temporary files where the current one can't be written.
fn workbook(session: &Session) -> Result<PathBuf, AppError> {
    let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let write = |folder: &Path| {
        session.export(ExportRequest {
            what: Export::Insight(Scope::default()),
            format: Format::Xlsx,
            path: folder.join(WORKBOOK),
        })
    };
    let done = match write(&here) {
        Err(AppError::FileWrite(..)) => write(&std::env::temp_dir())?,
        other => other?,
    };
    Ok(done.path)
}
