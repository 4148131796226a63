//! Ten thousand decisions: whether somebody may see each person, and what each person may do.

use chrono::NaiveDate;
use rollcall::domain::access::{
    Estate, GrantPlace, HeldRole, Holding, Record, Rights, WorkspaceFacts,
};
use rollcall::domain::ids::{RoleId, WorkspaceId};
use rollcall::domain::module::{Module, ModuleSet};
use rollcall::domain::permission::Permission;
use rollcall::domain::role::BUILT_IN;
use rollcall::domain::user::UserKind;

use super::measure::{Options, print, time};

const COUNT: i64 = 10_000;
const WORKSPACES: i64 = 40;

/// Prints how long both take; each is to stay below 5 ms.
pub fn measure(options: Options) {
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let estate = estate();
    let rights = Rights::decide(&holding(0, 20), &estate, today);
    let places: Vec<[i64; 2]> = (0..COUNT)
        .map(|n| [n % WORKSPACES + 1, n * 7 % WORKSPACES + 1])
        .collect();
    let seen = time(options.runs, || {
        let may = |places: &&[i64; 2]| {
            let record = Record {
                workspaces: places.as_slice(),
                kind: UserKind::Internal,
                client_id: None,
            };
            rights.may_about(Permission::UsersView, record)
        };
        let count = places.iter().filter(may).count();
        assert!(count > 0 && count < places.len());
    });
    print("10,000 decisions: may somebody see a person", seen);
    let holdings: Vec<Holding> = (0..COUNT).map(|n| holding(n, 3)).collect();
    let decided = time(options.runs, || {
        let rights = holdings
            .iter()
            .map(|holding| Rights::decide(holding, &estate, today));
        let able = rights.filter(|rights| rights.may(Permission::UsersCreate));
        let count = able.count();
        assert!(count > 0 && count < holdings.len());
    });
    print("10,000 decisions: what may a person do", decided);
}

/// Every ninth workspace is closed, every fourth has a plan without features.
fn estate() -> Estate {
    let facts = |n: i64| WorkspaceFacts {
        is_open: n % 9 != 0,
        features: Module::features().filter(|_| n % 4 != 0).collect(),
    };
    Estate {
        modules: ModuleSet::all(),
        workspaces: (1..=WORKSPACES)
            .map(|n| (WorkspaceId(n), facts(n)))
            .collect(),
    }
}

/// Somebody with two roles in some workspaces, one of them in a single one.
fn holding(n: i64, workspaces: i64) -> Holding {
    let place = |step: i64| WorkspaceId((n + step * 9) % WORKSPACES + 1);
    let role = |number: usize, place| {
        let allowed = BUILT_IN
            .get(number)
            .map_or(&[][..], |role| role.permissions);
        HeldRole {
            role_id: RoleId(number as i64 + 1),
            permissions: allowed.iter().copied().collect(),
            place,
            ends_on: None,
        }
    };
    Holding {
        is_active: true,
        kind: UserKind::Internal,
        client_id: None,
        workspaces: (0..workspaces).map(place).collect(),
        roles: vec![
            role(3, GrantPlace::TheirWorkspaces),
            role(2, GrantPlace::Named([place(1)].into())),
        ],
    }
}
