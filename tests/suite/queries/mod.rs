//! Questions, held to an oracle that knows nothing of columns.

mod figures;
mod lists;
mod oracle;
mod patching;
mod superseded;
