//! Importing people and sign-ins beside the `sqlite3` program with the same rows and indexes.
//!
//! `cargo bench --bench import` for 100,000 people and ten sign-ins of each; `-- --users N` for others, `-- --smoke` for a
//! small run.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops at the first failure and prints its figures"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rollcall::app::imports::{Request, run};
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use rollcall::domain::permission::PermissionSet;
use rollcall::domain::random::Random;
use rollcall::domain::time::{DateFormat, Timestamp};
use rollcall::import::watch::Unwatched;
use rollcall::platform::random::SystemRandom;
use rollcall::store::error::StoreError;
use rollcall::store::workspace::{Act, Workspace};

const ACT: Act = Act {
    actor: None,
    at: Timestamp(1_795_252_440_000),
};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let users = arguments.iter().position(|a| a == "--users");
    let users = users.and_then(|at| arguments.get(at + 1)?.parse::<u64>().ok());
    let (people, events, rounds) = match users {
        Some(users) => (users, users * 10, 1),
        None if arguments.iter().any(|a| a == "--smoke") => (500, 2_000, 1),
        None => (100_000, 1_000_000, 3),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let users = folder.path().join("users.csv");
    let log = folder.path().join("log.csv");
    std::fs::write(&users, users_csv(people)).expect("written");
    std::fs::write(&log, log_csv(people, events)).expect("written");
    let mut table = Table::default();
    for round in 0..rounds {
        let file = folder.path().join(format!("{round}.rollcall"));
        let mut workspace = workspace(&file);
        table.ours[0].push(time(|| import(&mut workspace, &users, people)));
        table.ours[1].push(time(|| import(&mut workspace, &log, events)));
        let peer = folder.path().join(format!("{round}.db"));
        if let Some((of_users, of_log)) = sqlite3(&workspace, &file, &peer, folder.path()) {
            table.peer[0].push(of_users);
            table.peer[1].push(of_log);
        }
    }
    table.print(people, events);
}

#[derive(Default)]
struct Table {
    ours: [Vec<Duration>; 2],
    peer: [Vec<Duration>; 2],
}

impl Table {
    fn print(&self, people: u64, events: u64) {
        println!(
            "{:<24}{:>12}{:>12}{:>8}",
            "import", "rollcall s", "sqlite3 s", "ratio"
        );
        for (name, rows, ours, peer) in [
            ("users", people, &self.ours[0], &self.peer[0]),
            ("sign-ins", events, &self.ours[1], &self.peer[1]),
        ] {
            let mine = median(ours).unwrap_or_default().as_secs_f64();
            let label = format!("{rows} {name}");
            match median(peer) {
                Some(theirs) => {
                    let theirs = theirs.as_secs_f64();
                    println!(
                        "{label:<24}{mine:>12.3}{theirs:>12.3}{:>8.2}",
                        mine / theirs
                    );
                }
                None => println!(
                    "{label:<24}{mine:>12.3}{:>12}",
                    "skipped: no sqlite3 program"
                ),
            }
        }
    }
}

fn median(times: &[Duration]) -> Option<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A file like the Entra portal's, with 25 columns.
fn users_csv(people: u64) -> String {
    let mut csv = String::from(
        "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled,usageLocation,streetAddress,state,country,physicalDeliveryOfficeName,city,postalCode,telephoneNumber,mobile,authenticationPhoneNumber,authenticationEmail,alternateEmailAddress,ageGroup,consentProvidedForMinor,createdDateTime\n",
    );
    for i in 0..people {
        let scattered = i.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        writeln!(
            csv,
            "p{:x}.name{i}@northwind.example,Person {i} Surname,Surname,p{i}@northwind.example,Person,{:08x}-{:04x}-4{:03x}-9000-{i:012x},Member,Account manager,Department {},{},PT,Rua {i},Lisboa,Portugal,Office {},Lisboa,1000-{},+351 21{:07},+3519{:08},,,,,,2024-{:02}-{:02}T10:00:00Z",
            scattered >> 40, scattered >> 32, scattered >> 16 & 0xffff, scattered & 0xfff,
            i % 40, i % 10 != 0, i % 12, i % 1000, i % 10_000_000, i, i % 12 + 1, i % 28 + 1,
        ).expect("written");
    }
    csv
}

fn log_csv(people: u64, events: u64) -> String {
    let mut csv = String::from(
        "Date (UTC),Request ID,Correlation ID,User ID,User,Username,Application,IP address,Location,Status,Sign-in error code,Failure reason,Browser,Operating System\n",
    );
    for i in 0..events {
        let r = i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let person = r % people;
        let scattered = person.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let failed = r % 11 == 0;
        writeln!(
            csv,
            "2025-{:02}-{:02}T{:02}:{:02}:{:02}Z,{:016x}-{i:08x},c{},,Person,p{:x}.name{person}@northwind.example,App {},10.{}.{}.{},\"Lisboa, Lisboa, PT\",{},{},{},Edge {},Windows",
            r % 12 + 1, r % 28 + 1, r % 24, r % 60, i % 60, r, i / 3, scattered >> 40, r % 30, r % 4, r % 200, r % 250,
            if failed { "Failure" } else { "Success" }, if failed { 50126 } else { 0 },
            if failed { "Invalid username or password" } else { "" }, r % 9 + 110,
        ).expect("written");
    }
    csv
}

fn workspace(path: &Path) -> Workspace {
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let mut workspace = Workspace::create(path, random).expect("created");
    let office = Office {
        name: "Northwind".into(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".into(),
        date_format: DateFormat::MonthDayYear,
        contact_rule: ContactRule::Editable,
        idle_lock: IdleLock::default(),
        retention: Retention::default(),
        origin: Origin::Created,
    };
    workspace
        .transact(ACT, |w| {
            w.save_office(&office)?;
            let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
            Ok::<_, StoreError>(((), entry))
        })
        .expect("saved");
    workspace
}

/// Looks at the file and imports it: what `rollcall import` does.
fn import(workspace: &mut Workspace, path: &Path, expected: u64) {
    let mut reader = workspace.reader().expect("a reader");
    let prepared = reader
        .snapshot(|s| run::look(s, &Request::of(path), &Unwatched))
        .expect("understood");
    let all = PermissionSet::all_but(&[]);
    let report = run::import(workspace, ACT, &prepared, all, &Unwatched).expect("imported");
    assert_eq!(
        report.counts.new,
        expected,
        "{:?}",
        report.rejections.first()
    );
}

const USER_TABLES: &[&str] = &["user", "external_id", "person_key", "audit_change"];
const LOG_TABLES: &[&str] = &["term", "sign_in"];

/// The same rows into the same tables and indexes, by `.import`.
fn sqlite3(
    workspace: &Workspace,
    ours: &Path,
    peer: &Path,
    folder: &Path,
) -> Option<(Duration, Duration)> {
    workspace.checkpoint().expect("written");
    let export = |table: &str| folder.join(format!("{table}.rows"));
    for table in USER_TABLES.iter().chain(LOG_TABLES) {
        // Bytes become as many hexadecimal digits, which CSV can hold.
        let columns = match *table {
            "person_key" => "user_id, substr(hex(key), 1, 32)",
            "audit_change" => {
                "seq, object_kind, object_id, substr(hex(payload), 1, length(payload))"
            }
            _ => "*",
        };
        let output = export(table).display().to_string();
        shell(
            ours,
            &format!(".mode csv\n.output {output}\nSELECT {columns} FROM {table};\n"),
        )?;
    }
    let schema = folder.join("schema.sql");
    shell(ours, &format!(".output {}\n.schema\n", schema.display()))?;
    let kept: String = std::fs::read_to_string(&schema)
        .ok()?
        .replace(" STRICT, WITHOUT ROWID", " WITHOUT ROWID")
        .replace(" STRICT", "");
    let kept = kept
        .replace("CREATE TABLE sqlite_sequence(name,seq);", "")
        .replace("CHECK ((email IS NULL) = (email_key IS NULL))", "CHECK (1)")
        .replace("CHECK (length(key) = 32)", "");
    shell(peer, &format!("PRAGMA journal_mode = WAL;\n{kept}"))?;
    let load = |tables: &[&str]| {
        let mut script = String::from(
            "PRAGMA synchronous = FULL;\nPRAGMA cache_size = -16384;\nBEGIN;\n.mode csv\n",
        );
        for table in tables {
            writeln!(script, ".import {} {table}", export(table).display()).ok()?;
        }
        script.push_str("COMMIT;\n");
        let start = Instant::now();
        shell(peer, &script)?;
        Some(start.elapsed())
    };
    Some((load(USER_TABLES)?, load(LOG_TABLES)?))
}

fn shell(file: &Path, script: &str) -> Option<()> {
    use std::io::Write as _;
    let program = PathBuf::from("sqlite3");
    let mut child = Command::new(program)
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(script.as_bytes()).ok()?;
    child.wait().ok()?.success().then_some(())
}
