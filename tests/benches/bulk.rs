//! How long it takes to do something to many people and to set it back: `cargo bench --bench bulk -- --users N`; at most
//! 100,000 of them are changed. Beside it, the same rows written in plain SQL by the `sqlite3` program where it is installed.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

#[expect(dead_code, reason = "benches share more than each of them uses")]
mod measure;

use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use measure::{Options, env, file, print, resident_mib, reused, say, summary};
use rollcall::app::backend::{Backend, Drive};
use rollcall::app::backups;
use rollcall::app::commands::Command;
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::progress::Progress;
use rollcall::app::queries::bin::Bin;
use rollcall::app::queries::bulk::{BulkPreview, BulkPreviewAnswer};
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::query::Query;
use rollcall::domain::backup::Reason;
use rollcall::domain::bulk::{Belonging, Chosen, Deed};
use rollcall::domain::ids::{RoleId, TeamId, UserId};
use rollcall::domain::user::AccountStatus;
use rollcall::store::workspace::Workspace;

/// More people are not changed in one deed.
const MOST: u64 = 100_000;

fn main() {
    let options = Options::read();
    let path = file("bulk.rollcall");
    std::fs::copy(reused(options.users), &path).unwrap();
    let many = options.users.min(MOST);
    say(&format!(
        "{} users, {many} of them selected; milliseconds",
        options.users
    ));
    print("backup before it", backup(&path));
    let workspace = Workspace::open(&path, env().random).unwrap();
    let (woken, wakes) = channel();
    let wake = move || woken.send(()).unwrap_or_default();
    let backend = Backend::new(workspace, env(), Arc::new(wake), Drive::Threads).unwrap();
    let program = Program { backend, wakes };
    submit(&program, SessionCommand::EnterDemo.into());
    let deeds = [
        ("deactivate", Deed::SetStatus(AccountStatus::Inactive)),
        ("add a tag", Deed::Add(Belonging::Tag("measured".into()))),
        ("add to a team", Deed::Add(Belonging::Team(TeamId(1)))),
        ("add a role", Deed::Add(Belonging::Role(RoleId(5)))),
        ("delete", Deed::Delete),
    ];
    let chosen = Chosen::These(Arc::new((2..=many as i64).map(UserId).collect()));
    for (name, deed) in deeds {
        measure(&program, (name, &deed), &chosen);
    }
    if let Some(resident) = resident_mib() {
        say(&format!("resident: {resident:.0} MiB"));
    }
    drop(program);
    peer(&path, many);
    let folder = backups::folder(&path);
    drop(std::fs::remove_dir_all(folder));
    drop(std::fs::remove_file(path));
}

/// The program, and what it is woken by.
struct Program {
    backend: Backend,
    wakes: Receiver<()>,
}

impl Program {
    /// Waits until something is done, or a moment.
    fn wait(&self) {
        self.wakes.recv_timeout(LOOK).unwrap_or_default();
    }
}

fn backup(path: &Path) -> measure::Times {
    let workspace = Workspace::open(path, env().random).unwrap();
    timed(|| {
        let made = backups::before(&workspace, Reason::Bulk, &env(), &Progress::default());
        drop(made.unwrap());
    })
    .0
}

/// Preview, the deed with its backup, and setting it back.
fn measure(program: &Program, (name, deed): (&str, &Deed), chosen: &Chosen) {
    let question = BulkPreview {
        deed: deed.clone(),
        chosen: chosen.clone(),
    };
    // The first one waits for the columns of the state.
    drop(ask(program, question.clone()));
    let (times, found): (_, BulkPreviewAnswer) = timed(|| ask(program, question));
    let changes = found.changes.len();
    print(&format!("{name}: preview, {changes} to change"), times);
    let command = BulkCommand {
        deed: deed.clone(),
        chosen: chosen.clone(),
        seen: found.changes,
    };
    let start = Instant::now();
    let (seq, begun) = submit(program, command.into());
    let (all, own) = (start.elapsed(), begun.elapsed());
    let one = |taken: Duration| summary(vec![taken.as_secs_f64() * 1_000.0]);
    print(&format!("{name}: {changes} changed and recorded"), one(own));
    print(&format!("{name}: with the backup before it"), one(all));
    if *deed == Deed::Delete {
        let search = "garcia".to_owned();
        let (times, found) = timed(|| ask(program, Bin { search }));
        let name = format!("{name}: search among {} in the bin", found.total);
        print(&name, times);
    }
    let seq = seq.unwrap();
    let (times, _) = timed(|| ask(program, UndoPreview { seq }));
    print(&format!("{name}: preview of setting it back"), times);
    let (times, _) = timed(|| submit(program, UndoCommand::of(seq).into()));
    print(&format!("{name}: set back"), times);
}

fn timed<T>(work: impl FnOnce() -> T) -> (measure::Times, T) {
    let start = Instant::now();
    let done = work();
    let taken = start.elapsed().as_secs_f64() * 1_000.0;
    (summary(vec![taken]), done)
}

fn ask<Q: Query>(program: &Program, question: Q) -> Q::Output {
    let ticket = program.backend.ask(question);
    loop {
        if let Some(answer) = ticket.take() {
            return answer.unwrap();
        }
        program.wait();
    }
}

/// The act's number, and when its own work began: after the backup.
fn submit(program: &Program, command: Command) -> (Option<i64>, Instant) {
    let ticket = program.backend.submit(command);
    let mut begun = None;
    loop {
        if ticket.progress().get().1 > 0 {
            begun.get_or_insert_with(Instant::now);
        }
        if let Some(answer) = ticket.take() {
            let done = Instant::now();
            return (answer.unwrap().undoable, begun.unwrap_or(done));
        }
        program.wait();
    }
}

/// How often it is looked whether something is done.
const LOOK: Duration = Duration::from_micros(200);

/// A status and a row of the log for each, in plain SQL and one transaction.
fn peer(path: &Path, many: u64) {
    let sql = format!(
        "PRAGMA synchronous = FULL; BEGIN;
         UPDATE user SET status = 1 - status, changed_at = changed_at + 1 WHERE user_id <= {many};
         INSERT INTO audit_entry SELECT seq + 1, at, actor_id, effective_id, command, object_kind, object_id, reason, \
         outcome, details, count, changes_hash, hash FROM audit_entry ORDER BY seq DESC LIMIT 1;
         INSERT INTO audit_change SELECT (SELECT max(seq) FROM audit_entry), 1, user_id, randomblob(120) \
         FROM user WHERE user_id <= {many};
         COMMIT;"
    );
    let run = || {
        Process::new("sqlite3")
            .args([path.as_os_str(), sql.as_ref()])
            .stdout(Stdio::null())
            .status()
    };
    let (times, done) = timed(run);
    match done {
        Ok(status) if status.success() => print("sqlite3: the same rows in plain SQL", times),
        _ => say("sqlite3 is not installed: nothing to compare with"),
    }
}
