//! The decision and the chain of its reasons say the same, and what the chain advises helps.

use proptest::prelude::*;
use rollcall::domain::access::why::{Chain, Fix, Step, Stock, why};
use rollcall::domain::access::{GrantPlace, HeldRole, Rights, WorkspaceFacts};
use rollcall::domain::ids::{AddOnId, WorkspaceId};
use rollcall::domain::permission::Permission;

use super::estates::{About, Case, about, case, permission, today};

/// What the rights say to a question.
fn decided(rights: &Rights, permission: Permission, about: &About) -> bool {
    match about {
        About::Office => rights.may_everywhere(permission),
        About::Anything => rights.may(permission),
        About::Workspace(id) => rights.may_in(permission, WorkspaceId(*id)),
        About::Person(somebody) => rights.may_about(permission, somebody.record()),
    }
}

fn told(case: &Case, permission: Permission, about: &About) -> Chain {
    let stock = Stock {
        roles: &case.roles,
        add_ons: &case.add_ons,
    };
    why(
        &case.holding,
        &case.estate,
        stock,
        today(),
        (permission, about.target()),
    )
}

fn decide(case: &Case) -> Rights {
    Rights::decide(&case.holding, &case.estate, today())
}

fn unmet(chain: &Chain) -> usize {
    chain.answers.iter().filter(|answer| !answer.is_met).count()
}

/// Makes the change that a fix names.
fn make(case: &mut Case, fix: &Fix) {
    let held = &mut case.holding.roles;
    let own = |role_id| move |role: &&mut HeldRole| role.role_id == role_id;
    match fix {
        Fix::Activate => case.holding.is_active = true,
        Fix::Install(module) => case.estate.modules = case.estate.modules.with(*module),
        Fix::Give(role_id) => {
            let is_new = held.iter().all(|role| role.role_id != *role_id);
            assert!(is_new, "a role that is held already can't be given");
            let (_, permissions) = case.roles.iter().find(|(id, _)| id == role_id).unwrap();
            held.push(HeldRole {
                role_id: *role_id,
                permissions: *permissions,
                place: GrantPlace::Everywhere,
                ends_on: None,
            });
        }
        Fix::Allow(role_id, permission) => {
            let role = held.iter_mut().find(own(*role_id)).unwrap();
            let more = [*permission].into_iter().collect();
            role.permissions = role.permissions.union(more);
        }
        Fix::Prolong(role_id) => held.iter_mut().find(own(*role_id)).unwrap().ends_on = None,
        Fix::Join(workspace_id) => {
            assert!(case.holding.workspaces.insert(*workspace_id));
        }
        Fix::Widen(role_id) => {
            held.iter_mut().find(own(*role_id)).unwrap().place = GrantPlace::Everywhere;
        }
        Fix::AddOn(workspace_id, add_on_id) => {
            let (_, more) = case.add_ons.iter().find(|(id, _)| id == add_on_id).unwrap();
            let more = *more;
            let facts = facts(case, *workspace_id);
            let features = facts.features.union(more);
            assert_ne!(facts.features, features, "an add-on that adds nothing");
            facts.features = features;
        }
        Fix::Include(workspace_id, module) => {
            let facts = facts(case, *workspace_id);
            assert!(!facts.features.has(*module));
            facts.features = facts.features.with(*module);
        }
        Fix::Reopen(workspace_id) => {
            let facts = facts(case, *workspace_id);
            assert!(!facts.is_open);
            facts.is_open = true;
        }
    }
}

fn facts(case: &mut Case, workspace_id: WorkspaceId) -> &mut WorkspaceFacts {
    case.estate.workspaces.get_mut(&workspace_id).unwrap()
}

/// A workspace that is closed and whose plan lacks the feature needs two changes, of which the first is named first.
fn is_half(case: &Case, fix: &Fix, permission: Permission) -> bool {
    let Fix::Reopen(id) = fix else {
        return false;
    };
    let features = case.estate.workspaces[id].features;
    !features.plan_permissions().has(permission)
}

/// Whether the only thing in the way is something that nobody can change by a fix.
fn is_fixable(chain: &Chain) -> bool {
    chain.fixes.iter().any(|(_, fixes)| !fixes.is_empty())
}

/// The add-ons of the office that have the feature behind a permission, with how many features each has.
fn bringing(case: &Case, permission: Permission) -> Vec<(usize, AddOnId)> {
    let Some(module) = permission.module() else {
        return Vec::new();
    };
    let with = case.add_ons.iter().filter(|(_, has)| has.has(module));
    with.map(|(id, has)| (has.iter().count(), *id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reasons_and_decision_agree(case in case(), permission in permission(), about in about()) {
        let chain = told(&case, permission, &about);
        prop_assert_eq!(chain.is_allowed, decided(&decide(&case), permission, &about), "{:?}", chain);
        prop_assert_eq!(chain.is_allowed, unmet(&chain) == 0);
        let steps: Vec<Step> = chain.answers.iter().map(|answer| answer.step).collect();
        prop_assert_eq!(steps, Step::ALL.to_vec());
        let named: Vec<Step> = chain.fixes.iter().map(|(step, _)| *step).collect();
        let open = chain.answers.iter().filter(|answer| !answer.is_met);
        prop_assert_eq!(named, open.map(|answer| answer.step).collect::<Vec<_>>());
    }

    #[test]
    fn an_add_on_is_offered_before_the_plan_and_the_smallest_one(case in case(), permission in permission(), about in about()) {
        let chain = told(&case, permission, &about);
        let smallest = bringing(&case, permission).into_iter().min();
        for fixes in chain.fixes.iter().map(|(_, fixes)| fixes) {
            for (index, fix) in fixes.iter().enumerate() {
                let Fix::Include(workspace_id, _) = fix else { continue };
                let before = index.checked_sub(1).map(|before| &fixes[before]);
                let offered = smallest.map(|(_, id)| Fix::AddOn(*workspace_id, id));
                let is_offered = before.is_some() && before == offered.as_ref();
                prop_assert_eq!(is_offered, offered.is_some(), "{:?}", fixes);
            }
        }
    }

    #[test]
    fn one_fix_of_each_unmet_step_helps(case in case(), permission in permission(), about in about(), pick in any::<usize>()) {
        let before = told(&case, permission, &about);
        let mut after = case.clone();
        let mut is_half_done = false;
        for (_, fixes) in before.fixes.iter().filter(|(_, fixes)| !fixes.is_empty()) {
            let fix = &fixes[pick % fixes.len()];
            is_half_done |= is_half(&case, fix, permission);
            make(&mut after, fix);
        }
        let chain = told(&after, permission, &about);
        prop_assert_eq!(chain.is_allowed, decided(&decide(&after), permission, &about));
        let helps = chain.is_allowed || unmet(&chain) < unmet(&before);
        prop_assert!(helps || !is_fixable(&before) || is_half_done, "{:?}\n{:?}", before, chain);
    }

    #[test]
    fn following_the_advice_leads_to_a_yes(case in case(), permission in permission(), about in about(), pick in any::<usize>()) {
        let mut case = case;
        // Nobody can be made to see what is another client's, nor can a workspace be joined that is not there.
        let mut chain = told(&case, permission, &about);
        for _ in 0..2 * Step::ALL.len() {
            for (_, fixes) in chain.fixes.iter().filter(|(_, fixes)| !fixes.is_empty()) {
                make(&mut case, &fixes[pick % fixes.len()]);
            }
            chain = told(&case, permission, &about);
            if !is_fixable(&chain) {
                break;
            }
        }
        prop_assert!(!is_fixable(&chain), "advice without an end: {:?}", chain);
        let is_seen = chain.answers.iter().all(|a| a.step != Step::Visibility || a.is_met);
        let has_role = case.holding.roles.iter().any(|role| role.permissions.has(permission));
        let exists = match &about {
            About::Workspace(id) => case.estate.workspaces.contains_key(&WorkspaceId(*id)),
            About::Person(somebody) => somebody.workspaces.iter().all(|id| case.estate.workspaces.contains_key(&WorkspaceId(*id))),
            About::Office | About::Anything => true,
        };
        prop_assert!(chain.is_allowed || !is_seen || !has_role || !exists, "{:?}", chain);
    }
}
