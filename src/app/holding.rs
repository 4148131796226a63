//! Having a workspace file alone: one program writes, everybody else hears who.

use std::path::Path;

use chrono::{DateTime, Local};

use super::backend::{Backend, Drive, Wake};
use super::backups;
use super::checks::Due;
use super::commands::left;
use super::env::Env;
use super::error::AppError;
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::platform::files;
use crate::platform::instance::{Holder, Refused};
use crate::platform::paths;
use crate::platform::place::{self, Place};
use crate::store::connect::Journal;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;

pub use crate::platform::instance::{Hold, LastEnd};

/// How changes are made safe where a file lies.
pub(super) fn journal(path: &Path) -> Journal {
    match place::of(path) {
        Place::Own => Journal::Log,
        Place::Network | Place::Synced(_) => Journal::Rollback,
    }
}

/// What every page says about the place of a file; nothing where there is nothing to say.
pub(super) fn warning(path: &Path) -> Option<String> {
    let words = &text().opening;
    match place::of(path) {
        Place::Own => None,
        Place::Network => Some(words.on_network.to_owned()),
        Place::Synced(service) => Some(fill(words.synced, &[&service])),
    }
}

/// Who has a file that can't be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeldBy {
    /// Name of the computer.
    pub computer: String,
    /// Name of the account on it.
    pub user: String,
    /// Since when, as this computer's clock shows it.
    pub since: String,
}

impl HeldBy {
    /// Who has it, as part of a sentence.
    pub fn words(&self) -> String {
        let words = &text().opening;
        if self.user.is_empty() {
            return fill(words.where_since, &[&self.computer, &self.since]);
        }
        let parts: [&dyn std::fmt::Display; 3] = [&self.computer, &self.since, &self.user];
        fill(words.who_since, &parts)
    }
}

/// An open workspace file that no other program has.
pub struct Held {
    /// The file; goes first.
    pub workspace: Workspace,
    hold: Hold,
    last_end: LastEnd,
}

impl Held {
    /// Has a file alone before anything of it is read.
    pub(super) fn take(
        path: &Path,
        env: &Env,
        open: impl FnOnce() -> Result<Workspace, AppError>,
    ) -> Result<Self, AppError> {
        Self::with(path, env, || open().map(|workspace| (workspace, ()))).map(|(held, ())| held)
    }

    /// The same with something else that comes of opening it.
    pub(super) fn with<T>(
        path: &Path,
        env: &Env,
        open: impl FnOnce() -> Result<(Workspace, T), AppError>,
    ) -> Result<(Self, T), AppError> {
        let hold = take(path, env)?;
        let last_end = if leaves_log(path) {
            LastEnd::Sudden
        } else {
            hold.last_end()
        };
        let (workspace, value) = open()?;
        backups::tidy(workspace.path());
        let held = Self {
            workspace,
            hold,
            last_end,
        };
        Ok((held, value))
    }

    /// Starts the threads that work on it; the file is looked through behind the first frame.
    pub(super) fn begin(self, env: &Env, wake: Wake) -> Result<Backend, AppError> {
        let Self {
            mut workspace,
            hold,
            last_end,
        } = self;
        left::end(&mut workspace, env)?;
        let warning = warning(workspace.path());
        let due = match last_end {
            LastEnd::Orderly => Due::Pages,
            LastEnd::Sudden => Due::Full,
        };
        let backend = Backend::new(workspace, env.clone(), wake, Drive::Threads)?;
        backend.keep(hold);
        backend.examine(due);
        if let Some(warning) = warning {
            backend.tell(warning);
        }
        Ok(backend)
    }
}

/// Takes a file for this program, until what is given back is dropped.
pub fn take(path: &Path, env: &Env) -> Result<Hold, AppError> {
    let now = env.clock.now();
    let holder = Holder {
        computer: env.device.clone(),
        user: paths::account_name(),
        process: std::process::id(),
        since: now.0,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    Hold::take(path, &holder).map_err(|refused| match refused {
        Refused::Held(who) => {
            let who = who.map(|who| held_by(who, now));
            AppError::Held(path.to_owned(), who.map(Box::new))
        }
        Refused::Unwritable(_) if !path.parent().is_none_or(is_folder) => {
            let folder = path.parent().unwrap_or(path).to_owned();
            StoreError::MissingFolder(folder).into()
        }
        Refused::Unwritable(_) => StoreError::ReadOnly(path.to_owned()).into(),
    })
}

/// Whether changes wait beside a file that nobody has open: an orderly end leaves none.
fn leaves_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    files::size(Path::new(&log)) > 0
}

fn is_folder(folder: &Path) -> bool {
    folder.as_os_str().is_empty() || folder.is_dir()
}

fn held_by(who: Holder, now: Timestamp) -> HeldBy {
    let local = |at: Timestamp| DateTime::<Local>::from(at.to_utc());
    let (since, now) = (local(Timestamp(who.since)), local(now));
    let pattern = if since.date_naive() == now.date_naive() {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    HeldBy {
        computer: who.computer,
        user: who.user,
        since: since.format(pattern).to_string(),
    }
}
