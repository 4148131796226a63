//! The child that does one thing to a file while calls of the system fail or it is killed, and then the next thing.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rollcall::app::backups;
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::password::PasswordCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::review::ReviewCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::bulk::{Chosen, Deed};
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::module::Module;
use rollcall::domain::permission::Permission;
use rollcall::domain::plan::OfferKind;
use rollcall::domain::random::Random;
use rollcall::domain::review::{Decision, Subject};
use rollcall::domain::user::Profile;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::WorkspaceProfile;
use zeroize::Zeroizing;

use crate::ground::{Desk, FILE, env, key, make};
use crate::strace::BEGIN;

/// What can be done to a file, each a class of commands of its own.
pub const MUTATING: &[&str] = &[
    "open",
    "user-create",
    "user-update",
    "users-delete",
    "users-purge",
    "role-allow",
    "role-place",
    "workspace-create",
    "plan-create",
    "office-name",
    "module-remove",
    "review",
    "undo",
    "import",
    "backup",
    "password",
    "sign-out",
];
/// The passphrase that the change of passphrase sets.
pub const NEW_PASSPHRASE: &str = "another four words here";
/// What the next thing after the deed sets.
pub const NEXT: &str = "Next";
/// Files of people.
const FEW: &str = "few.csv";
const MANY: &str = "many.csv";
/// The person to whom things are done.
const TOMAS: UserId = UserId(2);
const MEMBER: RoleId = RoleId(10);

/// Bytes that are the same in every run, so that every run makes the same calls.
#[derive(Default)]
struct Counting(AtomicU64);

impl Random for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let count = self.0.fetch_add(1, Ordering::SeqCst) + 1;
            let mixed = count.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
    }
}

fn outside(hours: i64) -> Env {
    Env {
        random: Arc::new(Counting::default()),
        ..env(hours)
    }
}

/// Makes the file to which deeds are done: a few people, a backup, and after it a change that can be set back.
pub fn prepare(folder: &Path) -> PathBuf {
    let path = folder.join(FILE);
    let outside = outside(0);
    make(&path, Some(key()), &outside);
    let desk = Desk::open(&path, Some(key()), &outside).unwrap();
    desk.give(UserCommand::Create(Box::new(draft("Tomás Vidal", 2))))
        .unwrap();
    for number in 0..40 {
        let draft = draft(&format!("Person {number}"), 100 + number);
        desk.give(UserCommand::Create(Box::new(draft))).unwrap();
    }
    desk.give(FileCommand::BackUp).unwrap();
    // Some wait in the bin; one is gone for good since the backup.
    desk.give(delete(30..36)).unwrap();
    desk.give(purge(35..36)).unwrap();
    let renamed = desk
        .give(OfficeCommand::SetName("After the backup".into()))
        .unwrap();
    let seq = renamed.undoable.unwrap().to_string();
    std::fs::write(folder.join("undoable"), seq).unwrap();
    std::fs::write(folder.join(FEW), list(12)).unwrap();
    std::fs::write(folder.join(MANY), list(400)).unwrap();
    path
}

fn draft(name: &str, number: u64) -> UserDraft {
    UserDraft::from(&Profile {
        name: name.into(),
        email: Some(format!("n{number}@northwind.example")),
        roles: [MEMBER].into(),
        workspaces: [WorkspaceId(1)].into(),
        notes: "notes ".repeat(20).trim().to_owned(),
        ..Profile::default()
    })
}

/// Does the deed, says how it went, and does the next thing.
pub fn child(arguments: &[&str]) {
    let [deed, path] = arguments else {
        panic!("deed NAME FILE");
    };
    let path = PathBuf::from(path);
    match *deed {
        "open" => {
            begin();
            let desk = Desk::open(&path, Some(key()), &outside(1));
            say("said", desk.as_ref().map(drop));
            drop(desk);
            next(&path);
        }
        "restore" => restore(&path),
        "fill" => fill(&path),
        deed => {
            let desk = Desk::open(&path, Some(key()), &outside(1)).unwrap();
            let command = command(deed, &desk, &path);
            begin();
            let done = match command {
                Some(command) => desk.give(command).map(drop),
                None => desk.import_file(path.with_file_name(FEW)).map(drop),
            };
            say("said", done.as_ref().copied());
            if deed == "sign-out" {
                drop(desk);
                return next(&path);
            }
            let named = desk.give(OfficeCommand::SetName(NEXT.into()));
            say("next", named.as_ref().map(drop));
        }
    }
}

/// Opens the file anew and changes it.
fn next(path: &Path) {
    let named = Desk::open(path, Some(key()), &outside(2))
        .and_then(|desk| desk.give(OfficeCommand::SetName(NEXT.into())));
    say("next", named.as_ref().map(drop));
}

fn begin() {
    drop(std::fs::File::open(BEGIN));
}

/// One line: done, or the sentence of the error.
fn say(what: &str, done: Result<(), &AppError>) {
    let said = match done {
        Ok(()) => "done".to_owned(),
        Err(AppError::Internal(defect)) => panic!("a defect: {defect}"),
        Err(error) => {
            eprintln!("{what}: {error} ({})", error.number());
            error.message().line()
        }
    };
    let line = serde_json::json!({ what: said });
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
}

fn purge(some: Range<i64>) -> PurgeCommand {
    PurgeCommand::These(Arc::new(some.map(UserId).collect()))
}

/// Puts some of the people into the bin.
fn delete(some: Range<i64>) -> BulkCommand {
    let some: Arc<Vec<UserId>> = Arc::new(some.map(UserId).collect());
    BulkCommand {
        deed: Deed::Delete,
        chosen: Chosen::These(Arc::clone(&some)),
        seen: some,
    }
}

fn command(deed: &str, desk: &Desk, path: &Path) -> Option<Command> {
    let base = desk.user(TOMAS).unwrap().changed_at;
    Some(match deed {
        "user-create" => UserCommand::Create(Box::new(draft("Ana Li", 7))).into(),
        "user-update" => UserCommand::Update {
            user_id: TOMAS,
            draft: Box::new(draft("Tomás Vidal Neto", 9)),
            base,
        }
        .into(),
        "users-delete" => delete(3..15).into(),
        "users-purge" => purge(30..35).into(),
        "role-allow" => RoleCommand::Allow(MEMBER, Permission::DataExport).into(),
        "role-place" => RoleCommand::Place(Box::new(Placement {
            user_id: TOMAS,
            role_id: MEMBER,
            place: GrantPlace::Named([WorkspaceId(1)].into()),
            ends_on: None,
        }))
        .into(),
        "workspace-create" => WorkspaceCommand::Create(Box::new(WorkspaceProfile {
            name: "Atlas".into(),
            ..WorkspaceProfile::default()
        }))
        .into(),
        "plan-create" => PlanCommand::Create(
            OfferKind::Plan,
            Box::new(TermsDraft {
                name: "Small".into(),
                ..TermsDraft::default()
            }),
        )
        .into(),
        "office-name" => OfficeCommand::SetName("Renamed".into()).into(),
        "module-remove" => ModuleCommand::Remove(Module::Plans).into(),
        "review" => ReviewCommand {
            subject: Subject::Role(MEMBER),
            decisions: vec![(TOMAS, Decision::Remove("left".into()))],
        }
        .into(),
        "undo" => UndoCommand::of(noted(path)).into(),
        "import" => return None,
        "backup" => FileCommand::BackUp.into(),
        "password" => PasswordCommand {
            user_id: TOMAS,
            password: Zeroizing::new("four grey owls at noon".into()),
        }
        .into(),
        "passphrase" => FileCommand::ChangePassphrase {
            passphrase: Zeroizing::new(NEW_PASSPHRASE.into()),
            password: Zeroizing::default(),
        }
        .into(),
        "sign-out" => SessionCommand::SignOut.into(),
        other => panic!("no such deed: {other}"),
    })
}

/// The act that can be set back.
fn noted(path: &Path) -> i64 {
    let noted = path.with_file_name("undoable");
    std::fs::read_to_string(noted).unwrap().parse().unwrap()
}

/// A file of people.
fn list(rows: u64) -> String {
    let row = |number| format!("Row {number},r{number}@northwind.example,Imports\n");
    let rows: String = (0..rows).map(row).collect();
    format!("Name,Email,Department\n{rows}")
}

/// Puts the backup in the place of the file.
fn restore(path: &Path) {
    let outside = outside(1);
    let desk = Desk::open(path, Some(key()), &outside).unwrap();
    let found = backups::find(path, &backups::folder(path));
    let receipt = desk.give(FileCommand::Restore {
        backup: found.last().unwrap().path.clone(),
        password: Zeroizing::default(),
    });
    let Reply::Restoring(what) = receipt.unwrap().reply else {
        panic!("not restoring");
    };
    drop(desk);
    begin();
    let restored = backups::restore(&what, &outside);
    say("said", restored.as_ref().map(drop));
    next(path);
}

/// Changes the file until the disk is full; says how many changes were acknowledged and what was said of the next one.
fn fill(path: &Path) {
    let desk = Desk::open(path, Some(key()), &outside(1)).unwrap();
    let mut acknowledged = 0;
    let refused = loop {
        let mut draft = draft(&format!("Filler {acknowledged}"), 1_000 + acknowledged);
        draft.notes = "full ".repeat(1_500).trim().to_owned();
        match desk.give(UserCommand::Create(Box::new(draft))) {
            Ok(_) => acknowledged += 1,
            Err(error) => break error,
        }
    };
    say("said", Err(&refused));
    let backup = desk.give(FileCommand::BackUp);
    say("backup", backup.as_ref().map(drop));
    let import = desk.import_file(path.with_file_name(MANY));
    say("import", import.as_ref().map(drop));
    let ballast = path.with_file_name("ballast");
    std::fs::remove_file(ballast).unwrap();
    let named = desk.give(OfficeCommand::SetName(NEXT.into()));
    say("next", named.as_ref().map(drop));
    println!("{}", serde_json::json!({ "acknowledged": acknowledged }));
}
