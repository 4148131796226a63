//! What tests share: a clock that stands still, numbers that repeat, folders that vanish, pictures.

pub mod cpu_renderer;
pub mod outside;
pub mod picture;
