//! The small office of the matrix: an operator with one role, somebody to look at, and one other person.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::error::AppError;
use rollcall::app::exports::{self, Export, ExportRequest};
use rollcall::app::imports::{Prepared, Request, run};
use rollcall::app::query::Query;
use rollcall::app::ticket::Ticket;
use rollcall::domain::ids::{
    AddOnId, ClientId, PlanId, RoleId, SessionId, TeamId, UserId, WorkspaceId,
};
use rollcall::domain::permission::PermissionSet;
use rollcall::domain::plan::{OfferId, Terms};
use rollcall::domain::second_factor::Secret;
use rollcall::domain::table::Format;
use rollcall::domain::user::{Onboarding, Profile};
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::import::watch::Unwatched;
use rollcall::store::error::StoreError;
use rollcall::store::reader::Reader;
use rollcall::store::testing;
use rollcall::store::users::NewUser;
use rollcall::store::workspace::Workspace;
use tempfile::TempDir;

use super::eyes::Looking;
use super::situations::Situation;
use super::undoable::{self, Acts};
use super::views;
use crate::support::office::person;
use crate::support::outside::{NOW, TestClock, TestRandom, env};
use crate::support::people::{Directory, act};

/// Who is signed in.
pub const OPERATOR: UserId = UserId(1);
/// Whom everything is about; no other number looks like this one.
pub const TARGET: UserId = UserId(770_001);
/// The target's session in this program.
pub const TARGET_SESSION: SessionId = SessionId(1);
/// The role that only the target holds.
pub const ZYMURGY: RoleId = RoleId(11);
/// The role that only the operator holds.
pub const HELD: RoleId = RoleId(12);
/// A role that nobody holds.
pub const SPARE: RoleId = RoleId(13);
/// What gives the target away wherever it is written.
pub const TRACES: [&str; 4] = ["770001", "Xanthe", "xanthe", "910770001"];
/// The target's address.
pub const ADDRESS: &str = "xanthe@target.example";

/// Tables that a command may change and that are put back after it.
const KEPT: [&str; 35] = [
    "purged_key",
    "purged",
    "sign_in",
    "stray_sign_in",
    "term",
    "counter",
    "start_view",
    "saved_view_version",
    "saved_view",
    "recovery_code",
    "second_factor",
    "credential",
    "review_item",
    "review",
    "workspace",
    "team",
    "module",
    "plan",
    "plan_feature",
    "addon",
    "addon_feature",
    "workspace_addon",
    "user",
    "user_role",
    "user_role_workspace",
    "user_team",
    "user_workspace",
    "role",
    "role_permission",
    "setting",
    "person_key",
    "external_id",
    "session",
    "import_mapping",
    "full_list",
];

/// A plan and an add-on that no workspace has; the others that workspaces have in some situations.
const OFFERS: &str = "
    INSERT INTO plan (plan_id, name, name_key) VALUES (77, 'Spare', 'spare'), (78, 'Whole', 'whole');
    INSERT INTO plan_feature VALUES (78, 'insight'), (78, 'import'), (78, 'export');
    INSERT INTO addon (addon_id, name, name_key) VALUES (77, 'Spare', 'spare'), (78, 'More', 'more');";
/// The plan that includes everything.
pub const WHOLE_PLAN: PlanId = PlanId(78);
/// The add-on of the workspace that everything is about.
pub const OWN_ADD_ON: AddOnId = AddOnId(78);

/// The office as every situation begins with it.
pub struct Template {
    folder: TempDir,
    /// Acts that can be set back.
    pub acts: Acts,
    /// The list that an import reads.
    pub prepared: Prepared,
}

/// A workspace to which nobody belongs.
pub const EMPTY: WorkspaceId = WorkspaceId(78);

/// A team that nobody is in.
pub const EMPTY_TEAM: TeamId = TeamId(78);

/// An open office in one situation.
pub struct Ground {
    folder: TempDir,
    path: PathBuf,
    backend: Backend,
    looking: Option<Looking>,
}

/// Thousands of commits are waited for; in memory where the system has such a folder.
fn quick_folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// The target's record as it is stored, in a workspace.
pub fn target_profile(situation: &Situation) -> Profile {
    Profile {
        name: "Xanthe Quarry".into(),
        email: Some(ADDRESS.into()),
        phone: Some("+351910770001".into()),
        onboarding: Onboarding::Completed,
        kind: situation.kind,
        client_id: situation.client.map(ClientId),
        roles: [RoleId(10), ZYMURGY].into(),
        workspaces: [WorkspaceId(situation.workspace)].into(),
        tags: ["Xanthe".to_owned()].into(),
        ..Profile::default()
    }
}

impl Template {
    pub fn new() -> Self {
        let directory = Directory::empty();
        let mut workspace = directory.open();
        act(&mut workspace, NOW.plus_minutes(-500_000), |w| {
            for name in ["Zymurgy", "Held", "Spare"] {
                w.insert_own_role(name, None)?;
            }
            for name in ["Quellenhof", "Rivalhaus"] {
                w.ensure_client(name)?;
            }
            w.insert_user(&person("Olga Operator", "olga@office.example", RoleId(1)))?;
            w.insert_user(&person("Ada Backup", "ada@office.example", RoleId(1)))?;
            Ok(())
        });
        // The target's number is one that nothing else in an answer looks like.
        let number = "UPDATE sqlite_sequence SET seq = 770000 WHERE name = 'user'";
        testing::execute(&directory.path, number).unwrap();
        let empty =
            "INSERT INTO workspace (workspace_id, name, name_key) VALUES (78, 'Empty', 'empty')";
        testing::execute(&directory.path, empty).unwrap();
        let empty = "INSERT INTO team (team_id, name, name_key) VALUES (78, 'Empty', 'empty')";
        testing::execute(&directory.path, empty).unwrap();
        testing::execute(&directory.path, OFFERS).unwrap();
        act(&mut workspace, NOW.plus_minutes(-60), |w| {
            let user_id = w.insert_user(&NewUser {
                profile: target_profile(&Situation::default()),
                created_at: Some(NOW.plus_minutes(-600_000)),
                invitation_expires_at: None,
            })?;
            assert_eq!(user_id, TARGET);
            w.record_user(user_id, &[])?;
            let session_id = w.start_session(user_id, "laptop", NOW.plus_minutes(600))?;
            assert_eq!(session_id, TARGET_SESSION);
            w.set_password(user_id, "unknown")?;
            w.set_second_factor(user_id, &Secret::new(&TestRandom::default()), 0)?;
            Ok(())
        });
        views::save(&mut workspace);
        let acts = undoable::acts(&mut workspace);
        let folder = quick_folder();
        let list = folder.path().join("list.csv");
        std::fs::write(
            &list,
            format!("Name,Email,Job title\nXanthe Quarry,{ADDRESS},Changed\n"),
        )
        .unwrap();
        let mut reader = workspace.reader().unwrap();
        let prepared = reader
            .snapshot(|s| run::look(s, &Request::of(&list), &Unwatched))
            .unwrap();
        drop(reader);
        workspace.checkpoint().unwrap();
        std::fs::copy(workspace.path(), folder.path().join("template")).unwrap();
        Self {
            folder,
            acts,
            prepared,
        }
    }
}

impl Ground {
    /// The office in a situation, its operator signed in.
    pub fn new(template: &Template, situation: &Situation) -> Self {
        let folder = quick_folder();
        let path = folder.path().join("office.rollcall");
        std::fs::copy(template.folder.path().join("template"), &path).unwrap();
        let workspace = Workspace::open(&path, env(&TestClock::at(NOW)).random).unwrap();
        let env = env(&TestClock::at(NOW));
        let backend = Backend::new(workspace, env, Arc::new(|| {}), Drive::Steps).unwrap();
        let mut ground = Self {
            folder,
            path,
            backend,
            looking: None,
        };
        if situation.is_signed_in {
            ground.submit(SessionCommand::EnterDemo).unwrap();
            let operator = ground.backend.operator().unwrap();
            assert_eq!(operator.user_id, OPERATOR);
        }
        ground.execute(&situation.sql());
        if situation.is_locked {
            ground.wait(&ground.backend.lock()).unwrap();
        }
        ground.execute(&keep());
        ground.looking = situation.eyes.map(|person| {
            let reader = Reader::open(&ground.path, Arc::default()).unwrap();
            Looking::new(reader, person)
        });
        ground
    }

    /// The operator as they look through another's eyes.
    pub fn looking(&self) -> Option<&Looking> {
        self.looking.as_ref()
    }

    pub fn submit(&self, command: impl Into<Command>) -> Result<Reply, AppError> {
        self.wait(&self.backend.submit(command.into()))
            .map(|receipt| receipt.reply)
    }

    pub fn ask<Q: Query>(&self, query: Q) -> Result<Q::Output, AppError> {
        match &self.looking {
            Some(looking) => looking.ask(&query),
            None => self.wait(&self.backend.ask(query)),
        }
    }

    /// A workspace of the office as it is stored.
    pub fn workspace(&self, id: WorkspaceId) -> WorkspaceProfile {
        let mut reader = Reader::open(&self.path, Arc::default()).unwrap();
        reader.snapshot(|s| s.workspace(id)).unwrap()
    }

    /// A plan or an add-on of the office as it is stored.
    pub fn terms(&self, offer: OfferId) -> Terms {
        let mut reader = Reader::open(&self.path, Arc::default()).unwrap();
        let (plans, add_ons) = reader
            .snapshot(|s| Ok::<_, StoreError>((s.plans()?, s.add_ons()?)))
            .unwrap();
        let mut plans = plans.into_iter();
        let mut add_ons = add_ons.into_iter();
        let found = match offer {
            OfferId::Plan(id) => plans.find(|p| p.plan_id == id).map(|p| p.terms),
            OfferId::AddOn(id) => add_ons.find(|a| a.add_on_id == id).map(|a| a.terms),
        };
        found.unwrap()
    }

    /// Exports as CSV and gives the text.
    pub fn export(&self, what: Export) -> Result<String, AppError> {
        let path = self.folder.path().join("out.csv");
        let request = ExportRequest {
            what,
            format: Format::Csv,
            path,
        };
        let done = self.wait(&exports::start(&self.backend, request))?;
        Ok(std::fs::read_to_string(done.path).unwrap())
    }

    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    pub fn wait<T>(&self, ticket: &Ticket<T>) -> Result<T, AppError> {
        while self.backend.step() {}
        ticket.take().unwrap()
    }

    pub fn execute(&self, sql: &str) {
        testing::execute(&self.path, sql).unwrap();
    }

    /// Lets the operator's role allow exactly this.
    pub fn hold(&self, permissions: PermissionSet) {
        let rows: String = permissions
            .iter()
            .map(|p| {
                format!(
                    "INSERT INTO role_permission VALUES ({}, '{}');",
                    HELD.0,
                    p.key()
                )
            })
            .collect();
        self.execute(&format!(
            "BEGIN; DELETE FROM role_permission WHERE role_id = {}; {rows} COMMIT;",
            HELD.0
        ));
    }

    /// How many rows differ from what was kept.
    pub fn changed(&self) -> Changed {
        let differ = |table: &str, only: &str| {
            let now = format!("SELECT * FROM {table} {only}");
            let kept = format!("SELECT * FROM kept_{table} {only}");
            format!(
                "(SELECT count(*) FROM ({now} EXCEPT {kept})) + (SELECT count(*) FROM ({kept} EXCEPT {now}))"
            )
        };
        let all: Vec<_> = KEPT.iter().map(|t| differ(t, but_held(t))).collect();
        let own = format!("WHERE user_id = {}", TARGET.0);
        let of_target: Vec<_> = ABOUT_ONE.iter().map(|t| differ(t, &own)).collect();
        let sql = format!("SELECT {}, {}", all.join(" + "), of_target.join(" + "));
        let found = testing::rows(&self.path, &sql).unwrap().remove(0);
        Changed {
            everywhere: found[0].parse().unwrap(),
            target: found[1].parse().unwrap(),
        }
    }

    /// Undoes what a command did; the columns of questions are not put back, so questions come first.
    pub fn put_back(&self) {
        let back: String = KEPT
            .iter()
            .map(|table| {
                let but = but_held(table);
                format!("DELETE FROM {table} {but}; INSERT INTO {table} SELECT * FROM kept_{table} {but};")
            })
            .collect();
        self.execute(&format!("BEGIN; {back} COMMIT;"));
    }
}

/// What a command may have changed.
pub struct Changed {
    pub everywhere: u64,
    /// About the target.
    pub target: u64,
}

/// Tables with rows about one person.
const ABOUT_ONE: [&str; 5] = [
    "user",
    "user_role",
    "user_role_workspace",
    "user_team",
    "user_workspace",
];

/// What the operator's own role allows changes from try to try.
fn but_held(table: &str) -> &'static str {
    if table == "role_permission" {
        "WHERE role_id <> 12"
    } else {
        ""
    }
}

fn keep() -> String {
    KEPT.iter()
        .map(|table| format!("CREATE TABLE kept_{table} AS SELECT * FROM {table};"))
        .collect()
}
