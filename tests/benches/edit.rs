//! One edit of a person, as the form makes it.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

use rollcall::app::backend::Backend;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::ids::UserId;
use rollcall::domain::validation::draft::UserDraft;

/// Gives somebody another name: reads, checks, writes, records and commits.
pub fn edit(backend: &Backend, user_id: UserId, run: usize) {
    let detail = backend.ask(UserDetail::of(user_id));
    while backend.step() {}
    let record = detail.take().unwrap().unwrap().record;
    let mut draft = UserDraft::from(&record.profile);
    draft.name = format!("Anna Measured {run}");
    let command = UserCommand::Update {
        user_id,
        draft: Box::new(draft),
        base: record.changed_at,
    };
    let done = backend.submit(command.into());
    while backend.step() {}
    done.take().unwrap().unwrap();
}
