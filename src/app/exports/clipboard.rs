//! Rows for the clipboard: a table that a spreadsheet pastes. It leaves the program as a file does, so it takes the same
//! rights and is recorded in the same way.

use sha2::{Digest, Sha256};

use super::scene::Scene;
use super::{Export, scene, users};
use crate::app::backend::{Backend, ReadContext};
use crate::app::commands::export::ExportCommand;
use crate::app::commands::{Command, Context, record_refusal};
use crate::app::error::AppError;
use crate::app::ticket::Ticket;
use crate::domain::bulk::Chosen;
use crate::domain::segment::{Sort, UserColumn};
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

/// What is to be copied: selected users of a list, in an order, with these columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Clip {
    /// Who.
    pub chosen: Chosen,
    /// In which order.
    pub sort: Sort,
    /// From left to right.
    pub columns: Vec<UserColumn>,
}

/// A table for the clipboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clipped {
    /// Lines of cells between tabs, the header first.
    pub text: String,
    /// How many rows there are below the header.
    pub rows: u64,
}

/// The form that the audit log names.
const FORMAT: &str = "clipboard";

/// Makes the table behind the window.
pub fn start(backend: &Backend, clip: Clip) -> Ticket<Clipped> {
    backend.read_then_write(move |reader, context| make(reader, context, &clip), finish)
}

fn make(
    reader: &mut Reader,
    context: &ReadContext<'_>,
    clip: &Clip,
) -> Result<(Clipped, ExportCommand), AppError> {
    let what = Export::Chosen(clip.chosen.clone(), clip.sort);
    reader.snapshot(|snapshot| {
        let then = scene::then(snapshot, &what, context)?;
        let scene = Scene::new(snapshot, &then, context)?;
        what.check(scene.actor.as_ref())?;
        scene.check_proof(&what)?;
        let (written, text) = users::clip(&scene, (&clip.chosen, clip.sort), &clip.columns)?;
        let sha256 = Sha256::digest(&text);
        let sha256 = sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = String::from_utf8(text).map_err(|e| AppError::Internal(e.to_string()))?;
        let rows = written.rows;
        let record = ExportCommand {
            what: written.what,
            filter: written.filter,
            rows,
            sha256,
            format: FORMAT,
        };
        Ok((Clipped { text, rows }, record))
    })
}

/// Records the copy, or its refusal; only then is it handed over.
fn finish(
    workspace: &mut Workspace,
    context: &Context<'_>,
    made: Result<(Clipped, ExportCommand), AppError>,
) -> Result<Clipped, AppError> {
    let (clipped, record) = match made {
        Err(refusal) if refusal.is_refusal() => {
            record_refusal(workspace, context, ExportCommand::NAME)?;
            return Err(refusal);
        }
        other => other?,
    };
    if !workspace.only_reads() {
        Command::from(record).execute(workspace, context)?;
    }
    Ok(clipped)
}
