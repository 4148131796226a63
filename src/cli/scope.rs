//! Which part of the directory, and in which form of file.

use std::path::Path;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::refusal::Refusal;
use crate::domain::directory::Directory;
use crate::domain::fold::name_key;
use crate::domain::segment::Scope;
use crate::domain::table::Format;
use crate::domain::text::{fill, text};
use crate::domain::user::UserKind;

/// Part of the directory.
#[derive(clap::Args, Default)]
pub struct ScopeArgs {
    #[arg(long, value_name = "NAME", help = text().cli.workspace)]
    workspace: Option<String>,
    #[arg(long, help = text().cli.kind)]
    kind: Option<Kind>,
    #[arg(long, value_name = "DAY", help = text().cli.as_of)]
    as_of: Option<NaiveDate>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Internal,
    Client,
}

impl ScopeArgs {
    /// The scope in this office.
    pub fn resolve(&self, directory: &Directory) -> Result<Scope, Refusal> {
        let workspace = match &self.workspace {
            Some(name) => {
                let key = name_key(name);
                let mut all = directory.workspaces.iter();
                let found = all.find(|workspace| name_key(&workspace.name) == key);
                let known = directory.workspaces.iter().map(|w| w.name.as_str());
                Some(
                    found
                        .ok_or_else(|| unknown(text().cli.unknown_workspace, name, known))?
                        .id,
                )
            }
            None => None,
        };
        let kind = self.kind.map(|kind| match kind {
            Kind::Internal => UserKind::Internal,
            Kind::Client => UserKind::Client,
        });
        Ok(Scope {
            workspace,
            kind,
            day: self.as_of,
        })
    }
}

/// A name that nothing has, with those that there are.
pub fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Refusal {
    let known = known.collect::<Vec<_>>().join(", ");
    Refusal::usage(what, name, &fill(text().cli.known_names, &[&known]))
}

/// The form that a file name asks for.
pub fn format_of(path: &Path) -> Result<Format, Refusal> {
    let words = &text().cli;
    Format::of_path(path).ok_or_else(|| {
        let name = path.display().to_string();
        Refusal::usage(words.unknown_format, &name, words.unknown_format_do)
    })
}
