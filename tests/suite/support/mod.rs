//! What several groups of tests share.

pub mod cpu_renderer;
pub mod directory;
pub mod office;
pub mod outside;
pub mod picture;
