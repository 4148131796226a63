//! What was exported comes in again as the same people: nobody is new and nothing changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::prelude::*;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::exports::Export;
use rollcall::app::imports::{Report, Request, start};
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::Segment;
use rollcall::domain::table::Format;
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::{AccountStatus, Onboarding, UserKind, UserRecord};
use rollcall::store::workspace::Workspace;

use super::readers;
use crate::support::directory::{Person, TestOffice, days_ago, env};

/// What files are afraid of: signs that run, marks of quoting, separators, words for nothing.
const HOSTILE: [&str; 22] = [
    "=1+1",
    "+1 and more",
    "-2+3",
    "@SUM(A1:A9)",
    "'=1+1",
    "''+1",
    "＝1+1",
    "﹣1",
    "'tis",
    "O'Neill",
    "a,\"b\";c|d",
    "\"quoted\"",
    "'",
    "-",
    "--",
    "null",
    "None",
    "n/a",
    "[x]",
    "a  b\u{a0}c",
    "مريم 王",
    "\u{200b}=1",
];

fn office(people: &[Person]) -> TestOffice {
    TestOffice::with_permissions(people, &[Permission::DataExport, Permission::DataImport])
}

/// Exports everybody, imports the file, and gives the report of that.
fn back_again(office: &TestOffice) -> Report {
    let everyone = Export::Users(readers::list(Segment::All));
    let done = office.export(everyone, Format::Csv, "users.csv").unwrap();
    let looked = start::look(&office.backend, Request::of(&done.path));
    let prepared = office.wait(&looked).unwrap();
    let rehearsed = start::rehearse(&office.backend, prepared.clone());
    let report = office.wait(&rehearsed).unwrap();
    let command = ImportCommand {
        prepared: Box::new(prepared),
    };
    office.submit(command.into()).unwrap();
    report
}

fn everyone(office: &TestOffice, count: usize) -> Vec<UserRecord> {
    let workspace = Workspace::open(office.file(), env().random).unwrap();
    let mut reader = workspace.reader().unwrap();
    let ids = 1..=count as i64 + 1;
    ids.map(|id| reader.snapshot(|s| s.user(UserId(id))).unwrap())
        .collect()
}

fn expect_the_same(people: &[Person]) {
    let office = office(people);
    let before = everyone(&office, people.len());
    let report = back_again(&office);
    let counts = &report.counts;
    assert_eq!(report.changed_fields.iter().collect::<Vec<_>>(), []);
    assert_eq!(report.rejections, []);
    assert_eq!(
        (counts.new, counts.changed, counts.unchanged),
        (0, 0, people.len() as u64 + 1)
    );
    assert_eq!(everyone(&office, people.len()), before);
}

#[test]
fn text_that_runs_or_separates_comes_back_as_it_was() {
    let people = HOSTILE.iter().enumerate().map(|(index, text)| {
        let mut person = Person::named(text, &format!("p{index}@x.example"));
        let profile = &mut person.profile;
        if text.chars().count() < 2 {
            profile.name = format!("{text} Ann");
        }
        for field in [
            &mut profile.title,
            &mut profile.department,
            &mut profile.location,
            &mut profile.language,
            &mut profile.manager,
        ] {
            (*text).clone_into(field);
        }
        profile.phone = Some("+33612345678".to_owned());
        profile.extension = Some("012".to_owned());
        profile.end_date = NaiveDate::from_ymd_opt(2027, 1, 31);
        person
    });
    expect_the_same(&people.collect::<Vec<_>>());
}

#[test]
fn tags_come_back_one_by_one() {
    let people = ["=a", "'=a", "b"].map(|tag| {
        let mut person = Person::named("Ann Abel", &format!("{}@x.example", tag.len()));
        person.profile.tags = [tag, "plain", "'+c"].map(str::to_owned).into();
        person
    });
    expect_the_same(&people);
}

prop_compose! {
    fn any_person()(
        status in prop::sample::select(AccountStatus::ALL),
        onboarding in prop::sample::select(Onboarding::ALL),
        kind in prop::sample::select(UserKind::ALL),
        roles in prop::collection::btree_set((1i64..5).prop_map(RoleId), 0..3),
        created in prop::option::of(0i64..100_000_000),
        expires in prop::option::of(-20i64..20),
        signed_in in prop::option::of(0i64..60),
        title in "['=+@ a,;|\"-]{0,4}",
    ) -> Person {
        let mut person = Person::named("Any Body", "");
        person.profile.email = None;
        person.profile.status = status;
        person.profile.onboarding = onboarding;
        person.profile.kind = kind;
        person.profile.roles = roles;
        person.profile.title = title.trim().to_owned();
        person.profile.tags = BTreeSet::new();
        person.created_at = created.map(|ms| Timestamp(days_ago(1).0 - ms));
        person.expires_at = expires.map(days_ago);
        person.signed_in_at = signed_in.map(days_ago);
        person
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_directory_comes_back_as_it_was(people in prop::collection::vec(any_person(), 1..12)) {
        expect_the_same(&people);
    }
}
