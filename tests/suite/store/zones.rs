//! Days of the office where clocks change, and instants to the millisecond.

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::time::{DateFormat, OfficeTime, Timestamp};
use rollcall::domain::user::{Onboarding, Profile};
use rollcall::store::columns::View;
use rollcall::store::users::NewUser;

use crate::support::outside::NOW;
use crate::support::people::{Directory, act};

fn office(zone: Tz) -> OfficeTime {
    OfficeTime {
        zone,
        format: DateFormat::Iso,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Zones with changes at midnight, by half an hour, and of a whole day.
const ZONES: [Tz; 7] = [
    chrono_tz::Europe::Lisbon,
    chrono_tz::America::Sao_Paulo,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::Pacific::Apia,
    chrono_tz::Asia::Beirut,
    chrono_tz::Africa::Cairo,
    chrono_tz::UTC,
];

#[test]
fn every_day_starts_with_its_first_instant() {
    for zone in ZONES {
        let time = office(zone);
        for first in ["2010-12-25", "2018-01-01", "2026-01-01"] {
            for offset in 0..400 {
                let today = day(first) + Days::new(offset);
                let start = time.start_of(today);
                let before = Timestamp(start.0 - 1);
                assert!(time.date(before) < today, "{zone} {today}");
                // A day that the zone skipped starts where the next one does.
                let is_skipped = zone == chrono_tz::Pacific::Apia && today == day("2011-12-30");
                assert_eq!(
                    time.date(start),
                    if is_skipped { day("2011-12-31") } else { today },
                    "{zone} {today}"
                );
            }
        }
    }
}

#[test]
fn a_window_of_thirty_days_holds_thirty_dates() {
    for zone in ZONES {
        let time = office(zone);
        for offset in 0..370 {
            let today = day("2026-01-01") + Days::new(offset);
            for clock in [
                NaiveTime::MIN,
                NaiveTime::from_hms_milli_opt(23, 59, 59, 999).unwrap(),
            ] {
                let now = time.instant(today.and_time(clock));
                let start = time.window_start(now, 30);
                assert_eq!(
                    time.date(now) - time.date(start),
                    chrono::Duration::days(29),
                    "{zone} {today}"
                );
                assert_eq!(start, time.start_of(time.date(start)));
            }
        }
    }
}

fn invited(expires_at: i64) -> NewUser {
    NewUser {
        profile: Profile {
            name: "Anna Li".into(),
            onboarding: Onboarding::Launched,
            ..Profile::default()
        },
        created_at: None,
        invitation_expires_at: Some(Timestamp(expires_at)),
    }
}

#[test]
fn an_invitation_runs_out_on_its_millisecond() {
    let directory = Directory::empty();
    let mut workspace = directory.open();
    act(&mut workspace, NOW, |w| w.insert_user(&invited(NOW.0)));
    let mut reader = workspace.reader().unwrap();
    for (now, pending) in [(NOW.0 - 1, 1), (NOW.0, 0), (NOW.0 + 1, 0)] {
        let insight = reader
            .snapshot(|s| s.insight(View::whole(), Scope::default(), Timestamp(now)))
            .unwrap();
        assert_eq!(
            (insight.pending, insight.expired),
            (pending, 1 - pending),
            "{now}"
        );
    }
}

#[test]
fn the_window_of_new_users_opens_at_office_midnight() {
    // Thirty days up to 21 November 2026 begin on 23 October, when Lisbon still has summer time.
    let midnight = 1_792_710_000_000;
    assert_eq!(Timestamp(midnight).rfc3339(), "2026-10-22T23:00:00Z");
    let directory = Directory::empty();
    let mut workspace = directory.open();
    for created in [midnight - 1, midnight, NOW.0, NOW.0 + 1] {
        let user = NewUser {
            created_at: Some(Timestamp(created)),
            ..invited(0)
        };
        act(&mut workspace, NOW, |w| w.insert_user(&user));
    }
    let query = UserListQuery::of(Scope::default(), Segment::New);
    let mut reader = workspace.reader().unwrap();
    let ids = reader
        .snapshot(|s| s.user_list(View::whole(), &query, NOW))
        .unwrap();
    assert_eq!(ids.iter().map(|id| id.0).collect::<Vec<_>>(), [2, 3]);
}
