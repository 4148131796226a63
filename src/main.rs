//! The `rollcall` program: hands the command line to [`rollcall::cli`].

fn main() -> std::process::ExitCode {
    rollcall::cli::run()
}
