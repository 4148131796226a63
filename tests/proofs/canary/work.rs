//! What the window does to the office, without the window: every other field is filled, and the process is killed.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::review::ReviewCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::env::Env;
use rollcall::app::launch::{Keep, Means, open_file};
use rollcall::app::logging;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::plan::OfferKind;
use rollcall::domain::review::{Decision, Subject};
use rollcall::domain::second_factor::Secret;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::domain::validation::terms::TermsDraft;
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::platform::computer::Computer;
use zeroize::Zeroizing;

use super::{PASSPHRASE, PASSWORD, address, word};
use crate::ground::{Desk, env};

/// The person of the imported file.
const IMPORTED: UserId = UserId(2);
const MEMBER: RoleId = RoleId(10);

/// Works as somebody at the window would.
pub fn child(arguments: &[&str]) {
    let [file] = arguments else {
        panic!("canary FILE");
    };
    logging::begin();
    let path = PathBuf::from(file);
    let env = Env {
        vault: env(0).vault,
        ..Env::system()
    };
    let typed = Means::Typed(Zeroizing::new(PASSPHRASE.to_owned()), Keep::AsItWas);
    let workspace = open_file(&path, &typed, &env).unwrap();
    let backend = Backend::new(workspace, env, Arc::new(|| {}), Drive::Steps).unwrap();
    let desk = Desk { backend };
    desk.give(SessionCommand::SignIn {
        email: address(),
        password: Zeroizing::new(PASSWORD.to_owned()),
    })
    .unwrap();
    remember(&path);
    edit(&desk);
    let second = path.parent().unwrap().with_file_name("second");
    desk.give(FileCommand::SecondPlace(Some(second))).unwrap();
    desk.give(FileCommand::BackUp).unwrap();
    come_back(&desk);
    undo(&desk);
    turn_on_second_factor(&desk);
    eprintln!("KILLED HERE");
    std::process::abort();
}

/// What this computer remembers.
fn remember(path: &Path) {
    let mut computer = Computer::load();
    computer.note_recent(path);
    computer
        .window_sizes
        .insert("segment".to_owned(), [800.0, 600.0]);
    computer.save().unwrap();
}

fn edit(desk: &Desk) {
    let record = desk.user(IMPORTED).unwrap();
    let mut draft = UserDraft::from(&record.profile);
    draft.manager = word("Edited");
    draft.roles.insert(MEMBER);
    let update = UserCommand::Update {
        user_id: IMPORTED,
        draft: Box::new(draft),
        base: record.changed_at,
    };
    desk.give(update).unwrap();
    let role = RoleCommand::Create {
        name: word("Role"),
        copy_of: None,
    };
    desk.give(role).unwrap();
    for (kind, name) in [(OfferKind::Plan, "Plan"), (OfferKind::AddOn, "Addon")] {
        let draft = TermsDraft {
            name: word(name),
            price: word("Price"),
            ..TermsDraft::default()
        };
        desk.give(PlanCommand::Create(kind, Box::new(draft)))
            .unwrap();
    }
    let room = WorkspaceProfile {
        name: word("Room"),
        ..WorkspaceProfile::default()
    };
    desk.give(WorkspaceCommand::Create(Box::new(room))).unwrap();
    let review = ReviewCommand {
        subject: Subject::Role(MEMBER),
        decisions: vec![(IMPORTED, Decision::Remove(word("Review")))],
    };
    desk.give(review).unwrap();
}

/// The lock closes an encrypted file, and the password opens it again.
fn come_back(desk: &Desk) {
    desk.wait(&desk.backend.lock()).unwrap();
    desk.give(SessionCommand::Unlock {
        password: Zeroizing::new(PASSWORD.to_owned()),
    })
    .unwrap();
}

fn undo(desk: &Desk) {
    let renamed = desk.give(OfficeCommand::SetName(word("Undone"))).unwrap();
    desk.give(UndoCommand::of(renamed.undoable.unwrap()))
        .unwrap();
    desk.give(OfficeCommand::SetName(word("Renamed"))).unwrap();
}

/// With a secret that is a word itself.
fn turn_on_second_factor(desk: &Desk) {
    let secret = Secret::from_bytes(format!("{}123", word("Secret")).as_bytes()).unwrap();
    let step = desk.backend.env().clock.now().0 / 30_000;
    let code = Zeroizing::new(format!("{:06}", secret.code(step)));
    desk.give(OwnCommand::TurnOnFactor { secret, code })
        .unwrap();
}
