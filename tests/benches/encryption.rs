//! What encryption costs: the same office in clear and encrypted, opened, counted, read, edited and backed up.
//!
//! `cargo bench --bench encryption -- --users 1000000`. The pages of both files are in the system's cache.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

mod edit;
#[expect(dead_code, reason = "this bench needs only a part")]
mod measure;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use measure::{Options, Times, env, file, now, print, reused, say, time};
use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::env::Env;
use rollcall::app::keys;
use rollcall::app::launch::{self, Means};
use rollcall::app::passphrase;
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::Scope;
use rollcall::domain::vault::{Vault, VaultProblem};
use rollcall::store::backup::{Further, encrypt_to};
use rollcall::store::columns::View;
use rollcall::store::key::FileKey;
use rollcall::store::workspace::Workspace;
use zeroize::Zeroizing;

/// With this the salt is drawn once for all runs.
const SALT: [u8; 16] = [0xA7; 16];
/// The promise: a million users come to the sign-in screen in less.
const LIMIT_MS: f64 = 1_000.0;

fn main() {
    let options = Options::read();
    let plain = reused(options.users);
    let env = Env {
        vault: Arc::<Kept>::default(),
        ..env()
    };
    let key = passphrase::key("harbor lights in winter", SALT).unwrap();
    keys::remember(&env, &key).unwrap();
    let locked = twin(&plain, &key, options.users);
    say(&format!(
        "{} users; milliseconds: median, worst; in clear, then encrypted",
        options.users
    ));
    let few = options.runs.min(7);
    let opened = compare(
        "open, key from the keyring, to the sign-in",
        [&plain, &locked],
        |path| {
            time(few, || {
                let came = launch::open(path, &Means::Remembered, &env, Arc::new(|| {}));
                drop(came.unwrap());
            })
        },
    );
    use_both([&plain, &locked], &key, &env, options);
    sizes(&plain, &locked);
    assert!(opened.worst < LIMIT_MS, "slower than promised");
}

/// Figures, rows, edits and backups of both files.
fn use_both(files: [&Path; 2], key: &FileKey, env: &Env, options: Options) {
    let few = options.runs.min(7);
    let [_, locked] = files;
    let wanted = |path: &Path| (path == locked).then(|| key.clone());
    let open =
        |path: &Path| Workspace::unlock(path, wanted(path), Arc::clone(&env.random)).unwrap();
    compare("open and the first figures", files, |path| {
        time(few, || {
            let mut reader = open(path).reader().unwrap();
            let figures = reader.snapshot(|s| s.insight(View::whole(), Scope::default(), now()));
            drop(figures.unwrap());
        })
    });
    compare("50 rows of the table", files, |path| {
        let mut reader = open(path).reader().unwrap();
        let ids: Vec<_> = (1..=50).map(|id| UserId(id * 7)).collect();
        time(options.runs * 4, || {
            drop(reader.snapshot(|s| s.user_rows(&ids, now())).unwrap());
        })
    });
    compare("edit: load, check, write, audit, commit", files, |path| {
        edits(open(path), env, options)
    });
    compare("backup: copied, opened and checked", files, |path| {
        let (workspace, to) = (open(path), file("encryption-backup.rollcall"));
        time(2, || {
            std::fs::File::create(&to).unwrap();
            workspace.back_up(&to, &mut |_, _| Further::Yes).unwrap();
            std::fs::remove_file(&to).unwrap();
        })
    });
}

fn sizes(plain: &Path, locked: &Path) {
    let size = |path: &Path| std::fs::metadata(path).unwrap().len() as f64;
    say(&format!(
        "size of the file: {:.3} times",
        size(locked) / size(plain)
    ));
}

/// The same office encrypted, made where there is none.
fn twin(plain: &Path, key: &FileKey, users: u64) -> PathBuf {
    let path = file(&format!("encrypted-{users}.rollcall"));
    let changed = |path: &Path| std::fs::metadata(path).and_then(|f| f.modified()).ok();
    let is_whole = Workspace::unlock(&path, Some(key.clone()), env().random).is_ok();
    if !is_whole || changed(&path) < changed(plain) {
        launch::discard(&path);
        std::fs::File::create(&path).unwrap();
        let times = time(1, || {
            encrypt_to(plain, &path, key).unwrap();
        });
        print("encrypt a file in clear, and check it", times);
    }
    path
}

/// Measures with both files, and says how they compare; what the encrypted one took.
fn compare(what: &str, files: [&Path; 2], measure: impl Fn(&Path) -> Times) -> Times {
    let [plain, locked] = files.map(measure);
    print(what, plain);
    print(
        &format!("  encrypted: {:.2} times", locked.median / plain.median),
        locked,
    );
    locked
}

/// Edits a copy, so that the next run finds the file as it was made.
fn edits(workspace: Workspace, env: &Env, options: Options) -> Times {
    let copy = file("encryption-edited.rollcall");
    launch::discard(&copy);
    workspace.checkpoint().unwrap();
    std::fs::copy(workspace.path(), &copy).unwrap();
    let key = workspace.key();
    drop(workspace);
    let workspace = Workspace::unlock(&copy, key, Arc::clone(&env.random)).unwrap();
    let backend = Backend::new(workspace, env.clone(), Arc::new(|| {}), Drive::Steps).unwrap();
    drop(backend.submit(SessionCommand::EnterDemo.into()));
    while backend.step() {}
    let mut run = 0;
    let taken = time(options.runs * 2, || {
        run += 1;
        edit::edit(&backend, UserId(100), run);
    });
    drop(backend);
    launch::discard(&copy);
    taken
}

/// A keyring in memory: what the system's own takes depends on the system.
#[derive(Default)]
struct Kept(Mutex<Vec<(String, Vec<u8>)>>);

impl Vault for Kept {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        let kept = self.0.lock().unwrap();
        let found = kept.iter().find(|(known, _)| known == name);
        Ok(found.map(|(_, secret)| Zeroizing::new(secret.clone())))
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultProblem> {
        self.remove(name)?;
        self.0
            .lock()
            .unwrap()
            .push((name.to_owned(), secret.to_vec()));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), VaultProblem> {
        self.0.lock().unwrap().retain(|(known, _)| known != name);
        Ok(())
    }
}
