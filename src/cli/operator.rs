//! Signing in for a headless command, and out again when it is done.

use std::io::{BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use zeroize::Zeroizing;

use super::caller;
use super::refusal::{self, Refusal};
use super::terminal;
use crate::app::backend::{Backend, Wake};
use crate::app::commands::session::{Proof, SessionCommand};
use crate::app::commands::{Command, Reply};
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::exports::{self, ExportDone, ExportRequest};
use crate::app::interrupt::Interrupt;
use crate::app::launch::{self, Keep, Means};
use crate::app::looking;
use crate::app::queries::cover::Cover;
use crate::app::queries::upkeep::LogStanding;
use crate::app::query::Query;
use crate::app::reception;
use crate::app::ticket::Ticket;
use crate::domain::office::{Office, Origin};
use crate::domain::text::text;

/// How often somebody at a terminal hears of progress, and the wish to stop is heard.
const BETWEEN_TELLING: Duration = Duration::from_millis(200);
const PASSWORD_VARIABLE: &str = "ROLLCALL_PASSWORD";
const PASSPHRASE_VARIABLE: &str = "ROLLCALL_PASSPHRASE";
const CODE_VARIABLE: &str = "ROLLCALL_CODE";
/// More than any password; what is beyond is not read.
const MOST_BYTES: u64 = 4_096;

/// Where the password comes from.
#[derive(clap::Args, Default)]
pub struct PasswordArgs {
    #[arg(long, value_name = "FILE", help = text().cli.password_file)]
    password_file: Option<PathBuf>,
}

/// Where the passphrase of an encrypted file comes from.
#[derive(clap::Args, Default)]
pub struct PassphraseArgs {
    #[arg(long, value_name = "FILE", help = text().cli.passphrase_file)]
    passphrase_file: Option<PathBuf>,
}

/// Who acts.
#[derive(clap::Args, Default)]
pub struct OperatorArgs {
    #[arg(long = "as", value_name = "EMAIL", help = text().cli.as_email)]
    email: Option<String>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    #[command(flatten)]
    password: PasswordArgs,
    #[arg(long, value_name = "CODE", help = text().cli.code)]
    code: Option<String>,
    #[arg(long, help = text().opening.cli_read_only)]
    read_only: bool,
}

/// An open workspace with somebody signed in. Dropping it ends their session.
pub struct Session {
    backend: Backend,
    waiting: Waiting,
    office: Office,
}

/// What somebody without a window waits with: answers wake it, and Ctrl-C cancels what it waits for.
struct Waiting {
    woken: Receiver<()>,
    interrupt: Interrupt,
}

impl Session {
    /// Opens a workspace and signs in.
    pub fn enter(file: &Path, who: &OperatorArgs) -> Result<Self, Refusal> {
        let (wake, woken) = channel();
        // Nobody waits any more when the receiver has gone.
        let wake = Arc::new(move || {
            wake.send(()).ok();
        });
        let backend = open(file, who, wake)?;
        let mut waiting = Waiting {
            woken,
            interrupt: Interrupt::default(),
        };
        let office = waiting.wait(&backend.ask(Cover), silent)?;
        let command = sign_in(&office, who)?;
        // Not before: a password that is waited for is not work that could be cancelled.
        waiting.interrupt = caller::interrupt();
        let session = Self {
            backend,
            waiting,
            office,
        };
        session.sign_in(command, who)?;
        session.warn();
        Ok(session)
    }

    /// Signs in, with a code where one is asked for.
    fn sign_in(&self, command: SessionCommand, who: &OperatorArgs) -> Result<(), Refusal> {
        match self.submit(command.clone().into()) {
            Err(AppError::CodeNeeded) => {}
            other => return Ok(other?),
        }
        let SessionCommand::SignIn { email, password } = command else {
            return Err(AppError::CodeNeeded.into());
        };
        let proof = Proof {
            email,
            password,
            code: Some(who.code()?),
            ..Proof::default()
        };
        Ok(self.submit(SessionCommand::SignInFully(Box::new(proof)).into())?)
    }

    /// Says where the file's log is not the one that this computer has seen, to those who may know.
    fn warn(&self) {
        let seen = self.backend.seen();
        let Some(checkpoint) = seen.checkpoint.clone() else {
            return;
        };
        if let Ok(standing) = self.ask(LogStanding { seen })
            && let Some(said) = standing.said(&checkpoint, &self.office.time())
        {
            refusal::say(&said, text().diagnostics.accept_first);
        }
    }

    /// The office.
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Asks a question and waits for the answer.
    pub fn ask<Q: Query>(&self, question: Q) -> Result<Q::Output, AppError> {
        self.waiting.wait(&self.backend.ask(question), silent)
    }

    /// Gives a command and waits until it is carried out.
    pub fn submit(&self, command: Command) -> Result<(), AppError> {
        let ticket = self.backend.submit(command);
        self.waiting.wait(&ticket, silent).map(drop)
    }

    /// Gives a command and waits for its answer.
    pub fn reply(&self, command: Command) -> Result<Reply, AppError> {
        let ticket = self.backend.submit(command);
        self.waiting
            .wait(&ticket, silent)
            .map(|receipt| receipt.reply)
    }

    /// Starts long work and waits for it; `tell` hears now and then how far it is.
    pub fn follow<T>(
        &self,
        start: impl FnOnce(&Backend) -> Ticket<T>,
        tell: impl FnMut(u64, u64),
    ) -> Result<T, AppError> {
        self.waiting.wait(&start(&self.backend), tell)
    }

    /// Exports and waits for the file.
    pub fn export(&self, request: ExportRequest) -> Result<ExportDone, AppError> {
        let ticket = exports::start(&self.backend, request);
        self.waiting.wait(&ticket, silent)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if self.backend.operator().is_some() {
            // A session that could not be ended runs out by itself.
            drop(self.submit(SessionCommand::SignOut.into()));
        }
    }
}

/// Opens the file; or hands the whole command to the program that has it open.
fn open(file: &Path, who: &OperatorArgs, wake: Wake) -> Result<Backend, Refusal> {
    if let Some(visit) = caller::visit() {
        let seat = visit.beside.sit(wake);
        return Ok(seat.ok_or(AppError::Cancelled)?);
    }
    let means = who.passphrase.means()?;
    let env = Env::system();
    if who.read_only {
        let why = text().opening.asked_for;
        return Ok(looking::open(file, &means, why, &env, wake)?.backend);
    }
    match launch::open(file, &means, &env, wake) {
        Ok(came) => Ok(came.backend),
        Err(held @ AppError::Held(..)) => {
            let Some(call) = reception::call(file) else {
                return Err(held.into());
            };
            let password = who.email.as_ref().map(|_| who.password.read());
            match caller::hand_over(call, (password.transpose()?, who.given_code())) {
                Some(status) => Err(Refusal::Elsewhere(status?)),
                None => Err(held.into()),
            }
        }
        Err(error) => Err(error.into()),
    }
}

fn sign_in(office: &Office, who: &OperatorArgs) -> Result<SessionCommand, Refusal> {
    match &who.email {
        Some(email) => Ok(SessionCommand::SignIn {
            email: email.clone(),
            password: who.password.read()?,
        }),
        None if office.origin == Origin::Demo => Ok(SessionCommand::EnterDemo),
        None => {
            let words = &text().cli;
            Err(Refusal::usage(words.needs_as, "", words.needs_as_do))
        }
    }
}

impl Waiting {
    /// Waits for an answer; `tell` hears now and then how far the work is.
    fn wait<T>(&self, ticket: &Ticket<T>, mut tell: impl FnMut(u64, u64)) -> Result<T, AppError> {
        loop {
            if let Some(answer) = ticket.take() {
                return answer;
            }
            if self.woken.recv_timeout(BETWEEN_TELLING) == Err(RecvTimeoutError::Disconnected) {
                return Err(workers_gone());
            }
            let progress = ticket.progress();
            if self.interrupt.is_raised() {
                progress.cancel();
            }
            let (done, total) = progress.get();
            tell(done, total);
        }
    }
}

/// For work that is over before anybody asks how far it is.
fn silent(_done: u64, _total: u64) {}

/// Only for support: people read that something unexpected happened.
fn workers_gone() -> AppError {
    AppError::Internal("workers gone".to_owned()) // not text: details for support
}

impl PassphraseArgs {
    /// The passphrase: the first line of the file, or the variable.
    pub fn read(&self) -> Result<Option<Zeroizing<String>>, Refusal> {
        match &self.passphrase_file {
            Some(path) => read_file(path).map(Some),
            None => Ok(std::env::var(PASSPHRASE_VARIABLE).ok().map(Zeroizing::new)),
        }
    }

    /// What opens a file: what was given, otherwise what this computer remembers.
    pub fn means(&self) -> Result<Means, Refusal> {
        let typed = self.read()?;
        Ok(typed.map_or(Means::Remembered, |typed| {
            Means::Typed(typed, Keep::AsItWas)
        }))
    }
}

impl OperatorArgs {
    /// The code that was given with the command, or brought along.
    fn given_code(&self) -> Option<Zeroizing<String>> {
        let given = self.code.clone().map(Zeroizing::new);
        given.or_else(|| match caller::visit() {
            Some(visit) => visit.errand.code.clone(),
            None => std::env::var(CODE_VARIABLE).ok().map(Zeroizing::new),
        })
    }

    /// The code of the second factor: as given, from the variable, or typed at a terminal.
    fn code(&self) -> Result<Zeroizing<String>, Refusal> {
        if let Some(code) = self.given_code() {
            return Ok(code);
        }
        let words = &text().cli;
        let missing = || Refusal::usage(words.needs_code, "", words.needs_code_do);
        let input = std::io::stdin();
        if caller::visit().is_some() || !input.is_terminal() {
            return Err(missing());
        }
        terminal::ask(words.code_prompt);
        let line = first_line(input.lock()).map_err(|_| missing())?;
        if line.is_empty() {
            Err(missing())
        } else {
            Ok(line)
        }
    }
}

impl PasswordArgs {
    /// The password: the first line of the file, the variable, or the first line of standard input.
    pub fn read(&self) -> Result<Zeroizing<String>, Refusal> {
        let words = &text().cli;
        if let Some(visit) = caller::visit() {
            let brought = visit.errand.password.clone();
            return brought
                .ok_or_else(|| Refusal::usage(words.needs_password, "", words.needs_password_do));
        }
        if let Some(path) = &self.password_file {
            return read_file(path);
        }
        if let Ok(password) = std::env::var(PASSWORD_VARIABLE) {
            return Ok(Zeroizing::new(password));
        }
        let input = std::io::stdin();
        let missing = || Refusal::usage(words.needs_password, "", words.needs_password_do);
        if input.is_terminal() {
            return Err(missing());
        }
        let line = first_line(input.lock()).map_err(|_| missing())?;
        if line.is_empty() {
            Err(missing())
        } else {
            Ok(line)
        }
    }
}

fn read_file(path: &Path) -> Result<Zeroizing<String>, Refusal> {
    let unread = |error: std::io::Error| AppError::FileRead(path.to_owned(), error.to_string());
    let file = std::fs::File::open(path).map_err(unread)?;
    Ok(first_line(file).map_err(unread)?)
}

fn first_line(source: impl Read) -> std::io::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    std::io::BufReader::new(source.take(MOST_BYTES)).read_line(&mut line)?;
    let end = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(end);
    Ok(line)
}
