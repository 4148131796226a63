//! Two offices that differ only in what the operator may not see. Whatever is asked of them, the answers are the same.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::error::AppError;
use rollcall::app::exports::{self, Export, ExportRequest};
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::query::Query;
use rollcall::app::ticket::Ticket;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::permission::{Permission, PermissionSet};
use rollcall::domain::table::Format;
use rollcall::domain::user::{Onboarding, Profile, UserKind};
use rollcall::domain::validation::draft::UserDraft;
use rollcall::store::testing;
use rollcall::store::users::NewUser;

use crate::support::office::person;
use crate::support::outside::{NOW, TestClock, env};
use crate::support::people::{Directory, act};

/// What differs between the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Differ {
    /// E-mail, phone and extension of everybody whose contact data the operator may not see.
    Contact,
    /// Who works in other workspaces, what those are called, and who else belongs to them.
    Strangers,
    /// Who is not of the operator's client.
    OtherClients,
}

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Which {
    First,
    Second,
}

/// Who looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Viewer {
    /// Everything everywhere but contact data.
    NoContact,
    /// The same, with contact data in Atlas.
    ContactInAtlas,
    /// Everything in Studio.
    InStudio,
    /// Everything everywhere, on the side of a client.
    OfClient,
}

/// The names of the colleagues in Studio, from number 3 on.
pub const COLLEAGUES: [&str; 5] = [
    "Petra Adler",
    "Anton Zeman",
    "Mila Novak",
    "Zeno Abt",
    "Lea Lang",
];
/// Works in Atlas; her address is the same in both.
pub const VERA: UserId = UserId(8);
/// Nocturne has a plan and an add-on of its own; each workspace uses more than its plan allows. Studio is a client's.
const TERMS: &str = r#"
    INSERT INTO plan (plan_id, name, name_key, user_limit, client_limit)
    VALUES (1, 'Plain', 'plain', 1, 1), (2, 'Umbra plan', 'umbra plan', 1, 1);
    INSERT INTO plan_feature SELECT plan_id, value FROM plan, json_each('["insight","import","export"]');
    INSERT INTO addon (addon_id, name, name_key) VALUES (1, 'More', 'more'), (2, 'Nocturne more', 'nocturne more');
    UPDATE workspace SET plan_id = iif(workspace_id = 2, 2, 1);
    UPDATE workspace SET visibility = 1, client_id = 1 WHERE workspace_id = 1;
    INSERT INTO workspace_addon VALUES (1, 1), (2, 2);"#;
const HELD: RoleId = RoleId(11);
const CONTACT: RoleId = RoleId(12);

/// Petra and Anton were hired and changed by Ada, who works neither in Studio nor for a client.
const ADAS_HAND: &str = "UPDATE user SET created_by = 2, changed_by = 2 WHERE user_id IN (3, 4);
     UPDATE user_role SET granted_by = 2 WHERE user_id IN (3, 4);
     UPDATE audit_entry SET actor_id = 2 WHERE object_id IN (3, 4) AND command LIKE 'user.%';";

/// One of the two offices.
pub struct Twin {
    directory: Directory,
    backend: Backend,
}

/// E-mail, phone and extension of a colleague: of another shape and in another order in each of the two.
pub fn contact(which: Which, number: usize) -> [String; 3] {
    match which {
        Which::First => [
            format!("qaxvort{number}@hidden-ab.example"),
            format!("+35191234{number}917"),
            format!("771{number}4"),
        ],
        Which::Second => [
            format!("zzkelm{}@secret-yz.example", 9 - number),
            format!("+35196789{}533", 9 - number),
            format!("882{}6", 9 - number),
        ],
    }
}

impl Twin {
    pub fn new(differ: Differ, which: Which, viewer: Viewer) -> Self {
        let of = |wanted| {
            if differ == wanted {
                which
            } else {
                Which::First
            }
        };
        let mut twin = Self::open(begin());
        twin.hire(of(Differ::Contact));
        twin.strangers(if differ == Differ::Contact {
            Which::First
        } else {
            which
        });
        twin.sql("UPDATE user SET client_id = 1, kind = 1 WHERE user_id IN (3, 4);");
        twin.sql(TERMS);
        twin.sql(ADAS_HAND);
        if differ != Differ::Contact && which == Which::Second {
            twin.sql("UPDATE user SET name = 'Wulfhild Backup' WHERE user_id = 2;");
        }
        if of(Differ::Strangers) == Which::Second {
            twin.sql(
                "UPDATE workspace SET name = 'Umbra', name_key = 'umbra' WHERE workspace_id = 2;
                 INSERT INTO user_workspace VALUES (4, 2);",
            );
        }
        // Opened anew, so that the columns hold what was arranged past the program.
        twin = Self::open(twin.directory);
        twin.sql(&viewer.sql());
        twin
    }

    /// Opens the office and signs Olga in, who administers it until she is made the viewer.
    fn open(directory: Directory) -> Self {
        let env = env(&TestClock::at(NOW));
        let backend = Backend::new(directory.open(), env, Arc::new(|| {}), Drive::Steps).unwrap();
        let twin = Self { directory, backend };
        twin.submit(SessionCommand::EnterDemo).unwrap();
        twin
    }

    /// Colleagues come with one address and get another, so that their history has both.
    fn hire(&self, which: Which) {
        for (number, name) in (3..).zip(COLLEAGUES) {
            let [email, phone, extension] = contact(which, number);
            let draft = UserDraft {
                name: name.into(),
                email: format!("old.{email}"),
                phone,
                workspaces: [WorkspaceId(1)].into(),
                roles: [RoleId(10)].into(),
                ..UserDraft::default()
            };
            let user_id = UserId(number as i64);
            let reply = self.submit(UserCommand::Create(Box::new(draft))).unwrap();
            assert_eq!(reply, Reply::Created(user_id));
            self.update(user_id, |draft| {
                draft.email = email;
                draft.extension = extension;
            })
            .unwrap();
        }
        // Petra works in Nocturne too; who does not see Nocturne does not read of it in her history.
        self.update(UserId(3), |draft| {
            draft.workspaces.insert(WorkspaceId(2));
        })
        .unwrap();
        self.submit(RoleCommand::Place(Box::new(Placement {
            user_id: UserId(3),
            role_id: RoleId(10),
            place: GrantPlace::Named([WorkspaceId(2)].into()),
            ends_on: None,
        })))
        .unwrap();
    }

    /// Those at work elsewhere, after the others in number and time: more of them and other ones in the second office.
    fn strangers(&self, which: Which) {
        let mut workspace = self.directory.open();
        act(&mut workspace, NOW.plus_minutes(-30), |w| {
            let vera = stranger("Vera Visible", "vera@office.example", 3);
            assert_eq!(w.insert_user(&vera)?, VERA);
            w.start_session(VERA, "tablet", NOW.plus_minutes(100))?;
            let names: &[&str] = if which == Which::Second {
                &[
                    "Qorbin Vexley",
                    "Wulfhild Xaver",
                    "Zdenka Quist",
                    "Quirin Xerxes",
                ]
            } else {
                &["Ulrich Oxenford", "Ysolde Huxtable"]
            };
            for (name, place) in names.iter().zip([3, 2, 2, 3]) {
                let email = format!(
                    "{}@elsewhere.example",
                    name.to_lowercase().replace(' ', ".")
                );
                let user_id = w.insert_user(&stranger(name, &email, place))?;
                w.record_user(user_id, &[])?;
                w.start_session(user_id, name, NOW.plus_minutes(100))?;
            }
            Ok(())
        });
        // Sessions are numbered one after the other; that of the viewer has the same number in both.
        let filling = "INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at, ended_at)
             VALUES (2, '', '', 1, 1, 1, 1);";
        self.sql(&filling.repeat(if which == Which::Second { 0 } else { 2 }));
        let client = "UPDATE user SET kind = 1, client_id = 2 WHERE user_id IN (10, 11);";
        self.sql(client);
    }

    pub fn submit(&self, command: impl Into<Command>) -> Result<Reply, AppError> {
        self.wait(&self.backend.submit(command.into()))
            .map(|receipt| receipt.reply)
    }

    pub fn ask<Q: Query>(&self, query: Q) -> Result<Q::Output, AppError> {
        self.wait(&self.backend.ask(query))
    }

    /// Exports to a file.
    pub fn export(&self, what: Export, format: Format) -> Result<PathBuf, AppError> {
        let path = self
            .directory
            .folder
            .path()
            .join(format!("out.{}", format.extension()));
        let request = ExportRequest { what, format, path };
        Ok(self.wait(&exports::start(&self.backend, request))?.path)
    }

    pub fn rows(&self, sql: &str) -> Vec<String> {
        let rows = testing::rows(&self.directory.path, sql).unwrap();
        rows.into_iter().map(|row| row.join("|")).collect()
    }

    /// Changes a person as from the form that the operator sees.
    pub fn update(
        &self,
        user_id: UserId,
        change: impl FnOnce(&mut UserDraft),
    ) -> Result<Reply, AppError> {
        let record = self.ask(UserDetail::of(user_id))?.record;
        let mut draft = UserDraft::from(&record.profile);
        change(&mut draft);
        self.submit(UserCommand::Update {
            user_id,
            draft: Box::new(draft),
            base: record.changed_at,
        })
    }

    pub fn sql(&self, sql: &str) {
        testing::execute(&self.directory.path, sql).unwrap();
    }

    /// Lets the viewer's first role allow exactly this.
    pub fn allow(&self, permissions: PermissionSet) {
        self.sql(&format!(
            "DELETE FROM role_permission WHERE role_id = {};",
            HELD.0
        ));
        self.sql(&rows_of(HELD, permissions));
    }

    /// Writes a file beside the office.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.directory.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub fn backend(&self) -> &Backend {
        &self.backend
    }

    pub fn wait<T>(&self, ticket: &Ticket<T>) -> Result<T, AppError> {
        while self.backend.step() {}
        ticket.take().unwrap()
    }
}

/// Roles and clients, Olga who will be the viewer, and Ada who stays the administrator.
fn begin() -> Directory {
    let directory = Directory::empty();
    act(&mut directory.open(), NOW.plus_minutes(-500_000), |w| {
        w.insert_own_role("Held", None)?;
        w.insert_own_role("Contact", None)?;
        w.ensure_client("Quellenhof")?;
        w.ensure_client("Rivalhaus")?;
        w.insert_user(&person("Olga Operator", "olga@office.example", RoleId(1)))?;
        w.insert_user(&person("Ada Backup", "ada@office.example", RoleId(1)))?;
        Ok(())
    });
    // A word that no workbook has of itself.
    let name =
        "UPDATE workspace SET name = 'Nocturne', name_key = 'nocturne' WHERE workspace_id = 2";
    testing::execute(&directory.path, name).unwrap();
    directory
}

fn stranger(name: &str, email: &str, workspace: i64) -> NewUser {
    NewUser {
        profile: Profile {
            name: name.to_owned(),
            email: Some(email.to_owned()),
            phone: Some("+351933000111".to_owned()),
            onboarding: Onboarding::Completed,
            kind: UserKind::Internal,
            roles: [RoleId(9)].into(),
            workspaces: [WorkspaceId(workspace)].into(),
            tags: BTreeSet::from([name.to_owned()]),
            ..Profile::default()
        },
        created_at: Some(NOW.plus_minutes(-600)),
        invitation_expires_at: None,
    }
}

fn rows_of(role: RoleId, permissions: PermissionSet) -> String {
    let row = |p: Permission| {
        format!(
            "INSERT INTO role_permission VALUES ({}, '{}');",
            role.0,
            p.key()
        )
    };
    permissions.iter().map(row).collect()
}

impl Viewer {
    /// The statements that make Olga this viewer.
    fn sql(self) -> String {
        let but_contact = PermissionSet::all_but(&[Permission::UsersViewContact]);
        let (allowed, place) = match self {
            Self::NoContact | Self::ContactInAtlas => (but_contact, 0),
            Self::InStudio => (PermissionSet::all_but(&[]), 1),
            Self::OfClient => (PermissionSet::all_but(&[]), 0),
        };
        let contact = [Permission::UsersViewContact].into_iter().collect();
        let more = match self {
            Self::NoContact | Self::InStudio => String::new(),
            Self::ContactInAtlas => format!(
                "INSERT INTO user_workspace VALUES (1, 3);
                 INSERT INTO user_role (user_id, role_id, place) VALUES (1, {0}, 2);
                 INSERT INTO user_role_workspace VALUES (1, {0}, 3);",
                CONTACT.0
            ),
            Self::OfClient => "UPDATE user SET kind = 1, client_id = 1 WHERE user_id = 1;".into(),
        };
        format!(
            "{} {} DELETE FROM user_role WHERE user_id = 1;
             INSERT INTO user_role (user_id, role_id, place) VALUES (1, {}, {place});
             INSERT INTO user_workspace VALUES (1, 1); {more}",
            rows_of(HELD, allowed),
            rows_of(CONTACT, contact),
            HELD.0
        )
    }
}
