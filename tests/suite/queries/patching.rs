//! Columns that were patched after each edit are the columns read anew.

use std::sync::Arc;

use proptest::prelude::*;
use rollcall::domain::ids::{UserId, WorkspaceId};
use rollcall::domain::insight::Insight;
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::store::columns::ColumnCache;
use rollcall::store::columns::View;
use rollcall::store::error::StoreError;
use rollcall::store::reader::Reader;
use rollcall::store::workspace::Workspace;
use rollcall::store::writer::Writer;

use crate::support::outside::NOW;
use crate::support::people::{Directory, Seeded, act, random_user};

type Seen = (Insight, Vec<Vec<UserId>>, Vec<Vec<u8>>);

fn look(reader: &mut Reader) -> Seen {
    reader
        .snapshot(|s| -> Result<Seen, StoreError> {
            let mut lists = Vec::new();
            for column in UserColumn::ALL.iter().copied() {
                for search in ["", "an"] {
                    let sort = Sort {
                        column,
                        direction: Direction::Ascending,
                    };
                    let query = UserListQuery {
                        search: search.into(),
                        sort,
                        ..UserListQuery::of(Scope::default(), Segment::All)
                    };
                    lists.push(s.user_list(View::whole(), &query, NOW)?);
                }
            }
            let texts = s
                .columns()?
                .users()
                .map(|u| [u.open_text(), u.contact_text()].concat())
                .collect();
            Ok((
                s.insight(View::whole(), Scope::default(), NOW)?,
                lists,
                texts,
            ))
        })
        .unwrap()
}

fn edit(w: &mut Writer<'_>, dice: &mut Seeded, index: u64, known: u64) -> Result<(), StoreError> {
    let user_id = UserId(dice.below(known) as i64 + 1);
    match dice.below(5) {
        4 => {
            let workspace_id = WorkspaceId(dice.below(3) as i64 + 1);
            let mut profile = w.workspace(workspace_id)?;
            profile.name = format!("{} {index}", dice.pick(&["Above", "zone"]));
            w.update_workspace(workspace_id, &profile)?;
        }
        0 => {
            w.insert_user(&random_user(dice, 1_000 + index))?;
        }
        1 => {
            w.start_session(user_id, "phone", NOW.plus_minutes(60))?;
        }
        2 => w.set_invitation_expiry(user_id, Some(NOW.plus_minutes(dice.below(3) as i64 - 1)))?,
        _ => match w.update_user(user_id, &random_user(dice, 2_000 + index).profile) {
            Err(StoreError::NotFound) => {}
            other => other?,
        },
    }
    Ok(())
}

fn check(workspace: &Workspace, reader: &mut Reader) {
    let mut fresh = Reader::open(workspace.path(), Arc::new(ColumnCache::default())).unwrap();
    assert_eq!(look(reader), look(&mut fresh));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn patched_columns_are_those_read_anew(seed in any::<u64>(), users in 1u64..40, edits in 1u64..12) {
        let directory = Directory::random(seed, users);
        let mut workspace = directory.open();
        let mut reader = workspace.reader().unwrap();
        let mut dice = Seeded::new(seed ^ 0xabc);
        check(&workspace, &mut reader);
        for index in 0..edits {
            let several = dice.below(3);
            act(&mut workspace, NOW.plus_minutes(-1), |w| {
                (0..=several).try_for_each(|more| edit(w, &mut dice, index * 10 + more, users))
            });
            // Sometimes several acts pass between two looks.
            if dice.below(3) > 0 {
                check(&workspace, &mut reader);
            }
        }
        check(&workspace, &mut reader);
    }
}

#[test]
fn an_act_on_very_many_is_seen_too() {
    let directory = Directory::random(3, 5);
    let mut workspace = directory.open();
    let mut reader = workspace.reader().unwrap();
    check(&workspace, &mut reader);
    let mut dice = Seeded::new(9);
    act(&mut workspace, NOW, |w| {
        (0..2_500).try_for_each(|index| {
            w.insert_user(&random_user(&mut dice, 10_000 + index))
                .map(drop)
        })
    });
    check(&workspace, &mut reader);
}
