//! What is to be known about the file as a whole: whether it is open for reading only, where it lies, whether it is sound.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::Backend;
use crate::app::lane::LaneName;
use crate::app::looking::Failures;
use crate::domain::text::text;
use crate::store::examine::{Depth, Health};
use crate::store::reader::Reader;

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
        match self.health() {
            Some(Health::Damaged) => Some(text().opening.damaged),
            Some(Health::Sound) | None => self.shared.notice.get().map(String::as_str),
        }
    }

    /// Says something on every page, once.
    pub(in crate::app) fn tell(&self, notice: String) {
        self.shared.notice.get_or_init(|| notice);
    }

    /// What the check of the file found; nothing before it has ended.
    pub fn health(&self) -> Option<Health> {
        self.shared.health.get().copied()
    }

    /// Looks through the file for damage, behind everything else.
    pub(in crate::app) fn examine(&self, depth: Depth) {
        let (shared, lanes) = (Arc::clone(&self.shared), Arc::downgrade(&self.lanes));
        // Nobody waits for the answer: it is told when it is there. The end and the lock stop the check.
        let work = move |reader: &mut Reader| {
            let looked = Arc::clone(&shared);
            let is_wanted = move || lanes.strong_count() > 0 && looked.seat().set_aside().is_none();
            let examine = |reader: &mut Reader| reader.snapshot(|s| s.examine(depth));
            if let Ok(health) = reader.while_wanted(is_wanted, examine) {
                shared.health.get_or_init(|| health);
                (shared.wake)();
            }
        };
        self.lanes.read(LaneName::Long, Box::new(work));
    }

    /// Asks everything again: others may have changed the file, which nobody tells this program.
    pub fn look_again(&self) {
        for revision in self.shared.revisions.iter() {
            revision.fetch_add(1, Ordering::AcqRel);
        }
    }
}
