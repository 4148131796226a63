//! What is to be known about the file as a whole: whether it is open for reading only, where it lies, whether it is sound.

use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard, PoisonError};

use super::{Backend, Shared};
use crate::app::checkpoints::Occasion;
use crate::app::checks::{self, Due};
use crate::app::commands::upkeep::note_check;
use crate::app::error::AppError;
use crate::app::lane::{Lane, ReadWork, WriteWork};
use crate::app::looking::Failures;
use crate::domain::file::{CheckKind, Checked, Health};
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

/// A file that is open for reading only: who failed to sign in.
#[derive(Default)]
pub(super) struct Look {
    pub(super) failures: Failures,
}

impl Backend {
    /// Whether the file is open for reading only.
    pub fn only_reads(&self) -> bool {
        self.shared.look.is_some()
    }

    /// What every page says about the file.
    pub fn notice(&self) -> Option<&str> {
        let found = self.health().and_then(Health::notice);
        found.or_else(|| self.shared.notice.get().map(String::as_str))
    }

    /// Says something on every page, once.
    pub(in crate::app) fn tell(&self, notice: String) {
        self.shared.notice.get_or_init(|| notice);
    }

    /// What was found of the file; nothing before it was looked through.
    pub fn health(&self) -> Option<Health> {
        *self.shared.health()
    }

    /// Looks through the file behind everything else.
    pub(in crate::app) fn examine(&self, due: Due) {
        let lanes = (self.lanes.idle(), self.lanes.writer());
        examine(&self.shared, lanes, due);
    }

    /// Looks through everything, where a week has passed since that was done.
    pub fn tend_health(&self) {
        self.examine(Due::Weekly);
    }

    /// Asks everything again: others may have changed the file, which nobody tells this program.
    pub fn look_again(&self) {
        for revision in self.shared.revisions.iter() {
            revision.fetch_add(1, Ordering::AcqRel);
        }
    }
}

/// Where reading work goes that gives way to all other, and writing work.
pub(super) type Queues = (Arc<Lane<ReadWork>>, Arc<Lane<WriteWork>>);

/// Nobody waits for the answer: it is told when it is there. The end and the lock stop the check; other work goes before it.
fn examine(shared: &Arc<Shared>, (idle, writer): Queues, due: Due) {
    let (own, queue) = (Arc::clone(shared), Arc::clone(&idle));
    queue.push(Box::new(move |reader: &mut Reader| {
        let (looked, free) = (Arc::clone(&own), Arc::clone(&idle));
        let is_wanted = move || free.is_free() && looked.seat().set_aside().is_none();
        let now = own.env.clock.now();
        match reader.while_wanted(is_wanted, |reader| checks::look(reader, due, now)) {
            Ok(Some((health, kind, checked))) => {
                own.think(health);
                own.keep_check(&writer, kind, checked);
            }
            Err(AppError::Cancelled) if own.seat().set_aside().is_none() => {
                examine(&own, (idle, writer), due);
            }
            Err(error) if error.is_damage() => own.think(Health::Damaged),
            Ok(None) | Err(_) => {}
        }
    }));
}

impl Shared {
    fn health(&self) -> MutexGuard<'_, Option<Health>> {
        self.health.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the worst that was found of the file.
    fn think(&self, health: Health) {
        let mut worst = self.health();
        *worst = (*worst).max(Some(health));
        drop(worst);
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
