//! The demonstration: the same twice, in the wanted proportions, consistent in itself.

use std::path::Path;
use std::time::Instant;

use rollcall::app::demo;
use rollcall::app::error::AppError;
use rollcall::app::progress::Progress;
use rollcall::domain::insight::Insight;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::Scope;
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::Onboarding;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::support::outside::{NOW, TestClock, env};

fn make(path: &Path, users: u64, now: Timestamp) {
    demo::create(path, users, &env(&TestClock::at(now)), &Progress::default()).unwrap();
}

fn open(path: &Path) -> Workspace {
    Workspace::open(path, env(&TestClock::at(NOW)).random).unwrap()
}

fn insight(path: &Path) -> Insight {
    let mut reader = open(path).reader().unwrap();
    reader
        .snapshot(|s| s.insight(View::whole(), Scope::default(), NOW))
        .unwrap()
}

#[test]
fn the_same_size_and_instant_give_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [
        folder.path().join("a.rollcall"),
        folder.path().join("b.rollcall"),
    ];
    for path in &paths {
        make(path, 300, NOW);
    }
    assert_eq!(
        std::fs::read(&paths[0]).unwrap(),
        std::fs::read(&paths[1]).unwrap()
    );
    let later = folder.path().join("c.rollcall");
    make(&later, 300, NOW.plus_minutes(1));
    assert_ne!(
        std::fs::read(&paths[0]).unwrap(),
        std::fs::read(&later).unwrap()
    );
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        3,
        "nothing else is left"
    );
}

#[test]
fn the_default_office_has_the_wanted_proportions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    let start = Instant::now();
    make(&path, demo::USERS, NOW);
    eprintln!("made in {:?}", start.elapsed());
    let found = insight(&path);
    assert_eq!((found.total, found.active), (12_480, 11_206));
    let of = |o| {
        found
            .onboarding
            .iter()
            .find(|(other, _)| *other == o)
            .unwrap()
            .1
    };
    assert_eq!(of(Onboarding::Completed), 9_802);
    assert_eq!(of(Onboarding::InProgress), 1_431);
    assert_eq!(of(Onboarding::Launched), 743);
    assert_eq!(of(Onboarding::Expired), 58);
    assert_eq!((found.pending, found.expired), (2_174, 58));
    assert_eq!(found.signed_in, 7_941);
    assert_eq!((found.open_sessions, found.session_accounts), (214, 187));
    let roles: Vec<_> = found
        .roles
        .iter()
        .map(|r| (r.name.as_str(), r.users))
        .collect();
    assert_eq!(
        roles[..9],
        [
            ("Team member", 8_210),
            ("Client reviewer", 2_644),
            ("Approver", 1_022),
            ("Account manager", 486),
            ("Billing contact", 231),
            ("Report author", 140),
            ("Workspace owner", 64),
            ("Team lead", 38),
            ("System Administrator", 9),
        ]
    );
    assert!((300..330).contains(&found.new_users), "{}", found.new_users);
    assert!(
        (90..160).contains(&found.created_unknown),
        "{}",
        found.created_unknown
    );
    eprintln!("{found:#?}");
    let ages: Vec<_> = found
        .last_logins
        .iter()
        .map(|l| (NOW.0 - l.at.0) / 60_000)
        .collect();
    assert_eq!(ages, [2, 6, 15, 23, 27]);
    assert_eq!(found.last_logins[4].name, "Maya Adeyemi");
}

#[test]
fn the_log_is_intact_and_consistent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    make(&path, 2_000, NOW);
    let mut reader = open(&path).reader().unwrap();
    reader
        .snapshot(|s| -> Result<(), StoreError> {
            assert!(matches!(verify(s)?, Verdict::Intact(head) if head.seq == 2));
            let rights = s.rights_of(rollcall::domain::ids::UserId(1), NOW)?;
            assert!(rights.may_everywhere(Permission::DataExport));
            let count = s.sign_in_count()?;
            assert!((18_000..22_000).contains(&count), "{count} sign-ins");
            let counted = testing::rows(&path, "SELECT count(*) FROM sign_in")?;
            assert_eq!(counted, [[count.to_string()]]);
            for user in s.columns()?.users() {
                let newest = s.last_sign_ins(user.id(), NOW)?.first().copied();
                assert_eq!(newest, user.last_sign_in(), "{:?}", user.id());
                assert!(newest.is_none_or(|at| at < NOW));
                assert!(
                    user.created()
                        .is_none_or(|c| c < NOW && newest.is_none_or(|n| c < n))
                );
                let history = s.history(user.id())?;
                assert_eq!(history.len(), 1);
                assert_eq!(history[0].command, "workspace.demo");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn small_offices_work() {
    let folder = tempfile::tempdir().unwrap();
    for users in [1, 2, 10, 200] {
        let path = folder.path().join(format!("{users}.rollcall"));
        make(&path, users, NOW);
        assert_eq!(insight(&path).total, users);
    }
}

#[test]
fn an_existing_file_is_refused_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    std::fs::write(&path, "mine").unwrap();
    let env = env(&TestClock::at(NOW));
    let refused = demo::create(&path, 10, &env, &Progress::default());
    assert!(matches!(refused, Err(AppError::Store(StoreError::Exists(at))) if at == path));
    assert_eq!(std::fs::read(&path).unwrap(), b"mine");
    demo::write(
        &path,
        10,
        demo::Existing::Replace,
        &env,
        &Progress::default(),
    )
    .unwrap();
    assert_eq!(insight(&path).total, 10);
}

#[test]
fn cancelling_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    let progress = Progress::default();
    progress.cancel();
    let stopped = demo::create(&path, 5_000, &env(&TestClock::at(NOW)), &progress);
    assert!(matches!(stopped, Err(AppError::Cancelled)));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_missing_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no/demo.rollcall");
    let failed = demo::create(&path, 5, &env(&TestClock::at(NOW)), &Progress::default());
    assert!(matches!(
        failed,
        Err(AppError::Store(StoreError::MissingFolder(_)))
    ));
}
