//! The audit log at a million entries: verifying it, beside reading and summing the same bytes; and looking through it.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

#[expect(dead_code, reason = "this bench needs only a part")]
mod measure;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rollcall::app::error::AppError;
use rollcall::app::queries::audit_log::{AuditLog, AuditRows};
use rollcall::app::query::{Query, QueryContext};
use rollcall::domain::access::Rights;
use rollcall::domain::actor::Actor;
use rollcall::domain::audit::{
    Hash, Link, NewEntry, ObjectKind, Outcome, absorb_change, chain_hash,
};
use rollcall::domain::ids::UserId;
use rollcall::domain::log::{ActArea, LogFilter};
use rollcall::domain::time::Timestamp;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::reader::Reader;
use rollcall::store::workspace::Workspace;
use rusqlite::{Connection, named_params};
use sha2::{Digest, Sha256};

use measure::{Options, env, now, print, say, time};

const ENTRIES: i64 = 1_000_000;
const SMOKE_ENTRIES: i64 = 2_000;
/// What an act changed about a person, sealed, is about as long.
const PAYLOAD: usize = 120;
/// The promise: a million entries verify in less.
const LIMIT_MS: f64 = 10_000.0;

fn main() {
    let options = Options::read();
    let is_small = options.runs < 15;
    let entries = if is_small { SMOKE_ENTRIES } else { ENTRIES };
    let path = made(entries);
    let workspace = Workspace::open(&path, env().random).unwrap();
    let mut reader = workspace.reader().unwrap();
    say(&format!(
        "{entries} entries, each with what it changed about one person; median and worst in ms"
    ));
    let verified = time(3, || {
        let verdict = reader.snapshot(verify).unwrap();
        assert!(matches!(verdict, Verdict::Intact(head) if head.seq == entries));
    });
    print("verify the log", verified);
    let peer = time(3, || peer(&path));
    print("peer: read the same rows, SHA-256 of their bytes", peer);
    say(&format!(
        "verifying takes {:.2} times as long as the peer",
        verified.median / peer.median
    ));
    assert!(verified.worst < LIMIT_MS, "slower than promised");
    look_through(&mut reader, if is_small { 2 } else { 7 });
}

fn look_through(reader: &mut Reader, runs: usize) {
    let plain = LogFilter::default();
    let filters = [
        ("list: everything", plain.clone()),
        (
            "list: what one person did",
            LogFilter {
                actor: Some(UserId(3)),
                ..plain.clone()
            },
        ),
        (
            "list: what is about one person",
            LogFilter {
                object: Some((ObjectKind::User, 7)),
                ..plain.clone()
            },
        ),
        (
            "list: sign-ins that were denied",
            LogFilter {
                area: Some(ActArea::SignIns),
                outcome: Some(Outcome::Denied),
                ..plain.clone()
            },
        ),
        (
            "list: a word in the reason",
            LogFilter {
                reason: "council".into(),
                ..plain
            },
        ),
    ];
    for (name, filter) in filters {
        let taken = time(runs, || {
            ask(
                reader,
                &AuditLog {
                    filter: filter.clone(),
                },
            );
        });
        print(name, taken);
    }
    let seqs: Vec<i64> = (1..=60).collect();
    let taken = time(runs, || {
        ask(reader, &AuditRows { seqs: seqs.clone() });
    });
    print("60 rows", taken);
}

fn ask<Q: Query>(reader: &mut Reader, question: &Q) -> Q::Output {
    let actor = Actor {
        user_id: None,
        name: String::new(),
        rights: Arc::new(Rights::of_the_program()),
    };
    let answer = reader.snapshot(|snapshot| {
        question.run(&QueryContext {
            snapshot,
            actor: Some(&actor),
            now: now(),
        })
    });
    answer.map_err(|error: AppError| error).unwrap()
}

/// Reads what a verification reads, and sums the bytes as they come.
fn peer(path: &Path) {
    let connection = open(path);
    let mut sum = Sha256::new();
    for sql in [
        "SELECT seq, at, actor_id, effective_id, command, object_kind, object_id, reason, outcome, details, count,
            changes_hash, hash FROM audit_entry ORDER BY seq",
        "SELECT seq, object_kind, object_id, payload FROM audit_change ORDER BY seq, object_kind, object_id",
    ] {
        let mut statement = connection.prepare(sql).unwrap();
        let width = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..width {
                match row.get_ref(column).unwrap() {
                    rusqlite::types::ValueRef::Integer(number) => sum.update(number.to_be_bytes()),
                    rusqlite::types::ValueRef::Text(bytes)
                    | rusqlite::types::ValueRef::Blob(bytes) => sum.update(bytes),
                    _ => sum.update([0]),
                }
            }
        }
    }
    assert_ne!(sum.finalize().as_slice(), [0; 32]);
}

#[expect(
    clippy::disallowed_methods,
    reason = "the log is made and read by other means than the program's own"
)]
fn open(path: &Path) -> Connection {
    Connection::open(path).unwrap()
}

/// A file with so many entries, made where there is none.
fn made(entries: i64) -> PathBuf {
    let path = measure::file(&format!("audit-{entries}.rollcall"));
    if path.exists() {
        let newest = Workspace::open(&path, env().random)
            .and_then(|w| w.reader()?.snapshot(|s| s.audit_head()));
        if newest.is_ok_and(|head| head.seq == entries) {
            return path;
        }
        measure::make(&path, 100);
    } else {
        measure::make(&path, 100);
    }
    let begun = Instant::now();
    let mut connection = open(&path);
    let tx = connection.transaction().unwrap();
    let (mut seq, mut hash): (i64, Hash) = tx
        .query_row(
            "SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    while seq < entries {
        seq += 1;
        hash = add(&tx, seq, &hash);
    }
    tx.commit().unwrap();
    say(&format!("made in {:.1} s", begun.elapsed().as_secs_f64()));
    path
}

/// Appends an entry as the program would.
fn add(tx: &Connection, seq: i64, previous: &Hash) -> Hash {
    let command = match seq % 4 {
        0 => "user.update",
        1 => "session.sign_in",
        2 => "role.allow",
        _ => "data.export",
    };
    let person = seq % 100 + 1;
    let payload: Vec<u8> = (0..PAYLOAD).map(|at| (at as i64 * seq) as u8).collect();
    let mut sum = Sha256::new();
    absorb_change(&mut sum, ObjectKind::User as i64, person, &payload);
    let changes_hash: Hash = sum.finalize().into();
    let entry = NewEntry {
        effective: None,
        command,
        object: ObjectKind::User,
        object_id: Some(person),
        reason: (seq % 10 == 0).then(|| format!("Asked for by the works council in case {seq}")),
        outcome: if seq % 50 == 0 {
            Outcome::Denied
        } else {
            Outcome::Done
        },
        details: String::new(),
        count: 1,
    };
    let at = Timestamp(now().0 + seq * 1_000);
    let link = Link {
        seq,
        at,
        actor: Some(UserId(seq % 20 + 1)),
        effective: None,
        command,
        entry: &entry,
        changes_hash,
    };
    let hash = chain_hash(previous, &link);
    tx.prepare_cached(include_str!("../../src/store/audit/insert_entry.sql"))
        .unwrap()
        .execute(named_params! {
            ":seq": seq, ":at": at.0, ":actor_id": seq % 20 + 1, ":effective_id": None::<i64>, ":command": command,
            ":object_kind": ObjectKind::User as i64, ":object_id": person, ":reason": entry.reason,
            ":outcome": entry.outcome as i64, ":details": "", ":count": 1, ":changes_hash": changes_hash.as_slice(),
            ":hash": hash.as_slice(),
        })
        .unwrap();
    tx.prepare_cached(include_str!("../../src/store/audit/insert_change.sql"))
        .unwrap()
        .execute(named_params! {
            ":seq": seq, ":object_kind": ObjectKind::User as i64, ":object_id": person, ":payload": payload,
        })
        .unwrap();
    hash
}
