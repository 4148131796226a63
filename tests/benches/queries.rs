//! How long questions and edits take: `cargo bench --bench queries -- --users N`; `--smoke` is a quick try.
//!
//! Beside them, the same questions in plain SQL on the same file, asked of the `sqlite3` program where it is installed.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

mod decisions;
mod edit;
mod measure;
mod peer;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use chrono::Days;
use measure::{Options, env, file, now, print, resident_mib, reused, say, summary, time};
use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::session::SessionCommand;
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::ids::{RoleId, UserId, WorkspaceId};
use rollcall::domain::past::Deleted;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::user::{AccountStatus, Onboarding, UserKind};
use rollcall::store::columns::View;
use rollcall::store::reader::{Reader, Snapshot};
use rollcall::store::workspace::Workspace;

const NEEDLES: &[&str] = &[
    "a",
    "an",
    "ann",
    "anna",
    "g",
    "ga",
    "garcia",
    "li",
    "corp42.org",
    "smith-jo",
    "4242",
    "zoë",
    "мар",
    "王",
    "zzqx",
];

fn main() {
    let options = Options::read();
    let path = reused(options.users);
    say(&format!(
        "{} users; milliseconds: median, worst",
        options.users
    ));
    opening(&path, options);
    let workspace = Workspace::open(&path, env().random).unwrap();
    let mut reader = workspace.reader().unwrap();
    insight(&mut reader, options);
    segments(&mut reader, options);
    searches(&mut reader, options);
    filters(&mut reader, options);
    pages(&mut reader, options);
    past(&mut reader, options);
    decisions::measure(options);
    if let Some(resident) = resident_mib() {
        say(&format!("resident: {resident:.0} MiB"));
    }
    drop((reader, workspace));
    edits(&path, options);
    peer::compare(&path, now());
}

fn opening(path: &Path, options: Options) {
    let few = options.runs.min(5);
    print(
        "open the file",
        time(options.runs, || {
            drop(Workspace::open(path, env().random).unwrap())
        }),
    );
    let cold = time(few, || {
        let workspace = Workspace::open(path, env().random).unwrap();
        workspace
            .reader()
            .unwrap()
            .snapshot(|s| s.columns())
            .map(drop)
            .unwrap();
    });
    print("open, columns built cold", cold);
    let first = time(few, || {
        let workspace = Workspace::open(path, env().random).unwrap();
        let mut reader = workspace.reader().unwrap();
        reader
            .snapshot(|s| s.insight(View::whole(), Scope::default(), now()))
            .map(drop)
            .unwrap();
    });
    print("open, first insight", first);
}

fn insight(reader: &mut Reader, options: Options) {
    let workspace = Some(WorkspaceId(1));
    let kind = Some(UserKind::Client);
    for (name, scope) in [
        ("insight, everyone (warm)", Scope::default()),
        (
            "insight, one workspace (warm)",
            Scope {
                workspace,
                kind: None,
                day: None,
            },
        ),
        (
            "insight, client users (warm)",
            Scope {
                workspace: None,
                kind,
                day: None,
            },
        ),
    ] {
        let mut ask = || {
            drop(
                reader
                    .snapshot(|s| s.insight(View::whole(), scope, now()))
                    .unwrap(),
            )
        };
        ask();
        print(name, time(options.runs, ask));
    }
}

/// Days that have been: each turned to from another one, and asked again.
fn past(reader: &mut Reader, options: Options) {
    let day = |ago| now().to_utc().date_naive() - Days::new(ago);
    let ask = |reader: &mut Reader, ago| {
        let list = |s: &Snapshot<'_>| {
            let (then, at) = s.on(Some(day(ago)), now(), Deleted::Shown)?;
            then.user_list(
                View::whole(),
                &query(Segment::All, "", UserColumn::Name),
                at,
            )
        };
        reader.snapshot(list).unwrap().len()
    };
    for ago in [1, 30, 365] {
        let mut count = 0;
        let turned = time(options.runs.min(5), || {
            ask(reader, ago + 1);
            count = ask(reader, ago);
        });
        print(
            &format!("turn to {} days ago and to {ago} ({count})", ago + 1),
            turned,
        );
        let again = time(options.runs, || count = ask(reader, ago));
        print(&format!("the same list again, {ago} days ago"), again);
    }
}

fn query(segment: Segment, search: &str, column: UserColumn) -> UserListQuery {
    UserListQuery {
        search: search.to_owned(),
        sort: Sort {
            column,
            direction: Direction::Ascending,
        },
        ..UserListQuery::of(Scope::default(), segment)
    }
}

fn segments(reader: &mut Reader, options: Options) {
    for segment in [
        Segment::All,
        Segment::Status(AccountStatus::Inactive),
        Segment::Onboarding(Onboarding::Completed),
        Segment::Role(RoleId(10)),
        Segment::New,
        Segment::SignedIn,
        Segment::Pending,
        Segment::OpenSession,
    ] {
        let query = query(segment, "", UserColumn::Name);
        let mut count = 0;
        let mut ask = || {
            count = reader
                .snapshot(|s| s.user_list(View::whole(), &query, now()))
                .unwrap()
                .len()
        };
        ask();
        let times = time(options.runs, ask);
        print(
            &format!(
                "list by name: {} ({count})",
                segment.title(Some("Team member"))
            ),
            times,
        );
    }
}

fn searches(reader: &mut Reader, options: Options) {
    let mut all = Vec::new();
    for column in UserColumn::ALL.iter().copied() {
        let first = time(1, || {
            drop(
                reader
                    .snapshot(|s| {
                        s.user_list(View::whole(), &query(Segment::All, "", column), now())
                    })
                    .unwrap(),
            )
        });
        let mut taken = Vec::new();
        for needle in NEEDLES {
            let query = query(Segment::All, needle, column);
            let times = time(options.runs, || {
                reader
                    .snapshot(|s| {
                        let ids = s.user_list(View::whole(), &query, now())?;
                        s.user_rows(ids.get(..50).unwrap_or(&ids), now())
                    })
                    .map(drop)
                    .unwrap();
            });
            taken.push(times.median);
        }
        all.extend(&taken);
        print(
            &format!("keystroke to 50 rows and count, by {}", column.label()),
            summary(taken),
        );
        print(&format!("  first order by {}", column.label()), first);
    }
    print("keystroke, all needles and orders", summary(all));
}

/// Conditions with their count and the first 50 rows, by name.
fn filters(reader: &mut Reader, options: Options) {
    let term = Term::new;
    let text = |text: &str| Test::Contains(text.to_owned());
    let mut all = Vec::new();
    for (name, filter) in [
        (
            "status and created in 90 days",
            Filter::of(term(FilterField::Status, Test::AnyOf([1].into())))
                .and(term(FilterField::CreatedAt, Test::Last(90))),
        ),
        (
            "never, or not in 90 days",
            Filter::of(Term::not(FilterField::LastSignIn, Test::Last(90))),
        ),
        (
            "two roles and a workspace",
            Filter::of(term(FilterField::Roles, Test::AnyOf([3, 10].into())))
                .and(term(FilterField::Workspaces, Test::AnyOf([1].into()))),
        ),
        (
            "title and no department",
            Filter::of(term(FilterField::Title, text("manager")))
                .and(term(FilterField::Department, Test::Empty)),
        ),
        (
            "name contains",
            Filter::of(term(FilterField::Name, text("anna"))),
        ),
        (
            "not: name contains",
            Filter::of(Term::not(FilterField::Name, text("a"))),
        ),
    ] {
        let query = UserListQuery {
            filter,
            ..query(Segment::All, "", UserColumn::Name)
        };
        let mut count = 0;
        let mut ask = || {
            let asked = reader.snapshot(|s| {
                let ids = s.user_list(View::whole(), &query, now())?;
                count = ids.len();
                s.user_rows(ids.get(..50).unwrap_or(&ids), now())
            });
            drop(asked.unwrap());
        };
        ask();
        let times = time(options.runs, ask);
        all.push(times.median);
        print(
            &format!("filter to 50 rows and count: {name} ({count})"),
            times,
        );
    }
    print("filter to 50 rows and count, all", summary(all));
}

fn pages(reader: &mut Reader, options: Options) {
    let ids = reader
        .snapshot(|s| {
            s.user_list(
                View::whole(),
                &query(Segment::All, "", UserColumn::Name),
                now(),
            )
        })
        .unwrap();
    let last = ids.len().saturating_sub(50);
    for (name, from) in [("first", 0), ("middle", last / 2), ("last", last)] {
        let page = ids.get(from..).unwrap().get(..50).unwrap();
        let times = time(options.runs, || {
            drop(reader.snapshot(|s| s.user_rows(page, now())).unwrap())
        });
        print(&format!("page of 50 rows, {name}"), times);
    }
    let detail = time(options.runs, || {
        reader
            .snapshot(|s| {
                Ok::<_, rollcall::store::error::StoreError>((
                    s.user(UserId(77))?,
                    s.history(UserId(77))?,
                ))
            })
            .map(drop)
            .unwrap();
    });
    print("one person with history", detail);
}

/// Edits go to a copy, so that the next run finds the file as it was made.
fn edits(path: &Path, options: Options) {
    let copy = file("demo-edited.rollcall");
    // What an earlier run left beside the copy belongs to another file.
    rollcall::app::launch::discard(&copy);
    std::fs::copy(path, &copy).unwrap();
    let workspace = Workspace::open(&copy, env().random).unwrap();
    let mut reader = workspace.reader().unwrap();
    let backend = Backend::new(workspace, env(), Arc::new(|| {}), Drive::Steps).unwrap();
    drop(backend.submit(SessionCommand::EnterDemo.into()));
    while backend.step() {}
    let list = query(Segment::All, "anna", UserColumn::Name);
    let (mut edits, mut patches, mut figures, mut lists) = (vec![], vec![], vec![], vec![]);
    for run in 0..=options.runs * 2 {
        let edit = time(1, || edit::edit(&backend, UserId(100), run));
        let patch = time(1, || drop(reader.snapshot(|s| s.columns()).unwrap()));
        let figure = time(1, || {
            drop(
                reader
                    .snapshot(|s| s.insight(View::whole(), Scope::default(), now()))
                    .unwrap(),
            )
        });
        let search = time(1, || {
            drop(
                reader
                    .snapshot(|s| s.user_list(View::whole(), &list, now()))
                    .unwrap(),
            )
        });
        if run > 0 {
            edits.push(edit.median);
            patches.push(patch.median);
            figures.push(figure.median);
            lists.push(search.median);
        }
    }
    print("edit: load, check, write, audit, commit", summary(edits));
    print(
        "  fdatasync of 4 KiB beside it",
        time(options.runs * 2, fdatasync),
    );
    print("columns patched after an edit", summary(patches));
    print("insight after an edit", summary(figures));
    print("search by name after an edit", summary(lists));
}

fn fdatasync() {
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file("fdatasync"))
        .unwrap();
    file.write_all(&[7; 4_096]).unwrap();
    file.sync_data().unwrap();
}
