//! The way of the bytes into the file: summed, counted, and stopped when nobody wants them any more.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::ExportRequest;
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::domain::table::Format;
use crate::export::ExportError;
use crate::platform::staged::folder_of;
use crate::store::error::StoreError;

const BUFFER: usize = 256 * 1024;

/// A file in the making.
pub(super) struct Output<'a> {
    bytes: BufWriter<Summed<'a>>,
    path: PathBuf,
    format: Format,
}

struct Summed<'a> {
    file: &'a mut File,
    sum: Sha256,
    bytes: u64,
    progress: &'a Arc<Progress>,
    /// Rows of a workbook that is packed after its rows are in.
    packed_rows: u64,
}

/// What a row takes in a packed workbook, roughly; only progress depends on it.
const PACKED_ROW_BYTES: u64 = 110;

impl<'a> Output<'a> {
    pub(super) fn new(
        file: &'a mut File,
        progress: &'a Arc<Progress>,
        request: &ExportRequest,
    ) -> Self {
        let summed = Summed {
            file,
            sum: Sha256::new(),
            bytes: 0,
            progress,
            packed_rows: 0,
        };
        Self {
            bytes: BufWriter::with_capacity(BUFFER, summed),
            path: request.path.clone(),
            format: request.format,
        }
    }

    /// The form that is wanted.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The folder of the file, where a workbook in the making may lie too.
    pub(super) fn folder(&self) -> PathBuf {
        folder_of(&self.path).to_owned()
    }

    /// Sets how much there is to do for so many rows: a workbook is packed when its rows are in, which takes as long again.
    pub(super) fn expect_rows(&mut self, rows: u64) {
        let summed = self.bytes.get_mut();
        let passes = match self.format {
            Format::Xlsx => {
                summed.packed_rows = rows;
                2
            }
            Format::Csv | Format::Json => 1,
        };
        summed.progress.set_total(rows * passes);
    }

    /// Writes by means of one of the export layer's writers.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut (dyn Write + Send)) -> Result<T, Stop>,
    ) -> Result<T, AppError> {
        let done = work(&mut self.bytes);
        done.map_err(|stop| match stop {
            Stop::App(error) => error,
            Stop::Export(_) if self.bytes.get_ref().progress.is_cancelled() => AppError::Cancelled,
            Stop::Export(ExportError::Io(error)) => explain(error, &self.path),
            Stop::Export(ExportError::Workbook(said)) => {
                AppError::FileWrite(self.path.clone(), said)
            }
        })
    }

    /// Hands the last bytes over and gives the sum of all.
    pub(super) fn finish(mut self) -> Result<String, AppError> {
        self.write(|out| Ok(out.flush()?))?;
        let Ok(summed) = self.bytes.into_inner() else {
            return Err(AppError::Internal(
                "buffered bytes after a flush".to_owned(),
            ));
        };
        Ok(format!("{:x}", HexOf(&summed.sum.finalize())))
    }
}

/// Bytes in hexadecimal.
struct HexOf<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexOf<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Why writing stopped: the rows could not be had, or the bytes not written.
pub(super) enum Stop {
    App(AppError),
    Export(ExportError),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::App(error.into())
    }
}

impl From<ExportError> for Stop {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Export(error.into())
    }
}

impl Write for Summed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.progress.is_cancelled() {
            // Not `Interrupted`, which is tried again.
            return Err(io::Error::other(AppError::Cancelled.to_string()));
        }
        let written = self.file.write(bytes)?;
        self.sum.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        if self.packed_rows > 0 {
            let packed = (self.bytes / PACKED_ROW_BYTES).min(self.packed_rows);
            self.progress.set_done(self.packed_rows + packed);
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A failure to write, told apart as far as a person can act on it.
#[expect(
    clippy::needless_pass_by_value,
    reason = "used where errors are mapped"
)]
pub(super) fn explain(error: io::Error, path: &Path) -> AppError {
    match error.kind() {
        ErrorKind::NotFound => StoreError::MissingFolder(folder_of(path).to_owned()).into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::DiskFull.into(),
        _ => AppError::FileWrite(path.to_owned(), error.to_string()),
    }
}
