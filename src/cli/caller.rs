//! Where a subcommand's words go and its paths start from: this process's own terminal, or a terminal elsewhere when the
//! running program works for a command that was started there.
//!
//! Known to the thread that runs the subcommand, so that a subcommand is written once, for a terminal.

use std::cell::RefCell;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::rc::Rc;

use clap::builder::{PathBufValueParser, TypedValueParser};

use super::refusal::Refusal;
use crate::app::error::AppError;
use crate::app::interrupt::Interrupt;
use crate::app::reception::{self, Call, Errand, Told, Visit, Watches};
use zeroize::Zeroizing;

thread_local! {
    static VISIT: RefCell<Option<Rc<Visit>>> = const { RefCell::new(None) };
}

/// The work that this thread does for a terminal elsewhere.
pub fn visit() -> Option<Rc<Visit>> {
    VISIT.with_borrow(Clone::clone)
}

/// Does work for a terminal elsewhere.
pub fn on_behalf<T>(visit: Visit, work: impl FnOnce(&Visit) -> T) -> T {
    let visit = Rc::new(visit);
    VISIT.set(Some(Rc::clone(&visit)));
    let done = work(&visit);
    VISIT.set(None);
    done
}

/// Writes to standard output; a reader who has gone, as in `rollcall … | head`, ends the output quietly.
pub fn out(text: String) -> Result<(), Refusal> {
    let written = match visit() {
        Some(visit) => visit.tell(Told::Out(text)),
        None => write_all(std::io::stdout().lock(), &text),
    };
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let place = PathBuf::from("-");
            Err(AppError::FileWrite(place, error.to_string()).into())
        }
        _ => Ok(()),
    }
}

/// Writes to standard error. Where that is closed nobody is there to be told.
pub fn err(text: String) {
    drop(match visit() {
        Some(visit) => visit.tell(Told::Err(text)),
        None => write_all(std::io::stderr().lock(), &text),
    });
}

/// Whether somebody watches standard error.
pub fn is_watched() -> bool {
    match visit() {
        Some(visit) => visit.errand.watches == Watches::Yes,
        None => std::io::stderr().is_terminal(),
    }
}

/// The wish to stop, from now on.
pub fn interrupt() -> Interrupt {
    visit().map_or_else(Interrupt::watch, |visit| visit.interrupt.clone())
}

/// A path of the command line, from the folder in which it was written.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| match visit() {
        Some(visit) => visit.errand.folder.join(path),
        None => path,
    })
}

/// Hands this process's command to the program that has the file open; its exit status. Nothing where it can't be.
pub fn hand_over(
    call: Call,
    (password, code): (Option<Zeroizing<String>>, Option<Zeroizing<String>>),
) -> Option<Result<u8, AppError>> {
    let arguments = std::env::args_os().map(|argument| argument.into_string().ok());
    let errand = Errand {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        arguments: arguments.collect::<Option<_>>()?,
        folder: std::env::current_dir().ok()?,
        password,
        code,
        watches: if is_watched() {
            Watches::Yes
        } else {
            Watches::No
        },
    };
    reception::hand_over(call, errand, &Interrupt::watch(), |told| match told {
        // A reader who has gone is no failure of the work.
        Told::Out(text) => drop(write_all(std::io::stdout().lock(), &text)),
        Told::Err(text) => drop(write_all(std::io::stderr().lock(), &text)),
    })
}

fn write_all(mut to: impl Write, text: &str) -> std::io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}
