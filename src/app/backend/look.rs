//! What is to be known about the file as a whole: whether it is open for reading only, where it lies, whether it is sound.

use std::sync::atomic::Ordering;

use super::Backend;
use crate::app::looking::Failures;
use crate::domain::file::Health;

/// A file that is open for reading only: who failed to sign in.
#[derive(Default)]
pub(super) struct Look {
    pub(super) failures: Failures,
}

impl Backend {
    /// Whether nothing can be changed here: the file is open for reading only, or somebody views as another.
    pub fn only_reads(&self) -> bool {
        self.shared.look.is_some() || self.shared.through.is_some()
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

    /// Asks everything again: others may have changed the file, which nobody tells this program.
    pub fn look_again(&self) {
        for revision in self.shared.revisions.iter() {
            revision.fetch_add(1, Ordering::AcqRel);
        }
    }
}
