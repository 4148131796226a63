//! `rollcall import`: users or sign-ins from a file, rehearsed or done.

use std::path::PathBuf;

use serde_json::json;

use super::caller;
use super::import_report::{self, Told};
use super::operator::{OperatorArgs, Session};
use super::refusal::Refusal;
use super::terminal;
use crate::app::commands::import::ImportCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::error::AppError;
use crate::app::imports::{Mapping, Prepared, Report, Request, run::nothing_taken, start};
use crate::domain::incoming::ImportKind;
use crate::domain::text::{count, fill, text};

/// What is imported.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    #[command(about = text().import.cli_users_about)]
    Users(FileArgs),
    #[command(about = text().import.cli_sign_ins_about)]
    SignIns(FileArgs),
}

/// From where to where, and how.
#[derive(clap::Args)]
struct FileArgs {
    #[arg(value_name = "FILE", value_parser = caller::path(), help = text().import.cli_file)]
    file: PathBuf,
    #[arg(long, value_name = "DB", value_parser = caller::path(), help = text().import.cli_into)]
    into: PathBuf,
    #[arg(long, value_name = "NAME", help = text().import.cli_sheet)]
    sheet: Option<String>,
    #[arg(long, value_name = "P", conflicts_with = "mapping", help = text().import.cli_profile)]
    profile: Option<String>,
    #[arg(long, value_name = "M.json", value_parser = caller::path(), help = text().import.cli_mapping)]
    mapping: Option<PathBuf>,
    #[arg(long, value_name = "M.json", value_parser = caller::path(), help = text().import.cli_save_mapping)]
    save_mapping: Option<PathBuf>,
    #[arg(long, value_name = "FILE", value_parser = caller::path(), help = text().import.cli_rejected)]
    rejected: Option<PathBuf>,
    #[arg(long, help = text().import.cli_dry_run)]
    dry_run: bool,
    #[arg(long, help = text().import.cli_json)]
    json: bool,
    #[command(flatten)]
    operator: OperatorArgs,
}

/// Imports, or says what would happen.
pub fn run(args: &Args) -> Result<(), Refusal> {
    let done = import(args);
    if done.is_err() {
        terminal::end_progress();
    }
    done
}

fn import(args: &Args) -> Result<(), Refusal> {
    let (kind, args) = match &args.what {
        What::Users(args) => (ImportKind::Users, args),
        What::SignIns(args) => (ImportKind::SignIns, args),
    };
    let session = Session::enter(&args.into, &args.operator)?;
    let request = Request {
        path: args.file.clone(),
        sheet: args.sheet.clone(),
        kind: Some(kind),
        profile: args.profile.clone(),
        mapping: mapping(args)?,
    };
    let prepared = session.follow(|backend| start::look(backend, request), progress)?;
    if let Some(path) = &args.save_mapping {
        save(path, &prepared.mapping.to_json())?;
    }
    let report = play(args, &session, &prepared)?;
    let written = rejected(args, &session, &prepared, &report)?;
    terminal::end_progress();
    tell(args, &session, &prepared, &report, written)?;
    if report.counts.rejected == report.counts.rows {
        return Err(nothing_taken(&report).into());
    }
    Ok(())
}

/// A dry run; or the import, with a dry run first where rejected rows are wanted even if all are.
fn play(args: &FileArgs, session: &Session, prepared: &Prepared) -> Result<Report, AppError> {
    let rehearse = || {
        session.follow(
            |backend| start::rehearse(backend, prepared.clone()),
            progress,
        )
    };
    if args.dry_run {
        return rehearse();
    }
    let command = ImportCommand {
        prepared: Box::new(prepared.clone()),
    };
    match session.follow(|backend| backend.submit(Command::from(command)), progress) {
        Ok(Receipt {
            reply: Reply::Imported(report),
            ..
        }) => Ok(*report),
        Ok(_) => Err(AppError::Internal(String::new())),
        // Nothing was taken and nothing written: the report of a dry run says why, row by row.
        Err(AppError::Import(what, todo)) => match rehearse() {
            Ok(report) if report.counts.rejected == report.counts.rows => Ok(report),
            _ => Err(AppError::Import(what, todo)),
        },
        Err(error) => Err(error),
    }
}

fn mapping(args: &FileArgs) -> Result<Option<Mapping>, AppError> {
    let Some(path) = &args.mapping else {
        return Ok(None);
    };
    let json = std::fs::read_to_string(path)
        .map_err(|error| AppError::FileRead(path.clone(), error.to_string()))?;
    Ok(Some(Mapping::from_json(&json)?))
}

fn save(path: &PathBuf, json: &str) -> Result<(), AppError> {
    std::fs::write(path, json).map_err(|error| AppError::FileWrite(path.clone(), error.to_string()))
}

fn rejected(
    args: &FileArgs,
    session: &Session,
    prepared: &Prepared,
    report: &Report,
) -> Result<Option<u64>, AppError> {
    let Some(path) = args.rejected.clone().filter(|_| report.counts.rejected > 0) else {
        return Ok(None);
    };
    let (prepared, report) = (prepared.clone(), report.clone());
    let written = session.follow(
        |backend| start::save_rejected(backend, prepared, report, path),
        progress,
    )?;
    Ok(Some(written))
}

fn tell(
    args: &FileArgs,
    session: &Session,
    prepared: &Prepared,
    report: &Report,
    written: Option<u64>,
) -> Result<(), Refusal> {
    if args.json {
        return terminal::print(&as_json(args, prepared, report));
    }
    let told = if args.dry_run {
        Told::DryRun
    } else {
        Told::Done
    };
    let mut lines = import_report::lines(prepared, report, session.office(), told);
    if let (Some(path), Some(written)) = (&args.rejected, written) {
        let template = text().import.cli_rejected_written;
        lines.push(fill(template, &[&count(written), &path.display()]));
    }
    terminal::print(&lines.join("\n"))
}

fn as_json(args: &FileArgs, prepared: &Prepared, report: &Report) -> String {
    let columns: Vec<_> = prepared
        .columns
        .iter()
        .map(|c| json!({"header": c.header, "target": c.target.key(), "filled": c.filled}))
        .collect();
    let value = json!({
        "dry_run": args.dry_run,
        "profile": prepared.mapping.profile,
        "source": prepared.mapping.source,
        "encoding": prepared.facts.encoding.label(),
        "columns": columns,
        "report": report,
    });
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

fn progress(done: u64, total: u64) {
    if total > 0 {
        let words = &text().import;
        let line = fill(
            words.cli_progress,
            &[&count(done.min(total)), &count(total)],
        );
        terminal::progress(&line);
    }
}
