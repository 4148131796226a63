//! The window: shell, screens, forms, charts. Draws, and never touches a database, a file, a keyring or the clock.

pub mod launch;
