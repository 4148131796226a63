//! The command line: the window's twin for computers without a screen and for scheduled tasks.
//!
//! Each subcommand has a file with its `Args` and a `run`; the same queries and commands as in the window, with the same
//! permissions and the same audit. Exit status: 0 done, 1 refused or failed, 2 not understood, 130 interrupted by Ctrl-C,
//! after which nothing half-done is left.

mod backup;
mod caller;
mod check;
mod create;
mod demo;
mod export;
mod import;
mod import_report;
mod insight;
mod open;
mod operator;
mod refusal;
mod role;
mod scope;
mod segment;
mod terminal;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::app::env::Env;
use crate::app::logging;
use crate::app::reception::{Attendant, Visit};
use crate::domain::text::{fill, text};

#[derive(Parser)]
#[command(
    name = "rollcall",
    version,
    about = text().cli.about,
    after_help = text().cli.after_help,
    args_conflicts_with_subcommands = true
)]
struct Cli {
    #[command(subcommand)]
    command: Option<Verb>,
    #[command(flatten)]
    open: open::Args,
}

/// One variant a subcommand; its file has the arguments and the work.
#[derive(Subcommand)]
enum Verb {
    #[command(about = text().cli.open_about)]
    Open(open::Args),
    #[command(about = text().cli.insight_about)]
    Insight(insight::Args),
    #[command(about = text().cli.export_about)]
    Export(export::Args),
    #[command(about = text().import.cli_about)]
    Import(import::Args),
    #[command(about = text().cli.role_about)]
    Role(role::Args),
    #[command(about = text().diagnostics.cli_about)]
    Check(check::Args),
    #[command(about = text().cli.create_about)]
    Create(create::Args),
    #[command(about = text().cli.backup_about)]
    Backup(backup::Args),
    #[command(about = text().cli.restore_about)]
    Restore(backup::RestoreArgs),
    #[command(about = text().cli.demo_about)]
    Demo(demo::Args),
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(said) => return understood(&said),
    };
    logging::begin();
    match cli.command {
        None => open::run(cli.open),
        Some(Verb::Open(args)) => open::run(args),
        Some(Verb::Insight(args)) => refusal::exit(insight::run(&args)),
        Some(Verb::Export(args)) => refusal::exit(export::run(&args)),
        Some(Verb::Import(args)) => refusal::exit(import::run(&args)),
        Some(Verb::Role(args)) => refusal::exit(role::run(&args)),
        Some(Verb::Check(args)) => refusal::exit(check::run(&args)),
        Some(Verb::Create(args)) => refusal::exit(create::run(&args)),
        Some(Verb::Backup(args)) => refusal::exit(backup::run(&args)),
        Some(Verb::Restore(args)) => refusal::exit(backup::restore(&args)),
        Some(Verb::Demo(args)) => refusal::exit(make_demo(&args)),
    }
}

/// Does the work of commands that were started elsewhere, in the program that has their file open.
pub fn attendant() -> Attendant {
    Arc::new(|visit| caller::on_behalf(visit, attend))
}

fn attend(visit: &Visit) -> Option<u8> {
    let cli = match Cli::try_parse_from(&visit.errand.arguments) {
        Ok(cli) => cli,
        Err(said) => {
            caller::err(said.to_string());
            return Some(refusal::NOT_UNDERSTOOD);
        }
    };
    let done = match &cli.command {
        Some(Verb::Insight(args)) => insight::run(args),
        Some(Verb::Export(args)) => export::run(args),
        Some(Verb::Import(args)) => import::run(args),
        Some(Verb::Role(args)) => role::run(args),
        Some(Verb::Check(args)) => check::run(args),
        Some(Verb::Backup(args)) => backup::run(args),
        // What opens windows and makes files is done where it was asked for.
        None | Some(Verb::Open(_) | Verb::Create(_) | Verb::Restore(_) | Verb::Demo(_)) => {
            return None;
        }
    };
    Some(refusal::status(done))
}

fn make_demo(args: &demo::Args) -> Result<(), refusal::Refusal> {
    demo::run(args, &Env::system())?;
    terminal::print(&fill(text().cli.wrote, &[&args.file.display()]))
}

/// Help and version are no failures; anything else was not understood. A reader who has gone is no failure either.
fn understood(said: &clap::Error) -> ExitCode {
    drop(said.print());
    if said.use_stderr() {
        ExitCode::from(refusal::NOT_UNDERSTOOD)
    } else {
        ExitCode::SUCCESS
    }
}
