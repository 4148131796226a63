//! Orders, ties and searches of lists.

use proptest::prelude::*;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::ids::WorkspaceId;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::user::UserKind;
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;

use super::oracle::{Person, compare, people};
use crate::support::office::TestOffice;
use crate::support::outside::NOW;
use crate::support::people::Directory;

const NEEDLES: &[&str] = &[
    "",
    " ",
    "a",
    "an",
    "ann",
    "anna",
    "ANNA  li",
    "g",
    "garcia",
    "GARCÍA",
    "smith-jo",
    "zoë",
    "zoe",
    "мар",
    "王",
    "zzqx",
    "c-0000",
    "c-000012",
    "+351",
    "351 9",
    "gross",
    "İrem",
    "irem yıldız",
    "c-",
    "b.example",
    "example\n+351",
    "garciac-",
    "smith-jonesann",
    "@",
    "\n",
    "مريم",
    "\u{301}",
];

fn orders() -> Vec<Sort> {
    let directions = [Direction::Ascending, Direction::Descending];
    let pairs = UserColumn::ALL
        .iter()
        .flat_map(|column| directions.map(|direction| (*column, direction)));
    pairs
        .map(|(column, direction)| Sort { column, direction })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn orders_and_searches_are_the_plain_ones(seed in any::<u64>(), users in 0u64..80) {
        let directory = Directory::random(seed, users);
        let mut reader = directory.open().reader().unwrap();
        reader.snapshot(|s| -> Result<(), StoreError> {
            let mut everyone = people(&directory.path, s);
            for sort in orders() {
                everyone.sort_by(|a, b| compare(a, b, sort));
                for search in NEEDLES {
                    let query = UserListQuery { search: (*search).to_owned(), sort, ..UserListQuery::of(Scope::default(), Segment::All) };
                    let expected: Vec<_> = everyone
                        .iter()
                        .filter(|p: &&Person| p.matches(search))
                        .map(|p| p.record.user_id)
                        .collect();
                    assert_eq!(s.user_list(View::whole(), &query, NOW)?, expected, "{search:?} {sort:?}");
                }
            }
            Ok(())
        }).unwrap();
    }

    #[test]
    fn rows_say_what_the_records_say(seed in any::<u64>(), users in 1u64..40) {
        let directory = Directory::random(seed, users);
        let mut reader = directory.open().reader().unwrap();
        reader.snapshot(|s| -> Result<(), StoreError> {
            let everyone = people(&directory.path, s);
            let ids: Vec<_> = everyone.iter().map(|p| p.record.user_id).collect();
            let rows = s.user_rows(&ids, NOW)?;
            assert_eq!(rows.len(), ids.len());
            for (row, person) in rows.iter().zip(&everyone) {
                let p = &person.record.profile;
                assert_eq!((&row.name, &row.email, row.status), (&p.name, &p.email, p.status));
                assert_eq!(row.onboarding, person.onboarding());
                assert_eq!(row.last_sign_in_at, person.newest_sign_in());
                assert_eq!(row.created_at, person.record.created_at);
                assert_eq!(row.roles.len(), p.roles.len());
            }
            Ok(())
        }).unwrap();
    }
}

#[test]
fn the_total_beside_a_list_is_that_of_its_scope() {
    let office = TestOffice::entered();
    let total = |scope| {
        let query = UserListQuery {
            search: "maya".into(),
            ..UserListQuery::of(scope, Segment::All)
        };
        let answer = office.ask(UserList(query)).unwrap();
        (answer.ids.len(), answer.total)
    };
    assert_eq!(total(Scope::default()), (1, 2));
    assert_eq!(
        total(Scope {
            workspace: Some(WorkspaceId(1)),
            kind: None,
            day: None
        }),
        (0, 0)
    );
    assert_eq!(
        total(Scope {
            workspace: None,
            kind: Some(UserKind::Client),
            day: None
        }),
        (0, 0)
    );
}
