//! Figures of those who see a part of the office: each is its rows, and both end where the right ends.

use proptest::prelude::*;
use rollcall::domain::access::{Reach, Record};
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;
use rollcall::store::testing;

use crate::queries::figures::{check_rest, figure, list};
use crate::queries::oracle::{Person, people, scopes, segments};
use crate::support::office::person;
use crate::support::outside::NOW;
use crate::support::people::{Directory, Seeded, act};

/// Whom a reach has, asked of the plain tables.
fn reached(reach: &Reach, person: &Person) -> bool {
    let profile = &person.record.profile;
    let numbers: Vec<i64> = profile.workspaces.iter().map(|id| id.0).collect();
    reach.has(Record {
        workspaces: &numbers,
        kind: profile.kind,
        client_id: profile.client_id,
    })
}

/// An office with clients, and somebody with a random part of the rights in it.
fn office(seed: u64, users: u64) -> (Directory, UserId) {
    let directory = Directory::random(seed, users);
    let mut workspace = directory.open();
    let operator = act(&mut workspace, NOW.plus_minutes(-10), |w| {
        let role_id = w.insert_own_role("Held", None)?;
        w.allow(role_id, Permission::InsightView)?;
        for client in ["Quellenhof", "Rivalhaus"] {
            w.ensure_client(client)?;
        }
        w.insert_user(&person("Olga Operator", "olga@office.example", role_id))
    });
    let mut dice = Seeded::new(seed ^ 0x000f_f1ce);
    let (me, place) = (operator.0, dice.pick(&[1, 1, 2, 0]));
    let mut sql = vec![format!(
        "UPDATE user SET client_id = user_id % 3 WHERE kind = 1 AND user_id % 3 > 0;
         UPDATE user_role SET place = {place} WHERE user_id = {me};"
    )];
    for workspace in 1..=3 {
        if dice.below(2) == 0 {
            sql.push(format!(
                "INSERT INTO user_workspace VALUES ({me}, {workspace});"
            ));
        }
        if place == 2 && dice.below(2) == 0 {
            sql.push(format!(
                "INSERT INTO user_role_workspace
                 SELECT {me}, role_id, {workspace} FROM user_role WHERE user_id = {me};"
            ));
        }
    }
    if dice.below(3) == 0 {
        let client = dice.below(2) + 1;
        sql.push(format!(
            "UPDATE user SET kind = 1, client_id = {client} WHERE user_id = {me};"
        ));
    }
    testing::execute(&directory.path, &sql.concat()).unwrap();
    (directory, operator)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_figure_is_its_rows_as_far_as_the_right_reaches(seed in any::<u64>(), users in 0u64..50) {
        let (directory, operator) = office(seed, users);
        let mut reader = directory.open().reader().unwrap();
        reader.snapshot(|s| -> Result<(), StoreError> {
            let rights = s.rights_of(operator, NOW)?;
            let who = rights.reach(Permission::InsightView);
            let view = View { who: who.clone(), contact: Reach::Nobody };
            let everyone = people(&directory.path, s);
            for scope in scopes() {
                // A workspace that is not seen is as if it had nobody.
                let is_seen = scope.workspace.is_none_or(|id| who.has_workspace(id));
                let inside: Vec<&Person> = everyone
                    .iter()
                    .filter(|p| is_seen && p.in_scope(scope) && reached(&who, p))
                    .collect();
                let insight = s.insight(view.clone(), scope, NOW)?;
                for segment in segments() {
                    let mut rows = s.user_list(view.clone(), &list(scope, segment), NOW)?;
                    rows.sort_unstable();
                    let expected: Vec<_> = inside
                        .iter()
                        .filter(|p| p.in_segment(segment))
                        .map(|p| p.record.user_id)
                        .collect();
                    assert_eq!(rows, expected, "{who:?} {scope:?} {segment:?}");
                    assert_eq!(figure(&insight, segment), rows.len() as u64, "{who:?} {scope:?} {segment:?}");
                }
                assert_eq!(s.user_count(&who, scope)?, inside.len() as u64);
                check_rest(&insight, &inside);
            }
            Ok(())
        }).unwrap();
    }
}
