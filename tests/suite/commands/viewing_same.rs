//! What is answered through a view is what somebody is told who may exactly what both may, and only reads.

use std::fmt::Write;
use std::sync::Arc;

use rollcall::app::commands::view::ViewCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::access_changes::AccessChanges;
use rollcall::app::queries::audit_log::AuditLog;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::roles::HolderCounts;
use rollcall::app::queries::session_list::SessionList;
use rollcall::app::queries::totals::Totals;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::UserList;
use rollcall::app::queries::views::Views;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::app::query::{Query, QueryContext};
use rollcall::domain::access::{GrantPlace, HeldRole, Holding, Rights};
use rollcall::domain::actor::Actor;
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::log::LogFilter;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::session::SessionFilter;
use rollcall::domain::user::UserKind;
use rollcall::domain::view::{Sharing, ViewContent, ViewDraft};
use rollcall::store::testing;

use super::viewing::{as_tomas, ask};
use crate::support::office::{TOMAS, TestOffice};
use crate::support::outside::NOW;

/// What both may and only reads, as one role in one workspace, decided on its own.
struct Model {
    permissions: Vec<Permission>,
    place: GrantPlace,
    workspaces: Vec<WorkspaceId>,
}

impl Model {
    fn ask<Q: Query>(&self, office: &TestOffice, query: &Q) -> Result<Q::Output, AppError> {
        office.read(|snapshot| {
            let role = HeldRole {
                role_id: RoleId(10),
                permissions: self.permissions.iter().copied().collect(),
                place: self.place.clone(),
                ends_on: None,
            };
            let holding = Holding {
                is_active: true,
                kind: UserKind::Internal,
                client_id: None,
                workspaces: self.workspaces.iter().copied().collect(),
                roles: vec![role],
            };
            let today = "2026-11-21".parse().unwrap();
            let estate = snapshot.estate().unwrap();
            let actor = Actor {
                user_id: None,
                name: "Tomás Vidal".to_owned(),
                rights: Arc::new(Rights::decide(&holding, &estate, today)),
            };
            query.access().check(Some(&actor))?;
            query.run(&QueryContext {
                snapshot,
                actor: Some(&actor),
                now: NOW,
            })
        })
    }
}

/// The questions whose answers must be the same, and the answers as text.
macro_rules! answers {
    ($asked:expr) => {{
        let scope = Scope::default();
        let list = |segment| UserListQuery::of(scope, segment);
        let mut said: Vec<String> = Vec::new();
        said.push(format!("{:?}", $asked(WholeDirectory)));
        said.push(format!("{:?}", $asked(Totals)));
        said.push(format!("{:?}", $asked(UserList(list(Segment::All)))));
        said.push(format!(
            "{:?}",
            $asked(UserList(list(Segment::Role(RoleId(3)))))
        ));
        said.push(format!(
            "{:?}",
            $asked(InsightOf {
                scope,
                refreshed: 0
            })
        ));
        said.push(format!("{:?}", $asked(HolderCounts)));
        said.push(format!("{:?}", $asked(Workspaces)));
        said.push(format!("{:?}", $asked(Plans)));
        said.push(format!(
            "{:?}",
            $asked(AccessChanges {
                since: "2020-01-01".parse().unwrap()
            })
        ));
        said.push(format!(
            "{:?}",
            $asked(AuditLog {
                filter: LogFilter::default()
            })
        ));
        said.push(format!(
            "{:?}",
            $asked(SessionList {
                filter: SessionFilter::default()
            })
        ));
        for number in 1..=30 {
            said.push(format!("{:?}", $asked(UserDetail::of(UserId(number)))));
        }
        said
    }};
}

/// Debug text of answers that have it.
fn compare(office: &TestOffice, model: &Model) {
    let through = as_tomas(office);
    let now = answers!(|query| Told(ask(office, &through, query)));
    let plain = answers!(|query| Told(model.ask(office, &query)));
    assert_eq!(now.len(), plain.len());
    for (index, (now, plain)) in now.iter().zip(&plain).enumerate() {
        assert_eq!(now, plain, "answer {index}");
    }
    let told: usize = now.iter().filter(|said| said.starts_with("Ok")).count();
    assert!(told > 5, "{told} answers");
}

struct Told<T>(Result<T, AppError>);

impl<T: std::fmt::Debug> std::fmt::Debug for Told<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Tomás holds a role with these permissions, in the workspaces 1 and 2 or everywhere.
fn office(permissions: &[Permission], place: i64) -> TestOffice {
    let office = TestOffice::crowd(7, 60);
    let mut sql = String::from(
        "DELETE FROM user_workspace WHERE user_id IN (1, 2); DELETE FROM role_permission WHERE role_id = 10;",
    );
    for permission in permissions {
        let key = permission.key();
        write!(sql, "INSERT INTO role_permission VALUES (10, '{key}');").unwrap();
    }
    write!(
        sql,
        "UPDATE user_role SET place = {place} WHERE user_id = 2;
         INSERT INTO user_workspace VALUES (2, 1), (2, 2);
         UPDATE user SET kind = 0, status = 1 WHERE user_id IN (1, 2);"
    )
    .unwrap();
    testing::execute(&office.path(), &sql).unwrap();
    office
}

const READING: [Permission; 7] = [
    Permission::InsightView,
    Permission::UsersView,
    Permission::UsersViewContact,
    Permission::RolesView,
    Permission::WorkspacesView,
    Permission::PlansView,
    Permission::AuditView,
];

#[test]
fn a_member_of_two_workspaces_is_seen_as_one() {
    let held = [
        Permission::UsersView,
        Permission::UsersUpdate,
        Permission::WorkspacesView,
        Permission::InsightView,
    ];
    let model = Model {
        permissions: vec![
            Permission::UsersView,
            Permission::WorkspacesView,
            Permission::InsightView,
        ],
        place: GrantPlace::TheirWorkspaces,
        workspaces: vec![WorkspaceId(1), WorkspaceId(2)],
    };
    compare(&office(&held, 1), &model);
}

#[test]
fn another_administrator_is_seen_without_what_changes_something() {
    let model = Model {
        permissions: READING.to_vec(),
        place: GrantPlace::Everywhere,
        workspaces: Vec::new(),
    };
    let mut held = READING.to_vec();
    held.extend([
        Permission::UsersUpdate,
        Permission::UsersSetPassword,
        Permission::SettingsManage,
    ]);
    compare(&office(&held, 0), &model);
}

#[test]
fn what_the_operator_lost_meanwhile_is_lost_in_the_view_at_once() {
    let office = office(&READING, 0);
    let through = as_tomas(&office);
    let may = |permission| ask(&office, &through, Me).unwrap().actor.may(permission);
    assert!(may(Permission::AuditView) && may(Permission::PlansView));
    let lost = "DELETE FROM role_permission WHERE (role_id = 1 AND permission = 'audit.view') OR (role_id = 10 AND permission = 'plans.view')";
    testing::execute(&office.path(), lost).unwrap();
    assert!(!may(Permission::AuditView) && !may(Permission::PlansView));
    assert!(may(Permission::UsersView));
    let refused = ask(
        &office,
        &through,
        AuditLog {
            filter: LogFilter::default(),
        },
    );
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::AuditView))
    ));
}

#[test]
fn nobodys_own_things_are_shown() {
    let office = office(&READING, 0);
    for (name, sharing) in [("Mine", Sharing::Private), ("For all", Sharing::Office)] {
        let draft = ViewDraft {
            name: name.into(),
            sharing,
            content: ViewContent::default(),
        };
        office.submit(ViewCommand::Create(Box::new(draft))).unwrap();
    }
    let sql = "INSERT INTO saved_view (view_id, owner_id, name, sharing, version) VALUES (9, 2, 'Theirs', 0, 1);
        INSERT INTO saved_view_version SELECT 9, 1, content FROM saved_view_version LIMIT 1";
    testing::execute(&office.path(), sql).unwrap();
    let through = as_tomas(&office);
    let found = ask(&office, &through, Views).unwrap();
    let names: Vec<_> = found
        .views
        .iter()
        .map(|found| found.view.profile.name.as_str())
        .collect();
    assert_eq!(names, ["For all"]);
    assert!(found.start.is_none() && !found.views[0].may_change && !found.views[0].is_own);
    assert_eq!(ask(&office, &through, Me).unwrap().roles, [""; 0]);
    let detail = ask(&office, &through, UserDetail::of(TOMAS)).unwrap();
    assert!(!detail.may_update && detail.view_as == rollcall::domain::viewing::Offer::Absent);
}
