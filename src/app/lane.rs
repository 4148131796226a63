//! Queues of work and the threads that do it.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::backend::Drive;
use super::error::AppError;
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
    /// What does the work step by step where there are no threads.
    steps: Option<Mutex<(Reader, Workspace)>>,
    threads: Vec<std::thread::JoinHandle<()>>,
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
        let mut lanes = Self {
            quick: Arc::default(),
            long: Arc::default(),
            write: Arc::default(),
            steps: None,
            threads: Vec::new(),
        };
        match drive {
            Drive::Steps => lanes.steps = Some(Mutex::new((workspace.reader()?, workspace))),
            Drive::Threads => lanes.start(workspace)?,
        }
        Ok(lanes)
    }

    fn start(&mut self, mut workspace: Workspace) -> Result<(), AppError> {
        for index in 0..=QUICK_READERS {
            let lane = Arc::clone(if index == QUICK_READERS {
                &self.long
            } else {
                &self.quick
            });
            let mut reader = workspace.reader()?;
            self.threads
                .push(spawn(&format!("reader-{index}"), move || {
                    lane.work_off(&mut reader)
                })?);
        }
        let lane = Arc::clone(&self.write);
        self.threads.push(spawn("writer", move || {
            lane.work_off(&mut workspace);
            // A log that could not be shortened is read at the next opening; nothing is lost.
            drop(workspace.checkpoint());
        })?);
        Ok(())
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

    pub(super) fn step(&self) -> bool {
        let Some(steps) = &self.steps else {
            return false;
        };
        let mut guard = steps.lock().unwrap_or_else(PoisonError::into_inner);
        let (reader, workspace) = &mut *guard;
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
        self.write.close();
        for thread in self.threads.drain(..) {
            drop(thread.join());
        }
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
    pub(super) fn push(&self, work: W) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .push_back(work);
        self.signal.notify_one();
    }

    fn pop(&self) -> Option<W> {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .pop_front()
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = Open::No;
        self.signal.notify_all();
    }

    fn close_now(&self) {
        self.state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .clear();
        self.close();
    }

    fn wait(&self) -> Option<W> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
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

/// Starts a named thread.
pub fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<std::thread::JoinHandle<()>, AppError> {
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map_err(|e| AppError::Internal(e.to_string()))
}
