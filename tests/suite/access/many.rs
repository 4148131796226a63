//! Deeds on many people, done to the target alone.

use std::sync::Arc;

use rollcall::app::commands::Command;
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::end_dates::EndDatesCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::bin::{Bin, Overdue};
use rollcall::app::queries::bulk::BulkPreview;
use rollcall::app::queries::recorded::RecordedOn;
use rollcall::app::queries::user_list::UserRows;
use rollcall::domain::bulk::{Belonging, Chosen, Deed as What};
use rollcall::domain::ids::WorkspaceId;
use rollcall::domain::office::Retention;
use rollcall::domain::user::AccountStatus;

use super::entries::{Deed, Question};
use super::ground::{Ground, SPARE, TARGET};
use super::office::of_the_office;
use super::samples::{Outcome, told};
use super::situations::Situation;
use crate::support::outside::NOW;

/// The target, selected.
pub fn target() -> Chosen {
    Chosen::These(Arc::new(vec![TARGET]))
}

/// The question before a deed.
fn preview() -> BulkPreview {
    BulkPreview {
        deed: What::SetStatus(AccountStatus::Inactive),
        chosen: target(),
    }
}

/// The question who is in the bin.
fn deleted() -> Bin {
    let search = String::new();
    Bin { search }
}

/// The question how many would go at once.
fn overdue() -> Overdue {
    let retention = Retention::Days(30);
    Overdue { retention }
}

/// A question about some of the users.
pub fn of_some(question: Question, ground: &Ground) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::Bin => told(&ground.ask(deleted())?),
        Question::Overdue => told(&ground.ask(overdue())?),
        Question::UserRows => told(&ground.ask(UserRows {
            ids: vec![TARGET],
            as_of: NOW,
            day: None,
        })?),
        Question::RecordedOn => {
            let yesterday = RecordedOn("2026-11-20".parse().unwrap_or_default());
            told(&ground.ask(yesterday)?)
        }
        _ => told(&ground.ask(preview())?),
    })
}

/// The command of a deed, on many or of the office.
pub fn of_many(deed: Deed, situation: &Situation) -> Command {
    let deed = match deed {
        Deed::UsersRole => What::Add(Belonging::Role(SPARE)),
        Deed::UsersWorkspace => {
            What::Remove(Belonging::Workspace(WorkspaceId(situation.workspace)))
        }
        Deed::UsersTag => What::Add(Belonging::Tag("marked".into())),
        Deed::UsersRevoke => What::Revoke,
        Deed::UsersDelete => What::Delete,
        Deed::UsersPurge => return PurgeCommand::These(Arc::new(vec![TARGET])).into(),
        Deed::PurgeDue => return PurgeCommand::Due.into(),
        Deed::EndDates => return EndDatesCommand.into(),
        Deed::UsersStatus => What::SetStatus(AccountStatus::Inactive),
        _ => return of_the_office(deed, situation),
    };
    let command = BulkCommand {
        deed,
        chosen: target(),
        seen: Arc::new(vec![TARGET]),
    };
    command.into()
}

/// The entry of a command.
pub fn deed_of(command: &BulkCommand) -> Deed {
    match &command.deed {
        What::Add(Belonging::Role(_)) | What::Remove(Belonging::Role(_)) => Deed::UsersRole,
        What::Add(Belonging::Workspace(_)) | What::Remove(Belonging::Workspace(_)) => {
            Deed::UsersWorkspace
        }
        What::Add(_) | What::Remove(_) => Deed::UsersTag,
        What::EndOn(_) | What::Resend | What::Revoke => Deed::UsersRevoke,
        What::Delete => Deed::UsersDelete,
        // Whose workspaces and teams are whose to hand over is told by the judge of each.
        What::SetStatus(_) | What::HandOver(_) => Deed::UsersStatus,
    }
}
