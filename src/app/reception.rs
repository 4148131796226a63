//! The running program for those who start it again: it shows its window, or does a headless command's work on the file
//! that it has open, for the same account on the same computer.
//!
//! Whoever comes with work brings an e-mail and a password, and gets a seat of their own: the same permissions, the same
//! delays after failures and the same audit log as at a terminal. A second line of the socket's protocol is never trusted
//! with more than the first: one caller, one piece of work.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::backend::{Backend, Beside};
use super::error::AppError;
use super::interrupt::Interrupt;
use super::lane::spawn;
use crate::domain::text::{fill, text};
use crate::platform::local::{Address, Hearing, Saying};

/// How often the wish to stop is looked for.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);
/// So long the end of the program waits for work that was told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// Exit status of work that failed.
const FAILED: u8 = 1;

/// Does a caller's work and gives its exit status; nothing where it is not work that can be handed over.
pub type Attendant = Arc<dyn Fn(Visit) -> Option<u8> + Send + Sync>;

/// What the running program does for callers.
#[derive(Clone)]
pub struct Hosts {
    /// The folder of the sockets; nothing is that of this account.
    pub folder: Option<PathBuf>,
    /// Brings the window forward.
    pub summon: Arc<dyn Fn() + Send + Sync>,
    /// Does work.
    pub attend: Attendant,
}

/// Work for the running program, as it was asked for at a terminal.
#[derive(Serialize, Deserialize)]
pub struct Errand {
    /// Version of the program that asks.
    pub version: String,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The folder that its paths start from.
    pub folder: PathBuf,
    /// The password of whoever acts.
    pub password: Option<Zeroizing<String>>,
    /// A code of their second factor.
    pub code: Option<Zeroizing<String>>,
    /// Whether somebody watches progress.
    pub watches: Watches,
}

/// Whether somebody watches progress.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Watches {
    /// At a terminal.
    Yes,
    /// Only what is said at the end counts.
    No,
}

/// Something to write where the work was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Told {
    /// On standard output, as it is.
    Out(String),
    /// On standard error, as it is.
    Err(String),
}

#[derive(Serialize, Deserialize)]
enum Ask {
    Show,
    Do(Errand),
    Stop,
}

#[derive(Serialize, Deserialize)]
enum Reply {
    Shown,
    Told(Told),
    End(u8),
    /// The file is closed until somebody unlocks the window.
    Locked,
    /// The running program is of this version.
    Other(String),
    /// This is not done for others.
    Declined,
}

/// A caller's work, the seat that it is done from, and the way back.
pub struct Visit {
    /// What was asked for.
    pub errand: Errand,
    /// The open file, with a seat of its own.
    pub beside: Beside,
    /// The wish to stop.
    pub interrupt: Interrupt,
    saying: Arc<Mutex<Saying>>,
}

impl Visit {
    /// Writes something where the work was asked for; whether anybody is there to read it.
    pub fn tell(&self, told: Told) -> io::Result<()> {
        say(&self.saying, &Reply::Told(told))
    }
}

/// Waits for callers until it is dropped; then work that is being done for them is stopped.
pub struct Reception {
    address: Address,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_over: AtomicBool,
    visits: Mutex<Vec<Interrupt>>,
    left: Condvar,
}

impl Reception {
    /// Begins to wait for callers of an open file.
    pub(super) fn open(backend: &Backend, hosts: &Hosts) -> io::Result<Self> {
        let address = match &hosts.folder {
            Some(folder) => Address::within(folder, backend.path()),
            None => Address::of(backend.path()),
        };
        let desk = address.listen()?;
        let state = Arc::<State>::default();
        let (inner, hosts, beside) = (Arc::clone(&state), hosts.clone(), backend.besides());
        let waiting = move || {
            while let Ok((hearing, saying)) = desk.next() {
                if inner.is_over.load(Ordering::Acquire) {
                    return;
                }
                let (state, hosts, beside) = (Arc::clone(&inner), hosts.clone(), beside.clone());
                // A caller whom no thread is left for hears that the program has ended.
                drop(spawn("caller", move || {
                    receive(&state, &hosts, &beside, hearing, saying);
                }));
            }
        };
        spawn("reception", waiting).map_err(io::Error::other)?;
        Ok(Self { address, state })
    }
}

impl Drop for Reception {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::Release);
        // Wakes the thread that waits for callers.
        drop(self.address.call());
        let visits = locked(&self.state.visits);
        visits.iter().for_each(Interrupt::raise);
        let busy = |visits: &mut Vec<Interrupt>| !visits.is_empty();
        drop(self.state.left.wait_timeout_while(visits, PATIENCE, busy));
    }
}

fn receive(state: &State, hosts: &Hosts, beside: &Beside, mut hearing: Hearing, saying: Saying) {
    let saying = Arc::new(Mutex::new(saying));
    let reply = match hear(&mut hearing) {
        Some(Ask::Show) => {
            (hosts.summon)();
            Reply::Shown
        }
        Some(Ask::Do(errand)) if errand.version != env!("CARGO_PKG_VERSION") => {
            Reply::Other(env!("CARGO_PKG_VERSION").to_owned())
        }
        Some(Ask::Do(_)) if beside.is_closed() => Reply::Locked,
        Some(Ask::Do(errand)) => {
            let interrupt = Interrupt::default();
            let visit = Visit {
                errand,
                beside: beside.clone(),
                interrupt: interrupt.clone(),
                saying: Arc::clone(&saying),
            };
            attend(state, hosts, visit, hearing)
        }
        Some(Ask::Stop) | None => return,
    };
    // Whoever has gone needs no answer.
    drop(say(&saying, &reply));
}

/// Does the work, which ends early when the caller wants it or goes away.
fn attend(state: &State, hosts: &Hosts, visit: Visit, mut hearing: Hearing) -> Reply {
    let interrupt = visit.interrupt.clone();
    locked(&state.visits).push(interrupt.clone());
    let (wished, marked) = (interrupt.clone(), interrupt);
    let listening = spawn("caller-stop", move || {
        // A caller says nothing more than that, or goes.
        drop(hear::<Ask>(&mut hearing));
        wished.raise();
    });
    let work = AssertUnwindSafe(|| listening.ok().and_then(|_| (hosts.attend)(visit)));
    // A panic is a defect: the caller hears that the work failed, and the next one is received all the same.
    let code = catch_unwind(work).unwrap_or(Some(FAILED));
    let mut visits = locked(&state.visits);
    visits.retain(|other| !other.is_same(&marked));
    state.left.notify_all();
    code.map_or(Reply::Declined, Reply::End)
}

/// Brings the window forward that has a file open; whether there is one of this account.
pub fn show(workspace: &Path) -> bool {
    let Ok((mut hearing, mut saying)) = Address::of(workspace).call() else {
        return false;
    };
    let asked = serde_json::to_string(&Ask::Show).map(|line| saying.line(&line));
    matches!(asked, Ok(Ok(()))) && matches!(hear(&mut hearing), Some(Reply::Shown))
}

/// The line to the program that has a file open.
pub struct Call {
    workspace: PathBuf,
    hearing: Hearing,
    saying: Saying,
}

/// Calls the program of this account that has a file open, if there is one.
pub fn call(workspace: &Path) -> Option<Call> {
    let (hearing, saying) = Address::of(workspace).call().ok()?;
    Some(Call {
        workspace: workspace.to_owned(),
        hearing,
        saying,
    })
}

/// Hands work to the program that has a file open, and waits for its exit status; `tell` gets what it says. Nothing where
/// it does no such work for others.
pub fn hand_over(
    call: Call,
    errand: Errand,
    interrupt: &Interrupt,
    mut tell: impl FnMut(Told),
) -> Option<Result<u8, AppError>> {
    let Call {
        workspace,
        mut hearing,
        mut saying,
    } = call;
    let workspace = workspace.as_path();
    let line = Zeroizing::new(serde_json::to_string(&Ask::Do(errand)).ok()?);
    saying.line(&line).ok()?;
    let (heard, replies) = channel();
    let listen = move || {
        while let Some(reply) = hear::<Reply>(&mut hearing) {
            if heard.send(reply).is_err() {
                return;
            }
        }
    };
    spawn("replies", listen).ok()?;
    let mut asked = false;
    loop {
        match replies.recv_timeout(BETWEEN_LOOKS) {
            Ok(Reply::Told(told)) => tell(told),
            Ok(Reply::End(code)) => return Some(Ok(code)),
            Ok(Reply::Locked) => return Some(Err(refused(workspace, Why::Locked))),
            Ok(Reply::Other(version)) => {
                return Some(Err(refused(workspace, Why::Version(&version))));
            }
            Ok(Reply::Declined | Reply::Shown) => return None,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Some(Err(refused(workspace, Why::Gone)));
            }
        }
        if interrupt.is_raised() && !asked {
            asked = true;
            if let Ok(line) = serde_json::to_string(&Ask::Stop) {
                // A program that has gone is heard of at the next look.
                drop(saying.line(&line));
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Why<'a> {
    Locked,
    Version(&'a str),
    Gone,
}

fn refused(workspace: &Path, why: Why<'_>) -> AppError {
    let words = &text().opening;
    let name = workspace.file_name().unwrap_or_default().to_string_lossy();
    let (what, todo) = match why {
        Why::Locked => (fill(words.handed_locked, &[&name]), words.handed_locked_do),
        Why::Version(version) => {
            let ours = env!("CARGO_PKG_VERSION");
            let what = fill(words.handed_version, &[&name, &version, &ours]);
            (what, words.handed_version_do)
        }
        Why::Gone => (fill(words.handed_gone, &[&name]), words.handed_gone_do),
    };
    AppError::Elsewhere(what, todo.to_owned())
}

fn hear<T: for<'a> Deserialize<'a>>(hearing: &mut Hearing) -> Option<T> {
    let line = hearing.line().ok()??;
    serde_json::from_str(&line).ok()
}

fn say(saying: &Mutex<Saying>, reply: &Reply) -> io::Result<()> {
    let line = serde_json::to_string(reply)?;
    locked(saying).line(&line)
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
