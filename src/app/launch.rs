//! Opening and creating workspace files, before there is a backend.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use zeroize::Zeroizing;

use super::backend::{Backend, Drive, Wake};
use super::env::Env;
use super::error::AppError;
use super::lane::spawn;
use super::password;
use super::progress::Progress;
use super::ticket::{Ticket, pair};
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::office::{ContactRule, IdleLock, Office, Origin};
use crate::domain::role::BUILT_IN;
use crate::domain::time::DateFormat;
use crate::domain::user::{Onboarding, Profile};
use crate::platform::files;
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

/// Opens a workspace file and starts its threads.
pub fn open(path: &Path, env: &Env, wake: Wake) -> Result<Backend, AppError> {
    let workspace = Workspace::open(path, Arc::clone(&env.random))?;
    Backend::new(workspace, env.clone(), wake, Drive::Threads)
}

/// Creates a workspace file with its office, the built-in roles and the first administrator.
pub fn create(path: &Path, new: &NewWorkspace, env: &Env) -> Result<Workspace, AppError> {
    let phc = password::hash(&new.password, env.random.as_ref())?;
    let mut workspace = Workspace::create(path, Arc::clone(&env.random))?;
    let filled = fill(&mut workspace, new, &phc, env);
    if let Err(error) = filled {
        drop(workspace);
        discard(path);
        return Err(error);
    }
    Ok(workspace)
}

fn fill(
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

/// Removes a half-made file and what SQLite keeps beside it.
pub fn discard(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        // What can't be removed is an empty file of ours; the error that is being reported matters more.
        drop(files::remove(&PathBuf::from(name)));
    }
}
