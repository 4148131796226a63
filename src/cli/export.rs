//! `rollcall export`: rows to a file.

use std::path::PathBuf;

use super::caller;
use super::operator::{OperatorArgs, Session};
use super::refusal::Refusal;
use super::scope::{ScopeArgs, format_of};
use super::{segment, terminal};
use crate::app::exports::{Export, ExportRequest};
use crate::app::queries::directory::WholeDirectory;
use crate::domain::directory::Directory;
use crate::domain::filter::Filter;
use crate::domain::segment::UserListQuery;
use crate::domain::text::{count, fill, text};

/// What is exported.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    #[command(about = text().cli.export_users_about)]
    Users(UsersArgs),
    #[command(about = text().cli.export_sessions_about)]
    Sessions(FileArgs),
}

/// A list of users.
#[derive(clap::Args)]
struct UsersArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(long, default_value = "all", help = text().cli.export_segment)]
    segment: String,
    #[arg(long, value_name = "JSON", help = text().cli.export_filter)]
    filter: Option<String>,
    #[arg(long, value_name = "WORDS", default_value = "", help = text().cli.export_search)]
    search: String,
    #[arg(long, value_name = "COLUMN[:desc]", default_value = "name", help = text().cli.export_sort)]
    sort: String,
}

/// From where to where.
#[derive(clap::Args)]
struct FileArgs {
    #[arg(value_name = "DB", value_parser = caller::path(), help = text().cli.database)]
    file: PathBuf,
    #[arg(short, long, value_name = "FILE", value_parser = caller::path(), help = text().cli.export_output)]
    output: PathBuf,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    operator: OperatorArgs,
}

/// Writes the file and says how many rows it has.
pub fn run(args: &Args) -> Result<(), Refusal> {
    match &args.what {
        What::Users(users) => write(&users.file, |directory| {
            Ok(Export::Users(UserListQuery {
                filter: users
                    .filter
                    .as_deref()
                    .map_or_else(|| Ok(Filter::default()), segment::filter)?,
                search: users.search.clone(),
                sort: segment::sort(&users.sort)?,
                ..UserListQuery::of(
                    users.file.scope.resolve(directory)?,
                    segment::segment(&users.segment, directory)?,
                )
            }))
        }),
        What::Sessions(file) => write(file, |directory| {
            Ok(Export::Sessions(file.scope.resolve(directory)?))
        }),
    }
}

fn write(
    args: &FileArgs,
    what: impl FnOnce(&Directory) -> Result<Export, Refusal>,
) -> Result<(), Refusal> {
    let format = format_of(&args.output)?;
    let session = Session::enter(&args.file, &args.operator)?;
    let directory = session.ask(WholeDirectory)?;
    let done = session.export(ExportRequest {
        what: what(&directory)?,
        format,
        path: args.output.clone(),
    })?;
    let words = &text().cli;
    let template = if done.rows == 1 {
        words.exported_one
    } else {
        words.exported
    };
    terminal::print(&fill(template, &[&count(done.rows), &done.path.display()]))
}
