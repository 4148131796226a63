//! The office's settings.

use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::cover::Cover;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::office::{ContactRule, IdleLock};
use rollcall::domain::permission::Permission;
use rollcall::domain::time::DateFormat;
use rollcall::store::testing;

use crate::support::office::TestOffice;

#[test]
fn settings_are_changed_and_recorded() {
    let mut office = TestOffice::entered();
    office
        .submit(OfficeCommand::SetDateFormat(DateFormat::Iso))
        .unwrap();
    office
        .submit(OfficeCommand::SetContactRule(
            ContactRule::ReservedForPerson,
        ))
        .unwrap();
    office
        .submit(OfficeCommand::SetIdleLock(IdleLock::Off))
        .unwrap();
    assert_eq!(office.newest_entry(), "office.update|0|1|1");
    assert_eq!(
        office.told(ObjectKind::Setting),
        [
            r#"[{"f":"office.date_format","o":"mdy","n":"iso"}]"#,
            r#"[{"f":"office.contact_rule","o":"editable","n":"reserved"}]"#,
            r#"[{"f":"office.idle_lock","o":"5","n":"off"}]"#,
        ]
    );
    office.assert_intact();
    office.reopen();
    let found = office.ask(Cover).unwrap();
    assert_eq!(
        (found.date_format, found.contact_rule, found.idle_lock),
        (
            DateFormat::Iso,
            ContactRule::ReservedForPerson,
            IdleLock::Off
        )
    );
}

#[test]
fn settings_need_a_permission() {
    let office = TestOffice::entered();
    office.forbid("settings.manage");
    let refused = office.submit(OfficeCommand::SetDateFormat(DateFormat::Iso));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::SettingsManage))
    ));
    assert_eq!(
        office.ask(Cover).unwrap().date_format,
        DateFormat::MonthDayYear
    );
    assert_eq!(office.newest_entry(), "office.update|1|1|0");
}

#[test]
fn a_file_from_before_the_idle_lock_locks_after_five_minutes() {
    let mut office = TestOffice::closed();
    testing::execute(
        &office.path(),
        "DELETE FROM setting WHERE key = 'office.idle_lock'",
    )
    .unwrap();
    office.reopen();
    assert_eq!(office.ask(Cover).unwrap().idle_lock, IdleLock::Five);
    office.submit(SessionCommand::EnterDemo).unwrap();
    for lock in IdleLock::ALL {
        office.submit(OfficeCommand::SetIdleLock(lock)).unwrap();
        assert_eq!(office.ask(Cover).unwrap().idle_lock, lock);
    }
}
