//! Questions, held to an oracle that knows nothing of columns.

pub mod figures;
mod lists;
pub mod oracle;
mod patching;
mod superseded;
