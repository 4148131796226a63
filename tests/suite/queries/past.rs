//! Days that have been: every list, figure and form of a day is what it was when the day ended.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use chrono::NaiveDate;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, run};
use rollcall::app::queries::bulk::BulkPreview;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::recorded::RecordedOn;
use rollcall::app::queries::sessions::OpenSessions;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::{UserList, UserRows};
use rollcall::domain::bulk::{Belonging, Chosen, Deed};
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::ids::{RoleId, TeamId, UserId, WorkspaceId};
use rollcall::domain::past::Recorded;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::domain::validation::draft::UserDraft;
use rollcall::import::watch::Unwatched;

use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::NOW;
use crate::support::people::Seeded;

const CROWD: u64 = 24;
const DAYS: u64 = 14;

/// All that is shown of a day: lists, rows, figures, sessions, forms.
#[derive(PartialEq, Debug)]
struct Shown {
    lists: Vec<Vec<UserId>>,
    rows: Vec<String>,
    insight: String,
    sessions: Vec<String>,
    forms: Vec<String>,
}

fn questions(day: Option<NaiveDate>) -> Vec<UserListQuery> {
    let scope = Scope {
        day,
        ..Scope::default()
    };
    let of = |segment| UserListQuery::of(scope, segment);
    let sorted = |column, direction| UserListQuery {
        sort: Sort { column, direction },
        ..of(Segment::All)
    };
    let mut all: Vec<_> = UserColumn::ALL
        .iter()
        .flat_map(|column| {
            [
                sorted(*column, Direction::Ascending),
                sorted(*column, Direction::Descending),
            ]
        })
        .collect();
    all.extend([
        of(Segment::Status(AccountStatus::Inactive)),
        of(Segment::Onboarding(Onboarding::Expired)),
        of(Segment::Pending),
        of(Segment::Role(RoleId(2))),
        of(Segment::NoRole),
        of(Segment::New),
        of(Segment::SignedIn),
        of(Segment::OpenSession),
    ]);
    let mut print = of(Segment::All);
    print.scope.workspace = Some(WorkspaceId(1));
    let mut searched = of(Segment::All);
    searched.search = "ann".into();
    let mut noted = of(Segment::All);
    noted.filter = Filter::of(Term::new(
        FilterField::Notes,
        Test::Contains("leave".into()),
    ));
    all.extend([print, searched, noted]);
    all
}

fn shown(office: &TestOffice, day: Option<NaiveDate>) -> Shown {
    let scope = Scope {
        day,
        ..Scope::default()
    };
    let answers = questions(day).into_iter();
    let lists: Vec<_> = answers
        .map(|query| office.ask(UserList(query)).unwrap())
        .collect();
    let ids = lists[0].ids.to_vec();
    let rows = UserRows {
        ids: ids.clone(),
        as_of: lists[0].as_of,
        day,
    };
    let insight = InsightOf {
        scope,
        refreshed: 0,
    };
    let sessions = office.ask(OpenSessions { scope }).unwrap().rows;
    let form = |user_id| {
        let detail = office.ask(UserDetail { user_id, day }).unwrap();
        assert_eq!(detail.may_update, day.is_none());
        format!("{:?} {:?}", detail.record, detail.history)
    };
    Shown {
        rows: office
            .ask(rows)
            .unwrap()
            .iter()
            .map(|row| format!("{row:?}"))
            .collect(),
        lists: lists.iter().map(|answer| answer.ids.to_vec()).collect(),
        insight: format!("{:?}", office.ask(insight).unwrap()),
        sessions: sessions
            .iter()
            .map(|row| format!("{:?} {} {:?}", row.session_id, row.name, row.started_at))
            .collect(),
        forms: ids.into_iter().map(form).collect(),
    }
}

pub fn office_day(office: &TestOffice, at: Timestamp) -> NaiveDate {
    office.read(|snapshot| snapshot.office().unwrap().time().date(at))
}

fn end_of(office: &TestOffice, day: NaiveDate) -> Timestamp {
    let next = day.succ_opt().unwrap();
    let start = office.read(|snapshot| snapshot.office().unwrap().time().start_of(next));
    Timestamp(start.0 - 1)
}

pub fn import(office: &TestOffice, list: &str) -> Result<(), AppError> {
    let path = office.path().with_file_name("list.csv");
    std::fs::write(&path, list).unwrap();
    let request = Request::of(&path);
    let prepared = office.read(|snapshot| run::look(snapshot, &request, &Unwatched).unwrap());
    let prepared = Box::new(prepared);
    office.submit(ImportCommand { prepared }).map(drop)
}

fn people(office: &TestOffice) -> Vec<UserId> {
    let all = UserListQuery::of(Scope::default(), Segment::All);
    office.ask(UserList(all)).unwrap().ids.to_vec()
}

pub fn bulk(office: &TestOffice, deed: Deed, ids: &[UserId]) -> Result<(), AppError> {
    let chosen = Chosen::These(Arc::new(ids.to_vec()));
    let preview = BulkPreview {
        deed: deed.clone(),
        chosen: chosen.clone(),
    };
    let seen = office.ask(preview)?.changes;
    office.submit(BulkCommand { deed, chosen, seen }).map(drop)
}

fn edit(office: &TestOffice, user_id: UserId, dice: &mut Seeded) -> Result<(), AppError> {
    let record = office.ask(UserDetail::of(user_id))?.record;
    let mut draft = UserDraft::from(&record.profile);
    match dice.below(7) {
        0 => draft.title = format!("Title {}", dice.below(9)),
        1 => draft.onboarding = dice.pick(Onboarding::ALL),
        2 => draft.teams = BTreeSet::from([TeamId(1 + dice.below(3) as i64)]),
        3 => draft.workspaces = BTreeSet::from([WorkspaceId(1 + dice.below(2) as i64)]),
        4 => draft.notes = dice.pick(&["On leave", "Back", ""]).to_owned(),
        5 if user_id != MAYA => draft.roles = BTreeSet::from([RoleId(2 + dice.below(3) as i64)]),
        _ if user_id != MAYA => draft.name = format!("Ann {}", dice.below(99)),
        _ => draft.department = "Office".into(),
    }
    if draft == UserDraft::from(&record.profile) {
        return Ok(());
    }
    office
        .submit(UserCommand::Update {
            user_id,
            draft: Box::new(draft),
            base: record.changed_at,
        })
        .map(drop)
}

fn restore(office: &TestOffice) -> Result<(), AppError> {
    let binned = office.sql(
        "SELECT min(user_id) FROM user WHERE deleted_at IS NOT NULL
        AND user_id NOT IN (SELECT user_id FROM purged) HAVING count(*) > 0",
    );
    binned.first().map_or(Ok(()), |id| {
        let user_id = UserId(id.parse().unwrap());
        let address = Address::Dropped;
        office.submit(RestoreCommand { user_id, address }).map(drop)
    })
}

fn import_list(
    office: &TestOffice,
    dice: &mut Seeded,
    (few, at): (&[UserId], Timestamp),
) -> Result<(), AppError> {
    let mut list = "Contact ID,Name,Email,Title,Team,Created at\n".to_owned();
    for id in few {
        let title = dice.below(9);
        // Nobody was there before they were added: that is another test.
        let created = at.rfc3339();
        let contact = id.contact_id();
        writeln!(list, "{contact},,,Imported {title},New team,{created}").unwrap();
    }
    let number = dice.below(1_000_000);
    writeln!(list, ",Nova {number},nova{number}@fjord.example,New,,").unwrap();
    import(office, &list)
}

fn import_log(
    office: &TestOffice,
    dice: &mut Seeded,
    (few, at): (&[UserId], Timestamp),
) -> Result<(), AppError> {
    let mut log = "Date (UTC),Request ID,User,Username,Status\n".to_owned();
    for (number, id) in few.iter().enumerate() {
        let email = office.sql(&format!("SELECT email FROM user WHERE user_id = {}", id.0));
        let ago = Timestamp(at.0 - dice.below(60_000) as i64);
        let key = dice.below(1 << 40);
        writeln!(
            log,
            "{},r{key}-{number},X,{},Success",
            ago.rfc3339(),
            email[0]
        )
        .unwrap();
    }
    import(office, &log)
}

/// One of the things that happen in an office. What can't be done is not.
fn something_happens(office: &TestOffice, dice: &mut Seeded, at: Timestamp) {
    let all = people(office);
    let somebody = dice.pick(&all);
    let few: Vec<UserId> = (0..4).map(|_| dice.pick(&all)).collect();
    let done = match dice.below(12) {
        0..3 => edit(office, somebody, dice),
        3 => bulk(office, Deed::SetStatus(dice.pick(AccountStatus::ALL)), &few),
        4 => bulk(
            office,
            Deed::Add(Belonging::Team(TeamId(1 + dice.below(3) as i64))),
            &few,
        ),
        5 => bulk(office, Deed::Delete, &few[..2]),
        6 => restore(office),
        7 => import_list(office, dice, (&few, at)),
        8 => import_log(office, dice, (&few, at)),
        9 => {
            let newest = office.sql("SELECT max(seq) FROM audit_entry").remove(0);
            office
                .submit(UndoCommand::of(newest.parse().unwrap()))
                .map(drop)
        }
        10 => office.submit(SessionCommand::EnterDemo).map(drop),
        _ => {
            let number = dice.below(1_000_000);
            let draft = UserDraft {
                name: format!("Added {number}"),
                email: format!("added{number}@fjord.example"),
                ..UserDraft::default()
            };
            office
                .submit(UserCommand::Create(Box::new(draft)))
                .map(drop)
        }
    };
    if let Err(AppError::SessionOver | AppError::NotSignedIn) = done {
        office.submit(SessionCommand::EnterDemo).unwrap();
    }
}

#[test]
fn every_day_is_as_it_was_when_it_ended() {
    for seed in 0..6 {
        let office = TestOffice::crowd(seed, CROWD);
        let mut dice = Seeded::new(seed);
        let mut days = Vec::new();
        for number in 0..DAYS {
            let morning = NOW.plus_minutes(number as i64 * 24 * 60);
            office.clock.set(morning);
            drop(office.submit(SessionCommand::EnterDemo));
            for act in 0..dice.below(5) {
                let at = morning.plus_minutes(act as i64 * 60 + 1);
                office.clock.set(at);
                something_happens(&office, &mut dice, at);
            }
            let day = office_day(&office, morning);
            office.clock.set(end_of(&office, day));
            days.push((day, shown(&office, None)));
        }
        office.clock.advance_ms(86_400_000);
        office.submit(SessionCommand::EnterDemo).unwrap();
        for (day, was) in days {
            let is = shown(&office, Some(day));
            for (is, was) in is.forms.iter().zip(&was.forms) {
                assert_eq!(is, was, "seed {seed}, {day}");
            }
            for (is, was) in is.rows.iter().zip(&was.rows) {
                assert_eq!(is, was, "seed {seed}, {day}");
            }
            for (number, (is, was)) in is.lists.iter().zip(&was.lists).enumerate() {
                assert_eq!(is, was, "seed {seed}, {day}, list {number}");
            }
            assert_eq!(is, was, "seed {seed}, {day}");
        }
    }
}

#[test]
fn who_was_added_later_is_shown_from_when_the_account_came_to_be() {
    let office = TestOffice::entered();
    let list = "Name,Email,Status,Created at\n\
        Old Hand,old@fjord.example,Inactive,2026-03-01T12:00:00Z\n\
        New Hand,new@fjord.example,Active,2026-11-20T12:00:00Z\n\
        No Date,none@fjord.example,Active,\n";
    import(&office, list).unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let named = |on: &str| {
        let scope = Scope {
            day: Some(day(on)),
            ..Scope::default()
        };
        let ids = office.ask(UserList(UserListQuery::of(scope, Segment::All)));
        let (ids, as_of) = ids
            .map(|answer| (answer.ids.to_vec(), answer.as_of))
            .unwrap();
        let rows = office.ask(UserRows {
            ids,
            as_of,
            day: scope.day,
        });
        let rows = rows.unwrap().into_iter();
        rows.map(|row| (row.name, row.status)).collect::<Vec<_>>()
    };
    assert_eq!(
        named("2026-05-01")[1],
        ("Old Hand".to_owned(), AccountStatus::Inactive)
    );
    let names = |on| named(on).into_iter().map(|row| row.0).collect::<Vec<_>>();
    assert_eq!(names("2026-02-28"), ["Maya Adeyemi", "Tomás Vidal"]);
    assert_eq!(names("2020-02-28"), Vec::<String>::new());
    assert_eq!(
        names("2026-11-20"),
        ["Maya Adeyemi", "New Hand", "Old Hand", "Tomás Vidal"]
    );
    let recorded = |on| office.ask(RecordedOn(day(on))).unwrap();
    assert_eq!(recorded("2026-05-01").later, 1);
    assert_eq!(
        recorded("2026-11-20"),
        Recorded {
            later: 2,
            removed: 0
        }
    );
    // Today is the present: it has not ended.
    assert_eq!(names("2026-11-21").len(), 5);
    assert_eq!(recorded("2026-11-21"), Recorded::default());
}

#[test]
fn who_was_removed_for_good_is_on_no_day() {
    use rollcall::app::commands::purge::PurgeCommand;
    let office = TestOffice::entered();
    let before = office_day(&office, NOW);
    office.clock.set(NOW.plus_minutes(24 * 60));
    drop(office.submit(SessionCommand::EnterDemo));
    bulk(&office, Deed::Delete, &[TOMAS]).unwrap();
    let was_there = office.ask(UserDetail {
        user_id: TOMAS,
        day: Some(before),
    });
    assert_eq!(was_there.unwrap().record.profile.name, "Tomás Vidal");
    office
        .submit(PurgeCommand::These(Arc::new(vec![TOMAS])))
        .unwrap();
    let gone = office.ask(UserDetail {
        user_id: TOMAS,
        day: Some(before),
    });
    assert!(matches!(gone, Err(AppError::NotThen)));
    let recorded = office.ask(RecordedOn(before)).unwrap();
    assert_eq!(recorded.removed, 1);
}
