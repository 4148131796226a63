//! How long the Sessions page takes: `cargo bench --bench sessions -- --users N`; `--smoke` is a quick try.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

mod measure;

use std::path::Path;
use std::sync::Arc;

use measure::{Options, env, file, print, resident_mib, reused, say, time};
use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::queries::person_sessions::PersonSessions;
use rollcall::app::queries::session_list::{SessionFigures, SessionList, SessionRows};
use rollcall::app::query::Query;
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::Direction;
use rollcall::domain::session::{Part, Period, SessionColumn, SessionFilter};
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

/// So many of the staff have a password here, each with a session.
const ACCOUNTS: u32 = 2_000;

fn main() {
    let options = Options::read();
    let path = file("demo-sessions.rollcall");
    copy(&reused(options.users), &path);
    let workspace = Workspace::open(&path, env().random).unwrap();
    let backend = Backend::new(workspace, env(), Arc::new(|| {}), Drive::Steps).unwrap();
    drop(backend.submit(SessionCommand::EnterDemo.into()));
    while backend.step() {}
    say(&format!(
        "{} users; milliseconds: median, worst",
        options.users
    ));
    for (name, filter) in lists() {
        list(&backend, name, &filter, options);
    }
    let person = PersonSessions {
        user_id: UserId(77),
    };
    print(
        "a person's form",
        time(options.runs, || drop(ask(&backend, person))),
    );
    if let Some(resident) = resident_mib() {
        say(&format!("resident: {resident:.0} MiB"));
    }
}

/// A copy of the demonstration in which staff can sign in.
fn copy(from: &Path, to: &Path) {
    rollcall::app::launch::discard(to);
    std::fs::copy(from, to).unwrap();
    // Brings the file up to date.
    drop(Workspace::open(to, env().random).unwrap());
    let now = measure::now().0;
    let sql = format!(
        "INSERT OR IGNORE INTO credential (user_id, phc)
            SELECT user_id, 'x' FROM user WHERE kind = 0 AND deleted_at IS NULL LIMIT {ACCOUNTS};
        INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at)
            SELECT user_id, 'Rollcall', 'Desk', {now} - 7200000, {now} - 60000, {now} + 7200000 FROM credential"
    );
    testing::execute(to, &sql).unwrap();
}

/// What is listed.
fn lists() -> Vec<(&'static str, SessionFilter)> {
    let (now, failed) = (
        SessionFilter::of(Part::Now),
        SessionFilter::of(Part::Failed),
    );
    let search = |words: &str, of: &SessionFilter| SessionFilter {
        search: words.to_owned(),
        ..of.clone()
    };
    let always = SessionFilter {
        period: Period::Always,
        ..failed.clone()
    };
    vec![
        ("signed in now", now.clone()),
        ("  a keystroke that finds many", search("a", &now)),
        ("  a keystroke that finds few", search("anna", &now)),
        (
            "  by name",
            SessionFilter {
                sort: (SessionColumn::Name, Direction::Ascending),
                ..now.clone()
            },
        ),
        ("ended", SessionFilter::of(Part::Ended)),
        ("failed in 30 days", failed.clone()),
        ("  a keystroke that finds many", search("a", &failed)),
        ("failed at any time", always.clone()),
        ("  a keystroke that finds few", search("anna", &always)),
        (
            "  by name",
            SessionFilter {
                sort: (SessionColumn::Name, Direction::Ascending),
                ..always
            },
        ),
        ("who can sign in here", SessionFilter::of(Part::Accounts)),
    ]
}

fn list(backend: &Backend, name: &str, filter: &SessionFilter, options: Options) {
    let question = SessionList {
        filter: filter.clone(),
    };
    let mut keys = ask(backend, question.clone()).keys;
    let times = time(options.runs, || keys = ask(backend, question.clone()).keys);
    print(&format!("{name} ({})", keys.len()), times);
    let rows = SessionRows {
        keys: keys.iter().take(50).copied().collect(),
    };
    let times = time(options.runs, || drop(ask(backend, rows.clone())));
    print("    its first 50 rows", times);
    let figures = SessionFigures {
        filter: filter.clone(),
    };
    let times = time(options.runs, || drop(ask(backend, figures.clone())));
    print("    figures of all parts, and what may be done", times);
}

fn ask<Q: Query>(backend: &Backend, question: Q) -> Q::Output {
    let ticket = backend.ask(question);
    while backend.step() {}
    ticket.take().unwrap().unwrap()
}
