//! `rollcall insight`: the figures of the User Insight screen.

use std::path::PathBuf;

use super::caller;
use super::operator::{OperatorArgs, Session};
use super::refusal::Refusal;
use super::scope::{ScopeArgs, format_of};
use super::terminal;
use crate::app::exports::insight::InsightReport;
use crate::app::exports::{Export, ExportRequest};
use crate::app::queries::directory::WholeDirectory;
use crate::app::queries::insight::InsightOf;
use crate::app::queries::me::Me;
use crate::domain::directory::Directory;
use crate::domain::segment::Scope;
use crate::domain::text::{fill, text};

/// What to look at, and how to show it.
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "DB", value_parser = caller::path(), help = text().cli.database)]
    file: PathBuf,
    #[arg(long, help = text().cli.insight_json)]
    json: bool,
    #[arg(short, long, value_name = "FILE", value_parser = caller::path(), help = text().cli.insight_output)]
    output: Option<PathBuf>,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    operator: OperatorArgs,
}

/// Prints the figures as text or JSON, or writes them to a file.
pub fn run(args: &Args) -> Result<(), Refusal> {
    // What can't be written is refused before a password is asked for.
    let format = args.output.as_deref().map(format_of).transpose()?;
    let session = Session::enter(&args.file, &args.operator)?;
    let directory = session.ask(WholeDirectory)?;
    let scope = args.scope.resolve(&directory)?;
    if let (Some(path), Some(format)) = (&args.output, format) {
        let done = session.export(ExportRequest {
            what: Export::Insight(scope),
            format,
            path: path.clone(),
        })?;
        let said = fill(text().cli.wrote, &[&done.path.display()]);
        if !args.json {
            return terminal::print(&said);
        }
    }
    let report = report(&session, scope, &directory)?;
    if args.json {
        return terminal::print(&report.json());
    }
    terminal::print(&readable(&session, &report))
}

/// The figures of a scope, as of now.
pub(super) fn report(
    session: &Session,
    scope: Scope,
    directory: &Directory,
) -> Result<InsightReport, Refusal> {
    let insight = session.ask(InsightOf {
        scope,
        refreshed: 0,
    })?;
    let me = session.ask(Me)?.actor;
    Ok(InsightReport::new(
        &insight,
        scope,
        session.office(),
        directory,
        &me.name,
    ))
}

/// The report as text in columns, under the office's name and the instant.
pub(super) fn readable(session: &Session, report: &InsightReport) -> String {
    let (office, document) = (session.office(), &report.document);
    let as_of = fill(
        text().insight.as_of,
        &[&office.time().as_of(document.as_of)],
    );
    let heading = fill(text().cli.heading, &[&document.title, &office.name, &as_of]);
    format!(
        "{heading}\n\n{}",
        terminal::tables(&report.sheets, office.time())
    )
}
