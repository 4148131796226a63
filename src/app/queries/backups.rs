//! The backups of the open file, and whether it is encrypted.

use std::path::{Path, PathBuf};

use crate::app::backups::{self, Found};
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::backup::Proven;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;

/// Which backups are there?
#[derive(Clone, PartialEq, Debug)]
pub struct Backups;

/// The answer to [`Backups`].
#[derive(Clone, PartialEq, Debug)]
pub struct BackupsAnswer {
    /// Whether the file is encrypted.
    pub is_encrypted: bool,
    /// Where they are.
    pub folder: PathBuf,
    /// The second place, where there is one.
    pub second: Option<PathBuf>,
    /// The newest backup that was opened with the passphrase itself.
    pub proven: Option<Proven>,
    /// The backups, the newest first.
    pub rows: Vec<BackupRow>,
    /// When the answer was given.
    pub now: Timestamp,
}

/// A backup.
#[derive(Clone, PartialEq, Debug)]
pub struct BackupRow {
    /// The file.
    pub found: Found,
    /// How many entries of the log are newer.
    pub newer: u64,
}

impl Query for Backups {
    const NAME: &'static str = "backups";
    const READS: Topics = Topics::ALL;
    type Output = BackupsAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::BackupManage])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<BackupsAnswer, AppError> {
        let snapshot = context.snapshot;
        let file = snapshot.path();
        let second = snapshot.second_place()?;
        let folder = backups::folder(&file);
        let mut found = backups::find(&file, &folder);
        // What is in both places is told once.
        let elsewhere = second
            .iter()
            .flat_map(|second| backups::find(&file, second));
        let name = |path: &Path| path.file_name().map(ToOwned::to_owned);
        let known: Vec<_> = found.iter().map(|backup| name(&backup.path)).collect();
        found.extend(elsewhere.filter(|backup| !known.contains(&name(&backup.path))));
        found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
        let mut rows = Vec::new();
        for found in found {
            let newer = snapshot.acts_after(found.at)?;
            rows.push(BackupRow { found, newer });
        }
        Ok(BackupsAnswer {
            is_encrypted: snapshot.is_encrypted,
            folder,
            second,
            proven: snapshot.proven_backup()?,
            rows,
            now: context.now,
        })
    }
}
