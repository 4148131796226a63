//! A bundle for a bug report: versions, the system, settings without names, counts and the program's own log. It is shown
//! before it is written.

use std::path::{Path, PathBuf};

use super::backend::{Backend, ReadContext};
use super::checks::with_access;
use super::commands::upkeep::UpkeepCommand;
use super::commands::{Command, Context, record_refusal};
use super::computer::Computer;
use super::error::AppError;
use super::exports::protect_workspace;
use super::logging;
use super::query::Access;
use super::ticket::Ticket;
use crate::domain::file::FileFacts;
use crate::domain::office::Office;
use crate::domain::permission::Permission;
use crate::export::{ExportError, bundle};
use crate::platform::staged::Staged;
use crate::store::reader::{Reader, Snapshot};
use crate::store::workspace::Workspace;

const ACCESS: Access = Access::Office(&[Permission::SettingsManage]);

/// What a bug report is made of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bundle {
    /// File names in the bundle, each with its text.
    pub parts: Vec<(String, String)>,
}

/// Puts a bundle together; nothing is written.
pub fn gather(backend: &Backend, computer: &Computer) -> Ticket<Bundle> {
    let (path, computer) = (backend.path().to_owned(), computer.clone());
    backend.read_long(move |reader, context| {
        with_access(reader, context, ACCESS, |snapshot| {
            gathered(snapshot, &path, &computer)
        })
    })
}

/// Writes a bundle that was looked at.
pub fn save(backend: &Backend, bundle: Bundle, path: PathBuf) -> Ticket<PathBuf> {
    let workspace_file = backend.path().to_owned();
    backend.read_then_write(
        move |reader, context| {
            protect_workspace(&workspace_file, &path)?;
            staged(reader, context, &bundle, &path)
        },
        finish,
    )
}

fn staged(
    reader: &mut Reader,
    context: &ReadContext<'_>,
    bundle: &Bundle,
    path: &Path,
) -> Result<Staged, AppError> {
    with_access(reader, context, ACCESS, |_| Ok(()))?;
    let failed = |error: std::io::Error| AppError::FileWrite(path.to_owned(), error.to_string());
    let mut staged = Staged::begin(path).map_err(failed)?;
    let parts = bundle.parts.iter();
    let parts = parts.map(|(name, text)| (name.as_str(), text.as_str()));
    bundle::pack(parts, staged.file()).map_err(|error| match error {
        ExportError::Io(error) => failed(error),
        ExportError::Workbook(said) => AppError::FileWrite(path.to_owned(), said),
    })?;
    staged.sync().map_err(failed)?;
    Ok(staged)
}

fn finish(
    workspace: &mut Workspace,
    context: &Context<'_>,
    staged: Result<Staged, AppError>,
) -> Result<PathBuf, AppError> {
    let staged = match staged {
        Err(refusal) if refusal.is_refusal() => {
            record_refusal(workspace, context, "file.bundle")?;
            return Err(refusal);
        }
        other => other?,
    };
    Command::from(UpkeepCommand::NoteBundle).execute(workspace, context)?;
    let place = staged.destination().to_owned();
    let failed = |error: std::io::Error| AppError::FileWrite(place.clone(), error.to_string());
    staged.keep().map_err(failed)
}

fn gathered(snapshot: &Snapshot<'_>, path: &Path, computer: &Computer) -> Result<Bundle, AppError> {
    let (facts, office) = (snapshot.file_facts(path)?, snapshot.office()?);
    let mut parts = vec![
        ("about.json".to_owned(), pretty(&about(&facts))),
        ("file.json".to_owned(), pretty(&file(&facts))),
        (
            "settings.json".to_owned(),
            pretty(&settings(&office, computer)),
        ),
    ];
    let logs = logging::files().into_iter();
    parts.extend(logs.map(|(name, text)| (format!("logs/{name}"), text)));
    Ok(Bundle { parts })
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}")
}

fn about(facts: &FileFacts) -> serde_json::Value {
    serde_json::json!({
        "program": env!("CARGO_PKG_VERSION"),
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "sqlite": facts.engine,
        "sqlcipher": facts.cipher,
        "schema": facts.schema,
        "newest_schema": facts.newest_schema,
    })
}

fn file(facts: &FileFacts) -> serde_json::Value {
    let checks: Vec<_> = facts
        .checks
        .iter()
        .map(|(kind, checked)| {
            serde_json::json!({
                "check": kind.key(), "at": checked.at.rfc3339(), "faults": checked.faults,
            })
        })
        .collect();
    serde_json::json!({
        "encryption": facts.encryption.key(),
        "page_size": facts.page_size,
        "pages": facts.pages,
        "free_pages": facts.free_pages,
        "log_bytes": facts.log_bytes,
        "users": facts.people,
        "sign_ins": facts.sign_ins,
        "audit_entries": facts.entries,
        "roles": facts.roles,
        "workspaces": facts.workspaces,
        "checks": checks,
    })
}

/// Choices, and none of what was typed.
fn settings(office: &Office, computer: &Computer) -> serde_json::Value {
    serde_json::json!({
        "time_zone": office.zone.name(),
        "date_format": format!("{:?}", office.date_format),
        "contact_rule": format!("{:?}", office.contact_rule),
        "idle_lock": format!("{:?}", office.idle_lock),
        "origin": format!("{:?}", office.origin),
        "theme": computer.theme,
        "text_percent": computer.text_percent,
        "windows": computer.windows,
        "motion": computer.motion,
        "recent_files": computer.recent.len(),
    })
}
