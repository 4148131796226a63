//! The same questions in plain SQL, asked of the `sqlite3` program on the same file.

use std::path::Path;
use std::process::Command;

use rollcall::domain::time::Timestamp;

use super::measure::{Times, print, say, summary};

const RUNS: usize = 5;
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// Times the questions; says so where the program is not there.
pub fn compare(path: &Path, now: Timestamp) {
    let statements = dashboard(now);
    match asked(path, &statements) {
        Some(times) => print("sqlite3: dashboard in plain SQL", times),
        None => return say("sqlite3 is not installed: nothing to compare with"),
    }
    for needle in ["anna", "zzqx", "a"] {
        for column in ["name", "created_at", "last_sign_in_at"] {
            if let Some(times) = asked(path, &search(needle, column)) {
                print(
                    &format!("sqlite3: LIKE “{needle}” by {column}, 50 rows and count"),
                    times,
                );
            }
        }
    }
}

fn dashboard(now: Timestamp) -> String {
    let (now, start, earlier) = (now.0, now.0 - 30 * DAY_MS, now.0 - 60 * DAY_MS);
    format!(
        "SELECT count(*), sum(status), sum(created_at >= {start}), sum(created_at < {start}), \
         sum(created_at >= {earlier} AND created_at < {start}), sum(last_sign_in_at >= {start}), sum(created_at IS NULL) \
         FROM user WHERE deleted_at IS NULL;
         SELECT CASE WHEN onboarding IN (1, 2) AND invitation_expires_at <= {now} THEN 4 ELSE onboarding END AS o, count(*) \
         FROM user WHERE deleted_at IS NULL GROUP BY o;
         SELECT role_id, count(*) FROM user_role JOIN user USING (user_id) WHERE deleted_at IS NULL GROUP BY role_id;
         SELECT count(*), count(DISTINCT user_id) FROM session WHERE ended_at IS NULL AND started_at <= {now} AND expires_at > {now};
         SELECT user_id, name, last_sign_in_at FROM user WHERE deleted_at IS NULL ORDER BY last_sign_in_at DESC LIMIT 5;
         SELECT count(*) FROM (SELECT DISTINCT user_id, at / {DAY_MS} FROM sign_in WHERE at >= {start} AND outcome = 0);"
    )
}

fn search(needle: &str, column: &str) -> String {
    let like = format!(
        "deleted_at IS NULL AND (name LIKE '%{needle}%' OR email LIKE '%{needle}%' OR phone LIKE '%{needle}%' \
         OR printf('C-%06d', user_id) LIKE '%{needle}%')"
    );
    format!(
        "SELECT user_id, name, email FROM user WHERE {like} ORDER BY {column}, user_id LIMIT 50;
         SELECT count(*) FROM user WHERE {like};"
    )
}

/// Runs the statements a few times in one process, so that its cache is warm, and sums their times.
fn asked(path: &Path, statements: &str) -> Option<Times> {
    let mut script = String::from("PRAGMA cache_size = -200000;\n.output /dev/null\n.timer on\n");
    for _ in 0..=RUNS {
        script.push_str(statements);
        script.push_str("\n.output stdout\n.print next\n.output /dev/null\n");
    }
    let output = Command::new("sqlite3")
        .arg("-readonly")
        .arg("-batch")
        .arg(path)
        .arg("-cmd")
        .arg(".timer on")
        .stdin(piped(&script)?)
        .output()
        .ok()?;
    let told = String::from_utf8_lossy(&output.stdout);
    let mut sums: Vec<f64> = told.split("next").map(seconds).collect();
    sums.pop();
    Some(summary(
        sums.into_iter().skip(1).map(|s| s * 1_000.0).collect(),
    ))
}

fn piped(script: &str) -> Option<std::fs::File> {
    let path = super::measure::file("peer.sql");
    std::fs::write(&path, script).ok()?;
    std::fs::File::open(path).ok()
}

/// The sum of the seconds in lines such as `Run Time: real 0.003 user 0.002 sys 0.000`.
fn seconds(told: &str) -> f64 {
    let lines = told.lines().filter(|line| line.starts_with("Run Time"));
    let numbers = lines.filter_map(|line| line.split_whitespace().nth(3)?.parse::<f64>().ok());
    numbers.sum()
}
