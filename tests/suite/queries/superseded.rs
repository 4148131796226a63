//! A question that nobody waits for any more stops while it runs; what others need is finished all the same.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::error::AppError;
use rollcall::app::query::{Access, Query, QueryContext};
use rollcall::app::topics::Topics;
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::store::columns::ColumnCache;
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;
use rollcall::store::reader::{Reader, Snapshot};

use crate::support::directory::env;
use crate::support::outside::NOW;
use crate::support::people::Directory;

const USERS: u64 = 600;
const PATIENCE: Duration = Duration::from_secs(30);

/// Statements of a few thousand steps each.
fn many_rows(snapshot: &Snapshot<'_>) -> Result<usize, StoreError> {
    let ids: Vec<UserId> = snapshot.columns()?.users().map(|user| user.id()).collect();
    let mut rows = 0;
    for _ in 0..20 {
        rows += snapshot.user_rows(&ids, NOW)?.len();
    }
    Ok(rows)
}

fn list() -> UserListQuery {
    UserListQuery {
        search: "an".into(),
        sort: Sort {
            column: UserColumn::Name,
            direction: Direction::Ascending,
        },
        ..UserListQuery::of(Scope::default(), Segment::All)
    }
}

fn reader(directory: &Directory) -> Reader {
    Reader::open(&directory.path, Arc::new(ColumnCache::default())).unwrap()
}

fn unwanted<T>(
    reader: &mut Reader,
    work: impl FnOnce(&Snapshot<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    reader.while_wanted(|| false, |reader| reader.snapshot(work))
}

#[test]
fn statements_stop_and_the_next_question_is_answered() {
    let directory = Directory::random(1, USERS);
    let mut reader = reader(&directory);
    let stopped = unwanted(&mut reader, many_rows);
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    let rows = reader.snapshot(many_rows).unwrap();
    assert!(rows > USERS as usize, "{rows}");
    let wanted = reader.while_wanted(|| true, |reader| reader.snapshot(many_rows));
    assert_eq!(wanted.unwrap(), rows);
}

#[test]
fn what_all_questions_share_is_finished() {
    let directory = Directory::random(2, USERS);
    let (mut first, mut fresh) = (reader(&directory), reader(&directory));
    let built = unwanted(&mut first, |s| s.columns()).unwrap();
    let again = first.snapshot(|s| s.columns()).unwrap();
    assert!(Arc::ptr_eq(&built, &again), "it is kept");
    let counted = unwanted(&mut first, |s| {
        let time = s.office()?.time();
        s.columns()?.active_days(s, &time, NOW)
    });
    let expected = fresh.snapshot(|s| s.insight(View::whole(), Scope::default(), NOW));
    assert!(counted.is_ok());
    assert_eq!(
        first
            .snapshot(|s| s.insight(View::whole(), Scope::default(), NOW))
            .unwrap(),
        expected.unwrap()
    );
}

#[test]
fn lists_in_memory_stop_too() {
    let directory = Directory::random(3, USERS);
    let mut reader = reader(&directory);
    let stopped = unwanted(&mut reader, |s| s.user_list(View::whole(), &list(), NOW));
    assert!(matches!(stopped, Err(StoreError::Cancelled)), "{stopped:?}");
    assert!(
        !reader
            .snapshot(|s| s.user_list(View::whole(), &list(), NOW))
            .unwrap()
            .is_empty()
    );
}

/// A question that says when it has begun, goes on when it is told to, and says how it ended.
#[derive(Clone)]
struct Slow {
    begun: Sender<()>,
    go: Arc<Mutex<Receiver<()>>>,
    ended: Sender<Result<usize, String>>,
}

impl PartialEq for Slow {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

impl Query for Slow {
    const NAME: &'static str = "slow";
    const READS: Topics = Topics::NONE;
    type Output = usize;

    fn access(&self) -> Access {
        Access::Public
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<usize, AppError> {
        self.begun.send(()).unwrap();
        self.go.lock().unwrap().recv().unwrap();
        let rows = many_rows(context.snapshot);
        let said = rows.as_ref().map(|rows| *rows).map_err(|e| e.to_string());
        self.ended.send(said).unwrap();
        Ok(rows?)
    }
}

#[test]
fn a_running_question_stops_when_its_asker_has_gone() {
    let directory = Directory::random(4, USERS);
    let (wake, woken) = channel();
    let wake = Arc::new(move || wake.send(()).unwrap_or_default());
    let backend = Backend::new(directory.open(), env(), wake, Drive::Threads).unwrap();
    for is_wanted in [false, true] {
        let (begun, has_begun) = channel();
        let (go, told) = channel();
        let (ended, has_ended) = channel();
        let go_on = Arc::new(Mutex::new(told));
        let ticket = backend.ask(Slow {
            begun,
            go: go_on,
            ended,
        });
        has_begun.recv_timeout(PATIENCE).unwrap();
        let kept = is_wanted.then_some(ticket);
        go.send(()).unwrap();
        let end = has_ended.recv_timeout(PATIENCE).unwrap();
        woken.recv_timeout(PATIENCE).unwrap();
        match kept {
            None => assert_eq!(end, Err("cancelled".to_owned())),
            Some(ticket) => assert_eq!(ticket.take().unwrap().unwrap(), end.unwrap()),
        }
    }
}
