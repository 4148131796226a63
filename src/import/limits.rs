//! How much of a file is read at most. Counted while reading, never taken from what the file says about itself.

/// Most bytes of a file.
pub const FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Most rows of a file.
pub const ROWS: u64 = 2_000_000;
/// Most columns of a row.
pub const COLUMNS: usize = 256;
/// Most bytes of a cell, in UTF-8.
pub const CELL_BYTES: usize = 64 * 1024;
