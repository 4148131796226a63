//! The built program's command line, run as people and scheduled tasks run it.

mod check;
mod factor;
mod handed;
mod held;
mod interrupted;
mod logging;
mod modules;
mod program;
mod refused;
mod work;
