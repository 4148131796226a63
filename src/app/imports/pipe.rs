//! Reading a file on a thread of its own while the office's records are compared and written on another.

use std::sync::mpsc::{SyncSender, sync_channel};

use crate::app::error::AppError;
use crate::import::problem::FileProblem;
use crate::import::reader::{DataFile, Records, Row};
use crate::import::watch::Watch;

/// Rows that go over together; between two of these the wish to stop is looked at.
const BATCH: usize = 256;
/// Batches that may wait; more would only fill memory.
const AHEAD: usize = 8;

/// What a batch brings: rows as they were understood, or why reading ended.
type Batch<T> = Result<Vec<T>, FileProblem>;

/// Hands every row to `read` on another thread, and what that gives to `each` on this one, in file order.
pub(super) fn rows<T: Send>(
    mut file: DataFile,
    watch: &dyn Watch,
    read: impl Fn(&Row) -> T + Send,
    mut each: impl FnMut(T) -> Result<(), AppError>,
) -> Result<(), AppError> {
    std::thread::scope(|scope| {
        let (sender, batches) = sync_channel::<Batch<T>>(AHEAD);
        std::thread::Builder::new()
            .name("import-reader".to_owned())
            .spawn_scoped(scope, move || send_all(&mut file, &read, &sender))
            .map_err(|error| AppError::Internal(error.to_string()))?;
        let mut rows = 0;
        for batch in batches {
            let batch = batch?;
            rows += batch.len() as u64;
            watch.step(rows)?;
            for item in batch {
                each(item)?;
            }
        }
        // A wish that came with the last rows counts too.
        watch.step(rows)?;
        Ok(())
    })
}

/// Ends quietly when nobody listens any more.
fn send_all<T>(file: &mut DataFile, read: &impl Fn(&Row) -> T, to: &SyncSender<Batch<T>>) {
    let mut row = Row::default();
    let mut batch = Vec::with_capacity(BATCH);
    loop {
        let sent = match file.read(&mut row) {
            Ok(true) => {
                batch.push(read(&row));
                if batch.len() < BATCH {
                    continue;
                }
                to.send(Ok(std::mem::replace(&mut batch, Vec::with_capacity(BATCH))))
            }
            Ok(false) => {
                drop(to.send(Ok(batch)));
                return;
            }
            Err(problem) => {
                drop(to.send(Err(problem)));
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}
