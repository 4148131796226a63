//! How far a right goes: covering and meeting, held to everybody there can be.

use proptest::prelude::*;
use rollcall::domain::access::{Reach, Rights};
use rollcall::domain::ids::WorkspaceId;
use rollcall::domain::permission::Permission;

use super::estates::{Case, Somebody, case, permission, permissions, side, today, workspaces};

fn reach() -> impl Strategy<Value = Reach> {
    let some = proptest::option::weighted(0.7, workspaces(3));
    (some, side()).prop_map(|(some, side)| Reach::new(some.as_ref(), side))
}

fn decide(case: &Case) -> Rights {
    Rights::decide(&case.holding, &case.estate, today())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_covers_another_where_it_has_all_of_its_people(a in reach(), b in reach()) {
        let everybody = Somebody::everybody();
        let has_all = everybody.iter().all(|one| !b.has(one.record()) || a.has(one.record()));
        prop_assert_eq!(a.covers(&b), has_all, "{:?} {:?}", a, b);
        prop_assert!(a.covers(&a));
    }

    #[test]
    fn nobody_and_everyone_are_what_they_are_called(a in reach()) {
        let everybody = Somebody::everybody();
        let count = everybody.iter().filter(|one| a.has(one.record())).count();
        prop_assert_eq!(a.is_nobody(), count == 0);
        prop_assert_eq!(a.is_everyone(), count == everybody.len());
        let somewhere = (1..=3).any(|id| a.has_workspace(WorkspaceId(id)));
        prop_assert_eq!(somewhere, !a.is_nobody());
    }

    #[test]
    fn the_reach_of_several_rights_is_that_of_each_together(case in case(), wanted in permissions()) {
        let rights = decide(&case);
        let wanted: Vec<Permission> = wanted.iter().collect();
        let together = rights.reach_of_any(&wanted);
        for one in Somebody::everybody() {
            let by_any = wanted.iter().any(|p| rights.may_about(*p, one.record()));
            prop_assert_eq!(together.has(one.record()), by_any);
        }
    }

    #[test]
    fn both_together_never_allow_what_one_does_not(a in case(), b in case(), permission in permission()) {
        let (a, b) = (decide(&a), decide(&b));
        let both = a.intersection(&b);
        let neither_less = |asked: &dyn Fn(&Rights) -> bool| !asked(&both) || (asked(&a) && asked(&b));
        prop_assert!(neither_less(&|r| r.may(permission)));
        prop_assert!(neither_less(&|r| r.may_everywhere(permission)));
        prop_assert!(neither_less(&|r| r.is_active()));
        prop_assert!(neither_less(&|r| r.somewhere().has(permission)));
        for id in 1..=5 {
            prop_assert!(neither_less(&|r| r.may_in(permission, WorkspaceId(id))));
        }
        for one in Somebody::everybody() {
            prop_assert!(neither_less(&|r| r.may_about(permission, one.record())), "{:?}", one);
        }
        let seen = a.seen_through(&b);
        let reads = permission.only_reads();
        prop_assert_eq!(seen.may(permission), reads && both.may(permission));
        prop_assert_eq!(seen.may_everywhere(permission), reads && both.may_everywhere(permission));
        prop_assert_eq!(&both, &b.intersection(&a));
        let again = a.intersection(&a);
        prop_assert_eq!(again.reach(permission), a.reach(permission));
        prop_assert_eq!(again.may_everywhere(permission), a.may_everywhere(permission));
    }
}
