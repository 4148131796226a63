//! A file that is not encrypted gets a passphrase.

use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::backups;
use rollcall::app::commands::Reply;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Means};
use rollcall::app::notice::Notice;
use rollcall::store::error::StoreError;
use rollcall::store::workspace::Workspace;

use crate::support::keyed::{Keyed, PASSPHRASE, PASSWORD, typed};

#[test]
fn a_file_in_clear_is_encrypted_in_its_place() {
    let office = Keyed::with(None);
    office.submit(FileCommand::BackUp).unwrap();
    let older = office.backups()[0].clone();
    office.rename("Harbor 2");
    wrong_ones_are_refused(&office);
    let reply = office.encrypt(PASSPHRASE, PASSWORD);
    let Ok(Reply::Restoring(what)) = reply else {
        panic!("{reply:?}");
    };
    let (path, env, folder) = (office.path(), office.env.clone(), office.folder);
    drop(office.backend);
    let came = launch::restore(&what, &env, Arc::new(|| {})).unwrap();
    let code = came.code.unwrap();
    let Some(Notice::Done(notice)) = came.notice else {
        panic!("nothing is said");
    };
    drop(came.backend);
    let bytes = std::fs::read(&path).unwrap();
    assert!(!bytes.windows(6).any(|part| part == b"Harbor"));
    assert!(launch::open_file(&path, &typed(&code), &env).is_ok());
    let workspace = launch::open_file(&path, &typed(PASSPHRASE), &env).unwrap();
    let (acts, name) = said(&workspace);
    assert_eq!(name, "Harbor 2");
    let last = ["file.encrypt", "file.encrypted", "session.end_left"];
    assert!(acts.ends_with(&last.map(str::to_owned)), "{acts:?}");
    drop(workspace);
    let kept = std::fs::read_dir(backups::folder(&path)).unwrap().flatten();
    let kept = kept.map(|entry| entry.path());
    let kept: Vec<_> = kept.filter(|path| *path != older).collect();
    assert!(
        notice.contains(&kept[0].display().to_string()),
        "{notice:?}"
    );
    assert_eq!(
        said(&launch::open_file(&kept[0], &Means::Remembered, &env).unwrap()).1,
        "Harbor 2"
    );
    // A backup of before takes the file's place encrypted, too.
    let workspace = launch::open_file(&path, &typed(PASSPHRASE), &env).unwrap();
    let backend = Backend::new(workspace, env.clone(), Arc::new(|| {}), Drive::Steps).unwrap();
    let office = Keyed {
        folder,
        clock: office.clock,
        env,
        backend,
    };
    office.sign_in();
    assert!(matches!(
        office.encrypt(PASSPHRASE, PASSWORD),
        Err(AppError::Invalid(_))
    ));
    let what = office.restoring(older);
    drop(office.backend);
    backups::restore(&what, &office.env).unwrap();
    let restored = launch::open_file(&path, &typed(PASSPHRASE), &office.env).unwrap();
    assert_eq!(said(&restored).1, "Harbor");
}

fn wrong_ones_are_refused(office: &Keyed) {
    let wrong = office.encrypt(PASSPHRASE, "not the password");
    assert!(matches!(wrong, Err(AppError::WrongPassword)));
    let weak = office.encrypt("short", PASSWORD);
    assert!(matches!(weak, Err(AppError::Invalid(_))));
}

/// What was done in a file, oldest first, and the office's name.
fn said(workspace: &Workspace) -> (Vec<String>, String) {
    let mut reader = workspace.reader().unwrap();
    let read = reader.snapshot(|s| {
        let acts = (1..=s.generation).map(|seq| s.act(seq).map(|(act, _)| act.command));
        Ok::<_, StoreError>((acts.collect::<Result<_, _>>()?, s.office()?.name))
    });
    read.unwrap()
}
