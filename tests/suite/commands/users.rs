//! Adding and changing people.

use rollcall::app::commands::Reply;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::user::{INVITATION_MINUTES, UserCommand};
use rollcall::app::error::AppError;
use rollcall::app::queries::user_detail::{UserDetail, UserDetailAnswer};
use rollcall::domain::actor::Hand;
use rollcall::domain::change::{Field, FieldChange};
use rollcall::domain::ids::UserId;
use rollcall::domain::office::ContactRule;
use rollcall::domain::permission::Permission;
use rollcall::domain::text::{fill, text};
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::domain::validation::draft::UserDraft;
use rollcall::store::testing;

use crate::support::office::{ADMINISTRATOR, MAYA, MEMBER, TOMAS, TestOffice};
use crate::support::outside::NOW;

fn draft(name: &str, email: &str) -> UserDraft {
    UserDraft {
        name: name.into(),
        email: email.into(),
        ..UserDraft::default()
    }
}

fn create(office: &TestOffice, draft: UserDraft) -> Result<UserId, AppError> {
    match office.submit(UserCommand::Create(Box::new(draft)))? {
        Reply::Created(user_id) => Ok(user_id),
        other => panic!("{other:?}"),
    }
}

fn maya() -> Hand {
    Hand::Known(MAYA, "Maya Adeyemi".into())
}

fn detail(office: &TestOffice, user_id: UserId) -> UserDetailAnswer {
    office.ask(UserDetail::of(user_id)).unwrap()
}

/// Changes a person from what the form would have loaded.
fn update(
    office: &TestOffice,
    user_id: UserId,
    change: impl FnOnce(&mut UserDraft),
) -> Result<Reply, AppError> {
    let record = detail(office, user_id).record;
    let mut draft = UserDraft::from(&record.profile);
    change(&mut draft);
    office.submit(UserCommand::Update {
        user_id,
        draft: Box::new(draft),
        base: record.changed_at,
    })
}

fn problem(result: Result<impl std::fmt::Debug, AppError>, field: Field) -> String {
    match result {
        Err(AppError::Invalid(issues)) => issues
            .get(field)
            .unwrap_or_else(|| panic!("{issues:?}"))
            .to_owned(),
        other => panic!("{other:?}"),
    }
}

/// Nothing was written: neither rows nor entries.
fn assert_unchanged(office: &TestOffice, work: impl FnOnce()) {
    let tables = || {
        [
            "user",
            "user_role",
            "user_team",
            "user_workspace",
            "person_key",
            "audit_entry",
            "audit_change",
            "role_permission",
            "setting",
        ]
        .map(|table| office.sql(&format!("SELECT * FROM {table}")))
    };
    let before = tables();
    work();
    assert_eq!(tables(), before);
}

#[test]
fn a_person_is_added_and_recorded() {
    let office = TestOffice::entered();
    let wanted = UserDraft {
        phone: "912 345 678".into(),
        onboarding: Onboarding::Launched,
        roles: [MEMBER].into(),
        ..draft("  Zoë García ", " zoe@northwind.example ")
    };
    let user_id = create(&office, wanted).unwrap();
    let found = detail(&office, user_id);
    assert_eq!(found.record.profile.name, "Zoë García");
    assert_eq!(found.record.profile.phone.as_deref(), Some("+351912345678"));
    assert_eq!(found.record.created_at, Some(NOW));
    assert_eq!(found.record.created_by, Some(maya()));
    assert_eq!(
        found.record.invitation_expires_at,
        Some(NOW.plus_minutes(INVITATION_MINUTES))
    );
    assert_eq!(office.newest_entry(), "user.create|0|1|1");
    assert_eq!(found.history[0].actor, Some(maya()));
    let changes = &found.history[0].changes;
    assert!(changes.contains(&FieldChange::of(Field::Name, "", "Zoë García")));
    assert!(changes.contains(&FieldChange::of(Field::Roles, "", "Team member")));
    office.assert_intact();
}

#[test]
fn without_permission_nothing_is_added_and_the_attempt_is_recorded() {
    let office = TestOffice::entered();
    office.forbid("users.create");
    let refused = create(&office, draft("Anna Li", "anna@northwind.example"));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::UsersCreate))
    ));
    assert_eq!(office.newest_entry(), "user.create|1|1|0");
    office.forbid("users.update");
    let refused = update(&office, TOMAS, |d| d.name = "X Y".into());
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::UsersUpdate))
    ));
    assert_eq!(office.newest_entry(), "user.update|1|1|0");
    assert_eq!(
        office.sql("SELECT name FROM user"),
        ["Maya Adeyemi", "Tomás Vidal"]
    );
    office.assert_intact();
}

#[test]
fn nobody_signed_in_may_do_nothing() {
    let mut office = TestOffice::closed();
    office.reopen();
    let refused = create(&office, draft("Anna Li", "anna@northwind.example"));
    assert!(matches!(refused, Err(AppError::NotSignedIn)));
    assert!(matches!(
        office.ask(UserDetail::of(MAYA)),
        Err(AppError::NotSignedIn)
    ));
    assert_eq!(office.newest_entry(), "user.create|1|NULL|0");
}

#[test]
fn problems_come_back_to_their_fields_and_nothing_is_written() {
    let office = TestOffice::entered();
    assert_unchanged(&office, || {
        let words = &text().problem;
        assert_eq!(
            problem(create(&office, draft("K", "k@b.co")), Field::Name),
            words.name_short
        );
        assert_eq!(
            problem(create(&office, draft("Anna", "")), Field::Email),
            words.email_missing
        );
        let taken = fill(words.email_taken, &[&TOMAS.contact_id()]);
        assert_eq!(
            problem(
                create(&office, draft("Anna", " TOMAS@northwind.example")),
                Field::Email
            ),
            taken
        );
        let taken = fill(words.email_taken, &[&MAYA.contact_id()]);
        assert_eq!(
            problem(
                update(&office, TOMAS, |d| d.email =
                    "Maya@Northwind.Example".into()),
                Field::Email
            ),
            taken
        );
        assert_eq!(
            problem(
                update(&office, TOMAS, |d| d.end_date = "2026-02-30".into()),
                Field::EndDate
            ),
            words.day
        );
    });
    update(&office, TOMAS, |d| {
        d.email = "TOMAS@northwind.example".into()
    })
    .unwrap();
}

#[test]
fn a_change_is_recorded_field_by_field() {
    let office = TestOffice::entered();
    office.clock.advance_ms(60_000);
    update(&office, TOMAS, |d| {
        d.name = "Tomás V. Vidal".into();
        d.status = AccountStatus::Inactive;
    })
    .unwrap();
    let found = detail(&office, TOMAS);
    assert_eq!(found.record.changed_at, NOW.plus_minutes(1));
    assert_eq!(found.record.changed_by, Some(maya()));
    let expected = [
        FieldChange::of(Field::Name, "Tomás Vidal", "Tomás V. Vidal"),
        FieldChange::of(Field::Status, "Active", "Inactive"),
    ];
    assert_eq!(found.history[0].changes, expected);
    assert_eq!(office.newest_entry(), "user.update|0|1|1");
    office.assert_intact();
}

#[test]
fn a_change_made_meanwhile_is_a_conflict() {
    let office = TestOffice::entered();
    let base = detail(&office, TOMAS).record.changed_at;
    update(&office, TOMAS, |d| d.title = "Editor".into()).unwrap();
    assert_unchanged(&office, || {
        let late = UserCommand::Update {
            user_id: TOMAS,
            draft: Box::new(draft("Tomás", "tomas@northwind.example")),
            base,
        };
        assert!(matches!(office.submit(late), Err(AppError::Conflict)));
    });
}

#[test]
fn two_changes_in_one_millisecond_conflict_too() {
    let office = TestOffice::entered();
    update(&office, TOMAS, |d| d.title = "Editor".into()).unwrap();
    let stale = detail(&office, TOMAS).record;
    update(&office, TOMAS, |d| d.title = "Producer".into()).unwrap();
    let mut draft = UserDraft::from(&stale.profile);
    draft.notes = "hello".into();
    let late = UserCommand::Update {
        user_id: TOMAS,
        draft: Box::new(draft),
        base: stale.changed_at,
    };
    assert!(matches!(office.submit(late), Err(AppError::Conflict)));
    assert_eq!(detail(&office, TOMAS).record.profile.title, "Producer");
}

#[test]
fn a_sign_in_that_completes_onboarding_is_not_undone_by_an_open_form() {
    let office = TestOffice::entered();
    update(&office, MAYA, |d| d.onboarding = Onboarding::InProgress).unwrap();
    let stale = detail(&office, MAYA).record;
    office.clock.advance_ms(5_000);
    office
        .submit(rollcall::app::commands::session::SessionCommand::EnterDemo)
        .unwrap();
    assert_eq!(
        detail(&office, MAYA).record.profile.onboarding,
        Onboarding::Completed
    );
    let late = UserCommand::Update {
        user_id: MAYA,
        draft: Box::new(UserDraft::from(&stale.profile)),
        base: stale.changed_at,
    };
    assert!(matches!(office.submit(late), Err(AppError::Conflict)));
    let newest = detail(&office, MAYA).history.remove(0);
    assert_eq!(newest.command, "session.sign_in");
    let told = FieldChange::of(Field::Onboarding, "In progress", "Completed");
    assert_eq!(newest.changes, [told]);
}

#[test]
fn a_person_who_is_gone_is_not_found() {
    let office = TestOffice::entered();
    let lost = UserCommand::Update {
        user_id: UserId(99),
        draft: Box::new(draft("Anna Li", "anna@northwind.example")),
        base: Timestamp(0),
    };
    let refused = office.submit(lost).unwrap_err();
    assert_eq!(refused.message().what, text().error.not_found);
}

#[test]
fn contact_data_may_be_reserved_for_the_person() {
    let office = TestOffice::entered();
    office
        .submit(OfficeCommand::SetContactRule(
            ContactRule::ReservedForPerson,
        ))
        .unwrap();
    assert_unchanged(&office, || {
        let reserved = text().problem.reserved;
        assert_eq!(
            problem(
                update(&office, TOMAS, |d| d.email = "t@northwind.example".into()),
                Field::Email
            ),
            reserved
        );
        assert_eq!(
            problem(
                update(&office, TOMAS, |d| d.phone = "912345678".into()),
                Field::Phone
            ),
            reserved
        );
    });
    update(&office, TOMAS, |d| d.title = "Editor".into()).unwrap();
    let anna = create(&office, draft("Anna Li", "anna@northwind.example")).unwrap();
    update(&office, anna, |d| d.phone = "912345678".into()).unwrap();
}

#[test]
fn the_last_administrator_stays_one() {
    let office = TestOffice::entered();
    let words = &text().problem;
    assert_unchanged(&office, || {
        let off = update(&office, MAYA, |d| d.status = AccountStatus::Inactive);
        assert_eq!(problem(off, Field::Status), words.last_administrator);
        let stripped = update(&office, MAYA, |d| d.roles = [MEMBER].into());
        assert_eq!(problem(stripped, Field::Roles), words.last_administrator);
    });
    update(&office, TOMAS, |d| d.roles = [ADMINISTRATOR].into()).unwrap();
    office.clock.advance_ms(1);
    update(&office, TOMAS, |d| d.status = AccountStatus::Inactive).unwrap();
    let off = update(&office, MAYA, |d| d.status = AccountStatus::Inactive);
    assert_eq!(
        problem(off, Field::Status),
        words.last_administrator,
        "an inactive one does not count"
    );
    office.clock.advance_ms(1);
    update(&office, TOMAS, |d| d.status = AccountStatus::Active).unwrap();
    update(&office, MAYA, |d| d.status = AccountStatus::Inactive).unwrap();
}

#[test]
fn roles_need_their_own_permission() {
    let office = TestOffice::entered();
    office.forbid("roles.assign");
    assert_unchanged(&office, || {
        let words = &text().problem;
        let given = update(&office, TOMAS, |d| d.roles = [ADMINISTRATOR].into());
        assert_eq!(problem(given, Field::Roles), words.roles_denied);
        let taken = update(&office, TOMAS, |d| d.roles.clear());
        assert_eq!(problem(taken, Field::Roles), words.roles_denied);
        let new = UserDraft {
            roles: [MEMBER].into(),
            ..draft("Anna Li", "anna@northwind.example")
        };
        assert_eq!(
            problem(create(&office, new), Field::Roles),
            words.roles_denied
        );
    });
    update(&office, TOMAS, |d| d.title = "Editor".into()).unwrap();
}

#[test]
fn an_act_that_cannot_be_recorded_is_not_done() {
    let office = TestOffice::entered();
    let trigger =
        "CREATE TRIGGER no_log BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no'); END";
    testing::execute(&office.path(), trigger).unwrap();
    assert_unchanged(&office, || {
        assert!(create(&office, draft("Anna Li", "anna@northwind.example")).is_err());
        assert!(update(&office, TOMAS, |d| d.name = "Other Name".into()).is_err());
    });
}

#[test]
fn an_invitation_gets_an_expiry_once_and_loses_it_when_done() {
    let office = TestOffice::entered();
    let expiry = |office: &TestOffice| detail(office, TOMAS).record.invitation_expires_at;
    update(&office, TOMAS, |d| d.onboarding = Onboarding::Launched).unwrap();
    assert_eq!(expiry(&office), Some(NOW.plus_minutes(INVITATION_MINUTES)));
    office.clock.advance_ms(60_000);
    update(&office, TOMAS, |d| d.title = "Editor".into()).unwrap();
    assert_eq!(
        expiry(&office),
        Some(NOW.plus_minutes(INVITATION_MINUTES)),
        "kept"
    );
    office.clock.advance_ms(60_000);
    update(&office, TOMAS, |d| d.onboarding = Onboarding::Completed).unwrap();
    assert_eq!(expiry(&office), None);
}
