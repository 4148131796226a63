//! The window: shell, screens, forms, charts. Draws, and never touches a database, a file, a keyring or the clock.

pub mod chart;
pub mod launch;
pub mod theme;
pub mod widgets;
