//! The open workspace behind its threads: one writes, two answer questions, one does long reading work.
//!
//! A screen never waits: it gets a [`Ticket`] and is woken when the answer is there. Without threads (in tests) the same
//! work waits in the lanes until [`Backend::step`] does it.

mod beside;
mod closing;
mod guard;
mod look;
mod proving;
mod refusals;
mod through;
mod waiting;
mod watch;
mod work;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::checkpoints::{Memory, Occasion, Seen};
use super::commands::session::SessionCommand;
use super::commands::upkeep::UpkeepCommand;
use super::commands::{Command, Context as CommandContext, Receipt};
use super::env::Env;
use super::error::AppError;
use super::holding::Hold;
use super::lane::{LaneName, Lanes};
use super::progress::Progress;
use super::query::Query;
use super::reception::Reception;
use super::seat::{Operator, Seat};
use super::ticket::{Promise, Ticket, pair};
use super::topics::Topics;
use super::viewing::{Through, Viewings};
use crate::domain::file::Health;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;
pub use beside::Beside;
use closing::Safe;
use guard::{guarded, while_wanted};
use look::Look;
use refusals::Refusals;
pub use through::Standing;
use waiting::WaitingRoom;
pub(in crate::app) use watch::Found;
use watch::Watch;
use work::log_failure;

/// Called from worker threads when an answer is there.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// An open workspace.
pub struct Backend {
    /// Goes first: those who work beside are told to stop.
    reception: Option<Reception>,
    shared: Arc<Shared>,
    lanes: Arc<Lanes>,
}

struct Shared {
    env: Env,
    path: PathBuf,
    is_encrypted: bool,
    wake: Wake,
    seat: Mutex<Seat>,
    /// Whether something was refused because whoever is signed in can't go on.
    is_session_over: AtomicBool,
    /// The key of an encrypted file, for the time that the program is locked.
    safe: Safe,
    /// What this computer remembers of the file's log.
    memory: Arc<Memory>,
    /// Where the file is open for reading only: who failed to sign in.
    look: Option<Look>,
    /// What every page says about the file.
    notice: OnceLock<String>,
    /// The worst that was found of the file.
    health: Mutex<Option<Health>>,
    /// What is still to be looked through.
    watch: Mutex<Watch>,
    revisions: Arc<[AtomicU64; Topics::COUNT]>,
    /// Commands that wait for the operator's password.
    waiting: WaitingRoom,
    /// Questions whose refusal was recorded; those who sit beside share it.
    refusals: Arc<Refusals>,
    /// The views as others that whoever sits here has begun.
    viewings: Arc<Viewings>,
    /// The one that is asked through.
    through: Option<Through>,
}

/// Whether work is done by threads or step by step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Drive {
    /// By threads.
    Threads,
    /// By calls of [`Backend::step`].
    Steps,
}

impl Backend {
    /// Takes over an open workspace.
    pub fn new(
        mut workspace: Workspace,
        env: Env,
        wake: Wake,
        drive: Drive,
    ) -> Result<Self, AppError> {
        if !workspace.only_reads() {
            env.checkpoints.catch_up(&mut workspace);
        }
        let path = workspace.path().to_owned();
        let is_encrypted = workspace.key().is_some();
        let memory = Arc::new(Memory::of(&workspace, &env.checkpoints)?);
        let look = workspace.only_reads().then(Look::default);
        let lanes = Arc::new(Lanes::new(workspace, drive)?);
        let shared = Arc::new(Shared {
            env,
            path,
            is_encrypted,
            wake,
            seat: Mutex::default(),
            is_session_over: AtomicBool::new(false),
            safe: Safe::default(),
            memory,
            look,
            notice: OnceLock::new(),
            health: Mutex::default(),
            watch: Mutex::default(),
            revisions: Arc::default(),
            waiting: WaitingRoom::default(),
            refusals: Arc::default(),
            viewings: Arc::default(),
            through: None,
        });
        Ok(Self {
            reception: None,
            shared,
            lanes,
        })
    }

    /// Keeps the file for this program until the end, locked or not.
    pub(super) fn keep(&self, hold: Hold) {
        self.lanes.keep(hold);
    }

    /// The workspace file.
    pub fn path(&self) -> &std::path::Path {
        &self.shared.path
    }

    /// What this computer has seen of the file's log before.
    pub fn seen(&self) -> Seen {
        self.shared.memory.seen()
    }

    /// Whether the file is encrypted.
    pub fn is_encrypted(&self) -> bool {
        self.shared.is_encrypted
    }

    /// The outside.
    pub fn env(&self) -> &Env {
        &self.shared.env
    }

    /// Who is signed in; nobody while the program is locked.
    pub fn operator(&self) -> Option<Operator> {
        self.shared.seat().operator().cloned()
    }

    /// Who has locked the program.
    pub fn set_aside(&self) -> Option<Operator> {
        self.shared.seat().set_aside().cloned()
    }

    /// Whether whoever is signed in can't go on, since their account is no longer active.
    pub fn is_session_over(&self) -> bool {
        self.shared.is_session_over.load(Ordering::Acquire)
    }

    /// A number that changes whenever one of the topics does.
    pub fn revision(&self, topics: Topics) -> u64 {
        topics
            .indices()
            .filter_map(|i| self.shared.revisions.get(i))
            .map(|r| r.load(Ordering::Acquire))
            .sum()
    }

    /// Asks a question.
    pub fn ask<Q: Query>(&self, query: Q) -> Ticket<Q::Output> {
        let (shared, writer) = (Arc::clone(&self.shared), self.lanes.writer());
        self.read(LaneName::Quick, move |reader, _| {
            let seat = shared.seat();
            let answer = shared.answer(reader, &query, &seat);
            shared.note_refusal(&writer, (Q::NAME, seat), &answer);
            shared.tell_ends(&writer);
            answer
        })
    }

    /// Does long reading work, such as an export, with progress; `work` gets the shared means to ask and to commit nothing.
    pub fn read_long<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Reader, &ReadContext<'_>) -> Result<T, AppError> + Send + 'static,
    ) -> Ticket<T> {
        if let Some(refused) = self.refused() {
            return refused;
        }
        let shared = Arc::clone(&self.shared);
        let seat = shared.seat();
        self.read(LaneName::Long, move |reader, progress| {
            work(
                reader,
                &ReadContext {
                    env: &shared.env,
                    operator: seat.operator(),
                    progress,
                },
            )
        })
    }

    /// Does long reading work and then, with what came of it, a piece of writing work; the answer is that of the writing.
    ///
    /// Both belong to whoever was signed in when it was asked for.
    pub fn read_then_write<A: Send + 'static, T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Reader, &ReadContext<'_>) -> Result<A, AppError> + Send + 'static,
        write: impl FnOnce(
            &mut Workspace,
            &CommandContext<'_>,
            Result<A, AppError>,
        ) -> Result<T, AppError>
        + Send
        + 'static,
    ) -> Ticket<T> {
        if let Some(refused) = self.refused() {
            return refused;
        }
        let (ticket, promise) = pair::<T>();
        let shared = Arc::clone(&self.shared);
        let writer = self.lanes.writer();
        let seat = shared.seat();
        let work = move |reader: &mut Reader| {
            let progress = promise.progress();
            let context = ReadContext {
                env: &shared.env,
                operator: seat.operator(),
                progress: &progress,
            };
            let read = while_wanted(reader, &progress, |reader| {
                guarded(|| read(reader, &context))
            });
            writer.push(Box::new(move |workspace: &mut Workspace| {
                let context = CommandContext {
                    env: &shared.env,
                    seat: &seat,
                    progress: &progress,
                };
                let answer = guarded(|| write(workspace, &context, read));
                if let Err(error) = &answer {
                    log_failure("long work", error);
                }
                shared.wrote(workspace, Occasion::Act);
                shared.finish(promise, answer);
            }));
        };
        self.lanes.read(LaneName::Long, Box::new(work));
        ticket
    }

    /// Gives a command; it is that of whoever is signed in now.
    pub fn submit(&self, command: Command) -> Ticket<Receipt> {
        if let Some(refused) = self.refused() {
            return refused;
        }
        let (ticket, promise) = pair();
        match command {
            Command::Session(SessionCommand::Unlock { password }) if self.is_closed() => {
                self.reopen(promise, password);
            }
            Command::Session(SessionCommand::SignOut) if self.is_closed() => {
                self.sign_out_closed(promise);
            }
            other => give(&self.shared, &self.lanes, promise, other),
        }
        ticket
    }

    /// Does one piece of waiting work on this thread; `false` where there is none. Only for [`Drive::Steps`].
    pub fn step(&self) -> bool {
        self.lanes.step()
    }

    fn read<T: Send + 'static>(
        &self,
        lane: LaneName,
        work: impl FnOnce(&mut Reader, &Arc<Progress>) -> Result<T, AppError> + Send + 'static,
    ) -> Ticket<T> {
        let (ticket, promise) = pair::<T>();
        let shared = Arc::clone(&self.shared);
        self.lanes.read(
            lane,
            Box::new(move |reader: &mut Reader| {
                if !promise.is_wanted() && lane == LaneName::Quick {
                    // Whoever cancelled without going away still waits.
                    promise.keep(Err(AppError::Cancelled));
                    return;
                }
                let progress = promise.progress();
                let answer = while_wanted(reader, &progress, |reader| {
                    guarded(|| work(reader, &progress))
                });
                shared.finish(promise, answer);
            }),
        );
        ticket
    }
}

/// Gives a command to the writer.
fn give(shared: &Arc<Shared>, lanes: &Lanes, promise: Promise<Receipt>, command: Command) {
    let shared = Arc::clone(shared);
    let (seat, queues) = (shared.seat(), (lanes.idle(), lanes.writer()));
    lanes.write(Box::new(move |workspace: &mut Workspace| {
        // A command that was given is carried out even if its asker has gone.
        let progress = promise.progress();
        let again = shared.again(&command);
        let passphrase = command.passphrase().cloned();
        let is_accepting = matches!(command, Command::Upkeep(UpkeepCommand::AcceptLog(_)));
        let answer = guarded(|| shared.execute(workspace, command, &seat, &progress));
        shared.wrote(
            workspace,
            match &answer {
                Ok(_) if is_accepting => Occasion::Accepted,
                Ok(_) if shared.seat() != seat => Occasion::Moved,
                Ok(_) | Err(_) => Occasion::Act,
            },
        );
        shared.record_ends(workspace);
        if let Some(passphrase) = passphrase.filter(|_| answer.is_ok()) {
            proving::prove(&shared, queues, passphrase);
        }
        match (again, answer) {
            (Some(command), Err(AppError::ProofNeeded)) => shared.wait_for_proof(command, promise),
            (_, answer) => shared.finish(promise, answer),
        }
    }));
}

/// What long reading work gets.
pub struct ReadContext<'a> {
    /// The outside.
    pub env: &'a Env,
    /// Who is signed in.
    pub operator: Option<&'a Operator>,
    /// Progress, and the wish to stop.
    pub progress: &'a Arc<Progress>,
}

impl Shared {
    fn seat(&self) -> Seat {
        self.seat
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn take_seat(&self, seat: Seat) {
        if seat == Seat::Empty {
            self.safe.forget();
            // Nobody carries out what somebody else began.
            self.waiting.clear();
        }
        self.viewings.follow(&seat);
        *self.seat.lock().unwrap_or_else(PoisonError::into_inner) = seat;
        self.is_session_over.store(false, Ordering::Release);
    }

    /// Notes that whoever sits here can't go on.
    fn note_end<T>(&self, seat: &Seat, answer: &Result<T, AppError>) {
        if !matches!(answer, Err(AppError::SessionOver)) || !self.seat().is_like(seat) {
            return;
        }
        match seat {
            // Leaving ends the session.
            Seat::Taken(_) => self.is_session_over.store(true, Ordering::Release),
            Seat::Locked(_) | Seat::Empty => self.take_seat(Seat::Empty),
        }
    }

    fn finish<T>(&self, promise: Promise<T>, answer: Result<T, AppError>) {
        promise.keep(answer);
        (self.wake)();
    }
}
