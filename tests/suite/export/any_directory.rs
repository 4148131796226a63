//! Figure = rows = exported rows, for any directory and every segment.

use proptest::prelude::*;
use rollcall::app::exports::Export;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::ids::RoleId;
use rollcall::domain::insight::Insight;
use rollcall::domain::segment::{Scope, Segment};
use rollcall::domain::table::Format;
use rollcall::domain::user::{AccountStatus, Onboarding, UserKind};

use super::readers;
use crate::support::directory::{Person, TestOffice, days_ago};

prop_compose! {
    fn any_person()(
        status in prop::sample::select(AccountStatus::ALL),
        onboarding in prop::sample::select(Onboarding::ALL),
        kind in prop::sample::select(UserKind::ALL),
        roles in prop::collection::btree_set((1i64..5).prop_map(RoleId), 0..3),
        created in prop::option::of(0i64..90),
        expires in prop::option::of(-20i64..20),
        signed_in in prop::option::of(0i64..60),
        open_sessions in prop::sample::select(&[0usize, 0, 0, 1, 2][..]),
    ) -> Person {
        let mut person = Person::named("Any Body", "");
        person.profile.email = None;
        person.profile.status = status;
        person.profile.onboarding = onboarding;
        person.profile.kind = kind;
        person.profile.roles = roles;
        person.created_at = created.map(days_ago);
        person.expires_at = expires.map(days_ago);
        person.signed_in_at = signed_in.map(days_ago);
        person.open_sessions = open_sessions;
        person
    }
}

/// Every segment with the figure that opens it.
fn figures(insight: &Insight) -> Vec<(Segment, u64)> {
    let mut all = vec![
        (Segment::All, insight.total),
        (Segment::NoRole, insight.without_role),
        (Segment::New, insight.new_users),
        (Segment::CreatedUnknown, insight.created_unknown),
        (Segment::SignedIn, insight.signed_in),
        (Segment::Pending, insight.pending),
        (Segment::OpenSession, insight.session_accounts),
    ];
    all.extend(
        insight
            .status
            .iter()
            .map(|(s, n)| (Segment::Status(*s), *n)),
    );
    all.extend(
        insight
            .onboarding
            .iter()
            .map(|(o, n)| (Segment::Onboarding(*o), *n)),
    );
    all.extend(
        insight
            .roles
            .iter()
            .map(|r| (Segment::Role(r.role_id), r.users)),
    );
    all
}

fn check(office: &TestOffice, scope: Scope) {
    let insight = office
        .ask(InsightOf {
            scope,
            refreshed: 0,
        })
        .unwrap();
    for (segment, figure) in figures(&insight) {
        let mut query = readers::list(segment);
        query.scope = scope;
        let ids = office.ask(UserList(query.clone())).unwrap().ids;
        let shown: Vec<String> = ids.iter().map(|id| id.contact_id().to_string()).collect();
        assert_eq!(shown.len() as u64, figure, "{segment:?}: the list");

        let export = Export::Users(query);
        let done = office
            .export(export.clone(), Format::Csv, "rows.csv")
            .unwrap();
        let rows = readers::csv(&done.path);
        let exported: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
        assert_eq!(exported, shown, "{segment:?}: CSV");
        assert_eq!(done.rows, figure);

        let done = office.export(export, Format::Xlsx, "rows.xlsx").unwrap();
        let rows = readers::sheet(&done.path, "Users");
        let exported: Vec<&str> = rows[1..].iter().map(|row| readers::text(&row[0])).collect();
        assert_eq!(exported, shown, "{segment:?}: Excel");
        let about = readers::sheet(&done.path, "About");
        assert_eq!(
            readers::number(readers::beside(&about, "Rows")) as u64,
            figure
        );
    }
    let done = office
        .export(Export::Sessions(scope), Format::Csv, "sessions.csv")
        .unwrap();
    assert_eq!(
        done.rows, insight.open_sessions,
        "a figure of sessions exports sessions"
    );
    assert_eq!(
        readers::csv(&done.path).len() as u64 - 1,
        insight.open_sessions
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn a_figure_is_its_rows_and_its_exported_rows(people in prop::collection::vec(any_person(), 0..30)) {
        let office = TestOffice::new(&people);
        check(&office, Scope::default());
        check(&office, Scope { kind: Some(UserKind::Client), ..Scope::default() });
    }
}
