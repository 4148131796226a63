//! Backups that are opened with the passphrase itself: whenever somebody has typed it, once each, and never across a lock.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rollcall::app::backend::Wake;
use rollcall::app::backups;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::env::Env;
use rollcall::app::launch::{self, Came, Keep, Means};
use rollcall::app::passphrase;
use rollcall::app::progress::Progress;
use rollcall::app::queries::backups::Backups;
use rollcall::domain::backup::{Proven, Reason};
use rollcall::store::key::{Cover, FileKey, Salt, cover};
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;
use zeroize::Zeroizing;

use crate::support::keyed::{Keyed, PASSPHRASE, PASSWORD, harbor, typed};
use crate::support::outside::{NOW, NoVault, TestClock, env};

const NEW: &str = "lanterns over the harbor";

fn salt_of(path: &Path) -> Salt {
    match cover(path).unwrap() {
        Cover::Encrypted(salt) => salt,
        other => panic!("{other:?}"),
    }
}

fn proven(office: &Keyed) -> Option<Proven> {
    office.ask(Backups).unwrap().proven
}

#[test]
fn after_a_change_of_the_passphrase_a_backup_is_made_and_opened_with_the_new_one() {
    let office = Keyed::new();
    office.change_passphrase(NEW, PASSWORD).unwrap();
    let made = office.backups();
    assert_eq!(made.len(), 2, "one of before, one of after: {made:?}");
    let found = proven(&office).unwrap();
    assert!(found.is_open, "{found:?}");
    assert!(made[0].ends_with(&found.backup), "{made:?}");
    let salt = salt_of(&made[0]);
    for (backup, opens) in [(&made[0], NEW), (&made[1], PASSPHRASE)] {
        let key = passphrase::key(opens, salt).unwrap();
        backups::opens(backup, Some(&key)).unwrap();
    }
}

#[test]
fn nothing_that_was_typed_outlasts_a_lock() {
    let office = Keyed::new();
    let ticket = office.backend.submit(
        FileCommand::ChangePassphrase {
            passphrase: Zeroizing::new(NEW.to_owned()),
            password: Zeroizing::new(PASSWORD.to_owned()),
        }
        .into(),
    );
    assert!(
        office.backend.step(),
        "the change is done, and the proof waits"
    );
    drop(office.backend.lock());
    ticket.take().unwrap().unwrap();
    office.unlock(PASSWORD).unwrap();
    assert_eq!(proven(&office), None);
    assert_eq!(office.backups().len(), 1, "that of before the change");
}

/// An outside without a keyring, and ears for its program.
struct Outside {
    env: Env,
    heard: Receiver<()>,
    wake: Wake,
}

impl Outside {
    fn new(clock: &Arc<TestClock>) -> Self {
        let (said, heard) = channel();
        let said = Mutex::new(said);
        Self {
            env: Env {
                vault: Arc::new(NoVault),
                ..env(clock)
            },
            heard,
            wake: Arc::new(move || said.lock().unwrap().send(()).unwrap_or(())),
        }
    }

    fn create(&self, path: &Path) -> Came {
        let new = harbor(Some(PASSPHRASE));
        launch::begin(path, &new, Keep::AsItWas, &self.env, Arc::clone(&self.wake)).unwrap()
    }

    fn enter(&self, path: &Path, means: &Means) -> Came {
        launch::enter(path, means, &self.env, Arc::clone(&self.wake)).unwrap()
    }

    /// Waits until everything long that was begun is done and recorded.
    fn finish(&self, came: Came) {
        let long = came
            .backend
            .read_then_write(|_, _| Ok(()), |_, _, _| Ok(()));
        while long.take().is_none() {
            self.heard.recv_timeout(Duration::from_secs(20)).unwrap();
        }
        drop(came);
    }
}

/// How often backups were made and opened, as the log tells.
fn told(path: &Path, key: &FileKey) -> Vec<String> {
    let sql = "SELECT command FROM audit_entry WHERE command IN ('backup.make', 'backup.prove') ORDER BY seq";
    let rows = testing::rows_of(path, Some(key), sql).unwrap();
    rows.into_iter().flatten().collect()
}

#[test]
fn a_passphrase_that_was_typed_opens_the_newest_backup_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.rollcall");
    let clock = TestClock::at(NOW);
    let outside = Outside::new(&clock);
    let came = outside.create(&path);
    let code = came.code.clone().unwrap();
    outside.finish(came);
    let key = passphrase::key(PASSPHRASE, salt_of(&path)).unwrap();
    // There was none yet, so the first was made.
    assert_eq!(told(&path, &key), ["backup.make", "backup.prove"]);
    outside.finish(outside.enter(&path, &typed(PASSPHRASE)));
    assert_eq!(told(&path, &key).len(), 2, "it is known to open");
    clock.advance_ms(60_000);
    let random = Arc::clone(&outside.env.random);
    let workspace = Workspace::unlock(&path, Some(key.clone()), random).unwrap();
    let (reason, progress) = (Reason::Asked, Progress::default());
    let newer = backups::before(&workspace, reason, &outside.env, &progress).unwrap();
    drop(workspace);
    outside.finish(outside.enter(&path, &typed(&code)));
    assert_eq!(told(&path, &key).len(), 2, "a recovery code proves nothing");
    outside.finish(outside.enter(&path, &typed(PASSPHRASE)));
    assert_eq!(
        told(&path, &key),
        ["backup.make", "backup.prove", "backup.prove"]
    );
    let sql = "SELECT value FROM setting WHERE key = 'backup.proven'";
    let kept = testing::rows_of(&path, Some(&key), sql).unwrap()[0][0].clone();
    let name = newer.path.file_name().unwrap().to_string_lossy();
    assert!(kept.contains(&*name), "{kept}");
}
