//! `rollcall backup` and `rollcall restore`: a checked copy of a workspace file, and putting one in its place.

use std::path::PathBuf;

use super::caller;
use super::operator::{OperatorArgs, PassphraseArgs, Session};
use super::refusal::Refusal;
use super::terminal;
use crate::app::backups::{self, Restoring};
use crate::app::commands::Reply;
use crate::app::commands::file::FileCommand;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::holding;
use crate::app::launch::{self, Keep};
use crate::domain::text::{fill, plural, size_of, text};

/// What to back up, and as whom.
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "DB", value_parser = caller::path(), help = text().cli.database)]
    file: PathBuf,
    #[command(flatten)]
    who: OperatorArgs,
}

/// Makes a backup beside the file, and in its second place.
pub fn run(args: &Args) -> Result<(), Refusal> {
    let session = Session::enter(&args.file, &args.who)?;
    let reply = session.reply(FileCommand::BackUp.into())?;
    let Reply::MadeBackup(made) = reply else {
        return Ok(());
    };
    let words = &text().cli;
    terminal::print(&fill(
        words.backed_up,
        &[&made.path.display(), &size_of(made.size)],
    ))?;
    match made.second {
        Some(Ok(second)) => terminal::print(&fill(words.backed_up_too, &[&second.display()])),
        Some(Err(why)) => Err(AppError::FileWrite(made.path, why).into()),
        None => Ok(()),
    }
}

/// What to restore, and where.
#[derive(clap::Args)]
pub struct RestoreArgs {
    #[arg(value_name = "BACKUP", help = text().cli.restore_backup)]
    backup: PathBuf,
    #[arg(value_name = "DB", help = text().cli.restore_target)]
    target: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

/// Restores a backup to a place where no file is. Over a file only somebody signed in to it may restore, in the window.
pub fn restore(args: &RestoreArgs) -> Result<(), Refusal> {
    let env = Env::system();
    let words = &text().cli;
    let target = args.target.clone();
    let target = target.unwrap_or_else(|| backups::guess(&args.backup));
    let _hold = holding::take(&target, &env)?;
    launch::refuse_taken(&target)?;
    let key = launch::key_of(&args.backup, &args.passphrase.means()?, &env)?;
    let look = backups::look(&args.backup, key.clone())?;
    let what = Restoring {
        backup: args.backup.clone(),
        key,
        target: target.clone(),
        current: None,
        actor: None,
        keep: Keep::AsItWas,
    };
    backups::restore(&what, &env)?;
    let users = plural(look.users, words.users_one, words.users_many);
    let at = look.at.rfc3339();
    terminal::print(&fill(
        words.restored,
        &[&target.display(), &look.office, &users, &at],
    ))
}
