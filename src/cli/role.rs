//! `rollcall role`: what each role allows, and changing it.

use std::path::PathBuf;

use super::caller;
use super::operator::{OperatorArgs, Session};
use super::refusal::Refusal;
use super::scope::unknown;
use super::{segment, terminal};
use crate::app::commands::role::RoleCommand;
use crate::app::error::AppError;
use crate::app::queries::directory::WholeDirectory;
use crate::app::queries::me::Me;
use crate::domain::module::ModuleSet;
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::domain::text::{fill, text};

/// What to do with roles.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(clap::Subcommand)]
enum Act {
    #[command(about = text().cli.role_list_about)]
    List(FileArgs),
    #[command(about = text().cli.role_allow_about)]
    Allow(ChangeArgs),
    #[command(about = text().cli.role_forbid_about)]
    Forbid(ChangeArgs),
}

#[derive(clap::Args)]
struct FileArgs {
    #[arg(value_name = "DB", value_parser = caller::path(), help = text().cli.database)]
    file: PathBuf,
    #[command(flatten)]
    operator: OperatorArgs,
}

#[derive(clap::Args)]
struct ChangeArgs {
    #[command(flatten)]
    file: FileArgs,
    #[arg(long, value_name = "KEY", help = text().cli.role_role)]
    role: String,
    #[arg(long, value_name = "KEY", help = text().cli.role_permission)]
    permission: String,
}

/// Lists roles or changes one.
pub fn run(args: &Args) -> Result<(), Refusal> {
    match &args.act {
        Act::List(file) => list(file),
        Act::Allow(change) => {
            let said = text().cli.allowed;
            act(change, |role, p| RoleCommand::Allow(role.role_id, p), said)
        }
        Act::Forbid(change) => {
            let said = text().cli.forbidden;
            act(change, |role, p| RoleCommand::Forbid(role.role_id, p), said)
        }
    }
}

fn act(
    args: &ChangeArgs,
    command: impl FnOnce(&Role, Permission) -> RoleCommand,
    said: &str,
) -> Result<(), Refusal> {
    let permission = Permission::from_key(&args.permission).ok_or_else(|| {
        let known = Permission::ALL.iter().map(|p| p.key());
        unknown(text().cli.unknown_permission, &args.permission, known)
    })?;
    let session = Session::enter(&args.file.file, &args.file.operator)?;
    let modules = session.ask(Me)?.modules;
    if !is_there(permission, modules) {
        let known = Permission::ALL.iter().filter(|p| is_there(**p, modules));
        let known = known.map(|p| p.key());
        return Err(unknown(
            text().cli.unknown_permission,
            &args.permission,
            known,
        ));
    }
    let directory = session.ask(WholeDirectory)?;
    let role = segment::role(&args.role, &directory)?;
    session.submit(command(role, permission).into())?;
    terminal::print(&fill(said, &[&role.name, &permission.key()]))
}

fn list(args: &FileArgs) -> Result<(), Refusal> {
    let session = Session::enter(&args.file, &args.operator)?;
    let me = session.ask(Me)?;
    // Without it the names alone would look like roles that allow nothing.
    if !me.actor.may_everywhere(Permission::RolesView) {
        return Err(AppError::Denied(Permission::RolesView).into());
    }
    let directory = session.ask(WholeDirectory)?;
    let rows: Vec<Vec<String>> = directory
        .roles
        .iter()
        .map(|role| columns(role, me.modules))
        .collect();
    terminal::print(&terminal::aligned(&rows).join("\n"))
}

/// Whether a permission exists here: what a module brings does only where it is installed.
fn is_there(permission: Permission, modules: ModuleSet) -> bool {
    let module = permission.module();
    module.is_none_or(|module| modules.has(module))
}

fn columns(role: &Role, modules: ModuleSet) -> Vec<String> {
    let key = role.key.as_deref().unwrap_or(text().cli.without_key);
    let allowed = Permission::ALL
        .iter()
        .filter(|p| role.permissions.has(**p) && is_there(**p, modules));
    let allowed: Vec<&str> = allowed.map(|p| p.key()).collect();
    vec![key.to_owned(), role.name.clone(), allowed.join(" ")]
}
