//! What changed in access, through the eyes of somebody who may not see everyone.

use rollcall::app::commands::user::UserCommand;
use rollcall::app::queries::access_changes::AccessChanges;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::user::AccountStatus;
use rollcall::domain::validation::draft::UserDraft;

use crate::support::office::{TOMAS, TestOffice};

fn since() -> AccessChanges {
    AccessChanges {
        since: chrono::NaiveDate::from_ymd_opt(2020, 1, 1).unwrap(),
    }
}

#[test]
fn whoever_may_not_see_somebody_reads_no_name_of_theirs() {
    let office = TestOffice::entered();
    let detail = office.ask(UserDetail::of(TOMAS)).unwrap();
    let mut draft = UserDraft::from(&detail.record.profile);
    draft.status = AccountStatus::Inactive;
    let update = UserCommand::Update {
        user_id: TOMAS,
        draft: Box::new(draft),
        base: detail.record.changed_at,
    };
    office.submit(update).unwrap();
    let named = office.ask(since()).unwrap().lines;
    assert_eq!(named[0].object.name, "Tomás Vidal");
    assert_eq!(named[0].object.id, Some(TOMAS.0));
    assert!(named[0].is_undoable);
    office.forbid("users.view");
    let hidden = office.ask(since()).unwrap().lines;
    assert_eq!(hidden.len(), named.len(), "that something changed is told");
    assert_eq!(
        (hidden[0].object.name.as_str(), hidden[0].object.id),
        ("Someone else", None)
    );
    assert!(!hidden[0].is_undoable);
    assert!(!format!("{hidden:?}").contains("Tomás"));
}
