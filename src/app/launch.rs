//! Opening and creating workspace files, before there is a backend.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use zeroize::Zeroizing;

use super::backend::{Backend, Wake};
use super::backups::{self, Look, Restoring};
use super::env::Env;
use super::error::AppError;
use super::holding::{self, Held};
use super::keys;
use super::lane::spawn;
pub use super::means::{Keep, Means};
use super::notice::Notice;
use super::passphrase;
use super::password;
use super::progress::Progress;
use super::ticket::{Ticket, pair};
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use crate::domain::recovery::{self, CodeProblem};
use crate::domain::role::BUILT_IN;
use crate::domain::text::{count, fill, text};
use crate::domain::time::DateFormat;
use crate::domain::user::{Onboarding, Profile};
use crate::platform::files;
use crate::store::backup::is_old;
use crate::store::error::StoreError;
use crate::store::key::{self, Cover, FileKey};
use crate::store::salvage;
use crate::store::users::NewUser;
use crate::store::workspace::{Act, Workspace};

/// What a new workspace begins with; the form or the command line that made it has checked it.
#[derive(Clone)]
pub struct NewWorkspace {
    /// Name of the office.
    pub office: String,
    /// Time zone.
    pub zone: Tz,
    /// Phone region.
    pub phone_region: String,
    /// Name of the first administrator.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: Zeroizing<String>,
    /// The file's passphrase; none leaves it unencrypted.
    pub passphrase: Option<Zeroizing<String>>,
}

/// Does work on a thread of its own, where there is no backend to do it.
pub fn run<T: Send + 'static>(
    env: &Env,
    wake: &Wake,
    work: impl FnOnce(&Env) -> Result<T, AppError> + Send + 'static,
) -> Ticket<T> {
    let (ticket, promise) = pair();
    let (env, wake) = (env.clone(), Arc::clone(wake));
    // Without a thread the promise is dropped unkept; that happens only when the system is out of threads.
    drop(spawn("launch", move || {
        promise.keep(work(&env));
        wake();
    }));
    ticket
}

/// The same for work that tells how far it is and can be stopped.
pub fn run_with_progress<T: Send + 'static>(
    env: &Env,
    wake: &Wake,
    work: impl FnOnce(&Env, &Progress) -> Result<T, AppError> + Send + 'static,
) -> Ticket<T> {
    let (ticket, promise) = pair();
    let (env, wake) = (env.clone(), Arc::clone(wake));
    drop(spawn("launch", move || {
        let progress = promise.progress();
        promise.keep(work(&env, &progress));
        wake();
    }));
    ticket
}

/// An open workspace, and what is to be said about it.
pub struct Came {
    /// The workspace.
    pub backend: Backend,
    /// The recovery code of a file that was just made.
    pub code: Option<Zeroizing<String>>,
    /// What is said where somebody signs in.
    pub notice: Option<Notice>,
}

/// Opens a workspace file for somebody who stays; what they typed opens the newest backup too.
pub fn enter(path: &Path, means: &Means, env: &Env, wake: Wake) -> Result<Came, AppError> {
    let came = open(path, means, env, wake)?;
    if let Means::Typed(typed, _) = means {
        came.backend.prove_backup(typed.clone());
    }
    Ok(came)
}

/// Opens a workspace file and starts its threads.
pub fn open(path: &Path, means: &Means, env: &Env, wake: Wake) -> Result<Came, AppError> {
    let held = Held::take(path, env, || open_file(path, means, env))?;
    come(held, means.keep(), env, wake)
}

/// Creates a workspace file and starts its threads.
pub fn begin(
    path: &Path,
    new: &NewWorkspace,
    keep: Keep,
    env: &Env,
    wake: Wake,
) -> Result<Came, AppError> {
    let held = create(path, new, env)?;
    let code = held.workspace.recovery_code();
    let came = come(held, keep, env, wake)?;
    if let Some(passphrase) = &new.passphrase {
        came.backend.prove_backup(passphrase.clone());
    }
    Ok(Came { code, ..came })
}

/// What a backup holds, and where it would go.
pub struct Looked {
    /// What it holds.
    pub look: Look,
    /// When something was last done in it, in the office's time.
    pub at: String,
    /// What opens it.
    pub key: Option<FileKey>,
    /// Where it would go.
    pub target: PathBuf,
}

/// Checks a backup from end to end.
pub fn look(backup: &Path, means: &Means, env: &Env) -> Result<Looked, AppError> {
    let key = key_of(backup, means, env)?;
    let look = backups::look(backup, key.clone())?;
    Ok(Looked {
        at: look.at_said.clone(),
        look,
        key,
        target: backups::guess(backup),
    })
}

/// The key with which a file opens; none where it is not encrypted.
pub fn key_of(path: &Path, means: &Means, env: &Env) -> Result<Option<FileKey>, AppError> {
    with_key(path, means, env, |key| {
        backups::opens(path, key.as_ref())?;
        Ok(key)
    })
}

/// Refuses to write where something is.
pub fn refuse_taken(path: &Path) -> Result<(), AppError> {
    if files::exists(path) {
        return Err(StoreError::Exists(path.to_owned()).into());
    }
    Ok(())
}

/// Saves what can be read of a damaged file to a new one beside it, and opens that.
pub fn salvage(path: &Path, means: &Means, env: &Env, wake: Wake) -> Result<Came, AppError> {
    let words = &text().backup;
    let _hold = holding::take(path, env)?;
    let key = with_key(path, means, env, |key| {
        match backups::opens(path, key.as_ref()) {
            Err(StoreError::WrongKey(path)) => Err(StoreError::WrongKey(path).into()),
            _ => Ok(key),
        }
    })?;
    let to = backups::beside_as(path, words.salvaged_name);
    let (mut held, saved) = Held::with(&to, env, || {
        let saved = salvage::salvage(path, key, &to, Arc::clone(&env.random));
        Ok(saved.inspect_err(|_| discard(&to))?)
    })?;
    let act = Act {
        actor: None,
        at: env.clock.now(),
    };
    held.workspace.transact(act, |w| {
        w.mark_salvaged()?;
        let entry = NewEntry::done("file.salvage", ObjectKind::Workspace, None);
        let details = serde_json::json!({
            "rows": saved.rows, "gaps": saved.gaps, "orphans": saved.orphans,
        });
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })?;
    let came = come(held, Keep::AsItWas, env, wake)?;
    let counts = [saved.rows, saved.gaps, saved.orphans].map(count);
    let [rows, gaps, orphans] = &counts;
    let notice = Notice::Short(fill(words.salvaged, &[rows, gaps, orphans]));
    Ok(Came {
        notice: Some(notice),
        ..came
    })
}

/// Puts a backup in the place of its file, and opens it.
pub fn restore(what: &Restoring, env: &Env, wake: Wake) -> Result<Came, AppError> {
    let (held, kept) = Held::with(&what.target, env, || {
        let kept = backups::restore(what, env)?.kept;
        let (key, random) = (what.opens_with(), Arc::clone(&env.random));
        Ok((Workspace::unlock(&what.target, key, random)?, kept))
    })?;
    let code = held.workspace.recovery_code().filter(|_| what.is_own());
    let came = come(held, what.keep, env, wake)?;
    let words = &text().backup;
    let said = match kept {
        Some(kept) if what.is_own() => fill(text().key.encrypted, &[&kept.display()]),
        Some(kept) => fill(words.restored, &[&kept.display()]),
        None => words.restored_new.to_owned(),
    };
    Ok(Came {
        code,
        notice: came.notice.or(Some(Notice::Done(said))),
        ..came
    })
}

fn come(held: Held, keep: Keep, env: &Env, wake: Wake) -> Result<Came, AppError> {
    let key = held.workspace.key().filter(|_| keep == Keep::Remember);
    let kept = key.map_or(Ok(()), |key| keys::remember(env, &key));
    Ok(Came {
        backend: held.begin(env, wake)?,
        code: None,
        notice: kept
            .err()
            .map(|error| Notice::Short(error.message().line())),
    })
}

/// Opens a workspace file with what was given for it.
pub fn open_file(path: &Path, means: &Means, env: &Env) -> Result<Workspace, AppError> {
    with_key(path, means, env, |key| {
        if is_old(path, key.as_ref())? {
            backups::before_update(path, key.as_ref(), env)?;
        }
        let (random, journal) = (Arc::clone(&env.random), holding::journal(path));
        Ok(Workspace::unlock_with(path, key, random, journal)?)
    })
}

/// Tries `open` with every key that was given for a file, or that this computer remembers.
pub(super) fn with_key<T>(
    path: &Path,
    means: &Means,
    env: &Env,
    open: impl Fn(Option<FileKey>) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let salt = match key::cover(path)? {
        Cover::Plain => return open(None),
        Cover::Foreign => return Err(StoreError::NotAWorkspace(path.to_owned()).into()),
        Cover::Encrypted(salt) => salt,
    };
    let typed = match means {
        Means::Remembered => {
            // A key that no longer fits is one of before a change of the passphrase.
            let known = keys::remembered(env, salt);
            return match known.map(|key| open(Some(key))) {
                None | Some(Err(AppError::Store(StoreError::WrongKey(_)))) => {
                    Err(StoreError::Encrypted(path.to_owned()).into())
                }
                Some(other) => other,
            };
        }
        Means::Typed(typed, _) => typed,
    };
    let code = recovery::decode(typed);
    if let Ok(key) = code {
        return open(Some(FileKey::new(&key, salt)));
    }
    for key in passphrase::keys(typed, salt) {
        match open(Some(key?)) {
            Err(AppError::Store(StoreError::WrongKey(_))) => {}
            other => return other,
        }
    }
    Err(match code {
        // As long as a code: that it was copied wrong helps more.
        Err(problem @ (CodeProblem::Checksum | CodeProblem::Letter(_))) => {
            AppError::RecoveryCode(problem)
        }
        _ => StoreError::WrongKey(path.to_owned()).into(),
    })
}

/// Creates a workspace file with its office, the built-in roles and the first administrator.
pub fn create(path: &Path, new: &NewWorkspace, env: &Env) -> Result<Held, AppError> {
    Held::take(path, env, || create_file(path, new, env))
}

fn create_file(path: &Path, new: &NewWorkspace, env: &Env) -> Result<Workspace, AppError> {
    let phc = password::hash(&new.password, env.random.as_ref())?;
    let random = Arc::clone(&env.random);
    let mut workspace = match &new.passphrase {
        None => Workspace::create(path, random)?,
        Some(passphrase) => {
            Workspace::create_locked(path, passphrase::new_key(passphrase, env)?, random)?
        }
    };
    let filled = furnish(&mut workspace, new, &phc, env);
    if let Err(error) = filled {
        drop(workspace);
        discard(path);
        return Err(error);
    }
    Ok(workspace)
}

fn furnish(
    workspace: &mut Workspace,
    new: &NewWorkspace,
    phc: &str,
    env: &Env,
) -> Result<(), AppError> {
    let at = env.clock.now();
    workspace.transact(Act { actor: None, at }, |w| {
        w.save_office(&Office {
            name: new.office.trim().to_owned(),
            zone: new.zone,
            phone_region: new.phone_region.clone(),
            date_format: DateFormat::default(),
            contact_rule: ContactRule::default(),
            idle_lock: IdleLock::default(),
            retention: Retention::default(),
            origin: Origin::Created,
        })?;
        let mut administrator = None;
        for role in BUILT_IN {
            let role_id = w.insert_role(role)?;
            administrator = administrator.or(Some(role_id));
        }
        let profile = Profile {
            name: new.name.trim().to_owned(),
            email: Some(new.email.trim().to_owned()),
            onboarding: Onboarding::Completed,
            roles: administrator.into_iter().collect(),
            ..Profile::default()
        };
        let changes = w.directory()?.changes(&Profile::default(), &profile);
        let user_id = w.insert_user(&NewUser {
            profile,
            created_at: Some(at),
            invitation_expires_at: None,
        })?;
        w.set_password(user_id, phc)?;
        w.record_user(user_id, &changes)?;
        Ok((
            (),
            NewEntry::done("workspace.create", ObjectKind::Workspace, None),
        ))
    })
}

/// Writes a sheet that somebody wants to print.
pub fn write_sheet(path: &Path, said: &str) -> Result<(), AppError> {
    files::replace(path, |file| file.write_all(said.as_bytes()))
        .map_err(|error: std::io::Error| AppError::FileWrite(path.to_owned(), error.to_string()))
}

/// Removes a half-made file and what SQLite keeps beside it.
pub fn discard(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // What can't be removed is an empty file of ours; the error that is being reported matters more.
        drop(files::remove(&PathBuf::from(name)));
    }
}
