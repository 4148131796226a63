//! `rollcall check`: structure, references, audit log and kept numbers of a file; the exit status says what was found.

use std::path::PathBuf;

use super::caller;
use super::operator::{OperatorArgs, Session};
use super::refusal::Refusal;
use super::terminal;
use crate::app::checks;
use crate::domain::file::{CheckKind, Checked, Recounted};
use crate::domain::text::{fill, text};

/// What to check, and how thoroughly.
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "DB", value_parser = caller::path(), help = text().cli.database)]
    file: PathBuf,
    #[arg(long, help = text().diagnostics.cli_full)]
    full: bool,
    #[command(flatten)]
    operator: OperatorArgs,
}

/// Checks everything and prints a line for each; nothing is mended.
pub fn run(args: &Args) -> Result<(), Refusal> {
    let session = Session::enter(&args.file, &args.operator)?;
    let depth = if args.full {
        CheckKind::Full
    } else {
        CheckKind::Quick
    };
    let mut is_sound = true;
    for kind in [depth, CheckKind::Log] {
        let checked = session.follow(|backend| checks::check(backend, kind), |_, _| {})?;
        is_sound &= checked.is_sound();
        say(kind.label(), &checked_lines(&checked, kind))?;
    }
    let compared = session.follow(checks::compare, |_, _| {})?;
    is_sound &= compared.differences.is_empty();
    say(text().diagnostics.cli_recount, &compared_lines(&compared))?;
    if is_sound {
        Ok(())
    } else {
        Err(Refusal::Unsound)
    }
}

fn say(what: &str, lines: &[String]) -> Result<(), Refusal> {
    for line in lines {
        terminal::print(&fill(text().diagnostics.cli_line, &[&what, line]))?;
    }
    Ok(())
}

fn checked_lines(checked: &Checked, kind: CheckKind) -> Vec<String> {
    if checked.is_sound() {
        vec![checked.said(kind)]
    } else {
        checked.faults.clone()
    }
}

fn compared_lines(compared: &Recounted) -> Vec<String> {
    if compared.differences.is_empty() {
        return vec![text().diagnostics.recount_same.to_owned()];
    }
    compared.differences.iter().map(|one| one.said()).collect()
}
