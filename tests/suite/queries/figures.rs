//! Every figure is its rows, and both are what the tables say.

use proptest::prelude::*;
use rollcall::domain::insight::Insight;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::user::{AccountStatus, Onboarding};
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;

use super::oracle::{Person, days_ago, people, scopes, segments};
use crate::support::outside::NOW;
use crate::support::people::Directory;

/// The figure of a segment.
pub fn figure(insight: &Insight, segment: Segment) -> u64 {
    let role = |id| {
        insight
            .roles
            .iter()
            .find(|r| r.role_id == id)
            .map_or(0, |r| r.users)
    };
    let onboarding = |o| {
        insight
            .onboarding
            .iter()
            .find(|(other, _)| *other == o)
            .unwrap()
            .1
    };
    match segment {
        Segment::All => insight.total,
        Segment::Status(status) => insight.status.iter().find(|(s, _)| *s == status).unwrap().1,
        Segment::Onboarding(Onboarding::Expired) => insight.expired,
        Segment::Onboarding(o) => onboarding(o),
        Segment::Role(id) => role(id),
        Segment::Offer(_) => 0,
        Segment::NoRole => insight.without_role,
        Segment::New => insight.new_users,
        Segment::CreatedUnknown => insight.created_unknown,
        Segment::SignedIn => insight.signed_in,
        Segment::Pending => insight.pending,
        Segment::OpenSession => insight.session_accounts,
    }
}

/// The rows of a segment.
pub fn list(scope: Scope, segment: Segment) -> UserListQuery {
    UserListQuery::of(scope, segment)
}

/// Fails where the figures without rows are not what the people say.
pub fn check_rest(insight: &Insight, inside: &[&Person]) {
    let count = |keep: &dyn Fn(&Person) -> bool| inside.iter().filter(|p| keep(p)).count() as f64;
    let created = |p: &Person| p.record.created_at.map(|at| at.0);
    let between =
        |from: i64, to: i64| count(&|p| created(p).is_some_and(|at| at >= from && at < to));
    let share = |part: f64, all: f64| (all > 0.0).then(|| part / all);
    let (start, earlier) = (days_ago(29), days_ago(59));
    assert_eq!(
        insight.growth,
        share(between(start, NOW.0 + 1), between(i64::MIN, start))
    );
    assert_eq!(
        insight.previous_growth,
        share(between(earlier, start), between(i64::MIN, earlier))
    );
    assert_eq!(
        insight.active,
        count(&|p| p.record.profile.status == AccountStatus::Active) as u64
    );
    assert_eq!(
        insight.open_sessions,
        inside.iter().map(|p| p.sessions).sum::<u64>()
    );
    let assignments: usize = inside.iter().map(|p| p.record.profile.roles.len()).sum();
    assert_eq!(insight.assignments, assignments as u64);
    let days: usize = inside.iter().map(|p| p.active_days()).sum();
    let signed_in = count(&|p| p.in_segment(Segment::SignedIn));
    let stickiness = share(days as f64 / 30.0, signed_in);
    assert_eq!(
        insight.stickiness.map(|s| (s * 1e9).round()),
        stickiness.map(|s| (s * 1e9).round())
    );
    let mut logins: Vec<_> = inside
        .iter()
        .flat_map(|p| p.sign_ins.iter().map(|at| (*at, p.record.user_id)))
        .collect();
    logins.sort_unstable_by(|a, b| b.cmp(a));
    logins.truncate(5);
    let shown: Vec<_> = insight
        .last_logins
        .iter()
        .map(|l| (l.at.0, l.user_id))
        .collect();
    assert_eq!(shown, logins);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_figure_is_its_rows(seed in any::<u64>(), users in 0u64..60) {
        let directory = Directory::random(seed, users);
        let mut reader = directory.open().reader().unwrap();
        reader.snapshot(|s| -> Result<(), StoreError> {
            let everyone = people(&directory.path, s);
            for scope in scopes() {
                let insight = s.insight(View::whole(), scope, NOW)?;
                let inside: Vec<&Person> = everyone.iter().filter(|p| p.in_scope(scope)).collect();
                for segment in segments() {
                    let mut rows = s.user_list(View::whole(), &list(scope, segment), NOW)?;
                    rows.sort_unstable();
                    let expected: Vec<_> = inside
                        .iter()
                        .filter(|p| p.in_segment(segment))
                        .map(|p| p.record.user_id)
                        .collect();
                    assert_eq!(rows, expected, "{scope:?} {segment:?}");
                    assert_eq!(figure(&insight, segment), rows.len() as u64, "{scope:?} {segment:?}");
                }
                check_rest(&insight, &inside);
            }
            Ok(())
        }).unwrap();
    }
}

#[test]
fn an_empty_office_has_figures_without_shares() {
    let directory = Directory::empty();
    let mut reader = directory.open().reader().unwrap();
    let insight = reader
        .snapshot(|s| s.insight(View::whole(), Scope::default(), NOW))
        .unwrap();
    assert_eq!(
        (insight.total, insight.growth, insight.stickiness),
        (0, None, None)
    );
    assert!(insight.last_logins.is_empty());
    assert_eq!(insight.roles.len(), 10);
}
