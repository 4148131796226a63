//! Tries of what is about the workspace file itself.

use rollcall::app::checkpoints::Seen;
use rollcall::app::commands::Command;
use rollcall::app::commands::upkeep::UpkeepCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::upkeep::{AboutFile, LogStanding};
use rollcall::domain::file::{CheckKind, Checked, Checkpoint, Recounted};

use super::entries::{Deed, Question};
use super::ground::Ground;
use super::samples::{Outcome, told};
use crate::support::outside::NOW;

/// A log that was longer.
fn seen() -> Seen {
    Seen {
        checkpoint: Some(Checkpoint::new(9_999, &[0; 32], NOW)),
        ended: 3,
    }
}

pub fn ask_of_file(question: Question, ground: &Ground) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::AboutFile => {
            let path = ground.backend().path().to_owned();
            told(&ground.ask(AboutFile { path })?)
        }
        _ => told(&ground.ask(LogStanding { seen: seen() })?),
    })
}

/// The command of a deed.
pub fn of_the_file(deed: Deed) -> Command {
    let checked = Checked {
        at: NOW,
        faults: Vec::new(),
        head: 1,
    };
    match deed {
        Deed::FileCheck => UpkeepCommand::NoteCheck(CheckKind::Quick, checked),
        Deed::FileCheckLog => UpkeepCommand::NoteCheck(CheckKind::Log, checked),
        Deed::FileRecount => UpkeepCommand::Recount(Recounted::default()),
        Deed::FileAcceptLog => UpkeepCommand::AcceptLog(seen()),
        _ => UpkeepCommand::NoteBundle,
    }
    .into()
}

/// The entry of a command.
pub fn deed_of(command: &UpkeepCommand) -> Deed {
    match command {
        UpkeepCommand::NoteCheck(CheckKind::Log, _) => Deed::FileCheckLog,
        UpkeepCommand::NoteCheck(..) => Deed::FileCheck,
        UpkeepCommand::Recount(_) => Deed::FileRecount,
        UpkeepCommand::AcceptLog(_) => Deed::FileAcceptLog,
        UpkeepCommand::NoteBundle => Deed::FileBundle,
    }
}
