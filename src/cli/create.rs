//! `rollcall create`: a new workspace file with its first administrator.

use std::path::PathBuf;

use chrono_tz::Tz;

use super::operator::{PassphraseArgs, PasswordArgs};
use super::refusal::Refusal;
use super::terminal;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::interrupt::Interrupt;
use crate::app::launch::{self, NewWorkspace};
use crate::domain::change::Field;
use crate::domain::text::{fill, text};
use crate::domain::validation::{email, name, password};

/// What the workspace begins with.
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "DB", help = text().cli.database)]
    file: PathBuf,
    #[arg(long, value_name = "NAME", help = text().cli.create_office)]
    office: String,
    #[arg(long, help = text().cli.create_zone)]
    zone: String,
    #[arg(long, value_name = "RR", help = text().cli.create_region)]
    region: String,
    #[arg(long, help = text().cli.create_name)]
    name: String,
    #[arg(long, help = text().cli.create_email)]
    email: String,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    #[arg(long, conflicts_with = "passphrase_file", help = text().cli.create_unencrypted)]
    unencrypted: bool,
}

/// Checks everything as the form does, then creates the file.
pub fn run(args: &Args) -> Result<(), Refusal> {
    let new = check(args)?;
    let interrupt = Interrupt::watch();
    let made = launch::create(&args.file, &new, &Env::system())?;
    let code = made.workspace.recovery_code();
    drop(made);
    if interrupt.is_raised() {
        launch::discard(&args.file);
        return Err(AppError::Cancelled.into());
    }
    let file = args.file.display();
    terminal::print(&fill(text().cli.created, &[&file, &new.office, &new.name]))?;
    match code {
        Some(code) => terminal::print(&fill(text().cli.created_code, &[&*code])),
        None => Ok(()),
    }
}

fn check(args: &Args) -> Result<NewWorkspace, Refusal> {
    let (words, start) = (&text().cli, &text().start);
    let problem = |label: &str, problem: String| {
        let what = fill(words.field_problem, &[&label, &problem]);
        Refusal::Usage(what, words.field_problem_do.to_owned())
    };
    let office = args.office.trim().to_owned();
    if office.is_empty() {
        return Err(problem(
            start.office,
            text().problem.office_missing.to_owned(),
        ));
    }
    let zone: Tz = args
        .zone
        .parse()
        .map_err(|_| Refusal::usage(words.unknown_zone, &args.zone, words.unknown_zone_do))?;
    let is_code = args.region.len() == 2 && args.region.bytes().all(|b| b.is_ascii_alphabetic());
    if !is_code {
        return Err(Refusal::usage(
            words.unknown_region,
            &args.region,
            words.unknown_region_do,
        ));
    }
    let name = name::parse(&args.name).map_err(|p| problem(Field::Name.label(), p))?;
    let email = email::parse(&args.email).map_err(|p| problem(Field::Email.label(), p))?;
    let password = args.password.read()?;
    let known = [&*name, &*email, &*office];
    password::check_for(&password, &known).map_err(|p| problem(start.password, p))?;
    let passphrase = args.passphrase.read()?.filter(|_| !args.unencrypted);
    match &passphrase {
        Some(passphrase) => {
            password::check(passphrase).map_err(|p| problem(text().key.passphrase, p))?;
        }
        None if args.unencrypted => {}
        None => {
            return Err(Refusal::usage(
                words.needs_passphrase,
                "",
                words.needs_passphrase_do,
            ));
        }
    }
    Ok(NewWorkspace {
        office,
        zone,
        phone_region: args.region.to_ascii_uppercase(),
        name,
        email,
        password,
        passphrase,
    })
}
