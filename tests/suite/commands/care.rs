//! The care of the file: backups and what makes one, a second place, another passphrase, putting a backup in its place.

use std::path::PathBuf;

use rollcall::app::backups;
use rollcall::app::commands::Reply;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::error::AppError;
use rollcall::app::launch;
use rollcall::app::queries::backups::Backups;
use rollcall::app::queries::cover::Cover;
use rollcall::domain::backup::Reason;
use rollcall::domain::module::Module;
use rollcall::store::error::StoreError;

use crate::support::keyed::{Keyed, PASSPHRASE, PASSWORD, typed};
use crate::support::office::TestOffice;

#[test]
fn a_locked_program_has_no_key_and_the_password_brings_it_back() {
    let office = Keyed::new();
    drop(office.backend.lock());
    assert!(office.backend.is_closed());
    assert!(
        matches!(office.ask(Cover), Err(AppError::Cancelled)),
        "nothing answers"
    );
    assert!(matches!(
        office.unlock("another password"),
        Err(AppError::WrongPassword)
    ));
    assert!(office.backend.is_closed());
    office.unlock(PASSWORD).unwrap();
    assert!(!office.backend.is_closed());
    assert_eq!(office.ask(Cover).unwrap().name, "Harbor");
    assert!(office.backend.operator().is_some());
}

#[test]
fn wrong_passwords_of_a_locked_program_are_slowed_down_and_recorded() {
    let office = Keyed::new();
    drop(office.backend.lock());
    for _ in 0..5 {
        assert!(matches!(
            office.unlock("another password"),
            Err(AppError::WrongPassword)
        ));
    }
    assert!(matches!(
        office.unlock(PASSWORD),
        Err(AppError::Throttled(1..=2))
    ));
    office.clock.advance_ms(1_001);
    office.unlock(PASSWORD).unwrap();
    let what = office.restoring({
        office.submit(FileCommand::BackUp).unwrap();
        office.backups()[0].clone()
    });
    drop(what);
    let key = launch::open_file(&office.backups()[0], &typed(PASSPHRASE), &office.env).unwrap();
    let mut reader = key.reader().unwrap();
    let attempts = reader.snapshot(|s| {
        let newest = s.generation;
        let mut failed = 0;
        for seq in 1..=newest {
            let (act, _) = s.act(seq)?;
            failed += u32::from(act.command == "session.attempt");
        }
        Ok::<_, StoreError>(failed)
    });
    // Signing in and unlocking are attempts too, stored before they are judged.
    assert_eq!(attempts.unwrap(), 5 + 2);
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_opens_older_backups_only() {
    let office = Keyed::new();
    assert!(matches!(
        office.change_passphrase(PASSPHRASE, PASSWORD),
        Err(AppError::Invalid(_))
    ));
    assert!(matches!(
        office.change_passphrase("another four words here", "not the password"),
        Err(AppError::WrongPassword)
    ));
    let reply = office
        .change_passphrase("another four words here", PASSWORD)
        .unwrap();
    let Reply::PassphraseChanged { code, .. } = reply else {
        panic!("{reply:?}");
    };
    assert_eq!(office.ask(Cover).unwrap().name, "Harbor", "readers go on");
    office.rename("Harbor 2");
    // The new key is sealed under the password too.
    drop(office.backend.lock());
    office.unlock(PASSWORD).unwrap();
    let older = office.backups().pop().unwrap();
    let (path, env) = (office.path(), office.env.clone());
    assert!(launch::open_file(&older, &typed(PASSPHRASE), &env).is_ok());
    assert!(launch::open_file(&older, &typed("another four words here"), &env).is_err());
    let what = office.restoring(older);
    assert_ne!(what.key, what.current);
    drop(office.backend);
    let wrong = launch::open_file(&path, &typed(PASSPHRASE), &env);
    assert!(matches!(
        wrong,
        Err(AppError::Store(StoreError::WrongKey(_)))
    ));
    assert!(launch::open_file(&path, &typed(&code), &env).is_ok());
    // What is restored opens with the passphrase of now.
    backups::restore(&what, &env).unwrap();
    let restored = launch::open_file(&path, &typed("another four words here"), &env).unwrap();
    let name = restored
        .reader()
        .unwrap()
        .snapshot(|s| s.office())
        .unwrap()
        .name;
    assert_eq!(name, "Harbor");
}

#[test]
fn restoring_keeps_what_was_there_and_says_so_in_the_log() {
    let office = Keyed::new();
    office.submit(FileCommand::BackUp).unwrap();
    let backup = office.backups()[0].clone();
    office.clock.advance_ms(60_000);
    office.rename("Harbor 2");
    assert!(office.ask(Backups).unwrap().rows[0].newer >= 1);
    let what = office.restoring(backup);
    let (path, env) = (office.path(), office.env.clone());
    drop(office.backend);
    let restored = backups::restore(&what, &env).unwrap();
    let name = |path: &PathBuf| {
        let workspace = launch::open_file(path, &typed(PASSPHRASE), &env).unwrap();
        let mut reader = workspace.reader().unwrap();
        reader
            .snapshot(|s| {
                let (act, _) = s.act(s.generation)?;
                Ok::<_, StoreError>((s.office()?.name, act.command))
            })
            .unwrap()
    };
    assert_eq!(
        name(&path),
        ("Harbor".to_owned(), "backup.restored".to_owned())
    );
    let kept = restored.kept.unwrap();
    assert_eq!(
        name(&kept),
        ("Harbor 2".to_owned(), "backup.restore".to_owned())
    );
    assert_eq!(
        backups::guess(&kept).file_name().unwrap(),
        "office restored.rollcall"
    );
}

#[test]
fn a_backup_that_is_damaged_restores_nothing() {
    let office = Keyed::new();
    office.submit(FileCommand::BackUp).unwrap();
    let backup = office.backups()[0].clone();
    let what = office.restoring(backup.clone());
    let path = office.path();
    let env = office.env.clone();
    drop(office.backend);
    let before = std::fs::read(&path).unwrap();
    let mut bytes = std::fs::read(&backup).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&backup, bytes).unwrap();
    assert!(backups::restore(&what, &env).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let left: Vec<_> = std::fs::read_dir(office.folder.path())
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn without_a_backup_nothing_dangerous_begins() {
    let office = TestOffice::entered();
    // A file where the folder for backups would be.
    std::fs::write(backups::folder(&office.path()), "in the way").unwrap();
    let before = office.entries();
    let refused = office.submit(ModuleCommand::Remove(Module::Insight));
    assert!(
        matches!(refused, Err(AppError::NotBackedUp(_))),
        "{refused:?}"
    );
    assert_eq!(office.entries(), before);
}

#[test]
fn a_second_place_gets_every_backup_and_its_loss_is_told() {
    let office = TestOffice::entered();
    let elsewhere = tempfile::tempdir().unwrap();
    let second = elsewhere.path().join("copies");
    office
        .submit(FileCommand::SecondPlace(Some(second.clone())))
        .unwrap();
    let Ok(Reply::MadeBackup(made)) = office.submit(FileCommand::BackUp) else {
        panic!("no backup");
    };
    let copy = made.second.unwrap().unwrap();
    assert_eq!(
        std::fs::read(&copy).unwrap(),
        std::fs::read(&made.path).unwrap()
    );
    assert_eq!(office.ask(Backups).unwrap().rows.len(), 1, "told once");
    std::fs::remove_dir_all(&second).unwrap();
    std::fs::write(&second, "in the way").unwrap();
    let Ok(Reply::MadeBackup(made)) = office.submit(FileCommand::BackUp) else {
        panic!("no backup");
    };
    assert!(made.second.unwrap().is_err());
    assert_eq!(made.reason, Reason::Asked);
}

#[test]
fn the_backup_of_the_day_is_made_once_a_day() {
    let office = Keyed::new();
    let daily = || {
        let ticket = backups::tend(&office.backend);
        while office.backend.step() {}
        ticket.take().unwrap().unwrap()
    };
    assert_eq!(daily().unwrap().reason, Reason::Daily);
    assert_eq!(daily(), None);
    office.clock.advance_ms(23 * 3_600_000);
    assert_eq!(daily(), None);
    office.clock.advance_ms(3_600_000);
    assert!(daily().is_some());
    assert_eq!(office.backups().len(), 2);
}

#[test]
fn old_backups_go_and_what_was_replaced_stays() {
    let office = TestOffice::entered();
    let folder = backups::folder(&office.path());
    std::fs::create_dir_all(&folder).unwrap();
    for name in [
        "2019-01-01T000000Z daily",
        "2019-01-02T000000Z daily",
        "2019-01-03T000000Z replaced",
        "notes",
    ] {
        std::fs::write(folder.join(format!("office {name}.rollcall")), "old").unwrap();
    }
    let Ok(Reply::MadeBackup(made)) = office.submit(FileCommand::BackUp) else {
        panic!("no backup");
    };
    // The newer of the two is one of the two that always stay.
    assert_eq!(made.gone, 1);
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 4);
}
