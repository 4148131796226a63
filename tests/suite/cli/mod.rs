//! The built program's command line, run as people and scheduled tasks run it.

mod factor;
mod interrupted;
mod modules;
mod program;
mod refused;
mod work;
