//! Several texts packed into one file.

use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{ExportError, Result};

/// Packs texts under their names.
pub fn pack<'a>(
    parts: impl IntoIterator<Item = (&'a str, &'a str)>,
    out: impl Write + Seek,
) -> Result<()> {
    let mut zip = ZipWriter::new(out);
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())
            .map_err(failed)?;
        zip.write_all(text.as_bytes())?;
    }
    zip.finish().map_err(failed)?;
    Ok(())
}

fn failed(error: zip::result::ZipError) -> ExportError {
    ExportError::Io(error.into())
}
