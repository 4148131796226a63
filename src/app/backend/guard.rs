//! Work that can be called off, and that fails without taking its thread along.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::store::reader::Reader;

/// Reads with statements that stop when the asker has gone, so that the next question does not wait for this one.
pub(super) fn while_wanted<T>(
    reader: &mut Reader,
    progress: &Arc<Progress>,
    work: impl FnOnce(&mut Reader) -> T,
) -> T {
    let asker = Arc::clone(progress);
    reader.while_wanted(move || !asker.is_cancelled(), work)
}

/// A panic in work is a defect: it is reported to the asker, and the thread lives on.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, AppError>) -> Result<T, AppError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|s| (*s).to_owned()));
        Err(AppError::Internal(said.unwrap_or_default()))
    })
}
