//! Looking through the file behind everything else, and what is to be thought of it.

use std::collections::BTreeSet;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::{Backend, Shared};
use crate::app::checkpoints::Occasion;
use crate::app::checks::{self, Due};
use crate::app::commands::upkeep::note_check;
use crate::app::error::AppError;
use crate::app::lane::{Lane, ReadWork, WriteWork};
use crate::domain::file::{CheckKind, Checked, Health};
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

/// Where reading work goes that gives way to all other, and writing work.
pub(super) type Queues = (Arc<Lane<ReadWork>>, Arc<Lane<WriteWork>>);

/// What was found of the file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::app) enum Found {
    /// Everything was looked through.
    Everything(Health),
    /// A part of it was.
    Part(Health),
    /// What is kept beside the data was counted anew.
    Counted,
}

/// What is still to be looked through. One piece of work at a time does it, or two would give way to each other for ever.
#[derive(Default)]
pub(super) struct Watch {
    owed: BTreeSet<Due>,
    is_queued: bool,
}

/// The turn of that piece of work. What is owed when it ends without being done, as by a lock, stays owed.
struct Turn(Arc<Shared>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.watch().is_queued = false;
    }
}

impl Turn {
    /// What is owed, the most thorough first.
    fn next(&self) -> Option<Due> {
        self.0.watch().owed.last().copied()
    }

    /// Everything covers the rest.
    fn done(&self, due: Due) {
        let owed = &mut self.0.watch().owed;
        if due == Due::Full {
            owed.clear();
        } else {
            owed.remove(&due);
        }
    }
}

impl Backend {
    /// What was found of the file; nothing before it was looked through.
    pub fn health(&self) -> Option<Health> {
        *self.shared.health()
    }

    /// Hears what was found by whoever looked through the file because somebody asked for it.
    pub(in crate::app) fn found(&self) -> impl FnOnce(Found) + Send + use<> {
        let shared = Arc::clone(&self.shared);
        move |found| shared.note_found(found)
    }

    /// Looks through the file behind everything else.
    pub(in crate::app) fn examine(&self, due: Due) {
        let mut watch = self.shared.watch();
        watch.owed.insert(due);
        if std::mem::replace(&mut watch.is_queued, true) {
            return;
        }
        drop(watch);
        let turn = Turn(Arc::clone(&self.shared));
        queue(turn, (self.lanes.idle(), self.lanes.writer()));
    }

    /// Looks through everything, where a week has passed since that was done, and through what a lock came before.
    pub fn tend_health(&self) {
        self.examine(Due::Weekly);
    }
}

/// Nobody waits for the answer: it is told when it is there. The end and the lock stop the check; other work goes before it.
fn queue(turn: Turn, (idle, writer): Queues) {
    let lane = Arc::clone(&idle);
    lane.push(Box::new(move |reader: &mut Reader| {
        let Some(due) = turn.next() else { return };
        let (looked, free) = (Arc::clone(&turn.0), Arc::clone(&idle));
        let is_locked = || looked.seat().set_aside().is_some();
        let is_wanted = {
            let looked = Arc::clone(&looked);
            move || free.is_free() && looked.seat().set_aside().is_none()
        };
        let now = looked.env.clock.now();
        match reader.while_wanted(is_wanted, |reader| checks::look(reader, due, now)) {
            Ok(found) => {
                turn.done(due);
                if let Some((health, kind, checked)) = found {
                    looked.think(health);
                    looked.keep_check(&writer, kind, checked);
                }
            }
            Err(AppError::Cancelled) if is_locked() => return,
            Err(AppError::Cancelled) => {}
            Err(error) => {
                turn.done(due);
                looked.note_damage(&error);
            }
        }
        if turn.next().is_some() {
            queue(turn, (idle, writer));
        }
    }));
}

impl Shared {
    fn health(&self) -> MutexGuard<'_, Option<Health>> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watch(&self) -> MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the worst that was found of the file.
    fn think(&self, health: Health) {
        let mut worst = self.health();
        *worst = (*worst).max(Some(health));
        drop(worst);
        (self.wake)();
    }

    /// What everything says of the file takes the place of what was found before; a part of it only adds to that.
    fn note_found(&self, found: Found) {
        match found {
            Found::Everything(health) => *self.health() = Some(health),
            Found::Part(health) => return self.think(health),
            Found::Counted => {
                let mut worst = self.health();
                *worst = worst.map(|health| match health {
                    Health::Miscounted => Health::Sound,
                    other => other,
                });
            }
        }
        (self.wake)();
    }

    /// A file that can't be opened anew counts as damaged.
    pub(super) fn note_damage(&self, error: &AppError) {
        if let AppError::Store(StoreError::Damaged(path)) = error
            && *path == self.path
        {
            self.think(Health::Damaged);
        }
    }

    /// Notes a full check in the file, and any other that found something.
    fn keep_check(self: &Arc<Self>, writer: &Lane<WriteWork>, kind: CheckKind, checked: Checked) {
        if self.look.is_some() || (kind != CheckKind::Full && checked.is_sound()) {
            return;
        }
        let own = Arc::clone(self);
        writer.push(Box::new(move |workspace: &mut Workspace| {
            // What could not be noted is found again by the next check.
            drop(note_check(workspace, kind, &checked));
            own.wrote(workspace, Occasion::Act);
        }));
    }
}
