//! What becomes of people in a file: new, changed, unchanged, rejected.

use rollcall::app::error::AppError;
use rollcall::app::imports::{Mapping, Request, rejected, run};
use rollcall::domain::permission::Permission;
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::import::watch::{Unwatched, Watch};
use rollcall::store::testing;

use super::support::{NOW, act, desk, without};

const LIST: &str = "Employee ID,Name,Email,Phone,Department,Team,Enabled,Created\n\
    1,Ann Abel,ann@x.example,+351912345678,Brand,Print,TRUE,2024-02-03T10:00:00Z\n\
    2,Bob Behr,bob@x.example,,Sales,Print;Web,FALSE,\n\
    3,Zoë Čapek,,,,,,\n";

#[test]
fn a_list_comes_in_and_again_changes_nothing() {
    let mut desk = desk();
    let first = desk.import_text(LIST);
    assert_eq!(
        (
            first.counts.new,
            first.counts.changed,
            first.counts.rejected
        ),
        (3, 0, 0)
    );
    let teams: Vec<_> = first
        .new_values
        .iter()
        .map(|v| (v.name.as_str(), v.rows, v.created))
        .collect();
    assert_eq!(teams, [("Print", 2, true), ("Web", 1, true)]);
    let ann = desk.person("ann@x.example");
    assert_eq!(ann.profile.phone.as_deref(), Some("+351912345678"));
    assert_eq!(ann.profile.onboarding, Onboarding::Completed);
    assert_eq!(ann.created_at.unwrap().rfc3339(), "2024-02-03T10:00:00Z");
    assert_eq!(
        desk.person("bob@x.example").profile.status,
        AccountStatus::Inactive
    );
    assert_eq!(desk.by_number(3).profile.email, None);
    let again = desk.import_text(LIST);
    assert_eq!(
        (
            again.counts.new,
            again.counts.changed,
            again.counts.unchanged
        ),
        (0, 0, 3)
    );
    assert!(again.new_values.is_empty());
}

#[test]
fn an_empty_cell_leaves_things_as_they_are() {
    let mut desk = desk();
    desk.import_text(LIST);
    let report = desk.import_text("Employee ID,Name,Email,Phone,Department\n1,Ann Abel,ann.abel@x.example,,\n2,Bob Behr,,,Finance\n");
    assert_eq!((report.counts.changed, report.counts.not_in_file), (2, 1));
    assert_eq!(report.changed_fields.get("email"), Some(&1));
    assert_eq!(report.changed_fields.get("department"), Some(&1));
    let ann = desk.person("ann.abel@x.example");
    assert_eq!(ann.profile.phone.as_deref(), Some("+351912345678"));
    assert_eq!(desk.person("bob@x.example").profile.department, "Finance");
}

#[test]
fn wrong_rows_name_row_column_and_reason() {
    let mut desk = desk();
    desk.import_text("Email,Name\nchiara@x.example,Chiara Ferri\n");
    let report = desk.import_text(
        "Login,Full name,E-mail,Enabled,Created\n\
         l1,Liam Byrne,liam.byrne@,yes,\n\
         l2,K,k@x.example,yes,\n\
         l3,Ann Abel,ann@x.example,yes,31/12/2025\n\
         l4,Bea Behr,bea@x.example,yes,31/02/2026\n\
         l5,Cid Cole,cid@x.example,perhaps,\n\
         ,Dan Dell,,yes,\n\
         l3,Ann Other,other@x.example,yes,\n\
         l7,Ann Twin,ann@x.example,yes,\n\
         l3,Ann Abel,ann@x.example,yes,31/12/2025\n",
    );
    let told: Vec<_> = report
        .rejections
        .iter()
        .map(|r| {
            (
                r.row,
                r.column.as_str(),
                r.reason.as_str(),
                r.value.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                2,
                "E-mail",
                "The part after @ needs a domain such as northwind.example",
                "liam.byrne@"
            ),
            (3, "Full name", "At least 2 characters", "K"),
            (5, "Created", "not a date", "31/02/2026"),
            (
                6,
                "Enabled",
                "“perhaps” is no value of Account status; say in the mapping what it means",
                "perhaps"
            ),
            (7, "E-mail", "no email address and no ID", ""),
            (8, "Login", "same as row 4", "l3"),
            (9, "E-mail", "same as row 4", "ann@x.example"),
        ]
    );
    assert_eq!((report.counts.new, report.counts.repeated), (1, 1));
}

#[test]
fn somebody_elses_address_is_refused() {
    let mut desk = desk();
    desk.import_text(
        "Employee ID,Name,Email\n1,Ann Abel,ann@x.example\n2,Bob Behr,bob@x.example\n",
    );
    let report = desk.import_text(
        "Employee ID,Name,Email\n2,Bob Behr,ANN@x.example\n1,Ann Abel,ann@x.example\n",
    );
    assert_eq!(report.rejections[0].reason, "same as C-000001");
    assert_eq!(report.counts.unchanged, 1);
}

#[test]
fn a_mapping_gives_values_their_meaning() {
    let mut desk = desk();
    let path = desk.file("list.csv", "Wer;Adresse;Lage;Gruppe;Password\nAnn Abel;ann@x.example;suspended;Brand;geheim\nBob Behr;bob@x.example;da;;x\n");
    let json = r#"{"kind":"users","new_onboarding":"launched","columns":{
        "Wer":"name","Adresse":"email","Gruppe":"department",
        "Lage":{"target":"status","values":{"Suspended":"Inactive","da":"Active"}},"Password":"notes"}}"#;
    let request = Request {
        mapping: Some(Mapping::from_json(json).unwrap()),
        ..Request::of(&path)
    };
    let prepared = desk.look(&request).unwrap();
    assert_eq!(prepared.columns[4].first, "", "a password is never shown");
    let report = desk.import_prepared(&prepared).unwrap();
    assert_eq!(report.dropped, ["Password"]);
    let ann = desk.person("ann@x.example").profile;
    assert_eq!(
        (ann.status, ann.onboarding),
        (AccountStatus::Inactive, Onboarding::Launched)
    );
    assert_eq!((ann.department.as_str(), ann.notes.as_str()), ("Brand", ""));
    let next = desk.file(
        "next.csv",
        "Wer;Adresse;Lage;Gruppe;Password\nCid Cole;cid@x.example;suspended;;\n",
    );
    let remembered = desk.look(&Request::of(&next)).unwrap();
    assert_eq!(
        remembered.mapping, prepared.mapping,
        "the headers' mapping is remembered"
    );
}

#[test]
fn roles_come_in_only_where_they_exist_and_may_be_given() {
    let mut desk = desk();
    let report = desk.import_text("Email,Name,Role\nann@x.example,Ann Abel,astronaut\n");
    assert!(!report.new_values[0].created);
    assert!(desk.person("ann@x.example").profile.roles.is_empty());
}

#[test]
fn permissions_are_checked_for_what_the_file_does() {
    let mut desk = desk();
    let path = desk.file("list.csv", "Email,Name\nann@x.example,Ann Abel\n");
    let prepared = desk.look(&Request::of(&path)).unwrap();
    let before = desk.everything();
    let denied = run::import(
        &mut desk.workspace,
        act(),
        &prepared,
        without(Permission::UsersCreate),
        &Unwatched,
    );
    assert!(matches!(
        denied,
        Err(AppError::Denied(Permission::UsersCreate))
    ));
    assert_eq!(desk.everything(), before);
}

#[test]
fn a_workspace_that_is_not_there_takes_the_right_to_add_it() {
    let mut desk = desk();
    desk.import_text("Email,Name,Workspace\nann@x.example,Ann Abel,Studio\n");
    let path = desk.file(
        "list.csv",
        "Email,Name,Workspace,Team,Client\n\
         bob@x.example,Bob Behr,studio,Brand,\n\
         cid@x.example,Cid Cole,Studio;Annex,Lost,\n\
         dan@x.example,Dan Dell,Annex,Lost,\n\
         eva@x.example,Eva Ernst,,Press,Fjord\n",
    );
    let prepared = desk.look(&Request::of(&path)).unwrap();
    let may = without(Permission::WorkspacesCreate);
    let mut reader = desk.workspace.reader().unwrap();
    let before = reader.snapshot(|s| run::rehearse(s, &prepared, (may, NOW), &Unwatched));
    let report = run::import(&mut desk.workspace, act(), &prepared, may, &Unwatched).unwrap();
    assert_eq!(before.unwrap(), report, "a dry run says what happens");
    let told: Vec<_> = report
        .rejections
        .iter()
        .map(|r| (r.row, r.column.as_str(), r.value.as_str()))
        .collect();
    assert_eq!(told, [(3, "Workspace", "Annex"), (4, "Workspace", "Annex")]);
    let reason = "there is no workspace of this name, and your roles don't allow adding one";
    assert!(report.rejections.iter().all(|r| r.reason == reason));
    assert_eq!((report.counts.new, report.counts.rejected), (2, 2));
    let names = |table: &str| {
        let sql = format!("SELECT name FROM {table} ORDER BY name");
        testing::rows(desk.workspace.path(), &sql).unwrap().concat()
    };
    assert_eq!(names("workspace"), ["Studio"]);
    assert_eq!(names("team"), ["Brand", "Press"], "none of a rejected row");
    assert_eq!(names("client"), ["Fjord"]);
    assert_eq!(desk.import(&path).unwrap().counts.new, 2);
}

/// Wants to stop once so many looks were taken.
struct Impatient(std::sync::atomic::AtomicU64);

impl Watch for Impatient {
    fn progress(&self, _: u64) {}

    fn is_cancelled(&self) -> bool {
        use std::sync::atomic::Ordering::Relaxed;
        self.0
            .fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1))
            .is_err()
    }
}

#[test]
fn cancelling_leaves_nothing() {
    let mut desk = desk();
    let rows: String = (0..3_000)
        .map(|i| format!("p{i}@x.example,Person {i},Team {i}\n"))
        .collect();
    let path = desk.file("list.csv", format!("Email,Name,Team\n{rows}"));
    let prepared = desk.look(&Request::of(&path)).unwrap();
    let before = desk.everything();
    for looks in [0, 3, 9] {
        let stopped = desk.import_watched(&prepared, &Impatient(looks.into()));
        assert!(matches!(stopped, Err(AppError::Cancelled)), "{looks}");
        assert_eq!(desk.everything(), before, "{looks}");
    }
    assert_eq!(desk.import_prepared(&prepared).unwrap().counts.new, 3_000);
}

#[test]
fn rejected_rows_can_be_mended_and_imported() {
    let mut desk = desk();
    let path = desk.file(
        "list.csv",
        "Name,Email,Password,Title\nAnn Abel,ann@x.example,secret1,=SUM(A1)\nK,k@x.example,secret2,=cmd|x\n\"B, Bob\",bob@,s3,ok\n",
    );
    let prepared = desk.look(&Request::of(&path)).unwrap();
    let report = desk.import_prepared(&prepared).unwrap();
    let mut out = Vec::new();
    assert_eq!(rejected::write(&prepared, &report, &mut out).unwrap(), 2);
    let told = String::from_utf8(out).unwrap();
    assert!(
        !told.contains("secret") && told.contains("'=cmd|x"),
        "{told}"
    );
    assert!(told.starts_with("\u{feff}Name,Email,Title,Row,Column,Reason\r\nK,k@x.example,"));
    let mended = told
        .replace("K,k@", "Kim Kay,k@")
        .replace("bob@,", "bob@x.example,");
    let path = desk.file("mended.csv", mended);
    assert_eq!(desk.import(&path).unwrap().counts.new, 2);
}

#[test]
fn the_audit_log_has_one_entry_and_each_persons_history() {
    let mut desk = desk();
    desk.import_text(LIST);
    let mut reader = desk.workspace.reader().unwrap();
    let history: Result<_, rollcall::store::error::StoreError> =
        reader.snapshot(|s| s.history(rollcall::domain::ids::UserId(1)));
    let history = history.unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].command, "import.users");
    let fields: Vec<_> = history[0]
        .changes
        .iter()
        .map(|c| c.field.as_str())
        .collect();
    assert!(
        fields.contains(&"name") && fields.contains(&"teams") && fields.contains(&"created_at")
    );
}

#[test]
fn a_list_without_names_renames_nobody() {
    let mut desk = desk();
    let people = desk.file(
        "people.csv",
        "Name,Email\nAmélie Fournier,amelie@x.example\n",
    );
    let prepared = desk.look(&Request::of(&people)).unwrap();
    desk.import_prepared(&prepared).unwrap();
    let roles = desk.file(
        "roles.csv",
        "Email,Department\namelie@x.example,Sales\nbo@x.example,Sales\n",
    );
    let prepared = desk.look(&Request::of(&roles)).unwrap();
    desk.import_prepared(&prepared).unwrap();
    assert_eq!(
        desk.person("amelie@x.example").profile.name,
        "Amélie Fournier"
    );
    assert_eq!(desk.person("amelie@x.example").profile.department, "Sales");
    assert_eq!(desk.person("bo@x.example").profile.name, "bo");
}
