//! What several groups of tests share.

pub mod cpu_renderer;
pub mod picture;
