//! What tests share: a clock that stands still, numbers that repeat, folders that vanish.

pub mod outside;
