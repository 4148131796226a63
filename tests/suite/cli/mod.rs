//! The built program's command line, run as people and scheduled tasks run it.

mod factor;
mod handed;
mod held;
mod interrupted;
mod modules;
mod program;
mod refused;
mod work;
