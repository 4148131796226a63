//! Queues of work and the threads that do it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use super::backend::Drive;
use super::error::AppError;
use super::holding::Hold;
use crate::store::key::scrub_stack;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

/// A piece of reading work.
pub type ReadWork = Box<dyn FnOnce(&mut Reader) + Send>;
/// A piece of writing work.
pub type WriteWork = Box<dyn FnOnce(&mut Workspace) + Send>;

/// Which readers do a piece of work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LaneName {
    /// Two threads for questions of screens.
    Quick,
    /// One thread for exports and other long work.
    Long,
}

const QUICK_READERS: usize = 2;

/// The queues of an open workspace.
pub(super) struct Lanes {
    quick: Arc<Lane<ReadWork>>,
    long: Arc<Lane<ReadWork>>,
    write: Arc<Lane<WriteWork>>,
    /// What does the work step by step where there are no threads; nothing while the file is closed.
    steps: Option<Mutex<Option<(Reader, Workspace)>>>,
    /// The readers; those for questions first.
    readers: Mutex<Vec<JoinHandle<()>>>,
    writer: Mutex<Option<JoinHandle<()>>>,
    /// The file is this program's for as long as it may be opened again; given back last.
    hold: Mutex<Option<Hold>>,
}

/// One queue.
pub struct Lane<W> {
    state: Mutex<(VecDeque<W>, Open)>,
    signal: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Yes,
    No,
}

impl Lanes {
    pub(super) fn new(workspace: Workspace, drive: Drive) -> Result<Self, AppError> {
        let lanes = Self {
            quick: Arc::default(),
            long: Arc::default(),
            write: Arc::default(),
            steps: (drive == Drive::Steps).then(Mutex::default),
            readers: Mutex::default(),
            writer: Mutex::default(),
            hold: Mutex::default(),
        };
        lanes.open(workspace)?;
        Ok(lanes)
    }

    /// Keeps the file for this program until the end.
    pub(super) fn keep(&self, hold: Hold) {
        *locked(&self.hold) = Some(hold);
    }

    /// Takes a workspace, and work again.
    pub(super) fn open(&self, workspace: Workspace) -> Result<(), AppError> {
        match &self.steps {
            Some(steps) => *locked(steps) = Some((workspace.reader()?, workspace)),
            None => self.start(workspace)?,
        }
        self.quick.open();
        self.long.open();
        self.write.open();
        Ok(())
    }

    fn start(&self, mut workspace: Workspace) -> Result<(), AppError> {
        let mut readers = Vec::new();
        for _ in 0..=QUICK_READERS {
            readers.push(workspace.reader()?);
        }
        let mut threads = locked(&self.readers);
        for (index, mut reader) in readers.into_iter().enumerate() {
            let lane = Arc::clone(if index == QUICK_READERS {
                &self.long
            } else {
                &self.quick
            });
            lane.open();
            let name = format!("reader-{index}");
            threads.push(spawn(&name, move || lane.work_off(&mut reader))?);
        }
        let lane = Arc::clone(&self.write);
        lane.open();
        *locked(&self.writer) = Some(spawn("writer", move || {
            lane.work_off(&mut workspace);
            // A log that could not be shortened is read at the next opening; nothing is lost.
            drop(workspace.checkpoint());
        })?);
        Ok(())
    }

    /// Whether work is done step by step.
    pub(super) fn are_stepped(&self) -> bool {
        self.steps.is_some()
    }

    /// Closes the file when everything that was given is done; questions still waiting are dropped. Returns when it is closed.
    pub(super) fn close(&self) {
        if let Some(steps) = &self.steps {
            while self.step() {}
            *locked(steps) = None;
        }
        self.quick.close_now();
        self.long.close();
        self.join();
    }

    fn join(&self) {
        let readers: Vec<_> = locked(&self.readers).drain(..).collect();
        for reader in readers {
            drop(reader.join());
        }
        // Long reading work hands on to the writer, so that goes last.
        self.write.close();
        let writer = locked(&self.writer).take();
        drop(writer.map(JoinHandle::join));
    }

    pub(super) fn read(&self, lane: LaneName, work: ReadWork) {
        match lane {
            LaneName::Quick => self.quick.push(work),
            LaneName::Long => self.long.push(work),
        }
    }

    pub(super) fn write(&self, work: WriteWork) {
        self.write.push(work);
    }

    /// The writer's queue, for work that long reading work leads to.
    pub(super) fn writer(&self) -> Arc<Lane<WriteWork>> {
        Arc::clone(&self.write)
    }

    /// The queue of long reading work, for work that gives way to all other.
    pub(super) fn idle(&self) -> Arc<Lane<ReadWork>> {
        Arc::clone(&self.long)
    }

    pub(super) fn step(&self) -> bool {
        let Some(steps) = &self.steps else {
            return false;
        };
        let mut guard = locked(steps);
        let Some((reader, workspace)) = &mut *guard else {
            return false;
        };
        if let Some(work) = self.write.pop() {
            work(workspace);
            return true;
        }
        match self.quick.pop().or_else(|| self.long.pop()) {
            Some(work) => {
                work(reader);
                true
            }
            None => false,
        }
    }
}

/// Closing lets the writer finish what was given to it; questions still waiting are dropped.
impl Drop for Lanes {
    fn drop(&mut self) {
        self.quick.close_now();
        self.long.close_now();
        self.join();
    }
}

impl<W> Default for Lane<W> {
    fn default() -> Self {
        Self {
            state: Mutex::new((VecDeque::new(), Open::Yes)),
            signal: Condvar::new(),
        }
    }
}

impl<W> Lane<W> {
    /// Gives a piece of work; while the file is closed it is dropped, which tells its asker.
    pub(super) fn push(&self, work: W) {
        let mut state = locked(&self.state);
        if state.1 == Open::No {
            drop(state);
            drop(work);
            return;
        }
        state.0.push_back(work);
        self.signal.notify_one();
    }

    /// Whether nothing waits and more is taken.
    pub(super) fn is_free(&self) -> bool {
        let state = locked(&self.state);
        state.0.is_empty() && state.1 == Open::Yes
    }

    fn pop(&self) -> Option<W> {
        locked(&self.state).0.pop_front()
    }

    fn open(&self) {
        locked(&self.state).1 = Open::Yes;
    }

    fn close(&self) {
        locked(&self.state).1 = Open::No;
        self.signal.notify_all();
    }

    fn close_now(&self) {
        // Dropped when nothing is held any more.
        let waiting = std::mem::take(&mut locked(&self.state).0);
        drop(waiting);
        self.close();
    }

    fn wait(&self) -> Option<W> {
        let mut state = locked(&self.state);
        loop {
            if let Some(work) = state.0.pop_front() {
                return Some(work);
            }
            if state.1 == Open::No {
                return None;
            }
            state = self
                .signal
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<T> Lane<Box<dyn FnOnce(&mut T) + Send>> {
    fn work_off(&self, on: &mut T) {
        while let Some(work) = self.wait() {
            work(on);
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a named thread. When it ends, nothing of a key is left on its stack, which the system keeps for the next one.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, AppError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            work();
            scrub_stack();
        })
        .map_err(|e| AppError::Internal(e.to_string()))
}
