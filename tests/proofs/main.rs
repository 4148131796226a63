//! The proofs: what the program promises about its file holds whatever is done to it. Each proof fails when its promise breaks, and
//! prints how often it was tried.
//!
//! `cargo test --test proofs` takes a minute or two; names pick some, as in `cargo test --test proofs kills`. The long run, over
//! an hour or two:
//!
//! ```text
//! ROLLCALL_PROOFS=long cargo test --release --test proofs
//! ```
//!
//! `ROLLCALL_PROOFS_SEED` repeats a run, and with it `ROLLCALL_PROOFS_FILE` one game of the model. What needs a program that is
//! missing says `skipped: needs …`.

#[cfg(test)]
mod canary;
#[cfg(test)]
mod changeover;
#[cfg(test)]
mod deeds;
#[cfg(test)]
mod dice;
#[cfg(test)]
mod examine;
#[cfg(test)]
mod facts;
#[cfg(test)]
mod faults;
#[cfg(test)]
#[path = "../fuzz/mod.rs"]
mod fuzz;
#[cfg(test)]
mod ground;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod model;
#[cfg(test)]
mod run;
#[cfg(test)]
mod strace;
#[cfg(test)]
mod together;

#[cfg(test)]
fn main() -> std::process::ExitCode {
    run::main()
}
