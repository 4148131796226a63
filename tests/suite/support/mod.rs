//! What tests share: a clock that stands still, numbers that repeat, folders that vanish, pictures, offices with people.

pub mod audit;
pub mod copied;
pub mod cpu_renderer;
pub mod demo;
pub mod directory;
pub mod keyed;
pub mod office;
pub mod outside;
pub mod people;
pub mod picture;
pub mod reading;
pub mod reopened;
pub mod shell;
