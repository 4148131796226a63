//! The workspace file, from outside.

mod demo;
